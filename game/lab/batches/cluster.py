"""Games played by the workers of a dask.distributed cluster (extra `cluster`).

What workers get is pickled, and whoever may send to them can run any code there: a cluster of other
machines is spoken to by TLS only, and one that is begun here listens on this machine alone.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from ipaddress import ip_address
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from game.bots.own import BotError
from game.bots.processes import defer_interrupts
from game.lab.batches.extras import install_command
from game.lab.batches.place import Cluster, ClusterError
from game.lab.batches.plan import Parcels, Plan, PlanPlayer, unpack
from game.lab.batches.ranges import GameRange, PlayedRange, WorkerFailed, WorkersDied, play_range
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION, VERSION

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

_log = logging.getLogger(__name__)
HERE = "local:"
MOST_LOCAL = 256
PATIENCE = 10
"""Seconds within which a scheduler must answer, and its first worker be there."""
LONGEST_START = 60
"""Seconds within which the workers of a local cluster must be there."""
_EVERY = 0.1
"""Seconds after which it is looked again whether they are there."""
CLOSING = 1
"""Seconds that a connection may take to close."""
_WORKER = "Dask Worker process (from Nanny)"
"""What the library calls the processes of its workers."""
MOST_DEATHS = 3
"""The workers that may die over one range before it is given up, or while they start."""
_PARTS = (
    "lab/numbers",
    "lab/batches",
    "kernel",
    "bots",
    "engine",
    "rules",
    "model",
    "bargaining",
    "session",
)
"""The folders whose sources decide what games come to."""


class ClusterWorkers:
    """The workers of a cluster, each of which plays one range at a time."""

    def __init__(self, plans: Sequence[Plan], address: str, *, rows: bool) -> None:
        """Connects to a cluster, or starts one. Raises ClusterError."""
        self._parcels, self._rows = Parcels(plans), rows
        self._client = _connect(address)
        self._scenarios: dict[int, Future] = {}
        self._running: dict[Future, GameRange] = {}
        try:
            self._check_workers()
        except BaseException:
            self.close()
            raise

    def _check_workers(self) -> None:
        """Raises ClusterError where there are none, or one has another version of the engine."""
        with suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=PATIENCE)
        engines = self._client.run(engine_version)
        if not engines:
            raise ClusterError("the cluster has no workers; begin some with: dask worker ADDRESS")
        for worker, engine in sorted(engines.items()):
            _compare(engine, worker)
        self._count = len(engines)

    @property
    def count(self) -> int:
        """How many there are."""
        return self._count

    @property
    def free(self) -> bool:
        """Whether some worker is idle."""
        return len(self._running) < self._count

    def assign(self, games: GameRange) -> None:
        """Gives a range to an idle worker."""
        plan, number = self._parcels.plan(games.plan)
        if number not in self._scenarios:
            scenario = self._parcels.scenario(number)
            self._scenarios[number] = self._client.scatter(scenario, broadcast=True, hash=False)
        future = self._client.submit(
            play_there,
            self._scenarios[number],
            number,
            plan,
            games,
            self._rows,
            engine_version(),
            pure=False,
        )
        self._running[future] = games

    def results(self) -> list[PlayedRange]:
        """Waits until ranges are finished; those of a lost worker are played by another.

        Raises WorkerFailed, WorkersDied, ClusterError and BotError.
        """
        from distributed import CancelledError, KilledWorker, wait

        answers = []
        try:
            with self._client.as_current():
                done = wait([*self._running], return_when="FIRST_COMPLETED").done
            for future in done:
                games = self._running.pop(future)
                answers.append(future.result())
        except KilledWorker:
            raise WorkersDied(games) from None
        except CancelledError:
            raise ClusterError("the cluster is lost: its scheduler no longer answers") from None
        except (OSError, RuntimeError, TimeoutError) as error:
            raise ClusterError(f"the cluster is lost: {error}") from None
        results = [_read(answer) for answer in answers]
        # Those that joined meanwhile are given something to do, too.
        self._count = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        return results

    def close(self) -> None:
        """Disconnects from the cluster, and stops one that was started here."""
        for future in self._running:
            future.cancel(force=True)
        self._running, self._scenarios = {}, {}
        _end(self._client, self._client.cluster)


def _read(answer: PlayedRange | BotError | str | tuple[str, str]) -> PlayedRange:
    if isinstance(answer, tuple):
        engine, worker = answer
        _compare(engine, worker)
    if isinstance(answer, BotError):
        raise answer
    if not isinstance(answer, PlayedRange):
        raise WorkerFailed(str(answer))
    return answer


def _compare(engine: str, worker: str) -> None:
    if engine != engine_version():
        raise ClusterError(
            f"the worker {worker} has another engine, {engine}; here it is {engine_version()}: "
            "install the same version on all machines"
        )


@cache
def engine_version() -> str:
    """The version of this engine and of its rules, with a hash of the sources that play games."""
    home, mark = Path(__file__).parents[2], sha256()
    for part in _PARTS:
        for source in sorted((home / part).rglob("*.py")):
            mark.update(source.relative_to(home).as_posix().encode())
            mark.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return f"{VERSION} (rules {RULES_VERSION}, sources {mark.hexdigest()[:12]})"


# ------------------------------------------------------------------------------ on the worker

_players: OrderedDict[bytes, PlanPlayer] = OrderedDict()
_MOST_PLAYERS = 4
_scenarios: dict[bytes, bytes | Scenario] = {}
"""The scenario that was unpacked last, by the hash of its bytes: plans of a study share it."""
_one_at_a_time = threading.Lock()
"""A worker with several threads plays one range after the other: a player has one board."""


def play_there(
    scenario: bytes, number: int, plan: bytes, games: GameRange, rows: bool, engine: str
) -> PlayedRange | BotError | str | tuple[str, str]:
    """Plays a range on a worker.

    An error is returned as text, and where the engines differ, this one's version and the worker.
    """
    if engine_version() != engine:
        from distributed import get_worker

        return engine_version(), get_worker().address
    with _one_at_a_time:
        digest = sha256(scenario).digest()
        key = sha256(digest + plan).digest()
        try:
            if key not in _players:
                known = {number: _scenarios.get(digest, scenario)}
                _players[key] = PlanPlayer(unpack(plan, known))
                _scenarios.clear()
                _scenarios[digest] = known[number]
                while len(_players) > _MOST_PLAYERS:
                    _players.popitem(last=False)
            return play_range(_players[key], games, rows=rows)
        except BotError as error:
            return error
        except Exception:
            # The process that waits for the answer raises it there.
            return traceback.format_exc()


# ------------------------------------------------------------------------------ the connection


def _connect(address: str) -> Client:
    """Connects to a scheduler, or starts a local cluster. Raises ClusterError."""
    _require_library()
    if address.startswith(HERE):
        return _begin_local(address)
    _refuse_open_lines(address)
    from distributed import Client

    _silence()
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError, RuntimeError, TypeError) as error:
        raise ClusterError(
            f"no scheduler answers at {address}: {_first_line(error)}; begin one with: "
            "dask scheduler"
        ) from None


@contextmanager
def begun(place: Cluster) -> Iterator[Cluster]:
    """Keeps a local cluster running for several studies in a row.

    Raises ClusterError.
    """
    if not place.address.startswith(HERE):
        yield place
        return
    _require_library()
    client = _begin_local(place.address)
    try:
        yield Cluster(client.scheduler.address)
    finally:
        _end(client, client.cluster)


def _begin_local(address: str) -> Client:
    written = address.removeprefix(HERE)
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= MOST_LOCAL):
        raise ClusterError(f"{address}: write local:N, with a number of workers up to {MOST_LOCAL}")
    from distributed import Client, LocalCluster
    from distributed.system import MEMORY_LIMIT
    from distributed.utils import LoopRunner

    _silence()
    workers, loop = int(written), LoopRunner()
    # Its thread starts all processes, which then don't get the Ctrl-C that is meant for this one.
    with defer_interrupts():
        loop.start()
    client: Client | None = None
    cluster = LocalCluster(
        n_workers=0,
        threads_per_worker=1,
        memory_limit=MEMORY_LIMIT // workers,
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # any port: 8787 may be another's
        processes=True,
        silence_logs=logging.CRITICAL,
        loop=loop.loop,
    )
    try:
        client = Client(cluster, set_as_default=False)
        cluster.scale(workers)
        _await_workers(client, cluster, workers)
    except BaseException:
        _end(client, cluster)
        raise
    return client


def _await_workers(client: Client, cluster: LocalCluster, count: int) -> None:
    """Waits until so many workers are there.

    One that dies while it starts is started again, up to MOST_DEATHS times in all; then the others
    go on without it. Which died, and how, is said. Raises ClusterError where none is left.
    """
    from distributed import Status

    processes: dict[int | None, BaseProcess] = {}
    deaths: list[str] = []
    until = time.monotonic() + LONGEST_START
    while len(client.scheduler_info(n_workers=-1)["workers"]) < count:
        children = (each for each in multiprocessing.active_children() if each.name == _WORKER)
        processes |= {process.pid: process for process in children}
        nannies = [*cluster.workers.items()]
        failed = [name for name, each in nannies if each.status is Status.failed]
        for name in failed:
            # The library would wait for it to close.
            del cluster.worker_spec[name], cluster.workers[name]
            again = len(deaths) < MOST_DEATHS
            deaths.append(_how_it_died(processes))
            count -= 0 if again else 1
            end = "it is started again" if again else f"the others go on: {count}"
            _log.warning("a worker died while it started (%s); %s", deaths[-1], end)
        if not count:
            raise ClusterError(f"all workers died while they started: {', '.join(deaths)}")
        if failed:
            cluster.scale(count)
        if time.monotonic() > until:
            there = len(client.scheduler_info(n_workers=-1)["workers"])
            if not there:
                raise ClusterError(f"no worker was there after {LONGEST_START} s")
            _log.warning("only %d of %d workers were there after %d s", there, count, LONGEST_START)
            return
        time.sleep(_EVERY)


def _how_it_died(processes: dict[int | None, BaseProcess]) -> str:
    """The process of a worker that has ended, and its exit code or signal; it is told only once."""
    for pid, process in [*processes.items()]:
        code = process.exitcode
        if code is not None:
            del processes[pid]
            is_signal = code < 0 and -code in [*signal.Signals]
            return f"process {pid}, {signal.Signals(-code).name if is_signal else f'exit {code}'}"
    return "its process is unknown"


def _end(client: Client | None, cluster: LocalCluster | None) -> None:
    """Disconnects from a cluster, and kills the workers of one that was begun here.

    Nobody waits for what they do, and the library would: up to ten seconds, and again at exit.
    """
    if cluster is not None:
        cluster.shutdown_on_close = False
        for nanny in cluster.workers.values():
            nanny.close_gracefully()  # so that it doesn't begin another worker
        for process in multiprocessing.active_children():
            if process.name == _WORKER:
                process.kill()
    if client is not None:
        client.close(timeout=CLOSING)
    if cluster is not None:
        with suppress(Exception):
            cluster.close(timeout=CLOSING)


def _require_library() -> None:
    """Raises ClusterError without dask.distributed."""
    if find_spec("distributed") is None:
        raise ClusterError(
            f"a cluster needs dask.distributed; install it with: {install_command('cluster')}"
        )


def _refuse_open_lines(address: str) -> None:
    """Raises ClusterError for a scheduler on another machine that isn't spoken to by TLS."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if not parts.hostname:
        raise ClusterError(f"{address}: write local:N, or an address such as tls://HOST:8786")
    if parts.scheme != "tls" and not _is_loopback(parts.hostname):
        raise ClusterError(
            f"{address}: whoever can read or write on that line can run code on all machines; use "
            "tls:// (see docs/cluster.md), or an SSH tunnel to 127.0.0.1"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _silence() -> None:
    """Turns off the library's own log messages."""
    for name in [*logging.root.manager.loggerDict]:
        if name.startswith(("distributed", "tornado")):
            logging.getLogger(name).setLevel(logging.CRITICAL)
