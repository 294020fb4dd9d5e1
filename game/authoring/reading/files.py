"""Where a scenario's files are: in a folder, or kept whole as a record keeps them.

Both name the files as the scenario does: the main file by its name, the rest by their path from
the folder it lies in, with slashes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from glob import escape
from pathlib import Path, PurePosixPath

from attrs import frozen

from game.authoring.reading.regular_files import Unfit, place_inside, read_inside
from game.model.characters import is_name
from game.model.frozen import FrozenMap

LARGEST = 2 * 1024 * 1024
"""Bytes that a file of a scenario may have."""


@frozen
class Kept:
    """A scenario's files whole, by name."""

    main: str
    texts: FrozenMap[str, str]

    def kept(self) -> Kept:
        """Itself, as a folder gives what it has read."""
        return self

    def shown(self, name: str) -> str:
        """How problems name a file."""
        return name

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises FileNotFoundError."""
        if name not in self.texts:
            raise FileNotFoundError(name)
        return self.texts[name].encode("utf-8", "surrogatepass")

    def wrong(self, name: str, before: Sequence[str]) -> str | None:
        """The code of what is wrong with including a file, None where it is fine."""
        if name not in self.texts:
            return "include-missing"
        return "include-twice" if name in before else None

    def languages(self) -> tuple[str, ...]:
        """The languages of the translations beside the main file."""
        stem, suffix = PurePosixPath(self.main).stem, PurePosixPath(self.main).suffix
        beside = (name for name in sorted(self.texts) if name != self.main and "/" not in name)
        return tuple(
            name[len(stem) + 1 : -len(suffix)]
            for name in beside
            if name.startswith(f"{stem}.") and name.endswith(suffix) and suffix
        )

    def nearby(self) -> tuple[str, ...]:
        """Files that an include may have meant."""
        return tuple(name for name in self.texts if name != self.main)


class Folder:
    """A scenario's main file on disk and what lies beside and below it.

    Remembers what was read, so that a record keeps just the files that are played.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.main = path.name
        self._read: dict[str, bytes] = {}

    def shown(self, name: str) -> str:
        """How problems name a file."""
        return str(self.path) if name == self.main else (self.path.parent / name).as_posix()

    def read(self, name: str) -> bytes:
        """A file's bytes, read once. Raises OSError, or ValueError for an impossible name.

        This alone opens the files of a scenario: ordinary ones in its folder and below.
        """
        if name not in self._read:
            folder = self.path.parent
            path = self.path if name == self.main else folder / name
            self._read[name] = read_inside(folder, path, LARGEST)
        return self._read[name]

    def wrong(self, name: str, before: Sequence[str]) -> str | None:
        """The code of what is wrong with including a file, None where it is fine."""
        folder = self.path.parent
        try:
            other = place_inside(folder, folder / name)
            if other == place_inside(folder, self.path):
                return "include-itself"
            if other.is_dir():
                return "include-missing"
            places = [place_inside(folder, folder / one) for one in before]
        except Unfit:
            return "include-outside"
        except (OSError, ValueError):  # nothing there, or a name that can't be
            return "include-missing"
        return "include-twice" if other in places else None

    def languages(self) -> tuple[str, ...]:
        """The languages of the translations beside the main file."""
        return languages(self.path)

    def nearby(self) -> tuple[str, ...]:
        """The YAML files in folders below, which an include may have meant."""
        folder = self.path.parent
        found = (other for other in folder.glob("*/*.yaml") if holds(other.is_file))
        return tuple(sorted(other.relative_to(folder).as_posix() for other in found)[:50])

    def kept(self) -> Kept:
        """What has been read, and the translations that lie beside it.

        Raises OSError where a translation can't be read, UnicodeDecodeError where one is no text.
        """
        for language in self.languages():
            self.read(translation_name(self.main, language))
        texts = {name: found.decode("utf-8") for name, found in self._read.items()}
        return Kept(self.main, FrozenMap(texts))


Files = Folder | Kept


def leads_outside(name: str) -> bool:
    """Whether a file's name, as a scenario writes it, leads out of the scenario's folder."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def translation_name(main: str, language: str) -> str:
    """Where the texts of another language lie: kuala-lumpur.fr.yaml beside kuala-lumpur.yaml."""
    path = PurePosixPath(main)
    return f"{path.stem}.{language}{path.suffix}"


def languages(path: Path) -> tuple[str, ...]:
    """The languages of the translations beside a scenario's file; none where it has no suffix."""
    if not path.suffix:
        return ()
    pattern = f"{escape(path.stem)}.*{path.suffix}"
    try:
        names = sorted(other.name for other in path.parent.glob(pattern) if is_name(other.name))
    except (OSError, ValueError):  # a folder into which nobody can look
        return ()
    return tuple(name[len(path.stem) + 1 : -len(path.suffix)] for name in names)


def translated(path: Path) -> tuple[Path, str] | None:
    """The scenario's file and the language, where a path is that of a translation; else None."""
    stem, dot, language = path.stem.rpartition(".")
    if not dot or not stem:
        return None
    main = path.with_name(f"{stem}{path.suffix}")
    return (main, language) if holds(main.is_file) else None


def holds(test: Callable[[], bool]) -> bool:
    """A question about a path; no, where the system can't even ask it (a name too long, say)."""
    try:
        return test()
    except (OSError, ValueError):
        return False
