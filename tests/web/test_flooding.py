"""A phone in a loop: no more of it is kept than of a person, and everybody else plays on."""

from __future__ import annotations

from pathlib import Path

import pytest
from visiting import Visited, fields_of, visit
from watched_files import Watched

from game.room.events import Reissued
from game.room.room_refusals import Refused, RoomRefusal
from game.web import live_room, pages
from game.web.limits import (
    ALLOWANCE,
    ALLOWANCE_A_SECOND,
    BETWEEN_MESSAGES,
    JOINED,
    KEPT_FOR_GOOD,
    SHOW_REFUSED_SECONDS,
)
from game.web.posts.forms import Form
from game.web.posts.seat_posts import do_at_seat
from game.words.language import language

TALK = """
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
talk: open
"""
STATEMENT = """
phases: {press: {kind: actions, menus: [deeds], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [press]}}
talk: offers
"""
LITTLE = 4096
"""The allowance in these tests, so that a loop meets its end soon."""
TOO_MUCH = "This device has sent too much in a short time"


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_room, "ALLOWANCE", LITTLE)


def send(room: Visited, key: int, do: str, **fields: str) -> Refused | None:
    """What becomes of a form of the first device, without the page that answers it."""
    form = Form({"do": do, "key": f"loop {key}", **fields})
    return do_at_seat(room.live, next(iter(room.room.devices)), form)


def raise_hand(room: Visited, key: int) -> Refused | None:
    """Raises or lowers the hand of the first device."""
    return send(room, key, "hand", up=str(key % 2))


def loop(room: Visited) -> int:
    """Raises and lowers a hand until that is refused; how often it was not."""
    return next(key for key in range(100) if raise_hand(room, key) is not None)


@pytest.mark.usefixtures("little")
def test_a_loop_is_refused_before_it_fills_the_journal_and_everybody_else_plays_on(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path)
    looping, mate = room.sit("north", "envoy", "Ann"), room.sit("north", "elder")
    before, lines = room.room.journal_size, loop(room)
    for key in range(lines, lines + 50):
        assert raise_hand(room, key) == RoomRefusal("too-much")
    refused = looping.send("/do", do="hand", up="1", key="one more")
    assert (refused.status_code, TOO_MUCH in refused.text) == (409, True)
    assert LITTLE <= room.room.journal_size - before < LITTLE + 300
    assert mate.do("hand", up="1").status_code == 303
    assert mate.do("pen").status_code == 303
    assert mate.do("confirm", what="actions").status_code == 303
    assert [str(line.action) for line in room.room.tables[1].game.lines] == ["north: pass"]


@pytest.mark.usefixtures("little")
def test_a_decision_is_never_too_much(tmp_path: Path) -> None:
    room = visit(tmp_path)
    looping = room.sit("north", "envoy")
    assert looping.do("select", action="warm").status_code == 303
    loop(room)
    assert looping.do("confirm", what="actions").status_code == 303
    lines = [str(line.action) for line in room.room.tables[1].game.lines]
    assert lines == ["north: warm", "north: pass"]


@pytest.mark.usefixtures("little")
def test_a_message_that_is_too_much_was_never_shown_as_sent_and_its_words_stay(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, TALK)
    north, south = room.sit("north", "envoy"), room.sit("south")

    def is_said(number: int) -> bool:
        room.clock.now += BETWEEN_MESSAGES
        return send(room, number, "say", to="south", words=f"Message {number}") is None

    said = next(number for number in range(20) if not is_said(number))
    refused = north.do("say", to="south", words="Is this too much?", tab="messages")
    assert refused.status_code == 409
    assert TOO_MUCH in refused.text
    assert "Is this too much?" in refused.text  # in the field where it was typed
    page = south.get("/seat?tab=messages").text
    assert f"Message {said - 1}" in page
    assert "Is this too much?" not in page
    assert len(room.room.tables[1].game.lines) == said
    assert said == -(-LITTLE // (KEPT_FOR_GOOD + 200))


@pytest.mark.usefixtures("little")
def test_long_words_count_by_what_they_fill(tmp_path: Path) -> None:
    room = visit(tmp_path, STATEMENT)
    north = room.sit("north", "envoy")
    before = room.room.journal_size
    statuses = [north.do("share", note="😀" * 400 + str(n)).status_code for n in range(6)]
    assert statuses == [303, *[409] * 5]
    assert room.room.journal_size - before < LITTLE + 6000


@pytest.mark.usefixtures("little")
def test_a_form_that_was_kept_is_answered_again_however_much_came_after_it(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.sit("north", "envoy")
    loop(room)
    assert raise_hand(room, 0) is None
    assert raise_hand(room, 1000) == RoomRefusal("too-much")


@pytest.mark.usefixtures("little")
def test_after_a_while_a_device_may_send_again(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.sit("north", "envoy")
    lines = loop(room)
    room.clock.now += 1000 / ALLOWANCE_A_SECOND
    assert raise_hand(room, 1000) is None
    room.clock.now += 2 * LITTLE / ALLOWANCE_A_SECOND
    assert sum(raise_hand(room, 2000 + key) is None for key in range(100)) == lines


def test_a_person_never_meets_the_limit(tmp_path: Path) -> None:
    """Somebody who taps twice a second for two minutes, and writes every five seconds."""
    room = visit(tmp_path, TALK)
    room.sit("north", "envoy")
    for key in range(240):
        room.clock.now += 0.5
        assert raise_hand(room, key) is None
        if key % 10 == 0:
            assert send(room, key, "say", to="south", words="x" * 200) is None


@pytest.mark.usefixtures("little")
def test_the_console_says_who_sends_too_much_until_it_ends(tmp_path: Path) -> None:
    room = visit(tmp_path)
    console, _ = room.console(), room.sit("north", "envoy", "Ann")
    room.sit("south", name="Cho")
    assert "sends more than a person does" not in console.get("/console").text
    loop(room)
    page = console.get("/console").text
    assert page.count("sends more than a person does") == 1
    assert "Ann · North, Envoy: this device sends more" in page
    version = room.live.version(room.live.console_view("1"))
    assert raise_hand(room, 1000) is not None
    # The console isn't made anew for each form that is refused.
    assert room.live.version(room.live.console_view("1")) == version
    room.clock.now += SHOW_REFUSED_SECONDS
    assert "sends more than a person does" not in console.get("/console").text


def joins(room: Visited, code: str, number: int) -> int:
    """The status of the answer to another browser that comes with a slip."""
    browser = room.browser()
    return browser.send(f"/slip/{code}", name=f"Phone {number}", key=f"join {number}").status_code


@pytest.mark.usefixtures("little")
def test_a_slip_admits_many_devices_and_no_endless_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_room, "ALLOWANCE", 3 * JOINED)
    room = visit(tmp_path)
    console, first = room.console(), room.sit("north", "envoy")
    code = room.slip("north", "envoy")
    assert [joins(room, code, number) for number in range(4)] == [303, 303, 429, 429]
    assert "Too many devices have come with one slip" in console.get("/console").text
    assert first.get("/seat").status_code == 200
    assert first.do("hand", up="1").status_code == 303
    assert joins(room, room.slip("south"), 10) == 303
    assert room.room.do(Reissued(1, "north", "envoy")) is None
    assert joins(room, room.slip("north", "envoy"), 11) == 303


def test_a_slip_admits_a_whole_team_at_once() -> None:
    assert ALLOWANCE / JOINED >= 30


def test_the_console_says_that_the_journal_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = visit(tmp_path)
    console, said = room.console(), "The journal of this room has grown to 0 MB"
    assert said not in console.get("/console").text
    monkeypatch.setattr(pages, "LARGE_JOURNAL", 100)
    room.sit("south")
    assert said in console.get("/console").text


def test_all_this_is_said_in_french_too() -> None:
    say, values = language("fr").say, {"who": "Ann", "folder": "lundi", "size": 70}
    assert say("room.refused.too-much").startswith("Cet appareil a trop envoyé")
    assert say("room.warning.sends", **values).startswith("Ann\N{NO-BREAK SPACE}: cet appareil")
    assert say("room.warning.slip").startswith("Trop d’appareils sont venus avec une même fiche")
    assert "atteint 70\N{NO-BREAK SPACE}Mo" in say("room.warning.journal", **values)


def test_the_answer_comes_when_the_line_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = visit(tmp_path)
    north = room.sit("north", "envoy")
    form = {name: fields_of(north.get("/seat").text, name)[0] for name in ("key", "fingerprint")}
    watched = Watched(room.room.folder.path, monkeypatch)
    assert north.send("/do", do="confirm", what="actions", **form).status_code == 303
    watched.events.append("answered")
    on_disk = ["write .journal", "fsync .journal", "write .game", "fsync .game"]
    assert watched.events == [*on_disk, "answered"]
