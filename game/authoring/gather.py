"""One mistake, one report: a name that is unknown in many places is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from game.model.problems import Problem

# An id that is wrong where it is defined is unknown wherever it is used.
GATHERED = (
    "unknown-reference",
    "unknown-name",
    "unknown-dotted",
    "unknown-issue",
    "unknown-level",
    "unknown-level-value",
    "unknown-card",
)
MOST_ALONE = 2
MOST_LINES = 5


def gather(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with the first of many alike standing for all."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        alone = problem.code not in GATHERED
        place = str(problem) if alone else ""
        alike.setdefault((problem.code, problem.message, problem.hint, place), []).append(problem)
    kept = [one for group in alike.values() for one in _told(group)]
    return iter(sorted(kept, key=lambda one: (one.file, one.line, one.column, one.code)))


def _told(group: list[Problem]) -> list[Problem]:
    if len(group) <= MOST_ALONE:
        return group
    first, others = group[0], group[1:]
    lines = [
        str(one.line) if one.file == first.file else f"{one.file}:{one.line}"
        for one in others[:MOST_LINES]
    ]
    more = len(others) - len(lines)
    last = f" and {more} more" if more else f" and {lines.pop()}"
    where = f"the same on lines {', '.join(lines)}{last}"
    return [evolve(first, hint=f"{first.hint}; {where}" if first.hint else where)]
