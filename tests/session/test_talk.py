"""Which words a scenario lets people exchange."""

import pytest
import tiny

from game.session.talk import WordsKind, allowed_words


@pytest.mark.parametrize(
    ("talk", "kinds"),
    [
        ("", {"argument", "statement", "message"}),
        ("talk: open", {"argument", "statement", "message"}),
        ("talk: offers", {"argument", "statement"}),
        ("talk: none", set()),
    ],
)
def test_a_scenario_says_which_words_people_may_write(talk: str, kinds: set[WordsKind]) -> None:
    assert allowed_words(tiny.scenario(tiny.TABLE + talk)) == kinds
