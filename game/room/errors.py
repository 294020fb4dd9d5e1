"""What can be wrong with a room as a whole."""

from __future__ import annotations

from typing import Literal

from game.model.frozen import FrozenMap
from game.model.refusals import Detail

RoomErrorCode = Literal[
    "no-room",  # path: there is no room in this folder
    "later-room",  # path: a later version of the program wrote it
    "damaged",  # path line
    "in-use",  # path: another program hosts this room
    "unwritten",  # path reason
]
"""Each code, and behind it the names of its values."""


class RoomError(Exception):
    """A room that can't be opened, or no longer be kept."""

    def __init__(self, code: RoomErrorCode, **values: Detail) -> None:
        super().__init__(code, values)
        self.code: RoomErrorCode = code
        self.values = FrozenMap(values)
