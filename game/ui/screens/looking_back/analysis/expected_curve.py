"""The curve of the score that a side could expect, with what moved it; marks can be pressed."""

from __future__ import annotations

from collections.abc import Mapping

from game.document.scene import SceneNumber, SceneSign
from game.model.colours import mix_colours
from game.presenter.charts.expectation_layout import expectation_scene
from game.presenter.hindsight.expectation import Expectation, MarkSign
from game.ui.page.elements import Fixed, Flow
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect, cut_top
from game.ui.paint.fonts import LABEL, line_height, width_of
from game.ui.paint.icons import badge
from game.ui.paint.theme import SideLook
from game.ui.screens.looking_back.debrief_commands import FindDecision
from game.ui.widgets.frame import legend
from game.ui.widgets.scene import SIGNS, WindowPen, box_around, draw_scene, sign_colour
from game.ui.widgets.side_looks import looks
from game.words.wording import Wording

LEAST = 32
"""Pixels that what can be pressed is wide and high at least."""


def draw_curve(
    page: Page,
    rect: Rect,
    words: Wording,
    shown: Expectation,
    numbers: Mapping[int | None, int],
    chosen: int,
) -> None:
    """Draws the legend and below it the curve.

    numbers: by line of the record, the number of a decision. chosen: the line of the decision that
    is shown.
    """
    seen = looks(words.scenario, page.palette)
    key = Flow(tuple(_key(page, sign, seen) for sign in shown.signs), 20, 4)
    top, rect = cut_top(rect, key.height(page, rect.w), page.px(8))
    key.draw(page, top.x, top.y, top.w)
    pen = WindowPen(page.theme)
    scene = expectation_scene(shown, pen, rect.w, rect.h)
    if scene.height > rect.h:
        scene = expectation_scene(shown, pen, rect.w, 2 * rect.h - scene.height)
    above = [each for each in scene.shapes if isinstance(each, SceneSign | SceneNumber)]
    draw_scene(page, rect, [each for each in scene.shapes if each not in above], seen)
    signs = [each for each in above if isinstance(each, SceneSign)]
    marks = [(each, box_around(rect, each)) for each in signs]
    for each, box in marks:
        if each.key not in numbers:
            continue
        is_hovered = page.hovered(FindDecision(numbers[each.key]))
        lit = mix_colours(page.ink.ground, page.ink.line, 0.9) if is_hovered else None
        faint = mix_colours(page.ink.ground, page.ink.line, 0.35)
        edge = page.ink.brass if each.key == chosen else faint
        page.canvas.box(_large(box), lit, 8, edge, 1.5)
    draw_scene(page, rect, above, seen)
    for each, box in marks:
        if each.key in numbers:
            command = FindDecision(numbers[each.key])
            page.target(command, _large(box), each.title, each.title, by_mouse=True)
        elif each.title:
            page.explain(box, "mark", "", each.title)


def _large(box: Rect) -> Rect:
    return box.inflate(max(0, LEAST - box.w), max(0, LEAST - box.h))


def _key(page: Page, sign: MarkSign, seen: Mapping[str, SideLook]) -> Fixed:
    """A sign and what it stands for."""
    if not sign.side:
        return legend(SIGNS[sign.name], sign.text, sign_colour(page, sign.name))
    look = seen[sign.side]

    def size(page: Page) -> tuple[int, int]:
        row = line_height(LABEL, page.theme)
        return row + page.px(6) + width_of(sign.text, LABEL, page.theme), row

    def paint(page: Page, x: int, y: int, _width: int) -> None:
        row = line_height(LABEL, page.theme)
        small = row * 3 // 4
        page.canvas.picture(badge(look.shape, small, look.colour), (x, y + (row - small) // 2))
        page.canvas.text(sign.text, x + row + page.px(2), y, LABEL, page.ink.second)

    return Fixed(size, paint)
