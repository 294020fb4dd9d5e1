"""Games that are saved while they are played: new ones, and ones continued from a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from game.authoring.reading.files import KeptFiles
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.rules.compiled import Rules
from game.session.clock import stamp
from game.session.game import Game
from game.session.positions import Position
from game.session.records.file import RecordFile, copy_words, delete_words, read_file
from game.session.records.games import fresh_path
from game.session.records.lines import checksum_of, record_bytes
from game.session.records.record import GameRecord, Header, RecordError, RecordLine
from game.session.records.replay import replay
from game.session.records.safe_files import PRIVATE, part_file


def begin_saved(
    path: Path,
    files: KeptFiles,
    rules: Rules,
    seed: int,
    seats: Mapping[str, str],
    position: Position | None = None,
) -> tuple[Game, RecordFile]:
    """Begins a game of a scenario with these files, and saves it in a new file.

    position: where it begins, left out: at its start. Raises FileExistsError, or another OSError if
    the file can't be written, and RecordError if nobody can decide anything in the position.
    """
    game = Game(rules, seed, position=position)
    return game, save(game, path, files, seats)


def save(game: Game, path: Path, files: KeptFiles, seats: Mapping[str, str]) -> RecordFile:
    """Saves a game in a new file: all lines so far, and from now on each new line.

    Raises FileExistsError, another OSError or RecordError if the file can't be written.
    """
    file = RecordFile.create(path, _header(game, files, seats))
    try:
        for line in game.lines:
            file.append(line)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        with suppress(OSError):
            delete_words(path)
        raise
    game.keep_with(file.append)
    return file


def _header(game: Game, files: KeptFiles, seats: Mapping[str, str]) -> Header:
    """The first line of a new record of a game."""
    start = game.moments[0].state
    return Header(
        rules=game.rules.version,
        seed=start.seed,
        seats=FrozenMap(seats),
        files=files,
        at=stamp(),
        digest=digest(game.rules, start),
        position=game.position.name if game.position is not None else "",
        starts=game.rules.starts,
    )


def continue_saved(path: Path) -> tuple[Game, RecordFile, GameRecord]:
    """Reads a record; returns its game, ready to be continued, the open file, and the record.

    A last line that is only half written is left out, and the next line replaces it; any other
    damage raises RecordError. Raises OSError if the file can't be read or written.
    """
    record = read_file(path)
    game = replay(record)
    file = RecordFile(path, len(record_bytes(record)), len(record.lines), record.torn)
    game.keep_with(file.append)
    return game, file, record


@frozen
class Unsaved:
    """Why a game is not saved though it should be."""

    place: Path
    """The file or folder that could not be written."""
    error: Exception


class Saving:
    """Where a game is saved, if it is saved at all; saving can begin at any time."""

    def __init__(
        self,
        game: Game,
        seats: Mapping[str, str],
        scenario_files: Callable[[], KeptFiles],
        file: RecordFile | None = None,
        failed: Unsaved | None = None,
    ) -> None:
        """scenario_files: returns them. file: the record in which the game is saved already.

        failed: why it is not saved, if that was tried.
        """
        self._game = game
        self._seats = seats
        self.scenario_files = scenario_files
        """Returns the scenario's files."""
        self._file = file
        self.failed = failed
        """Why it is not saved, or no longer; None if it is, or if nobody wanted it to be."""
        self.wanted = file is not None or failed is not None
        """Whether the game is meant to be saved; not with `--no-record`."""
        self.optional = False
        """Whether a line that can't be written stops the saving instead of the game."""
        self._named_by_us = False
        """Whether the program, and not the user, chose the name of the record's file."""
        if file is not None:
            game.keep_with(self._keep)

    @property
    def path(self) -> Path | None:
        """The record's file; None if the game is not saved."""
        return self._file.path if self._file is not None else None

    @property
    def stays(self) -> bool:
        """Whether the record will still exist after `close`.

        A record that the program named and in which nothing was done is removed, so that the list
        of games contains only games that were played.
        """
        return self._file is not None and (bool(self._game.lines) or not self._named_by_us)

    @property
    def loses(self) -> bool:
        """Whether actions would be lost if the game were left now."""
        return self._file is None and bool(self._game.lines)

    def begin(self, path: Path) -> None:
        """Saves the game so far in a new file, and from now on each new line.

        Raises FileExistsError, another OSError, ValueError or RecordError if that is impossible.
        """
        file = save(self._game, path, self.scenario_files(), self._seats)
        self.close()
        self._file, self.failed, self._named_by_us = file, None, False
        self.wanted = True
        self._game.keep_with(self._keep)

    def begin_in(self, folder: Path) -> None:
        """Does the same as `begin`, in a file of a folder, under a new name."""
        scenario, now = self._game.rules.scenario.id, stamp()
        while True:
            path = fresh_path(folder, scenario, now)
            # Another copy of the program may take the name meanwhile.
            with suppress(FileExistsError):
                self.begin(path)
                self._named_by_us = True
                return

    def take_place_of(self, former: Saving) -> None:
        """Saves the game in the record of a former one, if that is saved, and ends that saving.

        The game repeats every line of the former one, so that nothing is lost. Raises OSError,
        ValueError or RecordError if that is impossible; then the record is as it was.
        """
        self.wanted, path = former.wanted, former.path
        if path is None:
            return
        header = _header(self._game, self.scenario_files(), self._seats)
        record = record_bytes(GameRecord(header, tuple(self._game.lines)))
        copy_words(self._game.lines, path, checksum_of(record))
        with part_file(path, record, PRIVATE) as part:
            former.stop()  # Windows replaces only what is closed
            part.replace(path)
        self._file = RecordFile(path, len(record), len(self._game.lines))
        self._named_by_us = former._named_by_us
        self._game.keep_with(self._keep)

    def take_failure(self) -> Unsaved | None:
        """Why the game is not saved, or no longer; the next call returns None."""
        failed, self.failed = self.failed, None
        return failed

    def stop(self) -> None:
        """Saves nothing from now on; the file stays, complete up to the last action."""
        if self._file is not None:
            self._file.close()
        self._file = None
        self._game.keep_with(lambda _line: None)

    def close(self) -> None:
        """Closes the file, and removes it unless it `stays`."""
        if self._file is None:
            return
        if self.stays:
            self._file.close()
            return
        with suppress(OSError):
            self._file.remove_empty()
        self._file.close()

    def _keep(self, line: RecordLine) -> None:
        if self._file is None:
            return
        try:
            self._file.append(line)
        except RecordError as error:
            if not self.optional:
                raise
            self.failed = Unsaved(self._file.path, error)
            self.stop()


def begin_in_folder(
    folder: Path,
    scenario_files: Callable[[], KeptFiles],
    rules: Rules,
    seed: int,
    seats: Mapping[str, str],
    position: Position | None = None,
) -> tuple[Game, Saving]:
    """Begins a game and saves it in a new file of a folder, which is made if there is none.

    If that fails, the game goes on unsaved, and the saving says why. position: where it begins,
    left out: at its start. Raises RecordError if nobody can decide anything in the position.
    """
    game = Game(rules, seed, position=position)
    return game, save_in_folder(game, folder, scenario_files, seats)


def save_in_folder(
    game: Game, folder: Path, scenario_files: Callable[[], KeptFiles], seats: Mapping[str, str]
) -> Saving:
    """Saves a game in a new file of a folder, which is made if there is none.

    If that fails, the game goes on unsaved, and the saving says why.
    """
    saving = Saving(game, seats, scenario_files)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        saving.begin_in(folder)
    except (OSError, ValueError, RecordError) as error:
        saving.failed, saving.wanted = Unsaved(folder, error), True
    return saving
