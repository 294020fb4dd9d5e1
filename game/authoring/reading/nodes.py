"""A YAML file as plain data with places: what every mistake is shown by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

Path = tuple[str | int, ...]


@frozen
class Mark:
    """A place in a file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int


@define(eq=False)
class Scalar:
    """One value: `value` as YAML 1.2 understands it, `text` as written between its quotes."""

    value: str | int | float | bool | None
    text: str
    style: str  # "" plain, else the quote or block indicator
    mark: Mark
    one_line: bool = True
    cut: str = ""  # what a ` #` took away from the end of a plain text

    def place(self, offset: int) -> Mark:
        """The place of a character of the text, as far as it can be told."""
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
    """Stands where something was refused and reported; nothing more is said of it."""

    mark: Mark


Node = Scalar | Mapping | Sequence | Broken


@frozen
class Finding:
    """A mistake as found, before it is put into words.

    path says where, sugar expanded; `on_key` points at the key instead of the value, `at` at a
    character of the value; `mark` overrides both where there is no path to go by.
    """

    code: str
    path: Path = ()
    values: dict[str, Any] = field(factory=dict)
    on_key: bool = False
    at: int = 0
    mark: Mark | None = None


def follow(root: Node, path: Path) -> tuple[Scalar | None, Node, Path]:
    """The node at a path, with its key, and the path as the author wrote it.

    Where a single value stands for a list of one, its index 0 is no part of the author's path.
    Goes as far as the path exists.
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


def spelled(path: Path) -> str:
    """A path as it is shown: `actions.voice_concern.effects[1].trust`."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else step
    return out


def plain(node: Node) -> Any:
    """The data of a node, without places; Broken counts as None."""
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
    """Every scalar value below a node, keys left out."""
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for _, value in entries.values():
                yield from scalars(value)
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
