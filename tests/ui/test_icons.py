"""Icons: each is seen, stays in its box, is told from the others and has the colour asked for."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

from itertools import combinations
from math import dist

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from game.ui.paint import icons
from game.ui.paint.icons import NAMES, badge, badge_middle, icon

BRASS = (221, 177, 92)
INK = (24, 36, 47)
WANTED = """
    accept arrow-down arrow-left arrow-right arrow-up back bolt calendar chart check circle clock
    contrast costly cross curtain diamond document door doubtful down expert eye eye-off
    facilitator filter flag folder gear good help hourglass info keyboard language lock map map-pin
    minus more motion mouse next offer pause pen people person persona pip pip-hollow pip-spent play
    plus power quote rewind rhomb save scales seal search square star table text-size triangle
    undo up warning wire
"""


def opacity(surface: pygame.Surface) -> NDArray[np.float64]:
    """How opaque each pixel is, from 0 to 1, by column and row."""
    return pygame.surfarray.array_alpha(surface) / 255


def colours(surface: pygame.Surface) -> set[tuple[int, int, int]]:
    """The colours of all pixels that are seen at all."""
    seen = pygame.surfarray.array_alpha(surface) > 0
    return {(int(r), int(g), int(b)) for r, g, b in pygame.surfarray.array3d(surface)[seen]}


def middle(surface: pygame.Surface) -> tuple[float, float]:
    """Where the eye puts the middle: halfway between that of its box and of its weight."""
    alpha = opacity(surface)
    both = []
    for axis in (1, 0):
        along = alpha.sum(axis=axis)
        at = np.arange(len(along)) + 0.5
        seen = at[along > 0.5]
        both.append(((along * at).sum() / along.sum() + (seen[0] + seen[-1]) / 2) / 2)
    return both[0], both[1]


def test_all_that_the_window_needs_is_there() -> None:
    assert set(WANTED.split()) <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_seen_at_every_size(name: str) -> None:
    for size in (10, 12, 24, 64, 96):
        drawn = icon(name, size, BRASS)
        assert drawn.get_size() == (size, size)
        alpha = opacity(drawn)
        assert alpha.max() > 0.7, size
        assert 0.05 < alpha.mean() < 0.75, size


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_looks_alike_at_every_size(name: str) -> None:
    large = pygame.transform.smoothscale(icon(name, 96, BRASS), (24, 24))
    assert abs(opacity(large) - opacity(icon(name, 24, BRASS))).mean() < 0.03


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_leaves_its_edge_free(name: str) -> None:
    alpha = opacity(icon(name, 64, BRASS))
    alpha[1:-1, 1:-1] = 0
    assert alpha.max() == 0
    small = opacity(icon(name, 12, BRASS))
    small[1:-1, 1:-1] = 0
    assert small.max() < 0.6, "what is cut off by the edge would be full there"


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_only_in_the_colour_asked_for(name: str) -> None:
    for size in (12, 24, 64):
        assert colours(icon(name, size, BRASS)) == {BRASS}
        assert colours(icon(name, size, INK)) == {INK}


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_centred_for_the_eye(name: str) -> None:
    assert dist(middle(icon(name, 96, BRASS)), (48, 48)) < 96 * 0.05


@pytest.mark.parametrize("name", ["plus", "minus", "square", "pause", "lock", "scales", "table"])
def test_what_mirrors_itself_is_drawn_so(name: str) -> None:
    for size in (12, 17, 24, 48):
        alpha = opacity(icon(name, size, BRASS))
        assert abs(alpha - alpha[::-1]).max() < 0.1, size


def test_no_two_icons_are_mistaken_for_one_another() -> None:
    drawn = {name: opacity(icon(name, 24, BRASS)) for name in NAMES}
    alike = {
        (a, b): round(float(abs(drawn[a] - drawn[b]).mean()), 3)
        for a, b in combinations(NAMES, 2)
        if abs(drawn[a] - drawn[b]).mean() < 0.03
    }
    assert alike == {}


def test_an_accent_fills_the_tick_and_leaves_the_rest() -> None:
    plain, accented = icon("good", 64, BRASS), icon("good", 64, BRASS, INK)
    assert tuple(plain.get_at((28, 40)))[3] == 0
    assert tuple(accented.get_at((28, 40))) == (*INK, 255)
    assert tuple(accented.get_at((32, 12))) == (*BRASS, 255)


def test_an_accent_is_seen_beside_the_colour_in_what_is_not_a_hole() -> None:
    found = colours(icon("clock", 64, BRASS, INK))
    assert {BRASS, INK} <= found
    assert np.array_equal(
        opacity(icon("chart", 64, BRASS)) > 0, opacity(icon("chart", 64, BRASS, INK)) > 0
    )


def test_a_slashed_eye_is_parted_from_its_slash_with_an_accent_too() -> None:
    with_, without = icon("eye-off", 64, BRASS, INK), icon("eye-off", 64, BRASS)
    holes = opacity(without) == 0
    assert opacity(with_)[holes].max() == 0


def test_an_icon_is_drawn_once() -> None:
    assert icon("seal", 24, BRASS) is icon("seal", 24, BRASS)
    assert icon("seal", 24, BRASS) is not icon("seal", 24, INK)
    assert badge(1, 24, BRASS) is badge(1, 24, BRASS)


def test_only_so_many_are_kept() -> None:
    first = icon("minus", 1, (0, 0, 0)), badge(0, 1, (0, 0, 0))
    for grey in range(1, icons.KEPT + 20):
        icon("minus", 1, (grey % 256, grey // 256, 0))
        badge(0, 1, (grey % 256, grey // 256, 0))
    assert icon("minus", 1, (0, 0, 0)) is not first[0]
    assert badge(0, 1, (0, 0, 0)) is not first[1]


def test_a_name_that_is_none_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="handshake"):
        icon("handshake", 24, BRASS)


@pytest.mark.parametrize("shape", range(6))
def test_a_badge_is_filled_and_has_an_edge_where_one_is_wanted(shape: int) -> None:
    x, y = badge_middle(shape, 64)
    plain, edged = badge(shape, 64, BRASS), badge(shape, 64, BRASS, INK, 2)
    assert colours(plain) == {BRASS}
    assert tuple(edged.get_at((int(x), int(y)))) == (*BRASS, 255)
    assert np.array_equal(opacity(plain), opacity(edged))
    across = [tuple(edged.get_at((int(x), row)))[:3] for row in range(64)]
    lower = across[int(y) :]
    assert 1 <= lower.count(INK) <= 3
    assert lower.index(INK) > 10


def test_an_edge_wider_than_the_badge_leaves_nothing_else() -> None:
    assert np.array_equal(opacity(badge(3, 10, BRASS, INK, 9)), opacity(badge(3, 10, INK)))
    assert tuple(badge(3, 10, BRASS, INK, 9).get_at((3, 7))) == (*INK, 255)


@pytest.mark.parametrize("size", [14, 20, 24, 44])
def test_the_shapes_of_sides_differ(size: int) -> None:
    drawn = [opacity(badge(shape, size, BRASS)) for shape in range(6)]
    for a, b in combinations(drawn, 2):
        assert abs(a - b).mean() > 0.04


def test_a_badge_and_the_icon_of_its_shape_are_the_same() -> None:
    for shape, name in enumerate(("circle", "square", "rhomb", "triangle", "pentagon", "hexagon")):
        assert np.array_equal(opacity(badge(shape, 32, INK)), opacity(icon(name, 32, INK)))


def test_a_seventh_side_begins_again() -> None:
    assert np.array_equal(opacity(badge(6, 32, INK)), opacity(badge(0, 32, INK)))
    assert badge_middle(9, 48) == badge_middle(3, 48)
