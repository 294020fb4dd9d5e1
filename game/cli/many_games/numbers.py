"""The numbers of a scenario on the command line: `--set NAME=VALUE`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from game.cli.common import CommandError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from game.lab.numbers.paths import ScenarioNumber
    from game.model.scenario import Scenario

    Numbers = tuple[tuple[str, int], ...]

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
