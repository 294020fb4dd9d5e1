"""Who does well against whom, as a matrix with best replies; and whether skill pays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from attrs import evolve

from game.document.axes import NumberAxis
from game.document.figures import ChartFigure
from game.document.panel_page import CellKind, MatrixCell, MatrixHead, PanelPage
from game.document.row_chart import ChartRow, row_chart
from game.lab.standard.findings import OVER_PAR, over_par, over_par_sample
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement
from game.lab.standard.payoff_text import best_line_ups
from game.lab.standard.payoffs import Bots, Payoffs
from game.lab.studies.labels import SHARES, Labels, share_text
from game.lab.summary.columns import decimal, difference, interval, join_words, per_cent, quantity
from game.model.players import EXPERT, UNIFORM


def add_matrix(page: PanelPage, labels: Labels, payoffs: Payoffs) -> None:
    """A matrix, with three sides one for each persona of the third, and its meaning below it."""
    gone = {(each.side, each.bot) for each in payoffs.dominated()[0]}
    best = [best_line_ups(payoffs, side) for side in range(len(labels.sides))]
    columns = [_head(labels, payoffs, 1, bot, gone) for bot in payoffs.bots[1]]
    for others in product(*payoffs.bots[2:]):
        if others:
            names = join_words(
                f"{labels.short(2 + i)}: {labels.bot(bot)}" for i, bot in enumerate(others)
            )
            page.heading(names, 3)
        rows = []
        for bot in payoffs.bots[0]:
            line_ups = [(bot, column, *others) for column in payoffs.bots[1]]
            cells = [_cell(labels, payoffs, each, best, gone) for each in line_ups]
            rows.append((_head(labels, payoffs, 0, bot, gone), cells))
        title = f"Mean scores of {' and '.join(labels.short(i) for i in range(len(labels.sides)))}"
        page.matrix(title, columns, rows)
    page.paragraph(_meaning(payoffs), "small")


def _head(
    labels: Labels, payoffs: Payoffs, side: int, bot: str, gone: set[tuple[int, str]]
) -> MatrixHead:
    if (side, bot) in gone:
        return MatrixHead(labels.bot(bot), "dominated", struck=True)
    replies = payoffs.replies(side)
    times = sum(bot in reply.best for reply in replies)
    if len(payoffs.bots[side]) == 1:
        return MatrixHead(labels.bot(bot))
    word = (
        "best reply" if times == len(replies) else f"best reply to {times} of\u00a0{len(replies)}"
    )
    return MatrixHead(labels.bot(bot), word if times else "never the best reply")


def _cell(
    labels: Labels,
    payoffs: Payoffs,
    bots: Bots,
    best: Sequence[set[Bots]],
    gone: set[tuple[int, str]],
) -> MatrixCell:
    figures = tuple(
        (decimal(payoffs.mean(bots, side).value), labels.style(side).colour, bots in best[side])
        for side in range(len(labels.sides))
    )
    intervals = "; ".join(
        f"{labels.short(side)} {interval(payoffs.mean(bots, side))}"
        for side in range(len(labels.sides))
    )
    struck = any((side, bot) in gone for side, bot in enumerate(bots))
    settled = all(bots in each for each in best)
    kind: CellKind = "left" if settled else "struck" if struck else ""
    return MatrixCell(figures, kind, f"{join_words(map(labels.bot, bots))}: {intervals}")


def _meaning(payoffs: Payoffs) -> str:
    gone, left = payoffs.dominated()
    sentences = ["Underlined: the best reply to the others."]
    settled = payoffs.settled()
    if gone:
        sentences.append(
            "Dominated: another of its side does better against everybody who is left, each time "
            "by more than luck."
        )
    if all(len(bots) == 1 for bots in left) and gone:
        sentences.append("What is left is one line-up, in brass.")
    elif settled:
        sentences.append("In brass: where everybody plays the best reply to the others.")
    else:
        sentences.append("In no cell does everybody play the best reply to the others.")
    return " ".join(sentences)


def matrix_rows(labels: Labels, payoffs: Payoffs) -> list[tuple[str, ...]]:
    """The line-ups as rows of a table: who plays, and the mean of each side with its interval."""
    rows: list[tuple[str, ...]] = []
    for bots in product(*payoffs.bots):
        figures: list[str] = []
        for side in range(len(labels.sides)):
            score = payoffs.mean(bots, side)
            figures += [decimal(score.value), interval(score)]
        rows.append((", ".join(map(labels.bot, bots)), *figures))
    return rows


NAMES = {UNIFORM: "Chance", "": "Personas", EXPERT: "Expert"}


def skill_chart(labels: Labels, measurement: Measurement) -> ChartFigure:
    """By side, the share of games over par of chance, of personas and of an expert."""
    rows: list[ChartRow] = []
    for side in range(len(labels.sides)):
        own = []
        for bot, (_, _, least, most) in OVER_PAR.items():
            sample = over_par_sample(measurement, side, bot)
            if sample is not None:
                over = over_par(measurement, sample, side)
                own.append(
                    ChartRow(
                        NAMES[bot], over.value, per_cent(over.value), over.low, over.high,
                        share_text(over.low, over.high), labels.style(side), (least, most),
                    )
                )  # fmt: skip
        rows += [evolve(own[0], heading=labels.naming.side(labels.sides[side])), *own[1:]]
    axis = NumberAxis(low=0.0, high=1.0, names=SHARES)
    return row_chart("Games over par", rows, axis, kind="marks", aim_name="what is aimed at")


def skill_rows(labels: Labels, measurement: Measurement) -> list[tuple[str, ...]]:
    """The same as rows of a table: side, who, games, share over par, interval, mean score."""
    rows: list[tuple[str, ...]] = []
    for side in range(len(labels.sides)):
        for bot in OVER_PAR:
            sample = over_par_sample(measurement, side, bot)
            if sample is not None:
                over = over_par(measurement, sample, side)
                figures = (
                    f"{len(sample.scores):,}",
                    per_cent(over.value),
                    share_text(over.low, over.high),
                    decimal(float(sample.scores[:, side].mean())),
                )
                rows.append((labels.short(side), NAMES[bot], *figures))
    return rows


def list_sentences(labels: Labels, lists: Sequence[BlindSeat]) -> list[str]:
    """How an expert does beside the best list of actions that is fixed before the game."""
    return [
        f"{labels.naming.side(seat.side)}: an expert's score less that of the best list of actions "
        f"that is fixed before the game: {difference(seat.lead)} points. The list makes "
        f"{decimal(seat.score.value)} on other games; {quantity(seat.games, 'game')} were played "
        "to find it."
        for seat in lists
    ]
