"""The slips of a room that is kept in a folder, whether or not a program hosts it now."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from game.model.scenario import Scenario
from game.room.events import ObserverSlipReissued, Reissued
from game.room.folder import journal_path, read_key, record_path
from game.room.journal import KeptJournal
from game.room.state import ObserverSlip, RoomState, Slip
from game.room.table import Table
from game.session.records.file import read_file
from game.session.records.replay import replay


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
    """Reads the slips of a room in a folder. It takes no lock and changes nothing there.

    Raises RoomError, RecordError or OSError.
    """
    key = read_key(path)
    journal, tables = KeptJournal(journal_path(path)), []
    for number in range(1, journal.header["tables"] + 1):
        record = read_file(record_path(path, number))
        tables.append(Table(number, replay(record), record.header.seats, None))
    state = RoomState(key, tables)
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
