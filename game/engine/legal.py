"""What one may decide now: finite decisions listed, an offer by the options of its issues."""

from __future__ import annotations

from game.engine.negotiation import last_word
from game.engine.packages import on_agenda
from game.engine.pending import as_seen, phase_of
from game.engine.refusals import to_accept, to_act, to_answer
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    FireInject,
    Move,
    Pass,
    Stop,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, Legal, State
from game.model.refusals import Refusal, RefusalCode, refusal
from game.rules.compiled import (
    ActionsRules,
    InjectRules,
    IssueRules,
    OptionRules,
    Rules,
    VisitRules,
)
from game.rules.evaluate import NO_PACKAGE


def legal(rules: Rules, state: State, side: str) -> Legal:
    """What a side, or the facilitator, may decide now; empty where nobody asks it.

    Raises KeyError for a side that isn't in the scenario.
    """
    if side == FACILITATOR:
        return _facilitator(rules, state)
    number = rules.index.sides[side]
    if side not in state.to_move:
        return Legal()
    if state.questions:
        return _answers(rules, state, number, rules.injects[state.questions[0]])
    phase = phase_of(rules, state)
    match phase:
        case ActionsRules():
            return _actions(rules, state, number, phase)
        case VisitRules():
            return _table(rules, state, number, phase)
        case _:
            return Legal()


def _facilitator(rules: Rules, state: State) -> Legal:
    if state.outcome != NOTHING:
        return Legal()
    injects = [FireInject(inject.id) for inject in rules.injects]
    ends = [Stop(), *(Stop(outcome.id) for outcome in rules.outcomes)]
    ranges = FrozenMap((track.id, (track.low, track.high)) for track in rules.tracks)
    return Legal(moves=(*injects, *ends), tracks=ranges)


def _answers(rules: Rules, state: State, side: int, inject: InjectRules) -> Legal:
    found = {answer.id: to_answer(rules, state, side, answer) for answer in inject.answers}
    moves = tuple(Answer(id) for id, why in found.items() if why is None)
    return Legal(moves=moves, refused=_refused(found))


def _actions(rules: Rules, state: State, side: int, phase: ActionsRules) -> Legal:
    seen = as_seen(rules, state, side)
    found = {
        rules.slots[slot].action: to_act(rules, state, seen, slot) for slot in phase.offered[side]
    }
    moves: list[Move] = [Act(id) for id, why in found.items() if why is None]
    if not (phase.no_pass and moves):
        moves.append(Pass())
    return Legal(moves=tuple(moves), refused=_refused(found))


def _refused(found: dict[str, Refusal | None]) -> FrozenMap[str, Refusal]:
    return FrozenMap((id, why) for id, why in found.items() if why is not None)


def _table(rules: Rules, state: State, side: int, visit: VisitRules) -> Legal:
    table = rules.tables[visit.table]
    refused = to_accept(rules, state, side, visit)
    moves: tuple[Move, ...] = (Walk(), Pass())
    if refused is None:
        moves = (Accept(), *moves)
    if last_word(table, state.tables[visit.table]):
        return Legal(moves=moves, accept=refused)
    agenda = [issue for issue in table.issues if on_agenda(issue, state)]
    options = {
        issue.id: tuple(option.id for option in issue.options if _may_hold(option, state))
        for issue in agenda
    }
    party = table.parties.index(side)
    barred = {issue.id: _barred(issue, state, party) for issue in agenda}
    return Legal(
        moves=moves,
        offer=FrozenMap(options),
        barred=FrozenMap((id, why) for id, why in barred.items() if why),
        accept=refused,
    )


def _may_hold(option: OptionRules, state: State) -> bool:
    """Whether an option's `when` holds, as far as that can be said without a package."""
    when = option.when
    return when is None or option.when_reads_package or bool(when(state, NO_PACKAGE))


def _barred(issue: IssueRules, state: State, party: int) -> FrozenMap[str, Refusal]:
    """Why a party can't propose some of the options, whatever the rest of the package."""
    found = ((option, _bar(option, state, party)) for option in issue.options)
    return FrozenMap(
        (option.id, refusal(code, issue=issue.id, option=option.id))
        for option, code in found
        if code
    )


def _bar(option: OptionRules, state: State, party: int) -> RefusalCode | None:
    if not _may_hold(option, state):
        return "option-when"
    needs = option.needs[party]
    if needs is None or option.needs_read_package[party] or needs(state, NO_PACKAGE):
        return None
    return "needs"
