"""The set-up: who plays each side, the language, and where luck begins."""

from __future__ import annotations

from collections.abc import Mapping

from game.bots.seats import EXPERT, ME, UNIFORM, known
from game.model.scenario import Scenario
from game.ui.canvas import Rect
from game.ui.desk import Desk, fresh_seed, usual_seats
from game.ui.elements import (
    Element,
    Flow,
    Gap,
    Line,
    Scroll,
    Stack,
    Words,
    cut_bottom,
    padded,
)
from game.ui.intents import Do
from game.ui.library import Book
from game.ui.page import Page
from game.ui.prose import bare, flowing, looks, paragraphs
from game.ui.screen import Answer, GoOn, Pop
from game.ui.type import BODY, CAPITALS, LABEL, SHEET, SMALL, STRONG, line_height
from game.ui.widgets.buttons import FULL, GREY, Button, side_badge, toggle
from game.ui.widgets.frame import ground, panel, sheet
from game.words.language import language
from game.words.wording import Wording


class Setup:
    """What is chosen before a game."""

    name = "setup"

    def __init__(self, desk: Desk, book: Book, seed: int | None = None) -> None:
        self._desk = desk
        self._book = book
        self._seed = fresh_seed() if seed is None else seed
        self._seats = usual_seats(book.scenario(desk.code))

    @property
    def keys(self) -> Mapping[str, Do]:
        return {"enter": Do("begin"), "escape": Do("back"), "d": Do("seed")}

    @property
    def _scenario(self) -> Scenario:
        return self._book.scenario(self._desk.code)

    def handle(self, do: Do) -> Answer:
        match do.verb:
            case "begin":
                if ME not in self._seats.values():
                    self._desk.toast = self._desk.say("ui.setup.nobody")
                    return None
                self._desk.begin(self._book, self._seats, self._seed)
                return GoOn()
            case "seat":
                self._seats[do.what] = do.also
            case "seed":
                self._seed = fresh_seed()
            case "language":
                self._desk.change(language=do.what)
            case "back":
                return Pop()
        return None

    def draw(self, page: Page) -> None:
        ground(page)
        margin = page.px(48)
        rect = padded(page.rect, margin, page.px(40))
        body, foot = cut_bottom(rect, self._begin().height(page, page.theme.tall(360)), page.px(20))
        left = page.theme.tall(640)
        if left > rect.w * 0.45:
            left = rect.w * 42 // 100
        self._about(page, Rect(body.x, body.y, left, body.h))
        x = body.x + left + page.px(24)
        self._choices(page, Rect(x, body.y, body.right - x, body.h))
        self._feet(page, foot)

    def _begin(self) -> Button:
        say = self._desk.say
        return Button(Do("begin"), say("ui.setup.begin"), FULL, after="arrow-right", large=True)

    def _feet(self, page: Page, foot: Rect) -> None:
        back = Button(Do("back"), self._desk.say("ui.back"), GREY, "back")
        begin = self._begin()
        wide = begin.natural(page)
        begin.draw_in(page, Rect(foot.right - wide, foot.y, wide, foot.h))
        small = back.natural(page)
        back.draw_in(page, Rect(foot.x, foot.y, small, foot.h))

    def _about(self, page: Page, rect: Rect) -> None:
        scenario, paper = self._scenario, page.paper
        inner = sheet(page, rect)
        title = Words(scenario.title, SHEET, paper.first)
        title.draw(page, inner.x, inner.y, inner.w)
        y = inner.y + title.height(page, inner.w) + page.px(12)
        parts: list[Element] = [Words(flowing(scenario.summary), STRONG, paper.first)]
        parts += [Words(text, BODY, paper.second) for text in paragraphs(scenario.situation)]
        lines = _by_line(page, parts, inner.w - page.px(20))
        Scroll("about", lines, 0, paper.line).draw_in(
            page, Rect(inner.x, y, inner.w, inner.bottom - y)
        )

    def _choices(self, page: Page, rect: Rect) -> None:
        say, ink, scenario = self._desk.say, page.ink, self._scenario
        words = Wording(scenario, language(scenario.language))
        inner = panel(page, rect, say("ui.setup.title"))
        parts: list[Element] = []
        seen = looks(scenario, page.palette)
        for side in scenario.sides:
            parts += [_SideHead(seen[side].shape, side, bare(words, side), self._scenario)]
            parts.append(self._seat(page, side))
            parts.append(Line(ink.line))
        parts.append(Words(say("ui.language"), CAPITALS, ink.third))
        codes = self._book.translations.codes
        parts.append(
            Flow(
                tuple(
                    toggle(
                        Do("language", code),
                        language(code).say("language.name"),
                        code == scenario.language,
                    )
                    for code in codes
                )
            )
        )
        parts += [
            Line(ink.line),
            Words(say("ui.seed"), CAPITALS, ink.third),
            Flow((toggle(Do("seed"), say("ui.seed.other", seed=self._seed), False, "bolt"),)),
            Words(say("ui.seed.about"), LABEL, ink.third),
        ]
        Scroll("choices", tuple(parts), 12).draw_in(page, inner)

    def _seat(self, page: Page, side: str) -> Element:
        say, ink = self._desk.say, page.ink
        chosen = self._seats[side]
        options = (ME, *known(self._scenario, side))
        pills = tuple(
            toggle(Do("seat", side, who), self._who(who), who == chosen, _SIGNS.get(who, "persona"))
            for who in options
        )
        about = {
            ME: say("ui.who.me.about"),
            UNIFORM: say("ui.who.uniform.about"),
            EXPERT: say("ui.who.expert.about"),
        }.get(chosen)
        if about is None:
            about = flowing(self._scenario.personas[chosen].text)
        return Stack((Flow(pills, 10, 10), Gap(8), Words(about, SMALL, ink.second)))

    def _who(self, who: str) -> str:
        if who in (ME, UNIFORM, EXPERT):
            return self._desk.say(f"ui.who.{who}")
        return self._scenario.personas[who].name or who


_SIGNS = {ME: "people", UNIFORM: "bolt", EXPERT: "expert"}


class _SideHead:
    """A side's badge and name."""

    def __init__(self, shape: int, side: str, name: str, scenario: Scenario) -> None:
        self._shape, self._side, self._name, self._scenario = shape, side, name, scenario

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(page.theme.tall(38), line_height(STRONG, page.theme))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        high = self.height(page, width)
        side_badge(page, looks(self._scenario, page.palette)[self._side], (x, y), high)
        down = y + (high - line_height(STRONG, page.theme)) // 2
        page.canvas.text(self._name, x + high + page.px(12), down, STRONG, page.ink.first)


def _by_line(page: Page, parts: list[Element], width: int) -> tuple[Element, ...]:
    """Texts line by line, so that they scroll by lines; a gap between two texts."""
    found: list[Element] = []
    for part in parts:
        if found:
            found.append(Gap(10))
        if isinstance(part, Words):
            found += [Words(line, part.style, part.colour) for line in part.lines(page, width)]
        else:
            found.append(part)
    return tuple(found)
