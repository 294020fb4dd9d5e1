"""A waterfall as a scene: bars beside each other, or in rows where there is little width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, frozen

from game.document.axes import RoundScale
from game.document.scene import (
    BoxRole,
    LineRole,
    Pen,
    Scene,
    SceneBox,
    SceneLine,
    SceneSign,
    SceneText,
    Shape,
    Spot,
    TextRole,
)
from game.model.players import EXPERT, UNIFORM
from game.presenter.hindsight.waterfall import REMAINDER, Bar, Level, Waterfall
from game.words.sentences import number

_SIGNS = {UNIFORM: "bolt", EXPERT: "expert", "": "side"}
"""The signs of bots, and of the side itself; personas have another."""
_BESIDE = 28
"""From so many lines' height on, rows are wide enough for names beside the bars."""


@frozen
class _Axis:
    """Where scores lie between two ends of a line."""

    scale: RoundScale
    start: float
    end: float

    def at(self, score: float) -> float:
        return self.start + (self.end - self.start) * self.scale.share(score)

    def span(self, bar: Bar, ends: tuple[int, int]) -> tuple[float, float]:
        """From where to where a bar reaches; the start and the final score stand on 0 or as near
        as the axis comes to it."""
        low, high = ends
        if not bar.is_part:
            low = min(max(self.scale.low, 0), self.scale.high)
        return self.at(low), self.at(high)


def _scale(fall: Waterfall, marks: float, *, plain: bool = False) -> RoundScale:
    """The axis on which all that is shown has room; the bars that stand on it have some height."""
    values = [end for span in fall.spans[1:-1] for end in span]
    if not plain:
        values += [fall.par, *(round(end) for each in fall.levels for end in _ends(each))]
    low, high = min(values), max(values)
    foot = low - max(2, (high - low) // 6)
    return RoundScale.of(max(min(0, low), foot), high, max(2, int(marks)))


def _ends(level: Level) -> tuple[float, float]:
    return level.points.low, level.points.high


def columns(
    fall: Waterfall,
    pen: Pen,
    width: float,
    height: float,
    *,
    heading: str = "",
    plain: bool = False,
) -> Scene:
    """Bars from left to right, and on the same axis the scores to compare with.

    heading: what these are. plain: bars alone, for who is far away.
    """
    return _Columns(fall, pen, Scene(width, height), heading, plain).drawn()


@define
class _Columns:
    """The shapes of bars beside each other."""

    fall: Waterfall
    pen: Pen
    scene: Scene
    heading: str
    plain: bool

    def drawn(self) -> Scene:
        pen, scene, fall = self.pen, self.scene, self.fall
        levels = () if self.plain else fall.levels
        scale = _scale(fall, scene.height / pen.height("tick") / 3.2, plain=self.plain)
        figures: Sequence[int] = () if self.plain else scale.ticks
        left = max((pen.width(number(each), "tick") for each in figures), default=0)
        left += 10 * pen.unit if figures else 0
        gap = 24 * pen.unit if levels else 0
        column = (scene.width - left - gap) / (len(fall.bars) + len(levels))
        every = [*(bar.name for bar in fall.bars), *(level.name for level in levels)]
        names = [pen.wrap(each, "name", column - 6 * pen.unit) for each in every]
        foot = max(map(len, names)) * pen.height("name") + 8 * pen.unit
        head = pen.height("figure") * (2 if levels else 1) + 4 * pen.unit
        axis = _Axis(scale, scene.height - foot - pen.height("figure"), head)
        middle = left + column * len(fall.bars)
        stretches = [(left, middle), *([(middle + gap, scene.width)] if levels else [])]
        self._grid(axis, figures, left - 10 * pen.unit, stretches)
        places = [left + (place + 0.5) * column for place in range(len(fall.bars))]
        self._bars(axis, places, min(column * 0.62, 130 * pen.unit))
        beside = [middle + gap + (place + 0.5) * column for place in range(len(levels))]
        for level, place in zip(levels, beside, strict=True):
            self._level(axis, level, place - column * 0.1)
        for lines, place in zip(names, (*places, *beside), strict=True):
            for i, line in enumerate(lines):
                y = scene.height - foot + 8 * pen.unit + i * pen.height("name")
                scene.shapes.append(SceneText(line, place, y, "name", "second", "middle"))
        if levels:
            scene.shapes.append(SceneText(self.heading, middle + gap, 0, "name"))
        return scene

    def _grid(
        self,
        axis: _Axis,
        figures: Sequence[int],
        right: float,
        stretches: Sequence[tuple[float, float]],
    ) -> None:
        pen, shapes = self.pen, self.scene.shapes
        for value in figures or (axis.scale.low,):
            y = axis.at(value)
            shapes += [
                SceneLine(((a, y), (b, y)), "grid" if figures else "axis") for a, b in stretches
            ]
            if figures:
                top = y - pen.height("tick") / 2
                shapes.append(SceneText(number(value), right, top, "tick", "third", "end"))
        if figures:
            par = axis.at(self.fall.par)
            shapes += [SceneLine(((a, par), (b, par)), "par") for a, b in stretches]

    def _bars(self, axis: _Axis, places: Sequence[float], width: float) -> None:
        pen, shapes = self.pen, self.scene.shapes
        ends = [axis.span(*each) for each in zip(self.fall.bars, self.fall.spans, strict=True)]
        for (_, y), (a, b) in zip(ends, pairwise(places), strict=False):
            shapes.append(SceneLine(((a + width / 2, y), (b - width / 2, y)), "link"))
        for bar, place, (start, end) in zip(self.fall.bars, places, ends, strict=True):
            top, bottom = sorted((start, end))
            left, height = place - width / 2, max(3 * pen.unit, bottom - top)
            shapes.append(_box(bar, left, top, width, height))
            if not bar.is_part and axis.scale.low > 0 and height > 8 * pen.unit:
                gap = min(18 * pen.unit, height / 2)
                shapes.append(_break((left, bottom - gap), (width, 0), pen.unit))
            line = pen.height("figure")
            y = top + height + 2 * pen.unit if end > start else top - line - 2 * pen.unit
            shapes.append(SceneText(bar.text, place, y, "figure", bar.tone or "first", "middle"))

    def _level(self, axis: _Axis, level: Level, x: float) -> None:
        pen, (low, high) = self.pen, _ends(level)
        y, top, thick = axis.at(level.points.mean), axis.at(high), max(3, 7 * pen.unit)
        size = pen.height("figure") * 0.8
        left, up = x + size / 2 + 6 * pen.unit, y - pen.height("figure") / 2
        self.scene.shapes.extend(
            (
                SceneBox(x - thick / 2, top, thick, max(1, axis.at(low) - top), "spread"),
                _sign(self.fall, level, x, y, size),
                SceneText(level.text, left, up, "figure"),
            )
        )


def _box(bar: Bar, x: float, y: float, width: float, height: float) -> SceneBox:
    role: BoxRole = "hatched" if bar.tone == "worse" else "full"
    if bar.key == REMAINDER:
        role = "hollow"
    return SceneBox(x, y, width, height, role, bar.colour, bar.spoken)


def _sign(fall: Waterfall, level: Level, x: float, y: float, size: float) -> SceneSign:
    name = _SIGNS.get(level.bot, "persona")
    badge = fall.badge
    if level.bot:
        return SceneSign(name, x, y, size)
    return SceneSign(name, x, y, size, badge.side, badge.shape, fall.bars[-1].colour)


def rows(fall: Waterfall, pen: Pen, width: float, *, heading: str, par: str) -> Scene:
    """Bars below each other, and below them the scores to compare with.

    heading: what these are. par: the name of the line at par.
    """
    drawn = _Rows(fall, pen, width)
    for bar, span in zip(fall.bars, fall.spans, strict=True):
        drawn.bar(bar, span)
    if fall.levels:
        drawn.heading(heading)
    for level in fall.levels:
        drawn.level(level)
    return drawn.finished(par)


class _Rows:
    """The shapes of bars below each other."""

    def __init__(self, fall: Waterfall, pen: Pen, width: float) -> None:
        self._fall, self._pen, self._width = fall, pen, width
        unit = pen.unit
        self._is_beside = width >= _BESIDE * pen.height("name")
        texts = [(bar.text, bar.interval) for bar in fall.bars]
        texts += [(level.text, "") for level in fall.levels]
        self._figures = max(self._width_of(*each) for each in texts)
        self._room = (width * 0.3 if self._is_beside else width - self._figures) - 14 * unit
        left = width * 0.3 if self._is_beside else 8 * unit
        right = width - (self._figures + 14 * unit if self._is_beside else 8 * unit)
        marks = (right - left) / pen.width("−100", "tick") / 2.5
        self._axis = _Axis(_scale(fall, marks), left, right)
        self._thick = pen.height("name") * 0.8
        self._y = self._top = pen.height("tick") + 4 * unit
        self._bands: list[tuple[float, float]] = []
        """From where to where lines may run without crossing a text."""
        self._shapes: list[Shape] = []
        self._before: float | None = None

    def bar(self, bar: Bar, span: tuple[int, int]) -> None:
        """Adds a bar."""
        y, unit = self._row(bar.name, bar.text, bar.tone or "first", bar.interval), self._pen.unit
        start, end = self._axis.span(bar, span)
        if self._before is not None and self._is_beside:
            x = start if bar.is_part else end
            self._shapes.append(SceneLine(((x, self._before), (x, y)), "link"))
        self._before = y + self._thick
        left, width = min(start, end), max(2 * unit, abs(end - start))
        self._shapes.append(_box(bar, left, y, width, self._thick))
        if not bar.is_part and self._axis.scale.low > 0 and width > 8 * unit:
            gap = min(18 * unit, width / 2)
            self._shapes.append(_break((left + gap, y), (0, self._thick), unit))
        if bar.error:
            self._whisker(span[1] - bar.error, span[1] + bar.error, y)

    def heading(self, text: str) -> None:
        """Adds a line across, and a heading below it."""
        y, pen = self._y + 4 * self._pen.unit, self._pen
        self._shapes.append(SceneLine(((0, y), (self._width, y)), "axis"))
        y += 4 * pen.unit
        for line in pen.wrap(text, "name", self._width):
            self._shapes.append(SceneText(line, 0, y, "name"))
            y += pen.height("name")
        self._y = y + 6 * pen.unit

    def level(self, level: Level) -> None:
        """Adds a score to compare with."""
        y = self._row(level.name, level.text, "first", "")
        self._whisker(level.points.low, level.points.high, y)
        x, size = self._axis.at(level.points.mean), self._thick
        self._shapes.append(_sign(self._fall, level, x, y + size / 2, size))

    def finished(self, par: str) -> Scene:
        """The scene, with the axis at its foot and the line at par through all rows."""
        pen, axis, y = self._pen, self._axis, self._y + 2 * self._pen.unit
        below: list[Shape] = []
        for value in axis.scale.ticks:
            below += self._down(axis.at(value), "grid")
            below.append(self._along(number(value), axis.at(value), y + 4 * pen.unit))
        below += self._down(axis.at(self._fall.par), "par")
        below.append(self._along(par, axis.at(self._fall.par), 0))
        below.append(SceneLine(((axis.start, y), (axis.end, y)), "axis"))
        height = y + 4 * pen.unit + pen.height("tick")
        return Scene(self._width, height, [*below, *self._shapes])

    def _row(self, name: str, text: str, tone: TextRole, interval: str) -> float:
        """Writes the name and the value of a row; returns the top of its bar."""
        pen, top = self._pen, self._y
        line, lines = pen.height("name"), pen.wrap(name, "name", self._room)
        high = len(lines) * line
        bar, first = top + high + 2 * pen.unit, top
        self._y = bar + self._thick + 8 * pen.unit
        if self._is_beside:
            self._y = top + max(high, self._thick) + 10 * pen.unit
            bar, first = ((top + self._y - each) / 2 for each in (self._thick, high))
        value = first if not self._is_beside else bar + (self._thick - line) / 2
        shapes = [SceneText(each, 0, first + i * line, "name") for i, each in enumerate(lines)]
        right = self._width
        if interval:
            down = value + (line - pen.height("tick")) * 0.7
            shapes.append(SceneText(interval, right, down, "tick", "second", "end"))
            right -= self._width_of("", interval)
        shapes.append(SceneText(text, right, value, "name", tone, "end"))
        self._shapes += shapes
        band = (top, self._y) if self._is_beside else (bar - 2 * pen.unit, self._y)
        self._bands.append(band)
        return bar

    def _width_of(self, text: str, interval: str) -> float:
        more = self._pen.width(f" {interval}", "tick") if interval else 0
        return self._pen.width(text, "name") + more

    def _down(self, x: float, role: LineRole) -> list[Shape]:
        """A line through all rows, but not through texts."""
        joined: list[tuple[float, float]] = []
        for top, foot in self._bands:
            if joined and joined[-1][1] == top:
                joined[-1] = joined[-1][0], foot
            else:
                joined.append((top, foot))
        return [SceneLine(((x, top), (x, foot)), role) for top, foot in joined]

    def _along(self, text: str, x: float, y: float) -> SceneText:
        """A text that stands at a place of the axis, or as near as it has room."""
        half = self._pen.width(text, "tick") / 2
        middle = min(max(x, half), self._width - half)
        return SceneText(text, middle, y, "tick", "second", "middle")

    def _whisker(self, low: float, high: float, y: float) -> None:
        y += self._thick / 2
        ends = (self._axis.at(low), y), (self._axis.at(high), y)
        self._shapes.append(SceneLine(ends, "whisker"))


def _break(place: Spot, across: Spot, unit: float) -> SceneLine:
    """The jagged gap of a bar whose axis doesn't begin at 0, from a place across the bar."""
    (x, y), (dx, dy) = place, across
    waves = [(-1) ** i * 2.5 * unit for i in range(7)]
    return SceneLine(
        tuple(
            (x + dx * i / 6 + (wave if dy else 0), y + dy * i / 6 + (wave if dx else 0))
            for i, wave in enumerate(waves)
        ),
        "break",
    )
