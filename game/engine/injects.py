"""Injects phases, answers to the questions of injects, and what follows from them (rule 6)."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.draft import StateDraft
from game.engine.effects import fire, happens, hold_vote, is_used_up, pay, run
from game.engine.endings import try_outcomes
from game.engine.pending import answers_of, first_question, sides_asked
from game.model.bodies import BALLOTS
from game.model.log_events import QuestionAnswered
from game.model.play import NOTHING
from game.rules.compiled import AnswerRules, InjectRules, InjectsRules
from game.rules.evaluate import NO_PACKAGE

GivenAnswers = Sequence[tuple[int, AnswerRules]]
"""Sides, each with the answer that it gives."""


def run_injects(draft: StateDraft, phase: InjectsRules) -> bool:
    """Continues the phase at the cursor; returns False if a question interrupts it.

    Injects come on their turn, then those with conditions, then drawn ones (rule 6.1).
    """
    known = (*phase.timed, *phase.conditional)
    while draft.cursor < len(known) + phase.draws:
        index = draft.cursor
        draft.cursor += 1
        if index < len(known):
            _try(draft, known[index])
        else:
            _draw(draft, phase)
        if draft.questions:
            return False
    return True


def _try(draft: StateDraft, inject: int) -> None:
    """Fires an inject if it is its turn, its condition is true and its chance comes up."""
    rules = draft.rules.injects[inject]
    if rules.at is not None and rules.at != draft.turn:
        return
    if not _may(draft, inject):
        return
    percent = rules.chance
    if percent is None or happens(draft, percent(draft, NO_PACKAGE), rules.site):
        _fire(draft, inject)


def _draw(draft: StateDraft, phase: InjectsRules) -> None:
    """Fires one of the possible injects, drawn by weight; draws nothing without any (rule 2.3)."""
    candidates = [inject for inject in phase.drawn if _may(draft, inject)]
    if not candidates:
        return
    weights = [_weight(draft, draft.rules.injects[inject]) for inject in candidates]
    drawn = draft.draw(phase.site, weights)
    if drawn >= 0:
        _fire(draft, candidates[drawn])


def _may(draft: StateDraft, inject: int) -> bool:
    """Whether an inject may happen by itself: it isn't held, and `once` and `when` allow it."""
    when = draft.rules.injects[inject].when
    if draft.held[inject] or is_used_up(draft, inject):
        return False
    return when is None or bool(when(draft, NO_PACKAGE))


def _weight(draft: StateDraft, inject: InjectRules) -> int:
    return 0 if inject.weight is None else inject.weight(draft, NO_PACKAGE)


def _fire(draft: StateDraft, inject: int) -> None:
    fire(draft, inject)
    try_outcomes(draft)


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
    if inject.vote is not None:
        draft.questions.pop(0)
        for side, number in given:
            id = draft.rules.sides[side]
            told_to = inject.seen_by if inject.vote.ballots == "open" else (id,)
            draft.log(QuestionAnswered(inject.id, id, BALLOTS[number]), told_to)
        hold_vote(draft, inject, dict(given))
        try_outcomes(draft)
        return
    _resolve(draft, inject, [(side, answers_of(inject, side)[number]) for side, number in given])


def close_question(draft: StateDraft) -> None:
    """Lets hidden answers take effect as if nobody else had been asked (rule 9.6)."""
    if any(answer != NOTHING for answer in draft.hidden_answers) or _is_vote(draft):
        reveal_answers(draft)


def _is_vote(draft: StateDraft) -> bool:
    """Whether the first question is a vote, at which those who don't answer abstain."""
    return bool(draft.questions) and first_question(draft.rules, draft)[0].vote is not None


def _resolve(draft: StateDraft, inject: InjectRules, given: GivenAnswers) -> None:
    """Ends the first question: counts all answers, pays all costs, then runs all effects."""
    draft.questions.pop(0)
    for side, answer in given:
        draft.answered[answer.number] += 1
        event = QuestionAnswered(inject.id, draft.rules.sides[side], answer.id)
        draft.log(event, inject.seen_by)
    for _, answer in given:
        pay(draft, answer.cost, answer.block.owner)
    for _, answer in given:
        run(draft, answer.block)
    try_outcomes(draft)
