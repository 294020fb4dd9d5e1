"""The process of the experts: when it is started again, and when not."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool

import pytest
import tiny

from game.bots.process import ExpertProcess
from game.model.decisions import Move, Pass
from game.session.game import DecisionRequest, Game


class Pool:
    """Stands for a process that may have died."""

    def __init__(self, answers: list[Move | None], before: ExpertProcess | None = None) -> None:
        self.answers = answers
        """What it answers, one after the other; None: it is dead."""
        self._closes = before

    def submit(self, *_work: object) -> Pool:
        return self

    def result(self) -> Move:
        if self._closes is not None:
            self._closes.close()
        answer = self.answers.pop(0)
        if answer is None:
            raise BrokenProcessPool
        return answer


def request() -> DecisionRequest:
    return Game(tiny.rules(), 1).asking("north")


def test_a_process_that_died_is_started_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    experts = ExpertProcess(tiny.scenario(), {"north": "expert"}, 1)
    pool = Pool([None, Pass()])
    monkeypatch.setattr(experts, "_process", lambda: pool)
    assert experts(request()) == Pass()


def test_a_process_that_was_closed_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    experts = ExpertProcess(tiny.scenario(), {"north": "expert"}, 1)
    pool = Pool([None, Pass()], experts)
    monkeypatch.setattr(experts, "_process", lambda: pool)
    with pytest.raises(BrokenProcessPool):
        experts(request())
    assert pool.answers == [Pass()]
