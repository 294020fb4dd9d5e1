"""Judges single decisions while a game is played, in a separate process that keeps running."""

from __future__ import annotations

import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from attrs import evolve, frozen

from game.bots.processes import ChildProcess
from game.engine.legal import legal
from game.insight.effort import Effort
from game.insight.grades import Grade, Grader
from game.insight.history import DecisionMade
from game.insight.reference import measure_scales, reference_of
from game.kernel.lowering.lower import lower
from game.model.decisions import FACILITATOR, Decision
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.game import Game

AT_ONCE = Effort(usual=160, sure=320, most=640)
"""The effort for a judgement while a person waits: well under a second once code is compiled."""


@frozen
class Judged:
    """A decision with its judgement."""

    made: DecisionMade
    grade: Grade | None
    """None if the decision couldn't be graded."""


def last_decision_made(game: Game) -> DecisionMade | None:
    """The last decision of a side before the current state of a game; None if there is none."""
    number = len(game.moments) - 1
    while number > 0:
        moment = game.moments[number]
        line = moment.line
        if line is not None and isinstance(line.action, Decision):
            before = game.moments[moment.before].state
            if line.action.side != FACILITATOR:
                return DecisionMade(line.number, line.action, before, line.by_facilitator)
        number = moment.before
    return None


class JudgeProcess:
    """Judges decisions in several games of a scenario: the newest of each game."""

    def __init__(self, rules: Rules, wake: Callable[[], object]) -> None:
        """wake: called in another thread after each judgement."""
        self.judged: dict[int, Judged] = {}
        """By number of the game, the decision that was judged last."""
        self.failed = False
        """Whether there will be no more judgements."""
        self._wake = wake
        self._asked: dict[int, DecisionMade] = {}
        self._changed = threading.Condition()
        self._is_closed = False
        self._child = ChildProcess(_judge, rules.scenario)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def judge(self, game: int, made: DecisionMade) -> None:
        """Asks for a judgement; it replaces a request for the same game that still waits."""
        with self._changed:
            self._asked[game] = made
            self._changed.notify()

    def close(self) -> None:
        """Ends the process."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._child.kill()

    def wait(self, seconds: float) -> None:
        """Waits for the end of the process, at most so many seconds."""
        self._thread.join(seconds)

    def _follow(self) -> None:
        """Starts the process and sends it decisions, in a thread, because both take a while."""
        try:
            self._child.start()
            while (asked := self._next()) is not None:
                game, made = asked
                self._child.connection.send(made)
                self.judged[game] = Judged(made, self._child.connection.recv())
                self._notify()
        except (EOFError, OSError):
            self.failed = True
            self._notify()
        self._child.wait_for_end()

    def _next(self) -> tuple[int, DecisionMade] | None:
        """Waits for the next decision to judge; None if the process is to end."""
        with self._changed:
            while not self._asked and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            game = next(iter(self._asked))
            return game, self._asked.pop(game)

    def _notify(self) -> None:
        if not self._is_closed:
            self._wake()


def _judge(connection: Connection, scenario: Scenario) -> None:
    """Judges decisions in the other process."""
    # Rollouts know only the current rules, which contain everything that older games use.
    rules = evolve(compile_rules(scenario), version=RULES_VERSION)
    tables, reference = lower(rules), reference_of(rules)
    grader = Grader(tables, reference, measure_scales(tables, reference), AT_ONCE)
    _warm_up(grader, rules)
    while True:
        grades = grader.grade([connection.recv()])
        connection.send(grades[0] if grades else None)


def _warm_up(grader: Grader, rules: Rules) -> None:
    """Judges any decision, so that the code that judging needs gets compiled."""
    state = Game(rules, 1).state
    for side in state.to_move[:1]:
        moves = legal(rules, state, side).moves
        if moves:
            grader.grade([DecisionMade(1, Decision(side, moves[0]), state)])
