"""Who does well against whom, as lines of text: a matrix, best replies, and who is dominated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from game.lab.standard.payoffs import BestReply, Bots, Dominated, Payoffs
from game.lab.summary.columns import decimal, difference, join_words

BEST = "*"


def matrix_text(payoffs: Payoffs, width: int = 100, names: Sequence[str] = ()) -> Iterator[str]:
    """A matrix of mean scores for each line-up of the sides after the second.

    width: that of the widest line; a wider matrix is printed in parts. names: of the sides, for the
    heads; by default their ids.
    """
    row_side, column_side, *_ = names = names or payoffs.sides
    scores = " / ".join(names)
    yield f"Mean scores {scores}, by who plays; {BEST}: the best reply to the others."
    for others in product(*payoffs.bots[2:]):
        yield ""
        head = f"{row_side} \\ {column_side}"
        title = f"{head}, against {', '.join(others)}" * bool(others)
        yield from _matrix(payoffs, others, title, width)
    yield ""
    for side in range(len(payoffs.sides)):
        yield from reply_sentences(payoffs, side)
    yield from dominance_sentences(payoffs)


def _matrix(payoffs: Payoffs, others: Bots, title: str, width: int) -> Iterator[str]:
    rows, columns = payoffs.bots[0], payoffs.bots[1]
    best = [best_line_ups(payoffs, side) for side in _all(payoffs)]
    if title:
        yield title
    cells = [["", *columns]]
    for row in rows:
        line_ups = [(row, column, *others) for column in columns]
        cells.append([row, *(_cell(payoffs, bots, best) for bots in line_ups)])
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


def reply_sentences(payoffs: Payoffs, side: int) -> Iterator[str]:
    """A line for each persona of a side: to whom it is the best reply, and by how much."""
    replies = payoffs.replies(side)
    for bot in payoffs.bots[side]:
        to = [_reply_text(reply) for reply in replies if bot in reply.best]
        if len(payoffs.bots[side]) == 1:
            yield f"{payoffs.sides[side]}: only {bot}."
        else:
            what = f"the best reply to {join_words(to)}" if to else "never the best reply"
            yield f"{payoffs.sides[side]}: {bot} is {what}."


def _reply_text(reply: BestReply) -> str:
    unsure = "" if reply.clear else ", may be luck"
    return f"{'+'.join(reply.others)} ({difference(reply.lead)}{unsure})"


def dominance_sentences(payoffs: Payoffs) -> Iterator[str]:
    """Who is dominated by whom, one after the other, and what is left."""
    gone, left = payoffs.dominated()
    yield from (dominance_sentence(payoffs, each) for each in gone)
    if gone:
        sides = zip(payoffs.sides, left, strict=True)
        yield f"Left: {'; '.join(f'{side}: {join_words(bots)}' for side, bots in sides)}."
    else:
        yield "No persona is dominated: each does better than another of its side somewhere."


def dominance_sentence(payoffs: Payoffs, each: Dominated) -> str:
    """`eu: eu_firm is dominated by eu_bridge, which does better whoever sits opposite, by …`"""
    among = "whoever sits opposite" if each.always else "among those left"
    return (
        f"{payoffs.sides[each.side]}: {each.bot} is dominated by {each.by}, which does better "
        f"{among}, by {difference(each.least)} where it is least."
    )
