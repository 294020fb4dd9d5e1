"""The curve of what a side could expect: marks hide neither it nor each other."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TypeVar

import pytest
from attrs import evolve

from game.document.marks import MISSED_CHANCE, mark, style_by_number
from game.document.scene import (
    Scene,
    SceneBox,
    SceneLine,
    SceneNumber,
    SceneRibbon,
    SceneSign,
    SceneText,
    Spot,
)
from game.document.scene_svg import SvgPen, sign_style, svg_picture
from game.presenter.charts.expectation_layout import expectation_scene
from game.presenter.hindsight.expectation import (
    Expectation,
    ExpectationMark,
    ExpectationPoint,
    MarkSign,
)

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J"""
PEN = SvgPen({"figure": ("serif", 24), "name": ("strong", 13), "tick": ("sans", 12)})
GRADES = "good", "lesser", "costly", "serious", "missed", "unknowable", "luck"
SOUTH = MarkSign("side", "South", "south", 1, "#c24a35")
SIGNS = [*(MarkSign(name, name) for name in GRADES), SOUTH]
SIZES = (720, 354), (360, 314)
each_size = pytest.mark.parametrize("size", SIZES, ids=["page", "telephone"])
Kind = TypeVar("Kind")


def shown(
    points: list[ExpectationPoint], marks: list[ExpectationMark], turns: int = 4, par: int = 50
) -> Expectation:
    days, final = ("",) * turns, round(points[-1].mean)
    by_place = tuple(sorted(marks, key=lambda each: each.point))
    return Expectation(
        "north", 0, "#3d6cc8", tuple(points), by_place, par, f"par {par}", final, days
    )


def a_mark(
    point: int, sign: MarkSign, text: str, turning: int = 0, change: str = ""
) -> ExpectationMark:
    return ExpectationMark(point, None, sign.side, point, text, sign, turning, change)


def game(
    events: int, every: int = 1, turns: int = 4, base: int = 60, busy: int | None = None
) -> Expectation:
    """A curve that goes up and down, with a mark at every so many events and three numbers.

    busy: in how many of the first turns everything happens; None: in all.
    """
    points = [ExpectationPoint(0, base, base - 20, base + 20)]
    for i in range(1, events + 1):
        mean, width = base + (i * 7 % 23) - 11, 20 * (1 - i / events)
        turn = 1 + (i - 1) * (busy or turns) // events
        points.append(ExpectationPoint(turn, mean, mean - width, mean + width))
    numbered = {events // 3: 1, events // 2: 2, events: 3}
    marks = [
        a_mark(i, SIGNS[i % len(SIGNS)], f"event {i}", numbered.get(i, 0), "+4")
        for i in range(1, events + 1)
        if i % every == 0 or i in numbered
    ]
    return shown(points, marks, turns)


SIMPLE = shown(
    [
        ExpectationPoint(0, 60, 40, 80),
        ExpectationPoint(1, 65, 50, 80),
        ExpectationPoint(1, 55, 45, 70),
        ExpectationPoint(1, 58, 48, 70),
        ExpectationPoint(3, 70, 66, 75),
        ExpectationPoint(4, 72, 72, 72),
    ],
    [
        a_mark(4, SIGNS[2], "North waited −3"),
        a_mark(1, SIGNS[0], "North asked +5", 1, "+5"),
        a_mark(2, SOUTH, "South refused −10"),
    ],
)
each_game = pytest.mark.parametrize(
    ("events", "every", "busy"),
    [(10, 1, 4), (24, 1, 4), (40, 2, 4), (60, 1, 4), (120, 1, 4), (10, 1, 1), (14, 1, 1)],
)


def drawn(of: Expectation, size: tuple[int, int] = SIZES[0]) -> Scene:
    return expectation_scene(of, PEN, *size, "Turn")


def all_of(scene: Scene, kind: type[Kind]) -> list[Kind]:
    return [shape for shape in scene.shapes if isinstance(shape, kind)]


def curve_of(scene: Scene) -> tuple[Spot, ...]:
    (curve,) = (line for line in all_of(scene, SceneLine) if line.role == "curve")
    return curve.points


def signs_of(scene: Scene) -> dict[str, SceneSign]:
    return {sign.title: sign for sign in all_of(scene, SceneSign) if sign.title}


def overlap(a: SceneSign | SceneNumber, b: SceneSign | SceneNumber) -> bool:
    least = (a.size + b.size) / 2 - 0.1
    return abs(a.x - b.x) < least and abs(a.y - b.y) < least


@each_size
def test_events_of_a_turn_are_spread_evenly_and_turns_are_equally_wide(
    size: tuple[int, int],
) -> None:
    corners = curve_of(drawn(SIMPLE, size))
    xs = [corners[0][0], *(x for (x, _) in corners[2::2])]
    turn = (corners[-1][0] - xs[0]) / 4
    places = [(x - xs[0]) / turn for x in xs]
    assert places == pytest.approx([0, 0.25, 0.5, 0.75, 2.5, 3.5], abs=0.01)


def test_a_greater_value_lies_higher_by_the_same_distance() -> None:
    corners = curve_of(drawn(SIMPLE))
    ys = [y for _, y in (corners[0], *corners[2::2])]
    unit = (ys[0] - ys[4]) / 10
    assert unit > 0
    assert [(ys[0] - y) / unit for y in ys] == pytest.approx([0, 5, -5, -2, 10, 12])


def test_the_ribbon_narrows_to_the_final_value() -> None:
    scene = drawn(SIMPLE)
    (ribbon,) = all_of(scene, SceneRibbon)
    outline, (start, *_, end) = ribbon.corners, curve_of(scene)
    assert outline[0][1] - start[1] == pytest.approx(start[1] - outline[-1][1])
    assert outline[0][1] > start[1] + 20
    middle = len(outline) // 2
    assert outline[middle - 1] == outline[middle] == end


@each_size
def test_a_mark_stands_at_its_event_where_there_is_room(size: tuple[int, int]) -> None:
    scene = drawn(SIMPLE, size)
    corners, signs = curve_of(scene), signs_of(scene)
    for event, text in ((1, "North asked +5"), (4, "North waited −3")):
        assert (signs[text].x, signs[text].y) == pytest.approx(corners[2 * event])
        assert signs[text].key == event


@each_size
@each_game
def test_marks_hide_neither_each_other_nor_a_number(
    size: tuple[int, int], events: int, every: int, busy: int
) -> None:
    scene = drawn(game(events, every, busy=busy), size)
    numbers, signs = all_of(scene, SceneNumber), [*signs_of(scene).values()]
    assert len(signs) >= events // every
    assert sorted(number.text for number in numbers) == ["1", "2", "3"]
    shapes: list[SceneSign | SceneNumber] = [*numbers, *signs]
    pairs = combinations(shapes, 2)
    assert [(a, b) for a, b in pairs if overlap(a, b)] == []


@each_size
@each_game
def test_a_mark_beside_the_curve_does_not_hide_it_and_has_a_leader(
    size: tuple[int, int], events: int, every: int, busy: int
) -> None:
    scene = drawn(game(events, every, busy=busy), size)
    corners, lowest = curve_of(scene), max(y for _, y in curve_of(scene))
    leaders = [line.points for line in all_of(scene, SceneLine) if line.role == "leader"]
    for text, sign in signs_of(scene).items():
        _, anchor = corners[2 * int(text.removeprefix("event "))]
        if sign.y == anchor or sign.y > lowest + sign.size:
            continue
        near = [y for x, y in corners if abs(x - sign.x) <= sign.size / 2]
        assert all(abs(y - sign.y) > sign.size / 2 for y in near), text
        assert any((sign.x, sign.y) in points for points in leaders), text


def test_where_marks_would_cover_the_curve_only_the_numbered_ones_stand_on_it() -> None:
    scene = drawn(game(120))
    lowest = max(y for _, y in curve_of(scene))
    on_curve = [text for text, sign in signs_of(scene).items() if sign.y < lowest]
    assert on_curve == ["event 40", "event 60", "event 120"]
    assert scene.height > drawn(SIMPLE).height + 40


def test_a_number_stands_above_or_below_its_mark_with_the_change_beside_it() -> None:
    scene = drawn(SIMPLE)
    (number,), sign = all_of(scene, SceneNumber), signs_of(scene)["North asked +5"]
    (change,) = (text for text in all_of(scene, SceneText) if text.text == "+5")
    assert number.x == sign.x
    assert (number.size + sign.size) / 2 < abs(number.y - sign.y) < 40
    assert 0 < change.x - number.x - number.size / 2 < 8
    last = [text for text in all_of(drawn(game(120)), SceneText) if text.text == "+4"][-1]
    assert last.anchor == "end", "at the right edge it stands to the left of its number"


def test_signs_for_a_legend_are_judgements_then_sides_then_luck() -> None:
    north = [MarkSign("luck", "chance"), SOUTH, MarkSign("costly", "Costly"), SIGNS[0]]
    marks = [a_mark(i, sign, "x") for i, sign in enumerate(north)]
    assert [sign.name for sign in evolve(SIMPLE, marks=tuple(marks)).signs] == [
        "good", "costly", "side", "luck",
    ]  # fmt: skip


def test_grades_luck_and_sides_are_told_apart_without_colour() -> None:
    styles = [*(sign_style(name, 0, "") for name in GRADES), *map(style_by_number, range(6))]
    shapes = {re.sub(r"#[0-9a-f]{3,6}|</?g>", "", mark(style, 0, 0).source) for style in styles}
    assert len(shapes) == len(styles)
    assert mark(MISSED_CHANCE, 0, 0).source == mark(MISSED_CHANCE, 0, 0, hollow=True).source


@pytest.mark.parametrize("par", [40, 71, 72, 73, 80])
def test_par_is_a_line_whose_name_keeps_clear_of_the_final_score(par: int) -> None:
    points = [ExpectationPoint(0, 60, 40, 80), ExpectationPoint(4, 72, 72, 72)]
    scene = drawn(shown(points, [], par=par))
    (line,) = (line for line in all_of(scene, SceneLine) if line.role == "par")
    start, *_, end = (y for _, y in curve_of(scene))
    assert line.points[0][1] == pytest.approx(start - (par - 60) * (start - end) / 12)
    texts = {text.text: text for text in all_of(scene, SceneText)}
    name, value = texts[f"par {par}"], texts["72"]
    below = name.y >= value.y + PEN.height("figure") - 0.1
    assert below or name.y + PEN.height("tick") <= value.y + 0.1


@pytest.mark.parametrize(
    "of",
    [SIMPLE, game(10), game(60), game(120), game(30, base=-40), game(45, turns=45)],
    ids=["simple", "10", "60", "120", "negative", "45 turns"],
)
@each_size
def test_all_that_is_drawn_lies_inside(of: Expectation, size: tuple[int, int]) -> None:
    scene = drawn(of, size)
    for text in all_of(scene, SceneText):
        width = PEN.width(text.text, text.letters)
        left = text.x - width * {"start": 0, "middle": 0.5, "end": 1}[text.anchor]
        assert -0.1 <= left <= scene.width - width + 0.1, text
        assert -0.1 <= text.y <= scene.height - PEN.height(text.letters) + 0.1, text
    for sign in all_of(scene, SceneSign):
        assert sign.size / 2 <= sign.x <= scene.width - sign.size / 2
        assert sign.size / 2 <= sign.y <= scene.height - sign.size / 2
    shades = [box for box in all_of(scene, SceneBox) if box.role == "shade"]
    assert len(shades) == len(of.days) // 2


def test_the_texts_of_many_turns_do_not_run_together_and_days_stand_where_there_is_room() -> None:
    texts = all_of(drawn(game(45, turns=45)), SceneText)
    xs = [text.x for text in texts if text.anchor == "middle" and text.text.isdigit()]
    assert 5 < len(xs) < 45
    assert all(second - first > 14 for first, second in pairwise(xs))
    dated = evolve(SIMPLE, days=("24 May", "25 May", "26 May", "27 May"))
    assert "1  24 May" in [text.text for text in all_of(drawn(dated), SceneText)]
    assert "1" in [text.text for text in all_of(drawn(dated, (200, 200)), SceneText)]


def test_no_text_of_a_curve_becomes_markup() -> None:
    marks = (a_mark(1, SOUTH, HOSTILE, 1, HOSTILE),)
    of = evolve(SIMPLE, marks=marks, par_text=HOSTILE, days=(HOSTILE,) * 4)
    text = svg_picture(expectation_scene(of, PEN, 9000, 354, HOSTILE), PEN, HOSTILE, "x").source
    assert "<script" not in text
    assert "\x1b" not in text
    assert text.count("&lt;script&gt;") > 5
