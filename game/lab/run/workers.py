"""Processes that play ranges of games; where one is killed, others play its range again."""

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
from game.lab.run.tally import Tally, tally

SPAWN = multiprocessing.get_context("spawn")
MOST_DEATHS = 3
"""So many workers may die of the same range before it is given up."""


class WorkersDied(RuntimeError):
    """Every worker that played a range was killed, and so many did."""

    def __init__(self, some: GameRange) -> None:
        super().__init__(some)
        self.range = some


class WorkerFailed(RuntimeError):
    """A worker raised what it should not have; its traceback is the text."""


@frozen
class GameRange:
    """Games of a plan, by their numbers in it."""

    first: int
    games: int


@frozen
class PlayedRange:
    """A range of games and what they came to."""

    range: GameRange
    tally: Tally
    rows: Rows | None
    """None where they aren't wanted."""
    seconds: float


def play_range(player: PlanPlayer, some: GameRange, *, rows: bool) -> PlayedRange:
    """Plays a range of games here and now."""
    begun = time.perf_counter()
    played = player.play(some.first, some.games)
    counted = tally(player.rules, played)
    return PlayedRange(some, counted, played if rows else None, time.perf_counter() - begun)


class WorkerPool:
    """So many workers, each of which plays one range at a time."""

    def __init__(self, plan: Plan, jobs: int, *, rows: bool) -> None:
        self._plan = pickle.dumps(plan)
        self._rows = rows
        self._deaths: dict[GameRange, int] = {}
        self._workers: list[_Worker] = []
        self._busy: dict[_Worker, GameRange] = {}
        with self._ended_on_failure():
            for _ in range(jobs):
                self._hire()

    @property
    def free(self) -> bool:
        """Whether a worker has nothing to do."""
        return len(self._busy) < len(self._workers)

    def give(self, some: GameRange) -> None:
        """Has a free worker play a range."""
        worker = next(each for each in self._workers if each not in self._busy)
        self._busy[worker] = some
        # One that can't be reached has died, which comes out when it is listened to.
        with suppress(OSError):
            worker.play(some)

    def results(self) -> list[PlayedRange]:
        """What workers have done; waits until one has done something, or has died.

        A dead one's range is given to a fresh one. Raises WorkerFailed and WorkersDied.
        """
        found = []
        ready = wait([worker.connection for worker in self._busy])
        for worker, some in list(self._busy.items()):
            if worker.connection not in ready:
                continue
            del self._busy[worker]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker, some)
                continue
            if isinstance(answer, str):
                raise WorkerFailed(answer)
            found.append(answer)
        return found

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.bury()
        self._workers, self._busy = [], {}

    def _replace(self, dead: _Worker, some: GameRange) -> None:
        dead.process.kill()
        dead.bury()
        self._workers.remove(dead)
        self._deaths[some] = self._deaths.get(some, 0) + 1
        if self._deaths[some] == MOST_DEATHS:
            raise WorkersDied(some)
        self._hire()
        self.give(some)

    def _hire(self) -> None:
        self._workers.append(_Worker(self._plan, rows=self._rows))

    @contextmanager
    def _ended_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


class _Worker:
    """A process, and the way to it."""

    def __init__(self, plan: bytes, *, rows: bool) -> None:
        self._plan: bytes | None = plan
        self.connection, its = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_work, args=(its, rows), daemon=True)
        with defer_interrupts():
            self.process.start()
        # So that its death ends the connection.
        its.close()

    def play(self, some: GameRange) -> None:
        """Sends a range, with the first one the plan."""
        if self._plan is not None:
            self.connection.send_bytes(self._plan)
            self._plan = None
        self.connection.send(some)

    def bury(self) -> None:
        """Waits for the end of a process that was killed."""
        self.connection.close()
        self.process.join()
        self.process.close()


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Processes that begin here never hear of Ctrl-C; this one hears of it afterwards."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _work(connection: Connection, rows: bool) -> None:
    """Plays what it is given until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    with suppress(EOFError, OSError):
        plan = connection.recv_bytes()
        player: PlanPlayer | None = None
        while True:
            some: GameRange = connection.recv()
            try:
                player = player or PlanPlayer(pickle.loads(plan))
                answer: PlayedRange | str = play_range(player, some, rows=rows)
            except Exception:
                answer = traceback.format_exc()
            connection.send(answer)
