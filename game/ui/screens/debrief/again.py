"""Playing once more what has just been played: with other luck, the same, or other people."""

from __future__ import annotations

from collections.abc import Mapping

from game.ui.page.commands import Do
from game.ui.page.elements import Beside, Element, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Replace, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.program.program import Program, fresh_seed
from game.ui.screens.setup.setup import Setup
from game.ui.widgets.behind import Behind
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.marked import Marked


class Again:
    """The same scenario and seats; which luck is asked."""

    name = "again"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)

    @property
    def keys(self) -> Mapping[str, Do]:
        keys = {"enter": Do("fresh"), "s": Do("same"), "c": Do("seats")}
        return {**keys, "escape": Do("back")}

    def handle(self, do: Do) -> Answer:
        match do.verb:
            case "back":
                return Pop()
            case "fresh":
                return self._begin(fresh_seed())
            case "same":
                return self._begin(self._seed)
            case "seats":
                return self._set_up()
            case _:
                return None

    @property
    def _seed(self) -> int:
        """That of the game that was played."""
        hot_seat = self._program.hot_seat
        return hot_seat.game.moments[0].state.seed if hot_seat is not None else 0

    def _begin(self, seed: int) -> Answer:
        hot_seat, book = self._program.hot_seat, self._program.again()
        if hot_seat is None or book is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        self._program.begin(book, hot_seat.seats, seed)
        return GoOn()

    def _set_up(self) -> Answer:
        hot_seat, book = self._program.hot_seat, self._program.again()
        if hot_seat is None or book is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        return Replace(Setup(self._program, book, seats=hot_seat.seats))

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        title = Marked("play", say("ui.over.again"), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say("ui.again.about"), SMALL, ink.second)), 8)
        seed = say("ui.report.seed", seed=self._seed)
        fresh = Button(
            Do("fresh"), say("ui.again.fresh"), FULL, "bolt", below=say("ui.key.enter"), large=True
        )
        same = Button(Do("same"), say("ui.again.same"), OUTLINE, below=f"S · {seed}")
        seats = Button(Do("seats"), say("ui.again.seats"), GREY, "people", below="C")
        back = Button(Do("back"), say("ui.ask.no"), GREY, below=say("ui.key.escape"))
        parts: list[Element] = [fresh, same, Beside(((seats, -1.2), (back, -1)), 12)]
        dialog(page, head, parts, None, 620)
