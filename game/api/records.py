"""Reads, replays and writes saved games."""

from __future__ import annotations

from collections.abc import Mapping
from errno import EEXIST
from pathlib import Path

from attrs import frozen

from game.api.scenarios import find_files
from game.authoring.reading.files import Files
from game.authoring.resolved import resolve_files
from game.model.frozen import FrozenMap
from game.model.players import fill_seats
from game.rules.compiled import Rules
from game.session.game import Game, Moment
from game.session.records.file import delete_words, read_file
from game.session.records.record import RecordError
from game.session.records.replay import replay
from game.session.records.safe_files import part_folder
from game.session.records.saved import save
from game.words.error_words import describe_record_error


@frozen
class SavedGame:
    """A saved game that was replayed; the digest of every state agrees with the record."""

    path: Path
    game: Game
    """The game as it stands at the end of the record."""
    seats: FrozenMap[str, str]
    """By side, who plays it at the end: `me`, or the name of a bot."""
    at: str
    """The date and time when the game began."""

    @property
    def rules(self) -> Rules:
        """The rules of the scenario that is stored in the record."""
        return self.game.rules

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The start of the game, and the game after each line of its record.

        Lines that were undone by stepping back are left out.
        """
        return tuple(self.game.history())


def open_record(path: str | Path) -> SavedGame:
    """Reads a saved game and replays it; no bot is asked, and no code of bots is run.

    Raises ValueError for a record that is damaged or whose digests don't agree, and OSError.
    """
    try:
        record = read_file(Path(path))
        game = replay(record)
    except RecordError as error:
        raise ValueError(f"{path}: {describe_record_error(error)}") from None
    return SavedGame(Path(path), game, game.players(record.header.seats), record.header.at)


def save_record(
    path: str | Path,
    game: Game,
    source: str | Path | Files,
    seats: Mapping[str, object],
    *,
    replace: bool = False,
) -> None:
    """Saves a game in a file, with the whole text of its scenario.

    source: the argument of `load` that gave the scenario. seats: for each side, who played it.
    replace: writes over a file of that name. Raises FileExistsError, another OSError, or ValueError
    for a source that can't be kept.
    """
    path = Path(path)
    if path.exists() and not replace:
        why = "there is such a file already; replace=True writes over it"
        raise FileExistsError(EEXIST, why, str(path))
    players = {
        side: who if isinstance(who, str) else getattr(who, "__name__", "bot")
        for side, who in seats.items()
    }
    whole = fill_seats(game.rules.sides, players)
    with part_folder(path) as folder:
        save(game, folder / path.name, resolve_files(find_files(source)), whole).close()
        delete_words(path)
        for written in sorted(folder.iterdir(), reverse=True):  # the record's words come first
            written.replace(path.with_name(written.name))
