"""Ways of links through points, and rivers and lakes: where they run, and what is drawn of them."""

import math
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
import pytest
import tiny_program
from drawing import SIZES, drawn, misfits, texts, unreadable
from hypothesis import assume, given
from hypothesis import strategies as st

from game.model.scenario import LAKE, RIVER, STRAIGHT, Water
from game.presenter.map.atlas import project
from game.presenter.map.link_paths import Arc, Polyline, find_link_path, smoothed
from game.presenter.map.viewport import Viewport
from game.ui.map_drawing.arcs import HEART, draw_arrow, draw_link
from game.ui.map_drawing.picture import backdrop
from game.ui.map_drawing.waters import find_label_rooms, trace_water
from game.ui.map_drawing.world_map import MapLink, find_paths, find_viewport
from game.ui.program.program import Program
from game.ui.screens.map_view import MapView

SIZE = (480, 270)
EUROPE = Viewport.fit([(4.5, 51.9), (30, 45)], SIZE, (40, 60, 40, 60))
BLUE, RED, BLACK = (61, 108, 200), (194, 74, 53), (0, 0, 0)
Point = tuple[float, float]
pixels = st.tuples(st.integers(0, 400), st.integers(0, 200))
RHINE = ((7.6, 47.6), (8.3, 50.0), (7.0, 50.9), (4.5, 51.9))
DANUBE = ((12.1, 49.0), (16.4, 48.2), (19.0, 47.5), (20.5, 44.8), (25.0, 43.7), (28.0, 45.3))


def at(surface: pygame.Surface, point: Point) -> tuple[int, int, int]:
    r, g, b, _ = surface.get_at((round(point[0]), round(point[1])))
    return r, g, b


def black() -> pygame.Surface:
    surface = pygame.Surface(SIZE)
    surface.fill(BLACK)
    return surface


# The way of a link


def test_a_link_without_points_is_an_arc_and_straight_only_if_asked() -> None:
    assert find_link_path([(0, 0), (90, 0)], is_smooth=True, bend=0.2) == Arc((0, 0), (90, 0), 0.2)
    assert find_link_path([(0, 0), (90, 0)], is_smooth=False) == Polyline(((0, 0), (90, 0)))
    assert find_link_path([(0, 0), (45, 80), (90, 0)], is_smooth=False).at(0.5) == (45, 80)


@given(st.lists(pixels, min_size=2, max_size=8, unique=True), st.booleans())
def test_a_way_begins_and_ends_at_its_places_and_passes_its_points_in_order(
    corners: list[Point], is_smooth: bool
) -> None:
    way = find_link_path([*map(_floats, corners)], is_smooth, bend=0)
    points = [way.at(share / 2000) for share in range(2001)]
    assert points[0] == pytest.approx(corners[0])
    assert points[-1] == pytest.approx(corners[-1])
    start = 0
    for corner in corners:
        near = [i for i in range(start, 2001) if math.dist(points[i], corner) < 3]
        assert near, corner
        start = near[0]


def _floats(point: Point) -> Point:
    return float(point[0]), float(point[1])


@given(st.lists(pixels, min_size=3, max_size=8, unique=True))
def test_a_smooth_way_turns_nowhere_sharply(corners: list[Point]) -> None:
    assume(all(cosine > -0.9 for cosine in _turns(corners)))
    assert all(cosine > -0.5 for cosine in _turns(smoothed(corners)))


def _turns(points: Sequence[Point]) -> list[float]:
    """The cosines of the angles by which a line turns: 1 goes on, -1 goes back."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    lengths = [math.hypot(*step) for step in steps]
    return [
        (a[0] * b[0] + a[1] * b[1]) / first / second
        for (a, b), (first, second) in zip(pairwise(steps), pairwise(lengths), strict=True)
        if min(first, second) > 0.05
    ]


def test_a_closed_curve_passes_all_corners_and_leads_back() -> None:
    corners = [(0.0, 0.0), (100.0, 0.0), (100.0, 60.0), (0.0, 60.0)]
    points = smoothed(corners, closed=True)
    for corner in corners:
        assert min(math.dist(corner, point) for point in points) < 1e-9
    assert math.dist(points[0], points[-1]) < 10
    assert min(y for _, y in points) < -1, "a lake is rounder than its corners"


def test_equal_corners_and_two_of_them_make_no_trouble() -> None:
    assert smoothed([(0, 0), (0, 0), (9, 0)]) == ((0, 0), (9, 0))
    assert Polyline(((5, 5), (5, 5))).at(0.3) == (5, 5)


def test_the_points_of_a_way_are_evenly_spread() -> None:
    points = Polyline(((0, 0), (100, 0), (100, 200))).points()
    steps = [math.dist(a, b) for a, b in pairwise(points)]
    assert max(steps) == pytest.approx(6, abs=0.1)
    assert len(Polyline(((0, 0), (9000, 0))).points()) == 401
    assert len(Polyline(((0, 0), (9, 0))).points()) == 13


def test_a_link_is_drawn_along_its_way_and_not_along_the_arc() -> None:
    surface = black()
    a, b = (60.0, 200.0), (420.0, 200.0)
    way = find_link_path([a, (240.0, 60.0), b], is_smooth=True)
    draw_link(surface, way, BLUE, RED, 8)
    assert min(at(surface, (240, 60))) > 180
    assert at(surface, Arc(a, b).at(0.5)) == BLACK
    assert at(surface, way.at(0.06))[2] > at(surface, way.at(0.06))[0] + 40
    assert at(surface, way.at(0.94))[0] > at(surface, way.at(0.94))[2] + 40


def test_an_arrow_points_along_the_way() -> None:
    surface = black()
    draw_arrow(surface, Polyline(((100, 20), (100, 220), (300, 220))), 0.25, 12)
    mask = pygame.mask.from_threshold(surface, HEART, (60, 60, 60))
    box = mask.get_bounding_rects()[0]
    assert box.collidepoint(100, 120)
    assert mask.centroid()[1] < box.centery, "it is broad above and has its tip below"


def test_only_arcs_between_the_same_places_bend_differently() -> None:
    flows = [
        MapLink("", 0, 1, None),
        MapLink("", 0, 1, None, via=((10, 50),)),
        MapLink("", 1, 0, None),
        MapLink("", 0, 1, None, is_smooth=False),
    ]
    first, way, second, straight = find_paths(EUROPE, [(4.5, 51.9), (30, 45)], flows)
    assert isinstance(first, Arc)
    assert isinstance(second, Arc)
    assert (first.bend, second.bend) == (0.16, 0.27)
    assert isinstance(way, Polyline)
    assert straight == Polyline((EUROPE.at(4.5, 51.9), EUROPE.at(30, 45)))
    passed = EUROPE.at(10, 50)
    assert min(math.dist(passed, point) for point in way.corners) < 1e-6


# Waters


def water(points: tuple[Point, ...], kind: str = RIVER, line: str = "smooth") -> Water:
    return Water(kind=kind, points=points, line=line)


def test_a_river_is_cut_out_of_the_land_with_a_bank_on_both_sides() -> None:
    wide = Viewport.fit([(4.5, 51.9), (30, 45)], (960, 540), (80, 120, 80, 120))
    dry, wet = backdrop(wide), backdrop(wide, (), (trace_water(water(DANUBE)),))
    x, y = wide.at(19.0, 47.5)
    assert sum(at(wet, (x, y))) < sum(at(dry, (x, y))) - 20
    changed = [dx for dx in range(-9, 10) if at(wet, (x + dx, y)) != at(dry, (x + dx, y))]
    lighter = [dx for dx in changed if sum(at(wet, (x + dx, y))) > sum(at(dry, (x + dx, y)))]
    assert min(lighter) < 0 < max(lighter)
    far = wide.at(24, 50)
    assert at(wet, far) == at(dry, far)


def test_a_river_leaves_the_sea_as_it_is() -> None:
    sea = ((0.5, 55.0), (2.0, 56.5), (4.0, 56.0))
    dry, wet = backdrop(EUROPE), backdrop(EUROPE, (), (trace_water(water(sea)),))
    assert dry.get_buffer().raw == wet.get_buffer().raw


def test_a_lake_is_filled_and_its_line_can_be_straight() -> None:
    shore = ((14.0, 50.0), (18.0, 50.0), (18.0, 52.0), (14.0, 52.0))
    smooth, straight = (trace_water(water(shore, LAKE, line)) for line in ("smooth", STRAIGHT))
    assert straight.line == tuple(project(*point) for point in shore)
    dry = backdrop(EUROPE)
    for lake in (smooth, straight):
        wet = backdrop(EUROPE, (), (lake,))
        inside = EUROPE.at(16, 51)
        assert sum(at(wet, inside)) < sum(at(dry, inside)) - 20
    beyond = EUROPE.at(16, 49.93)
    assert sum(at(backdrop(EUROPE, (), (smooth,)), beyond)) != sum(at(dry, beyond))


def test_waters_outside_of_the_picture_are_not_drawn() -> None:
    away = (water(((100, 20), (105, 12))), water(((100, 20), (105, 12), (106, 15)), LAKE))
    lines = tuple(map(trace_water, away))
    assert backdrop(EUROPE).get_buffer().raw == backdrop(EUROPE, (), lines).get_buffer().raw
    assert list(find_label_rooms(lines[0], EUROPE, (40, 12), 6)) == []


def test_the_name_of_a_lake_stands_on_it_if_it_fits_and_else_beside_it() -> None:
    shore = ((14.0, 48.0), (22.0, 48.0), (22.0, 52.0), (14.0, 52.0))
    lake = trace_water(water(shore, LAKE, STRAIGHT))
    inside = [EUROPE.at(*point) for point in shore]
    small, *_ = find_label_rooms(lake, EUROPE, (30, 12), 6)
    assert min(x for x, _ in inside) < small.x < small.right < max(x for x, _ in inside)
    large, *_ = find_label_rooms(lake, EUROPE, (300, 12), 6)
    assert large.x >= max(x for x, _ in inside) + 5


def test_the_name_of_a_river_stands_beside_it() -> None:
    river = trace_water(water(DANUBE))
    rooms = list(find_label_rooms(river, EUROPE, (40, 12), 6))
    assert len(rooms) == 20
    middle = Polyline(tuple(EUROPE.pixel(point) for point in river.line)).at(0.5)
    assert math.dist(rooms[0].midleft, middle) < 8


# The map in the window

MAP = """
map:
  places:
    basel: {name: Basel, at: [7.6, 47.6], side: north}
    rotterdam: {name: Rotterdam, at: [4.5, 51.9], side: south}
  links:
    - {from: basel, to: rotterdam, via: [[8.3, 50], [-9, 52]], name: A long way round}
    - {from: rotterdam, to: basel, line: straight}
  waters:
    rhine: {kind: river, name: The Rhine, points: [[7.6, 47.6], [8.3, 50], [7, 50.9], [4.5, 51.9]]}
    lake: {kind: lake, name: A lake, points: [[11, 50], [12, 50], [12, 51]]}
    brook: {kind: river, points: [[2, 47], [3, 48]]}
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return tiny_program.playing(tmp_path, text=MAP)


def test_the_map_shows_links_ways_and_the_names_of_waters(program: Program) -> None:
    view = MapView(program, "north")
    way, straight = view.flows()
    assert (way.via, way.is_smooth) == (((8.3, 50), (-9, 52)), True)
    assert (straight.via, straight.is_smooth) == ((), False)
    assert [each.name for each in view.waters()] == ["The Rhine", "A lake", ""]
    told = texts(drawn(view))
    for name in ("Basel", "A long way round", "The Rhine", "A lake"):
        assert name in told
    assert "Brook" not in told


def test_the_map_is_large_enough_for_every_point_of_a_way(program: Program) -> None:
    view = MapView(program, "north")
    page, room = drawn(view), pygame.Rect(40, 80, 700, 560)
    viewport = find_viewport(page, room, view.sites(page), view.flows())
    for point in ((7.6, 47.6), (4.5, 51.9), (-9, 52)):
        assert room.collidepoint(viewport.at(*point)), point


def test_a_map_with_waters_fits_and_can_be_read_at_all_sizes(program: Program) -> None:
    view = MapView(program, "north")
    for width, height, text in SIZES:
        page = drawn(view, (width, height), text)
        assert misfits(page) == [], (width, height, text)
        assert "The Rhine" in texts(page), (width, height, text)
    assert unreadable(drawn(view, (1280, 720))) == []
    assert unreadable(drawn(view, (1280, 720), high_contrast=True)) == []
