"""The files of a scenario: on disk in a folder, or as texts kept in a record.

Both use the scenario's own names: the main file by its file name, the others by their path from
the main file's folder, with slashes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from glob import escape
from pathlib import Path, PurePosixPath

from attrs import evolve, frozen

from game.authoring.reading.regular_files import Unfit, place_inside, read_inside
from game.model.characters import is_name
from game.model.frozen import FrozenMap

MOST_NAMED = 300
"""The most files among which a similar name is looked for."""
LARGEST = 2 * 1024 * 1024
"""The largest size of a scenario's file, in bytes."""


@frozen
class KeptFiles:
    """The texts of a scenario's files by name, and the variant that is meant."""

    main: str
    texts: FrozenMap[str, str]
    variant: str | None = None

    def keep(self) -> KeptFiles:
        """Returns itself, so that it can be used like a folder."""
        return self

    def display_name(self, name: str) -> str:
        """The name of a file in problems."""
        return name

    def read(self, name: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError."""
        if name not in self.texts:
            raise FileNotFoundError(name)
        return self.texts[name].encode("utf-8", "surrogatepass")

    def check_include(self, name: str, before: Sequence[str]) -> str | None:
        """Returns the problem code for including a file after others; None if it is fine."""
        if name not in self.texts:
            return "include-missing"
        return "include-twice" if name in before else None

    def of_variant(self, variant: str | None) -> KeptFiles:
        """The same files, for a variant of the scenario."""
        return evolve(self, variant=variant)

    def base(self, name: str) -> KeptFiles:
        """The files of a scenario that this one extends. Raises FileNotFoundError."""
        path = PurePosixPath(name)
        if path.as_posix() not in self.texts:
            raise FileNotFoundError(name)
        below = {
            PurePosixPath(each).relative_to(path.parent).as_posix(): text
            for each, text in self.texts.items()
            if PurePosixPath(each).is_relative_to(path.parent)
        }
        return KeptFiles(path.name, FrozenMap(below))

    def languages(self) -> tuple[str, ...]:
        """The languages of the translations beside the main file."""
        stem, suffix = PurePosixPath(self.main).stem, PurePosixPath(self.main).suffix
        beside = (name for name in sorted(self.texts) if name != self.main and "/" not in name)
        return tuple(
            name[len(stem) + 1 : -len(suffix)]
            for name in beside
            if name.startswith(f"{stem}.") and name.endswith(suffix) and suffix
        )

    def list_fragments(self) -> tuple[str, ...]:
        """The files that an include could name."""
        return tuple(name for name in self.texts if name != self.main)

    def list_bases(self) -> tuple[str, ...]:
        """The files that could be extended."""
        return self.list_fragments()


class Folder:
    """A scenario's main file on disk, with the files in and below its folder.

    It remembers what was read, so that a record keeps only the files that the game uses.
    """

    def __init__(self, path: Path, variant: str | None = None) -> None:
        """variant: the id of the variant of the scenario that is meant, if any."""
        self.path = path
        self.main = path.name
        self.variant = variant
        self._read: dict[str, bytes] = {}
        self._bases: dict[str, Folder] = {}
        self._names: dict[str, None] = {path.name: None}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files that were asked for, whether or not there are such files."""
        names = dict(self._names)
        for name, base in self._bases.items():
            folder = PurePosixPath(name).parent
            names |= {(folder / each).as_posix(): None for each in base.names}
        return tuple(names)

    def display_name(self, name: str) -> str:
        """The name of a file in problems."""
        return str(self.path) if name == self.main else (self.path.parent / name).as_posix()

    def read(self, name: str) -> bytes:
        """Reads a file once. Raises OSError, or ValueError for an impossible name.

        No other function opens a scenario's files. It reads ordinary files in or below the folder.
        """
        self._names[name] = None
        if name not in self._read:
            folder = self.path.parent
            path = self.path if name == self.main else folder / name
            self._read[name] = read_inside(folder, path, LARGEST)
        return self._read[name]

    def check_include(self, name: str, before: Sequence[str]) -> str | None:
        """Returns the problem code for including a file after others; None if it is fine."""
        self._names[name] = None
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
        except (OSError, ValueError):  # no such file, or an impossible name
            return "include-missing"
        return "include-twice" if other in places else None

    def base(self, name: str) -> Folder:
        """The files of a scenario in this folder or below, which this one extends.

        Raises OSError, Unfit if it is outside, or ValueError for an impossible name.
        """
        folder = self.path.parent
        self._names[name] = None
        place_inside(folder, folder / name)
        return self._bases.setdefault(name, Folder(folder / name))

    def of_variant(self, variant: str | None) -> Folder:
        """The same files, for a variant of the scenario."""
        folder = Folder(self.path, variant)
        folder._read, folder._bases, folder._names = self._read, self._bases, self._names
        return folder

    def languages(self) -> tuple[str, ...]:
        """The languages of the translations beside the main file."""
        return languages(self.path)

    def list_bases(self) -> tuple[str, ...]:
        """The YAML files in the folder and those below, which this scenario could extend."""
        folder = self.path.parent
        beside = (path for path in folder.glob("*.yaml") if ask_path(path.is_file))
        names = sorted(path.name for path in beside if "." not in path.stem)
        return (*(name for name in names if name != self.main), *self.list_fragments())[:MOST_NAMED]

    def list_fragments(self) -> tuple[str, ...]:
        """The YAML files in the folders below, which an include could name."""
        folder = self.path.parent
        fragments = (path for path in folder.glob("*/*.yaml") if ask_path(path.is_file))
        return tuple(sorted(path.relative_to(folder).as_posix() for path in fragments)[:50])

    def keep(self, *, translations: bool = True) -> KeptFiles:
        """Returns the files read so far, and all translations beside the main file if wished.

        Raises OSError if a translation can't be read, UnicodeDecodeError if one isn't text.
        """
        for language in self.languages() if translations else ():
            self.read(translation_name(self.main, language))
        texts = {name: content.decode("utf-8") for name, content in self._read.items()}
        for base_name, base in self._bases.items():
            folder = PurePosixPath(base_name).parent
            kept = base.keep(translations=translations)
            texts |= {(folder / name).as_posix(): text for name, text in kept.texts.items()}
        return KeptFiles(self.main, FrozenMap(texts), self.variant)


Files = Folder | KeptFiles


def leads_outside(name: str) -> bool:
    """Whether a file name in a scenario leads out of the scenario's folder."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def translation_name(main: str, language: str) -> str:
    """The name of a translation: kuala-lumpur.fr.yaml for kuala-lumpur.yaml and "fr"."""
    path = PurePosixPath(main)
    return f"{path.stem}.{language}{path.suffix}"


def languages(path: Path) -> tuple[str, ...]:
    """The languages of the translations beside a scenario's file."""
    if not path.suffix:
        return ()
    pattern = f"{escape(path.stem)}.*{path.suffix}"
    try:
        names = sorted(other.name for other in path.parent.glob(pattern) if is_name(other.name))
    except (OSError, ValueError):  # the folder can't be listed
        return ()
    return tuple(name[len(path.stem) + 1 : -len(path.suffix)] for name in names)


def split_translation(path: Path) -> tuple[Path, str] | None:
    """Splits the path of a translation into the scenario's path and the language; else None."""
    stem, dot, language = path.stem.rpartition(".")
    if not dot or not stem:
        return None
    main = path.with_name(f"{stem}{path.suffix}")
    return (main, language) if ask_path(main.is_file) else None


def ask_path(test: Callable[[], bool]) -> bool:
    """Asks something about a path; the answer is no if the path itself is invalid or too long."""
    try:
        return test()
    except (OSError, ValueError):
        return False
