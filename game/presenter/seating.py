"""Who plays the sides of a game, which may change while it is played."""

from __future__ import annotations

from collections.abc import Mapping

from game.bots.seats import ME
from game.model.frozen import FrozenMap
from game.session.game import Game


class Seating:
    """A game and those who play its sides."""

    def __init__(self, game: Game, seats: Mapping[str, str]) -> None:
        """seats: by side, `me` or a bot, as the game began."""
        self.game = game
        self.first_seats = FrozenMap(seats)
        """By side, who played it when the game began: `me`, or a bot."""

    @property
    def seats(self) -> FrozenMap[str, str]:
        """By side, who plays it now: `me`, or a bot."""
        return self.game.players(self.first_seats)

    @property
    def people(self) -> tuple[str, ...]:
        """The sides that people play now."""
        return tuple(side for side, player in self.seats.items() if player == ME)

    @property
    def only_side(self) -> str:
        """The side of people, where there is only one; empty where there are several or none."""
        return self.people[0] if len(self.people) == 1 else ""
