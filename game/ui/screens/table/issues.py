"""The issues at the table as ladders of options, with the rules and the legend."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from game.presenter.negotiator import Negotiator
from game.presenter.offers.issues import IssueReading, read_issues
from game.presenter.offers.worths import standing_mark
from game.presenter.prose import without_sources
from game.ui.page.elements import Beside, Element, Explained, Flow, Gap, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_top
from game.ui.paint.fonts import SHEET, SMALL
from game.ui.paint.theme import proposer_look
from game.ui.screens.table.deciding import draft_button
from game.ui.screens.table.ladder import Ladder
from game.ui.widgets.frame import legend, sheet
from game.words.wording import Wording


@frozen
class IssuesSheet:
    """The issues as one side sees them."""

    words: Wording
    negotiator: Negotiator
    side: str

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws the issues, their rules and what the signs mean; what doesn't fit is scrolled."""
        words, table = self.words, self.negotiator.table
        inner = sheet(page, rect)
        name, issues = words.naming.table(table.id), read_issues(self.negotiator)
        about = without_sources(words.scenario.tables[table.id].text)
        title: Element = Explained(Words(name, SHEET, page.paper.first), "table", name, about)
        if page.theme.tight and not self.negotiator.only_answers:
            # Beside the offer it has no room.
            undo = draft_button(self.words, self.negotiator, on_paper=True)
            title = Beside(((title, -1.0), (undo, undo.natural(page))), 12)
        head = Stack(
            (
                title,
                Words(words.say("ui.table.about"), SMALL, page.paper.second),
                Gap(6),
                self._legend(page, issues),
            ),
            4,
        )
        top, rest = cut_top(inner, head.height(page, inner.w), page.px(12))
        head.draw(page, top.x, top.y, top.w)
        ladders = [Ladder(issue, words, self.side) for issue in issues]
        if sum(page.height_of(ladder, rest.w) + page.px(4) for ladder in ladders) > rest.h:
            ladders = self._close_ladders(page, ladders, rest)
        self._scroll(page, ladders, rest).draw_in(page, rest)

    def _scroll(self, page: Page, ladders: Sequence[Ladder], rect: Rect) -> Scroll:
        """The ladders, with the rules below them."""
        parts: list[Element] = []
        for ladder in ladders:
            parts += ladder.slices(page, rect.w, rect.h)
        rules = self.negotiator.rules()
        sliced = len(parts) > len(ladders)
        id = self.negotiator.table.id
        written = self.words.scenario.tables[id]
        binding = [
            *(["majority"] if written.majority is not None else []),
            *(["ratify"] if written.ratify is not None else []),
        ]
        terms = ["rule"] * (len(rules) - len(binding)) + binding
        for rule, term in zip(rules, terms, strict=True):
            parts.append(Explained(Marked("info", rule, SMALL, page.paper.second), term))

        def more(below: int) -> str:
            issues = 0 if sliced else below - len(rules)
            return self.words.counted("ui.table.more", issues) if issues > 0 else ""

        return Scroll("issues", tuple(parts), 4, page.paper.line, more=more)

    def _close_ladders(self, page: Page, ladders: list[Ladder], rect: Rect) -> list[Ladder]:
        """The ladders as low as can be, except where conditions have room to be read whole.

        They have where as many parts are in sight before anything is scrolled.
        """
        lowest = [evolve(ladder, pad=5, close=True) for ladder in ladders]
        most = self._scroll(page, lowest, rect).count_in_sight(page, rect)
        chosen = lowest
        for i, ladder in enumerate(lowest):
            taller = evolve(ladder, close=False)
            wordy = [*chosen[:i], taller, *chosen[i + 1 :]]
            fits = page.height_of(taller, rect.w) <= rect.h
            if fits and self._scroll(page, wordy, rect).count_in_sight(page, rect) >= most:
                chosen = wordy
        return chosen

    def _legend(self, page: Page, issues: Sequence[IssueReading]) -> Flow:
        words, palette = self.words, page.palette
        draft = legend(
            "square",
            words.say("ui.table.legend.draft"),
            page.paper.brass,
            page.paper.second,
            "draft",
        )
        parts = [] if self.negotiator.only_answers else [draft]
        table = self.negotiator.table
        if table.has_offer_to(self.side):
            proposer = table.proposer or ""
            standing = standing_mark(words, proposer)
            colour = proposer_look(words.scenario, palette, proposer).on_paper
            parts.append(legend("square", standing, colour, page.paper.second, "standing"))
        if self.negotiator.last_offer(own=True) is not None:
            own = proposer_look(words.scenario, palette, self.side)
            last = words.say("ui.table.legend.last")
            parts.append(legend("pip", last, own.on_paper, page.paper.second, "last"))
        parts.append(
            legend(
                "lock",
                words.say("ui.table.legend.locked"),
                page.paper.second,
                page.paper.second,
                "locked",
            )
        )
        if any(option.depends for issue in issues for option in issue.options):
            depends = words.say("ui.table.legend.depends")
            parts.append(legend("info", depends, page.paper.third, page.paper.second, "worth"))
        if any(option.does for issue in issues for option in issue.options):
            does = words.say("ui.table.legend.does")
            parts.append(legend("bolt", does, page.paper.third, page.paper.second, "effects"))
        return Flow(tuple(parts), 22, 6)
