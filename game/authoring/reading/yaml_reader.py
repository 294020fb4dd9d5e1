"""From bytes to nodes: YAML by its events, with places, and with everything odd refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from attrs import define, field

from game.authoring.reading.escapes import locate
from game.authoring.reading.files import LARGEST
from game.authoring.reading.nodes import Broken, Finding, Mapping, Mark, Node, Scalar, Sequence
from game.authoring.reading.traps import DEEPEST, Slip, explain
from game.model.characters import CONTROLS, ISOLATES, code_point, find_forbidden, neutralised

MOST_NODES = 200_000
MOST_SLIPS = 25

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_ZEROS = re.compile(r"[-+]?0[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_CONTROL = re.compile(f"(?!\r)[{CONTROLS}]")
"""What no file may hold: what no text may, except that a line may end in a carriage return."""
_WORD = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)(\s*$|:)?")
_KEY = re.compile(r"( *)(?:- +)?[A-Za-z_][A-Za-z0-9_-]*\s*:(\s|$)")
_TOP_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\s*:(\s|$)")


@define
class Document:
    """What could be read of one file.

    damaged: top-level keys of which a part could not be read; None among them: the file's rest.
    """

    root: Mapping
    findings: list[Finding] = field(factory=list)
    damaged: set[str | None] = field(factory=set)


class _Slipped(Exception):
    """A mistake of form that YAML itself lets pass."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(slip.code)
        self.slip = slip


class _Enough(Exception):
    """Stops reading where going on makes no sense; the finding is already recorded."""


def read(file: str, data: bytes) -> Document:
    """The nodes of a file; mistakes of form are findings, nothing is raised."""
    document = Document(Mapping(Mark(file, 1, 1)))
    text = _text(file, data, document)
    if text is None:
        document.damaged.add(None)
        return document
    lines = re.split("\r\n|\r|\n", text)
    start: int | None = 0
    for _ in range(MOST_SLIPS):
        start = _read_from(file, lines, start or 0, document)
        if start is None:
            return document
    document.damaged.add(None)
    document.findings.append(
        Finding("yaml-slips", (), {"most": MOST_SLIPS}, mark=Mark(file, (start or 0) + 1, 1))
    )
    return document


def _text(file: str, data: bytes, document: Document) -> str | None:
    """The file's characters, None where it isn't readable text at all."""

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
        refuse("file-utf8", *_end_of(before), byte=f"0x{data[error.start]:02x}")
        return None
    if "\0" in text[:2]:
        refuse("file-utf16")
        return None
    control = _CONTROL.search(text)
    if control:
        place = _end_of(text[: control.start()])
        refuse("file-control", *place, character=code_point(control.group()))
        return None
    return text


def _end_of(before: str) -> tuple[int, int]:
    """Line and column just behind a text."""
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def _read_from(file: str, lines: list[str], start: int, document: Document) -> int | None:
    """Reads from a line to the end or the next mistake of form; the line to go on at, or None."""
    builder = _Builder(file, lines, start, document)
    try:
        builder.run()
        return None
    except _Enough:
        document.damaged.add(None)
        return None
    except _Slipped as slipped:
        slip = slipped.slip
    except yaml.MarkedYAMLError as error:
        slip = explain(lines[start:], error)
    except RecursionError:
        slip = Slip("yaml-deep", 0, 0, {"deepest": DEEPEST})
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        slip = Slip("yaml-unreadable", 0, 0, {"problem": str(error).splitlines()[0]})
    at = start + max(slip.resume_after, builder.last_line)
    following = next((i for i in range(at + 1, len(lines)) if _TOP_KEY.match(lines[i])), None)
    section = _break_sections(lines, start, at, start + slip.line, builder, document)
    mark = _mark(file, lines, start + slip.line, slip.column)
    rest = following is None and at + 1 < _last_full(lines)
    if rest:
        document.damaged.add(None)
    path = (section,) if section is not None else ()
    # What looked like a trap on the same line was the same mistake.
    document.findings[:] = [
        f for f in document.findings if f.mark is None or f.mark.line != mark.line
    ]
    document.findings.append(Finding(slip.code, path, {**slip.values, "rest": rest}, mark=mark))
    return following


def _mark(file: str, lines: list[str], line: int, column: int) -> Mark:
    """A place that counts from 0 as a mark; YAML puts the end of a file on a line of its own."""
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return Mark(file, line + 1, column + 1)


def _break_sections(
    lines: list[str], start: int, end: int, line: int, builder: _Builder, document: Document
) -> str | None:
    """Marks the top-level sections that a mistake of form has spoilt; the one it stands in."""
    section, section_line = None, start
    for i in range(start, min(max(end, line) + 1, len(lines))):
        if _TOP_KEY.match(lines[i]):
            key = lines[i].split(":")[0].strip()
            if i <= line:
                section, section_line = key, i
            if key not in document.root.entries or key == builder.current:
                _break(document, key, i)
    word = _WORD.match(lines[line]) if line < len(lines) else None
    if word and section_line != line:
        section, section_line = (word.group(1) if word.group(2) is not None else None), line
    if section is not None:
        _break(document, section, section_line)
    if line < len(lines):
        document.damaged.add(lines[line].split(":")[0].strip())
    return section


def _break(document: Document, key: str, line: int) -> None:
    mark = Mark(document.root.mark.file, line + 1, 1)
    document.root.entries[key] = (Scalar(key, key, "", mark), Broken(mark))
    document.damaged.add(key)


def _last_full(lines: list[str]) -> int:
    return max((i + 1 for i, line in enumerate(lines) if line.strip()), default=0)


class _Builder:
    """Builds nodes from one run of events into the document's root.

    Events are PyYAML's, whose classes share no typed base: hence `Any`.
    """

    def __init__(self, file: str, lines: list[str], start: int, document: Document) -> None:
        self._file = file
        self._lines = lines
        self._start = start
        self._document = document
        self._events: Iterator[Any] = iter(())
        self._nodes = 0
        self._path: list[str | int] = []
        self.current: str | None = None
        self.last_line = 0

    def run(self) -> None:
        """Reads all events; raises yaml's error at the first mistake of form."""
        text = "\n".join(self._lines[self._start :])
        self._events = yaml.parse(text, Loader=_LOADER)
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("yaml-documents", event)
                    raise _Enough
            elif not isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                self._top(event)
        if not documents and not self._start:
            self._refuse("file-empty", None)
            raise _Enough

    def _top(self, event: Any) -> None:
        if isinstance(event, yaml.MappingStartEvent):
            self._node_marks(event)
            self._entries(event, self._document.root, 1)
        elif isinstance(event, yaml.ScalarEvent) and not event.value and not self._start:
            self._refuse("file-empty", event)
            raise _Enough
        else:
            self._refuse("yaml-top", event)
            raise _Enough

    def _mark(self, event: Any) -> Mark:
        mark = event.start_mark
        return _mark(self._file, self._lines, self._start + mark.line, mark.column)

    def _refuse(self, code: str, event: Any, **values: object) -> None:
        mark = self._mark(event) if event is not None else Mark(self._file, 1, 1)
        self._document.findings.append(Finding(code, tuple(self._path), values, mark=mark))

    def _node(self, event: Any, depth: int) -> Node:
        """The node that begins with an event."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse("yaml-many", event, most=MOST_NODES)
            raise _Enough
        if depth > DEEPEST:
            del self._path[1:]
            self._refuse("yaml-deep", event, deepest=DEEPEST)
            raise _Enough
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, name=event.anchor)
            return Broken(self._mark(event))
        fine = self._node_marks(event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._entries(event, Mapping(self._mark(event)), depth)
        else:
            node = self._items(event, depth)
        return node if fine else Broken(node.mark)

    def _node_marks(self, event: Any) -> bool:
        """Refuses anchors and tags."""
        if event.anchor is not None:
            self._refuse("yaml-anchor", event, name=event.anchor)
        elif event.tag is not None:
            self._refuse("yaml-tag", event, name=event.tag)
        return event.anchor is None and event.tag is None

    def _scalar(self, event: Any) -> Node:
        mark, end = self._mark(event), event.end_mark
        style = event.style or ""
        one_line = end.line == event.start_mark.line
        text = event.value
        if style in ('"', "'") and not one_line:
            self._must_close(event)
        if self._holds_forbidden(event):
            return Broken(mark)
        if style or not event.implicit[0]:
            as_it_reads = one_line and end.column - mark.column - 1 == len(text)
            return Scalar(text, text, style, mark, as_it_reads)
        if _ZEROS.fullmatch(text):
            self._refuse(
                "yaml-zeros", event, found=text, decimal=text.lstrip("+-").lstrip("0") or "0"
            )
            return Broken(mark)
        cut = ""
        if one_line:
            rest = self._behind(end)
            cut = rest if rest.startswith("#") else ""
        return Scalar(_typed(text), text, "", mark, one_line, cut)

    def _holds_forbidden(self, event: Any) -> bool:
        """Refuses a text that holds a character which none may hold; whether it does."""
        text, start = event.value, event.start_mark
        index = find_forbidden(text)
        if index is None:
            return False
        character = code_point(text[index])
        first, last = self._start + start.line, self._start + event.end_mark.line
        lines = self._lines[first : last + 1]
        place = locate(lines, start.column, text, index, event.style == '"')
        line, column, written = place or (0, start.column, character)
        alone = text[index] in ISOLATES
        values: dict[str, object] = {"character": character, "written": written, "value": ""}
        if alone:
            values["closes"] = text[index] == ISOLATES[-1]
        self._document.findings.append(
            Finding(
                "isolate-alone" if alone else "escape-control",
                tuple(self._path),
                values,
                mark=_mark(self._file, self._lines, first + line, column),
            )
        )
        return True

    def _must_close(self, event: Any) -> None:
        """Refuses a quoted text that runs on over keys: a quote is missing at its end."""
        first, last = event.start_mark.line, event.end_mark.line
        lines = self._lines[self._start + first : self._start + last + 1]
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
        for line in lines[1:]:
            key = _KEY.match(line)
            if key and len(key.group(1)) <= indent:
                slip = Slip("yaml-quote", first, event.start_mark.column, {}, first)
                raise _Slipped(slip)

    def _items(self, event: Any, depth: int) -> Node:
        sequence = Sequence(self._mark(event))
        for i, child in enumerate(self._until(yaml.SequenceEndEvent)):
            self._path.append(i)
            sequence.items.append(self._node(child, depth + 1))
            self._path.pop()
        if event.flow_style and any(map(_cut_bracket, sequence.items)):
            self._refuse("trap-comma-list", event)
            return Broken(sequence.mark)
        return sequence

    def _entries(self, event: Any, mapping: Mapping, depth: int) -> Node:
        bare: list[Scalar] = []
        for child in self._until(yaml.MappingEndEvent):
            key = self._key(child)
            if key is None:
                self._skip(next(self._events))
                continue
            self._path.append(key.text)
            if depth == 1:
                self.current = key.text
                self.last_line = child.start_mark.line
            value = self._node(next(self._events), depth + 1)
            self._add(mapping, key, value, child)
            self._path.pop()
            if event.flow_style and self._is_bare(child, value):
                bare.append(key)
            if depth == 1:
                self.current = None
        return self._without_traps(mapping, bare)

    def _is_bare(self, key: Any, value: Node) -> bool:
        """Whether a key in braces has neither a value nor a colon."""
        empty = isinstance(value, Scalar) and not value.text and not value.style
        return empty and not self._behind(key.end_mark).startswith(":")

    def _behind(self, mark: Any) -> str:
        """What follows on a line; the end of the file may be marked on a line that isn't there."""
        at = self._start + mark.line
        return self._lines[at][mark.column :].lstrip() if at < len(self._lines) else ""

    def _without_traps(self, mapping: Mapping, bare: list[Scalar]) -> Node:
        """The mapping, or Broken where a comma or a colon in braces has cut it up."""
        if not bare:
            return mapping
        mark = bare[0].mark
        code = "trap-colon-braces" if ":" in bare[0].text else "trap-comma-braces"
        values = {"found": bare[0].text}
        self._document.findings.append(Finding(code, tuple(self._path), values, mark=mark))
        return Broken(mapping.mark)

    def _add(self, mapping: Mapping, key: Scalar, value: Node, event: Any) -> None:
        first = mapping.entries.get(key.text)
        if first is None:
            mapping.entries[key.text] = (key, value)
        elif not isinstance(first[1], Broken):
            values = {"key": key.text, "line": first[0].mark.line}
            path, mark = tuple(self._path), self._mark(event)
            self._document.findings.append(
                Finding("yaml-duplicate", path, values, on_key=True, mark=mark)
            )
            if isinstance(first[1], Mapping) and isinstance(value, Mapping):
                for inner, entry in value.entries.items():
                    first[1].entries.setdefault(inner, entry)

    def _key(self, event: Any) -> Scalar | None:
        """A mapping's key as text; None where it is a list or a mapping."""
        if isinstance(event, yaml.ScalarEvent):
            if self._node_marks(event):
                text = event.value
                if self._holds_forbidden(event):
                    text = neutralised(text, "")  # what it was most likely meant to be
                    if not text:
                        return None
                return Scalar(text, text, event.style or "", self._mark(event))
            return None
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, name=event.anchor)
            return None
        self._refuse("yaml-key", event)
        self._skip(event)
        return None

    def _until(self, end: type) -> Iterator[Any]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _skip(self, event: Any) -> None:
        """Passes over the node that begins with an event."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth <= 0:
                return
            event = next(self._events)


def _typed(text: str) -> str | int | float | bool | None:
    """A plain scalar by YAML 1.2: only true, false, null and numbers are more than text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) < 40 else float(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _cut_bracket(node: Node) -> bool:
    """Whether a list's plain item lost the rest of its brackets to a comma."""
    return (
        isinstance(node, Scalar) and not node.style and node.text.count("(") > node.text.count(")")
    )
