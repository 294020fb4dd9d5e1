"""Where the mouse rests; what it rests on is explained after a moment."""

from __future__ import annotations

from game.ui.page import help_walk
from game.ui.page.page import Page, Term

REST = 0.35
"""Seconds after which the explanation is shown."""


class Pointer:
    """Where the mouse is on a page, until something is pressed."""

    def __init__(self) -> None:
        self._place: tuple[int, int] | None = None
        self._term: Term | None = None
        self._since = 0.0
        self._is_shown = False

    def move_to(self, page: Page | None, place: tuple[int, int], now: float) -> bool:
        """Notes where the mouse is; whether an explanation that was shown is to go."""
        self._place = place
        return page is not None and self._over(page, now)

    def lift(self) -> None:
        """Notes that something was pressed: nothing is explained until the mouse moves again."""
        self._place, self._term, self._is_shown = None, None, False

    def explained(self, page: Page, now: float) -> Term | None:
        """What is to be explained on a page that was just drawn; None: nothing."""
        self._over(page, now)
        self._is_shown = self._term is not None and now - self._since >= REST
        return self._term if self._is_shown else None

    def seconds_left(self, now: float) -> float | None:
        """Seconds until something is to be explained; None where nothing is."""
        if self._term is None or self._is_shown:
            return None
        return max(0.0, REST - (now - self._since))

    def _over(self, page: Page, now: float) -> bool:
        term = help_walk.term_at(page, self._place) if self._place is not None else None
        if term == self._term:
            return False
        gone, self._is_shown = self._is_shown, False
        self._term, self._since = term, now
        return gone
