"""Where the mouse rests: what it rests on is explained after a moment."""

from __future__ import annotations

from game.ui.page import help_walk
from game.ui.page.page import Page, Term

REST = 0.35
"""Seconds after which a word of explanation comes."""


class Pointer:
    """The mouse over a page; lifted as soon as something else is used."""

    def __init__(self) -> None:
        self._place: tuple[int, int] | None = None
        self._term: Term | None = None
        self._since = 0.0
        self._told = False

    def moved(self, page: Page | None, place: tuple[int, int], now: float) -> bool:
        """The mouse is somewhere; whether what was told of is no longer under it."""
        self._place = place
        return page is not None and self._over(page, now)

    def lifted(self) -> None:
        """Something was pressed: nothing is told until the mouse moves again."""
        self._place, self._term, self._told = None, None, False

    def told(self, page: Page, now: float) -> Term | None:
        """What is to be explained on a page that was just drawn."""
        self._over(page, now)
        self._told = self._term is not None and now - self._since >= REST
        return self._term if self._told else None

    def left(self, now: float) -> float | None:
        """Seconds until something is to be told; None where nothing is."""
        if self._term is None or self._told:
            return None
        return max(0.0, REST - (now - self._since))

    def _over(self, page: Page, now: float) -> bool:
        term = help_walk.term_at(page, self._place) if self._place is not None else None
        if term == self._term:
            return False
        gone, self._told = self._told, False
        self._term, self._since = term, now
        return gone
