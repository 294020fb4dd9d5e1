"""Recovers from a mistake of the program: it is logged, and the window goes on."""

from __future__ import annotations

import platform
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import pygame

from game.model.version import VERSION
from game.session.clock import stamp
from game.session.records.record import RecordError
from game.ui.page.screen import Push
from game.ui.screens.mishap import Mishap, What
from game.ui.shell.app import App

_MOST = 1_000_000
"""Size in bytes at which the log file is begun anew."""


def recover(app: App, error: Exception, log: Path, *, acting: bool = False) -> None:
    """Logs an exception, and shows the screen below with a message about what happened.

    Each screen that can't be shown is left, down to the first one; where not even that can be
    shown, a plain page says so, and where that can't be either, the window closes with a message.
    acting: it was raised by something that was asked for; then the screen stays, as it could be
    shown before.
    """
    noted = _noted(error, log, app.screen.name)
    saved = _saved(app)
    if isinstance(app.screen, Mishap):
        if app.screen.last:
            app.running = False
            sys.stderr.write(f"{app.program.say('ui.mishap.end', path=log)}\n")
            return
        app.abandon()
    what: What = "acting" if acting else "last"
    if not acting and len(app.stack) > 1:
        app.abandon()
        what = "drawing"
    app.answer(Push(Mishap(app.program, app.screen, what, log, noted=noted, saved=saved)))


def _noted(error: Exception, log: Path, screen: str) -> bool:
    """Whether the exception could be written to the file."""
    python, system = platform.python_version(), platform.system()
    about = [stamp(), f"{VERSION=}", f"{python=}", f"{pygame.ver=}", f"{system=}", f"{screen=}"]
    head = " ".join(about)
    lines = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        anew = log.exists() and log.stat().st_size > _MOST
        with log.open("w" if anew else "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{head}\n{lines}\n")
    except OSError:
        sys.stderr.write(lines)
        return False
    return True


def _saved(app: App) -> bool | None:
    """Whether the game is on disk up to its last decision; None where none is being played.

    One that could not be saved when it began may be saved now.
    """
    hot_seat = app.program.hot_seat
    if hot_seat is None:
        return None
    if hot_seat.saving is None:
        return False
    if hot_seat.saving.path is None and hot_seat.saving.wanted:
        with suppress(OSError, ValueError, RecordError):
            hot_seat.saving.begin_in(app.program.games)
    return hot_seat.saving.path is not None
