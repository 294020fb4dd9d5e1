"""Lists every problem of a scenario, now and again whenever one of its files is saved.

That is noticed by asking the system again and again. Editors write a file in place, or write
another one and give it the old name, which removes the file for a moment. Asking covers both on
every system, and on shared folders, where notices of changes don't arrive.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event

from attrs import frozen

from game.authoring.family import examine_family
from game.authoring.load import CheckedScenario, unreadable_file
from game.authoring.merge import ReadNodes
from game.authoring.reading.files import Folder, languages, translation_name
from game.authoring.reading.remembered import RememberingReader
from game.authoring.reading.yaml_reader import read as read_nodes
from game.model.garbage import no_collection
from game.model.problems import Problem
from game.model.scenario import Scenario

FileVersion = tuple[int, int] | None
"""The time and size of a file, which change with each save; None if there is no file."""

_COARSE = 2.0
"""Seconds within which some file systems give two changes the same time."""


class WatchedFiles:
    """A scenario's main file, the files it names, and the translations beside it."""

    def __init__(self, main: Path) -> None:
        self.main = main
        self._names: tuple[str, ...] = (main.name,)
        self._listed: tuple[FileVersion, tuple[str, ...]] | None = None
        """The folder when its translations were listed, and their names."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files that are watched, the main file first."""
        return tuple(dict.fromkeys((*self._names, *self._translations())))

    def follow(self, names: Iterable[str]) -> None:
        """Watches the main file, these files, and all translations."""
        self._names = tuple(dict.fromkeys((self.main.name, *names)))

    def look(self) -> dict[str, FileVersion]:
        """Each file as it is now."""
        folder = self.main.parent
        return {name: _version_of(folder / name) for name in self.names}

    def _translations(self) -> tuple[str, ...]:
        """The translations beside the main file; listed anew only if the folder has changed."""
        now = _version_of(self.main.parent)
        if self._listed is None or now is None or self._listed[0] != now or _is_recent(now):
            codes = languages(self.main)
            self._listed = now, tuple(translation_name(self.main.name, code) for code in codes)
        return self._listed[1]


def _is_recent(folder: FileVersion) -> bool:
    """Whether a further change of the folder could leave its time of change the same."""
    return folder is not None and abs(time.time() - folder[0] / 1e9) < _COARSE


def _version_of(path: Path) -> FileVersion:
    try:
        status = path.stat()
    except (OSError, ValueError):  # no such file, or an impossible name
        return None
    return status.st_mtime_ns, status.st_size


POLL = 0.05
"""Seconds between two looks at the files while nobody saves."""
SETTLE = 0.02
"""Seconds between two looks during a save, which ends once two of them agree."""
LONGEST_SAVE = 0.5
"""Seconds after which a file is read though it is still being written."""
LONGEST_ABSENCE = 0.5
"""Seconds for which the main file may be missing before it counts as gone."""


@frozen
class CheckReport:
    """What is wrong with a scenario after a save."""

    saved: tuple[str, ...]
    """The names of the files that were saved; empty: it was checked for the first time."""
    problems: tuple[Problem, ...]
    scenario: Scenario | None
    """None if the scenario can't be played."""
    folder: Folder
    """The files as they were read."""
    names: tuple[str, ...]
    """The names of all files that are watched."""
    seconds: float = 0.0
    """How long the check took."""
    gone: bool = False
    """Whether the main file is gone."""


class FileWatch:
    """Watches the files of one scenario."""

    def __init__(self, path: Path, variant: str | None = None) -> None:
        """variant: the one that is checked; left out, the scenario with all its variants."""
        self.path = path
        self.variant = variant
        self._files = WatchedFiles(path)
        self._read = RememberingReader()
        self._seen: Mapping[str, FileVersion] = {}
        """The files as they were just before they were read last."""

    def reports(self, stop: Event) -> Iterator[CheckReport]:
        """The report of the scenario as it is, and one after each save, until `stop` is set.

        Nothing that is wrong with the files ends it.
        """
        yield self._check(())
        while not stop.wait(POLL):
            if self._files.look() == self._seen:
                continue
            now = self._settled(stop)
            if stop.is_set():
                return
            saved = tuple(name for name in now if now[name] != self._seen.get(name))
            gone = now[self.path.name] is None
            if not gone:
                # A file that is no longer there was saved too, in a way.
                lost = tuple(name for name in self._seen if name not in now)
                yield self._check(saved + lost)
            elif self._seen.get(self.path.name) is not None:
                yield CheckReport(saved, (), None, self._folder(), (*now,), gone=True)
                self._seen = now
            else:
                self._seen = now

    def _settled(self, stop: Event) -> Mapping[str, FileVersion]:
        """The files once nobody writes to them, or some time after somebody began to."""
        begun = time.monotonic()
        now = self._files.look()
        while not stop.wait(SETTLE):
            before, now = now, self._files.look()
            missing = now[self.path.name] is None
            patience = LONGEST_ABSENCE if missing else LONGEST_SAVE
            over = time.monotonic() - begun > patience
            if over or (now == before and not missing):
                break
        return now

    def _check(self, saved: tuple[str, ...]) -> CheckReport:
        begun = time.perf_counter()
        while True:
            names = self._files.names
            self._seen = self._files.look()
            folder = self._folder()
            scenario, problems = self._examine(folder)
            self._files.follow(folder.names)
            if set(self._files.names) <= set(names):
                break
            # A file that was not watched before may have changed since it was read.
        watched = self._files.names
        self._seen = {name: self._seen[name] for name in watched}
        seconds = time.perf_counter() - begun
        return CheckReport(saved, problems, scenario, folder, watched, seconds)

    def _folder(self) -> Folder:
        return Folder(self.path, self.variant)

    def _examine(self, folder: Folder) -> tuple[Scenario | None, tuple[Problem, ...]]:
        with no_collection():
            try:
                examined, problems = examine_everything(folder, self._read)
            except Exception as error:
                # A mistake of ours must not end the watch: the next save may be fine.
                reason = str(error) or type(error).__name__
                return None, (unreadable_file(self.path, reason),)
        return examined.scenario, tuple(problems)


def examine_everything(
    folder: Folder, read: ReadNodes = read_nodes
) -> tuple[CheckedScenario, list[Problem]]:
    """Checks a scenario with its translations and variants; returns it, and all problems once.

    read: reads the nodes of each file.
    """
    versions = [*examine_family(folder, None, read)]
    return versions[0].checked, [each for version in versions for each in version.problems]


def count_by_severity(problems: list[Problem] | tuple[Problem, ...]) -> tuple[int, int]:
    """The number of errors, and of warnings."""
    errors = sum(problem.severity == "error" for problem in problems)
    return errors, len(problems) - errors
