"""Opens a room: a new one, or one that was open before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from game.authoring.reading.files import KeptFiles
from game.model.frozen import FrozenMap
from game.model.garbage import no_collection
from game.room.events import Ordered, Withdrawn
from game.room.folder import make_folder, open_folder
from game.room.journal import Entry, Journal, KeptJournal, begin_journal, cut_damage
from game.room.room import Room, RoomSetup
from game.room.table import Table
from game.rules.compiled import Rules
from game.session.clock import stamp
from game.session.records.file import read_file
from game.session.records.replay import branch_off
from game.session.records.saved import begin_saved, continue_saved, save


def begin_room(
    path: Path,
    files: KeptFiles,
    rules: Rules,
    seed: int,
    seats: Mapping[str, str],
    language: str,
    tables: int = 1,
) -> Room:
    """Opens a new room in a folder: its tables play the same scenario with the same seed.

    seats: by side, `me` or a bot. Raises FileExistsError if the folder isn't empty, RoomError,
    RecordError or OSError.
    """
    setup = RoomSetup(language, tuple(range(1, tables + 1)), stamp())
    return begin_tables(path, files, seed, dict.fromkeys(setup.tables, (rules, seats)), setup)


def begin_tables(
    path: Path,
    files: KeptFiles,
    seed: int,
    tables: Mapping[int, tuple[Rules, Mapping[str, str]]],
    setup: RoomSetup,
    key: bytes | None = None,
) -> Room:
    """The same, with the rules and the seats of each table. key: left out, a new one."""
    folder, games = make_folder(path, key), list[Table]()
    for number, (rules, seats) in tables.items():
        game, file = begin_saved(folder.record(number), files, rules, seed, seats)
        games.append(Table(number, game, FrozenMap(seats), file))
    journal = begin_journal(folder.journal, setup.header())
    return Room(folder, journal, setup, games, files)


def branch_room(path: Path, record: Path, line: int, language: str) -> None:
    """Makes a room in an empty folder whose only table stands as a game did before a line.

    `continue_room` opens it. record: the file of the game. Raises FileExistsError if the folder
    isn't empty, ValueError if the record hasn't the line, RoomError, RecordError or OSError.
    """
    whole = read_file(record)
    game = branch_off(whole, line)
    folder = make_folder(path)
    try:
        save(game, folder.record(1), whole.header.files, whole.header.seats).close()
        begin_journal(folder.journal, RoomSetup(language, (1,), stamp()).header()).close()
    finally:
        folder.close()


def continue_room(path: Path) -> Room:
    """Opens a room again as it was, and finishes what was confirmed when it ended.

    Raises RoomError, RecordError or OSError.
    """
    with ExitStack() as opened:
        folder = open_folder(path)
        opened.callback(folder.close)
        kept, tables, files = KeptJournal(folder.journal), list[Table](), None
        setup = RoomSetup.of_header(kept.header)
        for number in setup.tables:
            game, file, record = continue_saved(folder.record(number))
            opened.callback(file.close)
            files = record.header.files
            tables.append(Table(number, game, record.header.seats, file))
        assert files is not None, "a room has a table"
        journal = Journal(folder.journal)
        opened.callback(journal.close)
        room = Room(folder, journal, setup, tables, files)
        with no_collection():
            last = _replay(room, kept)
        journal.cut(kept.size)
        for order in last:
            if _is_unfinished(room, order):
                room.carry_out(order)
        opened.pop_all()
    return room


def cut_journal(path: Path) -> Path | None:
    """Cuts the damaged journal of the room in a folder after its last good line.

    Returns the file that keeps what followed; None if nothing is damaged. The games aren't
    touched. Raises RoomError or OSError.
    """
    folder = open_folder(path)
    try:
        return cut_damage(folder.journal)
    finally:
        folder.close()


def _replay(room: Room, entries: Iterable[Entry]) -> Collection[Ordered]:
    """Repeats the events in the journal of a continued room.

    The games are at the end of their records, so only preparations that are still valid
    count. Returns the last order of each table, unless it was withdrawn.
    """
    last: dict[int, Ordered] = {}
    # Repeated events of a device at its place are checked once.
    known = lru_cache(256)(lambda event: event.refuse_again(room))
    for event, key in entries:
        refused = known(event) if event.depends_on_place else event.refuse_again(room)
        if refused is None:
            if isinstance(event, Ordered):
                last[event.table] = event
            elif isinstance(event, Withdrawn):
                last.pop(event.table, None)
            room.apply(event, key)
            if not event.moves_nobody:
                known.cache_clear()
        elif key:
            room.note_done(key)
    return last.values()


def _is_unfinished(room: Room, event: Ordered) -> bool:
    """Whether the record lacks the end of an order, or all of it."""
    lines = room.tables[event.table].game.lines[event.line - 1 :]
    texts = tuple(str(line.action) for line in lines)
    return len(texts) < len(event.actions) and texts == event.actions[: len(texts)]
