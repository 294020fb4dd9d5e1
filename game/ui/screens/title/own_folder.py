"""The folder for a person's own scenarios: where it is, and how to get there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from game.ui.page.elements import Beside, Element, Gap, Marked
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.fonts import BODY, SCENARIO, STRONG
from game.ui.program.folders import show_folder
from game.ui.program.program import Program
from game.ui.screens.title.title_commands import (
    FOLDER_KEYS,
    CloseOwnFolder,
    OwnFolderCommand,
    ShowOwnFolder,
)
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog, scrolled_lines

_WIDTH = 760


class OwnFolder:
    """Names the folder, makes it if there is none, and opens it in the system's file manager."""

    name = "own-folder"

    def __init__(self, program: Program, folder: Path, beneath: Screen | None = None) -> None:
        self._program = program
        self._folder = folder
        self._behind = Behind(beneath)
        self._failed = ""
        """A sentence that says why something failed; empty: nothing has."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._failed = program.say("ui.own.unmade", reason=error.strerror or str(error))

    @property
    def keys(self) -> Mapping[str, OwnFolderCommand]:
        return FOLDER_KEYS.commands()

    def handle(self, command: OwnFolderCommand) -> Answer:
        match command:
            case ShowOwnFolder():
                if not show_folder(self._folder):
                    self._failed = self._program.say("ui.own.unshown")
                return None
            case CloseOwnFolder():
                return Pop()
            case _:
                assert_never(command)

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        head = Marked("folder", say("ui.own.title"), SCENARIO, ink.first, page.palette.brass, 14)
        width = min(page.theme.tall(_WIDTH), page.theme.width - 2 * page.px(40)) - 2 * page.px(36)
        room = width - page.px(24)
        parts: list[Element] = [
            *scrolled_lines(page, say("ui.own.about"), BODY, ink.second, room),
            Gap(10),
            *scrolled_lines(page, str(self._folder), STRONG, ink.first, room),
        ]
        if self._failed:
            parts += [Gap(10), *scrolled_lines(page, self._failed, BODY, ink.worse, room)]
        foot = Beside(
            (
                (self._button(ShowOwnFolder(), "ui.own.show", FULL), -1.2),
                (self._button(CloseOwnFolder(), "ui.back", GREY), -1),
            ),
            16,
        )
        dialog(page, head, parts, foot, _WIDTH, 0)

    def _button(self, command: OwnFolderCommand, label: str, weight: str) -> Button:
        say = self._program.say
        return Button(command, say(label), weight, below=FOLDER_KEYS.keycap(command, say))
