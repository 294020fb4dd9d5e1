"""Why a game ended as it did, in a few sentences, the most telling first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from game.engine.packages import complete_package, package_from_ids
from game.insight.account import Account
from game.insight.analysis import Analysis
from game.model.frozen import FrozenMap
from game.model.log_events import OfferMade, PromiseBroken, TrackChanged
from game.model.play import LineScore, State
from game.model.refusals import Refusal
from game.presenter.debrief.curves import entries_by_turn
from game.presenter.debrief.debrief import Debrief
from game.presenter.prose import without_sources
from game.rules.compiled import TableRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.places import Spot
from game.rules.tables import worth
from game.words.sentences import number, signed
from game.words.wording import Wording

LUCKY = 3.0
"""Chance is told where it was worth so many points and more than all decisions together."""
UNUSUAL = 3.0
"""A score differs from what is usual by so many points, or hardly."""
MOVERS = 2
"""So many causes are named that moved a line of a score."""


def why_it_ended_so(debrief: Debrief, analysis: Analysis) -> list[str]:
    """What made the end of a game what it is, in sentences."""
    words = debrief.words
    sentences = [words.signed_below(each) for each in debrief.agreements_below_reserve]
    sentences += _left_on_the_table(debrief)
    if isinstance(analysis.account, Account):
        sentences += _broken_promises(words, analysis.account)
        sentences += _luck(words, analysis.account)
    for side in debrief.view.scores:
        sentences.append(_unusual_lines(debrief, analysis, side))
    return sentences


def _left_on_the_table(debrief: Debrief) -> Iterator[str]:
    """Offers that all parties would have preferred to no agreement, where there was none."""
    game, words = debrief.game, debrief.words
    for table in game.rules.tables:
        if debrief.view.tables[table.id].status in ("agreed", "lapsed"):
            continue
        found: tuple[int, FrozenMap[str, str]] | None = None
        for before, moment in pairwise(game.history()):
            for entry in moment.entries:
                match entry.event:
                    case OfferMade(table=id, package=package) if id == table.id:
                        if _suits_all(before.state, table, package):
                            found = before.state.turn, package
        if found is not None:
            turn, package = found
            name, text = words.naming.table(table.id), words.naming.package(table.id, package)
            yield words.say("insight.why.left", table=name, turn=turn, package=text)


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


def _broken_promises(words: Wording, account: Account) -> Iterator[str]:
    """Promises that were broken, with what that changed for whoever broke them."""
    for event in account.events:
        if event.kind != "decision" or event.side not in event.values:
            continue
        lost = round(-event.values[event.side].mean)
        for entry in event.step.entries:
            if isinstance(entry.event, PromiseBroken) and lost > 0:
                yield words.say(
                    "insight.why.broken",
                    promise=words.naming.promise(entry.event.promise),
                    turn=event.turn,
                    side=words.naming.side_inside(event.side),
                    n=number(lost),
                )


def _luck(words: Wording, account: Account) -> Iterator[str]:
    """Sides for which chance mattered more than everything that anybody decided."""
    for side, of in account.sides.items():
        decided = of.own.mean + of.others.mean
        if abs(of.luck.mean) > max(LUCKY, abs(of.own.mean) + abs(of.others.mean)):
            yield words.say(
                "insight.why.luck",
                side=words.naming.side_inside(side),
                luck=signed(round(of.luck.mean)),
                decided=signed(round(decided)),
            )


def _unusual_lines(debrief: Debrief, analysis: Analysis, side: str) -> str:
    """By how much a score differs from what is usual, and which line makes most of that."""
    words, sheet, scale = debrief.words, debrief.view.scores[side], analysis.scales[side]
    more = round(sheet.total - scale.mean)
    name = words.naming.side(side)
    if abs(more) < UNUSUAL:
        return words.say("insight.why.usual", side=name)
    sign = 1 if more > 0 else -1
    line = max(sheet.lines, key=lambda each: sign * (each.points - scale.lines[each.index]))
    label = without_sources(words.scenario.sides[side].score[line.index].label)
    sentence = words.say(
        "insight.why.line.more" if more > 0 else "insight.why.line.less",
        side=name,
        n=number(abs(more)),
        line=label,
        points=number(line.points),
        usual=number(round(scale.lines[line.index])),
    )
    moved = _movers(debrief, side, line)
    return f"{sentence} {moved}" if moved else sentence


def _movers(debrief: Debrief, side: str, line: LineScore) -> str:
    """What moved the tracks that a line of a score counts, most of all."""
    words = debrief.words
    points = words.scenario.sides[side].score[line.index].points
    tracks = words.tracks_read(points, Spot(asking=(side,), scores=True))
    moved: Counter[tuple[int, str]] = Counter()
    for turn, entry in entries_by_turn(debrief.game):
        event = entry.event
        if isinstance(event, TrackChanged) and event.track in tracks and entry.cause is not None:
            moved[turn, words.cause(entry.cause)] += event.got
    largest = sorted(moved.items(), key=lambda each: -abs(each[1]))[:MOVERS]
    if not largest or not largest[0][1]:
        return ""
    causes = [
        words.say("insight.why.moved.by", what=cause, turn=turn, n=signed(points))
        for (turn, cause), points in largest
    ]
    return words.say("insight.why.moved", what=words.language.listed(causes))
