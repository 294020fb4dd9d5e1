"""Where a game of a scenario begins: at its start, or in the position of one of its tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from game.rules.compile import compile_rules
from game.session.positions import Position, begin_game, list_positions
from game.session.records.record import RecordError
from game.ui.page.commands import DIGITS, GoBack, PickListed
from game.ui.page.elements import Element, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Replace
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import SHEET, SMALL
from game.ui.program.library import PlayableScenario
from game.ui.program.program import Program
from game.ui.screens.saved_games.file_list import POSITION_KEYS, BeginAt, PositionCommand
from game.ui.screens.setup.setup import Setup
from game.ui.widgets.buttons import GREY, Button
from game.ui.widgets.frame import ground, panel
from game.ui.widgets.row import Row


class ChoosePosition:
    """The start of the game and the positions of its tests, as rows of a list."""

    name = "positions"

    def __init__(self, program: Program, playable: PlayableScenario) -> None:
        self._program = program
        self._playable = playable
        self.places: tuple[Position | None, ...] = (None, *playable_positions(playable))
        """Where a game can begin; None: at its start."""

    @property
    def keys(self) -> Mapping[str, PositionCommand]:
        unheard = {PickListed(i) for i in range(len(self.places), len(DIGITS))}
        return POSITION_KEYS.commands(without=unheard)

    def handle(self, command: PositionCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case BeginAt(number=number) | PickListed(index=number):
                position = self.places[number]
                return Replace(Setup(self._program, self._playable, position=position))
            case _:
                assert_never(command)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        say, ink = self._program.say, page.ink
        scenario = self._playable.scenario(self._program.code)
        rect = shrink_box(page.rect, page.px(48), page.px(36))
        about = say("ui.positions.about", scenario=scenario.title)
        head = Stack(
            (Words(say("ui.positions.title"), SHEET, ink.first), Words(about, SMALL, ink.second)), 4
        )
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(18))
        head.draw(page, top.x, top.y, top.w)
        back = Button(
            GoBack(), say("ui.back"), GREY, "back", below=POSITION_KEYS.keycap(GoBack(), say)
        )
        body, foot = cut_bottom(rest, back.height(page, page.theme.tall(240)), page.px(18))
        rows = tuple(self._row(number) for number in range(len(self.places)))
        Scroll("positions", rows, 10).draw_in(page, panel(page, body))
        back.draw_in(page, Rect(foot.x, foot.y, back.natural(page), foot.h))

    def _row(self, number: int) -> Element:
        say, position = self._program.say, self.places[number]
        scenario = self._playable.scenario(self._program.code)
        if position is None:
            return Row(BeginAt(number), "flag", say("ui.positions.start"), raised=True)
        test = position.test(scenario)
        turn = say("ui.turn-of", turn=test.given.turn or 1, turns=scenario.turns)
        return Row(BeginAt(number), "play", test.position_name, "", turn, raised=True)


def playable_positions(playable: PlayableScenario) -> Iterator[Position]:
    """The positions of a scenario's tests in which a side has to decide."""
    scenario = playable.translations.scenario(playable.translations.codes[0])
    rules = compile_rules(scenario)
    for position in list_positions(scenario):
        try:
            begin_game(rules, position.test(scenario).seed, position)
        except RecordError:
            continue
        yield position
