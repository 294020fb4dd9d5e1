"""Slips that YAML reads without complaint: a colon or dash without its space makes keys a text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from game.authoring.reading.nodes import Mapping, Node, Scalar

_COLON = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):\S")
_DASH = re.compile(r"-([A-Za-z_“\"'][^:]*)")


def swallowed(node: Node, keys: Collection[str] = ()) -> tuple[str, dict[str, Any]] | None:
    """What made a text of keys or of a list, as a code and its values; None where nothing did.

    keys: the words that may begin a line there.
    """
    if not isinstance(node, Scalar) or node.style or not isinstance(node.value, str):
        return None
    colon, dash = _COLON.match(node.text), _DASH.match(node.text)
    word = node.text.split()[0]
    if colon:
        return "trap-colon-space", {"found": colon.group(1)}
    if dash:
        return "trap-dash-space", {"found": dash.group(1).split()[0]}
    if word in keys and word != node.text:
        return "yaml-no-colon", {"found": word}
    return None


def said(node: Node) -> str | None:
    """The text that a colon has made a key with its value, None where it is none."""
    if isinstance(node, Mapping) and len(node.entries) == 1:
        [(key, (word, value))] = node.entries.items()
        if isinstance(value, Scalar) and value.mark.line == word.mark.line and not word.style:
            return f"{key}: {value.text}"
    return None
