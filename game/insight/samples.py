"""Scores of the moves that a side could have made at one moment, with the same guesses and luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from game.insight.intervals import Interval, interval_of
from game.kernel.lowering.lower import Tables
from game.kernel.rollouts import Seat, roll_out
from game.kernel.sight import InformationSet
from game.model.decisions import Decision, Move
from game.model.play import State

Scores = NDArray[np.int64]
HALVES = 2
"""Rollouts are divided in two halves: the best move is found in one and measured in the other."""
FINALISTS = 3
"""The number of alternatives of each half that are tried more often."""


@frozen
class Alternatives:
    """The moves that are compared at one decision, including the one that was taken."""

    tables: Tables
    state: State
    side: str
    moves: tuple[Move, ...]
    taken: int
    """The index of the move that was taken."""
    seats: Mapping[str, Seat]
    seed: int
    known: InformationSet | None
    """What rollouts guess the state from; None: they begin in the true state."""


@frozen(eq=False)
class Samples:
    """The scores of moves so far. Moves that do badly in both halves are dropped."""

    of: Alternatives
    going: tuple[int, ...]
    """The indices of the moves that are still tried."""
    scores: Scores = field(factory=lambda: np.zeros((0, 0), np.int64))
    """By place in `going` and rollout. A last row has the reference's own move."""

    def __len__(self) -> int:
        """The number of rollouts of each move."""
        return int(self.scores.shape[1]) if self.scores.size else 0

    def upto(self, rollouts: int) -> Samples:
        """Adds rollouts of each move up to this number."""
        begun = len(self)
        if rollouts <= begun:
            return self
        more = self._play(self.going, begun, rollouts - begun)
        return Samples(self.of, self.going, np.hstack([self.scores, more]) if begun else more)

    def narrowed(self, finalists: int = FINALISTS) -> Samples:
        """Keeps the best moves of each half and the move that was taken, and drops the others.

        finalists: the number of moves kept for each half. A move that one half finds best is
        measured by the other half, so each half must keep its own best moves.
        """
        kept = {self.taken}
        for half in range(HALVES):
            means = self.moves_scores[:, half::HALVES].mean(axis=1)
            kept.update(int(place) for place in np.argsort(-means, kind="stable")[:finalists])
        places = sorted(kept)
        rows = [*places, len(self.going)]
        return Samples(self.of, tuple(self.going[place] for place in places), self.scores[rows])

    @property
    def taken(self) -> int:
        """The place in `going` of the move that was taken."""
        return self.going.index(self.of.taken)

    @property
    def moves_scores(self) -> Scores:
        """The scores without those of the reference's own move."""
        return self.scores[:-1]

    def gain(self) -> Interval:
        """How much better the move taken was than the reference's own move."""
        return interval_of(self.scores[self.taken] - self.scores[-1])

    def best(self) -> tuple[int, ...]:
        """By half, the place in `going` of the best move."""
        scores = self.moves_scores
        return tuple(int(scores[:, half::HALVES].mean(axis=1).argmax()) for half in range(HALVES))

    def loss(self) -> Interval:
        """How much better the best move of one half is than the move taken, in the other half."""
        differences = np.zeros(len(self), np.int64)
        for half, place in enumerate(self.best()):
            other = slice(1 - half, None, HALVES)
            differences[other] = self.scores[place, other] - self.scores[self.taken, other]
        return interval_of(differences)

    def against(self, place: int) -> Interval:
        """How much better another move is than the one that was taken."""
        return interval_of(self.scores[place] - self.scores[self.taken])

    def _play(self, going: Sequence[int], first: int, rollouts: int) -> Scores:
        of = self.of
        alternatives = [(Decision(of.side, of.moves[number]),) for number in going]
        outcomes = roll_out(
            of.tables,
            of.state,
            of.seats,
            rollouts,
            of.seed + first,
            alternatives=[*alternatives, ()],
            guess=of.known,
        )
        return outcomes.scores[:, :, of.tables.rules.index.sides[of.side]]
