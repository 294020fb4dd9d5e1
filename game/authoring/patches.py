"""Lays changes over a scenario: those of a variant, or of a file with `extends`.

Keys join key by key, `null` removes a key, and anything else replaces what stands there. A new key
stands before the next key of the changes that the scenario has, else at the end; a new outcome with
a condition before the last outcome.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from attrs import define, field, frozen

from game.authoring.reading.nodes import (
    Broken,
    Finding,
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    plain,
    show_path,
)

ALIKE = 0.85
"""How similar a new key is to another, from 0 to 1, where it is most likely misspelt."""


@define(eq=False)
class PathMapping(Mapping):
    """Keys that are written as one path: the `minute` of `tables.minute.rounds: 4`."""


@frozen
class Removal:
    """Something that a patch takes away: the key that says so, and its path in the patch's file."""

    key: Scalar
    written: Path
    names: frozenset[str]
    """What may be missed: the key, and those below it."""


@define(eq=False)
class LaidPatch:
    """What a patch has changed.

    prefix: the path of the patch in its file. in_root: whether that path can be followed from the
    root of the scenario, and not only in the patch's own file.
    """

    prefix: Path = ()
    in_root: bool = True
    findings: list[Finding] = field(factory=list)
    removed: dict[Path, Removal] = field(factory=dict)
    added: dict[Path, tuple[Scalar, tuple[str, ...]]] = field(factory=dict)
    """New keys, each with those that the scenario had there before."""
    nodes: set[int] = field(factory=set)
    """The identities of the nodes and keys of the patch."""
    has_changes: bool = False

    def report(self, code: str, path: Path, place: Scalar, **values: object) -> None:
        """Reports a problem with a key of the patch."""
        mark = None if self.in_root else place.mark
        values.setdefault("value", place.text)
        self.findings.append(Finding(code, (*self.prefix, *path), values, True, mark=mark))


def lay_patch(under: Mapping, over: Mapping, prefix: Path = (), in_root: bool = True) -> LaidPatch:
    """Lays a patch over a scenario, whose nodes it changes."""
    work = LaidPatch(prefix, in_root)
    work.nodes.update(map(id, _nodes(over)))
    _join(work, under, over, ())
    return work


def _join(work: LaidPatch, under: Mapping, over: Mapping, path: Path) -> None:
    known = tuple(under.entries)
    for key, (key_node, value) in over.entries.items():
        where = (*path, key)
        before = under.entries.get(key)
        if is_null(value):
            _remove(work, under, key_node, where)
        elif before is None:
            _add(work, under, over, key_node, value, where, known)
        elif isinstance(before[1], Mapping) and isinstance(value, Mapping):
            _join(work, before[1], value, where)
        elif isinstance(value, PathMapping) and not isinstance(before[1], Broken):
            work.report("patch-below", where, key_node, key=show_path(where))
        elif not isinstance(before[1], Broken):
            work.has_changes |= plain(before[1]) != plain(value)
            under.entries[key] = (key_node, _whole(work, value, where))


def is_null(node: Node) -> bool:
    """Whether a value is `null`, `~` or left empty."""
    return isinstance(node, Scalar) and node.value is None


def _remove(work: LaidPatch, under: Mapping, key_node: Scalar, where: Path) -> None:
    key = key_node.text
    if key in under.entries:
        _, gone = under.entries.pop(key)
        names = frozenset({key, *_keys_below(gone)})
        work.removed[where] = Removal(key_node, (*work.prefix, *where), names)
        work.has_changes = True
    else:
        work.report("patch-nothing", where, key_node, key=key, known=tuple(under.entries))


def _add(
    work: LaidPatch,
    under: Mapping,
    over: Mapping,
    key_node: Scalar,
    value: Node,
    where: Path,
    known: tuple[str, ...],
) -> None:
    key = key_node.text
    if isinstance(value, PathMapping):
        work.report("patch-path", where, key_node, key=key, known=known)
        return
    work.added[where] = (key_node, known)
    work.has_changes = True
    alike = difflib.get_close_matches(key, known, n=1, cutoff=ALIKE) if where[:-1] else ()
    if alike:
        values = {"key": key, "alike": alike[0]}
        work.findings.append(Finding("patch-alike", where, values, on_key=True))
    following = list(over.entries)[list(over.entries).index(key) + 1 :]
    behind = (
        each for each in following if each in under.entries and not is_null(over.entries[each][1])
    )
    before = next(behind, None)
    is_tested = isinstance(value, Mapping) and "when" in value.entries
    if before is None and where[:-1] == ("outcomes",) and is_tested:
        before = next(reversed(under.entries), None)
    entry = (key_node, _whole(work, value, where))
    if before is None:
        under.entries[key] = entry
        return
    entries: dict[str, tuple[Scalar, Node]] = {}
    for each, old in under.entries.items():
        if each == before:
            entries[key] = entry
        entries[each] = old
    under.entries = entries


def _whole(work: LaidPatch, value: Node, where: Path) -> Node:
    """A value that replaces what stood there, or is new; there is nothing to remove in it."""
    if not isinstance(value, Mapping):
        return value
    fresh = Mapping(value.mark)
    work.nodes.add(id(fresh))
    for key, (key_node, inner) in value.entries.items():
        if is_null(inner):
            work.report("patch-nothing", (*where, key), key_node, key=key, known=())
        else:
            fresh.entries[key] = (key_node, _whole(work, inner, (*where, key)))
    return fresh


def _nodes(node: Node) -> Iterator[object]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from _nodes(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _nodes(item)


def _keys_below(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield key
            yield from _keys_below(value)


def expand_paths(patch: Mapping, path: Path, findings: list[Finding]) -> None:
    """Splits the keys of a patch that are paths: `tables.minute.rounds: 4`."""
    entries, patch.entries = patch.entries, {}
    for key, (key_node, value) in entries.items():
        if isinstance(value, Mapping):
            expand_paths(value, (*path, key), findings)
        if "[" in key and key.split("[")[0].replace(".", "").isidentifier():
            values = {"key": key, "list": key.split("[")[0], "value": key}
            findings.append(Finding("patch-item", (*path, key), values, True, mark=key_node.mark))
            continue
        _insert(patch, key.split("."), key_node, value, path, findings)


def _insert(
    patch: Mapping,
    keys: list[str],
    key_node: Scalar,
    value: Node,
    path: Path,
    findings: list[Finding],
) -> None:
    """Inserts a value under several keys, one below the other."""
    first, *rest = keys if all(keys) else [".".join(keys)]
    node = key_node if not rest and first == key_node.text else _part(key_node, first)
    there = patch.entries.get(first)
    if rest:
        if there is None:
            there = patch.entries[first] = (node, PathMapping(key_node.mark))
        if isinstance(there[1], Mapping):
            _insert(there[1], rest, key_node, value, (*path, first), findings)
            return
    elif there is None:
        patch.entries[first] = (node, value)
        return
    elif isinstance(there[1], Mapping) and isinstance(value, Mapping):
        for key, (inner_node, inner) in value.entries.items():
            _insert(there[1], [key], inner_node, inner, (*path, first), findings)
        if not isinstance(value, PathMapping):
            patch.entries[first] = (there[0], _as_written(there[1]))
        return
    if isinstance(there[1], Broken):
        return
    shown = show_path((*(path[2:] if path[:1] == ("variants",) else path), first))
    values = {"key": shown, "line": there[0].mark.line, "value": key_node.text}
    findings.append(Finding("patch-twice", (*path, first), values, True, mark=key_node.mark))


def _part(key_node: Scalar, text: str) -> Scalar:
    return Scalar(text, text, "", key_node.mark)


def _as_written(node: Mapping) -> Mapping:
    """The same keys, some of which are written out and not as a path."""
    return Mapping(node.mark, node.entries)
