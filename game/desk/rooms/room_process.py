"""A room in a process of its own: another program starts it, reads what it says, and ends it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal
from urllib.parse import urlsplit

from attrs import frozen

from game.model.players import ME
from game.room.people import Place

RoomStage = Literal["opening", "open", "ending", "ended", "failed", "lost"]
"""Failed: it never opened. Lost: it ended unexpectedly."""

_COMMAND = (sys.executable, "-P", "-m", "game", "host")
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a console for the process of a program that has none."""
_LINES = 40
"""How many lines of the process's errors are kept."""
_PATIENCE = 15.0
"""The seconds that a room has to end by itself before it is stopped."""


@frozen
class RoomPlan:
    """The settings with which a room starts."""

    scenario: str
    """A file, perhaps with a variant behind a colon."""
    seats: Mapping[str, str]
    """By side: who plays it."""
    tables: int = 1
    language: str = ""
    """That of the wall and the console; empty: the scenario's own."""
    address: str = ""
    """An address of this computer in a network; empty: only this computer reaches the room."""

    def arguments(self) -> Sequence[str]:
        """The arguments with which `communique host` begins it."""
        bots = [f"--seat={side}={who}" for side, who in self.seats.items() if who != ME]
        language = [f"--language={self.language}"] if self.language else []
        address = [f"--address={self.address}"] if self.address else []
        return (f"--tables={self.tables}", *bots, *language, *address, "--", self.scenario)


def continue_arguments(folder: Path) -> Sequence[str]:
    """The arguments with which `communique host` opens the room in a folder again."""
    return (f"--continue={folder}",)


class RoomProcess:
    """The process that serves one room.

    The room ends with the program that started it: it notices that its standard input is closed.
    """

    def __init__(self, arguments: Sequence[str], wake: Callable[[], object]) -> None:
        """arguments: of `communique host`. wake: is called in another thread after each change.

        Raises OSError.
        """
        self.stage: RoomStage = "opening"
        self.room: AnnouncedRoom | None = None
        """None until it is open."""
        self._wake = wake
        self._complaints: deque[str] = deque(maxlen=_LINES)
        self._process = subprocess.Popen(
            [*_COMMAND, "--json", "--end-with-input", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            creationflags=_NO_CONSOLE,
        )
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    @property
    def complaint(self) -> str:
        """Its last error; empty if there is none."""
        went_well = self._process.returncode == 0
        last = self._complaints[-1] if self._complaints and not went_well else ""
        return re.sub(r"^communique( \w+)?: ", "", last)

    @property
    def running(self) -> bool:
        """Whether the process runs and has not been asked to end."""
        return self.stage in ("opening", "open")

    def end(self) -> None:
        """Asks the room to end; everything in it is kept."""
        if self.running:
            self.stage = "ending"
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def close(self, seconds: float = _PATIENCE) -> None:
        """Ends the room and waits until it has ended; what doesn't end in time is stopped."""
        self.end()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._thread.join(seconds)

    def _follow(self) -> None:
        process = self._process
        assert process.stdout is not None
        assert process.stderr is not None
        complaining = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
        complaining.start()
        self.room = read_announcement(process.stdout.readline())
        if self.room is not None and self.stage == "opening":
            self.stage = "open"
            self._wake()
        process.stdout.read()
        process.wait()
        complaining.join()
        self._close_pipes()
        if self.stage == "ending":
            self.stage = "ended"
        else:
            self.stage = "lost" if self.room is not None else "failed"
        self._wake()

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _listen(self, complaints: IO[str]) -> None:
        for line in complaints:
            if line.strip():
                self._complaints.append(line.strip())


@frozen
class AnnouncedSlip:
    """The slip of a seat."""

    place: Place
    code: str


@frozen
class AnnouncedRoom:
    """A room that is open."""

    code: str
    """What people type to join."""
    urls: Sequence[str]
    """Where devices reach the room, the best first."""
    console: str
    console_key: str
    wall: str
    folder: Path
    """Where the room is kept."""
    slips: Sequence[AnnouncedSlip]

    @property
    def reachable(self) -> bool:
        """Whether other devices than this computer can reach it."""
        host = urlsplit(self.urls[0]).hostname or ""
        return not (host == "localhost" or host.startswith("127."))

    @property
    def tables(self) -> int:
        """How many tables play."""
        return max((slip.place.table for slip in self.slips), default=1)


def read_announcement(line: str) -> AnnouncedRoom | None:
    """The room that a line of JSON announces; None if it announces none."""
    try:
        values = json.loads(line)
        urls = tuple(map(str, values["addresses"]))
        slips = tuple(
            AnnouncedSlip(
                Place(int(slip["table"]), str(slip["side"]), str(slip["seat"] or "")),
                str(slip["code"]),
            )
            for slip in values["slips"]
        )
        return (
            None
            if not urls
            else AnnouncedRoom(
                code=str(values["room"]),
                urls=urls,
                console=str(values["console"]),
                console_key=str(values["console_key"]),
                wall=str(values["wall"]),
                folder=Path(values["folder"]),
                slips=slips,
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
