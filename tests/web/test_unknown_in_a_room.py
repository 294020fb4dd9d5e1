"""A table, a promise and injects of which not all sides know are played in a room (rule 14)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from test_votes import words
from test_whole_games import play
from visiting import Browser, Visited, visit_file

from game.presenter.seat.context import TABS

MANDATE = Path(__file__).resolve().parents[1] / "scenarios" / "mandate.yaml"
UNKNOWN_TO_RIVAL = (
    *("own table", "confers", "How high", "New quays", "whisper", "musters", "fleet"),
    "slipway",
)


def mandate(folder: Path) -> Visited:
    return visit_file(MANDATE, folder)


@pytest.mark.parametrize("seed", range(3))
def test_no_page_of_a_game_names_what_its_reader_does_not_know(seed: int, tmp_path: Path) -> None:
    room, pages = mandate(tmp_path), list[str]()
    table = room.room.tables[1]

    def look(seated: Sequence[Browser]) -> None:
        if table.game.state.to_move:
            watching = seated[list(table.game.rules.sides).index("rival")]
            paths = ("/wall", *(f"/seat?tab={tab}" for tab in TABS))
            pages.extend(words(watching.get(path).text) for path in paths)

    play(room, seed, look)
    assert len(pages) > 50
    for page in pages:
        assert not [each for each in UNKNOWN_TO_RIVAL if each in page], page
    assert room.console().get("/console").status_code == 200
