"""The games of an unfinished study in one file, to which each range is added as it is played.

Before the numbers of a range stands a line of JSON that says what they are. Games belong to a plan,
whatever the order in which plans are played; what a process that was killed has half written is cut
off. Where nothing but counts was wanted, nothing else is kept.
"""

from __future__ import annotations

import json
import math
import os
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from attrs import fields, frozen

from game.kernel.rows import BY_GAME, Rows, widths
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.ranges import MOST_GAMES, GameRange, PlayedRange
from game.lab.batches.tally import Tally
from game.lab.files.about import scenario_digest
from game.lab.files.any_kind import UnreadableFile
from game.lab.files.columns import TYPES
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

_QUICK = 1
"""The level of compression."""
_KINDS = {kind.str for kind in TYPES}
"""The types that numbers can have."""


@frozen
class _Entry:
    """Where a range stands in the file."""

    start: int
    first: int
    games: int


class PlayedFile:
    """The games of a study that were played so far; it can be where a place keeps them."""

    def __init__(self, path: Path) -> None:
        """Opens the file, or makes it. Raises OSError."""
        self.total = 0
        """How many games there are."""
        self._entries: dict[str, list[_Entry]] = {}
        """By key of a plan, its ranges."""
        self._games: dict[str, int] = {}
        """By key of a plan, the games in these."""
        self._latest: tuple[Plan, bool, str] | None = None
        """What was last asked for its key, and that."""
        self._notes: dict[str, Any] = {}
        self._digests: dict[int, tuple[Scenario, str]] = {}
        path.parent.mkdir(exist_ok=True)
        self._file = path.open("a+b")
        try:
            self._file.seek(0)
            while self._read_entry():
                pass
            self._file.truncate(self._file.tell())
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Closes the file, which stays."""
        self._file.close()

    def games(self, plan: Plan, *, rows: bool) -> int:
        """How many of the first games of a plan are kept. rows: with their rows."""
        return self._games.get(self._key(plan, rows=rows), 0)

    def parts(self, plan: Plan, *, rows: bool) -> Iterator[PlayedRange]:
        """These games, in their order.

        Raises UnreadableFile where a range isn't one of this plan; nothing larger is unpacked.
        """
        entries = [*self._entries.get(self._key(plan, rows=rows), ())]
        several = widths(compile_plan(plan)) if rows and entries else {}
        for entry in entries:
            try:
                part = self._read_part(entry, several, rows=rows)
            except (KeyError, TypeError, ValueError, AttributeError, zlib.error):
                raise UnreadableFile("it has a range of games that can't be read") from None
            yield part

    def _read_part(self, entry: _Entry, several: Mapping[str, int], *, rows: bool) -> PlayedRange:
        self._file.seek(entry.start)
        head = json.loads(self._file.readline())
        numbers = self._file.read(head["bytes"])
        return PlayedRange(
            GameRange(entry.first, entry.games),
            Tally(**{name: _frozen(value) for name, value in head["tally"].items()}),
            _rows(head, numbers, entry.games, several) if rows else None,
            0.0,
        )

    def add(self, plan: Plan, part: PlayedRange) -> None:
        """Keeps a range of a plan that follows on those that are kept; others are left out.

        Raises OSError.
        """
        key = self._key(plan, rows=part.rows is not None)
        if part.range.first != self._games.get(key, 0):
            return
        columns, numbers = _packed(part.rows)
        head = {
            "plan": key,
            "first": part.range.first,
            "games": part.range.games,
            "tally": {f.name: _plain(getattr(part.tally, f.name)) for f in fields(Tally)},
            "columns": columns,
            "digest": 0 if part.rows is None else part.rows.digest,
        }
        self._note_entry(head, self._write(head, numbers))

    def note(self, name: str) -> Any:
        """What was noted under a name: plain values, as in JSON; None where nothing was."""
        return self._notes.get(name)

    def add_note(self, name: str, value: Any) -> None:
        """Notes what a step of the study came to. Raises OSError."""
        self._write({"note": name, "value": value}, b"")
        self._notes[name] = value

    # ------------------------------------------------------------------------------------ entries

    def _key(self, plan: Plan, *, rows: bool) -> str:
        """What tells a plan from others, of the same study or another."""
        if self._latest is None or self._latest[0] is not plan or self._latest[1] != rows:
            self._latest = plan, rows, self._new_key(plan, rows=rows)
        return self._latest[2]

    def _new_key(self, plan: Plan, *, rows: bool) -> str:
        scenario = plan.scenario
        if id(scenario) not in self._digests:
            # The scenario is held, so that no other gets its identity.
            self._digests[id(scenario)] = scenario, scenario_digest(scenario)
        said = [
            *(self._digests[id(scenario)][1], plan.games, plan.seed, plan.seeds, rows),
            *(list(plan.seats.items()), plan.forbidden, plan.numbers),
        ]
        return sha256(json.dumps(said).encode()).hexdigest()[:32]

    def _write(self, head: dict[str, Any], numbers: bytes) -> int:
        """Adds an entry at the end of the file; returns where it begins."""
        start = self._file.seek(0, 2)
        head |= {"bytes": len(numbers), "check": zlib.crc32(numbers)}
        self._file.write(json.dumps(head).encode() + b"\n" + numbers)
        self._file.flush()
        return start

    def _read_entry(self) -> bool:
        """Whether there was a whole entry to be read; otherwise the file stands before it."""
        start = self._file.tell()
        try:
            line = self._file.readline()
            head = json.loads(line)
            left = os.fstat(self._file.fileno()).st_size - self._file.tell()
            whole = line.endswith(b"\n") and 0 <= head["bytes"] <= left
            if whole and zlib.crc32(self._file.read(head["bytes"])) == head["check"]:
                self._note_entry(head, start)
                return True
        except (ValueError, KeyError, TypeError):
            pass
        self._file.seek(start)
        return False

    def _note_entry(self, head: dict[str, Any], start: int) -> None:
        if "note" in head:
            self._notes[head["note"]] = head["value"]
            return
        entry = _Entry(start, head["first"], head["games"])
        self._entries.setdefault(head["plan"], []).append(entry)
        self._games[head["plan"]] = self._games.get(head["plan"], 0) + entry.games
        self.total += entry.games


def _packed(rows: Rows | None) -> tuple[list[list[Any]], bytes]:
    """By column its type and its shape; and all numbers, in as few bytes as they need."""
    columns: list[list[Any]] = []
    parts: list[bytes] = []
    for name in BY_GAME if rows is not None else ():
        column = getattr(rows, name)
        low, high = int(column.min(initial=0)), int(column.max(initial=0))
        fits = (t for t in TYPES if np.iinfo(t).min <= low and high <= np.iinfo(t).max)
        kind = next(fits)
        columns.append([name, kind.str, list(column.shape)])
        parts.append(column.astype(kind).tobytes())
    return columns, zlib.compress(b"".join(parts), _QUICK) if parts else b""


def _rows(head: dict[str, Any], packed: bytes, games: int, several: Mapping[str, int]) -> Rows:
    """The numbers of a range, which are compared with its plan before they are unpacked.

    several: by column that has several numbers a game, how many. Raises UnreadableFile.
    """
    shapes = {name: [games, several[name]] if name in several else [games] for name in BY_GAME}
    kinds = {name: kind for name, kind, _ in head["columns"]}
    said = {name: shape for name, _, shape in head["columns"]}
    if games > MOST_GAMES or said != shapes or not _KINDS.issuperset(kinds.values()):
        raise UnreadableFile("it has a range of games that is none of this study")
    size = sum(math.prod(shapes[name]) * np.dtype(kind).itemsize for name, kind in kinds.items())
    unpacker = zlib.decompressobj()
    numbers = unpacker.decompress(packed, size + 1)
    if len(numbers) != size or not unpacker.eof:
        raise UnreadableFile("the numbers of a range of games are not as many as it says")
    found, begin = {}, 0
    for name, kind in kinds.items():
        column = np.frombuffer(numbers, kind, math.prod(shapes[name]), begin)
        begin += column.nbytes
        found[name] = column.reshape(shapes[name]).astype(np.int64)
    return Rows(**found, digest=head["digest"])


def _plain(value: Any) -> Any:
    """A part of a tally as JSON has it: tuples as lists, histograms as objects."""
    if isinstance(value, FrozenMap):
        return {str(number): games for number, games in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    """What `_plain` has written."""
    if isinstance(value, dict):
        return FrozenMap((int(number), games) for number, games in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
