"""A comparison as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.cli.studies.text.figure_text import (
    CHANGE_HEADS,
    NOTHING_SURE,
    SURE,
    FigureText,
    change_cells,
    far_ends,
    finding,
    seating,
    value,
)
from game.lab.report.compare_page import only_in_one
from game.lab.run.plan import Plan
from game.lab.studies.compare import Comparison
from game.lab.summary.columns import decimal, quantity, wrap
from game.model.scenario import titled


def compare_text(result: Comparison) -> list[str]:
    """The table of a comparison, and what is sure, in sentences."""
    text = FigureText(result.first.scenario)
    rows = [
        (
            each.figure,
            (
                value(each.figure, each.first),
                value(each.figure, each.second),
                *change_cells(each),
            ),
        )
        for each in result.differences
    ]
    heads = ("first", "second", *CHANGE_HEADS)
    table = text.changes("Scores; the rest in %", heads, rows)
    return [
        *_played(result),
        "",
        *table,
        *far_ends(table),
        *_pars(result, text),
        "",
        "What differs",
        *_findings(result, text),
    ]


def _played(result: Comparison) -> list[str]:
    games = quantity(result.first.games, "game")
    return [
        *wrap(f"{games} of each of two, on the same seeds."),
        *wrap(f"First: {_described(result.first)}."),
        *wrap(f"Second: {_described(result.second)}."),
    ]


def _described(plan: Plan) -> str:
    numbers = "".join(f"; {path}={number}" for path, number in plan.numbers)
    return f"{titled(plan.scenario.title, plan.scenario.id)}; {seating(plan)}{numbers}"


def _pars(result: Comparison, text: FigureText) -> Iterator[str]:
    """Sentences about pars that differ, since scores are judged by them."""
    first, second = result.pars
    for side in first:
        if side in second and first[side] != second[side]:
            name, pars = text.labels.naming.side_inside(side), (first[side], second[side])
            one, other = (decimal(par, 0) for par in pars)
            yield from wrap(f"The par of {name} is {one} in the first and {other} in the second.")


def _findings(result: Comparison, text: FigureText) -> Iterator[str]:
    sure = [each for each in result.differences if each.is_real]
    for each in sure:
        yield from finding(
            text.phrase(each.figure), each.figure, each.change, "from the first to the second"
        )
    if not sure:
        yield from wrap(NOTHING_SURE, "- ")
    for row in only_in_one(result):
        yield from wrap(row.text, "- ")
    yield from wrap(SURE)
