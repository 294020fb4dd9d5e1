"""A dossier that lies open: two of its leaves or one, tabs to the others, the way on and back."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.model.play import View
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, SMALL_STRONG, line_height, width_of
from game.ui.paint.theme import SideLook
from game.ui.screens.briefing.briefing_commands import OpenLeaf
from game.ui.screens.briefing.dossier import Tab, emblem, folder, spread, tab_height, tabs
from game.ui.screens.briefing.leaves import Leaf, Reader, draw_leaf, leaf_height
from game.ui.screens.briefing.reading import leaves_of
from game.ui.widgets.buttons import PLAIN, Button
from game.words.wording import Wording

_EMPTY = 0.55
"""The share of a leaf that is filled, below which an emblem fills the rest."""
_WIDEST = 1960
_ROOMY = 1300
"""Steps of text from which on margins are wide."""
_NARROW = 430
"""Steps of text below which two leaves beside each other are too narrow to read."""


@frozen
class OpenDossier:
    """The dossier of whoever has this view."""

    words: Wording
    view: View
    look: SideLook
    shown: int
    """The number of the open leaf, or pair of leaves."""
    remark: str = ""
    """A sentence above the situation; maybe empty."""

    def draw_in(self, page: Page, rect: Rect) -> int:
        """Draws it in a box; returns the number of the last leaf or pair."""
        most = min(rect.w, page.theme.tall(_WIDEST))
        height = tab_height(page)
        outer = Rect(rect.centerx - most // 2, rect.y + height, most, rect.h - height)
        inner = folder(page, outer, self.look)
        pad = page.px(44 if inner.w > page.theme.tall(_ROOMY) else 28)
        many = 2 if inner.w // 2 - 2 * pad >= page.theme.letter * _NARROW else 1
        place = Rect(0, inner.y + page.px(36), inner.w // many - 2 * pad, 0)
        place.h = inner.h - page.px(36) - self._foot(page)
        size = place.w, place.h
        reader = Reader(self.words, self.view, self.look, *size, remark=self.remark)
        leaves = leaves_of(page, reader, many)
        last = (len(leaves) - 1) // many
        shown = min(self.shown, last)
        self._tabs(page, outer, leaves, many, shown)
        corners = self._corners(page, inner.inflate(-2 * pad + 2 * page.px(14), 0), shown, last)
        for i, box in enumerate(spread(page, inner, many)):
            number = shown * many + i
            if number < len(leaves):
                draw_leaf(page, leaves[number], place.move(box.x + pad, 0))
                if len(leaves) > 1:
                    taken = [r for _, r in corners if box.x <= r.centerx < box.right]
                    self._number(page, box, f"{number + 1} / {len(leaves)}", taken)
            filled = leaf_height(page, leaves[number], place.w) if number < len(leaves) else 0
            if filled < place.h * _EMPTY:
                free = Rect(box.x, place.y + filled, box.w, place.h - filled)
                emblem(page, free, self.look)
        for button, rect in corners:
            button.draw_in(page, rect)
        return last

    def _tabs(self, page: Page, outer: Rect, leaves: list[Leaf], many: int, shown: int) -> None:
        """Draws a tab for each pair of leaves, with the sections that begin there."""
        shown_tabs = []
        for i in range(0, len(leaves), many):
            names = [b.section for leaf in leaves[i : i + many] for b in leaf if b.section]
            last = min(i + many, len(leaves))
            short = str(i + 1) if last == i + 1 else f"{i + 1}–{last}"
            label = " · ".join(names) or self.words.say("ui.briefing.leaf", page=short)
            shown_tabs.append(Tab(OpenLeaf(i // many), label, short))
        if len(shown_tabs) > 1:
            tabs(page, outer, self.look, shown_tabs, shown)

    # The foot of the leaves

    def _corner(self, page: Page) -> int:
        return max(34, line_height(SMALL_STRONG, page.theme) + page.px(16))

    def _foot(self, page: Page) -> int:
        """The height of the page numbers and the corners below the text."""
        return self._corner(page) + page.px(14)

    def _number(self, page: Page, box: Rect, number: str, taken: Iterable[Rect]) -> None:
        """A leaf's number in its middle, or aside of what stands there."""
        height, width = line_height(LABEL, page.theme), width_of(number, LABEL, page.theme)
        top = box.bottom - self._foot(page) + (self._corner(page) - height) // 2
        place, gap = Rect(box.centerx - width // 2, top, width, height), page.px(12)
        for each in taken:
            if each.centerx < box.centerx:
                place.left = max(place.left, each.right + gap)
            else:
                place.right = min(place.right, each.left - gap)
        page.canvas.text(number, place.x, place.y, LABEL, page.paper.third)

    def _corners(self, page: Page, rect: Rect, shown: int, last: int) -> list[tuple[Button, Rect]]:
        """The way back at the left, the way on at the right."""
        say, height = self.words.say, self._corner(page)
        top, buttons = rect.bottom - self._foot(page), []
        if shown:
            command, label = OpenLeaf(shown - 1, "corner"), say("ui.briefing.back")
            back = Button(command, label, PLAIN, "arrow-left", on_paper=True)
            buttons.append((back, Rect(rect.x, top, back.natural(page), height)))
        if shown < last:
            command, label = OpenLeaf(shown + 1, "corner"), say("ui.briefing.over")
            on = Button(command, label, PLAIN, after="arrow-right", on_paper=True)
            width = on.natural(page)
            buttons.append((on, Rect(rect.right - width, top, width, height)))
        return buttons
