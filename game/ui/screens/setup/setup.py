"""The set-up: who plays each side, the time to decide, the language, and where luck begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.model.players import ME
from game.model.scenario import Scenario
from game.presenter.prose import name_without_article
from game.session.positions import Position
from game.session.records.record import RecordError
from game.ui.page.commands import GoBack, SetLanguage, SetMinutes
from game.ui.page.elements import Element, Flow, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import CAPITALS, SMALL, line_height
from game.ui.paint.theme import looks
from game.ui.program.library import Playable, PlayableCampaign
from game.ui.program.program import Program, fresh_seed, usual_players
from game.ui.program.settings import MINUTES
from game.ui.screens.setup.scenario_sheet import draw_campaign_sheet, draw_scenario_sheet
from game.ui.screens.setup.seat_choice import SeatChoice, SideHead
from game.ui.screens.setup.setup_commands import (
    KEYS,
    BeginGame,
    DeleteDigit,
    DrawSeed,
    GiveSeat,
    NextMinutes,
    SetupCommand,
    TypeDigit,
)
from game.ui.widgets.buttons import FULL, GREY, Button, toggle
from game.ui.widgets.frame import ground, key_hints, panel
from game.ui.widgets.timeface import minute_pills
from game.words.error_words import reason_of
from game.words.language import language
from game.words.wording import Wording

MOST_DIGITS = 9
"""The most digits of a typed seed."""


class Setup:
    """What is chosen before a game."""

    name = "setup"

    def __init__(
        self,
        program: Program,
        playable: Playable,
        seed: int | None = None,
        seats: Mapping[str, str] | None = None,
        position: Position | None = None,
    ) -> None:
        """seed, seats: what is chosen at first; left out, some seed, in a position that of its
        test, and the usual seats.

        position: where the game begins; left out: at its start.
        """
        self._program = program
        self._playable = playable
        self._position = position
        if seed is None:
            seed = position.test(self._scenario).seed if position is not None else fresh_seed()
        self._seed = seed
        self._typed = ""
        """The digits that were typed for the seed; empty where it was drawn."""
        self._seats = dict(seats or usual_players(self._offered()))

    @property
    def keys(self) -> Mapping[str, SetupCommand]:
        return KEYS.commands()

    @property
    def _scenario(self) -> Scenario:
        """The scenario, or that of the first chapter of a campaign."""
        return self._playable.scenario(self._program.code)

    def _offered(self) -> dict[str, Scenario]:
        """The seats, each with the scenario that its personas come from."""
        playable = self._playable
        if isinstance(playable, PlayableCampaign):
            return playable.seats(self._program.code)
        return dict.fromkeys(self._scenario.sides, self._scenario)

    def handle(self, command: SetupCommand) -> Answer:
        match command:
            case BeginGame():
                if ME not in self._seats.values():
                    self._program.toast = self._program.say("ui.setup.nobody")
                    return None
                return self._begin_game()
            case GiveSeat(side=side, player=player):
                self._seats[side] = player
            case DrawSeed():
                self._seed, self._typed = fresh_seed(), ""
            case TypeDigit(digit=digit):
                self._type_seed(f"{self._typed}{digit}")
            case DeleteDigit():
                if self._typed:
                    self._type_seed(self._typed[:-1])
            case NextMinutes():
                index = MINUTES.index(self._program.settings.minutes)
                self._program.change(minutes=MINUTES[(index + 1) % len(MINUTES)])
            case SetMinutes(minutes=minutes):
                if minutes in MINUTES:
                    self._program.change(minutes=minutes)
            case SetLanguage(code=code):
                self._program.change(language=code)
            case GoBack():
                return Pop()
            case _:
                assert_never(command)
        return None

    def _begin_game(self) -> Answer:
        """Begins the game, or says that nobody could decide in the position with this seed."""
        try:
            if isinstance(self._playable, PlayableCampaign):
                self._program.begin_campaign(self._playable, self._seats, self._seed)
            else:
                self._program.begin(self._playable, self._seats, self._seed, self._position)
        except (RecordError, OSError, ValueError) as error:
            self._program.toast = reason_of(error, self._program.language)
            return None
        return GoOn()

    def _type_seed(self, digits: str) -> None:
        """Uses typed digits as the seed."""
        self._typed = digits[:MOST_DIGITS]
        self._seed = int(self._typed or "0")

    def draw(self, page: Page) -> None:
        ground(page)
        margin = page.px(48)
        rect = shrink_box(page.rect, margin, page.px(40))
        body, foot = cut_bottom(rect, self._begin().height(page, page.theme.tall(360)), page.px(20))
        left = page.theme.tall(640)
        if left > rect.w * 0.45:
            left = rect.w * 42 // 100
        self._about(page, Rect(body.x, body.y, left, body.h))
        x = body.x + left + page.px(24)
        self._choices(page, Rect(x, body.y, body.right - x, body.h))
        self._feet(page, foot)

    def _begin(self) -> Button:
        say = self._program.say
        return Button(BeginGame(), say("ui.setup.begin"), FULL, after="arrow-right", large=True)

    def _feet(self, page: Page, foot: Rect) -> None:
        back = Button(GoBack(), self._program.say("ui.back"), GREY, "back")
        begin = self._begin()
        width = begin.natural(page)
        begin.draw_in(page, Rect(foot.right - width, foot.y, width, foot.h))
        small = back.natural(page)
        back.draw_in(page, Rect(foot.x, foot.y, small, foot.h))
        say, gap = self._program.say, page.px(32)
        hints = {
            KEYS.keycap(BeginGame(), say): say("ui.hint.begin"),
            KEYS.keycap(NextMinutes(), say): say("ui.hint.timer"),
            KEYS.keycap(DrawSeed(), say): say("ui.hint.seed"),
            KEYS.keycap(GoBack(), say): say("ui.hint.back"),
        }
        y = foot.y + (foot.h - line_height(SMALL, page.theme)) // 2
        key_hints(page, hints, foot.x + small + gap, y, foot.right - width - gap)

    def _about(self, page: Page, rect: Rect) -> None:
        begins = ""
        if self._position is not None:
            name = self._position.test(self._scenario).position_name
            begins = self._program.say("ui.setup.position", name=name)
        if isinstance(self._playable, PlayableCampaign):
            draw_campaign_sheet(page, rect, self._program, self._playable)
        else:
            draw_scenario_sheet(page, rect, self._scenario, begins)

    def _choices(self, page: Page, rect: Rect) -> None:
        say, ink = self._program.say, page.ink
        inner = panel(page, rect, say("ui.seats.title"))
        _, inner = cut_top(inner, page.px(8))
        sections = [self._seat(page, *each) for each in self._offered().items()]
        sections += self._others(page)
        width = inner.w - page.px(20)
        height = sum(page.height_of(each, width) for each in sections)
        spare = (inner.h - height) / page.theme.unit / (2 * len(sections)) - 1
        parts: list[Element] = []
        for each in sections:
            parts += [each, Line(ink.line)]
        Scroll("choices", tuple(parts[:-1]), min(max(12, spare), 30)).draw_in(page, inner)

    def _seat(self, page: Page, side: str, scenario: Scenario) -> Element:
        """Who plays a side."""
        words = Wording(scenario, language(scenario.language))
        shape, name = looks(scenario, page.palette)[side].shape, name_without_article(words, side)
        choice = SeatChoice(scenario, self._program.say, side)
        return Stack(
            (SideHead(shape, side, name, scenario), choice.element(page, self._seats[side])), 12
        )

    def _others(self, page: Page) -> list[Element]:
        """The choices besides who plays."""
        say, ink = self._program.say, page.ink
        playable = self._playable
        if isinstance(playable, PlayableCampaign):
            codes, spoken = playable.codes, playable.texts(self._program.code).language
        else:
            codes, spoken = playable.translations.codes, self._scenario.language
        pills = tuple(
            toggle(
                SetLanguage(code),
                language(code).say("language.name"),
                code == spoken,
            )
            for code in codes
        )
        drawn = say("ui.seed.other", seed=self._seed)
        seed = Flow((toggle(DrawSeed(), drawn, False, "bolt", about=("seed", "", "")),))
        about = f"{say('ui.seed.about')} {say('ui.seed.typed')}"
        choices = (
            ("ui.options.minutes", Flow(minute_pills(self._program), 10, 10), self._time_about()),
            ("ui.language", Flow(pills, 10, 10), ""),
            ("ui.seed", seed, about),
        )
        return [
            Stack(
                (
                    Words(say(title), CAPITALS, ink.third),
                    choice,
                    *((Words(remark, SMALL, ink.second),) if remark else ()),
                ),
                10,
            )
            for title, choice, remark in choices
        ]

    def _time_about(self) -> str:
        limited = bool(self._program.settings.minutes)
        return self._program.say("ui.options.minutes.about") if limited else ""
