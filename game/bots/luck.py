"""A bot's own luck, apart from the game's (rule 2.5)."""

from __future__ import annotations

from game.rules.chance import draw, mix, site


def own_seed(game_seed: int) -> int:
    """The seed of the bots of a game, so that a game's seed tells all about it."""
    return mix(game_seed ^ site("bots"))


class Luck:
    """The draws of one side's bot, at site `bot/<side>`; they count from 0 in each turn."""

    def __init__(self, side: str, seed: int) -> None:
        self._seed = seed
        self._site = site(f"bot/{side}")
        self._turn = 0
        self._k = 0

    def draw(self, turn: int) -> int:
        """The next draw of a turn, an unsigned 64-bit number."""
        if turn != self._turn:
            self._turn, self._k = turn, 0
        drawn = draw(self._seed, turn, self._site, self._k)
        self._k += 1
        return drawn
