"""The phases of the present turn, and how far the turn has come."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.worded_game import WordedGame
from game.rules.compiled import InjectsRules

Progress = Literal["done", "now", "later"]


@frozen
class TurnPhase:
    """A phase in which somebody decides."""

    id: str
    name: str
    progress: Progress


def turn_phases(worded: WordedGame) -> tuple[TurnPhase, ...]:
    """The phases of the present stage in which somebody decides, in order."""
    rules, state, words = worded.game.rules, worded.state, worded.words
    order = list(rules.stages[state.stage].phases)
    present = order.index(state.phase) if state.phase in order else len(order)
    ids = list(words.scenario.phases)
    phases = []
    for index, number in enumerate(order):
        if isinstance(rules.phases[number], InjectsRules):
            continue
        id = ids[number]
        phases.append(TurnPhase(id, words.naming.phase(id), _progress(index, present)))
    return tuple(phases)


def _progress(index: int, present: int) -> Progress:
    if index == present:
        return "now"
    return "done" if index < present else "later"
