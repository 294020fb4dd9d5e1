"""Which characters a text may hold, whoever wrote it: authors, players, files, the command line.

Control characters can take over a terminal, and bidirectional overrides make a text read otherwise
than it is written. Both are refused when a text is read, and never printed.
"""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff\ud800-\udfff"
"""What no text may hold, as a range of a regular expression: control characters except tab and line
feed, separators of lines, bidirectional embeddings and overrides, and what is no character."""
ISOLATES = "\u2066\u2067\u2068\u2069"
"""Bidirectional isolates: three that open, and the one that closes them."""
INSTEAD = "\ufffd"
"""What is printed in the place of a character that a text may not hold."""

_CONTROL = re.compile(f"[{CONTROLS}]")
_ISOLATES_AND_LINES = re.compile(f"[{ISOLATES}\n]")


def find_forbidden(text: str) -> int | None:
    """Where the first character stands that a text may not hold; None where there is none.

    Bidirectional isolates (U+2066 to U+2069) may stand only in pairs, both within one line.
    """
    if text.isascii() and text.isprintable():
        return None
    control = _CONTROL.search(text)
    places = [control.start()] if control is not None else []
    return min((*places, *_unbalanced(text)), default=None)


def neutralised(text: str, instead: str = INSTEAD) -> str:
    """A text that can be printed anywhere, with `instead` for each character it may not hold."""
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
    """Whether a text can be the name of a file, a side or a bot: it may be printed in one line."""
    return find_forbidden(text) is None and "\n" not in text and "\t" not in text


def one_line(text: str) -> str:
    """A text that can be printed in one line, whatever it holds."""
    return neutralised(re.sub("[\n\t]", INSTEAD, text))


def code_point(character: str) -> str:
    """How a character that nobody sees is named: `U+001B`."""
    return f"U+{ord(character):04X}"


def _unbalanced(text: str) -> list[int]:
    """Where the isolates stand that open and are not closed in their line, or close nothing."""
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
