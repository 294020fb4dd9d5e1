"""Why a game ended as it did, in a few sentences, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from game.engine.packages import complete_package, package_from_ids
from game.insight.account import Account
from game.insight.analysis import Analysis
from game.model.entries import Cause
from game.model.frozen import FrozenMap
from game.model.log_events import (
    AgreementLapsed,
    AgreementSigned,
    OfferMade,
    PackageProposed,
    PromiseBroken,
    SideWalkedOut,
)
from game.model.play import State
from game.model.refusals import Refusal
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.sums import ScoreEvent, all_score_events, score_events
from game.presenter.prose import short_name, without_sources
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth
from game.words.sentences import number, signed
from game.words.wording import Wording

LUCKY = 3.0
"""Chance is told where it was worth so many points and more than all decisions together."""
UNUSUAL = 3
"""A score differs from what is usual by more points than these, or hardly."""
MOVERS = 2
"""So many events are named that moved a score."""


def why_it_ended_so(debrief: Debrief, analysis: Analysis) -> list[str]:
    """What made the end of a game what it is, in sentences."""
    words, account = debrief.words, analysis.account
    sentences = [words.signed_below(each) for each in debrief.agreements_below_reserve]
    for table in debrief.game.rules.tables:
        sentences += _table(debrief, table)
    if isinstance(account, Account):
        sentences += _broken_promises(words, account)
        sentences += _luck(words, debrief.game.rules, account)
    return [*sentences, *(_score(debrief, analysis, side) for side in debrief.view.scores)]


# Tables


@frozen
class _Offered:
    """An offer that suited all parties."""

    turn: int
    side: str
    package: FrozenMap[str, str]


def _table(debrief: Debrief, table: TableRules) -> Iterator[str]:
    """What became of a table, and what all would have preferred where nothing was agreed."""
    words, name = debrief.words, debrief.words.naming.table(table.id)
    offers, signed_on, lapsed, walked = 0, 0, None, None
    for entry in debrief.game.log():
        match entry.event:
            case OfferMade(table=id) | PackageProposed(table=id) if id == table.id:
                offers += 1
            case AgreementSigned(table=id) if id == table.id:
                signed_on, lapsed = entry.turn, None
            case AgreementLapsed(table=id) if id == table.id:
                lapsed = entry.turn, _cause(words, entry.cause) if entry.cause is not None else ""
            case SideWalkedOut(table=id, side=side) if id == table.id:
                walked = entry.turn, words.naming.side(side)
    if lapsed is not None:
        turn, cause = lapsed
        key = "insight.why.lapsed.by" if cause else "insight.why.lapsed"
        yield words.say(key, table=name, signed=signed_on, turn=turn, cause=cause)
        return
    if signed_on:
        yield words.say("insight.why.agreed", table=name, turn=signed_on)
        return
    status = debrief.view.tables[table.id].status
    if status == "closed":
        return
    if status == "collapsed" and walked is not None:
        turn, side = walked
        yield words.say("insight.why.walked", table=name, side=side, turn=turn)
    elif status == "collapsed":
        yield words.say("insight.why.none.collapsed", table=name)
    elif not offers:
        yield words.say("insight.why.none.never", table=name)
    else:
        yield words.counted("insight.why.none", offers, table=name)
    found = _last_that_suited(debrief, table)
    if found is not None:
        yield words.say(
            "insight.why.left",
            turn=found.turn,
            side=words.naming.side_inside(found.side),
            package=words.naming.package(table.id, found.package),
        )


def _cause(words: Wording, cause: Cause) -> str:
    """What an agreement lapsed by: of an answer, the event that asked."""
    if cause.kind == "answer":
        return words.naming.inject(cause.path.split("/")[1])
    return words.cause(cause)


def _last_that_suited(debrief: Debrief, table: TableRules) -> _Offered | None:
    """The last offer that all parties would have preferred to no agreement."""
    found = None
    for before, moment in pairwise(debrief.game.history()):
        for entry in moment.entries:
            match entry.event:
                case OfferMade(table=id, package=package, side=side) if id == table.id:
                    if _suits_all(before.state, table, package):
                        found = _Offered(before.state.turn, side, package)
    return found


def _suits_all(state: State, table: TableRules, package: FrozenMap[str, str]) -> bool:
    """Whether a package is worth more to every party than no agreement."""
    options = package_from_ids(table, package)
    if isinstance(options, Refusal):
        return False
    whole = complete_package(table, options)
    return all(
        worth(table, state, party, whole) > table.reserves[party](state, NO_PACKAGE)
        for party in range(len(table.parties))
    )


# What moved scores


def _broken_promises(words: Wording, account: Account) -> Iterator[str]:
    """Promises that were broken, with what that changed for whoever was bound by them."""
    for step in dict.fromkeys(id(event.step) for event in account.events):
        events = [event for event in account.events if id(event.step) == step]
        for entry in events[0].step.entries:
            if isinstance(entry.event, PromiseBroken):
                promise = entry.event.promise
                side = words.scenario.promises[promise].by
                own = [event for event in events if event.side == side] or events
                points = round(sum(event.values[side].mean for event in own))
                way = "even" if not points else "more" if points > 0 else "less"
                yield words.counted(
                    f"insight.why.broken.{way}",
                    abs(points),
                    promise=words.naming.promise(promise),
                    turn=events[0].turn,
                    side=words.naming.side(side),
                )


def _luck(words: Wording, rules: Rules, account: Account) -> Iterator[str]:
    """Sides for which chance mattered more than everything that anybody decided."""
    for side, of in account.sides.items():
        if abs(of.luck.mean) <= max(LUCKY, abs(of.own.mean) + abs(of.others.mean)):
            continue
        events = score_events(words, rules, account, side, "luck")
        largest = max(events, key=lambda each: abs(each.points.mean), default=None)
        shown = of.rounded()
        sentence = words.say(
            "insight.why.luck",
            side=words.naming.side_inside(side),
            luck=signed(shown["luck"]),
            decided=signed(shown["own"] + shown["others"]),
        )
        if largest is None:
            yield sentence
        else:
            above = words.say("insight.why.luck.most", what=_event(words, largest))
            yield f"{sentence} {above}"


def _score(debrief: Debrief, analysis: Analysis, side: str) -> str:
    """How far a score is from what is usual, which line makes most of that, and what moved it."""
    words, sheet, scale = debrief.words, debrief.view.scores[side], analysis.scales[side]
    more = round(sheet.total - scale.mean)
    name = words.naming.side(side)
    if abs(more) <= UNUSUAL:
        sentence = words.say("insight.why.usual", side=name, n=number(sheet.total))
    else:
        sign = 1 if more > 0 else -1
        line = max(sheet.lines, key=lambda each: sign * (each.points - scale.lines[each.index]))
        label = without_sources(words.scenario.sides[side].score[line.index].label)
        sentence = words.counted(
            "insight.why.line.more" if more > 0 else "insight.why.line.less",
            abs(more),
            side=name,
            line=label,
            points=number(line.points),
            usual=number(round(scale.lines[line.index])),
        )
    moved = _movers(debrief, analysis, side)
    return f"{sentence} {moved}" if moved else sentence


def _movers(debrief: Debrief, analysis: Analysis, side: str) -> str:
    """What moved a score most, as a sentence; empty where that isn't known."""
    words, account = debrief.words, analysis.account
    if not isinstance(account, Account):
        return ""
    events = all_score_events(words, debrief.game.rules, account, side)
    largest = sorted(events, key=lambda each: -abs(each.points.mean))[:MOVERS]
    if not largest:
        return ""
    told = words.language.listed(_event(words, each) for each in largest)
    return words.say("insight.why.moved", what=told)


def _event(words: Wording, event: ScoreEvent) -> str:
    """Something that happened, with who did it, its turn, and its points."""
    what = event.text
    if event.side:
        what = words.say("insight.sum.of-side", side=short_name(words, event.side), what=what)
    points = signed(round(event.points.mean))
    if not event.turn:
        return words.say("insight.why.moved.first", what=what, n=points)
    return words.say("insight.why.moved.by", what=what, turn=event.turn, n=points)
