"""Numbers of a scenario on the command line: `--set NAME=VALUE`, `--vary NAME=LOWER..UPPER`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from math import prod
from typing import TYPE_CHECKING

from game.cli.common import CommandError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from game.lab.numbers.paths import ScenarioNumber
    from game.model.scenario import Scenario

    Numbers = tuple[tuple[str, int], ...]

    from game.lab.studies.varied import Varied


_DIGITS = 12
"""No number of a scenario has so many digits."""
_SHOWN = 60
"""So many characters of what was typed stand in an error."""


def add_set(command: argparse.ArgumentParser) -> None:
    """Adds the option --set to a command."""
    command.add_argument(
        "--set",
        dest="numbers",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="play with another number: a setting by its id, any other number by its path as "
        "check prints it (tables.minute.rounds=8); can be repeated",
    )


def read_set(written: Sequence[str], scenario: Scenario, option: str = "--set") -> Numbers:
    """The numbers that the option gives, by path, in the order of the command.

    Raises CommandError.
    """
    from game.lab.numbers.checking import check_numbers

    numbers: dict[str, int] = {}
    for each in written:
        path, equals, value = each.partition("=")
        if not equals:
            first = next(iter(scenario.settings), "turns")
            raise CommandError(f"{option} {each[:_SHOWN]}: write NAME=VALUE, as in {first}=5")
        number = read_number(option, path, scenario)
        if number.path in numbers:
            raise CommandError(f"{option} {each[:_SHOWN]}: {number.path} is set twice")
        numbers[number.path] = read_value(option, each, number, value)
    with told_of(option):
        return check_numbers(scenario, numbers.items())


def read_number(option: str, written: str, scenario: Scenario) -> ScenarioNumber:
    """The number that a text names. Raises CommandError, which names the nearest."""
    from game.lab.numbers.paths import find_number

    with told_of(f"{option} {written[:_SHOWN]}:"):
        return find_number(scenario, written.strip())


def read_value(option: str, written: str, number: ScenarioNumber, value: str) -> int:
    """The value that a text gives to a number. Raises CommandError for one it can't have."""
    from game.lab.numbers.paths import NumberError, check_value

    text = value.strip()
    digits = text.removeprefix("-").removeprefix("+")
    with told_of(f"{option} {written[:_SHOWN]}:"):
        if not (digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS):
            raise NumberError(f'"{text[:_SHOWN]}" is not a whole number')
        check_value(number, int(text))
    return int(text)


@contextmanager
def told_of(option: str) -> Iterator[None]:
    """Makes of a NumberError an error of the command: the option, and what is wrong with it."""
    from game.lab.numbers.paths import NumberError

    try:
        yield
    except NumberError as error:
        raise CommandError(f"{option} {error}") from None


_RANGE = re.compile(r"\s*([+-]?\d{1,11})\s*\.\.\s*([+-]?\d{1,11})\s*(?::\s*(\d{1,11})\s*)?", re.A)
_SHOWN = 60
MOST_POINTS = 10_000
"""The most combinations of values."""


def add_vary(command: argparse.ArgumentParser, *, required: bool) -> None:
    """Adds the option --vary to a command."""
    command.add_argument(
        "--vary",
        action="append",
        default=[],
        required=required,
        metavar="NAME=LOWER..UPPER[:STEP]",
        help="a number and its values: a setting by its id, any other number by its path as check "
        "prints it; every value where no step is given, of more than 16 nine of them; can be "
        "repeated",
    )


def read_vary(
    written: Sequence[str], scenario: Scenario, numbers: tuple[tuple[str, int], ...] = ()
) -> tuple[Varied, ...]:
    """The numbers that --vary names, each with its values. Raises CommandError.

    numbers: those that --set gives.
    """
    from game.lab.numbers.checking import check_ranges

    fixed = dict(numbers)
    varied: dict[str, Varied] = {}
    for each in written:
        one = _varied(each, scenario)
        if one.path in varied:
            raise CommandError(f"--vary {each[:_SHOWN]}: {one.path} is varied twice")
        if one.path in fixed:
            raise CommandError(f"--vary {each[:_SHOWN]}: --set gives {one.path} a value, too")
        varied[one.path] = one
    with told_of("--vary"):
        check_ranges(scenario, numbers, [(v.path, v.least, v.most) for v in varied.values()])
    return tuple(varied.values())


def count_points(varied: Sequence[Varied]) -> int:
    """The number of combinations of values. Raises CommandError for too many."""
    points = prod(len(each.values) for each in varied)
    if points > MOST_POINTS:
        raise CommandError(
            f"--vary: {points:,} combinations are too many; give larger steps, as in "
            f"{varied[0].path}={varied[0].least}..{varied[0].most}:"
            f"{max(1, (varied[0].most - varied[0].least) // 2)}"
        )
    return points


def _varied(written: str, scenario: Scenario) -> Varied:
    from game.lab.studies.varied import Varied, spread_values

    path, equals, values = written.partition("=")
    match = _RANGE.fullmatch(values)
    if not equals or match is None:
        raise CommandError(
            f"--vary {written[:_SHOWN]}: write NAME=LOWER..UPPER or NAME=LOWER..UPPER:STEP, as in "
            f"{next(iter(scenario.settings), 'turns')}=0..8:2"
        )
    number = read_number("--vary", path, scenario)
    lower, upper = (read_value("--vary", written, number, bound) for bound in match.group(1, 2))
    step = None if match[3] is None else int(match[3])
    if lower > upper:
        raise CommandError(f"--vary {written[:_SHOWN]}: write the lower value first")
    if step == 0:
        raise CommandError(f"--vary {written[:_SHOWN]}: a step is at least 1")
    if step is not None and (upper - lower) // step >= MOST_POINTS:
        raise CommandError(f"--vary {written[:_SHOWN]}: too many values; give a larger step")
    spread = spread_values(lower, upper, step)
    return Varied(number.path, spread, number.value, number.name, step)
