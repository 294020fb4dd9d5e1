"""The window's page of luck and skill: where a score came from."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pytest
import tiny_program
from analysed import FakeProcess, analysis_of, fake_processes
from attrs import evolve
from drawing import drawn, texts

from game.insight.account import Account
from game.insight.analysis import Analysis, analyse
from game.insight.effort import Effort
from game.insight.intervals import EXACT, around
from game.model.frozen import FrozenMap
from game.presenter.hindsight.waterfall import Waterfall, waterfall
from game.ui.program.program import Program
from game.ui.screens.looking_back.debrief_commands import ChooseSide, FindDecision, SwitchTab
from game.ui.screens.looking_back.over import Over

QUICK = Effort(usual=60, most=60, start_games=400, runs=4, expert_runs=2)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.ended(tmp_path)


ANALYSED: list[Analysis] = []


def analysed(program: Program) -> Analysis:
    """A real, rough analysis of the game of a program, made once."""
    if not ANALYSED:
        ANALYSED.append(analyse(tiny_program.hot_seat(program).game, QUICK))
    return ANALYSED[0]


@pytest.fixture
def over(program: Program, monkeypatch: pytest.MonkeyPatch) -> Over:
    processes: list[FakeProcess] = fake_processes(monkeypatch)
    program.analyse()
    processes[0].analysis = analysed(program)
    screen = Over(program)
    screen.handle(SwitchTab("luck"))
    return screen


def page_of(over: Over, side: str) -> Waterfall:
    page = over.texts.sums[side]
    assert isinstance(page, Waterfall)
    return page


def test_the_columns_lead_from_the_start_to_the_final_score(over: Over) -> None:
    for side in over.debrief.game.rules.sides:
        page = page_of(over, side)
        parts = page.parts
        assert page.start + sum(part.points for part in parts) == page.final
        assert page.final == over.debrief.view.scores[side].total
        assert [part.key for part in parts][-1] == "remainder"
        assert {each.bot for each in page.levels} == {"", *ANALYSED[0].baselines[side]}


def test_the_page_shows_every_column_with_its_points_and_whom_it_is_compared_with(
    over: Over,
) -> None:
    told = texts(drawn(over, (1920, 1080)))
    page = page_of(over, "north")
    lines = told.split("\n")
    assert f"Where the {page.final} came from" in lines
    for part in page.parts:
        assert part.name in told.replace("\n", " ")
    assert any(part.events for part in page.parts)
    for part in page.parts:
        for event in part.events:
            assert event.text.split(" and ")[0] in told
    assert "Expert" in told
    assert "This game" in told


def test_a_decision_whose_judgement_has_another_figure_says_why(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = analysed(program)
    account = analysis.account
    assert isinstance(account, Account)
    values = FrozenMap(dict.fromkeys(account.sides, around(-10, 1)))
    events = tuple(evolve(each, values=values) for each in account.events)
    processes = fake_processes(monkeypatch)
    program.analyse()
    grades = tuple(evolve(each, label="good", loss=EXACT) for each in analysis.grades)
    processes[0].analysis = evolve(analysis, grades=grades, account=evolve(account, events=events))
    over = Over(program)
    over.handle(SwitchTab("luck"))
    told = texts(drawn(over, (1920, 1080))).replace("\n", " ")
    assert "; as far as the side knew, it was right" in told


def test_another_side_can_be_chosen(over: Over) -> None:
    over.handle(ChooseSide("south"))
    told = texts(drawn(over, (1920, 1080)))
    assert f"Where the {page_of(over, 'south').final} came from" in told.split("\n")


def test_without_an_account_the_page_says_why(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = fake_processes(monkeypatch)
    program.analyse()
    over = Over(program)
    over.handle(SwitchTab("luck"))
    processes[0].percent = 12
    assert "12%" in texts(drawn(over))
    processes[0].analysis = analysis_of(tiny_program.hot_seat(program).game, {})
    assert "The time was too short" in texts(drawn(over)).replace("\n", " ")


def test_without_an_analysis_there_is_no_such_page(program: Program) -> None:
    assert "luck" not in Over(program).tabs


def test_what_is_not_explained_is_a_caution_where_it_is_large(over: Over) -> None:
    analysis = ANALYSED[0]
    account = analysis.account
    assert isinstance(account, Account)
    north = account.sides["north"]
    half = evolve(north.remainder, mean=99.0)
    sides = {**account.sides, "north": evolve(north, remainder=half)}
    rough = evolve(analysis, account=evolve(account, sides=type(account.sides)(sides)))
    debrief = over.debrief
    page = waterfall(debrief, rough, "north")
    assert isinstance(page, Waterfall)
    assert "rough" in page.caution


def test_the_curve_of_a_side_stands_above_the_decisions_and_its_marks_open_them(
    over: Over,
) -> None:
    over.handle(SwitchTab("decisions"))
    for side in ("north", "south"):
        over.handle(ChooseSide(side))
        page = drawn(over, (1920, 1080))
        name = over.debrief.words.naming.side_inside(side)
        assert f"What {name} could expect" in texts(page)
        marks = over.texts.expectations[side].marks
        assert marks
        for mark in marks:
            opening = [each for each in page.targets if each.tip == mark.text and each.by_mouse]
            if mark.line is None:
                assert not opening
                continue
            number = next(e.number for e in over.debrief.decisions if e.line == mark.line)
            assert FindDecision(number) in [each.command for each in opening]
        assert [mark.side == side for mark in marks if mark.label is not None]
        total = over.debrief.view.scores[side].total
        assert over.texts.expectations[side].points[-1].mean == total
