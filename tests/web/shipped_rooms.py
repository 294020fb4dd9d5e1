"""Rooms of scenarios that come with the game, in the middle of their recorded games."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kept_games import decisions, translations
from visiting import Visited

from game.authoring.load import load
from game.authoring.reading.files import Folder, KeptFiles
from game.authoring.resolved import resolve_files
from game.authoring.shipped import shipped
from game.model.players import ME
from game.room.events import Joined, Seated
from game.room.opening import begin_room
from game.session.records.recorded_actions import read_action


@cache
def files(name: str) -> KeptFiles:
    """The files of a shipped scenario, as a room keeps them."""
    folder = Folder(shipped()[name])
    load(folder)  # only then it knows what it includes
    return resolve_files(folder)


def open_in_play(
    name: str, folder: Path, count: int, people: int = 0, language: str = "en", tables: int = 1,
    *, everywhere: bool = False,
) -> Visited:  # fmt: skip
    """A room after so many decisions of the recorded game, with so many people in it.

    everywhere: whether all its tables have played them, or only the first.
    """
    own = translations(name)
    rules = own.rules(own.codes[0])
    room = begin_room(
        folder / "room", files(name), rules, 1, dict.fromkeys(rules.sides, ME), language, tables
    )
    for number, slip in enumerate(room.slips()[:people]):
        device, place = f"device{number}", slip.place
        assert room.do(Joined(device, f"Person {number}", language)) is None
        assert room.do(Seated(device, place.table, place.side, place.seat)) is None
    for decision in decisions(name)[:count]:
        action = read_action(decision)
        assert action is not None
        for number in room.tables if everywhere else (1,):
            assert room.order(number, [action]) is None
    return Visited(room)
