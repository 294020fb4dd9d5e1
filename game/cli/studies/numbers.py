"""The numbers of a scenario on the command line: `--set NAME=VALUE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import CommandError, scenario_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

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


def read_set(
    written: Sequence[str], name: str, scenario: Scenario, option: str = "--set"
) -> Numbers:
    """The numbers that the option gives, by path, in the order of the command.

    name: what names the scenario on the command line. Raises CommandError.
    """
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
    check_numbers(option, name, scenario, numbers.items())
    return tuple(numbers.items())


def read_number(option: str, written: str, scenario: Scenario) -> ScenarioNumber:
    """The number that a text names. Raises CommandError, which names the nearest."""
    from game.lab.numbers.paths import NumberError, find_number

    try:
        return find_number(scenario, written.strip())
    except NumberError as error:
        raise CommandError(f"{option} {written[:_SHOWN]}: {error}") from None


def read_value(option: str, written: str, number: ScenarioNumber, value: str) -> int:
    """The value that a text gives to a number. Raises CommandError for one it can't have."""
    from game.lab.numbers.paths import NumberError, check_value

    text = value.strip()
    digits = text.removeprefix("-").removeprefix("+")
    try:
        if not (digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS):
            raise NumberError(f'"{text}" is not a whole number')
        check_value(number, int(text))
    except NumberError as error:
        raise CommandError(f"{option} {written[:_SHOWN]}: {error}") from None
    return int(text)


def check_numbers(
    option: str, name: str, scenario: Scenario, numbers: Iterable[tuple[str, int]]
) -> None:
    """Raises CommandError where the scenario has mistakes with these numbers."""
    from game.lab.numbers.checking import find_mistakes

    given = list(numbers)
    mistakes = find_mistakes(scenario_files(name), scenario, given)
    if mistakes:
        first = mistakes[0]
        asked = " ".join(f"{path}={value}" for path, value in given)
        place = f"{first.path}: " if first.path else ""
        raise CommandError(f"{option} {asked}: then {place}{first.message}")
