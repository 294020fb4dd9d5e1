"""The charts that several reports have: how games end, scores by side, the lines of a score."""

from __future__ import annotations

from game.document.axes import ChartLine
from game.document.figures import ChartFigure
from game.document.histogram import Stretch, histogram, histogram_frame
from game.document.panel_page import PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import mean, quantile, share
from game.lab.batches.tally import Histogram, Tally
from game.lab.studies.labels import NEUTRAL, Labels, per_cent_axis, share_text
from game.lab.summary.columns import decimal, interval, per_cent
from game.rules.compiled import Rules


def outcome_chart(labels: Labels, rules: Rules, tally: Tally) -> ChartFigure:
    """How the games end, the most frequent first, with intervals."""
    shares = [
        (labels.outcome(each.id), share(games, tally.games))
        for each, games in zip(rules.outcomes, tally.outcomes, strict=True)
    ]
    rows = [
        ChartRow(
            name, each.value, per_cent(each.value), each.low, each.high,
            share_text(each.low, each.high), NEUTRAL,
        )
        for name, each in sorted(shares, key=lambda pair: -pair[1].value)
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


def outcome_rows(labels: Labels, rules: Rules, tally: Tally) -> list[tuple[str, ...]]:
    """The same as rows of a table: name, id, games, share, interval."""
    rows: list[tuple[str, ...]] = []
    for each, games in zip(rules.outcomes, tally.outcomes, strict=True):
        part = share(games, tally.games)
        figures = (f"{games:,}", per_cent(part.value), share_text(part.low, part.high))
        rows.append((labels.outcome(each.id), each.id, *figures))
    return rows


def add_scores(page: PanelPage, labels: Labels, tally: Tally) -> None:
    """By side the distribution of its scores, with its mean and its par."""
    frame = histogram_frame(tally.scores, [labels.par(side) for side in range(len(labels.sides))])
    for side, counts in enumerate(tally.scores):
        name, par = labels.naming.side(labels.sides[side]), labels.par(side)
        score = mean(counts)
        page.side(name, labels.style(side), f"par {par} · mean", decimal(score.value))
        page.figure(
            histogram(
                f"Scores of {labels.naming.side_inside(labels.sides[side])}",
                counts,
                frame,
                labels.style(side),
                middle=_middle(counts),
                mean=ChartLine(score.value, f"mean {decimal(score.value)}"),
                reference=ChartLine(par, f"par {par}"),
            )
        )


def _middle(counts: Histogram) -> Stretch:
    low, high = quantile(counts, 25), quantile(counts, 75)
    return Stretch(low, high, f"middle half {low} to {high}".replace("-", "−"))


def score_rows(labels: Labels, tally: Tally) -> list[tuple[str, ...]]:
    """Scores as rows of a table: side, par, mean, interval, quantiles, ahead."""
    rows: list[tuple[str, ...]] = []
    for side, counts in enumerate(tally.scores):
        score = mean(counts)
        quantiles = (str(quantile(counts, each)).replace("-", "−") for each in (5, 25, 50, 75, 95))
        rows.append(
            (
                labels.naming.side(labels.sides[side]),
                str(labels.par(side)),
                decimal(score.value),
                interval(score),
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
