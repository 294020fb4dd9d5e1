"""The decisions of a game: all of them, what each side could expect, and one on paper."""

from __future__ import annotations

from collections.abc import Mapping

from game.document.scene import SceneNumber, SceneSign
from game.model.colours import mix_colours
from game.presenter.charts.expectation_layout import expectation_scene
from game.presenter.debrief.debrief import Debrief, beside_texts
from game.presenter.debrief.decisions import written_texts
from game.presenter.hindsight.debriefed import AnalysisTexts
from game.presenter.hindsight.expectation import Expectation, MarkSign
from game.ui.page.elements import Element, Fixed, Flow, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top
from game.ui.paint.fonts import LABEL, PANEL, SMALL, line_height, width_of
from game.ui.paint.icons import badge
from game.ui.paint.theme import SideLook, looks
from game.ui.screens.looking_back.analysis.asked import FOLLOWED, KNEW, SHEETS, WHAT_IF, Asked
from game.ui.screens.looking_back.analysis.luck import side_choice
from game.ui.screens.looking_back.analysis.what_if_sheet import knowledge_elements, what_if_elements
from game.ui.screens.looking_back.debrief_commands import ChooseSheet, FindDecision, PlayFromHere
from game.ui.screens.looking_back.decision_chips import decision_grid, decision_list
from game.ui.screens.looking_back.decision_sheet import decision_elements, decision_head
from game.ui.screens.looking_back.lookback import scrolled_width
from game.ui.widgets.buttons import Button, toggle
from game.ui.widgets.frame import legend, panel, sheet
from game.ui.widgets.scene import SIGNS, WindowPen, box_around, draw_scene, sign_colour
from game.words.wording import Wording

_SHEETS = {FOLLOWED: "insight.followed", WHAT_IF: "insight.branches", KNEW: "insight.knew"}
_CURVE = 330
"""The height of the curve, in steps that grow with text."""


def decision_panel(page: Page, rect: Rect, debrief: Debrief, texts: AnalysisTexts) -> None:
    """Draws all decisions by their icons."""
    words = debrief.words
    inner = panel(page, rect, words.say("ui.over.decisions"))
    chosen = debrief.decision.number if debrief.decision is not None else -1
    room = scrolled_width(page, inner)
    parts = decision_grid(page, words, debrief.decisions, room, chosen, texts.graded, named=False)
    _draw_decisions(page, inner, debrief, parts)


def decision_panel_height(page: Page, width: int, debrief: Debrief) -> int:
    """The height of the panel of all decisions where all of it has room."""
    inner = width - 2 * page.px(24)
    parts = decision_grid(page, debrief.words, debrief.decisions, inner, -1, {}, named=False)
    head = line_height(PANEL, page.theme) + page.px(44)
    return head + sum(part.height(page, inner) + page.px(6) for part in parts)


def decision_page(
    page: Page, rect: Rect, debrief: Debrief, texts: AnalysisTexts, asked: Asked, side: str
) -> None:
    """Draws what a side could expect, all decisions by name, and one of them on paper."""
    words = debrief.words
    share = 52 if page.theme.tight else 66
    left, right = columns(rect, (rect.w * share // 100, -1), page.px(24))
    high = page.theme.tall(_CURVE)
    if side in texts.expectations and left.h >= 2 * high and not page.theme.tight:
        top, left = cut_top(left, max(high, left.h * 46 // 100), page.px(16))
        _draw_expectation(page, top, debrief, texts, side)
    inner = panel(page, left, words.say("ui.over.decisions"))
    chosen = debrief.decision.number if debrief.decision is not None else -1
    if texts.status:
        status = Words(texts.status, SMALL, page.ink.second)
        top, inner = cut_top(inner, status.height(page, inner.w), page.px(12))
        status.draw(page, top.x, top.y, top.w)
    room, graded = scrolled_width(page, inner), texts.graded
    parts = decision_grid(page, words, debrief.decisions, room, chosen, graded, named=True)
    if page.theme.tight or sum(part.height(page, room) + page.px(6) for part in parts) > inner.h:
        parts = decision_list(page, words, debrief.decisions, chosen, graded)
    _draw_decisions(page, inner, debrief, parts)
    detail(page, right, debrief, texts, asked)


def _draw_expectation(
    page: Page, rect: Rect, debrief: Debrief, texts: AnalysisTexts, side: str
) -> None:
    """Draws the curve of a side, with the choice of the side above it."""
    words = debrief.words
    title = words.say("insight.curve", side=words.naming.side_inside(side))
    inner = panel(page, rect, title)
    sides = side_choice(words, side)
    width = sum(part.size(page)[0] + page.px(8) for part in sides.parts)
    sides.draw(page, inner.right - width + page.px(8), rect.y + page.px(14), width)
    numbers: dict[int | None, int] = {each.line: each.number for each in debrief.decisions}
    chosen = debrief.decision.line if debrief.decision is not None else -1
    draw_curve(page, inner, words, texts.expectations[side], numbers, chosen)


def _draw_decisions(page: Page, inner: Rect, debrief: Debrief, parts: list[Element]) -> None:
    if not parts:
        none = Words(debrief.words.say("ui.over.decisions.none"), SMALL, page.ink.second)
        none.draw(page, inner.x, inner.y, inner.w)
        return
    ring = page.px(8)
    Scroll("decisions", tuple(parts), 6).draw_in(page, inner.inflate(0, ring))


def detail(page: Page, rect: Rect, debrief: Debrief, texts: AnalysisTexts, asked: Asked) -> None:
    """Draws the decision that is shown, on paper."""
    inner, decision = sheet(page, rect), debrief.decision
    if decision is None:
        return
    words, gap = debrief.words, page.px(10)
    pills = Flow(
        tuple(
            toggle(ChooseSheet(each), words.say(_SHEETS[each]), each == asked.sheet, on_paper=True)
            for each in SHEETS
        ),
        6,
        6,
    )
    top, inner = cut_top(inner, pills.height(page, inner.w), gap)
    pills.draw(page, top.x, top.y, top.w)
    play_on = Button(PlayFromHere(), words.say("insight.from-here"), symbol="play", on_paper=True)
    inner, foot = cut_bottom(inner, play_on.height(page, inner.w), gap)
    play_on.draw_in(page, foot)
    graded = texts.graded.get(decision.line)
    match asked.sheet:
        case "what-if":
            parts = decision_head(page, words, decision)
            parts += what_if_elements(page, words, asked.asking(debrief, decision, texts))
        case "knew":
            parts = decision_head(page, words, decision)
            parts += knowledge_elements(page, words, asked.knowledge(debrief, decision))
        case _:
            written = written_texts(words, debrief.decisions, decision)
            parts = decision_elements(
                page, words, decision, graded, beside_texts(debrief, decision), written
            )
    name = f"told-{decision.number}-{asked.sheet}"
    Scroll(name, tuple(parts), 3, page.paper.line).draw_in(page, inner)


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
