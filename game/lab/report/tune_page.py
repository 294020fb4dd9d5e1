"""The report on a search for numbers: which aims are reached, by which numbers, and the patch."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure as Chart
from game.document.figures import FigureSize
from game.document.panel_page import FindingRow, Judgement, PanelPage, Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.labels import NEUTRAL, Labels, count, figures_panel, tight
from game.lab.run.estimates import Estimate
from game.lab.studies.aims import Aim
from game.lab.studies.patch import patch_lines
from game.lab.studies.tune import Trial, Tuning
from game.lab.summary.columns import decimal, interval, join_words

KIND = "Numbers that reach the aims"
MOST_BESIDE = 12
"""With more aims that are shares of games, no other chart stands beside theirs."""
MOST_NAMED = 3
"""So many missed aims are named in the verdict."""


def tune_report(result: Tuning, command: str = "") -> str:
    """The report as the text of one HTML file. command: how it was made."""
    labels = Labels(result.plan.scenario)
    trials, aims = count(len(result.trials), "trial"), count(len(result.aims), "aim")
    page = labels.page(KIND, f"{trials} for {aims}, on the same seeds")
    page.verdict("Result", _headline(result), _reasons(labels, result))
    shares = [i for i, aim in enumerate(result.aims) if aim.is_share]
    scores = [i for i, aim in enumerate(result.aims) if aim.kind == "score"]
    leads = [i for i, aim in enumerate(result.aims) if aim.is_lead]
    charts = [
        ("Shares of games", "per cent of games, now and with the best numbers", shares),
        ("Scores", "mean scores, now and with the best numbers", scores),
        ("Leads", "points by which bots of a side are ahead, now and with the best numbers", leads),
    ]
    shown = [each for each in charts if each[2]]
    beside = 2 if len(shares) <= MOST_BESIDE else 1
    for first in range(0, len(shown), beside):
        side_by_side = shown[first : first + beside]
        size: FigureSize = "wide" if len(side_by_side) == 2 else "page"
        with page.row("even" if len(side_by_side) == 2 else ""):
            for number, (title, about, chosen) in enumerate(side_by_side, first):
                anchor = "" if number else "aims"
                with page.panel(title, f"{about}; 95 % intervals", anchor):
                    page.figure(_chart(labels, result, title, chosen, size))
    with page.row(), page.panel("The numbers", "from and to: where they were sought", "numbers"):
        best = dict(result.best.numbers)
        page.table(
            ("number", "what it does", "from", "to", "now", "then"),
            [
                (
                    each.path, each.name, str(each.least), str(each.most), str(each.base),
                    str(best[each.path]),
                )
                for each in result.varied
            ],
            words=2,
        )  # fmt: skip
        patch = patch_lines(result.plan.scenario, result.best.numbers)
        if patch:
            page.heading("The patch, for the scenario or a variant of it", 3)
            page.command("\n".join(patch))
    with page.row(), page.findings("Findings", "What to do", "findings"):
        for row in _findings(labels, result):
            page.finding(row)
    with figures_panel(page, command):
        _add_figures(page, labels, result)
    return tight(page.text())


def _headline(result: Tuning) -> str:
    if result.best.reaches_all:
        if result.best == result.before:
            return "All aims are reached as it is"
        if result.checked is not None and not result.checked.reaches_all:
            return "All aims are reached, but only just"
        return "All aims are reached with other numbers"
    left = sum(1 for miss in result.best.misses if miss)
    return f"{left} of {count(len(result.aims), 'aim')} {'is' if left == 1 else 'are'} missed"


def _reasons(labels: Labels, result: Tuning) -> list[Reason]:
    def reached(trial: Trial) -> int:
        return sum(not miss for miss in trial.misses)

    def reaches(trial: Trial, by: str = "") -> str:
        missed = [
            aim_name(labels, aim)
            for aim, miss in zip(result.aims, trial.misses, strict=True)
            if miss
        ]
        more = len(missed) - MOST_NAMED
        names = [*missed[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        behind = f" Missed: {join_words(names)}." if missed else ""
        return f"{reached(trial)} of {total} aims are reached{by}.{behind}"

    total = len(result.aims)
    then = reached(result.best)
    reasons = [
        Reason("note", "Now", reaches(result.before)),
        Reason(
            "good" if then == total else "warning",
            "With the best numbers",
            reaches(result.best),
        ),
    ]
    if result.checked is not None:
        again = reached(result.checked)
        text = reaches(result.checked, " by the same numbers")
        judgement: Judgement = "good" if again == total else "warning"
        reasons.append(Reason(judgement, "With other seeds", text))
    return reasons


def aim_name(labels: Labels, aim: Aim) -> str:
    """What an aim is about."""
    match aim.kind:
        case "outcome":
            return f"Ends in {labels.outcome(aim.id)}"
        case "score":
            return labels.naming.side(aim.id)
        case "agreed":
            return f"Agreement: {labels.naming.table(aim.id)}"
        case "fired":
            return f"Happens: {labels.naming.inject(aim.id)}"
        case "ahead":
            return f"{labels.naming.side(aim.id)} ahead"
        case "over_par":
            return f"{labels.naming.side(aim.id)} over par"
        case "chance_over_par":
            return f"{labels.naming.side(aim.id)} over par, played by chance"
        case "personas":
            return f"{labels.naming.side(aim.id)}: personas over chance"
        case "persona_pays":
            return f"{labels.naming.side(aim.id)}: a second persona pays"
        case "chosen":
            return "No action is nearly always taken"
        case "every":
            return f"Every {aim.id} comes up"


def _chart(
    labels: Labels, result: Tuning, title: str, chosen: Sequence[int], size: FigureSize
) -> Chart:
    rows = []
    figures = [trial.figures[i].value for i in chosen for trial in (result.before, result.best)]
    most = max([*figures, *(result.aims[i].low + 1 for i in chosen)])
    for i in chosen:
        aim = result.aims[i]
        for who, trial in (("now", result.before), ("then", result.best)):
            figure = trial.figures[i]
            missed = " (missed)" if trial.misses[i] else ""
            style = labels.style(labels.sides.index(aim.id)) if aim.id in labels.sides else NEUTRAL
            rows.append(
                ChartRow(
                    who, figure.value, _figure(aim, trial, i), *_ends(figure),
                    f"aim {aim.range}{missed}", style, (aim.low, min(aim.high, most)),
                    aim_name(labels, aim) if who == "now" else "",
                )
            )  # fmt: skip
    if result.aims[chosen[0]].is_share:
        ticks = tuple((float(part), f"{part} %") for part in (0, 25, 50, 75, 100))
        axis = NumberAxis(low=0.0, high=100.0, names=ticks)
    else:
        axis = NumberAxis()
    return row_chart(title, rows, axis, kind="marks", aim_name="aim", size=size)


def _ends(figure: Estimate) -> tuple[float | None, float | None]:
    """The ends of an interval that is known."""
    return (None, None) if isinf(figure.high) else (figure.low, figure.high)


def _findings(labels: Labels, result: Tuning) -> list[FindingRow]:
    rows = []
    for i, aim in enumerate(result.aims):
        best, checked = result.best, result.checked
        if best.misses[i]:
            text = (
                f"{_figure(aim, best, i)} with the best numbers, "
                f"{_figure(aim, result.before, i)} now; aim {aim.range} ({aim.source})."
            )
            advice = "Vary other numbers or more of them, try more often (--trials), or aim lower."
            rows.append(FindingRow("warning", f"{aim_name(labels, aim)}.", text, advice, "aims"))
        elif checked is not None and checked.misses[i]:
            text = (
                f"{_figure(aim, best, i)} with the best numbers, but "
                f"{_figure(aim, checked, i)} with other seeds; aim {aim.range}: it lies "
                "at the edge of its range."
            )
            advice = "Play more games (-n)."
            rows.append(FindingRow("warning", f"{aim_name(labels, aim)}.", text, advice, "aims"))
    reached = [
        aim_name(labels, aim)
        for i, aim in enumerate(result.aims)
        if not result.best.misses[i] and not (result.checked and result.checked.misses[i])
    ]
    if reached:
        advice = "Take over the patch, and measure again: communique balance."
        if result.best == result.before:
            advice = "Leave the numbers as they are."
        text = f"{join_words(dict.fromkeys(reached))}."
        rows.append(FindingRow("good", "Reached.", text, advice, "numbers"))
    if result.checked is None:
        text = "The search was interrupted, so the best numbers weren't played with other seeds."
        rows.append(FindingRow("note", "Not checked.", text, "Let it run to its end."))
    return rows


def _figure(aim: Aim, trial: Trial, i: int) -> str:
    """The figure of an aim; for `every` how many things never came up."""
    if aim.kind == "every":
        return decimal(trial.figures[i].value, 0)
    return f"{decimal(trial.figures[i].value)}{' %' if aim.is_share else ''}"


def _add_figures(page: PanelPage, labels: Labels, result: Tuning) -> None:
    page.heading("Aims", 3)
    page.table(
        ("aim", "from", "range", "now", "then", "95 % interval", "with other seeds"),
        [
            (
                aim_name(labels, aim),
                aim.source,
                aim.range,
                _marked(aim, result.before, i),
                _marked(aim, result.best, i),
                "–" if aim.kind == "every" else interval(result.best.figures[i]),
                "–" if result.checked is None else _marked(aim, result.checked, i),
            )
            for i, aim in enumerate(result.aims)
        ],
        words=2,
    )
    page.heading("The ten best trials", 3)
    paths = [each.path for each in result.varied]
    ranked = sorted(result.trials, key=lambda trial: trial.rank)[:10]
    page.table(
        (*paths, "aims missed", "missed in all"),
        [
            (
                *(str(dict(trial.numbers)[path]) for path in paths),
                str(sum(1 for miss in trial.misses if miss)),
                decimal(sum(trial.misses)),
            )
            for trial in ranked
        ],
        words=0,
    )


def _marked(aim: Aim, trial: Trial, i: int) -> str:
    """The figure of an aim, with a mark where it is missed."""
    return f"{_figure(aim, trial, i)}{' (missed)' if trial.misses[i] else ''}"
