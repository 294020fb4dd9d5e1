"""The time that is left for the decision at a table; when it is up, nothing is decided."""

from __future__ import annotations

from collections.abc import Hashable

from game.engine.pending import phase_of
from game.room.table import Table
from game.rules.compiled import ActionsRules
from game.session.clock import DecisionTimer, Seconds, TimeOfDay


class TableClock:
    """The clock of one table; it begins again with each decision."""

    def __init__(self, table: Table, seconds: Seconds, day: TimeOfDay) -> None:
        """seconds: a clock that never goes back."""
        self._day = day
        self._table = table
        self._timer = DecisionTimer(seconds)
        self.since = 0.0
        """When the wait for the current decision began, in seconds since 1970; pauses move it
        forward."""
        self._waits_for: Hashable | None = None
        self._paused_at = 0.0

    def follow(self, minutes: int) -> None:
        """Times the current decision; minutes: the time for each decision, 0 for no limit."""
        about = self._about()
        self._timer.follow(about, minutes)
        self._follow_waiting(None if about is None else (about, self._table.game.state.to_move))

    def extend(self, seconds: int) -> None:
        """Gives more time for the current decision."""
        self._timer.extend(seconds)

    def _follow_waiting(self, waits_for: Hashable | None) -> None:
        """Notes what a table waits for: None if it waits for nobody, as in a pause."""
        now = self._day.now()
        if waits_for is None:
            self._paused_at = self._paused_at or now
            return
        if waits_for != self._waits_for:
            self._waits_for, self.since = waits_for, now
        elif self._paused_at:
            self.since += now - self._paused_at
        self._paused_at = 0.0

    def _about(self) -> Hashable | None:
        """Identifies the current decision; None while nobody can decide."""
        game, state = self._table.game, self._table.game.state
        if game.paused or not state.to_move:
            return None
        phase = phase_of(game.rules, state)
        if isinstance(phase, ActionsRules) and phase.together and not state.questions:
            return state.turn, state.phase, self._table.rewinds
        return state.turn, state.phase, self._table.rewinds, sum(game.moments[-1].taken.values())

    def seconds_left(self) -> dict[str, int | bool] | None:
        """The message for sockets: the seconds left and in all, and whether they run. It is
        None without a limit, or after the end."""
        left = self._timer.left()
        if left is None or not self._table.game.state.to_move:
            return None
        runs = self._timer.until_next() is not None
        return {"left": left.seconds, "whole": left.whole, "runs": runs}
