"""After the end: playing again, the report and where it is saved, and the menu."""

from __future__ import annotations

import errno
from html.parser import HTMLParser
from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import SIZES, commands, drawn, misfits, texts

from game.model.decisions import Decision
from game.model.players import ME, UNIFORM
from game.presenter.debrief.debrief import debrief_of
from game.presenter.report.file import file_name, write_report
from game.presenter.report.report import report
from game.session.records.recorded_actions import Note
from game.ui.page.commands import GoBack, LeaveGame
from game.ui.page.screen import GoOn, Pop, Push, Replace
from game.ui.program.program import Program
from game.ui.screens.ask import Agree
from game.ui.screens.looking_back.afterwards import Again
from game.ui.screens.looking_back.debrief_commands import (
    AgainCommand,
    ChangeSeats,
    OpenReplay,
    OpenReport,
    OverCommand,
    PlayAgain,
    PlayFresh,
    PlaySame,
    SwitchTab,
)
from game.ui.screens.looking_back.over import Over, SaveReport
from game.ui.screens.menu.menu import Menu
from game.ui.screens.menu.menu_commands import PauseGame, StepBack
from game.ui.screens.next_screen import next_screen
from game.ui.screens.save_file import ChooseFolder, SaveFileNow
from game.ui.screens.setup.setup import Setup
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat
from game.ui.shell.app import App
from game.ui.widgets.entry import TypeText


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.ended(tmp_path)


def saving(program: Program) -> SaveReport:
    return SaveReport(program, debrief_of(tiny_program.hot_seat(program)), tiny_program.Empty())


# Getting there


@pytest.mark.parametrize(
    ("key", "command", "screen"), [("a", PlayAgain(), Again), ("r", OpenReport(), SaveReport)]
)
def test_both_are_reached_by_key_and_by_mouse(
    program: Program, key: str, command: OverCommand, screen: type
) -> None:
    over = Over(program)
    assert over.keys[key] == command
    for width, height, text in SIZES:
        assert command in commands(drawn(over, (width, height), text))
    answer = over.handle(command)
    assert isinstance(answer, Push)
    assert isinstance(answer.screen, screen)


def test_where_words_have_no_room_signs_stand_for_them(program: Program) -> None:
    over = Over(program)
    page = drawn(over)
    words = [type(each).__name__ for each in over._leave(page, 2000)]
    assert words == ["Button"] * 4
    for room, signs in ((420, 2), (0, 3)):
        found = over._leave(page, room)
        names = [type(each).__name__ for each in found]
        assert names == ["SignButton"] * signs + ["Button"] * (4 - signs), room
        assert [each.command for each in found] == [
            LeaveGame(), PlayAgain(), OpenReport(), OpenReplay(),
        ]  # fmt: skip


def test_from_the_overview_escape_opens_the_menu_which_steps_back_into_the_game(
    program: Program,
) -> None:
    over, hot_seat = Over(program), tiny_program.hot_seat(program)
    over.handle(SwitchTab("tracks"))
    over.handle(over.keys["escape"])
    answer = over.handle(over.keys["escape"])
    assert isinstance(answer, Push)
    menu = answer.screen
    assert isinstance(menu, Menu)
    assert PauseGame() not in commands(drawn(menu))
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.stack += [over, menu]
    app.do(StepBack())
    app.do(Agree())
    assert hot_seat.state.to_move
    assert app.screen.name == "curtain"


# Playing again


def test_playing_again_keeps_scenario_and_seats_and_draws_another_seed(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"south": UNIFORM})
    before = tiny_program.hot_seat(program)
    tiny_program.finish(before.game)
    again = Again(program)
    assert again.keys["enter"] == PlayFresh()
    assert again.handle(PlayFresh()) == GoOn()
    after = tiny_program.hot_seat(program)
    assert after is not before
    assert after.seats == {"north": ME, "south": UNIFORM}
    assert after.game.rules.scenario.id == before.game.rules.scenario.id
    assert (after.game.lines, after.game.moments[0].state.seed == 1) == ([], False)
    assert after.saving is not None
    assert before.saving is not None
    assert after.saving.path != before.saving.path


def test_the_same_luck_is_the_same_seed(program: Program) -> None:
    start = tiny_program.hot_seat(program).game.moments[0].state
    again = Again(program)
    assert f"Seed {start.seed}" in texts(drawn(again))
    assert again.handle(again.keys["s"]) == GoOn()
    assert tiny_program.hot_seat(program).game.moments[0].state == start


def test_a_game_gone_on_with_can_be_played_again_without_its_scenario(tmp_path: Path) -> None:
    program = lookedback.ended(tmp_path)
    path = program.saved()[0].path
    program.leave()
    (tmp_path / "tiny.yaml").unlink()
    program.go_on(path)
    assert Again(program).handle(PlayFresh()) == GoOn()
    assert tiny_program.hot_seat(program).state.turn == 1


def test_a_game_that_is_saved_no_more_can_be_played_again(program: Program) -> None:
    tiny_program.hot_seat(program).stop_saving()
    assert Again(program).handle(PlayFresh()) == GoOn()


def test_others_may_play_with_the_seats_as_they_were_at_first(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, {"south": UNIFORM})
    answer = Again(program).handle(ChangeSeats())
    assert isinstance(answer, Replace)
    assert isinstance(answer.screen, Setup)
    assert answer.screen._seats == {"north": ME, "south": UNIFORM}
    answer.screen.handle(GiveSeat("south", ME))
    assert answer.screen.handle(BeginGame()) == GoOn()
    assert tiny_program.hot_seat(program).people == ("north", "south")


def test_what_can_not_be_played_again_is_said_and_nothing_is_lost(program: Program) -> None:
    hot_seat = tiny_program.hot_seat(program)

    def gone() -> None:
        raise OSError(errno.EIO, "Input/output error")

    hot_seat.scenario_files = gone  # type: ignore[assignment]
    ways: tuple[AgainCommand, ...] = (PlayFresh(), PlaySame(), ChangeSeats())
    for command in ways:
        assert Again(program).handle(command) is None
        assert "from the title" in program.toast
    assert program.hot_seat is hot_seat
    assert Again(program).handle(GoBack()) == Pop()


# The report


class _Read(HTMLParser):
    """The texts of a page, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())


def test_the_report_tells_all_that_is_open_after_the_end(program: Program) -> None:
    game = tiny_program.hot_seat(program).game
    game.do(Note(), "They smiled <a lot> & left.")
    told = _Read(report(debrief_of(tiny_program.hot_seat(program)))).texts
    for text in (
        "Outcome: Spring",
        "The ice breaks.",
        "North: 48",
        "Par 30 · 18 above.",
        "What it cost: −the heat",
        "What was agreed: The pact",
        "Some wood",
        "Left on the table",
        "3. Offer 2",
        "The North said why: “Half is enough.”",
        "6. Hide wood",
        "Turn 1, Monday",
        "They smiled <a lot> & left.",
        "Nobody had shut the windows¹.",
        "1. The ice gazette, 2 January 2025",
        "Shut windows",
    ):
        assert text in told, (text, told)
    assert "Random seed: 1" in told
    assert any(text.startswith("The heat: Cold") for text in told)


def test_the_report_speaks_the_language_that_is_spoken(program: Program) -> None:
    program.change(language="fr")
    page = report(debrief_of(tiny_program.hot_seat(program)))
    # The tiny scenario has no French: it is told in its own.
    assert '<html lang="en">' in page


def test_what_was_taken_back_is_not_told(tmp_path: Path) -> None:
    program = lookedback.begun(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    lookedback.one_turn(hot_seat)
    hot_seat.step_back()
    hot_seat.game.decide("south", hot_seat.asking("south").legal.moves[0])
    lookedback.finish(hot_seat)
    kept = [
        moment.line.action
        for moment in hot_seat.game.history()
        if moment.line is not None and isinstance(moment.line.action, Decision)
    ]
    assert all("scold" not in str(deed) for deed in kept)
    assert ". Scold" not in report(debrief_of(hot_seat))


def test_a_scenario_with_nothing_but_turns_has_a_report_too(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text="turns: 1")
    tiny_program.finish(tiny_program.hot_seat(program).game)
    _Read(report(debrief_of(tiny_program.hot_seat(program))))


# Saving it


def test_it_is_saved_beside_the_game_with_two_keys_and_says_where(program: Program) -> None:
    screen, game = saving(program), tiny_program.hot_seat(program).saving
    assert game is not None
    assert game.path is not None
    screen.handle(screen.keys["enter"])
    assert screen.saved == game.path.resolve().with_suffix(".html")
    assert screen.saved.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    told = texts(drawn(screen))
    assert screen.saved.name in told
    assert str(screen.saved.parent) in told.replace("\n", "")
    assert screen.handle(screen.keys["enter"]) == Pop()


def test_no_file_is_overwritten(program: Program) -> None:
    found = []
    for _ in range(3):
        screen = saving(program)
        screen.handle(SaveFileNow())
        assert screen.saved is not None
        found.append(screen.saved.name)
    stem = found[0].removesuffix(".html")
    assert found == [f"{stem}.html", f"{stem}-2.html", f"{stem}-3.html"]


def test_a_folder_or_a_path_can_be_chosen(program: Program, tmp_path: Path) -> None:
    screen = saving(program)
    screen.typing.clear(str(tmp_path))
    screen.handle(SaveFileNow())
    assert (
        screen.saved == (tmp_path / file_name(debrief_of(tiny_program.hot_seat(program)))).resolve()
    )
    screen = saving(program)
    screen.typing.clear(str(tmp_path / "debrief of monday"))
    screen.handle(SaveFileNow())
    assert screen.saved == (tmp_path / "debrief of monday.html").resolve()


def test_a_pill_leads_to_a_folder_and_keeps_the_name(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.save_file.report_folders", lambda: {"documents": tmp_path})
    screen = saving(program)
    assert {ChooseFolder("beside"), ChooseFolder("documents")} <= set(commands(drawn(screen)))
    screen.typing.clear("monday.html")
    screen.handle(ChooseFolder("documents"))
    assert screen.typing.text == str(tmp_path / "monday.html")
    screen.handle(ChooseFolder("nonsense"))
    assert screen.typing.text == str(tmp_path / "monday.html")


def test_a_game_that_is_not_saved_has_a_report_all_the_same(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.screens.save_file.report_folders", lambda: {"home": tmp_path})
    tiny_program.hot_seat(program).stop_saving()
    screen = saving(program)
    screen.handle(SaveFileNow())
    assert screen.saved == (tmp_path / "tiny.html").resolve()


def full(_file: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(program.games.iterdir())
    screen = saving(program)
    monkeypatch.setattr("os.fsync", full)
    screen.handle(SaveFileNow())
    assert screen.saved is None
    assert "No space left on device" in screen.trouble
    assert str(program.games.resolve())[-30:] in screen.trouble
    assert set(program.games.iterdir()) == before
    assert misfits(drawn(screen)) == []
    monkeypatch.undo()
    screen.handle(SaveFileNow())
    assert screen.saved is not None


@pytest.mark.parametrize("path", ["nowhere/report.html", "a-file/report.html", ""])
def test_where_it_can_not_be_written_a_sentence_says_so(
    program: Program, tmp_path: Path, path: str
) -> None:
    (tmp_path / "a-file").write_text("a file where a folder should be", encoding="utf-8")
    screen = saving(program)
    screen.typing.clear(str(tmp_path / path) if path else "  ")
    screen.handle(SaveFileNow())
    assert screen.saved is None
    assert screen.trouble
    page = drawn(screen)
    assert misfits(page) == []
    screen.handle(TypeText("x"))
    assert screen.trouble == ""
    assert screen.handle(GoBack()) == Pop()


def test_what_is_written_is_whole(tmp_path: Path) -> None:
    path = write_report(tmp_path / "r.html", "é")
    assert path.read_text(encoding="utf-8") == "é"
    assert [each.name for each in tmp_path.iterdir()] == ["r.html"]
    assert write_report(path, "è") == tmp_path / "r-2.html"
