"""The program in its real window on a virtual screen, seen and used from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from game.ui.page.commands import Command

ROOT = Path(__file__).resolve().parents[2]
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
needs_screen = pytest.mark.skipif(
    bool(MISSING) and not os.environ.get("CI"),
    reason=f"install {' and '.join(MISSING)}: apt-get install xvfb xdotool",
)
SECONDS = 150
SIZE = (1280, 720)


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A virtual screen; its DISPLAY."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read, encoding="ascii") as found:
        number = found.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


class Window:
    """The program in its window, seen and used from outside."""

    def __init__(self, folder: Path, display: str, *words: str) -> None:
        folder.mkdir(exist_ok=True)
        self.games, self._trace = folder / "games", folder / "frame.json"
        self._every = folder / "frame.all"
        self._every.touch()
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("SDL_")},
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "COMMUNIQUE_GAMES_FOLDER": str(self.games),
            "COMMUNIQUE_TRACE": str(self._trace),
            "LANGUAGE": "en",
        }
        self._said, self.printed = folder / "stderr", folder / "stdout"
        with self._said.open("wb") as said, self.printed.open("wb") as printed:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "game", *words],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=said,
            )
        self.until(bool)
        self._id = self._do("search", "--sync", "--onlyvisible", "--class", ".").split()[-1]
        self._do("windowfocus", self._id)

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout

    def alive(self) -> None:
        """Fails where the program has ended."""
        if self.program.poll() is not None:
            pytest.fail(self._said.read_text(encoding="utf-8"))

    def frame(self) -> dict[str, Any]:
        """What is on the screen; empty before the first frame."""
        try:
            found: dict[str, Any] = json.loads(self._trace.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def frames(self) -> list[dict[str, Any]]:
        """Every frame that was ever on the screen."""
        lines = self._every.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def until(self, found: Callable[[dict[str, Any]], bool], seconds: float = SECONDS) -> None:
        """Waits until something is on the screen."""
        end = time.monotonic() + seconds
        while not found(self.frame()):
            self.alive()
            if time.monotonic() > end:
                pytest.fail(f"not seen in {seconds} s; on the screen is {self.frame()}")
            time.sleep(0.02)

    def changes(self, act: Callable[[], object], seconds: float = 1.0) -> None:
        """Does something, and waits a moment for another frame."""
        before = self._trace.stat().st_mtime_ns
        act()
        end = time.monotonic() + seconds
        while self._trace.stat().st_mtime_ns == before and time.monotonic() < end:
            time.sleep(0.01)

    def key(self, *names: str) -> None:
        """Presses keys."""
        self._do("key", "--delay", "30", *names)

    def key_until(self, name: str, *screens: str) -> None:
        """Presses a key until one of some screens is there: a busy machine may lose one."""
        end = time.monotonic() + SECONDS
        while self.frame()["screen"] not in screens:
            self.alive()
            assert time.monotonic() < end, self.frame()
            before = self.frame()["screen"]
            self.key(name)
            patience = time.monotonic() + 2
            while self.frame()["screen"] == before and time.monotonic() < patience:
                time.sleep(0.02)

    def click(self, kind: type[Command], which: int = 0) -> bool:
        """Clicks what does something, or one of several; False where there is nothing that does."""
        name = f"{kind.__name__}("
        found = [each for each in self.frame()["targets"] if each["command"].startswith(name)]
        if found:
            x, y, w, h = found[which]["rect"]
            self._do("mousemove", "--window", self._id, str(x + w // 2), str(y + h // 2))
            self._do("click", "1")
        return bool(found)

    def resize(self, wide: int, high: int) -> None:
        """Makes the window another size."""
        self._do("windowsize", self._id, str(wide), str(high))

    def close(self) -> None:
        """Ends the program."""
        self.program.terminate()
        self.program.wait(20)


Open = Callable[..., Window]


@contextmanager
def opening(screen: str, folder: Path) -> Iterator[Open]:
    """Opens windows, all with one home; what is still open at the end is killed."""
    windows: list[Window] = []

    def open_one(*words: str) -> Window:
        windows.append(Window(folder / "home", screen, *words))
        return windows[-1]

    try:
        yield open_one
    finally:
        for window in windows:
            window.program.kill()
            window.program.wait()
