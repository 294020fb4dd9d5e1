"""Axes of charts: the range of the values, round numbers for the ticks, and places on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import ceil, floor, log10

from attrs import frozen

from game.document.html import Markup, element

LABEL_SIZE = 12
"""The size of a chart's labels, in its own units, which are about pixels."""
_CHARACTER = 0.6
"""The usual width of a character, as a share of its size."""


@frozen
class AxisScale:
    """Where values lie between two ends of a line; `end` may be less than `start`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """The coordinate of a value. A value outside the range lies outside the ends."""
        span = self.high - self.low or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


@frozen
class RoundScale:
    """From which whole number to which an axis reaches, and in which steps it is marked."""

    low: int
    high: int
    step: int

    @classmethod
    def of(cls, least: int, most: int, marks: int) -> RoundScale:
        """The scale that holds two numbers, with no more steps than marks have room."""
        room = max(2, min(marks, 6))
        scales = (cls._in_steps(step, least, most) for step in _round_steps())
        return next(each for each in scales if len(each.ticks) <= room + 1)

    @classmethod
    def _in_steps(cls, step: int, least: int, most: int) -> RoundScale:
        low = least // step * step
        return cls(low, max(-(-most // step) * step, low + step), step)

    @property
    def ticks(self) -> range:
        """The round numbers along the scale."""
        return range(self.low, self.high + 1, self.step)

    def share(self, value: float) -> float:
        """The place of a number on the axis, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def _round_steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 25, 50, 100, 200, 250, …"""
    for power in count():
        tens = 10**power
        yield from (tens, 2 * tens, *([tens * 5 // 2] if power else []), 5 * tens)


@frozen
class NumberAxis:
    """What an axis shows: its label, its range, and names for some of its values."""

    label: str = ""
    low: float | None = None
    """The least value shown; None: as the values of the chart ask for."""
    high: float | None = None
    names: tuple[tuple[float, str], ...] = ()
    """Values with the names that stand at them instead of round numbers."""
    whole: bool = False
    """Whether only whole numbers are marked."""

    def range_of(self, values: Iterable[float]) -> tuple[float, float]:
        """The range that this axis shows of these values; never empty."""
        known = [*values, *(value for value, _ in self.names)] or [0.0]
        low = min(known) if self.low is None else self.low
        high = max(known) if self.high is None else self.high
        return (low, high) if high > low else (low - 1, low + 1)

    def ticks(self, low: float, high: float, count: int) -> list[tuple[float, str]]:
        """The values marked between two ends with their texts, at most about `count`."""
        if self.names:
            return [(value, name) for value, name in self.names if low <= value <= high]
        numbers = round_numbers(low, high, count)
        if self.whole:
            numbers = [value for value in numbers if abs(value - round(value)) < 1e-9]
        return [(value, number_text(value)) for value in numbers]


@frozen
class ChartLine:
    """A value that is drawn as a line, with its words: `77` and `par 77`."""

    value: float
    text: str


def round_numbers(low: float, high: float, most: int) -> list[float]:
    """Round numbers from `low` to `high` at even distances, at most about `most`, at least one."""
    if not high > low:
        return [low]
    rough = (high - low) / max(1, most)
    power = 10.0 ** floor(log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    step = next(factor * power for factor in factors if factor * power >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def number_text(value: float) -> str:
    """A number as a reader expects it: a true minus sign, and no more digits than it has."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def signed_text(value: float) -> str:
    """A difference as a reader expects it, always with its sign: +3, −3, ±0."""
    text = number_text(value)
    return "±0" if text == "0" else text if value < 0 else f"+{text}"


def text_width(text: str, size: float = LABEL_SIZE) -> float:
    """About how wide a text is, for nobody knows the reader's fonts."""
    return len(text) * size * _CHARACTER


def shortened(text: str, width: float, size: float = LABEL_SIZE) -> str:
    """A text cut to about a width; the whole of it must stand elsewhere."""
    most = max(1, int(width / (size * _CHARACTER) + 0.01))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def label(
    text: str, x: float, y: float, anchor: str = "start", kind: str = "", rotate: str = ""
) -> Markup:
    """A text in a chart. anchor: `start`, `middle` or `end`; kind: a class of the style sheet."""
    return element("text", text, x=x, y=y, text_anchor=anchor, class_=kind, transform=rotate)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line. kind: its class in the style sheet."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def vertical_axis(
    scale: AxisScale, ticks: Sequence[tuple[float, str]], left: float, right: float, room: float
) -> list[Markup]:
    """The ticks of an axis that goes up at `left`, with faint lines from there to `right`.

    room: how wide their texts may be.
    """
    parts = [line(left, scale.start, left, scale.end, "axis")]
    for value, text in ticks:
        y = scale.place(value)
        parts.append(line(left, y, right, y, "grid"))
        parts.append(label(shortened(text, room), left - 6, y + 4, "end"))
    return parts


def horizontal_axis(
    scale: AxisScale,
    ticks: Sequence[tuple[float, str]],
    y: float,
    top: float | None = None,
    room: float = 0.0,
) -> list[Markup]:
    """The ticks of an axis that goes right at `y`; with faint lines up to `top`, if given.

    room: what is left free between the axis and its numbers.
    """
    parts = [line(scale.start, y, scale.end, y, "axis")]
    for value, text in ticks:
        x = scale.place(value)
        if top is not None:
            parts.append(line(x, y, x, top, "grid"))
        parts += [line(x, y, x, y + 4, "axis"), label(text, x, y + room + 17, "middle")]
    return parts
