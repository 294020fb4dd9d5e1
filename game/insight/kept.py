"""Keeps analyses beside the record of their game, so that none is made twice.

The name of a file contains a hash of everything that an analysis depends on: the record, the
scenario, the effort and the program's sources. It holds JSON and no pickle, because reading a file
from somebody else must not run code. A step of the game is written as the number of its last line
in the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from game.authoring.reading.files import KeptFiles
from game.authoring.reading.regular_files import read_regular
from game.insight.analysis import Analysis
from game.insight.effort import USUAL, Effort
from game.insight.history import HistoryStep, list_steps
from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.records.lines import join_values, line_bytes, split_values
from game.session.records.safe_files import PRIVATE, part_file

_Write = Callable[[Any], Any]
_Read = Callable[[Any], Any]
_SIMPLE: dict[object, tuple[type, ...]] = {
    str: (str,), int: (int,), float: (float, int), bool: (bool,), NoneType: (NoneType,),
}  # fmt: skip


_LARGEST = 32 * 1024 * 1024
"""The largest size of a file in bytes."""
_ENDING = ".analysis"
_PARTS = ("insight", "kernel", "bots", "engine", "rules", "model", "bargaining", "session")
"""The folders whose sources determine the result of an analysis."""


def kept_path(record: Path, game: Game, files: KeptFiles, effort: Effort = USUAL) -> Path:
    """The path of the file for the analysis of a game in its current state, beside its record.

    files: the files of its scenario.
    """
    mark = sha256(f"{sources_digest()} {effort} {game.rules.version}".encode())
    position = game.position.name if game.position is not None else ""
    mark.update(repr((game.moments[0].state.seed, position, files.main, files.variant)).encode())
    mark.update(repr(sorted(game.rules.starts.items())).encode())
    for name, text in sorted(files.texts.items()):
        mark.update(repr((name, text)).encode())
    for line in game.lines:
        mark.update(line_bytes(line))
    return record.with_name(f"{record.stem}-{mark.hexdigest()[:16]}{_ENDING}")


@cache
def sources_digest() -> str:
    """A hash of the sources that determine the result of an analysis."""
    home, mark = Path(__file__).parents[1], sha256()
    for part in _PARTS:
        for source in sorted((home / part).rglob("*.py")):
            mark.update(source.relative_to(home).as_posix().encode())
            mark.update(source.read_bytes())
    return mark.hexdigest()


def read_kept(path: Path, game: Game) -> Analysis | None:
    """Reads an analysis from a file; None if there is none, or it can't be read."""
    try:
        values = split_values(read_regular(path, _LARGEST).removesuffix(b"\n"))
        if not values:
            return None
        analysis: Analysis = _plain(game).read(Analysis, values.get("analysis"))
    except (OSError, _Unreadable, RecursionError):
        return None
    return analysis if _belongs_to(game, analysis) else None


def keep(path: Path, game: Game, analysis: Analysis) -> None:
    """Writes an analysis to a file, and deletes older ones of the same record. Raises OSError."""
    data = join_values({"analysis": _plain(game).write(Analysis, analysis)})
    with part_file(path, data, PRIVATE) as part:
        part.replace(path)
    name = re.compile(re.escape(path.name[: -len(_ENDING) - 16]) + r"[0-9a-f]{16}\.analysis")
    for former in path.parent.iterdir():
        if former != path and name.fullmatch(former.name):
            with suppress(OSError):
                former.unlink()


def _belongs_to(game: Game, analysis: Analysis) -> bool:
    """Whether the sides and decisions of an analysis are those of a game."""
    lines = {line.number: line.action for line in game.lines}
    return tuple(analysis.scales) == game.rules.sides and all(
        lines.get(grade.line) == Decision(grade.side, grade.move) for grade in analysis.grades
    )


def _plain(game: Game) -> _Plain:
    """The reader and writer for the values in an analysis of a game."""
    steps = {_last_line(step): step for step in list_steps(game)}
    return _Plain({HistoryStep: (_last_line, steps.__getitem__)})


def _last_line(step: HistoryStep) -> int:
    return step.decisions[-1].line if step.decisions else 0


class _Unreadable(ValueError):
    """Plain data doesn't fit the type that is read."""


class _Plain:
    """Writes and reads values; some types have their own functions for that."""

    def __init__(self, special: Mapping[object, tuple[_Write, _Read]]) -> None:
        """special: by type, the functions that write and read it; reading may raise ValueError."""
        self._special = special

    def write(self, kind: Any, value: Any) -> Any:
        """Converts a value of a type to plain data."""
        if kind in self._special:
            return self._special[kind][0](value)
        if has(kind):
            hints = get_type_hints(kind)
            return [self.write(hints[e.name], getattr(value, e.name)) for e in fields(kind)]
        origin, parts = get_origin(kind), get_args(kind)
        if origin is tuple:
            return [self.write(parts[0], each) for each in value]
        if origin in (FrozenMap, Mapping):
            return {key: self.write(parts[1], each) for key, each in value.items()}
        if origin in (Union, UnionType):
            number = next(n for n, part in enumerate(parts) if _is_of(part, value))
            return [number, self.write(parts[number], value)]
        return value

    def read(self, kind: Any, plain: Any) -> Any:
        """Converts plain data to a value of a type. Raises Unreadable."""
        if kind in self._special:
            try:
                return self._special[kind][1](plain)
            except (TypeError, KeyError, ValueError) as error:
                raise _Unreadable from error
        if has(kind):
            hints, names = get_type_hints(kind), [each.name for each in fields(kind)]
            parts = _sized(plain, len(names))
            return kind(*(self.read(hints[n], p) for n, p in zip(names, parts, strict=True)))
        return self._read_built_in(kind, get_origin(kind), get_args(kind), plain)

    def _read_built_in(self, kind: Any, origin: Any, parts: tuple[Any, ...], plain: Any) -> Any:
        if origin is Literal and plain in parts:
            return plain
        if origin is tuple and isinstance(plain, list):
            return tuple(self.read(parts[0], each) for each in plain)
        if origin in (FrozenMap, Mapping) and isinstance(plain, dict):
            return FrozenMap((key, self.read(parts[1], each)) for key, each in plain.items())
        if origin in (Union, UnionType):
            number, value = _sized(plain, 2)
            if type(number) is int and 0 <= number < len(parts):
                return self.read(parts[number], value)
        if type(plain) in _SIMPLE.get(kind, ()):
            return plain
        raise _Unreadable


def _sized(plain: Any, size: int) -> list[Any]:
    if not isinstance(plain, list) or len(plain) != size:
        raise _Unreadable
    return plain


def _is_of(kind: Any, value: object) -> bool:
    """Whether a value is of one of the types of a union."""
    return isinstance(value, get_origin(kind) or kind)
