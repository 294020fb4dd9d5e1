"""The charts of reports: what is drawn lies where its value says, and is told in words."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from svg_shapes import box_of, of_kind, pictures, points_of, stays_inside, text_of, titled

from game.document.axes import ChartLine, NumberAxis
from game.document.band_chart import ChartBand, band_chart
from game.document.figures import PAGE_WIDTH, ChartFigure, FigureSize
from game.document.histogram import Stretch, histogram, histogram_frame
from game.document.marks import MarkStyle
from game.document.row_chart import ChartRow, RowKind, row_chart
from game.document.tornado_chart import TornadoBar, TornadoNames, TornadoRow, tornado_chart

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J"""
AXIS = NumberAxis(low=0.0, names=((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")))
BLUE, RED = MarkStyle("#2a54a6"), MarkStyle("#a03320", "square")
COUNTS = {-4: 2, 3: 10, 9: 40, 12: 40, 31: 8}
LONG = "An arrangement that nobody had thought of, with all its many protocols and annexes"


def rows(kind: RowKind = "bars", name: str = "Peace") -> ChartFigure:
    return row_chart(
        "Ends",
        [
            ChartRow(name, 0.6, "60 %", 0.55, 0.65, "55 – 65"),
            ChartRow("Silence", 0.3, "30 %", 0.25, 0.36),
            ChartRow("War", 0.1, "10 %", 0.0, 0.2, "0 – 20", RED, (0.5, 0.9), "Worst"),
        ],
        AXIS,
        kind=kind,
        aim_name="aim",
    )


def scores(par: int = 10, counts: dict[int, int] = COUNTS, mean: int = 11) -> ChartFigure:
    return histogram(
        "Scores", counts, histogram_frame([counts], [par]), BLUE,
        middle=Stretch(9, 12, "middle half 9 to 12"), mean=ChartLine(mean, f"mean {mean}"),
        reference=ChartLine(par, f"par {par}"),
    )  # fmt: skip


def tornado(name: str = "Weight of the war") -> ChartFigure:
    return tornado_chart(
        "Settings",
        [("North", BLUE), ("South", RED)],
        [
            TornadoRow(name, "0 to 5, now 2", (TornadoBar(-2.0, 4.0), TornadoBar(1.0, -1.0))),
            TornadoRow("Chips", "0 to 8, now 4", (TornadoBar(1.0, 3.0), TornadoBar(0.0, 0.0))),
        ],
        TornadoNames("at its least", "at its most"),
    )


FIGURES = {
    "rows": rows(),
    "marks": rows("marks"),
    "long names": rows(name=LONG),
    "histogram": scores(),
    "par at the right": scores(par=33),
    "one number": scores(par=7, counts={7: 3}, mean=7),
    "tornado": tornado(),
    "tornado, long": tornado(LONG),
}
each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
each_size = pytest.mark.parametrize("index", [0, 1], ids=["page", "telephone"])


@each_figure
@each_size
def test_all_that_is_drawn_lies_inside_its_picture(figure: ChartFigure, index: int) -> None:
    assert stays_inside(pictures(figure)[index])


def test_texts_are_escaped() -> None:
    for figure in (rows(name=HOSTILE), tornado(HOSTILE)):
        source = figure.markup().source
        assert "<script>" not in source
        assert "\x1b" not in source


def test_every_figure_is_in_the_words_of_its_chart() -> None:
    assert rows().description == (
        "Peace 60 % (55 – 65). Silence 30 %. Worst: War 10 % (0 – 20, aim 0.5–0.9)."
    )
    assert scores().description.startswith("mean 11; par 10; middle half 9 to 12. −4–−3: 2.0 %, ")
    assert "40.0 %" in scores().description
    assert tornado().description == (
        "Weight of the war (0 to 5, now 2): North, at its least −2, at its most +4; South, at its "
        "least +1, at its most −1. Chips (0 to 8, now 4): North, at its least +1, at its most +3; "
        "South, at its least ±0, at its most ±0."
    )


def shapes(picture: Element, title: str) -> list[Element]:
    """What is drawn in the group with a title, but for the title."""
    return next(list(group)[1:] for text, group in titled(picture) if text.startswith(title))


@each_size
def test_a_bar_is_as_long_as_its_value(index: int) -> None:
    picture = pictures(rows())[index]
    lengths = []
    for name in ("Peace", "Silence", "War"):
        (bar,) = [e for e in shapes(picture, name) if e.tag == "rect" and e.get("class") != "aim"]
        left, _, right, _ = box_of(bar)
        lengths.append(right - left)
    assert lengths == pytest.approx([6 * lengths[2], 3 * lengths[2], lengths[2]], rel=0.01)


@each_size
def test_what_is_aimed_at_lies_on_the_same_scale(index: int) -> None:
    picture = pictures(rows("marks"))[index]
    (aim,) = [e for e in picture.iter("rect") if e.get("class") == "aim"]
    left, _, right, _ = box_of(aim)
    peace = next(e for e in shapes(picture, "Peace") if e.tag == "circle")
    unit = (right - left) / 0.4
    assert left + 0.1 * unit == pytest.approx(float(peace.get("cx", 0)), abs=0.1)


@each_size
def test_bins_are_as_high_as_their_share_and_dark_in_the_middle_half(index: int) -> None:
    picture = pictures(scores())[index]
    frame = histogram_frame([COUNTS])
    heights, dark = {}, {}
    for title, group in titled(picture):
        if title.endswith("%"):
            rects = list(group.iter("rect"))
            heights[title] = float(rects[0].get("height", 0))
            dark[title] = len(rects) > 1
    shares = {title: float(title.split(": ")[1].rstrip(" %")) for title in heights}
    assert sum(shares.values()) == pytest.approx(100, abs=0.3)
    tallest = max(heights.values())
    for title, height in heights.items():
        assert height / tallest == pytest.approx(shares[title] / max(shares.values()), abs=0.02)
    assert (frame.low, frame.step) == (-4, 2)
    assert [title for title, is_dark in dark.items() if is_dark] == [
        "8–9: 40.0 %",
        "12–13: 40.0 %",
    ]


@each_size
def test_the_mean_stands_right_of_a_par_that_is_less(index: int) -> None:
    picture = pictures(scores())[index]
    (triangle,) = of_kind(picture, "polygon", "mean")
    (par,) = of_kind(picture, "line", "thin")
    left, _, right, _ = box_of(triangle)
    assert (left + right) / 2 > box_of(par)[0]


@each_size
def test_swings_begin_at_nothing_and_are_told_apart_by_hatching(index: int) -> None:
    picture = pictures(tornado())[index]
    zeros = sorted({box_of(line)[0] for line in of_kind(picture, "line", "zero")})
    assert len(zeros) == 2
    ((_, north), (_, south), *_) = list(titled(picture))[0:2]
    (hatched, full) = _bars(north)
    assert hatched[2] == pytest.approx(zeros[0], abs=0.1)
    assert full[0] == pytest.approx(zeros[0], abs=0.1)
    assert (full[2] - full[0]) == pytest.approx(2 * (hatched[2] - hatched[0]), rel=0.02)
    (least, most) = _bars(south)
    assert least[0] == pytest.approx(zeros[1], abs=0.1)
    assert most[2] == pytest.approx(zeros[1], abs=0.1)


def _bars(group: Element) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The boxes of the hatched and of the full bar of a group."""
    hatched = next(g for g in group.iter("g") if g is not group and list(g.iter("path")))
    full = next(each for each in group if each.tag == "rect")
    return box_of(next(hatched.iter("rect"))), box_of(full)


def test_the_shorter_of_two_swings_to_one_side_lies_on_top() -> None:
    picture = pictures(tornado())[0]
    chips = next(group for title, group in titled(picture) if title.startswith("Chips, North"))
    assert [each.tag for each in list(chips)[1:]] == ["rect", "g"]


def test_legends_name_hatching_and_aims() -> None:
    assert "at its least" in text_of(_parsed(tornado()))
    assert "aim" in text_of(_parsed(rows()))


def _parsed(figure: ChartFigure) -> Element:
    from xml.etree import ElementTree

    return ElementTree.fromstring(figure.markup().source)


def bands() -> ChartFigure:
    return band_chart(
        "Scores",
        (0, 5, 20),
        [
            ChartBand("North", ((10, 8, 12), (20, 15, 25), (40, 39, 41)), BLUE),
            ChartBand(
                HOSTILE, ((0, -5, 5), (0, -5, 5), (10, 0, 20)), texts=("none", "none", "ten")
            ),
        ],
        NumberAxis(),
        across="Weight",
        now=ChartLine(20, "now 20"),
        references=[(30, RED)],
        reference_name="par",
    )


@each_size
def test_bands_lie_around_their_curve_at_true_distances(index: int) -> None:
    picture = pictures(bands())[index]
    assert stays_inside(picture)
    assert "<script>" not in bands().markup().source
    (ribbon, _) = [e for e in picture.iter("polygon") if e.get("fill-opacity")]
    (x0, y0), (x1, y1), (x2, y2), (_, f2), (_, f1), (_, f0) = points_of(ribbon)
    assert (x2 - x1) / (x1 - x0) == pytest.approx(3, rel=0.01)
    unit = (f1 - y1) / 10
    assert (f0 - y0, f2 - y2) == pytest.approx((4 * unit, 2 * unit), abs=0.25)
    dots = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in picture.iter("circle")][:3]
    assert [x for x, _ in dots] == pytest.approx([x0, x1, x2], abs=0.1)
    assert dots[0][1] - dots[2][1] == pytest.approx(30 * unit, abs=0.3)
    (now,) = of_kind(picture, "line", "now")
    assert box_of(now)[0] == pytest.approx(x2, abs=0.1)
    (par,) = of_kind(picture, "line", "compared")
    assert dots[1][1] - box_of(par)[1] == pytest.approx(10 * unit, abs=0.3)


def test_bands_are_told_in_words() -> None:
    words = bands().description
    assert words.startswith("North: 0: 10 (8–12), 5: 20 (15–25), 20: 40 (39–41).")
    assert words.endswith("0: none, 5: none, 20: ten.")


@pytest.mark.parametrize("figure", [rows(), tornado()], ids=["rows", "tornado"])
def test_on_a_telephone_no_line_goes_through_a_name(figure: ChartFigure) -> None:
    picture = pictures(figure)[1]
    lines = [e for e in picture.iter("line") if e.get("class") in ("grid", "zero")]
    names = [e for e in picture.iter("text") if e.get("class") in ("row-name", "row-small")]
    assert names
    for name in names:
        rows_of_text = [float(each.get("y", 0)) for each in (name, *name) if each.get("y")]
        for each in lines:
            _, top, _, foot = box_of(each)
            assert all(y <= top + 1 or y - 12 >= foot for y in rows_of_text)


def test_ticks_leave_room_for_each_other_in_narrow_columns() -> None:
    columns = [(name, BLUE) for name in ("North", "South", "West")]
    swings = tuple(TornadoBar(-11.5, 12.0) for _ in columns)
    wide = tornado_chart("S", columns, [TornadoRow("A", "", swings)], TornadoNames("l", "m"))
    for picture in pictures(wide):
        texts = [
            (float(each.get("x", 0)), each.text or "")
            for each in picture.iter("text")
            if each.get("class") is None
        ]
        numbers = [each for each in texts if each[1].lstrip("+−").isdigit()]
        assert {text for _, text in numbers} >= {"0", "+10", "−10"}
        for (a, one), (b, other) in pairwise(numbers):
            if b > a:
                assert b - a >= (len(one) + len(other)) / 2 * 13 * 0.55


@pytest.mark.parametrize("size", ["wide", "page"])
@pytest.mark.parametrize("index", [0, 1])
def test_names_of_rows_are_whole(size: FigureSize, index: int) -> None:
    figure = row_chart("Ends", [ChartRow(LONG, 0.5, "50 %"), ChartRow("War", 0.2, "20 %")], AXIS,
                       size=size)  # fmt: skip
    picture = pictures(figure)[index]
    names = [text_of(each) for each in of_kind(picture, "text", "row-name")]
    assert " ".join(" ".join(names).split()).replace(" ", "") == f"{LONG}War".replace(" ", "")
    assert stays_inside(picture)


def test_a_chart_of_a_page_is_as_wide_as_its_panel() -> None:
    for figure in (row_chart("Ends", [ChartRow("War", 0.5, "50 %")], AXIS, size="page"),
                   tornado_chart("Settings", [("North", BLUE)],
                                 [TornadoRow("Chips", "0 to 8", (TornadoBar(1.0, 3.0),))],
                                 TornadoNames("least", "most"), size="page")):  # fmt: skip
        assert figure.width == PAGE_WIDTH
        assert 'class="page"' in figure.markup().source


@each_size
def test_what_a_number_does_is_told_in_whole_below_its_bands(index: int) -> None:
    band = ChartBand("North", ((1.0, 0.0, 2.0), (2.0, 1.0, 3.0)), BLUE, ("1", "2"))
    figures = [band_chart("Over it", [0, 8], [band], NumberAxis(), across=name)
               for name in ("War", LONG)]  # fmt: skip
    short, long = (pictures(figure)[index] for figure in figures)
    (name,) = [text_of(each) for each in of_kind(long, "text", "axis-name")]
    assert name.replace(" ", "") == LONG.replace(" ", "")
    assert stays_inside(long)
    assert float(long.attrib["viewBox"].split()[3]) > float(short.attrib["viewBox"].split()[3])
