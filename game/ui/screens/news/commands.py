"""What can be asked of the news and of a question, and by which keys."""

from __future__ import annotations

from attrs import frozen

from game.ui.page.commands import Command, GameCommand, PickListed, ReadOn
from game.ui.page.keys import KeyTable, numbered, shortcut
from game.ui.screens.briefing.commands import READ_ON


@frozen
class GiveAnswer(Command):
    """An answer to the question."""

    answer: str


@frozen
class LookAtAnswers(Command):
    """Nothing: Enter answers only once the focus is shown on an answer.

    One who still holds Enter from the screen before does not answer with it unseen.
    """


NewsCommand = ReadOn | GameCommand
QuestionCommand = GiveAnswer | LookAtAnswers | PickListed | GameCommand

NEWS_KEYS: KeyTable[NewsCommand] = KeyTable("papers", (READ_ON, shortcut("space", ReadOn())))
QUESTION_KEYS: KeyTable[QuestionCommand] = KeyTable(
    "", (numbered(), shortcut("enter", LookAtAnswers(), also=("space",)))
)
