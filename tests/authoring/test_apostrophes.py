"""The straight apostrophe that an author types is read as the one that printers set."""

from __future__ import annotations

import pytest
import tiny

from game.authoring.values import with_apostrophes


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Europe's files, and what isn't theirs", "Europe’s files, and what isn’t theirs"),
        ("l'Élysée et aujourd'hui", "l’Élysée et aujourd’hui"),
        ("the makers' stocks, and the makers'.", "the makers’ stocks, and the makers’."),
        ("It called them 'files' and 'facts' only.", "It called them 'files' and 'facts' only."),
        ("They said 'the firm's cards'.", "They said 'the firm’s cards'."),
        ("Europe’s", "Europe’s"),
        ("from the '90s, 5' long", "from the '90s, 5' long"),
        ("{trust} of the town's people", "{trust} of the town’s people"),
    ],
)
def test_an_apostrophe_is_one_between_letters_and_behind_a_plural(typed: str, read: str) -> None:
    assert with_apostrophes(typed) == read


def test_texts_of_a_scenario_are_read_so() -> None:
    scenario = tiny.rules("situation: The north's mill isn't here.").scenario
    assert scenario.situation == "The north’s mill isn’t here."
