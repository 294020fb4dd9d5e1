"""The contents of a YAML file as a tree of nodes, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from game.model.expressions import Expression

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

    def place(self, offset: int) -> Mark:
        """The place of a character of the text, or of the value where that is not known."""
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
