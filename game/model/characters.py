"""Finds characters that are not allowed in any text.

Control characters can take over a terminal, and bidirectional overrides display a text in another
order than it is written. Both are refused when a text is read, and are never printed.
"""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff\ud800-\udfff"
"""The forbidden characters as a range of a regular expression: control characters except tab and
line feed, line separators, bidirectional embeddings and overrides, and non-characters."""
ISOLATES = "\u2066\u2067\u2068\u2069"
"""Characters around a part of a line with its own direction: three open it, one closes it."""
INSTEAD = "\ufffd"
"""The character that is printed instead of a forbidden one."""

LONGEST_SHOWN = 300
"""The longest text from a file that a sentence quotes whole."""

_CONTROL = re.compile(f"[{CONTROLS}]")
_ISOLATES_AND_LINES = re.compile(f"[{ISOLATES}\n]")


def find_forbidden(text: str) -> int | None:
    """The index of the first forbidden character; None if there is none.

    Bidirectional isolates (U+2066 to U+2069) are allowed only in pairs within one line.
    """
    if text.isascii() and text.isprintable():
        return None
    control = _CONTROL.search(text)
    places = [control.start()] if control is not None else []
    return min((*places, *_unbalanced(text)), default=None)


def neutralise(text: str, instead: str = INSTEAD) -> str:
    """Replaces each forbidden character, so that the text can be printed anywhere."""
    if text.isascii() and text.isprintable():
        return text
    places = _unbalanced(text)
    if places:
        letters = list(text)
        for place in places:
            letters[place] = instead
        text = "".join(letters)
    return _CONTROL.sub(instead, text)


def is_name(text: str) -> bool:
    """Whether a text can be a name, of a file for example: one line, no forbidden characters."""
    return find_forbidden(text) is None and "\n" not in text and "\t" not in text


def one_line(text: str) -> str:
    """Replaces forbidden characters, tabs and line feeds, so that the text prints on one line."""
    return neutralise(re.sub("[\n\t]", INSTEAD, text))


def shorten(text: str, most: int = LONGEST_SHOWN) -> str:
    """A text that fits into a sentence: a long one without its middle, but with its length.

    most: the length up to which it is left as it is.
    """
    if len(text) <= most:
        return text
    begin, end = most * 2 // 3, most // 6
    return f"{text[:begin]} […] {text[-end:]} ({len(text):,} characters)"


def code_point(character: str) -> str:
    """The code point of a character, for invisible ones: `U+001B`."""
    return f"U+{ord(character):04X}"


def _unbalanced(text: str) -> list[int]:
    """The indices of isolates that have no partner on their line."""
    opened: list[int] = []
    places: list[int] = []
    for isolate in _ISOLATES_AND_LINES.finditer(text):
        if isolate.group() == "\n":
            places += opened
            opened = []
        elif isolate.group() != ISOLATES[-1]:
            opened.append(isolate.start())
        elif opened:
            opened.pop()
        else:
            places.append(isolate.start())
    return places + opened
