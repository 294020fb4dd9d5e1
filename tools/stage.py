"""Brings a window to where something is to be seen: games are played by bots from fixed seeds.

So pictures are the same each time, and show what players see.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
from attrs import evolve

from game.bots.seats import make_bots
from game.kernel import machine_code
from game.model.decisions import Move
from game.model.players import ME, available_bots
from game.model.refusals import Refusal
from game.presenter.hot_seat import HotSeat
from game.session.driver import Decide
from game.session.game import DecisionRequest
from game.ui.page.commands import Command
from game.ui.page.events import KeyPress
from game.ui.program.library import OpenedScenario, PlayableScenario, open_scenarios
from game.ui.program.program import Program, usual_seats
from game.ui.program.settings import Settings
from game.ui.shell.app import App
from game.ui.shell.start import make_app, make_program

SEED = 11
SEEDS = range(SEED, SEED + 40)
MOST = 2000
"""Decisions after which a game that doesn't get anywhere is given up."""
Found = Callable[[HotSeat], bool]
"""Whether a game stands where it shall."""
_first_seeds: dict[tuple[object, ...], int] = {}
"""The seed at which each search ended: stages of other windows and languages begin with it."""


class Stage:
    """Brings a window to its scenes: one scenario, one language, one size."""

    def __init__(
        self,
        games: Path,
        language: str = "en",
        text: int = 100,
        size: tuple[int, int] = (1280, 720),
        book: PlayableScenario | None = None,
        high_contrast: bool = False,
    ) -> None:
        machine_code.make_do()
        pygame.display.init()
        pygame.font.init()
        if pygame.display.get_surface() is None:
            pygame.display.set_mode((16, 16))
        self._settings = Settings(
            language=language, text=text, motion=False, high_contrast=high_contrast, guided=False
        )
        self.games = games
        self._size = size
        self._book = book

    def program(self) -> Program:
        """A fresh program with the shipped scenarios."""
        return make_program(self.games, self._settings, list(_shipped()))

    def app(self, program: Program | None = None) -> App:
        """A fresh window at the title."""
        app = make_app(program or self.program(), self._size)
        app.size = self._size
        return app

    def book(self) -> PlayableScenario:
        """The scenario, or the first shipped one."""
        if self._book is None:
            self._book = next(book for book in _shipped() if isinstance(book, PlayableScenario))
        return self._book

    def usual(self) -> dict[str, str]:
        """Seats in which one person plays."""
        return usual_seats(self.book().scenario(self._settings.language))

    def second(self) -> dict[str, str]:
        """Seats in which one person plays against the second persona of each other side."""
        scenario, usual = self.book().scenario("en"), self.usual()
        return {s: who if who == ME else available_bots(scenario, s)[1] for s, who in usual.items()}

    def everybody(self) -> dict[str, str]:
        """Seats in which people play all sides."""
        return dict.fromkeys(self.book().scenario("en").sides, ME)

    def playing(self, seats: Mapping[str, str] | None = None, seed: int = SEED) -> App:
        """A window in a game that has just begun."""
        program = self.program()
        program.begin(self.book(), {**self.usual(), **(seats or {})}, seed)
        return self.app(program)

    def until(
        self,
        found: Found,
        seats: Mapping[str, str] | None = None,
        seeds: range = SEEDS,
        own: int = 0,
    ) -> App | None:
        """A window in a game played by bots until something is so; None where it never is.

        What is played is not kept on disk. own: which of its personas plays for a side of people.
        """
        search = (self.book().path, frozenset((seats or {}).items()), seeds, own, found)
        for seed in range(_first_seeds.get(search, seeds.start), seeds.stop, seeds.step):
            _first_seeds[search] = seed
            app = self.playing(seats, seed)
            hot_seat = sitting_of(app)
            hot_seat.game.keep_with(lambda _line: None)
            if played(hot_seat, found, deciding(hot_seat, own)):
                return there(app)
            app.program.leave()
        _first_seeds[search] = seeds.stop
        return None

    def along(self, seats: Mapping[str, str] | None = None, seed: int = SEED) -> Iterator[App]:
        """A window in one game at each decision of people, up to its end."""
        app = self.playing(seats, seed)
        hot_seat = sitting_of(app)
        hot_seat.game.keep_with(lambda _line: None)
        last, decide = -1, deciding(hot_seat)

        def next_one(hot_seat: HotSeat) -> bool:
            people = not hot_seat.state.to_move or hot_seat.state.to_move[0] in hot_seat.people
            return people and len(hot_seat.game.moments) > last

        while played(hot_seat, next_one, decide):
            last = len(hot_seat.game.moments)
            yield there(app)
            if not hot_seat.state.to_move:
                return


@cache
def _shipped() -> tuple[OpenedScenario, ...]:
    """The shipped scenarios, read once."""
    return tuple(open_scenarios())


def sitting_of(app: App) -> HotSeat:
    """The game in a window."""
    hot_seat = app.program.hot_seat
    assert hot_seat is not None
    return hot_seat


def there(app: App) -> App:
    """The window where its game stands, with all that was before read."""
    sitting_of(app).mark_all_read()
    app.go_on()
    app.settle()
    return app


def played(hot_seat: HotSeat, found: Found, decide: Decide | None = None) -> bool:
    """Lets bots decide for everybody until something is so; False where the game ends first."""
    decide = decide or deciding(hot_seat)
    for _ in range(MOST):
        if found(hot_seat):
            return True
        if not hot_seat.state.to_move:
            return False
        asking = hot_seat.game.asking(hot_seat.state.to_move[0])
        while isinstance(answer := hot_seat.game.decide(asking.side, decide(asking)), Refusal):
            asking = evolve(asking, refused=(*asking.refused, answer))
    return False


def deciding(hot_seat: HotSeat, own: int = 0) -> Decide:
    """Bots for all: those in their seats, and one of its personas for each side of people."""
    rules = hot_seat.game.rules
    personas = {side: available_bots(rules.scenario, side)[own] for side in hot_seat.people}
    people = make_bots(rules, personas, SEED)

    def decide(asking: DecisionRequest) -> Move:
        return (people.get(asking.side) or hot_seat.think)(asking)

    return decide


def draw(app: App) -> pygame.Surface:
    """The picture of a window as it stands."""
    surface = pygame.Surface(app.size)
    app.draw(surface)
    return surface


def press(app: App, *keys: str) -> App:
    """Presses keys, each on a drawn page."""
    for key in keys:
        draw(app)
        app.take(KeyPress(key, key if len(key) == 1 else ""))
        app.settle()
    return app


def want(app: App, *commands: Command) -> App:
    """Gives commands, each on a drawn page."""
    for command in commands:
        draw(app)
        app.do(command)
        app.settle()
    return app
