"""The window: a stack of screens, and the loop that acts on their answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from math import ceil

import pygame
from attrs import evolve

from game.model.decisions import Move
from game.session.clock import TimeLeft
from game.session.records.record import RecordError
from game.ui.page.commands import (
    Command,
)
from game.ui.page.events import (
    Intent,
    wake_loop,
)
from game.ui.page.page import Page
from game.ui.page.screen import (
    Answer,
    Explain,
    GoOn,
    Home,
    MoveFocusTo,
    Pop,
    Push,
    Quit,
    Replace,
    Screen,
    Submit,
    Then,
)
from game.ui.paint.canvas import Canvas
from game.ui.paint.picture_cache import draw_for_window
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.host.hosted_room import ask_to_end
from game.ui.screens.unsaved import UnsavedGame, before_leaving, unsaved, unsaved_at_start
from game.ui.shell.following import Following
from game.ui.shell.guide import ReadHint, StopHints
from game.ui.shell.input import Input
from game.ui.shell.stack import Flight, ScreenStack, draw_flight, start_flight
from game.ui.shell.thinking import BotTurns

_TIMED = ("board", "table", "question")
"""The screens on which people decide: their time runs while one of them lies below no menu."""


LEAST_SIZE = (1024, 640)
Go = Callable[[Program], Screen]
"""The screen for what comes next in the game."""


class App(ScreenStack):
    """A window: it draws the screen on top, hands it commands, and acts on its answers."""

    def __init__(self, program: Program, first: Screen, go: Go, size: tuple[int, int]) -> None:
        super().__init__(program, first, size)
        self.running = True
        self._go = go
        self._bots = BotTurns(program, self._submit, wake_loop)
        self._input = Input(self, self.do, self.answer, self.woken)
        self._clock = _DecisionClock(program)
        self._shown_left: TimeLeft | None = None
        self._flight: Flight | None = None
        self.analyses = False
        """Whether a game that is over is analysed, which takes a process some time."""
        self.following: Following | None = None
        """Has the game follow its scenario's file; None where it doesn't."""
        self._walks = False
        """Whether the walk through explanations begins once the page is drawn."""
        self._outdated = False
        """Whether the game has gone on below the screen on top, and is shown once that closes."""

    # Looking

    def draw(self, surface: pygame.Surface) -> Page:
        """Draws the screen on top, with everything that lies over it."""
        now = time.monotonic()
        self._follow_time()
        self._shown_left = self._clock.left()
        theme = self.theme()
        draw_for_window(theme)
        page = Page(Canvas(surface, theme), evolve(self.looking, since=self.shown_for(now)))
        self.screen.draw(page)
        self.page = page
        self.dirty = page.moving
        self.overlays.draw(page, self.screen.name, self._input.pointer, now)
        if self._flight is not None and not draw_flight(page, self._flight, now):
            self._flight = None
        self.dirty = self.dirty or self._flight is not None
        first = next((target for target in page.targets if not target.by_mouse), None)
        if page.looking.focus is None and first is not None:
            self.focus_first(first.command)
        if self._walks:
            self._walks = False
            self.explain(page)
        return page

    @property
    def toasted(self) -> bool:
        """Whether a sentence is shown that will disappear by itself."""
        return bool(self.program.toast or self.program.notice)

    # Time

    def _follow_time(self) -> None:
        """The time for a decision runs while people think about it, and says when it is up."""
        if self._clock.follow(screen.name for screen in self.stack):
            self.program.toast = self.overlays.say("ui.timer.up.about")

    def waits(self) -> int:
        """Milliseconds after which the window changes by itself; 0: never.

        Of a page on which the time is shown only that is drawn each second; see tick.
        """
        if self.program.reading:
            return 1
        waits = [0.25] if self.toasted else []
        shown = self.page is not None and self.page.ticking is not None
        for seconds in (
            self._input.pointer.seconds_left(time.monotonic()),
            self._clock.until(shown=shown),
        ):
            waits += [seconds] if seconds is not None else []
        return max(1, ceil(1000 * min(waits))) if waits else 0

    def tick(self) -> pygame.Rect | None:
        """Redraws only the time that is left; returns its box, or None where nothing was drawn.

        With a toast all is drawn anew anyway.
        """
        self._follow_time()
        if self._input.pointer.seconds_left(time.monotonic()) == 0:
            self.dirty = True
        if (
            self.page is None
            or self.dirty
            or self.toasted
            or self._clock.left() == self._shown_left
        ):
            return None
        self._shown_left = self._clock.left()
        return self.page.tick()

    # Acting

    # Acting

    def take(self, intent: Intent) -> None:
        """Acts on something that a person did."""
        self._input.take(intent)

    def do(self, command: Command) -> None:
        """Has the screen do something, and acts on its answer."""
        self.dirty = True
        if isinstance(command, ReadHint | StopHints):
            self.overlays.close_hint(self.screen.name, command)
            return
        # What was said before may not be true after this.
        self.program.toast = ""
        self.answer(self.screen.handle(command))

    def answer(self, answer: Answer) -> None:
        """Acts on what a screen answers."""
        self.dirty = True
        match answer:
            case Push(screen=screen):
                self.put(screen)
            case Pop():
                self.drop()
                if self._outdated and len(self.stack) == 2:
                    self.go_on()
                self.woken()
            case Replace(screen=screen):
                self.drop()
                self.put(screen)
            case Quit() if not answer.sure and self.program.hosts:
                if self.screen.name != Ask.name:
                    self.answer(Push(ask_to_end(self.program, self.screen, answer)))
            case Home() | Quit() if not answer.sure and self.program.loses_campaign:
                if self.screen.name != Ask.name:
                    self.answer(Push(self._ask_to_lose(evolve(answer, sure=True))))
            case Home() | Quit() if not answer.sure and self._loses():
                if self.screen.name != UnsavedGame.name:
                    self.answer(
                        before_leaving(self.program, self.screen, evolve(answer, sure=True))
                    )
            case Home():
                while len(self.stack) > 1:
                    self.drop()
                self.program.leave_all()
                self.program.toast = ""
                self._outdated = False
                self.woken()
            case Submit(side=side, moves=moves):
                self._submit(side, moves)
            case GoOn():
                self.go_on()
            case MoveFocusTo(command=command):
                self.look(focus=command)
            case Explain():
                self._walks = True
            case Quit():
                self.running = False
            case Then(answers=answers):
                for each in answers:
                    self.answer(each)
            case None:
                pass
        if not self.stack:
            self.running = False

    def abandon(self) -> None:
        """Leaves the screen on top, because it can't be drawn; at the bottom also the game."""
        if len(self.stack) > 2:
            self.drop()
            self.dirty = True
        else:
            self.answer(Home(sure=True))

    def _loses(self) -> bool:
        return self.program.hot_seat is not None and self.program.hot_seat.loses

    def _ask_to_lose(self, wanted: Answer) -> Ask:
        """Asks whether to leave a campaign that isn't saved."""
        say = self.program.say
        title, about = say("ui.campaign.lost"), say("ui.campaign.lost.about")
        asked = title, about, say("ui.campaign.lost.yes")
        return Ask(self.program, self.screen, *asked, wanted, symbol="warning", final=True)

    def _submit(self, side: str, moves: tuple[Move, ...]) -> None:
        hot_seat = self.program.hot_seat
        if hot_seat is None:
            return
        before = len(hot_seat.game.moments)
        # Where two teams share the screen the next picture is not for this one's eyes.
        alone = hot_seat.people == (side,)
        flight = start_flight(self.page, moves, time.monotonic()) if alone else None
        try:
            refused = hot_seat.submit(side, moves)
        except RecordError as error:
            left = moves[len(hot_seat.game.moments) - before :]
            self.answer(Push(unsaved(self.program, self.screen, error, Submit(side, left))))
            return
        if refused is not None:
            self.program.toast = hot_seat.words.refusal(refused, side)
            return
        if side not in hot_seat.people and len(self.stack) > 2:
            # Somebody reads or looks something up: what happened is shown once they have.
            self._outdated = True
            self._bots.start()
            return
        self.go_on()
        self._flight = flight or self._flight

    def go_on(self) -> None:
        """Replaces all screens but the first with the one for what comes next."""
        self._outdated = False
        while len(self.stack) > 1:
            self.drop()
        # What one team was told is not for the next one's eyes.
        self.program.toast = ""
        self.put(self._go(self.program))
        self._tell_unsaved()
        if self.analyses:
            self.program.analyse()
        self._bots.start()
        self.woken()

    def _tell_unsaved(self) -> None:
        """Says once, over the first screen of a game, that it can't be saved."""
        saving = self.program.hot_seat.saving if self.program.hot_seat is not None else None
        failed = saving.take_failure() if saving is not None else None
        if failed is not None:
            self.put(unsaved_at_start(self.program, self.screen, failed))

    # Bots

    def woken(self) -> None:
        """Carries out what a bot has decided, and follows a file that was saved."""
        if self.following is not None:
            before = self.program.hot_seat
            self.answer(self.following.act())
            if self.program.hot_seat is not before:
                self._bots.start()
        if self.program.hot_seat is None and self.program.notice_own_scenarios():
            self.dirty = True
        if self.program.room is not None or self.program.analysis is not None:
            self.dirty = True
        self._bots.woken()

    def follow(self) -> Following:
        """Has the game being played follow its scenario's file from now on."""
        self.following = Following(self.program, self, wake_loop)
        return self.following

    def settle(self, seconds: float = 60.0) -> None:
        """Waits until no bot is thinking, or a decision has to wait because the game is paused."""
        self._bots.settle(seconds)


class _DecisionClock:
    """Follows the game being played, if any."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def follow(self, screens: Iterable[str]) -> bool:
        """Lets the time run or stand still, as the screens demand; whether it is up just now."""
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return False
        names = set(screens)
        runs = "menu" not in names and not names.isdisjoint(_TIMED)
        timer, minutes = hot_seat.decision_timer, self._program.settings.minutes
        timer.follow(hot_seat.current_decision() if runs else None, minutes)
        return timer.rings()

    def left(self) -> TimeLeft | None:
        """What is left; None where there is no limit."""
        hot_seat = self._program.hot_seat
        return hot_seat.decision_timer.left() if hot_seat is not None else None

    def until(self, *, shown: bool) -> float | None:
        """Seconds until it changes where it is shown, else until it is up; None: neither comes."""
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return None
        timer = hot_seat.decision_timer
        return timer.until_next() if shown else timer.until_up()
