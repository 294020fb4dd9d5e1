"""What all files of games have in common: they appear only when they are finished."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from game.kernel.rows import Rows
from game.lab.files.about import About
from game.lab.files.columns import Layout
from game.session.records.safe_files import part_folder


class NoLibrary(Exception):
    """A library that isn't installed, and how to install it, in one sentence."""


class GamesFile(ABC):
    """A file that is written while games are played; to be used in a `with` statement.

    What is written lies in a temporary folder beside it, which is deleted at the end in any case.
    The same games make the same bytes. Raises OSError where they can't be written.
    """

    def __init__(self, path: Path, about: About, layout: Layout) -> None:
        """about: the description of all games that may be added."""
        self._path = Path(os.path.realpath(path))
        self._about = about
        self._layout = layout
        self._cleanup = ExitStack()
        self._waiting: Rows | None = None
        """The last games, of which some may be left out."""
        self._written = 0

    def __enter__(self) -> Self:
        try:
            self._folder = self._cleanup.enter_context(part_folder(self._path))
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()
        self._cleanup.close()

    def add(self, rows: Rows) -> None:
        """Adds games, in the order of their seeds."""
        self._write_waiting()
        self._waiting = rows

    def finish(self, games: int, digest: int) -> None:
        """Puts the file in its place, with the first `games` of the games that were added.

        They are of neighbouring seeds. At most those that were added last are left out.
        digest: that of the games, added up.
        """
        if self._waiting is not None:
            self._waiting = self._waiting.first(games - self._written)
        self._write_waiting()
        self._complete(self._about.of_first(games, digest))

    def finish_all(self) -> None:
        """Puts the file in its place, with all games of its description."""
        self._write_waiting()
        self._complete(self._about)

    def _write_waiting(self) -> None:
        if self._waiting is not None:
            self._write(self._waiting)
            self._written += len(self._waiting)
            self._waiting = None

    @abstractmethod
    def _begin(self) -> None:
        """Opens the file in the temporary folder."""

    @abstractmethod
    def _write(self, rows: Rows) -> None:
        """Writes games."""

    @abstractmethod
    def _complete(self, about: About) -> None:
        """Puts the file in its place."""

    @abstractmethod
    def _end(self) -> None:
        """Closes what is open."""
