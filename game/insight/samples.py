"""Scores of what a side could have decided at one moment, on the same guesses and the same luck."""

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
"""The best alternative is sought on every second guess, and measured on the others."""
FINALISTS = 3
"""So many alternatives of each half are tried more often."""


@frozen
class Alternatives:
    """What is compared: the moves at one decision, that which was taken among them."""

    tables: Tables
    state: State
    side: str
    moves: tuple[Move, ...]
    taken: int
    """The number of the move that was taken."""
    seats: Mapping[str, Seat]
    seed: int
    known: InformationSet | None
    """From what rollouts guess; None: they begin in the true state."""


@frozen(eq=False)
class Samples:
    """The scores of moves so far; those that do badly in both halves are tried no more."""

    of: Alternatives
    going: tuple[int, ...]
    """The numbers of the moves that are still tried; the last place is the reference's own move."""
    scores: Scores = field(factory=lambda: np.zeros((0, 0), np.int64))
    """By place in `going` and rollout."""

    def __len__(self) -> int:
        """How many rollouts there are of each move."""
        return int(self.scores.shape[1]) if self.scores.size else 0

    def upto(self, rollouts: int) -> Samples:
        """As many rollouts of each move, of which those made before are a part."""
        begun = len(self)
        if rollouts <= begun:
            return self
        more = self._play(self.going, begun, rollouts - begun)
        return Samples(self.of, self.going, np.hstack([self.scores, more]) if begun else more)

    def narrowed(self, finalists: int = FINALISTS) -> Samples:
        """With the best of each half, so many, and the move that was taken only.

        A half has no say in which moves are tried further for its own sake, so that what is
        chosen on one half is measured on the other without favour.
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
        """The place of the move that was taken."""
        return self.going.index(self.of.taken)

    @property
    def moves_scores(self) -> Scores:
        """The scores without those of the reference's own move."""
        return self.scores[:-1]

    def gain(self) -> Interval:
        """How much better the move was than what the reference would have done."""
        return interval_of(self.scores[self.taken] - self.scores[-1])

    def best(self) -> tuple[int, ...]:
        """By half, the place of the move that is best in it."""
        scores = self.moves_scores
        return tuple(int(scores[:, half::HALVES].mean(axis=1).argmax()) for half in range(HALVES))

    def loss(self) -> Interval:
        """How much better the best of one half is than the move taken, in the other half."""
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
