"""Browsers in a room without a network: each keeps its cookies and sends what browsers send."""

from __future__ import annotations

import html
import re
from pathlib import Path

import tinyroom
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.resolved import resolve_files
from game.model.players import ME
from game.room.events import SessionBegan
from game.room.opening import begin_room
from game.room.people import Place, console_key
from game.room.room import Room
from game.rules.compile import compile_rules
from game.web.app import RoomSite
from game.web.live_room import LiveRoom
from game.web.network.connections import Connections

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
EVENING = "2026-12-01T18:00:00+00:00"
"""When a session begins."""


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Visited:
    """An open room and the browsers in it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.clock = Clock()
        self.live = LiveRoom(room, self.clock)
        self.site = RoomSite(self.live, Connections(), (ORIGIN,))
        self.app: ASGIApp = self.site.app([HOST])

    def browser(self, address: str = "127.0.0.1", language: str = "en") -> Browser:
        """A browser that never was here."""
        return Browser(self.app, address, language)

    def slip(self, side: str, seat: str = "", table: int = 1) -> str:
        """The code of the slip of a place."""
        return next(
            slip.code for slip in self.room.slips() if slip.place == Place(table, side, seat)
        )

    def sit(self, side: str, seat: str = "", name: str = "", table: int = 1) -> Browser:
        """A browser that joined with the slip of a place."""
        browser = self.browser()
        path = f"/slip/{self.slip(side, seat, table)}"
        answer = browser.send(path, name=name, key=browser.key(path))
        assert answer.headers["location"] == "/seat", answer.text
        return browser

    def console(self) -> Browser:
        """A browser in which the console's key was typed."""
        browser = self.browser()
        answer = browser.send("/console/key", console_key=console_key(self.room.key))
        assert answer.headers["location"] == "/console", answer.text
        return browser


class Browser:
    """One browser."""

    def __init__(self, app: ASGIApp, address: str, language: str, *, raises: bool = True) -> None:
        self.client = TestClient(
            app,
            ORIGIN,
            raises,
            follow_redirects=False,
            client=(address, 50_000),
            headers={"accept-language": language},
        )

    def get(self, path: str, **headers: str) -> Response:
        """Opens a page."""
        return self.client.get(path, headers=headers)

    def send(self, path: str, origin: str = ORIGIN, x_view: str = "", **fields: str) -> Response:
        """Sends a form."""
        headers = {"origin": origin, **({"x-view": x_view} if x_view else {})}
        return self.client.post(path, data=fields, headers=headers)

    def key(self, path: str = "/seat?tab=decide") -> str:
        """The key of the forms on a page."""
        return fields_of(self.get(path).text, "key")[0]

    def do(self, do: str, **fields: str) -> Response:
        """Sends a form of the seat's page, with what stands hidden on it."""
        page = self.get("/seat?tab=decide").text
        hidden = {name: fields_of(page, name)[:1] for name in ("key", "moment", "fingerprint")}
        filled = {name: texts[0] for name, texts in hidden.items() if texts}
        return self.send("/do", **{**filled, "do": do, **fields})


def fields_of(page: str, name: str) -> list[str]:
    """What stands in the fields of a name on a page."""
    pattern = rf'<(?:input|button)[^>]* name="{name}" value="([^"]*)"'
    return [html.unescape(each) for each in re.findall(pattern, page)]


def selected_on(page: str) -> list[str]:
    """The actions that a page shows as selected."""
    return re.findall(r'<button[^>]* form="drop" name="action" value="([^"]*)"', page)


def visit(folder: Path, text: str = "", tables: int = 1, *, begun: bool = True) -> Visited:
    """A tiny room in which nobody is yet. begun: whether its session has begun."""
    room = tinyroom.open_room(folder / "room", text, tables=tables)
    assert not begun or room.do(SessionBegan(EVENING)) is None
    return Visited(room)


def visit_file(path: Path, folder: Path, tables: int = 1) -> Visited:
    """A room of the scenario in a file, in which people play every side and nobody is yet."""
    files = Folder(path)
    scenario = load(files)
    seats = dict.fromkeys(scenario.sides, ME)
    kept, rules = resolve_files(files), compile_rules(scenario)
    return Visited(begin_room(folder / "room", kept, rules, 5, seats, "en", tables))
