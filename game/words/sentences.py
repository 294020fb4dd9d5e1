"""Sentences by key, filled with names and numbers, and the small change of language around them."""

from __future__ import annotations

from collections.abc import Iterable

from game.words.english import SENTENCES
from game.words.terminal import TERMINAL

MINUS = "\u2212"


def say(key: str, **values: object) -> str:
    """The sentence under a key, filled."""
    found = SENTENCES.get(key) or TERMINAL[key]
    return found.format(**values)


def counted(key: str, n: int, **values: object) -> str:
    """The sentence under a key in the form that goes with a number, filled."""
    return say(f"{key}.{'one' if abs(n) == 1 else 'other'}", n=number(n), **values)


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Parts as one phrase: `a, b and c`."""
    *some, last = parts
    return say(f"list.{word}", some=", ".join(some), last=last) if some else last


def number(n: int) -> str:
    """A number with the minus sign of typography."""
    return str(n).replace("-", MINUS)


def signed(n: int) -> str:
    """A change: +3, −3, ±0."""
    return f"+{n}" if n > 0 else number(n) if n else "±0"


def capital(text: str) -> str:
    """The text with its first letter as at a sentence's start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    ended = text.rstrip("”")[-1:] in (".", "!", "?", "…")
    return capital(text) if ended else f"{capital(text)}."
