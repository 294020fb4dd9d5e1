"""The map's picture, what lies on it, and where its labels stand."""

import math
import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.presenter.map.link_paths import Arc, curve
from game.presenter.map.viewport import Viewport
from game.ui.map_drawing import arcs
from game.ui.map_drawing.arcs import HEART, dot, draw_arrow, draw_link
from game.ui.map_drawing.labels import AWAY, spread
from game.ui.map_drawing.picture import Light, backdrop, glow
from game.ui.paint.picture_cache import forget_pictures

SIZE = (480, 270)
BRUSSELS, BEIJING, ATLANTIC = (4.35, 50.85), (116.4, 39.9), (-21.0, 53.0)
BLUE, RED, BLACK = (61, 108, 200), (194, 74, 53), (0, 0, 0)
LENS = Viewport.fit([BRUSSELS, BEIJING], SIZE, (80, 90, 60, 90))

Rect = pygame.Rect
places = st.tuples(st.floats(-20, 150), st.floats(-10, 70))


def at(surface: pygame.Surface, point: tuple[float, float]) -> tuple[int, int, int]:
    r, g, b, _ = surface.get_at((round(point[0]), round(point[1])))
    return r, g, b


def black(size: tuple[int, int] = SIZE) -> pygame.Surface:
    surface = pygame.Surface(size)
    surface.fill(BLACK)
    return surface


@given(
    st.lists(places, min_size=1, max_size=6),
    st.tuples(*[st.integers(0, 100)] * 4),
)
def test_a_lens_shows_what_it_was_fitted_to_inside_its_margins(
    shown: list[tuple[float, float]], margins: tuple[int, int, int, int]
) -> None:
    viewport = Viewport.fit(shown, SIZE, margins)
    for place in shown:
        x, y = viewport.at(*place)
        assert margins[0] - 1e-6 <= x <= SIZE[0] - margins[2] + 1e-6
        assert margins[1] - 1e-6 <= y <= SIZE[1] - margins[3] + 1e-6


def test_a_lens_without_places_or_room_still_is_one() -> None:
    assert Viewport.fit([], SIZE).pixel((0, 0)) == (240, 135)
    assert Viewport.fit([BRUSSELS], (20, 20), (15, 15, 15, 15)).scale > 0


def test_a_lens_sees_the_box_that_it_draws() -> None:
    left, top, right, bottom = LENS.box()
    assert LENS.pixel((left, top)) == pytest.approx((0, 0))
    assert LENS.pixel((right, bottom)) == pytest.approx(SIZE)


def test_the_backdrop_is_the_same_twice_and_not_one_colour() -> None:
    first = backdrop(LENS).copy()
    forget_pictures()
    second = backdrop(LENS)
    assert first.get_buffer().raw == second.get_buffer().raw
    assert first.get_size() == SIZE
    colours = {at(first, (x, y)) for x in range(0, 480, 7) for y in range(0, 270, 7)}
    assert len(colours) > 20


def test_land_is_lighter_than_the_sea() -> None:
    picture = backdrop(LENS)
    inland, sea = at(picture, LENS.at(70, 55)), at(picture, LENS.at(*ATLANTIC))
    assert sum(inland) > sum(sea) + 60
    lake = at(picture, LENS.at(50.8, 40.5))
    assert sum(lake) < sum(inland) - 20


def test_what_is_far_from_the_middle_fades_out() -> None:
    viewport = Viewport(0, 0, 60, SIZE)
    picture = backdrop(viewport)
    near, far = at(picture, viewport.at(25, 0)), at(picture, viewport.at(-62, -25))
    assert sum(near) > sum(far) + 60
    assert far == pytest.approx(at(picture, (1, viewport.at(-62, -25)[1])), abs=3)


def test_lights_colour_the_land_around_their_places() -> None:
    dark = backdrop(LENS)
    lit = backdrop(LENS, (Light(*BRUSSELS, BLUE), Light(*BEIJING, RED)))
    x, y = LENS.at(*BEIJING)
    assert at(lit, (x - 6, y))[0] > at(dark, (x - 6, y))[0] + 30
    x, y = LENS.at(*BRUSSELS)
    assert at(lit, (x + 6, y + 4))[2] > at(dark, (x + 6, y + 4))[2] + 30
    assert at(lit, LENS.at(70, 60)) == at(dark, LENS.at(70, 60))


def test_two_lights_at_one_place_are_no_brighter_than_their_colour() -> None:
    once = backdrop(LENS, (Light(*BEIJING, RED),))
    often = backdrop(LENS, (Light(*BEIJING, RED),) * 5)
    point = LENS.at(*BEIJING)
    assert at(often, point) == pytest.approx(at(once, point), abs=6)


def test_a_glow_is_brightest_in_its_middle_and_gone_at_its_edge() -> None:
    surface = black()
    glow(surface, (200, 100), 60, BLUE)
    row = [sum(at(surface, (200 + x, 100))) for x in range(0, 70, 5)]
    assert row == sorted(row, reverse=True)
    assert at(surface, (200, 100)) == pytest.approx(BLUE, abs=6)
    assert row[-1] == 0


def test_an_arc_goes_from_colour_to_colour_through_a_pale_heart() -> None:
    surface = black()
    a, b = (60, 180), (420, 200)
    draw_link(surface, Arc(a, b), BLUE, RED, 8)
    middle = curve(a, b, 0.5)
    assert min(at(surface, middle)) > 180
    r, _, blue = at(surface, curve(a, b, 0.06))
    assert blue > r + 40
    r, _, blue = at(surface, curve(a, b, 0.94))
    assert r > blue + 40


def test_a_wider_arc_is_wider_and_glows_farther() -> None:
    def across(width: float, least: int) -> int:
        surface = black()
        way = Arc((60, 180), (420, 180))
        draw_link(surface, way, BLUE, RED, width)
        x, y = way.at(0.5)
        return sum(sum(at(surface, (x, y + off))) > least for off in range(-60, 60))

    for least in (500, 12):
        widths = [across(width, least) for width in (1.5, 4, 7, 10)]
        assert widths == sorted({*widths})
    assert abs(across(10, 500) - 10) <= 2
    assert across(10, 12) > 16


@given(
    st.tuples(st.floats(0, 400), st.floats(0, 400)),
    st.tuples(st.floats(0, 400), st.floats(0, 400)),
)
def test_an_arc_begins_and_ends_at_its_places_and_is_the_same_way_back(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert curve(a, b, 0) == pytest.approx(a)
    assert curve(a, b, 1) == pytest.approx(b)
    assert curve(a, b, 0.25) == pytest.approx(curve(b, a, 0.75))
    straight = [(x + y) / 2 for x, y in zip(a, b, strict=True)]
    assert math.dist(curve(a, b, 0.5, 0.2), straight) == pytest.approx(0.2 * math.dist(a, b))
    assert curve(a, b, 0.5)[1] <= straight[1] + 1e-9


def test_an_arc_from_a_place_to_itself_is_drawn() -> None:
    surface = black()
    draw_link(surface, Arc((50, 50), (50, 50)), BLUE, RED, 4)
    assert at(surface, (50, 50)) != BLACK


def test_arcs_draw_nothing_far_away_and_keep_to_the_clip() -> None:
    surface = black()
    surface.set_clip(Rect(0, 0, 100, 270))
    draw_link(surface, Arc((60, 180), (420, 200)), BLUE, RED, 8)
    surface.set_clip(None)
    assert at(surface, curve((60, 180), (420, 200), 0.5)) == BLACK


def test_places_have_their_sides_shape_and_a_white_rim() -> None:
    pictures = set()
    for shape in range(6):
        surface = black((40, 40))
        dot(surface, (20, 20), BLUE, shape)
        assert at(surface, (20, 20)) == BLUE
        rim = pygame.mask.from_threshold(surface, arcs.RIM, (40, 40, 40))
        assert rim.count() > 20
        assert math.dist(rim.centroid(), (20, 20)) < 2.5
        pictures.add(surface.get_buffer().raw)
    assert len(pictures) == 6


def test_a_place_of_no_side_is_grey_and_smaller() -> None:
    surface, other = black((40, 40)), black((40, 40))
    dot(surface, (20, 20), None, 3)
    dot(other, (20, 20), BLUE, 0)
    assert at(surface, (20, 20)) == arcs.NOBODY
    inks = [pygame.mask.from_threshold(each, BLACK, (1, 1, 1)).count() for each in (surface, other)]
    assert inks[0] > inks[1]


def test_an_arrow_points_the_way_of_its_arc() -> None:
    def weight(a: tuple[float, float], b: tuple[float, float]) -> float:
        surface = black()
        draw_arrow(surface, Arc(a, b), 0.5, 12)
        mask = pygame.mask.from_threshold(surface, HEART, (60, 60, 60))
        return mask.get_bounding_rects()[0].centerx - mask.centroid()[0]

    east = weight((100, 200), (300, 200))
    west = weight((300, 200), (100, 200))
    assert east > 0 > west


boxed = st.tuples(st.floats(0, 600), st.floats(0, 300), st.integers(10, 160), st.integers(10, 30))


@given(st.lists(boxed, max_size=14), st.booleans())
def test_labels_do_not_lie_on_each_other_or_on_what_is_taken(
    labels: list[tuple[float, float, int, int]], bound: bool
) -> None:
    taken = [Rect(200, 100, 150, 40)]
    boxes = spread(labels, Rect(0, 0, 600, 300) if bound else None, taken)
    assert [box.size for box in boxes] == [(w, h) for _, _, w, h in labels]
    everything = [*boxes, *taken]
    for number, box in enumerate(everything):
        assert box.collidelist(everything[number + 1 :]) == -1


def test_labels_leave_places_free_and_stay_inside_where_there_is_room() -> None:
    labels = [(300.0, 150.0, 90, 24), (340.0, 146.0, 80, 24), (590.0, 20.0, 90, 24)]
    window = Rect(0, 0, 600, 300)
    boxes = spread(labels, window)
    for box in boxes:
        assert window.contains(box)
        assert not any(box.collidepoint(x, y) for x, y, _, _ in labels)


def test_a_label_that_finds_no_room_stands_below_everything() -> None:
    (box,) = spread([(100, 100, 60, 20)], None, [Rect(-900, -900, 2000, 2000)])
    assert (box.centerx, box.size) == (100, (60, 20))
    assert box.top >= 1100


def test_a_lonely_label_stands_to_the_right_of_its_place() -> None:
    (box,) = spread([(100, 100, 60, 20)])
    assert box.midleft == (100 + AWAY, 100)
    assert spread([]) == []
