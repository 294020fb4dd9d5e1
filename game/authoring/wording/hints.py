"""Hints that problems on several subjects share."""

from __future__ import annotations

from collections.abc import Iterable

from game.authoring.nearest import nearest
from game.authoring.wording.wording import Values

MOST_LISTED = 8
SEEN_BY_KEYS = ("seen_by", "band_seen_by")

# Kinds of ids that are defined by a key of something else, not in a section of their own.
_DEFINED_BY = {
    "menu": "no action has it as its `menu:`",
    "deck": "no inject has it as its `deck:`",
    "answer": "no inject has `answers:` yet",
    "place": "there are none yet: add it to the `places:` of the `map:`",
}


def near(values: Values) -> str:
    """Suggests the known word most like the wrong one, or lists the known words."""
    word, known = str(values.get("found", values.get("key", ""))), words(values.get("known"))
    suggestion = nearest(word, known)
    if suggestion:
        return f'did you mean "{suggestion}"?'
    if not known:
        return _define_first(str(values.get("kind", "")))
    if len(known) == 1:
        return f"the only one is {known[0]}"
    more = len(known) - MOST_LISTED
    listed = ", ".join(known[:MOST_LISTED])
    return f"choose from {listed}" + (f" and {more} more" if more > 0 else "")


def _define_first(kind: str) -> str:
    """Says where to define the first thing of a kind."""
    if not kind:
        return ""
    return _DEFINED_BY.get(kind, f"there are none yet: add it under `{kind}s:`")


def words(known: str | Iterable[str] | None) -> list[str]:
    """Splits known words that are given as a text with commas; other iterables become a list."""
    if not known:
        return []
    return known.split(", ") if isinstance(known, str) else [str(word) for word in known]


def for_nobody(key: str) -> str:
    """Says how to write under `seen_by` or `band_seen_by` that no side sees something."""
    return f"write `{key}: []` for nobody" if key == "seen_by" else f"leave `{key}` out for nobody"


def quote(values: Values) -> str:
    """Asks for quotes around a text; curly quotes don't count."""
    if values.get("curly"):
        return "put straight quotes (\") around the whole text; “ and ” don't count" + rest(values)
    return f"put the whole text in double quotes{rest(values)}"


def rest(values: Values) -> str:
    """Returns the note that the rest of the file was not checked, or "" if it was."""
    if not values.get("rest"):
        return ""
    return "; the rest of the file could not be read and was not checked"


def begin(values: Values) -> str:
    """Says how a scenario file, or a fragment, begins."""
    if values.get("fragment"):
        return "begin with a section such as `tracks:` at the left edge, or don't include the file"
    return "begin with `format: 1` at the left edge; docs/language.md shows a whole scenario"
