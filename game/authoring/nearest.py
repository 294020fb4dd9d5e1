"""The nearest right word to a wrong one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

MANY = 300


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known word most like the one found, None where none is near."""
    words = list(known)
    plain = bare(found).lower().replace(" ", "_").replace("-", "_")
    lowered = {word.lower(): word for word in words}
    if plain in lowered:
        return lowered[plain]
    if len(words) > MANY:  # comparing with each would take long
        first, length = plain[:1], len(plain)
        lowered = {
            low: word
            for low, word in lowered.items()
            if low[:1] == first and abs(len(low) - length) < 3
        }
        if len(lowered) > MANY:
            return None
    matches = difflib.get_close_matches(plain, list(lowered), n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def alike(found: str, known: Iterable[str]) -> list[str]:
    """The few known words that one found may stand for, nearest first."""
    return difflib.get_close_matches(found.lower(), list(known), n=3, cutoff=0.6)


def bare(text: str) -> str:
    """A text without quotes and spaces around it, curly quotes too."""
    return text.strip("“”‘’„«»\"' ")


def as_id(text: str) -> str:
    """The id most like a text, empty where nothing of it can stand in one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_").lstrip("0123456789_")
