"""Writing what goes with an offer or a statement: others read it word for word."""

from __future__ import annotations

from collections.abc import Mapping

from game.presenter.own_words import OwnWords
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.program.program import Program
from game.ui.screens.menu.menu_commands import NOTE_KEYS, KeepNote, NoteCommand
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog
from game.ui.widgets.entry import TextField, Typing

_ROWS = {"argument": 3, "statement": 7, "message": 7}


class WriteWords:
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
