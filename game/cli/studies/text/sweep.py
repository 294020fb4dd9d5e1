"""A sweep as lines of text."""

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
from game.lab.studies.sweep import Effect, Sweep
from game.lab.studies.varied import Varied
from game.lab.summary.columns import quantity, wrap
from game.model.scenario import titled


def sweep_text(result: Sweep) -> list[str]:
    """The tables of a sweep, and what is sure, in sentences."""
    text = FigureText(result.plan.scenario)
    blocks = [
        _played(result),
        *text.matrix(
            result.figures,
            [(_label(point.numbers), point.estimates) for point in result.points],
            _pars(result),
        ),
        *(_effects_of(result, each, text) for each in result.varied if result.is_complete),
    ]
    brackets = far_ends(line for block in blocks for line in block)
    if brackets:
        blocks.append(brackets)
    if result.is_complete:
        blocks.append(["What it does", *_findings(result, text)])
    return [line for block in blocks for line in ["", *block]][1:]


def _played(result: Sweep) -> list[str]:
    scenario, points = result.plan.scenario, len(result.points)
    games = quantity(result.plan.games, "game")
    title = titled(scenario.title, scenario.id)
    total = f"{quantity(points, 'point')} of {games} of {title}, on the same seeds."
    seats = f"{seating(result.plan)}."
    varied = [
        f"{each.path} from {each.least} to {each.most}, now {each.base}"
        f"{f' ({each.name})' if each.name else ''}."
        for each in result.varied
    ]
    return [line for sentence in (total, seats, *varied) for line in wrap(sentence)]


def _pars(result: Sweep) -> dict[str, int]:
    """By side its par, if no point has another."""
    sides, pars = result.plan.scenario.sides, {point.pars for point in result.points}
    return dict(zip(sides, pars.pop(), strict=True)) if len(pars) == 1 else {}


def _label(numbers: tuple[tuple[str, int], ...]) -> str:
    if len(numbers) == 1:
        return str(numbers[0][1])
    return " ".join(f"{path.rpartition('.')[2]}={value}" for path, value in numbers)


def _effects_of(result: Sweep, varied: Varied, text: FigureText) -> list[str]:
    ends = [
        [p for p in result.points if dict(p.numbers)[varied.path] == end]
        for end in (varied.least, varied.most)
    ]
    rows = []
    for i, effect in enumerate(_own(result, varied)):
        cells: list[str] = []
        if len(result.varied) == 1:
            cells += [value(effect.figure, points[0].estimates[i]) for points in ends]
        cells += change_cells(effect)
        rows.append((effect.figure, cells))
    heads: tuple[str, ...] = CHANGE_HEADS
    if len(result.varied) == 1:
        heads = (f"at {varied.least}", f"at {varied.most}", *heads)
    title = f"{varied.path}: {varied.least} to {varied.most}"
    return text.changes(title, heads, rows)


def _own(result: Sweep, varied: Varied) -> list[Effect]:
    return [effect for effect in result.effects if effect.path == varied.path]


def _findings(result: Sweep, text: FigureText) -> Iterator[str]:
    sure = [effect for effect in result.effects if effect.is_real]
    for effect in sure:
        varied = next(each for each in result.varied if each.path == effect.path)
        when = f"when {effect.path} goes from {varied.least} to {varied.most}"
        yield from finding(text.phrase(effect.figure), effect.figure, effect.change, when)
    if not sure:
        yield from wrap(NOTHING_SURE, "- ")
    yield from wrap(SURE)
