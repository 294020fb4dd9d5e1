"""Playing on from a decision of a game that is over: who sits where from there on is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.model.players import ME
from game.presenter.prose import name_without_article
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.paint.theme import looks
from game.ui.program.program import Program
from game.ui.screens.looking_back.debrief_commands import PLAY_ON_KEYS, PlayOnCommand
from game.ui.screens.setup.seat_choice import SeatChoice, SideHead
from game.ui.screens.setup.setup_commands import BeginGame, GiveSeat
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import Behind, dialog


class PlayOnDialog:
    """Who plays on from before a line of the record."""

    name = "play-on"

    def __init__(
        self, program: Program, line: int, side: str, turn: int, beneath: Screen | None = None
    ) -> None:
        """side: the one that decides first; people sit there unless something else is chosen."""
        hot_seat = program.playing
        self._program, self._line, self._turn = program, line, turn
        self._behind = Behind(beneath)
        before = hot_seat.game.moments[line - 1].new_players
        self._players = {**hot_seat.first_seats, **before, side: ME}

    @property
    def keys(self) -> Mapping[str, PlayOnCommand]:
        return PLAY_ON_KEYS.commands()

    def handle(self, command: PlayOnCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case GiveSeat(side=side, player=player):
                self._players[side] = player
                return None
            case BeginGame():
                return self._begin()
            case _:
                assert_never(command)

    def _begin(self) -> Answer:
        if ME not in self._players.values():
            self._program.toast = self._program.say("ui.setup.nobody")
            return None
        if self._program.play_on(self._line, self._players) is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        return GoOn()

    def draw(self, page: Page) -> None:
        program, ink = self._program, page.ink
        say, words = program.say, program.playing.words
        self._behind.draw(page, program.code)
        title = Marked(
            "play", say("insight.from-here"), SCENARIO, ink.first, page.palette.brass, 14
        )
        about = Words(say("insight.from-here.about", turn=self._turn), SMALL, ink.second)
        seen = looks(words.scenario, page.palette)
        parts: list[Element] = [
            Stack(
                (
                    SideHead(
                        seen[side].shape, side, name_without_article(words, side), words.scenario
                    ),
                    SeatChoice(words.scenario, say, side).element(page, player),
                ),
                10,
            )
            for side, player in self._players.items()
        ]
        begin = Button(
            BeginGame(),
            say("insight.from-here"),
            FULL,
            "play",
            below=PLAY_ON_KEYS.keycap(BeginGame(), say),
        )
        back = Button(GoBack(), say("ui.ask.no"), GREY, below=PLAY_ON_KEYS.keycap(GoBack(), say))
        foot = Beside(((begin, -2), (back, -1)), 12)
        dialog(page, Stack((title, about), 8), parts, foot, 860, 20)
