"""How people come into a room: with its code, with a slip, on a second device, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from visiting import ORIGIN, Visited, fields_of, visit

from game.model.decisions import Pass
from game.room.people import Place, console_key
from game.web.limits import (
    JOIN_SECONDS,
    LOST_SECONDS,
    MOST_JOINS_OF_ADDRESS,
    MOST_WRONG_CODES,
    MOST_WRONG_CODES_OF_ADDRESS,
)


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
    page = ann.send("/join", code=typed, name="", key=ann.key("/")).text
    assert "Your seat: South" in page
    answer = ann.send(f"/slip/{code}", name="", key=fields_of(page, "key")[0])
    assert answer.headers["location"] == "/seat"


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
    page = ann.send("/join", code=code, name=" Zoé & <Bo> ", key=ann.key("/")).text
    assert fields_of(page, "name") == ["Zoé & <Bo>"]


def test_a_slip_works_on_a_second_device_and_both_see_each_other(room: Visited) -> None:
    first, second = room.sit("north", "envoy", "Ann"), room.sit("north", "envoy", "Tablet")
    for browser in (first, second):
        page = browser.get("/seat").text
        assert "Ann" in page
        assert "Tablet" in page
    assert "Tablet" in room.console().get("/console").text


def test_a_slip_that_its_person_opens_in_another_browser_is_one_device(room: Visited) -> None:
    first, second = room.sit("north", "envoy", "Ann"), room.sit("north", "envoy", "ann")
    assert [each.name for each in room.room.devices.values() if each.place] == ["ann"]
    assert second.get("/seat").status_code == 200
    assert "You hold the pen" in second.get("/seat").text, "it has what the first one had"
    assert first.get("/seat").headers["location"] == "/"
    page = room.console().get("/console", **{"x-view": "1"}).text
    assert "<b>ann" in page or "ann, away" in page
    assert "<b>Ann</b>" not in page, "nobody waits for the first any more"
    for _ in range(2):
        room.sit("south", name="Bo")  # no seat of its own: whoever is away is the same person
    assert sum(each.name == "Bo" and bool(each.place) for each in room.room.devices.values()) == 1


def test_lost_devices_are_listed_no_longer_and_their_hands_go_down(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, ann, bob = room.browser(), room.sit("north", "envoy", "Ann"), room.sit("south")
    waits.send("/join", code=room.room.code, name="Zoe", key=waits.key("/"))
    ann.do("hand", up="1")
    console = room.console()
    assert "Zoe" in console.get("/console").text
    assert "Raised hands" in console.get("/console").text
    later = room.live.day.now() + LOST_SECONDS + 1
    monkeypatch.setattr(room.live.day, "now", lambda: later)
    room.live.change()
    page = console.get("/console").text
    assert "Zoe" not in page
    assert "Raised hands" not in page
    assert bob.get("/seat").status_code == 200, "its seat stays its own"


def test_in_the_briefing_a_seat_opens_the_papers(tmp_path: Path) -> None:
    room = visit(tmp_path, "minutes: [60, 90]")
    seated = room.sit("south")
    assert seated.get("/seat").headers["location"] == "/seat?tab=papers"
    assert seated.get("/seat?tab=decide").status_code == 200
    assert room.room.decide_for(1, "north", [Pass()], "first") is None
    assert seated.get("/seat").status_code == 200, "it decides now"


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


def test_too_many_wrong_codes_cost_time_and_appear_on_the_console(room: Visited) -> None:
    thief, console = room.browser("10.0.0.66"), room.console()
    for number in range(MOST_WRONG_CODES_OF_ADDRESS):
        answer = thief.send("/join", code="22222222", key=f"k{number}")
        assert answer.status_code == 403
        assert "There is no such code" in answer.text
    for _ in range(2):
        assert thief.send("/join", code=room.room.code, key="k").status_code == 429
    other = room.browser("10.0.0.7")
    assert other.send("/join", code=room.room.code, key="o").status_code == 303
    page = console.get("/console").text
    assert "40 wrong codes from 10.0.0.66, typed where people join, the last at" in page
    room.clock.now += 61
    assert thief.send("/join", code=room.room.code, key="k").status_code == 303


def test_five_wrong_codes_of_a_device_cost_it_time_and_nobody_else(room: Visited) -> None:
    ann, bob, cho = room.sit("south"), room.sit("north", "envoy"), room.browser()
    for number in range(MOST_WRONG_CODES):
        assert ann.send("/join", code="22222222", key=f"k{number}").status_code == 403
    path = f"/slip/{room.slip('north', 'elder')}"
    assert ann.send("/join", code=room.room.code, key="k").status_code == 429
    assert ann.get("/seat").status_code == 200
    assert bob.send("/join", code=room.room.code, key="b").status_code == 303
    assert cho.send(path, key=cho.key(path)).headers["location"] == "/seat"
    room.clock.now += 13
    assert ann.send("/join", code=room.room.code, key="k").status_code == 303


def test_sixty_people_behind_one_router_may_mistype_and_join(room: Visited) -> None:
    for number in range(2 * 60):
        browser = room.browser("10.0.0.1")
        if number % 3 == 0:
            assert browser.send("/join", code="WRONG2", key=f"w{number}").status_code == 403
        assert browser.send("/join", code=room.room.code, key=f"k{number}").status_code == 303
        room.clock.now += 1  # two each second would be quick for people
    assert len(room.room.devices) == 120


def test_wrong_codes_are_told_with_their_page_until_they_are_dismissed(room: Visited) -> None:
    console = room.console()
    thief, other = room.browser("10.0.0.66"), room.browser("10.0.0.77")
    thief.get("/slip/22222222")
    thief.send("/console/key", console_key="ABCD-EFGH-JKMN")
    page = console.get("/console").text
    assert "1 wrong code from 10.0.0.66, in the link of a slip, at " in page
    assert "1 wrong key of the console from 10.0.0.66, typed at " in page
    dismiss = {"do": "dismiss-incidents", "number": fields_of(page, "number")[0]}
    # It came after the page was drawn on which the facilitator presses the button.
    other.send("/join", code="22222222", key="k")
    assert console.send("/console/do", key=fields_of(page, "key")[0], **dismiss).status_code == 303
    page = console.get("/console").text
    assert "10.0.0.66" not in page
    assert "1 wrong code from 10.0.0.77, typed where people join at " in page
    thief.get("/slip/22222222")
    assert "1 wrong code from 10.0.0.66" in console.get("/console").text


def test_links_with_wrong_codes_shut_nobody_out(room: Visited) -> None:
    """Any page of another site, or a picture in it, can make a browser ask for them."""
    ann, foreign = room.sit("south"), {"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}
    for number in range(MOST_WRONG_CODES_OF_ADDRESS):
        for browser in (room.browser(), ann):
            browser.get(f"/slip/2222{number}", **foreign)
            browser.client.head(f"/slip/2222{number}")
    right = console_key(room.room.key)
    console = room.browser()
    assert console.send("/console/key", console_key=right).headers["location"] == "/console"
    assert "45 wrong codes from 127.0.0.1, in links of slips" in console.get("/console").text
    assert room.browser().send("/join", code=room.room.code, key="k").status_code == 303
    assert room.sit("north", "envoy").get("/seat").status_code == 200
    assert ann.send("/join", code=room.room.code, key="k").status_code == 303


def test_guessed_links_tell_nothing_after_a_while_and_lead_to_the_form(room: Visited) -> None:
    thief, right = room.browser("10.0.0.66"), room.slip("south")
    for guess in ("22222222", right[:-1], f"{right}2", "x" * 5000, "%00"):
        assert thief.get(f"/slip/{guess}").status_code == 403
    for _ in range(MOST_WRONG_CODES_OF_ADDRESS - 5):
        thief.get("/slip/22222222")
    wrong, page = thief.get("/slip/22222222"), thief.get(f"/slip/{right}")
    assert [wrong.status_code, page.status_code] == [200, 200]
    assert "Check the code, then send it." in page.text
    assert "South" not in page.text
    assert fields_of(page.text, "code") == [right]
    assert wrong.text.count("22222222") == page.text.count(right) == 1
    # Whoever has the slip goes on by the form.
    page = thief.send("/join", code=right, name="Ann", key=fields_of(page.text, "key")[0])
    answer = thief.send(f"/slip/{right}", name="Ann", key=fields_of(page.text, "key")[0])
    assert answer.headers["location"] == "/seat"
    room.clock.now += 2
    assert room.browser("10.0.0.66").get(f"/slip/{right}").text.count("Your seat: South") == 1


def test_codes_sent_from_pages_of_slips_are_limited_like_those_that_are_typed(
    room: Visited,
) -> None:
    thief = room.browser("10.0.0.66")
    for number in range(MOST_WRONG_CODES_OF_ADDRESS):
        assert thief.send(f"/slip/2222{number}", key="k").status_code == 403
    assert thief.send(f"/slip/{room.slip('south')}", key="k").status_code == 429
    assert "40 wrong codes from 10.0.0.66, sent from pages" in room.console().get("/console").text
    assert not room.room.devices


def test_wrong_keys_of_the_console_are_limited_and_shut_nobody_else_out(room: Visited) -> None:
    thief = room.browser("10.0.0.66")
    for _ in range(MOST_WRONG_CODES_OF_ADDRESS):
        assert thief.send("/console/key", console_key="ABCD-EFGH-JKMN").status_code == 403
    right = console_key(room.room.key)
    assert thief.send("/console/key", console_key=right).status_code == 429
    assert thief.send("/join", code=room.room.code, key="k").status_code == 303
    room.clock.now += 61
    assert thief.send("/console/key", console_key=right).headers["location"] == "/console"


def test_wrong_codes_do_not_lock_the_key_of_the_console(room: Visited) -> None:
    for number in range(MOST_WRONG_CODES_OF_ADDRESS + 2):
        room.browser().send("/join", code="22222222", key=f"j{number}")
        room.browser().send(f"/slip/2222{number}", key=f"s{number}")
    answer = room.browser().send("/console/key", console_key=console_key(room.room.key))
    assert answer.headers["location"] == "/console"


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


def test_too_many_devices_that_join_at_once_wait_a_moment(room: Visited) -> None:
    for number in range(MOST_JOINS_OF_ADDRESS + 1):
        browser = room.browser("10.0.0.66")
        answer = browser.send("/join", code=room.room.code, key=f"k{number}")
    assert answer.status_code == 429
    assert "Wait a moment" in answer.text
    assert len(room.room.devices) == MOST_JOINS_OF_ADDRESS
    assert "1 device from 10.0.0.66 was told to wait" in room.console().get("/console").text
    path = f"/slip/{room.slip('south')}"
    assert room.browser("10.0.0.66").send(path, key="slip").headers["location"] == "/seat"
    other = room.browser("10.0.0.7")
    assert other.send("/join", code=room.room.code, key="o").status_code == 303
    room.clock.now += JOIN_SECONDS / MOST_JOINS_OF_ADDRESS
    assert browser.send("/join", code=room.room.code, key="k").status_code == 303


def test_a_form_that_is_sent_again_is_no_other_device(room: Visited) -> None:
    browser = room.browser()
    for _ in range(MOST_JOINS_OF_ADDRESS + 2):
        browser.client.cookies.clear()
        assert browser.send("/join", code=room.room.code, key="k").status_code == 303
    assert len(room.room.devices) == 1


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
