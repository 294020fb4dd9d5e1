"""A record as bytes: JSON lines, each with a checksum of itself (rules 9.1 and 9.2).

A line ends with its checksum, `"sum":"1a2b3c4d"}`: the CRC-32 of the bytes before the comma, which
detects every change of a single byte. Equal values are always written in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeGuard
from zlib import crc32

from game.authoring.reading.files import KeptFiles, leads_outside
from game.model.characters import code_point, find_forbidden, is_name
from game.model.frozen import FrozenMap
from game.model.version import REPLAYABLE_VERSIONS, RULES_VERSION, WORDS_AND_POSITIONS
from game.rules.rng import LARGEST_SEED
from game.session.records.record import FORMAT, GameRecord, Header, RecordError, RecordLine
from game.session.records.recorded_actions import Message, is_of_side, read_action

_BEGIN = b'{"communique":'
_SUM = re.compile(rb',"sum":"([0-9a-f]{8})"}')
_SUM_LENGTH = len(',"sum":"12345678"}')
_DIGEST = re.compile("[0-9a-f]{16}")
_STAMP = re.compile(r"[0-9TZ:.+-]{0,40}")


def header_line(header: Header) -> bytes:
    """The first line of a record as bytes."""
    position: dict[str, Any] = {"position": header.position} if header.position else {}
    if header.starts:
        position["starts"] = dict(header.starts)
    return join_values(
        {
            "communique": FORMAT,
            "rules": header.rules,
            "seed": header.seed,
            **position,
            "seats": dict(header.seats),
            "scenario": header.files.main,
            "files": dict(header.files.texts),
            "at": header.at,
            "digest": header.digest,
        }
    )


def line_bytes(line: RecordLine) -> bytes:
    """A line of a record as bytes; the words of a message stand in a file of their own."""
    values: dict[str, Any] = {"n": line.number, "do": str(line.action)}
    if line.note and not isinstance(line.action, Message):
        values["note"] = line.note
    if line.timeout:
        values["timeout"] = True
    if line.by_facilitator:
        values["facilitator"] = True
    return join_values({**values, "at": line.at, "digest": line.digest})


def record_bytes(record: GameRecord) -> bytes:
    """A whole record as bytes."""
    return header_line(record.header) + b"".join(line_bytes(line) for line in record.lines)


def read_record(data: bytes) -> GameRecord:
    """Reads a record from its bytes; an unfinished last line is left out (rule 9.2).

    Raises RecordError, which names the line, if anything else is wrong.
    """
    *whole, torn = data.split(b"\n")
    if not whole:
        raise _error_without_lines(torn)
    header = _read_header(whole[0])
    lines = tuple(_read_line(text, number) for number, text in enumerate(whole[1:], 1))
    return GameRecord(header, lines, len(torn))


def _error_without_lines(torn: bytes) -> RecordError:
    """What is wrong with bytes that contain no complete line."""
    if not torn:
        return RecordError("empty")
    return RecordError("torn-header" if torn[: len(_BEGIN)] == _BEGIN[: len(torn)] else "no-record")


def checksum_of(data: bytes) -> str:
    """The checksum at the end of the first line of a record."""
    end = _SUM.fullmatch(data.partition(b"\n")[0][-_SUM_LENGTH:])
    return end[1].decode("ascii") if end is not None else ""


def join_values(values: Mapping[str, Any]) -> bytes:
    """Values as a line that ends with its checksum."""
    # Only ASCII: no text that somebody wrote can break a line or fail to be encoded.
    body = json.dumps(values, separators=(",", ":")).encode("ascii")[:-1]
    return body + _end_of(body) + b"\n"


def whole_body(text: bytes) -> bytes | None:
    """A line before its checksum; None if the checksum shows that it was damaged."""
    body = text[:-_SUM_LENGTH]
    return body if text[-_SUM_LENGTH:] == _end_of(body) else None


def _end_of(body: bytes) -> bytes:
    """How a line ends, with its checksum."""
    return b',"sum":"%08x"}' % crc32(body)


def split_values(text: bytes) -> dict[str, Any] | None:
    """The values of a line; None if its checksum shows that it was damaged."""
    body = whole_body(text)
    if body is None:
        return None
    try:
        values = json.loads(body + b"}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _read_header(text: bytes) -> Header:
    values = split_values(text)
    if values is None:
        ours = text.startswith(_BEGIN) or _SUM.fullmatch(text[-_SUM_LENGTH:])
        raise RecordError("damaged", line=1) if ours else RecordError("no-record")
    version, rules = values.get("communique"), values.get("rules")
    if not _is_whole_number(version):
        raise RecordError("no-record")
    if version > FORMAT:
        raise RecordError("later-format", found=version, known=FORMAT)
    if _is_whole_number(rules) and rules not in REPLAYABLE_VERSIONS:
        raise RecordError("other-rules", found=rules, known=RULES_VERSION)
    _check_names(values)
    header = _header(values)
    if header is None or header_line(header) != text + b"\n":
        raise RecordError("unread", line=1)
    return header


def _check_names(values: Mapping[str, Any]) -> None:
    """Refuses a header in which a side, a bot or a file has a name that can't be printed.

    The contents of the files are checked when the scenario is read.
    """
    seats, files = values.get("seats"), values.get("files")
    names = [values.get("scenario"), values.get("position")]
    names += [*seats.keys(), *seats.values()] if isinstance(seats, dict) else []
    starts = values.get("starts")
    names += starts.keys() if isinstance(starts, dict) else []
    names += files.keys() if isinstance(files, dict) else []
    for character in "".join(name for name in names if isinstance(name, str)):
        if not is_name(character):
            raise RecordError("character", line=1, character=code_point(character))


def _header(values: Mapping[str, Any]) -> Header | None:
    """The header with these values; None if they don't make one."""
    match values:
        case {
            "rules": int(rules),
            "seed": int(seed),
            "seats": dict(seats),
            "scenario": str(main),
            "files": dict(files),
            "at": str(at),
            "digest": str(digest),
        } if (
            _is_whole_number(rules)
            and _is_whole_number(seed)
            and 0 <= seed <= LARGEST_SEED
            and _texts(seats)
            and _texts(files)
            and main in files
            and not any(leads_outside(name) for name in files)
            and _STAMP.fullmatch(at)
            and _DIGEST.fullmatch(digest)
        ):
            scenario_files, position = KeptFiles(main, FrozenMap(files)), values.get("position", "")
            starts = values.get("starts", {})
            valid = isinstance(position, str) and (not position or rules >= WORDS_AND_POSITIONS)
            if valid and isinstance(starts, dict) and all(map(_is_whole_number, starts.values())):
                seated, begun = FrozenMap(seats), FrozenMap(starts)
                return Header(rules, seed, seated, scenario_files, at, digest, position, begun)
    return None


def _is_whole_number(number: object) -> TypeGuard[int]:
    """Whether something is a whole number; `true` is none, although Python treats it as 1."""
    return isinstance(number, int) and not isinstance(number, bool)


def _texts(values: Mapping[Any, Any]) -> bool:
    return all(isinstance(text, str) for text in values.values())


def _read_line(text: bytes, number: int) -> RecordLine:
    values = split_values(text)
    # People count the lines of a file from 1, and the header is the first.
    if values is None:
        raise RecordError("damaged", line=number + 1)
    _check_note(values.get("note"), number + 1)
    line = _line_of(values)
    if line is None or line_bytes(line) != text + b"\n":
        raise RecordError("unread", line=number + 1)
    if line.number != number:
        raise RecordError("misnumbered", line=number + 1, found=line.number, expected=number)
    return line


def _check_note(note: object, line: int) -> None:
    """Refuses a note with a character that no text may hold."""
    index = find_forbidden(note) if isinstance(note, str) else None
    if isinstance(note, str) and index is not None:
        raise RecordError("character", line=line, character=code_point(note[index]))


def _line_of(values: Mapping[str, Any]) -> RecordLine | None:
    """The line with these values; None if they don't make one."""
    match values:
        case {"n": int(number), "do": str(do), "at": str(at), "digest": str(digest)}:
            action = read_action(do)
            note, timeout = values.get("note", ""), values.get("timeout") is True
            marked = values.get("facilitator") is True
            valid = _STAMP.fullmatch(at) and _DIGEST.fullmatch(digest) and isinstance(note, str)
            valid = valid and not (marked and (timeout or not is_of_side(action)))
            if action is not None and valid and _is_whole_number(number):
                return RecordLine(number, action, at, digest, note, timeout, marked)
    return None
