"""Scrolled boxes: all that is in them comes into sight, and no line of it is cut."""

import pygame
from attrs import evolve, frozen
from drawing import misfits
from hypothesis import example, given
from hypothesis import strategies as st
from tiny_program import Press

from game.ui.page import focus
from game.ui.page.elements import Words
from game.ui.page.page import Looking, Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.fonts import SMALL, line_height
from game.ui.paint.theme import make_theme

SIZE = (800, 500)


@frozen
class Lines:
    """Lines of text, each its own; each can be pressed, or all as one."""

    name: str
    count: int
    each: bool = False

    def height(self, page: Page, _width: int) -> int:
        return max(32, self.count * self._step(page))

    def _step(self, page: Page) -> int:
        return (
            max(32, line_height(SMALL, page.theme)) if self.each else line_height(SMALL, page.theme)
        )

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        step = self._step(page)
        for i in range(self.count):
            Words(f"{self.name}:{i}", SMALL, page.ink.first).draw(page, x, y + i * step, width)
            if self.each:
                page.target(Press(f"{self.name}:{i}"), Rect(x, y + i * step, width, step), "line")
        if not self.each:
            page.target(
                Press(self.name), Rect(x, y, width, max(32, self.count * step)), "all of it"
            )

    def lines(self) -> set[str]:
        return {f"{self.name}:{i}" for i in range(self.count)}


def page_of(scroll: Scroll, high: int, looking: Looking) -> Page:
    pygame.font.init()
    page = Page(Canvas(pygame.Surface(SIZE), make_theme(SIZE)), looking)
    scroll.draw_in(page, Rect(40, 20, 600, high))
    return page


def seen(scroll: Scroll, high: int) -> set[str]:
    """The lines that are seen, boxful by boxful, none of them cut."""
    found: set[str] = set()
    looking = Looking()
    while True:
        page = page_of(scroll, high, looking)
        assert misfits(page) == []
        found |= {blit.text for blit in page.canvas.texts}
        further = page.scrolled["box"].offset_of_next_page(looking.scrolls.get("box", 0))
        if further is None:
            return found
        looking = evolve(looking, scrolls={"box": further})


PARTS = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=6)


COLUMNS = st.tuples(st.integers(1, 3), st.integers(0, 2))
"""How many columns, and how many of the last parts span them."""


def scroll_of(parts: list[Lines], columns: tuple[int, int]) -> Scroll:
    count, spanning = columns
    return Scroll("box", tuple(parts), columns=count, spanning=min(spanning, len(parts)))


@given(PARTS, st.integers(40, 450), COLUMNS)
@example([(2, False), (40, False), (2, False)], 130, (1, 0))
@example([(40, False), (2, False)], 40, (1, 0))
@example([(4, False), (9, False), (3, False), (7, False), (5, False), (2, False)], 240, (2, 1))
def test_every_line_comes_into_sight_and_none_is_cut(
    parts: list[tuple[int, bool]], high: int, columns: tuple[int, int]
) -> None:
    lines = [Lines(f"part{i}", count, each) for i, (count, each) in enumerate(parts)]
    scroll = scroll_of(lines, columns)
    assert seen(scroll, high) == set[str]().union(*(each.lines() for each in lines))


@given(PARTS, st.integers(40, 450), COLUMNS)
@example([(2, False), (40, False), (2, False)], 130, (1, 0))
@example([(1, False), (40, True), (40, False)], 120, (1, 0))
@example([(4, False), (9, False), (3, False), (7, False), (5, False), (2, False)], 240, (2, 1))
def test_tab_brings_all_that_can_be_pressed_into_sight(
    parts: list[tuple[int, bool]], high: int, columns: tuple[int, int]
) -> None:
    scroll = scroll_of([Lines(f"part{i}", *part) for i, part in enumerate(parts)], columns)
    looking = Looking()
    for by in (1, -1):
        for _ in range(len(page_of(scroll, high, looking).targets)):
            looking = focus.step_focus(page_of(scroll, high, looking), looking, by)
            page = page_of(scroll, high, looking)
            target = next(target for target in page.targets if target.command == looking.focus)
            assert not target.hidden
            assert Rect(40, 20, 600, high).contains(target.rect)


def test_the_mouse_presses_what_is_seen_of_a_part_and_nothing_beside_the_box() -> None:
    scroll = Scroll("box", (Lines("first", 2), Lines("tall", 40), Lines("last", 2)))
    page = page_of(scroll, 130, Looking(scrolls={"box": 60}))
    tall = focus.target_at(page, (100, 100))
    assert tall is not None
    assert tall.command == Press("tall")
    assert focus.target_at(page, (100, 160)) is None
    assert focus.target_at(page, (100, 10)) is None


def test_a_part_that_fits_is_seen_whole_or_not_at_all() -> None:
    parts = [Lines(f"part{i}", 8) for i in range(9)]
    page = page_of(Scroll("box", tuple(parts)), 220, Looking())
    shown = {blit.text for blit in page.canvas.texts}
    assert shown == parts[0].lines()
    assert [target.hidden for target in page.targets] == [False, *[True] * 8]


def test_columns_are_filled_where_there_is_room_highest_up_and_none_begins_with_a_hole() -> None:
    parts = [Lines(f"part{i}", count) for i, count in enumerate((8, 4, 4, 8, 8, 4))]
    scroll = Scroll("box", tuple(parts), columns=2)
    page = page_of(scroll, 220, Looking())
    rects = {getattr(target.command, "name", ""): target.rect for target in page.targets}
    assert rects["part0"].top == rects["part1"].top == 20
    assert rects["part2"].left == rects["part1"].left > rects["part0"].left
    for offset in page.scrolled["box"].stops:
        page = page_of(scroll, 220, Looking(scrolls={"box": offset}))
        tops: dict[int, int] = {}
        for target in page.targets:
            if not target.hidden:
                tops[target.rect.left] = min(target.rect.top, tops.get(target.rect.left, 999))
        assert set(tops.values()) == {20}
