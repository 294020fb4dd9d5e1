"""A place for typing: what is typed, deleted and pasted, and what of it is seen."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from drawing import drawn, texts
from hypothesis import example, given
from hypothesis import strategies as st

from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.widgets import entry
from game.ui.widgets.entry import (
    DeleteAfter,
    DeleteBefore,
    FocusEntry,
    MoveCaret,
    PasteText,
    TextField,
    TypeText,
    Typing,
    TypingCommand,
)


class Alone:
    """A screen with an entry and nothing else."""

    name = "alone"
    keys: Mapping[str, Command] = MappingProxyType({})

    def __init__(self, typing: Typing, rows: int = 1) -> None:
        self.entry = TextField(typing, "Name", "Type a name", "search", rows)

    def draw(self, page: Page) -> None:
        self.entry.draw(page, 20, 20, 300)

    def handle(self, command: Command) -> None:
        """Nothing."""


def within(page: Page) -> bool:
    """Whether the texts stay inside the entry's box."""
    return all(b.rect[0] > 20 and b.rect[0] + b.rect[2] <= 320 - 9 for b in page.canvas.texts)


def typed(*commands: TypingCommand | str) -> Typing:
    typing = Typing()
    for command in commands:
        typing.take(TypeText(command) if isinstance(command, str) else command)
    return typing


def test_letters_go_in_where_the_caret_is() -> None:
    typing = typed("nrth", MoveCaret("home"), MoveCaret("right"), "o")
    assert (typing.text, typing.caret) == ("north", 2)


def test_backspace_takes_the_letter_before_and_delete_the_one_behind() -> None:
    typing = typed("norxth", MoveCaret("left"), MoveCaret("left"), DeleteBefore())
    assert typing.text == "north"
    typing.take(DeleteAfter())
    assert (typing.text, typing.caret) == ("norh", 3)


def test_there_is_nothing_to_take_at_the_ends() -> None:
    typing = typed("ab", DeleteAfter(), MoveCaret("right"))
    assert (typing.text, typing.caret) == ("ab", 2)
    edits: tuple[TypingCommand, ...] = (MoveCaret("home"), DeleteBefore())
    for command in edits:
        typing.take(command)
    assert (typing.text, typing.caret) == ("ab", 0)
    typing.take(MoveCaret("left"))
    assert typing.caret == 0


def test_what_was_copied_is_pasted_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "clipboard", lambda: "/home/ann\n/talks.yaml\n")
    assert typed(PasteText()).text == "/home/ann /talks.yaml "


def test_no_more_letters_go_in_than_may() -> None:
    typing = Typing(most=4)
    typing.take(TypeText("abcdef"))
    assert typing.text == "abcd"


def test_a_press_on_it_changes_nothing() -> None:
    typing = typed("ab", MoveCaret("left"), FocusEntry())
    assert (typing.text, typing.caret) == ("ab", 1)


def test_left_and_right_move_the_caret_only_once_there_is_a_text() -> None:
    assert "left" not in Typing().keys
    assert typed("a").keys["left"] == MoveCaret("left")


def test_an_empty_entry_says_what_to_type() -> None:
    assert texts(drawn(Alone(Typing()))) == "Type a name"


def test_of_a_long_line_the_part_around_the_caret_is_seen() -> None:
    typing = typed("/home/" + "x" * 80 + "/talks.yaml")
    page = drawn(Alone(typing))
    assert texts(page).endswith("/talks.yaml")
    assert within(page)
    typing.take(MoveCaret("home"))
    assert texts(drawn(Alone(typing))).startswith("/home/")


@example("a bc d" * 30, 0)
@example("bcd" * 60, 90)
@given(st.text(st.sampled_from("abc dé"), max_size=120), st.integers(0, 120))
def test_rows_lose_no_letter_and_are_not_too_wide(text: str, caret: int) -> None:
    typing = Typing(text)
    typing.caret = min(caret, len(text))
    page = drawn(Alone(typing, rows=9))
    shown = "".join(blit.text for blit in page.canvas.texts)
    assert shown.replace(" ", "") == text.replace(" ", "") or not text.strip()
    assert within(page)
