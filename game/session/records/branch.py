"""Playing on from a moment of a saved game, as a game of its own."""

from __future__ import annotations

from attrs import evolve

from game.session.game import Game
from game.session.records.record import GameRecord
from game.session.records.replay import replay


def branch_off(record: GameRecord, line: int) -> Game:
    """The game of a record as it stood before one of its lines, which nothing saves yet.

    Its own record has the same header and the same lines up to there. Raises RecordError as
    `replay` does, and ValueError for a line that the record hasn't.
    """
    if not 1 <= line <= len(record.lines) + 1:
        raise ValueError(f"line {line} of {len(record.lines)}")
    game = replay(evolve(record, lines=record.lines[: line - 1], torn=0))
    # Its times were those of the record; from here on they are those of the clock.
    game.keep_with(lambda _line: None)
    return game


def branch_of(game: Game, line: int) -> Game:
    """A game as it stood before one of its lines, as a game of its own, which nothing saves yet.

    Raises ValueError for a line that the game hasn't.
    """
    if not 1 <= line <= len(game.moments):
        raise ValueError(f"line {line} of {len(game.moments) - 1}")
    branch = Game(game.rules, game.moments[0].state.seed, position=game.position)
    branch.moments[:] = game.moments[:line]
    return branch


def first_line_of(game: Game, turn: int) -> int | None:
    """The first line of a turn, of all that led to where a game stands; None where it has none."""
    for moment in game.history():
        if moment.state.turn == turn and moment.state.to_move:
            return 1 if moment.line is None else moment.line.number + 1
    return None
