"""The numbers of a state that a side doesn't see, and the neutral values that replace them."""

from __future__ import annotations

from collections.abc import Iterator

from game.kernel import codes as c
from game.kernel.lowering.builder import Places
from game.model.play import NOTHING
from game.rules.compiled import Rules


def unseen(rules: Rules, places: Places, side: str) -> list[tuple[int, int]]:
    """The places of a state that a side doesn't see, each with a neutral value (rule 7.1).

    Only places that formulas can read are included. A track has its start, a card isn't dealt, and
    a secret action of another side was never taken.
    """
    return list(_unseen(rules, places, side))


def _unseen(rules: Rules, places: Places, side: str) -> Iterator[tuple[int, int]]:
    for i, track in enumerate(rules.tracks):
        if track.seen_by is not None and side not in track.seen_by:
            yield places.tracks + i, track.start
    for i, deal in enumerate(rules.deals):
        if side not in deal.to:
            yield places.cards + i, NOTHING
    for i, slot in enumerate(rules.slots):
        if slot.secret and rules.sides[slot.side] != side:
            first = places.slots + c.SLOT_STATE * i
            yield from ((place, 0) for place in range(first, first + c.SLOT_STATE))


def unknown_delays(rules: Rules, places: Places, side: str) -> list[int]:
    """The places of the counters of `after` steps whose schedule a side doesn't know (rule 2.5)."""
    return [
        places.delays + counter
        for delay in rules.delays
        if delay.known_to is not None and side not in delay.known_to
        for counter in range(delay.offset, delay.offset + delay.width)
    ]
