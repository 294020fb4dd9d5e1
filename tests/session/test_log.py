"""What the entries of a log say themselves: their turn, what they are about, and to whom."""

from __future__ import annotations

import pytest
from kept_games import KEPT, decisions, kept_game

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.entries import turn_by_turn
from game.model.log_events import TurnBegan
from game.session.game import Game
from game.session.positions import list_positions


@pytest.mark.parametrize("name", KEPT)
def test_an_entry_came_on_the_turn_that_began_last(name: str) -> None:
    game = kept_game(name, len(decisions(name)))
    turn, turns = 0, [0]
    for entry in game.log():
        if isinstance(entry.event, TurnBegan):
            turn = entry.event.turn
            turns.append(turn)
        assert entry.turn == turn, entry
    assert [turn for turn, _ in turn_by_turn(game.log())] == turns
    assert turns[-1] > 1


def test_where_a_game_begins_later_its_entries_are_of_that_turn() -> None:
    rules = kept_game("kuala-lumpur", 0).rules
    games = [Game(rules, 1, position=each) for each in list_positions(rules.scenario)]
    assert any(game.state.turn > 1 for game in games)
    for game in games:
        assert {entry.turn for entry in game.log()} == {game.state.turn}


@pytest.mark.parametrize("name", KEPT)
def test_what_an_event_is_about_is_written_as_causes_are(name: str) -> None:
    game = kept_game(name, len(decisions(name)))
    paths = {entry.event.path for entry in game.log()}
    causes = {entry.cause.path for entry in game.log() if entry.cause is not None}
    sections = {path.split("/")[0] for path in paths & causes}
    assert sections >= {"actions", "injects"}
    for path in paths - {""}:
        section, id, *_ = path.split("/")
        assert id in getattr(game.rules.scenario, section)


@pytest.mark.parametrize("name", KEPT)
def test_a_log_has_what_its_reader_may_know(name: str) -> None:
    game = kept_game(name, len(decisions(name)))
    for reader in (*game.rules.sides, PUBLIC, FACILITATOR):
        whole = [entry.shown_to(reader) for entry in game.log()]
        assert list(game.log(reader)) == [entry for entry in whole if entry is not None]
    assert len(list(game.log(PUBLIC))) < len(list(game.log()))
