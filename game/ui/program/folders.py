"""Finds scenarios and saved games in folders."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import frozen

from game.session.campaign_save import is_campaign_save

FOLDER, SCENARIO, GAME, UP = "folder", "scenario", "game", "up"
CAMPAIGN = "campaign"
"""A folder in which a campaign is saved."""
KINDS = {".yaml": SCENARIO, ".yml": SCENARIO, ".game": GAME}
QUOTES = "\"'"
_PATIENCE = 0.3
"""Seconds in which a file manager that can't be started says so."""
MOST = 300
"""The most entries that a list shows."""


@frozen
class FileEntry:
    """An entry of a folder that can be opened."""

    kind: str
    path: Path
    """Empty for the way up from the top of a drive, which leads to the list of drives."""
    name: str
    changed: str = ""
    """The day on which it was last written."""


@frozen
class Listing:
    """What a folder contains."""

    entries: tuple[FileEntry, ...]
    error: OSError | None = None
    """Why it could not be read."""


def list_folder(folder: Path | None) -> Listing:
    """The folders, scenarios and games in a folder; None: the drives of this computer."""
    if folder is None:
        return Listing(tuple(FileEntry(FOLDER, drive, str(drive)) for drive in drives()))
    up = tuple(_above(folder))
    try:
        inside = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
        entries = [each for path in inside if (each := _entry(path)) is not None]
    except OSError as error:
        return Listing(up, error)
    folders = [each for each in entries if each.kind == FOLDER]
    files = [each for each in entries if each.kind != FOLDER and not _translation(each, entries)]
    return Listing((*up, *folders, *files))


def _above(folder: Path) -> Iterable[FileEntry]:
    if folder.parent != folder:
        yield FileEntry(UP, folder.parent, folder.parent.name or str(folder.parent))
    elif drives():
        yield FileEntry(UP, Path(), "")


def _entry(path: Path) -> FileEntry | None:
    """The entry for a path; None where it is hidden or can't be opened."""
    if path.name.startswith((".", "$")):
        return None
    try:
        if path.is_dir():
            return FileEntry(CAMPAIGN if is_campaign_save(path) else FOLDER, path, path.name)
        kind = KINDS.get(path.suffix.lower())
        if kind is None or not path.is_file():
            return None
        day = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d")
    except (OSError, ValueError, OverflowError):
        return None
    return FileEntry(kind, path, path.name, day)


def _translation(each: FileEntry, beside: Iterable[FileEntry]) -> bool:
    """Whether a file is only a translation of a scenario beside it."""
    stem, dot, _ = each.path.stem.partition(".")
    main = f"{stem}{each.path.suffix}"
    return bool(dot) and any(other.name == main for other in beside)


def drives() -> tuple[Path, ...]:
    """The drives of this computer; empty on systems without drive letters."""
    if os.name != "nt":
        return ()
    letters = (Path(f"{letter}:\\") for letter in string.ascii_uppercase)
    return tuple(path for path in letters if path.exists())


def resolve_typed_path(typed: str, folder: Path | None) -> Path:
    """The path that somebody typed or pasted: from the root, from home, or from a folder.

    Quotes around it and `file://` before it are left out. Where there is no such file, but one
    from where the program was started, that is meant.
    """
    paths = [
        path if path.is_absolute() or base is None else base / path
        for path in map(_at_home, _readings(typed))
        for base in (folder, Path.cwd())
    ]
    return next((path for path in paths if exists(path)), paths[0])


def _readings(typed: str) -> list[str]:
    """Possible readings of a text as a path, the likeliest first."""
    bare = typed.strip()
    if bare[:7].casefold() == "file://":
        rest = unquote(urlsplit(bare).path)
        # Before the letter of a drive stands another slash.
        return [rest[1:] if rest[2:3] == ":" else rest]
    quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in QUOTES
    return [bare[1:-1].strip(), bare] if quoted else [bare.strip('"'), typed]


def _at_home(text: str) -> Path:
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # nobody of that name has a home here
        return path


def exists(path: Path) -> bool:
    """Whether a file or folder exists; False where that can't be found out."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_path(typed: str) -> bool:
    """Whether a typed text is a path and not a part of a name."""
    bare = typed.strip()
    return "/" in bare or "\\" in bare or bare[:1] in ("~", *QUOTES)


def filter_by_name(listed: Iterable[FileEntry], typed: str) -> tuple[FileEntry, ...]:
    """The entries whose names contain the typed text; all where that is a path."""
    part = typed.strip().casefold()
    if not part or is_path(typed):
        return tuple(listed)
    return tuple(each for each in listed if part in each.name.casefold())


def shorten_path(path: str, most: int) -> str:
    """A path of at most so many letters; of a longer one the end is kept."""
    return path if len(path) <= most else f"…{path[1 - most :]}"


def show_folder(folder: Path) -> bool:
    """Opens a folder in the system's file manager; False where that fails at once."""
    try:
        if sys.platform == "win32":
            os.startfile(folder)
            return True
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        process = subprocess.Popen(
            [opener, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    time.sleep(_PATIENCE)
    return process.poll() in (None, 0)
