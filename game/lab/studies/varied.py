"""Which numbers a study varies, and over which values."""

from __future__ import annotations

from itertools import product

from attrs import frozen

from game.lab.batches.json_keys import json_key, json_property, no_key
from game.lab.numbers.paths import Numbers

POINTS = 9
"""Values of a number where no step is given."""


@frozen
class Varied:
    """A number that a study varies between two bounds."""

    path: str = json_key("The number: a setting's id, or the path that check prints.")
    values: tuple[int, ...] = no_key()
    """Ascending, without repetition."""
    base: int = json_key("Its value in the scenario.")
    name: str = ""
    """What it does, in words, where the author says so."""
    step: int | None = None
    """The distance of its values, where one is given."""

    @json_property("The least value that is tried.")
    def least(self) -> int:
        """The lowest of its values."""
        return self.values[0]

    @json_property("The greatest value that is tried.")
    def most(self) -> int:
        """The highest of its values."""
        return self.values[-1]

    @property
    def title(self) -> str:
        """What it does in words, or its path."""
        return self.name or self.path

    @property
    def sentence(self) -> str:
        """Which values it takes."""
        name = f" ({self.name})" if self.name else ""
        return f"{self.path} from {self.least} to {self.most}, now {self.base}{name}."


def spread_values(lower: int, upper: int, step: int | None = None) -> tuple[int, ...]:
    """Whole numbers from one bound to the other.

    Without a step they are both bounds and evenly spread values between them, POINTS in all, or
    every number where there are fewer.
    """
    if step is not None:
        return tuple(range(lower, upper + 1, step))
    points = min(POINTS, upper - lower + 1)
    if points < 2:
        return (lower,)
    span = upper - lower
    halves = 2 * (points - 1)
    return tuple(lower + (2 * i * span + points - 1) // halves for i in range(points))


def grid(varied: tuple[Varied, ...]) -> list[Numbers]:
    """All combinations of the values, the last number changing fastest."""
    paths = [each.path for each in varied]
    return [
        tuple(zip(paths, values, strict=True))
        for values in product(*(each.values for each in varied))
    ]
