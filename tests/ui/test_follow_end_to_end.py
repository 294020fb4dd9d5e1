"""`communique watch --window` on a virtual screen: the window follows the file that is saved."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
from real_window import SECONDS, Open, Window, needs_screen, opening, virtual_screen

from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.replay import replay
from game.ui.page.events import TWICE

pytestmark = needs_screen
SCENARIO = "\n".join((*tiny.SECTIONS.values(), tiny.ALLOWED))
WARMER = SCENARIO.replace("name: Warm", "name: Warmer")
ONLY_COOL = SCENARIO.replace("  warm:", "  hug:")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens windows on a virtual screen."""
    with virtual_screen() as display, opening(display, tmp_path) as open_one:
        yield open_one


def games(window: Window) -> list[Game]:
    """The games as they are on disk, the longest first."""
    found = [replay(read_file(path)) for path in window.games.glob("*.game")]
    return sorted(found, key=lambda game: -len(game.lines))


def shows(window: Window, *texts: str) -> None:
    """Waits until texts are on the screen."""
    window.until(lambda frame: all(t in " ".join(frame["texts"]) for t in texts))


def test_the_window_follows_every_save_and_asks_where_a_decision_no_longer_fits(
    opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    window = opened("watch", str(path), "--window", "--seed", "3")
    window.key_until("Return", "board")
    shows(window, "Warm")
    window.key("1")
    time.sleep(2 * TWICE)  # an Enter right after the one that led here counts for nothing
    window.key("Return", "Return")  # the first one closes the hint
    end = time.monotonic() + SECONDS
    while len(games(window)[0].lines) < 2:
        assert time.monotonic() < end, window.frame()
        time.sleep(0.05)
    window.until(lambda frame: frame["screen"] == "board")

    path.write_text(WARMER, encoding="utf-8")
    shows(window, "Warmer", "2 decisions were played again")
    assert window.frame()["screen"] == "board"

    path.write_text("turns: [", encoding="utf-8")
    shows(window, "Warmer", "can’t be played yet")

    other = path.with_name("tiny.yaml.part")
    other.write_text(ONLY_COOL, encoding="utf-8")
    other.replace(path)
    window.until(lambda frame: frame["screen"] == "ask")
    shows(window, "This is refused now", "Warmer", "Go on from there")
    window.key_until("Return", "board")
    former, later = games(window)
    assert str(former.lines[0].action) == "north: warm"
    assert len(former.lines) == 2
    assert (later.lines, "hug" in later.rules.scenario.actions) == ([], True)

    window.program.send_signal(signal.SIGINT)
    assert window.program.wait(20) == 0
    printed = window.printed.read_text(encoding="utf-8")
    assert "tiny.yaml saved: no problems" in printed
    assert "\x1b" not in printed
