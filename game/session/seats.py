"""Why players can't have the seats that were asked for."""

from __future__ import annotations

from typing import Literal

from game.model.frozen import FrozenMap
from game.model.refusals import Detail

SeatErrorCode = Literal[
    "no-seat",  # written first: the first side of the scenario
    "unknown-side",  # written side sides
    "unknown-who",  # written who known
    "taken",  # written side
    "bots-only",  # written
]
"""Each code, and behind it the names of its values; `written` is what was asked for: `SIDE=WHO`."""


class SeatError(Exception):
    """Seats that can't be given to the players asked for."""

    def __init__(self, code: SeatErrorCode, **values: Detail) -> None:
        super().__init__(code, values)
        self.code: SeatErrorCode = code
        self.values = FrozenMap(values)
