"""Rooms of scenarios that come with the game, in the middle of their recorded games."""

from __future__ import annotations

from pathlib import Path

from visiting import Visited

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.resolved import resolve_files
from game.authoring.shipped import shipped
from game.bots.seats import ME
from game.room.events import Joined, Seated
from game.room.opening import begin_room
from game.rules.compile import compile_rules
from game.session.records.recorded_actions import read_action

RECORDS = Path(__file__).parent.parent / "records"


def open_in_play(
    name: str, folder: Path, count: int, people: int = 0, language: str = "en", tables: int = 1,
    *, everywhere: bool = False,
) -> Visited:  # fmt: skip
    """A room after so many decisions of the recorded game, with so many people in it.

    everywhere: whether all its tables have played them, or only the first.
    """
    files = Folder(shipped()[name])
    scenario = load(files)
    seats = dict.fromkeys(scenario.sides, ME)
    room = begin_room(
        folder / "room", resolve_files(files), compile_rules(scenario), 1, seats, language, tables
    )
    for number, slip in enumerate(room.slips()[:people]):
        device, place = f"device{number}", slip.place
        assert room.do(Joined(device, f"Person {number}", language)) is None
        assert room.do(Seated(device, place.table, place.side, place.seat)) is None
    written = (RECORDS / f"{name}.decisions").read_text(encoding="utf-8").partition("\n\n")[2]
    for line in written.splitlines()[:count]:
        action = read_action(line.split(" ", 1)[1])
        assert action is not None
        for number in room.tables if everywhere else (1,):
            assert room.order(number, [action]) is None
    return Visited(room)
