"""Aligned columns of plain text, and how figures are written in them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from math import isinf

from game.lab.run.figures import Estimate
from game.words.sentences import MINUS

WIDTH = 80
INDENT = "  "
GAP = "  "
LEAST_NAME = 6
"""A name that has less room than this says nothing, and the ids stand alone."""

Row = Sequence[str]
"""An id, a name, and figures."""


def columns(title: str, heads: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """A title with heads beside it, and a line for each row: id, name, and figures to the right.

    Names give way where a line would be too long; ids and figures never do.
    """
    widths = [max(map(len, column)) for column in zip(heads, *(r[2:] for r in rows), strict=True)]
    ids = max(len(row[0]) for row in rows)
    room = WIDTH - len(INDENT) - ids - sum(len(GAP) + width for width in [0, *widths])
    names = min(max(len(row[1]) for row in rows), room)
    labels = [f"{INDENT}{row[0]:{ids}}" for row in rows]
    if room >= LEAST_NAME:
        labels = [
            f"{label}{GAP}{shorten(row[1], names)}" for label, row in zip(labels, rows, strict=True)
        ]
    left = max(map(len, [title, *labels]))
    lines = zip([title, *labels], [heads, *(row[2:] for row in rows)], strict=True)
    return [f"{label:{left}}{_aligned(figures, widths)}".rstrip() for label, figures in lines]


def _aligned(figures: Row, widths: Sequence[int]) -> str:
    cells = zip(figures, widths, strict=True)
    return "".join(f"{GAP}{figure:>{width}}" for figure, width in cells)


def shorten(text: str, width: int) -> str:
    """A text of no more than so many characters."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def wrap(text: str, bullet: str = "") -> list[str]:
    """A sentence as lines; those after the first stand under its text."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


def decimal(value: float, digits: int = 1) -> str:
    """A number with the minus sign of typography, and without one where it rounds to nothing."""
    return f"{value:z,.{digits}f}".replace("-", MINUS)


def per_cent(part: float) -> str:
    """A share in per cent: `0 %` and `100 %` are written of none and of all only."""
    if part in (0, 1):
        return f"{part:.0%}".replace("%", " %")
    if part < 0.0005:
        return "<0.1 %"
    return ">99.9 %" if part >= 0.9995 else f"{100 * part:.1f} %"


def rate(times: int, games: int) -> str:
    """How often a game something happened: `0` is written of never only."""
    if not times:
        return "0"
    return "<0.01" if times / games < 0.005 else decimal(times / games, 2)


def interval(figure: Estimate, scale: float = 1) -> str:
    """From where to where a figure may well lie; a dash where that can't be said."""
    if isinf(figure.high):
        return "–"
    return f"{decimal(figure.low * scale)} – {decimal(figure.high * scale)}"


def difference(figure: Estimate, digits: int = 1) -> str:
    """A difference with half its interval: `+3.1 ± 0.4`."""
    sign = "+" if round(figure.value, digits) > 0 else ""
    half = "–" if isinf(figure.high) else f"{figure.high - figure.value:.{digits}f}"
    return f"{sign}{decimal(figure.value, digits)} ± {half}"


def quantity(n: int, noun: str) -> str:
    """A number with its noun: `1 game`, `2,000 games`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def join_words(parts: Iterable[str]) -> str:
    """Parts as one phrase: `a, b and c`."""
    *some, last = parts
    return f"{', '.join(some)} and {last}" if some else last
