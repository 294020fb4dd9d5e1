"""The menu of a game: going on, pausing, and what a trainer does besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.session.recorded_actions import Pause, Resume
from game.ui.page.commands import Do
from game.ui.page.elements import Beside, Element, Inset, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Home, Pop, Push, Quit, Screen
from game.ui.paint.fonts import LABEL, PANEL, SCENARIO, SMALL
from game.ui.paint.theme import mixed
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.course import Course
from game.ui.screens.game_control import done
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.note import WriteNote
from game.ui.screens.menu.step_back import step_back
from game.ui.screens.options.options import Options
from game.ui.screens.saving.save_game import SaveGame
from game.ui.widgets.behind import Behind
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.marked import Marked

SIGNS = {
    "save": "save",
    "pause": "pause",
    "note": "pen",
    "step-back": "rewind",
    "inject": "wire",
    "course": "calendar",
    "settings": "gear",
    "keys": "keyboard",
    "leave": "door",
    "quit": "power",
}
"""What can be done besides going on, each with its sign."""
KEYS = {
    "save": "w",
    "pause": "p",
    "note": "n",
    "step-back": "b",
    "inject": "i",
    "course": "t",
    "settings": "s",
    "keys": "k",
    "leave": "l",
    "quit": "q",
}


class Menu:
    """Over the screen of a game; where the game is paused, in place of it."""

    name = "menu"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._beneath = beneath
        self._behind = Behind(beneath)

    @property
    def paused(self) -> bool:
        """Whether time stands still."""
        return self._program.hot_seat is not None and self._program.hot_seat.game.paused

    @property
    def keys(self) -> Mapping[str, Do]:
        keys = {KEYS[each]: Do(each) for each in self._offered()}
        keys |= {"escape": Do("on")}
        return keys | ({"p": Do("on")} if self.paused else {})

    def _offered(self) -> list[str]:
        """What can be done now."""
        hot_seat, without = self._program.hot_seat, set()
        if hot_seat is None:
            without = {"save", "pause", "note", "step-back", "inject"}
        else:
            if hot_seat.saving is None or hot_seat.saved is not None:
                without.add("save")
            if self.paused:
                without.add("pause")
            if hot_seat.last_decision() is None:
                without.add("step-back")
            if not hot_seat.state.to_move:
                without.add("pause")
            if not hot_seat.state.to_move or not hot_seat.game.rules.scenario.injects:
                without.add("inject")
        return [each for each in SIGNS if each not in without]

    def handle(self, do: Do) -> Answer:
        hot_seat = self._program.hot_seat
        if do.verb in SIGNS and do.verb not in self._offered():
            return None
        match do.verb:
            case "on":
                return self._pause(Resume()) if self.paused else Pop()
            case "pause":
                return self._pause(Pause())
            case "note":
                return Push(WriteNote(self._program, self._beneath))
            case "step-back":
                question = step_back(self._program, self._beneath)
                return Push(question) if question is not None else None
            case "inject":
                return self._ask("inject", Push(Injects(self._program)), "facilitator")
            case "course":
                return Push(Course(self._program))
            case "settings" | "keys":
                return Push(Options(self._program, do.verb))
            case "save" if hot_seat is not None and hot_seat.saving is not None:
                return Push(SaveGame(self._program, hot_seat.saving, self._beneath))
            case "leave":
                return Home()
            case "quit":
                return Quit()
            case _:
                return None

    # Acting

    def _pause(self, deed: Pause | Resume) -> Answer:
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return None
        return done(self._program, lambda: hot_seat.game.do(deed), beneath=self._beneath)

    def _ask(self, what: str, answer: Answer | Callable[[], Answer], symbol: str) -> Answer:
        say = self._program.say
        title, text = say(f"ui.menu.{what}.sure"), say(f"ui.menu.{what}.sure.about")
        yes = say(f"ui.menu.{what}.yes")
        return Push(Ask(self._program, self._beneath, title, text, yes, answer, symbol=symbol))

    # Drawing

    def draw(self, page: Page) -> None:
        self._behind.draw(page, self._program.code)
        parts: list[Element] = []
        if self.paused:
            parts.append(self._banner(page))
        parts.append(self._on())
        found = [self._button(each) for each in SIGNS if each in self._offered()]
        for i in range(0, len(found), 2):
            pair = found[i : i + 2]
            parts.append(Beside(tuple((each, -1) for each in pair), 12))
        dialog(page, self._head(page), parts, None, 680, 12)

    def _head(self, page: Page) -> Element:
        program, ink = self._program, page.ink
        hot_seat = program.hot_seat
        if hot_seat is None:
            return Words(program.say("ui.menu.title"), SCENARIO, ink.first)
        scenario = hot_seat.words.scenario
        turn = hot_seat.words.say("ui.turn", turn=max(hot_seat.state.turn, 1), turns=scenario.turns)
        path = hot_seat.saved
        kept = (
            program.say("ui.menu.saved", file=path.name) if path else program.say("ui.menu.unsaved")
        )
        sign, colour = ("save", ink.third) if path else ("warning", ink.worse)
        return Stack(
            (
                Words(scenario.title, SCENARIO, ink.first),
                Words(turn, SMALL, ink.second),
                Marked(sign, kept, LABEL, colour),
            ),
            4,
        )

    def _banner(self, page: Page) -> Element:
        say, ink, brass = self._program.say, page.ink, page.palette.brass
        words = (
            Marked("pause", say("ui.menu.paused"), PANEL, page.palette.brass_light, brass, 12),
            Words(say("ui.menu.paused.about"), SMALL, ink.first),
        )
        return Inset(Stack(words, 6), 18, mixed(ink.ground, brass, 0.14), brass, 8, 2)

    def _on(self) -> Element:
        say = self._program.say
        label = say("ui.menu.resume") if self.paused else say("ui.menu.on")
        return Button(Do("on"), label, FULL, "play", below=say("ui.key.escape"), large=True)

    def _button(self, what: str) -> Element:
        label = self._program.say(f"ui.menu.{what}")
        return Button(Do(what), label, GREY, SIGNS[what], below=KEYS[what].upper())
