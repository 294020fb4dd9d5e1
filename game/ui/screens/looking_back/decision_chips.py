"""The decisions of a whole game, by turn and side; each can be pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from game.model.colours import mix_colours
from game.presenter.debrief.decisions import PastDecision, decision_title
from game.presenter.hindsight.graded import GradedDecision
from game.ui.page.elements import Element, Gap, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL, SMALL_STRONG, STRONG, line_height, width_of
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook, looks
from game.ui.screens.looking_back.debrief_commands import ChooseDecision
from game.ui.screens.looking_back.decision_sheet import decision_icon
from game.ui.widgets.buttons import side_badge
from game.words.wording import Wording


@frozen
class Chip:
    """A decision that can be pressed: its icon, and its name where there is room for names."""

    decision: PastDecision
    label: str
    chosen: bool
    named: bool
    look: SideLook | None = None
    """Whose it is, where nothing beside it says so."""
    graded: GradedDecision | None = None
    """What it was worth, where that is known."""
    judgement: str = ""
    turning: str = ""
    """Which turning point it is; empty if it is none."""

    def _command(self) -> ChooseDecision:
        return ChooseDecision(self.decision.number)

    def _pad(self, page: Page) -> int:
        return page.px(9)

    def _sign(self, page: Page) -> int:
        return page.theme.tall(22)

    def least(self, page: Page) -> int:
        """Its width and height without its name."""
        return max(32, page.theme.tall(34))

    def _room(self, page: Page, width: int) -> int:
        signs = 1 if self.look is None else 2
        signs += 1 if self.turning else 0
        return width - signs * (self._sign(page) + self._pad(page)) - 2 * self._pad(page)

    def _words(self, page: Page) -> Stack:
        ink = page.ink
        parts = [Words(self.label, SMALL, ink.first if self.chosen else ink.second)]
        if self.graded is not None and self.graded.stands_out and self.judgement:
            tint = ink.worse if self.graded.is_worse else ink.better
            parts.append(Words(self.judgement, LABEL, tint))
        return Stack(tuple(parts))

    @property
    def _tip(self) -> str:
        return " · ".join(filter(None, (self.label, self.turning, self.judgement)))

    def height(self, page: Page, width: int) -> int:
        if not self.named:
            return self.least(page)
        words = self._words(page).height(page, self._room(page, width))
        return max(32, words + 2 * page.px(7), self._sign(page) + 2 * page.px(7))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        ink, command = page.ink, self._command()
        rect = Rect(x, y, width, self.height(page, width))
        fill = mix_colours(ink.ground, ink.raised, 1.0 if page.hovered(command) else 0.6)
        edge = page.palette.brass if self.chosen else mix_colours(ink.line, fill, 0.5)
        if self.chosen:
            fill = mix_colours(ink.raised, page.palette.brass, 0.14)
        page.canvas.box(rect, fill, 8, edge, 3 if self.chosen else 1)
        size = self._sign(page)
        colour = page.palette.brass_light if self.chosen else ink.second
        left = rect.x + (self._pad(page) if self.named else (rect.w - size) // 2)
        if self.look is not None:
            side_badge(page, self.look, (left, rect.y + (rect.h - size) // 2), size)
            left += size + self._pad(page)
        image = icon(decision_icon(self.decision), size, colour)
        page.canvas.picture(image, (left, rect.y + (rect.h - size) // 2))
        if self.decision.note:
            self._draw_note(page, rect)
        if self.named:
            words = self._words(page)
            room = self._room(page, width)
            down = rect.y + (rect.h - words.height(page, room)) // 2
            words.draw(page, left + size + self._pad(page), down, room)
        if self.turning:
            self._draw_turning(page, rect)
        page.target(command, rect, self._tip, self._tip)

    def _draw_turning(self, page: Page, rect: Rect) -> None:
        """Draws the number of a turning point, of a chip without a name in its corner."""
        assert self.graded is not None
        number = str(self.graded.turning)
        line = line_height(LABEL, page.theme)
        size = self._sign(page) if self.named else line * 4 // 5
        x = rect.right - size // 2 - (self._pad(page) if self.named else 0)
        y = rect.y + rect.h // 2 if self.named else rect.bottom - line // 2 - 1
        page.canvas.disc((x, y), size / 2, page.ink.brass)
        left = x - width_of(number, LABEL, page.theme) // 2
        page.canvas.text(number, left, y - line // 2, LABEL, page.ink.ground)

    def _draw_note(self, page: Page, rect: Rect) -> None:
        """Draws the mark of a note in the corner."""
        size = page.theme.tall(15)
        place = (rect.right - size - page.px(2), rect.y + page.px(2))
        page.canvas.picture(icon("pen", size, page.ink.brass), place)
        page.explain(Rect(*place, size, size), "noted")


@frozen
class _Columns:
    """The columns of turns beside each other."""

    count: int
    """How many turns have room beside each other."""

    def badge(self, page: Page) -> int:
        """The size of the badge at the left."""
        return page.theme.tall(38)

    def column(self, page: Page, width: int) -> int:
        """The width of a column, with the room at both sides of its content."""
        return (width - self.badge(page) - page.px(8)) // self.count

    def inner(self, page: Page, width: int) -> int:
        """The width of the content of a column."""
        return self.column(page, width) - page.px(16)

    def draw(
        self, page: Page, x: int, y: int, width: int, cells: Sequence[Element], height: int
    ) -> None:
        """Draws the cells of the columns, with lines between them."""
        left = x + self.badge(page) + page.px(8)
        line = mix_colours(page.ink.line, page.ink.ground, 0.4)
        for i, cell in enumerate(cells):
            x_of_column = left + i * self.column(page, width)
            page.canvas.box(Rect(x_of_column, y, max(1, page.px(1)), height), line, 0)
            cell.draw(page, x_of_column + page.px(8), y, self.inner(page, width))


@frozen
class TurnHeads:
    """The names of turns beside each other."""

    columns: _Columns
    cells: tuple[Words, ...]

    def height(self, page: Page, width: int) -> int:
        inner = self.columns.inner(page, width)
        return max(cell.height(page, inner) for cell in self.cells) + page.px(8)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        self.columns.draw(page, x, y, width, self.cells, self.height(page, width))


@frozen
class DecisionRow:
    """The decisions of one side on these turns."""

    columns: _Columns
    look: SideLook
    cells: tuple[Element, ...]

    def height(self, page: Page, width: int) -> int:
        inner = self.columns.inner(page, width)
        cells = max(cell.height(page, inner) for cell in self.cells)
        return max(self.columns.badge(page), cells) + page.px(10)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        side_badge(page, self.look, (x, y), self.columns.badge(page))
        self.columns.draw(page, x, y, width, self.cells, self.height(page, width))


@frozen
class _ChipGrid:
    """Chips without names, as many to a line as fit."""

    chips: tuple[Chip, ...]

    def _cells(self, page: Page, width: int) -> tuple[int, int]:
        size = self.chips[0].least(page) if self.chips else 1
        gap = page.px(6)
        return size, max(1, (width + gap) // (size + gap))

    def height(self, page: Page, width: int) -> int:
        size, per_line = self._cells(page, width)
        lines = -(-len(self.chips) // per_line)
        return lines * size + max(0, lines - 1) * page.px(6)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        size, per_line = self._cells(page, width)
        step = size + page.px(6)
        for i, chip in enumerate(self.chips):
            chip.draw(page, x + i % per_line * step, y + i // per_line * step, min(size, width))


def decision_grid(
    page: Page,
    words: Wording,
    decisions: Sequence[PastDecision],
    width: int,
    chosen: int,
    graded: Mapping[int, GradedDecision],
    *,
    named: bool,
) -> list[Element]:
    """A column for each turn, as many beside each other as there is room for.

    chosen: the number of the decision that is shown. graded: what decisions were worth, by line.
    named: whether the chips have their names.
    """
    turns = sorted({decision.turn for decision in decisions})
    most = max(1, (width - page.theme.tall(46)) // page.theme.tall(184 if named else 104))
    rows = max(1, -(-len(turns) // most))
    columns = _Columns(max(1, -(-len(turns) // rows)))
    looks_of_sides = looks(words.scenario, page.palette)
    parts: list[Element] = []
    for i in range(0, len(turns), columns.count):
        here = turns[i : i + columns.count]
        days = tuple(_day(page, words, turn, columns.inner(page, width)) for turn in here)
        parts.append(TurnHeads(columns, days))
        for side, look in looks_of_sides.items():
            own = [decision for decision in decisions if decision.side == side]
            cells = tuple(
                _cell(
                    tuple(
                        _chip(words, each, chosen, graded, named=named)
                        for each in own
                        if each.turn == turn
                    ),
                    named,
                )
                for turn in here
            )
            if own:
                parts.append(DecisionRow(columns, look, cells))
    return parts


def _chip(
    words: Wording,
    decision: PastDecision,
    chosen: int,
    graded: Mapping[int, GradedDecision],
    look: SideLook | None = None,
    *,
    named: bool,
) -> Chip:
    """The chip of a decision, with what it was worth where that is known."""
    title, worth = decision_title(words, decision), graded.get(decision.line)
    chip = Chip(decision, title, decision.number == chosen, named, look)
    if worth is None:
        return chip
    return evolve(chip, graded=worth, judgement=worth.judgement, turning=worth.turning_text(words))


def _day(page: Page, words: Wording, turn: int, width: int) -> Words:
    """The head of a turn's column: its day where that has room."""
    day, name = words.day(turn), words.say("ui.record.turn", turn=turn)
    fits = width_of(day, SMALL_STRONG, page.theme) <= width
    return Words(day if day and fits else name, SMALL_STRONG, page.ink.first, "center")


def _cell(chips: tuple[Chip, ...], named: bool) -> Element:
    return Stack(chips, 6) if named else _ChipGrid(chips)


def decision_list(
    page: Page,
    words: Wording,
    decisions: Sequence[PastDecision],
    chosen: int,
    graded: Mapping[int, GradedDecision],
) -> list[Element]:
    """The decisions one below the other, where columns have no room."""
    looks_of_sides = looks(words.scenario, page.palette)
    parts: list[Element] = []
    turn = -1
    for decision in decisions:
        if decision.turn != turn:
            turn = decision.turn
            day = words.day(turn) or words.say("ui.record.turn", turn=turn)
            parts += [*([Gap(6)] if parts else []), Words(day, STRONG, page.ink.first)]
        look = looks_of_sides[decision.side]
        parts.append(_chip(words, decision, chosen, graded, look, named=True))
    return parts
