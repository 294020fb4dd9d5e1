"""What the room around a saved game keeps beside its record: notes, and which words are hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from game.model.characters import neutralise, one_line
from game.model.frozen import FrozenMap
from game.room.events import Joined, NoteTaken, Seated, Unseated, WordsHidden
from game.room.folder import journal_path
from game.room.journal import KeptJournal

_RECORD = re.compile(r"table-([1-9][0-9]{0,2})\.game")


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
    """What the room in the folder of a record keeps about its game; nothing where there is none.

    It takes no lock and changes nothing there. Raises RoomError or OSError.
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
