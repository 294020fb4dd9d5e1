"""The entries of a translation as a translator wrote them, and the comments above them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from game.authoring.reading.nodes import Mapping, Mark, Node, Path, Scalar, Sequence
from game.authoring.reading.yaml_reader import read

ORIGINAL = "#:"
"""What each line of an original begins with; such lines are written anew each time."""


@define
class KeptLines:
    """The lines of a translation by path, without their indentation."""

    above: dict[Path, list[str]] = field(factory=dict)
    """The comments and blank lines above an entry that begins a line."""
    entries: dict[Path, list[str]] = field(factory=dict)
    """The lines of a single value with its key, or with the dash of its item."""
    heads: dict[Path, str] = field(factory=dict)
    """The line of a key whose values stand below it."""
    below: list[str] = field(factory=list)
    """The comments at the end."""


def keep_lines(content: str) -> KeptLines:
    """Reads the lines of a translation."""
    kept = KeptLines()
    if not content:
        return kept
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    root = read("", content.encode()).root
    walk = _Walk(kept, lines, set(_covered(root)))
    walk.mapping(root, (), flow=False)
    walk.keep_end()
    first = next(iter(root.entries), None)
    if first not in (None, "language"):
        # What stands above the first key is about the whole file.
        kept.above[("language",)] = kept.above.pop((str(first),), [])
    return kept


def _covered(node: Node) -> Iterator[int]:
    """The numbers of the lines on which keys and values stand."""
    match node:
        case Scalar():
            yield from range(node.mark.line, max(node.mark.line, node.last_line) + 1)
        case Mapping(entries=entries):
            for key, value in entries.values():
                yield from (*_covered(key), *_covered(value))
        case Sequence(items=items):
            for item in items:
                yield from _covered(item)


@define
class _Walk:
    kept: KeptLines
    lines: list[str]
    covered: set[int]
    assigned: set[int] = field(factory=set)
    """The lines whose comments above have been kept."""

    def mapping(self, node: Mapping, path: Path, *, flow: bool) -> None:
        flow = flow or self._rest(node.mark)[:1] == "{"
        for key, (key_node, value) in node.entries.items():
            child = (*path, key)
            before = self._before(key_node.mark)
            if not before.strip():
                self._keep_above(child, key_node.mark)
            if not flow and not before.strip(" -"):
                self._keep_entry(child, key_node.mark, value)
            self._value(value, child, flow=flow)

    def sequence(self, node: Sequence, path: Path, *, flow: bool) -> None:
        flow = flow or self._rest(node.mark)[:1] == "["
        for i, item in enumerate(node.items):
            child = (*path, i)
            if not self._before(item.mark).strip(" -"):
                self._keep_above(child, item.mark)
                if not flow and not isinstance(item, Sequence):
                    self._keep_item(child, item)
            self._value(item, child, flow=flow)

    def keep_end(self) -> None:
        """Keeps the comments behind the last entry."""
        behind = self.lines[max(self.covered, default=0) :]
        while behind and not behind[-1].strip():
            behind.pop()
        if all(not line.strip() or line.lstrip().startswith("#") for line in behind):
            self.kept.below = [line.strip() for line in behind if not line.startswith(ORIGINAL)]

    def _value(self, node: Node, path: Path, *, flow: bool) -> None:
        if isinstance(node, Mapping):
            self.mapping(node, path, flow=flow)
        elif isinstance(node, Sequence):
            self.sequence(node, path, flow=flow)

    def _keep_above(self, path: Path, mark: Mark) -> None:
        """Keeps the comments and blank lines above the line of a mark, once for each line."""
        if mark.line in self.assigned:
            return
        self.assigned.add(mark.line)
        number = mark.line - 1
        remarks: list[str] = []
        while number >= 1 and self._is_remark(number):
            remarks.append(self.lines[number - 1].strip())
            number -= 1
        self.kept.above[path] = [line for line in remarks[::-1] if not line.startswith(ORIGINAL)]

    def _keep_entry(self, path: Path, mark: Mark, value: Node) -> None:
        """Keeps the lines of a key with its text, or the line of a key with values below it."""
        if isinstance(value, Scalar):
            self._keep_block(path, mark, value.last_line, "")
        elif value.mark.line > mark.line:
            self.kept.heads[path] = self._rest(mark).rstrip()

    def _keep_item(self, path: Path, item: Node) -> None:
        """Keeps the lines of an item of a list that is a text, or empty."""
        if isinstance(item, Scalar):
            self._keep_block(path, item.mark, item.last_line, "- ")
        elif isinstance(item, Mapping) and not item.entries:
            self._keep_block(path, item.mark, item.mark.line, "- ")

    def _keep_block(self, path: Path, mark: Mark, last_line: int, prefix: str) -> None:
        """Keeps lines from a mark on, if those behind it are indented at least as far."""
        first, *rest = self.lines[mark.line - 1 : last_line]
        while rest and not rest[-1].strip():
            rest.pop()
        cut = mark.column - 1
        if any(line[:cut].strip() for line in rest):
            return
        pad = " " * len(prefix)
        tail = (f"{pad}{line[cut:]}" if line.strip() else "" for line in rest)
        self.kept.entries[path] = [f"{prefix}{first[cut:].rstrip()}", *tail]

    def _before(self, mark: Mark) -> str:
        """What stands before a mark on its line."""
        return self.lines[mark.line - 1][: mark.column - 1]

    def _rest(self, mark: Mark) -> str:
        """What stands on a line from a mark on."""
        return self.lines[mark.line - 1][mark.column - 1 :]

    def _is_remark(self, number: int) -> bool:
        """Whether a line is blank or only a comment; a line of a text can look like one."""
        line = self.lines[number - 1].strip()
        return not line or (line.startswith("#") and number not in self.covered)
