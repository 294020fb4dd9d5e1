"""Builds nodes from the events of PyYAML, and refuses the YAML that scenarios don't use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from attrs import define, field
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from game.authoring.reading.nodes import (
    Broken,
    Finding,
    Mapping,
    Mark,
    Node,
    Scalar,
    Sequence,
    locate,
)
from game.authoring.reading.traps import DEEPEST, SyntaxMistake, explain
from game.model.characters import ISOLATES, code_point, find_forbidden, neutralise

MOST_NODES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_ZEROS = re.compile(r"[-+]?0[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_KEY = re.compile(r"( *)(?:- +)?[A-Za-z_][A-Za-z0-9_-]*\s*:(\s|$)")


@define
class Document:
    """The part of a file that could be read, and the problems found in it.

    damaged: top-level keys with a part that could not be read; None among them: the file's rest.
    """

    root: Mapping
    findings: list[Finding] = field(factory=list)
    damaged: set[str | None] = field(factory=set)


class SyntaxMistakeError(Exception):
    """Reading stopped at a syntax error; it can go on at a later line."""

    def __init__(self, mistake: SyntaxMistake) -> None:
        super().__init__(mistake.code)
        self.mistake = mistake


class StopReading(Exception):
    """Reading stopped for good; the problem is already reported."""


def mark_at(file: str, lines: list[str], line: int, column: int) -> Mark:
    """Turns a line and column counted from 0 into a mark.

    YAML may place the end of a file on a line that doesn't exist; it then counts as the last line.
    """
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return Mark(file, line + 1, column + 1)


class YamlBuilder:
    """Reads a file's lines from one line on, and adds the nodes to the document's root.

    Events are typed as `Any`, because PyYAML's event classes share no typed base class.
    """

    def __init__(self, file: str, lines: list[str], start: int, document: Document) -> None:
        self._file = file
        self._lines = lines
        self._start = start
        self._document = document
        self._next: Callable[[], Any]
        """Takes the next event; Python asks for thousands, so it is the parser's own method."""
        self._may_be_forbidden = True
        """Whether a scalar may hold a forbidden character, written or by an escape."""
        self._nodes = 0
        self._path: list[str | int] = []
        self.current: str | None = None
        self.last_line = 0

    def run(self) -> None:
        """Reads to the end; raises SyntaxMistakeError or StopReading where that is impossible."""
        try:
            self._read_documents()
        except yaml.MarkedYAMLError as error:
            raise SyntaxMistakeError(explain(self._lines[self._start :], error)) from error
        except RecursionError as error:
            mistake = SyntaxMistake("yaml-deep", 0, 0, {"deepest": DEEPEST})
            raise SyntaxMistakeError(mistake) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            values = {"problem": str(error).splitlines()[0]}
            raise SyntaxMistakeError(SyntaxMistake("yaml-unreadable", 0, 0, values)) from error

    def _read_documents(self) -> None:
        text = "\n".join(self._lines[self._start :])
        self._may_be_forbidden = "\\" in text or find_forbidden(text) is not None
        self._next = _LOADER(text).get_event
        documents = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("yaml-documents", event)
                    raise StopReading
            elif not isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent):
                self._top(event)
        if not documents and not self._start:
            self._refuse("file-empty", None)
            raise StopReading

    def _top(self, event: Any) -> None:
        if isinstance(event, MappingStartEvent):
            self._is_plain_yaml(event)
            self._entries(event, self._document.root, 1)
        elif isinstance(event, ScalarEvent) and not event.value and not self._start:
            self._refuse("file-empty", event)
            raise StopReading
        else:
            self._refuse("yaml-top", event)
            raise StopReading

    def _mark(self, event: Any) -> Mark:
        mark = event.start_mark
        line = self._start + mark.line
        if line < len(self._lines):
            return Mark(self._file, line + 1, mark.column + 1)
        return mark_at(self._file, self._lines, line, mark.column)

    def _refuse(self, code: str, event: Any, **values: object) -> None:
        mark = self._mark(event) if event is not None else Mark(self._file, 1, 1)
        self._document.findings.append(Finding(code, tuple(self._path), values, mark=mark))

    def _node(self, event: Any, depth: int) -> Node:
        """Reads the node that begins with an event."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse("yaml-many", event, most=MOST_NODES)
            raise StopReading
        if depth > DEEPEST:
            del self._path[1:]
            self._refuse("yaml-deep", event, deepest=DEEPEST)
            raise StopReading
        if isinstance(event, yaml.AliasEvent):
            self._refuse("yaml-alias", event, name=event.anchor)
            return Broken(self._mark(event))
        accepted = self._is_plain_yaml(event)
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, MappingStartEvent):
            node = self._entries(event, Mapping(self._mark(event)), depth)
        else:
            node = self._items(event, depth)
        return node if accepted else Broken(node.mark)

    def _is_plain_yaml(self, event: Any) -> bool:
        """Reports an anchor or tag; returns whether the node has neither."""
        if event.anchor is not None:
            self._refuse("yaml-anchor", event, name=event.anchor)
            return False
        if event.tag is not None:
            self._refuse("yaml-tag", event, name=event.tag)
            return False
        return True

    def _scalar(self, event: Any) -> Node:
        mark, end = self._mark(event), event.end_mark
        style = event.style or ""
        first, last = self._start + event.start_mark.line, self._start + end.line
        one_line = first == last
        text = event.value
        if style in ('"', "'") and not one_line:
            self._check_closed(event)
        if self._may_be_forbidden and self._has_forbidden(event):
            return Broken(mark)
        lines = () if one_line else tuple(self._lines[first : last + 1])
        ends_before = style in ("|", ">") and end.column == 0  # a block, at the start of a line
        last_line = last if ends_before else last + 1
        if style or not event.implicit[0]:
            reads_as_written = one_line and end.column - mark.column - 1 == len(text)
            return Scalar(text, text, style, mark, reads_as_written, "", last_line, None, lines)
        value = _convert(text)
        if isinstance(value, int | float) and _ZEROS.fullmatch(text):
            self._refuse(
                "yaml-zeros", event, found=text, decimal=text.lstrip("+-").lstrip("0") or "0"
            )
            return Broken(mark)
        cut = ""
        if one_line and last < len(self._lines) and len(self._lines[last]) > end.column:
            rest = self._rest_of_line(end)
            cut = rest if rest.startswith("#") else ""
        return Scalar(value, text, "", mark, one_line, cut, last_line, None, lines)

    def _has_forbidden(self, event: Any) -> bool:
        """Reports a character that texts can't contain; returns whether there is one."""
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
                mark=mark_at(self._file, self._lines, first + line, column),
            )
        )
        return True

    def _check_closed(self, event: Any) -> None:
        """Stops at a quoted text that runs on over keys: its closing quote is missing."""
        first, last = event.start_mark.line, event.end_mark.line
        lines = self._lines[self._start + first : self._start + last + 1]
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
        for line in lines[1:]:
            key = _KEY.match(line)
            if key and len(key.group(1)) <= indent:
                mistake = SyntaxMistake("yaml-quote", first, event.start_mark.column, {}, first)
                raise SyntaxMistakeError(mistake)

    def _items(self, event: Any, depth: int) -> Node:
        sequence = Sequence(self._mark(event))
        while not isinstance(child := self._next(), SequenceEndEvent):
            self._path.append(len(sequence.items))
            sequence.items.append(self._node(child, depth + 1))
            self._path.pop()
        if event.flow_style and any(map(_is_split, sequence.items)):
            self._refuse("trap-comma-list", event)
            return Broken(sequence.mark)
        return sequence

    def _entries(self, event: Any, mapping: Mapping, depth: int) -> Node:
        bare: list[Scalar] = []
        while not isinstance(child := self._next(), MappingEndEvent):
            key = self._key(child)
            if key is None:
                self._skip(self._next())
                continue
            self._path.append(key.text)
            if depth == 1:
                self.current = key.text
                self.last_line = child.start_mark.line
            value = self._node(self._next(), depth + 1)
            self._add(mapping, key, value, child)
            self._path.pop()
            if event.flow_style and self._is_bare(child, value):
                bare.append(key)
            if depth == 1:
                self.current = None
        return self._reject_split(mapping, bare)

    def _is_bare(self, key: Any, value: Node) -> bool:
        """Whether a word in braces has neither a value nor a colon."""
        empty = isinstance(value, Scalar) and not value.text and not value.style
        return empty and not self._rest_of_line(key.end_mark).startswith(":")

    def _rest_of_line(self, mark: Any) -> str:
        """The rest of the line after a mark; empty if the mark is past the last line."""
        index = self._start + mark.line
        return self._lines[index][mark.column :].lstrip() if index < len(self._lines) else ""

    def _reject_split(self, mapping: Mapping, bare: list[Scalar]) -> Node:
        """Returns the mapping, or Broken where a comma or colon in braces has split a value."""
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
            in_list = len(self._path) > 1 and isinstance(self._path[-2], int)
            values = {"key": key.text, "line": first[0].mark.line, "in_list": in_list}
            path, mark = tuple(self._path), self._mark(event)
            self._document.findings.append(
                Finding("yaml-duplicate", path, values, on_key=True, mark=mark)
            )
            if isinstance(first[1], Mapping) and isinstance(value, Mapping):
                for inner, entry in value.entries.items():
                    first[1].entries.setdefault(inner, entry)

    def _key(self, event: Any) -> Scalar | None:
        """Reads a mapping's key; returns None if it is a list or a mapping."""
        if isinstance(event, ScalarEvent):
            if self._is_plain_yaml(event):
                text = event.value
                if self._may_be_forbidden and self._has_forbidden(event):
                    text = neutralise(text, "")  # most likely what was meant
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

    def _skip(self, event: Any) -> None:
        """Skips the node that begins with an event."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth <= 0:
                return
            event = self._next()


def _convert(text: str) -> str | int | float | bool | None:
    """Converts a plain scalar as YAML 1.2 does: true, false, null and numbers, else text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) < 40 else float(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def _is_split(node: Node) -> bool:
    """Whether a comma has split a list's item inside its brackets."""
    return (
        isinstance(node, Scalar) and not node.style and node.text.count("(") > node.text.count(")")
    )
