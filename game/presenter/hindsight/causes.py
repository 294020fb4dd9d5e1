"""Why a game ended as it did, in a few sentences, the most telling first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

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
    TableOpened,
)
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.graded import (
    better_sentence,
    clause_of,
    effect_of,
    judgement,
    lines_of,
    measured,
    was_done_too,
)
from game.presenter.hindsight.moves import visited_table
from game.presenter.hindsight.sums import ScoreEvent, all_score_events, event_text, score_events
from game.presenter.hindsight.turning import SURE, signing_in
from game.presenter.prose import short_name, without_sources
from game.presenter.said.closed_tables import closed_to_the_end
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE
from game.session.agreements import last_that_suited, signings
from game.session.game import Game
from game.words.sentences import capital, count_of, number, with_error
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
LEAST_OF_LINE, SHARE_OF_LINE = 2, 0.3
"""The line of a score that changed most is named from so many points and such a share on."""


@frozen
class Reasons:
    """Why a game ended as it did, in sentences."""

    below: tuple[str, ...]
    """What was signed below a reserve."""
    head: str
    """How many things made the game, and what their points are; empty where none did."""
    made: tuple[str, ...]
    """What made the game, in its order."""
    others: tuple[str, ...]
    """What became of the tables, and what moved the scores."""

    def sentences(self) -> list[str]:
        """All of them; what made the game is numbered where it is several things."""
        numbered = [f"{count}. {what}" for count, what in enumerate(self.made, 1)]
        made = numbered if self.made[1:] else self.made
        return [*self.below, *([self.head] if self.head else []), *made, *self.others]


def why_it_ended_so(debrief: Debrief, analysis: Analysis, *, is_judged: bool = True) -> Reasons:
    """What made the end of a game what it is, in sentences.

    is_judged: whether it may say how decisions are judged, where that differs from what they
    changed; a room shows that later.
    """
    words, account = debrief.words, analysis.account
    # A room comes to decisions later, one after the other.
    made = what_made_it(debrief.game, analysis) if is_judged else []
    sentences: list[str] = []
    for table in debrief.game.rules.tables:
        told = [group[0].turn for group in made if signing_in(group, table.id) is not None]
        sentences += told_of_table(debrief, table, told)
    if isinstance(account, Account):
        sentences += _broken_promises(debrief, analysis, account, is_judged=is_judged)
        sentences += _luck(words, debrief.game.rules, analysis, account)
    sides = debrief.view.scores
    # Of many sides, what made the game stands for what moved each score.
    moved = not (made and len(sides) > 2)
    named = [event for group in made for event in group]
    scores = [_score(debrief, analysis, side, is_judged, named, moved=moved) for side in sides]
    return Reasons(
        below=tuple(words.signed_below(each) for each in debrief.agreements_below_reserve),
        head=words.counted("insight.made", len(made)) if made else "",
        made=tuple(_made_sentence(debrief, analysis, group) for group in made),
        others=(*sentences, *scores, words.say("insight.why.typical")),
    )


# What made the game


def what_made_it(game: Game, analysis: Analysis) -> list[list[EventWorth]]:
    """The few decisions that changed the scores of all sides most, in their order.

    A meeting at a table counts as one. Each side's points are weighed by how much its scores
    usually differ. None without an account.
    """
    if not isinstance(analysis.account, Account):
        return []
    events = _decided(game.rules, analysis.account)
    found = [
        (weight, group)
        for group in events
        if (weight := _weight(analysis, group)) >= LEAST_WEIGHT and _is_sure(group)
    ]
    largest = sorted(found, key=lambda each: -each[0])[:MADE]
    return [group for group in events if any(group is each for _, each in largest)]


def _made_sentence(debrief: Debrief, analysis: Analysis, group: Sequence[EventWorth]) -> str:
    """One of the things that made the game, with the largest mistake in it."""
    what, judged = _made_by(debrief, group), _judged(debrief, analysis, group)
    return f"{what} {judged}" if judged else what


def _judged(debrief: Debrief, analysis: Analysis, group: Sequence[EventWorth]) -> str:
    """The largest mistake in what made the game, and what would have been better; may be empty."""
    words = debrief.words
    lines = {line for event in _telling(group) for line in lines_of(event)}
    mistakes = [
        grade
        for grade in analysis.grades
        if grade.line in lines and grade.label != "good" and not was_done_too(analysis, grade)
    ]
    worst = min(mistakes, key=lambda grade: effect_of(grade).mean, default=None)
    if worst is None:
        return ""
    if worst.label == "unknowable":
        return better_sentence(words, debrief.game, worst)
    side, judged = words.naming.side_inside(worst.side), judgement(words, worst)
    sentence = words.say("insight.made.judged", side=side, judged=judged)
    better = better_sentence(words, debrief.game, worst)
    return f"{sentence} {better}" if better else sentence


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
    """A decision or a meeting with its turn, and what it changed for each side, and where."""
    words, first, points = debrief.words, group[0], _points_of(debrief, group)
    values = {"turn": max(1, first.turn), "points": points}
    before = first.step.before
    table = visited_table(debrief.game.rules, before) if before is not None else ""
    if not table or before is None or before.questions:
        return words.say("insight.made.decided", what=_done(debrief, first), **values)
    key, name = "insight.made.met", words.naming.table(table)
    if signing_in(group, table):
        key = "insight.made.signed"
    elif any((one.table, one.turn > first.turn) == (table, True) for one in signings(debrief.game)):
        key = "insight.made.met.first"
    telling = _telling(group)
    if len(telling) == len(group):
        return words.say(key, table=name, **values)
    what = words.language.listed(_done(debrief, event) for event in telling)
    part = "by" if 2 * sum(map(_size, telling)) > sum(map(_size, group)) else "parts"
    told = words.say(f"insight.made.{part}", what=what)
    return f"{words.say(key, table=name, **values)} {told}"


def _telling(group: Sequence[EventWorth]) -> Sequence[EventWorth]:
    """The decision that makes more than half of a group, or else the two largest; in order."""
    largest = sorted(group, key=lambda each: -_size(each))
    count = 1 if 2 * _size(largest[0]) > sum(map(_size, group)) else 2
    return [event for event in group if any(event is each for each in largest[:count])]


def _done(debrief: Debrief, event: EventWorth) -> str:
    """What a side decided, with its name."""
    what = event_text(debrief.words, debrief.game.rules, event)
    side = short_name(debrief.words, event.side)
    return debrief.words.say("insight.sum.of-side", side=side, what=what)


def _size(event: EventWorth) -> float:
    """By how many points an event changed the scores of all sides."""
    return sum(abs(points.mean) for points in event.values.values())


def _points_of(debrief: Debrief, group: Sequence[EventWorth]) -> str:
    """By side, what a group changed, and on which line most; a line that all share once."""
    words = debrief.words
    changed = {s: worth for s, worth in _worth_of(group).items() if round(worth.mean)}
    lines = {side: _line_of(words, group, side, worth.mean) for side, worth in changed.items()}
    each = {
        side: words.say("insight.made.side", side=short_name(words, side), n=measured(w))
        for side, w in changed.items()
    }
    shared = set(lines.values())
    if len(shared) == 1 and len(each) > 1 and (line := shared.pop()):
        return words.say(
            "insight.made.line", points=words.language.listed(each.values()), line=line
        )
    return words.say("semicolon").join(
        words.say("insight.made.line", points=points, line=lines[side]) if lines[side] else points
        for side, points in each.items()
    )


def _line_of(words: Wording, group: Sequence[EventWorth], side: str, change: float) -> str:
    """The line of a side's score on which a group changed most; empty where none stands out."""
    by_line = [sum(points) for points in zip(*(e.lines.get(side, ()) for e in group), strict=True)]
    sign = 1 if change > 0 else -1
    largest = max(range(len(by_line)), key=lambda i: sign * by_line[i], default=None)
    if largest is None:
        return ""
    points = sign * by_line[largest]
    if round(points) < LEAST_OF_LINE or points < SHARE_OF_LINE * abs(change):
        return ""
    return without_sources(words.scenario.sides[side].score[largest].label)


# Tables


def told_of_table(debrief: Debrief, table: TableRules, told: Collection[int]) -> Iterator[str]:
    """What became of a table, and what all would have preferred where nothing was agreed.

    told: the turns of which it is told already that something was signed there.
    """
    words, name = debrief.words, debrief.words.naming.table(table.id)
    offers, signed_on, ratified, walked = 0, 0, 0, None
    fell, opened_again = "", 0
    for entry in debrief.game.log():
        match entry.event:
            case OfferMade(table=id) | PackageProposed(table=id) if id == table.id:
                offers += 1
            case TableOpened(table=id) if id == table.id and fell:
                walked, opened_again = None, entry.turn
            case Signature(table=id) if id == table.id:
                if fell:
                    yield fell
                signed_on, fell, opened_again = entry.turn, "", 0
            case PackageRatified(table=id) if id == table.id:
                ratified = entry.turn
            case PackageRejected(table=id) if id == table.id:
                fell = words.say(
                    "insight.why.rejected", table=name, signed=signed_on, turn=entry.turn
                )
            case AgreementLapsed(table=id) if id == table.id:
                cause = _cause(words, entry.cause) if entry.cause is not None else ""
                fell = _lapsed(words, name, signed_on, entry.turn, cause)
            case SideWalkedOut(table=id, side=side) if id == table.id:
                walked = entry.turn, words.naming.side(side)
    if fell:
        yield fell
        if not opened_again:
            return
        yield words.say("insight.why.opened-again", turn=opened_again)
    elif signed_on and ratified >= signed_on and table.ratifiers:
        yield words.say("insight.why.ratified", table=name, signed=signed_on, turn=ratified)
        return
    elif signed_on:
        if signed_on in told and not table.ratifiers:
            return
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
    elif not offers and not fell:
        yield words.say("insight.why.none.never", table=name)
    else:
        if not fell:
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


def _lapsed(words: Wording, table: str, signed: int, turn: int, cause: str) -> str:
    key = "insight.why.lapsed.by" if cause else "insight.why.lapsed"
    return words.say(key, table=table, signed=signed, turn=turn, cause=cause)


def _cause(words: Wording, cause: Cause) -> str:
    """What an agreement lapsed by: of an answer, the event that asked."""
    if cause.kind == "answer":
        return words.naming.inject(cause.path.split("/")[1])
    return words.cause(cause)


# What moved scores


def _broken_promises(
    debrief: Debrief, analysis: Analysis, account: Account, *, is_judged: bool
) -> Iterator[str]:
    """Promises that were broken, by what, and what that changed for whoever was bound by them."""
    words = debrief.words
    for step in dict.fromkeys(id(event.step) for event in account.events):
        events = [event for event in account.events if id(event.step) == step]
        for entry in events[0].step.entries:
            if isinstance(entry.event, PromiseBroken):
                for side in words.scenario.promises[entry.event.promise].by:
                    breach = _breach(
                        debrief.game.rules, account, entry.event.promise, side, events[0]
                    )
                    yield _broken_promise(
                        debrief,
                        analysis,
                        events,
                        entry.event.promise,
                        side,
                        breach,
                        is_judged=is_judged,
                    )


def _broken_promise(
    debrief: Debrief,
    analysis: Analysis,
    events: Sequence[EventWorth],
    promise: str,
    side: str,
    breach: EventWorth | None,
    *,
    is_judged: bool,
) -> str:
    """What a broken promise changed for a side that was bound by it."""
    words, rules = debrief.words, debrief.game.rules
    decided = [event for event in events if event.side == side]
    own = [breach] if breach is not None else decided or events
    change = EXACT
    for event in own:
        change = change.plus(event.values[side])
    when = "insight.why.broken.when" if breach is None else "insight.why.broken.by"
    what = event_text(words, rules, breach) if breach is not None else ""
    points = round(change.mean)
    way = "even" if not points else "more" if points > 0 else "less"
    sentence = words.counted(
        f"insight.why.broken.{way}",
        count_of(abs(points), change.error),
        points=with_error(abs(points), change.error),
        promise=words.naming.promise(promise),
        when=words.say(when, turn=events[0].turn, what=what),
        side=words.naming.side(side),
    )
    is_own = is_judged and own[0].side == side
    clause = clause_of(words, analysis, own[0]) if is_own else ""
    return f"{sentence} {capital(clause)}." if clause else sentence


def _breach(
    rules: Rules, account: Account, promise: str, side: str, judged: EventWorth
) -> EventWorth | None:
    """The decision of a side with which its promise was broken; None where none of its own did it.

    judged: an event of the step in which the promise was judged, at the end of its turn.
    """
    broken = rules.promises[rules.index.promises[promise]].broken

    for event in account.events:
        step, before = event.step, event.step.before
        if broken is None or before is None or (event.side, event.turn) != (side, judged.turn):
            continue
        # What came after the last step of a turn belongs to the next turn.
        if not broken(before, NO_PACKAGE) and (
            step is judged.step or broken(step.after, NO_PACKAGE)
        ):
            return event
    return None


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


def _score(
    debrief: Debrief,
    analysis: Analysis,
    side: str,
    is_judged: bool,
    named: Sequence[EventWorth],
    *,
    moved: bool,
) -> str:
    """How far a score is from what is usual, which line makes most of that, and what moved it.

    named: what is told already. moved: whether what moved it is told.
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
    movers = _movers(debrief, analysis, side, is_judged, named) if moved else ""
    return f"{sentence} {movers}" if movers else sentence


def _movers(
    debrief: Debrief,
    analysis: Analysis,
    side: str,
    is_judged: bool,
    named: Sequence[EventWorth],
) -> str:
    """What moved a score most, as a sentence, or what else; empty where that isn't known."""
    words = debrief.words
    told = {line for event in named for line in lines_of(event)}
    events = all_score_events(words, debrief.game.rules, analysis, side)
    events = tuple(each for each in events if each.line is None or each.line not in told)
    largest = sorted(events, key=lambda each: -abs(each.points.mean))[:MOVERS]
    if not largest:
        return ""
    what = words.language.listed(_event(words, each, is_judged) for each in largest)
    return words.say("insight.why.moved.else" if named else "insight.why.moved", what=what)


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
