"""The game in an open window follows its scenario's file."""

from __future__ import annotations

import re
from pathlib import Path

import pygame
import pytest
import tiny
import tiny_program
from drawing import SIZES, drawn, misfits, texts

from game.authoring.reading.files import Folder
from game.desk.watch import CheckReport, examine_everything
from game.presenter.hot_seat import HotSeat
from game.rules.compile import compile_rules
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.file import read_file
from game.session.records.recorded_actions import Rewind
from game.session.records.replay import replay
from game.session.records.saved import Saving
from game.ui.page.commands import OpenMenu, OpenPapers
from game.ui.page.screen import Push
from game.ui.program.program import Program
from game.ui.screens.ask import Agree, Ask, Decline
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.briefing.briefing import Briefing
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu import Menu
from game.ui.screens.table.table import TableScreen
from game.ui.screens.table.table_commands import ChooseOption
from game.ui.shell.app import App
from game.ui.shell.start import make_app

WARMER = tiny.SECTIONS["actions"].replace("name: Warm", "name: Warmer")
NO_COOL = (
    "actions:\n  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +9}}\n"
)


def report(folder: Path, text: str) -> CheckReport:
    """The report of a save."""
    path = tiny_program.written(folder, text)
    files = Folder(path)
    examined, problems = examine_everything(files)
    return CheckReport(("tiny.yaml",), tuple(problems), examined.scenario, files, files.names)


def window(program: Program) -> App:
    """A window on the game being played, which follows its file."""
    pygame.font.init()
    app = make_app(program)
    hot_seat(program).mark_all_read()
    app.go_on()
    app.follow()
    return app


def save(app: App, folder: Path, text: str) -> None:
    """Saves the file, and lets the window follow."""
    assert app.following is not None
    app.following.put(report(folder, text))
    app.woken()


def hot_seat(program: Program) -> HotSeat:
    return tiny_program.hot_seat(program)


def shown(app: App) -> str:
    """The texts on the screen on top, on one line."""
    return " ".join(texts(drawn(app.screen)).split())


def done(program: Program) -> list[str]:
    return [str(line.action) for line in hot_seat(program).game.lines]


def test_a_save_is_shown_on_the_same_screen_with_what_is_looked_at(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(hot_seat(program).game, "north warm")
    app = window(program)
    board = app.screen
    assert isinstance(board, Board)
    assert board.side == "south"
    app.look(scrolls={"deck": 120})
    former = hot_seat(program)
    save(app, tmp_path, WARMER)
    assert app.screen is board
    assert app.looking.scrolls == {"deck": 120}
    assert hot_seat(program) is not former
    assert (hot_seat(program).seated, done(program)) == ("south", ["north: warm"])
    assert "Warmer" in shown(app)
    assert program.notice == "The saved file is in use; 1 decision was played again."


def test_what_was_selected_and_read_stays(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    app.do(PickAction("warm"))
    save(app, tmp_path, WARMER)
    assert hot_seat(program).selection("north").picks == ("warm",)
    save(app, tmp_path, NO_COOL.replace("warm", "hug"))
    assert hot_seat(program).selection("north").picks == ()


def test_papers_and_menus_that_are_open_stay_open(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    app.do(OpenMenu())
    menu = app.screen
    assert isinstance(menu, Menu)
    save(app, tmp_path, WARMER)
    assert app.screen is menu
    app.do(menu.keys["escape"])
    app.do(OpenPapers())
    assert isinstance(app.screen, Briefing)
    save(app, tmp_path, tiny.SECTIONS["sides"].replace("You are north.", "You are the far north."))
    assert isinstance(app.screen, Briefing)
    assert "You are the far north." in shown(app)


def test_a_screen_that_shows_what_is_gone_is_closed(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    app.answer(Push(Injects(program)))
    save(app, tmp_path, "turns: 3\n")
    assert isinstance(app.screen, Board)
    assert len(app.stack) == 2


def test_a_file_with_mistakes_leaves_the_game_as_it_was(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    former = hot_seat(program)
    save(app, tmp_path, "turns: a dozen\n")
    assert hot_seat(program) is former
    assert re.match(r"tiny.yaml can’t be played yet, .*\btiny.yaml:\d+: ", program.notice)
    program.notice = ""
    save(app, tmp_path, WARMER)
    assert hot_seat(program) is not former


def test_of_two_saves_the_later_counts(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    assert app.following is not None
    app.following.put(report(tmp_path, "turns: a dozen\n"))
    save(app, tmp_path, WARMER)
    assert "Warmer" in shown(app)
    assert "can't be played" not in program.notice


def test_the_record_is_that_of_the_saved_scenario_and_no_decision_is_lost(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(hot_seat(program).game, "north warm")
    path = hot_seat(program).saved
    app = window(program)
    save(app, tmp_path, WARMER)
    tiny_program.act(hot_seat(program).game, "south cool")
    assert hot_seat(program).saved == path
    assert path is not None
    again = replay(read_file(path))
    assert again.rules.scenario.actions["warm"].name == "Warmer"
    assert [str(line.action) for line in again.lines] == ["north: warm", "south: cool"]
    assert len(list(program.games.glob("*.game"))) == 1


# A decision that no longer fits


def misfit(folder: Path) -> tuple[Program, App, Path]:
    """A window that asks what to do about a decision that no longer fits; the game's record."""
    program = tiny_program.playing(folder)
    tiny_program.act(hot_seat(program).game, "north warm", "south cool", "north warm")
    path = hot_seat(program).saved
    assert path is not None
    app = window(program)
    save(app, folder, NO_COOL)
    assert isinstance(app.screen, Ask)
    return program, app, path


def test_it_says_at_which_decision_the_record_stops_fitting_and_why(tmp_path: Path) -> None:
    _, app, path = misfit(tmp_path)
    page = shown(app)
    for told in (
        "The game no longer fits tiny.yaml",
        "Turn 1:",
        "Cool",
        "This is refused now:",
        "1 decision before it can be played again.",
        path.name,
        "Go on from there",
        "Keep the game as it was",
    ):
        assert told in page


def test_going_on_from_there_keeps_the_former_record(tmp_path: Path) -> None:
    program, app, path = misfit(tmp_path)
    before = path.read_bytes()
    app.do(Agree())
    assert done(program) == ["north: warm"]
    assert hot_seat(program).saved not in (None, path)
    assert path.read_bytes() == before
    assert len(app.stack) == 2
    tiny_program.act(hot_seat(program).game, "south warm")
    assert len(replay(read_file(path)).lines) == 3


def test_keeping_the_game_changes_nothing_until_the_next_save(tmp_path: Path) -> None:
    program, app, path = misfit(tmp_path)
    before, below = hot_seat(program), app.stack[-2]
    app.do(Decline())
    assert app.screen is below
    assert (hot_seat(program), hot_seat(program).saved) == (before, path)
    tiny_program.act(before.game, "south cool")
    assert len(replay(read_file(path)).lines) == 4
    save(app, tmp_path, NO_COOL)
    assert isinstance(app.screen, Ask)
    save(app, tmp_path, WARMER)
    assert not isinstance(app.screen, Ask)
    assert len(done(program)) == 4


def test_what_was_taken_back_is_kept_in_the_former_record_alone(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = hot_seat(program).game
    tiny_program.act(game, "north warm", "south cool")
    game.do(Rewind(1))
    path = hot_seat(program).saved
    app = window(program)
    save(app, tmp_path, NO_COOL)
    assert done(program) == ["north: warm"]
    assert path is not None
    assert hot_seat(program).saved != path
    assert len(replay(read_file(path)).lines) == 3


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_the_question_fits(tmp_path: Path, width: int, height: int, text: float) -> None:
    program, app, _ = misfit(tmp_path)
    program.change(language="fr")
    save(app, tmp_path, NO_COOL)
    assert misfits(drawn(app.screen, (width, height), text)) == []


# What else is open


def test_another_game_in_the_window_is_left_alone(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    program.begin(tiny_program.book(tmp_path), {"north": "me", "south": "me"}, 2)
    other = hot_seat(program)
    save(app, tmp_path, WARMER)
    assert hot_seat(program) is other
    program.leave()
    save(app, tmp_path, WARMER)
    assert program.hot_seat is None


def test_a_draft_at_the_table_stays_and_the_new_worth_is_shown(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=tiny.TABLE)
    app = window(program)
    assert isinstance(app.screen, TableScreen)
    app.do(ChooseOption("scope", "vast"))
    draft = dict(hot_seat(program).offer_draft("south", "pact").package)
    table = app.screen
    save(app, tmp_path, tiny.TABLE.replace("south: -7", "south: -8"))
    assert app.screen is table
    assert dict(hot_seat(program).offer_draft("south", "pact").package) == draft
    assert table._negotiator.worded is hot_seat(program)


def test_a_bot_that_thinks_goes_on_in_the_new_game(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"north": "uniform"})
    app = window(program)
    save(app, tmp_path, WARMER)
    app.settle(20)
    assert done(program)[0].startswith("north: ")
    assert hot_seat(program).state.to_move == ("south",)


def test_a_decision_that_the_facilitator_takes_is_still_the_facilitators(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(program)
    hot_seat(program).decide_for("north")
    app.go_on()
    board = app.screen
    save(app, tmp_path, WARMER)
    assert app.screen is board
    assert hot_seat(program).deputy == "north"


def test_a_game_from_a_position_begins_there_again(tmp_path: Path) -> None:
    text = "tests: [{name: Hot, given: {tracks: {heat: 4}}, then: trust >= 0}]\n"
    program = tiny_program.program(tmp_path)
    playable = tiny_program.book(tmp_path, text)
    rules = compile_rules(playable.scenario("en"))
    seats = {"north": "me", "south": "me"}
    game = Game(rules, 1, position=find_position(rules.scenario, "Hot"))
    saving = Saving(game, seats, playable.folder.keep)
    program.take_over(HotSeat(game, seats, saving, playable.translations))
    tiny_program.act(game, "north warm")
    app = window(program)
    save(app, tmp_path, text.replace("heat: 4", "heat: 6"))
    assert hot_seat(program).view("north").tracks["heat"] == 6
    assert done(program) == ["north: warm"]


def test_a_persona_that_is_gone_is_replaced(tmp_path: Path) -> None:
    persona = "personas: {calm_one: {name: Calm one, sides: [south]}}\n"
    program = tiny_program.playing(tmp_path, {"south": "calm_one"}, text=persona)
    app = window(program)
    save(app, tmp_path, "turns: 3\n")
    assert dict(hot_seat(program).seats) == {"north": "me", "south": "uniform"}
