"""Saves something in a file: asks where, and then says where it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from attrs import frozen

from game.session.places import report_folders
from game.session.records.record import RecordError
from game.ui.page.commands import Command, GoBack, KeyTable, shortcut
from game.ui.page.elements import Beside, Element, Flow, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.fonts import BODY, SCENARIO, SMALL, SMALL_STRONG
from game.ui.program.folders import shorten_path
from game.ui.program.program import Program
from game.ui.widgets.buttons import FULL, GREY, Button, toggle
from game.ui.widgets.dialog import Behind, dialog
from game.ui.widgets.entry import TextField, Typing, TypingCommand
from game.words.error_words import reason_of


@frozen
class SaveFileNow(Command):
    """Writes the file to the path that was typed."""


@frozen
class ChooseFolder(Command):
    """Replaces the folder of the typed path by one of the usual folders, by its name."""

    name: str


WayOut = Literal["again", "save", "without", "leave", "stay"]


@frozen
class ChooseWay(Command):
    """Chooses a way out of a question about a game that is not saved."""

    way: WayOut


SaveFileCommand = SaveFileNow | ChooseFolder | GoBack | TypingCommand

TYPING_KEYS: KeyTable[SaveFileCommand] = KeyTable(
    "", (shortcut("enter", SaveFileNow()), shortcut("escape", GoBack()))
)
SAVED_KEYS: KeyTable[SaveFileCommand] = KeyTable(
    "", (shortcut("enter", GoBack(), also=("escape",)),)
)


WIDE = 860


class SaveFile(ABC):
    """A path is typed or chosen, until the file is written."""

    ending = ""
    """The ending of the file's name."""
    title = ""
    """The key of its title."""
    texts = ""
    """How the keys of its other sentences begin."""

    def __init__(
        self,
        program: Program,
        folders: Mapping[str, Path],
        usual: str,
        beneath: Screen | None = None,
    ) -> None:
        """folders: those to choose from besides the usual ones. usual: the name of the file."""
        self._program = program
        self._usual = usual
        self._behind = Behind(beneath)
        self._folders = {**folders, **report_folders()}
        first = next(iter(self._folders.values()), Path.cwd())
        self.typing = Typing(str(first / usual), most=1000)
        self.trouble = ""
        """A sentence that says why it could not be written; empty: nothing failed."""
        self.saved: Path | None = None
        """Its path, once it is written."""

    @abstractmethod
    def _write(self, path: Path) -> Path:
        """Writes the file, and returns its path. Raises OSError, ValueError or RecordError."""

    def _after(self) -> Answer:
        """The answer once it is written and somebody has read that."""
        return Pop()

    @property
    def keys(self) -> Mapping[str, SaveFileCommand]:
        if self.saved is not None:
            return SAVED_KEYS.commands()
        return {**self.typing.keys, **TYPING_KEYS.commands()}

    def handle(self, command: SaveFileCommand) -> Answer:
        if self.saved is not None:
            return self._after() if command == GoBack() else None
        match command:
            case GoBack():
                return Pop()
            case ChooseFolder(name=name):
                if name in self._folders:
                    self.typing.clear(str(self._folders[name] / self._path().name))
                    self.trouble = ""
            case SaveFileNow():
                self._save()
            case _:
                self.typing.take(command)
                self.trouble = ""
        return None

    def _path(self) -> Path:
        """The file to write; for a folder, the file with the usual name in it."""
        text = self.typing.text.strip()
        try:
            path = Path(text).expanduser()
            if not text or path.is_dir():
                return path / self._usual
        except (OSError, RuntimeError, ValueError):
            return Path(text)
        return path if path.suffix else path.with_name(f"{path.name}{self.ending}")

    def _save(self) -> None:
        say, path = self._program.say, self._path()
        if not self.typing.text.strip():
            self.trouble = say("ui.report.no-name")
            return
        try:
            if not path.parent.exists():
                folder = shorten_path(str(path.parent), 70)
                self.trouble = say("ui.report.no-folder", folder=folder)
                return
            self.saved = self._write(path).resolve()
        except FileExistsError:
            self.trouble = say("save.exists", file=shorten_path(path.name, 60))
        except (OSError, RecordError, ValueError) as error:
            reason = reason_of(error, self._program.language)
            folder = shorten_path(str(path.parent), 70)
            self.trouble = say(f"{self.texts}.failed", folder=folder, reason=reason)

    # Drawing

    def draw(self, page: Page) -> None:
        self._behind.draw(page, self._program.code)
        if self.saved is not None:
            self._done(page, self.saved)
            return
        say, ink = self._program.say, page.ink
        title = Marked("save", say(self.title), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say(f"{self.texts}.about"), SMALL, ink.second)), 8)
        entry = TextField(self.typing, say(f"{self.texts}.entry"), say("ui.report.empty"), rows=2)
        parts: list[Element] = [entry]
        if self.trouble:
            parts.append(Marked("warning", self.trouble, SMALL_STRONG, ink.worse))
        folder = self._path().parent
        pills = tuple(
            toggle(ChooseFolder(name), say(f"ui.report.{name}"), path == folder, "folder")
            for name, path in self._folders.items()
        )
        if pills:
            parts.append(Flow(pills, 8, 8))
        save = Button(
            SaveFileNow(),
            say("ui.report.save"),
            FULL,
            "save",
            below=TYPING_KEYS.keycap(SaveFileNow(), say),
        )
        back = Button(GoBack(), say("ui.ask.no"), GREY, below=TYPING_KEYS.keycap(GoBack(), say))
        dialog(page, head, parts, Beside(((save, -1.2), (back, -1)), 16), WIDE)

    def _done(self, page: Page, path: Path) -> None:
        say, ink = self._program.say, page.ink
        head = Marked("check", say(f"{self.texts}.saved"), SCENARIO, ink.first, ink.better, 14)
        parts: list[Element] = [
            Words(path.name, BODY, ink.first),
            Marked("folder", str(path.parent), SMALL, ink.second, ink.brass),
        ]
        done = Button(GoBack(), say("ui.report.done"), FULL, below=SAVED_KEYS.keycap(GoBack(), say))
        dialog(page, head, parts, done, WIDE)
