"""The payoff plane on the console: that of any two parties, and one for what all tables came to."""

from __future__ import annotations

import re
from pathlib import Path

from ended import show
from shipped_rooms import open_in_play
from test_room_console import console_of, forms_of
from test_wall import wall_of

from game.model.frozen import FrozenMap
from game.presenter.console.results import results_plane
from game.presenter.debrief.negotiations import clauses_of, review_negotiation
from game.session.agreements import end_of_talks
from game.session.records.recorded_actions import Rewind

THREE = "nexperia-standoff"


def test_all_tables_lie_on_one_plane_with_their_numbers(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000, tables=3, everywhere=True)
    games = {number: table.game for number, table in room.room.tables.items()}
    # The second steps back behind the last offers and then ends; the third had none at all.
    offers = [
        number
        for number, moment in enumerate(games[2].moments)
        if "Offer" in {type(entry.event).__name__[:5] for entry in moment.entries}
    ]
    for number, line in ((2, offers[0]), (3, 0)):
        assert room.room.order(number, [Rewind(line)]) is None
        form = {"do": "end", "table": str(number), "outcome": "", "key": f"end{number}"}
        assert room.console().send("/console/do", **form).status_code == 303
    shown = results_plane(room.room, room.live.words("en"))
    assert shown is not None
    assert [(each.text, each.kind) for each in shown.plane.packages] == [
        ("1", "signed"),
        ("2", "proposed"),
    ]
    # Both are measured by the worths at the end of the talks of the first.
    rules, state = games[1].rules, end_of_talks(games[1], "minute")
    package = review_negotiation(games[2], "minute").clauses
    chosen = {clause.issue: clause.option for clause in package}
    worths = [clause.worths for clause in clauses_of(rules, state, "minute", FrozenMap(chosen))]
    assert shown.plane.packages[1].point == tuple(sum(w[i] for w in worths) for i in (0, 1))
    assert shown.plane.packages[0].point == review_negotiation(games[1], "minute").agreed
    page = console_of(room)
    assert "How far the tables came: The joint minute" in page
    assert "Nothing was offered at: 3." in page


def test_tables_that_came_to_the_same_share_a_mark(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000, tables=2, everywhere=True)
    shown = results_plane(room.room, room.live.words("en"))
    assert shown is not None
    assert [each.text for each in shown.plane.packages] == ["1, 2"]
    assert shown.pairs == ()


def test_as_long_as_one_table_plays_nothing_is_compared(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000, tables=2)
    assert "How far the tables came" not in console_of(room)


def test_of_three_parties_any_two_can_be_shown(tmp_path: Path) -> None:
    room = open_in_play(THREE, tmp_path, 18)
    one, two, three = room.room.tables[1].game.rules.sides
    console = room.console()
    pages = {}
    for pair in ("", f"{one}-{two}", f"{one}-{three}", f"{two}-{three}", f"{three}-{two}", "x"):
        page = console.get(f"/console?table=1&pair={pair}").text
        links = re.findall(r'href="/console\?table=1&amp;pair=([^"]*)"( aria-current)?', page)
        assert [link for link, _ in links] == [f"{one}-{two}", f"{one}-{three}", f"{two}-{three}"]
        pages[pair] = next(link for link, is_shown in links if is_shown)
        axes = re.findall(r'class="chart-name first side-(\w+)"', page)
        assert axes[::-1] == pages[pair].split("-"), "the second party's stands above"
    assert pages == {
        "": f"{one}-{two}",
        f"{one}-{two}": f"{one}-{two}",
        f"{one}-{three}": f"{one}-{three}",
        f"{two}-{three}": f"{two}-{three}",
        # What is no pair shows the first.
        f"{three}-{two}": f"{one}-{two}",
        "x": f"{one}-{two}",
    }


def test_the_chosen_pair_stays_when_something_is_done(tmp_path: Path) -> None:
    room = open_in_play(THREE, tmp_path, 18)
    _, two, three = room.room.tables[1].game.rules.sides
    console = room.console()
    page = console.get(f"/console?pair={two}-{three}").text
    forms = forms_of(page)
    assert {form.get("pair") for form in forms} == {f"{two}-{three}"}
    note = next(form for form in forms if form["do"] == "note")
    answer = console.send("/console/do", **note)
    assert answer.headers["location"] == f"/console?pair={two}-{three}"


def test_the_wall_says_who_else_must_sign_what_two_of_three_compare(tmp_path: Path) -> None:
    room = open_in_play(THREE, tmp_path, 1000)
    show(room, "talks settlement hague beijing")
    assert "This picture compares only these two; the car industry must sign as well." in wall_of(
        room
    )
    two = open_in_play("kuala-lumpur", tmp_path / "two", 1000)
    show(two, "talks minute eu china")
    assert "must sign as well" not in wall_of(two)
