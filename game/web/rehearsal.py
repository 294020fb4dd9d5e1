"""A rehearsal: bots play all seats, as fast as a person reads what they do, or on to a turn."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from game.presenter.console.facts import RehearsalFacts
from game.room.room import Room
from game.room.room_refusals import Refused, RoomRefusal
from game.session.game import Game
from game.session.records.recorded_actions import Pause, Resume, Rewind

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""How fast decisions follow one another; 1: as people read what has happened."""


class RehearsalPace:
    """The pace of a rehearsal, and the turns to which its tables jump. Nothing of it is kept."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._speed = SPEEDS.index(1.0)
        self._goals: dict[int, int] = {}
        """By table, the turn up to which its bots decide at once."""
        self._paused: set[int] = set()
        """The tables that were paused when they began to jump, and are when they arrive."""
        self._changed = asyncio.Event()

    @property
    def speed(self) -> float:
        """How fast decisions follow one another; 1: as people read what has happened."""
        return SPEEDS[self._speed]

    def change_speed(self, *, faster: bool) -> None:
        """Plays a step faster or slower, as far as there is one."""
        self._speed = max(0, min(self._speed + (1 if faster else -1), len(SPEEDS) - 1))
        self._changed.set()

    # Jumping

    def jump(self, table: int, turn: int, key: str) -> Refused | None:
        """Goes to a turn: back to its beginning, or on by what bots decide at once.

        turn: one after the last turn: to the end. key: that of the request.
        """
        if table not in self._room.tables:
            return RoomRefusal("no-such-table")
        self._goals.pop(table, None)
        self._paused.discard(table)
        game = self._room.tables[table].game
        if turn <= max(1, game.state.turn):
            return self._room.order(table, [Rewind(first_line(game, turn))], key=key)
        if not game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        if game.paused:
            refused = self._room.order(table, [Resume()], key=key)
            if refused is not None:
                return refused
            self._paused.add(table)
        self._goals[table] = turn
        self._changed.set()
        return None

    def goal(self, table: int) -> int:
        """The turn to which a table jumps now; 0: it doesn't."""
        return self._goals.get(table, 0)

    def arrive(self, table: int) -> None:
        """Ends the jump of a table that has come to its turn, or to the end of its game."""
        game, goal = self._room.tables[table].game, self.goal(table)
        if goal and (game.state.turn >= goal or not game.state.to_move):
            del self._goals[table]
            if table in self._paused:
                self._paused.discard(table)
                if game.state.to_move:
                    self._room.order(table, [Pause()])

    def facts(self, table: int) -> RehearsalFacts:
        """What the console shows with a table enlarged."""
        last = len(SPEEDS) - 1
        return RehearsalFacts(self.speed, self._speed > 0, self._speed < last, self.goal(table))

    # Waiting

    async def wait(self, table: int, seconds: float) -> None:
        """Waits for so long at this speed, or until the table jumps."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while not self.goal(table):
            left = seconds / self.speed - (loop.time() - begun)
            if left <= 0:
                return
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._changed.wait()


def first_line(game: Game, turn: int) -> int:
    """The number of the line of the record with which a turn began; 0: the game began with it."""
    number, first = len(game.moments) - 1, 0
    while number:
        if game.moments[number].state.turn >= turn:
            first = number
        number = game.moments[number].before
    return 0 if game.moments[0].state.turn >= turn else first
