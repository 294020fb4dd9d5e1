"""Luck and skill: where the score of a side came from, in bars and in sentences."""

from __future__ import annotations

from math import ceil

from game.presenter.charts.waterfall_layout import columns as bars_beside
from game.presenter.charts.waterfall_layout import rows as bars_below
from game.presenter.hindsight.sums import ScoreEvent
from game.presenter.hindsight.waterfall import REMAINDER, Bar, Waterfall
from game.presenter.prose import short_name
from game.ui.page.elements import Beside, Drawn, Element, Flow, Gap, Labelled, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_top
from game.ui.paint.fonts import (
    BODY,
    SCENARIO,
    SMALL,
    SMALL_STRONG,
    STRONG,
    width_of,
)
from game.ui.paint.theme import looks
from game.ui.screens.looking_back.debrief_commands import ChooseSide
from game.ui.widgets.buttons import toggle
from game.ui.widgets.frame import panel, sheet
from game.ui.widgets.scene import WindowPen, draw_scene
from game.words.sentences import capital, number, signed
from game.words.wording import Wording

_PICTURES = 430
"""The height of both pictures, in steps that grow with text."""


def luck_page(page: Page, rect: Rect, words: Wording, shown: Waterfall) -> None:
    """Draws the page of a side."""
    gap = page.px(16)
    head = _head(page, words, shown)
    top, rest = cut_top(rect, page.height_of(head, rect.w), gap)
    head.draw(page, top.x, top.y, top.w)
    if page.theme.tight or rest.h < page.theme.tall(640):
        _narrow(page, rest, words, shown)
        return
    upper, lower = cut_top(rest, max(page.theme.tall(_PICTURES), rest.h * 56 // 100), gap)
    _pictures(page, upper, words, shown)
    inner = sheet(page, lower)
    rooms = columns(inner, [-1] * len(shown.parts), page.px(28))
    for room, column in zip(rooms, shown.parts, strict=True):
        parts = _column(page, words, shown, column)
        head, *lines = parts
        first, below = cut_top(room, page.height_of(head, room.w), page.px(8))
        head.draw(page, first.x, first.y, first.w)
        Scroll(f"sum-{column.key}", tuple(lines), 4, page.paper.line).draw_in(page, below)


def _narrow(page: Page, rect: Rect, words: Wording, shown: Waterfall) -> None:
    """Draws all of it in one column that is scrolled."""
    inner = panel(page, rect)
    parts: list[Element] = [_rows(page, words, shown, inner.w - page.px(24))]
    for column in shown.parts:
        parts += [Gap(10), *_column(page, words, shown, column, on_paper=False)]
    Scroll("sums", tuple(parts), 6).draw_in(page, inner)


def _head(page: Page, words: Wording, shown: Waterfall) -> Element:
    """The title with the answer, and the choice of the side."""
    said = words.say("insight.sum.where", n=number(shown.final))
    title = Words(said, SCENARIO, page.ink.first)
    texts = Stack((title, Words(shown.answer, BODY, page.ink.second)), 2)
    if shown.caution:
        texts = Stack((*texts.parts, Words(shown.caution, SMALL, page.ink.third)), 2)
    sides = side_choice(words, shown.badge.side)
    if page.theme.tight:
        return Stack((sides, texts), 8)
    width = sum(part.size(page)[0] + page.px(8) for part in sides.parts)
    return Beside(((texts, -1), (sides, width)), 24)


def side_choice(words: Wording, chosen: str) -> Flow:
    """A button for each side."""
    return Flow(
        tuple(
            toggle(ChooseSide(side), short_name(words, side), side == chosen)
            for side in words.scenario.sides
        ),
        8,
    )


def _pictures(page: Page, rect: Rect, words: Wording, shown: Waterfall) -> None:
    par = words.say("insight.sum.par", par=number(shown.par))
    inner = panel(page, rect, words.say("insight.sum.steps"), par)
    heading = words.say("insight.sum.same-luck")
    scene = bars_beside(shown, WindowPen(page.theme), inner.w, inner.h, heading=heading)
    draw_scene(page, inner, scene.shapes, looks(words.scenario, page.palette))


def _rows(page: Page, words: Wording, shown: Waterfall, width: int) -> Drawn:
    """The bars below each other."""
    heading = words.say("insight.sum.comparisons")
    par = words.say("ui.over.par", par=number(shown.par))
    scene = bars_below(shown, WindowPen(page.theme), width, heading=heading, par=par)

    def draw(page: Page, rect: Rect) -> None:
        draw_scene(page, rect, scene.shapes, looks(words.scenario, page.palette))

    return Drawn(ceil(scene.height), draw)


def _column(
    page: Page, words: Wording, shown: Waterfall, part: Bar, *, on_paper: bool = True
) -> list[Element]:
    """A part of the score in sentences: its heading with its points, then what made it."""
    colours = page.paper if on_paper else page.ink
    tints = {"better": colours.better, "worse": colours.worse, "": colours.first}
    head = Labelled(
        Words(part.name, STRONG, colours.first), Words(part.text, STRONG, tints[part.tone])
    )
    parts: list[Element] = [head, Line(colours.line), Gap(2)]
    figure = width_of("−00", SMALL_STRONG, page.theme) + page.px(4)
    for event in part.events:
        points = round(event.points.mean)
        amount = Words(
            signed(points), SMALL_STRONG, colours.better if points > 0 else colours.worse
        )
        text = Words(_told(words, shown, event), SMALL, colours.first)
        parts += [Beside(((amount, figure), (text, -1)), 8), Line(colours.line)]
    if part.events:
        left = shown.left_out(words, part.key, part.events)
        parts.append(Words(left, SMALL, colours.second))
    else:
        about = words.say("insight.sum.nothing")
        about = shown.unexplained if part.key == REMAINDER else about
        parts.append(Words(about, SMALL, colours.second))
    return parts


def _told(words: Wording, shown: Waterfall, event: ScoreEvent) -> str:
    """What happened, with its turn, and why its points differ from its judgement.

    Of one of several other sides, with its name.
    """
    text = event.text
    if event.clause:
        text = words.say("insight.clause", n=text, clause=event.clause)
    if event.side not in ("", shown.badge.side) and len(words.scenario.sides) > 2:
        text = words.say("insight.sum.of-side", side=short_name(words, event.side), what=text)
    if not event.turn:
        return words.say("insight.sum.before", what=capital(text))
    return words.say("insight.sum.on-turn", turn=event.turn, what=capital(text))
