"""Rooms in which much happens at once, and all their pages as files that a browser opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from attrs import frozen
from ended import look_back
from shipped_rooms import open_in_play
from visiting import Browser, Visited, fields_of

from game.presenter.debrief.negotiations import last_package
from game.presenter.observer_page import OBSERVER_TABS
from game.presenter.seat.context import TABS
from game.room.events import OfferedAgain, Revealed, TalksReopened
from game.web.statics import read_static_files

Kind = Literal["home", "seat", "observe", "wall", "console"]
FIRST_NAMES = ("Annemarie", "Bartholomew", "Clementine", "Dieudonné", "Maximiliane")


@frozen
class WholePage:
    """A page as a browser gets it."""

    name: str
    kind: Kind
    text: str
    update: bytes
    """What a browser that shows it fetches when it changes; empty where it never does."""


class CrowdedRoom:
    """A room in the middle of a recorded game: all seats are taken, all hands up, and each side has
    selected and drafted what it may."""

    def __init__(self, folder: Path, scenario: str, count: int, language: str = "en") -> None:
        self.visited: Visited = open_in_play(scenario, folder, count, language=language)
        self.language = language
        self.place = f"{scenario}-{count}-{language}"
        self.console = self.visited.console()
        self.first: dict[str, Browser] = {}
        """The first device of each side."""
        for number, slip in enumerate(self.visited.room.slips()):
            browser, path = self.browser(), f"/slip/{slip.code}"
            name = FIRST_NAMES[number % len(FIRST_NAMES)]
            assert browser.send(path, name=name, key=browser.key(path)).status_code == 303
            assert browser.do("hand", up="1", key="hand").status_code == 303
            self.first.setdefault(slip.place.side, browser)
        for browser in self.first.values():
            prepare(browser)
        stranger = self.browser()
        self.slip = f"/slip/{self.visited.room.slips()[0].code}"
        stranger.send("/join", code=self.visited.room.code, name="Maximiliane", key="k")
        self.waiting = stranger
        self.observers = [
            (each.watch.side or "all", self._come_to_observe(each.code))
            for each in self.visited.room.observer_slips()
        ]

    def look_back(self) -> None:
        """Everybody marks and guesses, the wall shows all, and the table is re-opened."""
        look_back(self.visited)
        room = self.visited.room
        assert room.do(Revealed("rules")) is None
        id, table = next(iter(room.tables[1].game.rules.scenario.tables.items()))
        assert room.do(TalksReopened(1, id, table.between, 5, "2036-11-28T09:00:00Z")) is None
        first = next(device for device in room.devices.values() if device.place is not None)
        package = last_package(room.tables[1].game, id)[0]
        assert package is not None, "something was offered"
        assert room.do(OfferedAgain(first.id, package)) is None

    def _come_to_observe(self, code: str) -> Browser:
        """A browser that came with an observer's slip, and has noted something."""
        browser, path = self.browser(), f"/slip/{code}"
        answer = browser.send(path, name="Maximiliane", key=browser.key(path))
        assert answer.status_code == 303, answer.text
        words = "They hurry, and nobody asks what the others need. " * 5
        note = {"do": "note", "words": words, "objective": "0"}
        assert browser.send("/do", key="note", **note).status_code == 303
        return browser

    def browser(self) -> Browser:
        """A browser that never was here, and prefers the language of the room."""
        return self.visited.browser(language=self.language)

    def pages(self) -> Iterator[WholePage]:
        """All of them."""
        yield from self.home_pages()
        yield self._page("wall", "wall", self.browser(), "/wall")
        yield self._page("console", "console", self.console, "/console")
        yield from self.seat_pages()
        yield from self.observe_pages()

    def first_pages(self) -> Iterator[WholePage]:
        """Those on which is decided, and those that all see together."""
        yield self._page("wall", "wall", self.browser(), "/wall")
        yield self._page("console", "console", self.console, "/console")
        for side, browser in self.first.items():
            yield self._page(f"{side}-{TABS[0]}", "seat", browser, "/seat")

    def home_pages(self) -> Iterator[WholePage]:
        """The pages on which people join, and those on which something is wrong."""
        observe = f"/slip/{self.visited.room.observer_slips()[0].code}"
        paths = {"join": "/", "slip": self.slip, "observer-slip": observe, "error": "/nowhere"}
        for name, path in paths.items():
            yield self._page(name, "home", self.browser(), path, changes=False)
        yield self._page("console-key", "home", self.browser(), "/console", changes=False)
        yield self._page("waiting", "home", self.waiting, "/")

    def seat_pages(self) -> Iterator[WholePage]:
        """Each tab of the first device of each side."""
        for side, browser in self.first.items():
            for tab in TABS:
                yield self._page(f"{side}-{tab}", "seat", browser, f"/seat?tab={tab}")

    def observe_pages(self) -> Iterator[WholePage]:
        """Each tab of an observer of each side, and of one who sees what all may know."""
        for side, browser in self.observers:
            for tab in OBSERVER_TABS:
                path = f"/observe?tab={tab}"
                yield self._page(f"observe-{side}-{tab}", "observe", browser, path)

    def _page(
        self, name: str, kind: Kind, browser: Browser, path: str, *, changes: bool = True
    ) -> WholePage:
        update = browser.get(path, **{"x-view": "1"}).content if changes else b""
        return WholePage(f"{self.place}-{name}", kind, browser.get(path).text, update)

    def write(self, folder: Path, page: WholePage) -> str:
        """Writes a page, and once the files that it needs; returns its address.

        It says what a page says that is connected: no script runs in it.
        """
        own = folder / f"{self.place}-files"
        if not own.exists():
            own.mkdir()
            files = read_static_files(self.visited.room.tables[1].game.rules.scenario)
            for name in sorted(STATIC):
                (own / name).write_bytes(files.content(name))
        text = re.sub(r"<script.*?</script>", "", page.text, flags=re.DOTALL)
        text = re.sub(r"<noscript>.*?</noscript>", "", text, flags=re.DOTALL)
        text = re.sub(r"/static/[0-9a-f]+/", f"/{own.name}/", text)
        # The widest code, and as it is with a clock.
        text = text.replace(self.visited.room.code, "MWMWMW")
        text = re.sub(r'(class="clock"[^>]*) hidden', r"\1", text)
        text = text.replace("data-clock>", "data-clock>59:59")
        text = re.sub(r"(data-since=\"\d+\") hidden>", r"\1>147:10", text)
        (folder / f"{page.name}.html").write_text(text, encoding="utf-8")
        return f"/{page.name}.html"


STATIC = {
    *(
        "room.css",
        "sides.css",
        "seat.css",
        "observe.css",
        "take-home.css",
        "marks.css",
        "wall.css",
        "console.css",
        "land.svg",
    ),
    *("icon.svg", "seat-icons.svg"),
    *("room-sans.woff2", "room-sans-strong.woff2", "room-serif.woff2"),
}


def prepare(browser: Browser) -> None:
    """Selects and drafts as much as a side may, prepares words, and writes to everybody."""
    page = browser.get("/seat?tab=decide").text
    for action in re.findall(r'form="pick" name="action" value="([^"]*)"', page):
        browser.do("select", action=action)
    for negotiation in fields_of(page, "negotiation")[:1]:
        for issue in re.findall(r"tab=decide&amp;issue=(\w+)", page):
            ladder = browser.get(f"/seat?tab=decide&issue={issue}").text
            options = re.findall(r'name="option" value="([^"]*)" aria-pressed="false"', ladder)
            for option in options[:1]:
                browser.do("draft", negotiation=negotiation, issue=issue, option=option)
    if 'id="note"' in page:
        browser.do("share", note="We keep every word of last year. " * 4)
    browser.do(
        "say", to="all", words="We would like to speak before anything is decided. " * 5, key="say"
    )
