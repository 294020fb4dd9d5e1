"""A chart of points with two axes, such as the payoffs of packages to two parties."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.document.axes import (
    AxisScale,
    NumberAxis,
    horizontal_axis,
    label,
    line,
    number_text,
    text_width,
    vertical_axis,
)
from game.document.figures import ChartFigure, LegendEntry, dots
from game.document.html import Markup, element
from game.document.marks import MarkStyle, mark, numbered_mark, path, points_text

Point = tuple[float, float]
_WIDTH, _HEIGHT = 440.0, 400.0
_TOP, _RIGHT, _FOOT = 26.0, 14.0, 44.0


@frozen
class PointMark:
    """A point with a mark of its own in the legend."""

    name: str
    point: Point
    style: MarkStyle
    radius: float = 8
    hollow: bool = False


@frozen
class NumberedTrail:
    """Points in an order, each with a number, joined by a thin line."""

    name: str
    points: tuple[Point, ...]
    numbers: tuple[str, ...]
    style: MarkStyle


@frozen
class Frontier:
    """The outermost points of what is possible, and the line that bounds it."""

    name: str
    points: tuple[Point, ...]
    line: tuple[Point, ...]
    """Its corners: not only the points where nothing lies between two of them."""
    style: MarkStyle


def scatter_chart(
    title: str,
    across: NumberAxis,
    up: NumberAxis,
    *,
    cloud: Sequence[Point] = (),
    cloud_name: str = "",
    frontier: Frontier | None = None,
    trails: Sequence[NumberedTrail] = (),
    marks: Sequence[PointMark] = (),
    thresholds: tuple[tuple[float, str], tuple[float, str]] | None = None,
    below_name: str = "",
    description: str = "",
    note: str = "",
) -> ChartFigure:
    """A chart of points.

    cloud: many points drawn as small dots. trails: numbered points, such as offers. thresholds: a
    value across and one up, each with its text; what lies below one of them is shaded, and
    below_name says what that means. description: what it shows in words; left out, the marks and
    the trails with their figures.
    """
    points = [
        *cloud,
        *(frontier.points if frontier else ()),
        *(point for trail in trails for point in trail.points),
        *(each.point for each in marks),
    ]
    limits = [value for value, _ in thresholds] if thresholds else []
    x_range = _widened(across.range_of([p[0] for p in points] + limits[:1]))
    y_range = _widened(up.range_of([p[1] for p in points] + limits[1:]))
    y_ticks = up.ticks(*y_range, 7)
    left = max((text_width(text) for _, text in y_ticks), default=0) + 12
    x_scale = AxisScale(*x_range, left, _WIDTH - _RIGHT)
    y_scale = AxisScale(*y_range, _HEIGHT - _FOOT, _TOP)

    def place(point: Point) -> Point:
        return x_scale.place(point[0]), y_scale.place(point[1])

    drawn_frontier = frontier is not None and bool(frontier.points)
    parts: list[Markup] = []
    if thresholds:
        parts += _shaded(thresholds, x_scale, y_scale)
    parts += vertical_axis(y_scale, y_ticks, left, _WIDTH - _RIGHT, left)
    parts += horizontal_axis(x_scale, across.ticks(*x_range, 7), y_scale.start, _TOP)
    parts.append(label(up.label, 2, 13, "start", "axis-name"))
    parts.append(label(across.label, _WIDTH - _RIGHT, _HEIGHT - 6, "end", "axis-name"))
    if cloud:
        parts.append(dots([place(point) for point in cloud], "cloud"))
    if frontier and drawn_frontier:
        parts.append(path(frontier.style, [place(point) for point in frontier.line]))
        parts += [mark(frontier.style, *place(point), 2.6) for point in frontier.points]
    if thresholds:
        parts += _thresholds(thresholds, x_scale, y_scale)
    for trail in trails:
        parts.append(path(trail.style, [place(point) for point in trail.points], 1.4))
    for each in marks:
        drawn = mark(each.style, *place(each.point), each.radius, hollow=each.hollow)
        parts.append(_titled(each.name, each.point, drawn))
    for trail in trails:
        parts += [
            _titled(f"{trail.name} {number}", p, numbered_mark(trail.style, *place(p), number))
            for p, number in zip(trail.points, trail.numbers, strict=True)
        ]
    legend = [
        *(LegendEntry(trail.name, trail.style, "hollow") for trail in trails),
        *(_legend_of(each) for each in marks),
        *(
            [LegendEntry(frontier.name, frontier.style, "line")]
            if frontier and frontier.points
            else []
        ),
        *([LegendEntry(cloud_name, MarkStyle(), "dots")] if cloud and cloud_name else []),
        *([LegendEntry(below_name, MarkStyle(), "shade")] if thresholds and below_name else []),
    ]
    words = description or describe_points(across, up, trails, marks, thresholds)
    return ChartFigure(title, words, _WIDTH, _HEIGHT, tuple(parts), tuple(legend), note)


def describe_points(
    across: NumberAxis,
    up: NumberAxis,
    trails: Sequence[NumberedTrail],
    marks: Sequence[PointMark],
    thresholds: tuple[tuple[float, str], tuple[float, str]] | None = None,
) -> str:
    """The axes, the thresholds, the marks and the trails in words, with all figures."""
    parts = [f"{across.label} / {up.label}"]
    parts += [text for _, text in thresholds or ()]
    parts += [f"{each.name} ({_pair(each.point)})" for each in marks]
    parts += [
        f"{trail.name} {number} ({_pair(point)})"
        for trail in trails
        for point, number in zip(trail.points, trail.numbers, strict=True)
    ]
    return "; ".join(parts)


def _legend_of(each: PointMark) -> LegendEntry:
    text = f"{each.name} ({_pair(each.point)})"
    return LegendEntry(text, each.style, "hollow" if each.hollow else "mark")


def _pair(point: Point) -> str:
    return f"{number_text(point[0])} / {number_text(point[1])}"


def _widened(ends: tuple[float, float]) -> tuple[float, float]:
    margin = (ends[1] - ends[0]) * 0.05
    return (ends[0] if ends[0] == 0 else ends[0] - margin), ends[1] + margin


def _titled(name: str, point: Point, drawn: Markup) -> Markup:
    return element("g", [element("title", f"{name} ({_pair(point)})"), drawn])


def _shaded(
    thresholds: tuple[tuple[float, str], tuple[float, str]], x_scale: AxisScale, y_scale: AxisScale
) -> list[Markup]:
    """The part of the chart that lies below one of the thresholds."""
    x = min(max(x_scale.place(thresholds[0][0]), x_scale.start), x_scale.end)
    y = max(min(y_scale.place(thresholds[1][0]), y_scale.start), y_scale.end)
    corners = [
        (x_scale.start, y_scale.end), (x, y_scale.end), (x, y), (x_scale.end, y),
        (x_scale.end, y_scale.start), (x_scale.start, y_scale.start),
    ]  # fmt: skip
    return [element("polygon", points=points_text(corners), class_="shade")]


def _thresholds(
    thresholds: tuple[tuple[float, str], tuple[float, str]], x_scale: AxisScale, y_scale: AxisScale
) -> list[Markup]:
    (x_value, x_text), (y_value, y_text) = thresholds
    x, y = x_scale.place(x_value), y_scale.place(y_value)
    return [
        line(x, y_scale.start, x, y_scale.end, "edge"),
        line(x_scale.start, y, x_scale.end, y, "edge"),
        label(x_text, x + 4, y_scale.start - 5, "start", "band"),
        label(y_text, x_scale.end - 2, y - 4, "end", "band"),
    ]
