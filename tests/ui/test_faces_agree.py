"""What several faces show is the same on each: the bars of a score, worths."""

from __future__ import annotations

import re
from pathlib import Path

import lookedback
import numpy as np
import pygame
import pytest
import tiny
import tiny_program
from analysed import fake_processes
from drawing import drawn, texts
from test_luck_page import ANALYSED, analysed

from game.model.colours import colour
from game.model.decisions import Offer
from game.model.frozen import FrozenMap
from game.presenter.hindsight.waterfall import Bar, Waterfall
from game.presenter.negotiator import Negotiator
from game.presenter.offers.issues import read_issues
from game.presenter.offers.worth_bar import worth_bar
from game.presenter.report.insight_charts import sum_chart
from game.text.table import ladders
from game.ui.screens.looking_back.debrief_commands import ChooseSide, SwitchTab
from game.ui.screens.looking_back.over import Over
from game.ui.screens.next_screen import next_screen
from game.ui.screens.table.deciding import WorthBarFace
from game.ui.screens.title.title import Title
from game.ui.shell.app import App
from game.web.templating import Templates


@pytest.fixture
def over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Over:
    program = lookedback.ended(tmp_path)
    processes = fake_processes(monkeypatch)
    program.analyse()
    processes[0].analysis = analysed(program)
    screen = Over(program)
    screen.handle(SwitchTab("luck"))
    return screen


def test_a_bar_of_a_score_has_one_name_and_one_colour_on_every_face(over: Over) -> None:
    debrief, analysis = over.debrief, ANALYSED[0]
    for side in debrief.game.rules.sides:
        over.handle(ChooseSide(side))
        shown = over.texts.sums[side]
        assert isinstance(shown, Waterfall)
        bars = [bar for bar in shown.bars if bar.key != "remainder"]
        names = [bar.name for bar in bars]
        assert names[0] == "Start"
        assert "Decisions: " in names[3]
        of_sides = [(bar.key, bar.colour) for bar in bars if bar.key in ("start", "own", "final")]
        assert len({each for _, each in of_sides}) == 1
        # The window
        page = drawn(over, (1920, 1080))
        told = texts(page).replace("\n", " ")
        assert [name for name in names if name not in told] == []
        seen = [bar.name for bar in bars if fills(page.canvas.surface, bar)]
        assert [bar.name for bar in bars if bar.points and bar.name not in seen] == []
        # The wall, the phones and the report
        waterfall = Templates(str)._environment.globals["waterfall"]
        assert callable(waterfall)
        wall = str(waterfall(shown))
        assert [bar.name for bar in bars if not in_svg(wall, bar)] == []
        chart = sum_chart(debrief, analysis, side)
        assert chart is not None
        report = chart.markup().source
        assert [bar.name for bar in bars if not in_svg(report, bar)] == []


def fills(surface: pygame.Surface, bar: Bar) -> bool:
    """Whether the colour of a bar fills some of a picture."""
    pixels = pygame.surfarray.array3d(surface)
    return int((pixels == np.array(colour(bar.colour))).all(axis=2).sum()) > 20


def in_svg(svg: str, bar: Bar) -> bool:
    """Whether a bar of a name has its colour in a picture."""
    for name, shape in re.findall(r"<g><title>(.*?)</title>(.*?)</g>", svg, re.DOTALL):
        if name.startswith(f"{bar.name} "):
            return bar.colour in shape
    return False


def test_the_marks_on_a_bar_of_worths_have_one_name_on_every_face(tmp_path: Path) -> None:
    program = tiny_program.playing(tmp_path, text=tiny.TABLE)
    hot_seat = tiny_program.hot_seat(program)
    assert (
        hot_seat.submit("south", [Offer(FrozenMap({"scope": "small", "terms": "loose"}))]) is None
    )
    negotiator = Negotiator(hot_seat, "north")
    negotiator.draft.replace({"scope": "medium", "terms": "loose"})
    bar = worth_bar(negotiator)
    labels = [each.label for each in (bar.draft, bar.offer, bar.reserve) if each is not None]
    assert labels == ["draft 17", "South: offer 1", "reserve 10"]
    assert bar.last == (bar.offer,)
    page = drawn(Title(program))
    WorthBarFace(bar, negotiator.words.scenario).draw(page, 10, 10, 420)
    assert [label for label in labels if label not in texts(page)] == []


def test_a_worth_that_depends_on_something_says_so_on_every_face(tmp_path: Path) -> None:
    depends = "9 to you, 14 with “Terms” at “Strict”"
    program = tiny_program.playing(tmp_path, text=tiny.TABLE)
    hot_seat = tiny_program.hot_seat(program)
    hot_seat.mark_all_read()
    hot_seat.seat("south")
    negotiator = Negotiator(hot_seat, "south")
    scope, *others = read_issues(negotiator)
    assert [option.depends for option in scope.options] == ["", depends, "", ""]
    assert [option.depends for issue in others for option in issue.options] == ["", ""]
    terminal = "\n".join(map(str, ladders(negotiator)))
    assert depends in terminal
    app = App(program, Title(program), next_screen, (1280, 720))
    app.go_on()
    for size in ((1280, 720), (1920, 1080)):
        page = drawn(app.screen, size)
        assert depends in " ".join(texts(page).split())
        assert "Worth depends on a condition" in texts(page)
