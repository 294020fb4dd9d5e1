"""The decisions of a side on the wall: what its people marked beside what was worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from game.insight.history import decisions_of_sides
from game.presenter.debriefing.choices import own_decision
from game.presenter.debriefing.debriefed_table import EndedTable
from game.presenter.hindsight.graded import GradedDecision, graded_decisions
from game.presenter.sides.badges import SideBadge, badge_of

MOST = 6
"""As many decisions can be read from eight metres."""


@frozen
class TurningLine:
    """A decision that somebody marked, or that was worked out to be a turning point."""

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
    graded: GradedDecision | None
    """What it was worth; None as long as that isn't known, or isn't to be shown."""


@frozen
class TurningShown:
    """Decisions of a side, judged or not yet."""

    kind: Literal["positions", "turning"]
    badge: SideBadge
    lines: tuple[TurningLine, ...]
    about: str
    """How far the analysis is, or what to ask the room."""
    none: str
    """What there is to say where there is no decision to show; else empty."""


def turning_shown(
    kind: Literal["positions", "turning"], tables: Mapping[str, EndedTable], side: str
) -> TurningShown:
    """The marked and the computed turning points of a side at all tables, by their names."""
    first = next(iter(tables.values()))
    words = first.debrief.words
    most = max(1, MOST // len(tables))
    lines = tuple(
        line
        for name, each in tables.items()
        for line in _lines(name, each, side, most, is_judged=kind == "turning")
    )
    pending = [each.status for each in tables.values() if each.status]
    about = pending[0] if pending else words.say(f"reveal.{kind}.about")
    none = words.say("insight.decisions.none", side=words.naming.side(side))
    badge = badge_of(words.scenario, side)
    return TurningShown(kind, badge, lines, about, "" if lines or pending else none)


def _lines(
    name: str, table: EndedTable, side: str, most: int, *, is_judged: bool
) -> Iterator[TurningLine]:
    words, game = table.debrief.words, table.debrief.game
    marks = Counter(line for each in table.looking_back.marks_of(side) for line in each.lines)
    graded = _graded(table, side)
    computed = {line: each for line, each in graded.items() if each.turning}
    by_marks = sorted(marks, key=lambda line: -marks[line])
    by_effect = sorted(computed, key=lambda line: -computed[line].grade.effect)
    shown = set(list(dict.fromkeys((*by_effect, *by_marks)))[:most])
    for made in decisions_of_sides(game):
        if made.line not in shown or made.side != side:
            continue
        decision, grade = own_decision(words, game, made), graded.get(made.line)
        yield TurningLine(
            name,
            f"{name} · {decision.when}" if name else decision.when,
            decision.text,
            decision.package if not name else "",
            words.counted("reveal.marked", marks[made.line]) if marks[made.line] else "",
            grade.turning if grade is not None else 0,
            grade if is_judged else None,
        )


def _graded(table: EndedTable, side: str) -> dict[int, GradedDecision]:
    """By line of the record, the decisions of a side with their judgements."""
    if table.analysis is None:
        return {}
    debrief = table.debrief
    every = graded_decisions(debrief.words, debrief.game, table.analysis, side)
    return {each.grade.line: each for each in every if each.grade.choices > 1}
