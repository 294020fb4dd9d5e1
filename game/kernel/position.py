"""Converts a state of the reference engine to the kernel's numbers, to play on from it."""

from __future__ import annotations

from game.kernel.lowering.lower import Tables
from game.kernel.whole_numbers import Numbers
from game.model.play import State
from game.rules.layout import flatten


class NoRoom(Exception):
    """More questions wait than the kernel has room for; the reference engine can play on."""


def write_state(tables: Tables, state: State) -> Numbers:
    """Converts a state to numbers. Raises NoRoom."""
    places, waiting = tables.places, len(state.questions)
    if waiting > places.most_questions:
        raise NoRoom
    row = flatten(tables.rules, state)
    questions = places.promises + 1 + waiting
    numbers = tables.state()
    before = [*row[: places.promises], *row[questions:]]
    for i, number in enumerate([*before, *row[places.promises : questions]]):
        numbers[i] = number
    if tables.reveals:
        for (side, track), (value, turn) in state.revealed.items():
            numbers[places.revealed(side, track)] = value
            numbers[places.revealed(side, track) + 1] = turn + 1
    return numbers
