"""Checks a scenario with other numbers, as if its author had written them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.authoring.load import examine
from game.authoring.merge import merge
from game.authoring.reading.files import Files, KeptFiles
from game.authoring.reading.nodes import Mapping, Node, Scalar
from game.authoring.reading.nodes import Sequence as Items
from game.authoring.resolved import write_resolved
from game.lab.numbers.paths import find_number, written
from game.model.frozen import FrozenMap
from game.model.problems import Problem
from game.model.scenario import Scenario

_FILE = "scenario.yaml"
_UNPLAYED = ("tests", "expect")
"""Sections that no game reads: positions of the author's tests may not fit other numbers."""


def find_mistakes(
    files: Files, scenario: Scenario, numbers: Iterable[tuple[str, int]]
) -> tuple[Problem, ...]:
    """The errors that a scenario has with other values of its numbers; its own files have none.

    Nothing is checked where only settings change: `check` has tried all values in their ranges.
    Places in the problems are those of one file with the whole scenario.
    """
    others = [
        (name, value) for name, value in numbers if not find_number(scenario, name).is_setting
    ]
    if not others:
        return ()
    whole = merge(files).root
    for section in _UNPLAYED:
        whole.entries.pop(section, None)
    root: Node = whole
    for name, value in others:
        way, text = written(scenario, name, value)
        root = _with_number(root, way, text)
    assert isinstance(root, Mapping)
    texts = FrozenMap({_FILE: write_resolved(root)})
    checked = examine(KeptFiles(_FILE, texts))
    return tuple(problem for problem in checked.problems if problem.severity == "error")


def _with_number(node: Node, way: Sequence[tuple[str | int, bool]], text: str) -> Node:
    """A node with another number at the end of a path; keys that were left out are added.

    way: the steps of the path, each with whether an author may leave it out.
    """
    if not way:
        return Scalar(int(text) if text[0] in "-0123456789" else text, text, "", node.mark)
    (step, optional), rest = way[0], way[1:]
    if (
        isinstance(node, Mapping)
        and isinstance(step, str)
        and not (optional and step not in node.entries)
    ):
        key = Scalar(step, step, "", node.mark)
        key, part = node.entries.get(step, (key, Mapping(node.mark)))
        node.entries[step] = (key, _with_number(part, rest, text))
    elif isinstance(node, Items) and isinstance(step, int):
        node.items[step] = _with_number(node.items[step], rest, text)
    else:
        return _with_number(node, rest, text)
    return node
