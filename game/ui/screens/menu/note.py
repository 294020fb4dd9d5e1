"""What one writes in a dialog: a note, an announcement, or words that go with a decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from game.model.play import Accepted
from game.model.refusals import Refusal
from game.presenter.hot_seat import HotSeat
from game.presenter.own_words import OwnWords
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


class _Writing:
    """A text field over another screen, with a button that keeps what is written."""

    typing: Typing

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
        raise NotImplementedError


class WriteNote(_Writing):
    """A text field, and a button that keeps the note."""

    name = "note"
    sentences = ("ui.note.title", "ui.note.about", "ui.note.empty", "ui.note.keep")
    """The keys of its title, what it says, the empty field, and the button."""
    sign = "pen"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)
        self.typing = Typing(most=MOST)

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


_ROWS = {"argument": 3, "statement": 7, "message": 7}


class WriteWords(_Writing):
    """A text field; what is written goes with the next decision, and an empty field drops it."""

    name = "words"

    def __init__(
        self, program: Program, side: str, asked: OwnWords, beneath: Screen | None = None
    ) -> None:
        self._program = program
        self._side = side
        self._asked = asked
        self._behind = Behind(beneath)
        self.typing = Typing(program.playing.written(side), most=asked.longest)

    def _keep(self) -> Answer:
        hot_seat = self._program.playing
        refused = hot_seat.write(self._side, self.typing.text)
        if refused is not None:
            self._program.toast = hot_seat.words.refusal(refused, self._side)
            return None
        return Pop()

    def draw(self, page: Page) -> None:
        say, ink = self._program.playing.words.say, page.ink
        self._behind.draw(page, self._program.code)
        kind, most = self._asked.kind, self._asked.longest
        title = Marked(
            "quote", say(f"ui.words.{kind}"), SCENARIO, ink.first, page.palette.brass, 14
        )
        left = say("ui.words.left", n=most - len(self.typing.text), most=most)
        head = Stack((title, Words(self._asked.label, SMALL, ink.second)), 8)
        entry = TextField(self.typing, self._asked.label, say("ui.words.empty"), rows=_ROWS[kind])
        keep = Button(
            KeepNote(), say("ui.words.keep"), FULL, below=NOTE_KEYS.keycap(KeepNote(), say)
        )
        back = Button(GoBack(), say("ui.back"), GREY, below=NOTE_KEYS.keycap(GoBack(), say))
        parts = (entry, Words(left, SMALL, ink.third))
        dialog(page, head, parts, Beside(((keep, -1.2), (back, -1)), 16), 760)
