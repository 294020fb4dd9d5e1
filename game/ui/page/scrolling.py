"""A box whose parts are scrolled where they do not all fit; only whole parts are seen.

A part that is higher than the box is seen in pieces, of which each ends with a whole line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from game.model.colours import Colour, mix_colours
from game.ui.page.elements import Element
from game.ui.page.page import Page, Scrolled
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, line_height, pixel_size, width_of
from game.ui.paint.icons import icon

_FOOT = 14
"""The room at the foot of a sheet for what is said of the parts below, in steps of the design."""


@frozen
class Placed:
    """A part's place before scrolling, in pixels from the box's left top corner."""

    part: Element
    x: int
    top: int
    width: int
    height: int
    column: int = 0

    @property
    def bottom(self) -> int:
        """Its bottom edge."""
        return self.top + self.height


@frozen
class Scroll:
    """A box of fixed height, scrolled part by part where its parts do not all fit."""

    name: str
    parts: tuple[Element, ...]
    gap: float = 12
    bar: Colour = (90, 115, 145)
    still: bool = False
    """Whether it has no targets, so that hidden parts need not be visited."""
    columns: int = 1
    """In how many columns parts stand, each where there is room highest up.

    There is only one where a part would be higher than the box.
    """
    spanning: int = 0
    """How many of the last parts span all columns."""
    more: Callable[[int], str] | None = None
    """What is said of so many parts below, at the foot of the sheet that the box is on.

    An arrow where it says nothing.
    """

    def count_in_sight(self, page: Page, rect: Rect) -> int:
        """The number of parts that are seen whole before anything is scrolled."""
        box = self._box(page, rect)
        places, _ = self.placed(page, box)
        return sum(place.bottom <= box.h for place in places)

    def _box(self, page: Page, rect: Rect) -> Rect:
        """The box without the room for what is said of the parts below it."""
        if self.more is None or self.placed(page, rect)[1] <= rect.h:
            return rect
        room = max(0, self._more_height(page) - page.px(_FOOT))
        return Rect(rect.x, rect.y, rect.w, max(1, rect.h - room))

    def _more_height(self, page: Page) -> int:
        return line_height(LABEL, page.theme) + page.px(4)

    def placed(self, page: Page, rect: Rect) -> tuple[list[Placed], int]:
        """Places the parts in a box; returns the places and their total height."""
        places, total = self._places(page, rect.w, self.columns)
        if total <= rect.h:
            return places, total
        inner = self._inner(page, rect.w)
        places, total = self._places(page, inner, self.columns)
        if self.columns > 1 and any(place.height > rect.h for place in places):
            return self._places(page, inner, 1)
        return places, total

    def _inner(self, page: Page, width: int) -> int:
        return width - self._room(page) - page.px(6)

    def _room(self, page: Page) -> int:
        """The width of the scroll bar, with the room around it."""
        return max(6, page.px(10))

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws the parts that fit; hidden ones are only noted as targets."""
        rect = self._box(page, rect)
        places, total = self.placed(page, rect)
        spans = [(place.top, place.height) for place in places]
        piece = page.piece(rect.h)
        stops = _stops(spans, total, rect.h, rect.h - piece)
        offset = page.looking.scrolls.get(self.name, 0)
        offset = max((stop for stop in stops if stop <= offset), default=0)
        bar = self._room(page) if total > rect.h else 0
        leap = rect.h - piece if any(height > rect.h for _, height in spans) else rect.h
        page.scrolled[self.name] = Scrolled(rect, stops, tuple(spans), bar, leap)
        window = rect.inflate(page.px(16), 0)
        starts = _starts(places, offset)
        lowest = below = 0
        for place in places:
            start = starts[place.column]
            x, y = rect.x + place.x, rect.top + place.top - start
            seen = min(y + place.height, rect.bottom) - max(y, rect.top)
            with page.within(self.name, rect.top - start, (place.top, place.height)):
                if seen == place.height:
                    place.part.draw(page, x, y, place.width)
                elif place.height > rect.h and seen >= piece:
                    with page.canvas.window(window):
                        place.part.draw(page, x, y, place.width)
                else:
                    below += y > rect.top
                    if not self.still:
                        with page.canvas.hidden():
                            place.part.draw(page, x, y, place.width)
                    continue
            lowest = max(lowest, min(y + place.height, rect.bottom))
        if total > rect.h:
            self._bar(page, rect, bar, offset, total)
            sentence = self.more(below) if self.more is not None and below else ""
            if sentence:
                self._told(page, rect, sentence)
            elif below or offset + rect.h < total:
                self._more(page, rect, self._inner(page, rect.w), rect.bottom - lowest)

    def _told(self, page: Page, rect: Rect, text: str) -> None:
        """Says what is below, in words at the foot of the sheet around the box."""
        row, size = line_height(LABEL, page.theme), pixel_size(LABEL, page.theme)
        width = width_of(text, LABEL, page.theme) + size + page.px(34)
        pill = Rect(rect.centerx - width // 2, rect.bottom, width, self._more_height(page))
        paper = page.paper
        page.scrolled[self.name] = evolve(page.scrolled[self.name], more=pill)
        page.canvas.cover(pill)
        page.canvas.box(pill, paper.first, 99)
        y = pill.y + (pill.h - row) // 2
        mark = icon("more", size, paper.ground)
        page.canvas.picture(mark, (pill.x + page.px(12), pill.y + (pill.h - size) // 2))
        page.canvas.text(text, pill.x + page.px(20) + size, y, LABEL, paper.ground)

    def _more(self, page: Page, rect: Rect, inner: int, free: int) -> None:
        """Draws an arrow where there is more below, and room for the arrow."""
        size = page.theme.tall(16)
        if free >= size:
            colour = page.paper.third if self._on_paper else page.ink.third
            place = (rect.x + (inner - size) // 2, rect.bottom - (free + size) // 2)
            page.canvas.picture(icon("more", size, colour), place)

    @property
    def _on_paper(self) -> bool:
        return sum(self.bar) > 450

    def _places(self, page: Page, width: int, columns: int) -> tuple[list[Placed], int]:
        gap = page.px(self.gap)
        each = (width - gap * (columns - 1)) // columns
        ends = [0] * columns
        places: list[Placed] = []
        beside = len(self.parts) - self.spanning
        for part in self.parts[:beside]:
            column = ends.index(min(ends))
            height = page.height_of(part, each)
            places.append(Placed(part, column * (each + gap), ends[column], each, height, column))
            ends[column] += height + gap
        end = max(ends)
        for part in self.parts[beside:]:
            height = page.height_of(part, width)
            places.append(Placed(part, 0, end, width, height))
            end += height + gap
        return places, max(0, end - gap)

    def _bar(self, page: Page, rect: Rect, room: int, offset: int, total: int) -> None:
        groove = Rect(rect.right - room // 2 - 2, rect.top, max(4, room // 2), rect.h)
        page.canvas.box(
            groove,
            mix_colours(
                self.bar, page.palette.shade if self._on_paper else page.palette.well, 0.75
            ),
            3,
        )
        height = max(page.px(30), rect.h * rect.h // total)
        top = rect.top + (rect.h - height) * offset // max(1, total - rect.h)
        top = min(top, rect.bottom - height)
        page.canvas.box(Rect(groove.x, top, groove.w, height), self.bar, 3)


def _starts(places: Sequence[Placed], offset: int) -> Mapping[int, int]:
    """For each column, the offset at the top of the box: that of a whole part, without a gap."""
    columns = {place.column for place in places}
    if len(columns) < 2:
        return dict.fromkeys(columns, offset)
    return {
        column: min(
            (p.top for p in places if p.column == column and p.top >= offset), default=offset
        )
        for column in columns
    }


def _stops(tops: Sequence[tuple[int, int]], total: int, height: int, step: int) -> tuple[int, ...]:
    """Where scrolling stops: each part at the top, until the last is seen whole.

    In a part that is higher than the box it stops every step, and at its end.
    """
    stops = [0]
    for top, tall in tops:
        inner = range(top + step, top + tall - height, step) if tall > height else ()
        last = (top + tall - height,) if tall > height else ()
        for stop in (top, *inner, *last):
            if total - stops[-1] <= height:
                return tuple(stops)
            if stop > stops[-1]:
                stops.append(stop)
    return tuple(stops)
