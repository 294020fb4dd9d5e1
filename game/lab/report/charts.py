"""The charts that several reports have: how games end, scores by side, the lines of a score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.document.axes import ChartLine
from game.document.figures import Figure
from game.document.histogram import histogram, histogram_frame
from game.document.panel_page import BarRow, PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.kernel.rows import Ints
from game.lab.report.told import NEUTRAL, Told, per_cent_axis, share_text
from game.lab.run.estimates import mean, quantile, share
from game.lab.run.tally import Tally
from game.lab.summary.columns import decimal, interval, per_cent
from game.rules.compiled import Rules

MOST_LINES = 8
"""So many lines of a score are shown by themselves; the rest stands in one row."""


def outcome_chart(told: Told, rules: Rules, tally: Tally) -> Figure:
    """How the games end, the most frequent first, with intervals."""
    found = [
        (told.outcome(each.id), share(games, tally.games))
        for each, games in zip(rules.outcomes, tally.outcomes, strict=True)
    ]
    rows = [
        ChartRow(
            name, each.value, per_cent(each.value), each.low, each.high,
            share_text(each.low, each.high), NEUTRAL,
        )
        for name, each in sorted(found, key=lambda pair: -pair[1].value)
    ]  # fmt: skip
    most = max(row.high or 0.0 for row in rows)
    return row_chart("How the games end", rows, per_cent_axis(most))


def length_sentence(tally: Tally) -> str:
    """How long a game is."""
    turns, decisions = mean(tally.turns).value, tally.decisions / tally.games
    least, most = min(tally.turns), max(tally.turns)
    between = f", from {least} to {most}" if least < most else ""
    return (
        f"A game lasts {decimal(turns)} turns on average{between}, "
        f"and takes {decimal(decisions)} decisions."
    )


def outcome_rows(told: Told, rules: Rules, tally: Tally) -> list[tuple[str, ...]]:
    """The same as rows of a table: name, id, games, share, interval."""
    rows: list[tuple[str, ...]] = []
    for each, games in zip(rules.outcomes, tally.outcomes, strict=True):
        found = share(games, tally.games)
        figures = (f"{games:,}", per_cent(found.value), share_text(found.low, found.high))
        rows.append((told.outcome(each.id), each.id, *figures))
    return rows


def add_scores(page: PanelPage, told: Told, tally: Tally) -> None:
    """By side the distribution of its scores, with its mean and its par."""
    frame = histogram_frame(tally.scores, [told.par(side) for side in range(len(told.sides))])
    for side, counts in enumerate(tally.scores):
        name, par = told.naming.side(told.sides[side]), told.par(side)
        found = mean(counts)
        page.side(name, told.style(side), f"par {par} · mean", decimal(found.value))
        page.figure(
            histogram(
                f"Scores of {told.naming.side_inside(told.sides[side])}",
                counts,
                frame,
                told.style(side),
                middle=(quantile(counts, 25), quantile(counts, 75)),
                mean=ChartLine(found.value, f"mean {decimal(found.value)}"),
                reference=ChartLine(par, f"par {par}"),
            )
        )


def score_rows(told: Told, tally: Tally) -> list[tuple[str, ...]]:
    """Scores as rows of a table: side, par, mean, interval, quantiles, ahead."""
    rows: list[tuple[str, ...]] = []
    for side, counts in enumerate(tally.scores):
        found = mean(counts)
        quantiles = (str(quantile(counts, each)).replace("-", "−") for each in (5, 25, 50, 75, 95))
        rows.append(
            (
                told.naming.side(told.sides[side]),
                str(told.par(side)),
                decimal(found.value),
                interval(found),
                *quantiles,
                per_cent(tally.ahead[side] / tally.games),
            )
        )
    return rows


SCORE_HEAD = (
    "side",
    "par",
    "mean",
    "95 % interval",
    "5 %",
    "25 %",
    "50 %",
    "75 %",
    "95 %",
    "ahead",
)


def add_lines(page: PanelPage, told: Told, by_side: Sequence[Ints]) -> None:
    """By side the lines of its score, the greatest first: mean points, and their spread.

    by_side: by side the points of its lines, by game and line.
    """
    sorted_rows = [_line_figures(told, side, points) for side, points in enumerate(by_side)]
    longest = max((abs(mean) for rows in sorted_rows for _, mean, _ in rows), default=1.0) or 1.0
    sides = []
    for side, rows in enumerate(sorted_rows):
        bars = [
            BarRow(name, mean / longest, (decimal(mean), f"±{decimal(spread)}"))
            for name, mean, spread in rows
        ]
        sides.append((told.naming.side(told.sides[side]), told.style(side), bars))
    page.bar_tables(("points", "spread"), sides)


def _line_figures(told: Told, side: int, points: Ints) -> list[tuple[str, float, float]]:
    """Lines with their mean and standard deviation; small ones are put together."""
    labels = told.lines(side)
    order = sorted(range(len(labels)), key=lambda i: -abs(float(points[:, i].mean())))
    shown = order if len(order) <= MOST_LINES + 1 else order[:MOST_LINES]
    rest = order[len(shown) :]
    rows = [(labels[i], *_mean_and_spread(points[:, i])) for i in shown]
    if rest:
        rows.append((f"{len(rest)} more lines", *_mean_and_spread(points[:, rest].sum(axis=1))))
    return rows


def _mean_and_spread(points: Ints) -> tuple[float, float]:
    spread = float(np.std(points, ddof=1)) if len(points) > 1 else 0.0
    return float(points.mean()), spread


def line_rows(told: Told, by_side: Sequence[Ints]) -> list[tuple[str, ...]]:
    """All lines as rows of a table: side, line, mean, spread, share of games without any points."""
    rows: list[tuple[str, ...]] = []
    for side, points in enumerate(by_side):
        for i, label in enumerate(told.lines(side)):
            value, spread = _mean_and_spread(points[:, i])
            without = per_cent(float((points[:, i] == 0).mean()))
            rows.append((told.short(side), label, decimal(value), decimal(spread), without))
    return rows


def lines_by_side(rules: Rules, lines: Ints) -> list[Ints]:
    """The points of the lines, by side, of columns that stand side by side."""
    ends = np.cumsum([len(each) for each in rules.scores], dtype=np.int64)
    return list(np.split(lines, ends[:-1], axis=1))
