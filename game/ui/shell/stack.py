"""The screens on top of each other, and what of each is looked at."""

from __future__ import annotations

from attrs import evolve

from game.ui.page import help_walk
from game.ui.page.commands import Command
from game.ui.page.page import Looking, Page
from game.ui.page.screen import Screen
from game.ui.paint.theme import Theme, make_theme
from game.ui.program.program import Program
from game.ui.screens.course_screen import Course
from game.ui.shell.overlays import Overlays

COURSE = ("situation", "briefing", "board", "table", "question", "news", "waiting")
"""The screens of a game on which the first F1 tells how a turn goes."""


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
