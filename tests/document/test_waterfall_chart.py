"""A chart of steps: each begins where the one before it ended, and the last ends at the result."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from svg_shapes import box_of, of_kind, overlap, pictures, stays_inside, text_of, titled

from game.document.axes import ChartLine, NumberAxis
from game.document.figures import ChartFigure
from game.document.interval_chart import IntervalRow
from game.document.marks import LUCK, OUTSIDE, MarkStyle, style_by_number
from game.document.page import HtmlPage
from game.document.text_blocks import TextStyle, estimated_width
from game.document.waterfall_chart import WaterfallNames, WaterfallStep, waterfall_chart

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J"""
FAIR = "a fair result: 77"
NAMES = WaterfallNames("gained", "lost", "in 19 of 20 cases", "On the same luck")
NORTH, SOUTH, REST = style_by_number(0), style_by_number(1), MarkStyle(OUTSIDE, inside="empty")


def drawn(base: float = 0, scale: float = 1, par: float = 77, more: str = "") -> ChartFigure:
    """A chart whose values are moved and stretched. more: words behind every name."""
    return waterfall_chart(
        "Where it came from",
        IntervalRow(f"Start{more}", base + 78 * scale, style=NORTH),
        [
            WaterfallStep(f"Luck{more}", 6 * scale, LUCK, 2 * scale),
            WaterfallStep(f"Own{more}", -9 * scale, NORTH, 2 * scale),
            WaterfallStep(f"Others{more}", 13 * scale, SOUTH, 3 * scale),
            WaterfallStep(f"Rest{more}", 1 * scale, REST, explained=False),
        ],
        IntervalRow(f"Final{more}", base + 89 * scale, style=NORTH),
        names=NAMES,
        axis=NumberAxis(),
        par=ChartLine(base + par * scale, FAIR),
        comparisons=[
            IntervalRow(f"Chance{more}", base + 71 * scale, base + 63 * scale, base + 79 * scale),
            IntervalRow(f"Expert{more}", base + 89 * scale, base + 80 * scale, base + 95 * scale),
        ],
    )


FIGURES = {
    "simple": drawn(),
    "negative": drawn(-120),
    "par at the left": drawn(par=10),
    "par at the right": drawn(par=140),
    "large": drawn(scale=1000),
    "long names": drawn(more=" : décisions de l’Association des nations de l’Asie du Sud-Est"),
}
each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
each_size = pytest.mark.parametrize("index", [0, 1], ids=["page", "telephone"])


def shapes_of(picture: Element) -> dict[str, list[Element]]:
    """By the title of a row, its bar or its mark and its whiskers."""
    return {title: list(group)[1:] for title, group in titled(picture)}


def place(row: list[Element], index: int = 0) -> float:
    left, _, right, _ = box_of(row[index])
    return (left + right) / 2


def test_the_text_alternative_has_every_value_with_its_interval() -> None:
    figure = drawn()
    assert figure.description == (
        "Start 78. Luck +6 ± 2. Own −9 ± 2. Others +13 ± 3. Rest +1. Final 89. a fair result: 77. "
        "On the same luck: Chance 71 (63–79). Expert 89 (80–95)."
    )
    for picture in pictures(figure):
        assert text_of(picture.findall("desc")[0]) == figure.description


@each_size
@pytest.mark.parametrize("base", [0, -120])
def test_bars_lead_from_the_start_to_the_final_value(index: int, base: float) -> None:
    rows = shapes_of(pictures(drawn(base))[index])
    start, luck, own, others, rest, final, *_ = rows.values()
    a, b = place(start), place(final)
    unit = (b - a) / 11
    assert unit > 0
    bars = [box_of(bar[0]) for bar in (luck, own, others, rest)]
    ends = [((left - a) / unit, (right - a) / unit) for left, _, right, _ in bars]
    for end, expected in zip(ends, [(0, 6), (-3, 6), (-3, 10), (10, 11)], strict=True):
        assert end == pytest.approx(expected, abs=0.02)


@each_size
def test_links_join_the_end_of_a_bar_with_the_beginning_of_the_next(index: int) -> None:
    picture = pictures(drawn())[index]
    rows = [box_of(row[0]) for row in list(shapes_of(picture).values())[:6]]
    links = of_kind(picture, "line", "link")
    assert len(links) == 5
    for link, (above, below) in zip(links, pairwise(rows), strict=True):
        x, top, right, foot = box_of(link)
        assert x == right
        assert above[0] - 0.1 <= x <= above[2] + 0.1
        assert above[1] < top < foot < below[3]


@each_size
def test_rising_falling_and_unexplained_bars_differ_by_shape_and_hatching(index: int) -> None:
    rows = shapes_of(pictures(drawn())[index])
    luck, own, rest = rows["Luck +6 ± 2"][0], rows["Own −9 ± 2"][0], rows["Rest +1"][0]
    assert [len([*bar.iter("path")]) for bar in (luck, own, rest)] == [0, 1, 2]
    assert [bar[0].get("fill") for bar in (luck, own, rest)] == [LUCK.colour, "#fff", "#fff"]
    # The point of the arrow is at the end.
    for bar, index_of_point in ((luck, 2), (own, 0)):
        (head,) = bar.iter("polygon")
        assert box_of(head)[index_of_point] == box_of(bar)[index_of_point]
        assert box_of(head)[2 - index_of_point] != box_of(bar)[2 - index_of_point]
    assert [*rest.iter("polygon")] == []


def test_hatching_stays_within_its_bar() -> None:
    for picture in pictures(drawn()):
        for row in shapes_of(picture).values():
            for hatching in row[0].iter("path"):
                left, top, right, foot = box_of(row[0])
                pairs = hatching.get("d", "").replace("L", "M").split("M")[1:]
                for x, y in (map(float, pair.split()) for pair in pairs):
                    assert left - 0.1 <= x <= right + 0.1
                    assert top - 0.1 <= y <= foot + 0.1


@each_size
def test_whiskers_reach_as_far_as_the_interval(index: int) -> None:
    rows = shapes_of(pictures(drawn())[index])
    unit = (place(rows["Final 89"]) - place(rows["Start 78"])) / 11
    for title, reached, half in (("Luck +6 ± 2", 6, 2), ("Others +13 ± 3", 10, 3)):
        middle = place(rows["Start 78"]) + reached * unit
        ends = (middle - half * unit, middle + half * unit)
        line, *caps = map(box_of, of_kind(rows[title][1], "line", "whisker"))
        assert (line[0], line[2]) == pytest.approx(ends, abs=0.1)
        assert [(cap[0], cap[2]) for cap in caps] == [(end, end) for end in line[::2]]
    assert len(rows["Rest +1"]) == 1


@each_size
def test_comparisons_lie_on_the_same_scale_and_par_runs_through_all_rows(index: int) -> None:
    picture = pictures(drawn())[index]
    rows = shapes_of(picture)
    assert place(rows["Expert 89"], 1) == pytest.approx(place(rows["Final 89"]), abs=0.1)
    (par,) = of_kind(picture, "line", "par")
    unit = (place(rows["Final 89"]) - place(rows["Start 78"])) / 11
    left, top, right, foot = box_of(par)
    assert left == right == pytest.approx(place(rows["Start 78"]) - unit, abs=0.1)
    assert top < box_of(rows["Start 78"][0])[1]
    assert foot > box_of(rows["Expert 89"][1])[3]
    (name,) = of_kind(picture, "text", "par-name")
    assert text_of(name) == FAIR


@each_size
@each_figure
def test_all_that_is_drawn_lies_inside_its_picture(figure: ChartFigure, index: int) -> None:
    picture = pictures(figure)[index]
    assert stays_inside(picture)
    width = float(picture.get("viewBox", "").split()[2])
    (par,) = of_kind(picture, "text", "par-name")
    half = estimated_width(FAIR, TextStyle(12, "", bold=True)) / 2
    assert half - 0.1 <= float(par.get("x", 0)) <= width - half + 0.1


@each_size
@each_figure
def test_names_are_whole_and_keep_clear_of_bars_and_values(figure: ChartFigure, index: int) -> None:
    picture = pictures(figure)[index]
    names = of_kind(picture, "text", "row-name")
    rows = [*titled(picture)]
    assert len(names) == len(rows)
    for name, (title, group) in zip(names, rows, strict=True):
        assert title.startswith(text_of(name))
        lines = [*name.iter("tspan")]
        assert 1 <= len(lines) < 6
        style = TextStyle(13, "", bold=True)
        right = max(20 + estimated_width(line.text or "", style) for line in lines)
        top, foot = (float(line.get("y", 0)) for line in (lines[0], lines[-1]))
        assert not overlap((20, top - 9, right, foot + 2), box_of(group, "whisker-edge"))
        value = title.removeprefix(text_of(name)).strip()
        room = float(picture.get("viewBox", "").split()[2]) - estimated_width(value, style)
        assert right < room


def test_a_value_has_its_sign_and_is_judged_only_where_it_is_explained() -> None:
    for picture in pictures(drawn()):
        kinds = {
            text_of(each): (each.get("class") or "").removeprefix("row-value").strip()
            for each in of_kind(picture, "tspan", "row-value")
        }
        assert kinds == {
            "78": "", "+6": "better", "−9": "worse", "+13": "better", "+1": "", "89": "", "71": "",
        }  # fmt: skip


def test_a_step_of_nothing_is_drawn_too() -> None:
    steps = [WaterfallStep("Luck", 0, LUCK, 1), WaterfallStep("Rest", 0, REST, explained=False)]
    ends = (IntervalRow("Start", 5), IntervalRow("Final", 5))
    figure = waterfall_chart("T", ends[0], steps, ends[1], names=NAMES, axis=NumberAxis())
    for picture in pictures(figure):
        assert [*shapes_of(picture)] == ["Start 5", "Luck ±0 ± 1", "Rest ±0", "Final 5"]
        assert of_kind(picture, "line", "par") == []
    assert [entry.text for entry in figure.legend] == ["in 19 of 20 cases"]


def test_the_legend_explains_what_is_drawn() -> None:
    assert [(entry.text, entry.kind) for entry in drawn().legend] == [
        ("gained", "rise"),
        ("lost", "fall"),
        ("in 19 of 20 cases", "whisker"),
    ]


def test_no_text_given_to_a_chart_of_steps_becomes_markup() -> None:
    page = HtmlPage(HOSTILE, "en")
    row = IntervalRow(HOSTILE, 1, 0, 2, style=MarkStyle(HOSTILE))
    page.figure(
        waterfall_chart(
            HOSTILE,
            row,
            [WaterfallStep(HOSTILE, sign, MarkStyle(HOSTILE), 1) for sign in (1, -1)],
            row,
            names=WaterfallNames(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            axis=NumberAxis(),
            par=ChartLine(1, HOSTILE),
            comparisons=[row],
            note=HOSTILE,
        )
    )
    text = page.text()
    assert "<script" not in text
    assert "\x1b" not in text
    assert text.count("&lt;script&gt;") > 15
