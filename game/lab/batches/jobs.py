"""Plays the games of plans, here or elsewhere, and adds up their results.

Games are played in ranges and added up in the order of their seeds, whatever the size of the ranges
and whoever plays them. So the tallies are always the same, and after an interrupt they are those of
the first games.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from attrs import evolve

from game.kernel.rows import Rows, blank_rows
from game.lab.batches import threads
from game.lab.batches.hiring import hire
from game.lab.batches.place import Cluster, Kept, Place, Processes, Workers
from game.lab.batches.plan import Plan, PlanPlayer, compile_plan
from game.lab.batches.ranges import GameRange, PlayedRange, RangePlanner, play_range
from game.lab.batches.tally import Tally, tally

AHEAD = 3
"""Ranges for each worker that are being played or wait for earlier ones."""
ALONE = 0.5
"""Seconds for which this process plays alone, to measure its speed."""
STARTING = 6.0
"""If the rest takes fewer seconds than this, no other processes are started."""

HERE = Processes(1)
"""This process, and no other."""
Progress = Callable[[int], None]
"""Is called with the number of games played so far."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with the tally of the games played so far: the first ones of the plan."""

    def __init__(self, tally_so_far: Tally) -> None:
        super().__init__("interrupted")
        self.tally = tally_so_far


def run(
    plan: Plan,
    place: Place = HERE,
    *,
    progress: Progress | None = None,
    keep: Callable[[Rows], None] | None = None,
    alone: float = ALONE,
) -> Tally:
    """Plays all games of a plan, and returns their tally.

    keep: called with their rows, in the order of their seeds; after an interrupt it may have got
    more games than the tally counts.
    alone: seconds before other processes are started; 0: at once.
    Raises Interrupted for Ctrl-C, WorkersDied, WorkerFailed and ClusterError.
    """
    total = _nothing(plan)
    with closing(play_ranges([plan], place, rows=keep is not None, alone=alone)) as parts:
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


def play_plans(
    plans: Sequence[Plan],
    place: Place = HERE,
    *,
    progress: Progress | None = None,
    keep: Callable[[int, Rows], None] | None = None,
) -> Iterator[Tally]:
    """Plays the games of all plans, and yields the tally of each as soon as it is complete.

    progress: called with the number of games played so far, of all plans.
    keep: called with the number of a plan and rows of its games, in the order of their seeds.
    Raises WorkersDied, WorkerFailed and ClusterError.
    """
    played, total = 0, None
    with closing(play_ranges(plans, place, rows=keep is not None)) as parts:
        for part in parts:
            if keep is not None and part.rows is not None:
                keep(part.range.plan, part.rows)
            total = part.tally if total is None else total + part.tally
            played += part.range.games
            if progress is not None:
                progress(played)
            if total.games == plans[part.range.plan].games:
                yield total
                total = None


def _nothing(plan: Plan) -> Tally:
    rules = compile_plan(plan)
    return tally(rules, blank_rows(rules, plan.seed, 0))


def play_ranges(
    plans: Sequence[Plan], place: Place, *, rows: bool, alone: float = ALONE
) -> Generator[PlayedRange, None, None]:
    """Plays range by range, in the order of the plans and of their seeds.

    At first this process plays alone where it would have to start others.
    """
    if isinstance(place, Kept):
        return _play_missing(plans, place, rows=rows, alone=alone)
    return _play_all(plans, place, rows=rows, alone=alone)


def _play_missing(
    plans: Sequence[Plan], kept: Kept, *, rows: bool, alone: float
) -> Generator[PlayedRange, None, None]:
    """Plays what the store hasn't got, and adds it."""
    before = [kept.store.games(plan, rows=rows) for plan in plans]
    missing = [
        _after(plan, games) for plan, games in zip(plans, before, strict=True) if games < plan.games
    ]
    with closing(_play_all(missing, kept.place, rows=rows, alone=alone)) as played:
        for number, plan in enumerate(plans):
            done, stored = 0, kept.store.parts(plan, rows=rows)
            while done < before[number]:
                part = _moved(next(stored), number, 0)
                done += part.range.games
                yield part
            while done < plan.games:
                part = _moved(next(played), number, before[number])
                kept.store.add(plan, part)
                done += part.range.games
                yield part


def _after(plan: Plan, games: int) -> Plan:
    """The games of a plan after the first ones."""
    seed, seeds, starts = plan.seed + games, plan.seeds[games:], plan.starts[games:]
    return evolve(plan, games=plan.games - games, seed=seed, seeds=seeds, starts=starts)


def _moved(part: PlayedRange, plan: int, before: int) -> PlayedRange:
    """A range as one of another plan, in which other games stand before it."""
    return evolve(part, range=GameRange(part.range.first + before, part.range.games, plan))


def _play_all(
    plans: Sequence[Plan], place: Processes | Cluster, *, rows: bool, alone: float
) -> Generator[PlayedRange, None, None]:
    ranges, begun = RangePlanner(plans), time.perf_counter()
    number, player = -1, None
    may_start = isinstance(place, Processes) and not threads.suffice_for(plans, rows=rows)
    while ranges.left and (place == Processes(1) or (may_start and _quick(ranges, begun, alone))):
        games = ranges.next_range(1)
        if player is None or games.plan != number:
            number, player = games.plan, PlanPlayer(plans[games.plan])
        part = play_range(player, games, rows=rows)
        ranges.note_speed(part)
        yield part
    if ranges.left:
        with closing(hire(plans, place, ranges.left, rows=rows)) as workers:
            yield from _play_by_workers(workers, ranges)


def _quick(ranges: RangePlanner, begun: float, alone: float) -> bool:
    """Whether no other processes are worth starting, or it isn't known yet."""
    return time.perf_counter() < begun + alone or bool(alone and ranges.seconds_left < STARTING)


def _play_by_workers(workers: Workers, ranges: RangePlanner) -> Iterator[PlayedRange]:
    """Plays by workers, and yields each range once all before it are finished."""
    waiting: list[tuple[int, int]] = []
    """The ranges that were assigned and not yielded, by plan and first game, in their order."""
    finished: dict[tuple[int, int], PlayedRange] = {}
    while waiting or ranges.left:
        while workers.free and ranges.left and len(waiting) < AHEAD * workers.count:
            games = ranges.next_range(workers.count)
            waiting.append((games.plan, games.first))
            workers.assign(games)
        for part in workers.results():
            ranges.note_speed(part)
            finished[part.range.plan, part.range.first] = part
        while waiting and waiting[0] in finished:
            yield finished.pop(waiting.pop(0))
