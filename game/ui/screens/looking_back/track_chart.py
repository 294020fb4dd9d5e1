"""The chart of one track over a game: its curve, the edges of its bands, and what moved it."""

from __future__ import annotations

from attrs import frozen

from game.model.tracks import Track
from game.presenter.debrief.curves import band_edges, shown_range
from game.presenter.sides.colours import Colour, mix_colours
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
    render_text,
    width_of,
    wrap_text,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.widgets.buttons import side_badge

_LETTER = Style("bold", 1, 1.0)


@frozen
class TrackChart:
    """The curve of a track, with its name above and the turns below."""

    name: str
    track: Track
    values: tuple[int, ...]
    """At the start, then at the end of each turn."""
    letters: tuple[tuple[str, ...], ...]
    ends: tuple[str, str]
    """Its first and its last value in words; the first is empty where it is not shown."""
    seen_by: tuple[SideLook, ...] | None = None
    """The sides that saw it: empty where nobody did, None where all did."""
    curve_height: float = 92
    """The height of the curve, in steps that grow with text."""
    about: str = ""
    """The explanation of the track."""
    id: str = ""
    sentences: tuple[str, ...] = ()
    """For each value, its turn and the value in words; a click leads to the game at that turn."""

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
        return STRONG if self.track.levels else FIGURE

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
        inner = rect.inflate(-2 * page.theme.tall(15), -2 * page.theme.tall(13))
        low, high = shown_range(self.track, self.values)
        self._bands(page, rect, inner, low, high)
        points = self._points(inner, low, high)
        self._turns(page, rect, points)
        foot = [points[0], *points[1:], (points[-1][0], rect.bottom), (points[0][0], rect.bottom)]
        page.canvas.shape(foot, mix_colours(page.palette.well, page.palette.bar_full, 0.18))
        page.canvas.lines(points, mix_colours(page.palette.bar_full, page.ink.first, 0.35), 2.4)
        for number, point in enumerate(points):
            page.canvas.disc(point, max(2, page.px(4)), page.ink.first)
            self._turn(page, rect, round(point[0]), number)
        for number, point in enumerate(points):
            self._draw_letters(page, rect, point, self.letters[number])

    def _head(self, page: Page, x: int, y: int, width: int) -> None:
        lines, beside = self._heads(page, width)
        style = self._last()
        row = line_height(STRONG, page.theme)
        for i, line in enumerate(lines):
            page.canvas.text(line, x, y + i * row, STRONG, page.ink.first)
        left = x + width_of(lines[-1], STRONG, page.theme) + page.px(8)
        room = Rect(x, y, left - x if len(lines) == 1 else width, len(lines) * row)
        page.explain(room, "track", self.name, self.about)
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
        for look in self.seen_by:
            x += size + page.px(4)
            side_badge(page, look, (x, top), size)

    def _points(self, inner: Rect, low: float, high: float) -> list[tuple[float, float]]:
        step = inner.w / max(1, len(self.values) - 1)
        return [
            (inner.x + i * step, inner.bottom - inner.h * (value - low) / (high - low))
            for i, value in enumerate(self.values)
        ]

    def _bands(self, page: Page, rect: Rect, inner: Rect, low: float, high: float) -> None:
        dash = max(4, page.px(7))
        colour = mix_colours(page.palette.well, page.palette.bar_full, 0.7)
        for edge in band_edges(self.track):
            if low <= edge <= high:
                y = round(inner.bottom - inner.h * (edge - low) / (high - low))
                for x in range(rect.x, rect.right, dash * 2):
                    length = min(dash, rect.right - x)
                    page.canvas.box(Rect(x, y, length, max(1, page.px(1.6))), colour, 0)

    def _turns(self, page: Page, rect: Rect, points: list[tuple[float, float]]) -> None:
        """Draws a strip for each turn that can be clicked; the one under the mouse is lighter."""
        half = (points[-1][0] - points[0][0]) / max(1, len(points) - 1) / 2
        for number, sentence in enumerate(self.sentences):
            if not number:
                continue
            left = max(rect.x, round(points[number][0] - half))
            right = min(rect.right, round(points[number][0] + half))
            strip = Rect(left, rect.y, right - left, rect.h)
            command = GoToTurn(number, self.id)
            if page.hovered(command):
                page.canvas.box(strip, mix_colours(page.palette.well, page.ink.line, 0.6), 4)
            if strip.h >= 32:
                page.target(command, strip, sentence, sentence, by_mouse=True)

    def _turn(self, page: Page, rect: Rect, x: int, number: int) -> None:
        """Draws the number of a turn below its point; where there are many, not every one."""
        if not number:
            return
        widest = width_of(str(len(self.values) - 1), LABEL, page.theme) + page.px(10)
        room = rect.w / max(1, len(self.values))
        every = max(1, -(-widest // max(1, round(room))))
        if (len(self.values) - 1 - number) % every:
            return
        text = str(number)
        left = x - width_of(text, LABEL, page.theme) // 2
        left = min(left, rect.right - width_of(text, LABEL, page.theme))
        page.canvas.text(text, left, rect.bottom, LABEL, page.ink.third)

    def _draw_letters(
        self, page: Page, rect: Rect, point: tuple[float, float], letters: tuple[str, ...]
    ) -> None:
        """Draws the letters of what moved it on the point, further ones above and below it."""
        size = page.theme.tall(22)
        x = min(max(point[0], rect.x + size / 2), rect.right - size / 2)
        middle = min(max(point[1], rect.y + size / 2), rect.bottom - size / 2)
        steps = sorted(range(-9, 10), key=abs)
        free = [
            middle + step * size
            for step in steps
            if rect.y + size / 2 <= middle + step * size <= rect.bottom - size / 2
        ]
        places = [(x - column * size, y) for column in range(9) for y in free]
        for mark, place in zip(letters, sorted(places[: len(letters)]), strict=False):
            draw_letter(page, place, size, mark, page.ink.first)


def draw_letter(
    page: Page, centre: tuple[float, float], size: int, text: str, colour: Colour
) -> None:
    """Draws a letter in a ring."""
    rect = Rect(round(centre[0] - size / 2), round(centre[1] - size / 2), size, size)
    page.canvas.box(rect, page.palette.ground, 99, colour, 1.6)
    if page.canvas.ghost:
        return
    image = render_text(text, _LETTER, max(8, round(size * 0.56)), colour)
    place = (rect.centerx - image.get_width() // 2, rect.centery - image.get_height() // 2)
    page.canvas.picture(image, place)
