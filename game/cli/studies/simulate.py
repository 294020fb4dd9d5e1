"""`communique simulate`: lets bots play a scenario many times, and prints a summary."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from game.cli.common import (
    FINE,
    INTERRUPTED,
    LARGEST_SEED,
    PROBLEMS,
    CommandError,
    Parser,
    json_text,
    load_scenario,
    system_reason,
    whole_number,
)
from game.cli.studies.bots import add_seat, read_seat_options, read_slot
from game.cli.studies.compiling import compile_kernel
from game.cli.studies.numbers import add_set, read_set
from game.cli.studies.places import add_place_options, read_place, told_as_errors

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

    from game.kernel.rows import Rows
    from game.lab.run.npz import NpzFile
    from game.lab.run.place import Place
    from game.lab.run.plan import Plan
    from game.lab.run.tally import Tally
    from game.rules.compiled import Rules

T = TypeVar("T")
GAMES, SEED = 1000, 1


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    simulate = commands.add_parser(
        "simulate",
        help="let bots play a scenario many times",
        description="Lets bots play a scenario many times and prints a summary of the games. "
        "The same seed gives the same games and figures, however many processes play them. "
        "Ctrl-C ends it with the summary of the games played so far. "
        "Exit 0: done, 1: a scenario with mistakes, a difference found by --verify, or a file that "
        "can't be written, 2: usage, 130: interrupted.",
        epilog="Example: communique simulate kuala-lumpur -n 10000 --out games.npz\n"
        "Example: communique simulate kuala-lumpur --forbid china:slow_files\n"
        "Example: communique simulate kuala-lumpur --set bite=6\n"
        "Example: communique simulate my-scenario.yaml --json > summary.json",
    )
    simulate.add_argument(
        "scenario", metavar="SCENARIO", help="its id (see: communique list), or a file"
    )
    simulate.add_argument(
        "-n", dest="games", default=str(GAMES), metavar="N", help=f"how many games: {GAMES:,}"
    )
    add_seat(simulate)
    simulate.add_argument(
        "--seed",
        default=str(SEED),
        metavar="N",
        help=f"the seed of the first game; the next game has one more: {SEED}; "
        "communique play --auto --seed shows one of them",
    )
    add_place_options(simulate)
    simulate.add_argument(
        "--verify",
        default="0",
        metavar="K",
        help="play K of the games with the other engine too, and compare every decision",
    )
    simulate.add_argument(
        "--forbid",
        action="append",
        default=[],
        metavar="SIDE:ACTION",
        help="play without this action of a side",
    )
    add_set(simulate)
    simulate.add_argument("--out", metavar="FILE", help="write every game into an .npz for numpy")
    simulate.add_argument("--json", action="store_true", help="print one JSON document")
    simulate.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    verified = whole_number("--verify", args.verify, 0, LARGEST_SEED)
    place = read_place(args)
    plan = _plan(args)
    if verified > plan.games:
        raise CommandError(f"--verify {verified}: there are only {plan.games:,} games (-n)")

    from game.lab.run.plan import compile_plan

    rules = compile_plan(plan)
    with _ended_tidily(), _out(args.out, rules) as out:
        compile_kernel("simulate")
        if verified:
            _verify(plan, verified)
        return _simulate(args, plan, rules, place, out)


def _simulate(
    args: argparse.Namespace, plan: Plan, rules: Rules, place: Place, out: NpzFile | None
) -> int:
    import time

    begun = time.perf_counter()
    tally, interrupted = _played(plan, place, None if out is None else _kept(args.out, out.add))
    seconds = time.perf_counter() - begun
    try:
        if out is not None and tally.games:
            _kept(args.out, out.finish)(tally.games)
    finally:
        _print(plan, rules, tally, seconds, json=args.json)
    if interrupted:
        done = f"{tally.games:,} of {plan.games:,} games"
        print(f"communique simulate: interrupted after {done}", file=sys.stderr)
        return INTERRUPTED
    return FINE


def _played(plan: Plan, place: Place, keep: Callable[[Rows], None] | None) -> tuple[Tally, bool]:
    """The tally of the games, and whether an interrupt ended them early."""
    from game.cli.progress import ProgressBar
    from game.lab.run.jobs import Interrupted, run

    bar = ProgressBar(sys.stderr, plan.games, "games")
    bar.show(0)
    try:
        with told_as_errors(plan.seed):
            return run(plan, place, progress=bar.show, keep=keep), False
    except Interrupted as interrupt:
        return interrupt.tally, True
    finally:
        bar.clear()


def _print(plan: Plan, rules: Rules, tally: Tally, seconds: float, *, json: bool) -> None:
    from game.lab.summary.summary import as_json, summary

    if not json:
        print(*summary(rules, tally, plan.seats, seconds), sep="\n")
        return
    asked = {
        "scenario": plan.scenario.id,
        "seed": plan.seed,
        "forbidden": [f"{side}:{action}" for side, action in plan.forbidden],
        "numbers": dict(plan.numbers),
    }
    document = {**asked, **as_json(rules, tally, plan.seats, seconds)}
    print(json_text(document))


def _verify(plan: Plan, games: int) -> None:
    from game.lab.run.verify import verify

    difference = verify(plan, games)
    if difference is not None:
        raise CommandError(f"--verify {games}: {difference}", PROBLEMS)


# What was asked for


def _plan(args: argparse.Namespace) -> Plan:
    from game.lab.run.plan import Plan
    from game.model.frozen import FrozenMap

    games = whole_number("-n", args.games, 1, LARGEST_SEED)
    seed = whole_number("--seed", args.seed, 0, LARGEST_SEED)
    if seed + games - 1 > LARGEST_SEED:
        raise CommandError(f"--seed {seed}: the last game's seed would be more than {LARGEST_SEED}")
    scenario = load_scenario(args.scenario)
    seats = FrozenMap(read_seat_options(scenario, args.seat))
    forbidden = dict.fromkeys(read_slot(scenario, written) for written in args.forbid)
    numbers = read_set(args.numbers, args.scenario, scenario)
    return Plan(scenario, seats, games, seed, tuple(forbidden), numbers)


# The file


@contextmanager
def _out(written: str | None, rules: Rules) -> Iterator[NpzFile | None]:
    """The file for --out, which can be written; None without --out. Raises CommandError."""
    from pathlib import Path

    from game.lab.run.npz import NpzFile

    if written is None:
        yield None
        return
    path = Path(written)
    with ExitStack() as stack:
        try:
            _check(path)
            out = stack.enter_context(NpzFile(path, rules))
        except FileNotFoundError:
            raise CommandError(f"--out {path}: there is no folder {path.parent}") from None
        except (OSError, ValueError) as error:
            raise CommandError(f"--out {path}: {system_reason(error)}; name another file") from None
        yield out


def _check(path: Path) -> None:
    """Raises CommandError for a folder, a device, or a name that doesn't end in .npz."""
    if path.is_dir():
        raise CommandError(f"--out {path} is a folder; name a file in it")
    if path.suffix != ".npz":
        raise CommandError(f"--out {path}: it will be a file for numpy; let its name end in .npz")
    if path.exists() and not path.is_file():
        raise CommandError(f"--out {path} is a device, or the like; name a file")


def _kept(written: str, write: Callable[[T], None]) -> Callable[[T], None]:
    """Wraps a function that writes to the file: an OSError becomes a CommandError."""

    def kept(what: T) -> None:
        try:
            write(what)
        except OSError as error:
            raise CommandError(
                f"--out {written}: {system_reason(error)}; nothing is kept", PROBLEMS
            ) from None

    return kept


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Exits cleanly on SIGTERM and SIGHUP, so that unfinished files are deleted."""
    import signal
    from threading import Timer

    def end(number: int, frame: FrameType | None) -> None:
        if _compiling(frame):
            # An exception raised there may be lost, so the signal is sent again.
            again = Timer(0.05, signal.raise_signal, (number,))
            again.daemon = True
            again.start()
        else:
            sys.exit(128 + number)

    ways = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    deadly = [way for way in ways if signal.getsignal(way) is signal.SIG_DFL]
    for way in deadly:
        signal.signal(way, end)
    try:
        yield
    finally:
        for way in deadly:
            signal.signal(way, signal.SIG_DFL)


def _compiling(frame: FrameType | None) -> bool:
    """Whether a frame belongs to a call of the compiler, which may be reading its cache."""
    while frame is not None:
        if str(frame.f_globals.get("__name__")).startswith(("numba.", "llvmlite.")):
            return True
        frame = frame.f_back
    return False
