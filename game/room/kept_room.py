"""What is read of a room in its folder, whether or not a program hosts it now: slips, notes, names.

Reading takes no lock and changes nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from game.model.characters import neutralise, one_line
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.room.events import (
    Joined,
    NoteTaken,
    ObserverSlipReissued,
    Reissued,
    Seated,
    Unseated,
    WordsHidden,
)
from game.room.folder import journal_path, read_key, record_path
from game.room.journal import KeptJournal
from game.room.room import RoomSetup
from game.room.state import ObserverSlip, RoomState, Slip
from game.room.table import Table
from game.session.records.file import read_file
from game.session.records.replay import replay

_RECORD = re.compile(r"table-([1-9][0-9]{0,2})\.game")


# Slips


@frozen
class KeptSlips:
    """What the papers of a room need to know about it."""

    code: str
    """The code of the room."""
    slips: tuple[Slip, ...]
    observer_slips: tuple[ObserverSlip, ...]
    tables: int
    seed: int
    """The seed of its games."""
    scenario: Scenario


def read_slips(path: Path) -> KeptSlips:
    """Reads the slips of a room in a folder.

    Raises RoomError, RecordError or OSError.
    """
    key = read_key(path)
    journal, tables = KeptJournal(journal_path(path)), []
    setup = RoomSetup.of_header(journal.header)
    for number in setup.tables:
        record = read_file(record_path(path, number))
        tables.append(Table(number, replay(record), record.header.seats, None))
    state = RoomState(key, tables, setup.names, setup.issues)
    for event, _ in journal:
        if isinstance(event, Reissued | ObserverSlipReissued):
            event.apply(state)
    first = tables[0].game
    return KeptSlips(
        state.code,
        state.slips(),
        state.observer_slips(),
        len(tables),
        first.moments[0].state.seed,
        first.rules.scenario,
    )


# Notes, words and names


@frozen
class KeptNote:
    """A note that the facilitator or an observer took during a game."""

    turn: int
    text: str
    objective: int
    """The number of the learning objective it belongs to, from 1; 0: none."""
    is_observers: bool
    """Whether an observer wrote it, and not the facilitator."""
    author: str
    """The observer's first name; may be empty."""


@frozen
class KeptWords:
    """What a room keeps about one of its games."""

    hidden: frozenset[int] = frozenset()
    """The numbers of the lines of the record whose words the facilitator hides."""
    notes: tuple[KeptNote, ...] = ()
    """In the order in which they were taken."""
    people: FrozenMap[str, tuple[str, ...]] = field(factory=FrozenMap)
    """By side, the first names of the people who sat there last, as far as they gave them."""


def read_kept_words(record: Path) -> KeptWords:
    """What the room in the folder of a record keeps about its game; nothing if there is none.

    Raises RoomError or OSError.
    """
    table, journal = _RECORD.fullmatch(record.name), journal_path(record.absolute().parent)
    if table is None or not journal.is_file():
        return KeptWords()
    number, hidden = int(table[1]), dict[int, bool]()
    names, notes = dict[str, str](), list[KeptNote]()
    places = dict[str, tuple[int, str]]()
    for event, _ in KeptJournal(journal):
        match event:
            case Joined(device, name):
                names[device] = one_line(name).strip()
            case Seated(device):
                places[device] = event.table, event.side
            case Unseated(device):
                places.pop(device, None)
            case WordsHidden(line=line) if event.table == number:
                hidden[line] = event.hidden
            case NoteTaken(device=device) if event.table == number:
                text, author = neutralise(event.text), names.get(device, "")
                note = KeptNote(max(1, event.turn), text, event.objective, bool(device), author)
                notes.append(note)
            case _:
                pass
    return KeptWords(
        frozenset(line for line, is_hidden in hidden.items() if is_hidden),
        tuple(notes),
        _people(names, {device: side for device, (at, side) in places.items() if at == number}),
    )


def _people(names: Mapping[str, str], places: Mapping[str, str]) -> FrozenMap[str, tuple[str, ...]]:
    """By side, the names of those who have a place there, each once, in the order of their places.

    names: by device. places: the sides by device.
    """
    people: dict[str, dict[str, None]] = {}
    for device, side in places.items():
        if names.get(device):
            people.setdefault(side, {})[names[device]] = None
    return FrozenMap((side, tuple(each)) for side, each in people.items())
