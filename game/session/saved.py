"""Games that are saved as they are played: a new one, or one that goes on from its record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.authoring.files import Kept
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.model.version import RULES_VERSION
from game.rules.compiled import Rules
from game.session.clock import stamp
from game.session.file import RecordFile, read_file
from game.session.game import Game
from game.session.lines import record_bytes
from game.session.record import Header, Record
from game.session.replay import replay


def begin_saved(
    path: Path, files: Kept, rules: Rules, seed: int, seats: Mapping[str, str]
) -> tuple[Game, RecordFile]:
    """A new game of a scenario with these files, saved in a new file.

    Raises FileExistsError, or another OSError where the file can't be written.
    """
    game = Game(rules, seed)
    header = Header(
        rules=RULES_VERSION,
        seed=seed,
        seats=FrozenMap(seats),
        files=files,
        at=stamp(),
        digest=digest(rules, game.state),
    )
    file = RecordFile.create(path, header)
    game.go_on(file.append)
    return game, file


def continue_saved(path: Path) -> tuple[Game, RecordFile, Record]:
    """The game of a record, to be played on, and the record as it was found.

    A last line that was cut off while it was written is left out, and overwritten by the next;
    any other damage raises RecordError. Raises OSError where the file can't be read or written.
    """
    record = read_file(path)
    game = replay(record)
    file = RecordFile(path, len(record_bytes(record)), len(record.lines), record.torn)
    game.go_on(file.append)
    return game, file, record
