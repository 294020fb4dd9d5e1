"""Opens the window, draws it when something has changed, and sleeps until something happens."""

from __future__ import annotations

import json
import os
import time
from math import inf
from pathlib import Path

import pygame

from game.session.places import log_file
from game.ui.page.events import EventReader
from game.ui.shell.app import App
from game.ui.shell.rescue import recover

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
            recover(app, error, log_file(), acting=acting)
        if app.toasted and not app.dirty:
            app.dirty = True
        if app.program.settings.full_screen != full:
            full = app.program.settings.full_screen
            surface = open_window(app)
            app.dirty = True
    app.program.leave()
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
