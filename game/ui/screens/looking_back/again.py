"""Playing once more what has just been played: with other luck, the same, or other people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Replace, Screen
from game.ui.paint.fonts import SCENARIO, SMALL
from game.ui.program.program import Program, fresh_seed
from game.ui.screens.looking_back.debrief_commands import (
    AGAIN_KEYS,
    AgainCommand,
    ChangeSeats,
    PlayFresh,
    PlaySame,
)
from game.ui.screens.setup.setup import Setup
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button
from game.ui.widgets.dialog import Behind, dialog


class Again:
    """The same scenario and seats; which luck is asked."""

    name = "again"

    def __init__(self, program: Program, beneath: Screen | None = None) -> None:
        self._program = program
        self._behind = Behind(beneath)

    @property
    def keys(self) -> Mapping[str, AgainCommand]:
        # Other seats would begin without what earlier chapters have left.
        return AGAIN_KEYS.commands(without={ChangeSeats()} if self._is_chapter else ())

    @property
    def _is_chapter(self) -> bool:
        """Whether it is a chapter of a campaign, which is played on its own then."""
        return self._program.campaign is not None

    def handle(self, command: AgainCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case PlayFresh():
                return self._begin(fresh_seed())
            case PlaySame():
                return self._begin(self._seed)
            case ChangeSeats():
                return self._set_up()
            case _:
                assert_never(command)

    @property
    def _seed(self) -> int:
        """That of the game that was played."""
        hot_seat = self._program.hot_seat
        return hot_seat.game.moments[0].state.seed if hot_seat is not None else 0

    def _begin(self, seed: int) -> Answer:
        hot_seat, playable = self._program.hot_seat, self._program.again()
        if hot_seat is None or playable is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        game, seats = hot_seat.game, hot_seat.first_seats
        self._program.begin(playable, seats, seed, game.position, game.rules.starts)
        return GoOn()

    def _set_up(self) -> Answer:
        hot_seat, playable = self._program.hot_seat, self._program.again()
        if hot_seat is None or playable is None:
            self._program.toast = self._program.say("ui.again.lost")
            return None
        position = hot_seat.game.position
        return Replace(
            Setup(self._program, playable, seats=hot_seat.first_seats, position=position)
        )

    def draw(self, page: Page) -> None:
        say, ink = self._program.say, page.ink
        self._behind.draw(page, self._program.code)
        about = "ui.again.about.chapter" if self._is_chapter else "ui.again.about"
        title = Marked("play", say("ui.over.again"), SCENARIO, ink.first, page.palette.brass, 14)
        head = Stack((title, Words(say(about), SMALL, ink.second)), 8)
        seed = say("ui.report.seed", seed=self._seed)
        fresh = Button(
            PlayFresh(),
            say("ui.again.fresh"),
            FULL,
            "bolt",
            below=AGAIN_KEYS.keycap(PlayFresh(), say),
            large=True,
        )
        same = Button(
            PlaySame(),
            say("ui.again.same"),
            OUTLINE,
            below=f"{AGAIN_KEYS.keycap(PlaySame(), say)} · {seed}",
        )
        seats = Button(
            ChangeSeats(),
            say("ui.again.seats"),
            GREY,
            "people",
            below=AGAIN_KEYS.keycap(ChangeSeats(), say),
        )
        back = Button(GoBack(), say("ui.ask.no"), GREY, below=AGAIN_KEYS.keycap(GoBack(), say))
        last = Beside(((seats, -1.2), (back, -1)), 12) if not self._is_chapter else back
        parts: list[Element] = [fresh, same, last]
        dialog(page, head, parts, None, 620)
