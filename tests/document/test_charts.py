"""Charts show their figures at the right places, in words too, and without the help of colour."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from attrs import evolve

from game.document.axes import AxisScale, NumberAxis, number_text, round_numbers, shortened
from game.document.figures import ChartFigure
from game.document.html import element, style_sheet
from game.document.interval_chart import IntervalRow, interval_chart
from game.document.marks import mark, readable_colour, style_by_number
from game.document.page import HtmlPage
from game.document.style import STYLE

HOSTILE = """</title><script>alert("x")</script> & ' \x1b[2J \u202e"""


class Elements(HTMLParser):
    """Every element of some markup with its attributes, and the texts in it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1], data))

    def of(self, tag: str, kind: str | None = None) -> list[dict[str, str]]:
        """The attributes of all elements with a tag, of one class where it is given."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and kind in (None, attributes.get("class"))
        ]


def scores() -> ChartFigure:
    rows = [
        IntervalRow("North", 59, 40, 70, reference=30),
        IntervalRow("South", -8, -20, 4),
    ]
    return interval_chart("Scores", rows, NumberAxis("score"), reference_name="par")


def test_every_figure_of_a_chart_is_in_its_text_alternative() -> None:
    figure, expected = scores(), ["North 59", "40–70", "par 30", "South −8", "−20–4"]
    markup = Elements(figure.markup().source)
    (picture,) = (svg for svg in markup.of("svg") if "role" in svg)
    assert picture["role"] == "img"
    title, description = markup.texts[1], next(t for t in markup.texts if t[0] == "desc")
    assert title == ("title", figure.title)
    assert [each for each in expected if each not in description[1]] == []


def test_all_that_a_chart_draws_lies_inside_its_picture() -> None:
    figure = scores()
    limits = dict.fromkeys(("x", "cx", "x1", "x2"), figure.width)
    limits |= dict.fromkeys(("y", "cy", "y1", "y2"), figure.height)
    for _, attributes in Elements(figure.markup().source).elements:
        for key, limit in limits.items():
            assert -1 <= float(attributes.get(key, 0)) <= limit + 1, attributes


def test_whiskers_reach_from_the_low_to_the_high_value() -> None:
    markup = Elements(scores().markup().source)
    whiskers = [each for each in markup.of("line", "whisker") if each["y1"] == each["y2"]]
    dots = [float(dot["cx"]) for dot in markup.of("circle")]
    for whisker, dot in zip(whiskers, dots, strict=True):
        assert float(whisker["x1"]) < dot < float(whisker["x2"])
    north, south = ((float(w["x2"]) - float(w["x1"])) for w in whiskers)
    assert north / 30 == pytest.approx(south / 24, abs=0.02)
    (reference,) = markup.of("line", "reference")[:1]
    assert float(reference["x1"]) < float(whiskers[0]["x1"])


def test_bars_begin_at_zero() -> None:
    rows = [IntervalRow("North", 59), IntervalRow("South", -20)]
    bars = Elements(interval_chart("Scores", rows, NumberAxis(), kind="bars").markup().source).of(
        "rect"
    )
    north, south = bars
    assert float(south["x"]) + float(south["width"]) == pytest.approx(float(north["x"]), abs=0.05)
    assert float(north["width"]) / 59 == pytest.approx(float(south["width"]) / 20, abs=0.02)


def test_two_parties_are_told_apart_by_shape_and_dash_without_colour() -> None:
    styles = [style_by_number(i) for i in range(6)]
    assert len({style.shape for style in styles}) == 6
    assert len({style.dash for style in styles}) == 6
    drawn = {re.sub(r"#[0-9a-f]{3,6}", "", mark(style, 0, 0).source) for style in styles}
    assert len(drawn) == 6


def test_a_pale_colour_is_darkened_and_a_dark_one_stays() -> None:
    assert readable_colour("#18242f") == "#18242f"
    assert readable_colour("#ffff00") < "#999900"
    assert readable_colour("#ffffff") != "#ffffff"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (-3, 7, [-2, 0, 2, 4, 6]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (5, 5, [5]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, expected: list[float]) -> None:
    assert round_numbers(low, high, 5) == pytest.approx(expected)


def test_an_axis_of_whole_things_marks_no_halves() -> None:
    assert NumberAxis(whole=True).ticks(-0.2, 1.2, 5) == [(0, "0"), (1, "1")]


def test_numbers_have_a_true_minus_sign_and_no_needless_digits() -> None:
    assert [*map(number_text, (-3, 0.5, 2.0, -0.0001, 1 / 3))] == ["−3", "0.5", "2", "0", "0.333"]


def test_a_scale_can_be_turned_round() -> None:
    assert [AxisScale(0, 10, 100, 0).place(value) for value in (0, 5, 10)] == [100, 50, 0]


def test_a_long_name_is_cut_with_a_sign_that_it_goes_on() -> None:
    assert shortened("Measures and counter-measures", 72) == "Measures…"
    assert shortened("Calm", 72) == "Calm"


def test_no_text_given_to_a_chart_becomes_markup() -> None:
    page = HtmlPage(HOSTILE, "en")
    axis = NumberAxis(HOSTILE, names=((0, HOSTILE), (2, HOSTILE)))
    page.figures([
        interval_chart(HOSTILE, [IntervalRow(HOSTILE, 1, 0, 2, 1)], axis, reference_name=HOSTILE),
    ])  # fmt: skip
    page.letters([(HOSTILE, HOSTILE)])
    text = page.text()
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.count("&lt;script&gt;") > 10


def test_a_style_sheet_cannot_end_its_element() -> None:
    with pytest.raises(ValueError, match="style sheet"):
        style_sheet("</style>")


def test_an_attribute_without_a_value_is_left_out_and_names_are_those_of_svg() -> None:
    assert element("g", "", class_="", stroke_width=1.50, viewBox="0").source == (
        '<g stroke-width="1.5" viewBox="0"></g>'
    )


def test_a_figure_with_a_picture_for_telephones_shows_one_of_them_at_a_time() -> None:
    picture = ChartFigure("Title", "words", 10, 10, ())
    both = evolve(picture, narrow=picture).markup().source
    assert re.findall(r'class="(broad|narrow)"', both) == ["broad", "narrow"]
    everywhere, narrow_screens = STYLE.split("@media screen and (max-width: 40rem) {")
    assert "svg.narrow { display: none; }" in everywhere
    assert "svg.broad { display: none; }" in narrow_screens.split("@media")[0]
    assert "svg.narrow { display: block; }" in narrow_screens.split("@media")[0]
