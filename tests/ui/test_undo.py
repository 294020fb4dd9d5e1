"""Taking back: a pick, a change of the draft, and the last decision, with no secret shown."""

from __future__ import annotations

from pathlib import Path

import lookedback
import pygame
import tinydesk
from drawing import dos, drawn, misfits, texts

from game.ui.app import App
from game.ui.bargain import Bargain
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.screens.board import Board
from game.ui.screens.step import screen_for
from game.ui.screens.table import TableScreen


def table(desk: Desk, side: str = "north") -> TableScreen:
    tinydesk.sitting(desk).at = side
    return TableScreen(desk, side)


def draft(desk: Desk, side: str = "north") -> dict[str, str]:
    return Bargain(tinydesk.sitting(desk), side).draft


def choose(screen: TableScreen, *options: str) -> None:
    for option in options:
        screen.handle(Do("option", "wood", option))


# At the board


def test_picks_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    board = Board(desk, "north")
    board.handle(Do("act", "warm"))
    thought = tinydesk.sitting(desk).tentative("north")
    assert thought.picks == ("warm",)
    board.handle(board.keys["backspace"])
    assert not thought.picks
    assert desk.toast == ""


def test_where_there_is_nothing_to_take_back_the_way_further_back_is_named(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    board = Board(desk, "north")
    board.handle(Do("undo"))
    assert desk.toast == "There is nothing to take back yet."
    tinydesk.act(tinydesk.sitting(desk).game, "north warm", "south warm")
    board.handle(Do("undo"))
    assert "menu (Esc) steps back one decision" in desk.toast


# At the table


def test_changes_of_the_draft_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    screen = table(desk)
    first = draft(desk)["wood"]
    others = [each for each in ("none", "some", "all") if each != first]
    choose(screen, *others, others[-1])
    for expected in (others[0], first):
        screen.handle(screen.keys["backspace"])
        assert draft(desk)["wood"] == expected
    assert desk.toast == ""
    screen.handle(screen.keys["u"])
    assert draft(desk)["wood"] == first
    assert desk.toast


def test_taking_over_an_offer_can_be_taken_back(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    game = tinydesk.sitting(desk).game
    game.decide("north", lookedback.offer("all"))
    screen = table(desk, "south")
    choose(screen, "none")
    screen.handle(Do("take-over"))
    assert draft(desk, "south") == {"wood": "all"}
    screen.handle(Do("undo"))
    assert draft(desk, "south") == {"wood": "none"}


def test_what_was_offered_is_not_taken_back_by_undoing(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    sitting, screen = tinydesk.sitting(desk), table(desk)
    choose(screen, "none", "some")
    assert sitting.submit("north", (Bargain(sitting, "north").offer(),)) is None
    assert not Bargain(sitting, "south").changed
    assert sitting.drafts["north", "pact"] == {"wood": "some"}
    assert not sitting.drafts_before


def test_one_side_never_takes_back_what_the_other_has_changed(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    choose(table(desk), "some")
    sitting = tinydesk.sitting(desk)
    sitting.game.decide("north", lookedback.offer("all"))
    assert not Bargain(sitting, "south").undo()


def test_the_table_shows_the_way_to_take_back_once_there_is_something(tmp_path: Path) -> None:
    desk = lookedback.begun(tmp_path)
    screen = table(desk)
    for size, text in (((1280, 720), 1.0), ((1024, 640), 1.6)):
        assert Do("undo") not in dos(drawn(screen, size, text))
        choose(screen, "none", "some")
        page = drawn(screen, size, text)
        assert Do("undo") in dos(page)
        assert misfits(page) == []
        while Bargain(tinydesk.sitting(desk), "north").undo():
            pass


# One decision back


def test_between_two_teams_a_step_back_shows_the_curtain_before_anything_else(
    tmp_path: Path,
) -> None:
    desk = lookedback.begun(tmp_path)
    sitting = tinydesk.sitting(desk)
    desk.change(guided=False)
    lookedback.one_turn(sitting)
    sitting.caught_up()
    app = App(desk, tinydesk.Empty(), screen_for, (1280, 720))
    app.go_on()
    shown: list[tuple[str, str]] = []

    def frame() -> None:
        surface = pygame.Surface(app.size)
        shown.append((app.screen.name, texts(app.draw(surface))))

    drawn(tinydesk.Empty())
    # South's last word is taken back while the North sits at the screen.
    assert sitting.at == "north"
    frame()
    for do in (Do("menu"), Do("step-back"), Do("yes")):
        app.do(do)
        frame()
    assert [name for name, _ in shown][1:] == ["menu", "ask", "curtain"]
    assert sitting.at == ""
    assert all("purse" not in text.lower() for _, text in shown), "which only the South sees"
    assert app.screen.name == "curtain"
    app.do(Do("open"))
    assert sitting.at == "south"


def test_the_menu_names_it_with_its_key(tmp_path: Path) -> None:
    desk = tinydesk.playing(tmp_path)
    tinydesk.act(tinydesk.sitting(desk).game, "north warm")
    app = App(desk, tinydesk.Empty(), screen_for, (1280, 720))
    app.go_on()
    app.do(Do("menu"))
    assert app.screen.keys["b"] == Do("step-back")
    assert "Step back one decision" in texts(drawn(app.screen))
