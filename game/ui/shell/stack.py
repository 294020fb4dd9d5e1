"""The screens on top of each other, and what lies over them: hints, explanations and toasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame
from attrs import evolve, frozen

from game.model.decisions import Act, Move, Offer
from game.ui.page import help_walk
from game.ui.page.commands import Command
from game.ui.page.hover import Pointer
from game.ui.page.page import Looking, Page, Term
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import STRONG, line_height, width_of, wrap_text
from game.ui.paint.theme import Theme, make_theme
from game.ui.program.program import Program
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.course_screen import Course
from game.ui.screens.table.table_commands import ChooseOption
from game.ui.shell.guide import KEYS, ReadHint, StopHints, guide
from game.ui.shell.tip import Tip, draw_tip, light_up
from game.ui.widgets.top_bar import bar_height

HINTS = ("briefing", "board", "table", "question", "over")
"""The screens of which the guide says something."""


COURSE = ("situation", "briefing", "board", "table", "question", "news", "waiting")
"""The screens of a game on which the first F1 tells how a turn goes."""
SHOWN = 6.0
"""Seconds that a toast is shown."""


class ScreenStack:
    """The screens of a window; only the one on top is drawn."""

    def __init__(self, program: Program, first: Screen, size: tuple[int, int]) -> None:
        self.program = program
        self.stack: list[Screen] = [first]
        self.size = size
        self.dirty = True
        """Whether the window has to be drawn anew."""
        self.page: Page | None = None
        """The screen on top as it was drawn last."""
        self.overlays = Overlays(program)
        self._looking: dict[int, Looking] = {}
        self._shown: dict[int, float] = {}
        """When each screen was drawn first."""

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.stack[-1]

    @property
    def looking(self) -> Looking:
        """The focus, scrolling and explanation on the screen on top."""
        return self._looking.get(id(self.screen), Looking())

    def look(self, **what: object) -> None:
        """Changes some fields of `looking` of the screen on top."""
        self._looking[id(self.screen)] = evolve(self.looking, **what)  # type: ignore[arg-type]
        self.dirty = True

    def theme(self) -> Theme:
        """The look for this size and these settings."""
        settings = self.program.settings
        return make_theme(self.size, settings.text / 100, settings.high_contrast, settings.motion)

    @property
    def hints(self) -> bool:
        """Whether the screen on top shows its hint."""
        return self.overlays.hints_at(self.screen.name)

    def put(self, screen: Screen) -> None:
        """Puts a screen on top."""
        self.stack.append(screen)
        self.page = None

    def drop(self) -> None:
        """Removes the screen on top, and forgets its focus and scrolling."""
        gone = self.stack.pop()
        self.page = None
        self._looking.pop(id(gone), None)
        self._shown.pop(id(gone), None)

    def explain(self, page: Page) -> None:
        """Starts the walk through the page's terms; the first time, explains how a turn goes."""
        if not self.program.settings.course_shown and self.screen.name in COURSE:
            self.program.change(course_shown=True)
            self.put(Course(self.program, walk=True))
            return
        looking = help_walk.begin_walk(page, self.looking)
        if looking.term < 0:
            self.program.toast = self.overlays.say("ui.explain.none")
        self.see(looking)

    def see(self, looking: Looking) -> None:
        """Replaces `looking` of the screen on top."""
        self._looking[id(self.screen)] = looking
        self.dirty = True

    def focus_first(self, command: Command) -> None:
        """Puts the focus on the target of a command without showing the focus ring."""
        self._looking[id(self.screen)] = evolve(self.looking, focus=command)

    def shown_for(self, now: float) -> float:
        """Seconds since the screen on top was drawn first."""
        return now - self._shown.setdefault(id(self.screen), now)


class Overlays:
    """Draws hints, explanations and toasts over a page, and knows which hints have been read."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._toasts = Toasts(program)
        self._read: set[str] = set()
        """The screens whose hints have been read."""

    def draw(self, page: Page, screen: str, pointer: Pointer, now: float) -> None:
        """Draws the hint, the explanation and the toast over the page of a screen, by its name."""
        # The explained terms are lit, and would light up the hint above them.
        if self.hints_at(screen) and page.looking.term < 0:
            say = self.say
            hint, key = say(f"ui.guide.{screen}"), KEYS.keycap(ReadHint(), say)
            guide(page, say("ui.guide"), hint, say("ui.guide.read"), say("ui.guide.off"), key)
        self._explain(page, pointer.explained(page, now))
        text = self._toasts.text_at(now)
        if text:
            _toast(page, text)

    def hints_at(self, screen: str) -> bool:
        """Whether a screen shows its hint: in a first game, until the hint has been read."""
        return self._program.settings.guided and screen in HINTS and screen not in self._read

    def close_hint(self, screen: str, command: ReadHint | StopHints) -> None:
        """Closes a screen's hint, or switches all hints off."""
        self._read.add(screen)
        if command == StopHints():
            self._program.change(guided=False)

    def _explain(self, page: Page, hovered: Term | None) -> None:
        """Draws the explanation of the term under the mouse or the focus."""
        order = help_walk.walk_order(page) if page.looking.term >= 0 else []
        if order:
            index = page.looking.term % len(order)
            term = hovered or order[index]
            light_up(page, order, term)
            foot = self.say("ui.explain.foot", number=index + 1, count=len(order))
            draw_tip(page, self.tip(term, foot), term.rect)
            return
        focused = hovered or help_walk.focused_term(page)
        if focused is not None:
            draw_tip(page, self.tip(focused), focused.rect)

    def tip(self, term: Term, foot: str = "") -> Tip:
        """The explanation of a term, in the language of the screen."""
        if not term.key:
            return Tip("", term.name, term.text, foot)
        kind = self.say(f"term.{term.key}")
        text = term.text or ("" if term.runs else self.say(f"term.{term.key}.about"))
        return Tip(kind if term.name else "", term.name or kind, text, foot, term.runs)

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the game, or of the window where there is none."""
        hot_seat = self._program.hot_seat
        return (hot_seat.words if hot_seat is not None else self._program).say(key, **values)


def _toast(page: Page, text: str) -> None:
    """Shows it below the top bar, in the middle."""
    most = min(page.theme.width - page.px(96), page.theme.tall(900))
    lines = wrap_text(text, STRONG, page.theme, most)
    width = max(width_of(line, STRONG, page.theme) for line in lines) + page.px(56)
    height = line_height(STRONG, page.theme) * len(lines) + page.px(28)
    top = max(page.px(96), bar_height(page) + page.px(8))
    rect = Rect((page.theme.width - width) // 2, top, width, height)
    page.canvas.cover(rect)
    page.canvas.shadow(rect, 26, 160)
    page.canvas.box(rect, page.paper.raised, 8, page.palette.brass, 2)
    y = rect.y + page.px(14)
    for line in lines:
        left = rect.x + (width - width_of(line, STRONG, page.theme)) // 2
        page.canvas.text(line, left, y, STRONG, page.paper.first)
        y += line_height(STRONG, page.theme)


class Toasts:
    """Knows which sentence is shown now; each is shown for a few seconds."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._text = ""
        self._until = 0.0

    def text_at(self, now: float) -> str:
        """The sentence to show at this time; empty: none."""
        program = self._program
        text = program.notice or program.toast
        if text != self._text:
            self._text, self._until = text, now + SHOWN
        if not text or now < self._until:
            return text
        if program.notice:
            program.notice = ""
        else:
            program.toast = ""
        return self.text_at(now)


SECONDS = 0.22
_SMALL = 0.35
"""The size of a flying picture on arrival, as a share of its first size."""


@frozen
class Flight:
    """Pictures of what was decided, and where each of them lay."""

    pictures: tuple[tuple[pygame.Surface, Rect], ...]
    begun: float
    """The time at which it began, on the monotonic clock."""


def start_flight(page: Page | None, moves: Sequence[Move], now: float) -> Flight | None:
    """The pictures that fly off a page for some decisions; None where it shows none of them."""
    if page is None or not page.theme.motion:
        return None
    wanted = set(_played(moves))
    pictures = tuple(
        (page.canvas.surface.subsurface(target.rect).copy(), target.rect.copy())
        for target in page.targets
        if target.command in wanted and not target.hidden and page.rect.contains(target.rect)
    )
    return Flight(pictures, now) if pictures else None


def _played(moves: Sequence[Move]) -> Iterator[Command]:
    """The commands whose targets show a decision on a page."""
    for move in moves:
        if isinstance(move, Act):
            yield PickAction(move.action)
        elif isinstance(move, Offer):
            for issue, option in move.package.items():
                yield ChooseOption(issue, option)


def draw_flight(page: Page, flight: Flight, now: float) -> bool:
    """Draws the flying pictures over a page; returns whether they are still on their way."""
    share = (now - flight.begun) / SECONDS
    if share >= 1:
        return False
    eased = 1 - (1 - max(0.0, share)) ** 3
    goal = _goal(page)
    for picture, start in flight.pictures:
        size = 1 - (1 - _SMALL) * eased
        small = pygame.transform.smoothscale_by(picture, size)
        small.set_alpha(round(255 * (1 - eased**3)))
        x = start.centerx + (goal[0] - start.centerx) * eased
        y = start.centery + (goal[1] - start.centery) * eased
        page.canvas.picture(
            small, (round(x - small.get_width() / 2), round(y - small.get_height() / 2))
        )
    return True


def _goal(page: Page) -> tuple[int, int]:
    """Where the pictures fly: to the record if the page has one, else to the top."""
    for name, box in page.scrolled.items():
        if name.startswith(("record", "lately")):
            return box.rect.centerx, box.rect.top
    return page.rect.centerx, 0
