"""Many games by the kernel, a row a game."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import evolve

from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables, room
from game.kernel.numba.jit import note_compiled, u64
from game.kernel.rows import WRITTEN, Rows, blank_rows
from game.rules.rng import LARGEST_SEED, site

UNIFORM = "uniform"


class Batch:
    """Plays games of one scenario, the same bots in its seats: `uniform` or personas."""

    def __init__(self, tables: Tables, seats: Mapping[str, str]) -> None:
        self._tables = tables
        self._state, self._seen, self._work = tables.state(), tables.state(), tables.work()
        for i, side in enumerate(tables.rules.sides):
            who = seats.get(side, UNIFORM)
            address = 0 if who == UNIFORM else tables.personas[side, who]
            self._work[tables.numbers[c.W_SEATS] + i] = address

    def play(self, seed: int, games: int) -> Rows | None:
        """The games with the seeds seed, seed + 1, …

        None where in one of them more questions waited than the kernel has room for; the reference
        can play them. Raises ValueError for seeds beyond 2^63 - 1.
        """
        if not 0 <= seed <= LARGEST_SEED - games + 1:
            raise ValueError(f"no seeds: {seed} and {games - 1} more")
        tables, rules = self._tables, self._tables.rules
        rows = blank_rows(rules, seed, games)
        widths = [getattr(rows, name)[0:1].size for name in WRITTEN] if games else []
        found = room(games * sum(widths), "int64")
        legal = tables.numbers[c.W_LEGAL]
        for slot in range(len(rules.slots)):
            self._work[legal + slot] = 0
        digest = entries.play_games(
            tables.numbers,
            tables.sites,
            self._state,
            self._seen,
            self._work,
            found,
            u64(seed),
            games,
            site("bots"),
        )
        note_compiled()
        table = np.asarray(found, dtype=np.int64).reshape(games, sum(widths))
        begin = 0
        for name, width in zip(WRITTEN, widths, strict=False):
            column = getattr(rows, name)
            column[:] = table[:, begin : begin + width].reshape(column.shape)
            begin += width
        if (rows.decisions < 0).any():
            return None
        seen = [self._work[legal + slot] for slot in range(len(rules.slots))]
        return evolve(rows, legal=np.array(seen, np.int64), digest=int(digest))
