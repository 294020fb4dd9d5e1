"""Which numbers a study varies, and over which values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import frozen

from game.lab.batches.json_keys import json_key, json_property, no_key
from game.lab.numbers.paths import Numbers
from game.lab.summary.columns import join_words

POINTS = 9
"""Values of a number where no step is given, and there are more than EVERY."""
EVERY = 16
"""So many values are all tried where no step is given."""


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

    def can_be(self, value: int) -> bool:
        """Whether a value is a whole number of steps from the least, and not above the most."""
        return self.least <= value <= self.most and (value - self.least) % (self.step or 1) == 0

    def beside(self, value: int) -> Iterator[int]:
        """The nearest values that it can be below and above one, without it."""
        step = self.step or 1
        last = self.least + (self.most - self.least) // step * step
        below = self.least + (value - 1 - self.least) // step * step
        above = self.least + ((value - self.least) // step + 1) * step
        if self.least <= below:
            yield min(below, last)
        if above <= last:
            yield max(above, self.least)

    @property
    def title(self) -> str:
        """What it does in words, or its path."""
        return self.name or self.path

    @property
    def quoted(self) -> str:
        """The same inside a sentence, where words of the author stand in quotation marks."""
        return f"“{self.name}”" if self.name else self.path

    @property
    def named(self) -> str:
        """The same with the path, by which commands and tables call it."""
        return f"{self.quoted} ({self.path})" if self.name else self.path

    @property
    def sentence(self) -> str:
        """Which values it takes."""
        name = f" ({self.name})" if self.name else ""
        return f"{self.path} {self._range}, now {self.base}{name}."

    @property
    def _range(self) -> str:
        """Which values are tried, with those left out said one way or another."""
        whole = f"from {self.least} to {self.most}"
        if len(self.values) == self.most - self.least + 1:
            return whole
        if self.step is not None:
            return f"{whole} in steps of {self.step}"
        return f"at {join_words(map(str, self.values))}"


def spread_values(lower: int, upper: int, step: int | None = None) -> tuple[int, ...]:
    """Whole numbers from one bound to the other.

    Without a step they are all numbers, or of more than EVERY both bounds and evenly spread values
    between them, POINTS in all.
    """
    span = upper - lower
    if step is not None or span < EVERY:
        return tuple(range(lower, upper + 1, step or 1))
    halves = 2 * (POINTS - 1)
    return tuple(lower + (2 * i * span + POINTS - 1) // halves for i in range(POINTS))


def grid(varied: tuple[Varied, ...]) -> list[Numbers]:
    """All combinations of the values, the last number changing fastest."""
    paths = [each.path for each in varied]
    return [
        tuple(zip(paths, values, strict=True))
        for values in product(*(each.values for each in varied))
    ]
