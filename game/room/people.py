"""Who is in a room: devices, where people sit with them, and what observers see."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from hashlib import sha256

from attrs import frozen

from game.model.decisions import PUBLIC
from game.model.scenario import Scenario


@frozen
class Place:
    """Where a person sits."""

    table: int
    """The number of the table, from 1."""
    side: str
    seat: str = ""
    """A seat of the side; empty: the side has none, or the person speaks for the whole side."""

    @property
    def member(self) -> str:
        """The sender of its messages in records: `north`, `north.envoy`."""
        return f"{self.side}.{self.seat}" if self.seat else self.side


@frozen
class Watch:
    """What an observer sees: a table of the room, as all may know it, or as one side does."""

    table: int
    """The number of the table, from 1."""
    side: str = ""
    """Empty: what all may know."""

    @property
    def reader(self) -> str:
        """Whose view it is."""
        return self.side or PUBLIC


@frozen
class KeptSeat:
    """Where a person sits in a campaign whose present chapter lacks the table or the side."""

    table: int
    name: str
    """The seat of the campaign; empty where somebody observes what all may know."""
    seat: str = ""
    """A seat of the side; may be empty."""
    observes: bool = False
    """Whether somebody observes it, and doesn't play."""


@frozen(slots=False)
class Device:
    """A browser that came in."""

    id: str
    name: str
    """The first name that was given; may be empty."""
    language: str
    place: Place | None = None
    """None while it waits for a place."""
    issue: int = 0
    """The number of its place's slip when it got the place."""
    hand: bool = False
    """Whether its hand is raised."""
    asks_to_observe: bool = False
    """Whether its person wants to observe, and not to play."""
    watch: Watch | None = None
    """What it observes; None if it doesn't."""

    @property
    def waits(self) -> bool:
        """Whether it waits for the facilitator to give it a place."""
        return self.place is None and self.watch is None


def places_of(scenario: Scenario, table: int, sides: tuple[str, ...]) -> Iterator[Place]:
    """The places at a table: the seats of each side, or the side itself where it has none."""
    for side in sides:
        for seat in scenario.sides[side].seats or ("",):
            yield Place(table, side, seat)


def watches_of(scenario: Scenario, table: int) -> Iterator[Watch]:
    """What observers of a table can see."""
    for side in ("", *scenario.sides):
        yield Watch(table, side)


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
