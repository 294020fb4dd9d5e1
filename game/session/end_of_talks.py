"""The state by which the packages of a table are judged after a game."""

from __future__ import annotations

from game.model.play import NOBODY, OPEN, State
from game.session.game import Game


def end_of_talks(game: Game, table: str) -> State:
    """The last state in which an offer stood at a table; without one, the last of the game."""
    number = game.rules.index.tables[table]
    standing = [
        moment.state
        for moment in game.history()
        if moment.state.tables[number].status == OPEN
        and moment.state.tables[number].proposer != NOBODY
    ]
    return standing[-1] if standing else game.state
