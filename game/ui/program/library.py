"""Reads the scenarios that can be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from game.authoring.load import load, unreadable_file
from game.authoring.reading.files import Files, Folder
from game.authoring.shipped import shipped
from game.model.problems import Problem, ScenarioError
from game.model.scenario import Scenario
from game.session.translations import Translations

_MINUTES = re.compile(r"^minutes: *\[ *(\d+) *, *(\d+) *\]", re.MULTILINE)


@frozen
class PlayableScenario:
    """A scenario that can be played, in all its languages."""

    path: Path
    translations: Translations
    folder: Files
    own: bool = False
    """Whether it comes from the person's own folder or disk."""

    def scenario(self, code: str) -> Scenario:
        """The scenario in a language, or in its own where it is not translated."""
        return self.translations.spoken((code,))


@frozen
class BrokenScenario:
    """A scenario with mistakes."""

    path: Path
    problems: tuple[Problem, ...]


def open_scenario(path: Path, own: bool = True) -> PlayableScenario | BrokenScenario:
    """Reads a scenario from disk; raises nothing, so that one bad file leaves the others usable."""
    folder = Folder(path)
    try:
        scenario = load(folder)
    except ScenarioError as error:
        return BrokenScenario(path, tuple(error.problems))
    except Exception as error:
        return BrokenScenario(path, (unreadable_file(path, str(error) or type(error).__name__),))
    return PlayableScenario(path, Translations(scenario, folder), folder, own)


def open_scenarios(own: Path | None = None) -> Iterator[PlayableScenario | BrokenScenario]:
    """The scenarios that come with the game, the shortest first, then those of a folder.

    Each is read when it is asked for.
    """
    for path in sorted(shipped().values(), key=_length):
        yield open_scenario(path, own=False)
    for path in _inside(own, "*.yaml", "*.yml") if own is not None else ():
        if "." not in path.stem:
            yield open_scenario(path)


def _inside(folder: Path, *patterns: str) -> list[Path]:
    """The files in a folder that match a pattern, by name; none where it can't be read."""
    try:
        return sorted(path for pattern in patterns for path in folder.glob(pattern))
    except OSError:
        return []


def _length(path: Path) -> tuple[int, str]:
    """A sort key: the minutes a scenario takes, found without reading the whole file; else last."""
    try:
        minutes = _MINUTES.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        # What is wrong with it is said when it is opened.
        minutes = None
    return sum(map(int, minutes.groups())) if minutes else 10**6, path.stem
