"""Files of games by the ending of their names."""

from __future__ import annotations

from pathlib import Path

from game.kernel.rows import Rows
from game.lab.files.about import About
from game.lab.files.columns import Layout
from game.lab.files.csv import CsvFile
from game.lab.files.games_file import GamesFile
from game.lab.files.npz import NpzFile
from game.lab.files.parquet import ParquetFile
from game.lab.files.read import KeptGames

KINDS: dict[str, type[GamesFile]] = {".npz": NpzFile, ".parquet": ParquetFile, ".csv": CsvFile}
"""By the ending of a name."""


def games_file(path: Path, about: About, layout: Layout) -> GamesFile:
    """The file of the kind that a name asks for. Raises KeyError."""
    return KINDS[path.suffix](path, about, layout)


def write_games(path: Path, games: KeptGames) -> None:
    """Writes games to a file of the kind that its name asks for. Raises OSError and NoLibrary."""
    with games_file(path, games.about, games.layout) as file:
        for columns in games.parts():
            file.add(Rows(**columns, digest=0))
        file.finish_all()
