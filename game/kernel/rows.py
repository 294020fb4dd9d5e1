"""The results of many games: as arrays with a row for each game, or as counts."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from attrs import evolve, fields, frozen
from numpy.typing import NDArray

from game.kernel.lowering.readings import readings
from game.model.play import STATUS
from game.rules.compiled import Rules

Ints: TypeAlias = NDArray[np.int64]


@frozen(eq=False)
class Rows:
    """The results of some games, with a row for each; columns are in the scenario's file order.

    The digest is that of all games together. Columns about the last signing at a table are 0 if
    nothing was signed, unless they say otherwise.
    """

    seed: Ints
    """By game, its seed."""
    outcome: Ints
    """By game, the index of its outcome."""
    turns: Ints
    """By game, the turn in which it ended."""
    decisions: Ints
    """By game, the number of decisions of all sides."""
    scores: Ints
    """By game and side, the score."""
    lines: Ints
    """By game and line of a score (side by side), its points."""
    tracks: Ints
    """By game and track, the value at the end."""
    cards: Ints
    """By game and deal, the index of the card that was dealt."""
    taken: Ints
    """By game and slot (an action of one side), how often it was taken."""
    legal: Ints
    """By game and slot, the number of decisions of its side at which the action was legal."""
    fired: Ints
    """By game and inject, how often it happened."""
    status: Ints
    """By game and table, its status at the end, as an index in STATUS."""
    signed_turn: Ints
    """By game and table, the turn of the last signing; -1 if nothing was signed."""
    options: Ints
    """By game and issue (table by table), the option last signed; -1 if nothing was signed."""
    worths: Ints
    """By game and party (table by table, in speaking order), the worth of what it last signed."""
    reserves: Ints
    """By game and party, its reservation value at the last signing."""
    offers: Ints
    """By game and party, the number of its offers."""
    situations: Ints
    """By game and place of the state that a table reads (table by table, see `readings`), the
    number there at the last signing."""
    unused_gains: Ints
    """By game and table, how much better for all the last signed package could have been, in
    thousandths (`bargaining.unused_gain`); -1 if nothing was signed, or it wasn't measured."""
    digest: int
    """The sum of the games' last digests modulo 2^64, whatever their order."""

    def __len__(self) -> int:
        return len(self.seed)

    def first(self, games: int) -> Rows:
        """The rows of the first games, with the digest of all games."""
        return evolve(self, **{name: getattr(self, name)[:games] for name in BY_GAME})


BY_GAME = tuple(f.name for f in fields(Rows) if f.name != "digest")
"""The names of the columns that have a row for each game."""
_NOT_WRITTEN = ("seed", "scores", "unused_gains")
WRITTEN = ("scores", *(name for name in BY_GAME if name not in _NOT_WRITTEN))
"""The columns that the kernel writes, in this order (see `playout`)."""


def widths(rules: Rules) -> dict[str, int]:
    """By column that has several numbers for each game, their number."""
    slots, tables = len(rules.slots), len(rules.tables)
    parties = sum(len(table.parties) for table in rules.tables)
    return {
        "scores": len(rules.sides),
        "lines": sum(map(len, rules.scores)),
        "tracks": len(rules.tracks),
        "cards": len(rules.deals),
        "taken": slots,
        "legal": slots,
        "fired": len(rules.injects),
        "status": tables,
        "signed_turn": tables,
        "options": sum(len(table.issues) for table in rules.tables),
        "worths": parties,
        "reserves": parties,
        "offers": parties,
        "situations": sum(map(len, readings(rules))),
        "unused_gains": tables,
    }


def width(rules: Rules) -> int:
    """The length of the row that the kernel writes for a game."""
    several = widths(rules)
    return sum(several.get(name, 1) for name in WRITTEN)


def blank_rows(rules: Rules, first: int, games: int) -> Rows:
    """Empty rows for games with the seeds first, first + 1, …"""
    several = widths(rules)
    columns = {
        name: np.zeros((games, several[name]) if name in several else games, np.int64)
        for name in BY_GAME
    }
    columns["seed"][:] = np.arange(first, first + games, dtype=np.int64)
    for name in ("signed_turn", "options", "unused_gains"):
        columns[name][:] = -1
    return Rows(**columns, digest=0)


def rows_of_table(rules: Rules, first: int, table: Ints, digest: int) -> Rows:
    """The rows of games with the seeds first, first + 1, …, as views of the kernel's numbers.

    table: by game, the numbers of the columns in WRITTEN, in their order.
    """
    several, begin = widths(rules), 0
    columns = {"seed": np.arange(first, first + len(table), dtype=np.int64)}
    for name in WRITTEN:
        width = several.get(name, 1)
        column = table[:, begin : begin + width]
        columns[name] = column if name in several else column[:, 0]
        begin += width
    columns["unused_gains"] = np.full((len(table), several["unused_gains"]), -1, np.int64)
    return Rows(**columns, digest=digest)


def joined(parts: list[Rows]) -> Rows:
    """Joins the rows of several parts, in their order."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in BY_GAME}
    return Rows(**columns, digest=sum(part.digest for part in parts) % 2**64)


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
