"""A spy at a room: how often it tells from the time of an answer whether the other side acts.

    python3 tools/dev.py tool room_times --guesses 1000

A room of *Kuala Lumpur* is hosted, with the wall, the console and six phones of each side open.
Before each guess a phone of China selects or deselects an action, or does nothing; then a phone of
Europe asks for its own page, and guesses from the time that passes. The first half of the guesses
teaches it where to draw the line, the second half counts. Prints how many were right, and how long
answers took.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import websockets
from room_shots import begin, hosted

PHONES = 6
CALM = 0.45, 0.85
"""For how many seconds the room is left alone before a guess, at least and at most."""


class Client:
    """A browser that does what the pages do: follows its socket, and fetches its page again."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.cookie = ""
        self._free = asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.fetches = 0

    async def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> str:
        """The body of an answer on the one connection that is kept open."""
        async with self._free:
            if self._streams is None or self._streams[0].at_eof():
                self._streams = await asyncio.open_connection(self._host, self._port)
            reader, writer = self._streams
            body = urlencode(form).encode() if form is not None else b""
            lines = [
                f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
                f"Host: {self._host}:{self._port}",
                *([f"Cookie: {self.cookie}"] if self.cookie else []),
                *([f"Origin: http://{self._host}:{self._port}"] if form is not None else []),
                *(["Content-Type: application/x-www-form-urlencoded"] if form is not None else []),
                *([f"Content-Length: {len(body)}"] if form is not None else []),
                *(["Connection: close"] if path.startswith("/slip") else []),
                *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
            ]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            length = re.search(r"(?i)content-length: (\d+)", head)
            text = (await reader.readexactly(int(length[1]) if length else 0)).decode()
            if "connection: close" in head.lower():
                self._streams = None
            for line in re.findall(r"(?i)set-cookie: (.*)", head):
                for name, morsel in SimpleCookie(line.strip()).items():
                    self.cookie = "; ".join(filter(None, (self.cookie, f"{name}={morsel.value}")))
            if head.split()[1] not in ("200", "303"):
                print(path, head.split("\r\n")[0], text[:300])
            return text

    async def follow(self, page: str) -> None:
        """Follows a page, and fetches it whenever it has changed."""
        url = f"ws://{self._host}:{self._port}/socket?page={page}"
        heads = {"Cookie": self.cookie, "Origin": f"http://{self._host}:{self._port}"}
        async with websockets.connect(url, additional_headers=heads) as socket:
            async for _ in socket:
                await self.ask(f"/{page}", X_View="1")
                self.fetches += 1


async def spy(room: dict[str, Any], guesses: int, luck: Random) -> None:
    """Makes the guesses, and prints what came of them."""
    host, _, port = room["wall"].removeprefix("http://").removesuffix("/wall").partition(":")
    phones: dict[str, list[Client]] = {"eu": [], "china": []}
    for slip in room["slips"]:
        phone = Client(host, int(port))
        path = f"/slip/{slip['code']}"
        key = re.search(r'name="key" value="([^"]*)"', await phone.ask(path))
        assert key is not None
        await phone.ask(path, {"name": slip["seat"][:8], "key": key[1]})
        phones[slip["side"]].append(phone)
    wall, console = Client(host, int(port)), Client(host, int(port))
    await console.ask("/console/key", {"console_key": room["console_key"]})
    follow = [asyncio.create_task(each.follow("seat")) for side in phones.values() for each in side]
    follow += [
        asyncio.create_task(wall.follow("wall")),
        asyncio.create_task(console.follow("console")),
    ]
    actor, watcher = phones["china"][0], phones["eu"][0]
    spying = Client(host, int(port))
    spying.cookie = watcher.cookie
    page = await actor.ask("/seat", X_View="1")
    action = re.search(r'form="pick"[^>]*value="([^"]*)"', page)
    moment = re.search(r'name="moment" value="([^"]*)"', page)
    assert action is not None, "there is something to select"
    assert moment is not None
    times: list[tuple[float, bool]] = []
    selected = False
    for number in range(guesses):
        await asyncio.sleep(luck.uniform(*CALM))
        acts, sent = luck.random() < 0.5, None
        if acts:
            do = "deselect" if selected else "select"
            form = {"do": do, "action": action[1], "moment": moment[1], "key": f"spy-{number}"}
            sent, selected = asyncio.create_task(actor.ask("/do", form, X_View="1")), not selected
            await asyncio.sleep(0.002)
        begun = time.perf_counter()
        await spying.ask("/seat", X_View="1")
        times.append((time.perf_counter() - begun, acts))
        if sent is not None:
            await sent
    for task in follow:
        task.cancel()
    learnt, tried = times[: guesses // 2], times[guesses // 2 :]
    line = max(
        (seconds for seconds, _ in learnt),
        key=lambda line: sum((seconds > line) == acts for seconds, acts in learnt),
    )
    right = sum((seconds > line) == acts for seconds, acts in tried)
    print(f"right: {right} of {len(tried)}, {100 * right / len(tried):.1f} %")
    for name, wanted in (("after an act", True), ("in calm", False)):
        every = sorted(seconds for seconds, acts in times if acts is wanted)
        median, most = 1000 * statistics.median(every), 1000 * every[int(0.95 * len(every))]
        print(f"answers {name}: median {median:.0f} ms, 95 %: {most:.0f} ms")


def main(arguments: Sequence[str] | None = None) -> int:
    """Hosts the room and spies on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--guesses", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "room"
        begin(path, 17, "en")
        with hosted(path) as room:
            asyncio.run(spy(room, told.guesses, Random(told.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
