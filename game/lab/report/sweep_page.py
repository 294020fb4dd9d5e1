"""The report on a sweep: what one number does, as bands over its values, and what is sure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.document.axes import ChartLine, NumberAxis, round_numbers
from game.document.band_chart import ChartBand, band_chart
from game.document.figures import ChartFigure as Chart
from game.document.marks import MarkStyle
from game.document.panel_page import FindingRow, PanelPage
from game.lab.report.changes import P_NOTE, changed, largest_changes, unsure_findings
from game.lab.report.figures import (
    TITLES,
    change_text,
    estimate_text,
    figure_name,
    figure_phrase,
    figure_style,
    p_text,
    unit,
)
from game.lab.report.labels import Labels, count, figures_panel, tight
from game.lab.studies.sweep import Effect, Sweep, SweepPoint
from game.lab.studies.varied import Varied
from game.lab.summary.columns import join_words

KIND = "What a number does"


def sweep_report(result: Sweep, command: str = "") -> str:
    """The report as the text of one HTML file. command: how it was made."""
    labels = Labels(result.plan.scenario)
    points = count(len(result.points), "point")
    page = labels.page(
        KIND, f"{points}, {count(result.plan.games, 'game')} each, on the same seeds"
    )
    sure = [effect for effect in result.effects if effect.is_real]
    page.verdict(
        "Result",
        _headline(labels, result, sure),
        largest_changes(labels, sure, partial(_sentence, labels, result)),
    )
    for varied in result.varied:
        _add_number(page, labels, result, varied)
    with page.row(), page.findings("Findings", "What to do", "findings"):
        for row in _findings(labels, result, sure):
            page.finding(row)
    with figures_panel(page, command):
        _add_figures(page, labels, result)
    return tight(page.text())


def number_name(varied: Varied) -> str:
    """What a number does in words, or its path."""
    return varied.name or varied.path


def _headline(labels: Labels, result: Sweep, sure: Sequence[Effect]) -> str:
    names = join_words(number_name(each) for each in result.varied)
    if not result.is_complete:
        return f"{names}: the first {count(len(result.points), 'point')}"
    if not sure:
        return f"{names}: nothing moves for sure"
    scores = [effect for effect in sure if effect.figure.kind == "score"]
    if not scores:
        return f"{names}: ends move, no score for sure"
    largest = max(scores, key=lambda effect: abs(effect.change.value))
    verb = "raises" if largest.change.value > 0 else "lowers"
    varied = next(each for each in result.varied if each.path == largest.path)
    side = labels.naming.side_inside(largest.figure.id)
    return f"{number_name(varied)}: more of it {verb} the score of {side}"


def _sentence(labels: Labels, result: Sweep, effect: Effect) -> str:
    """What a number does to a figure from its least to its most value."""
    varied = next(each for each in result.varied if each.path == effect.path)
    phrase = figure_phrase(labels, effect.figure)
    change = change_text(effect.figure, effect.change)
    return (
        f"{phrase[0].upper()}{phrase[1:]} changes by {change} {unit(effect.figure)} when "
        f"{varied.path} goes from {varied.least} to {varied.most}."
    )


def _findings(labels: Labels, result: Sweep, sure: Sequence[Effect]) -> list[FindingRow]:
    rows = [
        FindingRow(
            "note",
            f"{figure_name(labels, effect.figure)}.",
            f"{_sentence(labels, result, effect)} It is greatest at {effect.peak}.",
            _direction(result, effect),
            _anchor(result, effect.path),
        )
        for effect in sure
    ]
    rows += unsure_findings(labels, result.effects)
    if not result.is_complete:
        text = "The sweep was interrupted, so nothing is compared from the least to the most."
        rows.append(FindingRow("warning", "Not all was played.", text, "Play it to its end."))
    return rows


def _direction(result: Sweep, effect: Effect) -> str:
    """In which direction a number moves a figure up, and down."""
    varied = next(each for each in result.varied if each.path == effect.path)
    up, down = ("raise", "lower") if effect.change.value > 0 else ("lower", "raise")
    now = f"{effect.path} is {varied.base} now"
    if effect.peak in (varied.least, varied.most):
        if effect.figure.is_share:
            return f"To see it more often {up} {effect.path}, and {down} it to see it less; {now}."
        return f"For a higher score {up} {effect.path}, and {down} it for a lower one; {now}."
    return f"It goes up and down: look at the chart before you change it; {now}."


def _anchor(result: Sweep, path: str) -> str:
    return f"n{[each.path for each in result.varied].index(path)}"


# The charts of a number


def _add_number(page: PanelPage, labels: Labels, result: Sweep, varied: Varied) -> None:
    points = _points_along(result, varied)
    kinds = [kind for kind in TITLES if any(f.kind == kind for f in result.figures)]
    about = f"{varied.path}, {count(result.plan.games, 'game')} a point; bands: 95 % intervals"
    others = [
        f"{each.path} = {dict(points[0].numbers)[each.path]}"
        for each in result.varied
        if each.path != varied.path
    ]
    if others:
        about += f"; here {join_words(others)}"
    while kinds:
        pair, kinds = kinds[:2], kinds[2:]
        with page.row("even"):
            for kind in pair:
                anchor = _anchor(result, varied.path) if kind == "score" else ""
                with page.panel(TITLES[kind], about, anchor):
                    chosen = [i for i, f in enumerate(result.figures) if f.kind == kind]
                    page.figure(_chart(labels, result, varied, points, chosen))
            if len(pair) == 1:
                _add_change(page, labels, result, varied)


def _add_change(page: PanelPage, labels: Labels, result: Sweep, varied: Varied) -> None:
    """What changes from the least to the most value, as far as it is sure."""
    about = f"{varied.path} from {varied.least} to {varied.most}, games of the same seed compared"
    with page.panel("From the least to the most", about):
        rows = [
            (
                figure_name(labels, effect.figure),
                change_text(effect.figure, effect.change),
                "sure" if effect.is_real else "may be chance" if changed(effect) else "the same",
            )
            for effect in result.effects
            if effect.path == varied.path
        ]
        page.table(("figure", "change", ""), rows)


def _points_along(result: Sweep, varied: Varied) -> list[SweepPoint]:
    """The points where only this number varies; the others are as near to now as they come."""
    fixed = {
        each.path: min(each.values, key=lambda value: (abs(value - each.base), value))
        for each in result.varied
        if each.path != varied.path
    }
    return [
        point
        for point in result.points
        if all(dict(point.numbers)[path] == value for path, value in fixed.items())
    ]


def _chart(
    labels: Labels,
    result: Sweep,
    varied: Varied,
    points: Sequence[SweepPoint],
    chosen: Sequence[int],
) -> Chart:
    places = [float(dict(point.numbers)[varied.path]) for point in points]
    figures = [result.figures[i] for i in chosen]
    bands = [
        ChartBand(
            figure_name(labels, figure),
            tuple((e.value, e.low, e.high) for e in (point.estimates[i] for point in points)),
            figure_style(labels, figure, place),
            tuple(estimate_text(figure, point.estimates[i]) for point in points),
        )
        for place, (i, figure) in enumerate(zip(chosen, figures, strict=True))
    ]
    is_share = figures[0].is_share
    most = max(high for band in bands for _, _, high in band.values)
    axis = _share_axis(most) if is_share else NumberAxis()
    references: list[tuple[float, MarkStyle]] = []
    if not is_share and len({point.pars for point in result.points}) == 1:
        references = [(points[0].pars[i], labels.style(i)) for i in range(len(labels.sides))]
    now = None
    if varied.least <= varied.base <= varied.most:
        now = ChartLine(varied.base, f"now {varied.base}")
    return band_chart(
        f"{TITLES[figures[0].kind]} over {varied.path}",
        places,
        bands,
        axis,
        across=number_name(varied),
        now=now,
        references=references,
        reference_name="par of each side",
    )


def _share_axis(most: float) -> NumberAxis:
    ticks = round_numbers(0.0, max(most, 0.05) * 1.02, 5)
    return NumberAxis(low=0.0, names=tuple((tick, f"{100 * tick:.0f} %") for tick in ticks))


# The figures


def _add_figures(page: PanelPage, labels: Labels, result: Sweep) -> None:
    if result.effects:
        page.heading("From the least to the most", 3)
        page.paragraph(f"Games of the same seed are compared. {P_NOTE}", "small")
        head = ("number", "figure", "change", "p", "sure", "greatest at")
        rows = [
            (
                effect.path,
                f"{TITLES[effect.figure.kind]}: {figure_name(labels, effect.figure)}",
                change_text(effect.figure, effect.change),
                p_text(effect.p),
                "yes" if effect.is_real else "no",
                str(effect.peak),
            )
            for effect in result.effects
        ]
        page.table(head, rows, words=2)
    paths = [each.path for each in result.varied]
    for kind, title in TITLES.items():
        chosen = [i for i, figure in enumerate(result.figures) if figure.kind == kind]
        if chosen:
            page.heading(f"{title}, with 95 % intervals", 3)
            page.table(
                (*paths, *(figure_name(labels, result.figures[i]) for i in chosen)),
                [
                    (
                        *(str(dict(point.numbers)[path]) for path in paths),
                        *(estimate_text(result.figures[i], point.estimates[i]) for i in chosen),
                    )
                    for point in result.points
                ],
                words=0,
            )
