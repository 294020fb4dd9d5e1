"""The map shows what runs between places, as far as the side that looks may know."""

from pathlib import Path

import lookedback
import pytest
import tinydesk
from drawing import SIZES, drawn, misfits, texts, unreadable

from game.bots.seats import ME
from game.ui.desk import Desk
from game.ui.intents import Do
from game.ui.library import Book
from game.ui.screen import Pop
from game.ui.screens.mapview import MapView


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lookedback.begun(tmp_path)


def kuala_lumpur(folder: Path, language: str) -> Desk:
    desk = tinydesk.desk(folder, language)
    book = next(each for each in desk.books if isinstance(each, Book))
    desk.begin(book, dict.fromkeys(book.scenario(language).sides, ME), 1)
    return desk


def test_it_leads_back(desk: Desk) -> None:
    view = MapView(desk, "north")
    for key in ("escape", "m", "enter"):
        assert view.handle(view.keys[key]) == Pop()
    assert view.handle(Do("nonsense")) is None


def test_a_links_width_is_its_tracks_share_of_its_range(desk: Desk) -> None:
    letters, gold, path = MapView(desk, "south").flows()
    assert (letters.share, letters.figure, letters.told) == (0.5, "50", "Low")
    assert (gold.share, gold.figure) == (5 / 9, "5")
    assert (path.share, path.figure, path.told) == (None, "", "")


def test_a_track_that_a_side_does_not_see_leaves_a_thin_line_without_a_number(desk: Desk) -> None:
    gold = MapView(desk, "north").flows()[1]
    assert (gold.name, gold.share, gold.figure, gold.told) == ("Gold", None, "", "")
    told = texts(drawn(MapView(desk, "north")))
    assert "You can't see how much." in told
    assert "Purse" not in told
    assert "Purse" in texts(drawn(MapView(desk, "south")))


def test_a_link_without_a_name_does_not_tell_of_a_hidden_track(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("track: purse, name: Gold", "track: purse")
    desk = tinydesk.playing(tmp_path, text=text)
    assert MapView(desk, "north").flows()[1].name == ""
    assert MapView(desk, "south").flows()[1].name == "Purse"
    hidden, plain = "You can't see how much.", "Nothing is measured here."
    assert hidden not in texts(drawn(MapView(desk, "north")))
    assert plain in texts(drawn(MapView(desk, "north")))


def test_every_place_is_named(desk: Desk) -> None:
    told = texts(drawn(MapView(desk, "north")))
    for name in ("The hut", "The inn", "The bridge", "Letters", "A path"):
        assert name in told


def test_a_scenario_without_a_map_says_so(tmp_path: Path) -> None:
    view = MapView(tinydesk.playing(tmp_path), "north")
    page = drawn(view)
    assert "This scenario has no map." in texts(page)
    assert misfits(page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_fits_and_can_be_read(language: str, tmp_path: Path) -> None:
    view = MapView(kuala_lumpur(tmp_path, language), "eu")
    for width, height, text in SIZES:
        page = drawn(view, (width, height), text)
        assert misfits(page) == [], (width, height, text)
    assert unreadable(drawn(view, (1920, 1080))) == []
    assert unreadable(drawn(view, (1280, 720), high_contrast=True)) == []
