"""Analyses a game in a separate process, so that nobody waits for it; or in two, to be quicker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from attrs import evolve, frozen

from game.authoring.reading.files import KeptFiles
from game.bots.processes import ChildProcess
from game.insight.analysis import Analysis, Baselines, Proceed, analyse, play_all_baselines
from game.insight.effort import USUAL, WITHOUT_COMPILER, Effort
from game.insight.kept import keep, kept_path, read_kept
from game.insight.script import read_script
from game.insight.what_if import WhatIf, play_what_if
from game.model.decisions import Move
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.session.game import Game, Moment
from game.session.positions import Position


@frozen
class SentGame:
    """A game without its compiled rules, which can't be sent to another process."""

    scenario: Scenario
    version: int
    starts: FrozenMap[str, int]
    position: Position | None
    moments: tuple[Moment, ...]

    def unpack(self) -> Game:
        """The game in the state in which it was packed."""
        rules = evolve(compile_rules(self.scenario, self.version), starts=self.starts)
        game = Game(rules, self.moments[0].state.seed, position=self.position)
        game.moments[:] = self.moments
        return game


def pack(game: Game) -> SentGame:
    """Packs a game in its current state."""
    rules = game.rules
    return SentGame(rules.scenario, rules.version, rules.starts, game.position, tuple(game.moments))


def analyse_in_two_processes(
    game: Game, effort: Effort = USUAL, proceed: Proceed | None = None
) -> Analysis:
    """Does the same as `analyse` in less time, on two cores: a second process plays the baselines.

    proceed: gets the share that is done of everything but the baselines. If the other process
    fails, its part is done here.
    """
    child = ChildProcess(_play_baselines, pack(game), effort)
    try:
        with suppress(OSError):
            child.start()
        analysis = analyse(game, effort, baselines=False, proceed=proceed)
        return evolve(analysis, baselines=_received(child) or play_all_baselines(game, effort))
    finally:
        child.kill()
        child.wait_for_end()


def _received(child: ChildProcess) -> Baselines | None:
    """Receives the baselines from the other process; None if it has failed."""
    with suppress(EOFError, OSError):
        baselines: Baselines = child.connection.recv()
        return baselines
    return None


def _play_baselines(connection: Connection, sent: SentGame, effort: Effort) -> None:
    """Plays the baselines in the other process."""
    connection.send(play_all_baselines(sent.unpack(), effort))


@frozen
class KeptBeside:
    """The record beside which an analysis is kept, and the files of its scenario."""

    record: Path
    files: KeptFiles


def kept_beside(
    record: Path | None, scenario_files: Callable[[], KeptFiles] | None
) -> KeptBeside | None:
    """Where the analysis of a game is kept; None where it isn't saved, or its files are gone."""
    if record is None or scenario_files is None:
        return None
    try:
        return KeptBeside(record, scenario_files())
    except (OSError, ValueError):
        return None


Question = tuple[int, Move]
"""The line of a decision in the record, and an alternative to the decision."""


class AnalysisProcess:
    """Analyses a game in its current state; it begins at once, and can be ended at any time.

    After the analysis, it goes on to answer what other decisions would have led to.
    """

    def __init__(
        self,
        game: Game,
        wake: Callable[[], object],
        effort: Effort = USUAL,
        kept: KeptBeside | None = None,
    ) -> None:
        """wake: called in another thread after each change.

        kept: where a kept analysis is read, and a new one is written; None: nowhere.
        """
        self.percent = 0
        """The percentage of the analysis that is done."""
        self.analysis: Analysis | None = None
        """None until it is finished."""
        self.failed = False
        """Whether the process ended without an analysis."""
        self.has_ended = False
        """Whether the process has ended, so that nothing more is answered."""
        self._answers: dict[Question, WhatIf | None] = {}
        self._there, self._answered = threading.Event(), threading.Event()
        self._game, self._state = game, game.state
        self._wake = wake
        self._is_closed = False
        self._child = ChildProcess(_analyse, pack(game), effort, kept)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def of(self, game: Game) -> bool:
        """Whether this is the analysis of a game, whose state hasn't changed since."""
        return game is self._game and game.state is self._state

    def ask(self, line: int, otherwise: Move) -> None:
        """Asks what another decision would have led to; `answer` returns the result later."""
        if (line, otherwise) not in self._answers:
            self._answers[line, otherwise] = None
            with suppress(OSError):
                self._child.connection.send((line, otherwise))

    def answer(self, line: int, otherwise: Move) -> WhatIf | None:
        """What another decision would have led to; None until it is known."""
        return self._answers.get((line, otherwise))

    def wait(self, seconds: float) -> None:
        """Waits for the analysis, at most so many seconds."""
        self._there.wait(seconds)

    def wait_for_answer(self, seconds: float) -> None:
        """Waits until a question has been answered or the process has ended."""
        self._answered.wait(seconds)
        self._answered.clear()

    def close(self) -> None:
        """Ends the process, if it still runs; results that have arrived stay."""
        self._is_closed = True
        self._child.kill()

    def _follow(self) -> None:
        """Starts the process and receives its results, in a thread, since starting takes time."""
        with suppress(EOFError, OSError):
            self._child.start()
            while True:
                self._take(self._child.connection.recv())
        self._child.wait_for_end()
        self.failed = self.analysis is None
        self.has_ended = True
        self._there.set()
        self._answered.set()
        self._notify()

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
        self._notify()

    def _notify(self) -> None:
        if not self._is_closed:
            self._wake()


def _analyse(
    connection: Connection, sent: SentGame, effort: Effort, kept: KeptBeside | None
) -> None:
    """Analyses a game in the other process, then answers questions about it."""
    from game.kernel import machine_code

    reported = 0

    def proceed(share: float) -> bool:
        nonlocal reported
        percent = int(100 * share)
        if percent > reported:
            reported = percent
            connection.send(percent)
        return True

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
