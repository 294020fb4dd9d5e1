"""A study in words, charts and tables: made once from its result, and painted by every face.

`cli/many_games/study_text.py` paints it for a terminal, `lab/pages/study_page.py` as a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import field, frozen

from game.document.figures import ChartFigure
from game.document.panel_page import FindingRow, MatrixCell, MatrixHead, Reason
from game.lab.batches.estimates import Estimate


@frozen
class Measured:
    """A cell of a table: a mean in points, or a share of games, with its interval."""

    estimate: Estimate
    is_share: bool = False
    is_change: bool = False
    """Whether it says by how much something changes."""
    is_brief: bool = False
    """Whether a terminal leaves out the interval of a change."""


@frozen
class FigureName:
    """A cell of a table: what a figure is called, and what kind of figure it is."""

    name: str
    kind: str


@frozen
class AimCell:
    """A cell of a table: a figure, and whether it misses its aim."""

    text: str
    is_missed: bool


Cell = str | Measured | FigureName | AimCell


@frozen
class StudyTable:
    """Rows of cells; the first cells of a row say what it is about."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: str = ""
    lead: int = 1
    """How many cells say what a row is about."""
    is_numbered: bool = False
    """Whether these cells are numbers, and no words."""
    is_short: bool = True
    """Whether a terminal prints it, too."""


@frozen
class Code:
    """Lines to copy into a file, and their title."""

    title: str
    lines: tuple[str, ...]


@frozen
class Matrix:
    """Cells by row and column; title: for those who can't see it."""

    heading: str
    title: str
    columns: Sequence[MatrixHead]
    rows: Sequence[tuple[MatrixHead, Sequence[MatrixCell]]]


Chart = Callable[..., ChartFigure]
"""Draws a chart, for the `size` that a panel has room for."""


@frozen
class Panel:
    """A part of a page with its title; a terminal prints its tables and its code."""

    title: str
    about: str
    content: Sequence[Chart | StudyTable | Code | Matrix]
    anchor: str = ""
    """By which findings lead to it."""


@frozen
class StudyFinding(FindingRow):
    """Something that was found; its text may name what the title names."""

    is_named: bool = field(default=False, kw_only=True)
    """Whether the text is clear without the title."""


@frozen
class Study:
    """All that is said about the result of a study."""

    title: str
    """The scenario's."""
    kind: str
    """What study it is, in words."""
    games: str
    """How many games were played at how many points."""
    played: tuple[str, ...]
    """The same and who played, in sentences."""
    headline: str
    reasons: Sequence[Reason]
    rows: Sequence[Sequence[Panel]]
    """The panels, as many of them in a row as stand beside each other."""
    findings: Sequence[StudyFinding]
    tables: Sequence[StudyTable]
    """The figures."""


def in_pairs(panels: Sequence[Panel]) -> list[Sequence[Panel]]:
    """The panels in rows of two; the last may stand alone."""
    return [panels[first : first + 2] for first in range(0, len(panels), 2)]
