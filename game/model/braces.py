"""Braces in texts: `{trust}` stands for a value at the moment at which the text is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_BRACES = re.compile(r"\{\{|\{[^{}]{0,40}\}?")
_BRACE = "{{"


def braces(text: str) -> Iterator[tuple[str, int]]:
    """Yields what stands in each pair of braces, with the place where they begin in the text.

    `{{` is a brace and begins none. What isn't closed names nothing, and begins with its brace.
    """
    for match in _BRACES.finditer(text) if "{" in text else ():
        if match[0] != _BRACE:
            yield _inside(match[0]), match.start()


def _inside(braced: str) -> str:
    return braced[1:-1].strip() if braced.endswith("}") else braced


def has_braces(path: Sequence[str | int]) -> bool:
    """Whether braces stand for values in the text at a path of a scenario."""
    match path:
        case ("injects" | "outcomes" | "epilogue", _, "text"):
            return True
        case ("press", _, "headlines" | "lines", _, "text"):
            return True
        case (*_, "say"):
            return True
        case _:
            return False


def fill_braces(text: str, fill: Callable[[str], str | None]) -> str:
    """A text with `{{` as a brace, and each pair of braces replaced by what `fill` makes of what
    stands in it; where that is None it stays as it is."""
    if "{" not in text:
        return text

    def replaced(match: re.Match[str]) -> str:
        if match[0] == _BRACE:
            return "{"
        value = fill(_inside(match[0]))
        return match[0] if value is None else value

    return _BRACES.sub(replaced, text)
