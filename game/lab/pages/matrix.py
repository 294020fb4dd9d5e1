"""Who does well against whom, as a matrix with its best replies, and who is dominated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from game.document.panel_page import CellKind, MatrixCell, MatrixHead, PanelPage
from game.lab.standard.payoff_text import best_line_ups
from game.lab.standard.payoffs import Bots, Payoffs
from game.lab.studies.labels import Labels
from game.lab.summary.columns import decimal, interval, join_words


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
