"""The time that people have for a decision: when it runs, and when it has to be drawn anew."""

from __future__ import annotations

from collections.abc import Iterable

from game.session.decision_timer import TimeLeft
from game.ui.program.program import Program

TIMED = ("board", "table", "question")
"""The screens on which people decide: their time runs while one of them lies below no menu."""


class DecisionClock:
    """Follows the game being played, if any."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def follow(self, screens: Iterable[str]) -> bool:
        """Lets the time run or stand still, as the screens demand; whether it is up just now."""
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return False
        names = set(screens)
        runs = "menu" not in names and not names.isdisjoint(TIMED)
        timer, minutes = hot_seat.decision_timer, self._program.settings.minutes
        timer.follow(hot_seat.current_decision() if runs else None, minutes)
        return timer.rings()

    def left(self) -> TimeLeft | None:
        """What is left; None where there is no limit."""
        hot_seat = self._program.hot_seat
        return hot_seat.decision_timer.left() if hot_seat is not None else None

    def until(self, *, shown: bool) -> float | None:
        """Seconds until it changes where it is shown, else until it is up; None: neither comes."""
        hot_seat = self._program.hot_seat
        if hot_seat is None:
            return None
        timer = hot_seat.decision_timer
        return timer.until_next() if shown else timer.until_up()
