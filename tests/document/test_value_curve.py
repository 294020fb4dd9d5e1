"""A curve of expected values shows all events at their place, and its marks hide nothing."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from svg_shapes import (
    box_of,
    of_kind,
    overlap,
    pictures,
    points_of,
    stays_inside,
    text_of,
    titled,
)

from game.document.axes import ChartLine, NumberAxis
from game.document.curve_marks import MarkKind, ValueMark
from game.document.figures import ChartFigure
from game.document.marks import (
    COSTLY,
    COULD_NOT_BE_KNOWN,
    GOOD,
    LUCK,
    MISSED_CHANCE,
    SERIOUS_MISTAKE,
    MarkStyle,
    mark,
    style_by_number,
)
from game.document.page import HtmlPage
from game.document.style import STYLE
from game.document.value_curve import CurveNames, ValuePoint, value_curve

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J"""
NAMES = CurveNames("expected score", "four games in five", "Start", "final score")
GRADES = (GOOD, COSTLY, SERIOUS_MISTAKE, MISSED_CHANCE, COULD_NOT_BE_KNOWN, LUCK)
PAR = ChartLine(50, "par 50")
KINDS = [
    *(MarkKind(f"kind {i}", style) for i, style in enumerate(GRADES)),
    MarkKind("South", style_by_number(1)),
    MarkKind("East", style_by_number(3)),
]


def drawn(
    points: list[ValuePoint],
    marks: list[ValueMark],
    turns: int = 4,
    par: ChartLine = PAR,
) -> ChartFigure:
    return value_curve(
        "North",
        [str(i + 1) for i in range(turns)],
        points,
        marks,
        kinds=KINDS,
        names=NAMES,
        style=style_by_number(0),
        axis=NumberAxis("points"),
        across="Turn",
        par=par,
    )


def game(
    events: int, every: int = 1, turns: int = 4, base: float = 60, busy: int | None = None
) -> ChartFigure:
    """A curve that goes up and down, with a mark at every so many events and three numbers.

    busy: in how many of the first turns everything happens; None: in all.
    """
    points = [ValuePoint(0, base, base - 20, base + 20)]
    for i in range(1, events + 1):
        mean, width = base + (i * 7 % 23) - 11, 20 * (1 - i / events)
        points.append(
            ValuePoint((i - 1) * (busy or turns) // events, mean, mean - width, mean + width)
        )
    numbered = {events // 3: "1", events // 2: "2", events: "3"}
    marks = [
        ValueMark(i, KINDS[i % len(KINDS)], f"event {i}", numbered.get(i, ""), "+4")
        for i in range(1, events + 1)
        if i % every == 0 or i in numbered
    ]
    return drawn(points, marks, turns)


SIMPLE = drawn(
    [
        ValuePoint(0, 60, 40, 80),
        ValuePoint(0, 65, 50, 80),
        ValuePoint(0, 55, 45, 70),
        ValuePoint(0, 58, 48, 70),
        ValuePoint(2, 70, 66, 75),
        ValuePoint(3, 72, 72, 72),
    ],
    [
        ValueMark(4, KINDS[2], "North waited −3"),
        ValueMark(1, KINDS[0], "North asked +5", "1", "+5"),
        ValueMark(2, KINDS[6], "South refused −10"),
    ],
)


each_game = pytest.mark.parametrize(
    ("events", "every", "busy"),
    [(10, 1, 4), (24, 1, 4), (40, 2, 4), (60, 1, 4), (120, 1, 4), (10, 1, 1), (14, 1, 1)],
)


def marks_of(picture: Element) -> dict[str, Element]:
    return dict(titled(picture))


def centre(group: Element) -> tuple[float, float]:
    left, top, right, foot = box_of(group)
    return (left + right) / 2, (top + foot) / 2


def curve_of(picture: Element) -> list[tuple[float, float]]:
    """The points of the curve; it is the thickest line."""
    return points_of(
        next(each for each in picture.iter("polyline") if each.get("stroke-width") == "2.2")
    )


def test_the_text_alternative_has_the_start_the_turns_the_marks_par_and_the_end() -> None:
    assert SIMPLE.description == (
        "expected score (four games in five): Start 60 (40–80), Turn 1: 58 (48–70), "
        "Turn 3: 70 (66–75), Turn 4: 72, final score 72. par 50. "
        "1 (North asked +5); South refused −10; North waited −3."
    )
    for picture in pictures(SIMPLE):
        assert text_of(picture.findall("desc")[0]) == SIMPLE.description


@pytest.mark.parametrize("index", [0, 1], ids=["page", "telephone"])
def test_events_of_a_turn_are_spread_evenly_and_turns_are_equally_wide(index: int) -> None:
    picture = pictures(SIMPLE)[index]
    corners = curve_of(picture)
    xs = [corners[0][0], *(x for (x, _) in corners[2::2])]
    turn = (corners[-1][0] - xs[0]) / 4
    places = [(x - xs[0]) / turn for x in xs]
    assert places == pytest.approx([0, 0.25, 0.5, 0.75, 2.5, 3.5], abs=0.01)


def test_a_greater_value_lies_higher_by_the_same_distance() -> None:
    for picture in pictures(SIMPLE):
        ys = [corner[1] for corner in (curve_of(picture)[0], *curve_of(picture)[2::2])]
        unit = (ys[0] - ys[4]) / 10
        assert unit > 0
        expected = [(value - 60) * unit for value in (60, 65, 55, 58, 70, 72)]
        assert [ys[0] - y for y in ys] == pytest.approx(expected, abs=0.2)


def test_the_ribbon_narrows_to_the_final_value() -> None:
    for picture in pictures(SIMPLE):
        (ribbon,) = (each for each in picture.iter("polygon") if each.get("fill-opacity"))
        outline = points_of(ribbon)
        start, end = curve_of(picture)[0], curve_of(picture)[-1]
        assert outline[0][1] - start[1] == pytest.approx(start[1] - outline[-1][1], abs=0.11)
        assert outline[0][1] > start[1] + 20
        middle = len(outline) // 2
        assert outline[middle - 1] == outline[middle] == end


def test_a_mark_stands_at_its_event_where_there_is_room() -> None:
    for picture in pictures(SIMPLE):
        corners, marks = curve_of(picture), marks_of(picture)
        for event, text in ((1, "North asked +5"), (2, "South refused −10")):
            assert centre(marks[text]) == pytest.approx(corners[2 * event], abs=0.5)
        x, _ = centre(marks["North waited −3"])
        assert x == pytest.approx(corners[8][0], abs=0.5)


@pytest.mark.parametrize("index", [0, 1], ids=["page", "telephone"])
@each_game
def test_marks_hide_neither_each_other_nor_a_number(
    index: int, events: int, every: int, busy: int
) -> None:
    picture = pictures(game(events, every, busy=busy))[index]
    boxes = {text: box_of(group) for text, group in titled(picture)}
    assert len(boxes) >= events // every
    boxes |= {
        f"number {text_of(group)}": box_of(group)
        for group in picture.iter("g")
        if of_kind(group, "text", "in-mark") and not of_kind(group, "text", "change")
    }
    assert len([name for name in boxes if name.startswith("number")]) == 3
    pairs = combinations(boxes, 2)
    assert [(a, b) for a, b in pairs if overlap(boxes[a], boxes[b])] == []


@pytest.mark.parametrize("index", [0, 1], ids=["page", "telephone"])
@each_game
def test_a_mark_beside_the_curve_does_not_hide_it_and_has_a_leader(
    index: int, events: int, every: int, busy: int
) -> None:
    picture = pictures(game(events, every, busy=busy))[index]
    corners = curve_of(picture)
    leaders = [box_of(each) for each in of_kind(picture, "line", "leader")]
    axis = next(
        each for each in of_kind(picture, "line", "axis") if each.get("x2") == each.get("x1")
    )
    for text, group in titled(picture):
        x, y = centre(group)
        event = int(text.removeprefix("event "))
        if y == pytest.approx(
            corners[2 * event][1], abs=3
        ):  # a triangle reaches further up than down
            continue
        left, top, right, foot = box_of(group)
        near = [py for px, py in corners if left <= px <= right]
        assert all(not top < py < foot for py in near), text
        below = y > float(axis.get("y1", 0))
        has_leader = any(abs(box[0] - x) < 1 and box[1] - 3 <= y <= box[3] + 3 for box in leaders)
        assert below or has_leader, text


def test_where_marks_would_cover_the_curve_only_the_numbered_ones_stand_on_it() -> None:
    for picture in pictures(game(120)):
        lowest = max(y for _, y in curve_of(picture))
        on_curve = [text for text, group in titled(picture) if centre(group)[1] < lowest]
        assert on_curve == ["event 40", "event 60", "event 120"]
    assert game(120).height > SIMPLE.height + 40


def test_a_number_stands_above_or_below_its_mark_with_the_change_beside_it() -> None:
    for picture in pictures(SIMPLE):
        (badge,) = (each for each in picture.iter("g") if of_kind(each, "text", "change"))
        assert text_of(badge) == "+5 1"
        x, y = centre(badge)
        mark_x, mark_y = centre(marks_of(picture)["North asked +5"])
        assert x == pytest.approx(mark_x, abs=0.5)
        assert 19.2 < abs(y - mark_y) < 40


def test_a_change_at_the_right_edge_stands_to_the_left_of_its_number() -> None:
    for picture in pictures(game(120)):
        assert of_kind(picture, "text", "change")[-1].get("text-anchor") == "end"


def test_the_legend_names_the_curve_the_ribbon_and_the_kinds_that_are_drawn_in_their_order() -> (
    None
):
    texts = [entry.text for entry in SIMPLE.legend]
    assert texts == ["expected score", "four games in five", "kind 0", "kind 2", "South"]
    assert [entry.text for entry in drawn([ValuePoint(0, 1, 0, 2)], []).legend] == texts[:2]


def test_grades_luck_and_sides_are_told_apart_without_colour() -> None:
    styles = [*GRADES, *(style_by_number(i) for i in range(6))]
    shapes = {re.sub(r"#[0-9a-f]{3,6}|</?g>", "", mark(style, 0, 0).source) for style in styles}
    # Only what is empty differs from what is full by its fill.
    assert len(shapes | {mark(MISSED_CHANCE, 0, 0).source}) == len(styles)
    assert mark(MISSED_CHANCE, 0, 0).source == mark(MISSED_CHANCE, 0, 0, hollow=True).source


@pytest.mark.parametrize("par", [40.0, 71.0, 72.0, 73.0, 80.0])
def test_par_is_a_dashed_line_whose_name_keeps_clear_of_the_final_score(par: float) -> None:
    points = [ValuePoint(0, 60, 40, 80), ValuePoint(3, 72, 72, 72)]
    for picture in pictures(drawn(points, [], par=ChartLine(par, "par"))):
        (dashed,) = of_kind(picture, "line", "par")
        corners = curve_of(picture)
        unit = (corners[0][1] - corners[-1][1]) / 12
        expected = corners[0][1] - (par - 60) * unit
        assert float(dashed.get("y1", 0)) == pytest.approx(expected, abs=0.3)
        (name,) = of_kind(picture, "text", "par-name")
        (value,) = of_kind(picture, "text", "final")
        (ends,) = (each for each in picture.iter("text") if text_of(each) == "final score")
        rows = [float(row.get("y", 0)) for row in ends.iter("tspan")]
        y, value_y = float(name[0].get("y", 0)), float(value[0].get("y", 0))
        assert y <= value_y - 20 or y >= max(rows) + 12


@pytest.mark.parametrize(
    "figure",
    [SIMPLE, game(10), game(60), game(120), game(30, base=-40), game(45, turns=45)],
    ids=["simple", "10", "60", "120", "negative", "45 turns"],
)
def test_all_that_is_drawn_lies_inside_its_picture(figure: ChartFigure) -> None:
    for picture in pictures(figure):
        assert stays_inside(picture)


def test_the_texts_of_many_turns_do_not_run_together() -> None:
    for picture in pictures(game(45, turns=45)):
        labels = [
            float(each.get("x", 0))
            for each in picture.iter("text")
            if each.get("text-anchor") == "middle" and not each.get("class")
        ]
        assert 5 < len(labels) < 45
        assert all(second - first > 14 for first, second in pairwise(labels))


def test_no_text_given_to_a_curve_becomes_markup() -> None:
    page = HtmlPage(HOSTILE, "en")
    kind = MarkKind(HOSTILE, MarkStyle(HOSTILE))
    page.figure(
        value_curve(
            HOSTILE,
            [HOSTILE],
            [ValuePoint(0, 1, 0, 2), ValuePoint(0, 2, 2, 2)],
            [ValueMark(1, kind, HOSTILE, HOSTILE, HOSTILE)],
            kinds=[kind],
            names=CurveNames(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            style=MarkStyle(HOSTILE),
            axis=NumberAxis(HOSTILE),
            across=HOSTILE,
            par=ChartLine(1, HOSTILE),
            note=HOSTILE,
        )
    )
    text = page.text()
    assert "<script" not in text
    assert "\x1b" not in text
    assert text.count("&lt;script&gt;") > 15


def test_a_figure_with_a_picture_for_telephones_shows_one_of_them_at_a_time() -> None:
    assert [picture.get("class") for picture in pictures(SIMPLE)] == ["broad", "narrow"]
    everywhere, narrow_screens = STYLE.split("@media screen and (max-width: 40rem) {")
    assert "svg.narrow { display: none; }" in everywhere
    assert "svg.broad { display: none; }" in narrow_screens.split("@media")[0]
    assert "svg.narrow { display: block; }" in narrow_screens.split("@media")[0]
