"""Checks that a scenario can be played with other numbers, from the command line or Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import index
from typing import Any

from game.lab.numbers.paths import (
    NumberError,
    Numbers,
    check_value,
    find_number,
    with_numbers,
)
from game.lab.numbers.tracing import Trace
from game.model.problems import Problem
from game.model.scenario import Scenario

_KEPT = 8
"""Of so many sets of numbers it is kept with which values they are without mistakes, and so many
traces of each."""
_UNPLAYED = ("tests", "expect")
"""Sections that no game reads: positions of the author's tests may not fit other numbers."""
_CORNERS = 4
"""Of so many numbers every combination of the lowest and the highest values is checked."""


def check_numbers(scenario: Scenario, numbers: Iterable[tuple[str, Any]]) -> Numbers:
    """The numbers by their paths, if a scenario can be played with them; raises NumberError.

    The scenario is checked as if its author had written them. It isn't checked again where only
    settings change, since `check` has tried all values in their ranges, and where the check would
    compare numbers as it did with earlier values, which had no mistakes.
    """
    chosen: dict[str, int] = {}
    settings_alone = True
    for name, given in numbers:
        number = find_number(scenario, name)
        if number.path in chosen:
            raise NumberError(f"{number.path} is set twice")
        chosen[number.path] = _whole(number.path, given)
        check_value(number, chosen[number.path])
        settings_alone &= number.is_setting
    if not settings_alone:
        errors = _find_errors(scenario, chosen)
        if errors:
            place = f"{errors[0].path}: " if errors[0].path else ""
            asked = " ".join(f"{path}={value}" for path, value in chosen.items())
            raise NumberError(f"{asked}: then {place}{errors[0].message}")
    return tuple(chosen.items())


_traces: dict[tuple[Scenario, tuple[str, ...]], list[Trace]] = {}
"""By scenario and paths, checks that found no mistake; what was asked for last at the end."""


def _find_errors(scenario: Scenario, chosen: Mapping[str, int]) -> tuple[Problem, ...]:
    from game.authoring.load import find_errors

    key, values = (scenario, (*chosen,)), [*chosen.values()]
    traces = _traces.pop(key, [])
    _traces[key] = traces
    while len(_traces) > _KEPT:
        _traces.pop(next(iter(_traces)))
    if any(trace.results(values) is not None for trace in reversed(traces)):
        return ()
    trace = Trace(values)
    traced: Any = zip(chosen, trace.numbers, strict=True)
    if find_errors(with_numbers(scenario, traced), _UNPLAYED):
        return find_errors(with_numbers(scenario, chosen.items()), _UNPLAYED)
    traces[:] = [*traces[1 - _KEPT :], trace]
    return ()


def check_ranges(
    scenario: Scenario, numbers: Numbers, ranges: Sequence[tuple[str, int, int]]
) -> None:
    """Raises NumberError where a scenario can't be played with numbers at the ends of ranges.

    ranges: paths of further numbers, each with its lowest and its highest value. Of many numbers
    each is tried alone at one end while all others are at the other.
    """
    for corner in _corners(ranges):
        check_numbers(scenario, (*numbers, *corner))


def _corners(ranges: Sequence[tuple[str, int, int]]) -> list[Numbers]:
    count = len(ranges)
    if count <= _CORNERS:
        sides = [tuple(bits >> i & 1 for i in range(count)) for bits in range(2**count)]
    else:
        alone = [tuple(int(i == j) for j in range(count)) for i in range(-1, count)]
        sides = [*alone, *(tuple(1 - each for each in side) for side in alone)]
    return [
        tuple((path, ends[up]) for (path, *ends), up in zip(ranges, side, strict=True))
        for side in sides
    ]


def _whole(path: str, given: Any) -> int:
    """A given value as Python's own whole number: numpy's are taken too, True and 3.0 are not."""
    try:
        if not isinstance(given, bool):
            return index(given)
    except TypeError:
        pass
    raise NumberError(f"{path}: {given!r} is not a whole number")
