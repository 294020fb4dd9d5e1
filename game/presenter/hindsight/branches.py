"""What would have come of another decision, in words and figures."""

from __future__ import annotations

from attrs import frozen

from game.engine.legal import legal
from game.insight.grades import Grade
from game.insight.intervals import Interval
from game.insight.what_if import WhatIf
from game.model.decisions import Decision, Move
from game.model.play import State
from game.presenter.hindsight.moves import move_text, package_text
from game.session.game import Game
from game.words.sentences import number
from game.words.wording import Wording

MOST = 12
"""So many other decisions are offered at most."""


@frozen
class Alternative:
    """Something that might have been decided instead."""

    move: Move
    text: str
    package: str
    """Of an offer, the issues that differ from the one that was made; else empty."""


@frozen
class SideBranches:
    """What a side scored in both branches."""

    side: str
    name: str
    decided: Interval
    otherwise: Interval
    sentence: str


@frozen
class OutcomeBranches:
    """How often an outcome came about in both branches, in per cent of the runs."""

    name: str
    decided: int
    otherwise: int


@frozen
class Branches:
    """Both branches from a decision."""

    runs: int
    sides: tuple[SideBranches, ...]
    outcomes: tuple[OutcomeBranches, ...]
    """Those that came about in either, the most frequent first."""
    about: str
    """How the branches were played on, in a sentence."""


def alternatives(
    words: Wording, game: Game, line: int, grade: Grade | None
) -> tuple[Alternative, ...]:
    """What might have been decided instead of a side's decision: first what was better.

    line: of the decision in the record. grade: None where there is none.
    """
    rules, state, decision = game.rules, *_decided(game, line)
    better = [each.move for each in grade.better] if grade is not None else []
    if grade is not None and grade.truly_better is not None:
        better.append(grade.truly_better)
    moves = dict.fromkeys((*better, *legal(rules, state, decision.side).moves))
    return tuple(
        Alternative(
            move,
            move_text(words, rules, state, decision.side, move),
            package_text(words, rules, state, move, decision.move),
        )
        for move in moves
        if move != decision.move
    )[:MOST]


def _decided(game: Game, line: int) -> tuple[State, Decision]:
    """The state in which a side decided, and its decision. Raises ValueError for other lines."""
    moment = game.moments[line]
    if moment.line is None or not isinstance(moment.line.action, Decision):
        raise ValueError(f"no decision on line {line}")
    return game.moments[moment.before].state, moment.line.action


def tell_branches(words: Wording, game: Game, what_if: WhatIf) -> Branches:
    """Both branches in words and figures."""
    decided, otherwise, runs = what_if.decided, what_if.otherwise, len(what_if)
    sides = []
    for place, side in enumerate(game.rules.sides):
        difference = what_if.intervals[place]
        sides.append(
            SideBranches(
                side,
                words.naming.side_inside(side),
                decided.intervals[place],
                otherwise.intervals[place],
                _difference(words, side, difference),
            )
        )
    before, after = decided.count_outcomes(), otherwise.count_outcomes()
    shares = [
        OutcomeBranches(
            words.naming.outcome(outcome.id),
            round(100 * before.get(index, 0) / runs),
            round(100 * after.get(index, 0) / runs),
        )
        for index, outcome in enumerate(game.rules.outcomes)
        if index in before or index in after
    ]
    shares.sort(key=lambda each: -max(each.decided, each.otherwise))
    about = words.counted("insight.branches.about", runs)
    return Branches(runs, tuple(sides), tuple(shares), about)


def _difference(words: Wording, side: str, difference: Interval) -> str:
    """By how much a side would have scored more or less on the mean."""
    name, points = words.naming.side(side), round(abs(difference.mean))
    if not points or difference.low < 0 < difference.high:
        return words.say("insight.branches.even", side=name)
    way = "more" if difference.mean > 0 else "less"
    low, high = sorted((round(abs(difference.low)), round(abs(difference.high))))
    if low == high:
        return words.counted(f"insight.branches.exactly.{way}", points, side=name)
    bounds = {"low": number(low), "high": number(high)}
    return words.counted(f"insight.branches.{way}", points, side=name, **bounds)
