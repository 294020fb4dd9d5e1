"""The charts of an analysis: what a side could expect, and what its score was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from game.document.axes import ChartLine, NumberAxis
from game.document.curve_marks import MarkKind, ValueMark
from game.document.figures import ChartFigure
from game.document.interval_chart import IntervalRow
from game.document.marks import (
    COSTLY,
    COULD_NOT_BE_KNOWN,
    GOOD,
    LUCK,
    MISSED_CHANCE,
    SERIOUS_MISTAKE,
    MarkStyle,
    style_by_number,
)
from game.document.value_curve import CurveNames, ValuePoint, value_curve
from game.document.waterfall_chart import WaterfallNames, WaterfallStep, waterfall_chart
from game.insight.analysis import Analysis
from game.insight.grades import Label
from game.presenter.debrief.debrief import Debrief
from game.presenter.insight.expectation import ExpectationMark, expectation
from game.presenter.insight.graded import GradedDecision
from game.presenter.insight.waterfall import REMAINDER, Bar, Waterfall, waterfall
from game.presenter.prose import short_name
from game.presenter.report.charts import side_style
from game.words.sentences import capital, number
from game.words.wording import Wording

_STYLES: Mapping[Label, MarkStyle] = {
    "good": GOOD,
    "costly": COSTLY,
    "serious": SERIOUS_MISTAKE,
    "missed": MISSED_CHANCE,
    "unknowable": COULD_NOT_BE_KNOWN,
}
"""The look of each judgement."""


def expectation_chart(
    debrief: Debrief, analysis: Analysis, side: str, graded: Sequence[GradedDecision]
) -> ChartFigure | None:
    """What a side could expect in the course of a game; None where there is no account."""
    words = debrief.words
    found = expectation(words, debrief.game, analysis, side, graded)
    if found is None:
        return None
    say, sheet = words.say, debrief.view.scores[side]
    turns = max(1, debrief.game.state.turn)
    kinds = _Kinds(words, side)
    marks = [
        ValueMark(
            each.point,
            kinds.of(each),
            each.text,
            str(each.turning) if each.turning else "",
            each.change,
        )
        for each in found.marks
    ]
    return value_curve(
        say("insight.curve", side=words.naming.side_inside(side)),
        [str(turn) for turn in range(1, turns + 1)],
        [
            ValuePoint(max(0, each.turn - 1), each.mean, each.low, each.high)
            for each in found.points
        ],
        marks,
        kinds=[kind for kind in kinds.every if any(each.kind is kind for each in marks)],
        names=CurveNames(
            say("insight.curve.expected"),
            say("insight.curve.spread"),
            say("insight.curve.start"),
            say("insight.curve.end"),
        ),
        style=side_style(words, side),
        axis=NumberAxis(say("insight.curve.points")),
        across=capital(say("ui.report.turns")),
        par=ChartLine(sheet.par, say("ui.over.par", par=number(sheet.par))),
    )


class _Kinds:
    """The kinds of marks on the curve of a side."""

    def __init__(self, words: Wording, side: str) -> None:
        self.grades = {
            label: MarkKind(words.say(f"insight.label.{label}"), style)
            for label, style in _STYLES.items()
        }
        self.others = {
            other: MarkKind(
                words.say("insight.curve.others", side=words.naming.side_inside(other)),
                side_style(words, other),
            )
            for other in words.scenario.sides
            if other != side
        }
        self.luck = MarkKind(words.say("insight.curve.chance"), LUCK)

    def of(self, mark: ExpectationMark) -> MarkKind:
        """The kind of a mark."""
        if mark.label is not None:
            return self.grades[mark.label]
        return self.others.get(mark.side, self.luck)

    @property
    def every(self) -> tuple[MarkKind, ...]:
        """All of them, in the order of a legend."""
        return (*self.grades.values(), *self.others.values(), self.luck)


def sum_chart(debrief: Debrief, analysis: Analysis, side: str) -> ChartFigure | None:
    """What the score of a side was made of, and what others made of the same luck."""
    words, say = debrief.words, debrief.words.say
    fall = waterfall(debrief, analysis, side)
    if isinstance(fall, str):
        return None
    start, *_, end = fall.bars
    steps = [
        WaterfallStep(
            part.name,
            part.points,
            _bar_style(words, part),
            part.error,
            part.key != REMAINDER,
        )
        for part in fall.parts
    ]
    return waterfall_chart(
        say("insight.sum.of", side=short_name(words, side), start=number(fall.start),
            final=number(fall.final)),
        IntervalRow(start.name, start.points, style=_bar_style(words, start)),
        steps,
        IntervalRow(end.name, end.points, style=_bar_style(words, end)),
        names=WaterfallNames(
            say("insight.sum.rise"),
            say("insight.sum.fall"),
            say("insight.sum.interval"),
            say("insight.sum.comparisons"),
        ),
        axis=NumberAxis(say("insight.curve.points")),
        par=ChartLine(fall.par, say("ui.over.par", par=number(fall.par))),
        comparisons=_comparisons(fall),
    )  # fmt: skip


def _bar_style(words: Wording, part: Bar) -> MarkStyle:
    """The look of a bar of the waterfall: its colour, and the shape of whoever did it."""
    match part.key:
        case "luck":
            style = LUCK
        case "remainder":
            style = MarkStyle(shape="hexagon")
        case _:
            style = side_style(words, part.side)
    return evolve(style, colour=part.colour)


def _comparisons(fall: Waterfall) -> list[IntervalRow]:
    """What each bot would have made of the seat; in no side's colour."""
    bots = [level for level in fall.levels if level.bot]
    return [
        IntervalRow(
            level.name,
            round(level.points.mean),
            round(level.points.low),
            round(level.points.high),
            style=MarkStyle(shape=style_by_number(place).shape),
        )
        for place, level in enumerate(bots)
    ]
