"""The report on sensitivity: which numbers matter, each alone, and as Sobol indices."""

from __future__ import annotations

from collections.abc import Sequence

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure as Chart
from game.document.figures import FigureSize
from game.document.panel_page import FindingRow, PanelPage, Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.changes import MOST_REASONS, P_NOTE
from game.lab.report.figures import (
    TITLES,
    change_text,
    estimate_text,
    figure_name,
    figure_phrase,
    p_text,
    unit,
)
from game.lab.report.labels import NEUTRAL, Labels, count, figures_panel, share_text, tight
from game.lab.report.settings import (
    Move,
    moves,
    range_text,
    setting_findings,
    settings_chart,
)
from game.lab.studies.figures import Figure
from game.lab.studies.sensitivity import Sensitivity
from game.lab.summary.columns import decimal, difference, join_words, per_cent

KIND = "Which numbers matter"
_TICKS = tuple((part / 100, f"{part} %") for part in (0, 25, 50, 75, 100))


def sensitivity_report(result: Sensitivity, command: str = "") -> str:
    """The report as the text of one HTML file. command: how it was made."""
    labels = Labels(result.plan.scenario)
    effects = moves(labels, [result])
    games = count(result.plan.games, "game")
    numbers = count(len(result.varied), "number")
    page = labels.page(KIND, f"{numbers}, each alone at its least and its most, {games} each")
    page.verdict(
        "Result", _headline(effects), [_reason(labels, move) for move in effects[:MOST_REASONS]]
    )
    about = f"change of the mean score, each number by itself, {games} a bar"
    with page.row(), page.panel("What the numbers move", about, "settings"):
        page.figure(settings_chart(labels, effects, "page"))
    if result.indices:
        _add_indices(page, labels, result)
    with page.row(), page.findings("Findings", "What to do", "findings"):
        for row in [*setting_findings(labels, effects), *_other_findings(labels, result)]:
            page.finding(row)
    with figures_panel(page, command):
        _add_figures(page, labels, result)
    return tight(page.text())


def _headline(effects: Sequence[Move]) -> str:
    sure = [move for move in effects if move.is_sure]
    if not sure:
        return "No number moves a score for sure"
    name = sure[0].varied.name or sure[0].varied.path
    return f"What matters most: {name}"


def _reason(labels: Labels, move: Move) -> Reason:
    changes = join_words(
        f"{labels.short(side)} {difference(each)}" for side, each in enumerate(move.change)
    )
    text = f"From {range_text(move.varied)} it changes the mean scores by {changes} points."
    return Reason("note", move.varied.name or move.varied.path, text)


def _other_findings(labels: Labels, result: Sensitivity) -> list[FindingRow]:
    """For each end and agreement the number that moves it most for sure."""
    rows = []
    for figure in result.figures:
        swings = [swing for swing in result.tornado(figure) if swing.is_real]
        if figure.kind != "score" and swings:
            largest = swings[0]
            phrase = figure_phrase(labels, figure)
            text = (
                f"{phrase[0].upper()}{phrase[1:]} is moved most by {largest.path}: "
                f"{change_text(figure, largest.change)} {unit(figure)} from its least to its most."
            )
            advice = f"Turn {largest.path} to change how often this comes."
            rows.append(FindingRow("note", f"{figure_name(labels, figure)}.", text, advice))
    return rows


def _add_indices(page: PanelPage, labels: Labels, result: Sensitivity) -> None:
    """By side, which share of the variance of its mean score each number explains."""
    figures = [figure for figure in result.figures if figure.kind == "score"]
    about = (
        "share of the variance of the mean score that a number explains alone, where all are drawn "
        f"together; {count(result.samples, 'base sample')}, 95 % intervals"
    )
    for place in range(0, len(figures), 2):
        pair = figures[place : place + 2]
        with page.row("even" if len(pair) == 2 else ""):
            for figure in pair:
                anchor = "sobol" if figure == figures[0] else ""
                with page.panel(f"Sobol indices: {figure_name(labels, figure)}", about, anchor):
                    size: FigureSize = "wide" if len(pair) == 2 else "page"
                    page.figure(_index_chart(labels, result, figure, size))


def _index_chart(labels: Labels, result: Sensitivity, figure: Figure, size: FigureSize) -> Chart:
    names = {each.path: each.name or each.path for each in result.varied}
    own = [index for index in result.indices if index.figure == figure]
    rows = [
        ChartRow(
            names[index.path],
            max(0.0, index.first.value),
            per_cent(max(0.0, min(1.0, index.first.value))),
            max(0.0, index.first.low),
            max(0.0, index.first.high),
            f"total {per_cent(max(0.0, min(1.0, index.total.value)))}",
            labels.style(labels.sides.index(figure.id)) if figure.kind == "score" else NEUTRAL,
        )
        for index in sorted(own, key=lambda index: -index.first.value)
    ]
    axis = NumberAxis(low=0.0, high=1.0, names=_TICKS)
    return row_chart(f"Sobol indices: {figure_name(labels, figure)}", rows, axis, size=size)


def _add_figures(page: PanelPage, labels: Labels, result: Sensitivity) -> None:
    page.heading("Each number alone", 3)
    page.paragraph(
        "At its least and at its most: the change from the scenario as it is, games of the same "
        f"seed compared. {P_NOTE}",
        "small",
    )
    rows = [
        (
            swing.path,
            f"{TITLES[figure.kind]}: {figure_name(labels, figure)}",
            estimate_text(figure, base),
            change_text(figure, swing.at_least),
            change_text(figure, swing.at_most),
            change_text(figure, swing.change),
            p_text(swing.p),
            "yes" if swing.is_real else "no",
        )
        for figure, base in zip(result.figures, result.base, strict=True)
        for swing in result.tornado(figure)
    ]
    head = ("number", "figure", "now", "at its least", "at its most", "change", "p", "sure")
    page.table(head, rows, words=2)
    if result.indices:
        page.heading("Sobol indices", 3)
        page.table(
            ("number", "figure", "alone", "95 % interval, %", "with others", "95 % interval, %"),
            [
                (
                    index.path,
                    f"{TITLES[index.figure.kind]}: {figure_name(labels, index.figure)}",
                    _index(index.first.value),
                    share_text(index.first.low, index.first.high),
                    _index(index.total.value),
                    share_text(index.total.low, index.total.high),
                )
                for index in result.indices
            ],
            words=2,
        )
    if result.screened:
        page.heading("Screening by Morris", 3)
        page.paragraph(
            f"Elementary effects from least to most, of {result.trajectories} trajectories. Size: "
            "their mean without signs; spread: how much they differ.",
            "small",
        )
        page.table(
            ("number", "figure", "size", "mean", "spread"),
            [
                (
                    each.path,
                    f"{TITLES[each.figure.kind]}: {figure_name(labels, each.figure)}",
                    change_text(each.figure, each.size).lstrip("+"),
                    *(
                        decimal(part * (100 if each.figure.is_share else 1))
                        for part in (each.mean, each.spread)
                    ),
                )
                for figure in result.figures
                for each in sorted(result.screened, key=lambda each: -each.size.value)
                if each.figure == figure and each.size.value
            ],
            words=2,
        )


def _index(value: float) -> str:
    """An index in per cent; estimates may lie a little outside 0 and 100."""
    return f"{100 * value:.1f} %".replace("-", "−")
