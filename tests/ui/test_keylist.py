"""Keys are declared once: what they do, the list of keys and the keycaps come from one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import drawn, texts, unheard

from game.bots.seats import make_bots
from game.session.driver import play
from game.ui.page.commands import EVERYWHERE, Command, KeyTable, PickListed, Undo
from game.ui.page.screen import Screen
from game.ui.paint.canvas import Rect
from game.ui.program.library import PlayableCampaign, open_playable
from game.ui.program.program import Program
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.campaign.campaign_screen import CampaignScreen
from game.ui.screens.looking_back.over import Over
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu import Menu
from game.ui.screens.options.options import TABLES, Options, listed_keys
from game.ui.screens.replaying.replay import Replay
from game.ui.screens.setup.setup import Setup
from game.ui.screens.table import table_commands as table_commands
from game.ui.screens.table.table import TableScreen
from game.ui.screens.table.table_commands import ChooseOption, MakeOffer
from game.ui.screens.title.title import Title
from game.words.language import ENGLISH

SOURCES = Path(__file__).parents[2] / "game" / "ui"
SECOND = {"u"}
"""Keys that do what another does that is on the list."""


def begun_campaign(folder: Path) -> Program:
    """A desk with a campaign on it, of which bots have played the first chapter."""
    playable = open_playable(SOURCES.parents[1] / "tests" / "campaigns" / "three-talks.yaml")
    assert isinstance(playable, PlayableCampaign)
    program = tiny_program.program(folder)
    campaign = program.begin_campaign(playable, {"north": "n_soft", "south": "s_soft"}, 1)
    game = program.play_chapter().game
    play(game, make_bots(game.rules, campaign.players, 1), {})
    program.leave()
    return program


def screens(folder: Path) -> dict[str, list[Screen]]:
    """By place of the list, the screens that it speaks of, each where all its keys do something."""
    saved = tiny_program.playing(folder / "saved")
    tiny_program.act(tiny_program.hot_seat(saved).game, "north warm")
    saved.leave()
    begun, ended = tiny_program.playing(folder / "begun"), lookedback.ended(folder / "ended")
    tiny_program.act(tiny_program.hot_seat(begun).game, "north warm")
    picked = Board(tiny_program.playing(folder / "picked"), "north")
    picked.handle(PickAction("warm"))
    coming = tiny_program.playing(folder / "coming", text=tiny_program.COMING)
    saved.own = folder / "own"
    talking = lookedback.begun(folder / "talking")
    drafting = TableScreen(talking, "north")
    drafting.handle(ChooseOption("wood", "some"))
    unsaved = tiny_program.playing(folder / "unsaved")
    tiny_program.hot_seat(unsaved).stop_saving()
    campaign, chapter = begun_campaign(folder / "campaign"), lookedback.ended(folder / "chapter")
    chapter.campaign = campaign.campaign
    return {
        "title": [Title(saved)],
        "game": [Board(begun, "south"), drafting],
        "board": [Board(begun, "south"), picked],
        "table": [drafting],
        "menu": [Menu(begun), Menu(unsaved), Injects(coming)],
        "setup": [Setup(begun, tiny_program.book(folder))],
        "settings": [Options(begun)],
        "over": [Over(ended), Over(chapter)],
        "campaign": [CampaignScreen(campaign)],
        "replay": [Replay(ended, tiny_program.hot_seat(ended).game)],
    }


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Mapping[str, Command]]]:
    """By place, what the keys of each of its screens ask for."""
    folder = tmp_path_factory.mktemp("keys")
    names = ("saved", "begun", "picked", "ended", "talking", "unsaved", "coming")
    for name in (*names, "campaign", "chapter"):
        (folder / name).mkdir()
    return {place: [each.keys for each in here] for place, here in screens(folder).items()}


@pytest.mark.parametrize("table", TABLES[1:], ids=lambda table: table.place)
def test_every_key_of_the_list_does_on_its_screen_what_the_list_says(
    keys: dict[str, list[Mapping[str, Command]]], table: KeyTable[Command]
) -> None:
    for shortcut in table.shortcuts:
        for key, command in shortcut.commands.items():
            few = isinstance(command, PickListed) and command.index > 0
            if shortcut.about and table.place in keys and not few:
                assert command in [here.get(key) for here in keys[table.place]], key


@pytest.mark.parametrize("place", ["title", "board", "table", "menu", "setup", "settings", "over"])
def test_every_letter_that_a_screen_knows_is_on_the_list(
    keys: dict[str, list[Mapping[str, Command]]], place: str
) -> None:
    listed = {
        key
        for table in TABLES
        if table.place in (place, "game")
        for shortcut in table.shortcuts
        if shortcut.about
        for key in shortcut.commands
    }
    letters = {key for here in keys[place] for key in here if len(key) == 1 and key.isalpha()}
    assert letters - SECOND - listed == set()


@contextmanager
def planted(table: KeyTable[Command], command: Command, key: str) -> Iterator[None]:
    """A table in which another key asks for a command."""
    shortcut = next(each for each in table.shortcuts if command in each.commands.values())
    before = shortcut.commands
    object.__setattr__(shortcut, "commands", {key: command})
    try:
        yield
    finally:
        object.__setattr__(shortcut, "commands", before)


def test_a_changed_key_changes_what_it_does_the_list_and_the_keycap(tmp_path: Path) -> None:
    screen = TableScreen(lookedback.begun(tmp_path), "north")
    said = ("O", "offer your draft"), ("Z", "offer your draft")
    with planted(table_commands.KEYS, MakeOffer(), "z"):
        assert screen.keys["z"] == MakeOffer()
        assert "o" not in screen.keys
        lines = dict(listed_keys(ENGLISH.say))["Table"]
        assert said[0] not in lines
        assert said[1] in lines
        assert "Z" in texts(drawn(screen, (1920, 1080))).split()
    assert "Z" not in texts(drawn(screen, (1920, 1080))).split()
    assert said[0] in dict(listed_keys(ENGLISH.say))["Table"]


def test_no_other_module_says_what_a_key_is_called() -> None:
    named = re.compile(r'"ui\.key\.|below="[A-Z]"')
    told = {path.name for path in SOURCES.rglob("*.py") if named.search(path.read_text("utf-8"))}
    assert told == {"commands.py"}


def test_every_key_is_called_something() -> None:
    for table in (EVERYWHERE, *TABLES):
        for shortcut in table.shortcuts:
            assert shortcut.name(ENGLISH.say)


def test_what_a_screen_does_not_know_is_noticed_where_it_can_be_pressed(tmp_path: Path) -> None:
    title = Title(tiny_program.program(tmp_path))
    page = drawn(title)
    assert list(unheard(title, page)) == []
    page.target(Undo(), Rect(0, 0, 90, 40), "Take back")
    assert len(list(unheard(title, page))) == 1


def test_a_command_that_a_screen_does_not_know_raises(tmp_path: Path) -> None:
    for screen in (Title(tiny_program.program(tmp_path)), Menu(tiny_program.program(tmp_path))):
        with pytest.raises(AssertionError):
            screen.handle(Undo())  # type: ignore[arg-type]
