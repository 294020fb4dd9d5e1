"""The games of several pairings, each in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.kernel.rows import Rows
from game.lab.batches.plan import Plan
from game.lab.files.about import about_plan
from game.lab.files.columns import layout_of
from game.lab.files.npz import NpzFile
from game.rules.compiled import Rules


def pairing_file(number: int) -> str:
    """The name of the file of a pairing; numbers count from 0, and names from 1."""
    return f"pairing-{number + 1}.npz"


class PairingFiles:
    """Writes the files of pairings while these are played, one after the other."""

    def __init__(self, folder: Path, plans: Sequence[Plan], rules: Rules) -> None:
        """plans: the games of each pairing. rules: those by which all of them are played."""
        self._folder, self._plans, self._rules = folder, plans, rules
        self._file: NpzFile | None = None
        self._number, self._games, self._digest = -1, 0, 0

    def add(self, number: int, rows: Rows) -> None:
        """Adds games of a pairing, in the order of pairings and seeds. Raises OSError."""
        if number != self._number:
            self._begin(number)
        assert self._file is not None
        self._file.add(rows)
        self._games += len(rows)
        self._digest = (self._digest + rows.digest) % 2**64
        if self._games == self._plans[number].games:
            self._file.finish(self._games, self._digest)
            self.close()

    def _begin(self, number: int) -> None:
        self.close()
        self._number, self._games, self._digest = number, 0, 0
        about = about_plan(self._plans[number], self._rules)
        path = self._folder / pairing_file(number)
        self._file = NpzFile(path, about, layout_of(self._rules)).__enter__()

    def close(self) -> None:
        """Removes what is half written."""
        if self._file is not None:
            self._file.__exit__()
            self._file = None
