"""The map shows what runs between places, as far as the side that looks may know."""

from pathlib import Path

import lookedback
import pytest
import tiny_program
from drawing import drawn, misfits, texts

from game.ui.map_drawing import world_map
from game.ui.map_drawing.world_map import MapLink, _pill_size
from game.ui.page.page import Page
from game.ui.page.screen import Pop
from game.ui.program.program import Program
from game.ui.screens.map_view import MapView


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return lookedback.begun(tmp_path)


def test_it_leads_back(program: Program) -> None:
    view = MapView(program, "north")
    for key in ("escape", "m", "enter"):
        assert view.handle(view.keys[key]) == Pop()


def test_a_links_width_is_its_tracks_share_of_its_range(program: Program) -> None:
    letters, gold, path = MapView(program, "south").flows()
    assert (letters.share, letters.figure, letters.remark) == (0.5, "50", "Low")
    assert (gold.share, gold.figure) == (5 / 9, "5")
    assert (path.share, path.figure, path.remark) == (None, "", "")


def test_a_track_that_a_side_does_not_see_leaves_a_thin_line_without_a_number(
    program: Program,
) -> None:
    gold = MapView(program, "north").flows()[1]
    assert (gold.name, gold.share, gold.figure, gold.remark) == ("Gold", None, "", "")
    told = texts(drawn(MapView(program, "north")))
    assert "You can’t see how much." in told
    assert "Purse" not in told
    assert "Purse" in texts(drawn(MapView(program, "south")))


def test_a_link_without_a_name_does_not_tell_of_a_hidden_track(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("track: purse, name: Gold", "track: purse")
    program = tiny_program.playing(tmp_path, text=text)
    assert MapView(program, "north").flows()[1].name == ""
    assert MapView(program, "south").flows()[1].name == "Purse"
    hidden, plain = "You can’t see how much.", "Nothing is measured here."
    assert hidden not in texts(drawn(MapView(program, "north")))
    assert plain in texts(drawn(MapView(program, "north")))


def test_every_place_is_named(program: Program) -> None:
    told = texts(drawn(MapView(program, "north")))
    for name in ("The hut", "The inn", "The bridge", "Letters", "A path"):
        assert name in told


def test_a_scenario_without_a_map_says_so(tmp_path: Path) -> None:
    view = MapView(tiny_program.playing(tmp_path), "north")
    page = drawn(view)
    assert "This scenario has no map." in texts(page)
    assert misfits(page) == []


@pytest.mark.parametrize(("unit", "figure"), [("coin | coins", "5\u00a0coins"), ('"%"', "5%")])
def test_a_pill_and_a_gauge_have_the_unit_behind_the_figure(
    unit: str, figure: str, tmp_path: Path
) -> None:
    text = lookedback.STORY.replace("purse: {start: 5,", f"purse: {{start: 5, unit: {unit},")
    view = MapView(tiny_program.playing(tmp_path, text=text), "south")
    assert view.flows()[1].figure == figure
    told = texts(drawn(view)).splitlines()
    assert figure in told
    assert figure.removeprefix("5").strip() in told, "the gauge draws its unit by itself"


def test_a_scale_stands_beside_the_band_and_not_behind_the_figure(tmp_path: Path) -> None:
    text = lookedback.STORY.replace("trust: {start: 50,", "trust: {start: 50, unit: 2024 = 100,")
    view = MapView(tiny_program.playing(tmp_path, text=text), "south")
    assert (view.flows()[0].figure, view.flows()[0].remark) == ("50", "Low · 2024 = 100")
    assert "Low · 2024 = 100" in texts(drawn(view))


def test_a_pill_in_little_room_keeps_the_name_of_its_link(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = MapView(program, "south")
    letters = view.flows()[0]
    roomy = texts(drawn(view)).splitlines()
    assert letters.remark in roomy
    large = _pill_size

    def too_large(page: Page, flow: MapLink, whole: bool) -> tuple[int, int]:
        return (9999, 9999) if whole else large(page, flow, whole)

    monkeypatch.setattr(world_map, "_pill_size", too_large)
    told = texts(drawn(view)).splitlines()
    assert told.count(letters.name) == roomy.count(letters.name), "it isn't a figure alone"
    assert letters.figure in told
