"""Action cards as they are drawn: what the window shows of a card that the presenter decided."""

from __future__ import annotations

from pathlib import Path

import drawing
import pytest
import tiny_program

from game.model.decisions import PUBLIC
from game.model.players import ME, UNIFORM
from game.text.picking import choices, numbered_lines
from game.ui.page import help_walk
from game.ui.page.page import Looking
from game.ui.screens.board.board import Board
from game.ui.screens.board.board_commands import PickAction, ToggleShortCards

CARDS = """
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
tracks:
  trust: {name: Trust, start: 50, range: [0, 100], better: high}
  purse: {name: Purse, start: 2, range: [0, 6]}
  gold: {name: Gold, start: 9, range: [0, 90]}
actions:
  talk:
    side: [north, south]
    menu: deeds
    name: Talk
    text: An evening by the fire.
    cost: {purse: 1, gold: 3}
    cooldown: 2
    limit: 3
    effects: {trust: +3}
  shout: {side: [north, south], menu: deeds, name: Shout, cost: {purse: 1}, effects: {trust: -3}}
"""
COOLDOWN = {"en": "Rests for 2 turns afterwards.", "fr": "Ensuite, 2 tours d’attente."}


def board(folder: Path, code: str) -> Board:
    program = tiny_program.program(folder, code)
    seats = {"north": ME, "south": UNIFORM}
    program.begin(tiny_program.book(folder, f"language: {code}\n{CARDS}"), seats, 1)
    tiny_program.hot_seat(program).mark_papers_read(PUBLIC)
    return Board(program, "north")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_card_tells_the_cooldown_in_the_window_as_in_the_terminal(
    tmp_path: Path, code: str
) -> None:
    screen = board(tmp_path, code)
    shown = drawing.texts(drawing.drawn(screen, (1920, 1080)))
    assert COOLDOWN[code] in " ".join(shown.split("\n"))
    hot_seat = screen._context.hot_seat
    asking = hot_seat.asking("north")
    (talk,) = [
        choice
        for choice in choices(hot_seat.words, asking.view, asking.legal)
        if choice.card.name == "Talk"
    ]
    assert COOLDOWN[code] in "".join(str(line) for line in numbered_lines([talk], set()))


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_short_card_tells_the_cooldown_at_its_focus(tmp_path: Path, code: str) -> None:
    screen = board(tmp_path, code)
    screen.handle(ToggleShortCards())
    page = drawing.drawn(screen, looking=Looking(focus=PickAction("talk"), ring=True))
    hint = help_walk.focused_term(page)
    assert hint is not None
    assert COOLDOWN[code] in "".join(text for text, *_ in hint.runs)


def test_a_cost_that_pips_do_not_show_stands_on_the_card(tmp_path: Path) -> None:
    seen = drawing.texts(drawing.drawn(board(tmp_path, "en"), (1920, 1080)))
    assert "Costs 3 of gold." in seen
    assert "of purse" not in seen
