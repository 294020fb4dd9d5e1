"""Buttons for the time limit of each decision."""

from __future__ import annotations

from game.ui.page.commands import SetMinutes
from game.ui.page.elements import Fixed
from game.ui.program.program import Program
from game.ui.program.settings import MINUTES
from game.ui.widgets.buttons import toggle


def minute_pills(program: Program) -> tuple[Fixed, ...]:
    """One button for each time limit."""
    return tuple(
        toggle(
            SetMinutes(n),
            program.say("ui.timer.minutes", n=n) if n else program.say("ui.timer.none"),
            n == program.settings.minutes,
        )
        for n in MINUTES
    )
