"""The board while promises run: few stand above the cards, many leave the cards their room."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_program
from drawing import drawn, misfits, texts

from game.ui.page.page import Looking
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction

LONG = "Given with a word and a handshake and broken by whoever forgets either of them in company."


def promising(count: int) -> str:
    promises = "\n".join(
        f"  p{i}: {{by: north, turns: 3, name: Promise {i}, text: {LONG}}}" for i in range(count)
    )
    given = ", ".join(f"{{promise: p{i}}}" for i in range(count))
    return f"{tiny_program.INJECTS}\nopening: [{given}]\npromises:\n{promises}\n"


@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize(("size", "text"), [((1024, 640), 1.6), ((1280, 720), 1.0)])
def test_cards_and_promises_are_seen_however_many_run(
    tmp_path: Path, count: int, size: tuple[int, int], text: float
) -> None:
    board = Board(tiny_program.playing(tmp_path, text=promising(count)), "north")
    page = drawn(board, size, text)
    assert misfits(page) == []
    card = next(target for target in page.targets if target.command == PickAction("warm"))
    assert not card.hidden
    last = page.scrolled["cards:"].stops[-1]
    later = drawn(board, size, text, looking=Looking(scrolls={"cards:": last}))
    assert f"Promise {count - 1}" in texts(page) + texts(later)
