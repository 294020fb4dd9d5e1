"""A room asked without a network, byte by byte, and its sockets message by message."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from visiting import HOST, ORIGIN, Clock

from game.presenter.observer_page import OBSERVER_TABS
from game.presenter.seat.context import TABS
from game.room.events import Joined, ObserverAdmitted, Seated
from game.room.room import Room
from game.session.clock import TimeOfDay
from game.web.app import RoomSite
from game.web.cookies import device_id
from game.web.live_room import LiveRoom
from game.web.network.connections import Connections
from game.web.views import PageName, PageView

TURNS_OF_THE_LOOP = 25
"""After so many, every socket has sent what it has to send."""

FORMS = ("say", "confirm", "select", "agree")
"""What a seat can send that is refused without fail where it names nothing that there is."""
PUBLIC_PATHS = ("/", "/wall", "/nothing", "/console", "/static/0/room.css")


@frozen
class Reader:
    """A browser in the room."""

    name: str
    cookie: str = ""
    side: str = ""
    """Where it sits, or the side whose view it observes; empty: nowhere."""
    page: PageName = "seat"
    """The page that is open in it."""

    @property
    def device(self) -> str:
        """How the room knows it."""
        return device_id(self.cookie.partition("=")[2])

    @property
    def paths(self) -> tuple[str, ...]:
        """All that it can open: its pages, those of others, and those that there aren't."""
        if self.page == "observe":
            tabs = tuple(f"/observe?tab={tab}" for tab in OBSERVER_TABS)
        else:
            tabs = tuple(f"/seat?tab={tab}" for tab in TABS) if self.side else ("/seat",)
        return (*tabs, *PUBLIC_PATHS)

    @property
    def own_path(self) -> str:
        """The page that it looks at again when something changes."""
        if self.page == "observe":
            return "/observe"
        return "/seat" if self.side else "/"


class Noon(TimeOfDay):
    """A time of day that stands still, so that two rooms can be compared."""

    def now(self) -> float:
        return 1_000_000.0


class Wired:
    """An open room with browsers that are connected to it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.live = LiveRoom(room, Clock())
        self.live.day = Noon()
        self._site = RoomSite(self.live, Connections(), (ORIGIN,))
        self._app = self._site.app([HOST])
        self.heard: list[tuple[str, str]] = []
        """What sockets said: to whom and what, in order."""
        self._sockets: list[asyncio.Task[None]] = []

    def seat(self, name: str, side: str, seat: str = "") -> Reader:
        """A device that sits somewhere."""
        reader = self.wait(name)
        assert self.room.do(Seated(reader.device, 1, side, seat)) is None
        return Reader(name, reader.cookie, side)

    def pages(self, reader: Reader) -> dict[str, str]:
        """The page that is open in a browser, by tab, and its revision."""
        view = PageView(reader.page, reader.device if reader.cookie else "")
        pages = {tab: repr(self._site._pages.main(view, tab)) for tab in view.tabs}
        return {**pages, "revision": self._site._pages.revision(view)}

    def wait(self, name: str) -> Reader:
        """A device that waits for a seat."""
        reader = Reader(name, f"device_{self.room.code}={name}", page="home")
        if reader.device not in self.room.devices:
            assert self.room.do(Joined(reader.device, name, "en")) is None
        return reader

    def observe(self, name: str, side: str = "") -> Reader:
        """A device that observes what a side sees, or what all may know."""
        reader = self.wait(name)
        assert self.room.do(ObserverAdmitted(reader.device, 1, side)) is None
        return Reader(name, reader.cookie, side, "observe")

    async def open(self, readers: Sequence[Reader]) -> None:
        """Opens the socket of the page of each."""
        for reader in readers:
            self._sockets.append(asyncio.create_task(self.listen(reader)))
        await self.settle()

    async def close(self) -> None:
        """Closes all sockets."""
        for task in self._sockets:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._sockets.clear()

    async def settle(self) -> list[tuple[str, str]]:
        """Waits until nothing is on its way; returns what was heard since the last time."""
        for _ in range(TURNS_OF_THE_LOOP):
            await asyncio.sleep(0)
        heard, self.heard = self.heard, []
        return heard

    async def ask(self, reader: Reader, path: str, x_view: str = "", **fields: str) -> bytes:
        """All bytes of an answer: its status, its headers and its text. fields: those of a form."""
        body = urlencode(fields).encode()
        headers = [(b"x-view", x_view.encode())] if x_view else []
        if fields:
            headers += [
                (b"origin", ORIGIN.encode()),
                (b"content-type", b"application/x-www-form-urlencoded"),
                (b"content-length", str(len(body)).encode()),
            ]
        method, pieces = "POST" if fields else "GET", list[bytes]()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                head = [b"%s: %s" % pair for pair in message["headers"]]
                pieces.append(b"\r\n".join([str(message["status"]).encode(), *head, b"", b""]))
            else:
                pieces.append(message.get("body", b""))

        scope = {**self._scope(reader, "http", path, headers), "method": method}
        await self._run(scope, receive, send)
        return b"".join(pieces)

    async def everything(self, reader: Reader, do: str) -> dict[str, bytes]:
        """All that a browser can be shown now, the refusal of a form among it."""
        answers = {path: await self.ask(reader, path) for path in reader.paths}
        answers["revision"] = await self.ask(reader, reader.own_path, "1")
        answers["wall's"] = await self.ask(reader, "/wall", "1")
        fields = {"do": do, "key": "k", "to": "nobody", "words": "w", "action": "nothing"}
        fields |= {"what": "offer", "fingerprint": "old", "moment": "old"}
        answers[do] = await self.ask(reader, "/do", **fields)
        return answers

    async def listen(self, reader: Reader) -> None:
        """Notes what the socket of a browser says."""
        messages = [{"type": "websocket.connect"}]

        async def receive() -> dict[str, Any]:
            if messages:
                return messages.pop()
            await asyncio.get_running_loop().create_future()
            raise AssertionError("it waits for ever")

        async def send(message: Any) -> None:
            if message["type"] != "websocket.accept":
                self.heard.append((reader.name, str(message.get("text", message))))

        headers = [(b"origin", ORIGIN.encode())]
        path = f"/socket?page={reader.page}"
        await self._run(self._scope(reader, "websocket", path, headers), receive, send)

    async def _run(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        await self._app(scope, receive, send)

    def _scope(
        self, reader: Reader, kind: str, path: str, headers: list[tuple[bytes, bytes]]
    ) -> dict[str, Any]:
        bare, _, query = path.partition("?")
        headers = [(b"host", HOST.encode()), (b"cookie", reader.cookie.encode()), *headers]
        return {
            "type": kind,
            "path": bare,
            "raw_path": bare.encode(),
            "root_path": "",
            "scheme": "http" if kind == "http" else "ws",
            "http_version": "1.1",
            "query_string": query.encode(),
            "headers": headers,
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8765),
            "subprotocols": [],
        }


def revision(message: str) -> str:
    """The revision that a socket told."""
    return str(json.loads(message)["revision"])
