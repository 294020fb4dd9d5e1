"""The sentences that an author reads: for each problem code its message, hint and severity.

Checks report a code and values, and never a sentence. Only this package turns them into English,
one module for each subject, with the hints that depend on those values.
"""

from __future__ import annotations

import re

from game.authoring.wording import (
    campaigns,
    claims,
    expressions,
    files,
    game,
    personas,
    references,
    shapes,
    syntax,
)
from game.authoring.wording.wording import Values, Worded
from game.model.characters import shorten

CODES: dict[str, Worded] = {
    **files.CODES,
    **syntax.CODES,
    **shapes.CODES,
    **references.CODES,
    **expressions.CODES,
    **game.CODES,
    **personas.CODES,
    **claims.CODES,
    **campaigns.CODES,
}

WARNINGS = tuple(code for code, wording in CODES.items() if wording.severity == "warning")

_CANNOT_BE_SILENCED = (
    *("allow-unused", "bounds-wide", "many-problems", "translation-missing", "variant-same"),
)
_LONGEST = 1000
"""The longest message, and the longest hint."""
_BLANK = re.compile(r"[^\S ]")


def say(code: str, values: Values) -> tuple[str, str]:
    """Returns the message and the hint for a problem; a warning's hint says how to silence it.

    Long values are shown without their middle.
    """
    wording = CODES[code]
    values = {key: _shown(value) for key, value in values.items()}
    if "kind" in values:
        values["a_kind"] = with_article(str(values["kind"]))
    hint = wording.hint(values) if callable(wording.hint) else wording.hint.format(**values)
    if wording.severity == "warning" and code not in _CANNOT_BE_SILENCED:
        hint += f"; or silence it with `allow: {{{code}: reason}}` here or further out"
    return shorten(wording.message.format(**values), _LONGEST), shorten(hint, _LONGEST)


def with_article(noun: str) -> str:
    """Puts "a" or "an" before a noun."""
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def _shown(value: object) -> object:
    """A value as a sentence has it: short, with the code point of each blank that isn't a space."""
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    if not isinstance(value, str):
        return value
    return _BLANK.sub(lambda match: f"U+{ord(match.group()):04X}", shorten(value))
