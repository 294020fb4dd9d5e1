"""A person at a real terminal: what they see, what they type, which keys they press."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from asking import PATTERNS, sense
from well import english, spaced

from game.model.frozen import FrozenMap

pexpect: Any = pytest.importorskip("pexpect", reason="there are no pseudo-terminals here")
pyte: Any = pytest.importorskip("pyte")

ROOT = Path(__file__).parent.parent.parent
CTRL_C, CTRL_D = "\x03", "\x04"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07")
WIPED = "\x1b[2J\x1b[3J\x1b[H"
TIMEOUT = 30
"""In seconds: of no use but to end a test that has gone wrong."""


class HotSeat:
    """Somebody sits at a terminal at which a game is played."""

    def __init__(
        self,
        *args: str,
        columns: int = 80,
        rows: int = 30,
        environment: Mapping[str, str] = FrozenMap(),
    ) -> None:
        ours = {"COLUMNS", "LINES", "NO_COLOR", "PYTHONUNBUFFERED"}
        env = {name: value for name, value in english().items() if name not in ours}
        # A person's own settings of the line editor are none of ours.
        env |= {"TERM": "xterm-256color", "INPUTRC": "/dev/null", **environment}
        encoding = environment.get("PYTHONIOENCODING", "utf-8")
        self.columns = columns
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "game", "play", *args],
            dimensions=(rows, columns),
            env=env,
            cwd=str(ROOT),
            encoding=encoding,
            timeout=TIMEOUT,
        )
        self.child.delaybeforesend = None
        self.child.logfile_read = io.StringIO()
        self._typed: set[str] = set()
        self.kind = ""
        self.said = ""
        """What was printed between the last two prompts, without escapes, and the last prompt."""

    @property
    def raw(self) -> str:
        """All that was printed so far, and what was typed as far as it is echoed."""
        return str(self.child.logfile_read.getvalue())

    @property
    def seen(self) -> str:
        """The same without escapes."""
        return _plain(self.raw)

    @property
    def lines(self) -> list[str]:
        """The same, line by line."""
        return re.split(r"[\r\n]+", self.seen)

    @property
    def printed(self) -> list[str]:
        """The same without what was typed behind a prompt."""
        return [self._without_typed(line.rstrip()) for line in self.lines]

    def _without_typed(self, line: str) -> str:
        prompt = re.match(r"(.*[:)]) (.*)$", line)
        return str(prompt[1]) if prompt and prompt[2] in self._typed else line

    @property
    def phase(self) -> str:
        """The phase that was named last."""
        named: list[str] = re.findall(r"\[Turn \d+ of \d+.* - ([^\]-]+)\]", self.seen)
        return named[-1] if named else ""

    def until(self) -> str:
        """Waits for the next prompt, and says of which kind it is; empty where the game is left."""
        at = self.child.expect([*PATTERNS.values(), pexpect.EOF])
        matched = self.child.after if isinstance(self.child.after, str) else ""
        self.said = _plain(f"{self.child.before}{matched}")
        self.kind = [*PATTERNS, ""][at]
        return self.kind

    def types(self, line: str) -> str:
        """Types a line and Enter, and waits for the next prompt."""
        self._typed.add(line)
        self.child.send(f"{line}\r")
        return self.until()

    def presses(self, keys: str, shows: str) -> None:
        """Presses keys, and waits until something shows.

        A signal that comes just before Python waits for keys is seen only when the line ends: so
        Enter is pressed where nothing shows. The line isn't read then.
        """
        self.child.send(keys)
        if keys == CTRL_C and self.child.expect_exact([shows, pexpect.TIMEOUT], timeout=3) == 0:
            return
        if keys == CTRL_C:
            self.child.send("\r")
        self.child.expect_exact(shows)

    def reaches(self, kind: str, phase: str = "", **answers: str) -> HotSeat:
        """Plays on until there is a prompt of a kind, in a phase if one is named.

        answers: by kind of prompt or by phase, what is answered instead of the plainest.
        """
        plainest = {"deeds": "pass", "talks": "pass", "news": "leave", "draft": "offer"}
        given = {**plainest, **answers}
        if not self.kind:
            self.until()
        for _ in range(50):
            if (self.kind, phase or self.phase) == (kind, self.phase):
                return self
            assert self.kind, f"the game was left before {kind}:\n{self.seen}"
            what = self.phase.lower() if self.kind == "choice" else self.kind
            self.types(given.get(what, "yes" if what.startswith("sure") else ""))
        raise AssertionError(f"this leads to no {kind}:\n{self.seen[-3000:]}")

    def plays(self, luck: Random) -> HotSeat:
        """Plays on by chance, but with sense, until the game is over."""
        self.kind = self.kind or self.until()
        for _ in range(3000):
            if not self.kind:
                return self
            self.types(sense(self.kind, self.said, luck))
        raise AssertionError(f"this game has no end:\n{self.seen[-3000:]}")

    def leaves(self, keys: str) -> int:
        """Presses keys that end the game, and says with which code it ended."""
        self.child.send(keys)
        # One who sees nothing happen presses again: see `presses`.
        for _ in range(5):
            if keys != CTRL_C or self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 0:
                break
            self.child.send(keys)
        return self.left()

    def left(self) -> int:
        """The code with which the game ended."""
        if self.child.isalive() or not self.child.flag_eof:
            self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.signalstatus is None, self.seen[-3000:]
        assert "Traceback" not in self.seen, self.seen[-3000:]
        return int(self.child.exitstatus)

    def resized(self, columns: int, rows: int = 30) -> None:
        """Makes the window wider or narrower."""
        self.child.setwinsize(rows, columns)

    def screen(self) -> list[str]:
        """What can be seen on the terminal, and by scrolling back."""
        screen = pyte.HistoryScreen(self.columns, 30, history=5000, ratio=0.5)
        pyte.Stream(screen).feed(self.raw)
        above = [
            "".join(line[x].data for x in range(screen.columns)) for line in screen.history.top
        ]
        return [line.rstrip() for line in (*above, *screen.display)]


def _plain(printed: str) -> str:
    return spaced(ESCAPE.sub("", printed).replace("\r\n", "\n"))
