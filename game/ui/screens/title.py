"""The title: the map, the scenarios as cards, and the game one can go on with."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.problems import ScenarioError
from game.model.scenario import Scenario
from game.session.record import RecordError
from game.ui.arcs import arc, dot
from game.ui.boxes import cut_bottom
from game.ui.canvas import Rect
from game.ui.desk import Desk
from game.ui.elements import Beside, Element, Flow, Gap, Inset, Line, Stack, Words
from game.ui.intents import Do
from game.ui.labels import spread
from game.ui.lens import Lens
from game.ui.library import Book, Spoilt
from game.ui.maps import Light, backdrop
from game.ui.page import Page
from game.ui.prose import bare, flowing, looks
from game.ui.screen import Answer, GoOn, Push, Quit
from game.ui.screens.files import OpenFile
from game.ui.screens.options import Options
from game.ui.screens.setup import Setup
from game.ui.screens.trouble import Mistakes
from game.ui.theme import mixed
from game.ui.type import (
    BODY,
    CAPITALS,
    LABEL,
    LEDE,
    SCENARIO,
    SHEET,
    SMALL,
    SMALL_STRONG,
    STRONG,
    WORDMARK,
    Style,
    line_height,
    width_of,
)
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button, side_pill
from game.ui.widgets.frame import key_hints
from game.ui.widgets.marked import Marked
from game.words.language import language
from game.words.wording import Wording


class Title:
    """The first screen."""

    name = "title"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._chosen = 0

    @property
    def keys(self) -> Mapping[str, Do]:
        keys = {
            "left": Do("choose", "-1"),
            "right": Do("choose", "+1"),
            "o": Do("open"),
            "s": Do("settings"),
            "q": Do("quit"),
        }
        if self._desk.last_game() is not None:
            keys["c"] = Do("continue")
        if self._chosen_book() is not None:
            keys |= {"enter": Do("play"), "r": Do("read")}
        return keys

    def handle(self, do: Do) -> Answer:
        books = self._desk.books
        match do.verb:
            case "choose" if do.what in ("-1", "+1"):
                self._chosen = (self._chosen + int(do.what)) % max(1, len(books))
            case "choose":
                chosen = int(do.what)
                found = books[chosen]
                if isinstance(found, Spoilt):
                    return Push(Mistakes(self._desk, found))
                if chosen == self._chosen and isinstance(found, Book):
                    return Push(Setup(self._desk, found))
                self._chosen = chosen
            case "play" | "read":
                book = self._chosen_book()
                if book is not None:
                    return Push(Setup(self._desk, book))
            case "continue":
                return self._continue()
            case "open":
                return Push(OpenFile(self._desk))
            case "settings":
                return Push(Options(self._desk))
            case "quit":
                return Quit()
            case _:
                return None
        return None

    def _chosen_book(self) -> Book | None:
        books = self._desk.books
        found = books[self._chosen] if self._chosen < len(books) else None
        return found if isinstance(found, Book) else None

    def _continue(self) -> Answer:
        last = self._desk.last_game()
        if last is None:
            return None
        try:
            self._desk.go_on(last.path)
        except (OSError, RecordError, ScenarioError, ValueError) as error:
            self._desk.toast = self._desk.say("ui.continue.failed", reason=str(error))
            return None
        return GoOn()

    # Drawing

    def draw(self, page: Page) -> None:
        self._map(page)
        x = page.px(72)
        y = self._head(page, x)
        rest = Rect(x, y, page.theme.width - 2 * x, page.theme.height - y - self._foot(page))
        self._doors(page, rest)
        self._hints(page, x)

    def _map(self, page: Page) -> None:
        page.canvas.box(page.rect, page.palette.ground, 0)
        book = self._chosen_book()
        scenario = book.scenario(self._desk.code) if book is not None else None
        places = [place.at for place in scenario.map.places.values()] if scenario else []
        size = (page.theme.width, page.theme.height)
        margins = (size[0] * 43 // 100, size[1] * 24 // 100, size[0] // 16, size[1] * 40 // 100)
        lens = Lens.fit(places or [(10.0, 50.0), (110.0, 30.0)], size, margins)
        if page.theme.high_contrast or page.canvas.ghost:
            return
        seen = looks(scenario, page.palette) if scenario is not None else {}
        lights = tuple(
            Light(*place.at, seen[place.side].colour)
            for place in (scenario.map.places.values() if scenario else ())
            if place.side
        )
        page.canvas.picture(backdrop(lens, lights), (0, 0))
        if scenario is not None:
            self._links(page, scenario, lens)

    def _links(self, page: Page, scenario: Scenario, lens: Lens) -> None:
        seen, places = looks(scenario, page.palette), scenario.map.places
        pale = page.ink.second
        for link in scenario.map.links:
            start, end = places[link.start], places[link.to]
            if not (start.side and end.side):
                continue
            colours = [seen[each.side].colour if each.side else pale for each in (start, end)]
            arc(
                page.canvas.surface,
                lens.at(*start.at),
                lens.at(*end.at),
                colours[0],
                colours[1],
                page.px(5),
            )
        marked = [(id, place) for id, place in places.items() if place.side]
        high = line_height(SMALL_STRONG, page.theme)
        asked = []
        for id, place in marked:
            look = seen[place.side or ""]
            x, y = lens.at(*place.at)
            dot(page.canvas.surface, (x, y), look.colour, look.shape, page.px(7))
            asked.append((x, y, width_of(place.name or id, SMALL_STRONG, page.theme), high))
        room = Rect(size_of_left(page), 0, page.theme.width, page.theme.height * 52 // 100)
        for (id, place), box in zip(marked, spread(asked, room.clip(page.rect)), strict=True):
            if room.contains(box):
                page.canvas.box(box.inflate(page.px(14), page.px(4)), page.palette.bar, 5)
                page.canvas.text(place.name or id, box.x, box.y, SMALL_STRONG, page.ink.first)

    def _head(self, page: Page, x: int) -> int:
        say, width = self._desk.say, page.theme.width
        top = page.px(60)
        page.canvas.text(say("ui.title.above"), x, top, CAPITALS, page.ink.second)
        y = top + line_height(CAPITALS, page.theme)
        mark = "Communiqué"
        style = (
            WORDMARK
            if width_of(mark, WORDMARK, page.theme) < width * 0.62
            else Style("title", 76, 1.1)
        )
        page.canvas.text(mark, x, y, style, page.ink.first)
        y += line_height(style, page.theme)
        page.canvas.box(Rect(x + page.px(4), y, page.px(96), max(2, page.px(3))), page.ink.first, 0)
        y += page.px(20)
        lede = Words(say("ui.title.lede"), LEDE, page.ink.first)
        wide = min(width - 2 * x, page.theme.tall(760))
        lede.draw(page, x, y, wide)
        return y + lede.height(page, wide) + page.px(24)

    def _doors(self, page: Page, rest: Rect) -> None:
        say = self._desk.say
        wide = min(rest.w, page.theme.tall(560))
        parts: list[Element] = []
        last = self._desk.last_game()
        if last is not None:
            turn = say("ui.turn-of", turn=max(last.turn, 1), turns=last.turns)
            parts.append(
                Button(
                    Do("continue"),
                    say("ui.continue"),
                    OUTLINE,
                    "play",
                    below=f"{last.title} · {turn}",
                )
            )
        small: list[tuple[Element, float]] = [
            (Button(Do("open"), say("ui.open"), GREY, "folder"), -1.3),
            (Button(Do("settings"), say("ui.settings"), GREY, "gear"), -1.15),
            (Button(Do("quit"), say("ui.quit"), GREY, "power"), -1),
        ]
        parts.append(Beside(tuple(small), 12))
        stack = Stack(tuple(parts), 14)
        stack.draw(page, rest.x, rest.y, wide)
        y = rest.y + stack.height(page, wide) + page.px(28)
        self._cards(page, Rect(rest.x, y, rest.w, rest.bottom - y))

    def _cards(self, page: Page, rect: Rect) -> None:
        books = self._desk.books
        if not books:
            Words(self._desk.say("ui.no-scenarios"), BODY, page.ink.first).draw(
                page, rect.x, rect.y, rect.w
            )
            return
        chosen = self._chosen_book()
        large = min(rect.w, max(page.theme.tall(620), rect.w * 36 // 100))
        left = Rect(rect.x, rect.y, large, rect.h)
        if chosen is not None:
            self._selected(page, left, chosen)
        others = [(i, book) for i, book in enumerate(books) if i != self._chosen or chosen is None]
        room = Rect(left.right + page.px(20), rect.y, rect.right - left.right - page.px(20), rect.h)
        if chosen is None:
            room = rect
        least = page.theme.tall(250)
        fit = max(0, min(len(others), (room.w + page.px(16)) // (least + page.px(16))))
        wide = (room.w - page.px(16) * max(0, fit - 1)) // max(1, fit)
        wide = min(wide, page.theme.tall(330))
        x = room.x
        for i, book in others[:fit]:
            self._small(page, Rect(x, room.y, wide, room.h), i, book)
            x += wide + page.px(16)

    def _selected(self, page: Page, rect: Rect, book: Book) -> None:
        scenario, paper, say = book.scenario(self._desk.code), page.paper, self._desk.say
        words = Wording(scenario, language(scenario.language))
        seen = looks(scenario, page.palette)
        summary = flowing(scenario.summary)
        facts: list[tuple[Element, float]] = []
        for label, value in self._facts(scenario):
            column = (
                Words(label, CAPITALS, paper.third),
                Words(value, STRONG, paper.first),
            )
            facts.append((Stack(column, 2), -1))
        pills = tuple(side_pill(seen[side], bare(words, side)) for side in scenario.sides)
        buttons = Beside(
            ((Button(Do("play"), say("ui.play"), FULL, "play", large=True, on_paper=True), -1),),
            14,
        )
        foot = buttons.height(page, rect.w - 2 * page.px(30))
        for most in (0, 4, 3, 2, 1):
            body = Stack(
                (
                    Words(scenario.title, SHEET, paper.first),
                    Gap(6),
                    Words(summary, BODY, paper.first, most=most),
                    Gap(14),
                    Line(paper.line),
                    Gap(12),
                    Beside(tuple(facts), 16),
                    Gap(10),
                    Flow(pills, 8, 8),
                )
            )
            high = body.height(page, rect.w - 2 * page.px(30))
            needed = high + foot + page.px(24) * 2 + page.px(18)
            if needed <= rect.h:
                break
        high = min(rect.h, needed)
        card = Rect(rect.x, max(rect.y, rect.bottom - high), rect.w, high)
        page.canvas.paper(card, 8, aged=True)
        page.canvas.box(card.inflate(page.px(6), page.px(6)), None, 10, page.palette.brass, 2.5)
        inner = card.inflate(-2 * page.px(30), -2 * page.px(24))
        with page.canvas.clipped(card):
            body.draw(page, inner.x, inner.y, inner.w)
        buttons.draw(page, inner.x, inner.bottom - foot, inner.w)

    def _facts(self, scenario: Scenario) -> list[tuple[str, str]]:
        say, facts = self._desk.say, []
        if scenario.minutes:
            least, most = scenario.minutes
            facts.append((say("ui.length"), say("ui.minutes", least=least, most=most)))
        facts.append((say("ui.turns"), str(scenario.turns)))
        facts.append((say("ui.sides"), str(len(scenario.sides))))
        return facts

    def _small(self, page: Page, rect: Rect, number: int, book: Book | Spoilt) -> None:
        ink, do = page.ink, Do("choose", str(number))
        parts: list[Element]
        if isinstance(book, Spoilt):
            title = book.path.stem
            count = len(book.problems)
            parts = [
                Words(title, SCENARIO, ink.first, most=3),
                Gap(8),
                Marked("warning", self._desk.counted("ui.mistakes", count), SMALL, ink.worse),
            ]
        else:
            scenario = book.scenario(self._desk.code)
            title = scenario.title
            parts = [
                Words(title, SCENARIO, ink.first, most=3),
                Gap(8),
                Words(flowing(scenario.summary), SMALL, ink.second, most=5),
            ]
            if scenario.minutes:
                least, most = scenario.minutes
                told = self._desk.say("ui.minutes", least=least, most=most)
                parts += [Gap(10), Marked("clock", told, SMALL_STRONG, ink.first, ink.brass)]
        fill = mixed(ink.ground, ink.raised, 0.8 if page.hovered(do) else 0.3)
        inset = Inset(Stack(tuple(parts)), 22, fill, ink.line, 8, do=do, label=title, least=0)
        high = min(rect.h, max(inset.height(page, rect.w), page.theme.tall(240)))
        Inset(Stack(tuple(parts)), 22, fill, ink.line, 8, do=do, label=title, least=high).draw(
            page, rect.x, rect.bottom - high, rect.w
        )

    def _foot(self, page: Page) -> int:
        """How high the line of hints is."""
        return line_height(SMALL, page.theme) + page.px(26)

    def _hints(self, page: Page, x: int) -> None:
        say = self._desk.say
        foot = say("ui.title.foot")
        wide = width_of(foot, LABEL, page.theme)
        low = cut_bottom(page.rect, self._foot(page))[1]
        y = low.y + (low.h - line_height(SMALL, page.theme)) // 2
        right = page.theme.width - x
        hints = {
            say("ui.key.enter"): say("ui.hint.play"),
            "O": say("ui.hint.open"),
            "S": say("ui.hint.settings"),
            "F11": say("ui.hint.full"),
        }
        if wide < (right - x) * 0.45:
            page.canvas.text(foot, right - wide, y, LABEL, page.ink.third)
            right -= wide + page.px(30)
        key_hints(page, hints, x, y, right)


def size_of_left(page: Page) -> int:
    """How far the words at the left may reach, which no place's name is to stand on."""
    return page.px(72) + max(page.theme.tall(760), page.theme.width * 36 // 100)
