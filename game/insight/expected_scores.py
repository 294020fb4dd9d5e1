"""The scores that could be expected at every moment of a game, by rollouts on the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.insight.history import HistoryStep
from game.kernel.lowering.lower import Tables
from game.kernel.position import NoRoom
from game.kernel.rollouts import Repeat, Seat, roll_out

Scores: TypeAlias = NDArray[np.float64]
"""By rollout and side, a score or a difference of scores."""
Proceed: TypeAlias = Callable[[float], bool]
"""Is told which share is done, from 0 to 1; returns False to stop."""
_FIRST_BLOCK = 50
"""Rollouts at every moment before more are made, so that a short time gives wider intervals."""


@frozen(eq=False)
class StepScores:
    """What scores could be expected in the course of a step."""

    step: HistoryStep
    groups: Mapping[frozenset[str], Scores]
    """By group of the sides that decided: when these had, and the others left it to the reference;
    for the beginning of a game, which nobody decided, the empty group."""
    draws: tuple[Scores, ...]
    """By draw: when all sides had decided, and this draw and those before it were made."""

    @property
    def course(self) -> tuple[Scores, ...]:
        """When all sides had decided, and then after every draw."""
        return (self.groups[frozenset(self.step.deciders)], *self.draws)


NoReason = Literal[
    "no-room",  # at a step more questions waited than the rollouts have room for
    "stopped",  # before there were any rollouts
]


@frozen
class NoScores:
    """Why nothing could be expected."""

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
    """The scores of so many rollouts from every moment of these steps, on the same luck.

    Where proceed stops it, they are those rollouts that had been made from all moments. Raises as
    `roll_out` does, but not NoRoom.
    """
    origins = [origin for step in steps for origin in _origins(step)]
    blocks: list[list[Scores]] = []
    done = 0
    while done < rollouts:
        size = min(done or _FIRST_BLOCK, rollouts - done)

        def tell(share: float, done: int = done, size: int = size) -> bool:
            return proceed is None or proceed((done + size * share) / rollouts)

        block = _play(tables, origins, seats, seed + done, size, tell)
        if isinstance(block, NoScores):
            if block.reason == "stopped" and blocks:
                break
            return block
        blocks.append(block)
        done += size
    scores = (np.concatenate(each) for each in zip(*blocks, strict=True))
    return tuple(_step_scores(step, scores) for step in steps)


@frozen
class _Origin:
    """Where rollouts begin: when some of a step's sides had decided, and some draws were made."""

    step: HistoryStep
    deciders: tuple[str, ...]
    draws: int


def _origins(step: HistoryStep) -> Iterator[_Origin]:
    """Each group of the sides that decided, all of them last; then all with every draw."""
    for group in _groups(step):
        yield _Origin(step, group, 0)
    for draws in range(1, len(step.draws) + 1):
        yield _Origin(step, step.deciders, draws)


def _groups(step: HistoryStep) -> list[tuple[str, ...]]:
    sides = step.deciders
    sizes = range(1, len(sides) + 1) if sides else (0,)
    return [group for size in sizes for group in combinations(sides, size)]


def _step_scores(step: HistoryStep, scores: Iterator[Scores]) -> StepScores:
    """Takes the scores of a step from those of all, in the order of its origins."""
    groups = {frozenset(group): next(scores) for group in _groups(step)}
    return StepScores(step, groups, tuple(next(scores) for _ in step.draws))


def _play(
    tables: Tables,
    origins: Sequence[_Origin],
    seats: Mapping[str, Seat],
    seed: int,
    size: int,
    tell: Proceed,
) -> list[Scores] | NoScores:
    """A block of rollouts from every origin."""
    block: list[Scores] = []

    def proceed(done: int) -> bool:
        return tell((len(block) + done / size) / len(origins))

    for origin in origins:
        try:
            scores = _roll_out(tables, origin, seats, size, seed, proceed)
        except NoRoom:
            return NoScores("no-room", origin.step)
        if len(scores) < size:
            return NoScores("stopped")
        block.append(scores)
    return block


def _roll_out(
    tables: Tables,
    origin: _Origin,
    seats: Mapping[str, Seat],
    size: int,
    seed: int,
    proceed: Callable[[int], bool],
) -> Scores:
    step = origin.step
    rollouts = roll_out(
        tables,
        step.before,
        seats,
        size,
        seed,
        alternatives=[step.decisions_of(origin.deciders)],
        # These are the draws of the step: what comes after them is fresh.
        repeat=Repeat(step.after.seed, origin.draws),
        proceed=proceed,
    )
    scores: Scores = rollouts.scores[0].astype(np.float64)
    return scores
