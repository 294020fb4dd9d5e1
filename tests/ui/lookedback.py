"""The tiny game with everything that a debrief tells of, in the window."""

from __future__ import annotations

from pathlib import Path

import debriefed
import tiny_program
from debriefed import STORY, offer

from game.presenter.hot_seat import HotSeat
from game.ui.program.program import Program

__all__ = ["STORY", "begun", "ended", "finish", "offer", "one_turn"]


def begun(folder: Path) -> Program:
    """The game at its start, both teams at one screen."""
    return tiny_program.playing(folder, text=STORY)


def one_turn(hot_seat: HotSeat) -> None:
    """Plays the first turn."""
    debriefed.play_one_turn(hot_seat.game)


def finish(hot_seat: HotSeat) -> None:
    """Plays to the end."""
    debriefed.finish(hot_seat.game)


def ended(folder: Path) -> Program:
    """The game after its end."""
    program = begun(folder)
    one_turn(tiny_program.hot_seat(program))
    finish(tiny_program.hot_seat(program))
    return program
