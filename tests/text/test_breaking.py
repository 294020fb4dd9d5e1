"""Before picks are confirmed, a person is told which of their promises they would break."""

import io

import tiny

from game.model.decisions import Act
from game.session.game import Game
from game.session.selection import Selection
from game.text.console import Console
from game.text.play import play_text

VOW = """
opening: [{promise: peace}, {promise: calm}, {promise: quiet}]
tags: {sharp: {name: Sharp}}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
promises:
  peace: {by: north, name: No sharp words, turns: 3, broken: count(north.sharp) >= 1}
  calm: {by: south, name: No warm words, turns: 3, broken: chose(north.warm) >= 1}
  quiet: {by: north, name: A quiet house, turns: 3, broken: chose(north.hiss) + south_purse >= 6}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  hiss: {side: north, menu: deeds, name: Hiss, tags: [sharp], effects: {trust: -3}}
"""
WARNING = "With this you break a promise: {}. The others will know."


def seen(typed: str, rules: str = VOW) -> str:
    out = io.StringIO()
    seats = {"north": "me", "south": "uniform"}
    play_text(Game(tiny.rules(rules), 1), seats, Console(io.StringIO(typed), out))
    return out.getvalue()


def thinking(*actions: str) -> Selection:
    thought = Selection(Game(tiny.rules(VOW), 1), "north")
    for action in actions:
        assert thought.add(action) is None
    return thought


def test_picks_that_break_ones_own_promise_are_known_before_they_are_made() -> None:
    assert thinking("hiss").breaks() == ("peace", "quiet")
    assert thinking("warm", "hiss").breaks() == ("peace", "quiet")
    assert thinking("warm").breaks() == ()
    assert thinking().breaks() == ()


def test_a_promise_that_is_broken_already_is_not_broken_again() -> None:
    game = Game(tiny.rules(VOW), 1)
    game.decide("north", Act("hiss"))
    thought = Selection(game, "north")
    assert thought.add("warm") is None
    assert thought.breaks() == ()


def test_picks_made_and_picks_thought_of_count_together() -> None:
    game = Game(tiny.rules(VOW.replace("count(north.sharp) >= 1", "count(north.sharp) >= 2")), 1)
    game.decide("north", Act("hiss"))
    thought = Selection(game, "north")
    assert thought.add("hiss") is not None
    assert thought.breaks() == ()
    twice = VOW.replace("count(north.sharp) >= 1", "chose(north.hiss) + chose(north.warm) >= 2")
    game = Game(tiny.rules(twice), 1)
    game.decide("north", Act("hiss"))
    thought = Selection(game, "north")
    assert thought.add("warm") is None
    assert thought.breaks() == ("peace",)


def test_a_person_is_warned_at_the_confirmation_and_can_think_again() -> None:
    told = seen("hiss\npass\nundo\nwarm\npass\n")
    first, second = told.split("You have chosen: Hiss.")[-1], told.split("You have chosen: Warm.")
    assert WARNING.format("No sharp words") in first
    assert WARNING.format("No sharp words") not in second[-1]


def test_a_promise_is_broken_by_yes_and_not_by_enter() -> None:
    seen_once = seen("hiss\npass\n\nyes\n")
    assert "Please type yes to confirm" in seen_once
    assert "  North: Hiss." not in seen_once.split("Please type yes")[0]
    assert "  North: Hiss." in seen_once.split("Please type yes")[1]


def test_7_2_nothing_is_said_of_a_promise_that_hangs_on_what_one_cannot_see() -> None:
    told = seen("hiss\npass\n")
    assert WARNING.format("No sharp words") in told
    assert "With this you break" not in seen("warm\npass\n")
