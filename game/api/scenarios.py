"""Loads scenarios by the names that commands take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from game.authoring import load as loading
from game.authoring.merge import list_variants, read_own
from game.authoring.reading.files import Files, Folder
from game.authoring.shipped import shipped
from game.lab.numbers import paths
from game.lab.numbers.checking import check_numbers
from game.model.problems import Problem
from game.model.scenario import Scenario

_NAMED = re.compile(r"(?P<scenario>.+?)(?::(?P<variant>[A-Za-z][A-Za-z0-9_-]*))?")


def load(source: str | Path | Files, language: str | None = None) -> Scenario:
    """Loads a scenario by its id, if it comes with the game, or from its main file.

    A colon adds a variant: `kuala-lumpur:short`. language: of a translation; by default the
    scenario's own. Raises ScenarioError with all problems if one of them is an error, and
    ValueError for an unknown id or variant.
    """
    return loading.load(find_files(source), language)


def inspect(
    source: str | Path | Files, language: str | None = None
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Loads a scenario and lists its problems; the scenario is None if one of them is an error."""
    return loading.inspect(find_files(source), language)


def find_files(source: str | Path | Files) -> Files:
    """Finds the files of a scenario by the same names as `load`. Raises ValueError."""
    if not isinstance(source, str):
        return Folder(source) if isinstance(source, Path) else source
    if Path(source).exists():
        return Folder(Path(source))
    parts = _NAMED.fullmatch(source)
    scenario, variant = (parts["scenario"], parts["variant"]) if parts else (source, None)
    known = shipped()
    path = known.get(scenario) or Path(scenario)
    if scenario not in known and not path.exists():
        raise ValueError(f"there is no scenario {scenario}; name a file, or {', '.join(known)}")
    files = Folder(path)
    if variant is None:
        return files
    variants = list_variants(read_own(files).root)
    if variant not in variants:
        raise ValueError(
            f"{scenario} has no variant {variant}; it has {', '.join(variants) or 'none'}"
        )
    return files.of_variant(variant)


def with_numbers(scenario: Scenario, numbers: Iterable[tuple[str, int]]) -> Scenario:
    """The scenario with other values of some of its numbers, by path or by id of a setting.

    Raises ValueError for an unknown path, for a value that the number can't have, and where the
    scenario has mistakes with these numbers, as if its author had written them.
    """
    return paths.with_numbers(scenario, check_numbers(scenario, numbers))
