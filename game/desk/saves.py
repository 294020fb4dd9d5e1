"""Notices that a scenario's files were saved, by asking the system about them again and again.

Editors write a file in place, or write another one and give it the old name, which removes the file
for a moment. Asking covers both on every system, and on shared folders, where notices of changes
don't arrive.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from game.authoring.reading.files import languages, translation_name

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
