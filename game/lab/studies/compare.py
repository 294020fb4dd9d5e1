"""Two plans on the same seeds: two versions of a scenario, other bots, or other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import isfinite
from typing import Annotated, TypedDict

from attrs import frozen

from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import Estimate
from game.lab.batches.jobs import HERE
from game.lab.batches.json_keys import json_key, to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.studies.figure_text import (
    CHANGE_HEADS,
    P_NOTE,
    TITLES,
    capital,
    change_cells,
    change_text,
    figure_name,
    figure_phrase,
    figure_style,
    figure_subject,
    largest_changes,
    name_cell,
    unit,
    unsure_findings,
    value_text,
    with_unit,
)
from game.lab.studies.figures import (
    Figure,
    FigureChange,
    Progress,
    correct_family,
    estimate,
    figures_of,
    paired_mean,
    pars_of,
    play_values,
)
from game.lab.studies.labels import Labels, around_zero, beside_par
from game.lab.studies.panels import Measured, Panel, Study, StudyFinding, StudyTable, in_pairs
from game.lab.summary.columns import join_words, quantity
from game.model.frozen import FrozenMap


@frozen
class Difference(FigureChange):
    """A figure of both, and how it changes from the first to the second."""

    first: Estimate = json_key(
        "The first: a mean score in points, or a share of games from 0 to 1."
    )
    second: Estimate = json_key("The same of the second.")


class ComparedJson(TypedDict):
    """One of the two that are compared."""

    scenario: Annotated[str, "The id of the scenario."]
    seats: Annotated[dict[str, str], "By side, the bot that plays it."]
    numbers: Annotated[dict[str, int], "By path, the numbers that --set or --other-set changed."]
    pars: Annotated[dict[str, int], "By side, its par, in points."]
    only: Annotated[list[Figure], "The figures that the other one doesn't have."]


class ComparisonJson(TypedDict):
    """What `communique compare` finds."""

    games: Annotated[int, "How many games each of the two plays."]
    seed: Annotated[int, "The seed of the first game; each later game has one more."]
    plans: Annotated[
        list[ComparedJson], "The first and the second.", {"minItems": 2, "maxItems": 2}
    ]
    differences: Annotated[list[Difference], "One for each figure that both have."]


@frozen
class ComparedPlans:
    """The results of a comparison."""

    first: Plan
    second: Plan
    pars: tuple[FrozenMap[str, int], FrozenMap[str, int]]
    """For each of the two, by side its par."""
    differences: tuple[Difference, ...]
    """Of the figures that both have."""
    only: tuple[tuple[Figure, ...], tuple[Figure, ...]]
    """The figures that only one of the two has."""

    def panels(self) -> Study:
        """The comparison in words, charts and tables."""
        labels = Labels(self.first.scenario)
        games = f"{quantity(self.first.games, 'game')} of each of two, on the same seeds"
        sure = [each for each in self.differences if each.differs]
        plans = (("First", self.first), ("Second", self.second))
        rows = tuple(
            (
                name_cell(labels, each.figure),
                Measured(each.first, each.figure.is_share),
                Measured(each.second, each.figure.is_share),
                *change_cells(each),
            )
            for each in self.differences
        )
        return Study(
            labels.title,
            "Two versions compared",
            games,
            (f"{games}.", *(f"{title}: {_sentence_about(plan)}." for title, plan in plans)),
            _headline(labels, sure),
            largest_changes(labels, sure, partial(_sentence, labels)),
            [
                [Panel(title, "", (_table_about(title, plan),)) for title, plan in plans],
                *in_pairs(list(_charts(labels, self.differences))),
            ],
            [
                *_findings(labels, self, sure),
                *unsure_findings(labels, self.differences),
                *_only_in_one(self),
            ],
            [
                StudyTable(
                    "Differences",
                    ("figure", "first", "second", *CHANGE_HEADS),
                    rows,
                    f"Games of the same seed are compared. {P_NOTE}",
                )
            ],
        )

    def as_json(self) -> ComparisonJson:
        """The comparison as a JSON object."""
        return {
            "games": self.first.games,
            "seed": self.first.seed,
            "plans": [
                {
                    "scenario": plan.scenario.id,
                    "seats": dict(plan.seats),
                    "numbers": dict(plan.numbers),
                    "pars": dict(pars),
                    "only": to_json(only),
                }
                for plan, pars, only in zip(
                    (self.first, self.second), self.pars, self.only, strict=True
                )
            ],
            "differences": to_json(self.differences),
        }


def compare(
    first: Plan, second: Plan, place: Place = HERE, progress: Progress | None = None
) -> ComparedPlans:
    """Plays the games of two plans, with the same seeds, and compares them.

    Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    assert (first.games, first.seed) == (second.games, second.seed)
    plans = (first, second)
    values = list(play_values(plans, place, progress))
    figures = [figures_of(plan.scenario) for plan in plans]
    common = [figure for figure in figures[0] if figure in figures[1]]
    differences = []
    for figure in common:
        own = [each[:, known.index(figure)] for each, known in zip(values, figures, strict=True)]
        change, p = paired_mean(own[1].astype(float) - own[0].astype(float))
        differences.append(
            Difference(figure, change, p, estimate(figure, own[0]), estimate(figure, own[1]))
        )
    return ComparedPlans(
        first,
        second,
        (pars_of(first), pars_of(second)),
        correct_family(differences),
        (
            tuple(figure for figure in figures[0] if figure not in common),
            tuple(figure for figure in figures[1] if figure not in common),
        ),
    )


# In words and charts


def _sentence_about(plan: Plan) -> str:
    labels = Labels(plan.scenario)
    numbers = "".join(f"; {path}={number}" for path, number in plan.numbers)
    return f"{labels.title}; {labels.seating(plan.seats)}{numbers}"


def _table_about(title: str, plan: Plan) -> StudyTable:
    labels = Labels(plan.scenario)
    rows = (
        ("Scenario", f"{labels.title} ({plan.scenario.id})"),
        *(
            (labels.naming.side(side), f"{labels.bot(bot)} ({bot})")
            for side, bot in plan.seats.items()
        ),
        *((path, str(value)) for path, value in plan.numbers),
    )
    return StudyTable(title, (), rows, lead=2, is_short=False)


def _headline(labels: Labels, sure: Sequence[Difference]) -> str:
    scores = [each for each in sure if each.figure.kind == "score"]
    if not sure:
        return "Nothing differs for sure"
    if not scores:
        ends = any(each.figure.kind == "outcome" for each in sure)
        what = "Games end differently" if ends else "Agreements change"
        return f"{what}; no score changes for sure"
    largest = max(scores, key=lambda each: abs(each.change.value))
    more = "more" if largest.change.value > 0 else "less"
    return f"The second is worth {more} to {labels.naming.side_inside(largest.figure.id)}"


def _from_to(each: Difference) -> str:
    before, after = (
        value_text(mean, is_share=each.figure.is_share) for mean in (each.first, each.second)
    )
    return f"from {before} to {after}"


def _sentence(labels: Labels, each: Difference) -> str:
    phrase = capital(figure_phrase(labels, each.figure))
    return f"{phrase} goes {_from_to(each)}: {with_unit(each)}."


def _findings(
    labels: Labels, result: ComparedPlans, sure: Sequence[Difference]
) -> Iterator[StudyFinding]:
    for each in sure:
        if each.figure.kind == "score":
            yield _score_finding(labels, result, each)
    for kind in ("outcome", "agreed"):
        changes = "; ".join(
            f"{figure_name(labels, each.figure)} {_from_to(each)} "
            f"({change_text(each.change, is_share=True)})"
            for each in sure
            if each.figure.kind == kind
        )
        if changes:
            advice = "Take the second if this is wanted, and keep the first if not."
            yield StudyFinding("note", f"{TITLES[kind]}.", f"{changes}.", advice, kind)
    for side in result.pars[0]:
        first, second = (pars.get(side) for pars in result.pars)
        if second is not None and first != second:
            text = (
                f"The par of {labels.naming.side_inside(side)} is {first} in the first and "
                f"{second} in the second."
            )
            advice = "Compare scores with their own par."
            yield StudyFinding("note", "Pars differ.", text, advice, is_named=True)


def _score_finding(labels: Labels, result: ComparedPlans, each: Difference) -> StudyFinding:
    """What a score changes, and which of the two comes nearer to the side's par."""
    means = zip((each.first.value, each.second.value), result.pars, strict=True)
    beside = [(mean, pars[each.figure.id]) for mean, pars in means]
    first, second = (beside_par(mean, par) for mean, par in beside)
    text = f"{_sentence(labels, each)} The first is {first}, the second {second}."
    apart = [abs(mean - par) for mean, par in beside]
    if apart[1] < apart[0]:
        advice = "The second comes nearer to par: take it."
    else:
        advice = "The first comes nearer to par: keep it, or move the par of the second."
    title = f"{figure_name(labels, each.figure)}."
    return StudyFinding("note", title, text, advice, "score", is_named=True)


def _only_in_one(result: ComparedPlans) -> Iterator[StudyFinding]:
    """The figures of one of the two that the other doesn't have."""
    plans = (result.first, result.second)
    for which, plan, figures in zip(("first", "second"), plans, result.only, strict=True):
        if figures:
            labels = Labels(plan.scenario)
            names = join_words(figure_subject(labels, figure) for figure in figures)
            text, advice = f"Only the {which} has {names}.", f"Simulate the {which} to see them."
            yield StudyFinding("note", "Not in both.", text, advice, is_named=True)


def _charts(labels: Labels, differences: Sequence[Difference]) -> Iterator[Panel]:
    for kind, title in TITLES.items():
        own = [each for each in differences if each.figure.kind == kind]
        if not own:
            continue
        scale = 100 if own[0].figure.is_share else 1
        rows = []
        for place, each in enumerate(own):
            known = isfinite(each.change.low)
            rows.append(
                ChartRow(
                    figure_name(labels, each.figure),
                    scale * each.change.value,
                    change_text(each.change, is_share=each.figure.is_share),
                    scale * each.change.low if known else None,
                    scale * each.change.high if known else None,
                    "" if each.differs else "may be chance",
                    figure_style(labels, each.figure, place),
                )
            )
        about = f"change from the first to the second, in {unit(own[0].figure)}"
        chart = partial(
            row_chart, f"{title}: change", rows, around_zero(rows), kind="marks", zero=True
        )
        yield Panel(title, f"{about}, with 95 % intervals", (chart,), kind)
