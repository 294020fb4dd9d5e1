"""Ways of links and courses of waters: what the checker says of their points, and what not."""

import pytest
from tiny import told

from game.authoring.check.map_paths import Region

Point = tuple[float, float]

BRUSSELS, ROTTERDAM, BEIJING, NINGBO = (4.35, 50.85), (4.5, 51.9), (116.4, 39.9), (121.5, 29.9)
LAGOS, DAKAR, BOSTON, LISBON = (3.4, 6.5), (-17.4, 14.7), (-71.1, 42.4), (-9.1, 38.7)
SUEZ = [
    (122.6, 29.6), (115, 20.5), (103.8, 1.2), (94.8, 6.2), (80.7, 5.4), (51.5, 12.7), (43.3, 12.7),
    (32.5, 29.9), (15, 35.7), (-5.6, 35.9), (-9.8, 43.4), (1.4, 51),
]  # fmt: skip
CAPE = [(103.8, 1.2), (57, -22), (18, -36), (-18, 14), (-9.8, 43.4), (1.4, 51)]
RHINE = [(8.7, 46.6), (9.6, 47.5), (7.6, 47.6), (8.3, 50), (7, 50.9), (4.5, 51.9)]
DANUBE = [(8.2, 48.1), (12.1, 49), (16.4, 48.2), (19, 47.5), (20.5, 44.8), (28, 45.3)]
NIGER = [(-10.8, 9.1), (-6, 13.5), (-3, 16.8), (0, 16.3), (3.4, 12), (6.6, 7.8), (6, 4.5)]


def way(start: Point, end: Point, *via: Point) -> list[str]:
    """What `check` says of a link from one place to another through points."""
    written = ", ".join(f"[{lon}, {lat}]" for lon, lat in via)
    ends = ", ".join(
        f"{id}: {{at: [{lon}, {lat}]}}" for id, (lon, lat) in zip("ab", (start, end), strict=True)
    )
    return told(f"map: {{places: {{{ends}}}, links: [{{from: a, to: b, via: [{written}]}}]}}")


def course(kind: str, points: list[Point], *places: Point) -> list[str]:
    """What `check` says of a river or lake on a map with some places."""
    written = ", ".join(f"[{lon}, {lat}]" for lon, lat in points)
    shown = ", ".join(f"p{i}: {{at: [{lon}, {lat}]}}" for i, (lon, lat) in enumerate(places))
    return told(
        f"map: {{places: {{{shown}}}, waters: {{w: {{kind: {kind}, points: [{written}]}}}}}}"
    )


def swapped(points: list[Point]) -> list[Point]:
    return [(lat, lon) for lon, lat in points]


@pytest.mark.parametrize(
    ("start", "end", "via"),
    [
        (NINGBO, ROTTERDAM, SUEZ),
        (NINGBO, ROTTERDAM, CAPE),
        (LISBON, LAGOS, [DAKAR]),
        (BOSTON, LISBON, [(-40, 45)]),
        (BRUSSELS, ROTTERDAM, [(6, 51)]),
        (BRUSSELS, BEIJING, [(62, 37)]),
        (BRUSSELS, BRUSSELS, [(6, 51), (6, 50)]),
        (BRUSSELS, BEIJING, [(64, 40), (60, 38)]),
    ],
)
def test_a_real_way_is_not_complained_of(start: Point, end: Point, via: list[Point]) -> None:
    assert way(start, end, *via) == []


@pytest.mark.parametrize(
    ("kind", "points", "places"),
    [
        ("river", RHINE, [BRUSSELS]),
        ("river", RHINE, [BRUSSELS, BEIJING]),
        ("river", DANUBE, [ROTTERDAM, (30.5, 50.4)]),
        ("river", NIGER, [LAGOS, DAKAR]),
        ("lake", [(9, 47.7), (9.7, 47.5), (9.3, 47.5)], [(9.2, 47.7), (8.5, 47.4)]),
        ("lake", [(49, 46), (54, 45), (53, 37), (49, 38)], [BRUSSELS, BEIJING]),
    ],
)
def test_a_real_water_is_not_complained_of(
    kind: str, points: list[Point], places: list[Point]
) -> None:
    assert course(kind, points, *places) == []
    assert course(kind, points[::-1], *places) == [], "a river can be listed from its mouth"


def test_a_way_that_is_listed_from_its_end_is_warned_of() -> None:
    assert way(ROTTERDAM, NINGBO, *SUEZ[::-1]) == []
    assert way(ROTTERDAM, NINGBO, *SUEZ) == ["warning via-backwards map.links[0].via"]


def test_a_point_is_the_same_as_an_end_within_a_twentieth_of_a_degree() -> None:
    assert way(BRUSSELS, BEIJING, (4.38, 50.85), (62, 37)) == ["error via-end map.links[0].via[0]"]
    assert way(BRUSSELS, BEIJING, (62, 37), (116.4, 39.88)) == ["error via-end map.links[0].via[1]"]
    assert way(BRUSSELS, BEIJING, (4.5, 50.85), (62, 37)) == []


def test_a_whole_path_with_its_numbers_swapped_is_one_warning() -> None:
    places = [BRUSSELS, (8.5, 47.4)]
    assert course("river", swapped(RHINE), *places) == [
        "warning points-swapped map.waters.w.points"
    ]
    via: list[Point] = [(6, 51), (7, 50), (8, 48)]
    assert way(BRUSSELS, (8.5, 47.4), *swapped(via)) == ["warning points-swapped map.links[0].via"]


def test_single_points_with_their_numbers_swapped_are_named() -> None:
    wrong = [*RHINE]
    wrong[1], wrong[4] = wrong[1][::-1], wrong[4][::-1]
    assert sorted(course("river", wrong, BRUSSELS, (8.5, 47.4))) == [
        "warning point-swapped map.waters.w.points[1]",
        "warning point-swapped map.waters.w.points[4]",
    ]


def test_what_is_far_away_is_warned_of_once_if_it_is_all_of_a_water() -> None:
    assert course("river", DANUBE, LAGOS) == ["warning water-far map.waters.w.points"]
    assert course("river", [*RHINE, (74.5, 51.9)], BRUSSELS, (8.5, 47.4)) == [
        "warning point-far map.waters.w.points[6]"
    ]
    assert way(BRUSSELS, BEIJING, (-104, 1.2)) == ["warning point-far map.links[0].via[0]"]


def test_a_water_near_the_way_of_a_link_is_seen() -> None:
    written = (
        "map: {places: {a: {at: [-9.1, 38.7]}, b: {at: [-8.6, 41.1]}}, "
        "links: [{from: a, to: b, via: [[-17, 33]]}], "
        "waters: {w: {kind: river, points: [[-28, 38], [-27, 38.5]]}}}"
    )
    assert told(written) == []
    assert told(written.replace("via: [[-17, 33]]", "name: X")) == [
        "warning water-far map.waters.w.points"
    ]


def test_a_way_between_places_that_cannot_be_read_is_still_checked_for_repeats() -> None:
    problems = told("map: {places: none, links: [{from: a, to: b, via: [[5, 50], [5, 50]]}]}")
    assert problems == [
        "error want-mapping map.places",
        "error point-twice map.links[0].via[1]",
    ]


def test_a_path_with_an_unreadable_point_is_told_of_that_alone() -> None:
    assert told(
        "map: {places: {a: {at: [4, 50]}}, waters: {w: {kind: lake, points: [[x, 1], [2, 2]]}}}"
    ) == ["error want-number map.waters.w.points[0][0]"]


def test_a_region_reaches_as_far_as_its_farthest_point() -> None:
    region = Region((0, 0), 10)
    assert region.holds((14.9, 0), 1.5, 0)
    assert not region.holds((15.1, 0), 1.5, 0)
    assert not region.holds((15.1, 0), 2, 0, 15)


def test_a_river_may_come_back_to_where_it_began() -> None:
    ring: list[Point] = [(4, 51), (5, 51), (5, 52), (4, 51)]
    assert course("river", ring, BRUSSELS) == []
    assert course("lake", ring, BRUSSELS) == ["error point-twice map.waters.w.points[3]"]


def test_waters_beside_places_that_cannot_be_read_are_not_said_to_be_alone() -> None:
    water = "waters: {w: {kind: river, points: [[5, 50], [6, 51]]}}"
    assert told(f"map: {{{water}}}") == ["warning waters-alone map.waters"]
    assert told(f"map: {{places: none, {water}}}") == ["error want-mapping map.places"]
