"""An issue as a ladder: its options in order, who holds which, and what each is worth."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.colours import mix_colours
from game.presenter.offers.issues import IssueReading, OptionReading
from game.presenter.prose import proposer_name
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    CARD,
    LABEL,
    SMALL,
    SMALL_STRONG,
    Style,
    line_height,
    pixel_size,
    width_of,
)
from game.ui.paint.icons import badge, icon
from game.ui.paint.theme import SideLook, looks, proposer_look
from game.ui.screens.table.table_commands import ChooseOption
from game.words.sentences import number
from game.words.wording import Wording


def between(a: int, b: int, share: float) -> int:
    """A share of the way from a to b."""
    return round(a + (b - a) * share)


@frozen
class Ladder:
    """One issue."""

    issue: IssueReading
    words: Wording
    side: str
    """The side that reads it."""
    pad: float = 10
    """Room above and below."""
    close: bool = False
    """Whether a locked option says in one line what it needs; all of it is told beside it."""
    headless: bool = False
    """Whether it is told above what the issue is called."""
    columns: int = 0
    """For how many rungs a row has room, where that isn't told by their number."""

    @property
    def _weighs(self) -> str:
        """What it weighs, in words; empty where that is no number."""
        weight = self.issue.weight
        return (
            self.words.say("ui.table.weighs", weight=number(weight)) if weight is not None else ""
        )

    def _offered(self, page: Page, rung: OptionReading) -> SideLook | None:
        """The look of whoever has an option in its standing offer; None where nobody has."""
        badge = rung.offered_by
        return proposer_look(self.words.scenario, page.palette, badge.side) if badge else None

    def slices(self, page: Page, width: int, most: int) -> list[Ladder]:
        """The ladder whole; where it is higher than this, its rows, the first below its name."""
        if page.height_of(self, width) <= most or self._across(page, width):
            return [self]
        across, options = self._per_row(page, width), self.issue.options
        rows = [options[i : i + across] for i in range(0, len(options), across)]
        return [
            evolve(
                self,
                issue=evolve(self.issue, options=row, came_from=-1),
                columns=across,
                headless=i > 0,
                pad=2,
            )
            for i, row in enumerate(rows)
        ]

    # The issue's name stands at the left, or above where there is no room.

    def _across(self, page: Page, width: int) -> bool:
        return width >= page.theme.tall(900)

    def _left(self, page: Page, width: int) -> int:
        return page.theme.tall(250) if self._across(page, width) else 0

    def _cells(self, page: Page, width: int) -> int:
        return width - self._left(page, width) - 2 * page.px(14)

    def _per_row(self, page: Page, width: int) -> int:
        least = page.theme.tall(150)
        fit = max(1, (self._cells(page, width) + page.px(10)) // (least + page.px(10)))
        return self.columns or min(len(self.issue.options), fit)

    def _rung_width(self, page: Page, width: int) -> int:
        count = self._per_row(page, width)
        return (self._cells(page, width) - page.px(10) * (count - 1)) // count

    def _highs(self, page: Page, width: int) -> list[int]:
        """How high each row of rungs is."""
        across, inner = self._per_row(page, width), self._rung_width(page, width) - 2 * page.px(12)
        highs = [_rung_height(page, rung, inner, close=self.close) for rung in self.issue.options]
        return [max(highs[i : i + across]) for i in range(0, len(highs), across)]

    def _head(self, page: Page, width: int) -> Words:
        del width
        return Words(self.issue.name, CARD, page.paper.first)

    def _head_height(self, page: Page, width: int) -> int:
        if self.headless:
            return 0
        room = (self._left(page, width) or self._cells(page, width)) - page.px(14)
        height = self._head(page, width).height(page, room)
        return height + (line_height(SMALL, page.theme) if self._weighs else 0)

    def height(self, page: Page, width: int) -> int:
        highs = self._highs(page, width)
        rungs = sum(highs) + (len(highs) - 1) * page.px(8)
        head = self._head_height(page, width)
        gap = 0 if self.headless else page.px(6)
        body = max(rungs, head) if self._across(page, width) else head + gap + rungs
        return body + 2 * page.px(self.pad)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        left, top = x + page.px(14), y + page.px(self.pad)
        if self.headless:
            self._rungs(page, left, top, width)
            return
        wide = (self._left(page, width) or self._cells(page, width)) - page.px(14)
        head = self._head(page, width)
        head.draw(page, left, top, wide)
        room = Rect(left, top, wide, head.height(page, wide))
        page.explain(room, "issue", self.issue.name, self.issue.about)
        if self._weighs:
            self._weight(page, left, top + head.height(page, wide), wide)
        if self._across(page, width):
            left += self._left(page, width)
        else:
            top += self._head_height(page, width) + page.px(6)
        self._rungs(page, left, top, width)

    def _weight(self, page: Page, x: int, y: int, width: int) -> None:
        page.explain(Rect(x, y, width, line_height(SMALL, page.theme)), "weight")
        text_width = page.canvas.text(self._weighs, x, y, SMALL, page.paper.second)
        size, gap = page.px(8), page.px(4)
        start = x + text_width + page.px(14)
        count = min(10, max(0, (x + width - start) // (size + gap)))
        if count < 10:
            return
        down = y + (line_height(SMALL, page.theme) - page.px(13)) // 2
        full = max(1, round(10 * self.issue.share)) if self.issue.share > 0 else 0
        for i in range(10):
            fill = page.paper.second if i < full else page.palette.shade
            page.canvas.box(Rect(start + i * (size + gap), down, size, page.px(13)), fill, 2)

    def _rungs(self, page: Page, x: int, y: int, width: int) -> None:
        rung_width, across = self._rung_width(page, width), self._per_row(page, width)
        boxes = []
        for row, height in enumerate(self._highs(page, width)):
            for i in range(len(self.issue.options[row * across : (row + 1) * across])):
                boxes.append(Rect(x + i * (rung_width + page.px(10)), y, rung_width, height))
            y += height + page.px(8)
        share = page.progress() if self.issue.came_from >= 0 else 1.0
        for box, rung in zip(boxes, self.issue.options, strict=True):
            self._rung(page, box, rung, arrived=share == 1)
        for box, rung in zip(boxes, self.issue.options, strict=True):
            look = self._offered(page, rung)
            if look is not None and share < 1:
                # The other's offer goes over from where it stood.
                start = boxes[self.issue.came_from]
                way = Rect(
                    between(start.x, box.x, share),
                    between(start.y, box.y, share),
                    rung_width,
                    between(start.h, box.h, share),
                )
                page.canvas.box(way, None, 7, look.colour, 4)

    def _rung(self, page: Page, box: Rect, rung: OptionReading, arrived: bool = True) -> None:
        paper, palette, offered = page.paper, page.palette, self._offered(page, rung)
        command = ChooseOption(self.issue.id, rung.id)
        fill, edge, thick = paper.raised, paper.line, 1.2
        if rung.draft:
            page.canvas.box(box.move(0, page.px(3)), palette.brass_edge, 7)
            fill, edge = palette.brass, palette.brass
        elif rung.locked:
            fill = palette.shade
        elif offered is not None:
            fill = mix_colours(paper.raised, offered.colour, 0.1)
        if page.hovered(command) and not rung.locked and not rung.draft:
            fill = mix_colours(fill, palette.brass, 0.25)
        if offered is not None and arrived:
            edge, thick = offered.colour, 4
        page.canvas.box(box, fill, 7, edge, thick)
        first = palette.on_brass if rung.draft else paper.third if rung.locked else paper.first
        inner = box.w - 2 * page.px(12)
        x, y = box.x + page.px(12), box.y + page.px(9)
        name = _name(page, rung, first)
        if rung.locked:
            size = pixel_size(SMALL_STRONG, page.theme)
            page.canvas.picture(icon("lock", size, paper.second), (x, y + page.px(2)))
            name.draw(page, x + size + page.px(6), y, inner - size - page.px(6))
            y += name.height(page, inner - size - page.px(6))
            _reason(rung, paper.second, close=self.close).draw(page, x, y, inner)
        else:
            name.draw(page, x, y, inner)
            y += name.height(page, inner)
            colour = palette.on_brass if rung.draft else paper.second
            if rung.depends and not self.close:
                Words(rung.depends, LABEL, colour).draw(page, x, y, inner)
        self._foot(page, box, rung, first)
        page.target(command, box, rung.name, radius=7)
        depends = f"{rung.depends}." if rung.depends else ""
        parts = rung.about, rung.locked, depends, rung.does, rung.meanings
        if any(parts):
            key = "locked" if rung.locked else "option"
            page.explain(box, key, rung.name, " ".join(part for part in parts if part))

    def _foot(
        self, page: Page, box: Rect, rung: OptionReading, first: tuple[int, int, int]
    ) -> None:
        row, offered = line_height(SMALL_STRONG, page.theme), self._offered(page, rung)
        y = box.bottom - page.px(7) - row
        right = box.right - page.px(12)
        width = width_of(rung.worth, SMALL_STRONG, page.theme)
        page.canvas.text(rung.worth, right - width, y, SMALL_STRONG, first)
        page.explain(Rect(right - width, y, width, row), "worth")
        right -= width + page.px(8)
        size = max(10, pixel_size(LABEL, page.theme) * 8 // 10)
        if rung.last:
            own = looks(self.words.scenario, page.palette)[self.side]
            mark = badge(own.shape, size, own.colour, (255, 255, 255))
            page.canvas.picture(mark, (right - size, y + (row - size) // 2))
            right -= size + page.px(8)
        for sign, is_there in (("info", rung.depends), ("bolt", rung.does)):
            if is_there:
                size = pixel_size(LABEL, page.theme)
                colour = first if rung.draft else page.paper.third
                place = right - size, y + (row - size) // 2
                page.canvas.picture(icon(sign, size, colour), place)
                right -= size + page.px(6)
        x, size = box.x + page.px(12), max(10, pixel_size(LABEL, page.theme) * 8 // 10)
        if offered is not None:
            mark = badge(offered.shape, size, offered.colour)
            page.canvas.picture(mark, (x, y + (row - size) // 2))
            x += size + page.px(6)
        remark = self._told(rung)
        colour = first if rung.draft or offered is None else offered.on_paper
        if remark and x + width_of(remark, LABEL, page.theme) <= right:
            down = y + (row - line_height(LABEL, page.theme)) // 2
            page.canvas.text(remark, x, down, LABEL, colour)

    def _told(self, rung: OptionReading) -> str:
        if rung.draft:
            return self.words.say("ui.table.same" if rung.offered_by else "ui.table.in-draft")
        return proposer_name(self.words, rung.offered_by.side) if rung.offered_by else ""


def _name(page: Page, rung: OptionReading, colour: tuple[int, int, int]) -> Words:
    del page
    style: Style = SMALL_STRONG if rung.draft else SMALL
    return Words(rung.name, style, colour)


def _reason(rung: OptionReading, colour: tuple[int, int, int], *, close: bool) -> Words:
    return Words(rung.locked, LABEL, colour, most=1 if close else 0)


def _rung_height(page: Page, rung: OptionReading, inner: int, *, close: bool) -> int:
    foot = line_height(SMALL_STRONG, page.theme) + page.px(12)
    name = _name(page, rung, (0, 0, 0))
    if rung.locked:
        size = pixel_size(SMALL_STRONG, page.theme)
        why = _reason(rung, (0, 0, 0), close=close).height(page, inner)
        return name.height(page, inner - size - page.px(6)) + why + foot + page.px(10)
    bold = Words(rung.name, SMALL_STRONG, (0, 0, 0)).height(page, inner)
    bold = max(name.height(page, inner), bold)
    if rung.depends and not close:
        bold += Words(rung.depends, LABEL, (0, 0, 0)).height(page, inner)
    return bold + foot + page.px(10)
