"""A question with two answers, over the screen that asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from attrs import frozen

from game.ui.page.commands import Command, KeyTable, key_name, shortcut
from game.ui.page.elements import Beside, Element, Marked
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Screen, Then
from game.ui.paint.fonts import BODY, SCENARIO
from game.ui.program.program import Program
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog, scrolled_lines

WIDE = 700


@frozen
class Agree(Command):
    """Answers yes."""


@frozen
class Decline(Command):
    """Answers no."""


@frozen
class ChooseSecond(Command):
    """Chooses the third answer of a question that has one."""


AskCommand = Agree | Decline | ChooseSecond
KEYS: KeyTable[AskCommand] = KeyTable(
    "", (shortcut("enter", Agree()), shortcut("escape", Decline()))
)
FINAL_KEYS: KeyTable[AskCommand] = KeyTable(
    "", (shortcut("y", Agree()), shortcut("escape", Decline(), also=("enter",)))
)
"""Where yes can't be undone, an Enter too many says no."""


@frozen
class Second:
    """A third way to answer: the label of its button, its key, and its answer."""

    label: str
    key: str
    answer: Answer | Callable[[], Answer]


class Ask:
    """A question: yes acts on its answer, no changes nothing."""

    name = "ask"

    def __init__(
        self,
        program: Program,
        beneath: Screen | None,
        title: str,
        text: str,
        yes: str,
        answer: Answer | Callable[[], Answer],
        no: str = "",
        symbol: str = "help",
        otherwise: Answer | Callable[[], Answer] = None,
        second: Second | None = None,
        *,
        final: bool = False,
    ) -> None:
        """yes, no: what the buttons say; left out, `no` is the usual one.

        answer, otherwise: what yes and no answer, or do and then answer. final: yes can't be
        undone.
        """
        self._program = program
        self._behind = Behind(beneath)
        self._title = title
        self._text = text
        self._yes = yes
        self._no = no
        self._answer = answer
        self._symbol = symbol
        self._otherwise = otherwise
        self._second = second
        self._keys = FINAL_KEYS if final else KEYS

    @property
    def keys(self) -> Mapping[str, AskCommand]:
        keys = self._keys.commands()
        return keys if self._second is None else {**keys, self._second.key: ChooseSecond()}

    def handle(self, command: AskCommand) -> Answer:
        match command:
            case Agree():
                return _closing(self._answer)
            case Decline():
                return _closing(self._otherwise)
            case ChooseSecond():
                return _closing(self._second.answer) if self._second is not None else None
            case _:
                assert_never(command)

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        head = Marked(self._symbol, self._title, SCENARIO, ink.first, page.palette.brass, 14)
        width = min(page.theme.tall(WIDE), page.theme.width - 2 * page.px(40)) - 2 * page.px(36)
        text = scrolled_lines(page, self._text, BODY, ink.second, width - page.px(24))
        yes = Button(Agree(), self._yes, FULL, below=self._keys.keycap(Agree(), say))
        no = Button(
            Decline(), self._no or say("ui.ask.no"), GREY, below=self._keys.keycap(Decline(), say)
        )
        buttons: list[tuple[Element, float]] = [(yes, -1.2), (no, -1)]
        if self._second is not None:
            second, key = self._second, key_name(self._second.key, say)
            buttons.insert(1, (Button(ChooseSecond(), second.label, GREY, below=key), -1.2))
        foot = Beside(tuple(buttons), 16)
        dialog(page, head, text, foot, WIDE, 0)


def _closing(answer: Answer | Callable[[], Answer]) -> Answer:
    """Closes the question, and then acts on an answer."""
    outcome = answer() if callable(answer) else answer
    return Pop() if outcome is None else Then((Pop(), outcome))
