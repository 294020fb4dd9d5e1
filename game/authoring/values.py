"""Single values by their shape: texts, numbers, flags, words, ids, expressions, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from game.authoring.draft import BAD, Draft, Reference, kind_of
from game.authoring.nodes import Broken, Finding, Node, Path, Scalar
from game.model import shapes
from game.model.decisions import read_decision

ID = re.compile("[a-z][a-z0-9_]*")


def read_value(draft: Draft, shape: Any, node: Node, path: Path) -> Any:
    """The value of a node by its shape, None where it was reported."""
    if isinstance(node, Broken):
        draft.bad.add(path)
        return None
    value = READERS[type(shape)](draft, shape, node, path)
    if value is BAD:
        draft.bad.add(path)
        return None
    return value


def _text(draft: Draft, shape: shapes.Text, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-text", path, found=kind_of(node))
        return BAD
    if node.cut and re.match(r"#\S", node.cut):
        draft.findings.append(
            Finding("trap-hash", path, {"cut": node.cut[:40]}, at=len(node.text) + 1)
        )
        return BAD
    if not node.text.strip():
        draft.report("want-text", path, found="nothing")
        return BAD
    return node.text


def _plain(draft: Draft, shape: shapes.Plain, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or not re.fullmatch(shape.pattern, node.text):
        found = node.text if isinstance(node, Scalar) else kind_of(node)
        cut = isinstance(node, Scalar) and node.cut
        draft.report("bad-pattern", path, found=found, example=shape.example, cut=bool(cut))
        return BAD
    return node.text


def _whole(draft: Draft, shape: shapes.Whole, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int):
        found = node.text if isinstance(node, Scalar) and node.text else kind_of(node)
        draft.report("want-whole", path, found=found)
        return BAD
    if value < shape.at_least:
        draft.report("too-small", path, found=value, at_least=shape.at_least, key=path[-1])
        return BAD
    if value > shape.at_most:
        draft.report("too-large", path, found=value, at_most=shape.at_most)
        return BAD
    return value


def _decimal(draft: Draft, shape: shapes.Decimal, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        draft.report("want-number", path, found=kind_of(node))
        return BAD
    if not shape.at_least <= value <= shape.at_most:
        draft.report("out-of-range", path, found=value, low=shape.at_least, high=shape.at_most)
        return BAD
    return float(value)


def _flag(draft: Draft, shape: shapes.Flag, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or not isinstance(node.value, bool):
        found = node.text if isinstance(node, Scalar) and node.text else kind_of(node)
        draft.report("want-flag", path, found=found)
        return BAD
    return node.value


def one_word(draft: Draft, shape: shapes.OneWord, node: Node, path: Path) -> Any:
    """One word of a closed set."""
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-word", path, found=kind_of(node), known=shape.words)
        return BAD
    if node.text not in shape.words:
        draft.report("unknown-word", path, found=node.text, known=shape.words)
        return BAD
    return node.text


def _ref(draft: Draft, shape: shapes.Ref, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not BAD:
        draft.references.append(Reference(shape.kind, text, path))
    return text


def _local_ref(draft: Draft, shape: shapes.LocalRef, node: Node, path: Path) -> Any:
    return _id_text(draft, shape.kind, node, path)


def _new_id(draft: Draft, shape: shapes.NewId, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not BAD and not ID.fullmatch(text):
        draft.report("bad-id-value", path, found=text, kind=shape.kind)
        return BAD
    return text


def _id_text(draft: Draft, kind: str, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-id", path, found=kind_of(node), kind=kind)
        return BAD
    return node.text


def _formula(draft: Draft, shape: shapes.Formula, node: Node, path: Path) -> Any:
    expression = draft.formula(node, path)
    return BAD if expression is None else expression


def _start(draft: Draft, shape: shapes.Start, node: Node, path: Path) -> Any:
    """A track's value; that a word is one of its levels is checked with the track."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and ID.fullmatch(node.text):
        return node.text
    return _whole(draft, shapes.Whole(), node, path)


def _play(draft: Draft, shape: shapes.Play, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or read_decision(node.text) is None:
        found = node.text if isinstance(node, Scalar) else kind_of(node)
        draft.report("want-decision", path, found=found)
        return BAD
    return node.text


READERS: dict[type, Callable[[Draft, Any, Node, Path], Any]] = {
    shapes.Text: _text,
    shapes.Plain: _plain,
    shapes.Whole: _whole,
    shapes.Decimal: _decimal,
    shapes.Flag: _flag,
    shapes.OneWord: one_word,
    shapes.Ref: _ref,
    shapes.LocalRef: _local_ref,
    shapes.NewId: _new_id,
    shapes.Formula: _formula,
    shapes.Start: _start,
    shapes.Play: _play,
}
