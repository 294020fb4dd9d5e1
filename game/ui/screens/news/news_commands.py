"""What can be asked of the news and of a question, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import (
    Command,
    GameCommand,
    KeyTable,
    PickListed,
    ReadOn,
    numbered,
    shortcut,
)
from game.ui.screens.briefing.briefing_commands import READ_ON


@frozen
class GiveAnswer(Command):
    """Gives an answer to the question."""

    answer: str


@frozen
class LookAtAnswers(Command):
    """Does nothing: Enter answers only once the focus is visible on an answer.

    This way, an Enter meant for the screen before never answers the question by accident.
    """


NewsCommand = ReadOn | GameCommand
QuestionCommand = GiveAnswer | LookAtAnswers | PickListed | GameCommand

NEWS_KEYS: KeyTable[NewsCommand] = KeyTable("papers", (READ_ON, shortcut("space", ReadOn())))
QUESTION_KEYS: KeyTable[QuestionCommand] = KeyTable(
    "", (numbered(), shortcut("enter", LookAtAnswers(), also=("space",)))
)
