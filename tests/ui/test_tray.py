"""The tray under the cards: what its large button says and when it can be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_program
from drawing import drawn, texts

from game.session.selection import Selection
from game.ui.page.screen import Push, Submit, Then
from game.ui.screens.ask import Agree, Ask
from game.ui.screens.board.board import Board
from game.ui.screens.board.tray import tray
from game.ui.widgets.buttons import FULL, OUTLINE

MUST = tiny_program.INJECTS.replace("order: alternate", "order: alternate, no_pass: true")


@pytest.mark.parametrize(
    ("text", "looks"),
    [(tiny_program.INJECTS, ("Do nothing", True, OUTLINE)), (MUST, ("Pick one", False, FULL))],
)
def test_who_must_pick_is_not_offered_to_do_nothing_which_is_never_the_filled_button(
    tmp_path: Path, text: str, looks: tuple[str, bool, str]
) -> None:
    hot_seat = tiny_program.hot_seat(tiny_program.playing(tmp_path, text=text))
    thought = Selection(hot_seat.game, "north")
    empty = tray(hot_seat, "north", thought, deciding=True).confirm
    assert empty is not None
    assert (empty.label, empty.enabled, empty.weight) == looks
    thought.add("warm")
    full = tray(hot_seat, "north", thought, deciding=True).confirm
    assert full is not None
    assert (full.label, full.enabled, full.weight) == ("Confirm", True, FULL)


def test_enter_without_a_pick_loses_no_turn(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    board = Board(program, "north")
    assert board.handle(board.keys["enter"]) is None
    assert "or N to do nothing" in program.toast
    asked = board.handle(board.keys["n"])
    assert isinstance(asked, Push)
    assert isinstance(asked.screen, Ask), "it is asked about once"
    assert "You have picked nothing." in texts(drawn(asked.screen))
    assert isinstance(asked.screen.handle(Agree()), Then)
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


def test_who_could_pick_more_is_asked_once(tmp_path: Path) -> None:
    text = tiny_program.INJECTS.replace("order: alternate", "order: together, picks: 2")
    program = tiny_program.playing(tmp_path, text=text)
    board = Board(program, "north")
    board.handle(board.keys["1"])
    asked = board.handle(board.keys["enter"])
    assert isinstance(asked, Push)
    assert "You could pick another action." in texts(drawn(asked.screen))
    board.handle(board.keys["2"])
    assert isinstance(board.handle(board.keys["enter"]), Submit)
