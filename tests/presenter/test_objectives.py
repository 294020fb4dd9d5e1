"""Objectives of every kind of element are shown where what they belong to has come up."""

from __future__ import annotations

import tiny

from game.model.decisions import Accept, Act, Answer, Offer, Pass
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import PastDecision
from game.presenter.debrief.objectives import decision_objectives, objective_lines
from game.presenter.report.report import report
from game.session.game import Game
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


def played(text: str = TEXT) -> Debrief:
    game = Game(tiny.rules(text), 1)
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


def test_each_objective_says_what_every_side_did_about_it_and_what_came_by_itself() -> None:
    debrief = played()
    signed = ["North: signed: Low (turn 1)", "South: signed: Low (turn 1)"]
    assert objective_lines(debrief.words, debrief.game) == [
        ("About actions", ["North: Warm (turn 1)"]),
        ("About injects", ["South: The visit: Yes (turn 1)", "News: The visit (turn 1)"]),
        ("About promises", ["North: Promised: The vow (turn 1); Kept: The vow (turn 2)"]),
        ("About issues", signed),
        ("About options", signed),
    ]


def test_what_was_done_more_than_once_is_told_once_with_its_turns() -> None:
    game = Game(tiny.rules(TEXT), 1)
    while game.state.to_move:
        if Answer("yes") in game.asking(game.state.to_move[0]).legal.moves:
            game.decide(game.state.to_move[0], Answer("yes"))
        else:
            warm = Act("warm") in game.asking(game.state.to_move[0]).legal.moves
            game.decide(game.state.to_move[0], Act("warm") if warm else Pass())
    words = Wording(game.rules.scenario, ENGLISH)
    told = dict(objective_lines(words, game))["About actions"]
    assert "North: Warm (turns 1 and 2)" in told


def test_the_report_tells_them() -> None:
    debrief = played()
    page = report(debrief)
    south = page[page.index("<h2>South: ") :]
    told = "<strong>About options:</strong> signed: Low (turn 1)</p>"
    assert told in south[: south.index("<h2>Decisions")]


def test_without_any_that_came_up_the_report_lists_them_alone() -> None:
    game = Game(tiny.rules(TEXT), 1)
    debrief = Debrief(game, Wording(game.rules.scenario, ENGLISH), {"north": ME, "south": ME})
    assert "About actions<" in report(debrief)
    assert "(turn" not in report(debrief)


def test_an_issue_off_the_agenda_was_not_signed() -> None:
    late = """
      late:
        when: turn == 2
        otherwise: never
        objectives: Q
        weight: {north: 0, south: 0}
        options:
          never: {name: Never, value: {north: 0, south: 0}}
          soon: {name: Soon, value: {north: 0, south: 0}}
    agreed:"""
    debrief = played(TEXT.replace("\n    agreed:", late))
    stories = dict(objective_lines(debrief.words, debrief.game))
    assert stories["About issues"] == ["North: signed: Low (turn 1)", "South: signed: Low (turn 1)"]
