"""The folder of saved games: what is known of each, which can be continued, names for new ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from attrs import frozen

from game.model.scenario import file_stem
from game.session.clock import stamp
from game.session.records.file import read_file
from game.session.records.replay import replay
from game.session.records.safe_files import clear_parts


@frozen
class GameOnDisk:
    """What a list of games shows of a game on disk."""

    path: Path
    scenario: str
    """The name of the scenario's file, without its ending."""
    title: str
    at: str
    """The date and time when it began."""
    turn: int
    turns: int
    over: bool
    position: str = ""
    """The name of the position in which it began; empty if it began at its start."""


def saved_games(folder: Path, most: int = 30) -> Iterator[GameOnDisk]:
    """The games in a folder, the newest first; unreadable files are left out."""
    clear_parts(folder)
    try:
        files = sorted(folder.glob("*.game"), key=_changed, reverse=True)
    except OSError:
        return
    for path in files[:most]:
        game = saved_game(path)
        if game is not None:
            yield game


def _changed(path: Path) -> int:
    """The time when a file was last written; 0 if it is unknown."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def saved_game(path: Path) -> GameOnDisk | None:
    """What a list shows of a saved game; None if the file can't be used."""
    try:
        record = read_file(path)
        game = replay(record)
    except Exception:
        # An error with one file leaves the other games in the list.
        # Opening it by its name reports what is wrong with it.
        return None
    scenario = game.rules.scenario
    return GameOnDisk(
        path,
        PurePosixPath(record.header.files.main).stem,
        scenario.title,
        record.header.at,
        game.state.turn,
        scenario.turns,
        not game.state.to_move,
        record.header.position,
    )


def latest_unfinished(folder: Path, scenario: str | None = None) -> Path | None:
    """The unfinished game in a folder that was played last; of one scenario, if it is named."""
    return next(
        (
            game.path
            for game in saved_games(folder)
            if not game.over and scenario in (None, game.scenario)
        ),
        None,
    )


def fresh_path(folder: Path, scenario: str, at: str) -> Path:
    """An unused name for the file of a new game: the scenario's id, the date and the local time.

    It consists of letters, digits, `-` and `_`, which every system allows.
    """
    return _fresh(folder, scenario, at, ".game")


def fresh_folder(folder: Path, scenario: str) -> Path:
    """An unused name for a new folder inside a folder, made in the same way."""
    return _fresh(folder, scenario, stamp(), "")


def _fresh(folder: Path, scenario: str, at: str, end: str) -> Path:
    day = datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d-%H%M")
    for number in range(1, 1000):
        tail = "" if number == 1 else f"-{number}"
        path = folder / f"{file_stem(scenario)}-{day}{tail}{end}"
        if not os.path.lexists(path):
            return path
    raise FileExistsError(folder)
