"""Computes the sides' scores, line by line, with their bounds (rule 8)."""

from __future__ import annotations

from game.model.frozen import FrozenMap
from game.model.play import LineScore, ScoreSheet, State
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE


def scores(rules: Rules, state: State) -> FrozenMap[str, ScoreSheet]:
    """Returns every side's complete score now."""
    return FrozenMap((side, sheet(rules, state, i)) for i, side in enumerate(rules.sides))


def sheet(rules: Rules, state: State, side: int, *, shown: bool = False) -> ScoreSheet:
    """Returns one side's score; with `shown`, without lines that are hidden until the end."""
    all_lines = tuple(
        LineScore(i, line.points(state, NO_PACKAGE), line.low, line.high, line.hidden)
        for i, line in enumerate(rules.scores[side])
    )
    lines = tuple(line for line in all_lines if not (shown and line.hidden))
    id = rules.sides[side]
    return ScoreSheet(
        side=id,
        lines=lines,
        total=sum(line.points for line in lines),
        par=rules.scenario.sides[id].par,
        low=sum(line.low for line in lines),
        high=sum(line.high for line in lines),
        complete=len(lines) == len(all_lines),
    )
