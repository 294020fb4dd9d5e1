"""Resolves a decision, then advances the game to the next decision.

Both halves change a draft and can be called separately. Both raise GameOver when the game ends.
"""

from __future__ import annotations

from typing import assert_never

from game.engine.actions import finish_picking, is_picking_finished, pick
from game.engine.draft import StateDraft
from game.engine.effects import change, fire
from game.engine.endings import conclude, finish, try_outcomes
from game.engine.flow import flow_of
from game.engine.injects import give_answer, run_injects
from game.engine.negotiation import OVER, accept, offer, stay_silent, walk
from game.engine.packages import package_from_ids
from game.engine.pending import knowers_of, sides_asked
from game.engine.turns import end_turn, start_turn
from game.model.decisions import (
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.entries import Cause
from game.model.log_events import (
    InjectHeld,
    InjectReleased,
    PhaseBegan,
    StageBegan,
)
from game.model.play import CLOSING, NOTHING, OPEN, OPENING
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, InjectsRules, PhaseRules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import Owner

BY_HAND = Owner(Cause("facilitator", ""), ())
"""The owner of what the facilitator does; only the facilitator sees this cause."""


def resolve(draft: StateDraft, decision: Decision) -> None:
    """Carries out a legal decision."""
    match decision.move:
        case FireInject(inject=id):
            fire(draft, draft.rules.index.injects[id], BY_HAND)
            try_outcomes(draft)
        case HoldInject(inject=id):
            _hold(draft, id, held=True)
        case ReleaseInject(inject=id):
            _hold(draft, id, held=False)
        case SetTrack(track=id, value=value):
            track = draft.rules.index.tracks[id]
            change(draft, track, value - draft.tracks[track], BY_HAND)
            try_outcomes(draft)
        case Stop(outcome=None):
            conclude(draft)
        case Stop(outcome=str(id)):
            finish(draft, draft.rules.index.outcomes[id])
        case Answer(answer=id):
            give_answer(draft, draft.rules.index.sides[decision.side], id)
        case _:
            _in_phase(draft, decision)


def _hold(draft: StateDraft, id: str, *, held: bool) -> None:
    """Holds or releases an inject, which only the facilitator learns (rule 10.3)."""
    draft.held[draft.rules.index.injects[id]] = int(held)
    draft.log(InjectHeld(id) if held else InjectReleased(id), ())


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
            raise AssertionError("in an injects phase only questions ask for a decision")


def _at_table(draft: StateDraft, visit: VisitRules, side: int, decision: Decision) -> None:
    table = draft.rules.tables[visit.table]
    party = table.parties.index(side)
    match decision.move:
        case Offer(package=package):
            numbers = package_from_ids(table, package)
            assert not isinstance(numbers, Refusal)
            offer(draft, visit, party, numbers)
        case Accept():
            accept(draft, visit, party)
        case Pass():
            stay_silent(draft, visit, party)
        case Walk():
            walk(draft, visit, party)


def advance(draft: StateDraft) -> None:
    """Runs everything that needs no decision, until a side must decide (rule 3.10)."""
    flow = flow_of(draft.rules)
    while _run_phase(draft):
        stage = draft.stage
        if not flow.follow(draft):
            conclude(draft)
        if draft.stage != stage:
            draft.log(StageBegan(draft.rules.stages[draft.stage].id))
        _enter(draft)


def sides_to_move(draft: StateDraft) -> tuple[str, ...]:
    """The sides that must decide now, in file order."""
    rules = draft.rules
    if draft.outcome != NOTHING:
        return ()
    if draft.questions:
        return tuple(rules.sides[side] for side in sorted(sides_asked(rules, draft)))
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


def _run_phase(draft: StateDraft) -> bool:
    """Runs what the current phase does by itself; returns whether the phase is over."""
    if draft.questions:
        return False
    if draft.phase in (OPENING, CLOSING):
        if draft.cursor == 0:
            draft.cursor = 1
            (start_turn if draft.phase == OPENING else end_turn)(draft)
        return not draft.questions
    phase = draft.rules.phases[draft.phase]
    match phase:
        case ActionsRules():
            return is_picking_finished(draft, phase)
        case VisitRules():
            return draft.cursor == OVER
        case InjectsRules():
            return run_injects(draft, phase)
        case _:
            assert_never(phase)


def _enter(draft: StateDraft) -> None:
    """Enters the next phase; a phase that is skipped is over at once (rule 3.2)."""
    sides = len(draft.rules.sides)
    draft.cursor = draft.visit = 0
    draft.finished = [0] * sides
    draft.picks = [()] * sides
    if draft.phase in (OPENING, CLOSING):
        return
    phase = draft.rules.phases[draft.phase]
    if _takes_place(draft, phase):
        draft.log(PhaseBegan(phase.id), knowers_of(draft.rules, phase))
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
