"""A file of all games that numpy loads, one row a game, written while the games are played."""

from __future__ import annotations

import math
import os
import shutil
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from game.kernel.rows import BY_GAME, Rows, blank_rows
from game.model.play import STATUS
from game.rules.compiled import Rules, TableRules
from game.rules.intervals import interval
from game.session.records.temporary_files import part_folder

TYPES = tuple(np.dtype(code) for code in ("<i1", "<i2", "<i4", "<i8"))
*_, COUNT, SEED = TYPES
TEXT = "<U"
UNIX = 3
"""The system named in the archive, the same everywhere so that the bytes are the same."""


class NpzFile:
    """A file that appears only when it is finished; to be used in a `with` statement.

    Columns are written to a temporary folder beside it, which is deleted at the end in any case.
    The same games make the same bytes. Raises OSError where they can't be written.
    """

    def __init__(self, path: Path, rules: Rules) -> None:
        self._path = Path(os.path.realpath(path))
        self._rules = rules
        self._types = column_types(rules)
        self._cleanup = ExitStack()
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> NpzFile:
        try:
            self._folder = self._cleanup.enter_context(part_folder(self._path))
            for name in BY_GAME:
                self._files[name] = (self._folder / name).open("wb")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        for file in self._files.values():
            # After an error nobody needs the last bytes.
            with suppress(OSError):
                file.close()
        self._cleanup.close()

    def add(self, rows: Rows) -> None:
        """Adds games, in the order of their seeds."""
        for name, file in self._files.items():
            column = getattr(rows, name)
            narrow = column.astype(self._types[name])
            if not np.array_equal(narrow, column):
                raise ValueError(f"{name} doesn't fit into {narrow.dtype}")
            file.write(narrow.tobytes())
            # A full disk should be noticed soon.
            file.flush()

    def finish(self, games: int) -> None:
        """Puts the file in its place, with the first `games` of the games that were added."""
        whole, no_rows = self._folder / "whole", blank_rows(self._rules, 0, 0)
        with zipfile.ZipFile(whole, "w") as archive:
            for name, file in self._files.items():
                kind, shape = self._types[name], (games, *getattr(no_rows, name).shape[1:])
                file.truncate(_size(kind, shape))
                file.close()
                with (self._folder / name).open("rb") as column:
                    _put(archive, name, kind, shape, column)
            for name, array in id_arrays(self._rules).items():
                _put(archive, name, array.dtype, array.shape, BytesIO(array.tobytes()))
        whole.replace(self._path)


def _size(kind: np.dtype[Any], shape: tuple[int, ...]) -> int:
    """The size of an array in bytes."""
    return kind.itemsize * math.prod(shape)


def _put(
    archive: zipfile.ZipFile,
    name: str,
    kind: np.dtype[Any],
    shape: tuple[int, ...],
    numbers: IO[bytes],
) -> None:
    """Writes an array to the archive as numpy does."""
    header = BytesIO()
    described = {"descr": kind.str, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, described)
    entry = zipfile.ZipInfo(f"{name}.npy")
    entry.file_size = header.tell() + _size(kind, shape)
    entry.create_system = UNIX
    with archive.open(entry, "w") as target:
        target.write(header.getbuffer())
        shutil.copyfileobj(numbers, target)


def column_types(rules: Rules) -> dict[str, np.dtype[Any]]:
    """By column, the smallest type that holds every number that a game can come to."""
    sides = [[sum(line.low for line in lines) for lines in rules.scores],
             [sum(line.high for line in lines) for lines in rules.scores]]  # fmt: skip
    parties = [(table, party) for table in rules.tables for party in range(len(table.parties))]
    bounds = {
        "outcome": [len(rules.outcomes)],
        "turns": [rules.turns],
        "scores": [*sides[0], *sides[1]],
        "lines": [
            bound for lines in rules.scores for one in lines for bound in (one.low, one.high)
        ],
        "tracks": [bound for track in rules.tracks for bound in (track.low, track.high)],
        "cards": [len(deal.cards) for deal in rules.deals],
        "taken": [rules.most_decisions],
        "legal": [rules.most_decisions],
        "status": [len(STATUS)],
        "signed_turn": [rules.turns],
        "options": [len(issue.options) for table in rules.tables for issue in table.issues],
        "worths": [bound for table, party in parties for bound in _worth_bounds(table, party)],
        "reserves": [
            bound for table, party in parties for bound in interval(table.reserves[party].tree)
        ],
        "offers": [rules.most_decisions],
    }
    # Nothing in a scenario limits how often injects fire and ask questions.
    counts = {**dict.fromkeys(BY_GAME, COUNT), "seed": SEED}
    return counts | {name: _smallest([-1, *ends]) for name, ends in bounds.items()}


def _worth_bounds(table: TableRules, party: int) -> tuple[int, int]:
    """The lowest and highest worth of a package to a party."""
    ranges = [
        [interval(option.worth[party].tree) for option in issue.options] for issue in table.issues
    ]
    return sum(min(own)[0] for own in ranges), sum(max(high for _, high in own) for own in ranges)


def _smallest(numbers: Sequence[int]) -> np.dtype[Any]:
    """The smallest type that holds all of these numbers."""
    low, high = min(numbers), max(numbers)
    return next(t for t in TYPES if np.iinfo(t).min <= low and high <= np.iinfo(t).max)


def id_arrays(rules: Rules) -> dict[str, NDArray[np.str_]]:
    """The ids for the numbers in the columns, and for the columns of each array."""
    issues = [(table, issue) for table in rules.tables for issue in table.issues]
    most = max((len(issue.options) for _, issue in issues), default=0)
    most_cards = max((len(deal.cards) for deal in rules.deals), default=0)
    lists: dict[str, list[Any]] = {
        "outcome_ids": [outcome.id for outcome in rules.outcomes],
        "side_ids": [*rules.sides],
        "track_ids": [track.id for track in rules.tracks],
        "line_ids": [
            f"{side}.{number + 1}"
            for side, lines in zip(rules.sides, rules.scores, strict=True)
            for number in range(len(lines))
        ],
        "line_labels": [
            line.label for side in rules.sides for line in rules.scenario.sides[side].score
        ],
        "deal_ids": [deal.id for deal in rules.deals],
        "card_ids": [[*deal.cards, *[""] * (most_cards - len(deal.cards))] for deal in rules.deals],
        "slot_ids": [f"{rules.sides[slot.side]}:{slot.action}" for slot in rules.slots],
        "inject_ids": [inject.id for inject in rules.injects],
        "table_ids": [table.id for table in rules.tables],
        "party_ids": [
            f"{table.id}.{rules.sides[side]}" for table in rules.tables for side in table.parties
        ],
        "status_ids": [*STATUS],
        "issue_ids": [f"{table.id}.{issue.id}" for table, issue in issues],
        "option_ids": [
            [*(option.id for option in issue.options), *[""] * (most - len(issue.options))]
            for _, issue in issues
        ],
    }
    return {name: np.array(ids, TEXT) for name, ids in lists.items()}
