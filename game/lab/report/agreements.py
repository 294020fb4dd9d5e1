"""What is agreed at the tables of a scenario: how often, by whom, and with which options."""

from __future__ import annotations

from collections.abc import Iterator

from game.document.axes import NumberAxis
from game.document.panel_page import PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.told import NEUTRAL, Told, count, share_text
from game.lab.run.estimates import share
from game.lab.run.tally import options_by_table
from game.lab.standard.measurement import Measurement
from game.lab.standard.samples import Sample
from game.lab.summary.columns import join_words, per_cent

_TICKS = tuple((part / 100, f"{part} %") for part in (0, 25, 50, 75, 100))


def add_agreements(page: PanelPage, told: Told, measurement: Measurement) -> None:
    """How often an agreement stands at the end, and which options are never signed."""
    games = count(measurement.pooled.tally.games, "game")
    about = f"share of games with an agreement at the end; {games} of personas"
    if measurement.experts is not None:
        about += f", {measurement.experts.tally.games:,} of experts"
    with page.panel("What is agreed", about, "agreements"):
        rows = []
        for table, who, sample, number in _samples(told, measurement):
            found = share(sample.tally.agreed(number), sample.tally.games)
            rows.append(
                ChartRow(
                    f"{table}, {who}", found.value, per_cent(found.value), found.low, found.high,
                    share_text(found.low, found.high), NEUTRAL,
                )
            )  # fmt: skip
        axis = NumberAxis(low=0.0, high=1.0, names=_TICKS)
        page.figure(row_chart("What is agreed", rows, axis))
        page.paragraph(_options_sentence(told, measurement), "small")
        for title, options in _options(told, measurement):
            page.heading(title, 3)
            page.table((), options, words=2)


def _samples(told: Told, measurement: Measurement) -> Iterator[tuple[str, str, Sample, int]]:
    """By table, who plays, with their games and the table's number."""
    for number, table in enumerate(measurement.rules.tables):
        name = told.naming.table(table.id)
        yield name, "personas", measurement.pooled, number
        if measurement.experts is not None:
            yield name, "experts", measurement.experts, number


def _options(told: Told, measurement: Measurement) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """By table at which personas signed something, its issues with the shares of their options."""
    rules, tally = measurement.rules, measurement.pooled.tally
    each = zip(rules.tables, tally.signed, options_by_table(rules, tally), strict=True)
    for table, signed, issues in each:
        if signed:
            rows = []
            for issue, counts in issues:
                names = [told.naming.option(table.id, issue.id, o.id) for o in issue.options]
                shares = zip(names, counts, strict=True)
                text = ", ".join(f"{name} {per_cent(n / signed)}" for name, n in shares)
                rows.append((told.naming.issue(table.id, issue.id), text))
            yield f"{told.naming.table(table.id)}: signed by personas", rows


def _options_sentence(told: Told, measurement: Measurement) -> str:
    """Which options nobody ever signed."""
    tally = measurement.pooled.tally
    who = "personas"
    if measurement.experts is not None:
        tally += measurement.experts.tally
        who = "personas and experts"
    rules = measurement.rules
    never = [
        f"{told.naming.issue(table.id, issue.id)}: {told.naming.option(table.id, issue.id, o.id)}"
        for table, issues in zip(rules.tables, options_by_table(rules, tally), strict=True)
        for issue, counts in issues
        for o, times in zip(issue.options, counts, strict=True)
        if not times
    ]
    if never:
        return f"Never signed by {who}: {join_words(never)}."
    return f"Every option was signed somewhere by {who}."


def agreement_rows(told: Told, measurement: Measurement) -> list[tuple[str, ...]]:
    """The same as rows of a table: table, who, games, signed, standing at the end, interval."""
    rows: list[tuple[str, ...]] = []
    for table, who, sample, number in _samples(told, measurement):
        games = sample.tally.games
        standing = share(sample.tally.agreed(number), games)
        figures = (
            f"{games:,}",
            per_cent(sample.tally.signed[number] / games),
            per_cent(standing.value),
            share_text(standing.low, standing.high),
        )
        rows.append((table, who, *figures))
    return rows
