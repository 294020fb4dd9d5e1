"""What is agreed at the tables of a scenario: how often, by whom, and with which options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.document.axes import NumberAxis
from game.document.figures import FigureSize
from game.document.panel_page import PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import share
from game.lab.batches.tally import Tally, options_by_table
from game.lab.standard.findings import unused_gains
from game.lab.standard.measurement import Measurement, mean_of
from game.lab.studies.labels import NEUTRAL, SHARES, Labels, share_text
from game.lab.summary.columns import interval, join_words, per_cent, quantity
from game.rules.compiled import Rules

Played = Sequence[tuple[str, Tally]]
"""Who played, and what their games came to; the first are those whose options are shown."""


def played(measurement: Measurement) -> Played:
    """The games of personas and those of experts."""
    experts = [("experts", measurement.experts.tally)] if measurement.experts is not None else []
    return [("personas", measurement.pooled.tally), *experts]


def add_agreements(
    page: PanelPage,
    labels: Labels,
    rules: Rules,
    tallies: Played,
    measurement: Measurement | None = None,
    size: FigureSize = "wide",
) -> None:
    """Adds a panel: how often an agreement stands at the end, and which options are never signed.

    measurement: where the unused gain was measured.
    """
    games = ", ".join(
        f"{quantity(tally.games, 'game')}{f' of {who}' if who else ''}" for who, tally in tallies
    )
    about = f"share of games with an agreement at the end; {games}"
    with page.panel("What is agreed", about, "agreements"):
        rows = []
        for table, who, tally, number in _by_table(labels, rules, tallies):
            standing = share(tally.agreed(number), tally.games)
            rows.append(
                ChartRow(
                    f"{table}, {who}" if who else table,
                    standing.value, per_cent(standing.value), standing.low, standing.high,
                    share_text(standing.low, standing.high), NEUTRAL,
                )
            )  # fmt: skip
        axis = NumberAxis(low=0.0, high=1.0, names=SHARES)
        page.figure(row_chart("What is agreed", rows, axis, size=size))
        page.paragraph(_options_sentence(labels, rules, tallies), "small")
        if measurement is not None:
            for sentence in frontier_sentences(labels, measurement):
                page.paragraph(sentence, "small")


def frontier_sentences(labels: Labels, measurement: Measurement) -> Iterator[str]:
    """Sentences on how far signed packages lay from the Pareto frontier, table by table."""
    samples = [("personas", measurement.pooled)]
    if measurement.experts is not None:
        samples.append(("experts", measurement.experts))
    for number, table in enumerate(measurement.rules.tables):
        for who, sample in samples:
            gains = unused_gains(sample, number)
            if len(gains):
                mean_gain, on_it = mean_of(gains), int((gains == 0).sum())
                yield (
                    f"{labels.naming.table(table.id)}: the unused gain of what {who} signed was "
                    f"{per_cent(mean_gain.value)} on average (95 %: {interval(mean_gain, 100)}; "
                    f"{quantity(len(gains), 'signing')}); {on_it} of them lay on the Pareto "
                    "frontier."
                )
            unknown = sample.tally.signed[number] - len(gains)
            if unknown:
                yield (
                    f"{labels.naming.table(table.id)}: what {who} signed in "
                    f"{quantity(unknown, 'game')} can't be compared with the Pareto frontier: so "
                    "many packages can't be worked out."
                )


def _by_table(
    labels: Labels, rules: Rules, tallies: Played
) -> Iterator[tuple[str, str, Tally, int]]:
    """By table, who plays, with their games and the table's number."""
    for number, table in enumerate(rules.tables):
        for who, tally in tallies:
            yield labels.naming.table(table.id), who, tally, number


def option_tables(
    labels: Labels, rules: Rules, tally: Tally
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """By table at which something was signed, its name, and its issues with shares of options."""
    each = zip(rules.tables, tally.signed, options_by_table(rules, tally), strict=True)
    for table, signed, issues in each:
        if signed:
            rows = []
            for issue, counts in issues:
                names = [labels.naming.option(table.id, issue.id, o.id) for o in issue.options]
                shares = zip(names, counts, strict=True)
                text = ", ".join(f"{name} {per_cent(n / signed)}" for name, n in shares)
                rows.append((labels.naming.issue(table.id, issue.id), text))
            yield labels.naming.table(table.id), rows


def _options_sentence(labels: Labels, rules: Rules, tallies: Played) -> str:
    """Which options nobody ever signed."""
    (_, tally), *others = tallies
    for _, other in others:
        tally += other
    who = join_words(who or "anybody" for who, _ in tallies)
    naming = labels.naming
    never = [
        f"{naming.issue(table.id, issue.id)}: {naming.option(table.id, issue.id, o.id)}"
        for table, issues in zip(rules.tables, options_by_table(rules, tally), strict=True)
        for issue, counts in issues
        for o, times in zip(issue.options, counts, strict=True)
        if not times
    ]
    if never:
        return f"Never signed by {who}: {join_words(never)}."
    return f"Every option was signed somewhere by {who}."


def agreement_rows(labels: Labels, rules: Rules, tallies: Played) -> list[tuple[str, ...]]:
    """The same as rows of a table: table, who, games, signed, at the end, interval."""
    rows: list[tuple[str, ...]] = []
    for table, who, tally, number in _by_table(labels, rules, tallies):
        standing = share(tally.agreed(number), tally.games)
        figures = (
            f"{tally.games:,}",
            per_cent(tally.signed[number] / tally.games),
            per_cent(standing.value),
            share_text(standing.low, standing.high),
        )
        rows.append((table, who, *figures))
    return rows


AGREEMENT_HEAD = ("table", "who", "games", "signed", "at the end", "95 % interval, %")
