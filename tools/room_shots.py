"""Pictures of every page of a room, as browsers draw them; `tools/shots.py --room` calls this."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "records" / "kuala-lumpur.decisions"
MOMENTS = {"choosing": 17, "table": 26, "over": 1000}
"""Decisions of the recorded game after which pictures are drawn."""
PHONE, LAPTOP, DESK, PROJECTOR = (390, 844), (1280, 800), (1440, 900), (1920, 1080)
TABS = ("decide", "state", "papers", "messages", "record")
OBSERVER_TABS = ("now", "state", "papers", "record")
OBSERVERS = {"": "Priya", "china": "Joan"}
"""Whose view somebody observes; empty: what all may know."""
PEOPLE = {
    "eu": ("Lena", "Tomás", "Aino", "Samuel"),
    "china": ("Noor", "Emil", "Ida", "Bao"),
}
NOTES = {
    "en": (
        "Europe asks for a term, China for silence. Nobody trades the two.",
        "The voice of the capitals was overruled on Ukraine.",
    ),
    "fr": (
        "L’Europe demande une durée, la Chine le silence. Personne n’échange l’une contre l’autre.",
        "La voix des capitales n’a pas été suivie sur l’Ukraine.",
    ),
}
CHECK = """
import game.desk.rooms.addresses as addresses
addresses.own_addresses = lambda: (addresses.OwnAddress("127.0.0.2", "wlan0"),)
from game.cli import main
raise SystemExit(main(["host", "--check", "--port", "0", "--json"]))
"""
"""The check on a computer whose only network is its own."""
TO_THE_TABLE = "scrollTo(0, document.querySelector('.steps').offsetTop - 16)"
ANALYSIS = 180_000
"""For so many milliseconds an analysis is waited for."""
RULES = {
    "en": "Ask what they need before you say what you want.",
    "fr": "Demander de quoi ils ont besoin avant de dire ce que l’on veut.",
}
README = {"room-seat": ("table", PHONE), "room-console": ("table", DESK)}
"""The pictures of the README, each with its moment and size."""


def draw_room(folder: Path, languages: Sequence[str], only: Sequence[str], *, readme: bool) -> int:
    """Writes the pictures; returns how many. only: beginnings of the names of those to write."""
    browsers = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = next(filter(None, map(shutil.which, browsers)), None)
    count = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as rooms:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        if not readme:
            count += draw_check(browser, folder, languages, only)
        for language in languages:
            for moment, decisions in MOMENTS.items():
                if readme and moment not in [each for each, _ in README.values()]:
                    continue
                path = Path(rooms) / f"{moment}-{language}"
                begin(path, decisions, language)
                with hosted(path) as room:
                    names = [*README] if readme else only
                    shooting = Shooting(browser, room, language, moment, folder, names)
                    if readme:
                        shooting.readme()
                    else:
                        shooting.everything()
                    count += shooting.count
        browser.close()
    return count


def draw_check(
    browser: Browser, folder: Path, languages: Sequence[str], only: Sequence[str]
) -> int:
    """Writes pictures of the page with which devices try the network; returns how many."""
    if only and not "check".startswith(tuple(only)):
        return 0
    with told_by(["-P", "-c", CHECK]) as told:
        for language in languages:
            page = browser.new_page(locale=language, device_scale_factor=2)
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            page.goto(told["addresses"][0])
            page.wait_for_selector("[data-socket=works] >> visible=true")
            page.screenshot(path=folder / f"check-{PHONE[0]}x{PHONE[1]}-{language}.png")
    return len(languages)


def begin(path: Path, decisions: int, language: str) -> None:
    """Begins a room and plays the beginning of the recorded game in it."""
    from game.authoring.load import load
    from game.authoring.reading.files import Folder
    from game.authoring.resolved import resolve_files
    from game.authoring.shipped import shipped
    from game.model.players import ME
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


def hosted(path: Path) -> AbstractContextManager[dict[str, Any]]:
    """What the command tells of the room in a folder, as long as it is open."""
    return told_by(["-P", "-m", "game", "host", "--continue", str(path), "--port", "0", "--json"])


@contextmanager
def told_by(command: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The first line that a server writes, read as JSON, as long as it runs."""
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
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
        self.count = 0
        """How many pictures were written."""
        self._desk = self._device(DESK)
        self._console = self._open(self._desk, "/console")
        if moment == "choosing":
            self._take(self._console, "key", DESK)
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
            page.wait_for_url("**/seat*")
            page.goto(f"{self._url}/seat?tab=decide")
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
            console.wait_for_selector("#more:not([open])")  # after a form it closes by itself
        for number, words in enumerate(NOTES[self._language]):
            console.fill("#note", words)
            console.keyboard.press("Enter")
            console.wait_for_selector(f"#notes li:has-text('{words}') >> nth=0")
            assert console.locator("#notes li").count() == number + 1

    def everything(self) -> None:
        """Writes a picture of each page."""
        if self._moment == "choosing":
            self._join()
        for side, name in OBSERVERS.items():
            self._observe(side, name)
        self._take(self._open(self._desk, "/wall"), "wall", PROJECTOR)
        self._take(self._console, "console", DESK)
        for side, page in self._seats.items():
            for tab in TABS:
                page.goto(f"{self._url}/seat?tab={tab}")
                self._take(page, f"seat-{side}-{tab}", PHONE, LAPTOP)
        if self._moment == "over":
            self._look_back()

    def _look_back(self) -> None:
        """The debrief, once all is worked out: each step on the wall, and what people take home."""
        console, wall = self._console, self._open(self._desk, "/wall")
        for page in self._seats.values():
            page.goto(f"{self._url}/seat")
            for mark in (1, 2, 3):
                page.select_option(f"#mark-{mark}", index=3 * mark)
            page.fill("#guess", "60")
            page.click(".gather button.main")
            page.wait_for_selector(".paper.score")
            page.fill("#rule", RULES[self._language])
            page.click(".rule button")
        console.wait_for_selector(".wall-control .pending", state="detached", timeout=ANALYSIS)
        steps = console.locator(".steps li")
        for number in range(steps.count()):
            steps.nth(number).locator("button").click()
            console.wait_for_selector(f".steps li:nth-child({number + 1})[aria-current]")
            wall.wait_for_selector(f".count:text-matches(' {number + 1} ')")
            self._take(wall, f"debrief-{number + 1:02}", PROJECTOR)
        self._take(console, "console-debrief", DESK)
        for side, page in self._seats.items():
            page.wait_for_selector(".paper.turning")
            self._take(page, f"seat-{side}-home", PHONE, LAPTOP)

    def readme(self) -> None:
        """Writes the pictures of the README of this moment."""
        pages = {"room-seat": self._seats["china"], "room-console": self._console}
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
                self.count += 1

    def _join(self) -> None:
        page = self._open(self._device(PHONE, 2), "/")
        self._take(page, "join", PHONE, LAPTOP)
        page.fill("#code", self._room["room"])
        page.fill("#name", "Maximiliane")
        page.click("button.main")
        page.wait_for_selector(".languages, .card h1")
        self._take(page, "waiting", PHONE)
        self._take(self._open(self._device(PHONE, 2), "/nowhere"), "error", PHONE)

    def _observe(self, side: str, name: str) -> None:
        """Somebody comes with an observer's slip, and writes something down."""
        codes = {slip["side"] or "": slip["code"] for slip in self._room["observer_slips"]}
        page = self._open(self._device(PHONE, 2), f"/slip/{codes[side]}")
        if self._moment == "choosing":
            self._take(page, f"slip-observer-{side or 'public'}", PHONE)
        page.fill("#name", name)
        page.click("button.main")
        page.wait_for_url("**/observe")
        page.fill("#note", NOTES[self._language][0])
        page.click(".own-notes button.main")
        page.wait_for_selector("#own-notes")
        for tab in OBSERVER_TABS:
            page.goto(f"{self._url}/observe?tab={tab}")
            self._take(page, f"observe-{side or 'public'}-{tab}", PHONE, LAPTOP)

    def _settle(self, page: Page, size: tuple[int, int]) -> None:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate("document.fonts.ready")
        if self._moment != "over" and page.locator(".clock").count():
            page.wait_for_selector(".clock:not([hidden])")
        page.evaluate("scrollTo(0, 0)")

    def _take(self, page: Page, name: str, *sizes: tuple[int, int]) -> None:
        """Writes a picture of a page in each size, if it is wanted."""
        if self._only and not name.startswith(self._only):
            return
        for size in sizes:
            self._settle(page, size)
            file = f"{name}-{self._moment}-{size[0]}x{size[1]}-{self._language}.png"
            page.screenshot(path=self._folder / file)
            print(file, flush=True)
            self.count += 1
