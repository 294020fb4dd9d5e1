"""The time that is left for a decision: a ring that empties, minutes and seconds, and a word."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

import pygame
from attrs import frozen

from game.model.colours import Colour
from game.session.clock import DecisionTimer, TimeLeft
from game.ui.page.commands import SetMinutes
from game.ui.page.elements import Fixed
from game.ui.page.page import Page, Ticking
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, Style, line_height, width_of
from game.ui.paint.icons import icon
from game.ui.paint.picture_cache import keep_pictures
from game.ui.program.program import Program
from game.ui.program.settings import MINUTES
from game.ui.widgets.buttons import toggle

TIMER = Style("semibold", 38, 1.12)
STATES = ("left", "last", "up")
_STEPS = 120
"""The ring is drawn in so many steps."""
_FINE = 4


@frozen
class TimeFace:
    """It is repainted each second, so it first covers its box with one colour."""

    watch: DecisionTimer
    say: Callable[..., str]

    def width(self, page: Page) -> int:
        """Its width, the same for every time it can show."""
        words = max(width_of(self._word(each), SMALL_STRONG, page.theme) for each in STATES)
        figure = width_of("00:00", TIMER, page.theme)
        return self._sign(page) + page.theme.tall(12) + max(words, figure) + 2

    def height(self, page: Page) -> int:
        """How high it is."""
        return line_height(TIMER, page.theme) + line_height(LABEL, page.theme)

    def draw_in(self, page: Page, rect: Rect, ground: Colour) -> None:
        """Draws it in the middle of a box, and notes that it changes there by itself."""
        if page.canvas.ghost or self.watch.left() is None:
            return

        def paint(page: Page) -> None:
            left = self.watch.left()
            page.canvas.box(rect, ground, 0)
            if left is not None:
                self._paint(page, rect, left)

        page.ticking = Ticking(rect.copy(), paint)
        paint(page)

    def _word(self, state: str) -> str:
        return self.say(f"ui.timer.{state}")

    def _sign(self, page: Page) -> int:
        return page.theme.tall(46)

    def _paint(self, page: Page, rect: Rect, left: TimeLeft) -> None:
        ink, palette, size = page.ink, page.palette, self._sign(page)
        near = left.state != "left"
        height = self.height(page)
        y = rect.y + (rect.h - height) // 2
        place = Rect(rect.x, rect.y + (rect.h - size) // 2, size, size)
        self._ring(page, place, left)
        x = place.right + page.theme.tall(12)
        page.canvas.text(left.figure, x, y, TIMER, palette.brass_light if near else ink.first)
        style, colour = (SMALL_STRONG, palette.brass_light) if near else (LABEL, ink.second)
        down = y + line_height(TIMER, page.theme) + (line_height(LABEL, page.theme) - line_height(
            style, page.theme)) // 2  # fmt: skip
        page.canvas.text(self._word(left.state), x, down, style, colour)

    def _ring(self, page: Page, rect: Rect, left: TimeLeft) -> None:
        """What is left as a share of a ring; in the last minute with a sign in it."""
        palette = page.palette
        if left.state == "up":
            page.canvas.disc(rect.center, rect.w / 2, palette.brass)
        else:
            steps = max(1, round(_STEPS * left.seconds / left.whole))
            colour = palette.brass_light if left.state == "last" else page.paper.ground
            page.canvas.picture(_ring(rect.w, steps, colour, page.ink.line), rect.topleft)
        if left.state != "left":
            small = rect.w // 2
            colour = palette.on_brass if left.state == "up" else palette.brass_light
            place = (rect.x + (rect.w - small) // 2, rect.y + (rect.h - small) // 2)
            page.canvas.picture(icon("hourglass", small, colour), place)


@keep_pictures(160)
def _ring(size: int, steps: int, colour: Colour, rest: Colour) -> pygame.Surface:
    """A ring of which so many steps are in one colour, up to the top, and the rest in another."""
    large, middle = size * _FINE, size * _FINE / 2
    tile = pygame.Surface((large, large), pygame.SRCALPHA)
    tile.fill((*rest, 0))
    thick = max(2 * _FINE, round(large * 0.11))
    pygame.draw.circle(tile, (*rest, 255), (middle, middle), middle, max(_FINE, thick // 2))
    begin = _STEPS - steps
    around = [2 * pi * step / _STEPS - pi / 2 for step in range(begin, _STEPS + 1)]
    outer = [(middle + middle * cos(a), middle + middle * sin(a)) for a in around]
    inner = [(middle + (middle - thick) * cos(a), middle + (middle - thick) * sin(a))
             for a in reversed(around)]  # fmt: skip
    pygame.draw.polygon(tile, (*colour, 255), [*outer, *inner])
    return pygame.transform.smoothscale(tile, (size, size))


def minute_pills(program: Program) -> tuple[Fixed, ...]:
    """One button for each time limit."""
    return tuple(
        toggle(
            SetMinutes(n),
            program.say("ui.timer.minutes", n=n) if n else program.say("ui.timer.none"),
            n == program.settings.minutes,
        )
        for n in MINUTES
    )
