"""Worker processes that play ranges of games; if one is killed, another plays its range again."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

from attrs import frozen

from game.bots.orphans import end_with_parent
from game.kernel.rows import Rows
from game.lab.run.plan import Plan, PlanPlayer
from game.lab.run.tally import Tally

SPAWN = multiprocessing.get_context("spawn")
MOST_DEATHS = 3
"""The deaths of workers over one range after which it is given up."""


class WorkersDied(RuntimeError):
    """Several workers in turn were killed while they played the same range."""

    def __init__(self, games: GameRange) -> None:
        super().__init__(games)
        self.range = games


class WorkerFailed(RuntimeError):
    """A worker raised an exception; the text is its traceback."""


@frozen
class GameRange:
    """Consecutive games of a plan: the number of the first, and how many."""

    first: int
    games: int


@frozen
class PlayedRange:
    """A range of games and their results."""

    range: GameRange
    tally: Tally
    rows: Rows | None
    """None if they weren't asked for."""
    seconds: float


def play_range(player: PlanPlayer, games: GameRange, *, rows: bool) -> PlayedRange:
    """Plays a range of games in this process."""
    begun = time.perf_counter()
    played: Rows | None = None
    if rows:
        played, counted = player.keep(games.first, games.games)
    else:
        counted = player.count(games.first, games.games)
    return PlayedRange(games, counted, played, time.perf_counter() - begun)


class WorkerPool:
    """A number of workers, each of which plays one range at a time."""

    def __init__(self, plan: Plan, jobs: int, *, rows: bool) -> None:
        self._plan = pickle.dumps(plan)
        self._rows = rows
        self._deaths: dict[GameRange, int] = {}
        self._workers: list[_Worker] = []
        self._busy: dict[_Worker, GameRange] = {}
        with self._ended_on_failure():
            for _ in range(jobs):
                self._start_worker()

    @property
    def free(self) -> bool:
        """Whether some worker is idle."""
        return len(self._busy) < len(self._workers)

    def assign(self, games: GameRange) -> None:
        """Has an idle worker play a range."""
        worker = next(each for each in self._workers if each not in self._busy)
        self._busy[worker] = games
        # One that can't be reached has died; `results` will notice.
        with suppress(OSError):
            worker.play(games)

    def results(self) -> list[PlayedRange]:
        """Waits until a worker has finished or died, and returns the ranges that are finished.

        The range of a dead worker goes to a new one. Raises WorkerFailed and WorkersDied.
        """
        results = []
        ready = wait([worker.connection for worker in self._busy])
        for worker, games in list(self._busy.items()):
            if worker.connection not in ready:
                continue
            del self._busy[worker]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker, games)
                continue
            if isinstance(answer, str):
                raise WorkerFailed(answer)
            results.append(answer)
        return results

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.wait_for_end()
        self._workers, self._busy = [], {}

    def _replace(self, dead: _Worker, games: GameRange) -> None:
        dead.process.kill()
        dead.wait_for_end()
        self._workers.remove(dead)
        self._deaths[games] = self._deaths.get(games, 0) + 1
        if self._deaths[games] == MOST_DEATHS:
            raise WorkersDied(games)
        self._start_worker()
        self.assign(games)

    def _start_worker(self) -> None:
        self._workers.append(_Worker(self._plan, rows=self._rows))

    @contextmanager
    def _ended_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


class _Worker:
    """A process and the connection to it."""

    def __init__(self, plan: bytes, *, rows: bool) -> None:
        self._plan: bytes | None = plan
        self.connection, other_end = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_run_worker, args=(other_end, rows), daemon=True)
        with defer_interrupts():
            self.process.start()
        # Then the connection ends when the process does.
        other_end.close()

    def play(self, games: GameRange) -> None:
        """Sends a range, and the plan before the first one."""
        if self._plan is not None:
            self.connection.send_bytes(self._plan)
            self._plan = None
        self.connection.send(games)

    def wait_for_end(self) -> None:
        """Waits for the end of the process, which has been killed."""
        self.connection.close()
        self.process.join()
        self.process.close()


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Hides Ctrl-C from processes that are started here; this process gets it afterwards."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _run_worker(connection: Connection, rows: bool) -> None:
    """Plays the ranges that it receives until the connection ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    with suppress(EOFError, OSError):
        plan = connection.recv_bytes()
        player: PlanPlayer | None = None
        while True:
            games: GameRange = connection.recv()
            try:
                player = player or PlanPlayer(pickle.loads(plan))
                answer: PlayedRange | str = play_range(player, games, rows=rows)
            except Exception:
                # The process that waits for the answer raises it there.
                answer = traceback.format_exc()
            connection.send(answer)
