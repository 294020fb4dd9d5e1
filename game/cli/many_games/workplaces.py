"""The options that say where games are played: `--jobs` and `--cluster`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError, Parser, whole_number

if TYPE_CHECKING:
    import argparse

    from game.lab.batches.place import Place

MOST_JOBS = 256


def add_place_options(parser: Parser) -> None:
    """Adds `--jobs` and `--cluster` to a command."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        help="how many play at once; without it all cores, or one if that takes only a moment",
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="play on a cluster of dask.distributed: the address of its scheduler, such as "
        "tls://10.0.0.5:8786, or local:N for N workers on this machine; the figures are the same",
    )


def read_place(args: argparse.Namespace) -> Place:
    """Where the games of a command are played. Raises CommandError."""
    from game.lab.batches.place import Cluster, Processes, cores

    jobs = None if args.jobs is None else whole_number("--jobs", args.jobs, 1, MOST_JOBS)
    if args.cluster is None:
        return Processes(jobs or cores())
    if jobs is not None:
        raise CommandError("--jobs and --cluster: the cluster has its own workers; name one")
    return Cluster(args.cluster)


@contextmanager
def told_as_errors(seed: int) -> Iterator[None]:
    """Turns what may go wrong with those who play into a CommandError.

    seed: that of the first game.
    """
    from game.lab.batches.place import ClusterError
    from game.lab.batches.ranges import WorkersDied

    try:
        yield
    except ClusterError as error:
        raise CommandError(f"--cluster: {error}", PROBLEMS) from None
    except WorkersDied as died:
        raise CommandError(
            f"processes were killed again and again, playing the games from seed "
            f"{seed + died.range.first}; is memory short? --jobs 1 needs least",
            PROBLEMS,
        ) from None
