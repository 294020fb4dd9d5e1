"""The course of a track over a game, as a scene: its curve, its bands, and what moved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from attrs import frozen

from game.document.axes import AxisScale, NumberAxis
from game.document.scene import (
    Anchor,
    Pen,
    Scene,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Shape,
    Spot,
)
from game.presenter.debrief.curves import (
    TrackCurve,
    band_edges,
    shown_range,
    value_sentences,
)
from game.words.sentences import capital
from game.words.wording import Wording

_RING = 0.92
"""How large the ring of a letter is, in lines of text."""
_MOST_NAMES = 0.38
"""How wide the names on one side of the curve are at most, as a share of the whole width."""


def track_scene(
    words: Wording,
    curve: TrackCurve,
    pen: Pen,
    width: float,
    height: float,
    *,
    plain: bool = False,
) -> Scene:
    """The curve with its values on the left and the names of its bands on the right.

    plain: without these, for where its values stand above it.
    """
    return _Course(words, curve, pen, width, height, plain).scene()


@frozen
class _Course:
    """The shapes of a curve."""

    words: Wording
    curve: TrackCurve
    pen: Pen
    width: float
    height: float
    plain: bool

    def scene(self) -> Scene:
        pen, row = self.pen, self.pen.height("tick")
        track = self.words.scenario.tracks[self.curve.track]
        least, most = shown_range(track, self.curve.values)
        top, foot = (0.0, self.height - row) if self.plain else (0.9 * row, self.height - 2.5 * row)
        inset = 0.6 * row
        margin = (most - least) * inset / (foot - top - 2 * inset)
        low, high = least - margin, most + margin
        up = AxisScale(low, high, foot, top)
        levels = tuple((float(i), name) for i, name in enumerate(track.levels.values()))
        ticks = NumberAxis(names=levels, whole=True).ticks(low, high, 6)
        rows = [] if self.plain else [(up.place(value), text) for value, text in ticks]
        bands = [] if self.plain or levels else [*self._bands(up, top, foot)]
        left, right = self._margin(rows), self.width - self._margin(bands)
        along = AxisScale(0, max(1, len(self.curve.values) - 1), left + inset, right - inset)
        points = [(along.place(i), up.place(value)) for i, value in enumerate(self.curve.values)]
        line = self._line(points, stepped=bool(levels))
        shapes: list[Shape] = []
        if self.plain:
            ends = (points[-1][0], foot), (points[0][0], foot)
            shapes.append(SceneRibbon((*line, *ends), ""))
        shapes += [SceneLine(((left, y), (right, y)), "grid") for y, _ in rows]
        if self.plain or not levels:
            edges = [up.place(edge) for edge in band_edges(track) if low <= edge <= high]
            shapes += [SceneLine(((left, y), (right, y)), "edge") for y in edges]
        if not self.plain:
            shapes.append(SceneLine(((left, top), (left, foot), (right, foot)), "axis"))
            shapes.append(SceneText(track.unit_name, left, top - row, "name"))
            across = capital(self.words.say("ui.report.turns"))
            place = (left + right) / 2, self.height - 1.15 * row
            shapes.append(SceneText(across, *place, "name", anchor="middle"))
        sentences = value_sentences(self.words, self.curve)
        return Scene(
            self.width,
            self.height,
            [
                *shapes,
                *self._names(rows, left - 6 * pen.unit, "end"),
                *self._names(bands, right + 6 * pen.unit, "start"),
                *self._turns(along, foot),
                SceneLine(tuple(line), "curve"),
                *(
                    SceneSign("dot", x, y, 7 * pen.unit, title=sentence)
                    for (x, y), sentence in zip(points, sentences, strict=True)
                ),
                *self._letters(points, top, foot),
            ],
        )

    def _bands(self, up: AxisScale, top: float, foot: float) -> Iterator[tuple[float, str]]:
        """The names of bands with the middle of what is seen of them."""
        track = self.words.scenario.tracks[self.curve.track]
        least, greatest = track.bounds
        edges = [least - 1.0, *band_edges(track), greatest + 1.0]
        for band, (low, high) in zip(track.bands, pairwise(edges), strict=False):
            above, below = max(up.place(high), top), min(up.place(low), foot)
            if above < below:
                yield (above + below) / 2, band.name

    def _wrapped(self, name: str) -> Sequence[str]:
        return self.pen.wrap(name, "tick", self.width * _MOST_NAMES)

    def _margin(self, names: Sequence[tuple[float, str]]) -> float:
        lines = [line for _, name in names for line in self._wrapped(name)]
        widest = max((self.pen.width(line, "tick") for line in lines), default=-8 * self.pen.unit)
        return min(widest, self.width * _MOST_NAMES) + 8 * self.pen.unit

    def _names(
        self, names: Sequence[tuple[float, str]], x: float, anchor: Anchor
    ) -> Iterator[SceneText]:
        """Names around their heights, the lowest first; those without room are left out."""
        row, last = self.pen.height("tick"), self.height
        for y, name in names:
            lines = self._wrapped(name)
            top = y - len(lines) * row / 2
            if top + (len(lines) - 0.2) * row <= last:
                last = top
                for i, line in enumerate(lines):
                    yield SceneText(line, x, top + i * row, "tick", "third", anchor)

    def _line(self, points: Sequence[Spot], *, stepped: bool) -> list[Spot]:
        """The corners of the curve; a level holds until the next one."""
        corners = [points[0]]
        for (_, y), (next_x, next_y) in pairwise(points):
            corners += [*([(next_x, y)] if stepped else []), (next_x, next_y)]
        return corners

    def _turns(self, along: AxisScale, foot: float) -> Iterator[Shape]:
        """The turns below the curve; where they have no room, not every one."""
        pen, last = self.pen, len(self.curve.values) - 1
        texts = ["" if self.plain else self.words.say("ui.report.start")]
        texts += [str(turn) for turn in range(1, last + 1)]
        widest = max(pen.width(text, "tick") for text in texts) + 8 * pen.unit
        every = ceil(widest / max(1, along.place(1) - along.place(0)))
        for i, text in enumerate(texts):
            x, below = along.place(i), foot
            if not self.plain:
                below += 4 * pen.unit
                yield SceneLine(((x, foot), (x, below)), "axis")
            if (last - i) % every == 0:
                yield SceneText(text, x, below, "tick", "third", "middle")

    def _letters(self, points: Sequence[Spot], top: float, foot: float) -> Iterator[SceneNumber]:
        """What moved the track, on the point to which it did, further ones above and below it; in
        columns to the left where there is no more room."""
        size = _RING * self.pen.height("tick")
        most = max(1, int((foot - top) / size))
        for (x, y), letters in zip(points, self.curve.letters, strict=True):
            rows = min(len(letters), most)
            first = min(y - rows // 2 * size, foot - (rows - 0.5) * size)
            first = max(first, top + size / 2)
            places = [(x - i // rows * size, first + i % rows * size) for i in range(len(letters))]
            for letter, place in zip(letters, sorted(places), strict=True):
                yield SceneNumber(letter, *place, size, "event")
