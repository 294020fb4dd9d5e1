"""Who may talk to the server at all, and what its answers give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
import tinyroom
from starlette.websockets import WebSocketDisconnect
from visiting import HOST, ORIGIN, Browser, Visited, visit

from game.model.players import ME
from game.presenter.seat.context import TABS
from game.room.events import Joined, Seated
from game.room.opening import begin_room
from game.room.people import console_key
from game.session.records.recorded_actions import TO_ALL
from game.web.pages import Pages

KEEP_OPEN = """
injects:
  storm: {name: Storm, text: It storms., effects: {trust: -5}}
"""
PATHS = ("/", "/seat", "/wall", "/console", "/slip/22222222", "/nothing", "/static/0/room.css")


@pytest.fixture
def room(tmp_path: Path) -> Visited:
    return visit(tmp_path)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8765.evil.example",
        "127.0.0.1:8765@evil.example",
        "localhost:80",
        "",
    ],
)
def test_a_name_that_is_not_this_servers_gets_no_answer(host: str, room: Visited) -> None:
    seated = room.sit("south")
    for path in PATHS:
        answer = seated.get(path, host=host)
        assert (answer.status_code, answer.text) == (421, "")
    answer = seated.client.post(
        "/do", data={"do": "leave", "key": "k"}, headers={"host": host, "origin": ORIGIN}
    )
    assert answer.status_code == 421
    assert next(iter(room.room.devices.values())).place is not None


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "https://127.0.0.1:8765",
        "http://127.0.0.1",
        "http://127.0.0.1:80",
        "http://127.0.0.1:8765/",
        "http://localhost:8765",
        "http://127.0.0.1:8765.evil.example",
    ],
)
def test_a_form_from_another_origin_does_nothing(origin: str, room: Visited) -> None:
    seated, console = room.sit("south"), room.console()
    for browser, path in ((seated, "/do"), (seated, "/join"), (console, "/console/do")):
        fields = {"do": "pause", "table": "1", "key": "k", "code": room.room.code}
        answer = browser.client.post(path, data=fields, headers={"origin": origin})
        assert (answer.status_code, answer.text) == (403, "")
    assert not room.room.tables[1].game.paused


def test_a_form_without_an_origin_does_nothing(room: Visited) -> None:
    seated = room.sit("south")
    assert seated.client.post("/do", data={"do": "leave", "key": "k"}).status_code == 403


def socket_opens(browser: Browser, page: str, **headers: str) -> bool:
    """Whether the socket of a page opens and tells something."""
    cookies = "; ".join(f"{name}={text}" for name, text in browser.client.cookies.items())
    headers = {"host": HOST, "cookie": cookies, **headers}
    try:
        with browser.client.websocket_connect(f"/socket?page={page}", headers=headers) as opened:
            return "revision" in opened.receive_json()
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "http://127.0.0.1:80"])
def test_a_socket_from_another_origin_is_refused(origin: str, room: Visited) -> None:
    seated = room.sit("south")
    assert socket_opens(seated, "seat", origin=ORIGIN)
    assert not socket_opens(seated, "seat", origin=origin)
    assert not socket_opens(seated, "seat")
    assert not socket_opens(seated, "seat", origin=ORIGIN, host="evil.example")


@pytest.mark.parametrize("page", ["seat", "home", "console", "", "nothing"])
def test_a_socket_without_the_cookie_of_its_page_is_refused(page: str, room: Visited) -> None:
    assert not socket_opens(room.browser(), page, origin=ORIGIN)
    assert socket_opens(room.browser(), "wall", origin=ORIGIN)


def test_the_cookie_of_a_seat_opens_no_socket_of_the_console(room: Visited) -> None:
    assert not socket_opens(room.sit("south"), "console", origin=ORIGIN)
    assert socket_opens(room.console(), "console", origin=ORIGIN)
    assert not socket_opens(room.console(), "seat", origin=ORIGIN)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str, room: Visited) -> None:
    seated = room.sit("south")
    for path in PATHS:
        answer = seated.client.request(method, path, headers={"origin": ORIGIN})
        assert answer.status_code == 405


def answers(room: Visited) -> Iterator[object]:
    seated, console, stranger = room.sit("south"), room.console(), room.browser()
    for browser in (seated, console, stranger):
        for path in PATHS:
            yield browser.get(path)
    yield seated.do("pen")
    yield seated.send("/do", do="fly", key="k")
    yield stranger.send("/join", code="x", key="k")


def test_every_answer_has_the_headers_that_browsers_heed(room: Visited) -> None:
    for answer in answers(room):
        headers = answer.headers  # type: ignore[attr-defined]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert f"ws://{HOST}" in policy
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


def test_no_page_has_scripts_or_styles_in_its_text(room: Visited) -> None:
    for answer in answers(room):
        page = answer.text  # type: ignore[attr-defined]
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:", page)


def test_a_file_is_kept_by_browsers_under_the_hash_of_what_is_in_it(room: Visited) -> None:
    page = room.browser().get("/wall").text
    for path in re.findall(r'"(/static/[^"]+)"', page):
        answer = room.browser().get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert room.browser().get(path.replace("/static/", "/static/0")).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "../app.py",
        "..%2fapp.py",
        "%2e%2e/app.py",
        "..%5capp.py",
        "%2fetc%2fpasswd",
        "room.css/../../app.py",
        "room.css%00",
        "nothing.css",
    ],
)
def test_no_path_leads_out_of_the_files_of_pages(name: str, room: Visited) -> None:
    page = room.browser().get("/wall").text
    path = re.findall(r'"(/static/[0-9a-f]+/)room.css"', page)[0]
    assert room.browser().get(path + name).status_code == 404


SCRIPT = "<script>alert(1)</script>'\"&"


def test_what_people_write_is_text_on_every_page(room: Visited) -> None:
    ann = room.browser()
    ann.send("/join", code=room.room.code, name=SCRIPT, key="k")
    room.room.do(Joined("bob", SCRIPT, "en"))
    room.room.do(Seated("bob", 1, "south", ""))
    cho, console = room.sit("south"), room.console()
    console.send("/console/do", do="announce", table="1", words=SCRIPT, key="a")
    for browser, path in ((ann, "/"), (cho, "/seat"), (console, "/console"), (cho, "/wall")):
        page = browser.get(path).text
        assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in console.get("/console").text


def scripted(text: str) -> str:
    """A scenario with a script in all names, labels and briefs."""
    return re.sub(
        r"(name|brief|label|title|text): ([A-Z][\w .]*)",
        lambda match: f"{match[1]}: '{match[2]}<script>alert(1)</script>&'",
        text,
    )


def test_what_authors_and_people_write_is_text_wherever_it_is_shown(tmp_path: Path) -> None:
    text = scripted(tinyroom.SIDES + tiny.TABLE + KEEP_OPEN + "title: Tiny\ntalk: open\n")
    players = {"north": ME, "south": ME}
    room = Visited(
        begin_room(tmp_path / "room", tinyroom.files(text), tiny.rules(text), 1, players, "en")
    )
    ann, cho, console = room.sit("north", "envoy"), room.sit("south", "", SCRIPT), room.console()
    assert cho.do("say", to=TO_ALL, words=f"Hello {SCRIPT}").status_code == 303
    assert cho.do("confirm", what="offer", note=f"Because {SCRIPT}").status_code == 303
    for fields in ({"do": "fire", "inject": "storm"}, {"do": "note", "words": f"Note {SCRIPT}"}):
        answer = console.send("/console/do", table="1", objective="0", key=fields["do"], **fields)
        assert answer.status_code == 303
    tabs = [f"/seat?tab={tab}" for tab in TABS]
    seen = {path: ann.get(path).text + cho.get(path).text for path in tabs}
    seen |= {path: console.get(path).text for path in ("/", "/wall", "/console")}
    seen["slip"] = room.browser().get(f"/slip/{room.slip('north', 'elder')}").text
    for path, page in seen.items():
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;alert(1)" in page or path == "/", path
    for words, path in (("Hello", tabs[3]), ("Because", tabs[0]), ("Note", "/console")):
        assert f"{words} &lt;script&gt;" in seen[path], path


def test_a_slip_of_another_seat_gives_nothing_until_it_is_taken(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    device = next(iter(room.room.devices))
    before = room.room.place(device)
    page = ann.get(f"/slip/{room.slip('south')}").text
    assert "You are south" not in page
    assert room.room.place(device) == before
    assert "You are south" not in ann.get("/seat?tab=papers").text
    path = f"/slip/{room.slip('south')}"
    ann.send(path, key=ann.key(path))
    assert "You are north" not in ann.get("/seat?tab=papers").text


def test_pages_of_seats_and_the_wall_contain_no_codes_and_no_key(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    secrets = [slip.code for slip in room.room.slips()] + [console_key(room.room.key)]
    for path in ("/seat", "/seat?tab=record", "/wall", "/"):
        page = ann.get(path).text
        assert not [secret for secret in secrets if secret in page]
    page = room.console().get("/console").text
    assert console_key(room.room.key) not in page


def test_a_mistake_of_ours_is_no_page_for_others(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> str:
        raise ValueError("the secret is 7")

    ann = room.sit("south")
    monkeypatch.setattr(Pages, "main", fail)
    browser = Browser(room.app, "127.0.0.1", "en", raises=False)
    browser.client.cookies.update(ann.client.cookies)
    answer = browser.get("/seat")
    assert answer.status_code == 500
    assert "went wrong" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_changes_its_revision_only_with_what_its_reader_may_see(room: Visited) -> None:
    ann, cho = room.sit("north", "envoy"), room.sit("south")

    def revision(browser: Browser, path: str = "/seat") -> str:
        return str(browser.get(path, **{"x-view": "1"}).headers["x-revision"])

    before, wall = revision(ann), revision(room.browser(), "/wall")
    cho.do("select", action="warm")
    assert revision(ann) == before
    assert revision(room.browser(), "/wall") == wall
    ann.do("select", action="cool")
    assert revision(ann) != before
    assert revision(room.browser(), "/wall") == wall
    ann.do("deselect", action="cool")
    assert revision(ann) == before
