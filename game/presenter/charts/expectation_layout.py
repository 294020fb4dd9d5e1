"""What a side could expect in the course of a game, as a scene: a curve with what moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from attrs import frozen

from game.document.axes import RoundScale
from game.document.mark_places import Box, MarkOutline, MarkPlaces, rows_for
from game.document.scene import (
    Pen,
    Scene,
    SceneBox,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.presenter.hindsight.expectation import Expectation, ExpectationMark
from game.words.sentences import number

_SLOPE = 9.0
"""How wide the piece of the curve is in which an event moves it, where there is room."""
_BEFORE = 0.3
"""The room of what happens before the first turn, as a share of that of a turn."""
_REACH = 1.25
"""How far the corners of a mark reach, in its radius."""
_MOST_HIDDEN = 0.7
"""How much of the curve's width its marks may take; where they are more they stand below it."""


def expectation_scene(
    shown: Expectation, pen: Pen, width: float, height: float, across: str = ""
) -> Scene:
    """The curve, par, and marks on it or, where they would hide it, below it.

    height: that of the scene, unless marks below the curve make it higher. across: what the
    turns are called.
    """
    return _Curve(shown, pen, width, height, across).scene()


@frozen
class _Curve:
    """The shapes of a curve."""

    shown: Expectation
    pen: Pen
    width: float
    height: float
    across: str

    def scene(self) -> Scene:
        pen, shown, row = self.pen, self.shown, self.pen.height("tick")
        foot = self.height - row * (2 if self.across else 1) - 8 * pen.unit
        scale = self._scale(foot)
        left = max(pen.width(number(each), "tick") for each in scale.ticks) + 10 * pen.unit
        final = pen.width(number(shown.final), "figure")
        right = self.width - max(final, pen.width(shown.par_text, "tick")) - 14 * pen.unit

        # Marks have room above and below all values.
        inset = 0.8 * pen.height("name")

        def y(value: float) -> float:
            return foot - inset - (foot - 2 * inset - row / 2) * scale.share(value)

        xs = [left + (right - left) * share for share in self._shares()]
        lows, means, highs = (
            [y(value) for value in values]
            for values in zip(*((p.low, p.mean, p.high) for p in shown.points), strict=True)
        )
        anchors = [*zip(xs, means, strict=True)]
        curve = self._stepped(xs, means, right)
        below, marks, end = self._marks(anchors, curve, Box(left, row / 2, right, foot))
        outline = [*self._stepped(xs, lows, right), *reversed(self._stepped(xs, highs, right))]
        shapes: list[Shape] = [*self._turns(left, right, row / 2, end)]
        for tick in scale.ticks:
            shapes.append(SceneLine(((left, y(tick)), (right, y(tick))), "grid"))
            place = left - 10 * pen.unit, y(tick) - row / 2
            shapes.append(SceneText(number(tick), *place, "tick", "third", "end"))
        shapes += [
            SceneRibbon(tuple(outline), shown.colour),
            SceneLine(((left, y(shown.par)), (right, y(shown.par))), "par"),
            SceneLine(tuple(curve), "curve", shown.colour),
            *self._end(right + 12 * pen.unit, means[-1], y(shown.par), foot),
            *(
                SceneSign("side", *end, 9 * pen.unit, shown.side, shown.shape, shown.colour)
                for end in (curve[0], curve[-1])
            ),
            *marks,
            *below,
        ]
        return Scene(self.width, self.height + end - foot, shapes)

    def _scale(self, foot: float) -> RoundScale:
        """The axis that holds all values."""
        shown = self.shown
        values = [shown.par, shown.final]
        values += [round(end) for point in shown.points for end in (point.low, point.high)]
        marks = foot / self.pen.height("tick") / 2.6
        return RoundScale.of(min(values), max(values), int(marks))

    def _shares(self) -> Iterator[float]:
        """Where events lie between the start and the end; those of a turn are spread evenly."""
        points = self.shown.points
        counts, passed = Counter(point.turn for point in points), Counter[int]()
        before = self._before
        for point in points:
            count = passed[point.turn]
            passed[point.turn] += 1
            if point.turn:
                place = before + point.turn - 1 + (count + 1) / (counts[point.turn] + 1)
            else:
                place = before * count / counts[0]
            yield place / (before + len(self.shown.days))

    @property
    def _before(self) -> float:
        return _BEFORE if sum(not point.turn for point in self.shown.points) > 1 else 0.0

    def _stepped(self, xs: Sequence[float], ys: Sequence[float], right: float) -> list[Spot]:
        """A line that is level until shortly before each event."""
        slope, corners = _SLOPE * self.pen.unit, [(xs[0], ys[0])]
        for (x, y), (next_x, next_y) in pairwise(zip(xs, ys, strict=True)):
            corners += [(next_x - min(slope, (next_x - x) * 0.7), y), (next_x, next_y)]
        return [*corners, (right, ys[-1])]

    def _turns(self, left: float, right: float, top: float, foot: float) -> Iterator[Shape]:
        """Every other turn shaded, and the texts of turns below them, where they have room."""
        pen, before = self.pen, self._before
        column = (right - left) / (before + len(self.shown.days))
        texts = [f"{i}  {day}".rstrip() for i, day in enumerate(self.shown.days, 1)]
        if self._widest(texts) > column:
            texts = [number(i) for i in range(1, len(texts) + 1)]
        every = max(1, ceil(self._widest(texts) / column))
        yield SceneLine(((left, foot), (right, foot)), "axis")
        for i, text in enumerate(texts):
            x = left + (before + i) * column
            if i % 2:
                yield SceneBox(x, top, column, foot - top, "shade")
            if i % every == 0:
                place = x + column / 2, foot + 4 * pen.unit
                yield SceneText(text, *place, "tick", "third", "middle")
        if self.across:
            place = (left + right) / 2, foot + 4 * pen.unit + pen.height("tick")
            yield SceneText(self.across, *place, "tick", "first", "middle")

    def _widest(self, texts: Sequence[str]) -> float:
        return max(self.pen.width(text, "tick") for text in texts) + 8 * self.pen.unit

    def _end(self, x: float, final: float, par: float, foot: float) -> Iterator[SceneText]:
        """The final score, and par above or below it where they are near."""
        pen, shown = self.pen, self.shown
        high, row = pen.height("figure"), pen.height("tick")
        top = max(0, min(final - high / 2, foot - high))
        yield SceneText(number(shown.final), x, top, "figure")
        y = par - row / 2
        if abs(par - top - high / 2) < (row + high) / 2:
            y = top + high if shown.par < shown.final else top - row
        yield SceneText(shown.par_text, x, y, "tick", "second")

    def _marks(
        self, anchors: Sequence[Spot], curve: Sequence[Spot], area: Box
    ) -> tuple[list[Shape], list[Shape], float]:
        """The marks below the curve, those on it, and where those below it end."""
        radius, marks = 0.36 * self.pen.height("name"), self.shown.marks
        places = MarkPlaces(area, curve)
        for place in (anchors[0], curve[-1]):
            places.take(place, MarkOutline(4, 4, 4))
        numbered = [each for each in marks if each.turning]
        others = [each for each in marks if not each.turning]
        if len(others) * 2 * radius <= _MOST_HIDDEN * (area.right - area.left):
            numbered, others = numbered + others, []
        pitch = 2 * _REACH * radius + 2 * self.pen.unit
        rows = rows_for([anchors[each.point][0] for each in others], pitch)
        below: list[Shape] = [
            self._sign(each, anchors[each.point][0], area.foot + (row + 0.5) * pitch + 4, radius)
            for each, row in zip(others, rows, strict=True)
        ]
        end = area.foot + (max(rows) + 1) * pitch + 8 if rows else area.foot
        on_curve: list[Shape] = []
        reach = _REACH * radius + 0.8
        for each in numbered:
            anchor = anchors[each.point]
            (x, y), _ = places.find(anchor, [MarkOutline(reach, reach, reach)])
            if (x, y) != anchor:
                on_curve.insert(0, SceneLine((anchor, (x, y)), "leader"))
            if each.turning:
                leader, *shapes = self._number(each, (x, y), places, radius)
                on_curve = [leader, *on_curve, *shapes]
            on_curve.append(self._sign(each, x, y, radius))
        return below, on_curve, end

    def _sign(self, mark: ExpectationMark, x: float, y: float, radius: float) -> SceneSign:
        sign = mark.sign
        return SceneSign(
            sign.name, x, y, 2 * radius, sign.side, sign.shape, sign.colour, mark.text, mark.line
        )

    def _number(
        self, mark: ExpectationMark, centre: Spot, places: MarkPlaces, radius: float
    ) -> tuple[Shape, ...]:
        """The leader to the number of a mark, the number, and beside it what the mark changed."""
        pen = self.pen
        ring = 0.55 * pen.height("name")
        beside = pen.width(mark.change, "name") + 6 * pen.unit
        outline = MarkOutline(ring + 1, ring + beside, ring + 1)
        least = radius + ring + 5 * pen.unit
        (x, y), chosen = places.find(centre, [outline, outline.mirrored], least)
        sign = 1 if chosen == outline else -1
        return (
            SceneLine((centre, (x, y)), "leader"),
            SceneText(
                mark.change,
                x + sign * (ring + 4 * pen.unit),
                y - pen.height("name") / 2,
                "name",
                "worse" if mark.is_loss else "better",
                "start" if sign > 0 else "end",
            ),
            SceneNumber(str(mark.turning), x, y, 2 * ring),
        )
