"""Every problem of a scenario's files: of the scenario itself and of its translations."""

from __future__ import annotations

from game.authoring.load import CheckedScenario, examine
from game.authoring.merge import ReadNodes
from game.authoring.reading.files import Folder
from game.authoring.reading.yaml_reader import read as read_nodes
from game.model.problems import Problem


def examine_with_translations(
    folder: Folder, read: ReadNodes = read_nodes
) -> tuple[CheckedScenario, list[Problem]]:
    """Checks a scenario in its own language and in every other; returns it, and all problems once.

    read: reads the nodes of each file.
    """
    examined = examine(folder, None, read)
    problems = [*examined.problems]
    for language in folder.languages():
        for problem in examine(folder, language, read).problems:
            if problem not in problems:
                problems.append(problem)
    return examined, problems


def count_by_severity(problems: list[Problem] | tuple[Problem, ...]) -> tuple[int, int]:
    """The number of errors, and of warnings."""
    errors = sum(problem.severity == "error" for problem in problems)
    return errors, len(problems) - errors
