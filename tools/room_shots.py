"""Pictures of every page of a room, as browsers draw them; `tools/shots.py --room` calls this."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "records" / "kuala-lumpur.decisions"
MOMENTS = {"choosing": 17, "table": 26, "over": 1000}
"""Decisions of the recorded game after which pictures are drawn."""
PHONE, LAPTOP, DESK, PROJECTOR = (390, 844), (1280, 800), (1440, 900), (1920, 1080)
TABS = ("decide", "state", "papers", "messages", "record")
PEOPLE = {
    "eu": ("Lena", "Tomás", "Aino", "Samuel"),
    "china": ("Noor", "Emil", "Ida", "Bao"),
}
NOTES = (
    "Europe asks for a term, China for silence. Nobody trades the two.",
    "The voice of the capitals was overruled on Ukraine.",
)
TO_THE_TABLE = "scrollTo(0, document.querySelector('.steps').offsetTop - 16)"
README = {"room-seat": ("table", PHONE), "room-console": ("table", DESK)}
"""The pictures of the README, each with its moment and size."""


def draw_room(folder: Path, languages: Sequence[str], only: Sequence[str], *, readme: bool) -> int:
    """Writes the pictures; returns how many. only: beginnings of the names of those to write."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    count = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as rooms:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for language in languages:
            for moment, decisions in MOMENTS.items():
                if readme and moment not in [each for each, _ in README.values()]:
                    continue
                path = Path(rooms) / f"{moment}-{language}"
                begin(path, decisions, language)
                with hosted(path) as room:
                    names = [*README] if readme else only
                    shooting = Shooting(browser, room, language, moment, folder, names)
                    count += shooting.readme() if readme else shooting.everything()
        browser.close()
    return count


def begin(path: Path, decisions: int, language: str) -> None:
    """Begins a room and plays the beginning of the recorded game in it."""
    from game.authoring.load import load
    from game.authoring.reading.files import Folder
    from game.authoring.resolved import resolve_files
    from game.authoring.shipped import shipped
    from game.bots.seats import ME
    from game.room.opening import begin_room
    from game.rules.compile import compile_rules
    from game.session.records.recorded_actions import read_action

    files = Folder(shipped()["kuala-lumpur"])
    scenario = load(files)
    seats = dict.fromkeys(scenario.sides, ME)
    room = begin_room(path, resolve_files(files), compile_rules(scenario), 1, seats, language)
    lines = RECORD.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
    for line in lines[:decisions]:
        action = read_action(line.split(" ", 1)[1])
        assert action is not None
        assert room.order(1, [action]) is None
    room.close()


@contextmanager
def hosted(path: Path) -> Iterator[dict[str, Any]]:
    """What the command tells of the room in a folder, as long as it is open."""
    command = [sys.executable, "-P", "-m", "game", "host", "--continue", str(path)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


class Shooting:
    """The pages of a room in one language at one moment."""

    def __init__(
        self, browser: Browser, room: dict[str, Any], language: str, moment: str, folder: Path,
        only: Sequence[str],
    ) -> None:  # fmt: skip
        self._browser, self._room, self._folder = browser, room, folder
        self._language, self._moment, self._only = language, moment, tuple(only)
        self._url: str = room["wall"].removesuffix("/wall")
        self._desk = self._device(DESK)
        self._console = self._open(self._desk, "/console")
        self._console.fill("#console-key", room["console_key"])
        self._console.click("button.main")
        self._console.wait_for_selector(".console-head")
        self._seats = {side: self._sit(side, names) for side, names in PEOPLE.items()}
        self._lead()

    def _device(self, size: tuple[int, int], scale: float = 1) -> BrowserContext:
        return self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=self._language,
            device_scale_factor=scale,
        )

    def _open(self, device: BrowserContext, path: str) -> Page:
        page = device.new_page()
        page.goto(self._url + path)
        return page

    def _sit(self, side: str, names: Sequence[str]) -> Page:
        """Everybody of a side comes; the page of the first."""
        slips = [slip for slip in self._room["slips"] if slip["side"] == side]
        pages: list[Page] = []
        for slip, name in zip(slips, names, strict=False):
            page = self._open(self._device(PHONE, 2), f"/slip/{slip['code']}")
            if not pages and side == "eu":
                self._take(page, "slip", PHONE)
            page.fill("#name", name)
            page.click("button.main")
            page.wait_for_url("**/seat")
            pages.append(page)
        first = pages[0]
        for pick in range(2):
            cards = first.locator("button[form=pick]")
            if cards.count():
                cards.first.click()
                first.wait_for_selector(f".card.picked >> nth={pick}")
        return first

    def _lead(self) -> None:
        """The facilitator sets a clock and writes something down."""
        console = self._console
        if self._moment != "over":
            if console.locator("#minutes").is_hidden():
                console.click("#more summary")
            console.fill("#minutes", "5")
            console.keyboard.press("Enter")
            console.wait_for_selector("#seats .clock:not([hidden])")
            console.click("#more summary")
        for number, words in enumerate(NOTES if self._language == "en" else ()):
            console.fill("#note", words)
            console.keyboard.press("Enter")
            console.wait_for_selector(f"#notes li:has-text('{words}') >> nth=0")
            assert console.locator("#notes li").count() == number + 1

    def everything(self) -> int:
        """Writes a picture of each page; returns how many."""
        count = self._joining() if self._moment == "choosing" else 0
        wall = self._open(self._desk, "/wall")
        count += self._take(wall, "wall", PROJECTOR) + self._take(self._console, "console", DESK)
        for side, page in self._seats.items():
            for tab in TABS:
                page.goto(f"{self._url}/seat?tab={tab}")
                for size in (PHONE, LAPTOP):
                    count += self._take(page, f"seat-{side}-{tab}", size)
        return count

    def readme(self) -> int:
        """Writes the pictures of the README of this moment; returns how many."""
        pages = {"room-seat": self._seats["china"], "room-console": self._console}
        count = 0
        for name, (moment, size) in README.items():
            if moment == self._moment:
                self._settle(pages[name], size)
                if name == "room-seat":
                    other = pages[name].locator("button.rung[aria-pressed=false]").first
                    chosen = other.get_attribute("value")
                    other.click()
                    pages[name].wait_for_selector(f"button[value={chosen}][aria-pressed=true]")
                    pages[name].evaluate(TO_THE_TABLE)
                path = self._folder / f"{name}.jpg"
                pages[name].screenshot(path=path, type="jpeg", quality=84)
                count += 1
        return count

    def _joining(self) -> int:
        page = self._open(self._device(PHONE, 2), "/")
        count = self._take(page, "join", PHONE) + self._take(page, "join", LAPTOP)
        page.fill("#code", self._room["room"])
        page.fill("#name", "Maximiliane")
        page.click("button.main")
        page.wait_for_selector(".languages, .card h1")
        count += self._take(page, "waiting", PHONE)
        return count + self._take(self._open(self._device(PHONE, 2), "/nowhere"), "error", PHONE)

    def _settle(self, page: Page, size: tuple[int, int]) -> None:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate("document.fonts.ready")
        page.evaluate("scrollTo(0, 0)")

    def _take(self, page: Page, name: str, size: tuple[int, int]) -> int:
        if self._only and not name.startswith(self._only):
            return 0
        self._settle(page, size)
        file = f"{name}-{self._moment}-{size[0]}x{size[1]}-{self._language}.png"
        page.screenshot(path=self._folder / file)
        print(file, flush=True)
        return 1
