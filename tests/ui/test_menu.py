"""The menu of a game: pausing, notes, stepping back, injects, leaving."""

import os
import stat
import sys
from pathlib import Path
from threading import Event

import pytest
import tiny_program
from attrs import evolve
from drawing import commands, drawn, texts

from game.model.decisions import Move
from game.model.players import ME
from game.presenter.steps import Step
from game.session.game import DecisionRequest
from game.session.records.record import RecordError
from game.session.records.recorded_actions import Note, Pause, Resume, Rewind
from game.ui.page.commands import Command, GoBack, LeaveGame, OpenSettings, QuitProgram
from game.ui.page.page import Page
from game.ui.page.screen import GoOn, Home, Pop, Push, Quit, Screen, Then
from game.ui.program.program import Program
from game.ui.screens.ask import Agree, Ask
from game.ui.screens.menu.injects import Injects
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import (
    ChooseInject,
    CloseMenu,
    FireChosenInject,
    HoldChosenInject,
    KeepNote,
    OpenInjects,
    OpenKeys,
    OpenNote,
    PauseGame,
    StepBack,
)
from game.ui.screens.menu.note import WriteNote
from game.ui.screens.next_screen import next_screen
from game.ui.screens.options.options import Options
from game.ui.screens.save_file import ChooseWay
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText


def menu(program: Program) -> Menu:
    return Menu(program, tiny_program.Empty())


def asked(screen: Screen, command: Command) -> Ask:
    """What is asked before something is done."""
    answer = screen.handle(command)
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, Ask)
    return answer.screen


def deeds(program: Program) -> list[object]:
    return [line.action for line in tiny_program.hot_seat(program).game.lines]


# Going on and pausing


def test_escape_goes_on(tmp_path: Path) -> None:
    screen = menu(tiny_program.playing(tmp_path))
    assert screen.handle(screen.keys["escape"]) == Pop()


def test_a_pause_stops_time_and_decisions_until_it_is_over(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    screen, game = menu(program), tiny_program.hot_seat(program).game
    assert screen.handle(PauseGame()) == GoOn()
    assert game.paused
    tiny_program.act(game, "north warm")
    assert deeds(program) == [Pause()]
    assert screen.handle(screen.keys["escape"]) == GoOn()
    assert not game.paused
    assert deeds(program) == [Pause(), Resume()]


def test_while_paused_the_game_is_the_menu(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    menu(program).handle(PauseGame())
    screen = next_screen(program)
    assert isinstance(screen, Menu)
    assert "Paused" in texts(drawn(screen)).split("\n")
    assert PauseGame() not in commands(drawn(screen))


def test_a_game_left_while_paused_is_found_paused(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    menu(program).handle(PauseGame())
    program.leave()
    program.go_on(program.saved()[0].path)
    assert isinstance(next_screen(program), Menu)


# Notes


def test_a_note_is_kept_and_the_menu_is_there_again(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    answer = menu(program).handle(OpenNote())
    assert isinstance(answer, Push)
    screen = answer.screen
    assert isinstance(screen, WriteNote)
    screen.handle(TypeText(" They whisper "))
    assert screen.handle(screen.keys["enter"]) == Pop()
    (line,) = tiny_program.hot_seat(program).game.lines
    assert (line.action, line.note) == (Note(), "They whisper")
    assert program.toast


def test_an_empty_note_is_not_kept(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    screen = WriteNote(program)
    screen.handle(TypeText("  "))
    assert screen.handle(KeepNote()) is None
    assert screen.handle(GoBack()) == Pop()
    assert (deeds(program), program.toast) == ([], "")


def test_a_note_that_can_not_be_kept_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise RecordError("unwritten", reason="No space left on device")

    program = tiny_program.playing(tmp_path)
    monkeypatch.setattr(tiny_program.hot_seat(program).game, "_keep", full)
    screen = WriteNote(program)
    screen.handle(TypeText("Kept?"))
    answer = screen.handle(KeepNote())
    assert isinstance(answer, Push)
    assert "No space left on device" in texts(drawn(answer.screen))
    assert not program.toast
    assert screen.typing.text == "Kept?"
    monkeypatch.undo()
    assert answer.screen.handle(ChooseWay("again")) == Then((Pop(), Pop()))
    assert [line.note for line in tiny_program.hot_seat(program).game.lines] == ["Kept?"]


# Stepping back


def test_stepping_back_asks_first_and_takes_the_last_decision_back(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = tiny_program.hot_seat(program).game
    tiny_program.act(game, "north warm", "south cool")
    before = game.moments[1].state
    question = asked(menu(program), StepBack())
    assert deeds(program)[-1] != Rewind(1)
    assert question.handle(Agree()) == Then((Pop(), GoOn()))
    assert deeds(program)[-1] == Rewind(1)
    assert game.state == before


def test_stepping_back_again_goes_further(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = tiny_program.hot_seat(program).game
    tiny_program.act(game, "north warm", "south cool")
    for _ in range(2):
        asked(menu(program), StepBack()).handle(Agree())
    assert game.state == game.moments[0].state
    assert menu(program).handle(StepBack()) is None


def test_what_a_bot_decided_since_is_taken_back_too(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"south": "uniform"})
    game = tiny_program.hot_seat(program).game
    tiny_program.act(game, "north warm", "south cool")
    asked(menu(program), StepBack()).handle(Agree())
    assert game.state == game.moments[0].state


def test_with_two_teams_the_curtain_falls_after_a_step_back(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.seat("north")
    tiny_program.act(hot_seat.game, "north warm")
    asked(menu(program), StepBack()).handle(Agree())
    assert hot_seat.next_step().kind == "curtain"


def test_news_that_come_again_after_a_step_back_are_told_again(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"south": "uniform"})
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north warm", "south cool")
    hot_seat.fire("storm")
    assert hot_seat.next_story("north") == Step("news", "north", "storm")
    hot_seat.mark_story_read("north")
    assert hot_seat.next_story("north") is None
    hot_seat.step_back()
    assert hot_seat.next_story("north") is None
    tiny_program.act(hot_seat.game, "north cool")
    hot_seat.fire("storm")
    assert hot_seat.next_story("north") == Step("news", "north", "storm")


# Injects


def test_the_list_of_injects_is_shown_only_after_asking(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    answer = asked(menu(program), OpenInjects()).handle(Agree())
    assert isinstance(answer, Then)
    push = answer.answers[1]
    assert isinstance(push, Push)
    assert isinstance(push.screen, Injects)


def test_an_inject_is_chosen_read_and_fired(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    screen = Injects(program)
    page = texts(drawn(screen))
    for shown in ("The storm", "The thaw", "Ask who had shut the windows.", "Roofs fly."):
        assert shown in page
    screen.handle(ChooseInject("thaw"))
    assert "The ice breaks." in texts(drawn(screen))
    assert screen.handle(FireChosenInject()) == GoOn()
    assert [str(deed) for deed in deeds(program)] == ["facilitator: inject thaw"]


def test_the_list_of_injects_tells_when_each_comes_by_itself(tmp_path: Path) -> None:
    rules = """
injects:
  storm: {name: The storm, at: 1}
  thaw: {name: The thaw, when: trust >= 60}
  flood: {name: The flood}
phases:
  news: {kind: injects, name: News}
  deeds: {kind: actions, menus: [deeds], order: alternate}
stages: {main: {phases: [deeds, news]}}
"""
    program = tiny_program.playing(tmp_path, text=rules)
    screen = Injects(program)
    page = texts(drawn(screen))
    for told in ("Turn 1", "On a condition", "By hand only"):
        assert told in page
    assert "It comes by itself on turn 1, in “News”." in " ".join(page.split())
    screen.handle(ChooseInject("thaw"))
    page = " ".join(texts(drawn(screen)).split())
    assert "It comes by itself in “News”, whenever it can." in page
    assert "Needs trust at 60 or more." in page
    tiny_program.act(tiny_program.hot_seat(program).game, "north pass", "south pass")
    assert "It has happened." in texts(drawn(screen))
    assert "Turn 1" not in texts(drawn(screen))


def test_an_inject_is_held_back_and_released_and_the_list_says_so(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=tiny_program.COMING)
    screen = Injects(program)
    assert "Hold it back" in texts(drawn(screen))
    screen.handle(ChooseInject("thaw"))
    assert screen.handle(screen.keys["h"]) == Then(())
    page = " ".join(texts(drawn(screen)).split())
    for shown in ("Release it", "Held back", "it doesn’t come by itself until it is released."):
        assert shown in page
    assert "Hold it back" not in page
    screen.handle(ChooseInject("storm"))
    assert "Hold it back" in texts(drawn(screen))
    screen.handle(ChooseInject("thaw"))
    assert screen.handle(HoldChosenInject()) == Then(())
    assert "Held back" not in texts(drawn(screen))
    did = ["facilitator: hold thaw", "facilitator: release thaw"]
    assert [str(deed) for deed in deeds(program)] == did


def test_a_held_inject_still_happens_when_the_facilitator_wants_it(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    screen = Injects(program)
    screen.handle(HoldChosenInject())
    assert screen.handle(FireChosenInject()) == GoOn()
    assert "It has happened." in texts(drawn(screen))
    assert tiny_program.hot_seat(program).view("facilitator").held == {"storm"}


def test_holding_an_inject_leaves_what_a_side_has_selected(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    selection = hot_seat.selection("north")
    Injects(program).handle(HoldChosenInject())
    assert hot_seat.selection("north") is selection


def test_what_does_not_come_by_itself_is_not_to_be_held_back(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=tiny_program.COMING)
    screen = Injects(program)
    for inject in ("flood", "quake"):
        screen.handle(ChooseInject(inject))
        assert "Hold it back" not in texts(drawn(screen)), inject
        assert "h" not in screen.keys
    screen.handle(ChooseInject("storm"))
    assert "h" in screen.keys
    screen.handle(screen.keys["h"])
    tiny_program.hot_seat(program).fire("storm")
    assert "Release it" in texts(drawn(screen)), "what is held can be released whatever happened"


def test_the_list_tells_what_can_still_come_and_whether_its_condition_holds(tmp_path: Path) -> None:
    rules = tiny_program.COMING.replace("when: trust >= 60", "when: trust >= 59 and turn >= 2")
    program = tiny_program.playing(tmp_path, text=rules)
    screen = Injects(program)
    assert "On a condition, turns 2 to 3" in " ".join(texts(drawn(screen)).split())
    screen.handle(ChooseInject("thaw"))
    page = " ".join(texts(drawn(screen)).split())
    assert "Possible from now on: turns 2 to 3." in page
    assert "That is not so now." in page
    game = tiny_program.hot_seat(program).game
    tiny_program.act(game, "north warm", "south warm", "north warm")
    page = " ".join(texts(drawn(screen)).split())
    assert "That is so now." in page
    assert "On a condition, which holds now" in page
    assert "turns 2 to 3" not in page


def test_in_a_game_of_version_1_no_inject_can_be_held_back(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    game = tiny_program.hot_seat(program).game
    game.rules = evolve(game.rules, version=1)
    screen = Injects(program)
    assert "Hold it back" not in texts(drawn(screen))
    assert "h" not in screen.keys
    assert screen.handle(HoldChosenInject()) is None
    assert "version 1" in program.toast
    assert deeds(program) == []


def test_no_inject_is_on_offer_once_the_game_is_over(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path)
    tiny_program.finish(tiny_program.hot_seat(program).game)
    assert menu(program).handle(OpenInjects()) is None
    assert Injects(program).handle(FireChosenInject()) is None
    assert program.toast


def test_a_scenario_without_injects_offers_none(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text="turns: 3")
    assert OpenInjects() not in commands(drawn(menu(program)))


def test_without_a_game_the_menu_offers_nothing_of_a_game(tmp_path: Path) -> None:
    screen = menu(tiny_program.program(tmp_path))
    offered = set(screen.keys.values())
    assert offered == {CloseMenu(), OpenSettings(), OpenKeys(), LeaveGame(), QuitProgram()}
    for command in offered:
        answer = screen.handle(command)
        if isinstance(answer, Push):
            drawn(answer.screen)


# Leaving


def test_a_saved_game_is_left_at_once(tmp_path: Path) -> None:
    screen = menu(tiny_program.playing(tmp_path))
    assert screen.handle(LeaveGame()) == Home()
    assert screen.handle(QuitProgram()) == Quit()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_can_look_into_the_folder_of_saved_games(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        program = tiny_program.playing(tmp_path)
    finally:
        os.umask(before)
    (saved,) = program.games.iterdir()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (program.games, saved)] == [0o700, 0o600]


def test_settings_and_keys_lie_above_the_menu(tmp_path: Path) -> None:
    screen = menu(tiny_program.playing(tmp_path))
    for command in (OpenSettings(), OpenKeys()):
        answer = screen.handle(command)
        assert isinstance(answer, Push)
        assert isinstance(answer.screen, Options)


# A bot that thinks meanwhile


class Still:
    """A screen of a game, for a window in which nothing is drawn."""

    name = "still"
    keys = tiny_program.Empty.keys

    def draw(self, page: Page) -> None:
        """Nothing."""

    def handle(self, command: Command) -> None:
        """Nothing."""


def window(program: Program, monkeypatch: pytest.MonkeyPatch) -> tuple[App, Event]:
    """A window on a game whose bot has begun to think, and goes on once the event is set."""
    ready, hot_seat = Event(), tiny_program.hot_seat(program)
    think = hot_seat.think
    for side in hot_seat.people:
        hot_seat.mark_papers_read(side)

    def slowly(asking: DecisionRequest) -> Move:
        ready.wait(10)
        return think(asking)

    monkeypatch.setattr(hot_seat, "think", slowly)
    app = App(program, Still(), lambda _: Still(), (1280, 720))
    app.go_on()
    return app, ready


def test_what_a_bot_thinks_of_is_done_while_the_menu_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path, {"north": "uniform"})
    app, ready = window(program, monkeypatch)
    screen = menu(program)
    app.answer(Push(screen))
    ready.set()
    app.settle(5)
    assert (len(deeds(program)), app.screen) == (1, screen)
    below = app.stack[1]
    app.answer(Pop())
    assert app.screen is not below, "it shows the game as it stands now"


def test_what_a_bot_thought_of_before_a_pause_is_done_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path, {"north": "uniform"})
    app, ready = window(program, monkeypatch)
    app.answer(Push(menu(program)))
    app.do(PauseGame())
    ready.set()
    app.settle(5)
    assert (deeds(program), program.toast) == ([Pause()], "")
    app.answer(menu(program).handle(CloseMenu()))
    app.settle(5)
    assert len(deeds(program)) == 3


def test_what_a_bot_thought_of_in_another_game_is_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path, {"north": "uniform"})
    app, ready = window(program, monkeypatch)
    app.answer(Push(menu(program)))
    app.answer(Home())
    program.begin(tiny_program.book(tmp_path), {"north": ME, "south": ME}, 2)
    app.answer(GoOn())
    ready.set()
    app.settle(5)
    assert deeds(program) == []


# How it looks


def test_the_list_of_injects_says_whom_each_asks_and_how(tmp_path: Path) -> None:
    asking = (
        "{name: The letter, ask: [south, north], answers: {yes_: {name: Agree}, no_: {name: No}}"
    )
    rules = f"""
injects:
  one: {asking.replace("[south, north]", "south")}}}
  turns: {asking}}}
  both: {asking}, reveal: together}}
"""
    program = tiny_program.playing(tmp_path, text=rules)
    screen = Injects(program)
    for inject, told in (
        ("one", "South is asked: Agree or No."),
        ("turns", "South and North are asked, one after the other: Agree or No."),
        ("both", "South and North are asked, and answer unseen: Agree or No."),
    ):
        screen.handle(ChooseInject(inject))
        assert told in " ".join(texts(drawn(screen)).split())
