"""Observers in browsers: how they come in, what each is shown, and where their notes appear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny
from shipped_rooms import open_in_play
from test_several_tables import without_keys
from tinyroom import SIDES, TOGETHER
from visiting import Browser, Visited, fields_of, visit

from game.presenter.observer_page import OBSERVER_TABS
from game.room.events import Joined, ObserverAdmitted, TimeSet
from game.room.opening import continue_room
from game.room.people import Watch
from game.web.views import PageView

OBJECTIVES = """
objectives: {patience: To wait., trust: To trust.}
"""
SECRET = SIDES.replace("brief: You are south.", "brief: You are to yield.") + tiny.TABLE


def observe(room: Visited, side: str = "", table: int = 1, name: str = "Eve") -> Browser:
    """A browser that came with an observer's slip."""
    slips = room.room.observer_slips()
    code = next(slip.code for slip in slips if slip.watch == Watch(table, side))
    browser = room.browser()
    path = f"/slip/{code}"
    answer = browser.send(path, name=name, key=browser.key(path))
    assert answer.headers["location"] == "/observe", answer.text
    return browser


def pages_of(browser: Browser) -> str:
    """All tabs of an observer's page."""
    return "".join(without_keys(browser.get(f"/observe?tab={tab}").text) for tab in OBSERVER_TABS)


def test_who_asks_to_observe_on_the_first_page_is_let_in_by_the_facilitator(tmp_path: Path) -> None:
    room = visit(tmp_path)
    eve, console = room.browser(), room.console()
    page = eve.get("/").text
    assert 'name="observe"' in page
    answer = eve.send("/join", code=room.room.code, name="Eve", observe="1", key=eve.key("/"))
    assert answer.headers["location"] == "/"
    assert "asked to observe" in eve.get("/").text
    shown = console.get("/console").text
    assert "asks to observe" in shown
    # What its person asks for is offered first.
    choices = shown.partition('<optgroup label="To observe"')[2]
    assert fields_of(shown, "device")
    assert choices.index("observe/1/") < choices.index("1/north/envoy")
    device = next(iter(room.room.devices))
    fields = {"do": "seat", "device": device, "place": "observe/1/north", "key": "let"}
    assert console.send("/console/do", **fields).status_code == 303
    assert eve.get("/").headers["location"] == "/observe"
    assert "What North sees" in eve.get("/observe").text
    assert re.search(r"<b>Eve</b><span>What North sees", console.get("/console").text)


def test_who_waits_can_ask_to_observe_and_change_their_mind(tmp_path: Path) -> None:
    room = visit(tmp_path)
    eve = room.browser()
    eve.send("/join", code=room.room.code, name="Eve", key=eve.key("/"))
    for asks in ("1", "0"):
        (offered,) = fields_of(eve.get("/").text, "asks")
        assert offered == asks
        assert eve.send("/do", do="observe", asks=asks, key=eve.key("/")).status_code == 303
        (device,) = room.room.devices.values()
        assert device.asks_to_observe == (asks == "1")


def test_a_slip_asks_before_it_lets_somebody_observe(tmp_path: Path) -> None:
    room = visit(tmp_path)
    code = room.room.observer_slips()[1].code
    browser = room.browser()
    page = browser.get(f"/slip/{code}").text
    assert "What North sees" in page
    assert not room.room.devices
    answer = browser.send("/join", code=code.lower(), key="k")
    assert "What North sees" in answer.text
    assert not room.room.devices
    observe(room, "north")
    assert browser.get("/observe").headers["location"] == "/"


def test_an_observer_of_a_side_reads_its_papers_and_one_of_the_public_no_sides(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE)
    pages = {side: pages_of(observe(room, side)) for side in ("", "north", "south")}
    assert "You are north." in pages["north"]
    assert "You are south." not in pages["north"]
    assert "You are south." in pages["south"]
    assert "You are north." not in pages[""]
    assert "You are south." not in pages[""]
    for page in pages.values():
        assert "Waiting for South" in page


def test_an_observer_of_a_side_sees_what_it_prepares_and_others_do_not(tmp_path: Path) -> None:
    room = visit(tmp_path)
    own, other, public = (observe(room, side) for side in ("north", "south", ""))
    before = pages_of(other), pages_of(public)
    room.sit("north", "envoy").do("select", action="warm")
    assert "Selected: Warm" in pages_of(own)
    assert (pages_of(other), pages_of(public)) == before


def test_an_observer_can_decide_nothing(tmp_path: Path) -> None:
    room = visit(tmp_path)
    eve = observe(room, "north")
    forms = {"select": {"action": "warm"}, "pen": {}, "hand": {"up": "1"}, "say": {"to": "all"}}
    forms |= {"confirm": {"what": "actions"}, "agree": {}}
    table = room.room.tables[1]
    hidden = {"moment": table.moment("north"), "fingerprint": table.fingerprint("north")}
    for do, fields in forms.items():
        answer = eve.send("/do", do=do, key=do, words="Hello.", **hidden, **fields)
        assert answer.status_code == 409, do
        assert "You have no seat" in answer.text
        assert 'class="page-observe' in answer.text
    assert not room.room.tables[1].game.lines
    assert not room.room.tables[1].pens
    offered = set(fields_of(pages_of(eve), "do"))
    assert offered <= {"note", "leave", "language"}


def test_a_note_stands_on_the_console_with_its_author_and_what_had_happened(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE + OBJECTIVES)
    eve, other = observe(room, "north"), observe(room, name="Zoe")
    seat, console = room.sit("south"), room.console()
    assert "patience · To wait." in eve.get("/observe").text
    assert seat.do("confirm", what="pass").status_code == 303
    quiet = pages_of(other), [without_keys(seat.get(f"/seat?tab={tab}").text) for tab in ("state",)]
    fields = {"do": "note", "words": "They <b>hurry</b>.", "objective": "2", "tab": "now"}
    assert eve.send("/do", key="n", **fields).headers["location"] == "/observe?tab=now"
    (note,) = room.room.notes
    assert (note.table, note.objective, note.line) == (1, 2, 1)
    page = console.get("/console").text.partition('id="notes"')[2]
    assert "They &lt;b&gt;hurry&lt;/b&gt;." in page
    assert '<strong class="author">Eve</strong>' in page
    assert "after: South" in page
    assert "They &lt;b&gt;hurry" in pages_of(eve)
    assert "Turn 1 · trust</span>" in pages_of(eve)
    assert console.get("/console/notes.csv").text.splitlines()[1].endswith(",Eve")
    # Nobody else sees it, and the same form sent again is no second note.
    assert (pages_of(other), [without_keys(seat.get("/seat?tab=state").text)]) == quiet
    assert eve.send("/do", key="n", **fields).status_code == 303
    assert len(room.room.notes) == 1
    room.clock.now += 1
    answer = eve.send("/do", key="m", **fields)
    assert answer.status_code == 409
    assert "Wait a moment" in answer.text
    room.clock.now += 10
    assert eve.send("/do", key="o", **{**fields, "objective": "3"}).status_code == 400


def test_a_note_from_before_a_step_back_says_so(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    eve, console = observe(room), room.console()
    room.sit("south").do("confirm", what="pass")
    eve.send("/do", do="note", key="n", words="They hurry.", objective="0")
    assert "before the step back" not in console.get("/console").text
    console.send("/console/do", do="step-back", table="1", line="0", key="b")
    assert "before the step back" in console.get("/console").text


def test_observers_do_not_read_what_the_facilitator_hides(tmp_path: Path) -> None:
    room = visit(tmp_path, "talk: open\n" + TOGETHER)
    eve, console = observe(room), room.console()
    room.sit("south").do("say", to="all", words="You fools.")
    assert "You fools." in pages_of(eve)
    (line,) = [line.number for line in room.room.tables[1].game.lines]
    fields = {"do": "hide", "table": "1", "line": str(line), "hidden": "1", "key": "h"}
    assert console.send("/console/do", **fields).status_code == 303
    assert "You fools." not in pages_of(eve)


def test_an_observer_of_one_table_learns_nothing_of_another(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE, tables=2)
    eve = observe(room, "south", 2)
    assert "Table 2: What South sees" in eve.get("/observe").text
    device = next(iter(room.room.devices))
    before = pages_of(eve), room.site._pages.revision(PageView("observe", device))
    room.sit("south", table=1).do("confirm", what="pass")
    room.live.change()
    assert (pages_of(eve), room.site._pages.revision(PageView("observe", device))) == before
    page = room.console().get("/console?table=2").text
    assert "Eve" in page
    assert "<b>Eve</b>" not in room.console().get("/console?table=1").text


def test_observers_come_back_when_the_room_is_continued(tmp_path: Path) -> None:
    room = visit(tmp_path)
    eve = observe(room, "north")
    cookies = eve.client.cookies
    path = room.room.folder.path
    room.room.close()
    again = Visited(continue_room(path))
    browser = again.browser()
    browser.client.cookies = cookies
    assert "What North sees" in browser.get("/observe").text


def test_the_page_is_in_the_language_of_the_device_and_shows_its_clock(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 27)
    assert room.room.do(Joined("eve", "Ève", "fr")) is None
    assert room.room.do(ObserverAdmitted("eve", 1, "china")) is None
    main = room.site._pages.main(PageView("observe", "eve"))
    assert isinstance(main, str)
    assert "Ce que voit la Chine" in main
    assert room.room.do(TimeSet(4)) is None
    clock = room.live.clock_of(PageView("observe", "eve"))
    assert clock is not None
    assert clock.seconds_left() is not None


@pytest.mark.parametrize("side", ["", "china"])
def test_after_the_end_only_the_observed_sides_result_is_told(tmp_path: Path, side: str) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000)
    page = pages_of(observe(room, side))
    assert "The game is over" in page
    assert ("The score of China" in page) == bool(side)
    assert "The score of the EU" not in page
