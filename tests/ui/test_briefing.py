"""The briefing: the dossier is read, leafed through, closed, and opened again later."""

from pathlib import Path

import pygame
import pytest
import tinydesk
from drawing import SIZES, dos, drawn, misfits, texts, unreadable

from game.authoring.shipped import shipped
from game.bots.seats import ME
from game.ui.app import App
from game.ui.desk import Desk
from game.ui.input import Wheel
from game.ui.intents import Do
from game.ui.library import Book, open_book
from game.ui.page import Page
from game.ui.screen import Answer, GoOn, Pop, Push
from game.ui.screens.briefing import Briefing
from game.ui.screens.step import screen_for
from game.ui.sitting import Sitting, Step

PAPERS = """
situation: |
  The river froze [ICE, SNOW].
  Nobody can cross.
summary: A cold river.
sources:
  ICE: {title: The ice gazette, as_of: 2025-01-02}
  SNOW: {title: The snow gazette}
  SPRING: {title: What is still to come}
sides:
  north:
    name: The North
    brief: |
      Bring wood.
      - Dry wood.
      - Much of it.
    par: 40
    seats: {head: {name: Head of the house, brief: Counts the logs.}, hand: {name: Hand}}
    score:
      - {label: Warm rooms, points: heat}
      - {label: What nobody sees, points: secret}
  south: {name: South, brief: Sell wood., score: [{label: Gold, points: trust}]}
deals:
  aim: {to: north, name: Aim, cards: {oak: {name: Oak, brief: Only oak will do.}}}
  wish: {to: south, name: Wish, cards: {gold: {name: Much gold, brief: As much as can be.}}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return tinydesk.playing(tmp_path, text=PAPERS)


@pytest.fixture
def alone(tmp_path: Path) -> Desk:
    return tinydesk.playing(tmp_path, {"south": "uniform"}, PAPERS)


def kuala_lumpur(folder: Path, language: str) -> Desk:
    """The scenario with the longest papers, in which two teams share the screen."""
    book = open_book(shipped()["kuala-lumpur"])
    assert isinstance(book, Book)
    desk = tinydesk.desk(folder, language)
    desk.begin(book, dict.fromkeys(book.scenario("en").sides, ME), 7)
    return desk


def everything(
    screen: Briefing, size: tuple[int, int] = (1280, 720), text: float = 1.0
) -> list[Page]:
    """All leaves, one after the other."""
    pages = [drawn(screen, size, text)]
    while any(do.also == "corner" and do.what == str(len(pages)) for do in dos(pages[-1])):
        screen.handle(screen.keys["right"])
        pages.append(drawn(screen, size, text))
    return pages


def test_beginning_marks_the_papers_as_read(desk: Desk) -> None:
    sitting = tinydesk.sitting(desk)
    sitting.seat("north")
    assert sitting.next().kind == "briefing"
    assert Briefing(desk, "north").handle(Do("begin")) == GoOn()
    assert sitting.next().kind != "briefing"


def test_read_again_it_goes_back_to_where_it_was_opened(desk: Desk) -> None:
    again = Briefing(desk, "north", again=True)
    assert {again.keys[name] for name in ("escape", "b")} == {Do("back")}
    assert again.handle(Do("back")) == Pop()
    assert Do("begin") not in dos(drawn(again))


@pytest.mark.parametrize(("again", "end"), [(False, GoOn()), (True, Pop())])
def test_enter_turns_the_page_and_leads_on_only_from_the_last(
    desk: Desk, again: bool, end: Answer
) -> None:
    briefing = Briefing(desk, "north", again)
    enter = briefing.keys["enter"]
    assert briefing.handle(enter) is None, "nobody has seen it"
    size, text = (1024, 640), 1.6
    pages = [texts(drawn(briefing, size, text))]
    assert "turn the page" in pages[0]
    while briefing.handle(enter) is None:
        assert tinydesk.sitting(desk).next().kind != "table"
        pages.append(texts(drawn(briefing, size, text)))
    assert len(set(pages)) == len(pages) > 1
    assert "turn the page" not in pages[-1]
    fresh = Briefing(desk, "north", again)
    for _ in pages:
        drawn(fresh, size, text)
        answer = fresh.handle(enter)
    assert answer == end


def test_escape_opens_the_menu(desk: Desk) -> None:
    briefing = Briefing(desk, "north")
    assert isinstance(briefing.handle(briefing.keys["escape"]), Push)


def test_space_draws_the_curtain_where_teams_share_the_screen(desk: Desk) -> None:
    briefing = Briefing(desk, "north")
    tinydesk.sitting(desk).seat("north")
    assert briefing.handle(briefing.keys["space"]) == GoOn()
    assert tinydesk.sitting(desk).next().kind == "curtain"


def test_there_is_no_curtain_for_one_team_alone(alone: Desk) -> None:
    briefing = Briefing(alone, "north")
    assert "space" not in briefing.keys
    assert briefing.handle(Do("curtain")) is None
    assert tinydesk.sitting(alone).at == "north"
    assert "looks away" not in texts(drawn(briefing))


def test_it_tells_everything_that_one_side_may_know(desk: Desk) -> None:
    told = "\n".join(texts(page) for page in everything(Briefing(desk, "north")))
    for part in (
        "The river froze¹\u00a0².", "Nobody can cross.", "The ice gazette, 2025-01-02.",
        "The snow gazette.", "Bring wood.", "Dry wood.", "Aim", "Oak", "Only oak will do.",
        "Warm rooms", "What nobody sees", "later", "40", "Head of the house",
        "Counts the logs.", "Hand", "2 seats, one decision", "South looks away while you read.",
    ):  # fmt: skip
        assert part in told
    assert "What is still to come" not in told


def test_it_tells_nothing_of_the_other_side(desk: Desk) -> None:
    told = "\n".join(texts(page) for page in everything(Briefing(desk, "north")))
    for part in ("Sell wood.", "Gold", "Wish", "Much gold"):
        assert part not in told


def test_all_teams_read_the_situation_together_and_nothing_else(desk: Desk) -> None:
    begun = tinydesk.sitting(desk)
    desk.sitting = Sitting(begun.game, begun.seats)
    situation = screen_for(desk)
    assert isinstance(situation, Briefing)
    told = "\n".join(texts(page) for page in everything(situation))
    for part in ("The river froze¹\u00a0².", "Nobody can cross.", "The ice gazette, 2025-01-02.",
                 "One screen, 2 teams", "Everybody"):  # fmt: skip
        assert part in told
    for part in ("Bring wood.", "Sell wood.", "Oak", "Warm rooms", "Gold", "looks away"):
        assert part not in told
    assert "space" not in situation.keys
    assert situation.handle(situation.keys["enter"]) == GoOn()
    assert desk.sitting.next() == Step("curtain", "south"), "who decides first reads last"


def test_a_game_that_goes_on_does_not_begin_with_the_situation(desk: Desk) -> None:
    at = tinydesk.sitting(desk)
    tinydesk.act(at.game, "north warm")
    assert Sitting(at.game, at.seats).next().kind == "curtain"


def test_a_card_that_both_sides_see_says_so(tmp_path: Path) -> None:
    shared = PAPERS.replace("aim: {to: north,", "aim: {to: [north, south],")
    briefing = Briefing(tinydesk.playing(tmp_path, text=shared), "north")
    told = "\n".join(texts(page) for page in everything(briefing))
    assert "Seen by the North and South." in told
    assert "Dealt in secret" not in told


def test_leafing_stops_at_both_ends(tmp_path: Path) -> None:
    briefing = Briefing(kuala_lumpur(tmp_path, "en"), "eu")
    first = texts(drawn(briefing))
    pages = everything(briefing)
    assert len(pages) > 1
    for _ in range(3):
        briefing.handle(briefing.keys["page-down"])
    assert texts(drawn(briefing)) == texts(pages[-1])
    briefing.handle(briefing.keys["page-up"])
    assert texts(drawn(briefing)) == texts(pages[-2])
    for _ in range(9):
        briefing.handle(briefing.keys["page-up"])
    assert texts(drawn(briefing)) == first


def test_the_wheel_leafs(tmp_path: Path) -> None:
    desk = kuala_lumpur(tmp_path, "en")
    app = App(desk, Briefing(desk, "eu"), screen_for, (1280, 720))
    shown = []
    for by in (0, -1, -1, 1):
        if by:
            app.take(Wheel((600, 300), by))
        app.draw(pygame.Surface(app.size))
        assert app.page is not None
        shown.append(texts(app.page))
    assert shown[1] == shown[3]
    assert len(set(shown)) == 3


def test_a_tab_opens_its_leaves(tmp_path: Path) -> None:
    briefing = Briefing(kuala_lumpur(tmp_path, "en"), "eu")
    tab = next(t for t in drawn(briefing).targets if "scored" in t.label)
    briefing.handle(tab.do)
    assert "A fair result" in texts(drawn(briefing))


@pytest.mark.parametrize(("language", "side"), [("en", "eu"), ("fr", "china")])
@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_every_leaf_fits(
    tmp_path: Path, language: str, side: str, width: int, height: int, text: float
) -> None:
    briefing = Briefing(kuala_lumpur(tmp_path, language), side)
    for page in everything(briefing, (width, height), text):
        assert misfits(page) == []
        assert height > 1100 or unreadable(page) == []


@pytest.mark.parametrize(("width", "height", "text"), SIZES)
def test_short_papers_fit_too(desk: Desk, width: int, height: int, text: float) -> None:
    for page in everything(Briefing(desk, "north"), (width, height), text):
        assert misfits(page) == []
        assert height > 1100 or unreadable(page) == []


def test_nothing_is_lost_between_leaves(tmp_path: Path) -> None:
    desk = kuala_lumpur(tmp_path, "en")
    brief = tinydesk.sitting(desk).words.scenario.sides["eu"].brief
    words = [word for word in brief.split() if "[" not in word and "]" not in word]
    for size, text in (((1280, 720), 1.0), ((1024, 640), 1.6)):
        told = " ".join(
            blit.text for page in everything(Briefing(desk, "eu"), size, text)
            for blit in page.canvas.texts
        )  # fmt: skip
        assert [word for word in words if word not in told] == []
