"""Analyses a game in a process of its own, so that nobody waits for the analysis."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from game.bots.orphans import end_with_parent
from game.insight.analysis import Analysis, analyse
from game.insight.effort import USUAL, WITHOUT_COMPILER, Effort
from game.insight.sent_game import SentGame, pack
from game.session.game import Game

_SPAWN = get_context("spawn")


class AnalysisProcess:
    """The analysis of a game as it stands; it begins at once, and can be ended at any time."""

    def __init__(self, game: Game, wake: Callable[[], object], effort: Effort = USUAL) -> None:
        """wake: is called in another thread after each change."""
        self.percent = 0
        """How much of it is done."""
        self.analysis: Analysis | None = None
        """None until it is there."""
        self.failed = False
        """Whether there will never be one."""
        self._game, self._state, sent = game, game.state, pack(game)
        self._wake = wake
        self._is_closed = False
        self._connection, self._other_end = _SPAWN.Pipe(duplex=False)
        self._process = _SPAWN.Process(
            target=_analyse, args=(sent, effort, self._other_end), daemon=True
        )
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def of(self, game: Game) -> bool:
        """Whether it is the analysis of a game, and this still stands as it did."""
        return game is self._game and game.state is self._state

    def wait(self, seconds: float) -> None:
        """Waits for its end, at most so many seconds."""
        self._thread.join(seconds)

    def close(self) -> None:
        """Ends it, if it still goes on; what it has found out stays."""
        self._is_closed = True
        if self._process.pid is not None:
            self._process.kill()

    def _follow(self) -> None:
        """Starts the process and listens to it, in a thread: the start takes a moment."""
        self._process.start()
        if self._is_closed:
            self._process.kill()
        # Then the connection ends when the process does.
        self._other_end.close()
        with self._connection:
            try:
                while self.analysis is None:
                    self._take(self._connection.recv())
            except (EOFError, OSError):
                self.failed = True
                self._tell()
        self._process.join()

    def _take(self, news: int | Analysis) -> None:
        if isinstance(news, Analysis):
            self.analysis = news
        else:
            self.percent = news
        self._tell()

    def _tell(self) -> None:
        if not self._is_closed:
            self._wake()


def _analyse(sent: SentGame, effort: Effort, connection: Connection) -> None:
    """Analyses a game in the other process. What fails here ends it, and is told by that."""
    from game.kernel.numba.jit import FAST

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    told = 0

    def proceed(share: float) -> bool:
        nonlocal told
        percent = int(100 * share)
        if percent > told:
            told = percent
            connection.send(percent)
        return True

    with suppress(BrokenPipeError):
        seconds = None if FAST else WITHOUT_COMPILER
        connection.send(analyse(sent.unpack(), effort, seconds=seconds, proceed=proceed))
