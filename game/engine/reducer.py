"""What changes: a decision is resolved, then the game advances to the next one asked.

The two halves take a draft and can be called apart. Both raise Over where the game ends.
"""

from __future__ import annotations

from typing import assert_never

from game.engine.actions import finish_picking, finished, pick
from game.engine.draft import StateDraft
from game.engine.effects import change, fire, pay, run
from game.engine.endings import conclude, finish, try_outcomes
from game.engine.events import events
from game.engine.flow import flow_of
from game.engine.negotiation import OVER, accept, offer, stay_silent, walk
from game.engine.packages import numbered
from game.engine.turns import judge_promises, start_turn
from game.model.decisions import (
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    Offer,
    Pass,
    SetTrack,
    Stop,
    Walk,
)
from game.model.entries import Cause, PhaseBegan, QuestionAnswered, StageBegan
from game.model.play import CLOSING, NOTHING, OPEN, OPENING
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, InjectsRules, PhaseRules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import Owner

BY_HAND = Owner(Cause("facilitator", ""), ())
"""What the facilitator does bears a cause that only the facilitator sees."""


def resolve(draft: StateDraft, decision: Decision) -> None:
    """Lets a legal decision have its effects."""
    match decision.move:
        case FireInject(inject=id):
            fire(draft, draft.rules.index.injects[id], BY_HAND)
            try_outcomes(draft)
        case SetTrack(track=id, value=value):
            track = draft.rules.index.tracks[id]
            change(draft, track, value - draft.tracks[track], BY_HAND)
            try_outcomes(draft)
        case Stop(outcome=None):
            conclude(draft)
        case Stop(outcome=str(id)):
            finish(draft, draft.rules.index.outcomes[id])
        case Answer(answer=id):
            _answer(draft, id)
        case _:
            _in_phase(draft, decision)


def _answer(draft: StateDraft, id: str) -> None:
    """The first question is answered, its cost is paid, its effects happen (rule 6.5)."""
    inject = draft.rules.injects[draft.questions.pop(0)]
    answer = next(answer for answer in inject.answers if answer.id == id)
    side = draft.rules.sides[inject.ask]
    draft.log(QuestionAnswered(inject.id, side, id))
    pay(draft, answer.cost, answer.block.owner)
    run(draft, answer.block)
    try_outcomes(draft)


def _in_phase(draft: StateDraft, decision: Decision) -> None:
    side = draft.rules.index.sides[decision.side]
    phase = draft.rules.phases[draft.phase]
    match phase:
        case ActionsRules():
            if isinstance(decision.move, Act):
                slot = draft.rules.index.slots[decision.side, decision.move.action]
                pick(draft, phase, side, slot)
            else:
                finish_picking(draft, phase, side)
        case VisitRules():
            _at_table(draft, phase, side, decision)
        case InjectsRules():
            raise AssertionError("nobody is asked in an injects phase but by a question")


def _at_table(draft: StateDraft, visit: VisitRules, side: int, decision: Decision) -> None:
    table = draft.rules.tables[visit.table]
    party = table.parties.index(side)
    match decision.move:
        case Offer(package=package):
            numbers = numbered(table, package)
            assert not isinstance(numbers, Refusal)
            offer(draft, visit, party, numbers)
        case Accept():
            accept(draft, visit, party)
        case Pass():
            stay_silent(draft, visit, party)
        case Walk():
            walk(draft, visit, party)


def advance(draft: StateDraft) -> None:
    """Runs all that happens by itself, until somebody is asked (rule 3.10)."""
    flow = flow_of(draft.rules)
    while _done(draft):
        stage = draft.stage
        if not flow.follow(draft):
            conclude(draft)
        if draft.stage != stage:
            draft.log(StageBegan(draft.rules.stages[draft.stage].id))
        _enter(draft)


def waiting(draft: StateDraft) -> tuple[str, ...]:
    """The sides that must decide now, in file order."""
    rules = draft.rules
    if draft.outcome != NOTHING:
        return ()
    if draft.questions:
        return (rules.sides[rules.injects[draft.questions[0]].ask],)
    phase = rules.phases[draft.phase]
    match phase:
        case ActionsRules(together=True):
            return tuple(
                side
                for i, side in enumerate(rules.sides)
                if i in phase.sides and not draft.finished[i]
            )
        case ActionsRules():
            return (rules.sides[phase.sides[draft.cursor]],)
        case VisitRules():
            table = rules.tables[phase.table]
            return (rules.sides[table.parties[draft.tables[phase.table].speaker]],)
        case InjectsRules():
            return ()
        case _:
            assert_never(phase)


def _done(draft: StateDraft) -> bool:
    """Whether nothing more happens here; does first what happens here by itself."""
    if draft.questions:
        return False
    if draft.phase in (OPENING, CLOSING):
        if draft.cursor == 0:
            draft.cursor = 1
            (start_turn if draft.phase == OPENING else judge_promises)(draft)
        return not draft.questions
    phase = draft.rules.phases[draft.phase]
    match phase:
        case ActionsRules():
            return finished(draft, phase)
        case VisitRules():
            return draft.cursor == OVER
        case InjectsRules():
            return events(draft, phase)
        case _:
            assert_never(phase)


def _enter(draft: StateDraft) -> None:
    """Begins what follows; a phase that is skipped is at once done (rule 3.2)."""
    sides = len(draft.rules.sides)
    draft.cursor = draft.visit = 0
    draft.finished = [0] * sides
    draft.picks = [()] * sides
    if draft.phase in (OPENING, CLOSING):
        return
    phase = draft.rules.phases[draft.phase]
    if _takes_place(draft, phase):
        draft.log(PhaseBegan(phase.id))
    else:
        _skip(draft, phase)


def _takes_place(draft: StateDraft, phase: PhaseRules) -> bool:
    if phase.when is not None and not phase.when(draft, NO_PACKAGE):
        return False
    match phase:
        case ActionsRules():
            return bool(phase.sides)
        case VisitRules():
            return draft.tables[phase.table].status == OPEN
        case InjectsRules():
            return True
        case _:
            assert_never(phase)


def _skip(draft: StateDraft, phase: PhaseRules) -> None:
    match phase:
        case ActionsRules():
            draft.finished = [1] * len(draft.rules.sides)
        case VisitRules():
            draft.cursor = OVER
        case InjectsRules():
            draft.cursor = len(phase.timed) + len(phase.conditional) + phase.draws
        case _:
            assert_never(phase)
