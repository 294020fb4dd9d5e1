"""Brings a window to where something is to be seen: games are played by bots from fixed seeds.

So pictures are the same each time, and show what players see.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
from attrs import evolve

from game.bots.seats import ME, bots, known
from game.kernel import mode
from game.model.decisions import Move
from game.model.play import Refusal
from game.session.driver import Decide
from game.session.game import Asking
from game.ui.app import App
from game.ui.desk import Desk, usual_seats
from game.ui.input import Key
from game.ui.intents import Do
from game.ui.library import Book
from game.ui.settings import Settings
from game.ui.sitting import Sitting
from game.ui.start import make_app, spare_desk

SEED = 11
SEEDS = range(SEED, SEED + 40)
MOST = 2000
"""Decisions after which a game that doesn't get anywhere is given up."""
Found = Callable[[Sitting], bool]
"""Whether a game stands where it shall."""


class Stage:
    """Brings a window to its scenes: one scenario, one language, one size."""

    def __init__(
        self,
        games: Path,
        language: str = "en",
        text: int = 100,
        size: tuple[int, int] = (1280, 720),
        book: Book | None = None,
        high_contrast: bool = False,
    ) -> None:
        mode.make_do()
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

    def desk(self) -> Desk:
        """A fresh desk."""
        return spare_desk(self.games, self._settings)

    def app(self, desk: Desk | None = None) -> App:
        """A fresh window at the title."""
        app = make_app(desk or self.desk(), self._size)
        app.size = self._size
        return app

    def book(self, desk: Desk | None = None) -> Book:
        """The scenario, or the first shipped one."""
        if self._book is None:
            books = (desk or self.desk()).books
            self._book = next(book for book in books if isinstance(book, Book))
        return self._book

    def usual(self) -> dict[str, str]:
        """Seats in which one person plays."""
        return usual_seats(self.book().scenario(self._settings.language))

    def second(self) -> dict[str, str]:
        """Seats in which one person plays against the second persona of each other side."""
        scenario, usual = self.book().scenario("en"), self.usual()
        return {s: who if who == ME else known(scenario, s)[1] for s, who in usual.items()}

    def everybody(self) -> dict[str, str]:
        """Seats in which people play all sides."""
        return dict.fromkeys(self.book().scenario("en").sides, ME)

    def playing(self, seats: Mapping[str, str] | None = None, seed: int = SEED) -> App:
        """A window in a game that has just begun."""
        desk = self.desk()
        book = self.book(desk)
        desk.begin(book, {**self.usual(), **(seats or {})}, seed)
        return self.app(desk)

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
        for seed in seeds:
            app = self.playing(seats, seed)
            sitting = sitting_of(app)
            sitting.game.go_on(lambda _line: None)
            if played(sitting, found, deciding(sitting, own)):
                return there(app)
            app.desk.leave()
        return None

    def along(self, seats: Mapping[str, str] | None = None, seed: int = SEED) -> Iterator[App]:
        """A window in one game at each decision of people, up to its end."""
        app = self.playing(seats, seed)
        sitting = sitting_of(app)
        sitting.game.go_on(lambda _line: None)
        last, decide = -1, deciding(sitting)

        def next_one(sitting: Sitting) -> bool:
            people = not sitting.state.to_move or sitting.state.to_move[0] in sitting.people
            return people and len(sitting.game.moments) > last

        while played(sitting, next_one, decide):
            last = len(sitting.game.moments)
            yield there(app)
            if not sitting.state.to_move:
                return


def sitting_of(app: App) -> Sitting:
    """The game in a window."""
    sitting = app.desk.sitting
    assert sitting is not None
    return sitting


def there(app: App) -> App:
    """The window where its game stands, with all that was before read."""
    sitting_of(app).caught_up()
    app.go_on()
    app.settle()
    return app


def played(sitting: Sitting, found: Found, decide: Decide | None = None) -> bool:
    """Lets bots decide for everybody until something is so; False where the game ends first."""
    decide = decide or deciding(sitting)
    for _ in range(MOST):
        if found(sitting):
            return True
        if not sitting.state.to_move:
            return False
        asking = sitting.game.asking(sitting.state.to_move[0])
        while isinstance(answer := sitting.game.decide(asking.side, decide(asking)), Refusal):
            asking = evolve(asking, refused=(*asking.refused, answer))
    return False


def deciding(sitting: Sitting, own: int = 0) -> Decide:
    """Bots for all: those in their seats, and one of its personas for each side of people."""
    rules = sitting.game.rules
    personas = {side: known(rules.scenario, side)[own] for side in sitting.people}
    people = bots(rules, personas, SEED)

    def decide(asking: Asking) -> Move:
        return (people.get(asking.side) or sitting.think)(asking)

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
        app.take(Key(key, key if len(key) == 1 else ""))
        app.settle()
    return app


def want(app: App, *wanted: Do) -> App:
    """Wants things, each on a drawn page."""
    for do in wanted:
        draw(app)
        app.do(do)
        app.settle()
    return app
