"""Beside the issues: what the draft is worth, what offers were, and what can be decided."""

from __future__ import annotations

from attrs import frozen

from game.model.colours import mix_colours
from game.model.decisions import Accept, Pass, Walk
from game.model.scenario import Scenario
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worth_bar import WorthBar, WorthMark, worth_bar
from game.presenter.offers.worths import margin_text, standing_text, walking_price, worth_text
from game.presenter.own_words import argument_label, argument_of_standing_offer
from game.presenter.payoff_plane import offer_strip
from game.presenter.prose import short_name
from game.ui.page.commands import Undo, WriteOwnWords
from game.ui.page.elements import Beside, Element, Explained, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top
from game.ui.paint.fonts import LABEL, PANEL, SMALL, SMALL_STRONG, WORTH, line_height, width_of
from game.ui.paint.icons import badge
from game.ui.paint.theme import SideLook, proposer_look
from game.ui.screens.table.table_commands import (
    KEYS,
    AcceptOffer,
    MakeOffer,
    SayNothing,
    TakeOver,
    WalkOut,
)
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, PLAIN, Button
from game.ui.widgets.frame import panel
from game.ui.widgets.scene import RHOMB, RIM, draw_plane
from game.words.wording import Wording


@frozen
class DecidingColumn:
    """What one side decides at the table, and by what figures."""

    words: Wording
    negotiator: Negotiator
    side: str

    def draw_in(self, page: Page, rect: Rect) -> None:
        """What the draft is worth, what offers were, and what can be decided."""
        foot, worth = Stack(self._buttons(page), 8), self._worth(page)
        gap, pad, edges = page.px(16), 2 * page.px(24), page.px(36)
        top, rest = cut_top(rect, worth.height(page, rect.w - pad) + edges, gap)
        inner = panel(page, top)
        worth.draw(page, inner.x, inner.y, inner.w)
        height = foot.height(page, rect.w - pad) + edges
        body, low = cut_bottom(rest, min(height, rest.h), gap)
        inner = panel(page, low)
        if height > rest.h:
            Scroll("deciding", foot.parts, 8).draw_in(page, inner)
            return
        foot.draw(page, inner.x, inner.y, inner.w)
        if body.h > page.theme.tall(220):
            self._plane(page, body)

    def _worth(self, page: Page) -> Element:
        words, negotiator, ink = self.words, self.negotiator, page.ink
        worth, reserve = negotiator.draft_worth, negotiator.reserve
        standing = negotiator.table.worths.get(self.side)
        key = "ui.table.worth"
        if negotiator.only_answers:
            worth, standing, key = standing, None, "ui.table.worth.offer"
        bar = worth_bar(negotiator)
        figure = Words(worth_text(worth), WORTH, page.palette.brass_light)
        if worth is None:
            figure = Words(worth_text(negotiator.worth_so_far), WORTH, ink.third)
        title = Words(words.say(key), PANEL, ink.first)
        lines: list[Element] = []
        if worth is not None and reserve is not None:
            margin = margin_text(words, worth, reserve)
            sign, colour = ("up", ink.better) if worth >= reserve else ("down", ink.worse)
            lines.append(Explained(Marked(sign, margin, SMALL_STRONG, colour), "reserve"))
        elif bar.margin:
            lines.append(Words(bar.margin, SMALL_STRONG, ink.second))
        lines += [Words(each, SMALL, ink.first) for each in negotiator.silences()]
        if negotiator.table.offer is not None and negotiator.table.worths:
            if standing is not None:
                offer = standing_text(negotiator, standing)
                lines.append(Explained(Words(offer, SMALL, ink.second), "standing"))
            said = negotiator.words_of_others()
            if said:
                lines.append(Marked("quote", said, SMALL, ink.first, ink.third))
            if negotiator.table.proposer not in (None, self.side):
                argument = argument_of_standing_offer(
                    negotiator.worded, self.side, negotiator.table.id
                )
                if argument:
                    argument = words.say("quoted", text=argument)
                    lines.append(Marked("quote", argument, SMALL, ink.first, ink.third))
        else:
            lines.append(Words(words.say("table.no-offer"), SMALL, ink.second))
        if negotiator.table.accepted:
            sides = words.naming.sides(negotiator.table.accepted)
            lines.append(Words(words.say("table.accepted", sides=sides), SMALL, ink.second))
        told = [*words.support(negotiator.table), *words.who_left(negotiator.table)]
        lines += [Words(each, SMALL, ink.second) for each in told]
        width = width_of(figure.text, WORTH, page.theme) + page.px(10)
        body = Beside(((figure, float(width)), (Stack(tuple(lines), 6), -1.0)), 18, centred=True)
        parts: list[Element] = [Explained(title, "worth"), body]
        if not page.theme.tight:
            parts.append(WorthBarFace(bar, words.scenario))
        return Stack(tuple(parts), 4)

    def _plane(self, page: Page, rect: Rect) -> None:
        inner = panel(page, rect, self.words.say("ui.table.offers"))
        draw_plane(page, inner, offer_strip(self.negotiator))
        page.explain(inner, "strip")

    def _buttons(self, page: Page) -> tuple[Element, ...]:
        words, negotiator, table = self.words, self.negotiator, self.negotiator.table
        closed = negotiator.no_offer()
        rounds = words.counted("table.rounds", table.rounds_left, visit=table.visit_left)
        parts: list[Element] = [
            Explained(Words(rounds, SMALL, page.ink.second), "round"),
            Gap(2),
            *(() if negotiator.only_answers else (self._offering(page, not closed),)),
            *self._written(page),
        ]
        if closed and self.side in negotiator.view.to_move:
            parts.append(Marked("lock", closed, SMALL, page.ink.brass))
        row: list[tuple[Element, float]] = []
        worth = table.worths.get(self.side)
        if negotiator.may(Accept()):
            label = words.say("ui.table.accept.outside", worth=worth_text(worth))
            if table.proposer is not None:
                name = short_name(words, table.proposer)
                label = words.say("ui.table.accept.of", side=name, worth=worth_text(worth))
            weight = FULL if negotiator.is_to_accept else OUTLINE
            majority = words.scenario.tables[table.id].majority
            term = "accept" if majority is None else "accept.majority"
            row.append((Button(AcceptOffer(), label, weight, "accept", term=term), -1.7))
        if negotiator.may(Pass()):
            silent = Button(SayNothing(), words.say("ui.table.pass"), GREY, term="pass")
            row.append((silent, -1.0))
        if row:
            parts.append(Beside(tuple(row), 12))
        no_accept = negotiator.no_accept()
        if no_accept:
            parts.append(Words(no_accept, LABEL, page.ink.second))
        parts += self._last_row(page)
        return tuple(parts)

    def _written(self, page: Page) -> tuple[Element, ...]:
        """What the side has written to go with its offer, if anything."""
        written = self.negotiator.worded.preparations.words.get(self.side)
        if not written:
            return ()
        quoted = self.words.say("quoted", text=written)
        return (Marked("quote", quoted, SMALL, page.ink.first, page.ink.brass, most=3),)

    def _last_row(self, page: Page) -> tuple[Element, ...]:
        """Saying why, and walking out with its price; nothing where neither is allowed."""
        say, row = self.words.say, list[tuple[Element, float]]()
        if argument_label(self.negotiator) and self.negotiator.legal.offer is not None:
            written = self.negotiator.worded.preparations.words.get(self.side)
            label = say("ui.words.change" if written else "ui.words.argument")
            row.append((Button(WriteOwnWords(), label, PLAIN, "quote"), -1.0))
        if self.negotiator.may(Walk()):
            term = "walk" if self.negotiator.ends_by_walking else "walk.alone"
            walk = Button(WalkOut(), say("ui.table.walk"), PLAIN, "door", term=term)
            price = walking_price(self.negotiator)
            below = Words(price, LABEL, page.ink.worse, "centre")
            row.append((Stack((walk, below) if price else (walk,), 0), -1.0))
        return (Line(page.ink.line), Beside(tuple(row), 12)) if row else ()

    def _offering(self, page: Page, may: bool) -> Element:
        """Taking back the last change of the draft, and offering it."""
        label = self.words.say("ui.table.offer")
        key = "" if page.theme.tight else KEYS.keycap(MakeOffer(), self.words.say)
        offer = Button(MakeOffer(), label, FULL, "", "", key, may, large=True, term="offer")
        if page.theme.tight:
            return offer
        undo = draft_button(self.words, self.negotiator, on_paper=False)
        return Beside(((undo, undo.natural(page)), (offer, -1.0)), 12, centred=True)


def draft_button(words: Wording, negotiator: Negotiator, *, on_paper: bool) -> Button:
    """Takes back the last change of the draft; begins an empty one with what others offer."""
    command: Undo | TakeOver = Undo()
    label, symbol = words.say("ui.board.undo"), "undo"
    enabled = negotiator.draft.can_undo
    begins = not enabled and not negotiator.draft.package
    if begins and negotiator.last_offer(own=False) is not None:
        command, label = TakeOver(), words.say("ui.table.take-over")
        symbol, enabled = "document", True
    return Button(
        command,
        label,
        GREY,
        symbol if on_paper else "",
        below="" if on_paper else KEYS.keycap(command, words.say),
        enabled=enabled,
        on_paper=on_paper,
    )


@frozen
class WorthBarFace:
    """A bar of one's own worth: full as far as the draft goes, the reserve marked across it."""

    bar: WorthBar
    scenario: Scenario

    def _marks(self) -> list[WorthMark]:
        draft = self.bar.draft
        marks = [*self.bar.last, *([draft] if draft is not None else [])]
        return sorted(marks, key=lambda mark: mark.share)

    def _look(self, page: Page, mark: WorthMark) -> SideLook:
        """The look of whoever made an offer; the draft is a brass rhomb."""
        if mark.badge is not None:
            return proposer_look(self.scenario, page.palette, mark.badge.side)
        brass = page.palette.brass
        return SideLook(brass, page.palette.brass_light, brass, RHOMB, "")

    def _x(self, rect: Rect, mark: WorthMark) -> int:
        return rect.x + round(rect.w * mark.share)

    def _places(self, page: Page, rect: Rect) -> list[tuple[int, int]]:
        """Where the words below begin, and in which row: in one if they have room there."""
        marks = self._marks()
        widths = [width_of(mark.label, SMALL_STRONG, page.theme) for mark in marks]
        middles = [self._x(rect, mark) for mark in marks]
        lefts = spread(middles, widths, rect.x, rect.right, page.px(14))
        if lefts is not None:
            return [(left, 0) for left in lefts]
        return [
            (min(max(rect.x, x - width // 2), rect.right - width), row)
            for row, (x, width) in enumerate(zip(middles, widths, strict=True))
        ]

    def _parts(self, page: Page) -> tuple[int, int, int]:
        """How high the reserve's words are, the bar with what stands on it, and a row below."""
        size = page.theme.tall(24)
        return line_height(LABEL, page.theme), size, line_height(SMALL_STRONG, page.theme)

    def height(self, page: Page, width: int) -> int:
        top, middle, row = self._parts(page)
        rows = max((row for _, row in self._places(page, Rect(0, 0, width, 0))), default=-1) + 1
        return top + middle + page.px(10) + rows * row

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        top, middle, row = self._parts(page)
        height = page.px(14)
        rect = Rect(x, y + top + page.px(4) + (middle - height) // 2, width, height)
        page.canvas.box(rect, page.palette.well, 4, page.ink.line)
        page.explain(rect.inflate(0, middle - height), "worth")
        if self.bar.reserve is not None:
            self._fill(page, rect, self._x(rect, self.bar.reserve))
            self._reserve(page, rect, self.bar.reserve, y)
        for mark in self._marks():
            look, size = self._look(page, mark), middle if mark.badge is None else middle * 4 // 5
            image = badge(look.shape, size, look.colour, RIM, max(1.5, page.px(2)))
            place = (self._x(rect, mark) - size // 2, rect.centery - size // 2)
            page.canvas.picture(image, place)
        below = y + top + middle + page.px(10)
        for mark, (left, number) in zip(self._marks(), self._places(page, rect), strict=True):
            colour = self._look(page, mark).on_ink
            page.canvas.text(mark.label, left, below + number * row, SMALL_STRONG, colour)

    def _fill(self, page: Page, rect: Rect, reserve_x: int) -> None:
        """The bar is darker below the reserve, and brass between the reserve and the draft."""
        palette = page.palette
        dark = mix_colours(palette.well, page.ink.line, 0.5)
        step = max(4, page.px(8))
        with page.canvas.clipped(Rect(rect.x, rect.y, max(0, reserve_x - rect.x), rect.h)):
            for left in range(rect.x - rect.h, reserve_x, step):
                page.canvas.line((left, rect.bottom), (left + rect.h, rect.y), dark, 1.5)
        if self.bar.draft is not None:
            ends = sorted((reserve_x, self._x(rect, self.bar.draft)))
            fill = page.ink.worse if self.bar.verdict == "worse" else palette.brass
            inner = Rect(ends[0], rect.y + 1, ends[1] - ends[0], rect.h - 2)
            page.canvas.box(inner, fill, 2)

    def _reserve(self, page: Page, rect: Rect, reserve: WorthMark, y: int) -> None:
        x, thick = self._x(rect, reserve), max(2, page.px(3))
        over = page.px(9)
        page.canvas.box(
            Rect(x - thick // 2, rect.y - over, thick, rect.h + 2 * over), page.ink.first, 1
        )
        width = width_of(reserve.label, LABEL, page.theme)
        left = min(max(rect.x, x - width // 2), rect.right - width)
        page.canvas.text(reserve.label, left, y, LABEL, page.ink.second)
        page.explain(Rect(left, y, width, line_height(LABEL, page.theme)), "reserve")


def spread(wanted: list[int], widths: list[int], low: int, high: int, gap: int) -> list[int] | None:
    """Where labels begin that stand as near as they can to where they are wanted.

    wanted: their middles, ascending. They keep a gap between them, and stay between two ends; None
    where there is no room for all.
    """
    if sum(widths) + gap * (len(widths) - 1) > high - low:
        return None
    lefts, end = [], low
    for middle, width in zip(wanted, widths, strict=True):
        lefts.append(max(end, middle - width // 2))
        end = lefts[-1] + width + gap
    end = high
    for i in range(len(lefts) - 1, -1, -1):
        lefts[i] = min(lefts[i], end - widths[i])
        end = lefts[i] - gap
    return lefts
