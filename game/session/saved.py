"""Games that are saved as they are played: a new one, or one that goes on from its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    return game, save(game, path, files, seats)


def save(game: Game, path: Path, files: Kept, seats: Mapping[str, str]) -> RecordFile:
    """Saves a game in a new file: what was done so far, and from now on every line.

    Raises FileExistsError, another OSError or RecordError where the file can't be written.
    """
    start = game.moments[0].state
    header = Header(
        rules=RULES_VERSION,
        seed=start.seed,
        seats=FrozenMap(seats),
        files=files,
        at=stamp(),
        digest=digest(game.rules, start),
    )
    file = RecordFile.create(path, header)
    try:
        for line in game.lines:
            file.append(line)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    game.go_on(file.append)
    return file


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


class Saving:
    """Where a game is saved, if it is; it can begin at any time."""

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        kept: Callable[[], Kept],
        file: RecordFile | None = None,
    ) -> None:
        """kept: gives the scenario's files. file: the record it is saved in already."""
        self._game = game
        self._seats = seats
        self.kept = kept
        """Gives the scenario's files."""
        self._file = file

    @property
    def path(self) -> Path | None:
        """The record's file; None where the game is not saved."""
        return self._file.path if self._file is not None else None

    def begin(self, path: Path) -> None:
        """Saves the game from its start in a new file, and from now on as it goes.

        Raises FileExistsError, another OSError, ValueError or RecordError where that can't be.
        """
        self._file = save(self._game, path, self.kept(), self._seats)

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()
