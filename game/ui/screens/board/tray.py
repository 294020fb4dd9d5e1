"""The tray under the cards: what is picked, what is left to spend, and the confirmation."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import Pass
from game.presenter.cards.picking import about_picking, chosen_sentence
from game.presenter.hot_seat import HotSeat
from game.presenter.own_words import own_words
from game.presenter.prose import short_name
from game.session.selection import Selection
from game.ui.page.commands import Undo, WriteOwnWords
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import PANEL, SMALL, SMALL_STRONG, line_height, pixel_size, width_of
from game.ui.paint.icons import icon
from game.ui.screens.board.board_commands import KEYS, ConfirmPicks, DoNothing, DropAction
from game.ui.screens.game_context import KEYS as GAME_KEYS
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button


@frozen
class Tray:
    """What stands on it."""

    title: str
    about: str
    picks: tuple[tuple[str, str], ...]
    """What is picked: ids and names."""
    empty: tuple[str, ...]
    """A label for each pick that can still be made."""
    undo: Button | None
    confirm: Button | None
    words: Button | None = None
    """Leads to what the side writes with its statement; None where it makes none."""

    def _narrow(self, page: Page, width: int) -> bool:
        return width < page.theme.tall(820 if self.words is None else 1080)

    def height(self, page: Page, width: int) -> int:
        chips = max(1, len(self.picks) + len(self.empty))
        each = self._chip_height(page) + page.px(8)
        title = line_height(PANEL, page.theme)
        about = Words(self.about, SMALL, page.paper.second).height(page, self._left(page, width))
        if self.confirm is None:
            return title + about + page.px(36)
        if self._narrow(page, width):
            return title + each * chips + self._buttons(page) + page.px(44)
        return max(title + about, each * chips, self._buttons(page)) + page.px(36)

    def _left(self, page: Page, width: int) -> int:
        if self.confirm is None:
            return width - page.px(48)
        return width * 30 // 100

    def _chip_height(self, page: Page) -> int:
        return max(34, line_height(SMALL_STRONG, page.theme) + page.px(14))

    def _buttons(self, page: Page) -> int:
        return page.theme.tall(72)

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box."""
        page.canvas.paper(rect)
        page.kept_clear.append(rect.copy())
        pad = page.px(24)
        inner = Rect(rect.x + pad, rect.y + page.px(18), rect.w - 2 * pad, rect.h - page.px(36))
        wide = page.canvas.text(self.title, inner.x, inner.y, PANEL, page.paper.first)
        if self.confirm is not None:
            page.explain(
                Rect(inner.x, inner.y, wide, line_height(PANEL, page.theme)), "instructions"
            )
        y = inner.y + line_height(PANEL, page.theme)
        if self._narrow(page, rect.w) and self.confirm is not None:
            self._chips(page, Rect(inner.x, y + page.px(4), inner.w, 0))
            self._ends(
                page,
                Rect(inner.x, inner.bottom - self._buttons(page), inner.w, self._buttons(page)),
            )
            return
        left = self._left(page, rect.w)
        Words(self.about, SMALL, page.paper.second).draw(page, inner.x, y, left)
        if self.confirm is None:
            return
        ends = self._ends_width(page)
        middle = inner.x + left + page.px(24)
        self._chips(page, Rect(middle, inner.y, inner.right - ends - page.px(20) - middle, inner.h))
        self._ends(page, Rect(inner.right - ends, inner.y, ends, inner.h))

    def _chips(self, page: Page, rect: Rect) -> None:
        high, y = self._chip_height(page), rect.y
        for number, (id, name) in enumerate(self.picks, 1):
            self._chip(page, Rect(rect.x, y, rect.w, high), number, id, name)
            y += high + page.px(8)
        for label in self.empty:
            box = Rect(rect.x, y, rect.w, high)
            page.canvas.box(box, None, 6, page.paper.line, 1.5)
            page.explain(box, "picked")
            down = y + (high - line_height(SMALL, page.theme)) // 2
            words = Words(label, SMALL, page.paper.third, most=1)
            words.draw(page, rect.x + page.px(14), down, rect.w - page.px(28))
            y += high + page.px(8)

    def _chip(self, page: Page, rect: Rect, number: int, id: str, name: str) -> None:
        paper, command = page.paper, DropAction(id)
        page.canvas.box(
            rect, paper.raised, 6, paper.brass if page.hovered(command) else paper.line, 1.5
        )
        size = rect.h - page.px(14)
        centre = (rect.x + page.px(10) + size / 2, rect.centery)
        page.canvas.disc(centre, size / 2, paper.brass)
        digit = str(number)
        left = round(centre[0] - width_of(digit, SMALL_STRONG, page.theme) / 2)
        down = rect.y + (rect.h - line_height(SMALL_STRONG, page.theme)) // 2
        page.canvas.text(digit, left, down, SMALL_STRONG, paper.raised)
        mark = pixel_size(SMALL_STRONG, page.theme)
        x = rect.x + page.px(20) + size
        words = Words(name, SMALL_STRONG, paper.first, most=1)
        words.draw(page, x, down, rect.right - x - mark - page.px(24))
        place = (rect.right - mark - page.px(12), rect.y + (rect.h - mark) // 2)
        page.canvas.picture(icon("cross", mark, paper.second), place)
        page.target(command, rect, name, radius=6)

    def _ends_width(self, page: Page) -> int:
        wide = 0
        for button in (self.words, self.undo, self.confirm):
            if button is not None:
                wide += button.natural(page) + page.px(12)
        return wide

    def _ends(self, page: Page, rect: Rect) -> None:
        right = rect.right
        most = rect.w if self._ends_width(page) <= rect.w + page.px(12) else rect.w // 2
        for button in (self.confirm, self.undo, self.words):
            if button is not None:
                wide = min(button.natural(page), most)
                high = min(rect.h, max(button.height(page, wide), page.theme.tall(64)))
                box = Rect(right - wide, rect.y + (rect.h - high) // 2, wide, high)
                button.draw_in(page, box)
                right -= wide + page.px(12)


def tray(hot_seat: HotSeat, side: str, thought: Selection, deciding: bool) -> Tray:
    """The tray for one side in an actions phase, or while others decide."""
    words = hot_seat.words
    others = [short_name(words, other) for other in hot_seat.state.to_move if other != side]
    if not deciding:
        title = words.say("ui.board.waiting", sides=words.listed(others) if others else "…")
        return Tray(title, words.say("ui.board.waiting.about"), (), (), None, None)
    picks = tuple((id, words.naming.action(id)) for id in thought.picks)
    asking = thought.asking()
    about = " ".join(filter(None, (chosen_sentence(hot_seat, side), about_picking(hot_seat, side))))
    may_pass = Pass() in asking.legal.moves
    empty = "ui.board.nothing" if may_pass else "ui.board.one"
    label = words.say("ui.board.confirm" if picks else empty)
    undo = Button(
        Undo(), words.say("ui.board.undo"), GREY, below=KEYS.keycap(Undo(), words.say),
        enabled=bool(picks), on_paper=True,
    )  # fmt: skip
    decide = DoNothing() if may_pass and not picks else ConfirmPicks()
    weight = OUTLINE if decide == DoNothing() else FULL
    confirm = Button(
        decide, label, weight, below=KEYS.keycap(decide, words.say), large=True, on_paper=True,
        enabled=bool(picks) or may_pass, by_enter=decide == ConfirmPicks(),
    )  # fmt: skip
    return Tray(
        words.say("ui.board.instructions"),
        about,
        picks,
        tuple(words.say("ui.board.pick", number=len(picks) + n + 1) for n in range(thought.room)),
        undo,
        confirm,
        _words_button(hot_seat, side),
    )


def _words_button(hot_seat: HotSeat, side: str) -> Button | None:
    """Leads to what a side writes with its statement; None where it makes none."""
    asked, say = own_words(hot_seat, side), hot_seat.words.say
    if asked is None:
        return None
    written = hot_seat.written(side)
    return Button(
        WriteOwnWords(), say("ui.words.change" if written else "ui.words.statement"), GREY,
        "check" if written else "quote", below=GAME_KEYS.keycap(WriteOwnWords(), say),
        on_paper=True, tip=written,
    )  # fmt: skip
