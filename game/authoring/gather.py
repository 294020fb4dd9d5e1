"""Merges repeated problems: a name that is unknown in many places is reported once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from game.model.problems import Problem

# A misspelt definition makes the id unknown wherever it is used.
REPEATING = (
    "unknown-reference",
    "unknown-name",
    "unknown-dotted",
    "unknown-issue",
    "unknown-level",
    "unknown-level-value",
    "unknown-card",
)
MOST_SEPARATE = 2
MOST_LINES_LISTED = 5


def merge_repeats(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yields the problems in order; the first of several equal ones lists the others' lines."""
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        place = "" if problem.code in REPEATING else str(problem)
        key = (problem.code, problem.message, problem.hint, place)
        groups.setdefault(key, []).append(problem)
    merged = [problem for group in groups.values() for problem in _merge(group)]
    return iter(sorted(merged, key=lambda one: (one.file, one.line, one.column, one.code)))


def _merge(group: list[Problem]) -> list[Problem]:
    if len(group) <= MOST_SEPARATE:
        return group
    first, others = group[0], group[1:]
    lines = [
        str(one.line) if one.file == first.file else f"{one.file}:{one.line}"
        for one in others[:MOST_LINES_LISTED]
    ]
    more = len(others) - len(lines)
    last = f" and {more} more" if more else f" and {lines.pop()}"
    where = f"the same on lines {', '.join(lines)}{last}"
    return [evolve(first, hint=f"{first.hint}; {where}" if first.hint else where)]
