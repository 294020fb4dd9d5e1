"""The console shows what only the facilitator may see, and every form on it does something."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
from pathlib import Path

import pytest
import tiny
from attrs import astuple
from shipped_rooms import open_in_play
from tinyroom import reopen
from visiting import Visited, visit

from game.bargaining.bridge import find_bridge
from game.model.decisions import Act, Move, Pass
from game.model.players import UNIFORM
from game.room.events import HandRaised, Joined, NoteTaken, Seated, TimeSet
from game.web.posts.console_posts import do_at_console
from game.web.posts.forms import BadForm, Form

INJECTS = (
    tiny.TABLE
    + """
injects:
  storm: {name: Storm, text: It storms., at: 1, effects: {trust: -5}}
  calm: {name: Calm, text: It is calm.}
"""
)
KNOWN = {
    "seat", "unseat", "reissue", "pause", "resume", "fire", "hold", "release", "announce",
    "step-back", "minutes", "note", "hand-over", "decide-for", "track", "end", "agenda",
    "session", "pen", "more-time", "lock", "hide", "lower-hand", "dismiss-incidents",
    "wall", "reveal", "seat-all", "close-seats",
}  # fmt: skip


def console_of(room: Visited) -> str:
    """What the console shows."""
    return room.console().get("/console", **{"x-view": "1"}).text


def forms_of(page: str) -> list[dict[str, str]]:
    """What each form on a page would send; of several buttons, a form each."""
    forms = []
    for head, body in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.DOTALL):
        assert 'method="post" action="/console/do"' in head
        fields: dict[str, str] = {}
        for tag in re.findall(r"<input[^>]*>", body):
            name, text = attribute(tag, "name"), attribute(tag, "value")
            if name:
                fields[name] = text or ("7" if 'type="number"' in tag else "Words.")
        for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', body):
            first = re.search(r'value="([^"]*)"', options)
            fields[name] = html.unescape(first[1]) if first is not None else ""
        for button in re.findall(r"<button[^>]*>", body):
            name = attribute(button, "name")
            forms.append({**fields, **({name: attribute(button, "value")} if name else {})})
    return forms


def attribute(tag: str, name: str) -> str:
    match = re.search(rf' {name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match is not None else ""


def test_raised_hands_of_all_tables_stand_at_the_head_and_can_be_lowered(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    ann, cho = room.sit("north", "envoy", "Ann"), room.sit("south", name="Cho", table=2)
    for browser in (cho, ann):
        assert browser.do("hand", up="1").status_code == 303
    page = console_of(room)
    head = page[page.index("Raised hands") : page.index('class="columns"')]
    assert re.findall(r"<b>(\w+)</b>", head) == ["Cho", "Ann"]
    assert '<a href="/console?table=2">Table 2, South</a>' in head
    form = next(form for form in forms_of(head) if form["do"] == "lower-hand")
    assert room.console().send("/console/do", **form).status_code == 303
    assert [each.hand for each in room.room.devices.values()] == [True, False]
    assert "Lower hand" in ann.get("/seat").text
    assert "Lower hand" not in cho.get("/seat").text
    assert "Cho</b>" not in console_of(room)


def test_raised_hands_go_down_when_the_turn_of_their_table_ends(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    ann, cho = room.sit("north", "envoy", "Ann"), room.sit("south", name="Cho", table=2)
    for browser in (ann, cho):
        browser.do("hand", up="1")
    for side, move in (("north", "warm"), ("south", "cool")):
        assert [each.hand for each in room.room.devices.values()] == [True, True]
        moves: tuple[Move, ...] = Act(move), Pass()
        for number, each in enumerate(moves):
            assert room.room.decide_for(1, side, [each], f"{side}{number}") is None
    assert room.room.tables[1].game.state.turn == 2
    assert [each.hand for each in room.room.devices.values()] == [False, True]
    assert "Ann</b>" not in console_of(room).partition('class="columns"')[0]
    # What stands in the journal stands for the room that is continued.
    assert [each.hand for each in reopen(room.room).devices.values()] == [False, True]


def test_what_happened_last_names_its_cause_once(tmp_path: Path) -> None:
    room = visit(tmp_path, "each_turn: {from: 1, effects: {heat: +1}}")
    assert room.room.decide_for(1, "north", [Act("warm")], "warm") is None
    shown = re.sub(r"<[^>]+>", " ", console_of(room).partition('class="panel latest"')[2])
    shown = " ".join(shown.split())
    assert "A new turn: heat +1, now 1." in shown
    assert "North: Warm. Trust +3, now 53." in shown


def test_every_form_names_something_that_the_console_can_do(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 27, people=8)
    assert room.room.do(Joined("late", "Late", "en")) is None
    # Another device of the first seat, to which the pen can be given.
    assert room.room.do(Joined("second", "Second", "en")) is None
    assert room.room.do(Seated("second", *astuple(room.room.places[0]))) is None
    assert room.room.do(TimeSet(5)) is None
    assert room.room.do(HandRaised("second", up=True)) is None
    room.browser().get("/slip/22222222")
    forms = forms_of(console_of(room))
    offered = {form["do"] for form in forms}
    assert offered <= KNOWN
    assert offered == KNOWN - {"resume", "release", "hide", "reveal"}
    for form in forms:
        assert form["key"]
        # Each can be read: it is done, or refused for a reason.
        fields = {**form, "key": f"{form['key']}{len(repr(form))}"}
        if form["do"] not in ("end", "step-back", "hand-over", "unseat", "reissue"):
            try:
                do_at_console(room.live, Form(fields))
            except BadForm:
                pytest.fail(f"unreadable: {form}")


def test_a_held_inject_can_be_released_and_a_pause_ended(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    console = room.console()
    for form in ({"do": "hold", "inject": "storm"}, {"do": "pause"}):
        answer = console.send("/console/do", table="1", key=form["do"], **form)
        assert answer.status_code == 303
    offered = {form["do"] for form in forms_of(console_of(room))}
    assert {"resume", "release"} <= offered
    assert "Held back" in console_of(room)


def test_the_standing_offer_is_shown_issue_by_issue_with_worths_and_bridge(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 27)
    page, game = console_of(room), room.room.tables[1].game
    assert "Standing offer by China" in page
    view = room.live.game_in(1, "en").view("facilitator").tables["minute"]
    assert view.offer is not None
    rows = re.findall(r'<tr class="(swap)?">(.*?)</tr>', page, re.DOTALL)
    assert len(rows) == len(view.offer)
    totals = [0, 0]
    for _, row in rows:
        for index, figure in enumerate(re.findall(r'<td class="num[^>]*>([^<]*)<', row)):
            totals[index] += int(figure.replace("−", "-"))
    assert totals == list(view.worths.values())
    bridge = find_bridge(game.rules, game.state, "minute")
    assert bridge is not None
    assert sum(bool(swap) for swap, _ in rows) == len(bridge.changes)
    assert f"EU +{bridge.gains['eu']}" in page
    assert "Pareto frontier" in page


def test_the_facilitator_confirms_for_a_side_what_it_has_prepared(tmp_path: Path) -> None:
    room = visit(tmp_path)
    ann = room.sit("north", "envoy", "Ann")
    assert ann.do("select", action="warm").status_code == 303
    assert ann.do("select", action="cool").status_code == 303
    assert "What it has selected: Warm and Cool" in console_of(room)
    forms = [form for form in forms_of(console_of(room)) if form["do"] == "decide-for"]
    assert (forms[0]["side"], forms[0]["move"]) == ("north", "prepared:actions")
    assert room.console().send("/console/do", **forms[0]).status_code == 303
    lines = room.room.tables[1].game.lines
    assert [str(line.action) for line in lines] == ["north: warm", "north: cool"]
    assert all(line.by_facilitator for line in lines)


def test_the_facilitator_sends_the_offer_that_a_side_has_drafted(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE)
    cho = room.sit("south", name="Cho")
    cho.do("draft", negotiation="pact", issue="scope", option="medium")
    fields = {"do": "decide-for", "table": "1", "side": "south", "move": "prepared:offer"}
    assert "The offer that it has drafted" in console_of(room)
    assert room.console().send("/console/do", key="offer", **fields).status_code == 303
    (line,) = room.room.tables[1].game.lines
    assert "scope=medium" in str(line.action)
    # North has nothing drafted that was seen; whoever isn't asked can't be decided for.
    assert room.console().send("/console/do", key="again", **fields).status_code == 409


def test_the_facilitator_gives_the_pen_to_a_device(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.sit("north", "envoy", "Ann")
    room.sit("north", "elder", "Bob")
    ann, bob = room.room.devices
    assert room.room.tables[1].pens == {"north": ann}
    forms = [form for form in forms_of(console_of(room)) if form["do"] == "pen"]
    assert [form["device"] for form in forms] == [bob]
    assert room.console().send("/console/do", **forms[0]).status_code == 303
    assert room.room.tables[1].pens == {"north": bob}


def test_without_an_open_table_the_console_says_so(tmp_path: Path) -> None:
    assert "No table is open" in console_of(open_in_play("kuala-lumpur", tmp_path, 22))


def test_hidden_tracks_stand_under_who_sees_them(tmp_path: Path) -> None:
    page = console_of(open_in_play("nexperia-standoff", tmp_path, 20))
    _, _, hidden = page.partition("Hidden tracks")
    heads = ("Only the Netherlands sees", "Only China sees", "No team sees")
    places = [hidden.index(head) for head in heads]
    assert places == sorted(places)
    assert hidden.index("Face at home") > places[1]
    assert "Trust" not in hidden[: hidden.index("</section>")]


def test_the_console_says_whom_the_table_waits_for_and_since_when(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    page = console_of(room)
    assert re.search(r"Waiting for South <time[^>]* data-since=\"\d{10}\"", page)
    cho = room.sit("south", name="Cho")
    assert cho.do("confirm", what="pass").status_code == 303
    assert "Waiting for North" in console_of(room)


def test_seats_show_devices_pen_hand_and_bots(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS)
    room.sit("north", "envoy", "Ann")
    device = next(iter(room.room.devices))
    assert room.room.do(HandRaised(device, up=True)) is None
    page = console_of(room)
    assert re.search(r"Ann, away <time[^>]* data-since=\"\d{10}\"", page)
    assert re.search(r">Hand</span> <time[^>]* data-since=\"\d{10}\"[^>]*></time></em>", page)
    assert ">Pen</em>" in page
    room.live.connect(device)
    assert "Ann, connected" in console_of(room)
    answer = room.console().send(
        "/console/do", do="hand-over", table="1", side="south", player=UNIFORM, key="bot"
    )
    assert answer.status_code == 303
    assert "Played by a bot" in console_of(room)


def test_a_team_is_told_that_a_bot_plays_for_it(tmp_path: Path) -> None:
    room = visit(tmp_path)
    cho = room.sit("south", name="Cho")
    told = "A bot plays for your side now."
    for player, plays in ((UNIFORM, True), ("me", False)):
        fields = {"do": "hand-over", "table": "1", "side": "south", "player": player}
        assert room.console().send("/console/do", key=player, **fields).status_code == 303
        assert (told in cho.get("/seat").text) == plays


def test_what_comes_next_tells_its_trigger_and_this_turn_comes_first(tmp_path: Path) -> None:
    page = console_of(open_in_play("kuala-lumpur", tmp_path, 27))
    _, _, coming = page.partition("What comes next")
    name = "Officials meet in Brussels</b><span>Turn 5</span>"
    assert coming.index("This turn") < coming.index(name) < coming.index("Later turns")
    by_hand = console_of(visit(tmp_path / "tiny", INJECTS)).partition("Only by hand")[2]
    assert "<b>Calm</b>" in by_hand


def test_what_comes_next_tells_what_each_event_and_each_answer_does(tmp_path: Path) -> None:
    asks = "    ask: [south]\n    answers: {give: {name: Give in, effects: {trust: +2}}}\n"
    whole = INJECTS + "  plea:\n    name: Plea\n" + asks
    page = console_of(visit(tmp_path, whole + "    text: They plead.\n"))
    coming = page.partition("What comes next")[2]
    assert "<b>Answer “Give in”:</b> Trust +2." in coming
    assert "<b>What it does:</b> Trust −5." in coming


def test_notes_are_shown_with_time_and_objective_as_text(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 0)
    note = NoteTaken(1, 1, 3, "<script>alert(1)</script>", "2026-11-28T08:01:00Z")
    assert room.room.do(note) is None
    page = console_of(room)
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert re.search(r'<span class="time">\d\d:\d\d</span><p><b title="Manage[^"]+">LO4</b>', page)


def test_a_note_keeps_its_time_when_the_room_is_continued(tmp_path: Path) -> None:
    room = visit(tmp_path)
    answer = room.console().send(
        "/console/do", do="note", table="1", objective="0", words="They wait.", key="note"
    )
    assert answer.status_code == 303
    (note,) = room.room.notes
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+Z", note.at)


def test_notes_are_a_file_for_the_facilitator_alone(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 27, tables=2)
    for table, objective, text in ((2, 3, "They asked, “why?”"), (1, 0, "=1+1")):
        note = NoteTaken(table, 2, objective, text, "2026-11-28T08:01:00Z", line=3 - table)
        assert room.room.do(note) is None
    assert 'href="/console/notes.csv"' in console_of(room)
    refused = room.browser().get("/console/notes.csv")
    assert refused.status_code == 403
    assert "why?" not in refused.text
    answer = room.console().get("/console/notes.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    heads = ["What had just happened", "Learning objective", "Note", "Author"]
    assert rows[0] == ["Table", "Time", "Turn", *heads]
    assert [rows[1][0], *rows[1][2:]] == [
        *("2", "2", "", "Manage the inner table", "They asked, “why?”", ""),
    ]
    # Each belongs to what had just happened; no spreadsheet takes a note for a formula.
    assert rows[2][3] == "The hall in Kuala Lumpur +5, now 55."
    assert rows[2][4:] == ["", "'=1+1", ""]


def test_after_the_end_nothing_can_be_fired(tmp_path: Path) -> None:
    page = console_of(open_in_play("kuala-lumpur", tmp_path, 1000))
    assert "Nothing more can happen" in page
    offered = {form["do"] for form in forms_of(page)}
    assert not offered & {"fire", "hold", "end", "decide-for", "track", "hand-over"}


def test_a_console_is_small_as_it_is_sent(tmp_path: Path) -> None:
    page = console_of(open_in_play("countermeasures", tmp_path, 34, people=9))
    assert len(gzip.compress(page.encode())) < 15_000


def test_a_waiting_person_gets_no_seat_that_nobody_chose(tmp_path: Path) -> None:
    room = visit(tmp_path)
    assert room.room.do(Joined("late", "Late", "en")) is None
    (form,) = (form for form in forms_of(console_of(room)) if form["do"] == "seat")
    assert form["place"] == ""
    answer = room.console().send("/console/do", **form)
    assert answer.status_code == 409
    assert "Choose a seat in the list first." in answer.text
    assert room.room.devices["late"].waits


def test_what_was_set_is_said_for_a_moment(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.console().send("/console/do", do="minutes", minutes="4", key="m")
    assert re.search(
        r'<p class="notice done" role="status" data-from="\d+" data-till="\d+">'
        "4 minutes for each decision.</p>",
        console_of(room),
    )
    room.console().send("/console/do", do="pause", table="1", key="p")
    assert "4 minutes for each decision." not in console_of(room)
