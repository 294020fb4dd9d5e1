"""The payoff space and the bar of one's own are drawn from what they are given, and fit."""

import pygame
import tiny
from drawing import misfits, texts, unreadable
from hypothesis import given
from hypothesis import strategies as st

from game.document.axes import RoundScale
from game.presenter.badges import SideBadge, badge_of
from game.presenter.offers.worth_bar import WorthBar, WorthMark
from game.presenter.payoff_plane import (
    MarkedPackage,
    OfferTrail,
    PayoffPlane,
    PlaneAxis,
)
from game.ui.page.page import Looking, Page
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.theme import make_theme
from game.ui.screens.table.deciding import WorthBarFace, spread
from game.ui.widgets.scene import draw_plane

points = st.tuples(st.integers(-40, 140), st.integers(-40, 140))


def blank(size: tuple[int, int] = (900, 600), text: float = 1.0) -> Page:
    pygame.display.init()
    pygame.font.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((16, 16))
    return Page(Canvas(pygame.Surface(size), make_theme((1280, 720), text)), Looking())


def axis(name: str, side: str, reserve: int, ends: tuple[int, int] = (0, 100)) -> PlaneAxis:
    badge = badge_of(tiny.scenario(), side)
    return PlaneAxis(name, badge, *ends, reserve, f"reserve {reserve}")


def test_a_plane_tells_both_reserves_and_both_worths() -> None:
    page = blank()
    page.canvas.box(Rect(0, 0, 900, 600), page.ink.ground, 0)
    plane = PayoffPlane(
        axis("worth to North", "north", 40),
        axis("worth to South", "south", 45),
        cloud=((10, 80), (60, 60)),
        frontiers=(((10, 90), (60, 60), (90, 10)),),
        worse="worse",
    )
    draw_plane(page, Rect(20, 20, 800, 500), plane)
    told = texts(page)
    for text in ("reserve 40", "reserve 45", "worth to North", "worth to South", "worse"):
        assert text in told
    assert unreadable(page) == []


def test_where_the_other_is_unknown_nothing_of_it_is_drawn() -> None:
    page = blank()
    badge = badge_of(tiny.scenario(), "south")
    trail = OfferTrail("South", badge, ((20, 1), (30, 3)), (1, 3))
    draft = MarkedPackage("draft", (50, 4), "draft", "draft")
    strip = PayoffPlane(axis("worth to you", "north", 40), trails=(trail,), packages=(draft,))
    draw_plane(page, Rect(20, 20, 800, 500), strip)
    assert [*texts(page).splitlines()].count("0") == 1, "there is one axis"
    assert misfits(page) == []


@given(
    st.lists(points, min_size=1, max_size=9),
    st.lists(points, max_size=9),
    points,
    points,
    st.sampled_from([0.8, 1.0, 1.6]),
    st.sampled_from([(260, 180), (500, 300), (860, 560)]),
)
def test_labels_neither_leave_the_plane_nor_cross_each_other(
    ours: list[tuple[int, int]],
    theirs: list[tuple[int, int]],
    reserves: tuple[int, int],
    draft: tuple[int, int],
    text: float,
    size: tuple[int, int],
) -> None:
    page, scenario = blank(text=text), tiny.scenario()
    every = [*ours, *theirs, reserves, draft]
    ends = [(min(worths), max(worths)) for worths in zip(*every, strict=True)]
    packages = (
        MarkedPackage("nash", ours[0]),
        MarkedPackage("kalai", ours[-1]),
        MarkedPackage("draft", draft, "draft", "draft"),
    )
    plane = PayoffPlane(
        axis("worth to North", "north", reserves[0], ends[0]),
        axis("worth", "south", reserves[1], ends[1]),
        cloud=tuple(ours),
        trails=tuple(
            OfferTrail("", badge_of(scenario, side), tuple(offers), tuple(range(len(offers))))
            for side, offers in (("north", ours), ("south", theirs))
        ),
        packages=packages,
        worse="worse than none",
    )
    rect = Rect(10, 10, *size)
    draw_plane(page, rect, plane)
    assert misfits(page) == []
    assert all(rect.inflate(16, 16).contains(Rect(blit.rect)) for blit in page.canvas.texts)


@given(
    st.integers(-50, 150),
    st.lists(st.integers(-50, 150), max_size=3),
    st.none() | st.integers(-50, 150),
    st.sampled_from([0.8, 1.0, 1.6]),
)
def test_what_stands_on_the_bar_of_worth_is_told_below_it(
    draft: int, offers: list[int], reserve: int | None, text: float
) -> None:
    page, scenario = blank(text=text), tiny.scenario()

    def mark(label: str, worth: int, badge: SideBadge | None = None) -> WorthMark:
        return WorthMark(f"{label} {worth}", (worth + 50) / 200, badge)

    badge = badge_of(scenario, "south")
    last = tuple(mark(f"Offer {i}:", worth, badge) for i, worth in enumerate(offers))
    known = mark("reserve", reserve) if reserve is not None else None
    face = WorthBarFace(WorthBar(mark("Draft", draft), None, last, known, "", None, ""), scenario)
    high = face.height(page, 420)
    face.draw(page, 10, 10, 420)
    assert misfits(page) == []
    told = texts(page)
    assert all(each.label in told for each in last)
    assert ("reserve" in told) == (reserve is not None)
    assert all(blit.rect[1] + blit.rect[3] <= 10 + high for blit in page.canvas.texts)


@given(st.integers(-1000, 1000), st.integers(0, 3000), st.integers(1, 12))
def test_a_scale_holds_both_ends_in_round_steps(least: int, span: int, marks: int) -> None:
    scale = RoundScale.of(least, least + span, marks)
    assert scale.low <= least
    assert scale.high >= least + span
    assert scale.high > scale.low
    assert len(scale.ticks) <= max(2, min(marks, 6)) + 1
    assert all(tick % scale.step == 0 for tick in scale.ticks)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90)), max_size=6))
def test_labels_on_a_line_keep_apart(wanted: list[tuple[int, int]]) -> None:
    wanted.sort()
    middles, widths = [m for m, _ in wanted], [w for _, w in wanted]
    found = spread(middles, widths, 0, 500, 10)
    if found is None:
        assert sum(widths) + 10 * (len(widths) - 1) > 500
        return
    ends = [left + wide for left, wide in zip(found, widths, strict=True)]
    assert all(a + 10 <= b for a, b in zip(ends, found[1:], strict=False))
    assert all(left >= 0 for left in found)
    assert all(end <= 500 for end in ends)
