"""The panels and pages of the debrief: the outcome, tracks, the table."""

from __future__ import annotations

from attrs import frozen

from game.bargaining.payoff_space import PayoffSpace, Point, forgone_gains
from game.document.scene import SceneNumber, SceneSign
from game.model.colours import mix_colours
from game.presenter.charts.talks_layout import talks_scene
from game.presenter.debrief.curves import sort_by_movement
from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.negotiations import (
    Negotiation,
    barred_sentence,
    became_text,
    explanations_of_marks,
    joint_sum_sentence,
    package_title,
    point_text,
)
from game.presenter.debrief.talks_course import TalksCourse, asked_sentence, course_sentences
from game.presenter.hindsight.debriefed import AnalysisTexts
from game.presenter.participants import position_sentence
from game.presenter.payoff_plane import negotiation_plane
from game.presenter.prose import short_name
from game.ui.page.elements import Beside, Element, Explained, Flow, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    FIGURE,
    LABEL,
    SMALL,
    SMALL_STRONG,
    line_height,
    width_of,
)
from game.ui.paint.theme import looks
from game.ui.screens.looking_back.debrief_commands import ChoosePair, ChooseTable, ShowCourse
from game.ui.screens.looking_back.offers import clause_rows, offer_rows
from game.ui.screens.looking_back.outcome import OutcomeSheet
from game.ui.screens.looking_back.track_charts import (
    chart_legend,
    chart_rows,
    chart_rows_filling,
    event_line,
    events_by_turn,
)
from game.ui.widgets.buttons import toggle
from game.ui.widgets.frame import panel, sheet
from game.ui.widgets.scene import WindowPen, box_around, draw_plane, draw_scene
from game.words.sentences import capital, number
from game.words.wording import Wording

_LEAST = 340
"""The least height of the agreed package, in steps that grow with text; the rest is scrolled."""


def outcome_sheet(debrief: Debrief, texts: AnalysisTexts, most: int = 99) -> OutcomeSheet:
    """How the game ended and why, with at most so many lines of each score."""
    return OutcomeSheet(
        debrief.words,
        debrief.ending,
        tuple(debrief.score(s, most, texts.baselines.get(s)) for s in debrief.view.scores),
        texts.causes,
        position_sentence(debrief.words, debrief.game),
    )


def outcome_page(page: Page, rect: Rect, debrief: Debrief, texts: AnalysisTexts) -> None:
    """Draws how and why the game ended, and below it the agreed package where it has some room."""
    gap, whole = page.px(16), outcome_sheet(debrief, texts)
    height = min(rect.h, whole.natural(page, rect.w))
    top, rest = cut_top(rect, height, gap)
    whole.draw_in(page, top)
    if not debrief.tables or not debrief.negotiation.clauses:
        return
    words, negotiation = debrief.words, debrief.negotiation
    parts = clause_rows(page, words, negotiation)
    title = package_title(words, negotiation)
    left, right = columns(rest, (-1, -1), page.px(24))
    inner = left.w - 2 * page.px(24)
    height = sum(part.height(page, inner) + page.px(5) for part in parts) + page.theme.tall(110)
    if min(height, page.theme.tall(_LEAST)) <= rest.h:
        height = min(rest.h, height * 4 // 3)
        table_panel(page, Rect(right.x, right.y, right.w, height), debrief)
        inside = sheet(page, Rect(left.x, left.y, left.w, height), title)
        # The total stays in sight, however many issues are scrolled above it.
        *issues, total = parts
        above, foot = cut_bottom(inside, total.height(page, inside.w), page.px(5))
        clauses = Scroll("clauses", tuple(issues), 5, page.paper.line)
        clauses.draw_in(page, above)
        scrolls = clauses.placed(page, above)[1] > above.h
        total.draw(page, foot.x, foot.y, scrolled_width(page, foot) if scrolls else foot.w)


def scrolled_width(page: Page, rect: Rect) -> int:
    """The width of scrolled content beside its bar."""
    return rect.w - max(6, page.px(10)) - page.px(6)


# Tracks


def track_panel(page: Page, rect: Rect, debrief: Debrief) -> None:
    """Draws the tracks that moved most, with the main events."""
    words = debrief.words
    inner = panel(page, rect, words.say("ui.over.tracks"))
    legend = event_line(words, debrief.main_events)
    if legend.parts:
        top, inner = cut_top(inner, legend.height(page, inner.w), page.px(8))
        legend.draw(page, top.x, top.y, top.w)
    curves = sort_by_movement(words, debrief.main_curves)
    room = Rect(inner.x, inner.y, scrolled_width(page, inner), inner.h)
    rows = chart_rows_filling(page, words, curves, room, 44, 8)
    Scroll("tracks", tuple(rows), 8).draw_in(page, inner)


def track_page(page: Page, rect: Rect, debrief: Debrief) -> None:
    """Draws all tracks and all events that moved them."""
    words = debrief.words
    legend = chart_legend(page, words, hidden=_has_hidden_track(debrief))
    if page.theme.tight:
        inner = panel(page, rect, words.say("ui.over.tracks"))
        rows = chart_rows(page, words, debrief.curves, scrolled_width(page, inner), 92)
        events = events_by_turn(page, words, debrief.events)
        Scroll("tracks", (*rows, legend, *events), 14).draw_in(page, inner)
        return
    left, right = columns(rect, (-1, page.theme.tall(416)), page.px(24))
    inner = panel(page, left, words.say("ui.over.tracks"))
    room = Rect(inner.x, inner.y, scrolled_width(page, inner), inner.h)
    rows = chart_rows_filling(page, words, debrief.curves, room, 84, 16)
    Scroll("tracks", tuple(rows), 16).draw_in(page, inner)
    inner = panel(page, right, words.say("ui.over.events"))
    inner, foot = cut_bottom(inner, legend.height(page, inner.w), page.px(12))
    legend.draw(page, foot.x, foot.y, foot.w)
    Scroll("events", tuple(events_by_turn(page, words, debrief.events)), 5).draw_in(page, inner)


def _has_hidden_track(debrief: Debrief) -> bool:
    return any(track.seen_by is not None for track in debrief.words.scenario.tracks.values())


# The table


def table_panel(page: Page, rect: Rect, debrief: Debrief) -> None:
    """Draws the payoff space and beside it the legend of its marks."""
    inner = panel(page, rect, debrief.words.say("ui.over.table"))
    side = min(page.theme.tall(250), inner.w * 38 // 100)
    left, right = columns(inner, (-1, side), page.px(16))
    draw_plane(page, left, negotiation_plane(debrief.words, debrief.negotiation))
    page.explain(left, "cloud")
    Scroll("keys", tuple(_keys(page, debrief, narrow=True)), 1).draw_in(page, right)


def _keys(page: Page, debrief: Debrief, *, narrow: bool) -> list[Element]:
    words, negotiation = debrief.words, debrief.negotiation
    parts = mark_keys(page, words, negotiation, narrow=narrow)
    if negotiation.agreed is not None:
        parts += remainder(page, words, negotiation.space, negotiation.agreed)
    if not negotiation.space.cloud:
        parts += explanations(page, words, negotiation)
    return parts


def _pills(debrief: Debrief, course: TalksCourse | None) -> Flow:
    """Buttons for what is shown, and for the tables and pairs of parties where there are several.

    course: that of the talks, where it is shown.
    """
    words, negotiation, parts = debrief.words, debrief.negotiation, []
    if debrief.course is not None:
        possible, over_time = words.say("ui.over.table"), words.say("ui.given")
        parts.append(toggle(ShowCourse(False), possible, course is None))
        parts.append(toggle(ShowCourse(True), over_time, course is not None))
    if len(debrief.tables) > 1:
        for id in debrief.tables:
            parts.append(toggle(ChooseTable(id), words.naming.table(id), id == negotiation.table))
    if len(debrief.pairs) > 1:
        for name, (one, other) in debrief.pairs.items():
            label = words.say(
                "ui.plane.two",
                one=short_name(words, one),
                other=short_name(words, other),
            )
            parts.append(toggle(ChoosePair(name), label, (one, other) == negotiation.space.sides))
    return Flow(tuple(parts), 8)


def table_page(page: Page, rect: Rect, debrief: Debrief, *, shows_course: bool) -> None:
    """Draws a large payoff space, the meaning of its marks, and all offers.

    shows_course: instead of the payoff space who gave and who got, and the reserves over time.
    """
    words, negotiation = debrief.words, debrief.negotiation
    course = debrief.course if shows_course else None
    side = min(page.theme.tall(480), rect.w * 40 // 100)
    left, right = columns(rect, (-1, side), page.px(24))
    name = words.naming.table(negotiation.table)
    title = "ui.over.table.of" if course is None else "ui.given.of"
    inner = panel(page, left, words.say(title, table=name))
    pills = _pills(debrief, course)
    if pills.parts:
        top, inner = cut_top(inner, pills.height(page, inner.w), page.px(12))
        pills.draw(page, top.x, top.y, top.w)
    about: list[Element]
    if course is None:
        draw_plane(page, inner, negotiation_plane(words, negotiation))
        page.explain(inner, "cloud")
        about = [
            *_keys(page, debrief, narrow=page.theme.tight),
            Gap(8),
            *explanations(page, words, negotiation),
        ]
    else:
        _draw_course(page, inner, words, course)
        sentences = course_sentences(words, course)
        about = [Words(sentence, SMALL, page.ink.first) for sentence in sentences]
        about += [Gap(8), Words(words.say("ui.given.about"), LABEL, page.ink.third)]
    inner = panel(page, right, "")
    parts = [*about, Gap(8), *offer_rows(page, words, negotiation)]
    Scroll("about-table", tuple(parts), 6).draw_in(page, inner)


def _draw_course(page: Page, rect: Rect, words: Wording, course: TalksCourse) -> None:
    """Draws what each asked for, and below it the reserves and the offers over time."""
    answer = Words(asked_sentence(words, course), BODY, page.ink.first)
    top, rect = cut_top(rect, answer.height(page, rect.w), page.px(12))
    answer.draw(page, top.x, top.y, top.w)
    scene = talks_scene(words, course, WindowPen(page.theme), rect.w, rect.h)
    draw_scene(page, rect, scene.shapes, {})
    for each in scene.shapes:
        if isinstance(each, SceneNumber):
            page.explain(box_around(rect, each), "mark", "", each.title)


@frozen
class MarkKey:
    """A mark of the payoff space, what it stands for, and its worths to the two parties."""

    sign: str
    text: str
    value: str = ""
    strong: bool = False

    def _sign(self, page: Page) -> int:
        return page.theme.tall(26)

    def _words(self, page: Page) -> Words:
        ink = page.ink
        return Words(self.text, SMALL_STRONG if self.strong else SMALL, ink.second)

    def _room(self, page: Page, width: int) -> int:
        value = width_of(self.value, SMALL_STRONG, page.theme) + page.px(12) if self.value else 0
        return width - self._sign(page) - page.px(10) - value

    def height(self, page: Page, width: int) -> int:
        return max(self._sign(page), self._words(page).height(page, self._room(page, width)))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size, row = self._sign(page), line_height(SMALL, page.theme)
        page.explain(Rect(x, y, width, self.height(page, width)), self.sign)
        self._paint(page, Rect(x, y, size, size))
        down = y + max(0, (size - row) // 2)
        self._words(page).draw(page, x + size + page.px(10), down, self._room(page, width))
        left = x + width - width_of(self.value, SMALL_STRONG, page.theme)
        page.canvas.text(self.value, left, down, SMALL_STRONG, page.ink.first)

    def _paint(self, page: Page, rect: Rect) -> None:
        ink, palette = page.ink, page.palette
        match self.sign:
            case "agreed" | "nash" | "kalai":
                sign = SceneSign(self.sign, rect.w / 2, rect.h / 2, rect.w)
                draw_scene(page, rect, [sign], {})
            case "frontier":
                ends = (rect.x, rect.centery), (rect.right, rect.centery)
                page.canvas.line(*ends, palette.paper.ground, 3)
            case "better":
                box = rect.inflate(-rect.w // 5, -rect.h // 3)
                page.canvas.box(box, mix_colours(palette.well, ink.better, 0.2), 3, ink.better, 1.4)
            case _:
                dot = max(2, page.px(3))
                for i in range(9):
                    place = rect.x + 3 + i % 3 * rect.w // 3, rect.y + 3 + i // 3 * rect.h // 3
                    page.canvas.box(Rect(*place, dot, dot), palette.bar_full, 0)


def mark_keys(
    page: Page, words: Wording, negotiation: Negotiation, *, narrow: bool
) -> list[Element]:
    """The legend of a payoff space: the marks on it, each with its worths."""
    space = negotiation.space
    looks_of_sides = looks(words.scenario, page.palette)
    shorts = " / ".join(looks_of_sides[side].letters for side in space.sides)
    parts: list[Element] = [Words(shorts, CAPITALS, page.ink.third, "right")]
    for sign, point, name in (
        ("agreed", negotiation.agreed, capital(became_text(words, negotiation.became))),
        ("nash", space.nash, words.say("ui.plane.nash")),
        ("kalai", space.kalai, words.say(f"ui.plane.kalai{'.short' if narrow else ''}")),
    ):
        if point is not None:
            parts.append(MarkKey(sign, name, point_text(point), sign == "agreed"))
    if space.frontier:
        parts.append(MarkKey("frontier", words.say("ui.plane.frontier")))
    if space.better:
        parts.append(MarkKey("better", words.say("ui.plane.better")))
    return parts


def remainder(page: Page, words: Wording, space: PayoffSpace, point: Point) -> list[Element]:
    """How much more each party could have had while the other lost nothing."""
    looks_of_sides = looks(words.scenario, page.palette)
    figures = [
        Beside(
            (
                (Words(number(more), FIGURE, looks_of_sides[side].on_ink), _figure(page, more)),
                (
                    Words(
                        words.say("ui.over.table.left.side", side=short_name(words, side)),
                        SMALL,
                        page.ink.first,
                    ),
                    -1,
                ),
            ),
            8,
            centred=True,
        )
        for side, more in zip(space.sides, forgone_gains(space, point), strict=True)
    ]
    return [
        Gap(4),
        Line(mix_colours(page.ink.line, page.ink.ground, 0.3)),
        Gap(4),
        Explained(Words(words.say("ui.over.table.left"), SMALL_STRONG, page.ink.second), "left"),
        *figures,
    ]


def _figure(page: Page, value: int) -> float:
    return width_of(number(value), FIGURE, page.theme) + 2


def explanations(page: Page, words: Wording, negotiation: Negotiation) -> list[Element]:
    """The sentences that explain the marks, one below the other."""
    sentences = (
        joint_sum_sentence(words, negotiation),
        barred_sentence(words, negotiation),
        *explanations_of_marks(words, negotiation),
    )
    return [Words(sentence, LABEL, page.ink.third) for sentence in filter(None, sentences)]
