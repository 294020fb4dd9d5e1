"""Why a game ended as it did, in a few sentences, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis
from game.insight.intervals import EXACT, Interval
from game.model.entries import Cause
from game.model.log_events import (
    AgreementLapsed,
    OfferMade,
    PackageProposed,
    PackageRatified,
    PackageRejected,
    PromiseBroken,
    SideWalkedOut,
    Signature,
)
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.graded import clause_of, measured
from game.presenter.hindsight.moves import visited_table
from game.presenter.hindsight.sums import ScoreEvent, all_score_events, event_text, score_events
from game.presenter.hindsight.turning import SURE, signing_in
from game.presenter.prose import short_name, without_sources
from game.presenter.said.closed_tables import closed_to_the_end
from game.rules.compiled import Rules, TableRules
from game.session.agreements import last_that_suited
from game.words.sentences import capital, number, signed, with_error
from game.words.wording import Wording

LEAST_WEIGHT = 5.0
"""What made a game changed all scores together by so many per cent of what is usual."""
LUCKY = 3.0
"""Chance is told where it was worth so many points and more than all decisions together."""
UNUSUAL = 3
"""A score differs from what is usual by more points than these, or hardly."""
MADE = 3
"""So many decisions are named that made the game what it was, for all sides together."""
MOVERS = 2
"""So many events are named that moved a score."""


def why_it_ended_so(debrief: Debrief, analysis: Analysis, *, is_judged: bool = True) -> list[str]:
    """What made the end of a game what it is, in sentences.

    is_judged: whether it may say how decisions are judged, where that differs from what they
    changed; a room shows that later.
    """
    words, account = debrief.words, analysis.account
    sentences = [words.signed_below(each) for each in debrief.agreements_below_reserve]
    made = [*_made(debrief, analysis, account)] if isinstance(account, Account) else []
    # A room comes to decisions later, one after the other.
    sentences += made if is_judged else []
    for table in debrief.game.rules.tables:
        sentences += _table(debrief, table)
    if isinstance(account, Account):
        sentences += _broken_promises(words, analysis, account, is_judged=is_judged)
        sentences += _luck(words, debrief.game.rules, analysis, account)
    sides = debrief.view.scores
    # Of many sides, what made the game stands for what moved each score.
    moved = not (made and is_judged and len(sides) > 2)
    scores = [_score(debrief, analysis, side, is_judged, moved=moved) for side in sides]
    return [*sentences, *scores, words.say("insight.why.typical")]


# What made the game


def _made(debrief: Debrief, analysis: Analysis, account: Account) -> Iterator[str]:
    """The few decisions that changed the scores of all sides most, as a sentence.

    A meeting at a table counts as one. Each side's points are weighed by how much its scores
    usually differ.
    """
    words, events = debrief.words, _decided(debrief.game.rules, account)
    found = [
        (weight, group)
        for group in events
        if (weight := _weight(analysis, group)) >= LEAST_WEIGHT and _is_sure(group)
    ]
    largest = sorted(found, key=lambda each: -each[0])[:MADE]
    told = [group for group in events if any(group is each for _, each in largest)]
    if told:
        what = words.say("semicolon").join(_made_by(debrief, group) for group in told)
        yield words.counted("insight.made", len(told), what=what)


def _decided(rules: Rules, account: Account) -> list[list[EventWorth]]:
    """What sides decided, in order; what they decided at one meeting is together."""
    groups: dict[object, list[EventWorth]] = {}
    for place, event in enumerate(account.events):
        if event.kind == "decision":
            before = event.step.before
            at_table = before is not None and not before.questions
            table = visited_table(rules, before) if at_table and before is not None else ""
            groups.setdefault((table, event.turn) if table else place, []).append(event)
    return [*groups.values()]


def _worth_of(group: Sequence[EventWorth]) -> dict[str, Interval]:
    """By side, what the decisions of a group changed."""
    total = dict.fromkeys(group[0].values, EXACT)
    for event in group:
        for side, points in event.values.items():
            total[side] = total[side].plus(points)
    return total


def _weight(analysis: Analysis, group: Sequence[EventWorth]) -> float:
    return sum(
        abs(analysis.scales[side].share(points.mean)) for side, points in _worth_of(group).items()
    )


def _is_sure(group: Sequence[EventWorth]) -> bool:
    """Whether it surely changed the score of one side at least, by more than a point."""
    return any(
        abs(points.mean) >= max(1.0, SURE * points.half_width)
        for points in _worth_of(group).values()
    )


def _made_by(debrief: Debrief, group: Sequence[EventWorth]) -> str:
    """A decision or a meeting with its turn, and what it changed for each side."""
    words, first = debrief.words, group[0]
    points = [
        words.say("insight.made.side", side=short_name(words, side), n=signed(round(worth.mean)))
        for side, worth in _worth_of(group).items()
        if round(worth.mean)
    ]
    before = first.step.before
    table = visited_table(debrief.game.rules, before) if before is not None else ""
    values = {"turn": max(1, first.turn), "points": ", ".join(points)}
    if table and before is not None and not before.questions:
        key = "insight.made.signed" if signing_in(group, table) else "insight.made.met"
        return words.say(key, table=words.naming.table(table), **values)
    what = event_text(words, debrief.game.rules, first)
    side = short_name(words, first.side)
    what = words.say("insight.sum.of-side", side=side, what=what)
    return words.say("insight.made.decided", what=what, **values)


# Tables


def _table(debrief: Debrief, table: TableRules) -> Iterator[str]:
    """What became of a table, and what all would have preferred where nothing was agreed."""
    words, name = debrief.words, debrief.words.naming.table(table.id)
    offers, signed_on, lapsed, walked = 0, 0, None, None
    ratified, rejected = 0, None
    for entry in debrief.game.log():
        match entry.event:
            case OfferMade(table=id) | PackageProposed(table=id) if id == table.id:
                offers += 1
            case Signature(table=id) if id == table.id:
                signed_on, lapsed, rejected = entry.turn, None, None
            case PackageRatified(table=id) if id == table.id:
                ratified = entry.turn
            case PackageRejected(table=id) if id == table.id:
                rejected = entry.turn
            case AgreementLapsed(table=id) if id == table.id:
                lapsed = entry.turn, _cause(words, entry.cause) if entry.cause is not None else ""
            case SideWalkedOut(table=id, side=side) if id == table.id:
                walked = entry.turn, words.naming.side(side)
    if rejected is not None:
        yield words.say("insight.why.rejected", table=name, signed=signed_on, turn=rejected)
        return
    if lapsed is not None:
        turn, cause = lapsed
        key = "insight.why.lapsed.by" if cause else "insight.why.lapsed"
        yield words.say(key, table=name, signed=signed_on, turn=turn, cause=cause)
        return
    if signed_on and ratified >= signed_on and table.ratifiers:
        yield words.say("insight.why.ratified", table=name, signed=signed_on, turn=ratified)
        return
    if signed_on:
        key = "insight.why.signed" if table.ratifiers else "insight.why.agreed"
        yield words.say(key, table=name, turn=signed_on)
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
        if walked is not None:
            yield words.say("insight.why.walked.once", side=walked[1], turn=walked[0])
    closed = closed_to_the_end(words, debrief.game, table.id, debrief.view.who)
    if closed:
        yield closed
    found = last_that_suited(debrief.game, table)
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


# What moved scores


def _broken_promises(
    words: Wording, analysis: Analysis, account: Account, *, is_judged: bool
) -> Iterator[str]:
    """Promises that were broken, with what that changed for whoever was bound by them."""
    for step in dict.fromkeys(id(event.step) for event in account.events):
        events = [event for event in account.events if id(event.step) == step]
        for entry in events[0].step.entries:
            if isinstance(entry.event, PromiseBroken):
                for side in words.scenario.promises[entry.event.promise].by:
                    values = (entry.event.promise, side)
                    yield _broken_promise(words, analysis, events, *values, is_judged=is_judged)


def _broken_promise(
    words: Wording,
    analysis: Analysis,
    events: Sequence[EventWorth],
    promise: str,
    side: str,
    *,
    is_judged: bool,
) -> str:
    """What a broken promise changed for a side that was bound by it."""
    own = [event for event in events if event.side == side] or events
    change = EXACT
    for event in own:
        change = change.plus(event.values[side])
    points = round(change.mean)
    way = "even" if not points else "more" if points > 0 else "less"
    sentence = words.counted(
        f"insight.why.broken.{way}",
        abs(points),
        points=with_error(abs(points), change.error),
        promise=words.naming.promise(promise),
        turn=events[0].turn,
        side=words.naming.side(side),
    )
    is_own = is_judged and own[0].side == side
    clause = clause_of(words, analysis, own[0]) if is_own else ""
    return f"{sentence} {capital(clause)}." if clause else sentence


def _luck(words: Wording, rules: Rules, analysis: Analysis, account: Account) -> Iterator[str]:
    """Sides for which chance mattered more than everything that anybody decided."""
    for side, of in account.sides.items():
        if abs(of.luck.mean) <= max(LUCKY, abs(of.own.mean) + abs(of.others.mean)):
            continue
        events = score_events(words, rules, analysis, side, "luck")
        largest = max(events, key=lambda each: abs(each.points.mean), default=None)
        sentence = words.say(
            "insight.why.luck",
            side=words.naming.side_inside(side),
            luck=measured(of.luck),
            decided=measured(of.own.plus(of.others)),
        )
        if largest is None or 2 * abs(largest.points.mean) <= abs(of.luck.mean):
            yield sentence
        else:
            above = words.say("insight.why.luck.most", what=_event(words, largest, is_judged=False))
            yield f"{sentence} {above}"


def _score(debrief: Debrief, analysis: Analysis, side: str, is_judged: bool, *, moved: bool) -> str:
    """How far a score is from what is usual, which line makes most of that, and what moved it.

    moved: whether the last of these is told.
    """
    words, sheet, scale = debrief.words, debrief.view.scores[side], analysis.scales[side]
    more = round(sheet.total - scale.mean)
    name, usual = words.naming.side(side), number(round(scale.mean))
    if abs(more) <= UNUSUAL:
        sentence = words.say("insight.why.usual", side=name, n=number(sheet.total), typical=usual)
    else:
        sign = 1 if more > 0 else -1
        line = max(sheet.lines, key=lambda each: sign * (each.points - scale.lines[each.index]))
        label = without_sources(words.scenario.sides[side].score[line.index].label)
        sentence = words.counted(
            "insight.why.line.more" if more > 0 else "insight.why.line.less",
            abs(more),
            side=name,
            total=number(sheet.total),
            typical=usual,
            line=label,
            points=number(line.points),
            usual=number(round(scale.lines[line.index])),
        )
    movers = _movers(debrief, analysis, side, is_judged) if moved else ""
    return f"{sentence} {movers}" if movers else sentence


def _movers(debrief: Debrief, analysis: Analysis, side: str, is_judged: bool) -> str:
    """What moved a score most, as a sentence; empty where that isn't known."""
    words = debrief.words
    events = all_score_events(words, debrief.game.rules, analysis, side)
    largest = sorted(events, key=lambda each: -abs(each.points.mean))[:MOVERS]
    if not largest:
        return ""
    told = words.language.listed(_event(words, each, is_judged) for each in largest)
    return words.say("insight.why.moved", what=told)


def _event(words: Wording, event: ScoreEvent, is_judged: bool) -> str:
    """Something that happened, with who did it, its turn, its points, and why they differ."""
    what, points = event.text, measured(event.points)
    if event.clause and is_judged:
        points = words.say("insight.clause", n=points, clause=event.clause)
    if event.side:
        what = words.say("insight.sum.of-side", side=short_name(words, event.side), what=what)
    if not event.turn:
        return words.say("insight.why.moved.first", what=what, n=points)
    return words.say("insight.why.moved.by", what=what, turn=event.turn, n=points)
