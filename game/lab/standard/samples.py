"""Samples of games with given seeds, with what each game came to."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.bots.orphans import end_with_parent
from game.kernel.batch import UNIFORM, Batch
from game.kernel.lowering.lower import Tables, lower
from game.kernel.rows import Ints, Rows, blank_rows, joined
from game.lab.run.reference import play_reference
from game.lab.run.tally import Tally, tally
from game.lab.run.workers import defer_interrupts
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.forbidding import forbid

SPAWN = multiprocessing.get_context("spawn")
CHUNK, SLOW_CHUNK = 100, 4
"""Games that a process plays at a time; the smaller number is for bots that search."""

Action = tuple[str, str]
"""A side, and one of its actions."""


class SamplingProcessDied(RuntimeError):
    """A process that was playing games was killed."""


@frozen
class GameSeries:
    """Games of one scenario with the same bots in its seats."""

    seats: FrozenMap[str, str]
    """By side, the bot that plays it."""
    seeds: tuple[int, ...]
    """A seed for each game."""
    forbidden: Action | None = None
    """An action that its side may not take in these games."""

    def chunks(self, personas: Mapping[str, object]) -> Iterator[GameSeries]:
        """Divides the series into parts that are played quickly."""
        fast = set(self.seats.values()) <= {UNIFORM, *personas}
        size = CHUNK if fast else SLOW_CHUNK
        for first in range(0, len(self.seeds), size):
            yield evolve(self, seeds=self.seeds[first : first + size])


@frozen(eq=False)
class Sample:
    """The results of a series; arrays have one row a game, in the order of the seeds."""

    tally: Tally
    scores: Ints
    """By game and side."""
    lines: Ints
    """By game and line of a score, side by side."""
    legal: NDArray[np.bool_]
    """By game and slot, whether the side could take the action at any of its decisions."""
    agreed: NDArray[np.bool_]
    """By game and table, whether an agreement stood at the end."""

    def __add__(self, other: Sample) -> Sample:
        """The games of both samples, one after the other."""
        return Sample(
            self.tally + other.tally,
            *(
                np.concatenate([getattr(self, name), getattr(other, name)])
                for name in ("scores", "lines", "legal", "agreed")
            ),
        )


class SamplePlayer:
    """Plays any series of a scenario; the same series always gives the same sample."""

    def __init__(self, scenario: Scenario) -> None:
        self.rules = compile_rules(scenario)
        self._personas = {UNIFORM, *scenario.personas}
        self._forbidden: Action | None = None
        self._rules_in_force = self.rules
        self._tables: Tables = lower(self.rules)
        self._batches: dict[FrozenMap[str, str], Batch] = {}

    def sample(self, series: GameSeries) -> Sample:
        """Plays the games of a series."""
        if series.forbidden != self._forbidden:
            self._forbid(series.forbidden)
        parts = [self._play(series.seats, *run) for run in _runs(series.seeds)]
        rows = joined(parts) if parts else blank_rows(self.rules, 0, 0)
        return Sample(
            tally(self.rules, rows),
            rows.scores,
            rows.lines,
            rows.legal > 0,
            rows.status == AGREED,
        )

    def _forbid(self, forbidden: Action | None) -> None:
        self._forbidden = forbidden
        self._rules_in_force = self.rules if forbidden is None else forbid(self.rules, *forbidden)
        self._tables, self._batches = lower(self._rules_in_force), {}

    def _play(self, seats: FrozenMap[str, str], seed: int, games: int) -> Rows:
        if set(seats.values()) <= self._personas:
            if seats not in self._batches:
                self._batches[seats] = Batch(self._tables, seats)
            rows = self._batches[seats].play(seed, games)
            if rows is not None:
                return rows
        return play_reference(self._rules_in_force, seats, seed, games)


def _runs(seeds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Seeds in their order as runs of neighbours: the first, and how many."""
    first = 0
    for end in range(1, len(seeds) + 1):
        if end == len(seeds) or seeds[end] != seeds[end - 1] + 1:
            yield seeds[first], end - first
            first = end


def play_series(
    scenario: Scenario,
    series: Sequence[GameSeries],
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[Sample]:
    """Plays every series in a number of processes and returns a sample for each.

    progress: called with the number of games played so far.
    Raises SamplingProcessDied.
    """
    player, games_played = SamplePlayer(scenario), 0
    chunks = [
        (number, chunk)
        for number, each in enumerate(series)
        for chunk in each.chunks(scenario.personas)
    ]
    parts: list[list[Sample]] = [[player.sample(evolve(each, seeds=()))] for each in series]
    samples = _play_chunks(scenario, player, [chunk for _, chunk in chunks], jobs)
    for (number, chunk), sample in zip(chunks, samples, strict=True):
        parts[number].append(sample)
        games_played += len(chunk.seeds)
        if progress is not None:
            progress(games_played)
    return [concatenate(samples_of_one) for samples_of_one in parts]


def concatenate(samples: Sequence[Sample]) -> Sample:
    """Joins the games of one or more samples into one sample, in their order."""
    whole, *rest = samples
    for sample in rest:
        whole += sample
    return whole


def _play_chunks(
    scenario: Scenario, player: SamplePlayer, chunks: Sequence[GameSeries], jobs: int
) -> Iterator[Sample]:
    if jobs == 1 or not chunks:
        yield from map(player.sample, chunks)
        return
    pool = SamplePool(scenario, jobs)
    try:
        yield from pool.samples(chunks)
    finally:
        pool.close()


class SamplePool:
    """Processes that play chunks of games at the same time."""

    def __init__(self, scenario: Scenario, jobs: int) -> None:
        self._executor = ProcessPoolExecutor(
            jobs, SPAWN, initializer=_begin_process, initargs=(scenario,)
        )

    def samples(self, chunks: Sequence[GameSeries]) -> Iterator[Sample]:
        """Plays the chunks and yields their samples in order. Raises SamplingProcessDied."""
        try:
            with defer_interrupts():
                futures: list[Future[Sample]] = [
                    self._executor.submit(_sample_in_process, chunk) for chunk in chunks
                ]
            for future in futures:
                yield future.result()
        except BrokenProcessPool:
            raise SamplingProcessDied from None

    def close(self) -> None:
        """Ends the processes at once, whatever they are doing (3.14 has kill_workers for this)."""
        for process in list((self._executor._processes or {}).values()):
            process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)


_PLAYERS: list[SamplePlayer] = []
"""In a process of a pool, its player."""


def _begin_process(scenario: Scenario) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _PLAYERS[:] = [SamplePlayer(scenario)]


def _sample_in_process(chunk: GameSeries) -> Sample:
    return _PLAYERS[0].sample(chunk)
