"""What flies when it is decided, and an offer that goes over from where it stood."""

from pathlib import Path

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tiny
from tiny_program import book

from game.model.decisions import Act, Offer, Pass
from game.model.frozen import FrozenMap
from game.model.players import ME, UNIFORM
from game.presenter.badges import badge_of
from game.presenter.offers.issues import IssueReading, OptionReading
from game.ui.page.commands import Command
from game.ui.page.events import KeyPress
from game.ui.page.page import Looking, Page
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.theme import looks, make_theme
from game.ui.program.settings import Settings
from game.ui.screens.board.board_commands import PickAction
from game.ui.screens.table.ladder import Ladder
from game.ui.screens.table.table_commands import ChooseOption
from game.ui.shell.app import App
from game.ui.shell.stack import SECONDS, draw_flight, start_flight
from game.ui.shell.start import make_app, make_program
from game.words.wording import Wording


def page_with(*commands: Command, motion: bool = True) -> Page:
    pygame.display.init()
    pygame.font.init()
    theme = make_theme((1280, 720), motion=motion)
    page = Page(Canvas(pygame.Surface((1280, 720)), theme), Looking())
    for i, command in enumerate(commands):
        page.target(command, Rect(40, 100 + 60 * i, 200, 40), str(i))
    return page


def red(page: Page) -> int:
    """How many pixels are red, if faintly."""
    pixels = pygame.surfarray.array3d(page.canvas.surface).astype(int)
    return int((pixels[..., 0] > pixels[..., 1] + 40).sum())


def test_cards_and_offers_leave_the_page() -> None:
    page = page_with(PickAction("talk"), PickAction("shout"), ChooseOption("price", "high"))

    found = start_flight(page, (Act("shout"), Offer(FrozenMap({"price": "high"}))), 5.0)

    assert found is not None
    assert [rect.y for _, rect in found.pictures] == [160, 220]


def test_they_arrive_and_are_gone() -> None:
    page = page_with(PickAction("talk"))
    page.canvas.box(Rect(40, 100, 200, 40), (250, 0, 0), 0)
    assert red(page)
    found = start_flight(page, (Act("talk"),), 5.0)
    assert found is not None
    fresh = page_with()

    assert draw_flight(fresh, found, 5.0 + SECONDS / 2)
    assert red(fresh)
    fresh = page_with()
    assert not draw_flight(fresh, found, 5.001 + SECONDS)
    assert not red(fresh)


@pytest.mark.parametrize("moves", [(Pass(),), (Act("elsewhere"),), ()])
def test_what_is_not_on_the_page_does_not_fly(moves: tuple[Act | Pass, ...]) -> None:
    assert start_flight(page_with(PickAction("talk")), moves, 5.0) is None
    assert start_flight(None, moves, 5.0) is None


def test_nothing_flies_for_those_who_want_no_motion() -> None:
    assert start_flight(page_with(PickAction("talk"), motion=False), (Act("talk"),), 5.0) is None


def deciding(folder: Path, seats: dict[str, str]) -> App:
    """A window after the first side has taken the first card and confirmed it."""
    pygame.display.init()
    pygame.font.init()
    program = make_program(folder, Settings(guided=False))
    program.begin(book(folder), seats, 3)
    app = make_app(program, (1280, 720))
    assert program.hot_seat is not None
    program.hot_seat.mark_all_read()
    app.go_on()
    surface = pygame.Surface(app.size)
    for key in ("1", "enter"):
        app.draw(surface)
        app.take(KeyPress(key, key if len(key) == 1 else ""))
    app.draw(surface)
    return app


def test_a_card_flies_only_where_one_team_sits_at_the_screen(tmp_path: Path) -> None:
    alone, both = tmp_path / "alone", tmp_path / "both"
    alone.mkdir()
    both.mkdir()
    ours = {"north": ME, "south": UNIFORM}

    assert deciding(alone, ours)._flight is not None
    assert deciding(both, dict.fromkeys(ours, ME))._flight is None


def test_an_offer_goes_over_from_where_it_stood() -> None:
    words, theme = Wording(tiny.scenario()), make_theme((1280, 720))
    badges = (None, None, None, badge_of(words.scenario, "south"))
    options = tuple(
        OptionReading(
            str(i), str(i), str(i), "", draft=False, offered_by=badge, last=False, marks=(),
            locked="", about="", does="", meanings="",
        )
        for i, badge in enumerate(badges)
    )  # fmt: skip
    issue = IssueReading("price", "Price", "", "", None, 0, options, came_from=0)
    ladder = Ladder(issue, words, "north")
    colour = looks(words.scenario, theme.palette)["south"].colour

    def brightest(since: float) -> int:
        page = Page(Canvas(pygame.Surface((1280, 720)), theme), Looking(since=since))
        ladder.draw(page, 0, 0, 1200)
        mask = pygame.mask.from_threshold(page.canvas.surface, colour, (9, 9, 9))
        return max(mask.get_bounding_rects(), key=lambda r: r.w * r.h).x

    places = [brightest(since) for since in (0.0, 0.05, 0.1, 9.0)]
    assert places == sorted(places)
    assert len(set(places)) == 4
