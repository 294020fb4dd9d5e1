"""Where many games are played: in processes of this machine, or by the workers of a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Protocol

from attrs import frozen

from game.lab.batches.plan import Plan
from game.lab.batches.ranges import GameRange, PlayedRange

MOST_JOBS = 60 if sys.platform == "win32" else 256
"""Windows can't wait for more than 63 processes at once."""


@frozen
class Processes:
    """A number of processes of this machine; one means the program itself."""

    jobs: int = 1


@frozen
class Cluster:
    """The workers of dask.distributed: those of a scheduler, or some begun on this machine."""

    address: str
    """Its scheduler's address, such as `tls://10.0.0.5:8786`; or `local:4`."""


class Store(Protocol):
    """Where games are kept that were played, so that they needn't be played again."""

    def games(self, plan: Plan, *, rows: bool) -> int:
        """How many of the first games of a plan are kept. rows: with their rows."""

    def parts(self, plan: Plan, *, rows: bool) -> Iterator[PlayedRange]:
        """These games, in their order."""

    def add(self, plan: Plan, part: PlayedRange) -> None:
        """Keeps the games of a plan that follow on those that are kept. Raises OSError."""


@frozen(eq=False)
class Kept:
    """Another place, from which all games go to a store; those that it has aren't played again."""

    place: Processes | Cluster
    store: Store


Place = Processes | Cluster | Kept


class ClusterError(Exception):
    """A cluster that can't be used, and what to do about it, in one sentence."""


class Workers(Protocol):
    """Workers that each play one range of games at a time."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def free(self) -> bool:
        """Whether some worker is idle."""

    def assign(self, games: GameRange) -> None:
        """Gives a range to an idle worker."""

    def results(self) -> list[PlayedRange]:
        """Waits until ranges are finished. Raises WorkerFailed and WorkersDied."""

    def close(self) -> None:
        """Stops all workers at once, or disconnects from them."""


def cores() -> int:
    """The number of processor cores that this process may use."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return len(os.sched_getaffinity(0))
