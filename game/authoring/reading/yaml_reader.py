"""Reads a YAML file into nodes; after a syntax error it goes on at the next top-level key."""

from __future__ import annotations

import re

from game.authoring.reading.files import LARGEST
from game.authoring.reading.nodes import Broken, Finding, Mapping, Mark, Scalar
from game.authoring.reading.yaml_builder import (
    Document,
    StopReading,
    SyntaxMistakeError,
    YamlBuilder,
    mark_at,
)
from game.model.characters import CONTROLS, code_point

MOST_MISTAKES = 25

_CONTROL = re.compile(f"(?!\r)[{CONTROLS}]")
"""Characters that a file can't contain; carriage returns are allowed here, in texts they aren't."""
_WORD = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)(\s*$|:)?")
_TOP_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\s*:(\s|$)")


def read(file: str, data: bytes) -> Document:
    """Reads the nodes of a file; syntax errors become findings, and nothing is raised."""
    document = Document(Mapping(Mark(file, 1, 1)))
    text = _decode(file, data, document)
    if text is None:
        document.damaged.add(None)
        return document
    lines = re.split("\r\n|\r|\n", text)
    start: int | None = 0
    for _ in range(MOST_MISTAKES):
        start = _read_from(file, lines, start or 0, document)
        if start is None:
            return document
    document.damaged.add(None)
    document.findings.append(
        Finding("yaml-slips", (), {"most": MOST_MISTAKES}, mark=Mark(file, (start or 0) + 1, 1))
    )
    return document


def _decode(file: str, data: bytes, document: Document) -> str | None:
    """Decodes a file; returns None, with a finding, if it isn't readable text."""

    def refuse(code: str, line: int = 1, column: int = 1, **values: object) -> None:
        document.findings.append(Finding(code, (), dict(values), mark=Mark(file, line, column)))

    if len(data) > LARGEST:
        refuse("file-large", size=len(data), largest=LARGEST)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            refuse("file-utf16")
            return None
        before = data[: error.start].decode("utf-8", "replace")
        refuse("file-utf8", *_position_after(before), byte=f"0x{data[error.start]:02x}")
        return None
    if "\0" in text[:2]:
        refuse("file-utf16")
        return None
    control = _CONTROL.search(text)
    if control:
        place = _position_after(text[: control.start()])
        refuse("file-control", *place, character=code_point(control.group()))
        return None
    return text


def _position_after(before: str) -> tuple[int, int]:
    """The line and column just after a text, counted from 1."""
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def _read_from(file: str, lines: list[str], start: int, document: Document) -> int | None:
    """Reads from a line to the end of the file or to the next syntax error.

    Returns the line at which reading can go on; None at the end, or where it can't.
    """
    builder = YamlBuilder(file, lines, start, document)
    try:
        builder.run()
        return None
    except StopReading:
        document.damaged.add(None)
        return None
    except SyntaxMistakeError as error:
        mistake = error.mistake
    end = start + max(mistake.resume_after, builder.last_line)
    following = next((i for i in range(end + 1, len(lines)) if _TOP_KEY.match(lines[i])), None)
    section = _break_sections(lines, start, end, start + mistake.line, builder, document)
    mark = mark_at(file, lines, start + mistake.line, mistake.column)
    rest = following is None and end + 1 < _last_line_with_decode(lines)
    if rest:
        document.damaged.add(None)
    path = (section,) if section is not None else ()
    # Other findings on this line have the same cause.
    document.findings[:] = [
        f for f in document.findings if f.mark is None or f.mark.line != mark.line
    ]
    document.findings.append(
        Finding(mistake.code, path, {**mistake.values, "rest": rest}, mark=mark)
    )
    return following


def _break_sections(
    lines: list[str], start: int, end: int, line: int, builder: YamlBuilder, document: Document
) -> str | None:
    """Marks the sections damaged by a syntax error; returns the section that contains it."""
    section, section_line = None, start
    for i in range(start, min(max(end, line) + 1, len(lines))):
        if _TOP_KEY.match(lines[i]):
            key = lines[i].split(":")[0].strip()
            if i <= line:
                section, section_line = key, i
            if key not in document.root.entries or key == builder.current:
                _mark_broken(document, key, i)
    word = _WORD.match(lines[line]) if line < len(lines) else None
    if word and section_line != line:
        section, section_line = (word.group(1) if word.group(2) is not None else None), line
    if section is not None:
        _mark_broken(document, section, section_line)
    if line < len(lines):
        document.damaged.add(lines[line].split(":")[0].strip())
    return section


def _mark_broken(document: Document, key: str, line: int) -> None:
    mark = Mark(document.root.mark.file, line + 1, 1)
    document.root.entries[key] = (Scalar(key, key, "", mark), Broken(mark))
    document.damaged.add(key)


def _last_line_with_decode(lines: list[str]) -> int:
    return max((i + 1 for i, line in enumerate(lines) if line.strip()), default=0)
