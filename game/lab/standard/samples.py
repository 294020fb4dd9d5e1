"""Games played one by one, so that it is known of each of them what was legal in it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.bots.orphans import end_with_parent
from game.kernel.batch import UNIFORM, Batch
from game.kernel.lower import Tables, lower
from game.kernel.rows import Ints, Rows, blank_rows, joined
from game.lab.run.reference import played
from game.lab.run.tally import Tally, tally
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.rules.forbidding import forbid

SPAWN = multiprocessing.get_context("spawn")
PIECE, SLOW_PIECE = 100, 4
"""So many games are played by one process at a time; of bots that search, fewer."""

Action = tuple[str, str]
"""A side, and an action of its own."""


@frozen
class Lot:
    """Games of one scenario with the same bots in its seats."""

    seats: FrozenMap[str, str]
    seeds: tuple[int, ...]
    forbidden: Action | None = None
    """What a side may not do in them."""

    def pieces(self, personas: Mapping[str, object]) -> Iterator[Lot]:
        """Parts of it, each played in a moment."""
        fast = set(self.seats.values()) <= {UNIFORM, *personas}
        size = PIECE if fast else SLOW_PIECE
        for first in range(0, len(self.seeds), size):
            yield evolve(self, seeds=self.seeds[first : first + size])


@frozen(eq=False)
class Sample:
    """What the games of a lot came to; arrays have a row a game, in the order of the seeds."""

    tally: Tally
    scores: Ints
    """By game and side."""
    legal: NDArray[np.bool_]
    """By game and slot, whether the action could be taken at a decision of its side."""
    agreed: NDArray[np.bool_]
    """By game and table, whether its agreement stood at the end."""

    def __add__(self, other: Sample) -> Sample:
        """The games of both, one after the other."""
        return Sample(
            self.tally + other.tally,
            *(
                np.concatenate([getattr(self, name), getattr(other, name)])
                for name in ("scores", "legal", "agreed")
            ),
        )


class Players:
    """Plays the games of any lot of a scenario, always alike."""

    def __init__(self, scenario: Scenario) -> None:
        self.rules = compile_rules(scenario)
        self._personas = {UNIFORM, *scenario.personas}
        self._forbidden: Action | None = None
        self._changed = self.rules
        self._tables: Tables = lower(self.rules)
        self._batches: dict[FrozenMap[str, str], Batch] = {}

    def sample(self, lot: Lot) -> Sample:
        """What the games of a lot come to."""
        if lot.forbidden != self._forbidden:
            self._forbid(lot.forbidden)
        games = [self._game(lot.seats, seed) for seed in lot.seeds]
        legal = np.array([rows.legal > 0 for rows in games], np.bool_)
        return _sampled(self.rules, games, legal.reshape(len(games), len(self.rules.slots)))

    def _forbid(self, forbidden: Action | None) -> None:
        self._forbidden = forbidden
        self._changed = self.rules if forbidden is None else forbid(self.rules, *forbidden)
        self._tables, self._batches = lower(self._changed), {}

    def _game(self, seats: FrozenMap[str, str], seed: int) -> Rows:
        if set(seats.values()) <= self._personas:
            if seats not in self._batches:
                self._batches[seats] = Batch(self._tables, seats)
            rows = self._batches[seats].play(seed, 1)
            if rows is not None:
                return rows
        return played(self._changed, seats, seed, 1)


def _sampled(rules: Rules, games: Sequence[Rows], legal: NDArray[np.bool_]) -> Sample:
    rows = joined([*games]) if games else blank_rows(rules, 0, 0)
    return Sample(tally(rules, rows), rows.scores, legal, rows.status == AGREED)


def play(
    scenario: Scenario,
    lots: Sequence[Lot],
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[Sample]:
    """Plays all lots, in so many processes, and returns what each came to.

    progress is told how many games are done.
    """
    players, done = Players(scenario), 0
    pieces = [
        (number, piece)
        for number, lot in enumerate(lots)
        for piece in lot.pieces(scenario.personas)
    ]
    found: list[list[Sample]] = [[players.sample(evolve(lot, seeds=()))] for lot in lots]
    samples = _played(scenario, players, [piece for _, piece in pieces], jobs)
    for (number, piece), sample in zip(pieces, samples, strict=True):
        found[number].append(sample)
        done += len(piece.seeds)
        if progress is not None:
            progress(done)
    return [added(parts) for parts in found]


def added(parts: Sequence[Sample]) -> Sample:
    """The games of several samples, one after the other; one at least."""
    first, *rest = parts
    for part in rest:
        first += part
    return first


def _played(
    scenario: Scenario, players: Players, pieces: Sequence[Lot], jobs: int
) -> Iterator[Sample]:
    if jobs == 1:
        yield from map(players.sample, pieces)
        return
    with SPAWN.Pool(jobs, _begin, (scenario,)) as pool:
        yield from pool.imap(_sample, pieces)


_PLAYERS: list[Players] = []
"""Those of a process that plays for another one."""


def _begin(scenario: Scenario) -> None:
    end_with_parent()
    _PLAYERS[:] = [Players(scenario)]


def _sample(lot: Lot) -> Sample:
    return _PLAYERS[0].sample(lot)
