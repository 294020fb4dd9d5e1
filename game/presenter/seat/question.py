"""A question that a story puts to a side: the story, the answers, and who else is asked."""

from __future__ import annotations

from attrs import frozen

from game.presenter.cards.decision_cards import DecisionCard, answer_cards
from game.presenter.cards.question_notes import notes_on_question, secrecy_of_answer
from game.presenter.seat.buttons import ConfirmButton
from game.presenter.seat.context import SeatContext
from game.presenter.stories.story_pages import StoryPage, inject_page
from game.presenter.told_game import ToldGame


@frozen
class QuestionToAnswer:
    """A question to a side."""

    kind = "question"

    fingerprint: str
    story: StoryPage
    notes: tuple[str, ...]
    secrecy: str
    """Who learns the answer, and when."""
    answers: tuple[DecisionCard, ...]
    confirm: ConfirmButton | None
    """Gives an answer whose id follows what it confirms; None without the pen."""
    waits_for_pen: str
    """Who gives the answer, as a sentence; empty for the one who does."""


def question_to_answer(told_game: ToldGame, side: str, context: SeatContext) -> QuestionToAnswer:
    """The question that a side is to answer now. Raises ValueError where it is asked none."""
    words, question = told_game.words, told_game.view(side).question
    if question is None:
        raise ValueError("no question is asked")
    paused = words.say("refused.paused") if context.paused else ""
    confirm = ConfirmButton("answer:", words.say("seat.answer"), "outline", closed=paused)
    return QuestionToAnswer(
        context.fingerprint,
        inject_page(told_game, side, question.inject),
        notes_on_question(told_game, side, question),
        secrecy_of_answer(told_game, question),
        answer_cards(words, side, question.inject, told_game.asking(side).legal),
        confirm if context.holds_pen else None,
        "" if context.holds_pen else words.say("seat.answer.pen"),
    )
