"""The effects of one number or several: the same seeds are played at every point of a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from math import isfinite
from typing import Annotated, TypedDict

import numpy as np
from attrs import evolve, frozen

from game.document.axes import ChartLine, NumberAxis
from game.document.band_chart import ChartBand, band_chart
from game.lab.batches.estimates import Estimate
from game.lab.batches.jobs import HERE
from game.lab.batches.json_keys import json_key, to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.numbers.paths import Numbers
from game.lab.studies.figure_text import (
    CHANGE_HEADS,
    P_NOTE,
    TITLES,
    capital,
    change_cells,
    estimate_text,
    figure_name,
    figure_phrase,
    figure_style,
    is_changed,
    largest_changes,
    name_cell,
    short_name,
    unsure_findings,
    with_unit,
)
from game.lab.studies.figures import (
    Figure,
    FigureChange,
    FigureKind,
    Ints,
    PlanJson,
    Progress,
    correct_family,
    estimates,
    figures_of,
    paired_mean,
    pars_of,
    plan_json,
    play_values,
)
from game.lab.studies.labels import Labels, per_cent_axis
from game.lab.studies.panels import (
    Cell,
    Chart,
    Measured,
    Panel,
    Study,
    StudyFinding,
    StudyTable,
    in_pairs,
)
from game.lab.studies.varied import Varied, grid
from game.lab.summary.columns import decimal, join_words, quantity


@frozen
class SweepPoint:
    """The games with some values of the numbers."""

    numbers: Numbers = json_key("By path, the value of each number here.", dict[str, int])
    pars: tuple[int, ...] = json_key(
        "The par of each side here, in the order of the scenario; points."
    )
    estimates: tuple[Estimate, ...] = json_key(
        "For each of `figures`, in that order: a mean score in points, or a share of games from 0 "
        "to 1."
    )


@frozen
class Effect(FigureChange):
    """How a figure changes from the least to the greatest value of a number."""

    path: str = json_key("The number; the others take all their values.")
    peak: int = json_key("The value of the number at which the figure is greatest on average.")


class SweptJson(TypedDict):
    """A number whose values are compared."""

    path: Annotated[str, "The number: a setting's id, or the path that check prints."]
    base: Annotated[int, "Its value in the scenario."]
    values: Annotated[list[int], "The values that are tried, ascending."]


class SweepJson(PlanJson):
    """What `communique sweep` finds."""

    varied: Annotated[list[SweptJson], "The numbers that --vary names."]
    figures: Annotated[list[Figure], "What is measured, in the order used in `points`."]
    points: Annotated[
        list[SweepPoint],
        "One for each combination of values; after an interrupt only those that were complete.",
    ]
    effects: Annotated[
        list[Effect],
        "One for each number and figure; empty after an interrupt.",
    ]


@frozen
class Sweep:
    """The results of a sweep."""

    plan: Plan
    """The games of each point, without the varied numbers."""
    varied: tuple[Varied, ...]
    figures: tuple[Figure, ...]
    points: tuple[SweepPoint, ...]
    """In the order of the grid; after an interrupt its first points."""
    effects: tuple[Effect, ...]
    """Number by number, an effect for each figure; empty after an interrupt."""

    @property
    def is_complete(self) -> bool:
        """Whether all points were played."""
        return len(self.points) == len(grid(self.varied))

    def panels(self) -> Study:
        """The sweep in words, charts and tables."""
        labels = Labels(self.plan.scenario)
        points, games = quantity(len(self.points), "point"), quantity(self.plan.games, "game")
        sure = [effect for effect in self.effects if effect.differs]
        return Study(
            labels.title,
            "What a number does",
            f"{points}, {games} each, on the same seeds",
            (
                f"{points} of {games} of {labels.title}, on the same seeds.",
                f"{labels.seating(self.plan.seats)}.",
                *(each.sentence for each in self.varied),
            ),
            _headline(labels, self, sure),
            largest_changes(labels, sure, partial(_sentence, labels, self)),
            [
                row
                for varied in self.varied
                for row in in_pairs(list(_panels_about(labels, self, varied)))
            ],
            [*_findings(labels, self, sure), *_unsure_findings(labels, self)],
            list(_point_tables(labels, self)),
        )

    @property
    def pars(self) -> dict[str, int]:
        """By side its par, if no point has another."""
        pars = {point.pars for point in self.points}
        sides = self.plan.scenario.sides
        return dict(zip(sides, pars.pop(), strict=True)) if len(pars) == 1 else {}

    def of(self, path: str) -> Varied:
        """The number with a path."""
        return next(each for each in self.varied if each.path == path)

    def as_json(self) -> SweepJson:
        """The sweep as a JSON object."""
        return {
            **plan_json(self.plan),
            "varied": [
                {"path": each.path, "base": each.base, "values": list(each.values)}
                for each in self.varied
            ],
            "figures": to_json(self.figures),
            "points": to_json(self.points),
            "effects": to_json(self.effects),
        }


def sweep(
    plan: Plan, varied: Sequence[Varied], place: Place = HERE, progress: Progress | None = None
) -> Sweep:
    """Plays a plan's games at every combination of the values, and compares them.

    progress: called with the number of games played so far. After Ctrl-C the sweep holds the
    points that were complete. Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    figures = figures_of(plan.scenario)
    combinations = grid(tuple(varied))
    plans = [evolve(plan, numbers=(*plan.numbers, *numbers)) for numbers in combinations]
    values: list[Ints] = []
    with suppress(KeyboardInterrupt):
        for each in play_values(plans, place, progress):
            values.append(each)
    points = [
        SweepPoint(numbers, tuple(pars_of(each).values()), estimates(figures, games))
        for numbers, each, games in zip(combinations, plans, values, strict=False)
    ]
    complete = len(values) == len(combinations)
    effects = _effects(varied, combinations, figures, values) if complete else ()
    return Sweep(plan, tuple(varied), figures, tuple(points), effects)


def _effects(
    varied: Sequence[Varied],
    combinations: Sequence[Numbers],
    figures: Sequence[Figure],
    values: Sequence[Ints],
) -> tuple[Effect, ...]:
    effects = []
    for number, each in enumerate(varied):
        by_value = {
            value: np.mean(
                [
                    column
                    for numbers, column in zip(combinations, values, strict=True)
                    if numbers[number][1] == value
                ],
                axis=0,
            )
            for value in each.values
        }
        change = by_value[each.most] - by_value[each.least]
        means = np.array([by_value[value].mean(axis=0) for value in each.values])
        for i, figure in enumerate(figures):
            mean, p = paired_mean(change[:, i])
            peak = each.values[int(means[:, i].argmax())]
            effects.append(Effect(figure, mean, p, each.path, peak))
    return correct_family(effects)


# In words and charts


def _headline(labels: Labels, result: Sweep, sure: Sequence[Effect]) -> str:
    names = join_words(each.title for each in result.varied)
    if not result.is_complete:
        return f"{names}: the first {quantity(len(result.points), 'point')}"
    if not sure:
        return f"{names}: nothing moves for sure"
    scores = [effect for effect in sure if effect.figure.kind == "score"]
    if not scores:
        return f"{names}: ends move, no score for sure"
    largest = max(scores, key=lambda effect: abs(effect.change.value))
    verb = "raises" if largest.change.value > 0 else "lowers"
    side = labels.naming.side_inside(largest.figure.id)
    return f"{result.of(largest.path).title}: more of it {verb} the score of {side}"


def _sentence(labels: Labels, result: Sweep, effect: Effect) -> str:
    """What a number does to a figure from its least to its most value."""
    varied = result.of(effect.path)
    return (
        f"{capital(figure_phrase(labels, effect.figure))} changes by {with_unit(effect)} when "
        f"{varied.quoted} goes from {varied.least} to {varied.most}."
    )


def _findings(labels: Labels, result: Sweep, sure: Sequence[Effect]) -> Iterator[StudyFinding]:
    for effect in sure:
        text = f"{_sentence(labels, result, effect)} It is greatest at {effect.peak}."
        yield StudyFinding(
            "note",
            f"{figure_name(labels, effect.figure)}.",
            text,
            _direction(result.of(effect.path), effect),
            _anchor(result, effect.path),
            is_named=True,
        )
    if not result.is_complete:
        text = "The sweep was interrupted, so nothing is compared from the least to the most."
        yield StudyFinding("warning", "Not all was played.", text, "Play it to its end.")


def _unsure_findings(labels: Labels, result: Sweep) -> Iterator[StudyFinding]:
    """What may be chance, and what is the same in every game, number by number."""
    for varied in result.varied:
        own = [effect for effect in result.effects if effect.path == varied.path]
        by = varied.path if len(result.varied) > 1 else ""
        yield from unsure_findings(labels, own, by)


def _direction(varied: Varied, effect: Effect) -> str:
    """In which direction a number moves a figure up, and down."""
    up, down = ("raise", "lower") if effect.change.value > 0 else ("lower", "raise")
    now = f"{varied.path} is {varied.base} now"
    if effect.peak in (varied.least, varied.most):
        if effect.figure.is_share:
            return f"To see it more often {up} {varied.path}, and {down} it to see it less; {now}."
        return f"For a higher score {up} {varied.path}, and {down} it for a lower one; {now}."
    return f"It goes up and down: look at the chart before you change it; {now}."


def _anchor(result: Sweep, path: str) -> str:
    return f"n{[each.path for each in result.varied].index(path)}"


def _panels_about(labels: Labels, result: Sweep, varied: Varied) -> Iterator[Panel]:
    """The charts of a number, and what changes from its least to its most value."""
    points = _points_along(result, varied)
    about = f"{varied.path}, {quantity(result.plan.games, 'game')} a point; bands: 95 % intervals"
    others = [f"{path} = {value}" for path, value in points[0].numbers if path != varied.path]
    if others:
        about += f"; here {join_words(others)}"
    for kind in dict.fromkeys(kind for kind in TITLES for f in result.figures if f.kind == kind):
        anchor = _anchor(result, varied.path) if kind == "score" else ""
        chart = _chart(labels, result, varied, points, kind)
        yield Panel(TITLES[kind], about, (chart,), anchor)
    if result.is_complete:
        table = _effect_table(labels, result, varied)
        title = f"{varied.title}: {varied.least} to {varied.most}"
        yield Panel(title, table.about, (table,))


def _points_along(result: Sweep, varied: Varied) -> list[SweepPoint]:
    """The points where only this number varies; the others are as near to now as they come."""
    fixed = {
        each.path: min(each.values, key=lambda value: (abs(value - each.base), value))
        for each in result.varied
        if each.path != varied.path
    }
    return [p for p in result.points if fixed.items() <= dict(p.numbers).items()]


def _chart(
    labels: Labels, result: Sweep, varied: Varied, points: Sequence[SweepPoint], kind: FigureKind
) -> Chart:
    bands: list[ChartBand] = []
    for i, figure in enumerate(result.figures):
        if figure.kind == kind:
            own = [point.estimates[i] for point in points]
            band = ChartBand(
                figure_name(labels, figure),
                tuple(map(_with_ends, own)),
                figure_style(labels, figure, len(bands)),
                tuple(estimate_text(each, is_share=figure.is_share) for each in own),
            )
            bands.append(band)
    most = max(high for band in bands for _, _, high in band.values)
    pars = result.pars if kind == "score" else {}
    return partial(
        band_chart,
        f"{TITLES[kind]} over {varied.path}",
        [float(dict(point.numbers)[varied.path]) for point in points],
        bands,
        NumberAxis() if kind == "score" else per_cent_axis(max(most, 0.05) * 1.02),
        across=varied.title,
        now=ChartLine(varied.base, f"now {varied.base}")
        if varied.least <= varied.base <= varied.most
        else None,
        references=[(par, labels.style(i)) for i, par in enumerate(pars.values())],
        reference_name="par of each side",
    )


def _with_ends(mean: Estimate) -> tuple[float, float, float]:
    """A mean and the ends of its interval; of a single game, where these aren't known, itself."""
    known = isfinite(mean.high)
    return mean.value, mean.low if known else mean.value, mean.high if known else mean.value


def _effect_table(labels: Labels, result: Sweep, varied: Varied) -> StudyTable:
    """What changes from the least to the most value of a number."""
    rows = [
        (
            name_cell(labels, effect.figure),
            *change_cells(effect),
            str(effect.peak) if is_changed(effect) else "–",
        )
        for effect in result.effects
        if effect.path == varied.path
    ]
    title = f"{varied.path}: {varied.least} to {varied.most}"
    note = f"Games of the same seed are compared. {P_NOTE}"
    return StudyTable(title, ("figure", *CHANGE_HEADS, "greatest at"), rows, note)


def _point_tables(labels: Labels, result: Sweep) -> Iterator[StudyTable]:
    """For each kind of figures their values at all points."""
    for kind, title in TITLES.items():
        chosen = [i for i, figure in enumerate(result.figures) if figure.kind == kind]
        pars = result.pars if kind == "score" else {}
        par_of = {side: f", par {decimal(par, 0)}" for side, par in pars.items()}
        names = [
            f"{short_name(labels, figure)}{par_of.get(figure.id, '')}"
            for figure in (result.figures[i] for i in chosen)
        ]
        rows: list[tuple[Cell, ...]] = [
            (
                *(str(value) for _, value in point.numbers),
                *(Measured(point.estimates[i], kind != "score") for i in chosen),
            )
            for point in result.points
        ]
        if chosen:
            heads = (*(each.path for each in result.varied), *names)
            yield StudyTable(title, heads, rows, lead=len(result.varied), is_numbered=True)
