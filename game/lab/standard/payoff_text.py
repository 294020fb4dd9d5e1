"""Who does well against whom, as lines of text: a matrix, best replies, and who is dominated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from game.lab.standard.findings import line_up
from game.lab.standard.payoffs import BestReply, Bots, Dominated, Payoffs
from game.lab.summary.columns import decimal, difference, fold, join_words
from game.words.naming import Naming

_HEAD = 14
"""A longer name over a column goes on in the next line."""
BEST = "*"


def matrix_text(payoffs: Payoffs, naming: Naming, width: int = 100) -> Iterator[str]:
    """A matrix of mean scores for each line-up of the sides after the second.

    width: that of the widest line; a wider matrix is printed in parts.
    """
    row_side, column_side, *_ = names = [naming.side_in_table(side) for side in payoffs.sides]
    scores = " / ".join(names)
    yield f"Mean scores {scores}, by who plays; {BEST}: the best reply to the others."
    for others in product(*payoffs.bots[2:]):
        yield ""
        head = f"{row_side} \\ {column_side}"
        title = f"{head}, against {line_up(naming, others)}" * bool(others)
        yield from _matrix(payoffs, naming, others, title, width)
    yield ""
    for side in range(len(payoffs.sides)):
        yield from reply_sentences(payoffs, naming, side)
    yield from dominance_sentences(payoffs, naming)


def _matrix(
    payoffs: Payoffs, naming: Naming, others: Bots, title: str, width: int
) -> Iterator[str]:
    rows, columns = payoffs.bots[0], payoffs.bots[1]
    best = [best_line_ups(payoffs, side) for side in _all(payoffs)]
    if title:
        yield title
    heads = [fold(naming.persona(column), _HEAD) for column in columns]
    height = max(map(len, heads))
    upwards = ([""] * (height - len(head)) + head for head in ([""], *heads))
    cells = [[*line] for line in zip(*upwards, strict=True)]
    for row in rows:
        line_ups = [(row, column, *others) for column in columns]
        cells.append([naming.persona(row), *(_cell(payoffs, bots, best) for bots in line_ups)])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    a_line = max(1, (width - widths[0]) // (max(widths[1:]) + 2))
    for first in range(1, len(widths), a_line):
        chosen = (0, *range(first, min(first + a_line, len(widths))))
        for line in cells:
            yield "  ".join(f"{line[n]:{widths[n]}}" for n in chosen).rstrip()


def _all(payoffs: Payoffs) -> range:
    return range(len(payoffs.sides))


def best_line_ups(payoffs: Payoffs, side: int) -> set[Bots]:
    """The line-ups in which a side plays the best reply to the others."""
    return {
        (*reply.others[:side], bot, *reply.others[side:])
        for reply in payoffs.replies(side)
        for bot in reply.best
    }


def _cell(payoffs: Payoffs, bots: Bots, best: Sequence[set[Bots]]) -> str:
    return " / ".join(
        f"{decimal(payoffs.mean(bots, side).value)}{BEST if bots in best[side] else ''}"
        for side in _all(payoffs)
    )


def reply_sentences(payoffs: Payoffs, naming: Naming, side: int) -> Iterator[str]:
    """A line for each persona of a side: to whom it is the best reply, and by how much."""
    replies, owner = payoffs.replies(side), naming.side_in_table(payoffs.sides[side])
    for bot in payoffs.bots[side]:
        to = [_reply_text(naming, reply) for reply in replies if bot in reply.best]
        if len(payoffs.bots[side]) == 1:
            yield f"{owner}: only {naming.persona(bot)}."
        else:
            what = f"the best reply to {join_words(to)}" if to else "never the best reply"
            yield f"{owner}: {naming.persona(bot)} is {what}."


def _reply_text(naming: Naming, reply: BestReply) -> str:
    unsure = "" if reply.clear else ", may be luck"
    return f"{line_up(naming, reply.others)} ({difference(reply.lead)}{unsure})"


def dominance_sentences(payoffs: Payoffs, naming: Naming) -> Iterator[str]:
    """Who is dominated by whom, one after the other, and what is left."""
    gone, left = payoffs.dominated()
    yield from (dominance_sentence(payoffs, naming, each) for each in gone)
    if gone:
        sides = (
            f"{naming.side_in_table(side)}: {join_words(map(naming.persona, bots))}"
            for side, bots in zip(payoffs.sides, left, strict=True)
        )
        yield f"Left: {'; '.join(sides)}."
    else:
        yield "No persona is dominated: each does better than another of its side somewhere."


def dominance_sentence(payoffs: Payoffs, naming: Naming, each: Dominated) -> str:
    """`EU: The mirror is dominated by the trader, which does better whoever sits opposite, by …`"""
    among = "whoever sits opposite" if each.always else "among those left"
    side, bot = naming.side_in_table(payoffs.sides[each.side]), naming.persona(each.bot)
    return (
        f"{side}: {bot} is dominated by {line_up(naming, (each.by,))}, which does better {among}, "
        f"by {difference(each.least)} where it is least."
    )
