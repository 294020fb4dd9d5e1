"""What many games came to, a row a game, as arrays."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from attrs import evolve, fields, frozen
from numpy.typing import NDArray

from game.rules.compiled import Rules

Ints: TypeAlias = NDArray[np.int64]


@frozen(eq=False)
class Rows:
    """Some games, a row each; columns within a row stand in the scenario's file order.

    legal and digest are of all the games together.
    """

    seed: Ints
    """By game, its seed."""
    outcome: Ints
    """By game, the outcome's number."""
    turns: Ints
    """By game, the turn on which it ended."""
    decisions: Ints
    """By game, the decisions of all sides."""
    scores: Ints
    """By game and side, the score."""
    tracks: Ints
    """By game and track, the value at the end."""
    taken: Ints
    """By game and slot (an action of one side), how often it was taken."""
    fired: Ints
    """By game and inject, how often it happened."""
    status: Ints
    """By game and table, what became of it: a number of STATUS."""
    options: Ints
    """By game and issue (table by table), the option last signed; -1 where nothing was."""
    legal: Ints
    """By slot, at how many decisions of its side the action was legal, in all the games."""
    digest: int
    """The sum of the games' last digests modulo 2^64, whatever their order."""

    def __len__(self) -> int:
        return len(self.seed)

    def first(self, games: int) -> Rows:
        """The rows of the first games; what is of all games together stays as it is."""
        return evolve(self, **{name: getattr(self, name)[:games] for name in BY_GAME})


BY_GAME = tuple(f.name for f in fields(Rows) if f.name not in ("legal", "digest"))
"""The columns that have a row a game."""
WRITTEN = tuple(name for name in BY_GAME if name != "seed")
"""Those that the kernel writes, in this order: see `playout`."""


def blank_rows(rules: Rules, first: int, games: int) -> Rows:
    """Rows to be written to, of games with the seeds first, first + 1, …"""
    widths = {
        "scores": len(rules.sides),
        "tracks": len(rules.tracks),
        "taken": len(rules.slots),
        "fired": len(rules.injects),
        "status": len(rules.tables),
        "options": sum(len(table.issues) for table in rules.tables),
    }
    columns = {
        name: np.zeros((games, widths[name]) if name in widths else games, np.int64)
        for name in BY_GAME
    }
    columns["seed"][:] = np.arange(first, first + games, dtype=np.int64)
    columns["options"][:] = -1
    return Rows(**columns, legal=np.zeros(len(rules.slots), np.int64), digest=0)


def joined(parts: list[Rows]) -> Rows:
    """The rows of several parts, in their order."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in BY_GAME}
    legal = np.sum([part.legal for part in parts], axis=0)
    return Rows(**columns, legal=legal, digest=sum(part.digest for part in parts) % 2**64)
