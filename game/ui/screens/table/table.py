"""The negotiating table: what one side drafts, offers, accepts or leaves there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from game.model.decisions import Accept, Pass, Walk
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.offers.issues import IssueReading, read_issues
from game.presenter.offers.worths import standing_mark, walking_about, worth_text
from game.presenter.prose import without_sources
from game.ui.page.commands import Undo
from game.ui.page.elements import Beside, Element, Explained, Flow, Gap, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Push, Submit
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_top, shrink_box
from game.ui.paint.fonts import SHEET, SMALL
from game.ui.paint.theme import proposer_look
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.game_context import GameContext, top_of
from game.ui.screens.open_screen import open_screen
from game.ui.screens.table.deciding import DecidingColumn, draft_button
from game.ui.screens.table.ladder import Ladder
from game.ui.screens.table.table_commands import (
    KEYS,
    AcceptOffer,
    ChooseOption,
    MakeOffer,
    PressMain,
    SayNothing,
    TableCommand,
    TakeOver,
    WalkOut,
)
from game.ui.widgets.frame import ground, legend, sheet
from game.ui.widgets.top_bar import below_bar, top_bar
from game.words.wording import Wording


class TableScreen:
    """One side at the table."""

    name = "table"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side
        self._context = GameContext(program, side)
        self._kept_negotiator: Negotiator | None = None

    @property
    def _negotiator(self) -> Negotiator:
        """The side at the table of the game being played."""
        hot_seat, kept = self._context.hot_seat, self._kept_negotiator
        if kept is None or kept.worded is not hot_seat:
            kept = self._kept_negotiator = Negotiator(hot_seat, self._side)
        return kept

    @property
    def side(self) -> str:
        """Who sits there."""
        return self._side

    @property
    def keys(self) -> Mapping[str, TableCommand]:
        without = () if self._main() is not None else (PressMain(),)
        return {**self._context.keys, **KEYS.commands(without)}

    def _main(self) -> MakeOffer | AcceptOffer | None:
        """What the filled button does; None where Enter shall not do it.

        As no Enter that was meant for the screen before may cost a round, only a draft that has
        been changed since the last decision is offered by it.
        """
        negotiator = self._negotiator
        if self._side not in negotiator.view.to_move:
            return None
        if negotiator.is_to_accept:
            return AcceptOffer()
        return MakeOffer() if negotiator.draft.can_undo and not negotiator.no_offer() else None

    def handle(self, command: TableCommand) -> Answer:
        negotiator = self._negotiator
        match command:
            case ChooseOption() | TakeOver() | Undo() if negotiator.only_answers:
                self._program.toast = negotiator.no_offer()
            case ChooseOption(issue=issue, option=option):
                self._choose(issue, option)
            case TakeOver():
                offer = negotiator.last_offer(own=False)
                if offer is not None:
                    negotiator.draft.replace(offer)
            case Undo():
                if not negotiator.draft.undo():
                    self._context.nothing_to_undo()
            case PressMain():
                main = self._main()
                return self.handle(main) if main is not None else None
            case MakeOffer():
                return self._offer()
            # What isn't allowed is refused with its reason.
            case AcceptOffer():
                allowed = negotiator.may(Accept())
                return self._accept() if allowed else Submit(self._side, (Accept(),))
            case SayNothing():
                return Submit(self._side, (Pass(),))
            case WalkOut():
                return self._walk() if negotiator.may(Walk()) else Submit(self._side, (Walk(),))
            case _:
                return open_screen(self._program, self._side, command, self)
        return None

    def _choose(self, issue: str, option: str) -> None:
        barred = self._negotiator.legal.barred.get(issue, FrozenMap())
        if option in barred:
            table = self._negotiator.table.id
            self._program.toast = self._context.words.refusal(barred[option], self._side, table)
            return
        self._negotiator.draft.choose(issue, option)

    def _offer(self) -> Answer:
        closed = self._negotiator.no_offer()
        if closed:
            self._program.toast = closed
            return None
        answer = Submit(self._side, (self._negotiator.offer(),))
        if not self._negotiator.signs_by_offering:
            return answer
        say = self._context.words.say
        return Push(
            Ask(
                self._program,
                self,
                say("ui.table.offer.sure"),
                say("ui.table.offer.about"),
                say("ui.table.offer"),
                answer,
                final=True,
            )
        )

    def _accept(self) -> Answer:
        words, negotiator = self._context.words, self._negotiator
        worth = negotiator.table.worths.get(self._side)
        text = words.say(
            "ui.table.accept.about", worth=worth_text(worth), reserve=worth_text(negotiator.reserve)
        )
        answer = Submit(self._side, (Accept(),))
        return Push(
            Ask(
                self._program,
                self,
                words.say("ui.table.accept.sure"),
                text,
                words.say("ui.table.accept"),
                answer,
                final=True,
            )
        )

    def _walk(self) -> Answer:
        words = self._context.words
        answer = Submit(self._side, (Walk(),))
        return Push(
            Ask(
                self._program,
                self,
                words.say("ui.table.walk.sure"),
                walking_about(self._negotiator),
                words.say("ui.table.walk"),
                answer,
                final=True,
            )
        )

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        body = shrink_box(below_bar(page), page.px(24), page.px(16))
        right = min(page.theme.tall(592), body.w * (36 if page.theme.tight else 34) // 100)
        right = max(right, page.theme.tall(360))
        left, side = columns(body, (-1, right), page.px(24))
        words, negotiator = self._context.words, self._negotiator
        IssuesSheet(words, negotiator, self._side).draw_in(page, left)
        DecidingColumn(words, negotiator, self._side).draw_in(page, side)
        # Last, so that the keys reach first what is decided here.
        top_bar(page, top_of(page, self._context.hot_seat, self._side))


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
