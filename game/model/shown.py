"""What is only shown, and changes no play (rule 17): an epilogue, and newspapers."""

from __future__ import annotations

from attrs import frozen

from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.shapes import Formula, Many, Record, Text, allowing, key, sourced

EPILOGUE_WORDS = 180
"""The most words that are shown of an epilogue (rule 17.1)."""
PRESS_LINES = 3
"""The most lines that stand below a headline (rule 17.2)."""


@frozen
class ConditionalText:
    """A text that is shown where its condition holds; it changes no play (rule 17)."""

    when: Expression | None = key(Formula(), "When it is shown; default: always.", default=None)
    text: str = key(Text(), "What is read then.", empty="")
    source: tuple[str, ...] = sourced()
    allow: FrozenMap[str, str] = allowing()


@frozen
class Press:
    """The newspaper of a side, on the morning after the end (rule 17.2)."""

    name: str = key(Text(), "What the paper is called.", empty="")
    headlines: tuple[ConditionalText, ...] = key(
        Many(Record(lambda: ConditionalText), at_least=1),
        "Its headline: the first that holds.",
        empty=(),
    )
    lines: tuple[ConditionalText, ...] = key(
        Many(Record(lambda: ConditionalText)),
        "What stands below it: those that hold, in this order, at most three.",
        default=(),
    )
    allow: FrozenMap[str, str] = allowing()
