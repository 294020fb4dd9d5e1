"""A game is analysed in a process of its own, which tells how far it is and can be ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from multiprocessing import Pipe, active_children
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Event

import debriefed
import pytest
from attrs import evolve
from insight_games import DARES, begun, finish, play

from game.authoring.reading.files import KeptFiles
from game.insight import process
from game.insight.analysis import analyse
from game.insight.effort import WITHOUT_COMPILER, Effort
from game.insight.process import AnalysisProcess, KeptBeside, pack
from game.insight.script import read_script
from game.insight.what_if import play_what_if
from game.model.decisions import Pass
from game.model.frozen import FrozenMap

QUICK = Effort(usual=60, most=60, start_games=400, runs=4, expert_runs=2)


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """Ends the processes of a test: once their analysis is there they wait for questions."""
    yield
    for child in active_children():
        child.kill()
        child.join()


def test_it_is_the_analysis_that_this_process_would_make_and_tells_how_far_it_is() -> None:
    game = finish(play(begun(DARES, position="A late crisis"), "north: dare"))
    told: list[int] = []
    analysing = AnalysisProcess(game, lambda: told.append(analysing.percent), QUICK)
    analysing.wait(300)
    assert analysing.analysis == analyse(game, QUICK)
    assert not analysing.failed
    assert told[0] < told[-2]
    assert analysing.of(game)


def test_when_it_is_there_it_says_what_would_have_come_of_another_decision() -> None:
    game = finish(play(begun(DARES), "north: dare", "south: dare"))
    analysing = AnalysisProcess(game, lambda: None, QUICK)
    analysing.ask(1, Pass())
    assert analysing.answer(1, Pass()) is None
    analysing.wait(300)
    analysing.wait_for_answer(60)
    found = analysing.answer(1, Pass())
    expected = play_what_if(read_script(game), 1, Pass(), QUICK.runs, QUICK.seed)
    assert found is not None
    assert found.differences.tolist() == expected.differences.tolist()
    assert not analysing.has_ended
    # What can't be answered ends it, and that is known here.
    analysing.ask(99, Pass())
    analysing.wait_for_answer(60)
    assert analysing.has_ended
    assert not analysing.failed
    assert analysing.answer(99, Pass()) is None


def test_what_is_kept_beside_the_record_is_there_at_once_and_what_is_not_is_kept(
    tmp_path: Path,
) -> None:
    game, record = debriefed.end(), tmp_path / "monday.game"
    beside = KeptBeside(record, KeptFiles("tiny.yaml", FrozenMap({"tiny.yaml": debriefed.STORY})))
    first = AnalysisProcess(game, lambda: None, QUICK, beside)
    first.wait(300)
    [kept] = tmp_path.glob("monday-*.analysis")
    told: list[int] = []
    second = AnalysisProcess(game, lambda: told.append(second.percent), QUICK, beside)
    second.wait(300)
    assert second.analysis == first.analysis
    # Nothing was worked out again.
    assert set(told) <= {0}
    kept.write_bytes(b"nonsense")
    third = AnalysisProcess(game, lambda: told.append(third.percent), QUICK, beside)
    third.wait(300)
    assert third.analysis == first.analysis
    assert max(told) > 0
    for each in (first, second, third):
        each.close()


def test_it_belongs_to_a_game_as_it_stands() -> None:
    game = debriefed.end()
    analysing = AnalysisProcess(game, lambda: None)
    analysing.close()
    assert analysing.of(game)
    assert not analysing.of(debriefed.end())
    play(game, "rewind 3")
    assert not analysing.of(game)


def test_it_ends_when_it_is_closed_and_wakes_nobody_then() -> None:
    woken = Event()
    analysing = AnalysisProcess(debriefed.end(), woken.set)
    while analysing._child.process.pid is None:
        time.sleep(0.01)
    analysing.close()
    analysing.wait(60)
    assert analysing._child.process.exitcode not in (None, 0)
    assert analysing.analysis is None
    assert not woken.is_set()


def test_one_that_is_closed_before_its_process_has_started_ends_too() -> None:
    analysing = AnalysisProcess(debriefed.end(), lambda: None)
    analysing.close()
    analysing.wait(60)
    assert analysing._child.process.exitcode not in (None, 0)


def test_what_fails_there_is_known_here() -> None:
    game, woken = debriefed.end(), Event()
    game.rules = evolve(game.rules, version=-1)
    analysing = AnalysisProcess(game, woken.set)
    analysing.wait(60)
    assert analysing.failed
    assert woken.is_set()
    assert analysing.analysis is None


@pytest.mark.parametrize(("compiled", "seconds"), [(True, None), (False, WITHOUT_COMPILER)])
def test_it_has_a_time_limit_where_nothing_can_be_compiled(
    monkeypatch: pytest.MonkeyPatch, compiled: bool, seconds: int | None
) -> None:
    given: list[object] = []
    monkeypatch.setattr("game.kernel.machine_code.in_use", lambda: compiled)
    monkeypatch.setattr(process, "analyse", lambda *_, **how: given.append(how["seconds"]))
    ours, theirs = Pipe()
    ours.close()
    with theirs, pytest.raises(BrokenPipeError):
        process._analyse(theirs, pack(debriefed.end()), QUICK, None)
    assert given == [seconds]


def test_one_that_cannot_be_started_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    woken = Event()
    analysing = AnalysisProcess(debriefed.end(), woken.set)
    analysing.wait(60)
    assert analysing.failed
    assert woken.is_set()
