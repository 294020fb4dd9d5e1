"""What forms do, what they may not do, and what becomes of those that can't be read."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import tiny
import tinyroom
from shipped_rooms import open_in_play
from starlette.requests import Request
from starlette.types import Message
from visiting import ORIGIN, Browser, Visited, fields_of, selected_on, visit

from game.room.people import Place
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import Pause
from game.web.limits import LARGEST_FORM, MOST_FIELDS
from game.web.posts import forms
from game.web.posts.forms import BadForm, read_form

KEEP_OPEN = """
injects:
  storm: {name: Storm, text: It storms., effects: {trust: -5}}
"""


def lines(room: Visited) -> list[str]:
    """The record of the game."""
    return [str(line.action) for line in room.room.tables[1].game.lines]


@pytest.fixture
def room(tmp_path: Path) -> Visited:
    return visit(tmp_path)


def test_two_things_done_on_one_page_before_it_changes_are_both_done(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    page = ann.get("/seat").text
    key, moment = (fields_of(page, name)[0] for name in ("key", "moment"))
    for fields in ({"do": "hand", "up": "1"}, {"do": "select", "action": "warm"}):
        assert ann.send("/do", key=key, moment=moment, **fields).status_code == 303
    assert selected_on(ann.get("/seat").text) == ["warm"]
    assert [each.hand for each in room.room.devices.values()] == [True]


LONG = "<b>Long</b> \U0001f43c\n" + "x" * 487
"""A message of one character too many."""


def test_a_message_that_is_too_long_is_refused_and_stands_in_the_form_as_typed(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, "talk: open\n")
    ann = room.sit("north", "envoy")
    sent = LONG.replace("\n", "\r\n")
    form = {"do": "say", "tab": "messages", "to": "south"}
    answer = ann.send("/do", words=sent, key="a", **form)
    assert answer.status_code == 409
    assert "at most 500 characters can be sent" in answer.text
    shown = LONG.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;")
    assert f"required>\n{shown}</textarea>" in answer.text
    assert '<option value="south" selected>' in answer.text
    page = ann.get("/seat?tab=messages").text
    assert "maxlength" not in page
    assert "at most 500 characters" in page
    assert not lines(room)
    assert ann.send("/do", words=sent[:-1], key="b", **form).status_code == 303
    assert room.room.tables[1].game.lines[-1].note == LONG[:-1]


def test_what_is_said_with_a_decision_is_shown_to_the_own_side_before_it_is_confirmed(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE + "talk: offers\n")
    ann, bob, cho = room.sit("south"), room.sit("south"), room.sit("north", "envoy")
    code = next(s.code for s in room.room.observer_slips() if s.watch.side == "south")
    eve, path = room.browser(), f"/slip/{code}"
    assert eve.send(path, key=eve.key(path)).status_code == 303
    assert "What your side writes with it" not in bob.get("/seat").text
    for issue, option in (("scope", "small"), ("terms", "loose")):
        ann.do("draft", negotiation="pact", issue=issue, option=option)
    moment = fields_of(ann.get("/seat").text, "moment")[0]
    assert ann.do("share", note="<i>Fair</i>.\r\nBe kind.").status_code == 303
    page = bob.get("/seat").text
    assert "What your side writes with it" in page
    assert '<p class="quote">&lt;i&gt;Fair&lt;/i&gt;.</p><p class="quote">Be kind.</p>' in page
    assert ">\n&lt;i&gt;Fair&lt;/i&gt;.\nBe kind.</textarea>" in ann.get("/seat").text
    for reader in (eve.get("/observe").text, room.console().get("/console").text):
        assert "“&lt;i&gt;Fair&lt;/i&gt;." in reader
    assert "Be kind." not in cho.get("/seat").text
    assert bob.do("share", moment=moment, note="No.").status_code == 409
    # Whoever takes the pen goes on from these words.
    bob.do("pen")
    assert ">\n&lt;i&gt;Fair&lt;/i&gt;.\nBe kind.</textarea>" in bob.get("/seat").text
    assert bob.do("confirm", what="offer", note="Be kind.").status_code == 303
    assert room.room.tables[1].game.lines[-1].note == "Be kind."
    # What comes after the decision is late, and refuses nothing.
    assert ann.do("share", moment=moment, note="Late.").status_code == 303
    assert "Be kind." not in eve.get("/observe").text.split("Standing offer")[0]


def test_words_of_a_decision_that_are_refused_stand_in_the_form_as_typed(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE + "talk: offers\n")
    cho = room.sit("south")
    sent = "x" * 138 + "\r\n<i>"
    answer = cho.do("confirm", what="offer", note=sent)
    assert answer.status_code == 409
    assert "x\n&lt;i&gt;</textarea>" in answer.text
    assert cho.do("confirm", what="offer", note=sent[:-2]).status_code == 303
    assert room.room.tables[1].game.lines[-1].note == "x" * 138 + "\n<"


def test_the_next_message_goes_to_whom_the_last_one_went(tmp_path: Path) -> None:
    room = visit(tmp_path, "talk: open\n")
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    assert '<option value="all" selected>' in ann.get("/seat?tab=messages").text
    answer = ann.do("say", tab="messages", to="south", words="For you.")
    assert '<option value="south" selected>' in ann.get(answer.headers["location"]).text
    mates = bob.get("/seat?tab=messages").text
    assert "For you." in mates
    assert '<option value="all" selected>' in mates


def test_a_form_that_is_sent_twice_has_one_effect(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    page = ann.get("/seat").text
    form = {"do": "confirm", "what": "actions", "fingerprint": fields_of(page, "fingerprint")[0]}
    for _ in range(2):
        assert ann.send("/do", key="k", **form).status_code == 303
    key = "the-same"
    for _ in range(2):
        assert ann.send("/do", do="hand", up="1", key=key).status_code == 303
    (device,) = room.room.devices
    assert room.room.devices[device].hand
    assert ann.send("/do", do="hand", up="0", key="another").status_code == 303
    assert ann.send("/do", do="hand", up="1", key=key).status_code == 303, "it comes late"
    assert not room.room.devices[device].hand
    assert lines(room) == ["north: pass"]


def test_a_key_that_another_device_has_used_still_counts(room: Visited) -> None:
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    assert bob.send("/do", do="hand", up="1", key="k").status_code == 303
    assert ann.send("/do", do="hand", up="1", key="k").status_code == 303
    assert [each.hand for each in room.room.devices.values()] == [True, True]


def test_an_old_draft_confirms_nothing_and_the_page_says_why(room: Visited) -> None:
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    old = fields_of(ann.get("/seat").text, "fingerprint")[0]
    bob.do("select", action="warm")
    answer = ann.send("/do", do="confirm", what="actions", fingerprint=old, key="k", tab="decide")
    assert answer.status_code == 409
    assert 'role="status">What your side has prepared has changed' in answer.text
    assert selected_on(answer.text) == ["warm"]
    assert not lines(room)
    # The same form, with what the page shows now, counts although it was refused before.
    new = fields_of(answer.text, "fingerprint")[0]
    again = ann.send("/do", do="confirm", what="actions", fingerprint=new, key="k")
    assert again.status_code == 303
    assert lines(room) == ["north: warm", "north: pass"]


def test_of_two_devices_that_press_at_once_the_pen_confirms(room: Visited) -> None:
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    mark = room.room.tables[1].fingerprint("north")
    assert bob.do("confirm", what="actions", fingerprint=mark).status_code == 409
    assert bob.do("pen").status_code == 303
    assert ann.do("pen").status_code == 303
    refused = bob.do("confirm", what="actions", fingerprint=mark)
    assert refused.status_code == 409
    assert "holds the pen" in refused.text
    assert ann.do("confirm", what="actions").status_code == 303


def test_whoever_loses_the_pen_reads_who_has_taken_it(room: Visited) -> None:
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    cho = room.sit("south")
    before = cho.get("/seat").text
    assert bob.do("pen").status_code == 303
    assert "Elder has taken the pen" in ann.get("/seat").text
    assert "You hold the pen" in bob.get("/seat").text
    assert "has taken the pen" not in bob.get("/seat").text
    assert "Elder" not in before + cho.get("/seat").text
    assert ann.do("pen").status_code == 303
    assert "Envoy has taken the pen" in bob.get("/seat").text


def test_whoever_wants_the_pen_as_it_confirms_reads_that_it_came_too_late(room: Visited) -> None:
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    (step,) = fields_of(bob.get("/seat").text, "step")
    assert ann.do("confirm", what="actions").status_code == 303
    late = bob.do("pen", step=step)
    assert late.status_code == 409
    sentence = "You didn’t get the pen: Envoy has just confirmed."
    assert f'<p class="notice" role="status">{sentence}</p>' in late.text
    holder = room.room.tables[1].pens["north"]
    assert room.room.devices[holder].place == Place(1, "north", "envoy")
    assert bob.do("pen", step="nonsense").status_code == 303


def test_the_pen_is_taken_from_a_page_that_shows_what_was_confirmed(tmp_path: Path) -> None:
    room = visit(tmp_path)
    ann, bob, cho = room.sit("north", "envoy"), room.sit("north", "elder"), room.sit("south")
    assert ann.do("confirm", what="actions").status_code == 303
    assert cho.do("confirm", what="actions").status_code == 303
    (step,) = fields_of(bob.get("/seat").text, "step")
    assert bob.do("pen", step=step).status_code == 303
    holder = room.room.tables[1].pens["north"]
    assert room.room.devices[holder].place == Place(1, "north", "elder")


def test_the_other_sides_confirmation_makes_no_page_out_of_date(room: Visited) -> None:
    ann, cho = room.sit("north", "envoy"), room.sit("south")
    mark = fields_of(ann.get("/seat").text, "fingerprint")[0]
    assert cho.do("confirm", what="actions").status_code == 303
    answer = ann.send("/do", do="confirm", what="actions", fingerprint=mark, key="k")
    assert answer.status_code == 303


def test_a_device_decides_for_its_own_side_only(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    mark = room.room.tables[1].fingerprint("south")
    form = {"do": "confirm", "what": "actions", "fingerprint": mark, "key": "k"}
    ann.send("/do", **form, side="south", device="cho", table="1")
    assert not any(line.startswith("south") for line in lines(room))
    moment = room.room.tables[1].moment("south")
    ann.send("/do", do="select", action="warm", moment=moment, key="l", side="south")
    assert room.room.tables[1].selection("south").picks == ()


def test_a_device_whose_seat_was_taken_away_does_nothing_more(room: Visited) -> None:
    ann, console = room.sit("north", "envoy"), room.console()
    form = {"do": "hand", "up": "1", "key": "k"}
    device = next(iter(room.room.devices))
    console.send("/console/do", do="unseat", device=device, key=console.key("/console"))
    answer = ann.send("/do", **form)
    assert answer.status_code == 409
    assert "You have no seat" in answer.text
    assert not room.room.devices[device].hand


def test_a_stranger_does_nothing(room: Visited) -> None:
    assert room.browser().send("/do", do="pen", key="k").status_code == 403
    stranger = room.browser()
    stranger.client.cookies.set(f"device_{room.room.code}", "0" * 64)
    assert stranger.send("/do", do="pen", key="k").status_code == 403


def test_in_a_pause_nobody_confirms_and_the_page_says_so(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    assert room.room.order(1, [Pause()]) is None
    answer = ann.do("confirm", what="actions")
    assert answer.status_code == 409
    assert 'role="status"' in answer.text
    assert room.room.tables[1].game.paused


def test_with_the_header_of_the_module_only_the_main_part_comes(room: Visited) -> None:
    ann = room.sit("north", "envoy")
    whole, part = ann.get("/seat"), ann.get("/seat", **{"x-view": "1"})
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.headers["x-revision"] in whole.text
    moment = fields_of(whole.text, "moment")[0]
    form = {"do": "select", "action": "warm", "moment": moment, "tab": "decide"}
    chosen = ann.send("/do", x_view="1", key="k1", **form)
    assert chosen.status_code == 200
    assert selected_on(chosen.text) == ["warm"]
    refused = ann.send("/do", x_view="1", key="k2", **{**form, "moment": "old"})
    assert refused.status_code == 409
    assert "<html" not in refused.text


def test_a_worth_that_depends_on_another_issue_says_so_on_the_option(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    south = room.sit("south")
    page = south.get("/seat?tab=decide&issue=scope").text
    depends = '<span class="rung-depends">9 to you, 14 with “Terms” at “Strict”</span>'
    assert page.count('class="rung-depends"') == page.count(depends) == 1


def test_a_draft_begins_again_from_what_the_other_side_offered(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    ann, cho = room.sit("north", "envoy"), room.sit("south")
    cho.do("draft", negotiation="pact", issue="scope", option="small")
    cho.do("confirm", what="offer")
    offered = lines(room)[-1]
    for which in ("theirs", "south"):
        ann.do("draft", negotiation="pact", issue="scope", option="medium")
        assert ann.do("draft-from", negotiation="pact", which=which).status_code == 303
        draft = room.room.tables[1].draft("north")
        assert draft is not None
        assert draft.package["scope"] == "small"
    assert ann.do("draft-from", negotiation="pact", which="agreed").status_code == 409
    assert ann.do("draft-from", negotiation="other", which="theirs").status_code == 409
    assert lines(room)[-1] == offered


def test_a_device_chooses_among_the_languages_of_the_room(room: Visited) -> None:
    ann = room.sit("south")
    assert ann.do("language", language="en").status_code == 303
    assert ann.do("language", language="xx").status_code == 409


def test_whoever_changes_the_language_stays_on_its_tab(tmp_path: Path) -> None:
    ann = open_in_play("kuala-lumpur", tmp_path, 0).sit("eu", "president")
    page = ann.get("/seat?tab=papers").text
    (form,) = re.findall(r'<form[^>]*class="languages".*?</form>', page, re.DOTALL)
    fields = {name: fields_of(form, name)[0] for name in ("key", "do", "tab")}
    answer = ann.send("/do", **fields, language="fr")
    assert (answer.status_code, answer.headers["location"]) == (303, "/seat?tab=papers")
    assert '<html lang="fr">' in ann.get("/seat?tab=papers").text


def test_leaving_gives_the_seat_back(room: Visited) -> None:
    ann = room.sit("south")
    assert ann.do("leave").status_code == 303
    assert ann.get("/seat").headers["location"] == "/"


def post(browser: Browser, body: bytes, kind: str = "application/x-www-form-urlencoded") -> int:
    headers = {"origin": ORIGIN, "content-type": kind}
    return browser.client.post("/do", content=body, headers=headers).status_code


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"do=pen", 400),
        (b"key=k", 400),
        (b"do=fly&key=k", 400),
        (b"do=pen&key=", 400),
        (b"do=pen&key=" + b"k" * 200, 400),
        (b"do=pen&key=%0a", 400),
        (b"do=select&key=k", 400),
        (b"do=%ff&key=k", 400),
        (b"\xff\xfe", 400),
        (b"do", 400),
        (b"&".join(b"a%d=1" % n for n in range(MOST_FIELDS + 1)), 400),
        (b"do=pen&key=k&x=" + b"x" * LARGEST_FORM, 413),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_and_does_nothing(
    body: bytes, status: int, room: Visited
) -> None:
    ann = room.sit("south")
    before = room.room.folder.journal.read_bytes()
    assert post(ann, body) == status
    assert room.room.folder.journal.read_bytes() == before


def test_a_form_of_another_type_is_refused(room: Visited) -> None:
    ann = room.sit("south")
    for kind in ("multipart/form-data; boundary=x", "text/plain", "application/json", ""):
        assert post(ann, b"do=pen&key=k", kind) == 415


def test_a_form_that_does_not_arrive_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FORM_SECONDS", 0.01)

    async def receive() -> Message:
        await asyncio.sleep(10)
        return {}

    kind = (b"content-type", b"application/x-www-form-urlencoded")
    request = Request({"type": "http", "method": "POST", "headers": [kind]}, receive)
    with pytest.raises(BadForm) as refused:
        asyncio.run(read_form(request))
    assert refused.value.status == 408


# The console


def order(browser: Browser, do: str, **fields: Any) -> int:
    sent = {name: str(value) for name, value in fields.items()}
    return browser.send("/console/do", do=do, key=browser.key("/console"), **sent).status_code


def test_the_console_does_what_it_can_do_to_a_game(tmp_path: Path) -> None:
    room = visit(tmp_path, KEEP_OPEN)
    console = room.console()
    assert order(console, "pause", table=1) == 303
    assert order(console, "pause", table=1) == 409
    assert order(console, "resume", table=0) == 303
    assert order(console, "announce", table=0, words="Five minutes.") == 303
    assert order(console, "announce", table=1, words=" ") == 409
    assert order(console, "hold", table=1, inject="storm") in (303, 409)
    assert order(console, "fire", table=1, inject="storm") == 303
    assert order(console, "fire", table=1, inject="nothing") == 409
    assert order(console, "track", table=1, track="trust", to=33) == 303
    assert order(console, "hand-over", table=1, side="south", player="uniform") == 303
    assert order(console, "hand-over", table=1, side="south", player="me") == 303
    assert order(console, "decide-for", table=1, side="north", move="warm") == 303
    assert order(console, "decide-for", table=1, side="north", move="fly away") == 409
    assert order(console, "step-back", table=1, line=2) == 303
    assert order(console, "end", table=1, outcome="calm") == 303
    assert order(console, "pause", table=7) == 409
    done = [line for line in lines(room) if not line.startswith("facilitator: hold")]
    assert done == [
        "pause", "resume", "announce", "facilitator: inject storm", "facilitator: set trust 33",
        "seat south uniform", "seat south me", "north: warm", "rewind 2", "facilitator: end calm",
    ]  # fmt: skip
    assert room.room.tables[1].game.lines[-3].by_facilitator


def test_the_console_sets_the_time_and_takes_notes(room: Visited) -> None:
    console = room.console()
    assert order(console, "minutes", minutes=4) == 303
    assert room.room.minutes == 4
    assert order(console, "minutes", minutes=-1) == 400
    assert order(console, "minutes", minutes="½") == 400
    assert order(console, "note", table=1, objective=0, words="They wait.") == 303
    assert order(console, "note", table=1, objective=0, words="") == 409
    assert order(console, "note", table=4, objective=0, words="They wait.") == 409
    assert [note.text for note in room.room.notes] == ["They wait."]


@pytest.mark.parametrize("place", ["1/south", "1/south/", "1/north/envoy"])
def test_the_console_names_places_in_one_field(place: str, room: Visited) -> None:
    console = room.console()
    assert order(console, "reissue", place=place) == 303


@pytest.mark.parametrize("place", ["x/south/", "/south", "99/south/", "1/nobody/", "1"])
def test_a_place_that_does_not_exist_is_refused(place: str, room: Visited) -> None:
    assert order(room.console(), "reissue", place=place) in (400, 409)


def test_what_cannot_be_kept_is_refused_and_not_done(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = room.sit("north", "envoy")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.room._journal, "append", full)
    answer = ann.do("select", action="warm")
    assert answer.status_code == 409
    assert "can’t save the game" in answer.text
    assert room.room.tables[1].selection("north").picks == ()
    monkeypatch.undo()
    assert ann.do("select", action="warm").status_code == 303


def test_a_decision_that_the_record_could_not_keep_is_taken_once_it_can(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = room.sit("north", "envoy")

    def full(_line: object) -> None:
        raise RecordError("unwritten", reason="No space left on device")

    monkeypatch.setattr(room.room.tables[1].game, "_keep", full)
    assert ann.do("confirm", what="actions").status_code == 409
    assert not lines(room)
    monkeypatch.undo()
    assert ann.do("confirm", what="actions").status_code == 303
    assert lines(room) == ["north: pass"]
    again = tinyroom.reopen(room.room)
    assert [str(line.action) for line in again.tables[1].game.lines] == ["north: pass"]


def test_pages_show_what_the_record_kept_of_a_decision_and_no_more(
    room: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, game = room.sit("north", "envoy"), room.room.tables[1].game
    ann.do("select", action="warm")
    keep = game._keep

    def run_full(line: RecordLine) -> None:
        if line.number > 1:
            raise RecordError("unwritten", reason="No space left on device")
        keep(line)

    monkeypatch.setattr(game, "_keep", run_full)
    assert ann.do("confirm", what="actions").status_code == 409
    assert lines(room) == ["north: warm"]
    monkeypatch.undo()
    page = ann.get("/seat").text
    assert selected_on(page) == []
    assert fields_of(page, "fingerprint") == [room.room.tables[1].fingerprint("north")]
    assert ann.do("confirm", what="actions").status_code == 303
    assert lines(room) == ["north: warm", "north: pass"]


def test_after_a_restart_a_browser_sees_the_same_page_with_the_same_revision(
    room: Visited,
) -> None:
    ann = room.sit("north", "envoy")
    ann.do("select", action="warm")
    before = ann.get("/seat", **{"x-view": "1"})
    again = Visited(tinyroom.reopen(room.room)).browser()
    again.client.cookies.update(ann.client.cookies)
    after = again.get("/seat", **{"x-view": "1"})
    assert after.headers["x-revision"] == before.headers["x-revision"]
    assert without_keys(after.text) == without_keys(before.text)


def without_keys(page: str) -> str:
    return re.sub(r'name="key" value="[^"]*"', "", page)


def test_an_argument_that_is_too_long_is_refused_whatever_page_it_comes_from(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tiny.TABLE)
    cho = room.sit("south")
    for issue, option in (("scope", "small"), ("terms", "loose")):
        cho.do("draft", negotiation="pact", issue=issue, option=option)
    answer = cho.do("confirm", what="offer", note="x" * 141)
    assert answer.status_code == 409
    assert "at most 140 characters" in answer.text
    assert lines(room) == []
    assert cho.do("confirm", what="offer", note="x" * 140).status_code == 303
    assert len(lines(room)) == 1


def test_where_a_scenario_switches_words_off_a_forged_form_brings_none(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE + "talk: none\n")
    cho = room.sit("south")
    for issue, option in (("scope", "small"), ("terms", "loose")):
        cho.do("draft", negotiation="pact", issue=issue, option=option)
    assert cho.do("confirm", what="offer", note="Because.").status_code == 409
    assert lines(room) == []


def new_messages(page: str) -> list[str]:
    """How many are new, as the tab of messages says it; none where it says nothing."""
    return re.findall(r'<span class="count" aria-hidden="true">(\d+)</span>', page)


def test_a_message_is_new_until_its_reader_has_opened_the_messages(tmp_path: Path) -> None:
    room = visit(tmp_path, "talk: open\n")
    ann, bob, eve = (room.sit(*seat) for seat in (("north", "envoy"), ("south", ""), ("south", "")))
    assert new_messages(bob.get("/seat").text) == []
    ann.do("say", tab="messages", to="south", words="For you.")
    for page in ("/seat", "/seat?tab=state", "/seat?tab=messages"):
        assert new_messages(bob.get(page).text) == ["1"]
    assert [new_messages(bob.get(page).text) for page in ("/seat", "/seat?tab=messages")] == [
        [],
        [],
    ]
    assert new_messages(eve.get("/seat").text) == ["1"], "another device has its own reader"
    room.clock.now += 60
    ann.do("say", tab="messages", to="south", words="And again.")
    assert new_messages(bob.get("/seat").text) == ["1"]


def test_a_question_that_is_open_has_one_button_that_confirms(tmp_path: Path) -> None:
    page = visit(tmp_path, tiny.TABLE).sit("south").get("/seat").text
    question = page.partition('<details class="sure plain"')[2].partition("</details>")[0]
    heads = re.findall(r'<span class="([\w-]+)">([^<]*)</span>', question)
    assert heads == [("asks", "Walk out …"), ("not-now", "Not now")]
    assert question.count("<button") == 1
