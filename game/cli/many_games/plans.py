"""Shared by the commands of studies: the plan of their games, its bots, and the result."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from game.cli.common import (
    LARGEST_SEED,
    PROBLEMS,
    CommandError,
    Parser,
    load_scenario,
    whole_number,
)
from game.cli.many_games.bots import add_seat, read_seat_options
from game.cli.many_games.endings import Stopped, interrupted_by_signals
from game.cli.many_games.numbers import add_set, read_set

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan


SEED = 1
EXIT_CODES = (
    "Exit 0: done, 1: a scenario with mistakes, 2: usage, 130: interrupted, 143: asked to end "
    "(SIGTERM)."
)
MOST_GAMES = 10**7
MOST_KEPT = 5 * 10**7
"""The most games whose figures are kept to be compared, about two gigabytes."""


def add_scenario(command: Parser) -> None:
    """Adds the argument that names the scenario of a study."""
    command.add_argument(
        "scenario", metavar="SCENARIO", help="its id (see: communique list), or a file"
    )


def read_games(args: argparse.Namespace) -> tuple[int, int]:
    """How many games, and the seed of the first. Raises CommandError."""
    games = whole_number("-n", args.games, 1, LARGEST_SEED)
    seed = whole_number("--seed", args.seed, 0, LARGEST_SEED)
    if seed + games - 1 > LARGEST_SEED:
        raise CommandError(f"--seed {seed}: the last game's seed would be more than {LARGEST_SEED}")
    return games, seed


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


def add_plan_options(command: Parser, games: int | None, of: str, *, seats: bool = True) -> None:
    """Adds the options of a plan: -n, --seat, --set, --seed, where to play, --json.

    games: how many games are played without -n; None where that depends. of: what they are the
    games of. seats: whether there is --seat.
    """
    default = None if games is None else str(games)
    told = f"games {of}" if games is None else f"games {of}: {games:,}"
    command.add_argument("-n", dest="games", default=default, metavar="N", help=told)
    if seats:
        add_seat(command)
    add_set(command)
    command.add_argument(
        "--seed",
        default=str(SEED),
        metavar="N",
        help=f"the seed of the first game; the next game has one more: {SEED}",
    )
    add_place_options(command)
    command.add_argument("--json", action="store_true", help="print one JSON document")


def read_plan(args: argparse.Namespace) -> Plan:
    """The plan that the options describe. Raises CommandError."""
    from game.lab.batches.plan import Plan
    from game.model.frozen import FrozenMap

    games = whole_number("-n", args.games, 1, MOST_GAMES)
    seed = whole_number("--seed", args.seed, 0, LARGEST_SEED - 2 * MOST_GAMES)
    scenario = load_scenario(args.scenario)
    seats = FrozenMap(read_seat_options(scenario, getattr(args, "seat", [])))
    return Plan(scenario, seats, games, seed, (), read_set(args.numbers, scenario))


def refuse_too_many(games: int) -> None:
    """Raises CommandError where figures of so many games wouldn't fit into memory."""
    if games > MOST_KEPT:
        raise CommandError(
            f"-n: {games:,} games in all are more than the {MOST_KEPT:,} that are compared at "
            "most; play fewer at each point"
        )


@contextmanager
def played_games(games: int, seed: int) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number of games played so far; it shows the progress.

    Raises CommandError for too many games, and for what goes wrong with those who play.
    """
    refuse_too_many(games)
    with shown_progress(games, "games", seed) as progress:
        yield progress


@contextmanager
def shown_progress(total: int, what: str, seed: int) -> Iterator[Callable[[int], None]]:
    """A progress bar for so many things, and what moves it; errors of workers become one line.

    Raises Stopped where the block is interrupted, and CommandError.
    """
    from game.cli.progress import ProgressBar

    bar, latest = ProgressBar(sys.stderr, max(1, total), what), 0

    def show(done: int) -> None:
        nonlocal latest
        latest = done
        bar.show(done)

    bar.show(0)
    try:
        with told_as_errors(seed), interrupted_by_signals():
            yield show
    except KeyboardInterrupt:
        raise Stopped(latest, total, what) from None
    finally:
        bar.clear()
