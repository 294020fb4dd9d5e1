"""The balance of a scenario as lines of text, or as a Markdown table for a teaching note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.lab.batches.tally import margin
from game.lab.standard.action_use import choice_rates, slot_names, use_rates
from game.lab.standard.measurement import Measurement, SampleSizes
from game.lab.standard.payoff_text import matrix_text
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion
from game.lab.summary.columns import decimal, difference, per_cent, rate

MOST_IN_CELL = 4
"""So many failures are listed in a cell of the Markdown table; the others are counted."""


def as_text(measurement: Measurement, criteria: Sequence[Criterion]) -> Iterator[str]:
    """The criteria, the figures by pairing, action and inject, and at the end the failures."""
    title = measurement.rules.scenario.title
    yield f"{title}: {_sizes(measurement.sizes, len(measurement.pairings))}."
    yield ""
    yield from _grid([(c.name, c.measured, c.aim, _verdict(c)) for c in criteria])
    yield ""
    yield from _by_pairing(measurement)
    yield ""
    yield from matrix_text(Payoffs.of(measurement))
    yield ""
    yield from _by_action(measurement)
    yield ""
    yield from _by_inject(measurement)
    yield ""
    yield from _missed(criteria)


def _missed(criteria: Sequence[Criterion]) -> Iterator[str]:
    """What misses, what is found, and what the author accepts; or that all is held."""
    missed = [criterion for criterion in criteria if not criterion.met]
    failed = [each for each in missed if each.failed]
    yield "What misses" if failed else "Everything is held."
    yield from map(_miss, failed)
    found = [each for each in missed if not each.failed and not each.reason]
    if found:
        yield ""
        yield "Findings: what a better game would do, too"
        yield from map(_miss, found)
    taken = [each for each in missed if each.reason]
    if taken:
        yield ""
        yield "Accepted by the author"
        yield from (f"{_miss(each)} Why: {each.reason}" for each in taken)


def _miss(criterion: Criterion) -> str:
    return f"- {criterion.name}: {'; '.join(criterion.failures)}. Aim: {criterion.aim}."


def as_markdown(criteria: Sequence[Criterion], command: str) -> Iterator[str]:
    """The command in a code block, and the criteria that bind as a table."""
    yield "```"
    yield command
    yield "```"
    yield ""
    yield "| what | found | aim | held |"
    yield "|---|---|---|---|"
    for criterion in (each for each in criteria if each.binding):
        held = failures_in_cell(criterion.failures) or "yes"
        if criterion.reason and not criterion.met:
            held = f"{held}; accepted: {criterion.reason}"
        yield f"| {criterion.name} | {criterion.measured} | {criterion.aim} | {held} |"


def failures_in_cell(failures: Sequence[str]) -> str:
    """The failures of a criterion, cut to fit into a cell; empty where there are none."""
    if not failures:
        return ""
    left_out = len(failures) - MOST_IN_CELL
    more = f"; and {left_out} more" if left_out > 0 else ""
    return f"no: {'; '.join(failures[:MOST_IN_CELL])}{more}"


def _sizes(sizes: SampleSizes, pairings: int) -> str:
    return (
        f"{pairings} pairings of personas, {sizes.games:,} games each from seed {sizes.seed}; "
        f"without an action {sizes.without_action:,} of them each; of experts {sizes.experts:,}"
    )


def _verdict(criterion: Criterion) -> str:
    if criterion.met:
        return "held"
    if criterion.reason:
        return "accepted"
    return "MISSES" if criterion.binding else "finding"


def _by_pairing(measurement: Measurement) -> Iterator[str]:
    rules = measurement.rules
    outcomes = [outcome.id for outcome in rules.outcomes]
    tables = [table.id for table in rules.tables]
    heads = ("personas", *outcomes, *tables, *(f"{side} over par" for side in rules.sides))
    rows = [
        (" ".join(seats.values()), *_sample_cells(measurement, sample))
        for seats, sample in measurement.pairings.items()
    ]
    if measurement.experts is not None:
        rows.append(("expert", *_sample_cells(measurement, measurement.experts)))
    yield from _grid([heads, *rows])
    yield "Outcomes and agreements at the end in % of games; scores over par on average."


def _sample_cells(measurement: Measurement, sample: Sample) -> Iterator[str]:
    tally = sample.tally
    for games in (*tally.outcomes, *sample.agreed.sum(axis=0).tolist()):
        yield per_cent(games / tally.games)
    for side in range(len(measurement.rules.sides)):
        yield decimal(margin(measurement.rules, tally, side).value)


def _by_action(measurement: Measurement) -> Iterator[str]:
    tally = measurement.pooled.tally
    choices, uses = choice_rates(measurement), use_rates(measurement)
    rows: list[tuple[str, ...]] = [("action", "legal", "chosen", "in games", "without it, sd")]
    for number, name in enumerate(slot_names(measurement.rules)):
        change = measurement.without_action.get(number)
        rows.append(
            (
                name,
                rate(tally.legal[number], tally.games),
                _optional_share(choices[number]),
                _optional_share(uses[number]),
                "–" if change is None else difference(change, 2),
            )
        )
    yield from _grid(rows)
    yield "Legal: decisions a game. Chosen: of these. In games: taken, of those where it was legal."


def _optional_share(share: float | None) -> str:
    return "–" if share is None else per_cent(share)


def _by_inject(measurement: Measurement) -> Iterator[str]:
    injects, tally = measurement.rules.scenario.injects, measurement.pooled.tally
    rows = [("inject", "games", "")]
    for id, games in zip(injects, tally.firing, strict=True):
        rows.append((id, per_cent(games / tally.games), "timed" if injects[id].at else ""))
    yield from _grid(rows)


def _grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()
