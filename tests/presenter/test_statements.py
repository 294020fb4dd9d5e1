"""Statements are made by all sides at once, one each, unseen by the others."""

from __future__ import annotations

import pytest
from begun import act, begun

from game.presenter.statements import latest_statements

STATEMENTS = """
phases: {word: {kind: actions, menus: [words], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [word]}}
actions:
  praise:
    name: Praise
    side: [north, south]
    menu: words
    effects: {trust: +1}
  scold:
    name: Scold
    side: [north, south]
    menu: words
    effects: {trust: -1}
"""


def test_the_latest_statements_come_with_what_followed_from_each() -> None:
    hot_seat = begun(STATEMENTS)
    act(hot_seat, "north praise", "south scold")
    latest = latest_statements(hot_seat, "north")
    assert latest is not None
    assert (latest.phase, latest.turn) == ("word", 1)
    made = [(statement.side, statement.action) for statement in latest.statements]
    assert made == [("north", "praise"), ("south", "scold")]
    codes = [[entry.code for entry in each.entries] for each in latest.statements]
    assert codes == [["acted", "changed"]] * 2


def test_other_phases_make_no_statements() -> None:
    hot_seat = begun()
    act(hot_seat, "north warm", "south cool")
    assert latest_statements(hot_seat, "north") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no_pass: true", "no_pass: false"),
        ("picks: 1, no_pass", "picks: 2, no_pass"),
        ("order: together, picks: 1", "order: alternate, picks: 1"),
        ("side: [north, south]\n    menu: words", "side: [north]\n    menu: words"),
    ],
)
def test_statements_are_made_by_all_at_once_one_each(one: str, other: str) -> None:
    text = STATEMENTS.replace(one, other)
    assert text != STATEMENTS
    hot_seat = begun(text)
    act(hot_seat, "north praise", "south scold", "south praise")
    assert latest_statements(hot_seat, "north") is None
