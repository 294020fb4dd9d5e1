"""Estimates the expected scores at every moment of a game, by rollouts that share their luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.insight.history import HistoryStep
from game.kernel.lowering.lower import Tables
from game.kernel.moves import NoRoom
from game.kernel.rollouts import Repeat, Seat, roll_out

Scores: TypeAlias = NDArray[np.float64]
"""By rollout and side, a score or a difference between scores."""
Proceed: TypeAlias = Callable[[float], bool]
"""A function that gets the share that is done, from 0 to 1, and returns False to stop."""
_FIRST_BLOCK = 50
"""The size of the first block of rollouts; all moments get it before any moment gets more."""


@frozen(eq=False)
class StepScores:
    """The scores of rollouts that begin at the moments of a step."""

    step: HistoryStep
    groups: Mapping[frozenset[str], Scores]
    """By group of the sides that decided: the scores if only these decide as in the game, and the
    reference decides for the others. At the beginning of a game the only group is empty."""
    draws: tuple[Scores, ...]
    """By draw, the scores after all decisions, this draw and the draws before it."""
    lines: StepScores | None = None
    """The same for the lines of all sides' scores, one side after the other: one row, their
    means; None in these themselves."""

    @property
    def course(self) -> tuple[Scores, ...]:
        """The scores one event after the other: after all decisions, then after each draw."""
        return (self.groups[frozenset(self.step.deciders)], *self.draws)


NoReason = Literal[
    "no-room",  # at a step, more questions waited than the kernel has room for
    "stopped",  # stopped before there were any rollouts
]


@frozen
class NoScores:
    """The reason why there are no expected scores."""

    reason: NoReason
    step: HistoryStep | None = None


def expect_scores(
    tables: Tables,
    steps: Sequence[HistoryStep],
    seats: Mapping[str, Seat],
    rollouts: int,
    seed: int,
    proceed: Proceed | None = None,
) -> tuple[StepScores, ...] | NoScores:
    """Makes rollouts from every moment of some steps; returns their scores.

    rollouts: their number from each moment; they share their luck. If proceed stops them, only the
    rollouts that were made from all moments are returned. Raises the errors of `roll_out`, except
    NoRoom.
    """
    origins = [origin for step in steps for origin in _origins(step)]
    blocks: list[list[Scores]] = []
    totals: list[Scores] = []
    done = 0
    while done < rollouts:
        size = min(done or _FIRST_BLOCK, rollouts - done)

        def report(share: float, done: int = done, size: int = size) -> bool:
            return proceed is None or proceed((done + size * share) / rollouts)

        block = _play(tables, origins, seats, seed + done, size, report)
        if isinstance(block, NoScores):
            if block.reason == "stopped" and blocks:
                break
            return block
        blocks.append([scores for scores, _ in block])
        sums = [lines for _, lines in block]
        totals = [a + b for a, b in zip(totals, sums, strict=True)] if totals else sums
        done += size
    scores = (np.concatenate(each) for each in zip(*blocks, strict=True))
    lines = (total / done for total in totals)
    return tuple(
        evolve(_step_scores(step, scores), lines=_step_scores(step, lines)) for step in steps
    )


@frozen
class _Origin:
    """The moment at which rollouts begin: after some decisions of a step, and some of its draws."""

    step: HistoryStep
    deciders: tuple[str, ...]
    draws: int


def _origins(step: HistoryStep) -> Iterator[_Origin]:
    """Yields the groups of the sides that decided, that of all last; then all, draw by draw."""
    for group in _groups(step):
        yield _Origin(step, group, 0)
    for draws in range(1, len(step.draws) + 1):
        yield _Origin(step, step.deciders, draws)


def _groups(step: HistoryStep) -> list[tuple[str, ...]]:
    sides = step.deciders
    sizes = range(1, len(sides) + 1) if sides else (0,)
    return [group for size in sizes for group in combinations(sides, size)]


def _step_scores(step: HistoryStep, scores: Iterator[Scores]) -> StepScores:
    """Takes the scores of a step, in the order of its origins, from all scores."""
    groups = {frozenset(group): next(scores) for group in _groups(step)}
    return StepScores(step, groups, tuple(next(scores) for _ in step.draws))


def _play(
    tables: Tables,
    origins: Sequence[_Origin],
    seats: Mapping[str, Seat],
    seed: int,
    size: int,
    report: Proceed,
) -> list[tuple[Scores, Scores]] | NoScores:
    """Makes a block of rollouts from every origin; of each, the scores and the sums of lines."""
    block: list[tuple[Scores, Scores]] = []

    def proceed(done: int) -> bool:
        return report((len(block) + done / size) / len(origins))

    for origin in origins:
        try:
            scores, lines = _roll_out(tables, origin, seats, size, seed, proceed)
        except NoRoom:
            return NoScores("no-room", origin.step)
        if len(scores) < size:
            return NoScores("stopped")
        block.append((scores, lines))
    return block


def _roll_out(
    tables: Tables,
    origin: _Origin,
    seats: Mapping[str, Seat],
    size: int,
    seed: int,
    proceed: Callable[[int], bool],
) -> tuple[Scores, Scores]:
    """The scores, and one row with the sums of their lines."""
    step = origin.step
    rollouts = roll_out(
        tables,
        step.before,
        seats,
        size,
        seed,
        alternatives=[step.decisions_of(origin.deciders)],
        # These draws are repeated from the game; later draws are fresh.
        repeat=Repeat(step.after.seed, origin.draws),
        proceed=proceed,
    )
    scores: Scores = rollouts.scores[0].astype(np.float64)
    sums = [points[0].sum(axis=0, keepdims=True) for points in rollouts.lines]
    return scores, np.concatenate(sums, axis=1).astype(np.float64)
