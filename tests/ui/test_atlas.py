"""The land of the map, and where the projection puts it."""

import importlib.util
import json
import math
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.presenter.map import atlas
from game.presenter.map.atlas import bounds, cut, graticule, horizon, land, project, runs

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "assets" / "map" / "land.json"

lons, lats = st.floats(-180, 180), st.floats(-70, 85)
places = st.tuples(lons, lats).filter(lambda place: angle(*place) < 150)


def angle(lon: float, lat: float) -> float:
    """Degrees between a place and the middle of the map."""
    cos = math.sin(math.radians(40)) * math.sin(math.radians(lat))
    cos += math.cos(math.radians(40)) * math.cos(math.radians(lat)) * math.cos(
        math.radians(lon - 60)
    )  # fmt: skip
    return math.degrees(math.acos(min(1.0, max(-1.0, cos))))


def area(points: list[tuple[float, float]]) -> float:
    """With a sign: positive where the points go clockwise on a screen."""
    return sum(a * d - b * c for (a, b), (c, d) in pairwise([*points, points[0]])) / 2


def test_the_middle_of_the_map_is_in_the_middle() -> None:
    assert project(60, 40) == pytest.approx((0, 0))


@given(places)
def test_a_patch_has_the_area_that_it_has_on_the_globe(place: tuple[float, float]) -> None:
    (lon, lat), half = place, 0.01
    corners = ((-half, half), (half, half), (half, -half), (-half, -half))
    drawn = area([project(lon + x, lat + y) for x, y in corners])
    low, high = math.radians(lat - half), math.radians(lat + half)
    assert drawn == pytest.approx(
        math.radians(2 * half) * (math.sin(high) - math.sin(low)), rel=1e-4
    )


@given(places)
def test_what_is_as_far_from_the_middle_is_drawn_as_far_from_it(place: tuple[float, float]) -> None:
    assert math.hypot(*project(*place)) == pytest.approx(horizon(angle(*place)), abs=1e-6)


@pytest.mark.parametrize(("lon", "lat"), [(4.35, 50.85), (116.4, 39.9)])
def test_brussels_and_beijing_stand_upright(lon: float, lat: float) -> None:
    (x, y), (north_x, north_y) = project(lon, lat), project(lon, lat + 1)
    assert y < 0
    assert north_y < y
    assert abs(north_x - x) < abs(north_y - y)


def test_east_is_to_the_right() -> None:
    assert project(4.35, 50.85)[0] < project(60, 40)[0] < project(116.4, 39.9)[0]


def test_the_file_is_small_and_in_hundredths_of_a_degree() -> None:
    assert FILE.stat().st_size < 300_000
    kinds = json.loads(FILE.read_text(encoding="utf-8"))
    assert [*kinds] == ["land", "lakes"]
    for ring in (*kinds["land"], *kinds["lakes"]):
        assert len(ring) % 2 == 0
        assert len(ring) >= 6
        assert all(type(value) is int for value in ring)
        assert all(abs(before - after) < 18000 for before, after in pairwise(ring[::2]))
        assert all(-6000 <= lat <= 9000 for lat in ring[1::2])


def test_no_shore_jumps_across_the_map() -> None:
    near = horizon(90)
    edges = [
        math.dist(a, b)
        for ring in (*land().shores, *land().lakes)
        for a, b in pairwise([*ring, ring[0]])
        if math.hypot(*a) < near
    ]
    assert max(edges) < 0.1


@pytest.mark.parametrize(
    ("lon", "lat", "dry"),
    [
        (4.35, 50.85, True),
        (116.4, 39.9, True),
        (30.52, 50.45, True),
        (175.0, 67.0, True),
        (-177.0, 66.3, True),
        (51.0, 41.0, False),
        (-30.0, 45.0, False),
        (70.0, 0.0, False),
    ],
)
def test_land_is_where_land_is(lon: float, lat: float, dry: bool) -> None:
    point = project(lon, lat)
    shores = sum(around(point, ring) for ring in land().shores)
    lakes = sum(around(point, ring) for ring in land().lakes)
    assert shores - lakes == dry


def around(point: tuple[float, float], ring: atlas.Ring) -> bool:
    x, y = point
    crossed = [
        (a, b)
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    ]
    return len(crossed) % 2 == 1


def test_the_net_is_open_lines_in_small_steps() -> None:
    assert len(graticule()) > 24
    for line in graticule():
        assert max(math.dist(a, b) for a, b in pairwise(line)) < 0.2
        assert max(math.hypot(*point) for point in line[1:-1]) <= horizon(110)


boxes = st.tuples(
    st.floats(-1, -0.1), st.floats(-1, -0.1), st.floats(0.1, 1), st.floats(0.1, 1)
)  # fmt: skip


@given(boxes)
def test_what_is_cut_lies_in_the_box(box: atlas.Box) -> None:
    for ring in land().shores[:20]:
        left, top, right, bottom = bounds([*cut(ring, box), (0, 0)])
        assert left >= box[0] - 1e-9
        assert top >= box[1] - 1e-9
        assert right <= box[2] + 1e-9
        assert bottom <= box[3] + 1e-9


@given(boxes)
def test_cutting_a_square_leaves_what_both_cover(box: atlas.Box) -> None:
    square = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
    wide = min(box[2], 0.5) - max(box[0], -0.5)
    high = min(box[3], 0.5) - max(box[1], -0.5)
    assert area([*cut(square, box)]) == pytest.approx(wide * high)


def test_a_slanting_edge_is_cut_where_it_crosses() -> None:
    rhomb = ((0.0, -0.5), (0.5, 0.0), (0.0, 0.5), (-0.5, 0.0))
    corner = cut(rhomb, (0.2, -1, 1, 1))
    assert {(x, round(y, 9)) for x, y in corner} == {(0.2, -0.3), (0.5, 0), (0.2, 0.3)}


def test_a_ring_inside_stays_and_one_outside_goes() -> None:
    ring = ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2))
    assert cut(ring, (0, 0, 1, 1)) is ring
    assert cut(ring, (0.5, 0, 1, 1)) == ()


def test_a_line_keeps_one_unseen_point_at_either_end() -> None:
    line = [(float(x), 0.0) for x in range(10)]
    seen = {2.0, 3.0, 7.0}
    kept = [tuple(x for x, _ in run) for run in runs(line, lambda point: point[0] in seen)]
    assert kept == [(1, 2, 3, 4), (6, 7, 8)]
    assert list(runs([], lambda _: True)) == []


def test_an_installed_game_takes_the_land_from_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas, "_GAME", tmp_path / "game")
    (tmp_path / "assets").mkdir()
    assert atlas._file("a") == tmp_path / "assets" / "a"
    (tmp_path / "game" / "_data" / "assets").mkdir(parents=True)
    assert atlas._file("a") == tmp_path / "game" / "_data" / "assets" / "a"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_map", ROOT / "tools" / "make_map.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_the_tool_joins_arcs_and_lets_no_ring_jump(tool: ModuleType) -> None:
    topology = {
        "arcs": [[[170, 50], [-340, 0], [0, 10]], [[-170, 60], [340, 0], [0, -10]]],
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"land": {"geometries": [{"arcs": [[[0, 1]], [[~1, ~0]]]}]}},
    }
    land, lakes = tool.rings(topology)
    assert land == [
        [(170, 50), (190, 50), (190, 60), (170, 60)],
        [(170, 50), (170, 60), (190, 60), (190, 50)],
    ]
    assert lakes == []


def test_the_tool_drops_specks_antarctica_and_points_on_a_line(tool: ModuleType) -> None:
    island = [(10, 40), (10, 41), (10, 42), (12, 42), (12, 41.01), (12, 40)]
    speck = [(10, 50), (10.1, 50), (10.1, 50.1)]
    south = [(0, -80), (90, -80), (90, -85), (0, -85)]
    (numbers,) = tool.chosen([island, speck, south])
    assert numbers == [1000, 4000, 1000, 4200, 1200, 4200, 1200, 4000]


def test_the_land_has_its_licence_beside_it() -> None:
    licence = FILE.with_name("LICENSE-world-atlas.txt").read_text(encoding="utf-8")
    assert "Permission to use, copy, modify, and/or distribute" in licence
    assert "LICENSE-world-atlas.txt" in (ROOT / "assets/CREDITS.md").read_text(encoding="utf-8")
