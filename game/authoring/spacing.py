"""Missing or extra spaces that YAML accepts, but with another meaning than the author's."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from game.authoring.reading.nodes import Mapping, Node, Scalar

_COLON = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*):\S")
_DASH = re.compile(r"-([A-Za-z_“\"'][^:]*)")


def find_missing_space(node: Node, keys: Collection[str] = ()) -> tuple[str, dict[str, Any]] | None:
    """Finds the missing space or colon that turned keys or a list into a text.

    Returns the problem code with its values, or None. keys: the keys that are expected there.
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


def rejoin_text(node: Node) -> str | None:
    """Returns the text that YAML has split at a colon into a key and a value; else None."""
    if isinstance(node, Mapping) and len(node.entries) == 1:
        [(key, (word, value))] = node.entries.items()
        if isinstance(value, Scalar) and value.mark.line == word.mark.line and not word.style:
            return f"{key}: {value.text}"
    return None
