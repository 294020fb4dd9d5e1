"""The window: a stack of screens, one loop that acts on what they answer, and the workers."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil

import pygame
from attrs import evolve

from game.model.decisions import Move
from game.session.decision_timer import TimeLeft
from game.session.record import RecordError
from game.ui.page import focus
from game.ui.page import help_walk as explaining
from game.ui.page.commands import Do
from game.ui.page.events import (
    TWICE,
    WAKE,
    Click,
    Closed,
    Intent,
    Key,
    Point,
    Resized,
    Typed,
    Wheel,
    Woken,
)
from game.ui.page.hover import Pointer
from game.ui.page.page import Looking, Page, Target, Term
from game.ui.page.screen import (
    Answer,
    Explain,
    GoOn,
    Home,
    Pop,
    Push,
    Quit,
    Replace,
    Screen,
    Submit,
    Then,
)
from game.ui.paint.canvas import Canvas
from game.ui.paint.picture_cache import shown_in
from game.ui.paint.theme import Theme, themed
from game.ui.program.program import Program
from game.ui.program.toasts import Toasts
from game.ui.screens.course import Course
from game.ui.screens.saving.unsaved import UnsavedGame, before_leaving, unsaved, unsaved_at_start
from game.ui.shell.fly_off import Flight, draw_flight, leaving
from game.ui.shell.guide import OFF, READ, guide
from game.ui.shell.thinking import BotThread
from game.ui.shell.tip import Tip, draw_tip, light_up
from game.ui.shell.toast import toast

LEAST_SIZE = (1024, 640)
HINTS = ("briefing", "board", "table", "question", "over")
"""The screens of which the guide says something."""
_NEAR = 8
"""Two quick clicks within so many pixels are one double click."""
COURSE = ("situation", "briefing", "board", "table", "question", "news", "waiting")
"""The screens of a game on which the first F1 tells how a turn goes."""
TIMED = ("board", "table", "question")
"""The screens on which people decide: their time runs while one of them lies below no menu."""
Go = Callable[[Program], Screen]
"""The screen for what comes next in the game."""


class App:
    """The screens, what of them is looked at, and what is under way."""

    def __init__(self, program: Program, first: Screen, go: Go, size: tuple[int, int]) -> None:
        self.program = program
        self.stack: list[Screen] = [first]
        self.size = size
        self.running = True
        self.dirty = True
        self.page: Page | None = None
        self._go = go
        self._looking: dict[int, Looking] = {}
        self._shown: dict[int, float] = {}
        self._thinking: BotThread | None = None
        self._toasts = Toasts(program)
        self._shown_left: TimeLeft | None = None
        self._flight: Flight | None = None
        self._pointer = Pointer()
        self._clicked: tuple[float, tuple[int, int], Screen | None] = (-9.0, (0, 0), None)
        """When and where the mouse was clicked last, and on which screen."""
        self._guided: set[str] = set()
        """The screens whose hints have been read."""
        self._walks = False
        """Whether the walk through what is explained begins once the page is drawn."""
        self._outdated = False
        """Whether the game has gone on below the screen on top, and is shown once that closes."""

    # Looking

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.stack[-1]

    @property
    def looking(self) -> Looking:
        """What is looked at on it."""
        return self._looking.get(id(self.screen), Looking())

    def look(self, **what: object) -> None:
        """Looks at something else on it."""
        self._looking[id(self.screen)] = evolve(self.looking, **what)  # type: ignore[arg-type]
        self.dirty = True

    def theme(self) -> Theme:
        """The look for this size and these settings."""
        settings = self.program.settings
        return themed(self.size, settings.text / 100, settings.high_contrast, settings.motion)

    def draw(self, surface: pygame.Surface) -> Page:
        """Draws the screen on top, and notes what can be pressed."""
        now = time.monotonic()
        key = id(self.screen)
        self._follow_time()
        self._shown_left = self._left()
        shown = self._shown.setdefault(key, now)
        theme = self.theme()
        shown_in(theme)
        page = Page(Canvas(surface, theme), evolve(self.looking, since=now - shown))
        self.screen.draw(page)
        self.page = page
        self.dirty = page.moving
        self._guide(page)
        self._tip(page, now)
        self._toast(page, now)
        if self._flight is not None and not draw_flight(page, self._flight, now):
            self._flight = None
        self.dirty = self.dirty or self._flight is not None
        first = next((target for target in page.targets if not target.by_mouse), None)
        if page.looking.focus is None and first is not None:
            self._looking[key] = evolve(self.looking, focus=first.do)
        if self._walks:
            self._walks = False
            self._explain(page)
        return page

    def _guide(self, page: Page) -> None:
        """In a first game a hint on each screen that has one, once."""
        if not self._hints():
            return
        say = self._say
        hint, key = say(f"ui.guide.{self.screen.name}"), say("ui.key.enter")
        guide(page, say("ui.guide"), hint, say("ui.guide.read"), say("ui.guide.off"), key)

    def _hints(self) -> bool:
        """Whether the screen on top shows its hint."""
        name = self.screen.name
        return self.program.settings.guided and name in HINTS and name not in self._guided

    def _guided_by(self, what: str) -> None:
        self._guided.add(self.screen.name)
        if what == OFF.what:
            self.program.change(guided=False)

    def _tip(self, page: Page, now: float) -> None:
        """Beside what the mouse rests on, or the focus is on, a word of explanation."""
        told = self._pointer.told(page, now)
        order = explaining.walk(page) if page.looking.term >= 0 else []
        if order:
            here = page.looking.term % len(order)
            told = told or order[here]
            light_up(page, order, told)
            foot = self._say("ui.explain.foot", number=here + 1, count=len(order))
            draw_tip(page, self._worded(told, foot), told.rect)
            return
        told = told or explaining.focused(page)
        if told is not None:
            draw_tip(page, self._worded(told), told.rect)

    def _worded(self, term: Term, foot: str = "") -> Tip:
        """What is said of a term, in the language of what is on the screen."""
        if not term.key:
            return Tip("", term.name, term.text, foot)
        kind = self._say(f"term.{term.key}")
        text = term.text or self._say(f"term.{term.key}.about")
        return Tip(kind if term.name else "", term.name or kind, text, foot)

    def _say(self, key: str, **values: object) -> str:
        hot_seat = self.program.hot_seat
        return (hot_seat.words if hot_seat is not None else self.program).say(key, **values)

    def _toast(self, page: Page, now: float) -> None:
        text = self._toasts.shown(now)
        if text:
            toast(page, text)

    @property
    def toasted(self) -> bool:
        """Whether a sentence is shown that will go by itself."""
        return bool(self.program.toast or self.program.notice)

    # Time

    def _follow_time(self) -> None:
        """The time for a decision runs while people think about it, and says when it is up."""
        hot_seat = self.program.hot_seat
        if hot_seat is None:
            return
        names = [screen.name for screen in self.stack]
        runs = "menu" not in names and any(name in TIMED for name in names)
        hot_seat.decision_timer.follow(
            hot_seat.current_decision() if runs else None, self.program.settings.minutes
        )
        if hot_seat.decision_timer.rings():
            self.program.toast = self._say("ui.timer.up.about")

    def waits(self) -> int:
        """Milliseconds after which something is to be drawn though nobody does anything; 0: never.

        Of a page on which the time is shown only that is drawn each second; see tick.
        """
        if self.program.reading:
            return 1
        found = [0.25] if self.toasted else []
        rest = self._pointer.left(time.monotonic())
        found += [rest] if rest is not None else []
        hot_seat = self.program.hot_seat
        if hot_seat is not None:
            shown = self.page is not None and self.page.ticking is not None
            left = (
                hot_seat.decision_timer.until_next()
                if shown
                else hot_seat.decision_timer.until_up()
            )
            found += [left] if left is not None else []
        return max(1, ceil(1000 * min(found))) if found else 0

    def tick(self) -> pygame.Rect | None:
        """Draws the time that is left, and nothing else; where that is, None: nothing was drawn.

        With a toast all is drawn anew anyway.
        """
        self._follow_time()
        if self._pointer.left(time.monotonic()) == 0:
            self.dirty = True
        if self.page is None or self.dirty or self.toasted or self._left() == self._shown_left:
            return None
        self._shown_left = self._left()
        return self.page.tick()

    def _left(self) -> TimeLeft | None:
        return (
            self.program.hot_seat.decision_timer.left()
            if self.program.hot_seat is not None
            else None
        )

    # Acting

    def take(self, wanted: Intent) -> None:
        """Does what somebody wants."""
        match wanted:
            case Key():
                self._key(wanted)
            case Typed(text=text):
                if "typed" in self.screen.keys:
                    self.look(ring=False)
                    self.do(Do("typed", text))
            case Point(place=place):
                found = self._at(place)
                if self._pointer.moved(self.page, place, time.monotonic()):
                    self.dirty = True
                if (found.do if found else None) != self.looking.hover:
                    self.look(hover=found.do if found else None)
            case Click(place=place) if self.looking.term >= 0:
                self.look(term=-1)
            case Click(place=place) if self._twice(place):
                pass
            case Click(place=place):
                self._pointer.lifted()
                found = self._at(place)
                if found is not None:
                    self.look(focus=found.do, ring=False)
                    self.do(found.do)
                elif self.page is not None:
                    self._see(focus.barred(self.page, self.looking, place) or self.looking)
            case Wheel(place=place, by=by) if self.page is not None:
                self._wheel(self.page, place, -by)
            case Resized(size=size):
                self.size = (max(320, size[0]), max(240, size[1]))
                self.dirty = True
            case Woken():
                self._woken()
            case Closed():
                self.answer(Quit())
            case _:
                pass

    def _twice(self, place: tuple[int, int]) -> bool:
        """Whether this is the second click of two, and the first one led to another screen."""
        now, screen = time.monotonic(), self.screen
        (before, there, beneath), self._clicked = self._clicked, (now, place, screen)
        near = abs(place[0] - there[0]) <= _NEAR and abs(place[1] - there[1]) <= _NEAR
        return near and now - before < TWICE and beneath is not screen

    def _wheel(self, page: Page, place: tuple[int, int], by: int) -> None:
        """Scrolls what is under the mouse; where nothing is, it does what the page keys do."""
        key = "page-down" if by > 0 else "page-up"
        if key in self.screen.keys and not any(
            box.rect.collidepoint(place) for box in page.scrolled.values()
        ):
            self.do(self.screen.keys[key])
        else:
            self._see(focus.wheeled(page, self.looking, place, by))

    def _at(self, place: tuple[int, int]) -> Target | None:
        return focus.at(self.page, place) if self.page is not None else None

    def do(self, do: Do) -> None:
        """Has the screen do something, and acts on its answer."""
        self.dirty = True
        if do in (READ, OFF):
            self._guided_by(do.what)
            return
        self.answer(self.screen.handle(do))

    def answer(self, answer: Answer) -> None:
        """Acts on what a screen answers."""
        self.dirty = True
        match answer:
            case Push(screen=screen):
                self._put(screen)
            case Pop():
                self._drop()
                if self._outdated and len(self.stack) == 2:
                    self.go_on()
                self._woken()
            case Replace(screen=screen):
                self._drop()
                self._put(screen)
            case Home() | Quit() if not answer.sure and self._loses():
                if self.screen.name != UnsavedGame.name:
                    self.answer(
                        before_leaving(self.program, self.screen, evolve(answer, sure=True))
                    )
            case Home():
                while len(self.stack) > 1:
                    self._drop()
                self.program.leave()
                self.program.toast = ""
                self._outdated = False
            case Submit(side=side, moves=moves):
                self._submit(side, moves)
            case GoOn():
                self.go_on()
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
        """Leaves the screen on top, which can't be shown; at the first screen the game too."""
        if len(self.stack) > 2:
            self._drop()
            self.dirty = True
        else:
            self.answer(Home(sure=True))

    def _loses(self) -> bool:
        return self.program.hot_seat is not None and self.program.hot_seat.loses

    def _put(self, screen: Screen) -> None:
        self.stack.append(screen)
        self.page = None

    def _drop(self) -> None:
        gone = self.stack.pop()
        self.page = None
        self._looking.pop(id(gone), None)
        self._shown.pop(id(gone), None)

    def _submit(self, side: str, moves: tuple[Move, ...]) -> None:
        hot_seat = self.program.hot_seat
        if hot_seat is None:
            return
        before = len(hot_seat.game.moments)
        # Where two teams share the screen the next picture is not for this one's eyes.
        alone = hot_seat.people == (side,)
        flight = leaving(self.page, moves, time.monotonic()) if alone else None
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
            self._start_thinking()
            return
        self.go_on()
        self._flight = flight or self._flight

    def go_on(self) -> None:
        """The screen for what comes next, in place of all that lies above the first."""
        self._outdated = False
        while len(self.stack) > 1:
            self._drop()
        # What one team was told is not for the next one's eyes.
        self.program.toast = ""
        self._put(self._go(self.program))
        self._tell_unsaved()
        self._start_thinking()
        self._woken()

    def _tell_unsaved(self) -> None:
        """Says once, over the first screen of a game, that it can't be saved."""
        saving = self.program.hot_seat.saving if self.program.hot_seat is not None else None
        failed = saving.take_failure() if saving is not None else None
        if failed is not None:
            self._put(unsaved_at_start(self.program, self.screen, failed))

    # Bots

    def _start_thinking(self) -> None:
        hot_seat = self.program.hot_seat
        if self._thinking is not None and not self._thinking.of(hot_seat):
            self._thinking = None
        if hot_seat is None or self._thinking is not None:
            return
        step = hot_seat.next_step()
        if step.kind == "waiting":
            self._thinking = BotThread(hot_seat, step.side, _wake)

    def _woken(self) -> None:
        """What a bot has thought of is done, if its game still stands as it did.

        It waits while the game is paused, and for nothing else: what lies above the game stays.
        """
        thinking = self._thinking
        if thinking is None or not thinking.done or self._held():
            return
        self._thinking = None
        if thinking.holds(self.program.hot_seat):
            self._submit(thinking.side, (thinking.move(),))
        else:
            self._start_thinking()

    def _held(self) -> bool:
        hot_seat = self.program.hot_seat
        return hot_seat is not None and hot_seat.game.paused

    def settle(self, seconds: float = 60.0) -> None:
        """Waits until no bot thinks any more, or what it has thought of has to wait."""
        end = time.monotonic() + seconds
        while (thinking := self._thinking) is not None and time.monotonic() < end:
            thinking.wait(0.05)
            self._woken()
            if thinking is self._thinking and thinking.done and self._held():
                return

    # Keys

    def _key(self, key: Key) -> None:
        wants, page = self.screen.keys, self.page
        if "typed" in wants and (key.text or key.name == "space"):
            return  # it arrives as letters too
        self._pointer.lifted()
        if page is not None and self.looking.term >= 0 and key.name != "f11":
            self._see(explaining.walked(page, self.looking, key.name))
            return
        pressed = page is not None and focus.pressable(page, self.looking)
        match key.name:
            case "enter" if self._hints() and not self.looking.ring:
                self._guided_by(READ.what)
                self.dirty = True
            case "enter" | "space" if pressed and self.looking.ring:
                if self.looking.focus is not None:
                    self.do(self.looking.focus)
            case "enter" | "space" if pressed and key.name not in wants:
                self.look(ring=True)  # what isn't seen isn't pressed
            case "f1" | "?" if page is not None:
                self._explain(page)
            case "f11":
                self.program.change(full_screen=not self.program.settings.full_screen)
            case name if name in wants:
                self.do(wants[name])
            case name if page is not None:
                self._see(_looked(page, self.looking, name))

    def _explain(self, page: Page) -> None:
        """From now on keys walk through the page's terms; at first it is told how a turn goes."""
        if not self.program.settings.course_shown and self.screen.name in COURSE:
            self.program.change(course_shown=True)
            self._put(Course(self.program, walk=True))
            return
        looking = explaining.begun(page, self.looking)
        if looking.term < 0:
            self.program.toast = self._say("ui.explain.none")
        self._see(looking)

    def _see(self, looking: Looking) -> None:
        self._looking[id(self.screen)] = looking
        self.dirty = True


def _looked(page: Page, looking: Looking, key: str) -> Looking:
    """What is looked at after a key that no screen wants for itself."""
    match key:
        case "tab" | "back-tab":
            return focus.stepped(page, looking, 1 if key == "tab" else -1)
        case "page-up" | "page-down":
            return focus.paged(page, looking, 1 if key == "page-down" else -1)
        case _ if key in focus.WAYS:
            return focus.moved(page, looking, key)
        case _:
            return looking


def _wake() -> None:
    """Tells the loop that something is ready."""
    if pygame.display.get_init():
        pygame.event.post(pygame.event.Event(WAKE))
