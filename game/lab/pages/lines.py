"""The lines that make a score: sums over games that add up, and so need little memory."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from attrs import frozen

from game.document.panel_page import BarRow, PanelPage
from game.kernel.rows import Ints
from game.lab.studies.labels import Labels
from game.lab.summary.columns import decimal, per_cent

MOST_LINES = 8
"""So many lines of a score are shown by themselves; the rest stands in one row."""
LINE_HEAD = ("side", "line", "points", "spread", "games without")


@frozen(eq=False)
class LineSums:
    """Sums over games of the points of all lines, side by side."""

    games: int
    sums: Ints
    """By line."""
    products: Ints
    """By two lines, the sum of the products of their points."""
    zeros: Ints
    """By line, the games in which it gave nothing."""

    @classmethod
    def of(cls, points: Ints) -> LineSums:
        """The sums of some games. points: by game and line."""
        wide = points.astype(np.int64)
        return cls(len(wide), wide.sum(axis=0), wide.T @ wide, (wide == 0).sum(axis=0))

    def __add__(self, other: LineSums) -> LineSums:
        """The sums over the games of both."""
        return LineSums(
            self.games + other.games,
            self.sums + other.sums,
            self.products + other.products,
            self.zeros + other.zeros,
        )

    def mean(self, lines: Sequence[int]) -> float:
        """The mean of the sum of some lines."""
        return int(self.sums[list(lines)].sum()) / self.games

    def spread(self, lines: Sequence[int]) -> float:
        """The standard deviation of the sum of some lines; 0 for a single game."""
        if self.games < 2:
            return 0.0
        chosen = list(lines)
        total = int(self.sums[chosen].sum())
        squares = int(self.products[np.ix_(chosen, chosen)].sum())
        return sqrt((self.games * squares - total * total) / (self.games * (self.games - 1)))

    def without(self, line: int) -> float:
        """The share of games in which a line gave nothing."""
        return int(self.zeros[line]) / self.games


def add_lines(page: PanelPage, labels: Labels, lines: LineSums) -> None:
    """By side the lines of its score, the greatest first: mean points, and their spread."""
    figures = [_shown(labels, side, lines) for side in range(len(labels.sides))]
    longest = max((abs(mean) for rows in figures for _, mean, _ in rows), default=1.0) or 1.0
    sides = []
    for side, rows in enumerate(figures):
        bars = [
            BarRow(name, mean / longest, (decimal(mean), f"±{decimal(spread)}"))
            for name, mean, spread in rows
        ]
        sides.append((labels.naming.side(labels.sides[side]), labels.style(side), bars))
    page.bar_tables(("points", "spread"), sides)


def _places(labels: Labels, side: int) -> range:
    """Where the lines of a side stand among all."""
    first = sum(len(labels.lines(before)) for before in range(side))
    return range(first, first + len(labels.lines(side)))


def _shown(labels: Labels, side: int, lines: LineSums) -> list[tuple[str, float, float]]:
    """Lines with their mean and standard deviation; small ones are put together."""
    line_names, places = labels.lines(side), _places(labels, side)
    order = sorted(places, key=lambda i: -abs(lines.mean([i])))
    shown = order if len(order) <= MOST_LINES + 1 else order[:MOST_LINES]
    rest = order[len(shown) :]
    rows = [(line_names[i - places.start], lines.mean([i]), lines.spread([i])) for i in shown]
    if rest:
        rows.append((f"{len(rest)} more lines", lines.mean(rest), lines.spread(rest)))
    return rows


def line_rows(labels: Labels, lines: LineSums) -> list[tuple[str, ...]]:
    """All lines as rows of a table with LINE_HEAD."""
    return [
        (
            labels.short(side),
            label,
            decimal(lines.mean([i])),
            decimal(lines.spread([i])),
            per_cent(lines.without(i)),
        )
        for side in range(len(labels.sides))
        for i, label in zip(_places(labels, side), labels.lines(side), strict=True)
    ]
