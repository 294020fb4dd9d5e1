"""Keeps scenarios that have been checked on disk, so that many games of one begin sooner.

What is kept holds as long as the scenario's files are the same, and the game that checked them. It
stands beside the machine code, where only this user can write.
"""

from __future__ import annotations

import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path

import attr

from game.authoring.reading.files import Folder
from game.kernel.compiler import disk
from game.model.scenario import Scenario

_CHECKERS = ("authoring", "model", "rules")
"""The folders of the game of which a scenario is made and by which it is checked."""


def kept_scenario(path: Path, variant: str | None) -> Scenario | None:
    """A scenario as it was checked earlier; None if it wasn't, or anything has changed since."""
    kept = disk.kept(_name(path, variant))
    if kept is None:
        return None
    checker, contents, pickled = pickle.loads(kept)
    if checker != _checker() or contents != _contents(path, tuple(contents)):
        return None
    scenario: Scenario = pickle.loads(pickled)
    return scenario


def keep_scenario(files: Folder, scenario: Scenario) -> None:
    """Keeps a scenario that was loaded from files, unless it extends another."""
    contents = _contents(files.path, files.names)
    if contents is not None and scenario.extends is None:
        kept = _checker(), contents, pickle.dumps(scenario)
        disk.keep(_name(files.path, files.variant), pickle.dumps(kept))


def _name(path: Path, variant: str | None) -> str:
    return f"scenario-{sha256(f'{path.absolute()}:{variant}'.encode(errors='replace')).hexdigest()}"


def _contents(path: Path, names: tuple[str, ...]) -> dict[str, bytes] | None:
    """A hash of each of a scenario's files; None if one of them can't be read."""
    files = Folder(path)
    try:
        return {name: sha256(files.read(name)).digest() for name in names}
    except (OSError, ValueError):
        return None


@cache
def _checker() -> bytes:
    """A hash of the sizes and times of the files that read and check scenarios."""
    game = Path(__file__).parents[1]
    sources = sorted(source for each in _CHECKERS for source in (game / each).rglob("*.py"))
    stats = [(str(source), source.stat()) for source in (*sources, Path(attr.__file__))]
    known = [(name, status.st_size, status.st_mtime_ns) for name, status in stats]
    return sha256(repr(known).encode()).digest()
