"""What final scores were made of: the start, luck, own and others' decisions, the facilitator's.

    account = make_account(tables, list_steps(game), seats, start, rollouts=400, seed=1)
    side = account.sides["north"]  # final = start + luck + own + others + facilitator + remainder

The events of a game are its draws (dealt cards among them), decisions and interventions, in their
order. After each of them, many rollouts go on by the reference with fresh luck; their mean is the
expected score there, and an event is worth the difference that it made. Inside one step, the first
draws are repeated from the game's seed and later ones are fresh. Decisions that were made at once
are worth their mean over all orders of the sides; what the facilitator decides for a side is the
side's. One estimate is the end of an event and the
start of the next, so the sum is exact; and all share their luck, so differences need few rollouts.

Nothing here is a grade: it knows what no side could know, and belongs after the end of a game.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import factorial, hypot
from typing import Literal

import numpy as np
from attrs import frozen

from game.insight.expected_scores import NoScores, Proceed, Scores, StepScores, expect_scores
from game.insight.history import HistoryStep
from game.insight.intervals import Interval, around, interval_of, intervals_of
from game.kernel.lowering.lower import Tables
from game.kernel.rollouts import Seat, roll_out
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap

LOW, HIGH = 10, 90
"""Percentiles of the rollouts: four games in five end between them."""

EventKind = Literal["luck", "decision", "facilitator"]


@frozen
class EventWorth:
    """A draw, a side's decisions of one step, or an intervention: what it changed for each side."""

    step: HistoryStep
    kind: EventKind
    turn: int
    side: str
    """The side that decided, or FACILITATOR; empty for luck."""
    draw: int | None
    """The index of the draw among those of the step; None where somebody decided."""
    values: FrozenMap[str, Interval]
    """By side, the change of its expected score."""


@frozen
class ExpectedScore:
    """The mean of a side's final scores from a moment on, and where four games in five end."""

    mean: float
    low: float
    high: float


@frozen
class CurvePoint:
    """What sides could expect after an event; decisions that were made at once are one event."""

    step: HistoryStep
    draws: int
    """How many draws of the step had been made."""
    turn: int
    expected: FrozenMap[str, ExpectedScore]


@frozen
class SideAccount:
    """What the final score of a side was made of: the sum of the others is `final`."""

    final: float
    """The score at the end; of a game that goes on, what could be expected last."""
    start: Interval
    """The mean score of new games of the reference."""
    luck: Interval
    own: Interval
    others: Interval
    facilitator: Interval
    remainder: Interval
    """The sampling error of the start: it is measured a second time, on the luck of the account."""

    def rounded(self, digits: int = 0) -> dict[str, int]:
        """`start`, the parts and `final` as they are shown, in units of the last decimal digit.

        The remainder takes up what rounding leaves, so start and parts add up to the final score.
        """
        unit = 10**digits
        final, start = round(self.final * unit), round(self.start.mean * unit)
        parts = self.luck, self.own, self.others, self.facilitator
        luck, own, others, facilitator = [round(part.mean * unit) for part in parts]
        return {
            "start": start,
            "luck": luck,
            "own": own,
            "others": others,
            "facilitator": facilitator,
            "remainder": final - start - luck - own - others - facilitator,
            "final": final,
        }


@frozen
class Account:
    """The account of one game."""

    seats: FrozenMap[str, Seat]
    """The reference: who went on in the rollouts."""
    rollouts: int
    """How many were made after each event."""
    sides: FrozenMap[str, SideAccount]
    events: tuple[EventWorth, ...]
    """In the order in which they happened; of decisions made at once, in that of the record."""
    curve: tuple[CurvePoint, ...]

    @property
    def after_steps(self) -> tuple[CurvePoint, ...]:
        """The points of the curve at the end of each step, after all its draws."""
        ends = {id(point.step): point for point in self.curve}
        return tuple(ends.values())


def expect_start(
    tables: Tables,
    beginning: HistoryStep,
    seats: Mapping[str, Seat],
    games: int,
    seed: int,
    proceed: Callable[[int], bool] | None = None,
) -> FrozenMap[str, Interval]:
    """By side, the mean score of so many new games of the reference, or games from a position.

    beginning: the first step of the game. seed: of their own luck, far from that of the account.
    Takes the others and raises as `roll_out` does.
    """
    rollouts = roll_out(tables, beginning.before, seats, games, seed, proceed=proceed)
    means = intervals_of(rollouts.scores[0])
    return FrozenMap(zip(tables.rules.sides, means, strict=True))


def make_account(
    tables: Tables,
    steps: Sequence[HistoryStep],
    seats: Mapping[str, Seat],
    start: Mapping[str, Interval],
    rollouts: int,
    seed: int,
    proceed: Proceed | None = None,
) -> Account | NoScores:
    """The account of a game of these steps, from so many rollouts after each event.

    seats: the reference. start: as `expect_start` gives it for the same reference. seed: of the
    rollouts, never that of the game. Where proceed stops it, the account rests on fewer rollouts.
    Raises as `roll_out` does, but not NoRoom.
    """
    scores = expect_scores(tables, steps, seats, rollouts, seed, proceed)
    if isinstance(scores, NoScores):
        return scores
    sides, changes = tables.rules.sides, list(_changes(scores))
    first, last = scores[0].course[0], scores[-1].course[-1]
    return Account(
        FrozenMap(seats),
        len(last),
        FrozenMap(
            (side, _side_account(side, number, changes, start[side], (first, last)))
            for number, side in enumerate(sides)
        ),
        tuple(change.worth(sides) for change in changes),
        tuple(point for each in scores for point in _curve(sides, each)),
    )


@frozen(eq=False)
class _Change:
    """What an event changed in every rollout."""

    step: HistoryStep
    side: str
    draw: int | None
    scores: Scores

    @property
    def kind(self) -> EventKind:
        """What kind of event it was."""
        if self.draw is not None:
            return "luck"
        return "facilitator" if self.side == FACILITATOR else "decision"

    def worth(self, sides: Sequence[str]) -> EventWorth:
        """The event with the means over all rollouts."""
        values = FrozenMap(zip(sides, intervals_of(self.scores), strict=True))
        turn = _turn(self.step, 0 if self.draw is None else self.draw + 1)
        return EventWorth(self.step, self.kind, turn, self.side, self.draw, values)


def _changes(scores: Sequence[StepScores]) -> Iterator[_Change]:
    """What every event changed, in order."""
    before = scores[0].course[0]
    for each in scores:
        groups = {**each.groups, frozenset[str](): before}
        for side in each.step.deciders:
            yield _Change(each.step, side, None, _mean_over_orders(groups, side))
        for draw, (earlier, later) in enumerate(pairwise(each.course)):
            yield _Change(each.step, "", draw, later - earlier)
        before = each.course[-1]


def _mean_over_orders(groups: Mapping[frozenset[str], Scores], side: str) -> Scores:
    """What a side's decisions changed: the mean over all orders in which the sides could decide."""
    count = max(map(len, groups))
    total = np.zeros_like(groups[frozenset()])
    for earlier, scores in groups.items():
        if side not in earlier:
            orders = factorial(len(earlier)) * factorial(count - 1 - len(earlier))
            total += orders * (groups[earlier | {side}] - scores)
    return total / factorial(count)


def _side_account(
    side: str,
    number: int,
    changes: Sequence[_Change],
    start: Interval,
    ends: tuple[Scores, Scores],
) -> SideAccount:
    """The account of a side; ends: the scores before the first event and after the last."""
    first, last = (scores[:, number] for scores in ends)

    def total(belongs: Callable[[_Change], bool]) -> Interval:
        parts = [change.scores[:, number] for change in changes if belongs(change)]
        return interval_of(np.sum([np.zeros_like(first), *parts], axis=0))

    again = interval_of(first)
    return SideAccount(
        final=float(last.mean()),
        start=start,
        luck=total(lambda change: change.kind == "luck"),
        own=total(lambda change: change.kind == "decision" and change.side == side),
        others=total(lambda change: change.kind == "decision" and change.side != side),
        facilitator=total(lambda change: change.kind == "facilitator"),
        remainder=around(again.mean - start.mean, hypot(again.half_width, start.half_width)),
    )


def _curve(sides: Sequence[str], scores: StepScores) -> Iterator[CurvePoint]:
    for draws, each in enumerate(scores.course):
        low, high = np.percentile(each, (LOW, HIGH), axis=0)
        expected = zip(each.mean(axis=0), low, high, strict=True)
        yield CurvePoint(
            scores.step,
            draws,
            _turn(scores.step, draws),
            FrozenMap(
                (side, ExpectedScore(*map(float, three)))
                for side, three in zip(sides, expected, strict=True)
            ),
        )


def _turn(step: HistoryStep, draws: int) -> int:
    """The turn of a step after some of its draws."""
    return step.draws[draws - 1].turn if draws else step.turn
