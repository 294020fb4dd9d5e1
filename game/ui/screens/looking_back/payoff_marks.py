"""The legend of the payoff space of a negotiation, and what was left on the table."""

from __future__ import annotations

from attrs import frozen

from game.bargaining.payoff_space import PayoffSpace, Point, forgone_gains
from game.document.scene import SceneSign
from game.model.colours import mix_colours
from game.presenter.debrief.negotiations import (
    Negotiation,
    barred_sentence,
    became_text,
    explanations_of_marks,
    joint_sum_sentence,
    point_text,
)
from game.presenter.prose import short_name
from game.ui.page.elements import Beside, Element, Explained, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, FIGURE, LABEL, SMALL, SMALL_STRONG, line_height, width_of
from game.ui.widgets.scene import draw_scene
from game.ui.widgets.side_looks import looks
from game.words.sentences import capital, number
from game.words.wording import Wording


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
