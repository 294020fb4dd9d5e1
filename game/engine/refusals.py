"""Determines why a decision can't be taken now, for `step` and `legal`."""

from __future__ import annotations

from game.engine.negotiation import is_last_word
from game.engine.packages import objection, package_from_ids
from game.engine.pending import (
    answers_of,
    as_seen,
    first_question,
    pending,
    phase_of,
    sides_asked,
)
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Intervention,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.play import NOBODY, NOTHING, State
from game.model.refusals import Refusal, refusal
from game.model.version import HOLDS_AND_LAST_OFFERS
from game.rules.compiled import ActionsRules, AnswerRules, Cost, Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE


def refuse(rules: Rules, state: State, decision: Decision) -> Refusal | None:
    """Returns why a decision is refused; None if it is legal."""
    side, move = decision.side, decision.move
    if state.outcome != NOTHING:
        return refusal("over")
    if side == FACILITATOR:
        return _intervention(rules, state, move)
    if side not in rules.index.sides:
        return refusal("unknown-side", side=side)
    if isinstance(move, Intervention):
        return refusal("facilitator-only")
    return _of_side(rules, state, side, move)


def _intervention(rules: Rules, state: State, move: Move) -> Refusal | None:
    """Why the facilitator can't intervene (rules 10.1 and 10.3)."""
    match move:
        case FireInject(inject=id):
            known = id in rules.index.injects
            return None if known else refusal("unknown-inject", inject=id)
        case HoldInject(inject=id) | ReleaseInject(inject=id):
            return to_hold(rules, state, id, held=isinstance(move, HoldInject))
        case SetTrack(track=id):
            return None if id in rules.index.tracks else refusal("unknown-track", track=id)
        case Stop(outcome=id):
            known = id is None or id in rules.index.outcomes
            return None if known else refusal("unknown-outcome", outcome=str(id))
        case _:
            return refusal("sides-only")


def to_hold(rules: Rules, state: State, inject: str, *, held: bool) -> Refusal | None:
    """Why an inject can't be held or, without `held`, released."""
    if rules.version < HOLDS_AND_LAST_OFFERS:
        return refusal("later-rules", version=rules.version, since=HOLDS_AND_LAST_OFFERS)
    if inject not in rules.index.injects:
        return refusal("unknown-inject", inject=inject)
    if bool(state.held[rules.index.injects[inject]]) == held:
        return refusal("held-already" if held else "not-held", inject=inject)
    return None


def _of_side(rules: Rules, state: State, side: str, move: Move) -> Refusal | None:
    if state.questions:
        return _to_question(rules, state, side, move)
    if isinstance(move, Answer):
        return refusal("no-question")
    if side not in state.to_move:
        return refusal("not-your-turn", side=side)
    phase, number = phase_of(rules, state), rules.index.sides[side]
    match phase, move:
        case ActionsRules(), Act(action=action):
            return _act(rules, state, number, phase, action)
        case ActionsRules(), Pass():
            return no_pass(rules, state, number, phase)
        case VisitRules(), Offer() | Accept() | Pass() | Walk():
            return _at_table(rules, state, number, phase, move)
        case VisitRules(), Act(action=action) if action not in rules.index.actions:
            return refusal("unknown-action", action=action)
        case _:
            return refusal("wrong-kind")


def _to_question(rules: Rules, state: State, side: str, move: Move) -> Refusal | None:
    """Why a decision is refused while a question waits for its answer (rule 6.5)."""
    inject, _ = first_question(rules, state)
    number, asked = rules.index.sides[side], sides_asked(rules, state)
    if number not in asked or not isinstance(move, Answer):
        sides = tuple(rules.sides[each] for each in asked)
        return refusal("question-first", inject=inject.id, sides=sides)
    for answer in answers_of(inject, number):
        if answer.id == move.answer:
            return to_answer(rules, state, number, answer)
    return refusal("unknown-answer", answer=move.answer)


def to_answer(rules: Rules, state: State, side: int, answer: AnswerRules) -> Refusal | None:
    """Why an answer can't be given."""
    seen = as_seen(rules, state, side)
    if answer.when is not None and not answer.when(seen, NO_PACKAGE):
        return refusal("answer-when", answer=answer.id)
    short = _short(rules, seen, answer.cost)
    if short is not None:
        return refusal("answer-cost", answer=answer.id, track=short[0], cost=short[1])
    return None


def _act(rules: Rules, state: State, side: int, phase: ActionsRules, action: str) -> Refusal | None:
    if action not in rules.index.actions:
        return refusal("unknown-action", action=action)
    slot = rules.index.slots.get((rules.sides[side], action), NOBODY)
    if slot not in phase.offered[side]:
        return refusal("not-offered", action=action)
    return to_act(rules, state, as_seen(rules, state, side), slot)


def to_act(rules: Rules, state: State, seen: State, slot: int) -> Refusal | None:
    """Why an offered action can't be picked; `seen` is the state as its side sees it (rule 4.1)."""
    action = rules.slots[slot]
    id, side = action.action, action.side
    if not action.repeat and slot in state.picks[side]:
        return refusal("repeat", action=id)
    if action.limit is not None:
        taken = state.uses[slot]
        if state.picks[side]:
            taken += pending(rules, state, side).count(slot)
        if taken >= action.limit:
            return refusal("limit", action=id, limit=action.limit)
    if action.cooldown is not None and state.last[slot]:
        again = state.last[slot] + action.cooldown + 1
        if state.turn < again:
            return refusal("cooldown", action=id, turn=again)
    if action.when is not None and not action.when(seen, NO_PACKAGE):
        return refusal("when", action=id)
    short = _short(rules, seen, action.cost) if action.cost else None
    if short is not None:
        return refusal("cost", action=id, track=short[0], cost=short[1])
    return None


def _short(rules: Rules, seen: State, cost: Cost) -> tuple[str, int] | None:
    """The first track that can't pay its part of a cost within its range, and that part."""
    for track, amount in cost:
        if seen.tracks[track] - amount < rules.tracks[track].low:
            return rules.tracks[track].id, amount
    return None


def no_pass(rules: Rules, state: State, side: int, phase: ActionsRules) -> Refusal | None:
    """Why a side can't pass: with `no_pass` only if it has no legal action (rule 4.5)."""
    if not phase.no_pass:
        return None
    seen = as_seen(rules, state, side)
    if any(to_act(rules, state, seen, slot) is None for slot in phase.offered[side]):
        return refusal("no-pass")
    return None


def _at_table(
    rules: Rules, state: State, side: int, visit: VisitRules, move: Move
) -> Refusal | None:
    match move:
        case Offer(package=package):
            table = rules.tables[visit.table]
            numbers = package_from_ids(table, package)
            if isinstance(numbers, Refusal):
                return numbers
            party = table.parties.index(side)
            why = to_offer(rules, state, party, visit)
            return why or objection(table, state, party, numbers)
        case Accept():
            return to_accept(rules, state, side, visit)
        case _:
            return None


def to_offer(rules: Rules, state: State, party: int, visit: VisitRules) -> Refusal | None:
    """Why a party can't make any offer now (rules 5.2 and 19.5)."""
    table = rules.tables[visit.table]
    only = NOTHING if table.majority is None else table.majority.proposes
    if only not in (NOTHING, party):
        return refusal("not-proposer", side=rules.sides[table.parties[only]])
    if is_last_word(table, state.tables[visit.table]):
        return refusal("last-word")
    return None


def to_accept(rules: Rules, state: State, side: int, visit: VisitRules) -> Refusal | None:
    """Why the standing offer can't be accepted (rules 5.2 and 5.3)."""
    table, at = rules.tables[visit.table], state.tables[visit.table]
    party = table.parties.index(side)
    if at.proposer == NOBODY:
        return refusal("no-offer")
    if at.proposer == party:
        return refusal("own-offer")
    if at.accepted[party]:
        return refusal("accepted-already")
    return objection(table, state, party, at.options)
