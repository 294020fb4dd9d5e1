"""The course of a track: its curve, the names beside it, and what moved it, on every face."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TypeVar

import pytest
import tiny

from game.document.scene import Scene, SceneLine, SceneNumber, SceneSign, SceneText, Shape
from game.document.scene_svg import SvgPen, svg_picture
from game.presenter.charts.track_layout import track_scene
from game.presenter.debrief.curves import TrackCurve
from game.words.language import language
from game.words.wording import Wording

HOSTILE = """</title><script>alert(1)</script> & '"""
UNIT = HOSTILE.replace("'", "''")
PEN = SvgPen({"name": ("strong", 12), "tick": ("sans", 12)})
WORDS = Wording(
    tiny.scenario(f"""
tracks:
  trust: {{start: 50, unit: points, bands: [{{to: 45, name: Low}}, {{to: 100, name: High}}]}}
  heat: {{levels: {{cold: Cold, mild: Neither cold nor very hot for the season, hot: Hot}}}}
  odd: {{unit: '{UNIT}', bands: [{{to: 45, name: '{UNIT}'}}, {{to: 100, name: High}}]}}
"""),
    language("en"),
)
TRUST = TrackCurve("trust", (50, 55, 40, 48), ((), ("A",), ("B", "C"), ()))
HEAT = TrackCurve("heat", (0, 0, 2, 1), ((),) * 4)
MANY = TrackCurve("trust", (50, 90, 10), ((), tuple("ABCDEFGHIJKLMNOP"), ("Q",) * 16))
LONG = TrackCurve("trust", tuple(range(40, 80)), ((), *(("A",),) * 39))
Kind = TypeVar("Kind", bound=Shape)
each_face = pytest.mark.parametrize("plain", [False, True], ids=["report", "window and wall"])


def drawn(curve: TrackCurve, *, plain: bool = False) -> Scene:
    return track_scene(WORDS, curve, PEN, 350, 110 if plain else 190, plain=plain)


def all_of(scene: Scene, kind: type[Kind]) -> list[Kind]:
    return [shape for shape in scene.shapes if isinstance(shape, kind)]


def lines_of(scene: Scene, role: str) -> list[SceneLine]:
    return [line for line in all_of(scene, SceneLine) if line.role == role]


def texts_of(scene: Scene) -> list[str]:
    return [text.text for text in all_of(scene, SceneText)]


@each_face
def test_a_greater_value_lies_higher_and_a_later_one_further_right(plain: bool) -> None:
    dots = all_of(drawn(TRUST, plain=plain), SceneSign)
    steps = {round(b.x - a.x, 6) for a, b in pairwise(dots)}
    assert len(steps) == 1
    assert min(steps) > 0
    point = (dots[0].y - dots[1].y) / 5
    assert point > 0
    assert (dots[0].y - dots[2].y) / point == pytest.approx(-10)
    assert dots[2].title == "turn 2: 40\N{NO-BREAK SPACE}points"


@each_face
def test_a_level_holds_until_it_changes_and_all_levels_are_shown(plain: bool) -> None:
    scene = drawn(HEAT, plain=plain)
    (curve,) = lines_of(scene, "curve")
    assert [a[0] == b[0] or a[1] == b[1] for a, b in pairwise(curve.points)] == [True] * 6
    assert len(lines_of(scene, "edge")) == (2 if plain else 0)
    assert len(lines_of(scene, "grid")) == (0 if plain else 3)


def test_levels_and_bands_are_named_in_full_beside_the_curve() -> None:
    scene = drawn(HEAT)
    assert {"Cold", "Hot"} <= {*texts_of(scene)}
    assert "Neither cold nor very hot for the season" in " ".join(texts_of(scene))
    trust = drawn(TRUST)
    high, low = (next(t for t in all_of(trust, SceneText) if t.text == n) for n in ("High", "Low"))
    (edge,) = lines_of(trust, "edge")
    assert high.y < edge.points[0][1] < low.y
    assert {"points", "Start", "1", "2", "3", "Turn", "40", "50"} <= {*texts_of(trust)}
    assert texts_of(drawn(TRUST, plain=True)) == ["", "1", "2", "3"]


@each_face
def test_what_moved_a_track_stands_on_the_value_in_its_order_and_hides_nothing(plain: bool) -> None:
    scene = drawn(TRUST, plain=plain)
    dots, rings = all_of(scene, SceneSign), all_of(scene, SceneNumber)
    assert [(ring.text, ring.x) for ring in rings] == [
        ("A", dots[1].x),
        ("B", dots[2].x),
        ("C", dots[2].x),
    ]
    assert rings[0].y == pytest.approx(dots[1].y)
    assert rings[1].y < rings[2].y == pytest.approx(dots[2].y)
    for turn in all_of(drawn(MANY, plain=plain), SceneNumber)[:16], rings:
        for a, b in combinations(turn, 2):
            assert max(abs(a.x - b.x), abs(a.y - b.y)) >= a.size - 0.01


@each_face
@pytest.mark.parametrize("curve", [TRUST, HEAT, MANY, LONG], ids=["few", "levels", "many", "long"])
def test_all_that_is_drawn_lies_inside_the_picture(curve: TrackCurve, plain: bool) -> None:
    scene = drawn(curve, plain=plain)
    for text in all_of(scene, SceneText):
        wide = PEN.width(text.text, text.letters)
        left = text.x - {"start": 0, "middle": 0.5, "end": 1}[text.anchor] * wide
        assert left >= -1, text
        assert left + wide <= scene.width + 1, text
        assert -1.1 * PEN.height("tick") <= text.y <= scene.height - PEN.height("tick") + 1, text
    for ring in all_of(scene, SceneNumber):
        assert ring.y - ring.size / 2 >= -0.01
        assert ring.y + ring.size / 2 <= scene.height


@each_face
def test_texts_do_not_run_into_each_other(plain: bool) -> None:
    for curve in (TRUST, HEAT, LONG):
        boxes = []
        for text in all_of(drawn(curve, plain=plain), SceneText):
            wide = PEN.width(text.text, text.letters)
            left = text.x - {"start": 0, "middle": 0.5, "end": 1}[text.anchor] * wide
            boxes.append((left, text.y, left + wide, text.y + 11, text.text))
        for a, b in combinations([box for box in boxes if box[4]], 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a, b)


def test_no_text_of_a_track_becomes_markup() -> None:
    odd = TrackCurve("odd", (44, 46), ((), (HOSTILE,)))
    picture = svg_picture(drawn(odd), PEN, HOSTILE, "").source
    assert "<script" not in picture
    assert picture.count("&lt;script&gt;") >= 5
