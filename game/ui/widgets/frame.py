"""What frames the screens of a game: the ground with its faint map, panels, and the top bar."""

from __future__ import annotations

from collections.abc import Mapping

import pygame
from attrs import field, frozen

from game.presenter.purse import Purse
from game.presenter.turn_phases import TurnPhase
from game.ui.map.picture import backdrop
from game.ui.map.viewport import Viewport
from game.ui.page.commands import Do
from game.ui.page.elements import Fixed
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    LABEL,
    PANEL,
    SCENARIO,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Style,
    line_height,
    pixels,
    width_of,
    wrapped,
)
from game.ui.paint.icons import icon
from game.ui.paint.picture_cache import kept
from game.ui.paint.theme import Colour, SideLook, mixed
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.timeface import TimeFace


@frozen
class Top:
    """What the bar at the top tells."""

    title: str
    stage: str
    turn: int
    turns: int
    turn_words: str
    day: str
    phases: tuple[TurnPhase, ...] = ()
    look: SideLook | None = None
    speaks: str = ""
    """The words before the side's name."""
    side: str = ""
    purse: Purse | None = None
    time: TimeFace | None = None
    """The time that is left, where there is a limit."""
    about: Mapping[str, str] = field(factory=dict)
    """The explanations of the `stage`, the `purse`, and of each phase by its id."""
    tools: tuple[tuple[Do, str, str], ...] = ()
    """What leads elsewhere: what it does, its sign, and its name."""


def ground(page: Page) -> None:
    """The ink-blue ground with the land faint on it."""
    palette = page.palette
    if page.theme.high_contrast:
        page.canvas.box(page.rect, palette.ground, 0)
        return
    page.canvas.picture(_faint((page.theme.width, page.theme.height), palette.ground), (0, 0))


@kept(3)
def _faint(size: tuple[int, int], over: Colour) -> pygame.Surface:
    """The land, hardly to be seen."""
    viewport = Viewport.fit(((-5.0, 35.0), (140.0, 35.0)), size, (0, size[1] // 8, 0, size[1] // 8))
    picture = backdrop(viewport).copy()
    veil = pygame.Surface(size)
    veil.fill(over)
    veil.set_alpha(170)
    picture.blit(veil, (0, 0))
    return picture


def panel(page: Page, rect: Rect, title: str = "", right: str = "") -> Rect:
    """A panel, with its title; the room inside."""
    page.canvas.shadow(rect, 18, 70)
    page.canvas.box(rect, page.ink.ground, 10, mixed(page.ink.line, page.ink.ground, 0.35))
    return _titled(page, rect, title, right, page.ink.first, page.ink.third)


def sheet(page: Page, rect: Rect, title: str = "", right: str = "") -> Rect:
    """A sheet of paper, with its title; the room inside."""
    page.canvas.paper(rect)
    return _titled(page, rect, title, right, page.paper.first, page.paper.third)


def _titled(
    page: Page,
    rect: Rect,
    title: str,
    right: str,
    first: tuple[int, int, int],
    third: tuple[int, int, int],
) -> Rect:
    pad = page.px(24)
    inner = Rect(rect.x + pad, rect.y + page.px(18), rect.w - 2 * pad, rect.h - page.px(36))
    if not title:
        return inner
    room = inner.w - (width_of(right, SMALL, page.theme) + page.px(12) if right else 0)
    y = inner.y
    for line in wrapped(title, PANEL, page.theme, room):
        page.canvas.text(line, inner.x, y, PANEL, first)
        y += line_height(PANEL, page.theme)
    if right:
        wide = width_of(right, SMALL, page.theme)
        down = inner.y + (line_height(PANEL, page.theme) - line_height(SMALL, page.theme)) // 2
        page.canvas.text(right, inner.right - wide, down, SMALL, third)
    top = y + page.px(8)
    return Rect(inner.x, top, inner.w, max(0, inner.bottom - top))


def bar_height(page: Page) -> int:
    """How high the top bar is."""
    return max(page.theme.tall(80), 2 * line_height(STRONG, page.theme) + page.px(12))


def below_bar(page: Page) -> Rect:
    """The room below the top bar."""
    high = bar_height(page)
    return Rect(0, high, page.theme.width, page.theme.height - high)


def top_bar(page: Page, top: Top) -> None:
    """Draws the bar."""
    high = bar_height(page)
    bar = Rect(0, 0, page.theme.width, high)
    page.canvas.box(bar, page.palette.bar, 0)
    page.canvas.box(Rect(0, high - 1, bar.w, 1), page.ink.line, 0)
    right = _who(page, top, bar)
    left = _title(page, top, bar)
    left = _turn(page, top, bar, left, right)
    _steps(page, top, bar, left, right)


def _two(page: Page, bar: Rect, upper: Style, lower: Style) -> tuple[int, int]:
    """Where two lines stand that are centred in the bar."""
    both = line_height(upper, page.theme) + line_height(lower, page.theme)
    y = bar.y + (bar.h - both) // 2
    return y, y + line_height(upper, page.theme)


def _title(page: Page, top: Top, bar: Rect) -> int:
    x = page.px(24)
    style = SCENARIO if width_of(top.title, SCENARIO, page.theme) < bar.w * 0.24 else PANEL
    first, second = _two(page, bar, style, SMALL)
    wide = page.canvas.text(top.title, x, first, style, page.ink.first)
    if width_of(top.stage, SMALL, page.theme) < bar.w * 0.3:
        stage = page.canvas.text(top.stage, x, second, SMALL, page.ink.third)
        wide, high = max(wide, stage), line_height(SMALL, page.theme)
        page.explain(Rect(x, second, stage, high), "stage", top.stage, top.about.get("stage", ""))
    return x + wide + page.px(32)


def _turn(page: Page, top: Top, bar: Rect, left: int, right: int) -> int:
    first, second = _two(page, bar, STRONG, SMALL)
    wide = width_of(top.turn_words, STRONG, page.theme)
    day = width_of(top.day, SMALL, page.theme)
    if left + max(wide, day) > right:
        return left
    page.canvas.text(top.turn_words, left, first, STRONG, page.ink.first)
    page.canvas.text(top.day, left, second, SMALL, page.ink.brass)
    x = left + wide + page.px(14)
    size, gap = page.px(20), page.px(5)
    marks_wide = top.turns * (size + gap)
    y = first + (line_height(STRONG, page.theme) - page.px(8)) // 2
    if x + marks_wide < right and top.turns <= 14:
        for number in range(1, top.turns + 1):
            place = Rect(x, y, size, page.px(8))
            if number < top.turn:
                page.canvas.box(place, page.palette.bar_full, 3)
            elif number == top.turn:
                page.canvas.box(place, page.paper.ground, 3)
            else:
                page.canvas.box(place, None, 3, page.ink.line, 1.4)
            x += size + gap
    right = max(x, left + day)
    page.explain(Rect(left, first, right - left, bar.bottom - first - first + bar.y), "turn")
    return right + page.px(30)


def _steps(page: Page, top: Top, bar: Rect, left: int, right: int) -> None:
    """The steps of the turn as a row of arrows."""
    if not top.phases:
        return
    high, point = page.theme.tall(48), page.theme.tall(14)
    style = STRONG
    wides = [
        width_of(phase.name, style, page.theme)
        + 2 * point
        + page.px(26)
        + (pixels(style, page.theme) + page.px(6) if phase.progress == "done" else 0)
        for phase in top.phases
    ]
    if left + sum(wides) + page.px(12) > right:
        now = next((i for i, phase in enumerate(top.phases) if phase.progress == "now"), None)
        if now is None or left + wides[now] > right:
            return
        shown = [(top.phases[now], wides[now])]
    else:
        shown = list(zip(top.phases, wides, strict=True))
    x = left + max(0, (right - left - sum(w for _, w in shown)) // 2)
    y = bar.y + (bar.h - high) // 2
    for i, (phase, wide) in enumerate(shown):
        _arrow(page, Rect(x, y, wide, high), point, phase, i == 0)
        page.explain(Rect(x, y, wide, high), "phase", phase.name, top.about.get(phase.id, ""))
        x += wide - point // 2


def _arrow(page: Page, rect: Rect, point: int, phase: TurnPhase, first: bool) -> None:
    ink, palette = page.ink, page.palette
    fills = {"now": page.paper.ground, "done": ink.raised, "later": palette.bar}
    texts = {"now": page.paper.first, "done": ink.second, "later": ink.third}
    back = 0 if first else point
    figure = [
        (rect.x, rect.y),
        (rect.right - point, rect.y),
        (rect.right, rect.centery),
        (rect.right - point, rect.bottom),
        (rect.x, rect.bottom),
        (rect.x + back, rect.centery),
    ]
    page.canvas.shape(figure, fills[phase.progress])
    page.canvas.lines([*figure, figure[0]], ink.line, 1.2)
    x = rect.x + back + page.px(14)
    y = rect.y + (rect.h - line_height(STRONG, page.theme)) // 2
    if phase.progress == "done":
        size = pixels(STRONG, page.theme)
        mark = icon("check", size, ink.better)
        page.canvas.picture(mark, (x, y + (line_height(STRONG, page.theme) - size) // 2))
        x += size + page.px(6)
    page.canvas.text(phase.name, x, y, STRONG, texts[phase.progress])


def _who(page: Page, top: Top, bar: Rect) -> int:
    """Who sits at the screen, and what they have to spend; where that begins."""
    right = _tools(page, top, bar, bar.right - page.px(20))
    if top.time is not None:
        right = _time(page, top.time, bar, right)
    if top.purse is not None:
        right = _purse(page, top.purse, top.about.get("purse", ""), bar, right)
    if top.look is None or not top.side:
        return right
    first, second = _two(page, bar, LABEL, STRONG)
    wide = max(width_of(top.side, STRONG, page.theme), width_of(top.speaks, LABEL, page.theme))
    size = min(page.theme.tall(46), bar.h - page.px(16))
    crowded = top.time is not None and right - wide - size < bar.w * 0.42
    if wide > bar.w * 0.22 or crowded:
        wide = 0
    x = right - wide
    if wide:
        page.canvas.text(top.speaks, x, first, LABEL, page.ink.second)
        page.canvas.text(top.side, x, second, STRONG, page.ink.first)
    x -= size + page.px(14)
    across = size + (page.px(14) + wide if wide else 0)
    page.explain(Rect(x, bar.y + (bar.h - size) // 2, across, size), "speaks")
    side_badge(page, top.look, (x, bar.y + (bar.h - size) // 2), size)
    return x - page.px(24)


def _tools(page: Page, top: Top, bar: Rect, right: int) -> int:
    """Small round buttons at the right end; where they begin."""
    size = max(34, min(page.theme.tall(44), bar.h - page.px(12)))
    for do, sign, name in reversed(top.tools):
        right -= size
        rect = Rect(right, bar.y + (bar.h - size) // 2, size, size)
        hot = page.hovered(do)
        page.canvas.box(rect, page.ink.raised if hot else None, 99, page.ink.line, 1.4)
        small = size * 11 // 20
        colour = page.palette.brass_light if hot else page.ink.second
        image = icon(sign, small, colour)
        page.canvas.picture(image, (rect.x + (size - small) // 2, rect.y + (size - small) // 2))
        page.target(do, rect, name, name, radius=99)
        right -= page.px(8)
    return right - (page.px(16) if top.tools else 0)


def _time(page: Page, face: TimeFace, bar: Rect, right: int) -> int:
    """The time that is left; where it begins."""
    wide = face.width(page)
    rect = Rect(right - wide, bar.y + page.px(4), wide, bar.h - page.px(8))
    face.draw_in(page, rect, page.palette.bar)
    page.explain(rect, "timer")
    line = Rect(rect.x - page.px(24), bar.y + page.px(18), 1, bar.h - page.px(36))
    page.canvas.box(line, page.ink.line, 0)
    return rect.x - page.px(48)


def _purse(page: Page, purse: Purse, about: str, bar: Rect, right: int) -> int:
    first, second = _two(page, bar, LABEL, SMALL)
    size, gap = page.theme.tall(14), page.px(6)
    pips = purse.most * (size + gap) - gap
    named = width_of(purse.name, LABEL, page.theme)
    wide = max(pips, named if named < bar.w * 0.16 else 0)
    x = right - wide
    if named < bar.w * 0.16:
        page.canvas.text(purse.name, x, first, LABEL, page.ink.second)
    else:
        second = bar.y + (bar.h - size) // 2
    for i in range(purse.most):
        sign = icon("pip" if i < purse.left else "pip-hollow", size, page.palette.brass)
        page.canvas.picture(sign, (x + i * (size + gap), second + page.px(4)))
    room = Rect(x, bar.y + page.px(12), wide, bar.h - page.px(24))
    page.explain(room, "purse", purse.name, about)
    page.canvas.box(
        Rect(x - page.px(24), bar.y + page.px(18), 1, bar.h - page.px(36)), page.ink.line, 0
    )
    return x - page.px(48)


def key_hints(page: Page, hints: Mapping[str, str], x: int, y: int, right: int) -> None:
    """Keys and what they do, in one line, as many as fit."""
    from game.ui.widgets.buttons import keycap

    for key, what in hints.items():
        wide = (
            max(
                width_of(key, SMALL_STRONG, page.theme) + page.px(16),
                line_height(SMALL, page.theme),
            )
            + page.px(8)
            + width_of(what, SMALL, page.theme)
        )
        if x + wide > right:
            return
        x += keycap(page, x, y, key) + page.px(8)
        x += page.canvas.text(what, x, y, SMALL, page.ink.third) + page.px(28)


def legend(
    symbol: str,
    text: str,
    colour: tuple[int, int, int],
    told: tuple[int, int, int] | None = None,
    term: str = "",
) -> Fixed:
    """A sign and what it stands for; term: what is explained of it."""

    def size(page: Page) -> tuple[int, int]:
        small = pixels(LABEL, page.theme)
        return small + page.px(6) + width_of(text, LABEL, page.theme), line_height(
            LABEL, page.theme
        )

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        small = pixels(LABEL, page.theme)
        down = y + (line_height(LABEL, page.theme) - small) // 2
        page.canvas.picture(icon(symbol, small, colour), (x, down))
        page.canvas.text(text, x + small + page.px(6), y, LABEL, told or page.ink.second)
        if term:
            page.explain(Rect(x, y, *size(page)), term)

    return Fixed(size, paint)


def blurred(surface: pygame.Surface, strength: int = 3) -> pygame.Surface:
    """What lies behind something: out of focus and dimmed by two thirds."""
    small = pygame.transform.smoothscale(
        surface, (max(1, surface.get_width() // strength), max(1, surface.get_height() // strength))
    )
    soft = pygame.transform.smoothscale(pygame.transform.box_blur(small, 2), surface.get_size())
    dark = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    dark.fill((4, 8, 14, 170))
    soft.blit(dark, (0, 0))
    return soft
