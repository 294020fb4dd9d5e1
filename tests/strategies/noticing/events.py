"""Injects, promises, and what the facilitator does."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from game.engine.core import step
from game.engine.pending import first_question
from game.model.decisions import FACILITATOR, Answer, SetTrack
from game.model.entries import Entry
from game.model.log_events import (
    AgreementSigned,
    BallotsRevealed,
    InjectFired,
    ProjectBegun,
    ProjectHastened,
    PromiseGiven,
    TableCollapsed,
    TableExpired,
    TrackChanged,
    VoteCounted,
)
from game.model.play import CLOSING, NOTHING, OPENING, Accepted, State
from game.rules.compiled import ActionsRules, InjectsRules, Rules, VisitRules
from game.rules.program import CompiledFire
from strategies.noticing.passages import Passage


def injects(passage: Passage) -> Iterator[str]:
    """How injects come, and what they ask."""
    rules, before, after = passage.rules, passage.before, passage.after
    for entry in passage.of("injected"):
        number = rules.index.injects[str(entry.values["inject"])]
        inject, kind = rules.injects[number], entry.cause.kind if entry.cause else ""
        if before is not None and before.held[number]:
            yield "a held inject was let happen"
        if kind == "facilitator":
            yield "the facilitator fired an inject"
            if inject.once and before is not None and before.fired[number]:
                yield "the facilitator fired a spent inject again"
        elif kind:
            yield "an effect fired an inject"
        elif inject.at is not None:
            yield "an inject happened on its turn"
        elif inject.weight is not None:
            yield "an inject was drawn"
        elif inject.when is not None:
            yield "an inject happened on its condition"
        else:
            yield "an inject happened by its chance alone"
        if all(each is None for each in (inject.at, inject.when, inject.chance, inject.weight)):
            yield "an inject without occasion happened"
        if kind not in ("", "facilitator") and _delayed(passage, entry):
            yield "delayed effects fired an inject"
        if not kind and rules.scenario.injects[inject.id].deck:
            yield "an inject of a deck happened"
        if after.fired[number] > 1 and not inject.once:
            yield "an inject happened twice"
    if len(after.questions) > 1:
        yield "two questions waited"
    if after.questions and after.outcome == NOTHING:
        yield from _waiting(passage)
    for phase in rules.phases:
        if isinstance(phase, InjectsRules) and phase.draws and after.draws[phase.site] > 1:
            yield "a phase drew more than once"
    if passage.resolved() and "asked" in passage.codes()[: _first_phase(passage)]:
        yield "a question was raised by a together phase"
    if "answered" in passage.codes():
        at = passage.codes().index("answered")
        if "paid" in passage.codes()[at : at + 2]:
            yield "an answer's cost was paid"
    yield from _several(passage)
    yield from _votes(passage)
    yield from _unknown(passage)
    yield from _projects(passage)
    yield from _held(passage)
    yield from _spent(passage)
    yield from _nothing_drawn(passage)


def _several(passage: Passage) -> Iterator[str]:
    """Questions that were put to several sides."""
    rules, before, after = passage.rules, passage.before, passage.after
    if before is None or passage.decision is None:
        return
    hidden = [answer != NOTHING for answer in before.hidden_answers]
    if any(hidden) and passage.decision.side == FACILITATOR:
        yield "an intervention while an answer was hidden"
    shown = {"answered", "voted"} & {*passage.codes()}
    if any(hidden) and after.outcome != NOTHING and not shown:
        yield "the game ended while an answer was hidden"
    if not before.questions or not isinstance(passage.decision.move, Answer):
        return
    inject, place = first_question(rules, before)
    if place:
        yield "a side answered after another"
    if not inject.together or inject.vote is not None:
        return
    if "answered" not in passage.codes():
        yield "an answer was kept hidden"
        return
    yield "answers were revealed together"
    if rules.index.sides[passage.decision.side] != inject.ask[-1]:
        yield "answers took effect in another order than they were given"
    if len(inject.ask) > 2:
        yield "the answers of three sides were revealed together"


def _votes(passage: Passage) -> Iterator[str]:
    """What bodies have voted on."""
    for entry in passage.entries:
        if isinstance(entry.event, BallotsRevealed):
            yield from _come_to_light(passage, entry)
        if not isinstance(entry.event, VoteCounted):
            continue
        event, rules = entry.event, passage.rules
        inject = rules.injects[rules.index.injects[event.inject]]
        assert inject.vote is not None
        sides = [member.side for member in inject.vote.members if member.side != NOTHING]
        yield f"a proposal was {event.result}"
        if event.weights is None:
            yield "ballots stayed secret"
        elif event.ballots is None:
            yield "ballots were counted but not told"
        elif any(
            member.side == NOTHING and event.ballots[member.id] == "abstain"
            for member in inject.vote.members
        ):
            yield "a voice abstained"
        if not sides:
            yield "a body without sides voted at once"
        elif isinstance(passage.decision and passage.decision.move, Answer):
            yield "the ballots of sides were revealed"
            if len(sides) > len({*sides}):
                yield "a side voted for several members"


def _come_to_light(passage: Passage, entry: Entry) -> Iterator[str]:
    """What was told of ballots, to whom, and when they were cast."""
    rules, before, id = passage.rules, passage.before, entry.values["inject"]
    vote = rules.injects[rules.index.injects[str(id)]].vote
    assert vote is not None
    yield f"ballots came to light to {'all' if entry.seen_by is None else 'some'}"
    if vote.ballots != "open":
        yield "ballots that were not told came to light"
    if before is not None and all(each.values["inject"] != id for each in passage.of("voted")):
        then = before.votes[vote.number]
        if any(then.kept) and not any(then.ballots):
            yield "ballots of an earlier turn came to light"


def _unknown(passage: Passage) -> Iterator[str]:
    """What happened unknown to some side."""
    for entry in passage.entries:
        cause = entry.cause.kind if entry.cause is not None else "action"
        unknown = entry.cause_seen_by is not None and cause not in ("action", "tag")
        if unknown and isinstance(entry.event, TrackChanged):
            yield "a track changed by what not all sides knew of"
        if entry.seen_by is None:
            continue
        match entry.event:
            case InjectFired():
                yield "not all sides knew of an inject"
            case ProjectBegun():
                yield "not all sides knew of a project"
            case PromiseGiven():
                yield "not all sides knew of a promise"
            case AgreementSigned() | TableCollapsed() | TableExpired():
                yield "not all sides knew of a table"


def _projects(passage: Passage) -> Iterator[str]:
    """How projects go on."""
    before, after = passage.before, passage.after
    for entry in passage.of("hastened"):
        event = entry.event
        assert isinstance(event, ProjectHastened)
        yield "a project was delayed" if event.by < 0 else "a project was hastened"
        if event.left == 1:
            yield "a project was hastened as far as it goes"
    if passage.codes().count("done") > 1:
        yield "two projects were done at once"
    if after.outcome != NOTHING and any(project.left for project in after.projects):
        yield "the game ended before a project was done"
    again = before.projects if before is not None else ()
    for project, earlier in zip(after.projects, again, strict=False):
        if earlier.begun and project.begun > earlier.begun:
            yield "a project began again"


def _held(passage: Passage) -> Iterator[str]:
    """What would have happened, had no inject been held; what the facilitator does is left out."""
    rules, before, decision = passage.rules, passage.before, passage.decision
    if before is None or decision is None or decision.side == FACILITATOR or not any(before.held):
        return
    free = step(rules, evolve(before, held=(0,) * len(before.held)), decision)
    assert isinstance(free, Accepted)
    for entry in free.entries:
        number = rules.index.injects.get(str(entry.values.get("inject")), NOTHING)
        if entry.code == "injected" and entry not in passage.entries and before.held[number]:
            yield "a held inject was passed over"


def _delayed(passage: Passage, entry: Entry) -> bool:
    """Whether an entry tells what came due as a turn began: before any upkeep or phase."""
    codes, at = passage.codes(), passage.entries.index(entry)
    cause = entry.cause.kind if entry.cause is not None else ""
    begun = [i for i, code in enumerate(codes[:at]) if code == "turn"]
    # What upkeep does, and what an inject does that upkeep may have fired, is not surely delayed.
    other = cause in ("opening", "each_turn", "stage", "inject")
    return bool(begun) and not other and "phase" not in codes[begun[-1] : at]


def _waiting(passage: Passage) -> Iterator[str]:
    """Where in a turn a question has just stopped the game."""
    if "asked" not in passage.codes():
        return
    after = passage.after
    if after.phase == OPENING:
        yield "a question was asked as a turn began"
    elif after.phase == CLOSING:
        yield "a question was asked as a turn ended"
    elif isinstance(passage.rules.phases[after.phase], InjectsRules):
        yield "a question was asked amid an injects phase"
    elif isinstance(passage.rules.phases[after.phase], VisitRules):
        yield "a question was asked during or after a visit"
    else:
        yield "a question was asked in an actions phase"


def _first_phase(passage: Passage) -> int:
    return passage.codes().index("phase") if "phase" in passage.codes() else len(passage.entries)


def _spent(passage: Passage) -> Iterator[str]:
    """An action that was taken and whose `fire` came too late."""
    rules, before = passage.rules, passage.before
    for entry in passage.of("acted"):
        slot = rules.slots[
            rules.index.slots[str(entry.values["side"]), str(entry.values["action"])]
        ]
        for block in slot.blocks:
            for effect in block.program:
                if not isinstance(effect, CompiledFire) or before is None:
                    continue
                if rules.injects[effect.inject].once and before.fired[effect.inject]:
                    yield "an effect could not fire an inject again"


def _nothing_drawn(passage: Passage) -> Iterator[str]:
    """An injects phase that came and went in this turn without a draw."""
    rules, after = passage.rules, passage.after
    if "turn" in passage.codes() or after.questions:
        return
    for entry in passage.of("phase"):
        phase = rules.phases[rules.index.phases[str(entry.values["phase"])]]
        over = phase.id != _here(rules, after)
        if isinstance(phase, InjectsRules) and phase.draws and over and not after.draws[phase.site]:
            yield "an injects phase had nothing to draw"


def _here(rules: Rules, state: State) -> str:
    return rules.phases[state.phase].id if state.phase >= 0 else ""


def promises(passage: Passage) -> Iterator[str]:
    """How promises are given and judged."""
    rules, before = passage.rules, passage.before
    for entry in passage.of("promised"):
        if (
            before is not None
            and before.promises[rules.index.promises[str(entry.values["promise"])]]
        ):
            yield "a promise was given anew while it ran"
    if before is None:
        return
    if "turn" in passage.codes():
        yield from _spared(passage, before)
    for code in ("kept", "broken"):
        for entry in passage.of(code):
            number = rules.index.promises[str(entry.values["promise"])]
            promise = rules.promises[number]
            early = before.promises[number] > 1
            if code == "kept":
                late = promise.kept_when is None
                yield f"a promise was kept {'as its time was up' if late else 'by its `kept_when`'}"
            elif promise.kept_when is None or early:
                yield "a promise was broken by its `broken`"
            elif promise.broken is None:
                yield "a promise was broken as its time was up"


def _spared(passage: Passage, before: State) -> Iterator[str]:
    """Promises that a turn's end left running."""
    judged = {str(e.values["promise"]) for e in passage.entries if e.code in _OF_PROMISES}
    for promise, left, now, given in zip(
        passage.rules.promises,
        before.promises,
        passage.after.promises,
        before.promised_on,
        strict=True,
    ):
        if left and promise.id not in judged:
            if now == left and given == before.turn:
                yield "a promise was not judged on the turn it was given"
            elif now == left - 1:
                yield "a promise came a turn nearer"


_OF_PROMISES = ("promised", "kept", "broken")


def interventions(passage: Passage) -> Iterator[str]:
    """What the facilitator did."""
    decision, before = passage.decision, passage.before
    if decision is None or before is None or decision.side != FACILITATOR:
        return
    if any(before.picks) and isinstance(phase := passage.phase(), ActionsRules) and phase.together:
        yield "an intervention amid a together phase"
    if before.questions:
        yield "an intervention while a question waited"
    elif isinstance(passage.phase(), VisitRules):
        yield "an intervention during a visit"
    if isinstance(decision.move, SetTrack):
        yield "the facilitator set a track"
        if passage.entries[:1] == () or passage.entries[0].code != "changed":
            yield "the facilitator set a track to what it was"
        track = passage.rules.tracks[passage.rules.index.tracks[decision.move.track]]
        if not track.low <= decision.move.value <= track.high:
            yield "the facilitator's track was clamped"
