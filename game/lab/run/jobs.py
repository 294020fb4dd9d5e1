"""Plays the games of a plan, in this process or several, and adds up what they came to.

Games are played in ranges. However large these are, whoever plays them and in whatever order they
are done, they are added up in the order of their seeds: so the result is always the same, and what
there is after an interrupt is what the first so many games came to.
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
"""No range is larger, so that rows in memory stay few."""
GROWTH = 8
"""No range is so many times larger than the one before it: the first guess may be a bad one."""
AHEAD = 3
"""So many ranges for each worker are played, or wait for earlier ones to be done."""
ALONE = 0.5
"""Seconds for which this process plays alone, to see how fast it is."""
STARTING = 6.0
"""Where it would be done in so many seconds, it starts no others, which take some to be ready."""
MOST_JOBS = 60 if sys.platform == "win32" else 256
"""Windows can't listen to more than 63 processes at once."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with what the games came to that were done: the first ones of the plan."""

    def __init__(self, so_far: Tally) -> None:
        super().__init__("interrupted")
        self.tally = so_far


def cores() -> int:
    """How many processes this computer, or its part that we may use, can run at once."""
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
    """Plays all games of a plan, in so many processes, and returns what they came to.

    progress is told how many games are done; keep gets their rows, in the order of their seeds, and
    may have got some more than an interrupt tells of. alone: seconds before other processes begin;
    0: at once.
    Raises Interrupted for Ctrl-C, WorkersDied and WorkerFailed.
    """
    player = PlanPlayer(plan)
    total = tally(player.rules, blank_rows(player.rules, plan.seed, 0))
    with closing(_parts(plan, player, jobs, keep is not None, alone)) as parts:
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


class _Ranges:
    """Divides games into ranges, as large as can be played in a moment."""

    def __init__(self, games: int) -> None:
        self.first = 0
        """The first game that nobody was given yet."""
        self.left = games
        self.seconds_left = math.inf
        """How long the rest would take one process."""
        self._most = 1

    def next(self, jobs: int) -> GameRange:
        """The next range; the last ones leave something to do for every worker."""
        some = GameRange(self.first, min(self._most, -(-self.left // jobs)))
        self.first += some.games
        self.left -= some.games
        return some

    def learn(self, part: PlayedRange) -> None:
        """Takes note of how fast games are played."""
        self.seconds_left = self.left * part.seconds / part.range.games
        fitting = int(part.range.games * SECONDS / max(part.seconds, 1e-6))
        self._most = max(1, min(fitting, part.range.games * GROWTH, MOST_GAMES))


def _parts(
    plan: Plan, player: PlanPlayer, jobs: int, rows: bool, alone: float
) -> Generator[PlayedRange, None, None]:
    """What the games came to, range by range, in the order of their seeds."""
    ranges, begun = _Ranges(plan.games), time.perf_counter()
    while ranges.left and (
        jobs == 1
        or time.perf_counter() < begun + alone
        or (alone and ranges.seconds_left < STARTING)
    ):
        part = play_range(player, ranges.next(1), rows=rows)
        ranges.learn(part)
        yield part
    if ranges.left:
        jobs = min(jobs, ranges.left, MOST_JOBS)
        with closing(WorkerPool(plan, jobs, rows=rows)) as crew:
            yield from _by_crew(crew, ranges, jobs)


def _by_crew(crew: WorkerPool, ranges: _Ranges, jobs: int) -> Iterator[PlayedRange]:
    """What a crew plays, each range once all before it are done."""
    head, out = ranges.first, 0
    done: dict[int, PlayedRange] = {}
    while out or ranges.left:
        while crew.free and ranges.left and out < AHEAD * jobs:
            crew.give(ranges.next(jobs))
            out += 1
        for part in crew.results():
            ranges.learn(part)
            done[part.range.first] = part
        while head in done:
            part = done.pop(head)
            head += part.range.games
            out -= 1
            yield part
