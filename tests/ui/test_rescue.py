"""A mistake of the program is noted in a file, and ends neither the window nor a game."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest
import tiny_program

from game.session.records.file import read_file
from game.session.records.saved import Saving
from game.ui.page.commands import Command
from game.ui.page.page import Page, Ticking
from game.ui.page.screen import Answer, Pop, Screen
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY
from game.ui.program.program import Program
from game.ui.screens.mishap import Mishap
from game.ui.shell import loop
from game.ui.shell.app import App

ENTER, ESCAPE = (
    (pygame.K_RETURN, "\r"),
    (pygame.K_ESCAPE, "\x1b"),
)
KeyPress = tuple[int, str]


class Planted:
    """A screen with a mistake, in its drawing, in what it does, or in what changes by itself."""

    keys: Mapping[str, Command] = MappingProxyType({"enter": tiny_program.Press()})

    def __init__(self, name: str, where: str = "") -> None:
        self.name = name
        self.where = where
        self.drawn = 0

    def draw(self, page: Page) -> None:
        self.drawn += 1
        page.canvas.text(self.name, 40, 40, BODY, page.ink.first)
        if self.where == "tick":
            page.ticking = Ticking(Rect(0, 0, 9, 9), self.fail)
        if self.where == "draw":
            with page.canvas.clipped(Rect(0, 0, 9, 9)):
                self.fail(page)

    def handle(self, command: Command) -> Answer:
        if self.where == "handle":
            self.fail()
        return Pop() if command == tiny_program.Press("out") else None

    def fail(self, page: Page | None = None) -> None:
        raise ValueError(f"planted in {self.name}, {page is not None}")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "logs" / "errors.txt"
    monkeypatch.setattr(loop, "log_file", lambda: path)
    return path


@pytest.fixture(autouse=True)
def no_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The window stays open for the tests after these."""
    monkeypatch.delenv("COMMUNIQUE_TRACE", raising=False)
    monkeypatch.setattr(pygame, "quit", lambda: None)
    yield
    pygame.display.set_mode((16, 16))


def run(app: App, monkeypatch: pytest.MonkeyPatch, *keys: KeyPress) -> list[str]:
    """Shows a window in which keys are pressed, and then it is closed; what is read at last."""
    left = iter(keys)
    texts: list[str] = []

    def awaited(_milliseconds: int) -> list[pygame.event.Event]:
        assert app.page is not None
        texts[:] = [blit.text for blit in app.page.canvas.texts]
        pressed = next(left, None)
        if pressed is None:
            app.running = False
            return []
        key, text = pressed
        down = pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=text)
        return [down, pygame.event.Event(pygame.KEYUP, key=key, mod=0)]

    monkeypatch.setattr(loop, "_awaited", awaited)
    loop.run(app)
    return texts


def window(tmp_path: Path, *screens: Screen, program: Program | None = None) -> App:
    app = App(
        program or tiny_program.program(tmp_path), screens[0], lambda _: screens[-1], (1024, 640)
    )
    app.stack.extend(screens[1:])
    return app


def names(app: App) -> list[str]:
    return [screen.name for screen in app.stack]


def test_a_screen_that_cannot_be_drawn_is_left_for_the_one_before(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = window(tmp_path, Planted("title"), Planted("game"), Planted("bad", "draw"))
    read = " ".join(run(app, monkeypatch))
    assert names(app) == ["title", "game", "mishap"]
    assert "A screen could not be shown" in read
    assert str(log).replace(" ", "") in read.replace(" ", "")
    noted = log.read_text(encoding="utf-8")
    assert "screen='bad'" in noted
    assert "ValueError: planted in bad" in noted
    assert "in draw" in noted


def test_after_it_has_been_read_the_screen_before_goes_on(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = Planted("game")
    app = window(tmp_path, Planted("title"), game, Planted("bad", "draw"))
    assert run(app, monkeypatch, ENTER) == ["game"]
    assert names(app) == ["title", "game"]
    assert app.page is not None
    assert app.page.canvas.surface.get_clip().size == app.size
    assert log.exists()


@pytest.mark.parametrize("where", ["draw", "tick"])
def test_where_that_cannot_be_shown_either_it_goes_down_to_the_title(
    where: str, tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    middle = [Planted(f"bad {n}", "draw") for n in range(3)]
    app = window(tmp_path, Planted("title"), *middle, Planted("worst", where))
    if where == "tick":
        app.tick = lambda: app.page.tick() if app.page else None  # type: ignore[method-assign]
    run(app, monkeypatch, ENTER, ESCAPE)
    assert names(app) == ["title"]
    assert log.read_text(encoding="utf-8").count("Traceback") >= 4


def test_where_the_title_cannot_be_shown_a_plain_page_says_so_and_closes(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = Planted("title", "draw")
    app = window(tmp_path, title, Planted("bad", "draw"))
    read = " ".join(run(app, monkeypatch))
    assert "Nothing more can be shown" in read
    assert log.name in read.replace(" ", "")
    assert title.drawn <= 3
    app.running = True
    run(app, monkeypatch, ESCAPE)
    assert not app.running


def test_where_nothing_can_be_drawn_it_ends_with_a_message(
    tmp_path: Path,
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = window(tmp_path, Planted("title", "draw"))
    monkeypatch.setattr(Mishap, "draw", Planted("mishap", "draw").draw)
    loop.run(app)
    assert str(log) in capsys.readouterr().err
    assert not app.running


def test_what_cannot_be_done_leaves_the_screen_as_it_was(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = window(tmp_path, Planted("title"), Planted("game", "handle"))
    read = " ".join(run(app, monkeypatch, ENTER))
    assert "What you asked for could not be done" in read
    assert names(app) == ["title", "game", "mishap"]
    app.running = True
    run(app, monkeypatch, ESCAPE, ENTER, ESCAPE, ENTER, ENTER)
    assert names(app)[:2] == ["title", "game"]
    assert len(app.stack) <= 3
    assert "planted in game" in log.read_text(encoding="utf-8")


def test_the_game_is_saved_up_to_its_last_decision_and_can_be_continued(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path)
    app = window(tmp_path, Planted("title"), Planted("bad", "draw"), program=program)
    hot_seat = tiny_program.hot_seat(program)
    tiny_program.act(hot_seat.game, "north pass")
    assert hot_seat.saving is not None
    path, lines = hot_seat.saving.path, len(hot_seat.game.lines)
    assert path is not None
    assert lines
    read = " ".join(run(app, monkeypatch))
    assert "The game is saved" in read
    assert app.program.hot_seat is None
    assert len(read_file(path).lines) == lines
    assert len(app.program.go_on(path).game.lines) == lines
    assert log.exists()


def test_a_game_that_is_not_to_be_saved_is_not_saved_after_a_mistake_either(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tiny_program.playing(tmp_path)
    hot_seat = tiny_program.hot_seat(program)
    assert hot_seat.saving is not None
    before = set(program.games.iterdir())
    hot_seat.saving = Saving(hot_seat.game, hot_seat.seats, hot_seat.saving.scenario_files)
    app = window(tmp_path, Planted("title"), Planted("bad", "draw"), program=program)
    assert "The game was not being saved" in " ".join(run(app, monkeypatch))
    assert set(program.games.iterdir()) == before
    assert log.exists()


def test_where_the_file_cannot_be_written_that_is_said(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log.parent.write_text("a file where a folder should be", encoding="utf-8")
    app = window(tmp_path, Planted("title"), Planted("bad", "draw"))
    read = " ".join(run(app, monkeypatch))
    assert "could not be written" in read
    assert "planted in bad" in capsys.readouterr().err


def test_tests_that_look_on_are_told(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_TRACE", str(tmp_path / "frame.json"))
    with pytest.raises(ValueError, match="planted"):
        run(window(tmp_path, Planted("title", "draw")), monkeypatch)
    assert not log.exists()
