"""Codes that admit people: the room's code, and a slip for each place.

They follow from the room's key, so that slips can be printed before the room opens and are the same
after a crash; a slip that is issued again has another code, and the old one admits nobody.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from game.room.people import Place, Watch

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The characters of codes, none of which looks like another: no 0, O, 1, I, L or U."""
ROOM_LENGTH = 6
SLIP_LENGTH = 8
CONSOLE_LENGTH = 12


def room_code(key: bytes) -> str:
    """The code of the room; it opens only the page on which people join."""
    return _code(key, "room", ROOM_LENGTH)


def console_key(key: bytes) -> str:
    """What the facilitator types once in each browser: `ABCD-EFGH-JKMN`."""
    letters = _code(key, "console", CONSOLE_LENGTH)
    return "-".join(letters[i : i + 4] for i in range(0, CONSOLE_LENGTH, 4))


def slip_code(key: bytes, place: Place, issue: int) -> str:
    """The code of a place's slip; issue: how often it was issued again."""
    return _code(key, f"slip {place.table} {place.member} {issue}", SLIP_LENGTH)


def observer_code(key: bytes, watch: Watch, issue: int) -> str:
    """The code of the slip for those who observe something; issue: as for a place."""
    return _code(key, f"observe-{watch.table}-{watch.side}-{issue}", SLIP_LENGTH)


def slip_name(spot: Place | Watch) -> str:
    """What tells the slip of a place, or of what observers see, from the others."""
    if isinstance(spot, Place):
        return f"{spot.table} {spot.member}"
    return f"observe-{spot.table}-{spot.side}"


def read_code(typed: str) -> str:
    """A code as it may have been typed: without blanks and hyphens, in capitals."""
    return "".join(sign for sign in typed.upper() if sign in LETTERS)


def same_code(typed: str, code: str) -> bool:
    """Whether a typed code is the right one; the time that this takes reveals nothing."""
    return hmac.compare_digest(read_code(typed).encode(), read_code(code).encode())


def _code(key: bytes, subject: str, length: int) -> str:
    digest = int.from_bytes(hmac.new(key, subject.encode(), sha256).digest(), "big")
    letters = []
    for _ in range(length):
        digest, place = divmod(digest, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)
