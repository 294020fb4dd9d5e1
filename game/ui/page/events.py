"""The only place that reads pygame's events, and turns them into intents."""

from __future__ import annotations

import time

import pygame
from attrs import frozen

from game.ui.page.commands import EVERYWHERE, CloseWindow

TWICE = 0.3
"""A second click or Enter within so many seconds is ignored if the first opened another screen."""


@frozen
class KeyPress:
    """A key was pressed; its name is `a`, `1`, `enter`, `escape`, `tab`, `back-tab`, `up` …"""

    name: str
    text: str = ""


@frozen
class Typed:
    """Letters that were typed."""

    text: str


@frozen
class Point:
    """The mouse has moved to a place."""

    place: tuple[int, int]


@frozen
class Click:
    """The mouse was clicked at a place."""

    place: tuple[int, int]


@frozen
class Wheel:
    """The wheel was turned up (1) or down (-1) while the mouse was at a place."""

    place: tuple[int, int]
    steps: int


@frozen
class Resized:
    """The size of the window has changed."""

    size: tuple[int, int]


@frozen
class Woken:
    """Something that was worked on in the background is ready."""


@frozen
class Closed:
    """The window was closed, or the program ended with Ctrl-Q."""


Intent = KeyPress | Typed | Point | Click | Wheel | Resized | Woken | Closed | None

_EVERYWHERE = EVERYWHERE.commands()
WAKE = pygame.USEREVENT + 1


def wake_loop() -> None:
    """Wakes the loop from any thread, because something is ready."""
    if pygame.display.get_init():
        pygame.event.post(pygame.event.Event(WAKE))


_NAMES = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_SPACE: "space",
    pygame.K_ESCAPE: "escape",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_PAGEUP: "page-up",
    pygame.K_PAGEDOWN: "page-down",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_F1: "f1",
    pygame.K_F11: "f11",
}


_REPEATING = {
    *("tab", "back-tab", "up", "down", "left", "right", "page-up", "page-down"),
    *("backspace", "delete"),
}
"""Keys that act again and again while they are held down; any other acts once."""


class EventReader:
    """Knows which keys are held down, and on which screen each of them went down."""

    def __init__(self) -> None:
        self._held: dict[int, object] = {}
        """By key, the screen on which it went down."""
        self._newest = pygame.K_UNKNOWN
        """The key that went down last; while it is held it goes on typing."""
        self._entered: tuple[float, object] = (-9.0, None)
        """When Enter was pressed last, and on which screen."""

    def intent(self, event: pygame.event.Event, screen: object = None) -> Intent:
        """The intent of an event for the screen that is shown now; None where it has none.

        A keyboard sends a key, and then the letter that belongs to it. Where the key has led to
        another screen its letter is dropped, so that a key which opens a text field, or is still
        held down there, is not typed into the field.
        """
        match event.type:
            case pygame.KEYDOWN:
                return self._key_down(event, screen)
            case pygame.KEYUP:
                self._held.pop(event.key, None)
            case pygame.TEXTINPUT if self._led_on(screen):
                return None
            case pygame.WINDOWFOCUSLOST:
                self._held.clear()
            case _:
                return intent_of(event)
        return None

    def _key_down(self, event: pygame.event.Event, screen: object) -> Intent:
        key, repeated = _key(event), event.key in self._held
        if not repeated:
            self._held[event.key] = screen
            self._newest = event.key
        if not isinstance(key, KeyPress):
            return None if repeated else key
        if repeated and key.name not in _REPEATING:
            return None
        if key.name == "enter" and self._is_second_enter(screen):
            return None
        return key

    def _led_on(self, screen: object) -> bool:
        """Whether the newest key is still down, and went down on another screen than this one."""
        newest = self._newest
        return newest in self._held and self._held[newest] is not screen

    def _is_second_enter(self, screen: object) -> bool:
        """Whether this is the second of two quick Enters, and the first opened another screen."""
        now = time.monotonic()
        (before, beneath), self._entered = self._entered, (now, screen)
        return now - before < TWICE and beneath is not screen


def intent_of(event: pygame.event.Event) -> Intent:
    """The intent of an event by itself; None where it has none."""
    match event.type:
        case pygame.KEYDOWN:
            return _key(event)
        case pygame.TEXTINPUT:
            return Typed(event.text)
        case pygame.MOUSEMOTION:
            return Point(event.pos)
        case pygame.MOUSEBUTTONDOWN if event.button == 1:
            return Click(event.pos)
        case pygame.MOUSEWHEEL:
            return Wheel(pygame.mouse.get_pos(), event.y) if event.y else None
        case pygame.VIDEORESIZE | pygame.WINDOWSIZECHANGED:
            size = (event.w, event.h) if event.type == pygame.VIDEORESIZE else (event.x, event.y)
            return Resized(size)
        case pygame.QUIT:
            return Closed()
        case pygame.WINDOWFOCUSGAINED:
            # Somebody comes back from another program, and may have put files where we look.
            return Woken()
        case _ if event.type == WAKE:
            return Woken()
        case _:
            return None


def _key(event: pygame.event.Event) -> KeyPress | Closed | None:
    name = _key_name(event)
    if _EVERYWHERE.get(name) == CloseWindow():
        return Closed()
    return KeyPress(name, event.unicode if len(name) == 1 else "") if name else None


def _key_name(event: pygame.event.Event) -> str:
    """The name of a key; empty for keys that are not used."""
    control, other = pygame.KMOD_CTRL | pygame.KMOD_META, pygame.KMOD_ALT | pygame.KMOD_MODE
    if event.key == pygame.K_TAB:
        return "back-tab" if event.mod & pygame.KMOD_SHIFT else "tab"
    if event.mod & (control | pygame.KMOD_ALT):
        # AltGr comes with Ctrl on some systems, and types a letter.
        held = "alt" if event.mod & other else "ctrl"
        return f"{held}-{pygame.key.name(event.key)}"
    if event.key in _NAMES:
        return _NAMES[event.key]
    text: str = event.unicode
    return text.lower() if text and text.isprintable() else ""
