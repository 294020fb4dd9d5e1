"""A histogram of whole numbers: the middle half of them dark, their mean, and a line to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from attrs import frozen

from game.document.axes import AxisScale, ChartLine, horizontal_axis, label, line, round_numbers
from game.document.figures import ChartFigure
from game.document.html import Markup, element
from game.document.marks import MarkStyle, points_text
from game.document.text_blocks import TextStyle, estimated_width

BROAD, NARROW = 500.0, 330.0
_TOP, _HEIGHT, _FOOT = 22.0, 66.0, 36.0
_MEAN = 9.0
"""The height of the triangle of the mean, between the axis and its numbers."""
_MOST_BINS = 30
_NAME = TextStyle(13, "par-name", bold=True)

Counts = Mapping[int, int]
"""By number, how often it came up."""


@frozen
class Stretch:
    """Values from one to another, with their words: `middle half 57 to 91`."""

    low: float
    high: float
    text: str


@frozen
class HistogramFrame:
    """The bins and scales that several histograms share, so that they can be compared."""

    low: int
    high: int
    """Where the first bin begins and the last ends."""
    step: int
    """How wide a bin is."""
    most: float
    """The largest share of numbers in a bin."""

    def shares(self, counts: Counts) -> list[float]:
        """By bin, the share of the numbers in it."""
        sums = [0] * max(1, (self.high - self.low) // self.step)
        for number, times in counts.items():
            sums[(number - self.low) // self.step] += times
        total = sum(sums) or 1
        return [each / total for each in sums]


def histogram_frame(several: Sequence[Counts], also: Sequence[int] = ()) -> HistogramFrame:
    """Bins of a round width that hold all numbers of some histograms.

    also: values that must have a place, too.
    """
    numbers = [*also, *(number for counts in several for number in counts)] or [0]
    least, most = min(numbers), max(numbers)
    marks = round_numbers(0, max(1, most - least), _MOST_BINS)
    step = max(1, round(marks[1] - marks[0])) if len(marks) > 1 else 1
    low, high = floor(least / step) * step, (floor(most / step) + 1) * step
    frame = HistogramFrame(low, high, step, 1.0)
    top = max((max(frame.shares(counts)) for counts in several), default=1.0)
    return HistogramFrame(low, high, step, top or 1.0)


def histogram(
    title: str,
    counts: Counts,
    frame: HistogramFrame,
    style: MarkStyle,
    *,
    middle: Stretch,
    mean: ChartLine,
    reference: ChartLine | None = None,
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A histogram.

    middle: the ends of the middle half, which is dark. mean: a triangle below the axis, with its
    words. reference: a value that is drawn as a line.
    """
    words = description or describe(counts, frame, middle, mean, reference)
    pictures = [
        _draw(counts, frame, style, middle, mean, reference, width) for width in (BROAD, NARROW)
    ]
    height = _TOP + _HEIGHT + _FOOT
    narrow = ChartFigure(title, words, NARROW, height, pictures[1])
    return ChartFigure(title, words, BROAD, height, pictures[0], (), note, "wide", narrow)


def describe(
    counts: Counts,
    frame: HistogramFrame,
    middle: Stretch,
    mean: ChartLine,
    reference: ChartLine | None,
) -> str:
    """The histogram in words: mean, line, middle half, and each bin with its share."""
    known = [mean.text, *([reference.text] if reference else []), middle.text]
    bins = [
        f"{_bin_text(frame, i)}: {100 * part:.1f} %"
        for i, part in enumerate(frame.shares(counts))
        if part
    ]
    return f"{'; '.join(known)}. {', '.join(bins)}.".replace("-", "−")


def _bin_text(frame: HistogramFrame, i: int) -> str:
    first = frame.low + i * frame.step
    return f"{first}" if frame.step == 1 else f"{first}–{first + frame.step - 1}"


def _draw(
    counts: Counts,
    frame: HistogramFrame,
    style: MarkStyle,
    middle: Stretch,
    mean: ChartLine,
    reference: ChartLine | None,
    width: float,
) -> tuple[Markup, ...]:
    along = AxisScale(frame.low, frame.high, 14, width - 16)
    foot = _TOP + _HEIGHT
    ticks = [
        (value, f"{value:g}".replace("-", "−")) for value in round_numbers(frame.low, frame.high, 6)
    ]
    parts: list[Markup] = []
    for i, part in enumerate(frame.shares(counts)):
        if part:
            parts.append(_bar(frame, i, part, along, style, middle, foot))
    parts += horizontal_axis(along, ticks, foot, room=_MEAN)
    x = along.place(mean.value)
    triangle = points_text([(x, foot + 1), (x - 6, foot + _MEAN + 1), (x + 6, foot + _MEAN + 1)])
    drawn = element("polygon", points=triangle, class_="mean")
    parts.append(element("g", [element("title", mean.text), drawn]))
    if reference is not None:
        parts += _reference(reference, along, foot, width)
    return tuple(parts)


def _bar(
    frame: HistogramFrame,
    i: int,
    part: float,
    along: AxisScale,
    style: MarkStyle,
    middle: Stretch,
    foot: float,
) -> Markup:
    """A bin, dark as far as it belongs to the middle half."""
    first = frame.low + i * frame.step
    left, right = along.place(first) + 0.7, along.place(first + frame.step) - 0.7
    height = max(0.8, part / frame.most * _HEIGHT)
    # A number fills its place up to the next one.
    start, end = (along.place(middle.low), along.place(middle.high + 1))
    pieces = [(left, right, 0.38)]
    if max(left, start) < min(right, end):
        pieces.append((max(left, start), min(right, end), 1.0))
    rects = [
        element(
            "rect", x=a, y=foot - height, width=b - a, height=height,
            fill=style.colour, fill_opacity=opacity,
        )
        for a, b, opacity in pieces
    ]  # fmt: skip
    title = element("title", f"{_bin_text(frame, i)}: {100 * part:.1f} %".replace("-", "−"))
    return element("g", [title, *rects])


def _reference(reference: ChartLine, along: AxisScale, foot: float, width: float) -> list[Markup]:
    """A thick line with its words beside its head."""
    x = along.place(reference.value)
    fits = x + 6 + estimated_width(reference.text, _NAME) < width
    place, anchor = (x + 6, "start") if fits else (x - 6, "end")
    return [
        line(x, 8, x, foot + 4, "reference thin"),
        label(reference.text, place, 16, anchor, "par-name"),
    ]
