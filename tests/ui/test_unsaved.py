"""Nothing is lost unasked: games that can't be saved, that go on unsaved, that are left unsaved."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import drawn, texts

from game.model.players import ME
from game.session.records.file import RecordFile, read_file
from game.session.records.record import RecordError, RecordLine
from game.session.records.saved import Saving
from game.ui.page.commands import GoBack
from game.ui.page.events import Closed, KeyPress, intent_of
from game.ui.page.screen import Answer, GoOn, Home, Pop, Push, Quit, Then
from game.ui.program.program import Program
from game.ui.program.settings import Settings
from game.ui.screens.board.board_commands import ConfirmPicks, PickAction
from game.ui.screens.game_control import change_game
from game.ui.screens.looking_back.debrief_commands import PlayAgain
from game.ui.screens.looking_back.over import Over
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import OpenSaving
from game.ui.screens.next_screen import next_screen
from game.ui.screens.save_file import ChooseWay, SaveFileNow
from game.ui.screens.unsaved import SaveGame, UnsavedGame, before_leaving, unsaved
from game.ui.shell.app import App

FULL = RecordError("unwritten", reason="No space left on device")
BOTH = {"north": ME, "south": ME}


def app_of(program: Program) -> App:
    app = App(program, tiny_program.Empty(), next_screen, (1024, 640))
    app.go_on()
    return app


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """One at which a game is played that is not saved, though something was decided."""
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.stop_saving()
    tiny_program.act(hot_seat.game, "north warm")
    hot_seat.mark_all_read()
    return program


@pytest.fixture
def blocked(tmp_path: Path) -> Program:
    """One whose folder of games can't be written."""
    program = tiny_program.program(tmp_path)
    program.games.write_text("a file where a folder should be", encoding="utf-8")
    program.begin(tiny_program.book(tmp_path), BOTH, 1)
    return program


def saving(program: Program) -> Saving:
    found = tiny_program.hot_seat(program).saving
    assert found is not None
    return found


def save_in(app: App, path: Path) -> None:
    """Somebody types a path and presses Enter, and Enter once more to go on."""
    assert isinstance(app.screen, SaveGame)
    app.screen.typing.clear(str(path))
    app.do(SaveFileNow())
    assert app.screen.trouble == ""
    app.do(GoBack())


# At the start


def test_a_game_that_can_not_be_saved_says_so_once_over_its_first_screen(
    blocked: Program, tmp_path: Path
) -> None:
    app = app_of(blocked)
    assert app.screen.name == "unsaved"
    assert str(tmp_path / "games")[-20:] in texts(drawn(app.screen)).replace("\n", "")
    app.do(app.screen.keys["escape"])
    assert app.screen.name == "situation"
    app.go_on()
    assert app.screen.name == "situation"


def test_it_can_be_saved_elsewhere_at_once(blocked: Program, tmp_path: Path) -> None:
    app = app_of(blocked)
    app.do(app.screen.keys["enter"])
    save_in(app, tmp_path / "other")
    assert app.screen.name == "situation"
    tiny_program.act(tiny_program.hot_seat(blocked).game, "north warm")
    assert len(read_file(tmp_path / "other.game").lines) == 1


def test_who_does_not_want_another_place_after_all_is_asked_again(blocked: Program) -> None:
    app = app_of(blocked)
    app.do(app.screen.keys["enter"])
    app.do(app.screen.keys["escape"])
    assert app.screen.name == "unsaved"


# After a decision


def test_what_a_full_disk_refuses_is_saved_elsewhere_and_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    app = app_of(program)

    def full(_file: RecordFile, _line: RecordLine) -> None:
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(RecordFile, "append", full)
        app.do(PickAction("warm"))
        app.do(ConfirmPicks())
    app.do(ChooseWay("save"))
    save_in(app, tmp_path / "other.game")
    assert [str(line.action) for line in hot_seat.game.lines] == ["north: warm"]
    assert len(read_file(tmp_path / "other.game").lines) == 1
    assert app.screen.name == "curtain"


def test_another_copy_at_the_same_record_is_named_and_room_is_not_asked_for(
    program: Program,
) -> None:
    question = unsaved(program, None, RecordError("changed"), Pop())
    told = " ".join(texts(drawn(question)).split())
    assert "Another copy of the program is writing to the same record" in told
    assert "Make room" not in told
    assert ChooseWay("again") not in question.keys.values()
    assert ChooseWay("save") in question.keys.values()


def test_what_a_trainer_does_is_asked_about_too(program: Program) -> None:
    refused = [FULL, None]

    def act() -> None:
        error = refused.pop(0)
        if error is not None:
            raise error

    answer = change_game(program, act)
    assert isinstance(answer, Push)
    assert answer.screen.handle(ChooseWay("again")) == Then((Pop(), GoOn()))


# Leaving


@pytest.mark.parametrize("answer", [Home(), Quit()])
def test_an_unsaved_game_is_left_after_asking(program: Program, answer: Answer) -> None:
    app = app_of(program)
    app.answer(Push(Menu(program, app.screen)))
    app.answer(answer)
    assert app.screen.name == "unsaved"
    app.answer(answer)
    assert [screen.name for screen in app.stack].count("unsaved") == 1
    app.do(ChooseWay("stay"))
    assert app.screen.name == "menu"
    assert app.running
    app.answer(answer)
    app.do(ChooseWay("leave"))
    assert (program.hot_seat is None) == isinstance(answer, Home)
    assert app.running == isinstance(answer, Home)


def test_closing_the_window_asks_and_saving_then_closes_it(
    program: Program, tmp_path: Path
) -> None:
    app = app_of(program)
    app.take(Closed())
    assert app.running
    app.do(app.screen.keys["enter"])
    save_in(app, tmp_path / "kept")
    assert not app.running
    assert len(read_file(tmp_path / "kept.game").lines) == 1


def test_a_game_that_is_saved_or_not_begun_is_left_at_once(
    tmp_path: Path, blocked: Program
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for program in (tiny_program.playing(other), blocked):
        app = app_of(program)
        app.take(Closed())
        assert not app.running
    kept = tiny_program.program(other)
    assert before_leaving(kept, None, Quit()) == Quit()


def test_playing_again_asks_before_the_last_game_is_lost(program: Program) -> None:
    tiny_program.finish(tiny_program.hot_seat(program).game)
    answer = Over(program).handle(PlayAgain())
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, UnsavedGame)


def test_ctrl_q_closes_the_window_and_alt_gr_q_types_a_letter() -> None:
    def pressed(mod: int, unicode: str = "") -> object:
        values = {"key": pygame.K_q, "mod": mod, "unicode": unicode}
        return intent_of(pygame.event.Event(pygame.KEYDOWN, values))

    assert pressed(pygame.KMOD_LCTRL) == Closed()
    assert pressed(pygame.KMOD_LCTRL | pygame.KMOD_RALT, "@") != Closed()
    assert pressed(0, "q") == KeyPress("q", "q")


# Saving by hand


def test_the_menu_of_an_unsaved_game_offers_to_save_it(program: Program, tmp_path: Path) -> None:
    app = app_of(program)
    app.answer(Push(Menu(program, app.screen)))
    app.do(app.screen.keys["w"])
    save_in(app, tmp_path / "kept.game")
    assert app.screen.name == "menu"
    assert "w" not in app.screen.keys
    assert OpenSaving() not in app.screen.keys.values()
    assert not saving(program).loses


def test_a_name_that_is_taken_and_a_folder_that_is_not_there_are_told(
    program: Program, tmp_path: Path
) -> None:
    screen = SaveGame(program, saving(program))
    (tmp_path / "taken.game").write_text("mine", encoding="utf-8")
    for path, word in ((tmp_path / "taken.game", "taken.game"), (tmp_path / "no" / "a", "no")):
        screen.typing.clear(str(path))
        screen.handle(SaveFileNow())
        assert screen.saved is None
        assert word in screen.trouble
    assert (tmp_path / "taken.game").read_text(encoding="utf-8") == "mine"


def test_settings_that_can_not_be_kept_say_where(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file", encoding="utf-8")
    program = Program(Settings(language="en"), tmp_path / "config" / "settings.json", tmp_path)
    program.change(text=140)
    assert str(tmp_path / "config")[-20:] in program.notice
    program.notice = ""
    program.change(text=160)
    assert program.notice == "", "once"
