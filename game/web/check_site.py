"""The page of the check: a device that shows it reaches this computer; it tries a socket too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from attrs import frozen
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from game.web.network.security import Guard
from game.web.statics import read_common_files
from game.web.templating import Templates
from game.words.language import Language, language, languages

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The first that is in the text is meant: most browsers also name those before them."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


MOST_DEVICES = 1000
"""The most devices that are reported."""
_LONGEST_AGENT = 400
_HELLO: Final = "hello"
"""The message that a page sends on its socket, and gets back."""


@frozen
class ReachingDevice:
    """A device that opened the page."""

    address: str
    browser: BrowserName


@frozen
class SocketTried:
    """A device that tried a socket."""

    device: ReachingDevice
    works: bool


ReachEvent = ReachingDevice | SocketTried


class CheckSite:
    """The page, its socket, and who has opened it."""

    def __init__(self, report: Callable[[ReachEvent], object]) -> None:
        """report: is called when a device opens the page for the first time, and when its socket
        first works or first fails."""
        self._report = report
        self._known: set[ReachEvent] = set()
        self._static = read_common_files()
        self._templates = Templates(self._static.url)

    @property
    def devices(self) -> int:
        """How many devices have opened the page."""
        return sum(isinstance(each, ReachingDevice) for each in self._known)

    def app(self, locations: Iterable[str]) -> ASGIApp:
        """The application; locations: what the Host header may contain."""
        routes = [
            Route("/", self._page),
            Route("/socket-failed", self._socket_failed, methods=["POST"]),
            Route("/static/{hash}/{name}", self._static.answer),
            WebSocketRoute("/socket", self._socket),
        ]
        return Guard(Starlette(routes=routes), locations)

    def _report_once(self, event: ReachEvent) -> None:
        """Reports what happened, unless it was reported before."""
        if event not in self._known and len(self._known) < 3 * MOST_DEVICES:
            self._known.add(event)
            self._report(event)

    async def _page(self, request: Request) -> Response:
        self._report_once(_device(request))
        spoken = _spoken(request.headers.get("accept-language", "")[:200])
        first = spoken[0]
        main = self._templates.fill("check.html", first, spoken=spoken)
        page = self._templates.fill_layout(
            main,
            first,
            language=first.code,
            title=first.say("room.reach.title"),
            sheets=("room.css", "check.css"),
            revision="",
            refreshes=False,
            page_name="check",
        )
        return HTMLResponse(page)

    async def _socket_failed(self, request: Request) -> Response:
        self._report_once(SocketTried(_device(request), works=False))
        return Response(status_code=204)

    async def _socket(self, socket: WebSocket) -> None:
        """Sends one message back, which tries both directions."""
        await socket.accept()
        with suppress(WebSocketDisconnect, RuntimeError, KeyError):
            if await socket.receive_text() == _HELLO:
                await socket.send_text(_HELLO)
                self._report_once(SocketTried(_device(socket), works=True))
            await socket.close()


def _device(connection: HTTPConnection) -> ReachingDevice:
    address = connection.client.host if connection.client is not None else ""
    agent = connection.headers.get("user-agent", "")[:_LONGEST_AGENT]
    return ReachingDevice(address, name_browser(agent))


def _spoken(wished: str) -> list[Language]:
    """All languages, the one that a browser wishes for first."""
    codes = [each.partition(";")[0].strip().partition("-")[0].lower() for each in wished.split(",")]
    best = next((code for code in codes if code in languages()), languages()[0])
    return [language(code) for code in sorted(languages(), key=lambda code: code != best)]


@frozen
class BrowserName:
    """A browser and its system; both are empty where they aren't known."""

    browser: str
    system: str


def name_browser(agent: str) -> BrowserName:
    """The browser that a `User-Agent` header names; nothing of the header is repeated."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return BrowserName(browser, system)
