"""A scenario with its variants, and the problems of them all."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.authoring.load import CheckedScenario, examine
from game.authoring.merge import ReadNodes
from game.authoring.reading.files import Files
from game.authoring.reading.yaml_reader import read as read_nodes
from game.model.problems import Problem


@frozen
class CheckedVersion:
    """A scenario, or a variant of it."""

    files: Files
    checked: CheckedScenario
    """In the scenario's own language."""
    problems: tuple[Problem, ...]
    """Problems of the version and its translations that no earlier version was reported with."""
    shares_problems: bool
    """Whether it shares problems with a version that was reported before it."""


def examine_family(
    files: Files, language: str | None = None, read: ReadNodes = read_nodes
) -> Iterator[CheckedVersion]:
    """Checks a scenario and then its variants; or only the variant that the files name.

    language: checks only this translation; without it, all of them, and the original.
    read: reads the nodes of each file.
    """
    seen: set[tuple[object, ...]] = set()
    first = _examine_version(files, language, read, seen)
    yield first
    if files.variant is None:
        for variant in first.checked.variant_ids:
            yield _examine_version(files.of_variant(variant), language, read, seen)


def _examine_version(
    files: Files, language: str | None, read: ReadNodes, seen: set[tuple[object, ...]]
) -> CheckedVersion:
    """Checks one version; seen: the places of problems that were reported before it."""
    checked = examine(files, language, read)
    problems = [*checked.problems]
    for code in files.languages() if language is None else ():
        problems += [each for each in examine(files, code, read).problems if each not in problems]
    fresh = tuple(each for each in problems if _place(each) not in seen)
    seen.update(map(_place, problems))
    return CheckedVersion(files, checked, fresh, len(fresh) < len(problems))


def _place(problem: Problem) -> tuple[object, ...]:
    return problem.file, problem.line, problem.column, problem.code, problem.path
