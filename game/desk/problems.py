"""Every problem of a scenario's files: of the scenario, its translations and its variants."""

from __future__ import annotations

from game.authoring.family import examine_family
from game.authoring.load import CheckedScenario
from game.authoring.merge import ReadNodes
from game.authoring.reading.files import Folder
from game.authoring.reading.yaml_reader import read as read_nodes
from game.model.problems import Problem


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
