"""Ranges of games, which a worker plays at a time, and their results."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

from attrs import frozen

from game.kernel.rows import Rows
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.tally import Tally

SECONDS = 0.3
"""How long a range of games should take."""
MOST_GAMES = 8192
"""The largest range, so that few rows are in memory."""
GROWTH = 8
"""How many times larger than the last a range may be, since the first guess may be wrong."""


@frozen
class GameRange:
    """Consecutive games of a plan: the number of the first game, and how many."""

    first: int
    games: int
    plan: int = 0
    """The number of the plan."""


@frozen
class PlayedRange:
    """A range of games and their results."""

    range: GameRange
    tally: Tally
    rows: Rows | None
    """None if they weren't asked for."""
    seconds: float


class WorkersDied(RuntimeError):
    """Several workers in turn were killed while they played the same range."""

    def __init__(self, games: GameRange) -> None:
        super().__init__(games)
        self.range = games


class WorkerFailed(RuntimeError):
    """A worker raised an exception; the text is its traceback."""


def play_range(player: PlanPlayer, games: GameRange, *, rows: bool) -> PlayedRange:
    """Plays a range of games in this process."""
    begun = time.perf_counter()
    played: Rows | None = None
    if rows:
        played, counted = player.keep(games.first, games.games)
    else:
        counted = player.count(games.first, games.games)
    return PlayedRange(games, counted, played, time.perf_counter() - begun)


class RangePlanner:
    """Divides the games of plans into ranges that take about SECONDS to play."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = plans
        self._plan, self._first = 0, 0
        """The plan and the first game of it that aren't in a range yet."""
        self.left = sum(plan.games for plan in plans)
        """The games that aren't in a range yet, of all plans."""
        self.seconds_left = math.inf
        """How long one process would take for the rest."""
        self._most = 1

    def next_range(self, jobs: int) -> GameRange:
        """The next range; the last ones are small, so that every worker has something to do."""
        plan = self._plans[self._plan]
        most = min(self._most, -(-self.left // jobs), plan.games - self._first)
        games = GameRange(self._first, most, self._plan)
        self._first += most
        self.left -= most
        if self._first == plan.games:
            self._turn_to_next(plan)
        return games

    def _turn_to_next(self, plan: Plan) -> None:
        self._plan, self._first = self._plan + 1, 0
        if self._plan < len(self._plans) and self._plans[self._plan].seats != plan.seats:
            # Other bots may take a thousand times as long.
            self._most = 1

    def note_speed(self, part: PlayedRange) -> None:
        """Adapts the size of the next ranges to the speed of this one."""
        self.seconds_left = self.left * part.seconds / part.range.games
        fitting = int(part.range.games * SECONDS / max(part.seconds, 1e-6))
        self._most = max(1, min(fitting, part.range.games * GROWTH, MOST_GAMES))
