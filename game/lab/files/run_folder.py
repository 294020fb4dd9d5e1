"""A folder with everything about a run: its command, every game, the results, and a report.

An interrupted run goes on where it stopped: the same command plays only the games that are missing.
Only one program at a time uses a folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from attrs import evolve

from game.kernel.rows import Rows, blank_rows
from game.lab.batches.tally import Tally, tally
from game.lab.files.about import About
from game.lab.files.any_kind import read_games
from game.lab.files.columns import Layout
from game.lab.files.npz import ColumnFiles
from game.lab.files.played import PlayedFile
from game.rules.compiled import Rules
from game.session.records.safe_files import LOCK, FolderLock, LockHeld, part_file

MANIFEST, RESULTS, REPORT, GAMES = "manifest.json", "results.json", "report.html", "games.npz"
_UNFINISHED = "unfinished"
"""The folder with the columns of the games played so far."""
_PROGRESS = "progress.json"
_PLAYED = "played"
"""Where it isn't the columns that are kept."""
Document = dict[str, Any]
StudyCommand = Literal[
    "simulate", "balance", "sweep", "sensitivity", "tune", "compare", "tournament"
]
"""The commands that write a run folder."""


class OtherRun(Exception):
    """A folder that holds something else than what is to be written; why, in words."""


class FolderInUse(Exception):
    """A folder to which another program is writing, in words."""

    def __init__(self) -> None:
        super().__init__("another process is writing to it; wait until that has ended")


class RunFolder:
    """A folder that is made when it is needed. Everything in it is written whole or not at all.

    It is locked until it is closed, or the program ends in whatever way.
    """

    def __init__(self, path: Path, manifest: Document) -> None:
        """manifest: the command and the versions, which decide everything in the folder.

        Raises OtherRun where the folder belongs to another run, FolderInUse, and OSError.
        """
        self.path = path
        self._check(manifest)
        path.mkdir(parents=True, exist_ok=True)
        try:
            self._lock = FolderLock(path)
        except LockHeld:
            raise FolderInUse from None
        try:
            # Another program may have written it in between.
            self._check(manifest)
            self._write(MANIFEST, _text(manifest))
        except BaseException:
            self._lock.remove()
            raise

    def close(self) -> None:
        """Lets another program use the folder."""
        self._lock.remove()

    def _check(self, manifest: Document) -> None:
        try:
            written = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            if self.path.is_dir() and any(each.name != LOCK for each in self.path.iterdir()):
                raise OtherRun("it is a folder with other files") from None
            return
        except ValueError:
            raise OtherRun(f"its {MANIFEST} is damaged") from None
        if written != json.loads(_text(manifest)):
            raise OtherRun(f"it holds another run: {', '.join(_differing(written, manifest))}")

    def write_results(self, results: Mapping[str, object]) -> None:
        """Writes the results of the run."""
        self._write(RESULTS, _text(results))

    def write_report(self, html: str) -> None:
        """Writes the report."""
        self._write(REPORT, html)

    def _write(self, name: str, text: str) -> None:
        target = self.path / name
        with part_file(target, text.encode()) as part:
            part.replace(target)

    def played(self) -> PlayedFile:
        """The games of a study of several plans that were played so far. Raises OSError."""
        return PlayedFile(self.path / _UNFINISHED / _PLAYED)

    def forget_played(self) -> None:
        """Removes these games, which nobody needs once there are results."""
        shutil.rmtree(self.path / _UNFINISHED, ignore_errors=True)

    def games(self, about: About, rules: Rules, layout: Layout) -> FolderGames:
        """The games of the run, with those of earlier runs; for a `with` statement."""
        return FolderGames(self.path, about, rules, layout)


class FolderGames:
    """The games of a run folder while they are played."""

    def __init__(self, path: Path, about: About, rules: Rules, layout: Layout) -> None:
        self._path = path
        self._about, self._rules, self._layout = about, rules, layout
        self._unfinished = path / _UNFINISHED
        self._columns: ColumnFiles | None = None
        self.games, self._digest = 0, 0
        """How many there are already; the sum of their digests."""

    def __enter__(self) -> Self:
        if (self._path / GAMES).exists():
            self.games = self._about.games
            return self
        self._unfinished.mkdir(exist_ok=True)
        with suppress(FileNotFoundError, ValueError, KeyError):
            progress = json.loads((self._unfinished / _PROGRESS).read_text(encoding="utf-8"))
            self.games, self._digest = int(progress["games"]), int(progress["digest"], 16)
        try:
            self._columns = ColumnFiles(self._unfinished, self._layout, self.games)
        except (FileNotFoundError, ValueError):
            self.games = self._digest = 0
            self._columns = ColumnFiles(self._unfinished, self._layout)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        if self._columns is not None:
            self._columns.close()

    def tally(self) -> Tally:
        """The tally of all games in the folder."""
        if self._columns is None:
            kept = read_games(self._path / GAMES)
            parts, digest = kept.parts(), int(kept.about.digest, 16)
        else:
            parts, digest = self._columns.parts(self.games), self._digest
        total = tally(self._rules, blank_rows(self._rules, 0, 0))
        for columns in parts:
            total += tally(self._rules, Rows(**columns, digest=0))
        return evolve(total, digest=digest)

    def add(self, rows: Rows) -> None:
        """Adds games, in the order of their seeds."""
        assert self._columns is not None
        self._columns.add(rows)
        self.games += len(rows)
        self._digest = (self._digest + rows.digest) % 2**64
        progress = {"games": self.games, "digest": f"{self._digest:016x}"}
        written = self._unfinished / "written"
        written.write_text(json.dumps(progress), encoding="utf-8")
        written.replace(self._unfinished / _PROGRESS)

    def finish(self) -> None:
        """Puts the file of all games in its place."""
        if self._columns is None:
            return
        whole = self._unfinished / "whole"
        self._columns.pack(whole, self._about.of_first(self.games, self._digest))
        whole.replace(self._path / GAMES)
        shutil.rmtree(self._unfinished, ignore_errors=True)


def manifest_of(kind: StudyCommand, about: About) -> Document:
    """The manifest of a run of games of one plan. kind: the command."""
    asked = {name: value for name, value in about.as_document().items() if name != "digest"}
    return {"kind": kind, **asked}


def _text(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _differing(written: Document, manifest: Document) -> list[str]:
    """The keys by which two manifests differ."""
    keys = [*manifest, *(key for key in written if key not in manifest)]
    return [key for key in keys if written.get(key) != json.loads(_text(manifest)).get(key)]
