"""The option of studies that writes a report, and how it is written."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError, Parser, system_reason

if TYPE_CHECKING:
    import argparse


def add_report(parser: Parser) -> None:
    """Adds the option `--report`."""
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write a page for a browser and for paper too, with charts and what to do",
    )


def command_line(args: argparse.Namespace) -> str:
    """The command as it was written."""
    return shlex.join(["communique", *args.words])


def write_report(args: argparse.Namespace, page: str) -> None:
    """Writes the page to the file that was named. Raises CommandError."""
    try:
        Path(args.report).write_text(page, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{args.report}: {system_reason(error)}", PROBLEMS) from None
