"""A bot that thinks aside: what it was asked, and what it has thought of."""

from __future__ import annotations

import threading
from collections.abc import Callable

from game.model.decisions import Move
from game.model.play import State
from game.presenter.hot_seat import HotSeat


class BotThread:
    """One question to a bot, answered in a thread of its own."""

    def __init__(self, hot_seat: HotSeat, side: str, wake: Callable[[], object]) -> None:
        """wake: called in that thread when the answer is there."""
        self.side = side
        self._hot_seat = hot_seat
        self._state: State = hot_seat.state
        self._wake = wake
        self._asking = hot_seat.asking(side)
        self._thought: Move | BaseException | None = None
        self._thread = threading.Thread(target=self._think, daemon=True)
        self._thread.start()

    def _think(self) -> None:
        try:
            self._thought = self._hot_seat.think(self._asking)
        except BaseException as error:
            # It is raised where it is seen.
            self._thought = error
        self._wake()

    @property
    def done(self) -> bool:
        """Whether it has thought."""
        return self._thought is not None

    def wait(self, seconds: float) -> None:
        """Waits for it, so long at most."""
        self._thread.join(seconds)

    def of(self, hot_seat: HotSeat | None) -> bool:
        """Whether it was asked in this game."""
        return hot_seat is self._hot_seat

    def holds(self, hot_seat: HotSeat | None) -> bool:
        """Whether the game still stands as it did when it was asked."""
        return hot_seat is self._hot_seat and hot_seat.state is self._state

    def move(self) -> Move:
        """What it has thought of. Raises what thinking raised."""
        self._thread.join()
        if isinstance(self._thought, BaseException):
            raise self._thought
        assert self._thought is not None
        return self._thought
