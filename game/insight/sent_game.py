"""Games in a form that can be sent to another process."""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.moment import Moment
from game.session.positions import Position


@frozen
class SentGame:
    """A game without its compiled rules, which can't be sent to another process."""

    scenario: Scenario
    version: int
    position: Position | None
    moments: tuple[Moment, ...]

    def unpack(self) -> Game:
        """The game in the state in which it was packed."""
        rules = compile_rules(self.scenario, self.version)
        game = Game(rules, self.moments[0].state.seed, position=self.position)
        game.moments[:] = self.moments
        return game


def pack(game: Game) -> SentGame:
    """Packs a game in its current state."""
    rules = game.rules
    return SentGame(rules.scenario, rules.version, game.position, tuple(game.moments))
