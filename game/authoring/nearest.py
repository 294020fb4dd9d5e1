"""Finds the known word most similar to a wrong one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

MANY_WORDS = 300


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Returns the known word most similar to a wrong one, or None if none is similar."""
    words = list(known)
    plain = strip_quotes(wrong).lower().replace(" ", "_").replace("-", "_")
    lowered = {word.lower(): word for word in words}
    if plain in lowered:
        return lowered[plain]
    if len(words) > MANY_WORDS:  # comparing with each would take too long
        first, length = plain[:1], len(plain)
        lowered = {
            low: word
            for low, word in lowered.items()
            if low[:1] == first and abs(len(low) - length) < 3
        }
        if len(lowered) > MANY_WORDS:
            return None
    matches = difflib.get_close_matches(plain, list(lowered), n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def find_similar(wrong: str, known: Iterable[str]) -> list[str]:
    """Returns up to three known words similar to a wrong one, the most similar first."""
    return difflib.get_close_matches(wrong.lower(), list(known), n=3, cutoff=0.6)


def strip_quotes(text: str) -> str:
    """Removes quotes, curly ones too, and spaces around a text."""
    return text.strip("“”‘’„«»\"' ")


def make_id(text: str) -> str:
    """Makes a valid id from a text; "" if the text has no usable character."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_").lstrip("0123456789_")
