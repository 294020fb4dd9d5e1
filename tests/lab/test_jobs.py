"""However games are handed out, and whatever becomes of who plays them, they come to the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event, Thread

import numpy as np
import pytest
import tiny
from attrs import evolve, frozen

from game.bots.processes import defer_interrupts
from game.cli.many_games.endings import exits_on_signals
from game.kernel import machine_code
from game.kernel.rows import BY_GAME, Rows, joined
from game.lab.batches import jobs, ranges, threads, workers
from game.lab.batches.jobs import Interrupted, run
from game.lab.batches.place import Processes, cores
from game.lab.batches.plan import Parcels, Plan, PlanPlayer, unpack
from game.lab.batches.ranges import GameRange, PlayedRange, RangePlanner, WorkerFailed, WorkersDied
from game.lab.batches.tally import Tally
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

GAMES = 200
TALKS = tiny.scenario(tiny.TABLE)
compiled = pytest.mark.skipif(
    not machine_code.in_use(), reason="threads play only what is compiled"
)
OTHERS = FrozenMap({"north": "uniform", "south": "expert"})
PLAN = Plan(TALKS, FrozenMap({"north": "uniform", "south": "uniform"}), GAMES, 1000)


@frozen
class Result:
    """What a run returned, and all that it told."""

    tally: Tally
    rows: Rows
    progress: list[int]


def result(count: int, *, plan: Plan = PLAN, then: Callable[[int], None] | None = None) -> Result:
    """Runs a plan with so many jobs, from the first game on; `then` hears how far it has come."""
    kept: list[Rows] = []
    progress: list[int] = []

    def hear(done: int) -> None:
        progress.append(done)
        if then is not None:
            then(done)

    tally = run(plan, Processes(count), progress=hear, keep=kept.append, alone=0)
    return Result(tally, joined(kept), progress)


def same(one: Result, other: Result) -> bool:
    """Whether two runs came to the same, bit for bit."""
    return (
        one.tally == other.tally
        and all(
            np.array_equal(getattr(one.rows, name), getattr(other.rows, name)) for name in BY_GAME
        )
        and one.rows.digest == other.rows.digest
    )


@pytest.fixture(scope="module")
def alone() -> Result:
    return result(1)


@pytest.fixture
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges are of seven games at most."""
    monkeypatch.setattr(ranges, "MOST_GAMES", 7)


def test_everything_is_played_once_and_told_in_the_order_of_seeds(alone: Result) -> None:
    assert alone.tally.games == GAMES
    assert alone.rows.seed.tolist() == list(range(1000, 1000 + GAMES))
    assert alone.progress == sorted({*alone.progress})
    assert alone.progress[-1] == GAMES
    assert alone.tally.digest == alone.rows.digest


def test_more_jobs_come_to_the_same(alone: Result) -> None:
    assert same(result(3), alone)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("most", "count"), [(1, 1), (7, 1), (13, 2), (GAMES, 1)])
def test_ranges_of_any_size_come_to_the_same(
    most: int, count: int, alone: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "MOST_GAMES", most)
    monkeypatch.setattr(ranges, "GROWTH", most)
    found = result(count)
    assert same(found, alone)
    assert all(b - a <= most for a, b in zip([0, *found.progress], found.progress, strict=False))


def test_more_jobs_than_games_are_no_trouble() -> None:
    few = evolve(PLAN, games=2)
    assert same(result(5, plan=few), result(1, plan=few))


def test_for_few_games_no_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_options: object) -> None:
        raise AssertionError("no crew is needed")

    monkeypatch.setattr(jobs, "hire", never)
    kept: list[Rows] = []
    assert run(evolve(PLAN, games=5), Processes(2), keep=kept.append, alone=60).games == 5


def test_after_a_moment_alone_others_join(alone: Result) -> None:
    kept: list[Rows] = []
    tally = run(PLAN, Processes(2), keep=kept.append, alone=0.05)
    assert tally == alone.tally


@pytest.fixture
def only_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process may be started."""

    def never(*_args: object, **_options: object) -> None:
        raise AssertionError("threads are enough")

    monkeypatch.setattr(workers, "WorkerPool", never)


@compiled
@pytest.mark.usefixtures("only_threads", "small_ranges")
def test_where_only_the_kernel_plays_threads_come_to_the_same(alone: Result) -> None:
    progress: list[int] = []
    assert run(PLAN, Processes(3), progress=progress.append) == alone.tally
    assert progress == sorted({*progress})
    assert progress[-1] == GAMES


@compiled
@pytest.mark.usefixtures("only_threads", "small_ranges")
def test_an_interrupt_ends_threads_too_and_leaves_what_the_first_games_came_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(done: int) -> None:
        if done > 100:
            signal.raise_signal(signal.SIGINT)

    count = PlanPlayer.count

    def slow(player: PlanPlayer, first: int, games: int) -> Tally:
        if first > 100:
            time.sleep(0.2)
        return count(player, first, games)

    monkeypatch.setattr(PlanPlayer, "count", slow)
    before = threading.active_count()
    with pytest.raises(Interrupted) as interrupted:
        run(PLAN, Processes(2), progress=interrupt)
    so_far = interrupted.value.tally
    assert 100 < so_far.games < GAMES
    assert so_far == run(evolve(PLAN, games=so_far.games))
    assert threading.active_count() == before


@compiled
@pytest.mark.usefixtures("only_threads")
def test_what_a_thread_raises_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_player: PlanPlayer, first: int, _games: int) -> Tally:
        raise KeyError(first)

    monkeypatch.setattr(PlanPlayer, "count", broken)
    with pytest.raises(KeyError, match="0"):
        run(PLAN, Processes(2))


@compiled
@pytest.mark.parametrize(
    ("plans", "rows"),
    [
        ([PLAN], True),
        ([PLAN, PLAN], False),
        ([evolve(PLAN, seats=OTHERS)], False),
        ([evolve(PLAN, games=2, seeds=(4, 9))], False),
    ],
    ids=["rows", "several plans", "a bot that searches", "seeds that aren't neighbours"],
)
def test_where_python_has_much_to_do_processes_play(plans: list[Plan], rows: bool) -> None:
    assert threads.suffice_for([PLAN], rows=False)
    assert not threads.suffice_for(plans, rows=rows)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.usefixtures("small_ranges")
def test_the_games_of_a_worker_that_is_killed_are_played_by_another(alone: Result) -> None:
    killed: list[int] = []

    def kill(done: int) -> None:
        if done >= 40 * (1 + len(killed)) and len(killed) < 2:
            # One that was killed may be slow to die.
            alive = (each.pid for each in multiprocessing.active_children())
            victim = next(pid for pid in alive if pid not in killed)
            assert victim is not None
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    assert same(result(2, then=kill), alone)
    assert len({*killed}) == 2


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Workers die as soon as they are given a range; those who did."""
    dead: list[object] = []
    play = workers._Worker.play

    def play_and_die(worker: workers._Worker, some: GameRange) -> None:
        worker.process.kill()
        worker.process.join()
        dead.append(worker.process.pid)
        play(worker, some)

    monkeypatch.setattr(workers._Worker, "play", play_and_die)
    yield dead
    assert multiprocessing.active_children() == []


def test_what_kills_every_worker_is_given_up_with_a_clear_error(deadly: list[object]) -> None:
    with pytest.raises(WorkersDied, match="first=0") as died:
        result(2)
    assert died.value.range.first == 0
    assert workers.MOST_DEATHS <= len(deadly) <= 2 * workers.MOST_DEATHS


def test_what_a_worker_raises_comes_out() -> None:
    broken = evolve(PLAN, forbidden=(("north", "warm"),), scenario=tiny.scenario())
    seats = FrozenMap({"north": "uniform", "south": "nobody"})
    with pytest.raises(WorkerFailed, match=r"KeyError: .*'nobody'"):
        result(2, plan=evolve(broken, seats=seats))
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.usefixtures("small_ranges")
def test_an_interrupt_leaves_what_the_first_games_came_to(count: int) -> None:
    def interrupt(done: int) -> None:
        if done > 100:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(Interrupted) as interrupted:
        result(count, then=interrupt)
    so_far = interrupted.value.tally
    assert 100 < so_far.games < GAMES
    assert so_far == run(evolve(PLAN, games=so_far.games))
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("small_ranges")
def test_what_keeps_rows_may_fail_and_nobody_plays_on() -> None:
    def full(_rows: Rows) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        run(PLAN, Processes(2), keep=full, alone=0)
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are listed otherwise")
def test_workers_leave_when_nobody_listens_any_more() -> None:
    crew = workers.WorkerPool([PLAN], 1, rows=False)
    (worker,) = crew._workers
    crew.assign(GameRange(0, 1))
    assert [part.tally.games for part in crew.results()] == [1]
    worker.connection.close()
    worker.process.join(timeout=20)
    assert worker.process.exitcode == 0


def test_ranges_grow_with_the_speed_of_play_and_shrink_with_it() -> None:
    planner = RangePlanner([evolve(PLAN, games=10**6)])
    sizes = []
    for speed in (100, 10**6, 10**6, 10**6, 10**6, 50):
        some = planner.next_range(2)
        sizes.append(some.games)
        planner.note_speed(PlayedRange(some, None, None, some.games / speed))  # type: ignore[arg-type]
    assert sizes == [1, 8, 64, 512, 4096, 8192]
    assert planner.next_range(2).games == 50 * ranges.SECONDS
    assert planner.left == 10**6 - sum(sizes) - 50 * ranges.SECONDS


def test_the_last_ranges_leave_something_for_everybody() -> None:
    planner = RangePlanner([evolve(PLAN, games=10)])
    planner._most = 100
    sizes = []
    while planner.left:
        sizes.append(planner.next_range(3).games)
    assert sizes == [4, 2, 2, 1, 1]


def test_ranges_go_on_with_the_next_plan_and_begin_small_where_other_bots_play() -> None:
    two = [evolve(PLAN, games=3), evolve(PLAN, games=9), evolve(PLAN, games=9, seats=OTHERS)]
    planner = RangePlanner(two)
    planner._most = 5
    found = []
    while planner.left:
        each = planner.next_range(1)
        found.append((each.plan, each.first, each.games))
    assert found[:4] == [(0, 0, 3), (1, 0, 5), (1, 5, 4), (2, 0, 1)]


def test_every_plan_gets_its_own_tally_whoever_plays() -> None:
    plans = [evolve(PLAN, games=n, seed=n) for n in (30, 1, 12)]
    alone = [run(plan) for plan in plans]
    for place in (Processes(1), Processes(2)):
        kept: list[tuple[int, int]] = []
        progress: list[int] = []

        def keep(number: int, rows: Rows, kept: list[tuple[int, int]] = kept) -> None:
            kept.append((number, len(rows)))

        assert [*jobs.play_plans(plans, place, progress=progress.append, keep=keep)] == alone
        assert sum(n for _, n in kept) == progress[-1] == 43
        assert [number for number, _ in kept] == sorted(number for number, _ in kept)


def test_workers_get_a_scenario_once_and_play_plans_of_several() -> None:
    other = tiny.scenario()
    plans = [PLAN, evolve(PLAN, scenario=other), evolve(PLAN, seed=5)]
    parcels = Parcels(plans)
    packed = [parcels.plan(number) for number in range(3)]
    assert [number for _, number in packed] == [0, 1, 0]
    assert all(len(plan) * 10 < len(parcels.scenario(number)) for plan, number in packed)
    scenarios: dict[int, bytes | Scenario] = {
        number: parcels.scenario(number) for number in range(2)
    }
    assert [unpack(plan, scenarios) for plan, _ in packed] == plans
    few = [evolve(plan, games=20) for plan in plans]
    with closing(jobs.play_ranges(few, Processes(2), rows=False, alone=0)) as parts:
        played = [*parts]
    for number, plan in enumerate(few):
        mine = [part.tally for part in played if part.range.plan == number]
        assert sum(mine[1:], mine[0]) == run(plan)


def test_this_computer_has_cores() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("number", "raised"),
    [
        (signal.SIGINT, KeyboardInterrupt),
        pytest.param(
            signal.SIGTERM,
            SystemExit,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="nobody is sent SIGTERM"),
        ),
    ],
)
def test_an_interrupt_that_comes_as_a_process_starts_is_raised_when_it_has_started(
    number: int, raised: type[BaseException]
) -> None:
    go, sent, started = Event(), Event(), Event()

    def interrupt() -> None:
        # As a thread of a library may, it takes the signal, whatever the main thread masks.
        go.wait()
        signal.raise_signal(number)
        sent.set()

    def start() -> None:
        with defer_interrupts():
            go.set()
            sent.wait()
            time.sleep(0.2)
            started.set()

    other = Thread(target=interrupt, daemon=True)
    other.start()
    with pytest.raises(raised), exits_on_signals():
        start()
    other.join()
    assert started.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
