"""A room around a tiny game, without a network: two people on each side."""

from __future__ import annotations

from pathlib import Path

import tiny

from game.authoring.reading.files import KeptFiles
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.room.events import Joined, Seated
from game.room.opening import begin_room, continue_room
from game.room.room import Room

SIDES = """
sides:
  north:
    name: North
    brief: You are north.
    score: [{label: Trust, points: trust}]
    seats: {envoy: {name: Envoy}, elder: {name: Elder}}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
"""
TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
"""


def files(text: str) -> KeptFiles:
    """The files of a tiny scenario."""
    return KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": tiny.whole(text)}))


def open_room(
    folder: Path, text: str = "", seats: dict[str, str] | None = None, tables: int = 1
) -> Room:
    """A new room in a folder, in which nobody is yet."""
    whole = SIDES + (text or TOGETHER)
    players = {"north": ME, "south": ME, **(seats or {})}
    return begin_room(folder, files(whole), tiny.rules(whole), 1, players, "en", tables)


def reopen(room: Room) -> Room:
    """The same room after its program was killed: nothing of it is left but its folder."""
    path = room.folder.path
    room.close()
    return continue_room(path)


def sit(room: Room, device: str, side: str, seat: str = "") -> None:
    """Seats a new device."""
    assert room.do(Joined(device, device.title(), "en")) is None
    assert room.do(Seated(device, 1, side, seat)) is None


def full_room(folder: Path, text: str = "") -> Room:
    """A room with an envoy and an elder of north, and one person of south."""
    room = open_room(folder, text)
    sit(room, "ann", "north", "envoy")
    sit(room, "bob", "north", "elder")
    sit(room, "cho", "south")
    return room
