"""The page of `communique host --check`: who opens it reaches this computer, and both are told."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from browsing import CHROMIUM, NEEDS_CHROMIUM
from described import assert_described
from playwright.sync_api import expect, sync_playwright
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from game.web.check_site import (
    BrowserName,
    CheckSite,
    ReachEvent,
    ReachingDevice,
    SocketTried,
    name_browser,
)

HOST = "192.168.0.7:8765"
ORIGIN = f"http://{HOST}"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0"
FIREFOX = BrowserName("Firefox", "Android")


class Phone:
    """A phone, and what was reported of it."""

    def __init__(self) -> None:
        self.events: list[ReachEvent] = []
        self.site = CheckSite(self.events.append)
        self.client = TestClient(
            self.site.app([HOST]),
            base_url=ORIGIN,
            headers={"user-agent": PHONE},
            client=("192.168.0.12", 40000),
        )

    def open_socket(self) -> WebSocketTestSession:
        return self.client.websocket_connect(f"ws://{HOST}/socket", headers={"origin": ORIGIN})


def test_a_device_that_opens_the_page_is_told_of_once_however_often_it_comes() -> None:
    phone = Phone()
    for _ in range(3):
        assert phone.client.get("/").status_code == 200
    assert phone.events == [ReachingDevice("192.168.0.12", FIREFOX)]
    phone.client.get("/", headers={"user-agent": "curl"})
    assert phone.events[1:] == [ReachingDevice("192.168.0.12", BrowserName("", ""))]
    assert phone.site.devices == 2


@pytest.mark.parametrize(
    ("wished", "first"),
    [("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("en-GB", "en"), ("de, fr", "fr"), ("", "en")],
)
def test_the_page_speaks_both_languages_that_of_the_browser_first(wished: str, first: str) -> None:
    page = Phone().client.get("/", headers={"accept-language": wished}).text
    places = {
        "en": page.index("This device reaches the laptop</h1>"),
        "fr": page.index("Cet appareil atteint l’ordinateur</h1>"),
    }
    assert min(places, key=places.__getitem__) == first
    assert page.startswith(f'<!doctype html>\n<html lang="{first}">')


def test_the_page_needs_no_script_and_has_none_inline() -> None:
    phone = Phone()
    answer = phone.client.get("/")
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert answer.text.count("<script") == 1
    assert "check.js" in answer.text
    assert "JavaScript is off" in answer.text
    for part in answer.text.split('="/static/')[1:]:
        assert phone.client.get(f"/static/{part.partition(chr(34))[0]}").status_code == 200


def test_a_socket_that_says_hello_and_hears_it_works() -> None:
    phone = Phone()
    for _ in range(2):
        with phone.client.websocket_connect(
            f"ws://{HOST}/socket", headers={"origin": ORIGIN}
        ) as to:
            to.send_text("hello")
            assert to.receive_text() == "hello"
    assert phone.events == [SocketTried(ReachingDevice("192.168.0.12", FIREFOX), works=True)]


def test_a_socket_that_says_something_else_is_closed_and_proves_nothing() -> None:
    phone = Phone()
    with phone.open_socket() as to:
        to.send_text("something else")
        with pytest.raises(WebSocketDisconnect):
            to.receive_text()
    assert phone.events == []


def test_a_page_whose_socket_fails_says_so() -> None:
    phone = Phone()
    answer = phone.client.post("/socket-failed", headers={"origin": ORIGIN})
    assert answer.status_code == 204
    assert phone.events == [SocketTried(ReachingDevice("192.168.0.12", FIREFOX), works=False)]


def test_what_comes_from_elsewhere_is_refused_and_told_of_nobody() -> None:
    phone = Phone()
    assert phone.client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert phone.client.post("/socket-failed").status_code == 403
    foreign = {"origin": "http://evil.example"}
    assert phone.client.post("/socket-failed", headers=foreign).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        phone.client.websocket_connect(f"ws://{HOST}/socket", headers=foreign),
    ):
        pass
    assert phone.events == []


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (PHONE, "Firefox", "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1 (KHTML, like "
         "Gecko) Version/17.4 Mobile/15E148 Safari/604.1", "Safari", "iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) CriOS/123.0", "Chrome", "iPad"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/123.0 Safari/537.36 Edg/123.0", "Edge", "Windows"),
        ("Mozilla/5.0 (Linux; Android 13) SamsungBrowser/24.0 Chrome/117.0 Mobile Safari/537.36",
         "Samsung Internet", "Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/123.0 Safari/537.36", "Chrome", "ChromeOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17.4 Safari/605.1", "Safari", "macOS"),
        ("\x1b[2J<script>", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_browser_is_known_by_how_it_names_itself(agent: str, browser: str, system: str) -> None:
    assert name_browser(agent) == BrowserName(browser, system)


CHECK = """
import sys
import game.desk.rooms.addresses as addresses
addresses.own_addresses = lambda: (addresses.OwnAddress("127.0.0.2", "wlan0"),)
from game.cli import main
raise SystemExit(main(["host", "--check", "--port", "0", *sys.argv[1:]]))
"""
"""The command on a computer whose only network is its own."""


@pytest.fixture
def checking() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", CHECK, "--json"], stdout=subprocess.PIPE, encoding="utf-8"
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, and two own addresses")
@NEEDS_CHROMIUM
def test_in_a_browser_both_ends_say_whether_live_updates_work(
    checking: subprocess.Popen[str],
) -> None:
    assert checking.stdout is not None
    (url,) = assert_described("host", checking.stdout.readline())["addresses"]
    mistakes: list[str] = []
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        for works in (True, False):
            page = browser.new_page(locale="fr-FR")
            page.on("pageerror", lambda error: mistakes.append(str(error)))
            if not works:
                page.route_web_socket("**/socket", lambda route: route.close())
            page.goto(url)
            outcome = "works" if works else "fails"
            shown = page.locator(f"section:first-of-type [data-socket={outcome}]")
            expect(shown).to_be_visible(timeout=20_000)
            expect(page.locator("[data-socket]:visible")).to_have_count(2)
        browser.close()
    checking.send_signal(signal.SIGINT)
    out, _ = checking.communicate(timeout=30)
    events = [assert_described("host", line) for line in out.splitlines()]
    assert [(each["event"], each.get("works")) for each in events] == [
        ("reached", None), ("socket", True), ("socket", False),
    ]  # fmt: skip
    assert {(each["browser"], each["system"]) for each in events} == {("Chrome", "Linux")}
    assert (mistakes, checking.returncode) == ([], 0)
