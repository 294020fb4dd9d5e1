"""Tracks as gauges: a bar in bands, the mark of last turn, a curve, and the change in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from game.model.colours import Colour, mix_colours
from game.presenter.explanations import about_track
from game.presenter.said.under_way import UnderWay
from game.presenter.track_readings import TrackReading
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    FIGURE,
    LABEL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    line_height,
    pixel_size,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class Gauge:
    """One track."""

    reading: TrackReading
    words: Wording

    def _name_room(self, page: Page, width: int) -> int:
        return width - self._figure_width(page) - page.px(78)

    def _figure_width(self, page: Page) -> int:
        value = self.reading.value
        if value is None or self.reading.track.levels:
            return 0
        unit = width_of(self.reading.unit, SMALL, page.theme)
        return width_of(number(value), FIGURE, page.theme) + self._unit_gap(page) + unit

    def _unit_gap(self, page: Page) -> int:
        """The room between the figure and its unit, where the language has a blank there."""
        return page.px(4) if "\u00a0" in self.reading.measure else 0

    def _names(self, page: Page, width: int) -> tuple[str, ...]:
        return wrap_text(self.reading.name, STRONG, page.theme, self._name_room(page, width))

    def _below(self, page: Page, width: int) -> tuple[tuple[str, ...], str]:
        change = self._change()
        room = width - width_of(change, SMALL_STRONG, page.theme) - page.px(34)
        name = self.reading.band_name
        scale = self.reading.scale
        if scale:
            name = f"{name} · {scale}" if name else scale
        return wrap_text(name, SMALL, page.theme, max(room, page.px(120))), change

    def _change(self) -> str:
        if not self.reading.change and self.reading.before is not None:
            return self.words.say("ui.unchanged")
        return self.reading.change_in_words(self.words)

    def height(self, page: Page, width: int) -> int:
        names = len(self._names(page, width)) * line_height(STRONG, page.theme)
        below, change = self._below(page, width)
        lines = max(len(below), 1 if change else 0)
        private = line_height(LABEL, page.theme) if self.reading.private else 0
        if self.reading.track.levels:
            return names + private + lines * line_height(SMALL, page.theme) + page.px(16)
        return names + private + page.px(20) + lines * line_height(SMALL, page.theme)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, reading = page.ink, self.reading
        self._explained(page, x, y, width)
        if page.canvas.ghost:
            return
        for line in self._names(page, width):
            page.canvas.text(line, x, y, STRONG, ink.first)
            y += line_height(STRONG, page.theme)
        top = y - line_height(STRONG, page.theme)
        if reading.value is not None and not reading.track.levels:
            figure_width = self._figure_width(page)
            down = top + (line_height(STRONG, page.theme) - line_height(FIGURE, page.theme)) // 2
            left = x + width - figure_width
            left += page.canvas.text(number(reading.value), left, down, FIGURE, ink.first)
            down = top + line_height(STRONG, page.theme) - line_height(SMALL, page.theme)
            page.canvas.text(reading.unit, left + self._unit_gap(page), down, SMALL, ink.second)
            spark = Rect(
                x + width - figure_width - page.px(78), top + page.px(4), page.px(62), page.px(18)
            )
            sparkline(page, spark, reading)
        if reading.private:
            self._private(page, x, y)
            y += line_height(LABEL, page.theme)
        if reading.track.levels:
            bar(page, Rect(x, y + page.px(3), width, page.px(10)), reading)
            y += page.px(16)
        else:
            bar(page, Rect(x, y + page.px(4), width, page.px(12)), reading)
            y += page.px(20)
        below, change = self._below(page, width)
        if change:
            self._changed(page, x + width, y, change)
        for line in below:
            page.canvas.text(line, x, y, SMALL, ink.second)
            y += line_height(SMALL, page.theme)

    def _explained(self, page: Page, x: int, y: int, width: int) -> None:
        """The name with the figure beside it, the eye, the bar, and the change below it."""
        reading, row = self.reading, line_height(STRONG, page.theme)
        height = len(self._names(page, width)) * row
        about = about_track(self.words, reading.id, reading.reader)
        page.explain(Rect(x, y, width, height), "track", reading.name, about)
        if len(set(reading.curve)) > 1 and not reading.track.levels:
            right = x + width - self._figure_width(page)
            spark = Rect(right - page.px(78), y + height - row, page.px(62), row)
            page.explain(spark, "curve")
        y += height
        if reading.private:
            page.explain(Rect(x, y, width, line_height(LABEL, page.theme)), "hidden")
            y += line_height(LABEL, page.theme)
        page.explain(Rect(x, y, width, page.px(20)), "bar")
        change = self._change()
        if change:
            y += page.px(16 if reading.track.levels else 20)
            change_width = width_of(change, SMALL_STRONG, page.theme) + page.px(20)
            small = line_height(SMALL, page.theme)
            page.explain(Rect(x + width - change_width, y, change_width, small), "change")

    def _private(self, page: Page, x: int, y: int) -> None:
        size = pixel_size(LABEL, page.theme)
        down = y + (line_height(LABEL, page.theme) - size) // 2
        colour = page.ink.brass
        page.canvas.picture(icon("eye", size, colour), (x, down))
        page.canvas.text(self.words.say("ui.only-you"), x + size + page.px(6), y, LABEL, colour)

    def _changed(self, page: Page, right: int, y: int, change: str) -> None:
        verdict, ink = self.reading.verdict, page.ink
        colour = {"better": ink.better, "worse": ink.worse, None: ink.third}[verdict]
        style = SMALL_STRONG if self.reading.change else SMALL
        left = right - width_of(change, style, page.theme)
        page.canvas.text(change, left, y, style, colour)
        if self.reading.change:
            size = max(8, pixel_size(style, page.theme) * 7 // 10)
            down = y + (line_height(style, page.theme) - size) // 2
            sign = "up" if self.reading.change > 0 else "down"
            page.canvas.picture(icon(sign, size, colour), (left - size - page.px(5), down))


@frozen
class ProjectGauge:
    """A project that is under way: a bar cut at its turns, and when it is ready."""

    project: UnderWay

    def _names(self, page: Page, width: int) -> tuple[str, ...]:
        room = width - width_of(self.project.when, STRONG, page.theme) - page.px(12)
        return wrap_text(self.project.name, STRONG, page.theme, max(room, page.px(80)))

    def height(self, page: Page, width: int) -> int:
        names = len(self._names(page, width)) * line_height(STRONG, page.theme)
        return names + page.px(20) + line_height(SMALL, page.theme)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        project, ink = self.project, page.ink
        names = self._names(page, width)
        row = line_height(STRONG, page.theme)
        page.explain(
            Rect(x, y, width, self.height(page, width)), "track", project.name, project.about
        )
        if page.canvas.ghost:
            return
        left = x + width - width_of(project.when, STRONG, page.theme)
        page.canvas.text(project.when, left, y, STRONG, ink.first)
        for name in names:
            page.canvas.text(name, x, y, STRONG, ink.first)
            y += row
        rect = Rect(x, y + page.px(4), width, page.px(12))
        done = rect.x + round(width * project.share)
        for piece in _pieces(page, rect, project.cuts):
            _draw_piece(page, piece, done, page.palette.bar_full)
        if project.end is not None:
            _tick(page, rect, project.end)
        page.canvas.text(project.in_turns, x, y + page.px(20), SMALL, ink.second)


def bar(page: Page, rect: Rect, reading: TrackReading) -> None:
    """A bar cut where bands end; the band one is in is brighter; a tick where it was last turn."""
    palette = page.palette
    edges = reading.edges
    share = _now(page, reading)
    end = rect.x + round(rect.w * share)
    for i, piece in enumerate(_pieces(page, rect, edges)):
        inside = i == reading.band
        if reading.value is None or reading.track.levels:
            end = piece.right if inside else piece.x
        _draw_piece(page, piece, end, palette.bar_band if inside else palette.bar_full)
    if reading.before is not None and reading.change and not reading.track.levels:
        _tick(page, rect, reading.share(reading.before))


def _pieces(page: Page, rect: Rect, edges: Sequence[float]) -> Iterator[Rect]:
    """The pieces of a bar that is cut at some shares of its width."""
    gap = max(2, page.px(3))
    for i, (start, end) in enumerate(pairwise(edges)):
        left = rect.x + round(rect.w * start)
        right = rect.x + round(rect.w * end) - (gap if i < len(edges) - 2 else 0)
        yield Rect(left, rect.y, max(1, right - left), rect.h)


def _draw_piece(page: Page, piece: Rect, end: int, colour: Colour) -> None:
    """A piece of a bar, filled as far as an x."""
    page.canvas.box(piece, page.palette.bar_empty, 3)
    if end > piece.x:
        page.canvas.box(Rect(piece.x, piece.y, min(piece.w, end - piece.x), piece.h), colour, 3)


def _tick(page: Page, rect: Rect, share: float) -> None:
    """A mark across a bar, at a share of its width."""
    x = min(rect.x + round(rect.w * share), rect.right - 2)
    mark = Rect(x, rect.y - page.px(4), max(2, page.px(3)), rect.h + page.px(8))
    page.canvas.box(mark, page.ink.first, 1)


def _now(page: Page, reading: TrackReading) -> float:
    if reading.value is None:
        return 0.0
    share = reading.share(reading.value)
    if reading.before is None or not reading.change:
        return share
    return reading.share(reading.before) + (share - reading.share(reading.before)) * page.progress()


def sparkline(page: Page, rect: Rect, reading: TrackReading) -> None:
    """How a track went, turn by turn, with a dot where it is."""
    curve = reading.curve
    if len(set(curve)) < 2:
        return
    low, height = min(curve), max(curve)
    step = rect.w / (len(curve) - 1)
    points = [
        (rect.x + i * step, rect.bottom - rect.h * (value - low) / (height - low))
        for i, value in enumerate(curve)
    ]
    page.canvas.lines(points, mix_colours(page.palette.bar_full, page.ink.first, 0.2), 1.8)
    page.canvas.disc(points[-1], max(2, page.px(4)), page.ink.first)
