"""Opens the window, draws it when something has changed, and sleeps until something happens.

A mistake of the program is logged, and the window goes on.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
import traceback
from contextlib import suppress
from math import inf
from pathlib import Path

import pygame

from game.model.version import VERSION
from game.session.clock import stamp
from game.session.places import log_file
from game.session.records.record import RecordError
from game.ui.page.events import EventReader
from game.ui.page.screen import Push
from game.ui.screens.mishap import Mishap, What
from game.ui.shell.app import App

_MOST = 1_000_000
"""Size in bytes at which the log file is begun anew."""


_FRAME = 1 / 60
_PAUSE = 1 / 100
"""Seconds between two checks for events."""


def open_window(app: App) -> pygame.Surface:
    """Opens the window; returns the surface to draw on."""
    pygame.display.init()
    pygame.font.init()
    pygame.key.set_repeat(350, 45)
    pygame.display.set_caption("Communiqué")
    flags = pygame.FULLSCREEN if app.program.settings.full_screen else pygame.RESIZABLE
    size = (0, 0) if app.program.settings.full_screen else app.size
    surface = pygame.display.set_mode(size, flags)
    app.size = surface.get_size()
    return surface


def run(app: App) -> None:
    """Shows the window until it is closed: waits for events, and draws when something changed.

    A mistake of the program ends neither the window nor a game (rescue.py), unless tests look on.
    """
    surface = open_window(app)
    full = app.program.settings.full_screen
    trace = os.environ.get("COMMUNIQUE_TRACE", "")
    door = EventReader()
    while app.running:
        acting = False
        try:
            if app.dirty or app.page is None:
                begun = time.monotonic()
                app.draw(surface)
                pygame.display.flip()
                if trace:
                    _note_frame(app, Path(trace))
                if app.dirty:
                    time.sleep(max(0.0, _FRAME - (time.monotonic() - begun)))
            events = pygame.event.get() if app.dirty else _awaited(app.waits())
            acting = True
            for event in events:
                app.take(door.intent(event, app.screen))
            acting = False
            app.dirty = app.program.read_on() or app.dirty
            painted = app.tick()
            if painted is not None:
                pygame.display.update(painted)
        except Exception as error:
            if trace:
                raise
            surface.set_clip(None)
            _recover(app, error, log_file(), acting=acting)
        if app.toasted and not app.dirty:
            app.dirty = True
        if app.program.settings.full_screen != full:
            full = app.program.settings.full_screen
            surface = open_window(app)
            app.dirty = True
    app.program.leave_all()
    pygame.quit()


def _note_frame(app: App, path: Path) -> None:
    """Writes what is on the screen to a file, for tests that run the program from outside.

    A file beside it that ends in `.all`, where there is one, gets a line for every frame.
    """
    targets = (
        [
            {"command": str(t.command), "rect": list(t.rect)}
            for t in app.page.targets
            if not t.hidden
        ]
        if app.page is not None
        else []
    )
    part = path.with_suffix(".part")
    texts = [blit.text for blit in app.page.canvas.texts] if app.page is not None else []
    frame = {"screen": app.screen.name, "targets": targets, "texts": texts, "size": app.size}
    written = json.dumps(frame)
    part.write_text(written, encoding="utf-8")
    part.replace(path)
    every = path.with_suffix(".all")
    if every.exists():
        with every.open("a", encoding="utf-8") as frames:
            frames.write(f"{written}\n")


def _awaited(milliseconds: int) -> list[pygame.event.Event]:
    """Waits for events; returns them, or none after so many milliseconds; 0: no limit.

    SDL would look a thousand times a second, which alone takes some per cent of a core.
    """
    end = time.monotonic() + (milliseconds / 1000 if milliseconds else inf)
    while not (events := pygame.event.get()):
        left = end - time.monotonic()
        if left <= 0:
            break
        time.sleep(min(_PAUSE, left))
    return events


def _recover(app: App, error: Exception, log: Path, *, acting: bool = False) -> None:
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
