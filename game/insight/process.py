"""Analyses a game in a process of its own, so that nobody waits for the analysis.

When the analysis is there, the process stays to answer what would have come of other decisions.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from attrs import frozen

from game.authoring.reading.files import KeptFiles
from game.bots.orphans import end_with_parent
from game.insight.analysis import Analysis, analyse
from game.insight.effort import USUAL, WITHOUT_COMPILER, Effort
from game.insight.kept import keep, kept_path, read_kept
from game.insight.script import read_script
from game.insight.sent_game import SentGame, pack
from game.insight.what_if import WhatIf, play_what_if
from game.model.decisions import Move
from game.session.game import Game

_SPAWN = get_context("spawn")


@frozen
class KeptBeside:
    """The record beside which an analysis is kept, and the files of its scenario."""

    record: Path
    files: KeptFiles


Question = tuple[int, Move]
"""The line of a decision in the record, and what might have been decided instead."""


class AnalysisProcess:
    """The analysis of a game as it stands; it begins at once, and can be ended at any time."""

    def __init__(
        self,
        game: Game,
        wake: Callable[[], object],
        effort: Effort = USUAL,
        kept: KeptBeside | None = None,
    ) -> None:
        """wake: is called in another thread after each change.

        kept: where the analysis is read, if it is there, and kept; None: nowhere.
        """
        self.percent = 0
        """How much of it is done."""
        self.analysis: Analysis | None = None
        """None until it is there."""
        self.failed = False
        """Whether there will never be one."""
        self.has_ended = False
        """Whether nothing is answered any more."""
        self._answers: dict[Question, WhatIf | None] = {}
        self._there, self._answered = threading.Event(), threading.Event()
        self._game, self._state, sent = game, game.state, pack(game)
        self._wake = wake
        self._is_closed = False
        self._connection, self._other_end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=_analyse, args=(sent, effort, kept, self._other_end), daemon=True
        )
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def of(self, game: Game) -> bool:
        """Whether it is the analysis of a game, and this still stands as it did."""
        return game is self._game and game.state is self._state

    def ask(self, line: int, otherwise: Move) -> None:
        """Asks what would have come of another decision; `answer` has it when it is known."""
        if (line, otherwise) not in self._answers:
            self._answers[line, otherwise] = None
            with suppress(OSError):
                self._connection.send((line, otherwise))

    def answer(self, line: int, otherwise: Move) -> WhatIf | None:
        """What would have come of another decision; None as long as that isn't known."""
        return self._answers.get((line, otherwise))

    def wait(self, seconds: float) -> None:
        """Waits for the analysis, at most so many seconds."""
        self._there.wait(seconds)

    def wait_for_answer(self, seconds: float) -> None:
        """Waits until something asked has been answered, or nothing is any more."""
        self._answered.wait(seconds)
        self._answered.clear()

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
        with self._connection, suppress(EOFError, OSError):
            while True:
                self._take(self._connection.recv())
        self._process.join()
        self.failed = self.analysis is None
        self.has_ended = True
        self._there.set()
        self._answered.set()
        self._tell()

    def _take(self, news: int | Analysis | tuple[Question, WhatIf]) -> None:
        match news:
            case int():
                self.percent = news
            case Analysis():
                self.analysis = news
                self._there.set()
            case question, what_if:
                self._answers[question] = what_if
                self._answered.set()
        self._tell()

    def _tell(self) -> None:
        if not self._is_closed:
            self._wake()


def _analyse(
    sent: SentGame, effort: Effort, kept: KeptBeside | None, connection: Connection
) -> None:
    """Analyses a game in the other process. What fails here ends it, and is told by that."""

    from game.kernel import machine_code

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

    with suppress(BrokenPipeError, EOFError):
        seconds = None if machine_code.in_use() else WITHOUT_COMPILER
        game = sent.unpack()
        path = kept_path(kept.record, game, kept.files, effort) if kept is not None else None
        analysis = read_kept(path, game) if path is not None else None
        if analysis is None:
            analysis = analyse(game, effort, seconds=seconds, proceed=proceed)
            if path is not None and seconds is None:
                with suppress(OSError):
                    keep(path, game, analysis)
        connection.send(analysis)
        script = read_script(game)
        while True:
            line, otherwise = connection.recv()
            what_if = play_what_if(script, line, otherwise, effort.runs, effort.seed)
            connection.send(((line, otherwise), what_if))
