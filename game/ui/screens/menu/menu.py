"""The menu of a game: going on, pausing, and what the facilitator does besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import assert_never

from game.model.colours import mix_colours
from game.model.decisions import PUBLIC
from game.presenter.hot_seat import HotSeat
from game.presenter.timeline.timeline import Timeline
from game.session.game import Moment
from game.session.records.recorded_actions import Pause, Resume
from game.session.said_and_done import decider, last_turn_of_decisions, unseen_picks_before
from game.ui.page.commands import LeaveGame, OpenSettings, QuitProgram
from game.ui.page.elements import Beside, Element, Inset, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Home, Pop, Push, Quit, Screen
from game.ui.paint.fonts import LABEL, PANEL, SCENARIO, SMALL
from game.ui.program.program import Program
from game.ui.screens.ask import Ask, Second
from game.ui.screens.course_screen import Course
from game.ui.screens.game_control import change_game
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu_commands import (
    KEYS,
    CloseMenu,
    DecideForSide,
    MenuCommand,
    OpenAnnouncement,
    OpenCourse,
    OpenInjects,
    OpenKeys,
    OpenNote,
    OpenSaving,
    OpenSeats,
    PauseGame,
    StepBack,
)
from game.ui.screens.menu.note import WriteAnnouncement, WriteNote
from game.ui.screens.menu.seat_menu import Seats
from game.ui.screens.options.options import Options
from game.ui.screens.unsaved import SaveGame
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog

SIGNS: dict[MenuCommand, tuple[str, str]] = {
    OpenSaving(): ("save", "save"),
    PauseGame(): ("pause", "pause"),
    OpenNote(): ("note", "pen"),
    StepBack(): ("step-back", "rewind"),
    OpenInjects(): ("inject", "wire"),
    OpenAnnouncement(): ("announce", "quote"),
    OpenSeats(): ("seats", "people"),
    DecideForSide(): ("decide", "facilitator"),
    OpenCourse(): ("course", "calendar"),
    OpenSettings(): ("settings", "gear"),
    OpenKeys(): ("keys", "keyboard"),
    LeaveGame(): ("leave", "door"),
    QuitProgram(): ("quit", "power"),
}
"""What can be done besides going on: the name of its words, and its sign."""


_OF_FACILITATOR: set[MenuCommand] = {
    OpenInjects(), OpenAnnouncement(), OpenSeats(), DecideForSide()
}  # fmt: skip
"""What the facilitator does while the game goes on."""


class Menu:
    """The menu over the screen of a game, or instead of it while the game is paused."""

    name = "menu"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._beneath = beneath
        self._behind = Behind(beneath)

    @property
    def paused(self) -> bool:
        """Whether the game is paused."""
        return self._program.hot_seat is not None and self._program.hot_seat.game.paused

    @property
    def keys(self) -> Mapping[str, MenuCommand]:
        return KEYS.commands(without=self._unheard())

    def _offered(self) -> list[MenuCommand]:
        """What can be done now, in the order of the buttons."""
        hot_seat, without = self._program.hot_seat, set[MenuCommand]()
        if hot_seat is None:
            # How a turn goes is told with the names of the game being played.
            without = {
                OpenSaving(),
                PauseGame(),
                OpenNote(),
                StepBack(),
                OpenCourse(),
                *_OF_FACILITATOR,
            }
        else:
            if hot_seat.saving is None or hot_seat.saved is not None:
                without.add(OpenSaving())
            if self.paused or not hot_seat.state.to_move:
                without.add(PauseGame())
            if hot_seat.last_decision() is None or self._program.is_looking_back:
                without.add(StepBack())
            if not hot_seat.state.to_move:
                without |= _OF_FACILITATOR
            if not hot_seat.game.rules.scenario.injects:
                without.add(OpenInjects())
            if not hot_seat.may_decide_for or self.paused:
                without.add(DecideForSide())
        return [each for each in SIGNS if each not in without]

    def _unheard(self) -> set[MenuCommand]:
        """What can't be done now; the key that pauses also resumes."""
        resuming: set[MenuCommand] = {PauseGame()} if self.paused else set()
        return {*SIGNS} - {*self._offered()} - resuming

    def handle(self, command: MenuCommand) -> Answer:
        hot_seat = self._program.hot_seat
        if command in self._unheard():
            return None
        match command:
            case CloseMenu():
                return self._pause(Resume()) if self.paused else Pop()
            case PauseGame():
                return self._pause(Resume() if self.paused else Pause())
            case OpenNote():
                return Push(WriteNote(self._program, self._beneath))
            case StepBack():
                question = _step_back(self._program, self._beneath)
                return Push(question) if question is not None else None
            case OpenInjects():
                return self._ask("inject", Push(Injects(self._program)), "facilitator")
            case OpenAnnouncement():
                return Push(WriteAnnouncement(self._program, self._beneath))
            case OpenSeats():
                return Push(Seats(self._program, self._beneath))
            case DecideForSide():
                return self._ask_to_decide()
            case OpenCourse():
                return Push(Course(self._program))
            case OpenSettings():
                return Push(Options(self._program))
            case OpenKeys():
                return Push(Options(self._program, "keys"))
            case OpenSaving():
                if hot_seat is None or hot_seat.saving is None:
                    return None
                return Push(SaveGame(self._program, hot_seat.saving, self._beneath))
            case LeaveGame():
                return Home()
            case QuitProgram():
                return Quit()
            case _:
                assert_never(command)

    # Acting

    def _pause(self, action: Pause | Resume) -> Answer:
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return None
        return change_game(self._program, lambda: hot_seat.game.do(action), beneath=self._beneath)

    def _ask_to_decide(self) -> Answer:
        """Asks whether the facilitator decides for the side that is asked now."""
        hot_seat = self._program.hot_seat
        side = hot_seat.may_decide_for if hot_seat is not None else ""
        if hot_seat is None or not side:
            return None

        def decide() -> Answer:
            hot_seat.decide_for(side)
            name = hot_seat.words.naming.side_inside(side)
            self._program.toast = self._program.say("ui.menu.decide.now", side=name)
            return GoOn()

        return self._ask("decide", decide, "facilitator")

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
        buttons = [self._button(each) for each in SIGNS if each in self._offered()]
        for i in range(0, len(buttons), 2):
            pair = buttons[i : i + 2]
            parts.append(Beside(tuple((each, -1) for each in pair), 12))
        dialog(page, self._head(page), parts, None, 680, 12)

    def _head(self, page: Page) -> Element:
        program, ink = self._program, page.ink
        hot_seat = program.hot_seat
        if hot_seat is None:
            return Words(program.say("ui.menu.title"), SCENARIO, ink.first)
        scenario = hot_seat.words.scenario
        turn = hot_seat.words.say(
            "board.turn", turn=max(hot_seat.state.turn, 1), turns=scenario.turns
        )
        path = hot_seat.saved
        saved_as = (
            program.say("ui.menu.saved", file=path.name) if path else program.say("ui.menu.unsaved")
        )
        sign, colour = ("save", ink.third) if path else ("warning", ink.worse)
        return Stack(
            (
                Words(scenario.title, SCENARIO, ink.first),
                Words(turn, SMALL, ink.second),
                Marked(sign, saved_as, LABEL, colour),
            ),
            4,
        )

    def _banner(self, page: Page) -> Element:
        say, ink, brass = self._program.say, page.ink, page.palette.brass
        words = (
            Marked("pause", say("ui.menu.paused"), PANEL, page.palette.brass_light, brass, 12),
            Words(say("ui.menu.paused.about"), SMALL, ink.first),
        )
        return Inset(Stack(words, 6), 18, mix_colours(ink.ground, brass, 0.14), brass, 8, 2)

    def _on(self) -> Element:
        say = self._program.say
        label = say("ui.menu.resume") if self.paused else say("ui.go-on")
        return Button(
            CloseMenu(), label, FULL, "play", below=KEYS.keycap(CloseMenu(), say), large=True
        )

    def _button(self, command: MenuCommand) -> Element:
        say, (name, sign) = self._program.say, SIGNS[command]
        return Button(command, say(f"ui.menu.{name}"), GREY, sign, below=KEYS.keycap(command, say))


def _step_back(program: Program, beneath: Screen | None) -> Ask | None:
    """The question, in words the team at the screen may read; None: nothing was decided yet.

    A team that doesn't sit there is always offered its whole turn: how much it has decided unseen
    is its own affair.
    """
    hot_seat = program.playing
    turn = last_turn_of_decisions(hot_seat.game, hot_seat.people)
    if not turn:
        return None
    say, words = program.say, hot_seat.words
    first, last = turn[0], turn[-1]
    side = decider(last)
    number = hot_seat.game.moments[last.before].state.turn
    own = side == hot_seat.seated
    text = [say("ui.back.takes", turn=number, what=_told(hot_seat, [last]))]
    picks = unseen_picks_before(hot_seat.game, last) if own else ()
    remaining = [words.naming.action(id) for id in picks]
    if remaining:
        text.append(say("ui.back.remains", actions=words.listed(remaining)))
    second = None
    if len(turn) > 1 or not own:
        whole = _told(hot_seat, turn)
        text.append(say("ui.back.whole", turn=number, what=whole))
        label = say("ui.back.turn", turn=number)
        second = Second(label, "t", partial(_stepped, program, beneath, first))
    text.append(say("ui.menu.step-back.sure.about"))
    title, yes = say("ui.menu.step-back.sure"), say("ui.menu.step-back.yes")
    answer = partial(_stepped, program, beneath, last)
    return Ask(
        program, beneath, title, "\n".join(text), yes, answer, symbol="rewind", second=second
    )


def _told(hot_seat: HotSeat, moments: Sequence[Moment]) -> str:
    """What was decided, each thing once, as far as the team at the screen may know."""
    timeline = Timeline(hot_seat.words, hot_seat.game, hot_seat.seated or PUBLIC)
    sentences = [
        timeline.line(timeline.number_of(moment.line.number)).sentence
        for moment in moments
        if moment.line is not None
    ]
    return " ".join(dict.fromkeys(sentences))


def _stepped(program: Program, beneath: Screen | None, to: Moment) -> Answer:
    return change_game(program, lambda: program.playing.step_back(to), beneath=beneath)
