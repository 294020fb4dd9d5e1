"""The curtain: who is to come, who looks away, and nothing else."""

from pathlib import Path

import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.model.players import ME
from game.ui.page.screen import GoOn, Push
from game.ui.program.program import Program
from game.ui.screens.curtain import Curtain, RaiseCurtain


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return tiny_program.playing(tmp_path)


def test_it_seats_those_who_have_come(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)
    assert hot_seat.next_step().kind == "curtain"
    assert Curtain(program, "north").handle(RaiseCurtain()) == GoOn()
    assert hot_seat.seated == "north"
    assert hot_seat.next_step().kind != "curtain"


@pytest.mark.parametrize("key", ["enter", "space"])
def test_keys_open_it(program: Program, key: str) -> None:
    assert Curtain(program, "north").keys[key] == RaiseCurtain()


def test_escape_opens_the_menu(program: Program) -> None:
    curtain = Curtain(program, "north")
    assert isinstance(curtain.handle(curtain.keys["escape"]), Push)


def test_it_says_who_is_to_come_and_who_looks_away_and_nothing_else(program: Program) -> None:
    page = drawn(Curtain(program, "south"))
    assert texts(page).splitlines() == [
        "S", "The screen changes hands", "South", "Please come to the screen.",
        "North looks away.", "We are here",
    ][1:]  # fmt: skip
    assert commands(page) == [RaiseCurtain()]


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_a_long_name_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    long = "The Provisional Assembly of the Valleys and Highlands of the Upper River"
    sides = f"""
sides:
  north: {{name: {long}, brief: B, score: [{{label: L, points: trust}}]}}
  south: {{name: South, brief: B, score: [{{label: L, points: trust}}]}}
"""
    curtain = Curtain(tiny_program.playing(tmp_path, text=sides), "north")
    assert misfits(drawn(curtain, (width, height), text)) == []


def test_names_inside_the_sentence_have_their_article_in_lower_case(tmp_path: Path) -> None:
    side = "brief: B, score: [{label: L, points: trust}]"
    sides = f"""
sides:
  north: {{name: North, {side}}}
  south: {{name: The car industry, {side}}}
  east: {{name: East, {side}}}
actions:
  warm: {{side: [north, south, east], menu: deeds, name: Warm, text: A, effects: {{trust: +3}}}}
"""
    program = tiny_program.playing(tmp_path, {"east": ME}, sides)
    assert "North and the car industry look away." in texts(drawn(Curtain(program, "east")))
    assert "The car industry and East look away." in texts(drawn(Curtain(program, "north")))
