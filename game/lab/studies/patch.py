"""Other values of numbers as an author writes them into the scenario, or into a variant of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.lab.numbers.paths import Numbers, find_number, written
from game.model.scenario import Scenario

INDENT = "  "


def patch_lines(scenario: Scenario, numbers: Numbers) -> list[str]:
    """YAML with the numbers that differ from the scenario's, one key below the other.

    What may stand in a list can't be patched: it is in a comment with its path. Raises NumberError.
    """
    tree: dict[str, Any] = {}
    comments = []
    for name, value in numbers:
        number = find_number(scenario, name)
        if number.value == value:
            continue
        way, text = written(scenario, name, value)
        if any(isinstance(step, int) for step, _ in way):
            comments.append(f"# {number.path}: {text}")
            continue
        keys = [str(step) for step, optional in way if not optional]
        holder = tree
        for key in keys[:-1]:
            holder = holder.setdefault(key, {})
        holder[keys[-1]] = text
    return [*_lines(tree, 0), *comments]


def _lines(tree: dict[str, Any], depth: int) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield f"{INDENT * depth}{key}:"
            yield from _lines(value, depth + 1)
        else:
            yield f"{INDENT * depth}{key}: {value}"
