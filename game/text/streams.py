"""Printing where not every sign can be printed: a cp1252 console must not crash on an arrow."""

from __future__ import annotations

import codecs
import sys
from typing import TextIO

TWINS = {
    "→": "->", "←": "<-", "↔": "<->", "−": "-", "–": "-", "—": "-", "…": "...", "✓": "x",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "×": "x", "÷": "/", "±": "+/-", "·": "-", "•": "*", "≥": ">=", "≤": "<=", "≠": "!=",
    "█": "#", "░": ".", "\u00a0": " ", "\u202f": " ", "\u2011": "-",
}  # fmt: skip
"""For signs that an encoding may lack, what stands for them in ASCII."""


def _twins(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(TWINS.get(sign, "?") for sign in lost), error.end


def tolerant(stream: TextIO) -> None:
    """Makes a text stream never fail for a sign: it writes what it can, and twins for the rest.

    A stream that isn't a real one (a test's) is left as it is.
    """
    codecs.register_error("communique", _twins)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    # A Windows console that was set to its old code page still reads UTF-8.
    if sys.platform == "win32" and stream.isatty():
        reconfigure(encoding="utf-8", errors="communique")
    else:
        reconfigure(errors="communique")
