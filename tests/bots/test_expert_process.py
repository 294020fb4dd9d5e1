"""The process of the experts: when it is started again, and when not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import tiny

from game.bots import players
from game.bots.players import ExpertProcess
from game.model.decisions import Move, Pass
from game.session.game import DecisionRequest, Game


class Child:
    """Stands for processes that may have died."""

    def __init__(self, answers: list[Move | None], before: Callable[[], object]) -> None:
        self.answers = answers
        """What they answer, one after the other; None: it is dead."""
        self.started, self.killed = 0, 0
        self._before = before
        self.connection = self

    def start(self) -> None:
        self.started += 1

    def send(self, _request: object) -> None:
        self._before()

    def recv(self) -> Move:
        answer = self.answers.pop(0)
        if answer is None:
            raise EOFError
        return answer

    def kill(self) -> None:
        self.killed += 1

    def wait_for_end(self) -> None:
        assert self.killed


@pytest.fixture
def experts() -> ExpertProcess:
    return ExpertProcess(tiny.scenario(), {"north": "expert"}, 1)


def stand_in(
    monkeypatch: pytest.MonkeyPatch,
    *answers: Move | None,
    before: Callable[[], object] = lambda: None,
) -> Child:
    child = Child([*answers], before)
    monkeypatch.setattr(players, "ChildProcess", lambda *_: child)
    return child


def request() -> DecisionRequest:
    return Game(tiny.rules(), 1).asking("north")


def test_it_starts_once_and_answers_each_request(
    experts: ExpertProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = stand_in(monkeypatch, Pass(), Pass())
    assert [experts(request()), experts(request())] == [Pass(), Pass()]
    assert (child.started, child.killed) == (1, 0)


def test_a_process_that_died_is_started_once_more(
    experts: ExpertProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = stand_in(monkeypatch, None, Pass())
    assert experts(request()) == Pass()
    assert (child.started, child.killed) == (2, 1)


def test_one_that_dies_twice_is_given_up(
    experts: ExpertProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = stand_in(monkeypatch, None, None, Pass())
    with pytest.raises(EOFError):
        experts(request())
    assert child.answers == [Pass()]


def test_a_process_that_was_closed_is_not_started_again(
    experts: ExpertProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = stand_in(monkeypatch, None, Pass(), before=experts.close)
    for _ in range(2):
        with pytest.raises(EOFError):
            experts(request())
    assert (child.started, child.answers) == (1, [Pass()])


def test_after_an_interrupt_no_request_gets_the_answer_to_another(
    experts: ExpertProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        if child.started == 1:
            raise KeyboardInterrupt

    child = stand_in(monkeypatch, Pass(), before=interrupt)
    with pytest.raises(KeyboardInterrupt):
        experts(request())
    assert experts(request()) == Pass()
    assert (child.started, child.killed) == (2, 1)
