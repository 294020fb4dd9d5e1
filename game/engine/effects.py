"""Runs effects step by step, and the injects, tables and promises that they start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from game.engine.draft import StateDraft, initial_table
from game.engine.endings import finish
from game.engine.packages import general_objection, leave_out_off_agenda, package_to_ids
from game.engine.telling import figures_of
from game.engine.votes import ballots_by_member, count_vote
from game.model.frozen import FrozenMap
from game.model.log_events import (
    AgreementLapsed,
    BallotsRevealed,
    CostPaid,
    InjectFired,
    PackageProposed,
    PackageRatified,
    PackageRejected,
    ProjectBegun,
    ProjectHastened,
    ProjectStopped,
    PromiseGiven,
    ProposalFailed,
    QuestionAsked,
    TableOpened,
    TextSaid,
    TrackChanged,
    TrackRevealed,
)
from game.model.play import AGREED, LAPSED, OPEN, OUTSIDE, SIGNED
from game.rules.compiled import Cost, InjectRules
from game.rules.counts import MOST
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import (
    MOST_DUE,
    CompiledAfter,
    CompiledBegin,
    CompiledChance,
    CompiledChanges,
    CompiledEnd,
    CompiledFire,
    CompiledGive,
    CompiledHasten,
    CompiledLapse,
    CompiledOneOf,
    CompiledOpen,
    CompiledPropose,
    CompiledReveal,
    CompiledRevealBallots,
    CompiledSay,
    CompiledSpeak,
    CompiledStop,
    CompiledWhen,
    EffectBlock,
    Owner,
    Program,
)


def run(draft: StateDraft, block: EffectBlock) -> None:
    """Runs effects in order. Raises GameOver if one of them ends the game."""
    _run(draft, block.program, block.owner)


def _run(draft: StateDraft, program: Program, owner: Owner) -> None:
    for step in program:
        _STEPS[type(step)](draft, step, owner)


def change(
    draft: StateDraft,
    track: int,
    asked: int,
    owner: Owner,
    event: type[TrackChanged | CostPaid] = TrackChanged,
) -> None:
    """Changes a track within its range; logs the wanted and the actual change (rule 1.2)."""
    if asked == 0:
        return
    rules, before = draft.rules.tracks[track], draft.tracks[track]
    value = min(max(before + asked, rules.low), rules.high)
    draft.tracks[track] = value
    got = value - before
    draft.log(event(rules.id, asked, got, value), rules.seen_by, owner)


def pay(draft: StateDraft, cost: Cost, owner: Owner) -> None:
    """Pays a cost, as far as earlier payments have left enough (rule 4.3)."""
    for track, amount in cost:
        change(draft, track, -amount, owner, CostPaid)


def fire(draft: StateDraft, inject: int, owner: Owner | None = None) -> None:
    """Runs an inject and puts its question to its sides, without testing its conditions."""
    rules = draft.rules.injects[inject]
    draft.fired[inject] += 1
    text = draft.rules.scenario.injects[rules.id].text
    figures = figures_of(draft.rules, draft, text)
    draft.log(InjectFired(rules.id, figures), rules.seen_by, owner)
    run(draft, rules.block)
    if rules.vote is not None and not rules.ask:
        hold_vote(draft, rules, {})
    asked = rules.ask[:1] if rules.together else rules.ask
    draft.questions += [inject + place * len(draft.rules.injects) for place in range(len(asked))]
    for side in rules.ask:
        draft.log(QuestionAsked(rules.id, draft.rules.sides[side]), rules.seen_by)


def is_used_up(draft: StateDraft, inject: int) -> bool:
    """Whether an inject can't happen: it was once and for all, or ratifies nothing now.

    See rules 6.2 and 16.2.
    """
    rules = draft.rules.injects[inject]
    if rules.once and draft.fired[inject] > 0:
        return True
    return bool(rules.ratifies) and not any(
        _waits_for(draft, table, rules) for table in rules.ratifies
    )


def hold_vote(draft: StateDraft, inject: InjectRules, given: Mapping[int, int]) -> None:
    """Counts a vote, runs what follows, then settles the packages that wait for it (rule 16.3).

    given: by side, the number of its answer.
    """
    assert inject.vote is not None
    is_carried = count_vote(draft, inject, given)
    run(draft, inject.vote.carried if is_carried else inject.vote.lost)
    for number in inject.ratifies:
        if _waits_for(draft, number, inject):
            if is_carried:
                _ratify(draft, number, inject)
            else:
                reject(draft, number, inject.block.owner)


def _waits_for(draft: StateDraft, number: int, inject: InjectRules) -> bool:
    """Whether a table's package is signed, and this vote hasn't carried it yet."""
    table, at = draft.rules.tables[number], draft.tables[number]
    own = draft.rules.index.injects[inject.id]
    return at.status == SIGNED and not at.ratified[table.ratifiers.index(own)]


def _ratify(draft: StateDraft, number: int, inject: InjectRules) -> None:
    """Notes that a vote has carried a signed package; with the last one it is agreed."""
    table, at = draft.rules.tables[number], draft.tables[number]
    own = table.ratifiers.index(draft.rules.index.injects[inject.id])
    ratified = tuple(int(yes or i == own) for i, yes in enumerate(at.ratified))
    draft.tables[number] = evolve(at, ratified=ratified)
    if not all(ratified):
        return
    draft.tables[number] = evolve(
        initial_table(table, AGREED), options=at.options, worths=at.worths
    )
    package = package_to_ids(table, at.options)
    draft.log(PackageRatified(table.id, package), table.seen_by, inject.block.owner)
    come_into_force(draft, number, at.options, provisional=False)
    run(draft, table.agreed)


def come_into_force(
    draft: StateDraft, number: int, options: tuple[int, ...], *, provisional: bool
) -> None:
    """Runs the effects of a signed package's options, provisional or other ones, issue by issue."""
    table = draft.rules.tables[number]
    for issue, option, early in zip(table.issues, options, table.provisional, strict=True):
        if early == provisional:
            run(draft, issue.options[option].effects)


def reject(draft: StateDraft, number: int, owner: Owner | None = None) -> None:
    """Ends a signed package that isn't ratified, and takes back what was provisional (16.4)."""
    table, at = draft.rules.tables[number], draft.tables[number]
    draft.tables[number] = initial_table(table, LAPSED)
    draft.log(PackageRejected(table.id), table.seen_by, owner)
    for issue, option, early in zip(table.issues, at.options, table.provisional, strict=True):
        if early:
            run(draft, issue.options[option].lapsed)
    run(draft, table.rejected)


def _changes(draft: StateDraft, step: CompiledChanges, owner: Owner) -> None:
    """Changes tracks; all amounts are computed before the first change (rule 1.4)."""
    wanted = []
    for each in step.changes:
        amount = each.amount(draft, NO_PACKAGE)
        if each.operator == "-":
            amount = -amount
        elif each.operator == "=":
            amount -= draft.tracks[each.track]
        wanted.append((each.track, amount))
    for track, asked in wanted:
        change(draft, track, asked, owner)
    if step.say is not None:
        _say(draft, step.say, owner)


def _say(draft: StateDraft, line: CompiledSay, owner: Owner) -> None:
    draft.log(TextSaid(line.text, figures_of(draft.rules, draft, line.text)), line.to, owner)


def _when(draft: StateDraft, step: CompiledWhen, owner: Owner) -> None:
    _run(draft, step.then if step.test(draft, NO_PACKAGE) else step.otherwise, owner)


def _chance(draft: StateDraft, step: CompiledChance, owner: Owner) -> None:
    hit = happens(draft, step.percent(draft, NO_PACKAGE), step.site, owner)
    _run(draft, step.then if hit else step.otherwise, owner)


def happens(draft: StateDraft, percent: int, site: int, owner: Owner | None = None) -> bool:
    """Decides by chance, in percent; draws a number even for 0 and 100 (rule 2.3)."""
    percent = min(max(percent, 0), 100)
    return draft.draw(site, (percent, 100 - percent), owner) == 0


def _one_of(draft: StateDraft, step: CompiledOneOf, owner: Owner) -> None:
    weights = [weight(draft, NO_PACKAGE) for weight in step.weights]
    drawn = draft.draw(step.site, weights, owner)
    if drawn >= 0:
        _run(draft, step.branches[drawn], owner)


def _after(draft: StateDraft, step: CompiledAfter, _owner: Owner) -> None:
    """Schedules delayed effects; drops those after the last turn and excess repeats (rule 3.4)."""
    delay = draft.rules.delays[step.number]
    turns = delay.turns if step.turns is None else max(step.turns(draft, NO_PACKAGE), 1)
    if draft.turn + turns <= draft.rules.turns:
        counter = delay.offset + turns - 1
        draft.delays[counter] = min(draft.delays[counter] + 1, MOST_DUE)


def _open(draft: StateDraft, step: CompiledOpen, owner: Owner) -> None:
    if draft.tables[step.table].status not in (OPEN, AGREED, SIGNED):
        table = draft.rules.tables[step.table]
        draft.tables[step.table] = initial_table(table, OPEN)
        draft.log(TableOpened(table.id), table.seen_by, owner)


def _lapse(draft: StateDraft, step: CompiledLapse, owner: Owner) -> None:
    """Ends an agreement; runs the `lapsed` effects of its options, then of the table (rule 5.8).

    A package that is only signed is rejected (rule 16.4).
    """
    before = draft.tables[step.table]
    if before.status == SIGNED:
        reject(draft, step.table, owner)
    if before.status != AGREED:
        return
    table = draft.rules.tables[step.table]
    draft.tables[step.table] = initial_table(table, LAPSED)
    draft.log(AgreementLapsed(table.id), table.seen_by, owner)
    for issue, option in zip(table.issues, before.options, strict=True):
        run(draft, issue.options[option].lapsed)
    run(draft, table.lapsed)


def _propose(draft: StateDraft, step: CompiledPropose, owner: Owner) -> None:
    """Puts a package on an open table from outside, if it is allowed there now (rule 5.11)."""
    before = draft.tables[step.table]
    if before.status != OPEN:
        return
    table = draft.rules.tables[step.table]
    parties = tuple(draft.rules.sides[side] for side in table.parties)
    package = leave_out_off_agenda(table, draft, step.package)
    named = package_to_ids(table, package)
    why = general_objection(table, draft, package)
    if why is not None:
        issue, rule = why.values.get("issue"), why.values.get("rule")
        assert issue is None or isinstance(issue, str)
        assert rule is None or isinstance(rule, int)
        draft.log(ProposalFailed(table.id, named, why.code, issue, rule), parties, owner)
        return
    accepted = (0,) * len(parties)
    draft.tables[step.table] = evolve(
        before,
        proposer=OUTSIDE,
        accepted=accepted,
        options=package,
        ballots=(0,) * len(before.ballots),
    )
    draft.log(PackageProposed(table.id, named), parties, owner)


def _fire(draft: StateDraft, step: CompiledFire, owner: Owner) -> None:
    """Fires an inject whatever its conditions are, but not twice if it is `once` (rule 6.4)."""
    if not is_used_up(draft, step.inject):
        fire(draft, step.inject, owner)


def _give(draft: StateDraft, step: CompiledGive, owner: Owner) -> None:
    """Starts a promise; a running promise starts again (rule 11.1)."""
    promise = draft.rules.promises[step.promise]
    draft.promises[step.promise] = promise.turns
    draft.promised_on[step.promise] = draft.turn
    draft.log(PromiseGiven(promise.id, promise.turns), promise.seen_by, owner)


def _begin(draft: StateDraft, step: CompiledBegin, owner: Owner) -> None:
    """Begins a project that isn't under way (rule 15.1)."""
    rules, before = draft.rules.projects[step.project], draft.projects[step.project]
    if before.left:
        return
    left = _within(rules.takes(draft, NO_PACKAGE))
    draft.projects[step.project] = evolve(before, left=left, begun=before.begun + 1)
    draft.log(ProjectBegun(rules.id, left), rules.seen_by, owner)


def _within(left: int) -> int:
    """The turns left of a project that is under way (rule 15.4)."""
    return min(max(left, 1), MOST)


def _stop(draft: StateDraft, step: CompiledStop, owner: Owner) -> None:
    """Stops a project that is under way (rule 15.3)."""
    rules, before = draft.rules.projects[step.project], draft.projects[step.project]
    if before.left:
        draft.projects[step.project] = evolve(before, left=0)
        draft.log(ProjectStopped(rules.id), rules.seen_by, owner)
        run(draft, rules.stopped)


def _hasten(draft: StateDraft, step: CompiledHasten, owner: Owner) -> None:
    """Brings projects nearer to their end, or delays them (rule 15.4)."""
    wanted = [(project, by(draft, NO_PACKAGE)) for project, by in step.projects]
    for project, by in wanted:
        before = draft.projects[project]
        left = _within(before.left - by)
        if before.left and left != before.left:
            draft.projects[project] = evolve(before, left=left)
            rules = draft.rules.projects[project]
            event = ProjectHastened(rules.id, before.left - left, left)
            draft.log(event, rules.seen_by, owner)


def _reveal(draft: StateDraft, step: CompiledReveal, owner: Owner) -> None:
    """Reveals a value; for each side the last value revealed is kept, with its turn (rule 7.5)."""
    value = draft.tracks[step.track]
    to = draft.rules.sides if step.to is None else step.to
    shown = {(draft.rules.index.sides[side], step.track): (value, draft.turn) for side in to}
    draft.revealed = FrozenMap({**draft.revealed, **shown})
    track = draft.rules.tracks[step.track].id
    draft.log(TrackRevealed(track, value), step.to, owner)


def _reveal_ballots(draft: StateDraft, step: CompiledRevealBallots, owner: Owner) -> None:
    """Shows how members last voted; nothing where the proposal hasn't been put (rule 13.8)."""
    inject = draft.rules.injects[step.inject]
    assert inject.vote is not None
    state = draft.votes[inject.vote.number]
    if state.carried or state.lost:
        ballots = ballots_by_member(inject.vote, state.kept)
        draft.log(BallotsRevealed(inject.id, ballots), step.to, owner)


def _speak(draft: StateDraft, step: CompiledSpeak, owner: Owner) -> None:
    _say(draft, step.say, owner)


def _end(draft: StateDraft, step: CompiledEnd, _owner: Owner) -> None:
    finish(draft, step.outcome)


_STEPS: dict[type, Callable[[StateDraft, Any, Owner], None]] = {
    CompiledChanges: _changes,
    CompiledWhen: _when,
    CompiledChance: _chance,
    CompiledOneOf: _one_of,
    CompiledAfter: _after,
    CompiledOpen: _open,
    CompiledLapse: _lapse,
    CompiledPropose: _propose,
    CompiledFire: _fire,
    CompiledGive: _give,
    CompiledBegin: _begin,
    CompiledStop: _stop,
    CompiledHasten: _hasten,
    CompiledReveal: _reveal,
    CompiledRevealBallots: _reveal_ballots,
    CompiledSpeak: _speak,
    CompiledEnd: _end,
}
