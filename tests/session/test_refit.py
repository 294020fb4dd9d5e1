"""The decisions of a game are played again in a changed scenario, as far as they fit."""

from __future__ import annotations

import tiny

from game.model.decisions import FACILITATOR, Act, Pass, SetTrack
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    Resume,
    Rewind,
)
from game.session.records.replay import refit


def rules(text: str = "") -> Rules:
    return compile_rules(tiny.scenario(text))


ONLY_WARM = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +20}}
"""


COOL = "  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -1}}\n"
NORTH_AND_EAST = """
sides:
  north: {name: North, brief: You are north., score: [{label: Trust, points: trust}]}
  east: {name: East, brief: You are east., score: [{label: Trust, points: trust}]}
tracks: {trust: {start: 50, range: [0, 100]}}
actions:
  warm: {side: [north, east], menu: deeds, name: Warm, effects: {trust: +3}}
"""


def played(*deeds: str) -> Game:
    game = Game(rules(), 7)
    for deed in deeds:
        side, what = deed.split()
        game.decide(side, Pass() if what == "pass" else Act(what))
    return game


def actions(game: Game) -> list[str]:
    return [str(line.action) for line in game.lines]


def test_what_still_fits_is_played_again_with_its_notes_and_times() -> None:
    game = played("north warm", "south cool")
    game.do(Note(), "They whisper")
    game.do(Pause())
    game.do(Resume())
    game.do(Rewind(1))
    game.decide("south", Pass(), "Out of spite")
    refitted = refit(game, rules(ONLY_WARM.replace("+20", "+1") + COOL))
    assert refitted.complete
    assert refitted.misfit is None
    assert actions(refitted.game) == actions(game)
    told = [(line.note, line.at) for line in refitted.game.lines]
    assert told == [(line.note, line.at) for line in game.lines]
    assert refitted.game.state != game.state, "the new rules count"


def test_it_stops_at_the_first_decision_that_is_refused() -> None:
    game = played("north warm", "south cool", "north warm")
    refitted = refit(game, rules(ONLY_WARM))
    assert refitted.misfit is not None
    assert (refitted.misfit.number, refitted.misfit.refusal.code) == (2, "unknown-action")
    assert actions(refitted.game) == ["north: warm"]
    assert not refitted.complete


def test_what_was_taken_back_need_not_fit() -> None:
    game = played("north warm", "south cool", "north warm")
    game.do(Rewind(1))
    game.decide("south", Act("warm"))
    game.do(Note(), "Better")
    refitted = refit(game, rules(ONLY_WARM))
    assert refitted.misfit is None
    assert not refitted.complete
    assert actions(refitted.game) == ["north: warm", "south: warm", "note"]


def test_new_luck_after_a_step_back_stays() -> None:
    game = played("north warm", "south cool")
    game.do(Rewind(1, luck=99))
    game.decide("south", Act("warm"))
    refitted = refit(game, rules(ONLY_WARM))
    assert refitted.misfit is None
    assert refitted.game.state.seed == 99
    assert actions(refitted.game) == ["north: warm", "rewind 1 new luck 99", "south: warm"]


def test_a_side_that_is_gone_decides_no_more() -> None:
    game = played("north warm", "south cool")
    refitted = refit(game, rules(NORTH_AND_EAST))
    assert refitted.misfit is not None
    assert (refitted.misfit.number, refitted.misfit.refusal.code) == (2, "unknown-side")


def test_who_decided_and_how_stays_with_every_line() -> None:
    game = Game(rules(), 7)
    game.decide("north", Act("warm"), by_facilitator=True)
    game.time_out("south")
    game.do(Announce(), "Two minutes.")
    game.do(Message("north", "south"), "Now?")
    game.do(HandOver("south", "uniform"))
    game.do(Pause())
    game.decide(FACILITATOR, SetTrack("trust", 7))
    plain = told(game)
    assert {each[2:] for each in plain} == {(False, True), (True, False), (False, False)}
    same = rules(ONLY_WARM + COOL)
    assert told(refit(game, same).game) == plain
    # So it does where what was taken back doesn't fit, and only what counts is played again.
    game.do(Resume())
    former = len(game.lines)
    game.decide("north", Act("cool"))
    game.do(Rewind(former))
    refitted = refit(game, rules(ONLY_WARM))
    assert not refitted.complete
    assert refitted.misfit is None
    assert told(refitted.game)[: len(plain)] == plain
    assert refitted.game.new_players == game.new_players
    assert refitted.game.paused == game.paused


def told(game: Game) -> list[tuple[str, str, bool, bool]]:
    return [(str(line.action), line.note, line.timeout, line.by_facilitator) for line in game.lines]
