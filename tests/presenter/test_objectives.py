"""Objectives of every kind of element are shown where what they belong to has come up."""

from __future__ import annotations

import tiny

from game.bots.seats import ME
from game.model.decisions import Accept, Act, Answer, Offer, Pass
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import PastDecision
from game.presenter.debrief.objectives import decision_objectives, objectives_in_game
from game.presenter.report.report import report
from game.session.game import Game
from game.text.debrief import decision_lines
from game.words.language import ENGLISH
from game.words.wording import Wording

TEXT = """
turns: 2
objectives:
  {A: About actions, I: About injects, P: About promises, Q: About issues, O: About options}
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues:
      price:
        name: The price
        objectives: [Q, O]
        options:
          low: {name: Low, worth: {north: 1, south: 2}, objectives: O}
          high: {name: High, worth: {north: 2, south: 1}}
    agreed: {promise: vow}
promises: {vow: {by: north, name: The vow, turns: 1, objectives: P}}
injects:
  visit: {name: The visit, ask: south, objectives: I, answers: {yes: {name: Yes}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, objectives: A, effects: {fire: visit}}
  cool: {side: [north, south], menu: deeds, name: Cool}
"""


def played() -> Debrief:
    game = Game(tiny.rules(TEXT), 1)
    game.decide("north", Offer(FrozenMap({"price": "low"})))
    game.decide("south", Accept())
    game.decide("north", Act("warm"))
    game.decide("south", Answer("yes"))
    game.decide("south", Act("cool"))
    while game.state.to_move:
        game.decide(game.state.to_move[0], Pass())
    return Debrief(game, Wording(game.rules.scenario, ENGLISH), {"north": ME, "south": ME})


def served(debrief: Debrief) -> list[list[str]]:
    def initials(decision: PastDecision) -> list[str]:
        return [
            text.removeprefix("About ") for text in decision_objectives(debrief.words, decision)
        ]

    return [initials(decision) for decision in debrief.decisions[:5]]


def test_a_decision_shows_the_objectives_of_all_that_it_is_about() -> None:
    assert served(played()) == [
        ["issues", "options"],
        ["promises", "issues", "options"],
        ["actions"],
        ["injects"],
        [],
    ]


def test_the_objectives_of_a_game_name_what_served_them_each_once() -> None:
    debrief = played()
    assert objectives_in_game(debrief.words, debrief.game) == [
        ("About actions", ["Warm"]),
        ("About injects", ["The visit"]),
        ("About promises", ["The vow"]),
        ("About issues", ["The price"]),
        ("About options", ["The price", "Low"]),
    ]


def test_the_report_and_the_terminal_tell_them() -> None:
    debrief = played()
    page = report(debrief)
    assert "About options (in this game: The price; Low)" in page
    lines = [str(line) for line in decision_lines(debrief, debrief.decisions[2])]
    assert lines[-2:] == ["Learning objectives that it serves", "  - About actions"]
    lines = [str(line) for line in decision_lines(debrief, debrief.decisions[4])]
    assert "Learning objectives that it serves" not in lines


def test_without_any_that_came_up_the_report_lists_them_alone() -> None:
    game = Game(tiny.rules(TEXT), 1)
    debrief = Debrief(game, Wording(game.rules.scenario, ENGLISH), {"north": ME, "south": ME})
    assert "About actions<" in report(debrief)
    assert "in this game" not in report(debrief)
