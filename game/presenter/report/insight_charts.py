"""The charts of an analysis: what a side could expect, and what its score was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.document.axes import ChartLine, NumberAxis
from game.document.curve_marks import MarkKind, ValueMark
from game.document.figures import ChartFigure, LegendEntry
from game.document.marks import (
    COSTLY,
    COULD_NOT_BE_KNOWN,
    GOOD,
    LUCK,
    MISSED_CHANCE,
    SERIOUS_MISTAKE,
    MarkStyle,
)
from game.document.scene_svg import SvgPen, paint_svg
from game.document.value_curve import CurveNames, ValuePoint, value_curve
from game.insight.analysis import Analysis
from game.insight.grades import Label
from game.presenter.charts.waterfall_layout import rows
from game.presenter.debrief.debrief import Debrief
from game.presenter.insight.expectation import ExpectationMark, expectation
from game.presenter.insight.graded import GradedDecision
from game.presenter.insight.waterfall import waterfall
from game.presenter.prose import short_name
from game.presenter.report.charts import side_style
from game.words.sentences import capital, number
from game.words.wording import Wording

_PEN = SvgPen({"figure": ("strong", 13), "name": ("strong", 13), "tick": ("sans", 12)})
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
    say, fall = debrief.words.say, waterfall(debrief, analysis, side)
    if isinstance(fall, str):
        return None
    title = say("insight.sum.of", side=short_name(debrief.words, side), start=number(fall.start),
                final=number(fall.final))  # fmt: skip
    par = say("ui.over.par", par=number(fall.par))
    broad, narrow = (
        rows(fall, _PEN, width, heading=say("insight.sum.comparisons"), par=par)
        for width in (720, 360)
    )
    tones, plain = {bar.tone for bar in fall.bars}, MarkStyle()
    return ChartFigure(
        title,
        fall.text,
        broad.width,
        broad.height,
        paint_svg(broad, _PEN),
        (
            *([LegendEntry(say("insight.sum.rise"), plain, "bar")] if "better" in tones else []),
            *([LegendEntry(say("insight.sum.fall"), plain, "hatched")] if "worse" in tones else []),
            LegendEntry(say("insight.sum.interval"), plain, "whisker"),
        ),
        size="wide",
        narrow=ChartFigure(title, fall.text, narrow.width, narrow.height, paint_svg(narrow, _PEN)),
    )
