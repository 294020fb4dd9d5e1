"""The real window on a virtual screen: played by keys, by mouse, killed and continued."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_window import SECONDS, Open, Window, needs_screen, opening, virtual_screen
from secretive import OTHER, SCENARIO, SECRET

from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.record import GameRecord
from game.session.records.replay import replay
from game.ui.page.commands import ReadOn
from game.ui.page.events import TWICE
from game.ui.screens.ask import Agree
from game.ui.screens.board.board_commands import ConfirmPicks, DoNothing, PickAction
from game.ui.screens.briefing.briefing_commands import FinishReading
from game.ui.screens.curtain import RaiseCurtain
from game.ui.screens.news.answers import GiveAnswer
from game.ui.screens.setup.setup_commands import BeginGame
from game.ui.screens.table.table_commands import SayNothing
from game.ui.screens.title.title_commands import ChooseVersion, PlayScenario

ROOT = Path(__file__).resolve().parents[2]
pytestmark = needs_screen


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A virtual screen; its DISPLAY."""
    with virtual_screen() as display:
        yield display


@pytest.fixture
def opened(screen: str, tmp_path: Path) -> Iterator[Open]:
    """Opens windows, all with one home."""
    with opening(screen, tmp_path) as open_one:
        yield open_one


def saved(window: Window) -> GameRecord | None:
    """The record of the game as it is on disk; None before it is."""
    files = sorted(window.games.glob("*.game"))
    return read_file(files[-1]) if files else None


def replayed(window: Window) -> Game | None:
    """The game as it is on disk; None before it is."""
    record = saved(window)
    return None if record is None else replay(record)


def over(window: Window) -> bool:
    """Whether the game is over: as the window shows, and on disk, which takes longer to see."""
    if window.frame()["screen"] not in ("outcome", "over"):
        return False
    game = replayed(window)
    return game is not None and not game.state.to_move


def play_on(
    window: Window,
    act: Callable[[], object],
    ended: Callable[[Window], bool] = over,
    seconds: float = SECONDS,
) -> None:
    end = time.monotonic() + seconds
    while not ended(window):
        window.alive()
        assert time.monotonic() < end, window.frame()
        window.changes(act, 0.4)


def test_a_whole_game_by_keys_alone(opened: Open) -> None:
    window = opened()
    window.key_until("Return", "setup")
    window.key_until("Return", "briefing")
    # 1 picks or answers, Return confirms and reads on, y says yes to one pick only, p says nothing.
    keys = {"board": ("1", "Return"), "ask": ("y",), "table": ("p",), "question": ("1",)}

    def act() -> None:
        window.key(*keys.get(window.frame()["screen"], ("Return",)))

    play_on(window, act)
    window.until(lambda frame: frame["screen"] in ("outcome", "over", "news"))
    window.close()


def test_a_whole_game_by_mouse_alone_resized_in_the_middle(opened: Open) -> None:
    window = opened()
    window.until(lambda frame: frame["screen"] == "title")
    window.changes(lambda: window.click(ChooseVersion, -1))  # the short one
    clicks = (
        PlayScenario, BeginGame, FinishReading, RaiseCurtain, ReadOn, GiveAnswer, SayNothing,
        Agree, ConfirmPicks, DoNothing,
    )  # fmt: skip
    sizes = iter(((1024, 640), (1600, 900), (1280, 720)))
    lines, is_over = 0, False

    def act() -> None:
        if window.frame()["screen"] == "board" and not any(
            target["command"].startswith("DropAction(") for target in window.frame()["targets"]
        ):
            window.changes(lambda: window.click(PickAction))
        for kind in clicks:
            if window.click(kind):
                break
        record = saved(window)
        if record is not None and len(record.lines) in (4, 8, 12):
            size = next(sizes, None)
            if size is not None:
                window.resize(*size)
        time.sleep(0.1)  # the window stands still before the next click

    def ended(window: Window) -> bool:
        nonlocal lines, is_over
        record = saved(window)
        if record is not None and len(record.lines) != lines:
            lines, is_over = len(record.lines), not replay(record).state.to_move
        return is_over

    play_on(window, act, ended)
    window.close()


def test_no_frame_of_two_teams_at_one_screen_shows_the_others_secrets(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "secrets.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    window = opened("play", str(path), "--seat", "north=me", "--seat", "south=me", "--seed", "3")
    looks = itertools.cycle(("b", "r", "m", "Escape", ""))
    keys = {"board": ("1", "Return"), "ask": ("y",), "question": ("1",)}
    offers = itertools.cycle("ooap")

    def act() -> None:
        name, aside = window.frame()["screen"], next(looks)
        if name in ("board", "table") and aside:
            window.key(aside, "Escape")
        if window.frame()["screen"] != name:
            window.key("Escape")
        elif name == "table":
            window.key(next(offers))
        else:
            window.key(*keys.get(name, ("Return",)))

    play_on(window, act, lambda window: window.frame()["screen"] == "over")
    window.close()

    frames = window.frames()
    at, seen = "", set()
    for frame in frames:
        text, name = "\n".join(frame["texts"]).lower(), frame["screen"]
        if name == "curtain":
            at = next(side for side in OTHER if side.capitalize() in frame["texts"])
            hidden = set(SECRET.values())
        else:
            hidden = {SECRET[OTHER[at]]} if at else set(SECRET.values())
        if name == "over":
            break
        assert not [word for word in hidden if word in text], (at, frame)
        seen |= {(name, word) for word in SECRET.values() if word in text}
    assert {word for _, word in seen} == set(SECRET.values())
    assert {"briefing", "board"} <= {name for name, _ in seen}
    assert {"curtain", "table", "question"} <= {frame["screen"] for frame in frames}


def test_killed_in_the_middle_it_goes_on_from_the_last_decision(
    opened: Open, tmp_path: Path
) -> None:
    window = opened()
    window.key_until("Return", "setup")
    window.key_until("Return", "briefing")
    window.key_until("Return", "board")
    window.key("1")
    time.sleep(2 * TWICE)  # an Enter right after the one that led here counts for nothing
    window.key("Return", "Return")  # the first one closes the hint
    window.until(lambda frame: frame["screen"] == "ask")
    window.key_until("y", "board", "news", "question")
    end = time.monotonic() + SECONDS
    while (before := saved(window)) is None or len(before.lines) < 2:
        assert time.monotonic() < end
        time.sleep(0.05)
    window.program.send_signal(signal.SIGKILL)
    window.program.wait()
    before = saved(window)
    assert before is not None
    (tmp_path / "home" / "frame.json").unlink()
    window = opened()
    window.key_until("c", "board", "news", "question", "table")
    after = saved(window)
    assert after is not None
    replay(after)
    assert [line.digest for line in after.lines][: len(before.lines)] == [
        line.digest for line in before.lines
    ]
    window.close()


def test_the_key_that_opens_a_text_field_is_not_typed_into_it(opened: Open) -> None:
    window = opened()
    window.key("o")  # once: a second one would be typed
    window.until(lambda frame: frame["screen"] == "files")
    window.until(lambda frame: "Type a path, or part of a name" in frame["texts"])
    window.key("n", "o")
    window.until(lambda frame: "no" in frame["texts"])
    window.key_until("Escape", "title")
    window.key_until("Return", "setup")
    window.key_until("Return", "briefing")
    window.key_until("Escape", "menu")
    window.key("n")
    window.until(lambda frame: frame["screen"] == "note")
    window.until(lambda frame: "What is worth remembering?" in frame["texts"])
    window.key("n", "o")
    window.until(lambda frame: "no" in frame["texts"])
    window.close()


def test_without_a_display_it_says_so_and_ends(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "SDL_VIDEODRIVER")}
    done = subprocess.run(
        [sys.executable, "-m", "game"],
        cwd=ROOT,
        env={**environment, "HOME": str(tmp_path)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "no display" in done.stderr
    assert "communique" in done.stdout
