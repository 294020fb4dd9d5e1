"""The results of many games as counts, and the scores of each game."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from game.kernel.rows import Ints
from game.model.play import STATUS
from game.rules.compiled import Rules


@frozen(eq=False)
class CountedGames:
    """Counts over some games; all lists are in the scenario's file order."""

    decisions: int
    """The decisions of all sides."""
    outcomes: Ints
    """By outcome, the number of games that ended with it."""
    turns: Ints
    """By turn from 0 on, the number of games that ended in it."""
    ahead: Ints
    """By side, the number of games in which it alone had the greatest margin over par."""
    taken: Ints
    """By slot, how often it was taken."""
    taking: Ints
    """By slot, the number of games in which it was taken."""
    fired: Ints
    """By inject, how often it happened."""
    firing: Ints
    """By inject, the number of games in which it happened."""
    status: Ints
    """By table and index in STATUS, the number of games in which the table ended so."""
    signed: Ints
    """By table, the number of games in which an agreement was signed."""
    options: tuple[Ints, ...]
    """By issue (table by table) and option, the number of games in which it was last signed."""
    legal: Ints
    """By slot, the number of decisions of its side at which the action was legal."""
    scores: Ints
    """By game and side, the score."""
    digest: int
    """The sum of the games' last digests modulo 2^64."""


def shape(rules: Rules) -> list[int]:
    """The size of each part of the counts, in the order in which the kernel stores them."""
    slots, injects, tables = len(rules.slots), len(rules.injects), len(rules.tables)
    options = [len(issue.options) for table in rules.tables for issue in table.issues]
    return [
        *(1, len(rules.outcomes), 1 + rules.turns, len(rules.sides)),
        *(slots, slots, injects, injects),
        *(tables * len(STATUS), tables, *options),
    ]


def divided(rules: Rules, numbers: Ints, legal: Ints, scores: Ints, digest: int) -> CountedGames:
    """Divides the counts of the kernel into their parts."""
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
