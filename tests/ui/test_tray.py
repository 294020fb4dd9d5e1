"""The tray under the cards: what its large button says and when it can be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinydesk

from game.session.tentative import Tentative
from game.ui.screen import Submit
from game.ui.screens.board import Board
from game.ui.widgets.tray import tray

MUST = tinydesk.INJECTS.replace("order: alternate", "order: alternate, no_pass: true")


@pytest.mark.parametrize(
    ("text", "label", "enabled"),
    [(tinydesk.INJECTS, "Do nothing", True), (MUST, "Pick one", False)],
)
def test_who_must_pick_is_not_offered_to_do_nothing(
    tmp_path: Path, text: str, label: str, enabled: bool
) -> None:
    sitting = tinydesk.sitting(tinydesk.playing(tmp_path, text=text))
    thought = Tentative(sitting.game, "north")
    empty = tray(sitting, "north", thought, deciding=True).confirm
    assert empty is not None
    assert (empty.label, empty.enabled) == (label, enabled)
    thought.add("warm")
    full = tray(sitting, "north", thought, deciding=True).confirm
    assert full is not None
    assert (full.label, full.enabled) == ("Confirm", True)


def test_enter_without_a_pick_loses_no_turn(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    board = Board(desk, "north")
    assert board.handle(board.keys["enter"]) is None
    assert "N does nothing" in desk.toast
    assert isinstance(board.handle(board.keys["n"]), Submit)
    board.handle(board.keys["1"])
    assert "n" not in board.keys
    assert isinstance(board.handle(board.keys["enter"]), Submit)


def test_who_chooses_last_of_all_unseen_is_told_so(tmp_path: Path) -> None:
    text = tinydesk.INJECTS.replace("order: alternate", "order: together")
    sitting = tinydesk.sitting(tinydesk.playing(tmp_path, text=text))
    thought = Tentative(sitting.game, "north")
    assert "South" in tray(sitting, "north", thought, deciding=True).about
    tinydesk.act(sitting.game, "north pass")
    last = tray(sitting, "south", Tentative(sitting.game, "south"), deciding=True)
    assert last.about == sitting.words.say("ui.board.last")
