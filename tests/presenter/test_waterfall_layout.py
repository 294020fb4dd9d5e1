"""A waterfall as a scene: each bar begins where the one before it ended, in columns and in rows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pygame
import pytest
from attrs import evolve

from game.document.scene import Pen, Scene, SceneBox, SceneLine, SceneSign, SceneText
from game.document.scene_svg import SvgPen, svg_picture
from game.insight.intervals import Interval, around
from game.presenter.badges import SideBadge
from game.presenter.charts.waterfall_layout import columns, rows
from game.presenter.hindsight.waterfall import Bar, Level, Waterfall
from game.ui.paint.theme import make_theme
from game.ui.widgets.scene import WindowPen

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J"""
LONG = " : décisions de l’Association des nations de l’Asie du Sud-Est"
PAR = "a fair result: 77"
BADGE = SideBadge("north", 0, "N", "", "#3d6cc8")
SVG = SvgPen({"figure": ("serif", 20), "name": ("strong", 13), "tick": ("sans", 12)})
PENS: dict[str, Pen] = {
    "svg": SVG,
    "window": WindowPen(make_theme((1280, 720), 1.0, False, motion=False)),
}
Arrange = Callable[[Waterfall, Pen], Scene]
each_pen = pytest.mark.parametrize("pen", PENS.values(), ids=PENS)


@pytest.fixture(autouse=True)
def _fonts() -> None:
    pygame.font.init()


def bars(base: int, scale: int, more: str) -> tuple[Bar, ...]:
    steps = [("luck", 6, 2), ("own", -9, 2), ("others", 13, 3), ("remainder", 1, 0)]
    return (
        Bar("start", f"Start{more}", "north", "#3d6cc8", base + 78 * scale, 0),
        *(Bar(key, key + more, "", "#5b6673", n * scale, error) for key, n, error in steps),
        Bar("final", f"Final{more}", "north", "#3d6cc8", base + 89 * scale, 0),
    )


def waterfall(base: int = 0, scale: int = 1, par: int = 77, more: str = "") -> Waterfall:
    """One whose values are moved and stretched. more: words behind every name."""
    levels = [
        Level("uniform", f"Chance{more}", Interval(base + 71.2, base + 63.0, base + 79.0)),
        Level("expert", f"Expert{more}", Interval(base + 89.0, base + 80.0, base + 95.0)),
        Level("", "This game", around(base + 89, 0)),
    ]
    shown, at = bars(base, scale, more), base + par * scale
    return Waterfall(BADGE, "North", shown, at, tuple(levels), "Answer.", "Rest.", "", "In words.")


FALLS = {
    "simple": waterfall(),
    "negative": waterfall(-120),
    "around 0": waterfall(-80),
    "par far below": waterfall(par=10),
    "par far above": waterfall(par=140),
    "large": waterfall(scale=1000),
    "long names": waterfall(more=LONG),
}


def in_columns(fall: Waterfall, pen: Pen) -> Scene:
    return columns(fall, pen, 1200, 420, heading="On the same luck")


def in_rows(fall: Waterfall, pen: Pen, width: float = 720) -> Scene:
    return rows(fall, pen, width, heading="On the same luck", par=PAR)


def boxes(scene: Scene) -> list[SceneBox]:
    return [shape for shape in scene.shapes if isinstance(shape, SceneBox) and shape.title]


def lines(scene: Scene, role: str) -> list[SceneLine]:
    found = [shape for shape in scene.shapes if isinstance(shape, SceneLine)]
    return [line for line in found if line.role == role]


def spans(scene: Scene) -> list[tuple[float, float]]:
    """Where the bars of a scene begin and end along its axis, in points of the score."""
    start, *_, final = found = boxes(scene)
    across = len({round(box.height) for box in found}) == 1
    ends = [(b.x, b.x + b.width) if across else (-b.y - b.height, -b.y) for b in found]
    unit = (ends[-1][1] - ends[0][1]) / 11
    assert unit > 0, (start, final)
    return [tuple((end - ends[0][1]) / unit for end in each) for each in ends]  # type: ignore[misc]


@each_pen
@pytest.mark.parametrize("base", [0, -40])
@pytest.mark.parametrize("arranged", [in_columns, in_rows])
def test_bars_lead_from_the_start_to_the_final_value(
    arranged: Arrange, base: int, pen: Pen
) -> None:
    _, *parts, _ = spans(arranged(waterfall(base), pen))
    for part, expected in zip(parts, [(0, 6), (-3, 6), (-3, 10), (10, 11)], strict=True):
        assert part == pytest.approx(expected, abs=0.35)


@each_pen
def test_links_join_the_end_of_a_bar_with_the_beginning_of_the_next(pen: Pen) -> None:
    beside, below = in_columns(waterfall(), pen), in_rows(waterfall(), pen)
    for line, (a, b) in zip(lines(beside, "link"), pairwise(boxes(beside)), strict=True):
        (left, y), (right, foot) = line.points
        assert (left, right) == pytest.approx((a.x + a.width, b.x))
        assert y == foot
        assert all(any(abs(y - e) < 3 for e in (box.y, box.y + box.height)) for box in (a, b))
    for line, (a, b) in zip(lines(below, "link"), pairwise(boxes(below)), strict=True):
        (x, top), (end, foot) = line.points
        assert (top, foot) == pytest.approx((a.y + a.height, b.y))
        assert x == end
        assert all(any(abs(x - e) < 3 for e in (box.x, box.x + box.width)) for box in (a, b))


@pytest.mark.parametrize("arranged", [in_columns, in_rows])
def test_what_takes_away_is_hatched_and_what_nobody_did_is_hollow(arranged: Arrange) -> None:
    roles = [box.role for box in boxes(arranged(waterfall(), SVG))]
    assert roles == ["full", "full", "hatched", "full", "hollow", "full"]


def test_a_whole_bar_stands_on_0_where_the_axis_reaches_it_and_else_is_broken() -> None:
    near = in_columns(waterfall(-80), SVG)
    start, *_, final = boxes(near)
    assert start.y == pytest.approx(final.y + final.height), "−2 hangs from where 9 stands"
    assert lines(near, "break") == []
    far = in_columns(evolve(waterfall(400, par=77), levels=()), SVG)
    assert len(lines(far, "break")) == 2
    assert len(lines(in_rows(evolve(waterfall(400), levels=()), SVG), "break")) == 2


@pytest.mark.parametrize("high", [160, 240, 420])
def test_a_short_bar_is_broken_as_the_long_one_beside_it_is(high: float) -> None:
    scene = columns(evolve(waterfall(400), levels=()), SVG, 1200, high)
    start, *_, final = boxes(scene)
    for bar, gap in zip((start, final), lines(scene, "break"), strict=True):
        assert all(bar.y < y < bar.y + bar.height for _, y in gap.points)


def test_rows_show_how_far_a_figure_can_be_wrong() -> None:
    scene = in_rows(evolve(waterfall(), levels=()), SVG)
    _, luck, own, others, _, _ = boxes(scene)
    unit = luck.width / 6
    ends = [box.x + (box.width if box.role == "full" else 0) for box in (luck, own, others)]
    for line, end, error in zip(lines(scene, "whisker"), ends, (2, 2, 3), strict=True):
        (low, y), (high, _) = line.points
        assert (low, high) == pytest.approx((end - error * unit, end + error * unit))
        assert any(box.y < y < box.y + box.height for box in (luck, own, others))


@each_pen
@pytest.mark.parametrize("arranged", [in_columns, in_rows])
def test_scores_to_compare_with_lie_on_the_same_axis_and_par_is_drawn(
    arranged: Arrange, pen: Pen
) -> None:
    scene = arranged(waterfall(), pen)
    signs = [shape for shape in scene.shapes if isinstance(shape, SceneSign)]
    assert [(sign.name, sign.side) for sign in signs] == [
        ("bolt", ""), ("expert", ""), ("side", "north"),
    ]  # fmt: skip
    final, par = boxes(scene)[-1], lines(scene, "par")
    if arranged is in_columns:
        assert {round(sign.y, 1) for sign in signs[1:]} == {round(final.y, 1)}
        assert {y for line in par for _, y in line.points} == {par[0].points[0][1]}
    else:
        assert {round(sign.x, 1) for sign in signs[1:]} == {round(final.x + final.width, 1)}
        assert {x for line in par for x, _ in line.points} == {par[0].points[0][0]}
        assert PAR in [shape.text for shape in scene.shapes if isinstance(shape, SceneText)]


def box_of(text: SceneText, pen: Pen) -> pygame.Rect:
    width = pen.width(text.text, text.letters)
    left = text.x - width * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
    return pygame.Rect(left + 1, text.y + 2, width - 2, pen.height(text.letters) - 4)


@each_pen
@pytest.mark.parametrize("fall", FALLS.values(), ids=FALLS)
def test_texts_lie_inside_and_cross_no_bar_and_no_other_text(fall: Waterfall, pen: Pen) -> None:
    for scene in (in_columns(fall, pen), in_rows(fall, pen), in_rows(fall, pen, 360)):
        whole = pygame.Rect(-1, -1, scene.width + 2, scene.height + 2)
        texts = [shape for shape in scene.shapes if isinstance(shape, SceneText)]
        for text in texts:
            assert whole.contains(box_of(text, pen)), text
            if text.letters == "figure":
                continue  # a figure may stand on a bar that a small step crosses
            others = [box_of(other, pen) for other in texts if other is not text]
            assert box_of(text, pen).collidelist(others) < 0, text
            drawn = [pygame.Rect(b.x, b.y, b.width, b.height) for b in boxes(scene)]
            assert box_of(text, pen).collidelist(drawn) < 0, text


def test_a_figure_is_judged_only_where_somebody_or_chance_did_it() -> None:
    for scene in (in_columns(waterfall(), SVG), in_rows(waterfall(), SVG)):
        texts = [shape for shape in scene.shapes if isinstance(shape, SceneText)]
        roles = {text.text: text.role for text in texts if text.text in "+6 −9 +13 +1 78 89"}
        assert roles == {
            "78": "first", "+6": "better", "−9": "worse", "+13": "better", "+1": "first",
            "89": "first",
        }  # fmt: skip


def test_bars_for_those_far_away_stand_alone() -> None:
    scene = columns(waterfall(), SVG, 640, 456, plain=True)
    assert len(boxes(scene)) == 6
    assert [shape for shape in scene.shapes if isinstance(shape, SceneSign)] == []
    assert (len(lines(scene, "par")), len(lines(scene, "grid"))) == (0, 0)


def test_no_text_of_a_scene_becomes_markup() -> None:
    fall = waterfall(more=HOSTILE)
    for scene in (in_columns(fall, SVG), in_rows(fall, SVG)):
        text = svg_picture(scene, SVG, HOSTILE, "chart").source
        assert "<script" not in text
        assert "\x1b" not in text
        assert text.count("&lt;/title&gt;") > 6
