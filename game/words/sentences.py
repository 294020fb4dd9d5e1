"""What sentences are, and how numbers and beginnings are written in every language."""

from __future__ import annotations

Message = str | tuple[str, str]
"""A sentence, or its two forms for one and for several."""

MINUS = "\u2212"


def number(n: int) -> str:
    """A number with the minus sign of typography."""
    return str(n).replace("-", MINUS)


def signed(n: int) -> str:
    """A change: +3, −3, ±0."""
    return f"+{n}" if n > 0 else number(n) if n else "±0"


def capital(text: str) -> str:
    """The text with its first letter as at a sentence's start."""
    return text[:1].upper() + text[1:]
