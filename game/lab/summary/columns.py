"""Aligned columns of plain text, and the way numbers are written in them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import zip_longest
from math import floor, isinf

from game.lab.batches.estimates import Estimate
from game.words.sentences import MINUS

WIDTH = 80
INDENT = "  "
GAP = "  "
LARGEST_COUNT = 10**7
"""Of so many games, or fewer, a share is known exactly by its decimal number."""
LEAST_NAME = 16
"""The least width of a name that is too long for it."""

NO_BREAK = "\u00a0"
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=[%±–])|(?<=[±–≈!]) (?=[\d−<>])")
"""Where a number goes on behind a space: `17.1 %`, `+2.5 ± 1.4`, `3.2 – 4.0`."""

Row = Sequence[str]
"""An id, a name, and figures."""


def columns(title: str, heads: Sequence[str], rows: Sequence[Row], width: int = WIDTH) -> list[str]:
    """A title line with column heads, and a line for each row: id, name, figures to the right.

    Names go on in the lines below where a line would be too long; where that would make narrow
    columns of them, they stand below the table. Without ids they always stand in the table.
    Heads of several lines end in the title line. A long title has its own line.
    """
    head_rows = _head_rows(heads)
    cells = zip(*head_rows, *(row[2:] for row in rows), strict=True)
    widths = [max(map(len, column)) for column in cells]
    lead = max(len(row[0]) for row in rows)
    lead += len(GAP) if lead else 0
    room = width - len(INDENT) - lead - sum(len(GAP) + each for each in widths)
    longest = max(len(row[1]) for row in rows)
    is_beside = not lead or room >= min(longest, LEAST_NAME)
    labels = [f"{INDENT}{row[0]}" for row in rows]
    rest: list[list[str]] = [[] for _ in rows]
    """By row, the lines in which its name goes on."""
    if is_beside:
        hang = "" if lead else 2 * INDENT
        for i, row in enumerate(rows):
            first, *others = _broken(row[1], max(room, LEAST_NAME), hang)
            labels[i] = f"{INDENT}{row[0]:{lead}}{first}".rstrip()
            rest[i] = [f"{INDENT}{'':{lead}}{other}" for other in others]
    above: list[str] = []
    if len(title) > width - sum(len(GAP) + each for each in widths):
        above, title = fold(title, width), ""
    left = max(map(len, [title, *labels, *(line for lines in rest for line in lines)]))
    higher = len(head_rows) - 1
    lines = zip(
        [*higher * [""], title, *labels],
        [*head_rows, *(row[2:] for row in rows)],
        [*higher * [[]], [], *rest],
        strict=True,
    )
    table = [
        *above,
        *(
            line.rstrip()
            for label, figures, others in lines
            for line in (f"{label:{left}}{_align(figures, widths)}", *others)
        ),
    ]
    if not is_beside:
        named = (f"{row[0].strip()}: {row[1].strip()}" for row in rows if row[1].strip())
        table += fold(f"{'; '.join(named)}.", width)
    return table


def _head_rows(heads: Sequence[str]) -> list[tuple[str, ...]]:
    """Heads line by line; those with fewer lines stand at the foot."""
    upwards = zip_longest(*(head.split("\n")[::-1] for head in heads), fillvalue="")
    return [*upwards][::-1] or [()]


def _broken(name: str, width: int, hang: str) -> list[str]:
    """A name in lines of this width at most, all of them as far indented as it is.

    hang: what else those after the first are indented by.
    """
    if len(name) <= width:
        return [name]
    indent = " " * (len(name) - len(name.lstrip()))
    return fold(name, width, rest=indent + hang)


def _align(figures: Row, widths: Sequence[int]) -> str:
    cells = zip(figures, widths, strict=True)
    return "".join(f"{GAP}{figure:>{width}}" for figure, width in cells)


def wrap(text: str, bullet: str = "") -> list[str]:
    """Wraps a sentence into lines; those after the first are indented to its text."""
    return fold(text, WIDTH, bullet, " " * len(bullet))


def fold(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Wraps a text into lines, never between a number and its sign, unit or interval.

    first, rest: what the first line begins with, and the others.
    """
    lines = textwrap.wrap(
        _IN_A_NUMBER.sub(NO_BREAK, text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines]


def decimal(value: float, digits: int = 1) -> str:
    """A number with a typographic minus sign, and no sign if it rounds to 0."""
    return f"{value:z,.{digits}f}".replace("-", MINUS)


def per_cent(part: float) -> str:
    """A share in per cent: `0 %` and `100 %` mean none and all exactly.

    It is rounded half up, as the quotient of whole counts that it is: 1 game of 16 is 6.3 %.
    """
    if part in (0, 1):
        return f"{part:.0%}".replace("%", " %")
    exact = Fraction(part).limit_denominator(LARGEST_COUNT)
    tenths = floor(1000 * exact + Fraction(1, 2))
    if tenths == 0:
        return "<0.1 %"
    return ">99.9 %" if tenths == 1000 else f"{tenths // 10}.{tenths % 10} %"


def percentage(part: float) -> str:
    """A share, or the difference of two, in per cent without the sign; rounded half up, too."""
    exact = Fraction(part).limit_denominator(LARGEST_COUNT)
    tenths = floor(1000 * abs(exact) + Fraction(1, 2))
    return f"{MINUS if exact < 0 and tenths else ''}{tenths // 10:,}.{tenths % 10}"


def rate(times: int, games: int) -> str:
    """How many times a game something happened: `0` means never."""
    if not times:
        return "0"
    return "<0.01" if times / games < 0.005 else decimal(times / games, 2)


def interval(estimate: Estimate, scale: float = 1) -> str:
    """The interval of an estimate; a dash where it is unbounded."""
    if isinf(estimate.high):
        return "–"
    return f"{decimal(estimate.low * scale)} – {decimal(estimate.high * scale)}"


def difference(estimate: Estimate, digits: int = 1) -> str:
    """A difference and half the width of its interval: `+3.1 ± 0.4`."""
    sign = "+" if round(estimate.value, digits) > 0 else ""
    half = "–" if isinf(estimate.high) else f"{(estimate.high - estimate.low) / 2:.{digits}f}"
    return f"{sign}{decimal(estimate.value, digits)} ± {half}"


def quantity(n: int, noun: str) -> str:
    """A number and its noun: `1 game`, `2,000 games`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def join_words(words: Iterable[str]) -> str:
    """Joins words into one phrase: `a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
