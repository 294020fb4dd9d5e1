"""What Enter does on every screen of the window: nothing that nobody meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from threading import Event

import lookedback
import pygame
import pytest
import tiny_program
from drawing import commands, drawn

from game.model.decisions import PUBLIC, Move, Pass
from game.model.players import ME, UNIFORM
from game.presenter.own_words import OwnWords
from game.presenter.steps import Step
from game.session.game import DecisionRequest
from game.session.records.record import RecordError
from game.ui.page.commands import (
    Command,
    GoToTurn,
    OpenMap,
    OpenMenu,
    OpenPapers,
    OpenReadouts,
    OpenRecord,
    OpenSettings,
)
from game.ui.page.events import KeyPress
from game.ui.page.screen import Push, Screen
from game.ui.program.library import (
    BrokenScenario,
    PlayableCampaign,
    open_playable,
    open_scenario,
)
from game.ui.program.program import Program
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.course_screen import Course
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.host.host_setup import HostSetup
from game.ui.screens.host.hosted_room import HostedRoom
from game.ui.screens.looking_back.debrief_commands import OpenReport, PlayAgain, PlayFromHere
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu_commands import OpenCourse, OpenNote, PauseGame
from game.ui.screens.menu.note import WriteAnnouncement, WriteWords
from game.ui.screens.menu.seat_menu import Seats
from game.ui.screens.mishap import Mishap
from game.ui.screens.news.news import News
from game.ui.screens.next_screen import next_screen
from game.ui.screens.saved_games.choose_position import ChoosePosition
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.saved_games.trouble import Mistakes
from game.ui.screens.setup.setup import Setup
from game.ui.screens.table.table_commands import ChooseOption, WalkOut
from game.ui.screens.title.own_folder import OwnFolder
from game.ui.screens.title.title import Title
from game.ui.screens.unsaved import SaveGame, UnsavedGame, unsaved
from game.ui.shell.app import App
from game.ui.shell.guide import ReadHint
from game.ui.shell.stack import HINTS
from game.ui.widgets.entry import TypeText

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


def window(program: Program) -> App:
    """A window in which the game of a desk is shown, if it has one."""
    app = App(program, Title(program), next_screen, (1280, 720))
    program.change(guided=False)
    if program.hot_seat is not None:
        app.go_on()
    return app


def begun(folder: Path, *read: str, text: str = lookedback.STORY) -> App:
    """Two teams in a game in which some have read their papers."""
    program = tiny_program.playing(folder, text=text)
    hot_seat = tiny_program.hot_seat(program)
    for side in read:
        hot_seat.mark_papers_read(side)
    if read:
        hot_seat.seat("north")
    return window(program)


def wanting(*given: Command) -> Callable[[Path], App]:
    """From the first decision of the story to where some wishes lead."""

    def screen(folder: Path) -> App:
        app = begun(folder, "north", "south")
        for command in given:
            app.draw(pygame.Surface(app.size))
            app.do(command)
        return app

    return screen


def answering(*given: Command) -> Callable[[Path], App]:
    """Where the draft begins as the standing offer of the other side, and after some wishes."""

    def screen(folder: Path) -> App:
        app = begun(folder, "north", "south")
        hot_seat = tiny_program.hot_seat(app.program)
        hot_seat.submit("north", (lookedback.offer("all"),))
        hot_seat.seat("south")
        app.go_on()
        for command in given:
            app.draw(pygame.Surface(app.size))
            app.do(command)
        return app

    return screen


def at_deeds(*given: Command) -> Callable[[Path], App]:
    """The same from the board, after everybody was silent at the table."""

    def screen(folder: Path) -> App:
        app = begun(folder, "north", "south")
        game = tiny_program.hot_seat(app.program).game
        while game.state.to_move and tiny_program.hot_seat(app.program).decision_kind() == "table":
            game.decide(game.state.to_move[0], Pass())
        tiny_program.hot_seat(app.program).mark_all_read()
        app.go_on()
        for command in given:
            app.draw(pygame.Surface(app.size))
            app.do(command)
        return app

    return screen


def replied(folder: Path) -> App:
    """After everybody was silent at the table, which the first to speak there has still to read."""
    app = at_deeds()(folder)
    hot_seat = tiny_program.hot_seat(app.program)
    hot_seat.read_marks.mark_read_up_to_last_action()
    app.go_on()
    return app


def ended(*given: Command) -> Callable[[Path], App]:
    """After the end of the story."""

    def screen(folder: Path) -> App:
        program = lookedback.ended(folder)
        tiny_program.hot_seat(program).mark_all_read()
        app = window(program)
        for command in given:
            app.draw(pygame.Surface(app.size))
            app.do(command)
        return app

    return screen


def over_it(screen: Callable[[Program], Screen]) -> Callable[[Path], App]:
    """A screen over the first decision of the story."""

    def shown(folder: Path) -> App:
        app = begun(folder, "north", "south")
        app.answer(Push(screen(app.program)))
        return app

    return shown


def at_first(screen: Callable[[Program], Screen] | None = None) -> Callable[[Path], App]:
    """Before any game."""

    def shown(folder: Path) -> App:
        app = window(tiny_program.program(folder))
        if screen is not None:
            app.answer(Push(screen(app.program)))
        return app

    return shown


def situation(folder: Path) -> App:
    program = tiny_program.program(folder)
    program.begin(tiny_program.book(folder, lookedback.STORY), {"north": ME, "south": ME}, 1)
    return window(program)


def question(folder: Path) -> App:
    return begun(folder, "north", "south", text=QUESTION)


def waiting(folder: Path) -> App:
    program = tiny_program.playing(folder, {"north": ME, "south": UNIFORM}, lookedback.STORY)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()

    def think(_asking: DecisionRequest) -> Move:
        Event().wait(5)
        return Pass()

    hot_seat.think = think  # type: ignore[method-assign, assignment]
    hot_seat.game.decide("north", lookedback.offer("all"))
    return window(program)


def written(folder: Path) -> App:
    return wanting(OpenMenu(), OpenNote(), TypeText("A word."))(folder)


def write_words(program: Program) -> WriteWords:
    return WriteWords(program, "north", OwnWords("argument", "Say why"))


def mistakes(program: Program) -> Mistakes:
    path = program.games.parent / "spoilt.yaml"
    path.write_text("turns: a dozen\n", encoding="utf-8")
    spoilt = open_scenario(path)
    assert isinstance(spoilt, BrokenScenario)
    return Mistakes(program, spoilt)


def mishap(program: Program) -> Mishap:
    return Mishap(program, Title(program), "drawing", Path("log.txt"), noted=True, saved=True)


def not_saved(program: Program) -> UnsavedGame:
    error = RecordError("unwritten", reason="No space left on device")
    return unsaved(program, Title(program), error, None)


def open_screen(program: Program) -> SaveGame:
    saving = tiny_program.hot_seat(program).saving
    assert saving is not None
    return SaveGame(program, saving)


def setup(program: Program) -> Setup:
    program.games.mkdir(parents=True, exist_ok=True)
    return Setup(program, tiny_program.book(program.games.parent), 1)


def start_nothing(_arguments: object) -> None:
    """Stands in for what starts the process of a room."""


def host_setup(program: Program) -> HostSetup:
    program.host = start_nothing  # type: ignore[method-assign, assignment]
    program.games.mkdir(parents=True, exist_ok=True)
    book = tiny_program.book(program.games.parent)
    return HostSetup(program, book, tuple)


def ended_room(program: Program) -> HostedRoom:
    program.host = start_nothing  # type: ignore[method-assign, assignment]
    program.games.mkdir(parents=True, exist_ok=True)
    return HostedRoom(program, tiny_program.book(program.games.parent), ())


def positions(program: Program) -> ChoosePosition:
    program.games.mkdir(parents=True, exist_ok=True)
    text = "tests: [{name: Hot, given: {tracks: {heat: 4}}, then: trust >= 0}]\n"
    return ChoosePosition(program, tiny_program.book(program.games.parent, text))


def campaign(folder: Path) -> App:
    playable = open_playable(ROOT / "tests" / "campaigns" / "three-talks.yaml")
    assert isinstance(playable, PlayableCampaign)
    app = window(tiny_program.program(folder))
    app.program.begin_campaign(playable, {"north": ME, "south": "s_soft"}, 1)
    app.go_on()
    return app


def own_folder(program: Program) -> OwnFolder:
    return OwnFolder(program, program.games.parent / "own")


def readouts(folder: Path) -> App:
    """In the second turn, with something told to the press."""
    app = begun(folder, "north", "south")
    hot_seat = tiny_program.hot_seat(app.program)
    lookedback.one_turn(hot_seat)
    hot_seat.mark_all_read()
    app.go_on()
    app.do(OpenReadouts())
    return app


def papers(folder: Path) -> App:
    app = begun(folder)
    app.do(RaiseCurtain())
    return app


TABLE: dict[str, tuple[Callable[[Path], App], str, str]] = {
    # Where one begins, and where one and two Enters lead; + says that the game has another line.
    "title": (at_first(), "setup", "briefing"),
    "setup": (at_first(setup), "briefing", "board"),
    "host": (at_first(host_setup), "room", "room"),
    "room, ended": (at_first(ended_room), "room", "room"),
    "files": (at_first(lambda program: OpenFile(program, program.games.parent)), "files", "files"),
    "positions": (at_first(positions), "setup", "briefing"),
    "campaign": (campaign, "briefing", "board"),
    "own-folder": (at_first(own_folder), "own-folder", "own-folder"),
    "mistakes": (at_first(mistakes), "mistakes", "mistakes"),
    "situation": (situation, "curtain", "briefing"),
    "curtain": (begun, "briefing", "curtain"),
    "briefing": (papers, "curtain", "briefing"),
    "briefing, again": (wanting(OpenPapers()), "table", "table"),
    "board": (at_deeds(), "board", "board"),
    "board, picked": (at_deeds(PickAction("warm")), "curtain +", "board"),
    "table": (wanting(), "table", "table"),
    "table, changed": (wanting(ChooseOption("wood", "some")), "curtain +", "table"),
    "table, answering": (answering(), "ask", "table"),
    "table, answering otherwise": (answering(ChooseOption("wood", "some")), "curtain +", "table"),
    "question": (question, "question", "question"),
    "news, reply": (replied, "board", "board"),
    "news": (
        over_it(lambda program: News(program, Step("news", PUBLIC, "storm"))),
        "table",
        "table",
    ),
    "waiting": (waiting, "waiting", "waiting"),
    "menu": (wanting(OpenMenu()), "menu", "table"),
    "menu, paused": (wanting(OpenMenu(), PauseGame()), "menu", "table +"),
    "ask": (wanting(WalkOut()), "table", "table"),
    "note": (wanting(OpenMenu(), OpenNote()), "note", "note"),
    "words": (over_it(write_words), "table", "table"),
    "note, written": (written, "menu +", "menu"),
    "options": (wanting(OpenMenu(), OpenSettings()), "options", "options"),
    "announcement": (over_it(WriteAnnouncement), "announcement", "announcement"),
    "seats": (over_it(Seats), "seats", "seats"),
    "injects": (over_it(Injects), "injects", "injects"),
    "mishap": (over_it(mishap), "table", "table"),
    "unsaved": (over_it(not_saved), "table", "table"),
    "save-game": (over_it(open_screen), "save-game", "table"),
    "course": (wanting(OpenMenu(), OpenCourse()), "menu", "menu"),
    "course, first": (over_it(lambda program: Course(program, walk=True)), "table", "course"),
    "map": (wanting(OpenMap()), "table", "table"),
    "proceedings": (wanting(OpenRecord()), "table", "table"),
    "readouts": (readouts, "board", "board"),
    "replay": (wanting(GoToTurn(1)), "replay", "replay"),
    "over": (ended(), "over", "over"),
    "again": (ended(PlayAgain()), "situation", "curtain"),
    "report": (ended(OpenReport()), "report", "over"),
    "play-on": (ended(PlayFromHere()), "curtain", "table"),
}


def enter(app: App) -> str:
    """Where Enter leads."""
    before = lines(app)
    app.draw(pygame.Surface(app.size))
    app.take(KeyPress("enter"))
    assert app.running
    return f"{app.screen.name}{' +' * (lines(app) > before)}"


def lines(app: App) -> int:
    """How many lines the record of the game has."""
    return len(app.program.hot_seat.game.lines) if app.program.hot_seat is not None else 0


@pytest.fixture(autouse=True)
def _display(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tiny_program.Empty())
    monkeypatch.setattr("game.ui.screens.title.own_folder.show_folder", lambda _: True)


@pytest.mark.parametrize("name", TABLE)
def test_enter_leads_where_the_table_says(tmp_path: Path, name: str) -> None:
    show, once, twice = TABLE[name]
    app = show(tmp_path)
    assert app.screen.name == name.partition(",")[0]
    assert (enter(app), enter(app)) == (once, twice)


@pytest.mark.parametrize("key", ["enter", "space"])
def test_a_curtain_that_nobody_has_seen_stays_closed(tmp_path: Path, key: str) -> None:
    """On a slow machine a second key may come before the curtain of the first is drawn."""
    app = TABLE["again"][0](tmp_path)
    assert (enter(app), enter(app)) == ("situation", "curtain")
    app.take(KeyPress(key))
    assert app.screen.name == "curtain"
    app.draw(pygame.Surface(app.size))
    app.take(KeyPress(key))
    assert app.screen.name != "curtain"


def test_the_table_has_every_screen() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "game" / "ui" / "screens").rglob("*.py")
    )
    names = set(re.findall(r'^    name = "([\w-]+)"', text, re.MULTILINE))
    assert names <= {name.partition(",")[0] for name in TABLE}
    assert {"situation", "briefing"} <= set(TABLE)


@pytest.mark.parametrize("name", HINTS)
def test_enter_closes_a_hint_and_does_nothing_else(tmp_path: Path, name: str) -> None:
    show = at_deeds(PickAction("warm")) if name == "board" else TABLE[name][0]
    app = show(tmp_path)
    app.program.change(guided=True)
    assert ReadHint() in commands(app.draw(pygame.Surface(app.size)))
    assert enter(app) == name
    assert ReadHint() not in commands(app.draw(pygame.Surface(app.size)))
    assert app.program.settings.guided, "the other screens have theirs"


def test_on_what_was_chosen_by_tab_enter_counts_though_there_is_a_hint(tmp_path: Path) -> None:
    app = wanting()(tmp_path)
    app.program.change(guided=True)
    app.draw(pygame.Surface(app.size))
    app.look(focus=WalkOut(), ring=True)
    assert (enter(app), enter(app)) == ("ask", "table"), "the second Enter doesn't walk out"
