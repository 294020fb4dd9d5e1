"""Writing a note, which is kept in the record, or an announcement to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from game.model.play import Accepted
from game.model.refusals import Refusal
from game.presenter.hot_seat import HotSeat
from game.session.records.recorded_actions import Note
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.program.program import Program
from game.ui.screens.game_control import change_game
from game.ui.screens.menu.menu_commands import NOTE_KEYS, KeepNote, NoteCommand
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog
from game.ui.widgets.entry import TextField, Typing

ROWS = 4
MOST = 1000
"""The most letters of a note."""


class WriteNote:
    """A text field, and a button that keeps the note."""

    name = "note"
    sentences = ("ui.note.title", "ui.note.about", "ui.note.empty", "ui.note.keep")
    """The keys of its title, what it says, the empty field, and the button."""
    sign = "pen"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)
        self.typing = Typing(most=MOST)

    @property
    def keys(self) -> Mapping[str, NoteCommand]:
        return {**self.typing.keys, **NOTE_KEYS.commands()}

    def handle(self, command: NoteCommand) -> Answer:
        match command:
            case KeepNote():
                return self._keep()
            case GoBack():
                return Pop()
            case _:
                self.typing.take(command)
                return None

    def _keep(self) -> Answer:
        hot_seat, text = self._program.hot_seat, self.typing.text.strip()
        if hot_seat is None or not text:
            return None
        act = partial(self._write, hot_seat, text)
        return change_game(self._program, act, self.then, self._behind.screen)

    @property
    def then(self) -> Answer:
        """What follows once it is kept; None: the game goes on with what comes next."""
        return Pop()

    def _write(self, hot_seat: HotSeat, text: str) -> Accepted | Refusal:
        answer = hot_seat.game.do(Note(), text)
        self._program.toast = self._program.say(
            "note.kept" if hot_seat.saved else "ui.note.unsaved"
        )
        return answer

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        title, about, empty, done = map(say, self.sentences)
        name = Marked(self.sign, title, SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((name, Words(about, SMALL, ink.second)), 8)
        entry = TextField(self.typing, title, empty, rows=ROWS)
        keep = Button(
            KeepNote(),
            done,
            FULL,
            "save" if self.sign == "pen" else self.sign,
            below=NOTE_KEYS.keycap(KeepNote(), say),
            enabled=bool(self.typing.text.strip()),
        )
        back = Button(GoBack(), say("ui.back"), GREY, below=NOTE_KEYS.keycap(GoBack(), say))
        dialog(page, head, (entry,), Beside(((keep, -1.2), (back, -1)), 16), 760)


class WriteAnnouncement(WriteNote):
    """A text field, and a button that announces what was written to everybody."""

    name = "announcement"
    sentences = ("ui.announce.title", "ui.announce.about", "ui.announce.empty", "ui.announce.keep")
    sign = "wire"

    @property
    def then(self) -> Answer:
        return None

    def _write(self, hot_seat: HotSeat, text: str) -> Accepted | Refusal:
        return hot_seat.announce(text)
