"""Divides final scores into the start, luck, own decisions, others' and the facilitator's.

    account = make_account(tables, list_steps(game), seats, start, rollouts=400, seed=1)
    side = account.sides["north"]  # final = start + luck + own + others + facilitator + remainder

The events of a game are its draws (including dealt cards), its decisions and the facilitator's
interventions, in their order. After each event, many rollouts play on: the reference decides, and
luck is fresh. Their mean is the expected score there, and an event is worth the change that it
makes. Within a step, the draws made so far come from the game's own seed, later ones are fresh.
Where several sides decided at once, the worth of each side's decisions is the mean over all orders
in which they could have decided. What the facilitator decides for a side counts as the side's.

The expected score after an event is also the one before the next event, so the parts add up
exactly. All rollouts share their luck, so few of them suffice to measure differences.

Nothing here is a grade: the account uses what no side could know, so it is for finished games.
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
"""The percentiles of the rollouts between which four games in five end."""

EventKind = Literal["luck", "decision", "facilitator"]


@frozen
class EventWorth:
    """An event: a draw, a side's decisions in one step, or an intervention; and what it changed."""

    step: HistoryStep
    kind: EventKind
    turn: int
    side: str
    """The side that decided, or FACILITATOR; empty for luck."""
    draw: int | None
    """The index of the draw among those of the step; None for a decision or an intervention."""
    values: FrozenMap[str, Interval]
    """By side, the change in its expected score."""
    lines: FrozenMap[str, tuple[float, ...]]
    """By side, of this the change in each line of the score, in the order of the scenario."""


@frozen
class ExpectedScore:
    """The mean of a side's final scores from a moment on, and the range of four games in five."""

    mean: float
    low: float
    high: float


@frozen
class CurvePoint:
    """The expected scores after an event. Decisions that were made at once count as one event."""

    step: HistoryStep
    draws: int
    """The number of draws of the step that had been made."""
    turn: int
    expected: FrozenMap[str, ExpectedScore]


@frozen
class SideAccount:
    """The parts of a side's final score: all the others add up to `final`."""

    final: float
    """The score at the end; in an unfinished game, the expected score after the last event."""
    start: Interval
    """The mean score of new games that the reference plays."""
    luck: Interval
    own: Interval
    others: Interval
    facilitator: Interval
    remainder: Interval
    """The sampling error of the start, which the account measures again with its own luck."""

    def rounded(self, digits: int = 0) -> dict[str, int]:
        """The figures as they are shown, in units of the last decimal digit.

        The remainder includes the rounding errors, so start and parts add up to the final score.
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
    """The reference, which plays on in the rollouts: a bot for each side."""
    rollouts: int
    """The number of rollouts after each event."""
    sides: FrozenMap[str, SideAccount]
    events: tuple[EventWorth, ...]
    """In the order in which they happened; decisions made at once are in record order."""
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
    """Plays new games, or games from a position, by the reference; by side, returns the mean score.

    beginning: the first step of the game. seed: for the luck of these games; it must be far from
    the seed of the account. The other arguments and errors are those of `roll_out`.
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
    """Makes the account of a game from its steps.

    seats: the reference. start: what `expect_start` returns for the same reference. rollouts: their
    number after each event. seed: for the rollouts, never the seed of the game. If proceed stops
    them, the account rests on fewer rollouts. Raises the errors of `roll_out`, except NoRoom.
    """
    scores = expect_scores(tables, steps, seats, rollouts, seed, proceed)
    if isinstance(scores, NoScores):
        return scores
    sides, changes = tables.rules.sides, list(_changes(scores))
    lines = _changes([each.lines for each in scores if each.lines is not None])
    widths = [len(tables.rules.scenario.sides[side].score) for side in sides]
    first, last = scores[0].course[0], scores[-1].course[-1]
    return Account(
        FrozenMap(seats),
        len(last),
        FrozenMap(
            (side, _side_account(side, number, changes, start[side], (first, last)))
            for number, side in enumerate(sides)
        ),
        tuple(
            change.worth(sides, np.split(by_line.scores[0], np.cumsum(widths)[:-1]))
            for change, by_line in zip(changes, lines, strict=True)
        ),
        tuple(point for each in scores for point in _curve(sides, each)),
    )


@frozen(eq=False)
class _Change:
    """By rollout, what an event changed."""

    step: HistoryStep
    side: str
    draw: int | None
    scores: Scores

    @property
    def kind(self) -> EventKind:
        """The kind of event."""
        if self.draw is not None:
            return "luck"
        return "facilitator" if self.side == FACILITATOR else "decision"

    def worth(self, sides: Sequence[str], lines: Sequence[Scores]) -> EventWorth:
        """The event with its mean changes over all rollouts; lines: by side, those of its lines."""
        values = FrozenMap(zip(sides, intervals_of(self.scores), strict=True))
        by_line = FrozenMap(
            (side, tuple(map(float, each))) for side, each in zip(sides, lines, strict=True)
        )
        turn = _turn(self.step, 0 if self.draw is None else self.draw + 1)
        return EventWorth(self.step, self.kind, turn, self.side, self.draw, values, by_line)


def _changes(scores: Sequence[StepScores]) -> Iterator[_Change]:
    """Yields what each event changed, in order."""
    before = scores[0].course[0]
    for each in scores:
        groups = {**each.groups, frozenset[str](): before}
        for side in each.step.deciders:
            yield _Change(each.step, side, None, _mean_over_orders(groups, side))
        for draw, (earlier, later) in enumerate(pairwise(each.course)):
            yield _Change(each.step, "", draw, later - earlier)
        before = each.course[-1]


def _mean_over_orders(groups: Mapping[frozenset[str], Scores], side: str) -> Scores:
    """What a side's decisions changed, as the mean over all orders in which sides could decide."""
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
    """Makes the account of a side. ends: the scores before the first event and after the last."""
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
    """The turn that a step has reached after some of its draws."""
    return step.draws[draws - 1].turn if draws else step.turn
