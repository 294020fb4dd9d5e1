"""A server of a room in a process of its own that can be killed and started again in a moment.

    python mortal_server.py PORT

Each line of its input is a number N and a folder: the room in it is opened, and its program is
killed with SIGKILL before its Nth call that writes or syncs a file, or that answers a form; 0:
never. It prints the process id once it listens, and `gone` once that process has ended. Everything
is imported before, so that to start again takes no time.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from game.room.chapters import open_again
from game.web.app import RoomSite
from game.web.live_room import LiveRoom
from game.web.network import server
from game.web.network.doors import bind

HANDLES = 1024
"""The system gives no more file handles than ordinary Linux does at first."""

setattr(server, "REQUEST_SECONDS", 2.0)  # noqa: B010
setattr(server, "ANSWER_SECONDS", 2.0)  # noqa: B010
"""Nobody wants to wait for as long as real browsers may take."""
setattr(server, "TICK", 0.0)  # noqa: B010
"""Nor for ticks, which test_ticks.py tries."""


class NoAnalyses:
    """Analyses that never begin: their processes take longer than a killed server lives."""

    def __init__(self, _live: LiveRoom) -> None: ...

    async def run(self) -> None: ...


setattr(server, "AnalysisTurns", NoAnalyses)  # noqa: B010


def main(port: int) -> None:
    most = min(HANDLES, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    for line in sys.stdin:
        child = os.fork()
        if not child:
            number, _, folder = line.strip().partition(" ")
            run(Path(folder), port, int(number))
            os._exit(0)
        os.waitpid(child, 0)
        print("gone", flush=True)


def bind_soon(port: int) -> list[socket.socket]:
    """Sockets at the port, which a connection of another program may have for a moment."""
    until = time.monotonic() + 10
    while True:
        try:
            return bind(["127.0.0.1"], port)[0]
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def run(folder: Path, port: int, fatal: int) -> None:
    """Serves the room until it is killed."""
    sockets = bind_soon(port)
    room = open_again(folder)
    if fatal:
        die_at(fatal)
    url = f"http://127.0.0.1:{port}"
    server.serve(
        room,
        sockets,
        ["127.0.0.1", "room.test"],
        (url,),
        "",
        lambda: print("up", os.getpid(), flush=True),
    )
    room.close()


def die_at(fatal: int) -> None:
    """Kills this process before a call that writes or syncs a file, or that answers a form."""
    calls = 0

    def deadly(call: Any) -> Any:
        def counted(*arguments: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments)

        return counted

    os.write, os.fsync = deadly(os.write), deadly(os.fsync)
    # Everything is kept by then, and the browser has no answer yet.
    answer = RoomSite._after
    RoomSite._after = deadly(answer)  # type: ignore[method-assign]


if __name__ == "__main__":
    main(int(sys.argv[1]))
