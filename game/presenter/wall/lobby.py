"""The session on the wall: before it begins how to join and who is here, then time and agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.console.agenda import AgendaPart, agenda
from game.presenter.said.campaign_in_room import CampaignCard, campaign_on_wall
from game.room.people import Place
from game.room.room import Room
from game.words.wording import Wording

LINE = 44
"""The letters in a line of names where several tables share the wall, and so each side has one
line, or of two tables two."""
LINE_BESIDE = 30
"""The same where so many tables share it that the names stand beside that of their table."""
MOST_ABOVE, MOST_LINES, MOST_BESIDE = 4, 9, 12
"""So many tables, with so many sides together, have room for names below their own; so many sides
have it beside the tables' names, and of more, people are counted."""


PlaceOfNames = Literal["above", "beside", "counted"]


@frozen
class LobbySide:
    """A side at a table, and who has come."""

    badge: SideBadge
    names: tuple[str, ...]
    more: int
    """How many more are there."""
    free: str
    """How many open seats are free, in words; empty: none."""
    bot: bool
    """Whether a bot plays it."""


@frozen
class LobbyTable:
    """A table, and who has come."""

    name: str
    """Empty where it is the only one."""
    state: str
    """`6 of 8`, or that it is complete."""
    is_complete: bool
    sides: tuple[LobbySide, ...]


@frozen
class Lobby:
    """What people read who arrive."""

    head: str
    """How long the session is, and how many tables play."""
    network: str
    """The name of the Wi-Fi; empty: nothing is said of it."""
    here: int
    expected: int
    """How many seats are open."""
    begins: int
    """When the session is to begin, in seconds since 1970; 0: nobody has said."""
    tables: tuple[LobbyTable, ...]
    names: PlaceOfNames
    """Where the names of a side stand: below the head of their table, or beside it, or nowhere."""
    waiting: tuple[str, ...]
    """The first names of those who wait for a seat."""
    campaign: CampaignCard | None
    """None where it isn't a chapter of a campaign."""


def lobby(room: Room, words: Wording) -> Lobby | None:
    """The wall before the session; None once it has begun."""
    if not room.gathers:
        return None
    places = [place for place in room.places if place not in room.closed]
    here = [device for device in room.devices.values() if device.place is not None]
    waiting = [device.name or words.say("wall.lobby.somebody") for device in room.devices.values()
               if device.waits and device.id not in room.kept]  # fmt: skip
    tables = len(room.tables)
    minutes = sum(room.agenda) or (words.scenario.minutes or (0, 0))[1]
    head = [words.counted("wall.lobby.minutes", minutes)] if minutes else []
    head += [words.counted("wall.lobby.tables", tables)] if tables > 1 else []
    return Lobby(
        head="\u00a0· ".join(("Communiqué", *head)),
        network=room.network,
        here=len(here) + len(waiting),
        expected=len(places),
        begins=_seconds(room.begins),
        tables=tuple(_tables(room, words, places)),
        names=_place_of_names(room),
        waiting=tuple(waiting),
        campaign=campaign_on_wall(room, words),
    )


def _place_of_names(room: Room) -> PlaceOfNames:
    tables = len(room.tables)
    lines = tables * len(room.first.game.rules.sides)
    if tables == 1 or (tables <= MOST_ABOVE and lines <= MOST_LINES):
        return "above"
    return "beside" if lines <= MOST_BESIDE else "counted"


def _tables(room: Room, words: Wording, places: list[Place]) -> Iterator[LobbyTable]:
    # Of a campaign's tables perhaps one alone plays this chapter.
    several = len(room.campaign.tables if room.campaign else room.tables) > 1
    for number, table in room.tables.items():
        own = [place for place in places if place.table == number]
        taken = {device.place for device in room.devices.values()} & set(own)
        is_complete = bool(own) and len(taken) == len(own)
        state = words.say("wall.lobby.state", taken=len(taken), seats=len(own)) if own else ""
        yield LobbyTable(
            words.say("room.console.table", table=number) if several else "",
            words.say("wall.lobby.complete") if is_complete else state,
            is_complete,
            tuple(
                _side(room, words, number, side, [p for p in own if p.side == side])
                for side in table.game.rules.sides
            ),
        )


def _side(room: Room, words: Wording, number: int, side: str, own: list[Place]) -> LobbySide:
    devices = room.devices_of(number, side)
    names = [device.name or words.say("wall.lobby.somebody") for device in devices]
    free = len(set(own) - {device.place for device in devices})
    said_free = words.counted("wall.lobby.free", free) if free else ""
    tables = len(room.tables)
    count = len(names)
    if tables > 1:
        is_above = _place_of_names(room) == "above"
        letters = LINE * (2 if tables == 2 else 1) if is_above else LINE_BESIDE
        count = _fitting(names, letters - _width(said_free))
    return LobbySide(
        badge_of(words.scenario, side),
        tuple(names[:count]),
        len(names[count:]),
        said_free,
        side not in room.tables[number].people,
    )


def _fitting(names: Sequence[str], letters: int) -> int:
    """How many names have room beside how many more there are; at least the first has."""
    more = _width("+9")
    for count in range(len(names), 1, -1):
        if sum(map(_width, names[:count])) + more * (count < len(names)) <= letters:
            return count
    return min(1, len(names))


def _width(text: str) -> int:
    """How many letters have room where something stands, with what is around it."""
    return len(text) + 3 if text else 0


@frozen
class SessionClock:
    """Where the agenda stands, and how much time is left for its part."""

    parts: tuple[AgendaPart, ...]
    name: str
    """Of the present part, in a sentence."""
    began: int
    """When the session began, in seconds since 1970."""
    part_began: int
    part_ends: int
    """When the present part was to begin, and is to end; 0: nobody has named a time."""
    minutes: int
    """Those of all parts; 0: nobody has named a time."""


def session_clock(room: Room, words: Wording) -> SessionClock:
    """Where a session of several tables stands: its slowest table says so."""
    games = [table.game for table in room.tables.values()]
    turn = min(max(1, game.state.turn) for game in games if game.state.to_move)
    begun = any(any(table.game.moments[-1].taken.values()) for table in room.tables.values())
    planned = agenda(words, room.agenda, turn, begun=begun, over=False)
    began = _seconds(room.session_began or room.setup.at)
    now = next(number for number, part in enumerate(planned.parts) if part.state == "now")
    before = 60 * sum(part.minutes for part in planned.parts[:now])
    length = 60 * planned.parts[now].minutes
    name = planned.parts[now].name
    return SessionClock(
        planned.parts,
        name[:1].lower() + name[1:],
        began,
        began + before if length else 0,
        began + before + length if length else 0,
        planned.minutes,
    )


def _seconds(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp()) if stamp else 0
