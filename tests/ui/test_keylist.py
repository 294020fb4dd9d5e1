"""The list of keys in the settings says what the keys of each screen do, and leaves none out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import lookedback
import pytest
import tiny_program

from game.ui.page.commands import Do
from game.ui.page.screen import Screen
from game.ui.screens.board.board import Board
from game.ui.screens.debrief.over import Over
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu import Menu
from game.ui.screens.options.key_list import KEYS
from game.ui.screens.options.options import Options
from game.ui.screens.setup.setup import Setup
from game.ui.screens.table.table import TableScreen
from game.ui.screens.timeline.replay import Replay
from game.ui.screens.title.title import Title

NAMES = {
    "sideways": ("left", "right"),
    "home-end": ("home", "end"),
    "1 … 0": ("1", "2"),
    "0 … 9": tuple("0123456789"),
    "+ −": ("-", "+"),
}
"""By how the list calls keys, their names."""
VERBS = {
    "board.pick": "act",
    "board.nothing": "confirm",
    "setup.timer": "minutes",
    "setup.typed": "digit",
    "settings.keys": "page",
    "replay.step": "go",
    "replay.ends": "go",
}
"""What a key wants, where the screen calls it otherwise than the list does."""
SECOND = {"u"}
"""Keys that do what another does that is on the list."""


def screens(folder: Path) -> dict[str, list[Screen]]:
    """By place of the list, the screens that it speaks of, each where all its keys do something."""
    saved = tiny_program.playing(folder / "saved")
    tiny_program.act(tiny_program.hot_seat(saved).game, "north warm")
    saved.leave()
    begun, ended = tiny_program.playing(folder / "begun"), lookedback.ended(folder / "ended")
    tiny_program.act(tiny_program.hot_seat(begun).game, "north warm")
    picked = Board(tiny_program.playing(folder / "picked"), "north")
    picked.handle(Do("act", "warm"))
    talking = lookedback.begun(folder / "talking")
    unsaved = tiny_program.playing(folder / "unsaved")
    tiny_program.hot_seat(unsaved).stop_saving()
    return {
        "title": [Title(saved)],
        "game": [Board(begun, "south"), TableScreen(talking, "north")],
        "board": [Board(begun, "south"), picked],
        "table": [TableScreen(talking, "north")],
        "menu": [Menu(begun), Menu(unsaved), Injects(begun)],
        "setup": [Setup(begun, tiny_program.book(folder))],
        "settings": [Options(begun)],
        "over": [Over(ended)],
        "replay": [Replay(ended, tiny_program.hot_seat(ended).game)],
    }


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, list[Mapping[str, Do]]]:
    """By place, what the keys of each of its screens want."""
    for name in ("saved", "begun", "picked", "ended", "talking", "unsaved"):
        (tmp_path / name).mkdir()
    return {place: [each.keys for each in here] for place, here in screens(tmp_path).items()}


@pytest.mark.parametrize("place", sorted(KEYS.keys() - {"everywhere", "papers"}))
def test_every_key_of_the_list_does_on_its_screen_what_the_list_says(
    wanted: dict[str, list[Mapping[str, Do]]], place: str
) -> None:
    for listed, what in KEYS[place]:
        verb = VERBS.get(f"{place}.{what}", what)
        for key in NAMES.get(listed, (listed.lower(),)):
            verbs = {here[key].verb for here in wanted[place] if key in here}
            assert verb in verbs, (listed, verbs)


@pytest.mark.parametrize("place", sorted(KEYS.keys() - {"everywhere", "papers", "game"}))
def test_every_letter_that_a_screen_knows_is_on_the_list(
    wanted: dict[str, list[Mapping[str, Do]]], place: str
) -> None:
    listed = {key.lower() for each in (place, "game") for key, _ in KEYS[each]}
    letters = {key for here in wanted[place] for key in here if len(key) == 1 and key.isalpha()}
    assert letters - SECOND - listed == set()
