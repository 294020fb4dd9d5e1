"""Who does well against whom: scores of personas by who sits opposite, best replies, dominance.

Every pairing plays the same seeds, so that scores are compared game by game.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import inf, nan

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.kernel.rows import Ints
from game.lab.batches.estimates import Estimate
from game.lab.standard.measurement import Measurement, mean_of

Bots = tuple[str, ...]
"""The bots of several sides, in the order of the scenario's file."""


@frozen
class BestReply:
    """What does best in one seat against the bots in the others."""

    others: Bots
    best: Bots
    """One, or several of its side that score exactly the same."""
    lead: Estimate
    """Over the next best, in points a game; unknown where there is no other."""

    @property
    def clear(self) -> bool:
        """Whether it is best beyond chance, or alone."""
        return self.lead.low > 0 or self.lead.value != self.lead.value


@frozen
class Dominated:
    """A persona that another one of its side beats against all remaining opponents."""

    side: int
    bot: str
    by: str
    least: Estimate
    """By how much where it is least, in points a game."""
    always: bool
    """Whether it is so against everybody, or only against those who are left."""


class Payoffs:
    """The scores of the games of personas, by who sat where."""

    def __init__(self, sides: Sequence[str], scores: Mapping[Bots, Ints]) -> None:
        """scores: by the bots of all sides, the scores by game and side on the same seeds."""
        self.sides = tuple(sides)
        self.bots: tuple[Bots, ...] = tuple(
            tuple(dict.fromkeys(column)) for column in zip(*scores, strict=True)
        )
        """By side, who plays it."""
        self._scores = scores

    @classmethod
    def of(cls, measurement: Measurement) -> Payoffs:
        """The payoffs of a measurement."""
        scores = {tuple(s.values()): sample.scores for s, sample in measurement.pairings.items()}
        return cls(measurement.rules.sides, scores)

    @property
    def games(self) -> int:
        """The games of each pairing."""
        return len(next(iter(self._scores.values())))

    def mean(self, bots: Bots, side: int) -> Estimate:
        """The mean score of a side when these bots play."""
        return mean_of(self._scores[bots][:, side])

    def line_ups(self, side: int) -> list[Bots]:
        """Every way to seat the other sides."""
        return list(product(*(bots for i, bots in enumerate(self.bots) if i != side)))

    def lead(self, side: int, bot: str, other: str, against: Sequence[Bots]) -> Estimate:
        """How many points a game a bot scores more than another one of its side.

        against: the line-ups of the other sides, each with the same weight.
        """
        apart = [self._own(side, bot, each) - self._own(side, other, each) for each in against]
        mixed: NDArray[np.float64] = np.mean(apart, axis=0)
        return mean_of(mixed)

    def least_lead(
        self, side: int, bot: str, against: Sequence[Bots], rivals: Sequence[str] | None = None
    ) -> Estimate:
        """The lead of a bot over its nearest rival; nan where there is none.

        rivals: the others of its side, if not given.
        """
        others = [each for each in (rivals or self.bots[side]) if each != bot]
        leads = [self.lead(side, bot, other, against) for other in others]
        return min(leads, key=lambda lead: lead.value, default=Estimate(nan, -inf, inf))

    def reply(self, side: int, others: Bots) -> BestReply:
        """What does best in a seat against these bots in the others."""
        own = self.bots[side]
        sums = {bot: int(self._own(side, bot, others).sum()) for bot in own}
        best = tuple(bot for bot in own if sums[bot] == max(sums.values()))
        return BestReply(others, best, self.least_lead(side, best[0], [others]))

    def replies(self, side: int) -> list[BestReply]:
        """The best reply to every line-up of the others."""
        return [self.reply(side, others) for others in self.line_ups(side)]

    def settled(self) -> list[Bots]:
        """The line-ups in which everybody plays the best reply to the others."""
        return [
            bots
            for bots in self._scores
            if all(
                bot in self.reply(side, (*bots[:side], *bots[side + 1 :])).best
                for side, bot in enumerate(bots)
            )
        ]

    def dominated(self) -> tuple[list[Dominated], tuple[Bots, ...]]:
        """Who is beaten against everybody, one after the other, and who is left, by side.

        One who is beaten is left out when the next is sought. A lead counts where its whole
        interval is above 0.
        """
        left, gone = self.bots, list[Dominated]()
        while (found := next(self._beaten(left), None)) is not None:
            gone.append(found)
            left = tuple(
                tuple(bot for bot in bots if (side, bot) != (found.side, found.bot))
                for side, bots in enumerate(left)
            )
        return gone, left

    def _beaten(self, left: tuple[Bots, ...]) -> Iterator[Dominated]:
        for side, bots in enumerate(left):
            against = list(product(*(each for i, each in enumerate(left) if i != side)))
            for bot, by in product(bots, bots):
                if by != bot and (least := self._least(side, by, bot, against)).low > 0:
                    always = self._least(side, by, bot, self.line_ups(side)).low > 0
                    yield Dominated(side, bot, by, least, always)

    def _least(self, side: int, by: str, bot: str, against: Sequence[Bots]) -> Estimate:
        """The least certain lead over another bot: the one whose interval reaches lowest."""
        leads = (self.lead(side, by, bot, [each]) for each in against)
        return min(leads, key=lambda lead: lead.low)

    def _own(self, side: int, bot: str, others: Bots) -> Ints:
        """A bot's scores in its seat against others, by game."""
        return self._scores[*others[:side], bot, *others[side:]][:, side]
