"""The options of studies that write a report or a run folder, and how these are written."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from game.cli.common import PROBLEMS, CommandError, Parser, json_text, system_reason

if TYPE_CHECKING:
    import argparse

    from game.lab.files.run_folder import RunFolder, StudyCommand
    from game.model.scenario import Scenario


class StudyResult(Protocol):
    """What a study comes to."""

    def as_json(self) -> dict[str, Any]:
        """The result as a JSON object."""


R = TypeVar("R", bound=StudyResult)

_ELSEWHERE = ("--out", "--report", "--jobs", "--cluster")
"""Options that don't change what a study comes to."""


def add_report(parser: Parser) -> None:
    """Adds the options `--report` and `--out`."""
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write a page for a browser and for paper too, with charts and what to do",
    )
    parser.add_argument(
        "--out",
        metavar="FOLDER",
        help="write a run folder: what was asked, the results as JSON, and the page",
    )


def command_line(args: argparse.Namespace) -> str:
    """The command as it was written."""
    return shlex.join(["communique", *args.words])


class Reports:
    """Where the results of a study are written; made before it begins, so that mistakes show."""

    def __init__(
        self, args: argparse.Namespace, command: StudyCommand, *scenarios: Scenario
    ) -> None:
        """scenarios: those that it plays. Raises CommandError."""
        self._args = args
        self._folder: RunFolder | None = None
        for option, path in (("--out", args.out), ("--report", args.report)):
            if path is not None and not Path(path).absolute().parent.is_dir():
                raise CommandError(f"{option} {path}: there is no folder {Path(path).parent}")
        if args.out is not None:
            self._folder = _opened(args, command, scenarios)

    @property
    def wanted(self) -> bool:
        """Whether a report is to be written."""
        return self._folder is not None or self._args.report is not None

    def write(self, results: dict[str, Any], page: Callable[[], str]) -> None:
        """Writes what was asked for. page: makes the report. Raises CommandError."""
        if not self.wanted:
            return
        text = page()
        try:
            if self._folder is not None:
                self._folder.write_results(results)
                self._folder.write_report(text)
            if self._args.report is not None:
                Path(self._args.report).write_text(text, encoding="utf-8")
        except OSError as error:
            where = error.filename or self._args.out or self._args.report
            raise CommandError(f"{where}: {system_reason(error)}", PROBLEMS) from None

    def show(
        self, result: R, report: Callable[[R, str], str], text: Callable[[R], list[str]]
    ) -> None:
        """Writes what was asked for, and prints the result as JSON or as text.

        report: makes the report from the result and the command. text: makes the lines to print.
        Raises CommandError.
        """
        self.write(result.as_json(), lambda: report(result, command_line(self._args)))
        lines = [json_text(result.as_json())] if self._args.json else text(result)
        print(*lines, sep="\n")


def _opened(
    args: argparse.Namespace, command: StudyCommand, scenarios: tuple[Scenario, ...]
) -> RunFolder:
    from game.lab.files.about import scenario_digest
    from game.lab.files.run_folder import OtherRun, RunFolder
    from game.model.version import RULES_VERSION, VERSION

    manifest = {
        "kind": command,
        "engine": VERSION,
        "rules": RULES_VERSION,
        "scenarios": {each.id: scenario_digest(each) for each in scenarios},
        "command": shlex.join(["communique", *_asked(args.words)]),
    }
    try:
        return RunFolder(Path(args.out), manifest)
    except OtherRun as error:
        raise CommandError(f"--out {args.out}: {error}; name another folder") from None
    except OSError as error:
        raise CommandError(f"--out {args.out}: {system_reason(error)}") from None


def _asked(words: list[str]) -> list[str]:
    """The words of a command without those that say where it is played and written."""
    asked, skipped = list[str](), False
    for word in words:
        if skipped:
            skipped = False
        elif word in _ELSEWHERE:
            skipped = True
        elif word.partition("=")[0] not in _ELSEWHERE:
            asked.append(word)
    return asked
