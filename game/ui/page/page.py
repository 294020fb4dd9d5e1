"""A page being drawn: its canvas, its targets, its explanations and its scrolled boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TypedDict

import pygame
from attrs import evolve, field, frozen

from game.ui.page.commands import Command
from game.ui.paint.canvas import Canvas
from game.ui.paint.fonts import Run
from game.ui.paint.theme import Palette, Sheet

_LEAST = 32
"""The least height of a target, in pixels."""


@frozen
class Target:
    """A box on a page that can be pressed."""

    command: Command
    rect: pygame.Rect
    label: str
    """What it is, in words, for tests and messages."""
    tip: str = ""
    scroll: str = ""
    """The scrolled box it is in, if any."""
    hidden: bool = False
    """Scrolled out of sight; the focus brings it back."""
    top: int = 0
    """Where in the scrolled box it begins."""
    part: tuple[int, int] = (0, 0)
    """Top and height of the part of the box that it stands on."""
    by_mouse: bool = False
    """Whether only the mouse reaches it, because keys have another way to the same."""


@frozen
class Term:
    """Something on a page that may need an explanation, and the explanation."""

    rect: pygame.Rect
    key: str = ""
    """The term of the game that it is an instance of (words/terms.py)."""
    name: str = ""
    """What it is called here; empty: what the term is called."""
    text: str = ""
    """What the scenario says of it; empty: what the term means."""
    runs: tuple[Run, ...] = ()
    """What stands below, set as on a card."""
    scroll: str = ""
    hidden: bool = False
    top: int = 0
    part: tuple[int, int] = (0, 0)


@frozen
class Scrolled:
    """A box in which more can be seen by scrolling."""

    rect: pygame.Rect
    stops: tuple[int, ...]
    """The offsets at which a whole part is at the top."""
    parts: tuple[tuple[int, int], ...] = ()
    """Top and height of each part."""
    bar: int = 0
    """The width of its scroll bar in pixels; 0: everything fits."""
    leap: int = 0
    """How far one page goes at most, in pixels."""
    more: pygame.Rect | None = None
    """Where it is said what is below; a click there scrolls a page further."""

    def offset_of_next_page(self, offset: int, step: int = 1) -> int | None:
        """The offset one page further, at least one part further; None at the end."""
        top = max(stop for stop in self.stops if stop <= offset)
        ahead = [stop for stop in self.stops if (stop - top) * step > 0]
        within = [stop for stop in ahead if abs(stop - top) <= self.leap]
        if not ahead:
            return None
        return (
            (max(within) if step > 0 else min(within)) if within else ahead[0 if step > 0 else -1]
        )


@frozen
class Looking:
    """The focus, the scrolling and the explanation on a page; no part of the game."""

    focus: Command | None = None
    ring: bool = False
    """Whether the focus ring is drawn; it is once a key was used."""
    hover: Command | None = None
    scrolls: Mapping[str, int] = field(factory=dict)
    term: int = -1
    """The term that the walk explains, by its index; −1: no walk, keys act as usual."""
    since: float = 9.0
    """Seconds since the screen was first shown, for short movements."""


@frozen
class Ticking:
    """A box on a page that changes by itself; painting it covers what was there."""

    rect: pygame.Rect
    paint: Callable[[Page], None]


class Laid(Protocol):
    """Something whose height follows from its width."""

    def height(self, page: Page, width: int) -> int:
        """Its height in pixels, where it has this width."""


class _Within(TypedDict):
    """The place of a target in a scrolled box, and its visible part."""

    scroll: str
    top: int
    part: tuple[int, int]
    rect: pygame.Rect
    hidden: bool


class Page:
    """One picture of a screen while it is drawn."""

    def __init__(self, canvas: Canvas, looking: Looking) -> None:
        self.canvas = canvas
        self.theme = canvas.theme
        """Sizes and settings."""
        self.looking = looking
        self.targets: list[Target] = []
        self.terms: list[Term] = []
        self.kept_clear: list[pygame.Rect] = []
        """What no hint covers as long as there is another place, even over what can be pressed."""
        self.scrolled: dict[str, Scrolled] = {}
        self.moving = False
        """Whether something moves, so that the next picture will differ by itself."""
        self.ticking: Ticking | None = None
        self._within: tuple[str, int, tuple[int, int]] | None = None
        self._heights: dict[tuple[int, int], tuple[Laid, int]] = {}

    def piece(self, height: int) -> int:
        """The least visible height of a part that is higher than its box; height: of the box."""
        return min(self.theme.tall(64), max(height // 2, _LEAST))

    def height_of(self, part: Laid, width: int) -> int:
        """The height of an element at a width; computed once for each page."""
        key = (id(part), width)
        measured = self._heights.get(key)
        if measured is None:
            # The part is kept, so that no other can come to have its number.
            measured = self._heights[key] = (part, part.height(self, width))
        return measured[1]

    @contextmanager
    def in_letters(self, scale: float) -> Iterator[None]:
        """Draws text at a share of its usual size inside a `with` block."""
        theme, heights = self.theme, self._heights
        self.theme = self.canvas.theme = evolve(theme, text=theme.text * scale)
        self._heights = {}
        try:
            yield
        finally:
            self.theme = self.canvas.theme = theme
            self._heights = heights

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Draws what is made for ink in the colours of paper inside a `with` block."""
        theme = self.theme
        palette = evolve(theme.palette, ink=theme.palette.paper)
        self.theme = self.canvas.theme = evolve(theme, palette=palette)
        try:
            yield
        finally:
            self.theme = self.canvas.theme = theme

    def progress(self, start: float = 0.0, length: float = 0.22) -> float:
        """How far a short movement has come, from 0 to 1; 1 where movements are switched off."""
        if not self.theme.motion:
            return 1.0
        share = min(1.0, max(0.0, (self.looking.since - start) / length))
        self.moving = self.moving or share < 1
        return 1 - (1 - share) ** 3

    def tick(self) -> pygame.Rect | None:
        """Repaints what changes by itself and returns its box; None where nothing does."""
        if self.ticking is None:
            return None
        rect, canvas = self.ticking.rect, self.canvas
        canvas.texts = [blit for blit in canvas.texts if not rect.contains(blit.rect)]
        self.ticking.paint(self)
        return rect

    @property
    def palette(self) -> Palette:
        """The colours."""
        return self.theme.palette

    @property
    def ink(self) -> Sheet:
        """The colours on ink."""
        return self.palette.ink

    @property
    def paper(self) -> Sheet:
        """The colours on paper."""
        return self.palette.paper

    @property
    def rect(self) -> pygame.Rect:
        """The whole window."""
        return pygame.Rect(0, 0, self.theme.width, self.theme.height)

    def px(self, steps: float) -> int:
        """Pixels of a length."""
        return self.theme.px(steps)

    def target(
        self,
        command: Command,
        rect: pygame.Rect,
        label: str,
        tip: str = "",
        radius: float = 8,
        *,
        by_mouse: bool = False,
    ) -> None:
        """Adds a target, and draws the focus ring where it has the focus."""
        target = Target(command, rect.copy(), label, tip, by_mouse=by_mouse)
        if self._within is not None:
            target = evolve(target, **self._scrolled(rect))
        self.targets.append(target)
        if self.focused(command):
            self.canvas.ring(rect, radius, self.palette.focus)

    def explain(
        self,
        rect: pygame.Rect,
        key: str,
        name: str = "",
        text: str = "",
        runs: tuple[Run, ...] = (),
    ) -> None:
        """Adds an explanation of a box: that of a term, or this text with what stands below it."""
        term = Term(rect.copy(), key, name, text, runs)
        if self._within is not None:
            term = evolve(term, **self._scrolled(rect))
        self.terms.append(term)

    def _scrolled(self, rect: pygame.Rect) -> _Within:
        """The place of a target in the scrolled box; too little of it counts as hidden."""
        assert self._within is not None
        scroll, origin, part = self._within
        top = rect.top - origin
        seen = self.canvas.visible_part(rect)
        box = self.canvas.surface.get_clip().h
        least = min(rect.h, self.theme.tall(64)) if rect.h <= box else self.piece(box)
        hidden = self.canvas.ghost or seen.h < least
        shown = rect.copy() if hidden else seen
        return {"scroll": scroll, "top": top, "part": part, "rect": shown, "hidden": hidden}

    def focused(self, command: Command) -> bool:
        """Whether the focus is shown on something."""
        return self.looking.ring and self.looking.focus == command

    def focus_elsewhere(self, command: Command) -> bool:
        """Whether the focus is shown on something else, which Enter would press."""
        return self.looking.ring and self.looking.focus not in (None, command)

    def hovered(self, command: Command) -> bool:
        """Whether the mouse is over something."""
        return self.looking.hover == command

    @contextmanager
    def within(self, name: str, origin: int, part: tuple[int, int]) -> Iterator[None]:
        """Targets added inside this block stand on a part of a scrolled box; origin: its top."""
        before, self._within = self._within, (name, origin, part)
        yield
        self._within = before
