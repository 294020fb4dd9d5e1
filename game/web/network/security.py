"""Refuses bad requests before anything looks at them, and adds the headers of all answers.

A page of another site can't talk to the room: the Host header must name an address of this server,
and the Origin of every form and socket must be that same address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.web.limits import LARGEST_HEAD

_POLICY = (
    "default-src 'self'; connect-src 'self' ws://{host}; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_SAFE_METHODS = ("GET", "HEAD")


class Guard:
    """Lets through what comes from pages of this server, and adds the headers of every answer."""

    def __init__(
        self,
        app: ASGIApp,
        locations: Iterable[str],
        heard: Callable[[HTTPConnection], object] = lambda _: None,
    ) -> None:
        """locations: what the Host header may contain, in small letters.

        heard: is called with each request that is let through, before it is answered.
        """
        self._app = app
        self._heard = heard
        self._locations = frozenset(locations)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        status = self._refuse(scope, headers, host)
        if status:
            await _refuse(scope, receive, send, status)
            return
        self._heard(HTTPConnection(scope))

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), host)
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _refuse(self, scope: Scope, headers: Headers, host: str) -> int:
        """The status with which a request is refused; 0: it isn't."""
        if _size(scope) > LARGEST_HEAD:
            return 431
        if len(headers.getlist("host")) != 1 or host not in self._locations:
            return 421
        is_socket = scope["type"] == "websocket"
        if is_socket or scope["method"] not in _SAFE_METHODS:
            origins = [each.lower() for each in headers.getlist("origin")]
            if origins != [f"http://{host}"]:
                return 403
        return 0 if is_socket or scope["method"] in (*_SAFE_METHODS, "POST") else 405


def _size(scope: Scope) -> int:
    """About how many bytes the head of a request has."""
    address: bytes = scope["raw_path"] + scope["query_string"]
    return len(address) + sum(len(name) + len(text) + 4 for name, text in scope["headers"])


def _add_headers(headers: MutableHeaders, host: str) -> None:
    """host: it was found among the known ones before."""
    headers["content-security-policy"] = _POLICY.format(host=host)
    headers["referrer-policy"] = "same-origin"
    headers["x-content-type-options"] = "nosniff"
    headers["x-frame-options"] = "DENY"
    headers["cross-origin-resource-policy"] = "same-origin"
    headers.setdefault("cache-control", "no-store")


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Answers without any text; a socket is refused before it opens."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-length", b"0"), (b"x-content-type-options", b"nosniff")]
    headers += [(b"cache-control", b"no-store"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
