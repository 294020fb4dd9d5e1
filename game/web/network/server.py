"""The server of a room: it listens on a few addresses until it is asked to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import time
from collections.abc import Callable, Collection, Generator, Sequence
from typing import Literal

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from game.room.room import Room
from game.web.analysis_turns import AnalysisTurns
from game.web.app import RoomSite
from game.web.bot_turns import RoomBots
from game.web.judgements import Judgements
from game.web.limits import ANSWER_SECONDS, LARGEST_FRAME, LARGEST_HEAD, REQUEST_SECONDS, TICK
from game.web.live_room import LiveRoom
from game.web.network.connections import Connections, most_connections
from game.web.network.doors import known_locations
from game.web.rehearsal import RehearsalPace

_GRACE = 1
"""The seconds to wait for answers that are on their way."""
_KEEP_ALIVE = 60
"""The seconds for which a connection may be idle between requests."""
_Stage = Literal["asking", "answering", "idle"]
"""What happens on a connection: a request arrives, its answer is taken, or neither."""


def serve(
    room: Room,
    sockets: list[socket.socket],
    hosts: Sequence[str],
    urls: tuple[str, ...],
    qr: str,
    ready: Callable[[], None],
    *,
    rehearses: bool = False,
) -> None:
    """Serves a room until the program is interrupted or asked to end, and closes it.

    hosts: the addresses and names by which browsers may call it. urls: where devices reach it, the
    best first. qr: the one to draw as a QR code, may be empty. ready: is called once it listens.
    rehearses: whether bots play all seats, as fast as people read.
    """
    asyncio.run(_serve(room, sockets, hosts, urls, qr, ready, rehearses=rehearses))


async def _serve(
    room: Room,
    sockets: list[socket.socket],
    hosts: Sequence[str],
    urls: tuple[str, ...],
    qr: str,
    ready: Callable[[], None],
    *,
    rehearses: bool,
) -> None:
    most = most_connections()
    locations = known_locations(hosts, sockets[0].getsockname()[1])
    served = _Served(room, most, locations, urls, qr, rehearses=rehearses)
    try:
        await _Server(_config(served, served.connections, most), ready).serve(sockets)
    finally:
        await served.close()


class _Served:
    """The room that is served now; a campaign puts that of another chapter into its place."""

    def __init__(
        self,
        room: Room,
        most: int,
        locations: Collection[str],
        urls: tuple[str, ...],
        qr: str,
        *,
        rehearses: bool,
    ) -> None:
        """most: the connections that may be open. locations: what the Host header may contain."""
        self.connections = Connections(most, self._note_closed)
        self._locations, self._urls, self._qr = locations, urls, qr
        self._open(room)
        self._live.rehearsal = RehearsalPace(room) if rehearses else None

    def _open(self, room: Room) -> None:
        live = self._live = LiveRoom(room, time.monotonic)
        live.follow = self._follow
        self._site = RoomSite(live, self.connections, self._urls, self._qr, TICK)
        self._app = self._site.app(self._locations)
        works = RoomBots(live).run(), AnalysisTurns(live).run(), Judgements(live).run()
        self._beside = [asyncio.create_task(work) for work in works]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        await self._app(scope, receive, send)

    def _follow(self, room: Room) -> None:
        """Serves another room from now on; the pages that are open come to it by themselves."""
        former, site, beside = self._live, self._site, self._beside
        self._open(room)
        for task in beside:
            task.cancel()
        site.sockets.end()
        former.room.close()

    def _note_closed(self, address: str) -> None:
        self._live.note_incident(address, "connections")

    async def close(self) -> None:
        """Ends what goes on beside, and closes the room."""
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        self._live.room.close()


def serve_app(app: ASGIApp, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
    """Serves an application until the program is interrupted or asked to end.

    ready: is called once it listens.
    """
    most = most_connections()
    asyncio.run(_Server(_config(app, Connections(most), most), ready).serve(sockets))


def _config(app: ASGIApp, connections: Connections, most: int) -> uvicorn.Config:
    """most: the connections that may be open."""

    class Protocol(_CountedProtocol):
        counted = connections

    class SocketProtocol(_CountedSocketProtocol):
        counted = connections

    # Requests that can't be read are nothing to report; our own mistakes are.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Config(
        app,
        http=Protocol,
        ws=SocketProtocol,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        # So many can be accepted before the first of them is counted.
        backlog=most // 8,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )


class _Server(uvicorn.Server):
    """A server that says when it listens, and ends when the program is asked to end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Ends the server at an interrupt, which uvicorn would raise once more."""
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
        former = {each: signal.signal(each, self.handle_exit) for each in signals}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen."""
        await super().startup(sockets)
        self._ready()


class _CountedProtocol(H11Protocol):
    """A connection that is counted, and closed if a request or its answer takes too long."""

    counted: Connections
    _is_socket = False
    _stage: _Stage = "idle"
    _limit: asyncio.TimerHandle | None = None
    """When the stage must be over; None if it may last, or uvicorn ends it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client is None:
            transport.abort()
            return
        self.counted.enter(self.client, transport.abort)
        self._follow()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._end_limit()
        if self.client is not None:
            self.counted.leave(self.client)

    def send_400_response(self, msg: str) -> None:
        """Refuses an invalid request. If only its body is invalid, no other answer can
        follow."""
        cycle = getattr(self, "cycle", None)
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            if cycle.response_started:
                self.transport.abort()
                return
        super().send_400_response(msg)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._is_socket = True
        super().handle_websocket_upgrade(event)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._follow()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._follow()

    def _follow(self) -> None:
        """Begins to measure the time where a request or an answer begins."""
        stage = self._read_stage()
        if stage == self._stage:
            return
        self._stage = stage
        self._end_limit()
        if stage != "idle":
            seconds = REQUEST_SECONDS if stage == "asking" else ANSWER_SECONDS
            self._limit = self.loop.call_later(seconds, self._close_late)

    def _read_stage(self) -> _Stage:
        if self._is_socket:
            return "idle"
        # h11 knows what was read from the other side, and what is no whole head yet.
        theirs, is_first = self.conn.their_state, self.cycle is None
        is_in_head = theirs is h11.IDLE and (is_first or bool(self.conn.trailing_data[0]))
        if is_in_head or theirs is h11.SEND_BODY:
            return "asking"
        is_answered = is_first or self.cycle.response_complete
        is_taken = is_answered and not self.transport.get_write_buffer_size()
        return "idle" if is_taken else "answering"

    def _close_late(self) -> None:
        """Closes the connection, unless its answer has been taken meanwhile."""
        if self._read_stage() == self._stage:
            self.transport.abort()
        self._follow()

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None


class _CountedSocketProtocol(WebSocketsSansIOProtocol):
    """A socket; its connection was counted before."""

    counted: Connections

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.client is not None:
            self.counted.leave(self.client)
