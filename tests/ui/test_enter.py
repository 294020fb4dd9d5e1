"""What Enter does on every screen of the window: nothing that nobody meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event

import lookedback
import pygame
import pytest
import tinydesk
from drawing import dos, drawn

from game.bots.seats import ME, UNIFORM
from game.model.decisions import PUBLIC, Move, Pass
from game.session.game import Asking
from game.session.record import RecordError
from game.ui.app import HINTS, App
from game.ui.desk import Desk
from game.ui.input import Key
from game.ui.intents import Do
from game.ui.library import Spoilt, open_book
from game.ui.screen import Push, Screen
from game.ui.screens.course import Course
from game.ui.screens.files import OpenFile
from game.ui.screens.injects import Injects
from game.ui.screens.mishap import Mishap
from game.ui.screens.news import News
from game.ui.screens.save_game import SaveGame
from game.ui.screens.setup import Setup
from game.ui.screens.step import screen_for
from game.ui.screens.title import Title
from game.ui.screens.trouble import Mistakes
from game.ui.screens.unsaved import UnsavedGame, unsaved

ROOT = Path(__file__).parents[2]
QUESTION = """
injects:
  letter:
    {name: A letter, at: 1, text: Somebody asks., ask: north, answers: {agree: {name: Agree}}}
stages: {main: {phases: [wire, deeds]}}
phases:
  wire: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""


def window(desk: Desk) -> App:
    """A window in which the game of a desk is shown, if it has one."""
    app = App(desk, Title(desk), screen_for, (1280, 720))
    desk.change(guided=False)
    if desk.sitting is not None:
        app.go_on()
    return app


def begun(folder: Path, *read: str, text: str = lookedback.STORY) -> App:
    """Two teams in a game in which some have read their papers."""
    desk = tinydesk.playing(folder, text=text)
    sitting = tinydesk.sitting(desk)
    for side in read:
        sitting.briefed(side)
    if read:
        sitting.seat("north")
    return window(desk)


def wanting(*wanted: Do) -> Callable[[Path], App]:
    """From the first decision of the story to where some wishes lead."""

    def screen(folder: Path) -> App:
        app = begun(folder, "north", "south")
        for do in wanted:
            app.draw(pygame.Surface(app.size))
            app.do(do)
        return app

    return screen


def at_deeds(*wanted: Do) -> Callable[[Path], App]:
    """The same from the board, after everybody was silent at the table."""

    def screen(folder: Path) -> App:
        app = begun(folder, "north", "south")
        game = tinydesk.sitting(app.desk).game
        while game.state.to_move and tinydesk.sitting(app.desk).asked() == "table":
            game.decide(game.state.to_move[0], Pass())
        tinydesk.sitting(app.desk).seat("north")
        app.go_on()
        for do in wanted:
            app.draw(pygame.Surface(app.size))
            app.do(do)
        return app

    return screen


def ended(*wanted: Do) -> Callable[[Path], App]:
    """After the end of the story."""

    def screen(folder: Path) -> App:
        desk = lookedback.ended(folder)
        tinydesk.sitting(desk).caught_up()
        app = window(desk)
        for do in wanted:
            app.draw(pygame.Surface(app.size))
            app.do(do)
        return app

    return screen


def over_it(screen: Callable[[Desk], Screen]) -> Callable[[Path], App]:
    """A screen over the first decision of the story."""

    def shown(folder: Path) -> App:
        app = begun(folder, "north", "south")
        app.answer(Push(screen(app.desk)))
        return app

    return shown


def at_first(screen: Callable[[Desk], Screen] | None = None) -> Callable[[Path], App]:
    """Before any game."""

    def shown(folder: Path) -> App:
        app = window(tinydesk.desk(folder))
        if screen is not None:
            app.answer(Push(screen(app.desk)))
        return app

    return shown


def situation(folder: Path) -> App:
    desk = tinydesk.desk(folder)
    desk.begin(tinydesk.book(folder, lookedback.STORY), {"north": ME, "south": ME}, 1)
    return window(desk)


def question(folder: Path) -> App:
    return begun(folder, "north", "south", text=QUESTION)


def waiting(folder: Path) -> App:
    desk = tinydesk.playing(folder, {"north": ME, "south": UNIFORM}, lookedback.STORY)
    sitting = tinydesk.sitting(desk)
    sitting.caught_up()

    def think(_asking: Asking) -> Move:
        Event().wait(5)
        return Pass()

    sitting.think = think  # type: ignore[method-assign, assignment]
    sitting.game.decide("north", lookedback.offer("all"))
    return window(desk)


def written(folder: Path) -> App:
    return wanting(Do("menu"), Do("note"), Do("typed", "A word."))(folder)


def mistakes(desk: Desk) -> Mistakes:
    path = desk.games.parent / "spoilt.yaml"
    path.write_text("turns: a dozen\n", encoding="utf-8")
    spoilt = open_book(path)
    assert isinstance(spoilt, Spoilt)
    return Mistakes(desk, spoilt)


def mishap(desk: Desk) -> Mishap:
    return Mishap(desk, Title(desk), "drawing", Path("log.txt"), noted=True, saved=True)


def not_saved(desk: Desk) -> UnsavedGame:
    error = RecordError("unwritten", reason="No space left on device")
    return unsaved(desk, Title(desk), error, None)


def elsewhere(desk: Desk) -> SaveGame:
    saving = tinydesk.sitting(desk).saving
    assert saving is not None
    return SaveGame(desk, saving)


def setup(desk: Desk) -> Setup:
    desk.games.mkdir(parents=True, exist_ok=True)
    return Setup(desk, tinydesk.book(desk.games.parent), 1)


def readouts(folder: Path) -> App:
    """In the second turn, with something told to the press."""
    app = begun(folder, "north", "south")
    sitting = tinydesk.sitting(app.desk)
    lookedback.one_turn(sitting)
    sitting.caught_up()
    app.go_on()
    app.do(Do("readouts"))
    return app


def papers(folder: Path) -> App:
    app = begun(folder)
    app.do(Do("open"))
    return app


TABLE: dict[str, tuple[Callable[[Path], App], str, str]] = {
    # Where one begins, and where one and two Enters lead; + says that the game has another line.
    "title": (at_first(), "setup", "briefing"),
    "setup": (at_first(setup), "briefing", "board"),
    "files": (at_first(lambda desk: OpenFile(desk, desk.games.parent)), "files", "files"),
    "mistakes": (at_first(mistakes), "mistakes", "mistakes"),
    "situation": (situation, "curtain", "briefing"),
    "curtain": (begun, "briefing", "curtain"),
    "briefing": (papers, "curtain", "briefing"),
    "briefing, again": (wanting(Do("brief")), "table", "table"),
    "board": (at_deeds(), "board", "board"),
    "board, picked": (at_deeds(Do("act", "warm")), "curtain +", "board"),
    "table": (wanting(), "table", "table"),
    "question": (question, "question", "question"),
    "news": (over_it(lambda desk: News(desk, PUBLIC, "storm")), "table", "table"),
    "waiting": (waiting, "waiting", "waiting"),
    "menu": (wanting(Do("menu")), "menu", "table"),
    "menu, paused": (wanting(Do("menu"), Do("pause")), "menu", "table +"),
    "ask": (wanting(Do("walk")), "news +", "board"),
    "note": (wanting(Do("menu"), Do("note")), "note", "note"),
    "note, written": (written, "menu +", "menu"),
    "options": (wanting(Do("menu"), Do("settings")), "options", "options"),
    "injects": (over_it(Injects), "injects", "injects"),
    "mishap": (over_it(mishap), "table", "table"),
    "unsaved": (over_it(not_saved), "table", "table"),
    "save-game": (over_it(elsewhere), "save-game", "table"),
    "course": (wanting(Do("menu"), Do("course")), "menu", "menu"),
    "course, first": (over_it(lambda desk: Course(desk, walk=True)), "table", "table"),
    "map": (wanting(Do("map")), "table", "table"),
    "proceedings": (wanting(Do("record")), "table", "table"),
    "readouts": (readouts, "board", "board"),
    "replay": (wanting(Do("turn", "1")), "replay", "replay"),
    "over": (ended(), "over", "over"),
    "again": (ended(Do("again")), "situation", "curtain"),
    "report": (ended(Do("report")), "report", "over"),
}


def enter(app: App) -> str:
    """Where Enter leads."""
    before = lines(app)
    app.draw(pygame.Surface(app.size))
    app.take(Key("enter"))
    assert app.running
    return f"{app.screen.name}{' +' * (lines(app) > before)}"


def lines(app: App) -> int:
    """How many lines the record of the game has."""
    return len(app.desk.sitting.game.lines) if app.desk.sitting is not None else 0


@pytest.fixture(autouse=True)
def _display() -> None:
    drawn(tinydesk.Empty())


@pytest.mark.parametrize("name", TABLE)
def test_enter_leads_where_the_table_says(tmp_path: Path, name: str) -> None:
    show, once, twice = TABLE[name]
    app = show(tmp_path)
    assert app.screen.name == name.partition(",")[0]
    assert (enter(app), enter(app)) == (once, twice)


def test_the_table_has_every_screen() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "game" / "ui" / "screens").glob("*.py")
    )
    names = set(re.findall(r'^    name = "([\w-]+)"', text, re.MULTILINE))
    assert names <= {name.partition(",")[0] for name in TABLE}
    assert {"situation", "briefing"} <= set(TABLE)


@pytest.mark.parametrize("name", HINTS)
def test_enter_closes_a_hint_and_does_nothing_else(tmp_path: Path, name: str) -> None:
    show = at_deeds(Do("act", "warm")) if name == "board" else TABLE[name][0]
    app = show(tmp_path)
    app.desk.change(guided=True)
    assert Do("guide", "read") in dos(app.draw(pygame.Surface(app.size)))
    assert enter(app) == name
    assert Do("guide", "read") not in dos(app.draw(pygame.Surface(app.size)))
    assert app.desk.settings.guided, "the other screens have theirs"


def test_on_what_was_chosen_by_tab_enter_counts_though_there_is_a_hint(tmp_path: Path) -> None:
    app = wanting()(tmp_path)
    app.desk.change(guided=True)
    app.draw(pygame.Surface(app.size))
    app.look(focus=Do("walk"), ring=True)
    assert enter(app) == "ask"
