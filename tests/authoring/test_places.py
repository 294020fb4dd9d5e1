"""Places on the map: on the globe, and not the other way round."""

from math import isclose

import pytest
from tiny import told

from game.authoring.check.place_checks import distance

Point = tuple[float, float]

BRUSSELS, KYIV, MOSCOW, BEIJING = (4.35, 50.85), (30.52, 50.45), (37.62, 55.75), (116.4, 39.9)
JAKARTA, BRASILIA, CAPE_TOWN, NAIROBI = (106.8, -6.2), (-47.9, -15.8), (18.4, -33.9), (36.8, -1.3)
LONDON, SINGAPORE, WASHINGTON, NULL = (-0.1, 51.5), (103.8, 1.35), (-77.04, 38.9), (0.0, 0.0)


def places(*points: Point) -> list[str]:
    """What `check` says of these places, p0, p1, …"""
    written = ", ".join(f"p{i}: {{at: [{lon}, {lat}]}}" for i, (lon, lat) in enumerate(points))
    return told(f"map: {{places: {{{written}}}}}")


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ((180, 90), []),
        ((-180, -90), []),
        ((0, 90.5), ["error degrees-range map.places.p0.at[1]"]),
        ((170, -91), ["error degrees-range map.places.p0.at[1]"]),
        ((181, 0), ["error degrees-range map.places.p0.at[0]"]),
        ((39.9, 116.4), ["error degrees-range map.places.p0.at[1]"]),
    ],
)
def test_a_place_lies_on_the_globe(point: Point, found: list[str]) -> None:
    assert places(point) == found


@pytest.mark.parametrize(
    "points",
    [
        [BRUSSELS],
        [BRUSSELS, BEIJING],
        [BRUSSELS, KYIV, MOSCOW, BEIJING],
        [BRUSSELS, NAIROBI],
        [LONDON, SINGAPORE, WASHINGTON],
        [JAKARTA, BRASILIA, CAPE_TOWN, NAIROBI],
        [NULL, BRUSSELS],
        [BRASILIA, WASHINGTON],
        [CAPE_TOWN, BRASILIA],
        [BRUSSELS, (34.0, 43.0), KYIV],
    ],
)
def test_real_places_far_apart_are_not_taken_for_swapped(points: list[Point]) -> None:
    assert places(*points) == []


@pytest.mark.parametrize(
    ("points", "swapped"),
    [
        ([BRUSSELS, (51.5, -0.1), KYIV], "p1"),
        ([MOSCOW, (59.9, 30.3), BEIJING], "p1"),
        ([NAIROBI, (0.3, 32.6), JAKARTA], "p1"),
    ],
)
def test_a_place_that_only_fits_the_others_the_other_way_round_is_warned_of(
    points: list[Point], swapped: str
) -> None:
    assert places(*points) == [f"warning place-swapped map.places.{swapped}.at"]


def test_distances_are_those_on_a_globe() -> None:
    assert isclose(distance((0, 0), (90, 0)), 90)
    assert isclose(distance((0, 90), (123, -90)), 180)
    assert distance(BRUSSELS, BRUSSELS) < 1e-5
    assert isclose(distance((179, 0), (-179, 0)), 2)
