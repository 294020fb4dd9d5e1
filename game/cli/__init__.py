"""The command line: thin, and heavy things are imported inside the commands."""

from __future__ import annotations

import argparse
import os
import sys

from game.cli import check, debrief, listing, play, replay, simulate, window
from game.cli.common import CLOSED_PIPE, INTERRUPTED, PROBLEMS, USAGE, Parser, Trouble
from game.model.characters import one_line


def main(argv: list[str] | None = None) -> int:
    """Runs a command; returns 0 fine, 1 problems found, 2 usage, 130 interrupted."""
    from game.text.streams import checked

    _prepare_streams()
    with checked():
        try:
            code = _run(argv)
            sys.stdout.flush()
        except KeyboardInterrupt:
            return INTERRUPTED
        except OSError as error:
            return output_lost(error)
        return code


def _run(argv: list[str] | None) -> int:
    parser = _parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else USAGE
    try:
        if args.command is None:
            return window.open_at_title(parser)
        code: int = args.run(args)
    except Trouble as trouble:
        command = f"communique {args.command}" if args.command else "communique"
        print(one_line(f"{command}: {trouble}"), file=sys.stderr)
        return trouble.code
    return code


def output_lost(error: OSError) -> int:
    """Nobody reads our output any more, which is no news, or it can't be written, which is."""
    from game.text.streams import unchecked

    real = sys.__stdout__
    if real is not None and unchecked(sys.stdout) is real:
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
        description="A negotiation strategy game engine. Without a command its window opens.",
        epilog="Example: communique\nExample: communique play kuala-lumpur --text",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"communique {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for command in (play, replay, debrief, listing, check, simulate):
        command.add(commands)
    return parser
