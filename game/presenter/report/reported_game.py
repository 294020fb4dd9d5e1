"""What a report is written from: the game, its analysis, for whom, and with or without names."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property

from game.insight.analysis import Analysis
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.causes import what_made_it
from game.presenter.hindsight.graded import GradedDecision, lines_of
from game.presenter.hindsight.turning import (
    TurningPoints,
    graded_by_line,
    graded_decisions,
    told_turning_points,
)
from game.words.sentences import capital
from game.words.wording import Wording


class ReportedGame:
    """A game that is reported, with what several parts of its report ask for."""

    def __init__(
        self, debrief: Debrief, analysis: Analysis | None, side: str = "", *, anonymous: bool
    ) -> None:
        """side: the only side that gets a page; empty: all. anonymous: without people's names."""
        self.debrief = debrief
        self.analysis = analysis
        self.anonymous = anonymous
        self.sides = (side,) if side else tuple(debrief.words.scenario.sides)
        """The sides that get a page."""

    @property
    def words(self) -> Wording:
        """The words of the report."""
        return self.debrief.words

    def line(self, name: str, what: str) -> str:
        """A name, a colon, and what there is to say of it."""
        return self.words.say("ui.report.line", name=name, what=what)

    def day(self, turn: int) -> str:
        """The day of a turn, or its number."""
        return self.words.day(turn) or capital(self.words.say("ui.record.turn", turn=turn))

    @property
    def date(self) -> str:
        """When the game began; empty where nothing has been done."""
        lines = self.debrief.game.lines
        return self.words.language.date(lines[0].at) if lines else ""

    def graded(self, side: str) -> tuple[GradedDecision, ...]:
        """The judged decisions of a side; none without an analysis."""
        if self.analysis is None:
            return ()
        return graded_decisions(self.words, self.debrief.game, self.analysis, side)

    def turning(self, side: str) -> TurningPoints:
        """The turning points of a side. There must be an analysis."""
        assert self.analysis is not None, "without it there are none"
        return told_turning_points(self.debrief, self.analysis, side)

    def number_of_what_made_it(self, lines: Container[int]) -> str:
        """That something at one of these lines is among what made the game; empty if not."""
        made = self._made
        for count, own in enumerate(made, 1):
            if any(line in lines for line in own):
                key = "insight.made.here" if made[1:] else "insight.made.here.only"
                return self.words.say(key, n=count)
        return ""

    @cached_property
    def _made(self) -> list[list[int]]:
        """The lines of each of the few things that made the game."""
        if self.analysis is None:
            return []
        made = what_made_it(self.debrief.game, self.analysis)
        return [[line for event in group for line in lines_of(event)] for group in made]

    @cached_property
    def judgements(self) -> Mapping[int, str]:
        """By line of the record, the judgement on the decision there, where it was a choice."""
        if self.analysis is None:
            return {}
        graded = graded_by_line(self.words, self.debrief.game, self.analysis)
        return {line: each.judgement for line, each in graded.items()}
