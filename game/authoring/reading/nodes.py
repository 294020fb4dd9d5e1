"""The contents of a YAML file as a tree of nodes, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from attrs import define, field, frozen

from game.model.expressions import Expression

_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))|.", re.DOTALL
)
_LETTERS = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""The one-letter escapes for characters that texts can't contain."""
Path = tuple[str | int, ...]


@frozen
class Mark:
    """A place in a file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int


@define(eq=False)
class Scalar:
    """A single value: `value` as YAML 1.2 reads it, `text` as written, without its quotes."""

    value: str | int | float | bool | None
    text: str
    style: str  # "" plain, else the quote or block indicator
    mark: Mark
    one_line: bool = True
    cut: str = ""  # the comment behind a plain text
    last_line: int = 0  # the last line of the file that belongs to it, counted from 1
    parsed: Expression | None = None  # what an expression says, where no file was read
    lines: tuple[str, ...] = ()  # its lines in the file, where it has several

    def place(self, offset: int) -> Mark:
        """The place of a character of the text, or of the value where that is not known."""
        if self.lines and 0 < offset < len(self.text):
            skipped = 1 if self.style in ("|", ">") else 0
            start = 0 if skipped else self.mark.column - 1 + (1 if self.style else 0)
            at = locate(self.lines[skipped:], start, self.text, offset, self.style == '"')
            if at is not None and at[2] == self.text[offset]:  # an escape is no place to point at
                return Mark(self.mark.file, self.mark.line + skipped + at[0], at[1] + 1)
        if not offset or not self.one_line or self.style in ("|", ">"):
            return self.mark
        quote = 1 if self.style else 0
        return Mark(self.mark.file, self.mark.line, self.mark.column + quote + offset)


@define(eq=False)
class Mapping:
    """Keys with their values, in file order."""

    mark: Mark
    entries: dict[str, tuple[Scalar, Node]] = field(factory=dict)


@define(eq=False)
class Sequence:
    """A list."""

    mark: Mark
    items: list[Node] = field(factory=list)


@define(eq=False)
class Broken:
    """Takes the place of a value that was refused and reported; no more is reported about it."""

    mark: Mark


Node = Scalar | Mapping | Sequence | Broken


@frozen
class Finding:
    """A problem before it is put into words.

    path leads to the value, with an index even where one value stands for a list of one.
    `on_key` points at the key instead of the value, and `at` at a character of the value's text.
    `mark` is the place where there is no path to follow.
    """

    code: str
    path: Path = ()
    values: dict[str, Any] = field(factory=dict)
    on_key: bool = False
    at: int = 0
    mark: Mark | None = None


def follow(root: Node, path: Path) -> tuple[Scalar | None, Node, Path]:
    """Follows a path as far as it exists; returns the last key and node, and the path as written.

    Where a single value stands for a list of one, the path as written has no index for it.
    """
    key: Scalar | None = None
    node = root
    written: list[str | int] = []
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            key, node = node.entries[step]
            written.append(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            key = None
            written.append(step)
        elif step != 0 or isinstance(node, Sequence):
            written.append(step)
            break
    return key, node, tuple(written)


def show_path(path: Path) -> str:
    """Writes a path as problems show it: `actions.voice_concern.effects[1].trust`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def plain(node: Node) -> Any:
    """Returns a node's contents as plain Python values; Broken becomes None."""
    match node:
        case Scalar(value=value):
            return value
        case Mapping(entries=entries):
            return {key: plain(value) for key, (_, value) in entries.items()}
        case Sequence(items=items):
            return [plain(item) for item in items]
        case _:
            return None


def scalars(node: Node) -> Iterator[Scalar]:
    """Yields all single values in a node, without the keys."""
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for _, value in entries.values():
                yield from scalars(value)
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)


def locate(
    lines: Collection[str], column: int, text: str, index: int, escaped: bool
) -> tuple[int, int, str] | None:
    """Finds where a text's character is written: line, column, and the characters used for it.

    lines: the lines that contain the text; it begins on the first of them, at the column.
    index: which character of the text. escaped: whether backslashes begin an escape.
    """
    character = text[index]
    before = text[:index].count(character)
    for i, line in enumerate(lines):
        for place, written, stands_for in _characters(line, 0 if i else column, escaped):
            if stands_for == character:
                if not before:
                    return i, place, written
                before -= 1
    return None


def _characters(line: str, start: int, escaped: bool) -> Iterator[tuple[int, str, str]]:
    """Yields each character of a line: its column, how it is written, and what that means."""
    if not escaped:
        yield from ((i, line[i], line[i]) for i in range(start, len(line)))
        return
    for match in _ESCAPE.finditer(line, start):
        code = match[1] or match[2] or match[3]
        letter = match[4]
        stands_for = chr(int(code, 16)) if code else _LETTERS.get(letter or "", letter or match[0])
        yield match.start(), match[0], stands_for
