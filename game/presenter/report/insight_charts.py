"""The charts of an analysis: what a side could expect, and what its score was made of."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.document.axes import number_text
from game.document.figures import ChartFigure, LegendEntry
from game.document.marks import MarkStyle
from game.document.scene import Scene
from game.document.scene_svg import SvgPen, paint_svg, sign_style
from game.insight.analysis import Analysis
from game.presenter.charts.expectation_layout import expectation_scene
from game.presenter.charts.waterfall_layout import rows
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.expectation import Expectation, ExpectationPoint, expectation
from game.presenter.hindsight.graded import GradedDecision
from game.presenter.hindsight.waterfall import waterfall
from game.presenter.prose import short_name
from game.presenter.report.charts import side_style
from game.words.sentences import capital, number
from game.words.wording import Wording

_PEN = SvgPen({"figure": ("strong", 13), "name": ("strong", 13), "tick": ("sans", 12)})
_CURVE_PEN = SvgPen({**_PEN.letters, "figure": ("serif", 24)})


def expectation_chart(
    debrief: Debrief, analysis: Analysis, side: str, graded: Sequence[GradedDecision]
) -> ChartFigure | None:
    """What a side could expect in the course of a game; None where there is no account."""
    words, say = debrief.words, debrief.words.say
    shown = expectation(debrief, analysis, side, graded)
    if shown is None:
        return None
    title = say("insight.curve", side=words.naming.side_inside(side))
    across = capital(say("ui.report.turns"))
    broad, narrow = (
        expectation_scene(shown, _CURVE_PEN, *size, across) for size in ((720, 354), (360, 314))
    )
    style = side_style(words, side)
    marks = [(each.text, sign_style(each.name, each.shape, each.colour)) for each in shown.signs]
    legend = (
        LegendEntry(say("insight.curve.expected"), MarkStyle(style.colour), "line"),
        LegendEntry(say("insight.curve.spread"), style, "ribbon"),
        *(LegendEntry(*each) for each in marks),
    )
    return _figure(title, _in_words(words, shown), (broad, narrow), _CURVE_PEN, legend)


def _in_words(words: Wording, shown: Expectation) -> str:
    """The start, the value at the end of each turn, the end, par, and all marks."""
    say, (first, *points) = words.say, shown.points
    across = capital(say("ui.report.turns"))
    values = [f"{say('insight.curve.start')} {_interval(first)}"]
    ends = {max(1, point.turn): point for point in points}
    values += [f"{across} {turn}: {_interval(end)}" for turn, end in ends.items()]
    values.append(f"{say('insight.curve.end')} {number(shown.final)}")
    curve = f"{say('insight.curve.expected')} ({say('insight.curve.spread')})"
    happened = [
        f"{each.turning} ({each.text})" if each.turning else each.text for each in shown.marks
    ]
    parts = [f"{curve}: {', '.join(values)}", shown.par_text, "; ".join(happened)]
    return f"{'. '.join(filter(None, parts))}."


def _interval(point: ExpectationPoint) -> str:
    low, high = number_text(point.low), number_text(point.high)
    return number_text(point.mean) + (f" ({low}–{high})" if low != high else "")


def _figure(
    title: str,
    spoken: str,
    scenes: tuple[Scene, Scene],
    pen: SvgPen,
    legend: tuple[LegendEntry, ...],
) -> ChartFigure:
    """A figure of a scene for a page and one for a telephone."""
    broad, narrow = (
        ChartFigure(title, spoken, scene.width, scene.height, paint_svg(scene, pen))
        for scene in scenes
    )
    return evolve(broad, legend=legend, size="wide", narrow=narrow)


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
    legend = (
        *([LegendEntry(say("insight.sum.rise"), plain, "bar")] if "better" in tones else []),
        *([LegendEntry(say("insight.sum.fall"), plain, "hatched")] if "worse" in tones else []),
        LegendEntry(say("insight.sum.interval"), plain, "whisker"),
    )
    return _figure(title, fall.text, (broad, narrow), _PEN, legend)
