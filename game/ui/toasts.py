"""Sentences that are shown for a while: to whoever sits at the screen, or to all."""

from __future__ import annotations

from game.ui.desk import Desk

SHOWN = 6.0
"""Seconds that one is shown."""


class Toasts:
    """Which of a desk's sentences is shown now; each for its own time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._text = ""
        self._until = 0.0

    def shown(self, now: float) -> str:
        """What is to be read; empty: nothing."""
        desk = self._desk
        text = desk.notice or desk.toast
        if text != self._text:
            self._text, self._until = text, now + SHOWN
        if not text or now < self._until:
            return text
        if desk.notice:
            desk.notice = ""
        else:
            desk.toast = ""
        return self.shown(now)
