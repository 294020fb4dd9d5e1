"""Sockets: they tell a page when it is out of date, and nothing else.

A message is `{"revision": …, "clock": …, "now": …}`, and is sent when the page of this very browser
has changed: so the number and size of messages reveal nothing that the page doesn't show.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from attrs import define, field
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.web.cookies import Cookies
from game.web.limits import MOST_SOCKETS_OF_DEVICE
from game.web.live_room import LiveRoom
from game.web.pages import Pages
from game.web.ticks import Ticks
from game.web.views import PATHS, PageName, PageView

_NOT_ADMITTED, _TOO_MANY, _ELSEWHERE = 1008, 1013, 1012
_A_MOMENT = 0.05
"""The seconds after its time at which a story on the wall is certainly old."""


@define(eq=False)
class _Listener:
    """A page that is open in a browser."""

    view: PageView
    changed: asyncio.Event = field(factory=asyncio.Event)


class Sockets:
    """The open sockets of a room."""

    def __init__(self, live: LiveRoom, pages: Pages, cookies: Cookies, ticks: Ticks) -> None:
        self._live = live
        self._ticks = ticks
        self._pages = pages
        self._cookies = cookies
        self._listeners: dict[_Listener, None] = {}
        """In the order in which they came, and in which they get messages."""
        self._is_over = False
        live.listen(self._wake)

    def end(self) -> None:
        """Closes all sockets: the pages look again, and find another room at the address."""
        self._is_over = True
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.changed.set()

    async def serve(self, socket: WebSocket) -> None:
        """Serves one socket until its page is closed."""
        view = self._view(socket)
        if view is None:
            await socket.close(_NOT_ADMITTED)
            return
        if view.device and self._live.connected.get(view.device, 0) >= MOST_SOCKETS_OF_DEVICE:
            await socket.close(_TOO_MANY)
            return
        await socket.accept()
        listener = _Listener(view)
        self._listeners[listener] = None
        if view.device:
            self._live.connect(view.device)
        try:
            # Where a page can't be made, its socket closes with the mistake, and it asks again.
            async with asyncio.TaskGroup() as tasks:
                sender = tasks.create_task(self._send(socket, listener))
                # Pages send nothing: a sender is no page.
                if (await socket.receive())["type"] != "websocket.disconnect":
                    await socket.close(_NOT_ADMITTED)
                sender.cancel()
        finally:
            self._listeners.pop(listener, None)
            if view.device:
                self._live.disconnect(view.device)

    def _view(self, socket: WebSocket) -> PageView | None:
        """What a socket is for; None if its browser may not see that."""
        name = socket.query_params.get("page", "")
        page: PageName | None = next((each for each in PATHS if each == name), None)
        device = self._cookies.device(socket.cookies)
        is_console = bool(self._cookies.console(socket.cookies))
        is_known = self._live.device(device) is not None
        match page:
            case "home" | "seat" | "observe":
                return PageView(page, device) if is_known else None
            case "wall":
                return PageView(page)
            case "console":
                table = socket.query_params.get("table", "")
                pair = socket.query_params.get("pair", "")
                return self._live.console_view(table, pair) if is_console else None
            case None:
                return None

    def _until_change(self, view: PageView) -> float | None:
        """In how many seconds a page may change by itself; None: never."""
        left = self._live.news_seconds_left() if view.page in ("wall", "console") else 0.0
        return left + _A_MOMENT if left else None

    async def _send(self, socket: WebSocket, listener: _Listener) -> None:
        """Sends the revision of a page whenever it has changed, and the clock with it."""
        view, sent = listener.view, None
        while not self._is_over:
            listener.changed.clear()
            # Others have their turn before the next page is made.
            await asyncio.sleep(0)
            revision = await self._ticks.make(view.page, lambda: self._pages.revision(view))
            clock = self._live.clock_of(view)
            left = clock.seconds_left() if clock is not None else None
            now = revision, left["whole"] if left is not None else 0
            if now != sent:
                await self._ticks.leave()
                sent = now
                day = int(self._live.day.now())
                try:
                    await socket.send_json({"revision": now[0], "clock": left, "now": day})
                except (WebSocketDisconnect, RuntimeError):  # the page was closed meanwhile
                    return
            with suppress(TimeoutError):
                # wait_for would lose a cancellation at the moment of a change.
                async with asyncio.timeout(self._until_change(view)):
                    await listener.changed.wait()
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(_ELSEWHERE)
