"""The random number generator of a bot, independent of the game's (rule 2.5)."""

from __future__ import annotations

from collections.abc import Iterable

from game.rules.rng import draw, draws, site


class BotRng:
    """The random numbers of one side's bot.

    They depend on the number of decisions that the side has taken instead of on the turn, so that a
    bot decides the same after a game is continued or rewound.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._site = site(f"bot/{side}")
        self._seed = seed

    def draw(self, taken: int, k: int) -> int:
        """The k-th random number for a decision, an unsigned 64-bit number."""
        return draw(self._seed, taken, self._site, k)

    def draws(self, taken: int, ks: Iterable[int]) -> list[int]:
        """Several of the random numbers for a decision."""
        return draws(self._seed, taken, self._site, ks)
