"""The facilitator in the menu: announcing, handing seats over, deciding for a side."""

from __future__ import annotations

from pathlib import Path

import tiny_program
from drawing import commands, drawn, texts

from game.model.decisions import Act
from game.model.players import ME, UNIFORM
from game.session.records.recorded_actions import Announce, HandOver
from game.ui.page.commands import GoBack, ReadOn
from game.ui.page.screen import GoOn, Pop, Push, Then
from game.ui.program.program import Program
from game.ui.screens.ask import Agree, Ask
from game.ui.screens.board.board import Board
from game.ui.screens.curtain import Curtain
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import (
    DecideForSide,
    HandSeatOver,
    KeepNote,
    OpenAnnouncement,
    OpenSeats,
    PauseGame,
)
from game.ui.screens.menu.note import WriteAnnouncement
from game.ui.screens.menu.seat_menu import Seats
from game.ui.screens.news.news import News
from game.ui.screens.next_screen import next_screen
from game.ui.screens.waiting import WaitingScreen
from game.ui.shell.thinking import BotThread
from game.ui.widgets.entry import TypeText


def playing(folder: Path, **seats: str) -> Program:
    """A game at which everybody has read everything."""
    program = tiny_program.playing(folder, seats)
    tiny_program.hot_seat(program).mark_all_read()
    return program


def menu(program: Program) -> Menu:
    return Menu(program, tiny_program.Empty())


def announced(program: Program, text: str) -> WriteAnnouncement:
    answer = menu(program).handle(OpenAnnouncement())
    assert isinstance(answer, Push)
    screen = answer.screen
    assert isinstance(screen, WriteAnnouncement)
    screen.handle(TypeText(text))
    return screen


def test_an_announcement_is_read_by_each_team_before_it_decides(tmp_path: Path) -> None:
    program = playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    screen = announced(program, "Ten minutes left")
    assert screen.handle(KeepNote()) == GoOn()
    (line,) = hot_seat.game.lines
    assert (line.action, line.note) == (Announce(), "Ten minutes left")
    for side in ("north", "south"):
        hot_seat.seat(side)
        told = next_screen(program)
        assert isinstance(told, News)
        assert told.step.kind == "words"
        assert "Ten minutes left" in texts(drawn(told))
        assert told.handle(ReadOn()) == GoOn()
        assert isinstance(next_screen(program), Board)
        tiny_program.act(hot_seat.game, f"{side} pass")


def test_nothing_is_announced_without_words(tmp_path: Path) -> None:
    program = playing(tmp_path)
    screen = announced(program, "  ")
    assert screen.handle(KeepNote()) is None
    assert screen.handle(GoBack()) == Pop()
    assert tiny_program.hot_seat(program).game.lines == []


def test_a_seat_is_handed_to_a_bot_and_back_and_the_game_goes_on(tmp_path: Path) -> None:
    program = playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    answer = menu(program).handle(OpenSeats())
    assert isinstance(answer, Push)
    screen = answer.screen
    assert isinstance(screen, Seats)
    assert screen.handle(GoBack()) == Pop()
    found = commands(drawn(screen))
    for side in ("north", "south"):
        assert HandSeatOver(side, UNIFORM) in found
    assert screen.handle(HandSeatOver("north", ME)) is None
    assert hot_seat.game.lines == []
    assert screen.handle(HandSeatOver("north", UNIFORM)) == Then(())
    assert [line.action for line in hot_seat.game.lines] == [HandOver("north", UNIFORM)]
    assert screen.handle(GoBack()) == GoOn()
    assert isinstance(next_screen(program), WaitingScreen)
    screen.handle(HandSeatOver("north", ME))
    assert hot_seat.people == ("north", "south")


def test_a_seat_that_cannot_be_handed_over_says_why(tmp_path: Path) -> None:
    program = playing(tmp_path)
    assert Seats(program).handle(HandSeatOver("north", "hawk")) is None
    assert "hawk" in program.toast


def test_what_a_bot_thought_of_before_its_seat_was_handed_over_is_dropped(tmp_path: Path) -> None:
    program = playing(tmp_path, north=UNIFORM)
    hot_seat = tiny_program.hot_seat(program)
    thread = BotThread(hot_seat, "north", lambda: None)
    thread.wait(30)
    assert thread.holds(hot_seat)
    hot_seat.hand_over("north", ME)
    assert not thread.holds(hot_seat)


def test_the_facilitator_takes_one_decision_for_the_side_that_is_asked(tmp_path: Path) -> None:
    program = playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.seat("")
    answer = menu(program).handle(DecideForSide())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Ask)
    assert isinstance(next_screen(program), Curtain)
    then = answer.screen.handle(Agree())
    assert then == Then((Pop(), GoOn()))
    assert program.toast == "The facilitator decides for North."
    screen = next_screen(program)
    assert isinstance(screen, Board)
    assert screen.side == "north"
    assert DecideForSide() not in commands(drawn(menu(program)))
    assert hot_seat.submit("north", (Act("warm"),)) is None
    assert hot_seat.game.lines[-1].by_facilitator
    assert isinstance(next_screen(program), Curtain)


def test_what_only_the_facilitator_does_is_not_offered_where_it_cannot_be_done(
    tmp_path: Path,
) -> None:
    program = playing(tmp_path, north=UNIFORM)
    found = commands(drawn(menu(program)))
    assert {OpenAnnouncement(), OpenSeats()} <= set(found)
    assert DecideForSide() not in found
    assert menu(program).handle(DecideForSide()) is None
    people = playing(tmp_path)
    assert DecideForSide() in commands(drawn(menu(people)))
    menu(people).handle(PauseGame())
    assert DecideForSide() not in commands(drawn(menu(people)))
    menu(people).handle(PauseGame())
    tiny_program.finish(tiny_program.hot_seat(people).game)
    offered = set(commands(drawn(menu(people))))
    assert not {OpenAnnouncement(), OpenSeats(), DecideForSide()} & offered
