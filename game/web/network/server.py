"""The server of a room: it listens on a few addresses until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import time
from collections.abc import Callable, Generator, Sequence

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from game.room.room import Room
from game.web.app import RoomSite
from game.web.debriefing.analysis_turns import AnalysisTurns
from game.web.debriefing.judgements import Judgements
from game.web.limits import FIRST_SECONDS, LARGEST_FRAME, LARGEST_HEAD
from game.web.live_room import LiveRoom
from game.web.network.addresses import known_locations
from game.web.network.connections import Connections
from game.web.turns.bot_turns import BotTurns
from game.web.turns.rehearsal import Rehearsal

_GRACE = 1
"""The seconds for which answers that are on their way are waited for."""
_KEEP_ALIVE = 60
"""The seconds for which a connection may be idle between requests."""


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
    """Serves a room until the program is interrupted or told to end.

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
    live, connections = LiveRoom(room, time.monotonic), Connections()
    live.rehearsal = Rehearsal(room) if rehearses else None
    site = RoomSite(live, connections, urls, qr)
    port = sockets[0].getsockname()[1]
    server = _Server(_config(site.app(known_locations(hosts, port)), connections), ready)
    works = BotTurns(live).run(), AnalysisTurns(live).run(), Judgements(live).run()
    beside = [asyncio.create_task(work) for work in works]
    try:
        await server.serve(sockets)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def serve_app(app: ASGIApp, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
    """Serves an application that admits nobody until the program is interrupted or told to end.

    ready: is called once it listens.
    """
    asyncio.run(_Server(_config(app, Connections()), ready).serve(sockets))


def _config(app: ASGIApp, connections: Connections) -> uvicorn.Config:
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
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )


class _Server(uvicorn.Server):
    """A server that says when it listens, and ends when the program is told to end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Ends the server at an interrupt, and leaves it at that."""
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
    """A connection; it is counted until it is admitted, and closed if that takes too long."""

    counted: Connections
    _is_socket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.client is None or not self.counted.enter(self.client):
            transport.abort()
            return
        self.loop.call_later(FIRST_SECONDS, self._close_unless_busy)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.client is not None:
            self.counted.leave(self.client)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._is_socket = True
        super().handle_websocket_upgrade(event)

    def _close_unless_busy(self) -> None:
        """Closes a connection that has not asked for anything yet, or is still at it."""
        if self._is_socket or self.client is None or self.transport.is_closing():
            return
        # h11 has the state of what is read from the other side.
        is_waiting = self.conn.their_state in (h11.IDLE, h11.SEND_BODY)
        has_asked = getattr(self, "cycle", None) is not None
        if not has_asked or (is_waiting and not self.counted.is_admitted(self.client)):
            self.transport.abort()


class _CountedSocketProtocol(WebSocketsSansIOProtocol):
    """A socket; its connection was counted before."""

    counted: Connections

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.client is not None:
            self.counted.leave(self.client)
