"""Writing a note, which is kept in the record of the game."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from game.model.play import Accepted, Refusal
from game.session.deeds import Note
from game.ui.control import done
from game.ui.desk import Desk
from game.ui.elements import Beside, Stack, Words
from game.ui.intents import Do
from game.ui.page import Page
from game.ui.screen import Answer, Pop, Screen
from game.ui.sitting import Sitting
from game.ui.type import SCENARIO, SMALL
from game.ui.widgets.behind import Behind
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import dialog
from game.ui.widgets.entry import Entry, Typing
from game.ui.widgets.marked import Marked

ROWS = 4
MOST = 1000
"""Letters of a note."""


class WriteNote:
    """A text, and keeping it."""

    name = "note"

    def __init__(self, desk: Desk, beneath: Screen | None = None) -> None:
        self._desk = desk
        self._behind = Behind(beneath)
        self.typing = Typing(most=MOST)

    @property
    def keys(self) -> Mapping[str, Do]:
        return {**self.typing.keys, "enter": Do("keep"), "escape": Do("back")}

    def handle(self, do: Do) -> Answer:
        if self.typing.take(do):
            return None
        match do.verb:
            case "keep":
                return self._keep()
            case "back":
                return Pop()
            case _:
                return None

    def _keep(self) -> Answer:
        sitting, text = self._desk.sitting, self.typing.text.strip()
        if sitting is None or not text:
            return None
        return done(self._desk, partial(self._note, sitting, text), Pop(), self._behind.screen)

    def _note(self, sitting: Sitting, text: str) -> Accepted | Refusal:
        answer = sitting.game.do(Note(), text)
        self._desk.toast = self._desk.say("note.kept" if sitting.saved else "ui.note.unsaved")
        return answer

    def draw(self, page: Page) -> None:
        say, ink = self._desk.say, page.ink
        self._behind.draw(page, self._desk.code)
        title = Marked("pen", say("ui.note.title"), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say("ui.note.about"), SMALL, ink.second)), 8)
        entry = Entry(self.typing, say("ui.note.title"), say("ui.note.empty"), rows=ROWS)
        keep = Button(
            Do("keep"),
            say("ui.note.keep"),
            FULL,
            "save",
            below=say("ui.key.enter"),
            enabled=bool(self.typing.text.strip()),
        )
        back = Button(Do("back"), say("ui.back"), GREY, below=say("ui.key.escape"))
        dialog(page, head, (entry,), Beside(((keep, -1.2), (back, -1)), 16), 760)
