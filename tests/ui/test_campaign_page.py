"""A campaign in the window: its page between the chapters, and its chapters played one by one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.bots.seats import make_bots
from game.cli import main
from game.model.decisions import Pass, Walk
from game.model.players import ME, UNIFORM
from game.model.refusals import Refusal
from game.session.campaign_save import CampaignGame, CampaignOnDisk, open_campaign_save
from game.session.driver import play
from game.ui.page.commands import LeaveGame
from game.ui.page.events import Click, KeyPress
from game.ui.page.screen import GoOn, Home, Quit
from game.ui.program.library import BrokenScenario, PlayableCampaign, open_playable
from game.ui.program.program import Program
from game.ui.program.settings import Settings
from game.ui.screens.campaign.campaign_screen import CampaignScreen
from game.ui.screens.campaign.chapter_path import LookBackAt, PlayChapter
from game.ui.screens.looking_back.debrief_commands import (
    ChangeSeats,
    PlayAgain,
    PlaySame,
    ReturnToCampaign,
)
from game.ui.screens.menu.menu_commands import StepBack
from game.ui.screens.saved_games.file_list import OpenGame
from game.ui.screens.saved_games.files import OpenFile
from game.ui.screens.title.title import Title
from game.ui.screens.title.title_commands import ContinueGame, OpenHosting, PlayScenario
from game.ui.shell.app import App
from game.ui.shell.start import make_app, make_program

CAMPAIGNS = Path(__file__).parent.parent / "campaigns"
BOTS = {"north": "n_soft", "south": "s_soft"}
KEYS = {"over": ("c",), "table": ("p",), "ask": ("y",), "board": ("1", "enter")}
"""What is pressed on a screen; Enter on every other."""


@pytest.fixture
def app(tmp_path: Path) -> App:
    """A window at the title, with the campaign of three talks on the shelf."""
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    for path in CAMPAIGNS.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    program = make_program(
        tmp_path / "games",
        Settings(language="en", motion=False, guided=False),
        [open_playable(tmp_path / "three-talks.yaml")],
    )
    return make_app(program)


def campaign_of(program: Program) -> CampaignGame:
    """The campaign that is played."""
    assert program.campaign is not None
    return program.campaign


def begin(app: App, seats: Mapping[str, str], chapters: int = 0) -> CampaignGame:
    """Begins the campaign, and has bots play some of its chapters."""
    playable = app.program.scenarios[0]
    assert isinstance(playable, PlayableCampaign)
    game = app.program.begin_campaign(playable, seats, 7)
    for _ in range(chapters):
        finish(app.program)
        app.program.leave()
    app.answer(GoOn())
    return game


def finish(program: Program) -> None:
    """Has bots play the chapter that comes now to its end."""
    hot_seat = program.play_chapter()
    play(hot_seat.game, make_bots(hot_seat.game.rules, {s: BOTS[s] for s in hot_seat.seats}, 1), {})


def press(app: App, *keys: str) -> None:
    """Presses keys, each on a drawn page."""
    for key in keys:
        app.draw(pygame.Surface(app.size))
        app.take(KeyPress(key))
        app.settle()


def click(app: App, command: object) -> None:
    """Clicks what asks for a command."""
    page = app.draw(pygame.Surface(app.size))
    (target,) = (each for each in page.targets if each.command == command)
    app.take(Click(target.rect.center))
    app.settle()


def test_a_campaign_is_played_by_keys_from_the_title_to_its_result(app: App) -> None:
    seen: list[str] = []
    for _ in range(400):
        name = app.screen.name
        if seen[-1:] != [name]:
            seen.append(name)
        campaign = app.program.campaign
        if name == "campaign" and campaign is not None and campaign.chapter is None:
            break
        press(app, *KEYS.get(name, ("enter",)))
    assert seen[:3] == ["title", "setup", "campaign"]
    game = campaign_of(app.program)
    over = sum(each.past.played for each in game.played)
    assert seen.count("campaign") == over + 1 >= 3
    page = app.draw(pygame.Surface(app.size))
    assert "The result of the campaign" in texts(page)
    assert all(figure is not None for figure in game.results)
    saved = app.program.saved()[0]
    assert isinstance(saved, CampaignOnDisk)
    assert saved.over
    press(app, "enter")
    assert app.screen.name == "title"
    assert app.program.campaign is None


def test_by_mouse_a_chapter_is_played_and_looked_back_at(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"}, 1)
    click(app, LookBackAt(1))
    assert app.screen.name == "over"
    assert app.program.is_looking_back
    assert app.program.playing.game.state.outcome == game.played[0].past.outcome
    press(app, "escape")
    assert StepBack() not in app.screen.keys.values()
    press(app, "escape")
    click(app, ReturnToCampaign())
    assert app.screen.name == "campaign"
    assert len(game.played) == 1
    click(app, PlayChapter())
    assert app.screen.name == "briefing"
    assert app.program.playing.game.rules.starts == game.rules.chapters[1].starts(game.pasts)


def test_a_chapter_is_played_again_on_its_own(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"}, 2)
    folder, number = game.folder, len(game.played)
    assert folder is not None
    click(app, LookBackAt(number))
    starts = app.program.playing.game.rules.starts
    assert starts
    click(app, PlayAgain())
    assert ChangeSeats() not in app.screen.keys.values()
    click(app, PlaySame())
    assert app.program.campaign is None
    assert app.program.playing.game.rules.starts == starts
    assert not app.program.playing.game.lines
    assert len(open_campaign_save(folder).played) == number


def test_no_chapter_is_played_again_where_that_would_lose_the_campaign(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"}, 1)
    game.folder = None
    click(app, LookBackAt(1))
    assert PlayAgain() not in app.screen.keys.values()


def test_looking_back_begins_with_the_debrief_and_not_with_the_last_story(app: App) -> None:
    begin(app, {"north": ME, "south": "s_soft"})
    game = app.program.play_chapter().game
    while game.state.to_move:
        side = game.state.to_move[0]
        if isinstance(game.decide(side, Walk()), Refusal):
            game.decide(side, Pass())
    app.answer(GoOn())
    assert app.screen.name == "news"
    app.program.leave()
    app.answer(GoOn())
    press(app, "1")
    assert app.screen.name == "over"


def test_a_chapter_that_is_left_goes_on_where_it_was(app: App) -> None:
    game = begin(app, {"north": ME, "south": ME})
    hot_seat = app.program.play_chapter()
    tiny_program.act(hot_seat.game, "north warm")
    folder = game.folder
    assert folder is not None
    app.answer(Home())
    assert app.program.last_game() == CampaignOnDisk(
        folder, "three-talks", "Three talks", app.program.saved()[0].at, 0, 3
    )
    page = app.draw(pygame.Surface(app.size))
    assert "Three talks · chapter 1 of 3" in texts(page)
    app.do(ContinueGame())
    assert app.screen.name == "campaign"
    page = app.draw(pygame.Surface(app.size))
    assert "Go on with chapter 1" in texts(page)
    press(app, "enter")
    assert len(app.program.playing.game.lines) == 1
    assert app.screen.name == "curtain"  # two teams share the screen


def test_leaving_after_the_end_of_a_chapter_counts_it(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"})
    finish(app.program)
    app.answer(GoOn())
    app.answer(Home())
    assert game.folder is not None
    assert len(open_campaign_save(game.folder).played) == 1
    saved = app.program.saved()[0]
    assert isinstance(saved, CampaignOnDisk)
    assert (saved.passed, saved.over) == (1, False)


def test_a_saved_campaign_is_opened_from_the_list_and_by_its_path(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"}, 1)
    folder = game.folder
    assert folder is not None
    app.answer(Home())
    files = OpenFile(app.program, folder.parent)
    assert texts(drawn(files)).count("chapter 2 of 3") == 1
    assert files.handle(OpenGame(folder)) == GoOn()
    assert campaign_of(app.program).folder == folder
    again = OpenFile(app.program, folder.parent)
    assert again.handle(OpenGame(folder)) == GoOn(), "it was let go of before"


def test_a_campaign_that_is_played_elsewhere_says_so(app: App) -> None:
    game = begin(app, {"north": ME, "south": "s_soft"})
    folder = game.folder
    assert folder is not None
    other = make_program(app.program.games, app.program.settings, app.program.scenarios)
    title = Title(other)
    assert title.handle(ContinueGame()) is None
    assert "another program plays this campaign" in other.toast
    app.answer(Home())
    assert title.handle(ContinueGame()) == GoOn()
    other.leave_all()


def test_an_unsaved_campaign_is_not_left_without_a_question(app: App, tmp_path: Path) -> None:
    (tmp_path / "games").write_text("no folder", encoding="utf-8")
    game = begin(app, {"north": ME, "south": "s_soft"})
    assert game.folder is None
    assert "played without being saved" in app.program.notice
    finish(app.program)
    app.program.leave()
    app.answer(GoOn())
    app.do(LeaveGame())
    assert app.screen.name == "ask"
    press(app, "escape")
    assert app.screen.name == "campaign"
    app.answer(Quit())
    press(app, "enter")
    assert app.running
    app.answer(Home())
    press(app, "y")
    assert (app.screen.name, app.program.campaign) == ("title", None)


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
@pytest.mark.parametrize("chapters", [0, 1, 2, 3])
def test_the_page_of_a_campaign_fits(
    app: App, width: int, height: int, text: float, chapters: int
) -> None:
    begin(app, {"north": ME, "south": "s_soft"}, chapters)
    page = drawn(app.screen, (width, height), text)
    assert misfits(page) == []
    assert unreadable(page) == []
    shown = {each.command for each in page.targets}
    assert PlayChapter() in shown
    assert {LookBackAt(n + 1) for n in range(min(chapters, 1))} <= shown


def test_the_page_tells_what_the_presenter_says(app: App) -> None:
    begin(app, {"north": ME, "south": "s_soft"}, 1)
    told = texts(drawn(app.screen, (1920, 1080)))
    for part in (
        "Three talks",
        "1 of 3 chapters played · saved",
        "What you bring along",
        "instead of 50",
        "A year has passed.",
        "Chapter 2 of 3",
        "Play chapter 2",
    ):
        assert part in told, told


def test_keys_look_back_only_at_chapters_that_were_played(app: App) -> None:
    begin(app, {"north": ME, "south": "s_soft"}, 1)
    assert isinstance(app.screen, CampaignScreen)
    assert {key for key in app.screen.keys if key.isdigit()} == {"1"}
    press(app, "1")
    assert app.screen.name == "over"


def test_the_title_offers_a_campaign_with_its_word_its_chapters_and_its_time(
    app: App, tmp_path: Path
) -> None:
    talk = tmp_path / "talk.yaml"
    text = talk.read_text(encoding="utf-8").replace("turns: 3", "turns: 3\nminutes: [5, 9]", 1)
    talk.write_text(text, encoding="utf-8")
    found = open_playable(tmp_path / "three-talks.yaml")
    assert isinstance(found, PlayableCampaign)
    title = Title(make_program(tmp_path / "games", app.program.settings, [found]))
    told = texts(drawn(title))
    assert "A campaign" in told
    assert "15–27 min" in told
    assert "Three talks" in told
    assert OpenHosting() not in title.keys.values()
    assert title.handle(OpenHosting()) is None
    assert title.handle(PlayScenario()) is not None


def test_a_campaign_with_mistakes_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.yaml"
    path.write_text("id: spoilt\nchapters:\n  one: {scenario: nowhere.yaml}\n", encoding="utf-8")
    found = open_playable(path)
    assert isinstance(found, BrokenScenario)
    assert any("nowhere.yaml" in each.message for each in found.problems)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[CampaignGame]:
    """The campaigns for which a window was opened."""
    found: list[CampaignGame] = []

    def open_campaign(game: CampaignGame, _code: str) -> int:
        found.append(game)
        return 0

    monkeypatch.setattr("game.cli.window.why_no_window", lambda: "")
    monkeypatch.setattr("game.cli.window.open_campaign", open_campaign)
    return found


def test_play_opens_the_window_on_a_campaign_and_continues_it_there(
    tmp_path: Path, opened: list[CampaignGame], capsys: pytest.CaptureFixture[str]
) -> None:
    save, campaign = tmp_path / "save", str(CAMPAIGNS / "three-talks.yaml")
    assert main(["play", campaign, "--seed", "3", "--record", str(save)]) == 0
    assert main(["play", "--continue", "--record", str(save)]) == 0
    assert [each.seed for each in opened] == [3, 3]
    assert [dict(each.players)["north"] for each in opened] == [ME, ME]
    bots = [f"--seat={side}={UNIFORM}" for side in ("north", "south")]
    assert main(["play", campaign, "--seed", "3", "--no-record", *bots]) == 0
    assert len(opened) == 2, "there is nothing to show of bots that play alone"
    assert "== The result of the campaign ==" in capsys.readouterr().out
