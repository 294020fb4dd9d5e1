"""The decisions of a side on the wall: what its people marked beside what was worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from game.insight.history import decisions_of_sides
from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.choices import own_decision
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.graded import GradedDecision
from game.presenter.hindsight.turning import (
    TurningPoint,
    TurningPoints,
    graded_decisions,
    told_turning_points,
)

MOST = 6
"""As many decisions can be read from eight metres."""


@frozen
class TurningLine:
    """A decision that somebody marked, or something that was worked out to be a turning point."""

    table: str
    """Empty where there is one table."""
    when: str
    """The turn, and of several tables which."""
    text: str
    package: str
    marked: str
    """How many marked it, in words; empty: nobody."""
    number: int
    """Which of the computed turning points it is, from 1; 0: none."""
    judgement: str
    """What it was worth; empty as long as that isn't known, or isn't to be shown."""
    kind: str
    """How it is judged, in one word; empty likewise."""
    sentences: tuple[str, ...]
    """What would have been better, and what else there is to say; none likewise."""
    written: tuple[str, ...]
    """What people wrote with it, with their side."""


@frozen
class TurningShown:
    """Decisions of a side, judged or not yet."""

    kind: Literal["positions", "turning"]
    badge: SideBadge
    lines: tuple[TurningLine, ...]
    about: str
    """How far the analysis is, or what to ask the room."""
    none: str
    """What there is to say where nothing turned the game; else empty."""


def turning_shown(
    kind: Literal["positions", "turning"], tables: Mapping[str, EndedTable], side: str
) -> TurningShown:
    """The marked and the computed turning points of a side at all tables, by their names."""
    first = next(iter(tables.values()))
    words = first.debrief.words
    most = max(1, MOST // len(tables))
    turning = {name: _turning(each, side) for name, each in tables.items()}
    lines = tuple(
        line
        for name, each in tables.items()
        for line in _lines(name, each, side, turning[name], most, is_judged=kind == "turning")
    )
    pending = [each.status for each in tables.values() if each.status]
    about = pending[0] if pending else words.say(f"reveal.{kind}.about")
    calm = [each for each in turning.values() if each is not None and each.none]
    none = ""
    if kind == "turning" and len(calm) == len(tables):
        none = " ".join((calm[0].none, *(calm[0].instead if len(calm) == 1 else ())))
    elif not lines and not pending:
        none = words.say("insight.decisions.none", side=words.naming.side(side))
    return TurningShown(kind, badge_of(words.scenario, side), lines, about, none)


def _turning(table: EndedTable, side: str) -> TurningPoints | None:
    if table.analysis is None:
        return None
    return told_turning_points(table.debrief, table.analysis, side)


def _lines(
    name: str,
    table: EndedTable,
    side: str,
    turning: TurningPoints | None,
    most: int,
    *,
    is_judged: bool,
) -> Iterator[TurningLine]:
    """What somebody marked and what was worked out, in the order in which it happened."""
    marks = Counter(line for each in table.looking_back.marks_of(side) for line in each.lines)
    points = turning.points if turning is not None else ()
    largest = sorted(points, key=lambda each: -abs(each.effect.mean))
    told = {line for each in points for line in each.lines}
    others = [line for line in sorted(marks, key=lambda line: -marks[line]) if line not in told]
    every: list[TurningPoint | int] = [*largest, *others]
    shown = every[:most]
    graded = _graded(table, side) if is_judged else {}
    for each in sorted(shown, key=lambda each: each if isinstance(each, int) else min(each.lines)):
        if isinstance(each, int):
            yield _marked_line(name, table, each, marks[each], graded.get(each))
        elif is_judged:
            yield _point_line(name, table, each, sum(marks[line] for line in each.lines))
        else:
            # Which decision it was is no secret, but what would have been better is.
            line = each.lines[0]
            yield _marked_line(name, table, line, marks[line], None, each.number)


def _when(name: str, when: str) -> str:
    return f"{name} · {when}" if name else when


def _count(table: EndedTable, count: int) -> str:
    return table.debrief.words.counted("reveal.marked", count) if count else ""


def _point_line(name: str, table: EndedTable, point: TurningPoint, count: int) -> TurningLine:
    return TurningLine(
        name,
        _when(name, point.when),
        point.title,
        point.package if not name else "",
        _count(table, count),
        point.number,
        point.judgement,
        "good" if not point.is_worse else point.kind,
        (point.better, *point.sentences),
        point.written,
    )


def _marked_line(
    name: str,
    table: EndedTable,
    line: int,
    count: int,
    graded: GradedDecision | None,
    number: int = 0,
) -> TurningLine:
    """A decision without what it was worth, unless that is given."""
    words, game = table.debrief.words, table.debrief.game
    (made,) = (each for each in decisions_of_sides(game) if each.line == line)
    decision = own_decision(words, game, made)
    return TurningLine(
        name,
        _when(name, decision.when),
        decision.text,
        decision.package if not name else "",
        _count(table, count),
        number,
        graded.judgement if graded is not None else "",
        graded.kind if graded is not None else "",
        tuple(filter(None, (graded.better, *graded.sentences))) if graded is not None else (),
        table.debrief.written_with((line,)),
    )


def _graded(table: EndedTable, side: str) -> dict[int, GradedDecision]:
    """By line of the record, the decisions of a side with their judgements."""
    if table.analysis is None:
        return {}
    debrief = table.debrief
    every = graded_decisions(debrief.words, debrief.game, table.analysis, side)
    return {each.grade.line: each for each in every if each.grade.choices > 1}
