"""Bots think in threads, so that the window goes on meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import wait

from game.bots.processes import in_thread
from game.model.decisions import Move
from game.model.play import State
from game.presenter.hot_seat import HotSeat
from game.ui.program.program import Program


class BotThread:
    """A request to a bot, answered in a thread of its own."""

    def __init__(self, hot_seat: HotSeat, side: str, wake: Callable[[], object]) -> None:
        """wake: called, perhaps in that thread, when the answer is there."""
        self.side = side
        self._hot_seat = hot_seat
        self._state: State = hot_seat.state
        self._bots = hot_seat.bots
        request = hot_seat.asking(side)
        self._move = in_thread(lambda: hot_seat.think(request))
        self._move.add_done_callback(lambda _: wake())

    @property
    def done(self) -> bool:
        """Whether the bot has decided."""
        return self._move.done()

    def wait(self, seconds: float) -> None:
        """Waits for the bot, at most so many seconds."""
        wait([self._move], seconds)

    def of(self, hot_seat: HotSeat | None) -> bool:
        """Whether it was asked in this game."""
        return hot_seat is self._hot_seat

    def holds(self, hot_seat: HotSeat | None) -> bool:
        """Whether the game still stands as it did when it was asked."""
        same_game = hot_seat is self._hot_seat and hot_seat.state is self._state
        # Where seats were handed over, other bots decide now.
        return same_game and self._hot_seat.bots is self._bots

    def move(self) -> Move:
        """The bot's decision. Raises the exception that thinking raised."""
        return self._move.result()


class BotTurns:
    """Asks the bot whose turn it is, and submits its decision."""

    def __init__(
        self,
        program: Program,
        submit: Callable[[str, tuple[Move, ...]], object],
        wake: Callable[[], object],
    ) -> None:
        """submit: decides for a side. wake: called in a bot's thread once it has thought."""
        self._program = program
        self._submit = submit
        self._wake = wake
        self._thread: BotThread | None = None

    def start(self) -> None:
        """Asks a bot, where the game waits for one and none thinks about it yet."""
        hot_seat = self._program.hot_seat
        if self._thread is not None and not self._thread.of(hot_seat):
            self._thread = None
        if hot_seat is None or self._thread is not None:
            return
        step = hot_seat.next_step()
        if step.kind == "waiting":
            self._thread = BotThread(hot_seat, step.side, self._wake)

    def woken(self) -> None:
        """Does what a bot has thought of, if its game still stands as it did.

        It waits while the game is paused, and for nothing else: what lies above the game stays.
        """
        thread = self._thread
        if thread is None or not thread.done or self._paused:
            return
        self._thread = None
        if thread.holds(self._program.hot_seat):
            self._submit(thread.side, (thread.move(),))
        else:
            self.start()

    @property
    def _paused(self) -> bool:
        hot_seat = self._program.hot_seat
        return hot_seat is not None and hot_seat.game.paused

    def settle(self, seconds: float) -> None:
        """Waits until no bot is thinking, or a decision has to wait because the game is paused."""
        end = time.monotonic() + seconds
        while (thread := self._thread) is not None and time.monotonic() < end:
            thread.wait(0.05)
            self.woken()
            if thread is self._thread and thread.done and self._paused:
                return
