"""Debian's Chromium for tests, and rooms that the real command hosts for it.

Rooms are reached at a name, so that their origin is no secure context, as in a network.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
"""The first needs half of the others' time, and draws the same."""
HOST = "room.test"
WAIT = 15_000
"""The milliseconds in which something must have happened on a page."""


def _has_a_font() -> bool:
    """Whether the system has any font: Chromium crashes without, though pages bring their own."""
    lister = shutil.which("fc-list")
    return lister is None or subprocess.run([lister], capture_output=True, check=True).stdout != b""


NEEDS_CHROMIUM = pytest.mark.skipif(
    not CHROMIUM or not _has_a_font(),
    reason="install Chromium, in which pages are tried, and a font, without which it crashes:"
    " apt-get install chromium-headless-shell fonts-liberation",
)
IN_A_BROWSER = [
    pytest.mark.skipif(sys.platform == "win32", reason="forks and signals"),
    NEEDS_CHROMIUM,
]
CUT = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION", "WebSocket connection to")
"""What a browser says of a connection that was cut."""
SWITCHES = ("--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP {HOST} 127.0.0.1")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that shows nothing."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def enlarge_text(page: Page, percent: int) -> None:
    """Makes a person's text larger, as the settings of a browser do."""
    sizes = {"fontSizes": {"standard": 16 * percent // 100, "fixed": 13 * percent // 100}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)


class RealRoom:
    """A room that `communique host` has opened, and the browsers in it."""

    def __init__(self, browser: Browser, told: str) -> None:
        """told: the line that the command printed."""
        self._browser = browser
        room = json.loads(told)
        self.code, self.key, self.folder = room["room"], room["console_key"], Path(room["folder"])
        port = room["wall"].rpartition(":")[2].partition("/")[0]
        self.url = f"http://{HOST}:{port}"
        self.slips = {
            (slip["table"], slip["side"], slip["seat"] or ""): slip["code"]
            for slip in room["slips"]
        }
        self.mistakes: list[str] = []
        """What went wrong in the module, and what browsers complained about."""

    def device(
        self, width: int = 1280, height: int = 800, *, script: bool = True, text: int = 100,
        language: str = "en",
    ) -> BrowserContext:  # fmt: skip
        """A browser that was never here. text: the size of its text in percent."""
        context = self._browser.new_context(
            java_script_enabled=script, viewport={"width": width, "height": height}, locale=language
        )
        context.set_default_timeout(WAIT)
        context.on("weberror", lambda error: self.mistakes.append(str(error.error)))
        context.on("console", self._hear)
        if text != 100:
            context.on("page", lambda page: enlarge_text(page, text))
        return context

    def _hear(self, said: ConsoleMessage) -> None:
        """Keeps what a browser complained about, but for connections that a test itself cut."""
        if said.type in ("error", "warning") and not any(each in said.text for each in CUT):
            self.mistakes.append(f"{said.location.get('url')}: {said.text}")

    def open(self, device: BrowserContext, path: str = "/") -> Page:
        """A page on a device."""
        page = device.new_page()
        page.goto(self.url + path)
        return page

    def open_slip(
        self, device: BrowserContext, side: str, seat: str = "", table: int = 1, name: str = ""
    ) -> Page:
        """The page of a seat, the link on whose slip was opened; it begins with what it may."""
        page = self.open(device, f"/slip/{self.slips[table, side, seat]}")
        page.fill("#name", name)
        page.click("button.main")
        page.wait_for_url("**/seat*")
        return page

    def sit(self, device: BrowserContext, side: str, seat: str = "", table: int = 1) -> Page:
        """The page on which a seat decides, the link on whose slip was opened."""
        page = self.open_slip(device, side, seat, table)
        if "tab=papers" in page.url:  # the briefing: everybody reads first
            page.goto(page.url.replace("papers", "decide"))
        return page

    def wait(self, device: BrowserContext, name: str) -> Page:
        """The page of somebody who typed the room code and waits for a seat."""
        page = self.open(device)
        page.fill("#code", self.code.lower())
        page.fill("#name", name)
        page.click("button.main")
        page.wait_for_selector(f"h1:has-text('{name}')")
        return page

    def type_slip(
        self, device: BrowserContext, side: str, seat: str = "", table: int = 1, name: str = ""
    ) -> Page:
        """The papers of a seat, the code of whose slip was typed."""
        page = self.open(device)
        page.fill("#code", self.slips[table, side, seat])
        page.fill("#name", name)
        page.click("button.main")
        page.wait_for_selector('form[action^="/slip/"]')
        page.click("button.main")
        page.wait_for_url("**/seat?tab=papers")
        return page

    def console(self, device: BrowserContext) -> Page:
        """The page of the facilitator, whose key was typed."""
        page = self.open(device, "/console")
        page.fill("#console-key", self.key)
        page.click("button.main")
        page.wait_for_selector(".console-head")
        return page


@contextmanager
def hosted(browser: Browser, folder: Path, *words: str) -> Iterator[RealRoom]:
    """A room that the command hosts, until the test is over; words: what is typed behind `host`."""
    command = [sys.executable, "-P", "-m", "game", "host", *words, "--folder", str(folder)]
    options = ["--name", HOST, "--port", "0", "--json"]
    complaints = folder.with_suffix(".stderr")
    with complaints.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=file, encoding="utf-8"
        )
    try:
        assert process.stdout is not None
        room = RealRoom(browser, process.stdout.readline())
        yield room
        for context in browser.contexts:
            context.close()
        assert room.mistakes == []
        assert complaints.read_text(encoding="utf-8") == ""
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
