"""How people come into a room: with its code, with a slip, on a second device, or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from visiting import ORIGIN, Visited, fields_of, visit

from game.room.places import Place
from game.room.slips import console_key
from game.web.limits import MOST_DEVICES_OF_ADDRESS, MOST_WRONG_CODES


@pytest.fixture
def room(tmp_path: Path) -> Visited:
    return visit(tmp_path)


def test_whoever_has_the_rooms_code_waits_until_the_console_gives_a_seat(room: Visited) -> None:
    ann, console = room.browser(), room.console()
    answer = ann.send("/join", code=room.room.code.lower(), name="  Ann ", key=ann.key("/"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Welcome, Ann" in ann.get("/").text
    assert ann.get("/seat").headers["location"] == "/"
    page = console.get("/console").text
    assert "Ann" in page
    device = fields_of(page, "device")[0]
    console.send(
        "/console/do", do="seat", device=device, place="1/north/elder", key=console.key("/console")
    )
    assert ann.get("/").headers["location"] == "/seat"
    assert "North" in ann.get("/seat").text


def test_a_slip_shows_whose_seat_it_is_and_only_the_button_takes_it(room: Visited) -> None:
    ann = room.browser()
    path = f"/slip/{room.slip('north', 'envoy')}"
    page = ann.get(path).text
    assert "Your seat: Envoy" in page
    assert "North" in page
    assert not room.room.devices
    answer = ann.send(path, key=ann.key(path), name="Ann")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"device_{room.room.code}=")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert [each.place for each in room.room.devices.values()] == [Place(1, "north", "envoy")]
    assert ann.get("/seat").status_code == 200
    token = cookie.partition("=")[2].partition(";")[0]
    assert token not in (room.room.folder.path / "room.journal").read_text(encoding="utf-8")


def test_a_slip_typed_where_the_rooms_code_goes_leads_to_its_seat(room: Visited) -> None:
    ann, code = room.browser(), room.slip("south")
    typed = f"{code[:4]} {code[4:].lower()}"
    answer = ann.send("/join", code=typed, name="", key=ann.key("/"))
    assert answer.status_code == 303
    assert "South" in ann.get(answer.headers["location"]).text


def test_after_a_wrong_code_what_was_typed_still_stands_with_the_error_at_its_field(
    room: Visited,
) -> None:
    ann = room.browser()
    key, wrong = ann.key("/"), '2WRONG"><b>'
    page = ann.send("/join", code=wrong, name="Ann & <Bo>", observe="1", key=key).text
    assert fields_of(page, "code") == [wrong]
    assert fields_of(page, "name") == ["Ann & <Bo>"]
    assert 'value="1" checked' in page
    field, _, after = page.partition('name="code"')[2].partition(">\n")
    assert 'aria-invalid="true" aria-describedby="code-wrong"' in field
    assert after.startswith('<p class="notice" id="code-wrong" role="alert">There is no such code.')
    assert "code-wrong" not in ann.get("/").text


@pytest.mark.parametrize("side", ["south", ""])
def test_a_name_typed_with_a_slips_code_is_not_asked_again(room: Visited, side: str) -> None:
    ann = room.browser()
    code = room.slip(side) if side else room.room.observer_slips()[0].code
    answer = ann.send("/join", code=code, name=" Zoé & <Bo> ", key=ann.key("/"))
    page = ann.get(answer.headers["location"]).text
    assert fields_of(page, "name") == ["Zoé & <Bo>"]


def test_a_slip_works_on_a_second_device_and_both_see_each_other(room: Visited) -> None:
    first, second = room.sit("north", "envoy", "Ann"), room.sit("north", "envoy", "Tablet")
    for browser in (first, second):
        page = browser.get("/seat").text
        assert "Ann" in page
        assert "Tablet" in page
    assert "Tablet" in room.console().get("/console").text


def test_a_slip_that_was_issued_again_admits_nobody_and_its_device_waits(room: Visited) -> None:
    ann, console, old = room.sit("south"), room.console(), room.slip("south")
    console.send("/console/do", do="reissue", place="1/south/", key=console.key("/console"))
    assert ann.get("/seat").headers["location"] == "/"
    assert room.browser().get(f"/slip/{old}").status_code == 403
    assert room.sit("south").get("/seat").status_code == 200


def test_joining_twice_with_one_form_is_one_device(room: Visited) -> None:
    ann = room.browser()
    key = ann.key("/")
    first = ann.send("/join", code=room.room.code, name="Ann", key=key)
    ann.client.cookies.clear()
    second = ann.send("/join", code=room.room.code, name="Ann", key=key)
    assert first.headers["set-cookie"] == second.headers["set-cookie"]
    assert len(room.room.devices) == 1


def test_five_wrong_codes_cost_a_minute_and_appear_on_the_console(room: Visited) -> None:
    thief, console = room.browser("10.0.0.66"), room.console()
    for number in range(MOST_WRONG_CODES):
        code = f"2222222{number + 2}"
        answer = thief.send("/join", code=code, key=f"k{number}")
        assert answer.status_code == 403
        assert "There is no such code" in answer.text
    for _ in range(2):
        assert thief.get(f"/slip/{room.slip('south')}").status_code == 429
        assert thief.send("/join", code=room.room.code, key="k").status_code == 429
    assert room.browser("10.0.0.7").get(f"/slip/{room.slip('south')}").status_code == 200
    page = console.get("/console").text
    assert re.search(r"5 wrong codes from 10\.0\.0\.66, typed where people join, the last at", page)
    room.clock.now += 61
    assert thief.get(f"/slip/{room.slip('south')}").status_code == 200


def test_wrong_codes_are_told_with_their_page_until_they_are_dismissed(room: Visited) -> None:
    console = room.console()
    thief, other = room.browser("10.0.0.66"), room.browser("10.0.0.77")
    thief.get("/slip/22222222")
    thief.send("/console/key", console_key="ABCD-EFGH-JKMN")
    page = console.get("/console").text
    assert "1 wrong code from 10.0.0.66, in the link of a slip, at " in page
    assert "1 wrong key of the console from 10.0.0.66, typed at " in page
    dismiss = {"do": "dismiss-codes", "number": fields_of(page, "number")[0]}
    # It came after the page was drawn on which the facilitator presses the button.
    other.send("/join", code="22222222", key="k")
    assert console.send("/console/do", key=fields_of(page, "key")[0], **dismiss).status_code == 303
    page = console.get("/console").text
    assert "10.0.0.66" not in page
    assert "1 wrong code from 10.0.0.77, typed where people join at " in page
    thief.get("/slip/22222222")
    assert "1 wrong code from 10.0.0.66" in console.get("/console").text


def test_codes_that_are_guessed_at_the_address_of_a_slip_count_as_wrong_codes(
    room: Visited,
) -> None:
    thief, right = room.browser("10.0.0.66"), room.slip("south")
    for guess in ("22222222", right[:-1], f"{right}2", "x" * 5000, "%00"):
        assert thief.get(f"/slip/{guess}").status_code == 403
    assert thief.get(f"/slip/{right}").status_code == 429
    assert thief.send(f"/slip/{right}", key="k").status_code == 429
    assert not room.room.devices


def test_wrong_keys_of_the_console_count_as_wrong_codes(room: Visited) -> None:
    thief = room.browser("10.0.0.66")
    for _ in range(MOST_WRONG_CODES):
        assert thief.send("/console/key", console_key="ABCD-EFGH-JKMN").status_code == 403
    right = console_key(room.room.key)
    assert thief.send("/console/key", console_key=right).status_code == 429
    room.clock.now += 61
    assert thief.send("/console/key", console_key=right).headers["location"] == "/console"


def test_the_console_needs_its_key_on_this_computer_too(room: Visited) -> None:
    browser = room.browser("127.0.0.1")
    page = browser.get("/console").text
    assert "Key of the console" in page
    assert room.slip("south") not in page
    answer = browser.send("/console/do", do="pause", table="1", key="k")
    assert answer.status_code == 403
    assert not room.room.tables[1].game.paused
    seated = room.sit("south")
    assert seated.send("/console/do", do="pause", table="1", key="k").status_code == 403


def test_a_device_that_changes_its_seat_is_told_so_before(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    path = f"/slip/{room.slip('south')}"
    assert "gives up its present seat" in ann.get(path).text
    ann.send(path, key=ann.key(path))
    assert [each.place for each in room.room.devices.values()] == [Place(1, "south")]


def test_too_many_devices_from_one_address_are_turned_away(room: Visited) -> None:
    for number in range(MOST_DEVICES_OF_ADDRESS + 1):
        browser = room.browser("10.0.0.66")
        answer = browser.send("/join", code=room.room.code, key=f"k{number}")
    assert answer.status_code == 429
    assert len(room.room.devices) == MOST_DEVICES_OF_ADDRESS
    path = f"/slip/{room.slip('south')}"
    assert browser.send(path, key="slip").headers["location"] == "/seat"


def test_a_device_speaks_the_language_of_its_browser_where_the_room_has_it(room: Visited) -> None:
    browser = room.browser(language="fr-CA,fr;q=0.8")
    assert '<html lang="en">' in browser.get("/").text
    assert room.live.best_language(("de", "en-GB")) == "en"


def test_the_wall_shows_the_code_and_no_slips(room: Visited) -> None:
    page = room.browser().get("/wall").text
    assert room.room.code in page
    assert ORIGIN.removeprefix("http://") in page
    assert not any(slip.code in page for slip in room.room.slips())
    assert "qr" not in page  # a picture of a loopback address would lead phones to themselves
