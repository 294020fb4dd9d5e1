"""How a turn goes: its steps, one after the other, with the scenario's own names for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from attrs import frozen

from game.ui.page.commands import Command, GoBack, KeyTable, shortcut
from game.ui.page.elements import Beside, Drawn, Element, Inset, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Explain, Pop, Then
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, CARD, SHEET, SMALL, SMALL_STRONG, Style
from game.ui.paint.icons import icon
from game.ui.program.program import Program
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.frame import ground
from game.words.course import TurnStep, about_step, steps_of_turn
from game.words.wording import Wording

_SIGNS: Mapping[TurnStep, str] = {
    "read": "wire",
    "choose": "document",
    "table": "table",
    "press": "quote",
    "follow": "hourglass",
}
_NARROW, _ARROW, _SIGN = 210, 22, 64
"""How wide a step is at least, an arrow between two, and a sign, in steps that grow with text."""
_GAP = 18


@frozen
class StartWalk(Command):
    """Closes this page and starts the walk through the explanations on the screen below."""


CourseCommand = StartWalk | GoBack
KEYS: KeyTable[CourseCommand] = KeyTable(
    "", (shortcut("escape", GoBack()), shortcut("enter", GoBack()))
)
WALK_KEYS: KeyTable[CourseCommand] = KeyTable(
    "", (shortcut("escape", GoBack()), shortcut("enter", StartWalk()))
)


class Course:
    """The screen that explains the steps of a turn to people in their first game."""

    name = "course"

    def __init__(self, program: Program, walk: bool = False) -> None:
        """walk: whether the explanations of the screen below follow."""
        self._program = program
        self._walk = walk

    @property
    def keys(self) -> Mapping[str, CourseCommand]:
        return (WALK_KEYS if self._walk else KEYS).commands()

    def handle(self, command: CourseCommand) -> Answer:
        match command:
            case StartWalk():
                return Then((Pop(), Explain()))
            case GoBack():
                return Pop()
            case _:
                assert_never(command)

    @property
    def _words(self) -> Wording:
        return self._program.playing.words

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        say, ink = self._words.say, page.ink
        rect = shrink_box(page.rect, page.px(48), page.px(32))
        head = Stack(
            (
                Words(say("course"), SHEET, ink.first),
                Words(say("course.about"), BODY, ink.second),
            ),
            6,
        )
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(20))
        head.draw(page, top.x, top.y, top.w)
        foot = self._foot()
        body, low = cut_bottom(rest, foot.height(page, rest.w), page.px(16))
        end = Words(self._end(), BODY, ink.second)
        rows = [*self._rows(page, body.w - page.px(20)), end]
        spare = body.h - Stack(tuple(rows), _GAP).height(page, body.w - page.px(20))
        body.y += max(0, spare) * 2 // 5
        body.h -= max(0, spare) * 2 // 5
        Scroll("course", tuple(rows), _GAP).draw_in(page, body)
        foot.draw(page, low.x, low.y, min(low.w, page.theme.tall(720)))

    def _end(self) -> str:
        return self._words.counted("course.end", self._words.scenario.turns)

    def _foot(self) -> Element:
        say = self._words.say
        back = Button(GoBack(), say("ui.back"), GREY, "back", below=KEYS.keycap(GoBack(), say))
        if not self._walk:
            return Beside(((back, -1), (Stack(()), -2)), 16)
        on = Button(
            StartWalk(),
            say("ui.course.on"),
            FULL,
            after="arrow-right",
            below=WALK_KEYS.keycap(StartWalk(), say),
        )
        return Beside(((on, -2), (back, -1)), 16)

    def _rows(self, page: Page, width: int) -> list[Element]:
        """The steps beside each other, where they have room; else below each other."""
        steps = steps_of_turn(self._words, self._stage())
        arrow, least = page.theme.tall(_ARROW), page.theme.tall(_NARROW)
        if len(steps) * least + (len(steps) - 1) * arrow > width:
            return [self._row(page, number, *step) for number, step in enumerate(steps, 1)]
        inner = (width - (len(steps) - 1) * (arrow + 2 * page.px(6))) // len(steps)
        height = max(
            self._card(page, i, *step).height(page, inner) for i, step in enumerate(steps, 1)
        )
        parts: list[tuple[Element, float]] = []
        for number, step in enumerate(steps, 1):
            if parts:
                parts.append((_arrow(height, arrow), arrow))
            parts.append((self._card(page, number, *step, height), -1))
        return [Beside(tuple(parts), 6)]

    def _stage(self) -> str:
        return list(self._words.scenario.stages)[self._program.playing.state.stage]

    def _row(self, page: Page, number: int, step: TurnStep, names: tuple[str, ...]) -> Inset:
        """A step as a row, with a small sign."""
        title = Marked(
            _SIGNS[step], self._title(number, step), CARD, page.ink.first, page.palette.brass, 10
        )
        parts: tuple[Element, ...] = (title, *self._texts(page, step, names, SMALL))
        return Inset(Stack(parts, 8), 16, page.palette.bar, page.ink.line, 10)

    def _card(
        self, page: Page, number: int, step: TurnStep, names: tuple[str, ...], height: int = 0
    ) -> Inset:
        """A step as a card, below a large sign."""
        title = Words(self._title(number, step), CARD, page.ink.first)
        sign = _sign(_SIGNS[step], page.theme.tall(_SIGN))
        parts: tuple[Element, ...] = (sign, title, *self._texts(page, step, names, BODY))
        return Inset(Stack(parts, 14), 20, page.palette.bar, page.ink.line, 10, least=height)

    def _title(self, number: int, step: TurnStep) -> str:
        say = self._words.say
        return say("course.numbered", number=number, step=say(f"course.{step}"))

    def _texts(
        self, page: Page, step: TurnStep, names: tuple[str, ...], style: Style
    ) -> tuple[Words, ...]:
        say = self._words.say
        about = Words(about_step(self._words, step), style, page.ink.second)
        if not names:
            return (about,)
        sentence = say("course.here", phases=", ".join(names))
        return about, Words(sentence, SMALL_STRONG, page.palette.brass_light)


def _sign(symbol: str, size: int) -> Element:
    """A large sign on a disc."""

    def paint(page: Page, rect: Rect) -> None:
        page.canvas.disc((rect.x + size / 2, rect.y + size / 2), size / 2, page.palette.brass)
        inner = size * 6 // 10
        place = (rect.x + (size - inner) // 2, rect.y + (size - inner) // 2)
        page.canvas.picture(icon(symbol, inner, page.palette.bar), place)

    return Drawn(size, paint)


def _arrow(height: int, width: int) -> Element:
    """An arrow to the next step, half way down."""

    def paint(page: Page, rect: Rect) -> None:
        image = icon("arrow-right", width, page.palette.brass)
        page.canvas.picture(image, (rect.x, rect.y + (rect.h - width) // 2))

    return Drawn(height, paint)
