"""Worker processes that play ranges of games; if one is killed, another plays its range again."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

from game.bots.own import BotError
from game.bots.processes import ChildProcess
from game.lab.batches.plan import Parcels, Plan, PlanPlayer, unpack
from game.lab.batches.ranges import GameRange, PlayedRange, WorkerFailed, WorkersDied, play_range
from game.model.scenario import Scenario

MOST_DEATHS = 3
"""The deaths of workers over one range after which it is given up."""
PLAYERS = 4
"""The plans for which a worker keeps a player."""


class WorkerPool:
    """A number of workers, each of which plays one range at a time."""

    def __init__(self, plans: Sequence[Plan], jobs: int, *, rows: bool) -> None:
        self._parcels = Parcels(plans)
        self._rows = rows
        self._deaths: dict[GameRange, int] = {}
        self._workers: list[_Worker] = []
        self._busy: dict[_Worker, GameRange] = {}
        with self._ended_on_failure():
            for _ in range(jobs):
                self._start_worker()

    @property
    def count(self) -> int:
        """How many workers there are."""
        return len(self._workers)

    @property
    def free(self) -> bool:
        """Whether some worker is idle."""
        return len(self._busy) < len(self._workers)

    def assign(self, games: GameRange) -> None:
        """Gives a range to an idle worker."""
        worker = next(each for each in self._workers if each not in self._busy)
        self._busy[worker] = games
        # One that can't be reached has died; `results` will notice.
        with suppress(OSError):
            worker.play(games)

    def results(self) -> list[PlayedRange]:
        """Waits until a worker has finished or died, and returns the ranges that are finished.

        The range of a dead worker goes to a new one. Raises WorkerFailed, WorkersDied and
        BotError.
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
            if isinstance(answer, BotError):
                raise answer
            if isinstance(answer, str):
                raise WorkerFailed(answer)
            results.append(answer)
        return results

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.wait_for_end()
        self._workers, self._busy = [], {}

    def _replace(self, dead: _Worker, games: GameRange) -> None:
        dead.kill()
        dead.wait_for_end()
        self._workers.remove(dead)
        self._deaths[games] = self._deaths.get(games, 0) + 1
        if self._deaths[games] == MOST_DEATHS:
            raise WorkersDied(games)
        self._start_worker()
        self.assign(games)

    def _start_worker(self) -> None:
        self._workers.append(_Worker(self._parcels, rows=self._rows))

    @contextmanager
    def _ended_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise


class _Worker(ChildProcess):
    """A process that plays one range at a time."""

    def __init__(self, parcels: Parcels, *, rows: bool) -> None:
        super().__init__(_run_worker, rows)
        self._parcels = parcels
        self._plan = -1
        """The number of the plan that it got last."""
        self._scenarios: set[int] = set()
        """Those that it has."""
        self.start()

    def play(self, games: GameRange) -> None:
        """Sends a range, with its plan and scenario if the process doesn't have them yet."""
        plan: bytes | None = None
        if games.plan != self._plan:
            self._plan = games.plan
            plan, number = self._parcels.plan(games.plan)
            if number not in self._scenarios:
                self._scenarios.add(number)
                self.connection.send((number, self._parcels.scenario(number)))
        self.connection.send((games, plan))


def _run_worker(connection: Connection, rows: bool) -> None:
    """Plays the ranges that it receives until the connection ends."""
    scenarios: dict[int, bytes | Scenario] = {}
    players: dict[int, PlanPlayer] = {}
    while True:
        games, plan = connection.recv()
        if not isinstance(games, GameRange):
            scenarios[games] = plan
            continue
        try:
            if games.plan not in players:
                players[games.plan] = PlanPlayer(unpack(plan, scenarios))
                if len(players) > PLAYERS:
                    del players[next(iter(players))]
            answer: PlayedRange | BotError | str = play_range(players[games.plan], games, rows=rows)
        except BotError as error:
            answer = error
        except Exception:
            # The process that waits for the answer raises it there.
            answer = traceback.format_exc()
        connection.send(answer)
