"""The command line: thin, and heavy things are imported inside the commands."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from game.model.problems import Problem
    from game.model.scenario import Scenario

FINE, PROBLEMS, USAGE, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141


class Trouble(Exception):
    """Something the person at the keyboard can cure: one line, which names the way out."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: list[str] | None = None) -> int:
    """Runs a command; returns 0 fine, 1 problems found, 2 usage, 130 interrupted."""
    _prepare_streams()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _output_lost(error)
    return code


def _run(argv: list[str] | None) -> int:
    parser = _parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else USAGE
    if args.command is None:
        parser.print_help()
        return FINE
    try:
        code: int = args.run(args)
    except Trouble as trouble:
        print(f"communique {args.command}: {trouble}", file=sys.stderr)
        return USAGE
    return code


def _output_lost(error: OSError) -> int:
    """Nobody reads our output any more, which is no news, or it can't be written, which is."""
    real = sys.__stdout__
    if real is not None and sys.stdout is real:
        # Leave nothing that Python would try to write at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), real.fileno())
    if isinstance(error, BrokenPipeError):
        return CLOSED_PIPE
    print(f"communique: {error.strerror or error}", file=sys.stderr)
    return PROBLEMS


def _prepare_streams() -> None:
    from game.text.streams import tolerant

    tolerant(sys.stdout)
    tolerant(sys.stderr)
    # What can't be read as text becomes a sign that no command has.
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _parser() -> Parser:
    from game.model.version import VERSION

    parser = Parser(
        prog="communique",
        description="A negotiation strategy game engine.",
        epilog="Example: communique play kuala-lumpur --text",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"communique {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_play(commands)
    _add_list(commands)
    _add_check(commands)
    return parser


def _add_play(commands: argparse._SubParsersAction[Parser]) -> None:
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
    play.set_defaults(run=_play)


def _add_list(commands: argparse._SubParsersAction[Parser]) -> None:
    listing = commands.add_parser(
        "list",
        help="name the scenarios that come with the game",
        description="Names the scenarios that come with the game.",
        epilog="Example: communique list",
    )
    listing.set_defaults(run=_list)


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="report every mistake in a scenario",
        description="Reports every mistake in scenarios, each with its line and its cure. "
        "Exit 0: nothing wrong, 1: an error (with --strict a warning too), 2: no such file.",
        epilog="Example: communique check my-scenario.yaml --strict",
    )
    check.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or the id of a shipped one"
    )
    check.add_argument("--strict", action="store_true", help="exit 1 on a warning too")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_check)


# Commands


def _play(args: argparse.Namespace) -> int:
    from game.bots.seats import SeatError, seated
    from game.model.problems import ScenarioError

    seed, path = _seed(args.seed), _found(args.scenario)
    try:
        scenario = _load(path)
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


def _list(_args: argparse.Namespace) -> int:
    from game.authoring.load import inspect
    from game.authoring.shipped import shipped

    for id, path in shipped().items():
        scenario, _ = inspect(path)
        if scenario is None:
            print(f"{id}  (has mistakes: communique check {id})")
        else:
            print(f"{id}  {scenario.title}{_length(scenario)}")
            for line in _wrapped(scenario.summary):
                print(f"    {line}")
    return FINE


def _check(args: argparse.Namespace) -> int:
    from game.authoring.load import inspect

    files = {str(_found(name)): name for name in args.files}
    problems: list[Problem] = []
    for file in files:
        found = inspect(file)[1]
        problems += found
        if not args.json:
            print(*(found or [f"{file}: no problems"]), sep="\n")
    if args.json:
        import json

        print(
            json.dumps({"problems": [p.as_json() for p in problems]}, ensure_ascii=False, indent=2)
        )
    wrong = problems if args.strict else [p for p in problems if p.severity == "error"]
    return PROBLEMS if wrong else FINE


# What the arguments mean


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


def _found(name: str) -> Path:
    """The file that a shipped id or a path means."""
    from pathlib import Path

    from game.authoring.shipped import shipped

    known, path = shipped(), Path(name)
    if name in known:
        return known[name]
    if path.is_file():
        return path
    if path.is_dir():
        raise Trouble(f"{name} is a folder; name a file in it")
    if path.suffix or len(path.parts) > 1:
        raise Trouble(f"there is no file {name}; communique list names the scenarios there are")
    near = _nearest(name, known)
    raise Trouble(f'there is no scenario "{name}"{near}; communique list names those there are')


def _load(path: Path) -> Scenario:
    from game.authoring.load import load

    return load(path)


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def _length(scenario: Scenario) -> str:
    if scenario.minutes is None:
        return ""
    return f" ({scenario.minutes[0]} to {scenario.minutes[1]} minutes)"


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(" ".join(text.split()), 74)
