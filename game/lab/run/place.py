"""Where many games are played: in processes of this machine, or by the workers of a cluster."""

from __future__ import annotations

import os
import sys
from typing import Protocol

from attrs import frozen

from game.lab.run.ranges import GameRange, PlayedRange

MOST_JOBS = 60 if sys.platform == "win32" else 256
"""Windows can't wait for more than 63 processes at once."""


@frozen
class Processes:
    """So many processes of this machine; a single one is the program itself."""

    jobs: int = 1


@frozen
class Cluster:
    """The workers of dask.distributed: those of a scheduler, or some begun on this machine."""

    address: str
    """Its scheduler's address, such as `tls://10.0.0.5:8786`; or `local:4`."""


Place = Processes | Cluster


class ClusterError(Exception):
    """A cluster that can't be used, and what to do about it, in one sentence."""


class Workers(Protocol):
    """Those who play ranges of games, each one at a time."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def free(self) -> bool:
        """Whether some worker is idle."""

    def assign(self, games: GameRange) -> None:
        """Has an idle worker play a range."""

    def results(self) -> list[PlayedRange]:
        """Waits until ranges are finished. Raises WorkerFailed and WorkersDied."""

    def close(self) -> None:
        """Ends or leaves all workers at once."""


def cores() -> int:
    """The number of processor cores that this process may use."""
    if sys.platform != "linux":
        return os.cpu_count() or 1
    return len(os.sched_getaffinity(0))
