"""The command line: a thin layer whose commands import what is slow to load when they run."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import (
    CLOSED_PIPE,
    INTERRUPTED,
    LONGEST_LINE,
    PROBLEMS,
    USAGE,
    CommandError,
    Parser,
)
from game.model.characters import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "play": "play",
    "host": "hosting.host",
    "print": "paper",
    "replay": "replay",
    "debrief": "debrief",
    "list": "listing",
    "check": "check",
    "watch": "watch",
    "texts": "texts",
    "graph": "graph",
    "simulate": "many_games.simulate",
    "balance": "many_games.balance",
    "sweep": "many_games.sweep",
    "sensitivity": "many_games.sensitivity",
    "compare": "many_games.compare",
    "tournament": "many_games.tournament",
    "tune": "many_games.tune",
    "merge": "many_games.merge",
}
"""By its name, the module of each command, which is imported where the command is given."""
_SELDOM = 50_000, 20, 20
"""Thresholds of garbage collection, since a command starts with many objects that stay."""


def main(argv: list[str] | None = None) -> int:
    """Runs a command and returns its exit code.

    0: fine, 1: problems, 2: a command that can't be understood, 130: interrupted,
    143: asked to end by SIGTERM.
    """
    gc.set_threshold(*_SELDOM)
    # No command multiplies large matrices, and without threads for it numpy loads in half the time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if argv is None:
        _shut_out_current_folder()
    from game.text.streams import check_output

    _prepare_streams()
    with check_output():
        try:
            code = _run(argv)
            sys.stdout.flush()
        except KeyboardInterrupt:
            code = INTERRUPTED
        except SystemExit:  # a signal asked for it
            _end_soon()
            raise
        except OSError as error:
            return _report_lost_output(error)
        if code >= INTERRUPTED:
            _end_soon()
        return code


def _end_soon() -> None:
    """Stops work for later runs, since somebody wants this one to end."""
    if "game.kernel.machine_code" in sys.modules:
        from game.kernel import machine_code

        machine_code.give_up()


def _shut_out_current_folder() -> None:
    """Keeps processes that a command starts from running files of the current folder.

    Python would look there first for what such a process imports, and Windows for programs.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    if sys.platform == "win32":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if "" in folders and len(folders) > 1:
        # An empty entry between two separators means the current folder to Python.
        named, here = [folder for folder in folders if folder], str(Path.cwd())
        os.environ["PYTHONPATH"] = os.pathsep.join(named)
        if here not in (*named, str(Path(__file__).parents[2])):
            sys.path[:] = [folder for folder in sys.path if folder != here]


def _run(argv: list[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    parser = _parser(words[:1])
    try:
        args = parser.parse_args(words)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else USAGE
    args.words = words
    try:
        if args.command is None:
            from game.cli import window

            return window.open_at_title(parser)
        code: int = args.run(args)
    except CommandError as error:
        command = f"communique {args.command}" if args.command else "communique"
        print(one_line(shorten(f"{command}: {error}", LONGEST_LINE)), file=sys.stderr)
        return error.code
    except RuntimeError as error:
        from game.bots.own import BotError

        if not isinstance(error, BotError):
            raise
        print(one_line(f"communique {args.command}: {error}"), file=sys.stderr)
        return PROBLEMS
    return code


def _report_lost_output(error: OSError) -> int:
    """Reports output that can't be written, unless its reader has simply gone away."""
    from game.text.streams import unchecked_stream

    real = sys.__stdout__
    if real is not None and unchecked_stream(sys.stdout) is real:
        # Python would try to write the rest when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), real.fileno())
    if isinstance(error, BrokenPipeError):
        return CLOSED_PIPE
    print(f"communique: {error.strerror or error}", file=sys.stderr)
    return PROBLEMS


def _prepare_streams() -> None:
    from game.text.streams import make_tolerant

    make_tolerant(sys.stdout)
    make_tolerant(sys.stderr)
    # Invalid bytes become a character that no command contains.
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _parser(command: Sequence[str] = ()) -> Parser:
    """Reads a command and its options.

    command: if it is the name of a command, the parser knows no other.
    """
    from game.model.version import VERSION

    parser = Parser(
        prog="communique",
        description="A negotiation game engine. Without a command its window opens.",
        epilog="Example: communique\nExample: communique play kuala-lumpur --text",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"communique {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name in _COMMANDS.keys() & command or _COMMANDS:
        import_module(f"game.cli.{_COMMANDS[name]}").add(commands)
    return parser
