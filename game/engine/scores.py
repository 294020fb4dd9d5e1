"""Computes the scores of sides and seats, line by line, with their bounds (rule 8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from game.model.frozen import FrozenMap
from game.model.play import LineScore, ScoreSheet, State
from game.rules.compile import compile_lines
from game.rules.compiled import LineRules, Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.readings import FormulaCompiler


def scores(rules: Rules, state: State) -> FrozenMap[str, ScoreSheet]:
    """Returns every side's complete score now."""
    return FrozenMap((side, sheet(rules, state, i)) for i, side in enumerate(rules.sides))


def sheet(rules: Rules, state: State, side: int, *, shown: bool = False) -> ScoreSheet:
    """Returns one side's score; with `shown`, without lines that are hidden until the end."""
    lines = _points(rules.scores[side], state, shown=shown)
    id = rules.sides[side]
    return ScoreSheet(
        side=id,
        lines=lines,
        total=sum(line.points for line in lines),
        par=rules.scenario.sides[id].par,
        low=sum(line.low for line in lines),
        high=sum(line.high for line in lines),
        complete=len(lines) == len(rules.scores[side]),
    )


def seat_scores(
    rules: Rules, state: State, sides: Collection[str], *, shown: bool = False
) -> FrozenMap[tuple[str, str], tuple[LineScore, ...]]:
    """Returns the own lines of the seats of some sides (rule 17.3)."""
    lines = _seat_lines(rules)
    return FrozenMap(
        (place, _points(lines[place], state, shown=shown)) for place in lines if place[0] in sides
    )


@lru_cache(maxsize=64)
def _seat_lines(rules: Rules) -> FrozenMap[tuple[str, str], tuple[LineRules, ...]]:
    """Compiles the seats' lines apart, so that the rules don't count what they read."""
    formulas = FormulaCompiler(rules.scenario, rules.index)
    return FrozenMap(
        ((id, key), compile_lines(formulas, seat.score, ("sides", id, "seats", key, "score"), id))
        for id, side in rules.scenario.sides.items()
        for key, seat in side.seats.items()
        if seat.score
    )


def _points(lines: Sequence[LineRules], state: State, *, shown: bool) -> tuple[LineScore, ...]:
    return tuple(
        LineScore(i, line.points(state, NO_PACKAGE), line.low, line.high, line.hidden)
        for i, line in enumerate(lines)
        if not (shown and line.hidden)
    )
