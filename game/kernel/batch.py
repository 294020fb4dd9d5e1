"""Plays many games on the kernel; returns a row for each, or counts over all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import evolve

from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables, numbers, room
from game.kernel.rows import CountedGames, Ints, Rows, divided, rows_of_table, shape, width
from game.kernel.scenario_code import note_played, quickest
from game.kernel.whole_numbers import Numbers
from game.rules.rng import LARGEST_SEED, site


class Batch:
    """Plays games of one scenario with the same bots in its seats: `uniform` or personas."""

    def __init__(self, tables: Tables, seats: Mapping[str, str]) -> None:
        self._tables = tables
        self._seats = seats
        self._state, self._seen = tables.state(), tables.state()
        self._prepare(tables)

    def _prepare(self, tables: Tables) -> None:
        """Prepares the work area for tables, which may have got machine code meanwhile."""
        self._quickest, self._work = tables, tables.work()
        for i, policy in enumerate(tables.policies(self._seats)):
            self._work[tables.numbers[c.W_SEATS] + i] = policy

    def play(self, seed: int, games: int) -> Rows | None:
        """Plays games with the seeds seed, seed + 1, …; returns a row for each.

        Returns None if in one of them more questions wait than the kernel has room for; the
        reference engine can play such games. Raises ValueError for seeds beyond 2^63 - 1.
        """
        kept = self.keep(seed, games)
        return None if kept is None else kept[0]

    def keep(self, seed: int, games: int) -> tuple[Rows, CountedGames] | None:
        """Plays the same games as `play`; returns their rows and their counts."""
        rules = self._tables.rules
        columns = width(rules)
        written, counted = room(games * columns, "int64"), room(sum(shape(rules)), "int64")
        digest = self._play(seed, games, written, counted, rows=True)
        if counted[0] < 0:
            return None
        table = np.asarray(written, dtype=np.int64).reshape(games, columns)
        rows = rows_of_table(rules, seed, table, digest)
        return rows, self._divided(counted, rows.legal.sum(axis=0), rows.scores, digest)

    def play_each(self, seeds: Sequence[int], starts: Sequence[Mapping[str, int]]) -> Rows | None:
        """Plays a game for each seed, in which tracks begin with other values (rule 18.5).

        Returns None, and raises, as `play` does.
        """
        tables = quickest(self._tables)
        if tables is not self._quickest:
            self._prepare(tables)
        rules, begun = tables.rules, numbers(tables.numbers, "int32")
        first = tables.numbers[c.H_BLANK] + tables.places.tracks
        columns = width(rules)
        written, counted = room(columns, "int64"), room(sum(shape(rules)), "int64")
        board = entries.Board(
            *(begun, tables.sites, self._state, self._seen, self._work), A=written, K=counted
        )
        table, digest = np.zeros((len(seeds), columns), np.int64), 0
        for game, (seed, values) in enumerate(zip(seeds, starts, strict=True)):
            for track in rules.tracks:
                at = first + rules.index.tracks[track.id]
                begun[at] = values.get(track.id, tables.numbers[at])
            digest += board.play_games(seed, 1, site("bots"), rows=True)
            if counted[0] < 0:
                return None
            table[game] = np.asarray(written)
        note_played(self._tables, int(counted[0]))
        rows = rows_of_table(rules, 0, table, digest % 2**64)
        return evolve(rows, seed=np.array(seeds, np.int64))

    def count(self, seed: int, games: int) -> CountedGames | None:
        """Plays the same games as `play`; returns only counts, which is much faster than rows."""
        rules = self._tables.rules
        written = room(games * len(rules.sides), "int64")
        counted = room(sum(shape(rules)), "int64")
        digest = self._play(seed, games, written, counted, rows=False)
        if counted[0] < 0:
            return None
        scores = np.asarray(written, dtype=np.int64).reshape(games, len(rules.sides))
        return self._divided(counted, self._legal(), scores, digest)

    def _divided(self, counted: Numbers, legal: Ints, scores: Ints, digest: int) -> CountedGames:
        times = np.asarray(counted, dtype=np.int64)
        counts = divided(self._tables.rules, times, legal, scores, digest)
        note_played(self._tables, counts.decisions)
        return counts

    def _play(
        self, seed: int, games: int, written: Numbers, counted: Numbers, *, rows: bool
    ) -> int:
        """Plays games; returns the sum of their digests."""
        if not 0 <= seed <= LARGEST_SEED - games + 1:
            raise ValueError(f"no seeds: {seed} and {games - 1} more")
        if (tables := quickest(self._tables)) is not self._quickest:
            self._prepare(tables)
        legal = tables.numbers[c.W_LEGAL]
        for slot in range(len(tables.rules.slots)):
            self._work[legal + slot] = 0
        board = entries.Board(
            *(tables.numbers, tables.sites, self._state, self._seen, self._work),
            A=written,
            K=counted,
        )
        return board.play_games(seed, games, site("bots"), rows=rows)

    def _legal(self) -> Ints:
        """By slot, the number of decisions at which it was legal."""
        legal, slots = self._tables.numbers[c.W_LEGAL], len(self._tables.rules.slots)
        return np.array([self._work[legal + slot] for slot in range(slots)], np.int64)
