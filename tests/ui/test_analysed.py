"""What the debrief says of the analysis, which is worked out while people look at it."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tiny_program
from analysed import FakeProcess, analysis_of, fake_processes

from game.presenter.debrief.debrief import debrief_of
from game.ui.program.program import Program
from game.ui.screens.debrief.save_report import SaveReport
from game.ui.screens.next_screen import next_screen
from game.ui.screens.saving.commands import SaveFileNow
from game.ui.shell.app import App


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.ended(tmp_path)


def opened(program: Program) -> App:
    """The window with its debrief, where games that are over are analysed."""
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.analyses = True
    app.go_on()
    return app


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[FakeProcess]:
    return fake_processes(monkeypatch)


# When it is worked out


def test_a_game_that_goes_on_is_not_analysed_and_one_that_is_over_once(
    tmp_path: Path, processes: list[FakeProcess]
) -> None:
    program = lookedback.begun(tmp_path)
    app = opened(program)
    hot_seat = tiny_program.hot_seat(program)
    assert processes == []
    lookedback.finish(hot_seat)
    app.go_on()
    app.go_on()
    [analysing] = processes
    assert analysing.game is hot_seat.game
    assert program.analysed is None
    # After a step back the game is another.
    hot_seat.step_back()
    app.go_on()
    assert analysing.closed
    assert program.analysis is None
    lookedback.finish(hot_seat)
    app.go_on()
    assert len(processes) == 2
    hot_seat.step_back()
    lookedback.finish(hot_seat)
    program.analyse()
    assert [each.closed for each in processes] == [True, True, False]


def test_it_ends_with_its_game(program: Program, processes: list[FakeProcess]) -> None:
    opened(program)
    program.leave()
    assert processes[0].closed
    assert program.analysis is None


def test_it_ends_when_the_game_is_replaced(program: Program, processes: list[FakeProcess]) -> None:
    opened(program)
    program.take_over(tiny_program.hot_seat(program))
    assert processes[0].closed
    assert program.analysed is None


def test_nothing_is_analysed_where_nobody_asked_for_it(
    program: Program, processes: list[FakeProcess]
) -> None:
    App(program, tiny_program.Empty(), next_screen, (1280, 720)).go_on()
    assert processes == []


def test_the_page_is_drawn_anew_when_it_has_got_further(
    program: Program, processes: list[FakeProcess]
) -> None:
    app = opened(program)
    app.dirty = False
    processes[0].percent = 40
    app.woken()
    assert app.dirty


# The report


def test_the_report_has_the_analysis_once_it_is_there(
    program: Program, processes: list[FakeProcess]
) -> None:
    opened(program)
    hot_seat = tiny_program.hot_seat(program)
    screen, pages = SaveReport(program, debrief_of(hot_seat)), list[str]()
    for analysis in (None, analysis_of(hot_seat.game, {5: "costly"})):
        processes[0].analysis = analysis
        screen.saved = None
        screen.handle(SaveFileNow())
        assert screen.saved is not None
        pages.append(screen.saved.read_text(encoding="utf-8"))
    assert "Why it ended so" not in pages[0]
    assert "Costly: −5" not in pages[0]
    assert "Why it ended so" in pages[1]
    assert "Costly: −5" in pages[1]
