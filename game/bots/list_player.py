"""Plays games in which one side plays a blind list, against bots in the other seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.bots.list_persona import ListPersona
from game.bots.lists import BlindList, shape_lists
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.counts import shape as counts_shape
from game.kernel.lowering.lower import Tables, room
from game.kernel.position import NoRoom
from game.kernel.scenario_code import with_machine_code
from game.model.players import UNIFORM, personas_of
from game.rules.compiled import Rules
from game.rules.rng import combinations, site

Opponents = tuple[tuple[str, str], ...]
"""The other sides, each with the bot that plays it."""


MOST_MIXES = 81
"""The most mixes of opponents against which lists are tried (rule 12.3)."""


def mix_opponents(rules: Rules, side: str) -> tuple[Opponents, ...]:
    """The ways to seat personas and `uniform` opposite a side; of very many, a fixed choice."""
    others = [each for each in rules.sides if each != side]
    bots = [(*personas_of(rules.scenario, each), UNIFORM) for each in others]
    chosen = combinations([len(each) for each in bots], MOST_MIXES)
    return tuple(
        tuple((side, of_side[k]) for side, of_side, k in zip(others, bots, combo, strict=True))
        for combo in chosen
    )


class ListPlayer:
    """Plays blind lists of one side against mixes of personas and `uniform`."""

    def __init__(
        self,
        tables: Tables,
        side: str,
        mixes: Sequence[Opponents] = (),
        *,
        machine_code: bool = False,
    ) -> None:
        """mixes: the bots in the other seats; by default all mixes.

        machine_code: whether to compile the scenario first, which is worthwhile for some hundred
        thousand games.
        """
        rules = tables.rules
        self.shape = shape_lists(rules, side)
        self.mixes = tuple(mixes) or mix_opponents(rules, side)
        self.played = 0
        """The number of games played so far."""
        persona = ListPersona(tables, self.shape)
        self.address = persona.address
        """The address of the persona that plays the list."""
        self.tables = with_machine_code(persona.tables) if machine_code else persona.tables
        """The tables with that persona, which still plays the list of the last games."""
        self._persona = persona
        self._state, self._seen = self.tables.state(), self.tables.state()
        self._work = [self._prepare(dict(mix)) for mix in self.mixes]
        self._counts = sum(counts_shape(rules))
        self._entries: BlindList = ()

    def _prepare(self, seats: Mapping[str, str]) -> Any:
        """A work area for games in which bots sit in the other seats, and the list in its own."""
        tables, work = self.tables, self.tables.work()
        for number, policy in enumerate(tables.policies(seats)):
            seat = tables.numbers[c.W_SEATS] + number
            work[seat] = self.address if number == self.shape.side else policy
        return work

    def take_up(self, blind: BlindList) -> None:
        """Has the persona play another list."""
        self._persona.write(self.tables.numbers, self._entries, blind)
        self._entries = blind

    def score(self, blind: BlindList, mix: int, seed: int, games: int) -> Any:
        """Plays a list against one of the mixes, with seeds seed, seed + 1, ….

        Returns the scores by game and side. Raises NoRoom if more questions wait than the kernel
        has room for.
        """
        self.take_up(blind)
        tables = self.tables
        scores = room(games * len(tables.rules.sides), "int64")
        counts = room(self._counts, "int64")
        board = entries.Board(
            *(tables.numbers, tables.sites, self._state, self._seen, self._work[mix]),
            A=scores,
            K=counts,
        )
        board.play_games(seed, games, site("bots"), rows=False)
        if counts[0] < 0:
            raise NoRoom
        self.played += games
        return scores
