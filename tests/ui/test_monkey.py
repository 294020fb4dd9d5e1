"""A monkey at the window: whatever is pressed, clicked or typed, it goes on.

    COMMUNIQUE_INTENTS=20000 pytest -s tests/ui/test_monkey.py

prints how often each screen was visited, and how many decisions were taken.
"""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pygame
import pytest
from slow_tests import quick_for

from game.model.players import ME, UNIFORM
from game.ui.page.commands import Command, QuitProgram, ReadOn
from game.ui.page.events import Click, Intent, KeyPress, Point, Resized, Typed, Wheel
from game.ui.program.library import PlayableScenario
from game.ui.screens.board.board_commands import ConfirmPicks, DoNothing, PickAction
from game.ui.screens.briefing.briefing_commands import FinishReading
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.mishap import CloseMishap
from game.ui.screens.news.answers import GiveAnswer
from game.ui.screens.setup.setup_commands import BeginGame
from game.ui.screens.table.table_commands import ChooseOption, MakeOffer, SayNothing
from game.ui.screens.title.title_commands import OpenFiles, OpenHosting
from game.ui.shell.app import App

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from stage import Stage  # noqa: E402

INTENTS = int(os.environ.get("COMMUNIQUE_INTENTS", "500"))
KEYS = (
    *("tab", "tab", "tab", "back-tab", "enter", "enter", "enter", "space", "escape", "backspace"),
    *("up", "down", "left", "right", "page-up", "page-down", "home", "end", "f1"),
    *"1234567890abcdefghijklmnopqrstuvwxyz",
)
SIZES = ((1024, 640), (1280, 720), (1366, 768))
AFTER = ("over", "again", "report")
"""Where it stays longer while it has seldom been there."""
LEFT_ALONE = (QuitProgram(), OpenHosting())
"""What ends the program, or leads to where another is started: no business of this monkey's."""
ONWARD = (
    PickAction, ConfirmPicks, DoNothing, ChooseOption, MakeOffer, SayNothing, ReadOn, GiveAnswer,
    BeginGame, FinishReading, RaiseCurtain, OpenFiles, CloseMishap,
)  # fmt: skip
"""What it does more often, so that games get somewhere."""
LOOKING = ("tab", "back-tab", "up", "down", "left", "right", "page-up", "page-down", "home", "end")


class Monkey:
    """Plays with a window until it has had enough; begins again where a game is over."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        self._stage = Stage(folder, "en", 100, SIZES[0])
        self.visits: Counter[str] = Counter()
        self._pressed: Counter[tuple[str, type[Command]]] = Counter()
        self._ways: dict[str, dict[str, str]] = {}
        """By screen and key, to which screen it led."""
        self.decisions = 0
        self._surface = pygame.Surface(SIZES[0])
        self.app = self._begun()

    def _begun(self) -> App:
        app = self._stage.app()
        app.program.own = None
        if self._chance.random() < 0.6:
            found = [book for book in app.program.scenarios if isinstance(book, PlayableScenario)]
            # The first has readouts, which the others lack.
            book = self._chance.choice([found[0], *found])
            sides = list(book.scenario("en").sides)
            # Between two teams a curtain falls.
            others = (ME,) if self._seldom("curtain") else (ME, UNIFORM)
            seats = {side: self._chance.choice(others) for side in sides}
            seats[self._chance.choice(sides)] = ME
            app.program.begin(book, seats, self._chance.randrange(1000))
            app.go_on()
        return app

    def step(self) -> None:
        """One intent, on a drawn page; then all that follows from it."""
        app = self.app
        if self._surface.get_size() != app.size:
            self._surface = pygame.Surface(app.size)
        app.draw(self._surface)
        self.visits[app.screen.name] += 1
        before = self._moments()
        name, wanted = app.screen.name, self._intent()
        app.take(wanted)
        app.settle()
        if isinstance(wanted, KeyPress) and app.stack and app.screen.name != name:
            self._ways.setdefault(name, {})[wanted.name] = app.screen.name
        self.decisions += max(0, self._moments() - before)
        hot_seat = app.program.hot_seat
        over = hot_seat is not None and not hot_seat.state.to_move
        stays = any(self._seldom(name) for name in AFTER)
        if not app.running or (over and self._chance.random() < (0.004 if stays else 0.02)):
            app.program.leave()
            self.app = self._begun()

    def _moments(self) -> int:
        hot_seat = self.app.program.hot_seat
        return len(hot_seat.game.moments) if hot_seat is not None else 0

    def _intent(self) -> Intent:
        rng, app = self._chance, self.app
        assert app.page is not None
        targets = [t for t in app.page.targets if not t.hidden and t.command not in LEFT_ALONE]
        name, kind = app.screen.name, rng.random()
        if rng.random() < 0.4 and (way := self._rarest(name)):
            return KeyPress(way, way if len(way) == 1 else "")
        if self._seldom(name) and rng.random() < 0.85:
            return rng.choice((KeyPress(rng.choice(LOOKING)), self._anywhere()))
        if kind < 0.75 and targets:
            weights = [8 if isinstance(target.command, ONWARD) else 1 for target in targets]
            found = rng.choices(targets, weights)[0]
            if rng.random() < 0.2:
                found = min(targets, key=lambda target: self._pressed[name, type(target.command)])
            self._pressed[name, type(found.command)] += 1
            return Click(found.rect.center)
        if kind < 0.92:
            return KeyPress(key := rng.choice(KEYS), key if len(key) == 1 else "")
        return self._anywhere()

    def _rarest(self, name: str) -> str:
        """A key of this screen's that is untried; else the one that led to where it has been least.

        That one only if it has seldom been there.
        """
        ways = self._ways.setdefault(name, {})
        for key, command in self.app.screen.keys.items():
            if key not in ways and len(key) < 10 and command not in LEFT_ALONE:
                ways[key] = name
                return key
        key = min(ways, key=lambda key: self.visits[ways[key]], default="")
        there = ways.get(key, name)
        return key if self._seldom(there) and self.visits[there] < self.visits[name] else ""

    def _seldom(self, name: str) -> bool:
        """Whether it has seldom been on a screen: there it looks round longer."""
        return self.visits[name] * 36 < self.visits.total()

    def _anywhere(self) -> Intent:
        rng, app = self._chance, self.app
        place = rng.randrange(app.size[0]), rng.randrange(app.size[1])
        return rng.choice(
            (Click(place), Point(place), Wheel(place, rng.choice((-1, 1))), Typed("é€ "))
            + ((Resized(rng.choice(SIZES)),) if rng.random() < 0.1 else ())
        )


@pytest.mark.parametrize("seed", quick_for(0, among=range(2)))
def test_whatever_one_does_the_window_goes_on(tmp_path: Path, seed: int) -> None:
    monkey = Monkey(tmp_path, seed)
    for _ in range(INTENTS // 2):
        monkey.step()
    assert monkey.decisions > INTENTS // 100
    assert len(monkey.visits) >= 5
    print(f"\n{monkey.decisions} decisions;", dict(monkey.visits.most_common()))
