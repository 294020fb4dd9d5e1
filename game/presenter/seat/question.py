"""A question that a story puts to a side: the story, the answers, and who else is asked."""

from __future__ import annotations

from attrs import frozen

from game.presenter.cards.answer_cards import AnswerCard, answer_cards
from game.presenter.cards.question_notes import notes_on_question, secrecy_of_answer
from game.presenter.prose import without_sources
from game.presenter.seat.buttons import ConfirmButton
from game.presenter.seat.context import SeatContext
from game.presenter.stories.story_pages import StoryPage, inject_page
from game.presenter.told_game import ToldGame
from game.presenter.verdicts import JudgedRun
from game.words.wording import Wording


@frozen
class AnswerToGive:
    """An answer as a card."""

    id: str
    name: str
    text: str
    """The author's description; may be empty."""
    does: tuple[JudgedRun, ...]
    cost: str
    needs: str
    meanings: tuple[str, ...]
    closed: str
    """Why it can't be given; empty where it can be."""
    confirm: ConfirmButton | None
    """For the one with the pen, where it can be given."""


@frozen
class QuestionToAnswer:
    """A question to a side."""

    kind = "question"

    fingerprint: str
    story: StoryPage
    notes: tuple[str, ...]
    secrecy: str
    """Who learns the answer, and when."""
    answers: tuple[AnswerToGive, ...]
    waits_for_pen: str
    """Who gives the answer, as a sentence; empty for the one who does."""


def question_to_answer(told_game: ToldGame, side: str, context: SeatContext) -> QuestionToAnswer:
    """The question that a side is to answer now. Raises ValueError where it is asked none."""
    words, question = told_game.words, told_game.view(side).question
    if question is None:
        raise ValueError("no question is asked")
    cards = answer_cards(words, side, question.inject, told_game.asking(side).legal)
    return QuestionToAnswer(
        context.fingerprint,
        inject_page(told_game, side, question.inject),
        notes_on_question(told_game, side, question),
        secrecy_of_answer(told_game, question),
        tuple(_answer(words, context, card) for card in cards),
        "" if context.holds_pen else words.say("seat.answer.pen"),
    )


def _answer(words: Wording, context: SeatContext, card: AnswerCard) -> AnswerToGive:
    confirm = None
    if context.holds_pen and not card.closed:
        paused = words.say("refused.paused") if context.paused else ""
        label = words.say("seat.answer")
        confirm = ConfirmButton(f"answer:{card.id}", label, "outline", closed=paused)
    return AnswerToGive(
        card.id,
        card.name,
        without_sources(card.text),
        card.does,
        card.cost,
        card.needs,
        card.meanings,
        card.closed,
        confirm,
    )
