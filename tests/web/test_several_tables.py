"""A room with several tables: the console has them all, and no seat learns of another table."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from random import Random

import pytest
import tiny
import tinyroom
from attrs import evolve
from kept_games import decisions
from mortal import Mortal
from served import Served, is_quiet, message
from shipped_rooms import open_in_play
from test_room_console import INJECTS, forms_of
from visiting import EVENING, Browser, Visited, visit

from game.cli import main
from game.cli.hosting.announcement import json_line, lines_for_people
from game.model.decisions import Decision, Pass
from game.model.players import ME
from game.presenter.console.results import Results, TableResult, results_file, room_results
from game.presenter.seat.context import TABS
from game.presenter.wall.several_tables import common_readings
from game.presenter.wall.wall_page import wall_page
from game.room.events import Joined, ObservingAsked, SessionBegan
from game.room.opening import begin_room
from game.room.people import Place, console_key
from game.session.records.recorded_actions import read_action
from game.web.network.doors import Door, DoorPlan
from game.web.views import PageView
from game.words.language import ENGLISH

EVENTS = (
    *({"do": "pause"}, {"do": "resume"}, {"do": "fire", "inject": "calm"}),
    *({"do": "hold", "inject": "storm"}, {"do": "release", "inject": "storm"}),
    *({"do": "announce", "words": "Tea."}, {"do": "track", "track": "trust", "to": "7"}),
    *(
        {"do": "note", "words": "They wait.", "objective": "0"},
        {"do": "decide-for", "move": "pass"},
    ),
    *({"do": "hand-over", "side": "north", "player": "uniform"}, {"do": "step-back", "line": "1"}),
    *({"do": "reissue", "place": "1/north/elder"}, {"do": "seat", "place": "1/north/elder"}),
    *({"do": "hand-over", "side": "north", "player": "me"}, {"do": "end"}),
)
"""What the facilitator does at a table, in this order."""


def without_keys(text: str) -> str:
    """A page without what differs each time that it is asked for."""
    return re.sub(r'(name="key" value=)"[^"]*"', r"\1", text)


def pages_of(browser: Browser) -> list[str]:
    """Every byte that a seat is sent but for the keys of its forms."""
    paths = ["/", "/nowhere", *(f"/seat?tab={tab}" for tab in TABS)]
    answers = [browser.get(path) for path in (*paths, "/wall/", "/console")]
    heads = [f"{answer.status_code} {sorted(answer.headers.items())}" for answer in answers]
    heads = [re.sub(r"'content-length', '\d+'", "", head) for head in heads]
    return [*heads, *(without_keys(answer.text) for answer in answers)]


def revisions_of(room: Visited, table: int) -> list[str]:
    """A socket is sent a message whenever that of its page changes."""
    devices = [each for each in room.room.devices.values() if each.place is not None]
    own = [each.id for each in devices if each.place is not None and each.place.table == table]
    return [room.site._pages.revision(PageView("seat", device)) for device in own]


def test_nothing_that_happens_at_a_table_reaches_the_seats_of_another(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS, tables=2)
    others = [room.sit("north", "envoy", "Ann", 2), room.sit("south", "", "Bo", 2)]
    console, luck = room.console(), Random(3)
    before, marks = [pages_of(each) for each in others], revisions_of(room, 2)
    seats = [room.sit("north", "envoy", "Cy"), room.sit("north", "elder"), room.sit("south")]
    for number, event in enumerate(EVENTS):
        for seat in seats:
            options = {"draft": {"negotiation": "pact", "issue": "scope", "option": "vast"}}
            options["confirm"] = {"what": luck.choice(("offer", "accept", "pass"))}
            options |= {"hand": {"up": "1"}, "say": {"to": "all", "words": "Hello."}}
            for do, fields in options.items():
                seat.do(do, **fields)
        side = "".join(room.room.tables[1].game.state.to_move[:1])
        device = list(room.room.devices)[2]
        fields = {"table": "1", "key": str(number), "side": side, "device": device, **event}
        assert console.send("/console/do", **fields).status_code in (303, 409), event
        room.live.change()  # so that every page is made anew
        assert [pages_of(each) for each in others] == before, event
        assert revisions_of(room, 2) == marks, event
    assert not room.room.tables[1].game.state.to_move
    assert len(room.room.tables[1].game.lines) > 10
    assert not room.room.tables[2].game.lines


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_no_message_comes_to_a_table_when_another_plays(tmp_path: Path) -> None:
    room = tinyroom.open_room(tmp_path / "room", tables=2)
    codes = {f"{each.place.table} {each.place.member}": each.code for each in room.slips()}
    key = console_key(room.key)
    room.close()
    with Mortal(tmp_path / "room") as server:
        served = Served(server, codes, key)
        own, other = served.phones["1 north.envoy"], served.phones["2 north.envoy"]
        with served.open(other, "seat") as quiet, served.open(own, "seat") as opened:
            message(opened)
            message(quiet)
            while not is_quiet(quiet):
                pass  # those who came in
            served.do(own, "select", action="warm")
            served.do(own, "confirm", what="actions")
            fields = {"do": "announce", "table": "1", "words": "Tea.", "key": "a"}
            assert served.console.ask("/console/do", **fields)[0] == 303
            message(opened)
            assert is_quiet(quiet)
            assert (
                served.console.ask("/console/do", **{**fields, "table": "0", "key": "b"})[0] == 303
            )
            message(quiet)


def console_of(room: Visited, table: int) -> str:
    """What the console shows with a table enlarged."""
    return room.console().get(f"/console?table={table}", **{"x-view": "1"}).text


def test_a_link_enlarges_a_table_and_all_parts_of_the_console_follow(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS, tables=2)
    console = room.console()
    room.sit("south", "", "Cho", 2).do("confirm", what="pass")
    for form in (
        {"do": "hold", "inject": "storm", "table": "2"},
        {"do": "track", "track": "trust", "to": "3", "table": "2"},
        {"do": "note", "words": "They hurry.", "objective": "0", "table": "2"},
    ):
        assert console.send("/console/do", key=form["do"], **form).status_code == 303
    first, second = console_of(room, 1), console_of(room, 2)
    for page in (first, second):
        assert len(re.findall(r'<a href="/console\?table=[12]"', page)) == 2
    assert '<a href="/console?table=2" aria-current="page">Table 2</a>' in second
    for words in ("Held back", "Cho, away", "They hurry.", "Trust: 3", "Back to its beginning"):
        assert words in second, words
        assert words not in first, words
    # Whom each table waits for, and since when, stands in the strip whatever is enlarged.
    strips = [
        page.partition('<ul class="strip')[2].partition("</ul>")[0] for page in (first, second)
    ]
    for strip in strips:
        waits = re.findall(r"Waiting for (\w+) <time[^>]* data-since=\"\d{10}\"", strip)
        assert waits == ["South", "North"]
    # An address that names no table shows the first.
    assert without_keys(console_of(room, 7)) == without_keys(first)


def test_forms_of_the_console_keep_the_table_that_is_enlarged(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS, tables=2)
    console = room.console()
    assert {form["shown"] for form in forms_of(console_of(room, 2))} == {"2"}
    fire = next(each for each in forms_of(console_of(room, 2)) if each["do"] == "fire")
    answer = console.send("/console/do", **fire)
    assert answer.headers["location"] == "/console?table=2"
    assert [len(table.game.lines) for table in room.room.tables.values()] == [0, 1]
    answer = console.send("/console/do", x_view="1", **{**fire, "key": "again"})
    assert (
        answer.headers["x-revision"]
        == console.get("/console?table=2", **{"x-view": "1"}).headers["x-revision"]
    )
    first = {"do": "pause", "table": "0", "shown": "1", "key": "p"}
    assert console.send("/console/do", **first).headers["location"] == "/console"


def test_who_waits_is_seated_at_any_table_and_moved_to_another(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    assert room.room.do(Joined("late", "Late", "en")) is None
    page = console_of(room, 1)
    assert '<option value="2/north/elder">Table 2, North, Elder</option>' in page
    console = room.console()
    for place in ("2/north/elder", "1/south/"):
        forms = forms_of(console_of(room, 2))
        form = next(e for e in forms if (e["do"], e.get("device")) == ("seat", "late"))
        answer = console.send("/console/do", **{**form, "place": place})
        assert answer.status_code == 303
    device = room.room.devices["late"]
    assert device.place is not None
    assert (device.place.table, device.place.side) == (1, "south")
    assert [table.pens for table in room.room.tables.values()] == [{"south": "late"}, {}]


def test_an_announcement_goes_to_everybody_or_to_one_table(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    seats = [room.sit("south", table=table) for table in (1, 2)]
    console = room.console()
    assert '<option value="2">Table 2</option>' in console_of(room, 1)
    console.send("/console/do", do="announce", table="2", words="Only you.", key="a")
    console.send("/console/do", do="announce", table="0", words="All of you.", key="b")
    pages = [seat.get("/seat?tab=messages").text for seat in seats]
    assert ["Only you." in page for page in pages] == [False, True]
    assert ["All of you." in page for page in pages] == [True, True]


def test_all_that_play_are_paused_and_go_on_together(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=3)
    console = room.console()
    console.send("/console/do", do="end", table="1", key="e")
    console.send("/console/do", do="pause", table="0", key="p")
    assert [table.game.paused for table in room.room.tables.values()] == [False, True, True]
    assert "All go on" in console_of(room, 1)
    assert "Paused" in wall_of(room).partition('class="headline')[2]
    console.send("/console/do", do="resume", table="3", key="r")
    assert "Pause all" in console_of(room, 1)
    assert [table.game.paused for table in room.room.tables.values()] == [False, True, False]


def test_results_stand_side_by_side_once_all_tables_have_ended(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000, tables=2)
    console, stranger = room.console(), room.browser()
    assert "How the tables ended" not in console_of(room, 1)
    assert console.get("/console/results.csv").status_code == 404
    console.send("/console/do", do="end", table="2", outcome="", key="end")
    page = console_of(room, 2)
    assert "How the tables ended" in page
    assert 'href="/console/results.csv"' in page
    refused = stranger.get("/console/results.csv")
    assert refused.status_code == 403
    assert "China" not in refused.text
    answer = console.get("/console/results.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    words = room.live.words("en")
    assert rows[0][:3] == ["Table", "Last turn", "Outcome"]
    assert rows[0][3:] == [words.naming.side(side) for side in words.scenario.sides]
    for number, row in enumerate(rows[1:3], 1):
        view = room.room.tables[number].game.view("public")
        scores = [str(view.scores[side].total) for side in words.scenario.sides]
        assert row == [
            str(number),
            str(view.turn),
            words.naming.outcome(view.outcome or ""),
            *scores,
        ]
        assert row[2] in page
    assert rows[1] != rows[2]
    # What the facilitator has isn't on the wall.
    wall = stranger.get("/wall").text
    assert not any(row[2] in wall for row in rows[1:3])


def test_results_and_their_file_list_what_counts_for_seats_alone(tmp_path: Path) -> None:
    own = "{name: Envoy, score: [{label: Less trust, points: 60 - trust}]}"
    text = tinyroom.SIDES.replace("{name: Envoy}", own) + tinyroom.TOGETHER
    players = {"north": ME, "south": ME}
    files, rules = tinyroom.files(text), tiny.rules(text)
    room = Visited(begin_room(tmp_path / "room", files, rules, 1, players, "en", 2))
    assert room.room.do(SessionBegan(EVENING)) is None
    console = room.console()
    for table in "12":
        console.send("/console/do", do="end", table=table, key=table)
    assert "<small><span>Envoy <b>10</b></span></small>" in console_of(room, 1)
    answer = console.get("/console/results.csv")
    head, first, _, par = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (head[5:], first[5:], par[5:]) == (["North: Envoy"], ["10"], [""])


def test_no_text_in_the_file_of_results_is_a_formula(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.console().send("/console/do", do="end", table="1", key="end")
    words = room.live.words("en")
    results = room_results(room.room, words)
    assert results is not None
    one, other = results.sides
    scores = evolve(one, total=-3), evolve(other, total=4)
    sly = Results((TableResult(1, 2, "=HYPERLINK(A1)", scores),))
    rows = list(csv.reader(io.StringIO(results_file(sly, words))))
    assert rows[1] == ["1", "2", "'=HYPERLINK(A1)", "-3", "4"]


def test_a_french_spreadsheet_finds_semicolons_between_the_cells(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000, language="fr")
    lines = room.console().get("/console/results.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Table;")
    assert all(line.count(";") == 4 and "," not in line for line in lines)


def wall_of(room: Visited) -> str:
    """The main part of the wall."""
    return room.browser().get("/wall", **{"x-view": "1"}).text


def rows_of(room: Visited) -> list[tuple[str, list[str]]]:
    """The rows of the wall: the turn of each table, and the steps of its sides."""
    page = wall_page(
        room.room, room.live.game_in(1, "en"), (),
        since={number: clock.since for number, clock in room.live.clocks.items()},
    )  # fmt: skip
    return [
        (f"{row.turn} {row.state}".strip(), [side.state for side in row.sides])
        for row in page.tables
    ]


def test_a_table_that_is_ahead_tells_nothing_but_its_steps(tmp_path: Path) -> None:
    """A story is told when the last table has had it, and figures when all have finished a turn."""
    room = open_in_play("kuala-lumpur", tmp_path, 4, tables=2, everywhere=True)
    lines = decisions("kuala-lumpur")

    def public(room: Visited) -> object:
        page = wall_page(room.room, room.live.game_in(1, "en"), ())
        return page.news, page.map, page.figures

    before = public(room)
    for text in lines[4:30]:
        action = read_action(text)
        assert action is not None
        assert room.room.order(1, [action]) is None
        assert public(room) == before, text
    for text in lines[4:30]:
        action = read_action(text)
        assert action is not None
        assert room.room.order(2, [action]) is None
    after = public(room)
    assert after != before
    page = wall_of(room)
    assert "told at all tables" in page
    turn = room.room.tables[1].game.state.turn - 1
    assert turn > 2
    assert f"after turn {turn}" in page


def test_figures_of_several_tables_are_least_to_most(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS, tables=2)
    console = room.console()
    for name, to in (("1", "7"), ("2", "31")):
        console.send("/console/do", do="track", track="trust", to=to, table=name, key=name)
    while min(table.game.state.turn for table in room.room.tables.values()) < 2:
        for number, table in room.room.tables.items():
            side = table.game.state.to_move[0]
            assert room.room.order(number, [Decision(side, Pass())]) is None
    readings = {each.id: each for each in common_readings(room.room, room.live.words("en"))}
    values = [table.game.view("public").tracks["trust"] for table in room.room.tables.values()]
    assert readings["trust"].measure == f"{min(values)}–{max(values)}"
    assert f"{min(values)}–{max(values)}" in wall_of(room)


def test_rows_say_who_is_ready_and_who_is_awaited_and_never_with_what(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    room.sit("north", "elder", "Ann")
    assert rows_of(room) == [("1", ["choosing", "choosing"])] * 2
    assert ">An<" in wall_of(room)
    pages = set()
    for action in ("warm", "cold"):
        other = visit(tmp_path / action, tables=2)
        south = other.sit("south")
        south.do("select", action=action)
        south.do("confirm", what="actions")
        assert rows_of(other)[0] == ("1", ["choosing", "ready"])
        page = wall_of(other)
        assert "awaited for" in page.partition("Table 2")[0]
        assert "awaited for" not in page.partition("Table 2")[2]
        page = page.replace(other.room.code, "").replace(other.room.session_began, "")
        pages.add(re.sub(r"\d{10}", "", page))
    assert len(pages) == 1


def test_a_table_that_has_ended_says_so_and_not_how(tmp_path: Path) -> None:
    room = visit(tmp_path, INJECTS, tables=3)
    console = room.console()
    for number, outcome in ((2, ""), (1, "")):
        console.send("/console/do", do="end", table=str(number), outcome=outcome, key=f"e{number}")
    assert [row for row, _ in rows_of(room)] == ["0 has finished", "0 has finished", "1"]
    console.send("/console/do", do="end", table="3", key="end3")
    assert "The game is over" in room.browser().get("/wall").text


def test_before_the_session_the_wall_invites_and_its_clock_stands(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2, begun=False)
    room.sit("north", "elder", "Ann")
    assert room.room.do(Joined("late", "Late", "en")) is None
    console = room.console()
    fields = {"do": "invite", "network": " Seminar  2", "minutes": "5", "key": "i"}
    assert console.send("/console/do", **fields).status_code == 303
    page = wall_of(room)
    for words in ("Seminar 2", "Ann", "Late", "of 6 are here", "1 of 3", "We begin in"):
        assert words in page, words
    assert 'class="rows' not in page
    assert "Begin the session" in console_of(room, 1)
    assert 'class="session"' not in console_of(room, 1)
    console.send("/console/do", do="session", key="s")
    assert 'class="rows' in wall_of(room)
    assert 'class="session"' in console_of(room, 1)


def test_everybody_is_spread_over_tables_and_sides_and_first_the_seats_that_matter(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tables=2, begun=False)
    for number in range(7):
        assert room.room.do(Joined(f"device{number}", "", "en")) is None
    assert room.room.do(ObservingAsked("device6", asks=True)) is None
    console = room.console()
    assert console.send("/console/do", do="seat-all", key="a").status_code == 303
    places = [device.place for device in room.room.devices.values()]
    assert places == [
        Place(1, "north", "envoy"),
        Place(1, "south"),
        Place(2, "north", "envoy"),
        Place(2, "south"),
        Place(1, "north", "elder"),
        Place(2, "north", "elder"),
        None,
    ]
    # Where there are more people than open seats, they share one; nobody has gone meanwhile.
    for device in ("more", "gone"):
        assert room.room.do(Joined(device, "", "en")) is None
    room.live.note_former("gone")
    console.send("/console/do", do="seat-all", key="b")
    assert room.room.devices["more"].place == Place(1, "south")
    assert room.room.devices["gone"].place is None


def test_of_many_who_wait_the_names_stand_together_and_seats_are_chosen_one_by_one(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, begun=False)
    for name in ("Ann", "Bo"):
        assert room.room.do(Joined(name, name, "en")) is None
    assert 'id="one-by-one"' not in console_of(room, 1)
    assert room.room.do(Joined("Cy", "Cy", "en")) is None
    page = console_of(room, 1)
    assert "Ann, Bo, Cy" in page
    assert page.partition('id="one-by-one"')[2].count("Give the seat") == 3


def test_empty_seats_are_closed_and_opened_by_whoever_sits_down(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2, begun=False)
    room.sit("north", "envoy", "Ann")
    console = room.console()
    console.send("/console/do", do="close-seats", closed="1", key="c")
    assert room.room.closed == {
        each for each in room.room.places if each != Place(1, "north", "envoy")
    }
    assert "of 1 are here" in wall_of(room)
    assert 'id="seat-1-north-elder"' not in console_of(room, 1)
    room.sit("north", "elder", "Cy")
    assert "of 2 are here" in wall_of(room)
    assert room.room.do(Joined("late", "Late", "en")) is None
    assert "here already" in wall_of(room), "more than there are seats"
    assert 'id="seat-1-north-elder"' in console_of(room, 1)
    console.send("/console/do", do="close-seats", closed="0", key="o")
    assert not room.room.closed


def test_seats_are_offered_to_be_closed_only_while_one_is_empty(tmp_path: Path) -> None:
    room = visit(tmp_path, begun=False)
    for place in room.room.places:
        assert "Close the empty seats" in console_of(room, 1)
        room.sit(place.side, place.seat, f"{place.side}-{place.seat}")
    assert "Close the empty seats" not in console_of(room, 1)


def test_slips_name_their_table_and_so_do_the_pages_they_open(tmp_path: Path) -> None:
    room = visit(tmp_path, tables=2)
    door = Door(DoorPlan(0, "", ""))
    try:
        slips = json.loads(json_line(room.room, door))["slips"]
        text = "\n".join(lines_for_people(room.room, door, ENGLISH))
    finally:
        door.close()
    assert [each["table"] for each in slips] == [1, 1, 1, 2, 2, 2]
    assert len({each["code"] for each in slips}) == 6
    code = room.slip("north", "elder", 2)
    assert f"Table 2, North, Elder: {code}" in text
    assert "Table 2 · North" in room.browser().get(f"/slip/{code}").text
    assert "Table 2 · North" in room.sit("north", "elder", table=2).get("/seat").text
    alone = visit(tmp_path / "alone")
    assert "Table 1" not in alone.sit("south").get("/seat").text


@pytest.mark.parametrize("number", ["0", "13", "two"])
def test_a_room_has_at_most_twelve_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    folder = tmp_path / "room"
    assert main(["host", "kuala-lumpur", "--tables", number, "--folder", str(folder)]) != 0
    assert "from 1 to 12" in capsys.readouterr().err
    assert not folder.exists()
    assert main(["host", "--continue", str(folder), "--tables", "2"]) != 0
    assert "--tables: a room keeps its own" in capsys.readouterr().err


def test_a_message_page_says_where_nobody_of_its_table_sits_yet(tmp_path: Path) -> None:
    room = visit(tmp_path, tiny.TABLE + "talk: open\n", tables=2)
    ann = room.sit("north", "envoy", "Ann")
    room.sit("south", name="Dee", table=2)
    assert ">South – nobody sits there yet</option>" in ann.get("/seat?tab=messages").text
    room.sit("south", name="Cho")
    assert ">South</option>" in ann.get("/seat?tab=messages").text
