"""The one door for input: what pygame reports, as what somebody wants."""

from __future__ import annotations

import pygame
from attrs import frozen

DIGITS = "1234567890"
"""The keys that pick what is listed, in its order."""


@frozen
class Key:
    """A key by its name: `a`, `1`, `enter`, `escape`, `tab`, `back-tab`, `up` …"""

    name: str
    text: str = ""


@frozen
class Typed:
    """Letters that were typed."""

    text: str


@frozen
class Point:
    """The mouse is somewhere."""

    place: tuple[int, int]


@frozen
class Click:
    """The mouse was clicked somewhere."""

    place: tuple[int, int]


@frozen
class Wheel:
    """The wheel was turned, up (1) or down (-1)."""

    place: tuple[int, int]
    by: int


@frozen
class Resized:
    """The window has another size."""

    size: tuple[int, int]


@frozen
class Woken:
    """Something that was worked on is ready."""


@frozen
class Closed:
    """The window was closed."""


Intent = Key | Typed | Point | Click | Wheel | Resized | Woken | Closed | None

WAKE = pygame.USEREVENT + 1

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
"""What a key that is held down does again and again; any other acts once."""


class Door:
    """Knows which keys are held down."""

    def __init__(self) -> None:
        self._held: set[int] = set()

    def intent(self, event: pygame.event.Event) -> Intent:
        """What an event means; None where it means nothing."""
        match event.type:
            case pygame.KEYDOWN:
                again = event.key in self._held
                self._held.add(event.key)
                key = _key(event)
                return key if not again or (key is not None and key.name in _REPEATING) else None
            case pygame.KEYUP:
                self._held.discard(event.key)
            case pygame.WINDOWFOCUSLOST:
                self._held.clear()
            case _:
                return intent(event)
        return None


def intent(event: pygame.event.Event) -> Intent:
    """What an event means by itself; None where it means nothing."""
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
        case _ if event.type == WAKE:
            return Woken()
        case _:
            return None


def _key(event: pygame.event.Event) -> Key | None:
    if event.key == pygame.K_TAB:
        return Key("back-tab" if event.mod & pygame.KMOD_SHIFT else "tab")
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META | pygame.KMOD_ALT):
        return Key(f"ctrl-{pygame.key.name(event.key)}")
    if event.key in _NAMES:
        return Key(_NAMES[event.key])
    text = event.unicode
    return Key(text.lower(), text) if text and text.isprintable() else None
