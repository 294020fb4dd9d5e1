"""A sample of how text reads, on paper and on ink, with the settings as they are."""

from __future__ import annotations

from collections.abc import Callable

from game.ui.page.elements import Beside, Drawn, Element, Gap, Inset, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, CAPITALS, CARD, LEDE, SCENARIO, SMALL, SMALL_STRONG
from game.ui.widgets.frame import sheet
from game.ui.widgets.marked import Marked

Say = Callable[..., str]


def sample(page: Page, rect: Rect, say: Say) -> Rect:
    """Draws it on a sheet of paper, as far as there is room; the room that is left below."""
    across, down = page.px(24), page.px(18)
    width = rect.w - 2 * across
    parts, used = _fitting(page, _parts(page, say, width), width, rect.h - 2 * down)
    paper = Rect(rect.x, rect.y, rect.w, used + 2 * down)
    inner = sheet(page, paper)
    Stack(tuple(parts)).draw(page, inner.x, inner.y, inner.w)
    top = paper.bottom + page.px(16)
    return Rect(rect.x, top, rect.w, max(0, rect.bottom - top))


def _parts(page: Page, say: Say, width: int) -> list[Element]:
    paper = page.paper
    body = Words(say("ui.sample.body"), BODY, paper.first)
    return [
        Words(say("ui.sample.above"), CAPITALS, paper.third),
        Gap(4),
        Words(say("ui.sample.title"), SCENARIO, paper.first),
        Gap(4),
        Words(say("ui.sample.lede"), LEDE, paper.second),
        Gap(10),
        Line(paper.line),
        Gap(10),
        *(Words(line, BODY, paper.first) for line in body.lines(page, width)),
        Gap(14),
        _verdicts(page, say),
        Gap(18),
        _card(page, say),
        Gap(6),
    ]


def _fitting(page: Page, parts: list[Element], width: int, room: int) -> tuple[list[Element], int]:
    """The first parts that have room, and how high they are."""
    used = 0
    for i, part in enumerate(parts):
        height = part.height(page, width)
        if used + height > room:
            return parts[:i], used
        used += height
    return parts, used


def _verdicts(page: Page, say: Say) -> Element:
    paper = page.paper
    return Beside(
        (
            (Marked("up", say("ui.sample.better"), SMALL_STRONG, paper.better), -1),
            (Marked("down", say("ui.sample.worse"), SMALL_STRONG, paper.worse), -1),
        ),
        12,
    )


def _card(page: Page, say: Say) -> Element:
    """A card on ink, with a bar that fills while the screen comes up."""
    ink, palette = page.ink, page.palette

    def bar(page: Page, rect: Rect) -> None:
        page.canvas.box(rect, palette.bar_empty, 3)
        width = round(rect.w * 0.62 * page.progress(0.1, 0.5))
        page.canvas.box(Rect(rect.x, rect.y, width, rect.h), palette.bar_band, 3)

    parts = (
        Words(say("ui.sample.card"), CARD, ink.first),
        Words(say("ui.sample.card.about"), SMALL, ink.second),
        Gap(4),
        Drawn(max(4, page.px(12)), bar),
    )
    return Inset(Stack(parts, 4), 16, ink.raised, ink.line, 8)
