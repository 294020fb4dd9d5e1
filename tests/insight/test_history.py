"""The steps of a game: what was decided at once is one, and what was stepped back is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from insight_games import begun, play
from kept_games import KEPT, decisions, kept_game
from tiny_plays import THREE

from game.insight.history import HistoryStep, decisions_of_sides, list_steps
from game.model.decisions import FACILITATOR, Act
from game.session.game import Game

TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
deals: {aim: {to: [north], cards: {one: {}, two: {}}}}
actions:
  dare: {side: [north, south], menu: deeds, name: Dare, repeat: true,
         effects: {chance: 50, then: {heat: +1}}}
injects:
  query:
    ask: [south, north]
    reveal: together
    answers: {yes: {effects: {trust: +1}}, no: {effects: {chance: 50, then: {trust: -1}}}}
  alone: {ask: south, answers: {yes: {}, no: {}}}
tests:
  - name: Late
    given: {turn: 3, tracks: {trust: 12}}
    play: "north: dare"
    then: trust == 12
"""


def new(text: str = TOGETHER) -> Game:
    return begun(text)


def told(step: HistoryStep) -> list[str]:
    return [f"{made.line} {made.decision}" for made in step.decisions]


def test_a_step_is_what_the_engine_makes_of_a_decision() -> None:
    game = play(new(""), "north: warm", "south: cool")
    start, north, south = list_steps(game)
    assert start.before is None
    assert start.after == north.before == game.moments[0].state
    assert start.entries == game.moments[0].entries
    assert (told(north), told(south)) == (["1 north: warm"], ["2 south: cool"])
    assert north.after == south.before == game.moments[1].state
    assert south.entries == game.moments[2].entries
    assert (start.turn, north.turn, south.turn) == (0, 1, 1)


def test_what_sides_pick_unseen_is_one_step_with_all_that_follows() -> None:
    game = new()
    play(game, "south: dare", "north: dare", "north: pass", "south: dare", "north: pass")
    start, first, second = list_steps(game)
    assert [draw.site.path for draw in start.draws] == ["deals/aim"]
    assert told(first) == ["1 south: dare", "2 north: dare", "3 north: pass", "4 south: dare"]
    assert first.deciders == ("south", "north")
    assert [str(each) for each in first.decisions_of(("north",))] == ["north: dare", "north: pass"]
    assert (first.before, first.after) == (start.after, game.moments[4].state)
    assert [draw.site.path for draw in first.draws] == ["actions/dare/effects/0"] * 3
    assert {draw.cause.side for draw in first.draws if draw.cause} == {"north", "south"}
    assert first.entries == game.moments[4].entries
    parts = [first.entries_after(number) for number in range(3)]
    changes = [any(entry.code == "changed" for entry in part) for part in parts]
    assert changes == [draw.happened for draw in first.draws]
    assert first.entries == first.entries[: first.draws[0].entry] + sum(parts, ())
    assert told(second) == ["5 north: pass"]


def test_answers_that_are_revealed_together_are_one_step_and_others_are_not() -> None:
    game = new()
    play(game, "north: dare", "facilitator: inject query", "north: answer no", "south: answer no")
    play(game, "south: pass", "facilitator: inject alone", "south: answer no", "north: pass")
    assert [told(step) for step in list_steps(game)[1:]] == [
        ["1 north: dare"],
        ["2 facilitator: inject query"],
        ["3 north: answer no", "4 south: answer no"],
        ["5 south: pass"],
        ["6 facilitator: inject alone"],
        ["7 south: answer no"],
        ["8 north: pass"],
    ]
    answers = list_steps(game)[3]
    assert [draw.site.path for draw in answers.draws] == ["injects/query/answers/no/effects/0"] * 2


def test_what_three_sides_pick_unseen_is_one_step() -> None:
    game = play(new(THREE), *["north: pass", "east: warm", "south: pass", "east: pass"] * 2)
    assert [step.deciders for step in list_steps(game)[1:]] == [("north", "east", "south")] * 2


def test_notes_pauses_words_and_what_was_stepped_back_are_no_steps() -> None:
    game = new("")
    play(game, "note", "north: warm", "pause", "resume", "seat south uniform", "south: warm")
    play(game, "north tells south", "announce", "rewind 2", "south: cool")
    assert [told(step) for step in list_steps(game)[1:]] == [["2 north: warm"], ["10 south: cool"]]


def test_a_decision_of_the_facilitator_for_a_side_is_the_sides_and_marked() -> None:
    game = new("")
    game.decide("north", Act("warm"), by_facilitator=True)
    play(game, "south: cool", "rewind 0", "north: warm")
    game.decide("south", Act("cool"), by_facilitator=True)
    made = decisions_of_sides(game)
    assert [(each.side, each.line, each.by_facilitator) for each in made] == [
        ("north", 4, False),
        ("south", 5, True),
    ]


def test_after_new_luck_the_draws_are_those_of_that_luck() -> None:
    game = play(new(), *["north: dare", "south: dare"] * 2)
    luck = next(luck for luck in range(99) if results(again(game, luck)) != results(game))
    step = list_steps(again(game, luck))[1]
    assert told(step) == ["1 north: dare", "6 south: dare", "7 north: pass", "8 south: pass"]
    assert step.after.seed == luck
    heat = step.after.tracks[game.rules.index.tracks["heat"]]
    assert heat == sum(draw.happened for draw in step.draws)


def again(game: Game, luck: int) -> Game:
    """The same game, in which south decides once more with other luck."""
    other = play(new(), *(str(line.action) for line in game.lines))
    return play(other, f"rewind 1 new luck {luck}", "south: dare", "north: pass", "south: pass")


def results(game: Game) -> list[bool]:
    return [draw.happened for draw in list_steps(game)[1].draws[:2]]


def test_a_game_that_began_in_a_position_begins_there() -> None:
    game = play(begun(TOGETHER, position="Late"), "north: dare", "facilitator: set heat 3")
    start, north, facilitator = list_steps(game)
    assert start.before == start.after == north.before == game.moments[0].state
    assert (start.turn, start.draws) == (3, ())
    assert facilitator.deciders == (FACILITATOR,)


@pytest.mark.parametrize("scenario", KEPT)
def test_the_steps_of_a_kept_game_have_every_decision_of_its_once(scenario: str) -> None:
    game = kept_game(scenario, len(decisions(scenario)))
    steps = list_steps(game)
    lines = [made.line for step in steps for made in step.decisions]
    assert lines == [m.line.number for m in game.history() if m.line and ":" in str(m.line.action)]
    assert steps[-1].after == game.state
    for before, after in pairwise(steps):
        assert after.before is not None
        assert after.before.tracks == before.after.tracks
