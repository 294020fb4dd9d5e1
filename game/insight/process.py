"""Analyses a game in a process of its own, so that nobody waits for the analysis."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from attrs import frozen

from game.bots.orphans import end_with_parent
from game.insight.analysis import Analysis, analyse
from game.insight.effort import USUAL, WITHOUT_COMPILER, Effort
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.moment import Moment
from game.session.positions import Position

_SPAWN = get_context("spawn")


@frozen
class _SentGame:
    """A game as the other process receives it: without its rules, which can't be sent."""

    scenario: Scenario
    version: int
    position: Position | None
    moments: tuple[Moment, ...]

    def unpack(self) -> Game:
        """The game as it stood."""
        rules = compile_rules(self.scenario, self.version)
        game = Game(rules, self.moments[0].state.seed, position=self.position)
        game.moments[:] = self.moments
        return game


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
        self._game, self._state, rules = game, game.state, game.rules
        sent = _SentGame(rules.scenario, rules.version, game.position, tuple(game.moments))
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


def _analyse(sent: _SentGame, effort: Effort, connection: Connection) -> None:
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
