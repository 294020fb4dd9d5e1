"""A majority decides at a table in a room: what phones, wall and console show of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_votes import press, words
from test_whole_games import play
from visiting import Browser, Visited, visit_file

from game.session.records.recorded_actions import read_action

INNER = Path(__file__).resolve().parents[1] / "scenarios" / "inner.yaml"
COUNTED = "For it: Austria, Malta and Poland (3 of 6 states, 22% of the people). Needed: 4 of 6"


def inner(folder: Path) -> Visited:
    return visit_file(INNER, folder)


def at_the_table(room: Visited) -> dict[str, Browser]:
    """The three sides, each with a phone, when the Commission has made its offer."""
    phones = {side: room.sit(side) for side in ("commission", "berlin", "paris")}
    for order in (
        *("commission: persuade", "berlin: ship", "paris: persuade"),
        "commission: offer ceiling=high fund=large",
    ):
        action = read_action(order)
        assert action is not None
        assert room.room.order(1, [action]) is None
    return phones


@pytest.mark.parametrize("seed", range(2))
def test_a_game_with_a_majority_is_played_to_its_end_by_what_pages_offer(
    seed: int, tmp_path: Path
) -> None:
    play(inner(tmp_path), seed)


def test_who_cannot_propose_reads_the_offer_and_drafts_none(tmp_path: Path) -> None:
    room = inner(tmp_path)
    page = at_the_table(room)["berlin"].get("/seat?tab=decide").text
    text = words(page)
    assert COUNTED in text, text
    assert "Accept: Commission, −8" in text
    assert not any(
        each in text
        for each in ("Start from", "Our draft", "The same on", "still apart", "Say why")
    )
    assert 'name="option"' not in page
    assert "The others go on without you." in text


def test_the_wall_tells_who_is_for_what_stands_on_the_table(tmp_path: Path) -> None:
    room = inner(tmp_path)
    phones = at_the_table(room)
    assert COUNTED in words(room.browser().get("/wall").text)
    press(phones["berlin"], "confirm", "walk")
    press(phones["paris"], "confirm", "accept")
    wall = words(room.browser().get("/wall").text)
    assert COUNTED not in wall
    assert "Austria, France, Malta" in wall


def test_the_console_tells_it_too_and_who_has_left(tmp_path: Path) -> None:
    room = inner(tmp_path)
    phones = at_the_table(room)
    press(phones["berlin"], "confirm", "walk")
    console = words(room.console().get("/console").text)
    assert COUNTED in console
    assert "Berlin has walked out, which counts as against." in console
