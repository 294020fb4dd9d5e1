"""The report on many games: how they end, scores, agreements, actions, and what is striking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.document.panel_page import BarRow, FindingRow, Judgement, PanelPage, Reason
from game.lab.batches.estimates import mean, share
from game.lab.batches.tally import Tally
from game.lab.pages.agreements import AGREEMENT_HEAD, add_agreements, agreement_rows, option_tables
from game.lab.pages.charts import (
    SCORE_HEAD,
    add_scores,
    length_sentence,
    outcome_chart,
    outcome_rows,
    score_rows,
)
from game.lab.pages.lines import LINE_HEAD, LineSums, add_lines, line_rows
from game.lab.pages.study_page import add_panel, add_tables, figures_panel, open_page, tight
from game.lab.studies.labels import Labels, beside_par
from game.lab.studies.pairings import SeatedScores, pairing_panel, pairing_table
from game.lab.summary.closer_look import CloserLook, why_sentences
from game.lab.summary.columns import join_words, per_cent, quantity, rate
from game.lab.summary.fates import KINDS, fate_heads, fate_rows
from game.lab.summary.findings import FindingKind, summary_findings
from game.rules.compiled import Rules

KIND = "Many games"
MOST_ACTIONS = 12
"""So many actions of a side are drawn, those that most games have."""

_ADVICE: Mapping[FindingKind, tuple[str, str, str]] = {
    "same_outcome": (
        "Games end alike.",
        "Change what leads to this end, or its condition.",
        "ends",
    ),
    "far_ahead": ("", "Move its par, or what brings its points.", "scores"),
    "leads": ("", "Move the pars, or what brings the points.", "scores"),
    "no_outcome": (
        "Not every end is reached.",
        "Look at the condition: can this end come about?",
        "ends",
    ),
    "never_legal": (
        "Never legal.",
        "Look at condition and cost, or at the menus of the phases.",
        "actions",
    ),
    "never_taken": (
        "Never taken.",
        "Make it worth something to somebody, or seat other bots.",
        "actions",
    ),
    "no_inject": ("Never fired.", "Look at condition and chance.", "injects"),
    "no_option": ("Never agreed.", "Raise what it is worth to one side.", "agreements"),
    "nothing_agreed": (
        "No agreement.",
        "Raise what an agreement is worth, or seat other bots.",
        "agreements",
    ),
    "few_games": ("These are few games.", "To see what is rare, play more games (-n).", ""),
}
"""By kind of finding its title, what to do, and the panel that shows it.

Where there is no title, what stands before the colon is it.
"""


def simulate_report(
    rules: Rules,
    tally: Tally,
    seats: Mapping[str, str],
    lines: LineSums | None = None,
    command: str = "",
    pairings: Sequence[SeatedScores] = (),
    look: CloserLook | None = None,
) -> str:
    """The report as the text of one HTML file; there must be at least one game.

    seats: by side, the bot that played it. lines: sums of the points of the lines of scores, where
    they are known. command: how it was made. pairings: where several played these games, each with
    its mean scores. look: at some of the games, one by one.
    """
    labels = Labels(rules.scenario)
    who = "; ".join(
        f"{labels.short(i)}: {labels.bot(seats[id])}" for i, id in enumerate(labels.sides)
    )
    page = open_page(labels.title, KIND, f"{quantity(tally.games, 'game')}; {who}")
    page.verdict("Result", _headline(labels, rules, tally), _reasons(labels, rules, tally))
    with page.row(), page.findings("What is striking", "What to do", "findings"):
        for row in _findings(rules, tally):
            page.finding(row)
    games = quantity(tally.games, "game")
    with page.row("even"):
        with page.panel("How the games end", f"share of {games}, with 95 % intervals", "ends"):
            page.figure(outcome_chart(labels, rules, tally))
            page.paragraph(length_sentence(tally), "small")
        about = f"{games}; dark: the middle half, triangle: the mean"
        with page.panel("Scores by side", about, "scores"):
            add_scores(page, labels, tally)
    if lines is not None:
        about = f"mean points in {games}, and how far they spread from game to game"
        with page.row(), page.panel("Which lines make the score", about, "lines"):
            add_lines(page, labels, lines)
    if pairings:
        each = quantity(tally.games // len(pairings), "game")
        with page.row():
            add_panel(page, pairing_panel(labels, pairings, each))
    if rules.tables:
        with page.row():
            add_agreements(page, labels, rules, [("", tally)], size="page")
    if look is not None and look.tables:
        about = f"{quantity(look.games, 'game')}, looked at one by one"
        with page.row(), page.panel("Why not signed", about, "why"):
            for table in look.tables:
                for sentence in why_sentences(rules, look, table):
                    page.paragraph(sentence)
    about = f"share of {games} in which it was taken, and times a game"
    with page.row(), page.panel("What is done", about, "actions"):
        _add_actions(page, labels, rules, tally)
    with figures_panel(page, command):
        _add_figures(page, labels, rules, tally, lines)
        if look is not None:
            _add_fates(page, rules, look)
        if pairings:
            add_tables(page, [pairing_table(labels, pairings)])
    return tight(page.text())


def _headline(labels: Labels, rules: Rules, tally: Tally) -> str:
    names = [labels.outcome(each.id) for each in rules.outcomes]
    most = tally.outcomes.index(max(tally.outcomes))
    how = "Every game ends" if tally.outcomes[most] == tally.games else "Most often it ends"
    shares = [share(games, tally.games) for games in tally.ahead]
    best = max(range(len(shares)), key=lambda side: shares[side].value)
    others = [each.high for side, each in enumerate(shares) if side != best]
    if shares[best].low > max(others, default=0.0):
        return f"{how} in {names[most]}; {labels.naming.side_inside(labels.sides[best])} is ahead"
    return f"{how} in {names[most]}; no side is clearly ahead"


def _reasons(labels: Labels, rules: Rules, tally: Tally) -> list[Reason]:
    """Ends, scores and agreements in a sentence each."""
    counts = zip(rules.outcomes, tally.outcomes, strict=True)
    shares = sorted(
        ((n / tally.games, labels.outcome(each.id)) for each, n in counts), reverse=True
    )
    ends = join_words(f"{name} {per_cent(part)}" for part, name in shares[:3])
    sides = range(len(labels.sides))
    means = join_words(
        f"{labels.short(i)} {beside_par(mean(tally.scores[i]).value, labels.par(i))}" for i in sides
    )
    ahead = join_words(f"{labels.short(i)} {per_cent(tally.ahead[i] / tally.games)}" for i in sides)
    reasons = [
        Reason("note", "Ends", f"Most often {ends}."),
        Reason("note", "Scores", f"On average {means}. Alone most over par: {ahead}."),
    ]
    if rules.tables:
        signed = join_words(
            f"{labels.naming.table(table.id)} {per_cent(tally.agreed(i) / tally.games)}"
            for i, table in enumerate(rules.tables)
        )
        reasons.append(Reason("note", "Agreements", f"Agreed at the end: {signed} of games."))
    return reasons


def _findings(rules: Rules, tally: Tally) -> list[FindingRow]:
    findings = summary_findings(rules, tally, by_name=True)
    if not findings:
        text = "Everything in the scenario came up, and no side is far ahead."
        return [FindingRow("good", "Nothing.", text, "Go on to communique balance.")]
    rows = []
    for each in findings:
        title, advice, chart = _ADVICE[each.kind]
        judgement: Judgement = "note" if each.kind == "few_games" else "warning"
        sentence = each.sentence
        if not title:
            before, _, behind = sentence.partition(": ")
            title, sentence = f"{before}.", f"{behind[0].upper()}{behind[1:]}"
        rows.append(FindingRow(judgement, title, sentence, advice, chart))
    return rows


def _add_actions(page: PanelPage, labels: Labels, rules: Rules, tally: Tally) -> None:
    """By side the actions that most games have, with a bar for their share."""
    sides = []
    for side in range(len(labels.sides)):
        own = [i for i, slot in enumerate(rules.slots) if slot.side == side]
        shown = sorted(own, key=lambda i: -tally.taking[i])[:MOST_ACTIONS]
        bars = [
            BarRow(
                labels.naming.action(rules.slots[i].action),
                tally.taking[i] / tally.games,
                (per_cent(tally.taking[i] / tally.games), rate(tally.taken[i], tally.games)),
            )
            for i in shown
        ]
        if bars:
            sides.append((labels.naming.side(labels.sides[side]), labels.style(side), bars))
    page.bar_tables(("games", "times"), sides)


def _add_figures(
    page: PanelPage, labels: Labels, rules: Rules, tally: Tally, lines: LineSums | None
) -> None:
    page.heading("How the games end", 3)
    head: Sequence[str] = ("end", "id", "games", "share", "95 % interval, %")
    page.table(head, outcome_rows(labels, rules, tally), words=2)
    page.heading("Scores", 3)
    page.table(SCORE_HEAD, score_rows(labels, tally))
    if lines is not None:
        page.heading("Lines of the score", 3)
        page.table(LINE_HEAD, line_rows(labels, lines), words=2)
    if rules.tables:
        page.heading("Agreements", 3)
        page.table(AGREEMENT_HEAD, agreement_rows(labels, rules, [("", tally)]), words=2)
        for table, options in option_tables(labels, rules, tally):
            page.heading(f"{table}: signed", 3)
            page.table((), options, words=2)
    page.heading("Actions", 3)
    page.paragraph(
        "Legal: decisions a game at which it could be taken. Taken: times a game. Chosen: how "
        "often where it was legal. Games: with it at least once.",
        "small",
    )
    page.table(
        ("side", "action", "legal", "taken", "chosen", "games"),
        [
            (
                labels.short(slot.side),
                f"{labels.naming.action(slot.action)} ({slot.action})",
                rate(tally.legal[i], tally.games),
                rate(tally.taken[i], tally.games),
                per_cent(tally.taken[i] / tally.legal[i]) if tally.legal[i] else "–",
                per_cent(tally.taking[i] / tally.games),
            )
            for i, slot in enumerate(rules.slots)
        ],
        words=2,
    )
    page.anchor("injects")
    if rules.injects:
        page.heading("Injects", 3)
        page.table(
            ("inject", "a game", "games with it"),
            [
                (
                    f"{labels.naming.inject(each.id)} ({each.id})",
                    rate(tally.fired[i], tally.games),
                    per_cent(tally.firing[i] / tally.games),
                )
                for i, each in enumerate(rules.injects)
            ],
        )


def _add_fates(page: PanelPage, rules: Rules, look: CloserLook) -> None:
    for key, by_id in look.fates.items():
        page.heading(f"{KINDS[key].title} in {quantity(look.games, 'game')}", 3)
        rows = [row[1:] for row in fate_rows(rules.scenario, key, by_id)]
        page.table((KINDS[key].word, *fate_heads(key)), rows)
