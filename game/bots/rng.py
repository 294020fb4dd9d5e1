"""A bot's own luck, apart from the game's (rule 2.5)."""

from __future__ import annotations

from game.rules.rng import draw, site


class BotRng:
    """The draws of one side's bot.

    In place of the turn stands how many decisions the side has taken in the game: so a game that
    is continued or rewound meets the same bots.
    """

    def __init__(self, side: str, seed: int) -> None:
        self._site = site(f"bot/{side}")
        self._seed = seed

    def draw(self, taken: int, k: int) -> int:
        """The k-th draw for a decision, an unsigned 64-bit number."""
        return draw(self._seed, taken, self._site, k)
