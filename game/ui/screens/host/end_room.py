"""The question whether the room that is open shall end."""

from __future__ import annotations

from attrs import evolve

from game.ui.page.screen import Answer, Quit, Screen
from game.ui.program.program import Program
from game.ui.screens.ask import Ask


def ask_to_end(program: Program, beneath: Screen | None, leaving: Quit | None = None) -> Ask:
    """Asks whether to end the room; leaving: whether the program ends then too."""
    say = program.say

    def end() -> Answer:
        if program.room is not None:
            program.room.end()
        return evolve(leaving, sure=True) if leaving is not None else None

    return Ask(
        program,
        beneath,
        say("ui.room.end.sure" if leaving is None else "ui.room.leave.sure"),
        say("ui.room.end.about"),
        say("ui.room.end"),
        end,
        no=say("ui.room.end.no"),
        symbol="power",
    )
