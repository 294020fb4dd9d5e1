"""Cards with their texts, or with what they do and no more."""

from pathlib import Path

import drawing
import tinydesk

from game.bots.seats import UNIFORM
from game.ui.intents import Do
from game.ui.screens.board import Board

ACTIONS = """
actions:
  talk:
    side: [north, south]
    menu: deeds
    name: Talk
    text: An evening by the fire.
    effects: {trust: +3}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""


def test_texts_go_and_come_back(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path, {"south": UNIFORM}, tinydesk.INJECTS + ACTIONS)
    board = Board(desk, "north")
    assert "An evening by the fire." in drawing.texts(drawing.drawn(board, (1920, 1080)))

    board.handle(board.keys["v"])
    seen = drawing.texts(drawing.drawn(board, (1920, 1080)))
    assert "An evening" not in seen
    assert "Talk" in seen
    assert "+3" in seen
    assert desk.settings.short_cards

    board.handle(Do("short"))
    assert "An evening by the fire." in drawing.texts(drawing.drawn(board, (1920, 1080)))
