"""Writing a note, which is kept in the record of the game."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from game.model.play import Accepted
from game.model.refusals import Refusal
from game.presenter.hot_seat import HotSeat
from game.session.recorded_actions import Note
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.program.program import Program
from game.ui.screens.game_control import change_game
from game.ui.screens.menu.commands import NOTE_KEYS, KeepNote, NoteCommand
from game.ui.widgets.behind import Behind
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.entry import TextField, Typing
from game.ui.widgets.marked import Marked

ROWS = 4
MOST = 1000
"""The most letters of a note."""


class WriteNote:
    """A text field, and a button that keeps the note."""

    name = "note"

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
        return change_game(
            self._program, partial(self._note, hot_seat, text), Pop(), self._behind.screen
        )

    def _note(self, hot_seat: HotSeat, text: str) -> Accepted | Refusal:
        answer = hot_seat.game.do(Note(), text)
        self._program.toast = self._program.say(
            "note.kept" if hot_seat.saved else "ui.note.unsaved"
        )
        return answer

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        title = Marked("pen", say("ui.note.title"), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say("ui.note.about"), SMALL, ink.second)), 8)
        entry = TextField(self.typing, say("ui.note.title"), say("ui.note.empty"), rows=ROWS)
        keep = Button(
            KeepNote(),
            say("ui.note.keep"),
            FULL,
            "save",
            below=NOTE_KEYS.keycap(KeepNote(), say),
            enabled=bool(self.typing.text.strip()),
        )
        back = Button(GoBack(), say("ui.back"), GREY, below=NOTE_KEYS.keycap(GoBack(), say))
        dialog(page, head, (entry,), Beside(((keep, -1.2), (back, -1)), 16), 760)
