"""What a debrief on a screen says of the analysis of its game, as far as that has got."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from game.insight.analysis import Analysis, Baselines
from game.insight.process import AnalysisProcess
from game.model.frozen import FrozenMap
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.causes import why_it_ended_so
from game.presenter.hindsight.expectation import Expectation, expectation
from game.presenter.hindsight.graded import GradedDecision
from game.presenter.hindsight.turning import graded_by_line, graded_decisions
from game.presenter.hindsight.waterfall import Waterfall, waterfall
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
    expectations: Mapping[str, Expectation] = field(factory=dict)
    """By side, what it could expect in the course of the game."""
    sums: Mapping[str, Waterfall | str] = field(factory=dict)
    """By side, where its score came from, or why that can't be said."""

    @property
    def is_there(self) -> bool:
        """Whether the analysis is there."""
        return bool(self.sums)


def analysis_texts(debrief: Debrief, analysis: Analysis) -> AnalysisTexts:
    """What is said of an analysis that is there."""
    words, game = debrief.words, debrief.game
    curves = {
        side: expectation(debrief, analysis, side, graded_decisions(words, game, analysis, side))
        for side in game.rules.sides
    }
    return AnalysisTexts(
        words.say("insight.marked"),
        graded_by_line(words, game, analysis),
        tuple(evolve(why_it_ended_so(debrief, analysis), below=()).sentences()),
        analysis.baselines,
        {side: curve for side, curve in curves.items() if curve is not None},
        {side: waterfall(debrief, analysis, side) for side in game.rules.sides},
    )


def analysis_progress(words: Wording, process: AnalysisProcess) -> AnalysisTexts:
    """What is said of an analysis that isn't there: how far it is, or that it failed."""
    return AnalysisTexts(progress_sentence(words, process.percent, failed=process.failed))


def progress_sentence(words: Wording, percent: int, *, failed: bool = False) -> str:
    """How far an analysis is; as long as nothing is done, that the rules are compiled first."""
    if failed:
        return words.say("insight.failed")
    working = words.say("insight.working", percent=percent)
    return working if percent else f"{working}. {words.say('insight.compiling')}"
