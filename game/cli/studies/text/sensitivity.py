"""A study of sensitivity as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.cli.studies.text.figure_text import (
    CHANGE_HEADS,
    NOTHING_SURE,
    SURE,
    FigureText,
    change,
    change_cells,
    far_ends,
    seating,
    value,
)
from game.lab.run.estimates import Estimate
from game.lab.studies.figures import Figure
from game.lab.studies.sensitivity import Sensitivity, Swing
from game.lab.summary.columns import columns, decimal, join_words, quantity, wrap
from game.model.scenario import titled

_PATH = 34
"""The longest path that stands at the start of a line."""


def sensitivity_text(result: Sensitivity) -> list[str]:
    """A tornado for each score, and for each other figure that surely changes; then sentences."""
    text = FigureText(result.plan.scenario)
    shown = [
        figure
        for figure in result.figures
        if figure.kind == "score" or any(swing.is_real for swing in result.tornado(figure))
    ]
    blocks = [_played(result), *(_tornado(result, figure, text) for figure in shown)]
    brackets = far_ends(line for block in blocks for line in block)
    if brackets:
        blocks.append(brackets)
    if result.samples:
        blocks += _indices(result, text)
    if result.screened:
        blocks += _screening(result, text)
    blocks.append(["What matters", *_findings(result, text)])
    return [line for block in blocks for line in ["", *block]][1:]


def _played(result: Sensitivity) -> list[str]:
    scenario = result.plan.scenario
    games = quantity(result.plan.games, "game")
    numbers = quantity(len(result.varied), "number")
    sentence = (
        f"{numbers} of {titled(scenario.title, scenario.id)}, each alone at its least and its "
        f"most: {games} at each point, on the same seeds."
    )
    return [*wrap(sentence), *wrap(f"{seating(result.plan)}.")]


def _tornado(result: Sensitivity, figure: Figure, text: FigureText) -> list[str]:
    base = result.base[result.figures.index(figure)]
    rows = [_row(result, swing) for swing in result.tornado(figure)]
    phrase = text.phrase(figure)
    unit = " %" if figure.is_share else ""
    return [
        *wrap(f"{phrase[0].upper()}{phrase[1:]}: {value(figure, base)}{unit} as it is."),
        *columns("", ("least", "most", "at least", "at most", *CHANGE_HEADS), rows),
    ]


def _row(result: Sensitivity, swing: Swing) -> tuple[str, ...]:
    varied = next(each for each in result.varied if each.path == swing.path)
    return (
        _short(swing.path),
        "",
        str(varied.least),
        str(varied.most),
        _mean(swing.figure, swing.at_least),
        _mean(swing.figure, swing.at_most),
        *change_cells(swing),
    )


def _mean(figure: Figure, estimate: Estimate) -> str:
    return change(figure, estimate).partition(" ±")[0]


def _short(path: str) -> str:
    """The end of a path that is too long."""
    return path if len(path) <= _PATH else f"…{path[1 - _PATH :]}"


def _indices(result: Sensitivity, text: FigureText) -> Iterator[list[str]]:
    figures = [figure for figure in result.figures if figure.kind == "score"]
    for figure in figures:
        rows = [
            (_short(index.path), "", _index(index.first), _index(index.total))
            for index in result.indices
            if index.figure == figure
        ]
        if rows:
            yield columns(f"Variance of {text.phrase(figure)}", ("alone", "in all"), rows)
    yield wrap(
        f"Sobol indices from {quantity(result.samples, 'base sample')}, all numbers drawn evenly "
        "between their bounds. Alone: what the number explains by itself; in all: with what it "
        "does together with others. --json has those of all figures."
    )


def _screening(result: Sensitivity, text: FigureText) -> Iterator[list[str]]:
    for figure in result.figures:
        own = [each for each in result.screened if each.figure == figure]
        own.sort(key=lambda each: -each.size.value)
        if figure.kind == "score" and own[0].size.value:
            rows = [
                (
                    _short(each.path),
                    "",
                    value(figure, each.size),
                    decimal(each.mean),
                    decimal(each.spread),
                )
                for each in own
            ]
            title = f"Screening of {text.phrase(figure)}"
            yield columns(title, ("size", "mean", "spread"), rows)
    yield wrap(
        f"Elementary effects of {result.trajectories:,} trajectories by "
        "Morris, in points from least to most. Size: their mean without signs, so that 0 is a "
        "number that does nothing. Spread: how much they differ, by the other numbers or by where "
        "the number stands. --json has those of all figures."
    )


def _index(estimate: Estimate) -> str:
    return f"{decimal(estimate.value, 2)} ± {decimal(estimate.high - estimate.value, 2)}"


def _findings(result: Sensitivity, text: FigureText) -> Iterator[str]:
    sure = {swing.path for swing in result.swings if swing.is_real}
    for figure in result.figures:
        real = [swing for swing in result.tornado(figure) if swing.is_real]
        if real:
            unit = "percentage points" if figure.is_share else "points"
            sizes = [change(figure, each.change) for each in real]
            others = [f"{each.path} {size}" for each, size in zip(real[1:], sizes[1:], strict=True)]
            then = f"; then {join_words(others)}" if others else ""
            yield from wrap(
                f"{real[0].path} changes {text.phrase(figure)} most: by {sizes[0]} {unit} from its "
                f"least to its most{then}.",
                "- ",
            )
    if not sure:
        yield from wrap(NOTHING_SURE, "- ")
    rest = [each.path for each in result.varied if each.path not in sure]
    if rest and sure:
        verb = "changes" if len(rest) == 1 else "change"
        yield from wrap(f"{join_words(rest)} {verb} nothing for sure.", "- ")
    yield from wrap(SURE)
