"""Which characters a text may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.characters import INSTEAD, code_point, find_forbidden, neutralise

HARMLESS = "\n\t é“”–→\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f\ufeff\U0001f469"
HOSTILE = (
    "\0\x07\x08\x0b\x0c\r\x1b\x1f\x7f\x80\x85\x9b\x9f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
)


@pytest.mark.parametrize("sign", HOSTILE, ids=code_point)
def test_controls_and_overrides_are_forbidden_wherever_they_stand(sign: str) -> None:
    assert find_forbidden(f"ab{sign}c{sign}") == 2
    assert neutralise(f"ab{sign}c{sign}") == f"ab{INSTEAD}c{INSTEAD}"


@pytest.mark.parametrize("sign", HARMLESS, ids=code_point)
def test_blanks_zero_width_characters_and_letters_of_any_script_are_allowed(sign: str) -> None:
    assert find_forbidden(f"a{sign}b") is None
    assert neutralise(f"a{sign}b") == f"a{sign}b"


def test_isolates_are_allowed_in_pairs_within_a_line() -> None:
    assert find_forbidden("the \u2067\u05d0\u2066b\u2069\u2069 side\n\u2068x\u2069") is None
    assert find_forbidden("a\u2066b") == 1
    assert find_forbidden("a\u2066b\nc\u2069") == 1
    assert find_forbidden("ab\u2069c\u2066") == 2
    assert neutralise("\u2066a\u2067b\u2069\n\u2069") == f"{INSTEAD}a\u2067b\u2069\n{INSTEAD}"


@given(st.text())
def test_a_neutralised_text_holds_nothing_forbidden_and_keeps_every_place(text: str) -> None:
    plain = neutralise(text)
    assert find_forbidden(plain) is None
    assert len(plain) == len(text)
    assert all(
        unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") or sign in "\n\t"
        for sign in plain
    )
    assert plain == text or find_forbidden(text) is not None


@given(st.text())
def test_forbidden_characters_can_be_left_out(text: str) -> None:
    assert find_forbidden(neutralise(text, "")) is None
