"""The shape of sentences, and how numbers and capitals are written in every language."""

from __future__ import annotations

Message = str | tuple[str, str]
"""A sentence, or its singular and its plural."""

MINUS = "\u2212"


def number(n: int) -> str:
    """A number with a typographic minus sign."""
    return str(n).replace("-", MINUS)


def signed(n: int) -> str:
    """A number with its sign: +3, −3, ±0."""
    return f"+{n}" if n > 0 else number(n) if n else "±0"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
