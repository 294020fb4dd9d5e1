"""What is signed beside what could have been: how far it is from the Pareto frontier then."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.bargaining.payoff_space import (
    Point,
    distance_to_frontier,
    first_two_parties,
    forgone_gains,
    payoff_space,
)
from game.bots.seats import make_bots
from game.model.decisions import FACILITATOR
from game.model.entries import Entry
from game.model.log_events import AgreementSigned
from game.rules.compiled import Rules
from game.rules.tables import worth
from game.session.driver import play
from game.session.game import Game


@frozen
class Signing:
    """Something that was signed, as it looked to the first two parties of its table then."""

    table: str
    seats: tuple[str, ...]
    """Who played, side by side."""
    turn: int
    worths: Point
    reserves: Point
    distance: float
    """To the nearest point of the Pareto frontier, in points of worth."""
    forgone: Point
    """How much more each could have had at no loss to the other."""


def signings(rules: Rules, seats: Mapping[str, str], seed: int) -> list[Signing]:
    """Plays a game by the reference engine; what was last signed at each table."""
    game = Game(rules, seed, wall=str)
    listener = _Listener(game, tuple(seats[side] for side in rules.sides))
    play(game, make_bots(rules, seats, seed), {FACILITATOR: listener})
    return list(listener.last.values())


class _Listener:
    """Listens to a game and measures what is signed."""

    def __init__(self, game: Game, seats: tuple[str, ...]) -> None:
        self._game = game
        self._seats = seats
        self.last: dict[str, Signing] = {}
        """By table, what was last signed."""

    def __call__(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, AgreementSigned):
                self._measure(entry.event.table, entry.event.package)

    def _measure(self, table: str, package: Mapping[str, str]) -> None:
        rules, before = self._game.rules, self._game.moments[-2].state
        space = payoff_space(rules, before, table)
        table_rules = rules.tables[rules.index.tables[table]]
        options = [issue.numbers[package[issue.id]] for issue in table_rules.issues]
        one, other = (
            worth(table_rules, before, rules.index.parties[table][side], options)
            for side in first_two_parties(rules, table)
        )
        point = one, other
        self.last[table] = Signing(
            table,
            self._seats,
            before.turn,
            point,
            space.reserves,
            distance_to_frontier(space, point),
            forgone_gains(space, point),
        )
