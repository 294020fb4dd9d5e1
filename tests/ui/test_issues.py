"""The issues at the table where they do not all fit."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts

from game.ui.page.events import Click
from game.ui.page.page import Page
from game.ui.screens.next_screen import next_screen
from game.ui.screens.table.table import TableScreen
from game.ui.screens.title.title import Title
from game.ui.shell.app import App

NEEDS = "certificates of origin for every single shipment"

CONDITION = ", when: papers >= 5"


def written(count: int) -> str:
    """A table with so many issues, of which the first has an option with a long condition."""
    issues = "\n".join(
        f"""
      issue{n}:
        name: Issue {n}
        options:
          none: {{name: Nothing, worth: {{north: 0, south: 9}}}}
          some: {{name: Something, worth: {{north: 6, south: 5}}}}
          all: {{name: Everything, worth: {{north: 9, south: 0}}{CONDITION * (n == 0)}}}"""
        for n in range(count)
    )
    return f"""
tracks:
  trust: {{start: 50, range: [0, 100]}}
  papers: {{name: {NEEDS}, start: 0, range: [0, 9]}}
stages: {{main: {{phases: [hall]}}}}
phases:
  hall: {{kind: table, table: pact, rounds: 2}}
actions:
  warm: {{side: [north, south], menu: deeds, name: Warm, effects: {{trust: +3}}}}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    reserve: {{north: 3, south: 2}}
    issues:
{issues}
"""


def at_table(folder: Path, count: int, size: tuple[int, int] = (1280, 720), text: str = "") -> App:
    program = tiny_program.playing(folder, text=text or written(count))
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    hot_seat.seat("north")
    app = App(program, Title(program), next_screen, size)
    program.change(guided=False)
    app.go_on()
    assert isinstance(app.screen, TableScreen)
    return app


def draw(app: App) -> Page:
    pygame.display.init()
    pygame.font.init()
    return app.draw(pygame.Surface(app.size))


def test_a_click_on_more_issues_scrolls_to_them(tmp_path: Path) -> None:
    app = at_table(tmp_path, 12)
    page = draw(app)
    pill = next(blit for blit in page.canvas.texts if "more issues" in blit.text)
    app.take(Click(pygame.Rect(pill.rect).center))
    assert app.looking.scrolls.get("issues", 0) > 0


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_what_is_said_of_more_issues_stays_inside_the_sheet(
    tmp_path: Path, width: int, height: int, text: float
) -> None:
    app = at_table(tmp_path, 12, (width, height))
    app.program.change(text=round(text * 100))
    page = draw(app)
    box = page.scrolled["issues"]
    assert box.more is not None
    assert box.rect.bottom <= box.more.top
    assert box.more.bottom <= page.theme.height - page.px(16) - 1
    assert misfits(page) == []


def test_a_condition_is_read_whole_where_there_is_room(tmp_path: Path) -> None:
    page = draw(at_table(tmp_path, 8))
    assert "…" not in texts(page)
    assert "shipment" in texts(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_package_from_outside_is_shown_as_nobodys(
    size: tuple[int, int, float], tmp_path: Path
) -> None:
    package = "{issue0: some, issue1: all}"
    envoy = f"opening: {{propose: {{table: pact, package: {package}}}}}\n"
    app = at_table(tmp_path, 2, text=f"{envoy}{written(2)}")
    page = drawn(app.screen, size[:2], size[2])
    shown = " ".join(texts(page).split())
    assert "Proposal from outside" in shown
    assert "The proposal from outside is worth 15 to you." in shown
    assert "Accept the proposal, 15" in shown
    assert "proposal 15" in shown or page.canvas.theme.tight
    assert misfits(page) == []
