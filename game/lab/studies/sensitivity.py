"""Which numbers of a scenario matter: each alone from least to most, and all drawn together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Annotated, Any

from attrs import evolve, frozen

from game.document.axes import NumberAxis
from game.document.panel_page import Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.batches.estimates import Estimate
from game.lab.batches.jobs import HERE
from game.lab.batches.json_keys import json_key, to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.numbers.paths import Numbers
from game.lab.studies.figure_text import (
    CHANGE_HEADS,
    MOST_REASONS,
    P_NOTE,
    capital,
    change_cells,
    change_text,
    estimate_text,
    figure_name,
    figure_phrase,
    with_unit,
)
from game.lab.studies.figures import (
    Figure,
    PlanJson,
    Progress,
    correct_family,
    estimates,
    figures_of,
    paired_mean,
    plan_json,
    play_values,
)
from game.lab.studies.indices import Screened, SobolIndex
from game.lab.studies.labels import SHARES, Labels, share_text
from game.lab.studies.panels import Measured, Panel, Study, StudyFinding, StudyTable, in_pairs
from game.lab.studies.settings import (
    Move,
    Swing,
    changes_text,
    moves,
    range_text,
    setting_findings,
    settings_chart,
)
from game.lab.studies.varied import Varied
from game.lab.summary.columns import decimal, join_words, per_cent, quantity
from game.model.scenario import Scenario

LITTLE = 0.05
"""A number that surely explains a larger share of the variance of a score isn't idle."""


@frozen
class BaseJson(Estimate):
    """A figure of the scenario as it is: a mean score in points, or a share from 0 to 1."""

    figure: Figure = json_key("What is measured.")


class SensitivityJson(PlanJson):
    """What `communique sensitivity` finds."""

    varied: Annotated[list[Varied], "The numbers that are varied."]
    base: Annotated[list[BaseJson], "Every figure of the scenario as it is."]
    swings: Annotated[list[Swing], "One for each number and figure."]
    samples: Annotated[int, "Base samples of the Sobol indices; 0 without --sobol."]
    indices: Annotated[list[SobolIndex], "One for each number and figure; empty without --sobol."]
    trajectories: Annotated[int, "Points from which steps were taken; 0 without --morris."]
    screened: Annotated[list[Screened], "One for each number and figure; empty without --morris."]


@frozen
class Sensitivity:
    """The results of a study of sensitivity."""

    plan: Plan
    varied: tuple[Varied, ...]
    """The numbers, each with its least and its most value."""
    figures: tuple[Figure, ...]
    base: tuple[Estimate, ...]
    """By figure, in the scenario as it is."""
    swings: tuple[Swing, ...]
    """Number by number, a swing for each figure."""
    indices: tuple[SobolIndex, ...] = ()
    """Sobol indices, where they were asked for: number by number, one for each figure."""
    samples: int = 0
    """The base samples from which the indices were estimated."""
    screened: tuple[Screened, ...] = ()
    """Elementary effects, where they were asked for: number by number, one for each figure."""
    trajectories: int = 0
    """From how many trajectories."""

    def tornado(self, figure: Figure) -> tuple[Swing, ...]:
        """The swings of a figure, the largest change first."""
        own = [swing for swing in self.swings if swing.figure == figure]
        return tuple(sorted(own, key=lambda swing: -abs(swing.change.value)))

    def panels(self) -> Study:
        """The study in words, charts and tables."""
        labels, plan = Labels(self.plan.scenario), self.plan
        effects = moves(labels, self.varied, self.swings)
        games, numbers = quantity(plan.games, "game"), quantity(len(self.varied), "number")
        chart = partial(settings_chart, labels, effects)
        about = f"change of the mean score, each number by itself, {games} a bar"
        return Study(
            labels.title,
            "Which numbers matter",
            f"{numbers}, each alone at its least and its most, {games} each",
            (
                f"{numbers} of {labels.title}, each alone at its least and its most: {games} at "
                "each point, on the same seeds.",
                f"{labels.seating(plan.seats)}.",
            ),
            _headline(effects),
            [_reason(labels, move) for move in effects[:MOST_REASONS]],
            [
                [Panel("What the numbers move", about, (chart,), "settings")],
                *in_pairs(list(_index_panels(labels, self))),
            ],
            [
                *setting_findings(labels, effects, _explaining(self)),
                *_hidden_findings(labels, self, effects),
                *_largest_findings(labels, self),
                *_wide_findings(self),
            ],
            [
                *(_tornado_table(labels, self, figure) for figure in self.figures),
                *_index_tables(labels, self),
                *_screening_tables(labels, self),
            ],
        )

    def as_json(self) -> SensitivityJson:
        """The study as a JSON object."""
        return {
            **plan_json(self.plan),
            "varied": to_json(self.varied),
            "base": [*map(_base_json, self.figures, self.base)],
            "swings": to_json(self.swings),
            "samples": self.samples,
            "indices": to_json(self.indices),
            "trajectories": self.trajectories,
            "screened": to_json(self.screened),
        }


def _base_json(figure: Figure, estimate: Estimate) -> Any:
    return {"figure": to_json(figure), **to_json(estimate)}


def all_settings(scenario: Scenario, numbers: Numbers = ()) -> tuple[Varied, ...]:
    """All settings of a scenario that have a range, with its bounds as their values.

    numbers: those that are set; settings among them aren't varied.
    """
    fixed = {path for path, _ in numbers}
    return tuple(
        Varied(id, setting.bounds, setting.value, setting.name)
        for id, setting in scenario.settings.items()
        if setting.bounds[0] < setting.bounds[1] and id not in fixed
    )


def sensitivity(
    plan: Plan, varied: Sequence[Varied], place: Place = HERE, progress: Progress | None = None
) -> Sensitivity:
    """Plays a plan's games as they are, and with each number alone at its least and its most.

    Raises WorkersDied, WorkerFailed, ClusterError and NumberError.
    """
    figures = figures_of(plan.scenario)
    plans = [plan, *(_with(plan, each.path, end) for each in varied for end in _ends(each))]
    base, *values = play_values(plans, place, progress)
    swings = []
    for number, each in enumerate(varied):
        least, most = values[2 * number], values[2 * number + 1]
        for i, figure in enumerate(figures):
            columns = [part[:, i].astype(float) for part in (base, least, most)]
            change, p = paired_mean(columns[2] - columns[1])
            swing = Swing(
                figure,
                change,
                p,
                each.path,
                paired_mean(columns[1] - columns[0])[0],
                paired_mean(columns[2] - columns[0])[0],
            )
            swings.append(swing)
    return Sensitivity(
        plan,
        tuple(varied),
        figures,
        estimates(figures, base),
        correct_family(swings),
    )


def count_games(plan: Plan, varied: Sequence[Varied]) -> int:
    """How many games `sensitivity` plays."""
    return plan.games * (1 + 2 * len(varied))


def _ends(varied: Varied) -> tuple[int, int]:
    return varied.least, varied.most


def _with(plan: Plan, path: str, value: int) -> Plan:
    return evolve(plan, numbers=(*plan.numbers, (path, value)))


# In words and charts


def _headline(effects: Sequence[Move]) -> str:
    sure = [move for move in effects if move.is_sure]
    if not sure:
        return "No number moves a score for sure"
    return f"What matters most: {sure[0].varied.title}"


def _reason(labels: Labels, move: Move) -> Reason:
    changes = changes_text(labels, move)
    text = f"From {range_text(move.varied)} it changes the mean scores by {changes} points."
    return Reason("note", move.varied.title, text)


def _largest_findings(labels: Labels, result: Sensitivity) -> Iterator[StudyFinding]:
    """For each figure the numbers that change it for sure, the largest change first."""
    for figure in result.figures:
        varied = {each.path: each for each in result.varied}
        swings = [swing for swing in result.tornado(figure) if swing.differs]
        if swings:
            first, *others = swings
            changes = [
                f"{varied[each.path].quoted} {change_text(each.change, is_share=figure.is_share)}"
                for each in others
            ]
            then = f"; then {join_words(changes)}" if changes else ""
            text = (
                f"{varied[first.path].named} changes {figure_phrase(labels, figure)} most: by "
                f"{with_unit(first)} from its least to its most{then}."
            )
            what = "how often this comes" if figure.is_share else "the score"
            advice = f"Turn {first.path} to change {what}."
            yield StudyFinding(
                "note", f"{figure_name(labels, figure)}.", text, advice, is_named=True
            )


def _explaining(result: Sensitivity) -> dict[str, SobolIndex]:
    """By number, the score most of whose variance it explains, where that is more than a little."""
    own = [
        index
        for index in result.indices
        if index.figure.kind == "score" and index.total.low > LITTLE and not _is_wide(index.total)
    ]
    return {index.path: index for index in sorted(own, key=lambda index: index.total.value)}


def _hidden_findings(
    labels: Labels, result: Sensitivity, effects: Sequence[Move]
) -> Iterator[StudyFinding]:
    """Numbers that move scores, but hardly from their least to their most."""
    explaining = _explaining(result)
    for move in effects:
        varied, index = move.varied, explaining.get(move.varied.path)
        if index is not None and not move.is_sure:
            text = (
                f"{varied.named} hardly moves a score from its least to its most; drawn with the "
                f"others it explains {per_cent(min(1.0, index.total.value))} of the variance of "
                f"{figure_phrase(labels, index.figure)}."
            )
            advice = (
                f"Look at the values between: sweep --vary {varied.path}="
                f"{varied.least}..{varied.most}."
            )
            yield StudyFinding("note", "More than least and most.", text, advice, "sobol")


def _wide_findings(result: Sensitivity) -> Iterator[StudyFinding]:
    """The numbers whose Sobol indices for scores say little, since so much may be chance."""
    wide = {
        index.path
        for index in result.indices
        for each in (index.first, index.total)
        if index.figure.kind == "score" and _is_wide(each)
    }
    if wide:
        names = join_words(each.quoted for each in result.varied if each.path in wide)
        text = f"For {names} an interval is as wide as its index (≈ in the table), or wider."
        advice = f"Draw four times as many: --sobol {4 * result.samples}."
        yield StudyFinding("warning", "Some Sobol indices are uncertain.", text, advice, "sobol")


def _is_wide(index: Estimate) -> bool:
    """Whether an interval is at least as wide as the index that it is about."""
    return index.high - index.low >= max(index.value, 0.01)


def _index_panels(labels: Labels, result: Sensitivity) -> Iterator[Panel]:
    """By side, which share of the variance of its mean score each number explains."""
    titles = {each.path: each.title for each in result.varied}
    figures = [figure for figure in result.figures if figure.kind == "score"]
    about = (
        "share of the variance of the mean score that a number explains alone, where all are drawn "
        f"together; {quantity(result.samples, 'base sample')}, 95 % intervals"
    )
    for side, figure in enumerate(figures if result.indices else ()):
        own = [index for index in result.indices if index.figure == figure]
        rows = [
            ChartRow(
                titles[index.path],
                min(1.0, max(0.0, index.first.value)),
                per_cent(max(0.0, min(1.0, index.first.value))),
                max(0.0, index.first.low),
                min(1.0, max(0.0, index.first.high)),
                f"total {per_cent(max(0.0, min(1.0, index.total.value)))}",
                labels.style(side),
            )
            for index in sorted(own, key=lambda index: -index.first.value)
        ]
        title = f"Sobol indices: {figure_name(labels, figure)}"
        chart = partial(row_chart, title, rows, NumberAxis(low=0.0, high=1.0, names=SHARES))
        yield Panel(title, about, (chart,), "" if side else "sobol")


def _tornado_table(labels: Labels, result: Sensitivity, figure: Figure) -> StudyTable:
    """What each number does to a figure, the largest change first."""
    varied = {each.path: each for each in result.varied}
    swings = result.tornado(figure)
    share = figure.is_share
    rows = [
        (
            swing.path,
            str(varied[swing.path].least),
            str(varied[swing.path].most),
            Measured(swing.at_least, share, is_change=True, is_brief=True),
            Measured(swing.at_most, share, is_change=True, is_brief=True),
            *change_cells(swing),
        )
        for swing in swings
    ]
    now = estimate_text(result.base[result.figures.index(figure)], is_share=share)
    return StudyTable(
        f"{capital(figure_phrase(labels, figure))}, {now} as it is",
        ("number", "least", "most", "at least", "at most", *CHANGE_HEADS),
        rows,
        "At its least, at its most: the change from the scenario as it is, games of the same seed "
        f"compared. {P_NOTE}",
        is_short=not share or any(swing.differs for swing in swings),
    )


def _index_tables(labels: Labels, result: Sensitivity) -> Iterator[StudyTable]:
    for figure in dict.fromkeys(index.figure for index in result.indices):
        rows = [
            (
                index.path,
                *(
                    text
                    for each in (index.first, index.total)
                    for text in (
                        f"{'≈ ' if _is_wide(each) else ''}{_in_per_cent(each.value)}",
                        share_text(each.low, each.high),
                    )
                ),
            )
            for index in result.indices
            if index.figure == figure
        ]
        yield StudyTable(
            f"Variance of {figure_phrase(labels, figure)}",
            ("number", "alone", "95 % interval", "in all", "95 % interval"),
            rows,
            f"Sobol indices from {quantity(result.samples, 'base sample')}, all numbers drawn "
            "evenly between their bounds. Alone: what the number explains by itself; in all: with "
            "what it does together with others. ≈: the interval is at least as wide as the figure.",
            is_short=not figure.is_share,
        )


def _screening_tables(labels: Labels, result: Sensitivity) -> Iterator[StudyTable]:
    for figure in result.figures if result.screened else ():
        own = [each for each in result.screened if each.figure == figure]
        own.sort(key=lambda each: -each.size.value)
        scale = 100 if figure.is_share else 1
        rows = [
            (
                each.path,
                Measured(each.size, figure.is_share),
                decimal(scale * each.mean),
                decimal(scale * each.spread),
            )
            for each in own
        ]
        if own[0].size.value:
            yield StudyTable(
                f"Screening of {figure_phrase(labels, figure)}",
                ("number", "size", "mean", "spread"),
                rows,
                f"Elementary effects of {result.trajectories:,} trajectories by Morris, "
                "from least to most. Size: their mean without signs, so that 0 is a number that "
                "does nothing. Spread: how much they differ, by the other numbers or by where the "
                "number stands.",
                is_short=not figure.is_share,
            )


def _in_per_cent(value: float) -> str:
    """An index in per cent; estimates may lie a little outside 0 and 100."""
    return f"{decimal(100 * value)} %"
