"""A room with twelve tables of twelve devices: how soon everybody knows of a decision.

The server runs in a process of its own; plain clients here hold a socket for each device, and fetch
their page whenever it says so. Every table decides every ten seconds.
"""

from __future__ import annotations

import asyncio
import json
import math
import multiprocessing
import re
import sys
import tempfile
import threading
import time
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import connect
from websockets.typing import Origin

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.resolved import resolve_files
from game.authoring.shipped import shipped
from game.model.players import ME
from game.room.events import Joined, Seated
from game.room.opening import begin_room
from game.room.room import Room
from game.rules.compile import compile_rules
from game.web.cookies import device_id
from game.web.network import server
from game.web.network.doors import bind

TABLES, DEVICES = 12, 12
EVERY = 10.0
"""The seconds between two decisions of a table."""
SETTLE = 5.0
"""The seconds in which everybody must know of the last decision."""


def serve(folder: str, ends: Connection) -> None:
    """Serves a room, and tells its port, its cookies and, when asked, what it has used."""
    files = Folder(shipped()["kuala-lumpur"])
    scenario = load(files)
    seats = dict.fromkeys(scenario.sides, ME)
    rules = compile_rules(scenario)
    room = begin_room(Path(folder) / "room", resolve_files(files), rules, 1, seats, "en", TABLES)
    sockets, port = bind(["127.0.0.1"], 0)
    url = f"http://127.0.0.1:{port}"

    def answer() -> None:
        ends.send((port, f"device_{room.code}", seat_devices(room)))
        while ends.recv():
            ends.send((time.process_time(), peak()))

    thread = threading.Thread(target=answer, daemon=True)
    server.serve(room, sockets, ["127.0.0.1"], (url,), "", thread.start)
    room.close()


def seat_devices(room: Room) -> list[list[str]]:
    """Seats devices at all tables, half of them on each side; returns their cookies by table."""
    cookies = []
    for table in room.tables:
        places = [place for place in room.places if place.table == table]
        cookies.append([f"{table}-{number}" for number in range(DEVICES)])
        for number, cookie in enumerate(cookies[-1]):
            half = [p for p in places if p.side == places[-1 if number % 2 else 0].side]
            place, device = half[number // 2 % len(half)], device_id(cookie)
            assert room.do(Joined(device, cookie, "en")) is None
            assert room.do(Seated(device, table, place.side, place.seat)) is None
    return cookies


def peak() -> float:
    """The most memory that this process has used, in megabytes."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024 * 1024)


class Client:
    """A device: its socket, and the page that it fetches."""

    def __init__(self, port: int, cookie: str, number: int) -> None:
        """number: of the loopback address that it comes from: few strangers may share one."""
        self._port = port
        self._address = (f"127.0.1.{number + 1}", 0)
        self.cookie = cookie
        self.revision = ""
        self.seen_at = 0.0
        """When it had the last page that it was told of."""

    async def follow(self) -> None:
        """Fetches the page whenever the socket says that it changed."""
        async with connect(
            f"ws://127.0.0.1:{self._port}/socket?page=seat",
            additional_headers={"cookie": self.cookie},
            origin=Origin(f"http://127.0.0.1:{self._port}"),
            proxy=None,
            local_addr=self._address,
        ) as opened:
            async for message in opened:
                told = json.loads(message)["revision"]
                if told != self.revision:
                    head, _ = await self.ask("/seat?tab=decide", x_view="1")
                    self.revision = head.partition("x-revision: ")[2].partition("\r\n")[0]
                    self.seen_at = time.perf_counter()

    async def ask(self, path: str, body: str = "", x_view: str = "") -> tuple[str, str]:
        """The head and the text of an answer."""
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self._port, local_addr=self._address
        )
        host = f"127.0.0.1:{self._port}"
        head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nhost: {host}\r\n"
        head += f"cookie: {self.cookie}\r\nconnection: close\r\n"
        head += f"x-view: {x_view}\r\n" if x_view else ""
        if body:
            head += f"origin: http://{host}\r\ncontent-length: {len(body)}\r\n"
            head += "content-type: application/x-www-form-urlencoded\r\n"
        writer.write(f"{head}\r\n{body}".encode())
        text = (await reader.read()).decode()
        writer.close()
        return text.partition("\r\n\r\n")[0], text.partition("\r\n\r\n")[2]


class Table:
    """The devices of a table; the first two hold the pens of two sides."""

    def __init__(self, clients: list[Client]) -> None:
        self.clients = clients
        self.delays: list[float] = []
        """Milliseconds from each decision to the last device that was told of it."""

    async def play(self, wait: float, until: float) -> None:
        """Decides again and again; wait: the seconds before the first time."""
        await asyncio.sleep(wait)
        while time.perf_counter() < until:
            start = await self.decide()
            if start:
                await asyncio.sleep(SETTLE)
                seen = max(client.seen_at for client in self.clients)
                self.delays.append(round(1000 * (seen - start)) if seen > start else math.inf)
            await asyncio.sleep(EVERY - SETTLE)

    async def decide(self) -> float:
        """Confirms what a side can; returns when that was sent, 0 where nobody could decide."""
        for client in self.clients[:2]:
            _, page = await client.ask("/seat?tab=decide")
            for what in re.findall(r'name="what" value="([^"]+)"', page) or ("actions", "pass"):
                for action in re.findall(r'name="action" value="([^"]+)"', page)[:3]:
                    await self.post(client, page, do="select", action=action)
                _, page = await client.ask("/seat?tab=decide")
                start = time.perf_counter()
                if await self.post(client, page, do="confirm", what=what):
                    return start
        return 0.0

    async def post(self, client: Client, page: str, **fields: str) -> bool:
        """Sends a form of the page; whether that was done."""
        pattern = r'<input[^>]* name="(key|moment|fingerprint)" value="([^"]*)"'
        hidden = dict(re.findall(pattern, page))
        hidden["key"] = token_hex(8)
        head, _ = await client.ask("/do", urlencode({**hidden, **fields}))
        return head.startswith("HTTP/1.1 303")


def used(ends: Connection) -> tuple[float, float]:
    """The processor time of the server in seconds, and the most memory in megabytes."""
    ends.send("used")
    processor, memory = ends.recv()
    return processor, memory


async def measure(
    port: int, cookies: list[list[str]], seconds: float, ends: Connection
) -> dict[str, Any]:
    """Plays at all tables for so long. ends: tells what the server has used."""
    numbers = count()
    tables = [Table([Client(port, e, next(numbers)) for e in each]) for each in cookies]
    clients = [client for table in tables for client in table.clients]
    following = [asyncio.create_task(client.follow()) for client in clients]
    await asyncio.sleep(SETTLE * 2)
    before, _ = used(ends)
    until = time.perf_counter() + seconds
    plays = (table.play(EVERY * number / len(tables), until) for number, table in enumerate(tables))
    await asyncio.gather(*plays)
    processor, memory = used(ends)
    behind = 0
    for client in clients:
        head, _ = await client.ask("/seat?tab=decide", x_view="1")
        behind += f"x-revision: {client.revision}\r\n" not in f"{head}\r\n"
    for task in following:
        task.cancel()
    delays = sorted(delay for table in tables for delay in table.delays)
    return {
        "decisions": len(delays),
        "median_ms": delays[len(delays) // 2],
        "p95_ms": delays[int(0.95 * (len(delays) - 1))],
        "worst_ms": delays[-1],
        "cpu_ms": round(1000 * (processor - before) / len(delays)),
        "left_behind": behind + sum(task.done() for task in following),
        "peak_mb": round(memory),
    }


def room(seconds: float = 60.0) -> dict[str, Any]:
    """What it takes to serve a full room."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        own, other = context.Pipe()
        process = context.Process(target=serve, args=(folder, other), daemon=True)
        process.start()
        port, name, cookies = own.recv()
        named = [[f"{name}={cookie}" for cookie in each] for each in cookies]
        try:
            figures = asyncio.run(measure(port, named, seconds, own))
            return {"tables": TABLES, "devices": DEVICES, **figures}
        finally:
            process.terminate()
            process.join(10)
