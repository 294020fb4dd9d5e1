"""What a debrief on a screen says of the analysis of its game, as far as that has got."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from game.insight.analysis import Analysis, Baselines
from game.insight.process import AnalysisProcess
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.insight.causes import why_it_ended_so
from game.presenter.insight.graded import GradedDecision, graded_by_line
from game.words.wording import Wording


@frozen
class AnalysisTexts:
    """What is said of an analysis; nothing where there is none."""

    status: str = ""
    """How far it is; once it is there, which decisions are marked."""
    graded: Mapping[int, GradedDecision] = field(factory=dict)
    """By line of the record, the decisions that were a choice."""
    causes: tuple[str, ...] = ()
    """Why the game ended so, without what the outcome says anyway."""
    baselines: Baselines = field(factory=FrozenMap)
    """By side and bot, what the bot makes of the seat on the luck of the game."""
    analysis: Analysis | None = None
    """The analysis itself, where it is there."""


def analysis_texts(debrief: Debrief, analysis: Analysis) -> AnalysisTexts:
    """What is said of an analysis that is there."""
    words = debrief.words
    return AnalysisTexts(
        words.say("insight.marked"),
        graded_by_line(words, debrief.game, analysis),
        tuple(why_it_ended_so(debrief, analysis)[len(debrief.agreements_below_reserve) :]),
        analysis.baselines,
        analysis,
    )


def analysis_progress(words: Wording, process: AnalysisProcess) -> AnalysisTexts:
    """What is said of an analysis that isn't there: how far it is, or that it failed."""
    key = "insight.failed" if process.failed else "insight.working"
    return AnalysisTexts(words.say(key, percent=process.percent))
