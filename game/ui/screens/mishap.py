"""What is said where the program made a mistake: what became of it, and where it is noted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from attrs import frozen

from game.ui.page.commands import Command, KeyTable, shortcut
from game.ui.page.elements import Marked
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Quit, Screen
from game.ui.paint.fonts import BODY, SCENARIO
from game.ui.program.program import Program
from game.ui.widgets.buttons import FULL, Button
from game.ui.widgets.dialog import Behind, dialog, scrolled_lines

_WIDTH = 760
What = Literal["drawing", "acting", "last"]
"""What could not be done: show a screen, do what was asked for, show the first screen of all."""


@frozen
class CloseMishap(Command):
    """Closes the screen once the mishap has been read."""


KEYS = KeyTable("", (shortcut("enter", CloseMishap(), also=("escape",)),))


class Mishap:
    """An exception, in words; over the screen on which things go on."""

    name = "mishap"

    def __init__(
        self,
        program: Program,
        beneath: Screen,
        what: What,
        log: Path,
        *,
        noted: bool,
        saved: bool | None,
    ) -> None:
        """noted: whether the log could be written. saved: whether the game is; None: no game."""
        self._program = program
        self._behind = Behind(None if what == "last" else beneath)
        self._what = what
        self._log = log
        self._noted = noted
        self._saved = saved

    @property
    def last(self) -> bool:
        """Whether there is no screen to go back to."""
        return self._what == "last"

    @property
    def keys(self) -> Mapping[str, CloseMishap]:
        return KEYS.commands()

    def handle(self, command: CloseMishap) -> Answer:  # noqa: ARG002
        return Quit(sure=True) if self.last else Pop()

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        title = say("ui.mishap.title")
        head = Marked("warning", title, SCENARIO, ink.first, page.palette.brass, 14)
        width = min(page.theme.tall(_WIDTH), page.theme.width - 2 * page.px(40)) - 2 * page.px(36)
        text = scrolled_lines(page, self._text(), BODY, ink.second, width - page.px(24))
        label = say("ui.mishap.close" if self.last else "ui.go-on")
        foot = Button(CloseMishap(), label, FULL, below=KEYS.keycap(CloseMishap(), say))
        dialog(page, head, text, foot, _WIDTH, 0)

    def _text(self) -> str:
        say = self._program.say
        parts = [say(f"ui.mishap.{self._what}")]
        if self._saved is not None:
            parts.append(say("ui.mishap.saved" if self._saved else "ui.mishap.unsaved"))
        parts.append(say("ui.mishap.noted" if self._noted else "ui.mishap.unnoted", path=self._log))
        return "\n".join(parts)
