"""The scenarios on the title: the chosen one as a sheet, the others as cards beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from game.model.campaign import Campaign
from game.model.colours import Colour, mix_colours
from game.model.scenario import Scenario
from game.presenter.prose import short_name, without_sources
from game.ui.page.elements import Beside, Element, Flow, Gap, Inset, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    CARD,
    PANEL,
    SCENARIO,
    SHEET,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Style,
    line_height,
    width_of,
)
from game.ui.paint.theme import Sheet, looks
from game.ui.program.library import (
    BrokenScenario,
    OpenedScenario,
    Playable,
    PlayableCampaign,
)
from game.ui.program.program import Program
from game.ui.screens.title.title_commands import (
    ChooseScenario,
    ChooseVersion,
    LeafScenarios,
    OpenHosting,
    PlayScenario,
)
from game.ui.widgets.buttons import FULL, OUTLINE, Button, SignButton, side_pill, toggle
from game.words.language import language
from game.words.wording import Wording

_PAD = 22
_TEASERS = (0, 5, 4, 3)
"""The most lines of a teaser, the most wanted first; 0: it is cut only where it has no room."""
_STYLES = (SCENARIO, PANEL, CARD, Style("title", 20, 1.2))
"""Titles are as large as their longest word lets them be."""


@frozen
class Shelf:
    """All of them, of which one is chosen."""

    program: Program
    number: int
    chosen: Playable | None
    """The one of that number, where it can be played, or a variant of it."""
    entry: Playable | None = None
    """The one of that number itself."""

    def draw_in(self, page: Page, rect: Rect) -> Rect:
        """Draws them along the foot of a box; where the sheet of the chosen one is."""
        scenarios = self.program.scenarios
        if not scenarios:
            Words(self.program.say("ui.no-scenarios"), BODY, page.ink.first).draw(
                page, rect.x, rect.y, rect.w
            )
            return Rect(rect.topleft, (0, 0))
        large = min(rect.w, max(page.theme.tall(620), rect.w * 36 // 100))
        left = Rect(rect.x, rect.y, large, rect.h)
        sheet = Rect(left.bottomleft, (0, 0))
        if self.chosen is not None:
            sheet = self._selected(page, left, self.chosen)
        # Those after the chosen one come first where not all have room.
        around = [*range(self.number + 1, len(scenarios)), *range(self.number)]
        others = around if self.chosen is not None else list(range(len(scenarios)))
        room = Rect(left.right + page.px(20), rect.y, rect.right - left.right - page.px(20), rect.h)
        if self.chosen is None:
            room = rect
        least = page.theme.tall(250)
        fit = max(0, min(len(others), (room.w + page.px(16)) // (least + page.px(16))))
        width = (room.w - page.px(16) * max(0, fit - 1)) // max(1, fit)
        width = min(width, page.theme.tall(330))
        shown = sorted(others) if fit == len(others) else self._fitting(others, fit)
        style = self._style(page, width, [scenarios[i] for i in shown])
        for most in _TEASERS:
            small = [self._small(page, i, scenarios[i], style, most) for i in shown]
            tallest = max((each.height(page, width) for each in small), default=0)
            if tallest <= room.h:
                break
        height = min(room.h, max(tallest, page.theme.tall(240)))
        x = room.x
        for each in small:
            evolve(each, least=height).draw(page, x, room.bottom - height, width)
            x += width + page.px(16)
        if fit < len(others):
            self._turns(page, x - page.px(16), room.bottom - height - page.px(14), len(scenarios))
        return sheet

    def _fitting(self, others: Sequence[int], room: int) -> list[int]:
        """The scenarios beside the chosen one, where not all have room: half are the person's.

        One of the others is a campaign, if there is any.
        """
        scenarios = self.program.scenarios
        own = [i for i in others if scenarios[i].own]
        shipped = [i for i in others if i not in own]
        share = max(min(len(own), (room + 1) // 2), room - len(shipped))
        shown = shipped[: room - share]
        campaign = next((i for i in shipped if isinstance(scenarios[i], PlayableCampaign)), None)
        if campaign is not None and campaign not in shown and len(shown) > 1:
            shown[-1] = campaign
        return [*shown, *own[:share]]

    def _turns(self, page: Page, right: int, bottom: int, count: int) -> None:
        """To the next scenario, and the one before; and which of how many is chosen."""
        for command, symbol, key in (
            (LeafScenarios(1), "arrow-right", "next"),
            (LeafScenarios(-1), "arrow-left", "previous"),
        ):
            button = SignButton(command, symbol, self.program.say(f"ui.title.{key}"))
            size = button.natural(page)
            page.canvas.box(Rect(right - size, bottom - size, size, size), page.palette.bar, 8)
            button.draw(page, right - size, bottom - size, size)
            right -= size + page.px(10)
        which = self.program.say("ui.title.which", number=self.number + 1, count=count)
        height = line_height(SMALL_STRONG, page.theme)
        x = right - width_of(which, SMALL_STRONG, page.theme) - page.px(4)
        page.canvas.text(which, x, bottom - (size + height) // 2, SMALL_STRONG, page.ink.first)

    def _selected(self, page: Page, rect: Rect, entry: Playable) -> Rect:
        scenario, paper, say = entry.scenario(self.program.code), page.paper, self.program.say
        words = Wording(scenario, language(scenario.language))
        seen = looks(scenario, page.palette)
        summary = without_sources(self._texts(entry).summary)
        facts = [(label, Words(fact, STRONG, paper.first)) for label, fact in self._facts(entry)]
        sides = tuple(side_pill(seen[side], short_name(words, side)) for side in scenario.sides)
        pills = Flow(sides, 8, 8)

        def row_of(facts: Sequence[tuple[str, Element]]) -> Beside:
            columns = (
                Stack((Words(label, CAPITALS, paper.third), fact), 2) for label, fact in facts
            )
            return Beside(tuple((column, -1) for column in columns), 16)

        play = Button(PlayScenario(), say("ui.play"), FULL, "play", large=True, on_paper=True)
        host = Button(OpenHosting(), say("ui.host"), OUTLINE, "people", on_paper=True)
        offered = (play,) if isinstance(entry, PlayableCampaign) else (play, host)
        buttons = Beside(tuple((each, -1) for each in offered), 14)
        foot = buttons.height(page, rect.w - 2 * page.px(30))
        wide: tuple[Element, ...] = (Gap(14), Line(paper.line), Gap(12))
        narrow: tuple[Element, ...] = (Gap(8),)
        below: tuple[Element, ...] = (row_of(facts), Gap(10), pills)
        # Where there is little room, the sides stand in place of their number.
        inline: tuple[Element, ...] = (row_of([*facts[:-1], (facts[-1][0], pills)]),)
        for most, rule, known in (
            *((most, wide, below) for most in (0, 4, 3, 2, 1)),
            (1, narrow, below),
            (1, narrow, inline),
            (1, narrow, (pills,)),
        ):
            body = Stack(
                (
                    *self._marks(entry, CAPITALS, paper.third, paper.brass),
                    Words(self._title(entry), SHEET, paper.first),
                    Gap(6),
                    Words(summary, BODY, paper.first, most=most),
                    *rule,
                    *known,
                    *self._versions(entry),
                )
            )
            height = body.height(page, rect.w - 2 * page.px(30))
            needed = height + foot + page.px(24) * 2 + page.px(18)
            if needed <= rect.h:
                break
        height = min(rect.h, needed)
        card = Rect(rect.x, max(rect.y, rect.bottom - height), rect.w, height)
        page.canvas.paper(card, 8, aged=True)
        page.canvas.box(card.inflate(page.px(6), page.px(6)), None, 10, page.palette.brass, 2.5)
        inner = card.inflate(-2 * page.px(30), -2 * page.px(24))
        with page.canvas.clipped(card):
            body.draw(page, inner.x, inner.y, inner.w)
        buttons.draw(page, inner.x, inner.bottom - foot, inner.w)
        return card

    def _marks(
        self, entry: OpenedScenario, style: Style, colour: Colour, sign: Colour
    ) -> tuple[Element, ...]:
        """Says that it is a campaign, and that it is the person's own, where it is."""
        marks: list[Element] = []
        if isinstance(entry, PlayableCampaign):
            marks.append(
                Marked("document", self.program.say("ui.campaign.mark"), style, colour, sign)
            )
        if entry.own:
            marks.append(Marked("pen", self.program.say("ui.own.mark"), style, colour, sign))
        return (Stack(tuple(marks), 4), Gap(6)) if marks else ()

    def _versions(self, shown: Playable) -> tuple[Element, ...]:
        """The choice between a scenario and its variants, if it has any."""
        code = self.program.code
        if isinstance(shown, PlayableCampaign) or isinstance(self.entry, PlayableCampaign):
            return ()
        titles = self.entry.variant_titles(code) if self.entry is not None else {}
        if self.entry is None or not titles:
            return ()
        own = shown.folder.variant
        pills = [
            toggle(ChooseVersion(None), self.entry.scenario(code).title, own is None, "", True)
        ]
        pills += [
            toggle(ChooseVersion(id), title, own == id, "", True) for id, title in titles.items()
        ]
        return Gap(14), Flow(tuple(pills), 8, 8)

    def _texts(self, entry: Playable) -> Scenario | Campaign:
        """What has its title and its summary."""
        code = self.program.code
        return entry.texts(code) if isinstance(entry, PlayableCampaign) else entry.scenario(code)

    def _minutes(self, entry: Playable) -> str:
        """How long it takes; empty where that is unknown."""
        if isinstance(entry, PlayableCampaign):
            minutes = entry.minutes
        else:
            minutes = entry.scenario(self.program.code).minutes
        if minutes is None:
            return ""
        return self.program.say("ui.minutes", least=minutes[0], most=minutes[1])

    def _facts(self, entry: Playable) -> list[tuple[str, str]]:
        say, facts, scenario = self.program.say, [], entry.scenario(self.program.code)
        if minutes := self._minutes(entry):
            facts.append((say("ui.length"), minutes))
        if isinstance(entry, PlayableCampaign):
            facts.append((say("ui.campaign.chapters"), str(len(entry.campaign.chapters))))
        else:
            facts.append((say("ui.turns"), str(scenario.turns)))
        facts.append((say("ui.sides"), str(len(scenario.sides))))
        return facts

    def _title(self, entry: OpenedScenario) -> str:
        return entry.path.stem if isinstance(entry, BrokenScenario) else self._texts(entry).title

    def _style(self, page: Page, width: int, scenarios: Sequence[OpenedScenario]) -> Style:
        room = width - 2 * page.px(_PAD)
        words = [word for entry in scenarios for word in re.split(r"[ -]", self._title(entry))]
        fitting = (s for s in _STYLES if all(width_of(w, s, page.theme) <= room for w in words))
        return next(fitting, _STYLES[-1])

    def _small(
        self, page: Page, number: int, entry: OpenedScenario, style: Style, most: int
    ) -> Inset:
        """One beside the chosen one. most: the most lines of its teaser; 0: all."""
        ink, command, title = page.ink, ChooseScenario(number), self._title(entry)
        parts: list[Element]
        if isinstance(entry, BrokenScenario):
            parts = [
                *self._marks(entry, SMALL_STRONG, ink.second, ink.brass),
                Words(title, style, ink.first, most=3),
                Gap(8),
                *self._mistakes(entry, ink),
            ]
        else:
            summary = without_sources(self._texts(entry).summary)
            parts = [
                *self._marks(entry, SMALL_STRONG, ink.second, ink.brass),
                Words(title, style, ink.first, most=3),
                Gap(8),
                Words(summary, SMALL, ink.second, most=most),
            ]
            times = [minutes] if (minutes := self._minutes(entry)) else []
            if isinstance(entry, PlayableCampaign):
                count = len(entry.campaign.chapters)
                times.append(self.program.counted("ui.campaign.count", count))
            if times:
                time = Marked("clock", " · ".join(times), SMALL_STRONG, ink.first, ink.brass)
                parts += [Gap(10), time]
        fill = mix_colours(ink.ground, ink.raised, 0.8 if page.hovered(command) else 0.3)
        return Inset(Stack(tuple(parts)), _PAD, fill, ink.line, 8, command=command, label=title)

    def _mistakes(self, entry: BrokenScenario, ink: Sheet) -> list[Element]:
        """How many mistakes a scenario has, the first of them, and that a press shows them all."""
        problem = entry.first_problem
        place = self.program.say("ui.own.line", line=problem.line) if problem.line else ""
        count = self.program.counted("ui.mistakes", len(entry.problems))
        return [
            Marked("warning", count, SMALL_STRONG, ink.worse),
            Gap(4),
            Words(f"{place}{problem.message}", SMALL, ink.second, most=4),
            Gap(8),
            Marked(
                "arrow-right", self.program.say("ui.own.see"), SMALL_STRONG, ink.first, ink.brass
            ),
        ]
