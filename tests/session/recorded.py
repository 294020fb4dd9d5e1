"""Records of small games, and lines with a checksum that was made without the game."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any
from zlib import crc32

import pytest
import tiny
from attrs import evolve

from game.authoring.load import load
from game.authoring.reading.files import Files, KeptFiles
from game.bots.seats import make_bots
from game.engine.digest import digest
from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.rules.compile import compile_rules
from game.session.driver import play
from game.session.game import Game
from game.session.records.lines import header_line, line_bytes, read_record
from game.session.records.record import GameRecord, Header, RecordError, RecordLine
from game.session.records.recorded_actions import Message, read_action
from game.session.records.replay import replay
from game.words.error_words import describe_record_error

TINY = KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": "\n".join(tiny.SECTIONS.values())}))

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    "PYTHONIOENCODING": "utf-8",
}
"""Of processes of their own: what they print is sent on when much of it has come together."""

DEEDS = (
    ("north: warm", "Why not?\nC'est la vie — \u200d\U0001f54a"),
    ("facilitator: set trust 60", ""),
    ("south: cool", ""),
    ("pause", ""),
    ("note", "They \u201cwent out\u201d for coffee"),
    ("resume", ""),
    ("north: cool", ""),
    ("rewind 3 new luck 7", "Once more"),
    ("north: warm", ""),
    ("south: pass", ""),
    ("north: pass", ""),
    ("south: warm", ""),
)
"""A whole game of the usual tiny scenario, with something of everything."""


SAYINGS = (
    ("announce", "The wire is down\nUntil noon"),
    ("seat south uniform", ""),
    ("north tells south", "\u201cMeet me\u201d at the bridge"),
    ("south tells all", "No"),
)
"""What can be done at any time, also after the end."""


def new_game(files: Files = TINY, seed: int = 1) -> Game:
    return Game(compile_rules(load(files)), seed)


def header_of(game: Game, files: KeptFiles = TINY) -> Header:
    seats = FrozenMap((side, "uniform") for side in game.rules.sides)
    at = "2025-10-27T09:30:00Z"
    start = game.moments[0].state
    return Header(game.rules.version, start.seed, seats, files, at, digest(game.rules, start))


def tiny_record(deeds: Iterable[tuple[str, str]] = DEEDS) -> GameRecord:
    """The record of a tiny game with these deeds and their notes."""
    game = new_game()
    for text, note in deeds:
        deed = read_action(text)
        assert deed is not None, text
        assert isinstance(game.do(deed, note), Accepted), text
    return GameRecord(header_of(game), tuple(map(without_words, game.lines)))


def without_words(line: RecordLine) -> RecordLine:
    """A line as the record has it: the words of a message stand in another file."""
    return evolve(line, note="") if isinstance(line.action, Message) else line


def bots_record(files: KeptFiles, seed: int) -> GameRecord:
    """The record of a game between bots."""
    game = new_game(files, seed)
    header = header_of(game, files)
    play(game, make_bots(game.rules, header.seats, seed), {})
    return GameRecord(header, tuple(game.lines))


def pieces(record: GameRecord) -> list[bytes]:
    """The lines of a record as bytes, the header first."""
    return [header_line(record.header), *map(line_bytes, record.lines)]


def essence(lines: Iterable[RecordLine]) -> list[tuple[int, str, str, str]]:
    """What stands in lines apart from the time by the wall clock."""
    return [(line.number, str(line.action), line.note, line.digest) for line in lines]


def summed(body: str | bytes) -> bytes:
    """A line of a record from its JSON, to which its checksum is added."""
    start = (body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body)[:-1]
    return start + b',"sum":"' + format(crc32(start), "08x").encode() + b'"}\n'


def line_of(values: object) -> bytes:
    """A line of a record from its values, right or wrong."""
    return summed(json.dumps(values, separators=(",", ":")))


def values_of(line: bytes) -> dict[str, Any]:
    """The values of a line, without its checksum."""
    values: dict[str, Any] = json.loads(line)
    del values["sum"]
    return values


def wrong_with(data: bytes) -> tuple[str, object]:
    """The code with which a record is refused, and the line that is named, None where none is."""
    with pytest.raises(RecordError) as caught:
        replay(read_record(data))
    error = caught.value
    words = describe_record_error(error)
    assert "\n" not in words
    line = error.values.get("line")
    assert line is None or f"line {line}" in words
    return error.code, line


def scenario_file(folder: Path, turns: int) -> Path:
    """The file of a tiny scenario that takes two decisions a turn."""
    path = folder / "tiny.yaml"
    sections = {**tiny.SECTIONS, "turns": f"turns: {turns}"}
    path.write_text("\n".join(sections.values()), encoding="utf-8")
    return path


def command(
    *args: str | Path, prefix: Iterable[str] = ("-m", "game"), stdout: IO[str] | int | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command of the game does in a process of its own."""
    return subprocess.run(
        [sys.executable, *prefix, *map(str, args)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=60, cwd=ROOT,
        env=ENVIRONMENT,
    )  # fmt: skip
