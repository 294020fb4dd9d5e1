"""Who does well against whom, as a matrix with its best replies, and who is dominated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Protocol

from game.document.panel_page import CellKind, MatrixCell, MatrixHead, PanelPage
from game.lab.report.labels import Labels
from game.lab.run.estimates import Estimate
from game.lab.standard.payoff_text import best_line_ups
from game.lab.standard.payoffs import Bots, Payoffs
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
    word = "best reply" if times == len(replies) else f"best reply to {times} of {len(replies)}"
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


# Mean scores alone


class SeatedScores(Protocol):
    """Who sat where, and what came of it."""

    @property
    def seats(self) -> Mapping[str, str]:
        """By side, the bot that played it."""

    @property
    def scores(self) -> Sequence[Estimate]:
        """By side, its mean score."""


def add_pairings(
    page: PanelPage, labels: Labels, pairings: Sequence[SeatedScores], games: str
) -> None:
    """A panel of the mean scores of all pairings. games: how many each played, in words."""
    names = " / ".join(labels.short(side) for side in range(len(labels.sides)))
    about = (
        f"rows: {labels.short(0)}, columns: {labels.short(1)}; mean scores {names}, {games} a "
        "cell; underlined: the most against the same others"
    )
    with page.row(), page.panel("All pairings", about, "pairings"), page.matrices():
        _add_score_matrix(page, labels, pairings)


def _add_score_matrix(page: PanelPage, labels: Labels, pairings: Sequence[SeatedScores]) -> None:
    """A matrix of mean scores, with three sides one for each bot of the third."""
    scores = {tuple(p.seats.values()): [s.value for s in p.scores] for p in pairings}
    bots = [list(dict.fromkeys(column)) for column in zip(*scores, strict=True)]
    for others in product(*bots[2:]):
        rows = []
        for row in bots[0]:
            cells = []
            for column in bots[1]:
                seated = (row, column, *others)
                figures = tuple(
                    (
                        decimal(scores[seated][i]),
                        labels.style(i).colour,
                        len(bots[i]) > 1 and _is_best(scores, seated, i),
                    )
                    for i in range(len(labels.sides))
                )
                cells.append(MatrixCell(figures, title=join_words(map(labels.bot, seated))))
            rows.append((MatrixHead(labels.bot(row)), cells))
        columns = [MatrixHead(labels.bot(each)) for each in bots[1]]
        with page.group():
            if others:
                page.heading(join_words(map(labels.bot, others)), 3)
            page.matrix("Mean scores", columns, rows)


def _is_best(
    scores: dict[tuple[str, ...], list[float]], seated: tuple[str, ...], side: int
) -> bool:
    """Whether no other bot scored more in this seat against the same others."""
    alike = (
        mean[side]
        for bots, mean in scores.items()
        if all(i == side or bot == seated[i] for i, bot in enumerate(bots))
    )
    return scores[seated][side] >= max(alike)


def pairing_table(
    labels: Labels, pairings: Sequence[SeatedScores]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Who plays with the mean score of each side: the head of a table, and its rows."""
    heads = [(labels.short(side), "95 % interval") for side in range(len(labels.sides))]
    rows = [
        (
            join_words(map(labels.bot, each.seats.values())),
            *(text for s in each.scores for text in (decimal(s.value), interval(s))),
        )
        for each in pairings
    ]
    return ("who plays", *(each for pair in heads for each in pair)), rows
