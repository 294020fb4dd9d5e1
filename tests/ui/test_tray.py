"""The tray under the cards: what its large button says and when it can be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_program

from game.session.selection import Selection
from game.ui.page.screen import Submit
from game.ui.screens.board.board import Board
from game.ui.screens.board.tray import tray

MUST = tiny_program.INJECTS.replace("order: alternate", "order: alternate, no_pass: true")


@pytest.mark.parametrize(
    ("text", "label", "enabled"),
    [(tiny_program.INJECTS, "Do nothing", True), (MUST, "Pick one", False)],
)
def test_who_must_pick_is_not_offered_to_do_nothing(
    tmp_path: Path, text: str, label: str, enabled: bool
) -> None:
    hot_seat = tiny_program.hot_seat(tiny_program.playing(tmp_path, text=text))
    thought = Selection(hot_seat.game, "north")
    empty = tray(hot_seat, "north", thought, deciding=True).confirm
    assert empty is not None
    assert (empty.label, empty.enabled) == (label, enabled)
    thought.add("warm")
    full = tray(hot_seat, "north", thought, deciding=True).confirm
    assert full is not None
    assert (full.label, full.enabled) == ("Confirm", True)


def test_enter_without_a_pick_loses_no_turn(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    board = Board(program, "north")
    assert board.handle(board.keys["enter"]) is None
    assert "or N to do nothing" in program.toast
    assert isinstance(board.handle(board.keys["n"]), Submit)
    board.handle(board.keys["1"])
    assert "n" not in board.keys
    assert isinstance(board.handle(board.keys["enter"]), Submit)


def test_who_chooses_last_of_all_unseen_is_told_so(tmp_path: Path) -> None:
    text = tiny_program.INJECTS.replace("order: alternate", "order: together")
    hot_seat = tiny_program.hot_seat(tiny_program.playing(tmp_path, text=text))
    thought = Selection(hot_seat.game, "north")
    assert "South" in tray(hot_seat, "north", thought, deciding=True).about
    tiny_program.act(hot_seat.game, "north pass")
    last = tray(hot_seat, "south", Selection(hot_seat.game, "south"), deciding=True)
    assert last.about == hot_seat.words.say("ui.board.last")
