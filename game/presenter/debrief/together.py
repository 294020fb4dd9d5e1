"""Decisions that sides took at once, unseen by each other: they are one step of a game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.insight.history import list_steps
from game.presenter.debrief.decisions import PastDecision
from game.session.game import Game


def lines_together(game: Game) -> Mapping[int, tuple[int, ...]]:
    """By line of the record, all lines of its step, in their order, where several sides decided
    in it."""
    together: dict[int, tuple[int, ...]] = {}
    for step in list_steps(game):
        if len(step.deciders) > 1:
            lines = tuple(made.line for made in step.decisions)
            together |= dict.fromkeys(lines, lines)
    return together


def decided_beside(
    game: Game, decisions: Sequence[PastDecision]
) -> Mapping[int, tuple[PastDecision, ...]]:
    """By the number of a decision, the decisions that other sides took in the same step."""
    by_line = {decision.line: decision for decision in decisions if decision.line}
    together = lines_together(game)
    return {
        decision.number: tuple(
            by_line[line]
            for line in together[decision.line]
            if line in by_line and by_line[line].side != decision.side
        )
        for decision in decisions
        if decision.line in together
    }
