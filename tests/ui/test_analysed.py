"""What the debrief says of the analysis, which is worked out while people look at it."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tiny_program
from analysed import FakeProcess, analysis_of, fake_processes
from drawing import drawn, texts

from game.insight.grades import Label
from game.presenter.debrief.debrief import debrief_of
from game.ui.program.program import Program
from game.ui.screens.looking_back.debrief_commands import ChooseDecision, SwitchTab
from game.ui.screens.looking_back.over import Over, SaveReport
from game.ui.screens.next_screen import next_screen
from game.ui.screens.save_file import SaveFileNow
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
    assert analysing.kept is not None
    assert analysing.kept.record == hot_seat.saved
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


# What is shown


def shown(over: Over, tab: str, size: tuple[int, int] = (1920, 1080)) -> str:
    over.handle(SwitchTab(tab))
    return texts(drawn(over, size))


def looked_at(program: Program, processes: list[FakeProcess], labels: dict[int, Label]) -> Over:
    """The debrief, once the analysis is there."""
    opened(program)
    processes[0].analysis = analysis_of(tiny_program.hot_seat(program).game, labels)
    return Over(program)


def test_it_says_how_far_the_analysis_is_and_if_it_failed(
    program: Program, processes: list[FakeProcess]
) -> None:
    opened(program)
    over = Over(program)
    processes[0].percent = 37
    assert "worked out: 37%" in shown(over, "decisions")
    processes[0].failed = True
    told = shown(over, "decisions")
    assert "What the decisions were worth could not be worked out." in told
    assert "37%" not in told
    assert "Warm" in told
    processes[0].analysis = analysis_of(tiny_program.hot_seat(program).game, {})
    assert "Marked are turning points" in shown(over, "decisions")


def test_without_an_analysis_nothing_is_said_of_it(program: Program) -> None:
    told = shown(Over(program), "decisions")
    assert "worth" not in told
    assert "Why it ended so" not in shown(Over(program), "outcome")


def test_decisions_that_stand_out_are_marked_and_turning_points_numbered(
    program: Program, processes: list[FakeProcess]
) -> None:
    labels: dict[int, Label] = {2: "serious", 3: "missed", 6: "unknowable"}
    over = looked_at(program, processes, labels)
    lines = shown(over, "decisions").split("\n")
    for judgement in ("Serious mistake: −2", "Missed chance: −3", "Could not be known: −6"):
        assert any(line.startswith(judgement) for line in lines)
    graded = list(over.texts.graded.values())
    turning = sorted(str(each.turning) for each in graded if each.turning)
    assert turning
    assert sorted(line for line in lines if line in ("1", "2", "3")) == turning
    assert any(not each.stands_out for each in graded)


def test_the_sheet_of_a_decision_says_what_it_was_worth_and_what_would_have_been_better(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = looked_at(program, processes, {5: "missed", 6: "unknowable"})
    sheets = {}
    for decision in over.debrief.decisions:
        over.handle(ChooseDecision(decision.number))
        sheets[decision.line] = shown(over, "decisions")
    told = sheets[5].replace("\n", " ")
    assert "Missed chance: −5 ± 1" in told
    assert "Doing nothing more would have brought 5 ± 1 points more." in told
    assert "points less" not in told, "a mistake has one figure, against what was best"
    assert "Turning point 1" in told
    hidden = over.texts.graded[6].better
    assert hidden.startswith("As things truly stood, which nobody on this side could know")
    assert sheets[6].replace("\n", " ").count(hidden[:30]) == 1
    quiet = next(line for line, each in over.texts.graded.items() if not each.stands_out)
    assert "Good: " in sheets[quiet]
    assert "The choice brought 2 ± 1 points more than" in sheets[quiet]
    assert "Turning point 1" not in sheets[quiet]


def test_the_tip_of_a_chip_tells_all_of_it(program: Program, processes: list[FakeProcess]) -> None:
    over = looked_at(program, processes, {5: "missed"})
    over.handle(SwitchTab("overview"))
    page = drawn(over, (1920, 1080))
    [tip] = [target.tip for target in page.targets if "Missed chance" in target.tip]
    assert tip.endswith(" · Missed chance: −5 ± 1")
    assert " · Turning point 1 · " in tip


def test_the_outcome_says_why_it_ended_so_and_the_overview_where_it_has_room(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = looked_at(program, processes, {})
    assert "Why it ended so" in shown(over, "outcome")
    told = shown(over, "outcome").replace("\n", " ")
    assert ", 28 points more than a typical player (" in told
    assert "Why it ended so" in shown(over, "overview")


def test_an_agreement_below_the_reserve_is_said_once(
    tmp_path: Path, processes: list[FakeProcess]
) -> None:
    text = lookedback.STORY.replace("reserve: {north: 3", "reserve: {north: 7")
    program = tiny_program.playing(tmp_path, text=text)
    hot_seat = tiny_program.hot_seat(program)
    lookedback.one_turn(hot_seat)
    lookedback.finish(hot_seat)
    over = looked_at(program, processes, {})
    [signing] = over.debrief.agreements_below_reserve
    sentence = over.debrief.words.signed_below(signing)
    assert sentence in shown(over, "outcome", (3000, 1600)).replace("\n", " ")
    assert all(sentence != each for each in over.texts.causes)
    assert over.texts.causes
