"""Who asks for a page, and the pages that show nothing of the room."""

from __future__ import annotations

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response

from game.web.cookies import Cookies
from game.web.live_room import LiveRoom
from game.web.network.connections import Connections
from game.web.pages import Pages
from game.web.views import PageView


class Visits:
    """Identifies browsers, and turns away those that may not see a page."""

    def __init__(
        self, live: LiveRoom, pages: Pages, cookies: Cookies, connections: Connections
    ) -> None:
        self._live = live
        self._pages = pages
        self._cookies = cookies
        self._connections = connections

    def device(self, request: Request) -> str:
        """The device that asks; empty if it never joined."""
        device = self._cookies.device(request.cookies)
        if self._live.device(device) is None:
            return ""
        self._live.note_seen(device)
        return device

    def is_console(self, request: Request) -> bool:
        """Whether the facilitator asks."""
        return bool(self._cookies.console(request.cookies))

    def identify(self, request: HTTPConnection) -> None:
        """Counts the connection of a request as that of the browser that sent it."""
        device = self._cookies.device(request.cookies)
        if self._live.device(device) is None:
            device = self._cookies.console(request.cookies)
        if request.client is not None:
            peer, is_socket = request.client, request.scope["type"] == "websocket"
            self._connections.identify((peer.host, peer.port), device, is_socket=is_socket)

    def language(self, request: Request) -> str:
        """The language of a device, or the best for a browser that has not joined."""
        device = self._live.device(self._cookies.device(request.cookies))
        if device is not None:
            return device.language
        wished = request.headers.get("accept-language", "")[:200].split(",")
        return self._live.best_language(tuple(each.partition(";")[0].strip() for each in wished))

    def special(
        self, request: Request, name: str, page: object, notice: str = "", status: int = 200
    ) -> Response:
        """A page that shows nothing of the room. notice: the key of a sentence."""
        language = self.language(request)
        words = self._live.words(language)
        main = self._pages.special(name, language, page, words.say(notice) if notice else "")
        if request.headers.get("x-view") == "1":
            return HTMLResponse(self._pages.with_key(main), status)
        view = PageView("home")
        return HTMLResponse(self._pages.whole(main, view, language, follows=False), status)
