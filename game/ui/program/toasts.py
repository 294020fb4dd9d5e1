"""Sentences that are shown for a few seconds: to whoever sits at the screen, or to all."""

from __future__ import annotations

from game.ui.program.program import Program

SHOWN = 6.0
"""Seconds that one is shown."""


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
