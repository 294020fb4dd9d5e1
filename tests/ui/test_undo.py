"""Taking back: a pick, a change of the draft, and the last decision, with no secret shown."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pygame
import tiny_program
from drawing import commands, drawn, misfits, texts

from game.presenter.negotiator import Negotiator
from game.ui.page.commands import OpenMenu, Undo
from game.ui.program.program import Program
from game.ui.screens.ask import Agree
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.menu.menu_commands import StepBack
from game.ui.screens.next_screen import next_screen
from game.ui.screens.table.table import TableScreen
from game.ui.screens.table.table_commands import ChooseOption, TakeOver
from game.ui.shell.app import App


def table(program: Program, side: str = "north") -> TableScreen:
    tiny_program.hot_seat(program).seated = side
    return TableScreen(program, side)


def draft(program: Program, side: str = "north") -> dict[str, str]:
    return Negotiator(tiny_program.hot_seat(program), side).draft.package


def choose(screen: TableScreen, *options: str) -> None:
    for option in options:
        screen.handle(ChooseOption("wood", option))


# At the board


def test_picks_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    board = Board(program, "north")
    board.handle(PickAction("warm"))
    thought = tiny_program.hot_seat(program).selection("north")
    assert thought.picks == ("warm",)
    board.handle(board.keys["backspace"])
    assert not thought.picks
    assert program.toast == ""


def test_where_there_is_nothing_to_take_back_the_way_further_back_is_named(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    board = Board(program, "north")
    board.handle(Undo())
    assert program.toast == "There is nothing to take back yet."
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm", "south warm")
    board.handle(Undo())
    assert "menu (Esc) steps back one decision" in program.toast


# At the table


def test_changes_of_the_draft_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    screen = table(program)
    first = draft(program)["wood"]
    others = [each for each in ("none", "some", "all") if each != first]
    choose(screen, *others, others[-1])
    for expected in (others[0], first):
        screen.handle(screen.keys["backspace"])
        assert draft(program)["wood"] == expected
    assert program.toast == ""
    screen.handle(screen.keys["u"])
    assert draft(program)["wood"] == first
    assert program.toast


def test_taking_over_an_offer_can_be_taken_back(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    game = tiny_program.hot_seat(program).game
    game.decide("north", lookedback.offer("all"))
    screen = table(program, "south")
    choose(screen, "none")
    screen.handle(TakeOver())
    assert draft(program, "south") == {"wood": "all"}
    screen.handle(Undo())
    assert draft(program, "south") == {"wood": "none"}


def test_what_was_offered_is_not_taken_back_by_undoing(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    hot_seat, screen = tiny_program.hot_seat(program), table(program)
    choose(screen, "none", "some")
    assert hot_seat.submit("north", (Negotiator(hot_seat, "north").offer(),)) is None
    assert not Negotiator(hot_seat, "south").draft.can_undo
    draft_of_north = hot_seat.offer_draft("north", "pact")
    assert draft_of_north.changed
    assert not draft_of_north.can_undo


def test_one_side_never_takes_back_what_the_other_has_changed(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    choose(table(program), "some")
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.game.decide("north", lookedback.offer("all"))
    assert not Negotiator(hot_seat, "south").draft.undo()


def test_the_table_shows_the_way_to_take_back_once_there_is_something(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    screen = table(program)
    for size, text in (((1280, 720), 1.0), ((1024, 640), 1.6)):
        assert Undo() not in commands(drawn(screen, size, text))
        choose(screen, "none", "some")
        page = drawn(screen, size, text)
        assert Undo() in commands(page)
        assert misfits(page) == []
        while Negotiator(tiny_program.hot_seat(program), "north").draft.undo():
            pass


# One decision back


def test_between_two_teams_a_step_back_shows_the_curtain_before_anything_else(
    tmp_path: Path,
) -> None:
    program = lookedback.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    program.change(guided=False)
    lookedback.one_turn(hot_seat)
    hot_seat.mark_all_read()
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.go_on()
    shown: list[tuple[str, str]] = []

    def frame() -> None:
        surface = pygame.Surface(app.size)
        shown.append((app.screen.name, texts(app.draw(surface))))

    drawn(tiny_program.Empty())
    # South's last word is taken back while the North sits at the screen.
    assert hot_seat.seated == "north"
    frame()
    for command in (OpenMenu(), StepBack(), Agree()):
        app.do(command)
        frame()
    assert [name for name, _ in shown][1:] == ["menu", "ask", "curtain"]
    assert hot_seat.seated == ""
    assert all("purse" not in text.lower() for _, text in shown), "which only the South sees"
    assert app.screen.name == "curtain"
    app.do(RaiseCurtain())
    assert hot_seat.seated == "south"


def test_the_menu_names_it_with_its_key(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.act(tiny_program.hot_seat(program).game, "north warm")
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.go_on()
    app.do(OpenMenu())
    assert app.screen.keys["b"] == StepBack()
    assert "Step back one decision" in texts(drawn(app.screen))
