"""The balance of a scenario as lines of text, or as a Markdown table for a teaching note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from game.lab.batches.tally import margin
from game.lab.standard.measurement import Measurement, SampleSizes, choice_rates, use_rates
from game.lab.standard.payoff_text import matrix_text
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion
from game.lab.summary.closer_look import CloserLook, why_lines
from game.lab.summary.columns import columns, decimal, difference, fold, per_cent, rate
from game.words.naming import Naming

WIDTH = 100
"""The widest line."""
_HEAD = 12
"""A longer name over a column goes on in the next line."""
_WHAT = 50
"""The same of what a criterion is about."""
MOST_IN_CELL = 4
"""So many failures are listed in a cell of the Markdown table; the others are counted."""


def as_text(
    measurement: Measurement, criteria: Sequence[Criterion], look: CloserLook | None = None
) -> Iterator[str]:
    """The failures, the worst first, then all criteria, and the figures by pairing, action and
    inject.

    look: at some of the games, one by one, where little was signed.
    """
    title = measurement.rules.scenario.title
    yield from _wrapped(f"{title}: {_sizes(measurement.sizes, len(measurement.pairings))}.")
    yield ""
    yield from _missed(criteria)
    if look is not None and look.tables:
        yield ""
        yield from why_lines(measurement.rules, look)
    yield ""
    yield from _text_grid([(c.name, c.measured, c.aim, _verdict(c)) for c in criteria])
    yield ""
    yield from _by_pairing(measurement)
    yield ""
    naming = Naming(measurement.rules.scenario)
    for line in matrix_text(Payoffs.of(measurement), naming, WIDTH):
        yield from _wrapped(line)
    yield ""
    yield from _by_action(measurement)
    yield from _by_inject(measurement)


def _missed(criteria: Sequence[Criterion]) -> Iterator[str]:
    """What misses, what is found, and what the author accepts; or that all is held."""
    ranked = sorted(criteria, key=lambda criterion: -criterion.excess)
    missed = [criterion for criterion in ranked if not criterion.met]
    failed = [each for each in missed if each.failed]
    yield "What misses" if failed else "Everything is held."
    yield from _lines(map(_miss, failed))
    found = [each for each in missed if not each.failed and not each.reason]
    if found:
        yield ""
        yield "Findings: what a better game would do, too"
        yield from _lines(map(_miss, found))
    taken = [each for each in missed if each.reason]
    if taken:
        yield ""
        yield "Accepted by the author"
        yield from _lines(f"{_miss(each)} Why: {each.reason}" for each in taken)


def _lines(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from _wrapped(sentence, "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    """The lines of a text that is too wide."""
    if len(text) <= WIDTH:
        return [text]
    return fold(text, WIDTH, rest=indent)


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
    """A line for each pairing, below the name of who plays the first side."""
    rules, naming = measurement.rules, Naming(measurement.rules.scenario)
    outcomes = [naming.outcome(outcome.id) for outcome in rules.outcomes]
    tables = [naming.table(table.id) for table in rules.tables]
    sides = [naming.side_in_table(side) for side in rules.sides]
    heads = (f"{sides[0]}, against", *outcomes, *tables, *(f"{side} over par" for side in sides))
    rows: list[Sequence[str]] = [heads]
    last = ""
    for seats, sample in measurement.pairings.items():
        first, *others = seats.values()
        if first != last:
            rows.append((naming.persona(first), *[""] * (len(heads) - 1)))
        last = first
        against = ", ".join(map(naming.persona, others))
        rows.append((f"  {against}", *_sample_cells(measurement, sample)))
    if measurement.experts is not None:
        rows.append(("Experts", *_sample_cells(measurement, measurement.experts)))
    yield from _grid(rows)
    yield "Outcomes and agreements at the end in % of games; scores over par on average."


def _sample_cells(measurement: Measurement, sample: Sample) -> Iterator[str]:
    tally = sample.tally
    for games in (*tally.outcomes, *sample.agreed.sum(axis=0).tolist()):
        yield per_cent(games / tally.games)
    for side in range(len(measurement.rules.sides)):
        yield decimal(margin(measurement.rules, tally, side).value)


def _by_action(measurement: Measurement) -> Iterator[str]:
    rules, tally, naming = (
        measurement.rules,
        measurement.pooled.tally,
        Naming(measurement.rules.scenario),
    )
    choices, uses = choice_rates(measurement), use_rates(measurement)
    for side, id in enumerate(rules.sides):
        rows = []
        for number, slot in enumerate(rules.slots):
            if slot.side == side:
                change = measurement.without_action.get(number)
                rows.append(
                    (
                        slot.action,
                        naming.action(slot.action),
                        rate(tally.legal[number], tally.games),
                        _optional_share(choices[number]),
                        _optional_share(uses[number]),
                        "–" if change is None else difference(change, 2),
                    )
                )
        if rows:
            heads = ("legal", "chosen", "in games", "without it, sd")
            yield from columns(f"Actions: {naming.side_in_table(id)}", heads, rows, WIDTH)
            yield ""
    yield "Legal: decisions a game. Chosen: of these. In games: taken, of those where it was legal."
    yield "Without it: how the side's score changes, in standard deviations of it."


def _optional_share(share: float | None) -> str:
    return "–" if share is None else per_cent(share)


def _by_inject(measurement: Measurement) -> Iterator[str]:
    injects, tally = measurement.rules.scenario.injects, measurement.pooled.tally
    naming = Naming(measurement.rules.scenario)
    rows = [
        (id, naming.inject(id), "dated" if injects[id].at else "", per_cent(games / tally.games))
        for id, games in zip(injects, tally.firing, strict=True)
    ]
    if rows:
        yield ""
        yield from columns("Injects", ("", "games"), rows, WIDTH)


def _grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table below its heads, which may go on in the next line; one that is too wide in parts."""
    heads = [[rows[0][0]], *(fold(head, _HEAD) or [""] for head in rows[0][1:])]
    cells = [head + list(column) for head, *column in zip(heads, *rows[1:], strict=True)]
    widths = [max(map(len, column)) for column in cells]
    first = 1
    while first < len(heads):
        last = first + 1
        while last < len(heads) and sum(widths[first : last + 1]) + 2 * (last + 1 - first) <= (
            WIDTH - widths[0]
        ):
            last += 1
        if first > 1:
            yield ""
        chosen = (0, *range(first, last))
        height = max(len(heads[place]) for place in chosen)
        lines = [[""] * (height - len(heads[n])) + heads[n] for n in chosen]
        yield from _rows(
            [*zip(*lines, strict=True), *([row[n] for n in chosen] for row in rows[1:])]
        )
        first = last


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()


def _text_grid(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of words: all but the last column go on in the next line if they must."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widths[0] = min(widths[0], _WHAT)
    room = WIDTH - widths[0] - widths[3] - 6
    widths[2] = min(widths[2], max(room // 3, room - widths[1]))
    widths[1] = min(widths[1], room - widths[2])
    for row in rows:
        parts = [fold(cell, w) or [""] for cell, w in zip(row, widths, strict=True)]
        for cells in zip_longest(*parts, fillvalue=""):
            yield "  ".join(f"{cell:{w}}" for cell, w in zip(cells, widths, strict=True)).rstrip()
