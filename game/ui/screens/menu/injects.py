"""The injects of a scenario, for the facilitator: what each does, firing it, holding it back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import assert_never

from game.desk.inject_outlook import InjectOutlooks
from game.model.colours import Colour
from game.model.decisions import FACILITATOR, ReleaseInject
from game.model.injects import Inject
from game.presenter.inject_outlooks import outlook_in_brief, outlook_turns
from game.presenter.prose import paragraphs, without_sources
from game.rules.compiled import Rules
from game.rules.places import spot
from game.session.inject_outlook import InjectOutlook
from game.ui.page.commands import GoBack
from game.ui.page.elements import Element, Gap, Inset, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Then
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, CAPITALS, SCENARIO, SHEET, SMALL, SMALL_STRONG
from game.ui.program.program import Program
from game.ui.screens.game_control import change_game
from game.ui.screens.menu.menu_commands import (
    INJECTS_KEYS,
    ChooseInject,
    FireChosenInject,
    HoldChosenInject,
    InjectsCommand,
)
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import scrolled_lines
from game.ui.widgets.frame import ground, panel, sheet
from game.ui.widgets.row import Row
from game.words.sentences import capital
from game.words.wording import Wording


class Injects:
    """A list of the injects, with the chosen one beside it."""

    name = "injects"

    def __init__(self, program: Program) -> None:
        self._program = program
        self.chosen = next(iter(self._words.scenario.injects), "")
        self._outlooks: tuple[Rules, InjectOutlooks] | None = None

    @property
    def _words(self) -> Wording:
        """The sentences of the facilitator, who knows of all secrets."""
        return self._program.playing.words_for(FACILITATOR)

    @property
    def keys(self) -> Mapping[str, InjectsCommand]:
        without = set[InjectsCommand]() if self._can_hold else {HoldChosenInject()}
        return INJECTS_KEYS.commands(without=without)

    @property
    def _can_hold(self) -> bool:
        """Whether the chosen inject can be released, or held where that changes anything."""
        move = self._program.playing.holding(self.chosen) if self.chosen else None
        return isinstance(move, ReleaseInject) or (
            move is not None and bool(self._outlook(self.chosen).turns)
        )

    def _outlook(self, id: str) -> InjectOutlook:
        """What may still become of an inject by itself."""
        game = self._program.playing.game
        if self._outlooks is None or self._outlooks[0] is not game.rules:
            self._outlooks = game.rules, InjectOutlooks(game.rules)
        return self._outlooks[1].outlook(game.state, id)

    def handle(self, command: InjectsCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case ChooseInject(inject=inject):
                if inject in self._words.scenario.injects:
                    self.chosen = inject
            case FireChosenInject():
                if self.chosen:
                    return change_game(
                        self._program, lambda: self._program.playing.fire(self.chosen)
                    )
            case HoldChosenInject():
                if self.chosen:
                    hold = partial(self._program.playing.hold, self.chosen)
                    return change_game(self._program, hold, Then(()))
            case _:
                assert_never(command)
        return None

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        say = self._words.say
        rect = shrink_box(page.rect, page.px(48), page.px(32))
        title = Words(say("ui.injects.title"), SHEET, page.ink.first)
        top, rest = cut_top(rect, title.height(page, rect.w), page.px(16))
        title.draw(page, top.x, top.y, top.w)
        fire = Button(
            FireChosenInject(),
            say("ui.injects.fire"),
            FULL,
            "wire",
            below=INJECTS_KEYS.keycap(FireChosenInject(), say),
        )
        back = Button(
            GoBack(), say("ui.back"), GREY, "back", below=INJECTS_KEYS.keycap(GoBack(), say)
        )
        deeds = [self._hold_button(), fire] if self._can_hold else [fire]
        widths = [min(deed.natural(page), rect.w // 3) for deed in deeds]
        height = max(d.height(page, width) for d, width in zip(deeds, widths, strict=True))
        body, foot = cut_bottom(rest, height, page.px(16))
        left, right = columns(body, (-1, -1.5), page.px(24))
        self._list(page, left)
        self._story(page, right)
        back.draw_in(page, Rect(foot.x, foot.y, back.natural(page), foot.h))
        right_edge = foot.right
        for deed, width in zip(reversed(deeds), reversed(widths), strict=True):
            deed.draw_in(page, Rect(right_edge - width, foot.y, width, foot.h))
            right_edge -= width + page.px(12)

    def _hold_button(self) -> Button:
        say = self._words.say
        held = self._is_held(self.chosen)
        label = say("ui.injects.release" if held else "ui.injects.hold")
        keycap = INJECTS_KEYS.keycap(HoldChosenInject(), say)
        return Button(HoldChosenInject(), label, GREY, "play" if held else "pause", below=keycap)

    def _list(self, page: Page, rect: Rect) -> None:
        words, view = self._words, self._program.playing.view(FACILITATOR)
        fired, held = view.fired, view.held
        inner = panel(page, rect)
        rows = tuple(
            Row(
                ChooseInject(id),
                "pause" if id in held else "check" if fired.get(id) else "wire",
                words.naming.inject(id),
                inject.kind,
                self._below(id, fired.get(id, 0)),
                chosen=id == self.chosen,
                mark=self._mark(page, held=id in held, fired=bool(fired.get(id))),
            )
            for id, inject in words.scenario.injects.items()
        )
        Scroll("injects", rows, 4).draw_in(page, inner)

    def _mark(self, page: Page, *, held: bool, fired: bool) -> Colour:
        if held:
            return page.palette.brass_light
        return page.ink.better if fired else page.ink.third

    def _below(self, id: str, times: int) -> str:
        """When it would happen by itself, and how often it has happened."""
        words, outlook = self._words, self._outlook(id)
        brief = (
            ""
            if outlook.used_up and outlook.by_itself
            else outlook_in_brief(words, id, outlook, self._now)
        )
        happened = words.counted("ui.injects.fired", times) if times else ""
        held = words.say("ui.injects.held.brief") if outlook.held else ""
        return " · ".join(each for each in (capital(brief), capital(held), happened) if each)

    @property
    def _now(self) -> int:
        return self._program.playing.state.turn

    def _is_held(self, id: str) -> bool:
        return id in self._program.playing.view(FACILITATOR).held

    def _occasion(self) -> str:
        """When the chosen inject would happen by itself, as sentences."""
        words, outlook = self._words, self._outlook(self.chosen)
        if outlook.times and words.scenario.injects[self.chosen].once:
            return words.counted("ui.injects.fired", outlook.times)
        if outlook.overdue:
            return words.say("ui.injects.past", turn=outlook.overdue)
        if outlook.by_itself and not outlook.turns:
            return words.say("ui.injects.never")
        sentences, turns = (
            [words.inject_timing(self.chosen)],
            outlook_turns(words, outlook, self._now),
        )
        if turns and words.scenario.injects[self.chosen].at is None:
            sentences.append(words.say("ui.injects.possible", turns=turns))
        return " ".join(sentences)

    def _needs(self, inject: Inject) -> str:
        """The condition of the chosen inject, and whether it holds now."""
        words, holds = self._words, self._outlook(self.chosen).condition_holds
        if holds is None:
            return ""
        place = spot(words.scenario, ("injects", self.chosen, "when"))
        now = words.say(f"ui.injects.condition.{'holds' if holds else 'lacks'}")
        return f"{words.needs(inject.when, place)} {now}"

    def _story(self, page: Page, rect: Rect) -> None:
        words, paper = self._words, page.paper
        inner = sheet(page, rect)
        if not self.chosen:
            return
        inject = words.scenario.injects[self.chosen]
        width = inner.w - page.px(24)
        parts: list[Element] = [Words(self._kind(inject), CAPITALS, paper.third), Gap(4)]
        name = words.naming.inject(self.chosen)
        parts += [Words(name, SCENARIO, paper.first), Gap(10), Line(paper.line), Gap(12)]
        for text in paragraphs(words.fill(inject.text, None)):
            parts += [*scrolled_lines(page, text, BODY, paper.first, width), Gap(8)]
        parts += self._facts(page, inject)
        Scroll(f"story:{self.chosen}", tuple(parts), 0, paper.line).draw_in(page, inner)

    def _kind(self, inject: Inject) -> str:
        words = self._words
        kind = inject.kind or words.say("ui.injects.kind")
        return f"{kind} · {words.say('ui.injects.historical')}" if inject.historical else kind

    def _facts(self, page: Page, inject: Inject) -> list[Element]:
        words, paper = self._words, page.paper
        facts = [
            ("motion", words.effects(inject.effects, FACILITATOR)),
            ("lock", self._needs(inject)),
            ("clock", self._occasion()),
            ("pause", words.say("ui.injects.held") if self._is_held(self.chosen) else ""),
        ]
        if inject.ask:
            facts.append(("help", self._question(inject)))
        parts: list[Element] = []
        for sign, text in facts:
            if text:
                parts += [Marked(sign, text, SMALL_STRONG, paper.second, paper.brass), Gap(6)]
        return [*parts, *self._guidance(page, inject)]

    def _question(self, inject: Inject) -> str:
        """Whom an inject asks, and what they can answer."""
        words = self._words
        answers = words.listed(
            (words.naming.answer(self.chosen, id) for id in inject.answers), "or"
        )
        first, *more = inject.ask
        sides = words.listed([words.naming.side(first), *map(words.naming.side_inside, more)])
        if inject.reveal == "together":
            return words.say("ui.injects.asks.together", sides=sides, answers=answers)
        return words.counted("ui.injects.asks", len(inject.ask), sides=sides, answers=answers)

    def _guidance(self, page: Page, inject: Inject) -> list[Element]:
        words, paper = self._words, page.paper
        parts: list[Element] = []
        if inject.facilitator:
            head = Words(words.say("ui.injects.guidance"), CAPITALS, paper.brass)
            text = Words(without_sources(inject.facilitator), BODY, paper.first)
            parts += [Gap(8), Inset(Stack((head, text), 6), 16, paper.raised, paper.line, 6)]
        for id in inject.objectives:
            aim = words.scenario.objectives[id]
            parts += [Gap(8), Marked("flag", aim, SMALL, paper.second, paper.brass)]
        return parts
