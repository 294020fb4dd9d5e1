"""The report on a comparison: two versions of a scenario, or other bots, on the same seeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import isfinite

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure as Chart
from game.document.figures import FigureSize
from game.document.panel_page import FindingRow, PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.changes import P_NOTE, largest_changes, unsure_findings
from game.lab.report.figures import (
    TITLES,
    change_text,
    estimate_text,
    figure_name,
    figure_phrase,
    figure_style,
    figure_subject,
    p_text,
    unit,
    value_text,
)
from game.lab.report.labels import Labels, beside_par, count, figures_panel, tight
from game.lab.run.plan import Plan
from game.lab.studies.compare import Comparison, Difference
from game.lab.studies.figures import FigureKind
from game.lab.summary.columns import join_words

KIND = "Two versions compared"


def compare_report(result: Comparison, command: str = "") -> str:
    """The report as the text of one HTML file. command: how it was made."""
    labels = Labels(result.first.scenario)
    games = f"{count(result.first.games, 'game')} of each of two, on the same seeds"
    page = labels.page(KIND, games)
    sure = [each for each in result.differences if each.is_real]
    page.verdict(
        "Result", _headline(labels, sure), largest_changes(labels, sure, partial(_sentence, labels))
    )
    with page.row("even"):
        for title, plan in (("First", result.first), ("Second", result.second)):
            with page.panel(title):
                page.table((), _described(plan), words=2)
    kinds = [kind for kind in TITLES if any(d.figure.kind == kind for d in result.differences)]
    for place in range(0, len(kinds), 2):
        pair = kinds[place : place + 2]
        with page.row("even" if len(pair) == 2 else ""):
            for kind in pair:
                _add_kind(page, labels, result, kind, "wide" if len(pair) == 2 else "page")
    with page.row(), page.findings("What differs", "What to do", "findings"):
        for row in _findings(labels, result, sure):
            page.finding(row)
    with figures_panel(page, command):
        page.paragraph(
            f"Games of the same seed are compared, from the first to the second. {P_NOTE}", "small"
        )
        page.table(
            ("figure", "first", "second", "change", "p", "sure"),
            [_cells(labels, each) for each in result.differences],
        )
    return tight(page.text())


def _described(plan: Plan) -> list[tuple[str, str]]:
    labels = Labels(plan.scenario)
    rows = [("Scenario", f"{labels.title} ({plan.scenario.id})")]
    rows += [
        (labels.naming.side(side), f"{labels.bot(bot)} ({bot})") for side, bot in plan.seats.items()
    ]
    return [*rows, *((path, str(value)) for path, value in plan.numbers)]


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


def _sentence(labels: Labels, each: Difference) -> str:
    phrase = figure_phrase(labels, each.figure)
    return (
        f"{phrase[0].upper()}{phrase[1:]} goes from {value_text(each.figure, each.first)} to "
        f"{value_text(each.figure, each.second)}: {change_text(each.figure, each.change)} "
        f"{unit(each.figure)}."
    )


def _findings(labels: Labels, result: Comparison, sure: Sequence[Difference]) -> list[FindingRow]:
    rows = [_score_finding(labels, result, each) for each in sure if each.figure.kind == "score"]
    for kind in ("outcome", "agreed"):
        of_kind = [each for each in sure if each.figure.kind == kind]
        if of_kind:
            text = "; ".join(_short(labels, each) for each in of_kind)
            advice = "Take the second if this is wanted, and keep the first if not."
            rows.append(FindingRow("note", f"{TITLES[kind]}.", f"{text}.", advice, kind))
    for side in result.pars[0]:
        first, second = (pars.get(side) for pars in result.pars)
        if second is not None and first != second:
            text = f"The par of {labels.naming.side_inside(side)} is {first} and {second}."
            advice = "Compare scores with their own par."
            rows.append(FindingRow("note", "Pars differ.", text, advice))
    return [*rows, *unsure_findings(labels, result.differences), *only_in_one(result)]


def only_in_one(result: Comparison) -> list[FindingRow]:
    """The findings that name the figures of one of the two that the other doesn't have."""
    rows = []
    for which, plan, figures in zip(
        ("first", "second"), (result.first, result.second), result.only, strict=True
    ):
        if figures:
            labels = Labels(plan.scenario)
            names = join_words(figure_subject(labels, figure) for figure in figures)
            text, advice = f"Only the {which} has {names}.", f"Simulate the {which} to see them."
            rows.append(FindingRow("note", "Not in both.", text, advice))
    return rows


def _score_finding(labels: Labels, result: Comparison, each: Difference) -> FindingRow:
    """What a score changes, and which of the two comes nearer to the side's par."""
    margins = [
        mean.value - pars[each.figure.id]
        for mean, pars in zip((each.first, each.second), result.pars, strict=True)
    ]
    places = [
        beside_par(mean.value, pars[each.figure.id])
        for mean, pars in zip((each.first, each.second), result.pars, strict=True)
    ]
    text = f"{_sentence(labels, each)} The first is {places[0]}, the second {places[1]}."
    if abs(margins[1]) < abs(margins[0]):
        advice = "The second comes nearer to par: take it."
    else:
        advice = "The first comes nearer to par: keep it, or move the par of the second."
    return FindingRow("note", f"{figure_name(labels, each.figure)}.", text, advice, "score")


def _short(labels: Labels, each: Difference) -> str:
    """`Rupture from 3.0 % to 5.5 % (+2.5 ± 1.0)`."""
    return (
        f"{figure_name(labels, each.figure)} from {value_text(each.figure, each.first)} to "
        f"{value_text(each.figure, each.second)} ({change_text(each.figure, each.change)})"
    )


def _add_kind(
    page: PanelPage, labels: Labels, result: Comparison, kind: FigureKind, size: FigureSize
) -> None:
    own = [each for each in result.differences if each.figure.kind == kind]
    about = f"change from the first to the second, in {unit(own[0].figure)}, with 95 % intervals"
    with page.panel(TITLES[kind], about, kind):
        page.figure(_chart(labels, own, size))


def _chart(labels: Labels, own: Sequence[Difference], size: FigureSize) -> Chart:
    scale = 100 if own[0].figure.is_share else 1
    rows = []
    for place, each in enumerate(own):
        change = each.change
        known = isfinite(change.low)
        rows.append(
            ChartRow(
                figure_name(labels, each.figure),
                scale * change.value,
                change_text(each.figure, change),
                scale * change.low if known else None,
                scale * change.high if known else None,
                "" if each.is_real else "may be chance",
                figure_style(labels, each.figure, place),
            )
        )
    ends = [abs(end) for row in rows for end in (row.value, row.low or 0.0, row.high or 0.0)]
    reach = max(1.0, *ends) * 1.05
    axis = NumberAxis(low=-reach, high=reach)
    title = f"{TITLES[own[0].figure.kind]}: change"
    return row_chart(title, rows, axis, kind="marks", zero=True, size=size)


def _cells(labels: Labels, each: Difference) -> tuple[str, ...]:
    return (
        f"{TITLES[each.figure.kind]}: {figure_name(labels, each.figure)}",
        estimate_text(each.figure, each.first),
        estimate_text(each.figure, each.second),
        change_text(each.figure, each.change),
        p_text(each.p),
        "yes" if each.is_real else "no",
    )
