"""The bar at the top of a game's screens: where the game stands, and who sits at the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from game.presenter.cards.picking import Purse
from game.presenter.worded_game import WordedGame
from game.rules.compiled import InjectsRules
from game.ui.page.commands import Command
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    LABEL,
    PANEL,
    SCENARIO,
    SMALL,
    STRONG,
    Style,
    line_height,
    pixel_size,
    width_of,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.ui.widgets.buttons import side_badge
from game.ui.widgets.timeface import TimeFace


@frozen
class Top:
    """What the bar at the top shows."""

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
    short_side: str = ""
    """Its name where the full one has no room."""
    purse: Purse | None = None
    time: TimeFace | None = None
    """The time that is left, where there is a limit."""
    about: Mapping[str, str] = field(factory=dict)
    """The explanations of the `stage`, the `purse`, and of each phase by its id."""
    tools: tuple[tuple[Command, str, str], ...] = ()
    """Buttons to other screens: command, icon and name."""


def bar_height(page: Page) -> int:
    """How high the top bar is."""
    return max(page.theme.tall(80), 2 * line_height(STRONG, page.theme) + page.px(12))


def below_bar(page: Page) -> Rect:
    """The room below the top bar."""
    height = bar_height(page)
    return Rect(0, height, page.theme.width, page.theme.height - height)


def top_bar(page: Page, top: Top) -> None:
    """Draws the bar."""
    height = bar_height(page)
    bar = Rect(0, 0, page.theme.width, height)
    page.canvas.box(bar, page.palette.bar, 0)
    page.canvas.box(Rect(0, height - 1, bar.w, 1), page.ink.line, 0)
    right = _who(page, top, bar)
    left = _title(page, top, bar, right)
    left = _turn(page, top, bar, left, right)
    _steps(page, top, bar, left, right)


def _two(page: Page, bar: Rect, upper: Style, lower: Style) -> tuple[int, int]:
    """The tops of two lines that are centred in the bar."""
    both = line_height(upper, page.theme) + line_height(lower, page.theme)
    y = bar.y + (bar.h - both) // 2
    return y, y + line_height(upper, page.theme)


def _title(page: Page, top: Top, bar: Rect, right: int) -> int:
    """Draws the title, and the stage where there is room; returns its right edge."""
    x = page.px(24)
    style = SCENARIO if width_of(top.title, SCENARIO, page.theme) < bar.w * 0.24 else PANEL
    if x + width_of(top.title, style, page.theme) > right:
        # With large text a long title is alone, on two lines.
        words = Words(top.title, STRONG, page.ink.first, most=2)
        room = max(1, right - x)
        words.draw(page, x, bar.y + (bar.h - words.height(page, room)) // 2, room)
        return right
    first, second = _two(page, bar, style, SMALL)
    width = page.canvas.text(top.title, x, first, style, page.ink.first)
    if width_of(top.stage, SMALL, page.theme) < bar.w * 0.3:
        stage = page.canvas.text(top.stage, x, second, SMALL, page.ink.third)
        width, height = max(width, stage), line_height(SMALL, page.theme)
        page.explain(Rect(x, second, stage, height), "stage", top.stage, top.about.get("stage", ""))
    return x + width + page.px(32)


def _turn(page: Page, top: Top, bar: Rect, left: int, right: int) -> int:
    first, second = _two(page, bar, STRONG, SMALL)
    width = width_of(top.turn_words, STRONG, page.theme)
    day = width_of(top.day, SMALL, page.theme)
    if left + max(width, day) > right:
        return left
    page.canvas.text(top.turn_words, left, first, STRONG, page.ink.first)
    page.canvas.text(top.day, left, second, SMALL, page.ink.brass)
    x = left + width + page.px(14)
    size, gap = page.px(20), page.px(5)
    marks_width = top.turns * (size + gap)
    y = first + (line_height(STRONG, page.theme) - page.px(8)) // 2
    if x + marks_width < right and top.turns <= 14:
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
    height, point = page.theme.tall(48), page.theme.tall(14)
    style = STRONG
    widths = [
        width_of(phase.name, style, page.theme)
        + 2 * point
        + page.px(26)
        + (pixel_size(style, page.theme) + page.px(6) if phase.progress == "done" else 0)
        for phase in top.phases
    ]
    if left + sum(widths) + page.px(12) > right:
        now = next((i for i, phase in enumerate(top.phases) if phase.progress == "now"), None)
        if now is None or left + widths[now] > right:
            return
        shown = [(top.phases[now], widths[now])]
    else:
        shown = list(zip(top.phases, widths, strict=True))
    x = left + max(0, (right - left - sum(w for _, w in shown)) // 2)
    y = bar.y + (bar.h - height) // 2
    for i, (phase, width) in enumerate(shown):
        _arrow(page, Rect(x, y, width, height), point, phase, i == 0)
        page.explain(Rect(x, y, width, height), "phase", phase.name, top.about.get(phase.id, ""))
        x += width - point // 2


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
        size = pixel_size(STRONG, page.theme)
        mark = icon("check", size, ink.better)
        page.canvas.picture(mark, (x, y + (line_height(STRONG, page.theme) - size) // 2))
        x += size + page.px(6)
    page.canvas.text(phase.name, x, y, STRONG, texts[phase.progress])


def _who(page: Page, top: Top, bar: Rect) -> int:
    """Draws who sits at the screen and what they can spend; returns its left edge."""
    right = _tools(page, top, bar, bar.right - page.px(20))
    if top.time is not None:
        right = _time(page, top.time, bar, right)
    if top.purse is not None:
        right = _purse(page, top.purse, top.about.get("purse", ""), bar, right)
    if top.look is None or not top.side:
        return right
    first, second = _two(page, bar, LABEL, STRONG)
    size = min(page.theme.tall(46), bar.h - page.px(16))
    side, width = "", 0
    for name in (top.side, top.short_side):
        needed = max(width_of(name, STRONG, page.theme), width_of(top.speaks, LABEL, page.theme))
        crowded = top.time is not None and right - needed - size < bar.w * 0.42
        if needed <= bar.w * 0.22 and not crowded:
            side, width = name, needed
            break
    x = right - width
    if width:
        page.canvas.text(top.speaks, x, first, LABEL, page.ink.second)
        page.canvas.text(side, x, second, STRONG, page.ink.first)
    x -= size + page.px(14)
    across = size + (page.px(14) + width if width else 0)
    page.explain(Rect(x, bar.y + (bar.h - size) // 2, across, size), "speaks")
    side_badge(page, top.look, (x, bar.y + (bar.h - size) // 2), size)
    return x - page.px(24)


def _tools(page: Page, top: Top, bar: Rect, right: int) -> int:
    """Draws small round buttons at the right end; returns their left edge."""
    size = max(34, min(page.theme.tall(44), bar.h - page.px(12)))
    for command, sign, name in reversed(top.tools):
        right -= size
        rect = Rect(right, bar.y + (bar.h - size) // 2, size, size)
        hot = page.hovered(command)
        page.canvas.box(rect, page.ink.raised if hot else None, 99, page.ink.line, 1.4)
        small = size * 11 // 20
        colour = page.palette.brass_light if hot else page.ink.second
        image = icon(sign, small, colour)
        page.canvas.picture(image, (rect.x + (size - small) // 2, rect.y + (size - small) // 2))
        page.target(command, rect, name, name, radius=99)
        right -= page.px(8)
    return right - (page.px(16) if top.tools else 0)


def _time(page: Page, face: TimeFace, bar: Rect, right: int) -> int:
    """Draws the time that is left; returns its left edge."""
    width = face.width(page)
    rect = Rect(right - width, bar.y + page.px(4), width, bar.h - page.px(8))
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
    width = max(pips, named if named < bar.w * 0.16 else 0)
    x = right - width
    if named < bar.w * 0.16:
        page.canvas.text(purse.name, x, first, LABEL, page.ink.second)
    else:
        second = bar.y + (bar.h - size) // 2
    for i in range(purse.most):
        sign = icon("pip" if i < purse.left else "pip-hollow", size, page.palette.brass)
        page.canvas.picture(sign, (x + i * (size + gap), second + page.px(4)))
    room = Rect(x, bar.y + page.px(12), width, bar.h - page.px(24))
    page.explain(room, "purse", purse.name, about)
    page.canvas.box(
        Rect(x - page.px(24), bar.y + page.px(18), 1, bar.h - page.px(36)), page.ink.line, 0
    )
    return x - page.px(48)


Progress = Literal["done", "now", "later"]


@frozen
class TurnPhase:
    """A phase in which somebody decides."""

    id: str
    name: str
    progress: Progress


def turn_phases(worded: WordedGame) -> tuple[TurnPhase, ...]:
    """The phases of the present stage in which somebody decides, in order."""
    rules, state, words = worded.game.rules, worded.state, worded.words
    order = list(rules.stages[state.stage].phases)
    present = order.index(state.phase) if state.phase in order else len(order)
    ids = list(words.scenario.phases)
    phases = []
    for index, number in enumerate(order):
        if isinstance(rules.phases[number], InjectsRules):
            continue
        id = ids[number]
        phases.append(TurnPhase(id, words.naming.phase(id), _progress(index, present)))
    return tuple(phases)


def _progress(index: int, present: int) -> Progress:
    if index == present:
        return "now"
    return "done" if index < present else "later"
