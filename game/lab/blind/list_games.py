"""Games of blind lists against all that can play the other seats, and their scores as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.bots.list_player import ListPlayer, Opponents, mix_opponents
from game.bots.lists import BlindList
from game.kernel.lowering.lower import lower
from game.kernel.rows import Ints
from game.rules.compiled import Rules

__all__ = ["ListGames", "Opponents", "mix_opponents"]


class ListGames(ListPlayer):
    """Plays blind lists of one side against mixes of personas and `uniform`."""

    def __init__(
        self,
        rules: Rules,
        side: str,
        mixes: Sequence[Opponents] = (),
        *,
        machine_code: bool = False,
    ) -> None:
        """Takes the same arguments as `ListPlayer`."""
        super().__init__(lower(rules), side, mixes, machine_code=machine_code)

    def play(self, blind: BlindList, seed: int, games: int) -> Ints:
        """The list's scores by mix and game, with the seeds seed, seed + 1, … against each mix.

        Raises NoRoom where more questions waited than the kernel has room for.
        """
        return np.stack([self.play_mix(blind, mix, seed, games) for mix in range(len(self.mixes))])

    def play_mix(self, blind: BlindList, mix: int, seed: int, games: int) -> Ints:
        """The list's scores by game against one of the mixes."""
        scores: Ints = np.asarray(self.score(blind, mix, seed, games), dtype=np.int64)
        own: Ints = scores.reshape(games, len(self.tables.rules.sides))[:, self.shape.side]
        return own
