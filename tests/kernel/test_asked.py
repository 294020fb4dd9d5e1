"""Questions to several sides, one after the other and unseen, are the same in both engines."""

from __future__ import annotations

from random import Random

import pytest
import tiny

from game.bots.seats import make_bots
from game.engine.core import start, step
from game.engine.legal import legal
from game.engine.view import view
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.kernel.sight import seen
from game.lab.batches.verify import find_difference
from game.model.decisions import FACILITATOR, Decision, FireInject, Move, SetTrack
from game.model.play import Accepted, State
from game.session.game import DecisionRequest

TEXT = """
turns: 3
stages: {main: {phases: [news, deeds]}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: together}
injects:
  quiet: {}
  press:
    when: turn >= 1
    once: false
    ask: [south, north]
    reveal: together
    answers:
      blame: {effects: {trust: "+ answered(press.blame) * 10 + answered(press.blame, south)"}}
      praise: {cost: {trust: 30}, effects: [{heat: +2}, {fire: plea}]}
      bold: {when: heat >= 2, effects: {after: 1, then: {chance: 50, then: {trust: -1}}}}
      dare: {when: heat >= 4, effects: {end: hot}}
  plea:
    once: false
    ask: [north, south]
    answers:
      well: {effects: {heat: +1}}
      flee: {when: heat > 5, effects: {end: hot}}
      no_: {effects: {trust: "- answered(plea.well, north)"}}
  visit: {once: false, ask: south, answers: {well: {effects: {trust: +1}}, ill: {}}}
personas:
  hawk:
    name: Hawk
    tracks: {heat: 3}
    shifts: [{when: "answered(visit.ill, south) >= 1", tracks: {heat: -3}}]
outcomes: {hot: {name: Hot, when: heat >= 9, ends: now}, calm: {name: Calm}}
"""


def some_move(machine: Machine, state: State, side: str, luck: Random) -> Move:
    """A move of a side: by chance, or that of a bot, which is the same outside the kernel."""
    if luck.random() < 0.6:
        who, taken = luck.choice(("uniform", "hawk")), luck.randrange(9)
        request = DecisionRequest(side, view(RULES, state, side), legal(RULES, state, side), taken)
        move = make_bots(RULES, {side: who}, state.seed)[side](request)
        assert machine.choice(side, who, taken) == move
        return move
    return luck.choice(legal(RULES, state, side).moves)


RULES = tiny.rules(TEXT)
INTERVENTIONS = (FireInject("press"), FireInject("plea"), FireInject("visit"), SetTrack("heat", 7))


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_both_engines_agree_after_every_decision_and_intervention(first: int) -> None:
    tables = lower(RULES)
    for seed in range(first, first + 20):
        luck, machine, state = Random(seed), Machine(tables, seed), start(RULES, seed)
        while state.to_move:
            assert find_difference(tables, machine, state) is None
            side = luck.choice(state.to_move)
            decision = Decision(side, some_move(machine, state, side, luck))
            if luck.random() < 0.1:
                decision = Decision(FACILITATOR, luck.choice(INTERVENTIONS))
            answer = step(RULES, state, decision)
            assert isinstance(answer, Accepted)
            machine.do(decision)
            state = answer.state
        assert find_difference(tables, machine, state) is None


def row_of(game: tiny.Game, side: str) -> tuple[list[int], list[int]]:
    """The questions and the hidden answers that a bot of a side sees."""
    tables = lower(game.rules)
    row, places = seen(tables, game.view(side)), tables.places
    count = int(row[places.questions])
    questions = [int(row[places.questions + 1 + i]) for i in range(count)]
    return questions, [int(row[places.hidden_answers + i]) for i in range(len(game.rules.sides))]


def test_a_bot_sees_to_whom_the_question_goes_on() -> None:
    game = tiny.Game(TEXT.replace("when: turn >= 1", "when: turn > 9")).play(
        "facilitator: inject plea"
    )
    assert row_of(game, "north")[0] == [2, 6]
    assert row_of(game.play("north: answer well"), "south")[0] == [6]


def test_a_bot_sees_that_others_have_answered_unseen_and_not_what() -> None:
    game = tiny.Game(TEXT).play("north: answer praise")
    assert row_of(game, "south") == ([1], [-1, -1])
    assert row_of(game, "north") == ([1], [1, -1])


def test_a_bot_sees_how_often_answers_were_given() -> None:
    game = tiny.Game(TEXT).play("north: answer blame", "south: answer blame")
    tables = lower(game.rules)
    row, places = seen(tables, game.view("north")), tables.places
    numbers = [game.rules.index.answers["press", side, "blame"] for side in ("south", "north")]
    assert [int(row[places.answered[number]]) for number in numbers] == [1, 1]
