"""`communique play`: plays a scenario in the terminal, or lets bots play it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import FINE, INTERRUPTED, PROBLEMS, Parser, Trouble, located

if TYPE_CHECKING:
    import argparse

    from game.model.scenario import Scenario


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    play = commands.add_parser(
        "play",
        help="play a scenario",
        description="Plays a scenario, in the terminal line by line, or by bots alone.",
        epilog="Example: communique play kuala-lumpur --text --seat eu=me --seat china=uniform",
    )
    play.add_argument(
        "scenario", metavar="SCENARIO", help="its id (see: communique list), or a file"
    )
    play.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="SIDE=WHO",
        help="who plays a side: me, or the bot uniform; left out, the first side is yours",
    )
    play.add_argument("--seed", metavar="N", help="where luck begins; the same seed, the same luck")
    how = play.add_mutually_exclusive_group()
    how.add_argument("--text", action="store_true", help="play in the terminal")
    how.add_argument("--auto", action="store_true", help="let bots play every side, and look on")
    play.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.authoring.load import load
    from game.bots.seats import SeatError, seated
    from game.model.problems import ScenarioError

    seed, path = _seed(args.seed), located(args.scenario)
    try:
        scenario = load(path)
        auto = args.auto or not (args.text or _on_terminal())
        seats = seated(scenario, args.seat, bots_only=auto)
    except ScenarioError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        print(f"communique play: {path} can't be played; mend it first", file=sys.stderr)
        return PROBLEMS
    except SeatError as error:
        raise Trouble(f"--seat {error}") from None
    if not (args.auto or args.text):
        how = "--auto" if auto else "--text"
        print(f"communique play: no window here, going on as {how}", file=sys.stderr)
    return _perform(scenario, seed, seats, auto)


def _perform(scenario: Scenario, seed: int, seats: dict[str, str], auto: bool) -> int:
    from game.bots.seats import ME
    from game.rules.compile import compile_rules
    from game.text.console import Console
    from game.text.play import play_auto, play_text

    console = Console(sys.stdin, sys.stdout)
    alone = auto or ME not in seats.values()
    try:
        (play_auto if alone else play_text)(compile_rules(scenario), seed, seats, console)
    except KeyboardInterrupt:
        console.show("", "Interrupted.")
        return INTERRUPTED
    return FINE


def _on_terminal() -> bool:
    """Whether somebody reads what we print and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _seed(written: str | None) -> int:
    if written is None:
        import random

        return random.SystemRandom().randrange(10**6)
    if not (written.isascii() and written.isdecimal() and int(written) < 2**63):
        raise Trouble(f"--seed {written}: a seed is a whole number from 0 to {2**63 - 1}")
    return int(written)
