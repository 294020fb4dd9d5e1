"""Why something that a person or the facilitator does in a room is refused."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from game.model.frozen import FrozenMap
from game.model.refusals import Detail, Refusal

RoomRefusalCode = Literal[
    "unknown-device",
    "no-place",  # the device waits for a place
    "no-such-place",
    "not-observing",  # the device is no observer's
    "no-such-table",
    "no-pen",  # holder: the device that has it
    "pen-late",  # person: who confirmed meanwhile; the page from which the pen was wanted is past
    "nothing-to-decide",
    "draft-changed",  # what the side has prepared, or may decide, isn't what the page showed
    "too-soon",  # the last message was sent a moment ago
    "too-much",  # the device has sent more than a person does
    "no-such-language",
    "locked",  # nobody new is let in
    "no-limit",  # there is no time for decisions that could be longer
    "no-agenda",  # its parts aren't those of the session, or too long
    "unreadable",  # no action
    "too-long",  # most
    "no-words",
    "not-over",  # a table still plays
    "shown",  # what was to be guessed is on the wall already
    "no-chapter",  # the campaign has no chapter there
    "not-reopened",  # nobody talks at the table
    "signed",  # all parties have agreed already
    "other-offer",  # another package lies there than the page showed
    "went-on",  # moment: how far the game had come on the page from which one would step back
    "no-choice",  # nothing was chosen in a list
    "unwritten",  # it can't be kept, so it was not done
]
"""Each code, and behind it the names of its values."""


@frozen
class RoomRefusal:
    """Why something was not done."""

    code: RoomRefusalCode
    values: FrozenMap[str, Detail] = field(factory=FrozenMap)


Refused = Refusal | RoomRefusal
"""Why something was not done: by the rules of the game, or by those of the room."""


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
