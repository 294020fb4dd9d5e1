"""The options of studies that write a report or a run folder, and how these are written."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    json_text,
    must_be_writable,
    system_reason,
)
from game.cli.many_games.endings import Stopped, report_interrupt

if TYPE_CHECKING:
    import argparse

    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan
    from game.lab.batches.ranges import PlayedRange
    from game.lab.files.played import PlayedFile
    from game.lab.files.run_folder import RunFolder, StudyCommand
    from game.lab.studies.panels import Study
    from game.model.scenario import Scenario


class StudyResult(Protocol):
    """What a study comes to."""

    def panels(self) -> Study:
        """The result in words, charts and tables."""

    def as_json(self) -> Mapping[str, object]:
        """The result as a JSON object."""


T = TypeVar("T")
_KEPT_ASIDE = ("balance",)
"""The commands that take so long that their games are kept without being asked."""
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
        help="write a run folder: what was asked, the results as JSON, and the page; after an "
        "interrupt the same command goes on with it",
    )


def command_line(args: argparse.Namespace) -> str:
    """The command as it was written."""
    return shlex.join(["communique", *args.words])


class Reports:
    """Where the results of a study are written; opened before it begins, so that mistakes show."""

    def __init__(
        self, args: argparse.Namespace, command: StudyCommand, *scenarios: Scenario
    ) -> None:
        """scenarios: those that it plays. Raises CommandError."""
        self._args = args
        self._report: str | None = getattr(args, "report", None)
        self._command = command
        self._folder: RunFolder | None = None
        self._aside: RunFolder | None = None
        """Where games are kept until the study is finished, if no run folder is named."""
        self.played: PlayedGames | None = None
        """The games that are kept so far; None where none are."""
        for option, path in (("--out", args.out), ("--report", self._report)):
            if path is not None and not Path(path).absolute().parent.is_dir():
                raise CommandError(f"{option} {path}: there is no folder {Path(path).parent}")
        if self._report is not None:
            must_be_writable("--report", Path(self._report))
        if args.out is not None:
            self._folder = _opened(args, command, scenarios)
            try:
                self.played = PlayedGames(args.out, self._folder)
            except BaseException:
                self._folder.close()
                raise
            self._say_what_there_is(args.out)
        elif command in _KEPT_ASIDE:
            self._keep_aside(scenarios)

    def _say_what_there_is(self, where: str) -> None:
        assert self.played is not None
        if self.played.total:
            done = f"{self.played.total:,} games"
            print(f"communique {self._command}: {where} has {done} already", file=sys.stderr)

    def _keep_aside(self, scenarios: tuple[Scenario, ...]) -> None:
        """Keeps the games in a folder of the user until the study is finished.

        Where that can't be written, or another such study is under way, nothing is kept.
        """
        from game.lab.files.run_folder import FolderInUse, OtherRun, RunFolder
        from game.session.places import unfinished_folder

        manifest = _manifest(self._args, self._command, scenarios)
        name = sha256(json_text(manifest).encode()).hexdigest()[:16]
        path = unfinished_folder() / f"{self._command}-{name}"
        try:
            self._aside = RunFolder(path, manifest)
            self.played = PlayedGames(str(path), self._aside)
        except (OSError, FolderInUse, OtherRun, CommandError):
            return
        self._say_what_there_is(str(path))

    def close(self) -> None:
        """Lets another program use the run folder."""
        if self.played is not None:
            self.played.close()
        if self._folder is not None:
            self._folder.close()
        if self._aside is not None:
            self._aside.close()
            if self.played is None or not self.played.kept:
                shutil.rmtree(self._aside.path, ignore_errors=True)

    @property
    def wanted(self) -> bool:
        """Whether a report is to be written."""
        return self._folder is not None or self._report is not None

    @property
    def folder(self) -> Path | None:
        """The run folder; None where there is none."""
        return None if self._folder is None else self._folder.path

    def keeping(self, place: Place) -> Place:
        """A place from which all games go to the run folder, or the same place without one."""
        from game.lab.batches.place import Kept

        if self.played is None or isinstance(place, Kept):
            return place
        return Kept(place, self.played)

    def run(self, place: Place, play: Callable[[Place], StudyResult]) -> int:
        """Plays a study, and writes and prints what it finds; the exit code.

        play: plays all games at a place. Raises CommandError.
        """
        try:
            result = play(self.keeping(place))
        except KeyboardInterrupt as interrupt:
            return self.interrupted(interrupt)
        self.show(result)
        return FINE

    def interrupted(self, interrupt: KeyboardInterrupt) -> int:
        """Says what an interrupt ended, and how to go on; the exit code."""
        done = interrupt.done if isinstance(interrupt, Stopped) else ""
        return report_interrupt(self._command, done, kept=self.played is not None)

    def interrupted_with_figures(self, done: str) -> int:
        """The same where figures of what was done are printed."""
        kept = self._folder is not None
        return report_interrupt(self._command, done, kept=kept, shown=True)

    def write(
        self, results: Mapping[str, object], page: Callable[[], str], *, complete: bool = True
    ) -> None:
        """Writes what was asked for. page: makes the report. Raises CommandError.

        complete: whether all games were played, so that they needn't be kept any longer.
        """
        if complete and self._aside is not None and self.played is not None:
            self.played.close()
            self._aside.forget_played()
            self.played = None
        if not self.wanted:
            return
        text = page()
        try:
            if self._folder is not None:
                self._folder.write_results(results)
                self._folder.write_report(text)
            if self._report is not None:
                Path(self._report).write_text(text, encoding="utf-8")
        except OSError as error:
            where = error.filename or self._args.out or self._report
            raise CommandError(f"{where}: {system_reason(error)}", PROBLEMS) from None
        if complete and self._folder is not None and self.played is not None:
            self.played.close()
            self._folder.forget_played()

    def show(self, result: StudyResult, *, complete: bool = True) -> None:
        """Writes what was asked for, and prints the result as JSON or as text.

        Raises CommandError.
        """
        from game.cli.many_games.study_text import study_text
        from game.lab.pages.study_page import study_page

        study, document = result.panels(), result.as_json()
        lines = [json_text(document)] if self._args.json else study_text(study)
        try:
            page = partial(study_page, study, command_line(self._args))
            self.write(document, page, complete=complete)
        finally:
            # Where the report can't be written, the result isn't lost.
            print(*lines, sep="\n")


class PlayedGames:
    """The games of a run folder so far; what can't be written or read becomes a CommandError."""

    def __init__(self, written: str, folder: RunFolder) -> None:
        """written: the folder's name on the command line."""
        self._written = written
        self._file: PlayedFile = self._checked(folder.played)
        self.total = self._file.total
        """The games that there were at first."""
        self.kept = self.total > 0
        """Whether there are any."""

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def games(self, plan: Plan, *, rows: bool) -> int:
        """As that of `PlayedFile`."""
        return self._file.games(plan, rows=rows)

    def parts(self, plan: Plan, *, rows: bool) -> Iterator[PlayedRange]:
        """As that of `PlayedFile`."""
        from game.lab.files.any_kind import UnreadableFile

        try:
            yield from self._file.parts(plan, rows=rows)
        except UnreadableFile as error:
            raise CommandError(
                f"--out {self._written}: what is kept of its games is damaged: {error}; remove the "
                "folder, or name another",
                PROBLEMS,
            ) from None

    def add(self, plan: Plan, part: PlayedRange) -> None:
        """As that of `PlayedFile`."""
        self._checked(lambda: self._file.add(plan, part))
        self.kept = True

    def note(self, name: str) -> Any:
        """As that of `PlayedFile`."""
        return self._file.note(name)

    def add_note(self, name: str, value: Any) -> None:
        """As that of `PlayedFile`."""
        self._checked(lambda: self._file.add_note(name, value))

    def _checked(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except OSError as error:
            raise CommandError(
                f"--out {self._written}: {system_reason(error)}; the games before are kept",
                PROBLEMS,
            ) from None


def _opened(
    args: argparse.Namespace, command: StudyCommand, scenarios: tuple[Scenario, ...]
) -> RunFolder:
    from game.lab.files.run_folder import FolderInUse, OtherRun, RunFolder

    try:
        return RunFolder(Path(args.out), _manifest(args, command, scenarios))
    except FolderInUse as error:
        raise CommandError(f"--out {args.out}: {error}, or name another folder") from None
    except OtherRun as error:
        raise CommandError(f"--out {args.out}: {error}; name another folder") from None
    except OSError as error:
        raise CommandError(f"--out {args.out}: {system_reason(error)}") from None


def _manifest(
    args: argparse.Namespace, command: StudyCommand, scenarios: tuple[Scenario, ...]
) -> dict[str, Any]:
    """What decides the games of a study: the command, the versions, the scenarios."""
    from game.lab.files.about import scenario_digest
    from game.model.version import RULES_VERSION, VERSION

    return {
        "kind": command,
        "engine": VERSION,
        "rules": RULES_VERSION,
        "scenarios": {each.id: scenario_digest(each) for each in scenarios},
        "command": shlex.join(["communique", *_asked(args.words)]),
    }


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
