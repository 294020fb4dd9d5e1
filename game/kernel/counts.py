"""What many games came to as counts, and the scores of each."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from game.kernel.rows import Ints
from game.model.play import STATUS
from game.rules.compiled import Rules


@frozen(eq=False)
class CountedGames:
    """Some games, counted; everything stands in the scenario's file order."""

    decisions: int
    """Those of all sides."""
    outcomes: Ints
    """By outcome, the games that ended with it."""
    turns: Ints
    """By turn from 0 on, the games that ended on it."""
    ahead: Ints
    """By side, the games in which it alone had the greatest margin over par."""
    taken: Ints
    """By slot, how often it was taken."""
    taking: Ints
    """By slot, the games in which it was taken."""
    fired: Ints
    """By inject, how often it happened."""
    firing: Ints
    """By inject, the games in which it happened."""
    status: Ints
    """By table and number of STATUS, the games in which it ended with it."""
    signed: Ints
    """By table, the games in which an agreement was signed."""
    options: tuple[Ints, ...]
    """By issue, table by table, and option: the games in which it was the option last signed."""
    legal: Ints
    """By slot, at how many decisions of its side the action was legal."""
    scores: Ints
    """By game and side, the score."""
    digest: int
    """The sum of the games' last digests modulo 2^64."""


def shape(rules: Rules) -> list[int]:
    """How many numbers each part of the counts has, in the order in which the kernel keeps them."""
    slots, injects, tables = len(rules.slots), len(rules.injects), len(rules.tables)
    options = [len(issue.options) for table in rules.tables for issue in table.issues]
    return [
        *(1, len(rules.outcomes), 1 + rules.turns, len(rules.sides)),
        *(slots, slots, injects, injects),
        *(tables * len(STATUS), tables, *options),
    ]


def divided(rules: Rules, numbers: Ints, legal: Ints, scores: Ints, digest: int) -> CountedGames:
    """The counts of the kernel, divided into their parts."""
    parts = np.split(numbers, np.cumsum(shape(rules), dtype=np.int64)[:-1])
    decisions, outcomes, turns, ahead, taken, taking, fired, firing, status, signed = parts[:10]
    return CountedGames(
        decisions=int(decisions[0]),
        outcomes=outcomes,
        turns=turns,
        ahead=ahead,
        taken=taken,
        taking=taking,
        fired=fired,
        firing=firing,
        status=status.reshape(len(rules.tables), len(STATUS)),
        signed=signed,
        options=tuple(parts[10:]),
        legal=legal,
        scores=scores,
        digest=digest,
    )
