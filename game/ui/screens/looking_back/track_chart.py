"""The chart of one track over a game: its curve, the edges of its bands, and what moved it."""

from __future__ import annotations

from attrs import field, frozen

from game.document.scene import SceneSign
from game.model.colours import mix_colours
from game.model.decisions import FACILITATOR
from game.presenter.charts.track_layout import track_scene
from game.presenter.debrief.curves import TrackCurve, seen_by_some, value_sentences
from game.presenter.explanations import about_track
from game.ui.page.commands import GoToTurn
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    FIGURE,
    LABEL,
    SMALL,
    STRONG,
    Style,
    line_height,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import looks
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.scene import WindowPen, draw_scene
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class TrackChart:
    """The curve of a track, with its name above and the turns below."""

    words: Wording
    curve: TrackCurve
    curve_height: float = 92
    """The height of the curve, in steps that grow with text."""
    name: str = field(init=False)
    ends: tuple[str, str] = field(init=False)
    """Its first and its last value in words; the first is empty where it is not shown."""

    @name.default
    def _name(self) -> str:
        return self.words.naming.track(self.curve.track)

    @ends.default
    def _ends(self) -> tuple[str, str]:
        first, *_, last = self.curve.values[0], self.curve.values[-1]
        levels = tuple(self.words.scenario.tracks[self.curve.track].levels.values())
        if levels:
            return "", levels[last]
        measured = self.words.naming.measure(self.curve.track, last)
        return number(first) if first != last else "", measured

    @property
    def seen_by(self) -> tuple[str, ...] | None:
        """The sides that saw it: empty where nobody did, None where all did."""
        return seen_by_some(self.words, self.curve.track)

    def _heads(self, page: Page, width: int) -> tuple[tuple[str, ...], str | None]:
        """The name in lines, and the first value where it has room beside the name; None where the
        last value has no room there either."""
        signs = self._signs(page)
        lines = wrap_text(self.name, STRONG, page.theme, width - signs)
        for first in (self.ends[0], ""):
            needed = signs + page.px(14) + self._figures(page, first)
            if len(lines) == 1 and width_of(lines[0], STRONG, page.theme) + needed <= width:
                return lines, first
        return lines, None

    def _signs(self, page: Page) -> int:
        count = 0 if self.seen_by is None else 1 + len(self.seen_by)
        return count * (page.theme.tall(20) + page.px(4))

    def _figures(self, page: Page, first: str) -> int:
        last = self.ends[1]
        arrow = page.theme.tall(14) + page.px(12)
        before = width_of(first, SMALL, page.theme) + arrow if first else 0
        return before + width_of(last, self._last(), page.theme)

    def _last(self) -> Style:
        is_level = self.words.scenario.tracks[self.curve.track].levels
        return STRONG if is_level else FIGURE

    def _head_height(self, page: Page, width: int) -> int:
        lines, beside = self._heads(page, width)
        rows = len(lines) * line_height(STRONG, page.theme)
        if beside is None:
            return rows + self._ends_height(page, width)
        return max(rows, line_height(self._last(), page.theme))

    def _ends_height(self, page: Page, width: int) -> int:
        lines = wrap_text(self.ends[1], self._last(), page.theme, width)
        return len(lines) * line_height(self._last(), page.theme)

    def height(self, page: Page, width: int) -> int:
        foot = line_height(LABEL, page.theme)
        return (
            self._head_height(page, width) + page.px(4) + page.theme.tall(self.curve_height) + foot
        )

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self._head(page, x, y, width)
        top = y + self._head_height(page, width) + page.px(4)
        rect = Rect(x, top, width, page.theme.tall(self.curve_height))
        page.canvas.box(rect, page.palette.well, 6)
        high = rect.h + line_height(LABEL, page.theme)
        pen = WindowPen(page.theme)
        scene = track_scene(self.words, self.curve, pen, width, high, plain=True)
        self._turns(page, rect, [rect.x + s.x for s in scene.shapes if isinstance(s, SceneSign)])
        draw_scene(page, rect, scene.shapes, {})

    def _head(self, page: Page, x: int, y: int, width: int) -> None:
        lines, beside = self._heads(page, width)
        style = self._last()
        row = line_height(STRONG, page.theme)
        for i, line in enumerate(lines):
            page.canvas.text(line, x, y + i * row, STRONG, page.ink.first)
        left = x + width_of(lines[-1], STRONG, page.theme) + page.px(8)
        room = Rect(x, y, left - x if len(lines) == 1 else width, len(lines) * row)
        about = about_track(self.words, self.curve.track, FACILITATOR)
        page.explain(room, "track", self.name, about)
        self._seen(page, left, y + (len(lines) - 1) * row)
        if beside is not None:
            down = y + (row - line_height(style, page.theme)) // 2
            self._change(page, x + width - self._figures(page, beside), y, down, beside)
            return
        for i, line in enumerate(wrap_text(self.ends[1], style, page.theme, width)):
            down = y + len(lines) * row + i * line_height(style, page.theme)
            page.canvas.text(line, x, down, style, page.ink.second)

    def _change(self, page: Page, x: int, y: int, down: int, first: str) -> None:
        last = self.ends[1]
        if first:
            x += page.canvas.text(first, x, y + page.px(1), SMALL, page.ink.third) + page.px(6)
            size = page.theme.tall(14)
            top = y + (line_height(STRONG, page.theme) - size) // 2
            page.canvas.picture(icon("arrow-right", size, page.ink.third), (x, top))
            x += size + page.px(6)
        page.canvas.text(last, x, max(y, down), self._last(), page.ink.first)

    def _seen(self, page: Page, x: int, y: int) -> None:
        """Draws the badges of the sides that saw it, where not all did."""
        if self.seen_by is None:
            return
        size = page.theme.tall(20)
        top = y + (line_height(STRONG, page.theme) - size) // 2
        sign = "eye" if self.seen_by else "eye-off"
        page.canvas.picture(icon(sign, size, page.ink.brass), (x, top))
        page.explain(Rect(x, top, self._signs(page), size), "seen")
        seen = looks(self.words.scenario, page.palette)
        for side in self.seen_by:
            x += size + page.px(4)
            side_badge(page, seen[side], (x, top), size)

    def _turns(self, page: Page, rect: Rect, middles: list[float]) -> None:
        """Draws a strip for each turn that can be clicked; the one under the mouse is lighter."""
        half = (middles[-1] - middles[0]) / max(1, len(middles) - 1) / 2
        for turn, sentence in enumerate(value_sentences(self.words, self.curve)):
            if not turn:
                continue
            left = max(rect.x, round(middles[turn] - half))
            right = min(rect.right, round(middles[turn] + half))
            strip = Rect(left, rect.y, right - left, rect.h)
            command = GoToTurn(turn, self.curve.track)
            if page.hovered(command):
                page.canvas.box(strip, mix_colours(page.palette.well, page.ink.line, 0.6), 4)
            if strip.h >= 32:
                page.target(command, strip, sentence, sentence, by_mouse=True)
