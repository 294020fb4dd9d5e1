"""A game as another process receives it."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.moment import Moment
from game.session.positions import Position


@frozen
class SentGame:
    """A game as the other process receives it: without its rules, which can't be sent."""

    scenario: Scenario
    version: int
    position: Position | None
    moments: tuple[Moment, ...]

    def unpack(self) -> Game:
        """The game as it stood."""
        rules = compile_rules(self.scenario, self.version)
        game = Game(rules, self.moments[0].state.seed, position=self.position)
        game.moments[:] = self.moments
        return game


def pack(game: Game) -> SentGame:
    """A game as it stands, to be sent."""
    rules = game.rules
    return SentGame(rules.scenario, rules.version, game.position, tuple(game.moments))
