"""Answers to the questions of injects, and what follows from them (rules 6.5 to 6.7)."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.draft import StateDraft
from game.engine.effects import pay, run
from game.engine.endings import try_outcomes
from game.engine.pending import answers_of, first_question, sides_asked
from game.model.log_events import QuestionAnswered
from game.model.play import NOTHING
from game.rules.compiled import AnswerRules, InjectRules

GivenAnswers = Sequence[tuple[int, AnswerRules]]
"""Sides, each with the answer that it gives."""


def give_answer(draft: StateDraft, side: int, id: str) -> None:
    """Answers the first question for a side; an answer that others must wait for is kept hidden."""
    inject, _ = first_question(draft.rules, draft)
    answers = answers_of(inject, side)
    number = next(i for i, answer in enumerate(answers) if answer.id == id)
    if not inject.together:
        _resolve(draft, inject, ((side, answers[number]),))
        return
    draft.hidden_answers[side] = number
    if not sides_asked(draft.rules, draft):
        reveal_answers(draft)


def reveal_answers(draft: StateDraft) -> None:
    """Lets the hidden answers to the first question take effect together (rule 6.7)."""
    inject, _ = first_question(draft.rules, draft)
    hidden = draft.hidden_answers
    given = [(side, hidden[side]) for side in inject.ask if hidden[side] != NOTHING]
    draft.hidden_answers = [NOTHING] * len(draft.rules.sides)
    _resolve(draft, inject, [(side, answers_of(inject, side)[number]) for side, number in given])


def close_question(draft: StateDraft) -> None:
    """Lets hidden answers take effect as if nobody else had been asked (rule 9.6)."""
    if any(answer != NOTHING for answer in draft.hidden_answers):
        reveal_answers(draft)


def _resolve(draft: StateDraft, inject: InjectRules, given: GivenAnswers) -> None:
    """Ends the first question: counts all answers, pays all costs, then runs all effects."""
    draft.questions.pop(0)
    for side, answer in given:
        draft.answered[answer.number] += 1
        draft.log(QuestionAnswered(inject.id, draft.rules.sides[side], answer.id))
    for _, answer in given:
        pay(draft, answer.cost, answer.block.owner)
    for _, answer in given:
        run(draft, answer.block)
    try_outcomes(draft)
