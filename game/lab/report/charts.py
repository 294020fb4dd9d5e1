"""The charts that several reports have: how games end, scores by side, the lines of a score."""

from __future__ import annotations

from game.document.axes import ChartLine
from game.document.figures import Figure
from game.document.histogram import Stretch, histogram, histogram_frame
from game.document.panel_page import PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.told import NEUTRAL, Told, per_cent_axis, share_text
from game.lab.run.estimates import mean, quantile, share
from game.lab.run.tally import Histogram, Tally
from game.lab.summary.columns import decimal, interval, per_cent
from game.rules.compiled import Rules


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
                middle=_middle(counts),
                mean=ChartLine(found.value, f"mean {decimal(found.value)}"),
                reference=ChartLine(par, f"par {par}"),
            )
        )


def _middle(counts: Histogram) -> Stretch:
    low, high = quantile(counts, 25), quantile(counts, 75)
    return Stretch(low, high, f"middle half {low} to {high}".replace("-", "−"))


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
