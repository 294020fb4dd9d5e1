"""A made-up analysis of the tiny game of the debrief, so that no test waits for a real one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from game.insight.analysis import Analysis
from game.insight.effort import USUAL, Effort
from game.insight.expected_scores import NoScores
from game.insight.grades import Better, Grade, Label
from game.insight.history import decisions_of_sides
from game.insight.intervals import EXACT, Interval, around
from game.insight.process import KeptBeside
from game.insight.reference import Scale, reference_of
from game.insight.what_if import WhatIf
from game.model.decisions import Move, Pass
from game.model.frozen import FrozenMap
from game.session.game import Game


class FakeProcess:
    """Stands in for the process that analyses a game; a test says what it has found out."""

    def __init__(
        self,
        game: Game,
        wake: Callable[[], object],
        effort: Effort = USUAL,
        kept: KeptBeside | None = None,
    ) -> None:
        self.kept = kept
        self.percent = 0
        self.analysis: Analysis | None = None
        self.failed = self.closed = self.has_ended = False
        self.asked: list[tuple[int, Move]] = []
        self.answers: dict[tuple[int, Move], WhatIf] = {}
        self.game, self.wake, self.effort = game, wake, effort
        self._state = game.state

    def of(self, game: Game) -> bool:
        """Whether it is this game, as it stood."""
        return game is self.game and game.state is self._state

    def ask(self, line: int, otherwise: Move) -> None:
        """Notes what was asked."""
        self.asked.append((line, otherwise))

    def answer(self, line: int, otherwise: Move) -> WhatIf | None:
        """What a test has answered."""
        return self.answers.get((line, otherwise))

    def close(self) -> None:
        """Notes that it was ended."""
        self.closed = True


def fake_processes(monkeypatch: pytest.MonkeyPatch) -> list[FakeProcess]:
    """Replaces the process by fakes; returns the list of those that were begun."""
    begun: list[FakeProcess] = []

    def begin(game: Game, wake: Callable[[], object], kept: KeptBeside | None) -> FakeProcess:
        begun.append(FakeProcess(game, wake, kept=kept))
        return begun[-1]

    monkeypatch.setattr("game.ui.program.program.AnalysisProcess", begin)
    return begun


def analysis_of(game: Game, labels: Mapping[int, Label]) -> Analysis:
    """An analysis with these labels, by line; every other decision is good."""
    grades = []
    for made in decisions_of_sides(game):
        label = labels.get(made.line, "good")
        bad = label != "good"
        better = (Better(Pass(), around(made.line, 1)),) if bad else ()
        hidden = label == "unknowable"
        grades.append(
            Grade(
                made.line,
                made.before.turn,
                made.side,
                made.decision.move,
                around(-made.line if bad else 1.5, 1),
                around(made.line, 1) if bad else EXACT,
                label,
                better,
                3,
                100,
                around(made.line, 1) if hidden else None,
                Pass() if hidden else None,
            )
        )
    sides = game.rules.scenario.sides
    scales = {id: Scale(20.0, 30, tuple(5.0 for _line in side.score)) for id, side in sides.items()}
    return Analysis(
        reference_of(game.rules),
        FrozenMap(scales),
        tuple(grades),
        len(grades),
        NoScores("stopped"),
        FrozenMap((side, FrozenMap[str, Interval]()) for side in sides),
    )
