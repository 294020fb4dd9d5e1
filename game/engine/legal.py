"""Lists the decisions that a side may take now; for offers, the possible options of each issue."""

from __future__ import annotations

from functools import lru_cache

from game.engine.packages import on_agenda
from game.engine.pending import answers_of, as_seen, first_question, phase_of
from game.engine.refusals import to_accept, to_act, to_answer, to_hold, to_offer
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    FireInject,
    HoldInject,
    Move,
    Pass,
    ReleaseInject,
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
    """Returns what a side or the facilitator may decide now; empty if it isn't its turn.

    Raises KeyError for an unknown side.
    """
    if side == FACILITATOR:
        return _facilitator(rules, state)
    number = rules.index.sides[side]
    if side not in state.to_move:
        return Legal()
    if state.questions:
        return _answers(rules, state, number, first_question(rules, state)[0])
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
    injects: list[Move] = [FireInject(inject.id) for inject in rules.injects]
    for inject in rules.injects:
        if to_hold(rules, state, inject.id, held=True) is None:
            injects.append(HoldInject(inject.id))
        if to_hold(rules, state, inject.id, held=False) is None:
            injects.append(ReleaseInject(inject.id))
    ends = [Stop(), *(Stop(outcome.id) for outcome in rules.outcomes)]
    ranges = FrozenMap((track.id, (track.low, track.high)) for track in rules.tracks)
    return Legal(moves=(*injects, *ends), tracks=ranges)


def _answers(rules: Rules, state: State, side: int, inject: InjectRules) -> Legal:
    answers = answers_of(inject, side)
    refusals = {answer.id: to_answer(rules, state, side, answer) for answer in answers}
    moves = tuple(Answer(id) for id, why in refusals.items() if why is None)
    return Legal(moves=moves, refused=_only_refused(refusals))


def _actions(rules: Rules, state: State, side: int, phase: ActionsRules) -> Legal:
    seen = as_seen(rules, state, side)
    refusals = {
        rules.slots[slot].action: to_act(rules, state, seen, slot) for slot in phase.offered[side]
    }
    moves: list[Move] = [_act(id) for id, why in refusals.items() if why is None]
    if not (phase.no_pass and moves):
        moves.append(Pass())
    return Legal(moves=tuple(moves), refused=_only_refused(refusals))


@lru_cache(maxsize=1024)
def _act(action: str) -> Act:
    """The decision to take an action, cached because the same ones are legal again and again."""
    return Act(action)


def _only_refused(refusals: dict[str, Refusal | None]) -> FrozenMap[str, Refusal]:
    return FrozenMap((id, why) for id, why in refusals.items() if why is not None)


def _table(rules: Rules, state: State, side: int, visit: VisitRules) -> Legal:
    table = rules.tables[visit.table]
    refused = to_accept(rules, state, side, visit)
    moves: tuple[Move, ...] = (Walk(), Pass())
    if refused is None:
        moves = (Accept(), *moves)
    party = table.parties.index(side)
    if to_offer(rules, state, party, visit) is not None:
        return Legal(moves=moves, accept=refused)
    agenda = [issue for issue in table.issues if on_agenda(issue, state)]

    def barred(_name: str) -> FrozenMap[str, FrozenMap[str, Refusal]]:
        by_issue = ((issue.id, _barred(issue, state, party)) for issue in agenda)
        return FrozenMap((id, refusals) for id, refusals in by_issue if refusals)

    return Legal.deferred(
        barred,
        moves=moves,
        offer=FrozenMap((issue.id, _offered(issue, state)) for issue in agenda),
        refused=FrozenMap(),
        accept=refused,
        tracks=FrozenMap(),
    )


def _offered(issue: IssueRules, state: State) -> tuple[str, ...]:
    """The options of an issue that can be offered, as far as that is clear without a package."""
    options = issue.options
    return tuple([each.id for each in options if each.when is None or _may_be_offered(each, state)])


def _may_be_offered(option: OptionRules, state: State) -> bool:
    """Whether an option's `when` is true, or can't be judged without a package."""
    when = option.when
    return when is None or option.when_reads_package or bool(when(state, NO_PACKAGE))


def _barred(issue: IssueRules, state: State, party: int) -> FrozenMap[str, Refusal]:
    """The options that a party can't propose in any package, each with the reason."""
    refusals: dict[str, Refusal] = {}
    for option in issue.options:
        if option.when is not None or option.needs[party] is not None:
            code = _bar(option, state, party)
            if code is not None:
                refusals[option.id] = refusal(code, issue=issue.id, option=option.id)
    return FrozenMap(refusals)


def _bar(option: OptionRules, state: State, party: int) -> RefusalCode | None:
    if not _may_be_offered(option, state):
        return "option-when"
    needs = option.needs[party]
    if needs is None or option.needs_read_package[party] or needs(state, NO_PACKAGE):
        return None
    return "needs"
