"""Hosting a room from the window: what is chosen and shown, and what is asked before it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import copy

import pytest
from drawing import commands, texts

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from room_scenes import ADDRESSES, ShownRoom, announced  # noqa: E402
from stage import Stage, draw, press, want  # noqa: E402

from game.cli.hosting import host as host_command  # noqa: E402
from game.ui.page.commands import GoBack, QuitProgram  # noqa: E402
from game.ui.page.page import Page  # noqa: E402
from game.ui.page.screen import Push  # noqa: E402
from game.ui.program.library import OwnScenarios, PlayableScenario  # noqa: E402
from game.ui.program.program import Program  # noqa: E402
from game.ui.screens.ask import Agree, Decline  # noqa: E402
from game.ui.screens.host import host_setup  # noqa: E402
from game.ui.screens.host.host_commands import (  # noqa: E402
    ChooseHosted,
    EndRoom,
    HostRoom,
    LookForNetworks,
    MoreTables,
    OpenConsole,
    OpenRoomAgain,
    OpenWall,
    SetAddress,
    SetRoomLanguage,
    SetTables,
)
from game.ui.screens.host.host_setup import HostSetup  # noqa: E402
from game.ui.screens.host.hosted_room import HostedRoom  # noqa: E402
from game.ui.screens.setup.setup_commands import GiveSeat  # noqa: E402
from game.ui.screens.title.title_commands import OpenHosting  # noqa: E402
from game.ui.shell.app import App  # noqa: E402


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "games")


def page_of(app: App) -> Page:
    draw(app)
    assert app.page is not None
    return app.page


def read(app: App) -> str:
    """All that stands on the screen on top."""
    return texts(page_of(app))


def setup(stage: Stage) -> tuple[App, HostSetup]:
    app = stage.app()
    screen = HostSetup(app.program, stage.book(), lambda: ADDRESSES)
    app.answer(Push(screen))
    return app, screen


def hosted(stage: Stage, shown: ShownRoom) -> App:
    app = stage.app()
    app.program.room = shown
    app.answer(Push(HostedRoom(app.program, stage.book(), ())))
    return app


def test_the_title_leads_to_a_room_of_the_scenario_that_is_chosen(stage: Stage) -> None:
    app = press(stage.app(), "right", "h")
    assert isinstance(app.screen, HostSetup)
    assert app.screen.plan.scenario == str(app.program.scenarios[1].path)
    press(app, "escape")
    want(app, OpenHosting())
    assert app.screen.name == "host"


def test_what_is_chosen_is_what_the_command_is_given(stage: Stage) -> None:
    app, screen = setup(stage)
    path, first = str(stage.book().path), ADDRESSES[0].address
    assert screen.plan.arguments() == (
        "--tables=1", "--language=en", f"--address={first}", "--", path,
    )  # fmt: skip
    want(
        app, SetTables(11), MoreTables(), SetRoomLanguage("fr"),
        SetAddress(""), GiveSeat("china", "uniform"),
    )  # fmt: skip
    assert screen.plan.arguments() == (
        "--tables=12", "--seat=china=uniform", "--language=fr", "--", path,
    )  # fmt: skip
    want(app, MoreTables(), ChooseHosted(1))
    assert screen.plan.tables == 1
    assert "--seat=china=uniform" not in screen.plan.arguments()
    assert screen.plan.language == "fr"


def test_a_scenario_without_the_language_is_hosted_in_its_own(stage: Stage, tmp_path: Path) -> None:
    copy(ROOT / "tests" / "scenarios" / "leaders-meeting.yaml", tmp_path)
    app, screen = setup(stage)
    app.program.scenarios.extend(OwnScenarios(tmp_path).read())
    want(app, SetRoomLanguage("fr"))
    assert screen.plan.language == "fr"
    hosted = [each for each in app.program.scenarios if isinstance(each, PlayableScenario)]
    want(app, ChooseHosted(len(hosted) - 1))
    assert screen.plan.language == "en"


def test_the_window_offers_as_many_tables_as_the_command_takes() -> None:
    assert host_setup.MOST_TABLES == host_command.MOST_TABLES


def test_networks_are_listed_and_looked_for_again(stage: Stage) -> None:
    lists = [(), ADDRESSES]
    app = stage.app()
    app.answer(Push(HostSetup(app.program, stage.book(), lambda: lists.pop(0))))
    assert "This computer isn’t on any network" in read(app).replace("\n", " ")
    want(app, LookForNetworks())
    said = read(app)
    assert "10.0.0.4 (vEthernet (Default Switch))" in said
    assert "on any network" not in said


def test_opening_starts_the_command_and_shows_the_room_once_it_listens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Sequence[str]] = []
    shown = ShownRoom("opening", None)

    def host(program: Program, arguments: Sequence[str]) -> None:
        begun.append(arguments)
        program.room = shown

    monkeypatch.setattr(Program, "host", host)
    app, screen = setup(stage)
    plan = screen.plan
    press(app, "enter")
    assert begun == [plan.arguments()]
    assert "opening" in read(app)
    shown.stage, shown.room = "open", announced(stage)
    app.dirty = False
    app.woken()
    assert app.dirty
    said = read(app)
    for each in ("7KQXW4", "http://192.168.178.126:8765", "NHFC-QSQA-5TRM", "China, Premier"):
        assert each in said


def test_a_room_that_only_this_computer_reaches_has_no_picture_to_scan(stage: Stage) -> None:
    white = (255, 255, 255)
    shares = []
    for alone in (False, True):
        app = hosted(stage, ShownRoom("open", announced(stage, alone=alone)))
        surface = draw(app)
        places = [(x, y) for x in range(0, 1280, 4) for y in range(0, 720, 4)]
        shares.append(sum(surface.get_at(place)[:3] == white for place in places) / len(places))
    assert shares[0] > 0.05
    assert shares[1] < 0.01


def test_console_and_wall_open_in_a_browser_and_where_there_is_none_the_address_is_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_page(url: str) -> bool:
        opened.append(url)
        return len(opened) < 3

    monkeypatch.setattr("webbrowser.open", open_page)
    app = hosted(stage, ShownRoom("open", announced(stage)))
    press(app, "enter")
    _wait_for(lambda: len(opened) == 1)
    want(app, OpenWall())
    _wait_for(lambda: len(opened) == 2)
    assert [url.rpartition("/")[2] for url in opened] == ["console", "wall"]
    want(app, OpenConsole())
    _wait_for(lambda: bool(app.program.notice))
    assert opened[-1] in app.program.notice


def _wait_for(happens: object) -> None:
    assert callable(happens)
    for _ in range(500):
        if happens():
            return
        time.sleep(0.01)
    raise AssertionError


def test_a_room_ends_only_after_a_question_and_can_be_opened_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ShownRoom("open", announced(stage))
    app = hosted(stage, shown)
    press(app, "escape")
    assert app.screen.name == "ask"
    want(app, Decline())
    assert app.program.hosts
    want(app, EndRoom(), Agree())
    assert shown.stage == "ended"
    assert shown.room is not None
    assert app.screen.name == "room"
    begun: list[Sequence[str]] = []
    monkeypatch.setattr(Program, "host", lambda _program, arguments: begun.append(arguments))
    want(app, OpenRoomAgain())
    assert begun == [(f"--continue={shown.room.folder}",)]
    want(app, GoBack())
    assert app.screen.name == "title"
    assert app.program.room is None


def test_closing_the_window_asks_first_while_a_room_is_open(stage: Stage) -> None:
    shown = ShownRoom("open", announced(stage))
    app = hosted(stage, shown)
    for _ in range(2):
        press(app, "ctrl-q")
        assert (app.screen.name, app.running) == ("ask", True)
        assert len(app.stack) == 3
    want(app, Decline())
    assert app.running
    press(app, "ctrl-q")
    want(app, Agree())
    assert not app.running
    assert shown.stage == "ended"


def test_where_no_room_is_open_closing_asks_nothing(stage: Stage) -> None:
    for shown in (ShownRoom("ended", announced(stage)), ShownRoom("failed", None, "no")):
        app = hosted(stage, shown)
        press(app, "ctrl-q")
        assert not app.running
    app = want(stage.app(), QuitProgram())
    assert not app.running


def test_a_room_that_cant_open_says_why_and_is_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = hosted(stage, ShownRoom("failed", None, "the disk is full"))
    assert "The reason: the disk is full" in read(app)
    begun: list[Sequence[str]] = []
    monkeypatch.setattr(Program, "host", lambda _program, arguments: begun.append(arguments))
    press(app, "enter")
    assert begun == [()]


def test_a_process_that_cant_be_started_is_a_room_that_cant_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def host(_program: Program, _arguments: Sequence[str]) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(Program, "host", host)
    app, _ = setup(stage)
    want(app, HostRoom())
    assert "The reason: Cannot allocate memory" in read(app)
    assert OpenRoomAgain() in commands(page_of(app))


def test_what_is_pressed_twice_while_a_room_opens_starts_no_second_one(stage: Stage) -> None:
    shown = ShownRoom("opening", None)
    app = hosted(stage, shown)
    want(app, OpenRoomAgain(), OpenConsole())
    assert app.program.room is shown
    press(app, "escape")
    assert shown.stage == "ended"
