"""Every screen of the window in a telling position, for pictures and for tests of the layout.

Games are played by bots from fixed seeds up to where something is to be seen, so the pictures are
the same each time and show what players see.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
from attrs import frozen

from game.bots.seats import ME, bots, known
from game.kernel import mode
from game.model.decisions import Move
from game.model.play import State
from game.session.game import Asking
from game.ui.app import App
from game.ui.desk import Desk, usual_seats
from game.ui.input import Key
from game.ui.intents import Do
from game.ui.library import Book
from game.ui.screen import Push
from game.ui.settings import Settings
from game.ui.sitting import Sitting
from game.ui.start import make_app, spare_desk

SEED = 11
MOST = 2000
"""Decisions after which a game that doesn't get anywhere is given up."""


@frozen
class Scene:
    """One screen, ready to be drawn."""

    name: str
    app: App


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
        self._games = games
        self._size = size
        self._book = book

    def desk(self) -> Desk:
        """A fresh desk."""
        return spare_desk(self._games, self._settings)

    def app(self, desk: Desk | None = None) -> App:
        """A fresh window at the title."""
        app = make_app(desk or self.desk(), self._size)
        app.size = self._size
        return app

    def book(self, desk: Desk) -> Book:
        """The scenario, or the first shipped one."""
        if self._book is not None:
            return self._book
        return next(book for book in desk.books if isinstance(book, Book))

    def playing(self, seats: Mapping[str, str] | None = None, seed: int = SEED) -> App:
        """A window in a game that has just begun; nothing of it is on disk."""
        desk = self.desk()
        book = self.book(desk)
        scenario = book.scenario(self._settings.language)
        desk.begin(book, {**usual_seats(scenario), **(seats or {})}, seed)
        return self.app(desk)

    def until(
        self,
        found: Callable[[Sitting], bool],
        seats: Mapping[str, str] | None = None,
        seeds: range = range(SEED, SEED + 40),
    ) -> App | None:
        """A window in a game played by bots until something is so; None where it never is."""
        for seed in seeds:
            app = self.playing(seats, seed)
            sitting = _sitting(app)
            if played(sitting, found):
                sitting.caught_up()
                app.go_on()
                app.settle()
                return app
            app.desk.leave()
        return None


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


def played(sitting: Sitting, found: Callable[[Sitting], bool]) -> bool:
    """Lets bots decide for everybody until something is so; False where the game ends first."""
    rules = sitting.game.rules
    own: dict[str, str] = {side: known(rules.scenario, side)[0] for side in sitting.people}
    deciders = bots(rules, own, SEED)

    def decide(asking: Asking) -> Move:
        decider = deciders.get(asking.side)
        return decider(asking) if decider is not None else sitting.think(asking)

    for _ in range(MOST):
        if found(sitting):
            return True
        if not sitting.state.to_move:
            return False
        side = sitting.state.to_move[0]
        sitting.game.decide(side, decide(sitting.game.asking(side)))
    return False


def _sitting(app: App) -> Sitting:
    sitting = app.desk.sitting
    assert sitting is not None
    return sitting


def _person_at(kind: str, turn: int = 1) -> Callable[[Sitting], bool]:
    """Whether a person is asked in some kind of phase, from a turn on."""

    def found(sitting: Sitting) -> bool:
        state: State = sitting.state
        if not state.to_move or state.to_move[0] not in sitting.people or state.turn < turn:
            return False
        return sitting.asked() == kind

    return found


def _over(sitting: Sitting) -> bool:
    return not sitting.state.to_move


def _offer_stands(sitting: Sitting) -> bool:
    if not _person_at("table")(sitting):
        return False
    side = sitting.state.to_move[0]
    return any(
        table.visit_left is not None
        and table.proposer not in (None, side)
        and table.rounds_left < 9
        for table in sitting.view(side).tables.values()
    )


def scenes(stage: Stage) -> Iterator[Scene]:
    """Every screen that the scenario can show, in the order in which one meets them."""
    yield from _before(stage)
    yield from _in_game(stage)
    yield from _after(stage)


def _before(stage: Stage) -> Iterator[Scene]:
    yield Scene("title", stage.app())
    yield Scene("settings", want(stage.app(), Do("settings")))
    yield Scene("open", want(stage.app(), Do("open")))
    app = stage.app()
    from game.ui.screens.setup import Setup

    app.answer(Push(Setup(app.desk, stage.book(app.desk), SEED)))
    yield Scene("setup", app)
    app = stage.playing()
    app.go_on()
    yield Scene("briefing", app)


def _in_game(stage: Stage) -> Iterator[Scene]:
    everybody = dict.fromkeys(stage.book(stage.desk()).scenario("en").sides, ME)
    found = stage.until(_person_at("actions"), everybody)
    if found is not None:
        sitting = _sitting(found)
        sitting.at = ""
        found.go_on()
        yield Scene("curtain", found)
    for name, turn, keys in (
        ("board", 1, ()),
        ("board-picked", 4, ("1", "2")),
        ("board-late", 6, ("1",)),
    ):
        app = stage.until(_person_at("actions", turn))
        if app is not None:
            yield Scene(name, press(app, *keys))
    app = stage.until(_person_at("actions", 3))
    if app is not None:
        for name, do in (
            ("menu", "menu"),
            ("brief-again", "brief"),
            ("map", "map"),
            ("record", "record"),
        ):
            yield Scene(name, want(app, Do(do)))
            press(app, "escape")
    app = stage.until(_person_at("actions", 4))
    if app is not None and want(app, Do("readouts")).screen.name == "readouts":
        yield Scene("readouts", app)
    yield from _stories(stage)
    for name, condition in (("table", _person_at("table")), ("table-offer", _offer_stands)):
        app = stage.until(condition)
        if app is not None:
            yield Scene(name, app)
    if app is not None:
        yield Scene("walk", want(app, Do("walk")))


def _stories(stage: Stage) -> Iterator[Scene]:
    app = stage.until(_has_story)
    if app is not None:
        sitting = _sitting(app)
        sitting.catch_up_to_last()
        app.go_on()
        yield Scene("news", app)
    app = stage.until(_person_at("question"))
    if app is not None:
        yield Scene("question", app)


def _has_story(sitting: Sitting) -> bool:
    if not sitting.state.to_move or sitting.state.to_move[0] not in sitting.people:
        return False
    side = sitting.state.to_move[0]
    return sitting.asked() == "actions" and any(
        entry.code == "injected" and entry.shown_to(side) for entry in sitting.game.latest
    )


def _after(stage: Stage) -> Iterator[Scene]:
    app = stage.until(_over)
    if app is None:
        return
    yield Scene("outcome", app)
    for tab in ("tracks", "table", "decisions", "debrief"):
        want(app, Do("tab", tab))
        yield Scene(f"outcome-{tab}", app)
    yield Scene("replay", want(app, Do("replay")))
