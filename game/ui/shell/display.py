"""Says whether a window can be opened here, before everything that a window needs is loaded."""

from __future__ import annotations

import os
import sys

import pygame


def no_display() -> str:
    """The reason why no window can be opened here; empty if one can.

    A driver that draws nowhere counts as a display only where it was asked for by name.
    """
    if not getattr(pygame, "IS_CE", False):
        return "pygame"
    asked = os.environ.get("SDL_VIDEODRIVER", "")
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not (asked or any(map(os.environ.get, screens))):
        # Asked nevertheless, some of SDL's drivers complain on stderr.
        return "display"
    try:
        pygame.display.init()
    except pygame.error:
        return "display"
    driver = pygame.display.get_driver()
    return "display" if driver in ("offscreen", "dummy") and driver not in asked else ""
