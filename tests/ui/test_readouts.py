"""Statements that were made at the same time are read side by side."""

from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import drawn, texts

from game.presenter.statements import latest_statements
from game.ui.page.screen import Pop
from game.ui.program.program import Program
from game.ui.screens.readouts import Readouts


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = lookedback.begun(tmp_path)
    lookedback.one_turn(tiny_program.hot_seat(program))
    return program


def test_it_leads_back(program: Program) -> None:
    screen = Readouts(program, "north")
    for key in ("escape", "w", "enter"):
        assert screen.handle(screen.keys[key]) == Pop()


def test_the_latest_statements_are_found_with_what_followed(program: Program) -> None:
    found = latest_statements(tiny_program.hot_seat(program), "north")
    assert found is not None
    assert (found.phase, found.turn) == ("word", 1)
    assert [(s.side, s.action) for s in found.statements] == [
        ("north", "praise"),
        ("south", "scold"),
    ]
    assert [[e.values.get("got") for e in s.entries[1:]] for s in found.statements] == [[1], [-1]]


def test_before_both_have_spoken_there_is_nothing_to_read(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    assert latest_statements(hot_seat, "north") is None
    assert "No statements have been made yet." in texts(drawn(Readouts(program, "north")))
    lookedback.one_turn(hot_seat)
    once = latest_statements(hot_seat, "north")
    while hot_seat.state.phase != hot_seat.game.rules.index.phases["word"]:
        tiny_program.act(hot_seat.game, f"{hot_seat.state.to_move[0]} pass")
    tiny_program.act(hot_seat.game, "north scold")
    again = latest_statements(hot_seat, "north")
    assert again is not None
    assert once is not None
    assert again.statements == once.statements


def test_both_texts_are_on_paper_with_what_followed(program: Program) -> None:
    told = texts(drawn(Readouts(program, "north"), (1920, 1080)))
    for text in ("A warm and useful meeting.", "A waste of time.", "Trust +1, now 56", "Praise"):
        assert text in told


def test_what_a_side_does_not_see_followed_unseen(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("effects: {trust: -1}", "effects: {purse: +1}")
    program = tiny_program.playing(tmp_path, text=text)
    lookedback.one_turn(tiny_program.hot_seat(program))
    assert "Purse" in texts(drawn(Readouts(program, "south"), (1920, 1080)))
    told = texts(drawn(Readouts(program, "north"), (1920, 1080)))
    assert "Purse" not in told
    assert "Nothing more is known to have followed." in told
