"""Turns what a person does by mouse or keys into commands."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import assert_never

from game.ui.page import focus, help_walk
from game.ui.page.commands import (
    EVERYWHERE,
    LETTERS,
    CloseWindow,
    Command,
    ExplainScreen,
    FocusNext,
    LeaveScreen,
    MoveFocus,
    PressFocused,
    ScrollPage,
    ToggleFullScreen,
    WindowCommand,
)
from game.ui.page.events import (
    TWICE,
    Click,
    Closed,
    Intent,
    KeyPress,
    Point,
    Resized,
    Typed,
    Wheel,
    Woken,
)
from game.ui.page.hover import Pointer
from game.ui.page.page import Target
from game.ui.page.screen import Answer, Quit, Screen
from game.ui.shell.guide import KEYS as GUIDE_KEYS
from game.ui.shell.stack import ScreenStack
from game.ui.widgets.entry import TypeText

_NEAR = 8
"""Two quick clicks within so many pixels are one double click."""
_PRESSING = ("enter", "space")
"""The keys with which people go on."""
_EVERYWHERE, _GUIDE = EVERYWHERE.commands(), GUIDE_KEYS.commands()


class Input:
    """Turns intents into commands for the screen on top, or into another look at it."""

    def __init__(
        self,
        screens: ScreenStack,
        do: Callable[[Command], None],
        answer: Callable[[Answer], None],
        woken: Callable[[], None],
    ) -> None:
        """do: gives a command to the screen on top. answer: carries out a screen's answer.

        woken: called once work in the background is done.
        """
        self._screens = screens
        self._do = do
        self._answer = answer
        self._woken = woken
        self.pointer = Pointer()
        self._clicked: tuple[float, tuple[int, int], Screen | None] = (-9.0, (0, 0), None)
        """When and where the mouse was clicked last, and on which screen."""

    def take(self, intent: Intent) -> None:
        """Acts on something that a person did."""
        screens = self._screens
        match intent:
            case KeyPress():
                self._key(intent)
            case Typed(text=text):
                if LETTERS in screens.screen.keys:
                    screens.look(ring=False)
                    self._do(TypeText(text))
            case Point(place=place):
                target = self._target_at(place)
                command = target.command if target is not None else None
                if self.pointer.move_to(screens.page, place, time.monotonic()):
                    screens.dirty = True
                if command != screens.looking.hover:
                    screens.look(hover=command)
            case Click(place=place):
                self._click(place)
            case Wheel(place=place, steps=steps):
                self._wheel(place, -steps)
            case Resized(size=size):
                screens.size = (max(320, size[0]), max(240, size[1]))
                screens.dirty = True
            case Woken():
                self._woken()
            case Closed():
                self._answer(Quit())
            case None:
                pass
            case _:
                assert_never(intent)

    # The mouse

    def _target_at(self, place: tuple[int, int]) -> Target | None:
        return (
            focus.target_at(self._screens.page, place) if self._screens.page is not None else None
        )

    def _click(self, place: tuple[int, int]) -> None:
        """Presses what is there; a click in a walk through what is explained only ends it."""
        screens = self._screens
        if screens.looking.term >= 0:
            screens.look(term=-1)
            return
        if self._is_second_click(place):
            return
        self.pointer.lift()
        target = self._target_at(place)
        if target is not None:
            screens.look(focus=target.command, ring=False)
            self._do(target.command)
        elif screens.page is not None:
            screens.see(
                focus.press_scroll_bar(screens.page, screens.looking, place) or screens.looking
            )

    def _is_second_click(self, place: tuple[int, int]) -> bool:
        """Whether this is the second click of two, and the first one led to another screen."""
        now, screen = time.monotonic(), self._screens.screen
        (before, former_place, beneath), self._clicked = self._clicked, (now, place, screen)
        near = abs(place[0] - former_place[0]) <= _NEAR and abs(place[1] - former_place[1]) <= _NEAR
        return near and now - before < TWICE and beneath is not screen

    def _wheel(self, place: tuple[int, int], steps: int) -> None:
        """Scrolls what is under the mouse; where nothing is, it does what the page keys do."""
        screens, page = self._screens, self._screens.page
        if page is None:
            return
        paging = screens.screen.keys.get(EVERYWHERE.key(ScrollPage(1 if steps > 0 else -1)))
        over_box = any(box.rect.collidepoint(place) for box in page.scrolled.values())
        if paging is not None and not over_box:
            self._do(paging)
        else:
            screens.see(focus.turn_wheel(page, screens.looking, place, steps))

    # Keys

    def _key(self, key: KeyPress) -> None:
        screens, page = self._screens, self._screens.page
        keys = screens.screen.keys
        if LETTERS in keys and (key.text or key.name == "space"):
            return  # it arrives as letters too
        if page is None and key.name in _PRESSING:
            return  # nobody has seen the screen that it would press, such as a curtain
        self.pointer.lift()
        command, own = _EVERYWHERE.get(key.name), keys.get(key.name)
        if page is not None and screens.looking.term >= 0 and command != ToggleFullScreen():
            screens.see(help_walk.step_walk(page, screens.looking, command))
        elif key.name in _GUIDE and screens.hints and not screens.looking.ring:
            self._do(_GUIDE[key.name])
        elif command == PressFocused() and self._press_focused(own):
            pass
        elif own is not None and not isinstance(command, ExplainScreen | ToggleFullScreen):
            self._do(own)
        elif command is not None:
            self._do_in_window(command)

    def _press_focused(self, own: Command | None) -> bool:
        """Presses what has the focus; whether there was anything to press.

        A hidden focus isn't pressed but made visible, unless the screen has its own use for the
        key. own: the command of that use, if any.
        """
        screens = self._screens
        if screens.page is None or not focus.can_press_focus(screens.page, screens.looking):
            return False
        if screens.looking.ring:
            if screens.looking.focus is not None:
                self._do(screens.looking.focus)
            return True
        if own is None:
            screens.look(ring=True)
        return own is None

    def _do_in_window(self, command: WindowCommand) -> None:
        """Carries out a command that the window itself handles."""
        screens, page = self._screens, self._screens.page
        match command:
            case ToggleFullScreen():
                screens.program.change(full_screen=not screens.program.settings.full_screen)
            case CloseWindow():
                self._answer(Quit())
            case _ if page is None:
                pass
            case ExplainScreen():
                screens.explain(page)
            case FocusNext(step=step):
                screens.see(focus.step_focus(page, screens.looking, step))
            case MoveFocus(way=way):
                screens.see(focus.move_focus(page, screens.looking, way))
            case ScrollPage(step=step):
                screens.see(focus.turn_page(page, screens.looking, step))
            case PressFocused() | LeaveScreen():
                pass
            case _:
                assert_never(command)
