"""What can be asked about a decision after the end: what if, what they knew, and playing on."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tiny_program
from analysed import FakeProcess, analysis_of, fake_processes
from drawing import drawn, texts

from game.insight.script import read_script
from game.insight.what_if import play_what_if
from game.model.decisions import Pass
from game.session.records.games import saved_games
from game.session.records.replay import branch_of
from game.ui.page.commands import GoBack
from game.ui.page.screen import GoOn, Pop, Push
from game.ui.program.program import Program
from game.ui.screens.looking_back.afterwards import PlayOnDialog
from game.ui.screens.looking_back.debrief_commands import (
    AskWhatIf,
    ChooseDecision,
    ChooseSheet,
    PlayFromHere,
    SwitchTab,
)
from game.ui.screens.looking_back.over import Over
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat

RUNS = 20


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.ended(tmp_path)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[FakeProcess]:
    return fake_processes(monkeypatch)


def opened(program: Program, processes: list[FakeProcess], sheet: str) -> Over:
    """The debrief with a sheet of its first decision that was warm, once the analysis is there."""
    program.analyse()
    game = tiny_program.hot_seat(program).game
    processes[0].analysis = analysis_of(game, {})
    over = Over(program)
    over.handle(SwitchTab("decisions"))
    warm = next(each for each in over.debrief.decisions if str(each.event).find("warm") > 0)
    over.handle(ChooseDecision(warm.number))
    over.handle(ChooseSheet(sheet))
    return over


def line_of(over: Over) -> int:
    decision = over.debrief.decision
    assert decision is not None
    return decision.line


def told(over: Over, size: tuple[int, int] = (1920, 1080)) -> str:
    return texts(drawn(over, size)).replace("\n", " ")


def test_what_if_offers_other_decisions_and_tells_both_branches_when_they_are_known(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = opened(program, processes, "what-if")
    assert "Pass" in told(over)
    offered = over._asked.asking(over.debrief, over.debrief.decisions[0], over.texts)
    assert offered.told is None
    line = line_of(over)
    decision = over.debrief.decision
    assert decision is not None
    asking = over._asked.asking(over.debrief, decision, over.texts)
    place = [each.move for each in asking.alternatives].index(Pass())
    over.handle(AskWhatIf(place))
    assert processes[0].asked == [(line, Pass())]
    assert "Both ways are being played on" in told(over)
    game = tiny_program.hot_seat(program).game
    what_if = play_what_if(read_script(game), line, Pass(), RUNS, 1)
    processes[0].answers[line, Pass()] = what_if
    said = told(over)
    assert "Otherwise" in said
    assert f"{RUNS} games were played on" in said
    mean = round(what_if.otherwise.intervals[0].mean)
    assert f" {mean} " in said
    # Asked once more, it is closed.
    over.handle(AskWhatIf(place))
    assert "Otherwise" not in told(over)


def test_what_can_not_be_played_on_is_said_to_be_that(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = opened(program, processes, "what-if")
    over.handle(AskWhatIf(0))
    processes[0].has_ended = True
    assert "can’t be played on" in told(over) or "can't be played on" in told(over)


def test_before_the_analysis_is_there_what_if_says_when_it_can_be_asked(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = opened(program, processes, "what-if")
    processes[0].analysis = None
    over.handle(AskWhatIf(0))
    assert processes[0].asked == []
    assert "This can be asked once" in told(over)


def test_what_each_side_knew_is_told_side_by_side(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = opened(program, processes, "knew")
    said = told(over, (3840, 2160))
    north, south = over._asked.knowledge(over.debrief, over.debrief.decisions[0])
    assert any("purse" in text.lower() for text in south.knew)
    assert any("purse" in text.lower() for text in north.hidden)
    assert "purse" in said.lower()
    assert north.name in said
    assert south.name in said


# Playing on


def test_a_new_game_goes_on_from_the_decision_that_is_shown(
    program: Program, processes: list[FakeProcess]
) -> None:
    over = opened(program, processes, "followed")
    old, line = tiny_program.hot_seat(program).game, line_of(over)
    pushed = over.handle(PlayFromHere())
    assert isinstance(pushed, Push)
    screen = pushed.screen
    assert isinstance(screen, PlayOnDialog)
    assert "on turn 1" in texts(drawn(screen)).replace("\n", " ")
    assert isinstance(screen.handle(GoBack()), Pop)
    screen.handle(GiveSeat("south", "uniform"))
    assert isinstance(screen.handle(BeginGame()), GoOn)
    hot_seat = tiny_program.hot_seat(program)
    game = hot_seat.game
    assert game is not old
    assert game.moments[line - 1].state == old.moments[line - 1].state
    assert game.players(hot_seat.first_seats)["south"] == "uniform"
    assert old.moments[-1].state.outcome >= 0
    # Both games are on disk.
    assert sorted(each.over for each in saved_games(program.games)) == [False, True]


def test_somebody_has_to_play_on(program: Program, processes: list[FakeProcess]) -> None:
    over = opened(program, processes, "followed")
    before = tiny_program.hot_seat(program)
    screen = PlayOnDialog(program, line_of(over), "north", 1)
    for side in ("north", "south"):
        screen.handle(GiveSeat(side, "uniform"))
    assert screen.handle(BeginGame()) is None
    assert program.toast
    assert tiny_program.hot_seat(program) is before


def test_a_branch_has_the_lines_before_it_and_no_others(program: Program) -> None:
    game = tiny_program.hot_seat(program).game
    branch = branch_of(game, 3)
    assert [line.number for line in branch.lines] == [1, 2]
    assert branch.state == game.moments[2].state
    for line in (0, len(game.moments) + 1):
        with pytest.raises(ValueError, match="line"):
            branch_of(game, line)
