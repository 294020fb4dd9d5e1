"""The report on a tournament: what each bot adds to its own score and to others', and all games."""

from __future__ import annotations

from collections.abc import Sequence

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure as Chart
from game.document.marks import MarkStyle
from game.document.panel_page import FindingRow, PanelPage, Reason
from game.document.row_chart import ChartRow, row_chart
from game.lab.report.labels import NEUTRAL, Labels, count, figures_panel, tight
from game.lab.report.matrix import add_pairings, pairing_table
from game.lab.studies.tournament import Rating, Tournament
from game.lab.summary.columns import decimal, difference, interval, join_words, per_cent
from game.session.seats import UNIFORM

KIND = "Which bots do well"
MOST_REASONS = 3
POOR_FIT = 0.8
"""If the fit explains less of the variance than this, bots do well against some and not others."""


def tournament_report(result: Tournament, command: str = "") -> str:
    """The report as the text of one HTML file. command: how it was made."""
    labels = Labels(result.plan.scenario, [each.bot for each in result.ratings])
    games = count(result.plan.games, "game")
    pairings = count(len(result.pairings), "pairing")
    page = labels.page(KIND, f"{pairings}, {games} each, the same seeds")
    best = _best(result)
    page.verdict("Result", _headline(labels, result, best), _reasons(labels, result, best))
    with page.row("even"):
        about = "points, beside the mean of the bots that it is compared with; 95 % intervals"
        with page.panel("What a bot adds to its own score", about, "own"):
            page.figure(_chart(labels, result, "What a bot adds to its own score", on_others=False))
        about = "points that each other side has more, if it plays; 95 % intervals"
        with page.panel("What it adds to the others'", about, "others"):
            page.figure(_chart(labels, result, "What it adds to the others'", on_others=True))
    add_pairings(page, labels, result.pairings, games)
    with page.row(), page.findings("Findings", "What to do", "findings"):
        for row in _findings(labels, result):
            page.finding(row)
    with figures_panel(page, command):
        _add_figures(page, labels, result)
    return tight(page.text())


def _best(result: Tournament) -> list[Rating]:
    """The best bot of each group in which bots can be compared."""
    groups: dict[int, list[Rating]] = {}
    for each in result.ratings:
        groups.setdefault(each.group, []).append(each)
    best = (max(own, key=lambda r: r.effect.value) for own in groups.values() if len(own) > 1)
    return list(best)[:MOST_REASONS]


def _headline(labels: Labels, result: Tournament, best: Sequence[Rating]) -> str:
    """Who does best: the best of each group, with those whose intervals reach as far as its own."""
    if not best:
        return "No two bots can be compared"
    leaders = [
        each
        for first in best
        for each in result.ratings
        if each.group == first.group and each.effect.high >= first.effect.low
    ]
    if len(leaders) > MOST_REASONS:
        return "No bot is clearly the best"
    names = join_words(labels.bot_inside(each.bot) for each in leaders)
    return f"{names[0].upper()}{names[1:]} {'does' if len(leaders) == 1 else 'do'} best"


def _reasons(labels: Labels, result: Tournament, best: Sequence[Rating]) -> list[Reason]:
    """The best of each group; where there is one group, who is last and how well effects add up."""
    reasons = [Reason("note", labels.bot(each.bot), _sentence(each)) for each in best]
    if len(best) == 1:
        own = [each for each in result.ratings if each.group == best[0].group]
        last = min(own, key=lambda each: each.effect.value)
        reasons.append(Reason("note", f"Last: {labels.bot_inside(last.bot)}", _sentence(last)))
        text = f"Role and bots explain {per_cent(max(0.0, result.explained))} of the differences."
        fits = result.explained >= POOR_FIT
        title = "Effects add up" if fits else "It depends on who sits opposite"
        reasons.append(Reason("good" if fits else "note", title, text))
    return reasons


def _sentence(each: Rating) -> str:
    return (
        f"It adds {difference(each.effect)} points to its own score, and "
        f"{difference(each.on_others)} to that of each other side."
    )


def _group(labels: Labels, result: Tournament, group: int) -> str:
    """The roles of the bots that are compared with each other."""
    own = [each.sides for each in result.ratings if each.group == group]
    return join_words(
        labels.short(i)
        for i, side in enumerate(labels.sides)
        if any(side in sides for sides in own)
    )


def _roles(labels: Labels, each: Rating) -> str:
    return join_words(labels.short(labels.sides.index(side)) for side in each.sides)


def _chart(labels: Labels, result: Tournament, title: str, *, on_others: bool) -> Chart:
    rows, group = [], -1
    for each in result.ratings:
        shown = each.on_others if on_others else each.effect
        several = len({rating.group for rating in result.ratings}) > 1
        heading = _group(labels, result, each.group) if several and each.group != group else ""
        group = each.group
        rows.append(
            ChartRow(
                labels.bot(each.bot), shown.value, difference(shown), shown.low, shown.high,
                style=_style(labels, each), heading=heading,
            )
        )  # fmt: skip
    ends = [abs(end) for row in rows for end in (row.value, row.low or 0.0, row.high or 0.0)]
    reach = max(1.0, *ends) * 1.05
    return row_chart(title, rows, NumberAxis(low=-reach, high=reach), kind="marks", zero=True)


def _style(labels: Labels, each: Rating) -> MarkStyle:
    return labels.style(labels.sides.index(each.sides[0])) if len(each.sides) == 1 else NEUTRAL


def _findings(labels: Labels, result: Tournament) -> list[FindingRow]:
    rows = []
    for each in result.ratings:
        if each.effect.high < 0 and each.bot != UNIFORM:  # chance may well fall behind
            text = (
                f"{labels.bot(each.bot)} scores {difference(each.effect)} points beside the mean "
                "of those that it is compared with, on average over all opponents."
            )
            advice = "Look whether it does well against anybody; if not, let its style pay."
            rows.append(FindingRow("warning", "A bot falls behind.", text, advice, "pairings"))
    if result.explained < POOR_FIT:
        text = (
            f"The sum of parts explains {per_cent(max(0.0, result.explained))} of the differences: "
            "bots do well against some, and not against others."
        )
        advice = "Read the pairings, and not only the sums."
        title = "It depends on who sits opposite."
        rows.append(FindingRow("note", title, text, advice, "pairings"))
    else:
        text = (
            f"The sum of parts explains {per_cent(result.explained)} of the differences between "
            "pairings, so that one number a bot says most."
        )
        advice = "Compare bots by these numbers."
        rows.append(FindingRow("good", "Effects add up.", text, advice, "own"))
    return rows


def _add_figures(page: PanelPage, labels: Labels, result: Tournament) -> None:
    page.heading("Bots", 3)
    page.table(
        ("bot", "plays", "own score", "95 % interval", "others' scores", "95 % interval"),
        [
            (
                f"{labels.bot(each.bot)} ({each.bot})",
                _roles(labels, each),
                decimal(each.effect.value),
                interval(each.effect),
                decimal(each.on_others.value),
                interval(each.on_others),
            )
            for each in result.ratings
        ],
        words=2,
    )
    page.heading("Roles", 3)
    page.table(
        ("side", "mean score in the fit", "95 % interval"),
        [
            (labels.naming.side(side), decimal(each.value), interval(each))
            for side, each in result.roles.items()
        ],
    )
    page.heading("Pairings", 3)
    head, rows = pairing_table(labels, result.pairings)
    page.table(head, rows)
