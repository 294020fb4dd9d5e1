"""Writing what goes with an offer or a statement in the window, and reading what others wrote."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pygame
import pytest
import tiny_program
from drawing import texts

from game.model.decisions import Accept, Pass
from game.presenter.hot_seat import HotSeat
from game.ui.page.commands import GoBack, OpenReadouts, WriteOwnWords
from game.ui.page.page import Page
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.menu.menu_commands import KeepNote
from game.ui.screens.menu.note import WriteWords
from game.ui.screens.next_screen import next_screen
from game.ui.screens.table.table_commands import MakeOffer
from game.ui.screens.title.title import Title
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText

WHY = "Half is enough."


def window(folder: Path, text: str = lookedback.STORY, *moves: object) -> App:
    """Two teams where the next is to decide, with all read."""
    pygame.display.init()
    pygame.font.init()
    program = tiny_program.playing(folder, text=text)
    program.change(guided=False)
    app = App(program, Title(program), next_screen, (1280, 720))
    hot_seat = sitting(app)
    for move in moves:
        hot_seat.game.decide(hot_seat.state.to_move[0], move)  # type: ignore[arg-type]
    return on(app)


def sitting(app: App) -> HotSeat:
    return tiny_program.hot_seat(app.program)


def on(app: App) -> App:
    """The same, once everybody has read everything."""
    sitting(app).mark_all_read()
    app.go_on()
    return app


def page_of(app: App) -> Page:
    return app.draw(pygame.Surface(app.size))


def read(app: App) -> str:
    return texts(page_of(app))


def offered(app: App) -> bool:
    return any(target.command == WriteOwnWords() for target in page_of(app).targets)


def test_an_argument_is_written_kept_and_read_by_the_other_side(tmp_path: Path) -> None:
    app = window(tmp_path)
    assert offered(app)
    app.do(WriteOwnWords())
    assert app.screen.name == "words"
    for command in (TypeText(WHY), KeepNote()):
        page_of(app)
        app.do(command)
    assert f"“{WHY}”" in read(app)
    app.do(MakeOffer())
    assert sitting(app).game.lines[-1].note == WHY
    assert WHY not in read(app), "the curtain hides it"
    on(app)
    assert app.screen.name == "table"
    assert f"“{WHY}”" in read(app)


def test_it_can_be_changed_and_dropped(tmp_path: Path) -> None:
    app = window(tmp_path)
    sitting(app).write("north", WHY)
    app.do(WriteOwnWords())
    assert isinstance(app.screen, WriteWords)
    assert app.screen.typing.text == WHY
    app.screen.typing.clear("")
    app.do(GoBack())
    assert sitting(app).written("north") == WHY
    app.do(WriteOwnWords())
    assert isinstance(app.screen, WriteWords)
    app.screen.typing.clear("")
    app.do(KeepNote())
    assert sitting(app).written("north") == ""


def test_no_more_can_be_typed_than_can_be_sent(tmp_path: Path) -> None:
    app = window(tmp_path)
    app.do(WriteOwnWords())
    app.do(TypeText("x" * 200))
    assert "0 of 140 characters left" in read(app)
    app.do(KeepNote())
    assert len(sitting(app).written("north")) == 140


def test_a_statement_has_words_of_its_own_on_the_page_of_statements(tmp_path: Path) -> None:
    app = window(tmp_path, lookedback.STORY, lookedback.offer("all"), Accept(), Pass(), Pass())
    assert app.screen.name == "board"
    for command in (
        WriteOwnWords(), TypeText("A good day."), KeepNote(), PickAction("praise"), ConfirmPicks(),
    ):  # fmt: skip
        page_of(app)
        app.do(command)
    assert sitting(app).game.lines[-1].note == "A good day."
    on(app)
    app.do(OpenReadouts())
    assert app.screen.name == "board", "South has not made its statement yet"
    assert "A good day." not in read(app)
    for command in (PickAction("scold"), ConfirmPicks()):
        app.do(command)
    on(app)
    app.do(OpenReadouts())
    assert "“A good day.”" in read(app)


@pytest.mark.parametrize("talk", ["none", "offers"])
def test_a_scenario_that_switches_words_off_is_respected(tmp_path: Path, talk: str) -> None:
    app = window(tmp_path, f"{lookedback.STORY}\ntalk: {talk}\n")
    assert offered(app) == (talk != "none")
    app.do(WriteOwnWords())
    assert app.screen.name == ("table" if talk == "none" else "words")


def test_where_no_words_go_with_a_decision_none_can_be_written(tmp_path: Path) -> None:
    app = window(tmp_path, lookedback.STORY, lookedback.offer("all"), Accept())
    assert app.screen.name == "board"
    assert not offered(app)
    app.do(WriteOwnWords())
    assert app.screen.name == "board"
