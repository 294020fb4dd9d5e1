"""Plays the games of a plan in one or several processes, and adds up their results.

Games are played in ranges and added up in the order of their seeds, whatever the size of the ranges
and whoever plays them. So the tally is always the same, and after an interrupt it is that of the
first games of the plan.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing

from game.kernel.rows import Rows, blank_rows
from game.lab.run.plan import Plan, PlanPlayer
from game.lab.run.tally import Tally, tally
from game.lab.run.workers import GameRange, PlayedRange, WorkerPool, play_range

SECONDS = 0.3
"""How long a range of games should take."""
MOST_GAMES = 8192
"""The largest range, so that few rows are in memory."""
GROWTH = 8
"""How many times larger than the last a range may be, since the first guess may be wrong."""
AHEAD = 3
"""Ranges for each worker that are being played or wait for earlier ones."""
ALONE = 0.5
"""Seconds for which this process plays alone, to measure its speed."""
STARTING = 6.0
"""If the rest takes fewer seconds than this, no other processes are started."""
MOST_JOBS = 60 if sys.platform == "win32" else 256
"""Windows can't wait for more than 63 processes at once."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with the tally of the games played so far: the first ones of the plan."""

    def __init__(self, tally_so_far: Tally) -> None:
        super().__init__("interrupted")
        self.tally = tally_so_far


def cores() -> int:
    """The number of processor cores that this process may use."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return len(os.sched_getaffinity(0))


def run(
    plan: Plan,
    jobs: int = 1,
    *,
    progress: Callable[[int], None] | None = None,
    keep: Callable[[Rows], None] | None = None,
    alone: float = ALONE,
) -> Tally:
    """Plays all games of a plan in a number of processes, and returns their tally.

    progress: called with the number of games played so far.
    keep: called with their rows, in the order of their seeds; after an interrupt it may have got
    more games than the tally counts.
    alone: seconds before other processes are started; 0: at once.
    Raises Interrupted for Ctrl-C, WorkersDied and WorkerFailed.
    """
    player = PlanPlayer(plan)
    total = tally(player.rules, blank_rows(player.rules, plan.seed, 0))
    with closing(_play_ranges(plan, player, jobs, keep is not None, alone)) as parts:
        try:
            for part in parts:
                if keep is not None and part.rows is not None:
                    keep(part.rows)
                total += part.tally
                if progress is not None:
                    progress(total.games)
        except KeyboardInterrupt:
            raise Interrupted(total) from None
    return total


class _RangePlanner:
    """Divides games into ranges that take about SECONDS to play."""

    def __init__(self, games: int) -> None:
        self.first = 0
        """The first game that isn't in a range yet."""
        self.left = games
        self.seconds_left = math.inf
        """How long one process would take for the rest."""
        self._most = 1

    def next_range(self, jobs: int) -> GameRange:
        """The next range; the last ones are small, so that every worker has something to do."""
        games = GameRange(self.first, min(self._most, -(-self.left // jobs)))
        self.first += games.games
        self.left -= games.games
        return games

    def note_speed(self, part: PlayedRange) -> None:
        """Adapts the size of the next ranges to the speed of this one."""
        self.seconds_left = self.left * part.seconds / part.range.games
        fitting = int(part.range.games * SECONDS / max(part.seconds, 1e-6))
        self._most = max(1, min(fitting, part.range.games * GROWTH, MOST_GAMES))


def _play_ranges(
    plan: Plan, player: PlanPlayer, jobs: int, rows: bool, alone: float
) -> Generator[PlayedRange, None, None]:
    """Plays range by range, in the order of the seeds."""
    ranges, begun = _RangePlanner(plan.games), time.perf_counter()
    while ranges.left and (
        jobs == 1
        or time.perf_counter() < begun + alone
        or (alone and ranges.seconds_left < STARTING)
    ):
        part = play_range(player, ranges.next_range(1), rows=rows)
        ranges.note_speed(part)
        yield part
    if ranges.left:
        jobs = min(jobs, ranges.left, MOST_JOBS)
        with closing(WorkerPool(plan, jobs, rows=rows)) as workers:
            yield from _play_by_workers(workers, ranges, jobs)


def _play_by_workers(
    workers: WorkerPool, ranges: _RangePlanner, jobs: int
) -> Iterator[PlayedRange]:
    """Plays by workers, and yields each range once all before it are finished."""
    next_game, assigned = ranges.first, 0
    finished: dict[int, PlayedRange] = {}
    while assigned or ranges.left:
        while workers.free and ranges.left and assigned < AHEAD * jobs:
            workers.assign(ranges.next_range(jobs))
            assigned += 1
        for part in workers.results():
            ranges.note_speed(part)
            finished[part.range.first] = part
        while next_game in finished:
            part = finished.pop(next_game)
            next_game += part.range.games
            assigned -= 1
            yield part
