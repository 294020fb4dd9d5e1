"""The report on a scenario's balance: one page for its designer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.document.panel_page import PanelPage, RowLayout
from game.lab.pages.agreements import (
    AGREEMENT_HEAD,
    add_agreements,
    agreement_rows,
    option_tables,
    played,
)
from game.lab.pages.balance_findings import BalanceFindings
from game.lab.pages.charts import (
    SCORE_HEAD,
    add_scores,
    length_sentence,
    outcome_chart,
    outcome_rows,
    score_rows,
)
from game.lab.pages.lines import LINE_HEAD, LineSums, add_lines, line_rows
from game.lab.pages.matrix import add_matrix, list_sentences, matrix_rows, skill_chart, skill_rows
from game.lab.pages.study_page import figures_panel, open_page, tight
from game.lab.pages.verdict import verdict
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement, choice_rates, use_rates
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import Criterion
from game.lab.studies.labels import Labels
from game.lab.studies.sensitivity import Sensitivity
from game.lab.studies.settings import (
    SETTING_HEAD,
    Move,
    moves,
    setting_findings,
    setting_rows,
    settings_chart,
)
from game.lab.summary.closer_look import CloserLook, why_sentences
from game.lab.summary.columns import difference, per_cent, quantity, rate

KIND = "Balance report for its designer"
THIRD, HALF = 2, 3
"""How many columns of a matrix fit into less than half of the page's width, and into half."""


def balance_report(
    measurement: Measurement,
    criteria: Sequence[Criterion],
    lists: Sequence[BlindSeat] = (),
    command: str = "",
    settings: Sequence[Sensitivity] = (),
    look: CloserLook | None = None,
) -> str:
    """The report as the text of one HTML file.

    command: how it was made. settings: what the settings move where personas play, a study for
    each pairing; without them there is no such chart. look: at some of the games, one by one, where
    little was signed.
    """
    labels, payoffs = Labels(measurement.rules.scenario), Payoffs.of(measurement)
    page = open_page(labels.title, KIND, _rests_on(measurement))
    headline, reasons = verdict(labels, measurement, payoffs, criteria)
    page.verdict("Verdict", headline, reasons)
    rules, pooled = measurement.rules, measurement.pooled
    swings = [swing for study in settings for swing in study.swings]
    moved = moves(labels, settings[0].varied, swings) if settings else []
    with page.row(), page.findings("What is striking", "What to do", "findings"):
        for row in BalanceFindings(labels, measurement, payoffs).rows(criteria):
            page.finding(row)
        for row in setting_findings(labels, moved):
            page.finding(row)
    games = f"{quantity(pooled.tally.games, 'game')} of personas"
    with page.row("even"):
        with page.panel("How the games end", f"share of {games}, with 95 % intervals", "ends"):
            page.figure(outcome_chart(labels, measurement.rules, pooled.tally))
            page.paragraph(length_sentence(pooled.tally), "small")
        about = f"{games}; dark: the middle half, triangle: the mean"
        with page.panel("Scores by side", about, "scores"):
            add_scores(page, labels, pooled.tally)
    with (
        page.row(),
        page.panel(
            "Which lines make the score",
            f"mean points in {games}, and how far they spread from game to game",
            "lines",
        ),
    ):
        add_lines(page, labels, LineSums.of(pooled.lines))
    styles, columns = partial(_add_styles, page, labels, payoffs), len(payoffs.bots[1])
    panels: list[Callable[[], None]] = [partial(_add_skill, page, labels, measurement, lists)]
    if columns <= HALF:
        panels.insert(0, styles)
    else:
        with page.row():
            styles()
    if moved:
        games = quantity(sum(study.plan.games for study in settings), "game")
        panels.insert(0, partial(_add_settings, page, labels, moved, games))
    if rules.tables:
        tallies = played(measurement)
        panels.append(partial(add_agreements, page, labels, rules, tallies, measurement))
    layout: RowLayout = "wide-first" if moved and columns <= THIRD else "even"
    while panels:
        pair, panels = panels[:2], panels[2:]
        with page.row(layout if len(pair) == 2 else ""):
            for add in pair:
                add()
        layout = "even"
    if look is not None and look.tables:
        about = f"{quantity(look.games, 'game')} of personas, looked at one by one"
        with page.row(), page.panel("Why not signed", about, "why"):
            for table in look.tables:
                for sentence in why_sentences(rules, look, table):
                    page.paragraph(sentence)
    with figures_panel(page, command):
        _add_figures(page, labels, measurement, payoffs, criteria)
        if moved:
            page.heading("Settings", 3)
            page.table(SETTING_HEAD, setting_rows(labels, moved))
    return tight(page.text())


def _add_styles(page: PanelPage, labels: Labels, payoffs: Payoffs) -> None:
    scores = " / ".join(labels.short(side) for side in range(len(labels.sides)))
    about = (
        f"rows: {labels.short(0)}, columns: {labels.short(1)}; mean scores {scores}, "
        f"{quantity(payoffs.games, 'game')} a cell"
    )
    with page.panel("Who does well against whom", about, "styles"):
        add_matrix(page, labels, payoffs)


def _add_skill(
    page: PanelPage, labels: Labels, measurement: Measurement, lists: Sequence[BlindSeat]
) -> None:
    with page.panel("Does skill pay?", _skill_games(measurement), "skill"):
        page.figure(skill_chart(labels, measurement))
        for sentence in list_sentences(labels, lists):
            page.paragraph(sentence, "small")


def _rests_on(measurement: Measurement) -> str:
    sizes = measurement.sizes
    text = (
        f"{quantity(measurement.pooled.tally.games, 'game')} of personas: "
        f"{quantity(len(measurement.pairings), 'pairing')}, {sizes.games:,} each"
    )
    return f"{text}; {sizes.experts:,} of experts" if sizes.experts else text


def _skill_games(measurement: Measurement) -> str:
    sizes = measurement.sizes
    experts = min(sizes.experts, sizes.games)
    text = f"share of games over par: {sizes.games:,} by chance for each side"
    return f"{text}, {experts:,} of an expert" if experts else text


def _add_settings(page: PanelPage, labels: Labels, moved: Sequence[Move], games: str) -> None:
    about = f"change of the mean score of personas, each setting by itself, {games} a bar"
    with page.panel("What the settings move", about, "settings"):
        page.figure(settings_chart(labels, moved))


def _add_figures(
    page: PanelPage,
    labels: Labels,
    measurement: Measurement,
    payoffs: Payoffs,
    criteria: Sequence[Criterion],
) -> None:
    rules, pooled = measurement.rules, measurement.pooled
    page.anchor("standard")
    page.heading("The standard", 3)
    page.table(
        ("what", "found", "aim", "held"),
        [(c.name, c.measured, c.aim, _held(c)) for c in criteria],
        words=4,
    )
    page.heading("How the games end", 3)
    page.table(
        ("end", "id", "games", "share", "95 % interval, %"),
        outcome_rows(labels, rules, pooled.tally),
        words=2,
    )
    page.heading("Scores", 3)
    page.table(SCORE_HEAD, score_rows(labels, pooled.tally))
    page.heading("Lines of the score", 3)
    page.table(LINE_HEAD, line_rows(labels, LineSums.of(pooled.lines)), words=2)
    page.heading("Who does well against whom", 3)
    heads = [(labels.short(side), "95 % interval") for side in range(len(labels.sides))]
    page.table(
        ("who plays", *(each for pair in heads for each in pair)), matrix_rows(labels, payoffs)
    )
    page.heading("Over par", 3)
    page.table(
        ("side", "who", "games", "over par", "95 % interval, %", "mean score"),
        skill_rows(labels, measurement),
        words=2,
    )
    if rules.tables:
        page.heading("Agreements", 3)
        page.table(AGREEMENT_HEAD, agreement_rows(labels, rules, played(measurement)), words=2)
        for table, options in option_tables(labels, rules, pooled.tally):
            page.heading(f"{table}: signed", 3)
            page.table((), options, words=2)
    with page.group():
        _add_actions(page, labels, measurement)
    _add_injects(page, labels, measurement)


def _held(criterion: Criterion) -> str:
    if criterion.met:
        return "yes"
    if criterion.reason:
        return f"accepted: {criterion.reason}"
    return "no" if criterion.binding else "finding"


def _add_actions(page: PanelPage, labels: Labels, measurement: Measurement) -> None:
    tally = measurement.pooled.tally
    choices, uses = choice_rates(measurement), use_rates(measurement)
    rows = []
    for number, slot in enumerate(measurement.rules.slots):
        change = measurement.without_action.get(number)
        rows.append(
            (
                labels.short(slot.side),
                f"{labels.naming.action(slot.action)} ({slot.action})",
                rate(tally.legal[number], tally.games),
                _optional(choices[number]),
                _optional(uses[number]),
                "–" if change is None else difference(change, 2),
            )
        )
    page.anchor("actions")
    page.heading("Actions", 3)
    page.paragraph(
        "Legal: decisions a game. Chosen: of these. In games: taken, of those where it was legal. "
        "Without it: the change of its side's score, in standard deviations.",
        "small",
    )
    page.table(("side", "action", "legal", "chosen", "in games", "without it"), rows, words=2)


def _optional(share: float | None) -> str:
    return "–" if share is None else per_cent(share)


def _add_injects(page: PanelPage, labels: Labels, measurement: Measurement) -> None:
    injects, tally = measurement.rules.scenario.injects, measurement.pooled.tally
    rows = [
        (
            f"{labels.naming.inject(id)} ({id})",
            "dated" if injects[id].at else "",
            per_cent(games / tally.games),
        )
        for id, games in zip(injects, tally.firing, strict=True)
    ]
    if rows:
        page.anchor("injects")
        page.heading("Injects", 3)
        page.table(("inject", "", "games with it"), rows, words=2)
