"""A table in the window where a majority agrees packages, and where one side alone proposes."""

from __future__ import annotations

from pathlib import Path

import pygame
import tiny_program
from drawing import texts

from game.model.players import ME
from game.session.records.recorded_actions import read_action
from game.ui.page.page import Page
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.screens.ask import Ask
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.news.news import News
from game.ui.screens.next_screen import next_screen
from game.ui.screens.table.table import TableScreen
from game.ui.screens.table.table_commands import ChooseOption, MakeOffer, TakeOver, WalkOut
from game.ui.shell.app import App

INNER = Path(__file__).resolve().parents[1] / "scenarios" / "inner.yaml"
OFFERED = ("commission: offer ceiling=high fund=large",)


def at_table(folder: Path, side: str, *deeds: str, text: str = "") -> App:
    """The table as a side sees it after some decisions. text: of another scenario."""
    path = folder / "inner.yaml"
    path.write_text(text or INNER.read_text(encoding="utf-8"), encoding="utf-8")
    program = tiny_program.program(folder)
    book = open_scenario(path)
    assert isinstance(book, PlayableScenario)
    program.begin(book, dict.fromkeys(("commission", "berlin", "paris"), ME), 1)
    hot_seat = tiny_program.hot_seat(program)
    for deed in ("commission: persuade", "berlin: ship", "paris: persuade", *deeds):
        action = read_action(deed)
        assert action is not None
        hot_seat.game.do(action)
    program.change(guided=False)
    hot_seat.mark_all_read()
    hot_seat.seat(side)
    app = App(program, tiny_program.Empty(), next_screen, (1280, 720))
    app.go_on()
    assert isinstance(app.screen, TableScreen)
    return app


def draw(app: App) -> Page:
    pygame.display.init()
    pygame.font.init()
    return app.draw(pygame.Surface(app.size))


def test_who_cannot_propose_sees_what_the_offer_is_worth_and_no_draft(tmp_path: Path) -> None:
    app = at_table(tmp_path, "berlin", *OFFERED)
    told = texts(draw(app))
    assert "Worth of the offer" in told
    assert "14 below your reserve of 6" in told
    assert "For it: Austria, Malta and Poland" in " ".join(told.split())
    assert "Only the Commission makes offers here." in told
    assert not any(each in told for each in ("Your draft", "Offer this draft", "Start from theirs"))
    for command in (ChooseOption("ceiling", "low"), TakeOver(), MakeOffer()):
        app.do(command)
        assert app.program.toast == "Only the Commission makes offers here."
    assert "Worth of your draft" in texts(draw(at_table(tmp_path, "commission")))


def test_walking_out_says_that_the_others_go_on(tmp_path: Path) -> None:
    app = at_table(tmp_path, "berlin", *OFFERED)
    app.do(WalkOut())
    assert isinstance(app.screen, Ask)
    assert "The others go on without you." in " ".join(texts(draw(app)).split())


def test_an_offer_that_may_be_agreed_at_once_is_asked_for_again(tmp_path: Path) -> None:
    text = INNER.read_text(encoding="utf-8").replace("states: 55, people: 55", "people: 20")
    app = at_table(tmp_path, "commission", text=text)
    for issue, option in (("ceiling", "middle"), ("fund", "small")):
        app.do(ChooseOption(issue, option))
    app.do(MakeOffer())
    assert isinstance(app.screen, Ask)
    assert "If it has a majority at once, it is signed" in " ".join(texts(draw(app)).split())
    app = at_table(tmp_path, "commission")
    for issue, option in (("ceiling", "middle"), ("fund", "small")):
        app.do(ChooseOption(issue, option))
    app.do(MakeOffer())
    assert not isinstance(app.screen, Ask)


def test_what_a_majority_signed_is_told_with_bars(tmp_path: Path) -> None:
    app = at_table(tmp_path, "berlin", *OFFERED)
    hot_seat = tiny_program.hot_seat(app.program)
    for deed in ("berlin: walk", "paris: accept"):
        action = read_action(deed)
        assert action is not None
        hot_seat.game.do(action)
    hot_seat.seat("berlin")
    app.go_on()
    app.do(RaiseCurtain())
    assert isinstance(app.screen, News)
    told = texts(draw(app))
    assert "4 needed" in told
    assert "55% needed" in told
