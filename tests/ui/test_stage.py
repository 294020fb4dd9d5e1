"""A change of stage is shown once on the whole screen, to each who plays."""

from __future__ import annotations

from pathlib import Path

import tiny_program
from drawing import drawn, texts
from tiny_plays import STAGES

from game.presenter.steps import Step
from game.ui.page.commands import OpenMenu
from game.ui.screens.news.news import News
from game.ui.screens.next_screen import next_screen


def test_the_page_tells_what_is_different_and_leads_on(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=STAGES)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    tiny_program.act(hot_seat.game, "north warm", "south pass")
    hot_seat.seat("north")
    screen = next_screen(program)
    assert isinstance(screen, News)
    assert screen.step.kind == "stage"
    told = " ".join(texts(drawn(screen)).split())
    for part in (
        "Another stage",
        "after: Calm",
        "Now: Storm",
        "Nobody goes out.",
        "The steps of a turn now: Blows.",
        "New cards: Hit.",
        "Each turn: Trust −1.",
        "Next stage: Calm, with heat at 0.",
    ):
        assert part in told
    screen.handle(screen.keys["enter"])
    assert hot_seat.next_step() == Step("actions", "north")
    assert screen.handle(OpenMenu()) is not None
