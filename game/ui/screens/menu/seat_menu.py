"""Who plays each side, for the facilitator, who can hand a seat over to people or a bot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import assert_never

from game.model.players import ME, available_bots
from game.presenter.participants import player_name
from game.presenter.prose import name_without_article
from game.ui.page.commands import GoBack
from game.ui.page.elements import Element, Flow, Gap, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Screen, Then
from game.ui.paint.fonts import PANEL, SCENARIO, SMALL
from game.ui.program.program import Program
from game.ui.screens.game_control import change_game
from game.ui.screens.menu.menu_commands import SEATS_KEYS, HandSeatOver, SeatsCommand
from game.ui.widgets.buttons import GREY, Button, toggle
from game.ui.widgets.dialog import Behind, dialog


class Seats:
    """A row for each side with everybody who can play it."""

    name = "seats"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)
        self._changed = False
        """Whether a seat has been handed over, so that the game may go on with another screen."""

    @property
    def keys(self) -> Mapping[str, SeatsCommand]:
        return SEATS_KEYS.commands()

    def handle(self, command: SeatsCommand) -> Answer:
        hot_seat = self._program.playing
        match command:
            case GoBack():
                return GoOn() if self._changed else Pop()
            case HandSeatOver(side=side, player=player):
                if hot_seat.seats.get(side) == player:
                    return None
                act = partial(hot_seat.hand_over, side, player)
                self._changed = True
                return change_game(self._program, act, Then(()), self._behind.screen)
            case _:
                assert_never(command)

    def draw(self, page: Page) -> None:
        words, ink = self._program.playing.words, page.ink
        self._behind.draw(page, self._program.code)
        title = Marked(
            "people", words.say("ui.seats.title"), SCENARIO, ink.first, page.palette.brass, 14
        )
        head = Stack((title, Words(words.say("ui.seats.about"), SMALL, ink.second)), 8)
        parts: list[Element] = []
        for side in words.scenario.sides:
            parts += [Words(name_without_article(words, side), PANEL, ink.first), Gap(4)]
            parts += [self._players(side), Gap(12)]
        say = self._program.say
        back = Button(GoBack(), say("ui.back"), GREY, below=SEATS_KEYS.keycap(GoBack(), say))
        dialog(page, head, parts[:-1], back, 760, 8)

    def _players(self, side: str) -> Element:
        hot_seat = self._program.playing
        words, now = hot_seat.words, hot_seat.seats[side]
        return Flow(
            tuple(
                toggle(
                    HandSeatOver(side, player),
                    player_name(words, player),
                    player == now,
                    "people" if player == ME else "persona",
                )
                for player in (ME, *available_bots(words.scenario, side))
            ),
            10,
            8,
        )
