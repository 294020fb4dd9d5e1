"""Reads single values by their shape: texts, numbers, flags, words, ids, expressions, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from game.authoring.draft import UNREADABLE, Draft, IdReference, kind_of, quote_or_kind
from game.authoring.reading.nodes import Broken, Finding, Node, Path, Scalar
from game.authoring.spacing import rejoin_text
from game.model import shapes
from game.model.decisions import read_decision

ID = re.compile("[a-z][a-z0-9_]*")


def read_value(draft: Draft, shape: Any, node: Node, path: Path) -> Any:
    """Reads a value by its shape; returns None if it was reported."""
    if isinstance(node, Broken):
        draft.unreadable.add(path)
        return None
    value = READERS[type(shape)](draft, shape, node, path)
    if value is UNREADABLE:
        draft.unreadable.add(path)
        return None
    return value


_CURLY = re.compile("[“”„].*[“”]")
"""A text that somebody has put into the quotes of a word processor."""


def _text(draft: Draft, shape: shapes.Text, node: Node, path: Path) -> Any:
    if _cut(draft, node, path):
        return UNREADABLE
    if not isinstance(node, Scalar) or node.value is None:
        text = rejoin_text(node)
        if text is not None:
            draft.report("trap-colon", path, found=text[:40], curly=text[:1] in "“”„")
        else:
            draft.report("want-text", path, found=kind_of(node))
        return UNREADABLE
    if not node.text.strip():
        draft.report("want-text", path, found="nothing")
        return UNREADABLE
    if shape.at_most and len(node.text) > shape.at_most:
        values = {"found": node.text, "length": len(node.text), "at_most": shape.at_most}
        draft.report("text-long", path, **values)
    if path[-1] in ("name", "title", "label", "short") and _CURLY.fullmatch(node.text):
        draft.report("curly-quotes", path, found=node.text)
    return with_apostrophes(node.text)


_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_BEHIND_PLURAL = re.compile(r"(?<=[^\W\d_]s)'(?!\w)")
_OPENING_QUOTE = re.compile(r"(?<!\w)'(?=\w)")


def with_apostrophes(text: str) -> str:
    """A text with the apostrophe that printers set, where its author typed the straight one.

    Behind the s of a plural, it is one unless a straight quotation mark has been opened.
    """
    if "'" not in text:
        return text
    text = _INSIDE_WORD.sub("’", text)
    return text if _OPENING_QUOTE.search(text) else _BEHIND_PLURAL.sub("’", text)


def _cut(draft: Draft, node: Node, path: Path) -> bool:
    """Whether a ` #` has cut a text short; reports it."""
    if not isinstance(node, Scalar) or not re.match(r"#\S", node.cut):
        return False
    values = {"cut": node.cut[:40]}
    draft.findings.append(Finding("trap-hash", path, values, at=len(node.text) + 1))
    return True


def _plain(draft: Draft, shape: shapes.Pattern, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None or not node.text.strip():
        return _text(draft, shapes.Text(), node, path)
    if not re.fullmatch(shape.pattern, node.text):
        if not _cut(draft, node, path):
            draft.report("bad-pattern", path, found=node.text, example=shape.example)
        return UNREADABLE
    return node.text


def _emblem(draft: Draft, shape: shapes.Emblem, node: Node, path: Path) -> Any:
    """Reads letters or the name of a sign."""
    text = _text(draft, shapes.Text(), node, path)
    if text is UNREADABLE or text in shape.signs:
        return text
    if not text.isalnum() or len(text) > shape.at_most:
        code = "emblem-long" if text.isupper() and text.isalnum() else "emblem-unknown"
        draft.report(code, path, found=text, known=shape.signs, at_most=shape.at_most)
        return UNREADABLE
    return text


def _whole(draft: Draft, shape: shapes.Whole, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int):
        text = node.text if isinstance(node, Scalar) else ""
        shown = quote_or_kind(node)
        draft.report("want-whole", path, found=text, shown=shown, style=style_of(node))
        return UNREADABLE
    return value if _in_bounds(draft, shape, value, path) else UNREADABLE


def _in_bounds(draft: Draft, shape: shapes.Whole, value: int, path: Path) -> bool:
    if value < shape.at_least:
        draft.report("too-small", path, found=value, at_least=shape.at_least, key=path[-1])
    elif value > shape.at_most:
        draft.report("too-large", path, found=value, at_most=shape.at_most, key=path[-1])
    else:
        return True
    return False


def style_of(node: Node) -> str:
    """The quote or block character of a value; "" if it has none."""
    return node.style if isinstance(node, Scalar) else ""


def _decimal(draft: Draft, shape: shapes.Decimal, node: Node, path: Path) -> Any:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        draft.report("want-number", path, found=kind_of(node))
        return UNREADABLE
    if not shape.at_least <= value <= shape.at_most:
        what, most = ("longitude", 180) if path[-1] == 0 else ("latitude", 90)
        draft.report("degrees-range", path, found=value, what=what, most=most)
        return UNREADABLE
    return float(value)


def _flag(draft: Draft, shape: shapes.Flag, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or not isinstance(node.value, bool):
        text = node.text if isinstance(node, Scalar) else ""
        shown = quote_or_kind(node)
        draft.report("want-flag", path, found=text, shown=shown, style=style_of(node))
        return UNREADABLE
    return node.value


def read_word(draft: Draft, shape: shapes.OneWord, node: Node, path: Path) -> Any:
    """Reads one of a fixed set of words."""
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-word", path, found=kind_of(node), known=shape.words)
        return UNREADABLE
    if node.text not in shape.words:
        draft.report("unknown-word", path, found=node.text, known=shape.words)
        return UNREADABLE
    return node.text


def _ref(draft: Draft, shape: shapes.Ref, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not UNREADABLE:
        draft.references.append(IdReference(shape.kind, text, path))
    return text


def _local_ref(draft: Draft, shape: shapes.LocalRef, node: Node, path: Path) -> Any:
    return _id_text(draft, shape.kind, node, path)


def _new_id(draft: Draft, shape: shapes.NewId, node: Node, path: Path) -> Any:
    text = _id_text(draft, shape.kind, node, path)
    if text is not UNREADABLE and not ID.fullmatch(text):
        draft.report("bad-id-value", path, found=text, kind=shape.kind)
        return UNREADABLE
    return text


def _id_text(draft: Draft, kind: str, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or node.value is None:
        draft.report("want-id", path, found=kind_of(node), kind=kind)
        return UNREADABLE
    return node.text


def _formula(draft: Draft, shape: shapes.Formula, node: Node, path: Path) -> Any:
    expression = draft.read_formula(node, path)
    return UNREADABLE if expression is None else expression


def _start(draft: Draft, shape: shapes.Start, node: Node, path: Path) -> Any:
    """Reads a track's value; whether a word is one of its levels is checked later."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and ID.fullmatch(node.text):
        return node.text
    return _whole(draft, shapes.Whole(), node, path)


def _play(draft: Draft, shape: shapes.Play, node: Node, path: Path) -> Any:
    if not isinstance(node, Scalar) or read_decision(node.text) is None:
        text = node.text if isinstance(node, Scalar) else rejoin_text(node)
        valid = text is not None and read_decision(text) is not None
        shown = f'"{text}"' if text else kind_of(node)
        draft.report("want-decision", path, found=text, shown=shown, valid=valid)
        return UNREADABLE
    return node.text


READERS: dict[type, Callable[[Draft, Any, Node, Path], Any]] = {
    shapes.Text: _text,
    shapes.Pattern: _plain,
    shapes.Emblem: _emblem,
    shapes.Whole: _whole,
    shapes.Decimal: _decimal,
    shapes.Flag: _flag,
    shapes.OneWord: read_word,
    shapes.Ref: _ref,
    shapes.LocalRef: _local_ref,
    shapes.NewId: _new_id,
    shapes.Formula: _formula,
    shapes.Start: _start,
    shapes.Play: _play,
}
