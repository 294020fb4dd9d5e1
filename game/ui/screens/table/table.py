"""The table: the issues as ladders, the draft against the standing offer, and their worth."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.model.decisions import Accept, Pass, Walk
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.prose import bare, flowing
from game.rules.places import spot
from game.ui.page.commands import Do
from game.ui.page.elements import Beside, Element, Explained, Flow, Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Push, Submit
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import columns, cut_bottom, cut_top, padded
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import LABEL, PANEL, SHEET, SMALL, SMALL_STRONG, WORTH, width_of
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.game_context import GameContext, top_of
from game.ui.screens.open_screen import open_screen
from game.ui.screens.table.ladder import Ladder, Rung
from game.ui.screens.table.offer_strip import strip, worth_bar
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, PLAIN, Button
from game.ui.widgets.frame import below_bar, ground, legend, panel, sheet, top_bar
from game.ui.widgets.marked import Marked
from game.ui.widgets.plane.plane import draw_plane
from game.ui.widgets.side_looks import looks
from game.words.sentences import number


class TableScreen:
    """One side at the table."""

    name = "table"

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._side = side
        self._context = GameContext(program, side)
        self._negotiator = Negotiator(self._context.hot_seat, side)

    @property
    def side(self) -> str:
        """Who sits there."""
        return self._side

    @property
    def keys(self) -> Mapping[str, Do]:
        return {
            **self._context.keys,
            "o": Do("offer"),
            "a": Do("accept"),
            "p": Do("pass"),
            "x": Do("walk"),
            "t": Do("take-over"),
            "backspace": Do("undo"),
            "u": Do("undo"),
        }

    def handle(self, do: Do) -> Answer:
        negotiator = self._negotiator
        match do.verb:
            case "option":
                self._choose(do.what, do.also)
            case "take-over":
                offer = negotiator.last_offer(own=False)
                if offer is not None:
                    negotiator.draft.replace(offer)
            case "undo":
                if not negotiator.draft.undo():
                    self._context.nothing_to_undo()
            case "offer":
                return self._offer()
            # What isn't allowed is refused with its reason.
            case "accept":
                allowed = negotiator.may(Accept())
                return self._accept() if allowed else Submit(self._side, (Accept(),))
            case "pass":
                return Submit(self._side, (Pass(),))
            case "walk":
                return self._walk() if negotiator.may(Walk()) else Submit(self._side, (Walk(),))
            case _:
                return open_screen(self._program, self._side, do, self)
        return None

    def _choose(self, issue: str, option: str) -> None:
        barred = self._negotiator.legal.barred.get(issue, FrozenMap())
        if option in barred:
            table = self._negotiator.table.id
            self._program.toast = self._context.words.refusal(barred[option], self._side, table)
            return
        self._negotiator.draft.choose(issue, option)

    def _offer(self) -> Answer:
        refused = self._negotiator.objection()
        if refused is not None:
            table = self._negotiator.table.id
            self._program.toast = self._context.words.refusal(refused, self._side, table)
            return None
        return Submit(self._side, (self._negotiator.offer(),))

    def _accept(self) -> Answer:
        words, negotiator = self._context.words, self._negotiator
        worth = negotiator.table.worths.get(self._side)
        told = words.say(
            "ui.table.accept.about", worth=_number(worth), reserve=_number(negotiator.reserve)
        )
        answer = Submit(self._side, (Accept(),))
        return Push(
            Ask(
                self._program,
                self,
                words.say("ui.table.accept.sure"),
                told,
                words.say("ui.table.accept"),
                answer,
            )
        )

    def _walk(self) -> Answer:
        words, price = self._context.words, self._price()
        about = words.say("ui.table.walk.about")
        answer = Submit(self._side, (Walk(),))
        return Push(
            Ask(
                self._program,
                self,
                words.say("ui.table.walk.sure"),
                f"{about} {price}" if price else about,
                words.say("ui.table.walk"),
                answer,
            )
        )

    def _price(self) -> str:
        """What walking out brings, as far as one can know."""
        words = self._context.words
        written = words.scenario.tables[self._negotiator.table.id]
        return words.effects(written.collapsed, self._side)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        body = padded(below_bar(page), page.px(24), page.px(16))
        right = min(page.theme.tall(592), body.w * (36 if page.theme.tight else 34) // 100)
        right = max(right, page.theme.tall(360))
        left, side = columns(body, (-1, right), page.px(24))
        self._ladders(page, left)
        self._side_column(page, side)
        # Last, so that the keys reach first what is decided here.
        top_bar(page, top_of(page, self._context.hot_seat, self._side))

    def _ladders(self, page: Page, rect: Rect) -> None:
        words, table = self._context.words, self._negotiator.table
        inner = sheet(page, rect)
        name = words.naming.table(table.id)
        about = flowing(words.scenario.tables[table.id].text)
        title: Element = Explained(Words(name, SHEET, page.paper.first), "table", name, about)
        if page.theme.tight:
            # Beside the offer it has no room.
            undo = self._undo(on_paper=True)
            title = Beside(((title, -1.0), (undo, undo.natural(page))), 12)
        head = Stack(
            (
                title,
                Words(words.say("ui.table.about"), SMALL, page.paper.second),
                Gap(6),
                self._legend(page),
            ),
            4,
        )
        top, rest = cut_top(inner, head.height(page, inner.w), page.px(12))
        head.draw(page, top.x, top.y, top.w)
        ladders = [self._ladder(page, issue) for issue in self._negotiator.agenda]
        if sum(page.high(ladder, rest.w) + page.px(4) for ladder in ladders) > rest.h:
            ladders = [evolve(ladder, pad=5, close=True) for ladder in ladders]
        parts: list[Element] = []
        for ladder in ladders:
            parts += ladder.slices(page, rest.w, rest.h)
        for rule in self._rules():
            parts.append(Explained(Marked("info", rule, SMALL, page.paper.second), "rule"))
        rules, sliced = len(self._rules()), len(parts) - len(self._rules()) > len(ladders)

        def more(below: int) -> str:
            issues = 0 if sliced else below - rules
            return words.counted("ui.table.more", issues) if issues > 0 else ""

        Scroll("issues", tuple(parts), 4, page.paper.line, more=more).draw_in(page, rest)

    def _rules(self) -> list[str]:
        words, table = self._context.words, self._negotiator.table.id
        rules = words.scenario.tables[table].rules
        return [
            words.rule(rule, spot(words.scenario, ("tables", table, "rules", i)))
            for i, rule in enumerate(rules)
        ]

    def _legend(self, page: Page) -> Flow:
        words, seen = self._context.words, looks(self._context.words.scenario, page.palette)
        parts = [
            legend(
                "square",
                words.say("ui.table.legend.draft"),
                page.paper.brass,
                page.paper.second,
                "draft",
            )
        ]
        table = self._negotiator.table
        if table.proposer is not None and table.proposer != self._side:
            name = bare(words, table.proposer)
            told = words.say("ui.table.legend.standing", side=name)
            colour = seen[table.proposer].on_paper
            parts.append(legend("square", told, colour, page.paper.second, "standing"))
        if self._negotiator.last_offer(own=True) is not None:
            own = seen[self._side]
            told = words.say("ui.table.legend.last")
            parts.append(legend("pip", told, own.on_paper, page.paper.second, "last"))
        parts.append(
            legend(
                "lock",
                words.say("ui.table.legend.locked"),
                page.paper.second,
                page.paper.second,
                "locked",
            )
        )
        issues = words.scenario.tables[table.id].issues
        if any(
            words.effects(option.effects, self._side)
            for issue in self._negotiator.agenda
            for option in issues[issue].options.values()
        ):
            told = words.say("ui.table.legend.does")
            parts.append(legend("bolt", told, page.paper.third, page.paper.second, "effects"))
        return Flow(tuple(parts), 22, 6)

    def _ladder(self, page: Page, issue: str) -> Ladder:
        words, negotiator = self._context.words, self._negotiator
        weight = negotiator.weight(issue)
        weights = [w for each in negotiator.agenda if (w := negotiator.weight(each)) is not None]
        heaviest = max(weights, default=0) or 1
        rungs = tuple(
            self._rung(page, issue, option)
            for option in words.scenario.tables[negotiator.table.id].issues[issue].options
        )
        told = words.say("ui.table.weighs", weight=number(weight)) if weight is not None else ""
        return Ladder(
            words.naming.issue(negotiator.table.id, issue),
            weight,
            told,
            (weight or 0) / heaviest,
            rungs,
            words.say("ui.table.in-draft"),
            words.say("ui.table.same"),
            self._came_from(issue),
            about=flowing(words.scenario.tables[negotiator.table.id].issues[issue].text),
        )

    def _came_from(self, issue: str) -> int:
        """On which rung the other's standing offer stood before; -1: it has not moved."""
        made = [each.package for each in self._negotiator.offers() if each.side != self._side]
        if len(made) < 2 or self._negotiator.table.proposer == self._side:
            return -1
        before, now = made[-2].get(issue), made[-1].get(issue)
        issues = self._context.words.scenario.tables[self._negotiator.table.id].issues
        options = list(issues[issue].options)
        return options.index(before) if before is not None and before != now else -1

    def _rung(self, page: Page, issue: str, option: str) -> Rung:
        words, negotiator = self._context.words, self._negotiator
        table, seen = negotiator.table, looks(words.scenario, page.palette)
        standing = table.offer or FrozenMap()
        theirs = table.proposer is not None and table.proposer != self._side
        offered = theirs and standing.get(issue) == option
        own = negotiator.last_offer(own=True) or FrozenMap()
        barred = negotiator.legal.barred.get(issue, FrozenMap()).get(option)
        written = words.scenario.tables[table.id].issues[issue].options[option]
        does = words.effects(written.effects, self._side)
        return Rung(
            Do("option", issue, option),
            words.naming.option(table.id, issue, option),
            _number(negotiator.share_of_option(issue, option)),
            draft=negotiator.draft.package.get(issue) == option,
            offered=seen[table.proposer] if offered and table.proposer else None,
            offered_by=bare(words, table.proposer) if offered and table.proposer else "",
            last=seen[self._side] if own.get(issue) == option else None,
            locked=self._needs(issue, option) if barred is not None else "",
            about=flowing(written.text),
            does=words.say("ui.table.signed", effects=does) if does else "",
        )

    def _needs(self, issue: str, option: str) -> str:
        """What an option that can't be proposed needs, in few words."""
        words, table = self._context.words, self._negotiator.table.id
        written = words.scenario.tables[table].issues[issue].options[option]
        path = ("tables", table, "issues", issue, "options", option)
        said = words.needs(written.when, spot(words.scenario, (*path, "when")))
        own = written.needs.get(self._side)
        if own is not None:
            place = spot(words.scenario, (*path, "needs", self._side))
            said = f"{said} {words.say('table.needs', condition=words.condition(own, place))}"
        return said.strip()

    def _side_column(self, page: Page, rect: Rect) -> None:
        """What the draft is worth, what offers were, and what can be decided."""
        foot, worth = Stack(self._buttons(page), 8), self._worth(page)
        gap, pad, edges = page.px(16), 2 * page.px(24), page.px(36)
        top, rest = cut_top(rect, worth.height(page, rect.w - pad) + edges, gap)
        inner = panel(page, top)
        worth.draw(page, inner.x, inner.y, inner.w)
        high = foot.height(page, rect.w - pad) + edges
        body, low = cut_bottom(rest, min(high, rest.h), gap)
        inner = panel(page, low)
        if high > rest.h:
            Scroll("deciding", foot.parts, 8).draw_in(page, inner)
            return
        foot.draw(page, inner.x, inner.y, inner.w)
        if body.h > page.theme.tall(220):
            self._plane(page, body)

    def _worth(self, page: Page) -> Element:
        words, negotiator, ink = self._context.words, self._negotiator, page.ink
        worth, reserve = negotiator.worth(negotiator.draft.package), negotiator.reserve
        figure = Words(_number(worth), WORTH, page.palette.brass_light)
        title = Words(words.say("ui.table.worth"), PANEL, ink.first)
        said: list[Element] = [Explained(title, "worth")]
        told: list[Element] = []
        if worth is not None and reserve is not None:
            key = "ui.table.above" if worth > reserve else "ui.table.below"
            key = "ui.table.at" if worth == reserve else key
            by = words.say(key, by=number(abs(worth - reserve)), reserve=number(reserve))
            sign, colour = ("up", ink.better) if worth >= reserve else ("down", ink.worse)
            told.append(Explained(Marked(sign, by, SMALL_STRONG, colour), "reserve"))
        standing = negotiator.table.worths.get(self._side)
        if standing is not None and negotiator.table.proposer is not None:
            whose = "own" if negotiator.table.proposer == self._side else "other"
            by = words.say(
                f"ui.table.standing.{whose}",
                side=words.naming.side_inside(negotiator.table.proposer),
                worth=number(standing),
            )
            told.append(Explained(Words(by, SMALL, ink.second), "standing"))
        else:
            told.append(Words(words.say("table.no-offer"), SMALL, ink.second))
        if negotiator.table.accepted:
            by = words.say("table.accepted", sides=words.naming.sides(negotiator.table.accepted))
            told.append(Words(by, SMALL, ink.second))
        wide = width_of(figure.text, WORTH, page.theme) + page.px(10)
        body = Beside(((figure, float(wide)), (Stack(tuple(told), 6), -1.0)), 18, centred=True)
        below: tuple[Element, ...] = () if page.theme.tight else (worth_bar(page, negotiator),)
        return Stack((*said, body, *below), 4)

    def _plane(self, page: Page, rect: Rect) -> None:
        inner = panel(page, rect, self._context.words.say("ui.table.offers"))
        draw_plane(page, inner, strip(page, self._negotiator))
        page.explain(inner, "strip")

    def _buttons(self, page: Page) -> tuple[Element, ...]:
        words, negotiator, table = self._context.words, self._negotiator, self._negotiator.table
        refused = negotiator.objection()
        why = words.refusal(refused, self._side, table.id) if refused is not None else ""
        rounds = words.counted("table.rounds", table.rounds_left, visit=table.visit_left)
        parts: list[Element] = [
            Explained(Words(rounds, SMALL, page.ink.second), "round"),
            Gap(2),
            self._offering(page, refused is None),
        ]
        if refused is not None and refused.code != "wrong-kind":
            parts.append(Marked("lock", why, SMALL, page.ink.brass))
        row: list[tuple[Element, float]] = []
        worth = table.worths.get(self._side)
        if negotiator.may(Accept()):
            name = bare(words, table.proposer) if table.proposer else ""
            label = words.say("ui.table.accept.of", side=name, worth=_number(worth))
            row.append((Button(Do("accept"), label, OUTLINE, "accept", term="accept"), -1.7))
        if negotiator.may(Pass()):
            silent = Button(Do("pass"), words.say("ui.table.pass"), GREY, term="pass")
            row.append((silent, -1.0))
        if row:
            parts.append(Beside(tuple(row), 12))
        if not negotiator.may(Accept()) and table.proposer not in (None, self._side):
            accept = negotiator.legal.accept
            if accept is not None:
                told = words.say("table.no-accept", why=words.refusal(accept, self._side, table.id))
                parts.append(Words(told, LABEL, page.ink.second))
        if negotiator.may(Walk()):
            parts += [
                Line(page.ink.line),
                Button(Do("walk"), words.say("ui.table.walk"), PLAIN, "door", term="walk"),
            ]
            price = self._price()
            if price:
                parts.append(Words(flowing(price), LABEL, page.ink.worse))
        return tuple(parts)

    def _offering(self, page: Page, may: bool) -> Element:
        """Taking back the last change of the draft, and offering it."""
        label = self._context.words.say("ui.table.offer")
        key = "" if page.theme.tight else "O"
        offer = Button(Do("offer"), label, FULL, "", "", key, may, large=True, term="offer")
        if page.theme.tight:
            return offer
        undo = self._undo(on_paper=False)
        return Beside(((undo, undo.natural(page)), (offer, -1.0)), 12, centred=True)

    def _undo(self, *, on_paper: bool) -> Button:
        say = self._context.words.say
        return Button(
            Do("undo"),
            say("ui.board.undo"),
            GREY,
            "undo" if on_paper else "",
            below="" if on_paper else say("ui.key.backspace"),
            enabled=self._negotiator.draft.can_undo,
            on_paper=on_paper,
        )


def _number(found: int | None) -> str:
    return "–" if found is None else number(found)
