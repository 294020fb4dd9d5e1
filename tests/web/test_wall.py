"""The wall shows what all may know: no more of the game, and no less of the room."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import tinyroom
from attrs import evolve
from shipped_rooms import open_in_play
from strategies.secrets import NONE, Disclosed, Secrets, swapped
from test_hints import played
from visiting import Visited, visit

from game.model.decisions import PUBLIC
from game.presenter.console.talks import talks_overview
from game.presenter.wall.lobby import lobby
from game.presenter.wall.wall_page import CalendarLeaf, calendar_leaf, wall_page
from game.room.events import Agreed, Joined, Seated, SessionBegan
from game.session.records.recorded_actions import Pause
from game.web.statics import land_picture

DEEDS = """
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
"""
DOORS = """
turns: 4
tracks:
  trust: {start: 12, range: [0, 100]}
  secret: {start: 7, range: [0, 100], seen_by: [south]}
stages: {main: {phases: [deeds, hall]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall: {kind: table, table: pact, rounds: 1, when: trust >= 15 and secret >= 9}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    issues: {wood: {options: {some: {worth: {north: 6, south: 5}}}}}
"""
MOST_LAND = 60_000
"""The bytes of the picture of the land."""


def wall_of(room: Visited) -> str:
    """What the wall shows."""
    return room.browser().get("/wall", **{"x-view": "1"}).text


def replace_secrets(room: Visited, luck: Random) -> None:
    """Replaces in every moment of the games what the public may not see."""
    for table in room.room.tables.values():
        game = table.game
        disclosed = Disclosed(game.rules)
        for number, moment in enumerate(game.moments):
            state = moment.state
            kept = disclosed.by_view(state, PUBLIC) if not state.to_move else NONE
            swaps = Secrets(game.rules, state, PUBLIC, luck).swaps()
            swaps = {key: value for key, value in swaps.items() if key not in kept}
            public = tuple(e for each in moment.entries if (e := each.shown_to(PUBLIC)) is not None)
            game.moments[number] = evolve(moment, state=swapped(state, swaps), entries=public)


@pytest.mark.parametrize(
    ("name", "count", "tables"),
    [
        ("kuala-lumpur", 5, 1),
        ("kuala-lumpur", 18, 1),
        ("nexperia-standoff", 28, 1),
        ("countermeasures", 38, 1),
        ("ukraine-pressure", 45, 1),
        ("kuala-lumpur", 0, 3),
        ("kuala-lumpur", 18, 3),
        ("nexperia-standoff", 28, 5),
    ],
)
def test_the_wall_is_the_same_whatever_the_public_may_not_see(
    tmp_path: Path, name: str, count: int, tables: int
) -> None:
    people = 8 if tables > 1 else 0
    room = open_in_play(name, tmp_path, count, people, tables=tables, everywhere=tables == 3)
    before = wall_of(room)
    assert ('class="lobby' in before) == (not count)
    replace_secrets(room, Random(count))
    # The same room, in which nothing is remembered but since when tables wait.
    anew = Visited(room.room)
    for number, clock in room.live.clocks.items():
        anew.live.clocks[number].since = clock.since
    assert wall_of(anew) == before


def test_what_people_prepare_and_write_changes_nothing_in_the_row_of_their_table(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, tables=2)
    north = room.sit("north", "envoy")
    room.sit("north", "elder")
    south = room.sit("south")
    assert room.room.do(SessionBegan("2026-11-28T09:00:00Z")) is None
    before = wall_of(room)
    assert "choosing" in before
    for browser, do, fields in (
        (north, "select", {"action": "warm"}),
        (north, "agree", {}),
        (north, "say", {"to": "north.elder", "words": "Warm?"}),
        (north, "hand", {"up": "1"}),
        (south, "select", {"action": "warm"}),
        (south, "deselect", {"action": "warm"}),
    ):
        assert browser.do(do, **fields).status_code == 303, do
        assert wall_of(room) == before, do
    assert south.do("confirm", what="actions").status_code == 303
    assert wall_of(room) != before


def test_of_several_tables_the_lobby_names_as_many_people_as_have_room_with_whole_names(
    tmp_path: Path,
) -> None:
    room = Visited(tinyroom.open_room(tmp_path / "room", tables=3))

    def named(*names: str) -> tuple[tuple[str, ...], int, str]:
        for number, name in enumerate(names):
            assert room.room.do(Joined(f"d{number}", name, "en")) is None
            assert room.room.do(Seated(f"d{number}", 1, "north", "elder")) is None
        page = lobby(room.room, room.live.words("en"))
        assert page is not None
        side = page.tables[0].sides[0]
        return side.names, side.more, side.free

    assert named("Ann", "Bo", "Cho") == (("Ann", "Bo", "Cho"), 0, "1 free")
    several = "Maximiliane", "Anne-Catherine", "Christopher", "Bo"
    assert named(*several) == (several[:1], 3, "1 free")
    assert named("A" * 40) == (("A" * 40,), 3, "1 free")


@pytest.mark.parametrize(("tables", "names"), [(4, "above"), (6, "beside"), (7, "counted")])
def test_up_to_six_tables_the_lobby_names_people(tmp_path: Path, tables: int, names: str) -> None:
    room = Visited(tinyroom.open_room(tmp_path / "room", tables=tables))
    assert room.room.do(Joined("d", "Maximiliane", "en")) is None
    assert room.room.do(Seated("d", 1, "south", "")) is None
    page = wall_of(room)
    assert f'class="lobby {names}' in page
    assert ("Maximiliane" in page) == (names != "counted")


@pytest.mark.parametrize(("tables", "names"), [(3, "above"), (4, "beside"), (5, "counted")])
def test_with_three_sides_the_lobby_has_room_for_fewer_names(
    tmp_path: Path, tables: int, names: str
) -> None:
    room = open_in_play("nexperia-standoff", tmp_path, 0, tables=tables)
    assert f'class="lobby {names}' in wall_of(room)


def test_after_the_end_the_wall_does_not_tell_the_outcome(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 1000)
    before, game = wall_of(room), room.room.tables[1].game
    assert "The game is over" in before
    assert "step by step" in before
    outcome = game.state.outcome
    others = [number for number in range(len(game.rules.outcomes)) if number != outcome]
    last = game.moments[-1]
    game.moments[-1] = evolve(last, state=evolve(last.state, outcome=others[0]))
    assert wall_of(Visited(room.room)) == before
    for each in game.rules.scenario.outcomes.values():
        assert each.name not in before


def test_the_wall_counts_who_agrees_and_ticks_who_has_confirmed(tmp_path: Path) -> None:
    room = visit(tmp_path)
    room.sit("north", "envoy")
    room.sit("north", "elder")
    cho = room.sit("south")
    assert "0 of 2 ready" in wall_of(room)
    ids = list(room.room.devices)
    fingerprint = room.room.tables[1].fingerprint("north")
    assert room.room.do(Agreed(ids[1], fingerprint)) is None
    assert "1 of 2 ready" in wall_of(room)
    assert "Both delegations are choosing" in wall_of(room)
    assert cho.do("confirm", what="actions").status_code == 303
    page = wall_of(room)
    assert re.search(r'<li class="side-south ready">', page)
    assert "Waiting for North" in page


def test_the_wall_keeps_its_tracks_when_another_one_moves(tmp_path: Path) -> None:
    quiet = "".join(f"  quiet{n}: {{start: 5, range: [0, 9]}}\n" for n in range(7))
    room = visit(tmp_path, f"tracks:\n{quiet}  trust: {{start: 50, range: [0, 100]}}\n{DEEDS}")

    def shown() -> list[str]:
        return [track.id for track in wall_page(room.room, room.live.game_in(1, "en"), ()).tracks]

    before = shown()
    assert before == [f"quiet{n}" for n in range(6)]
    while room.room.tables[1].game.state.turn < 3:
        played(room, f"{room.room.tables[1].game.state.to_move[0]}: warm")
        assert shown() == before


def test_with_several_tables_the_wall_shows_only_what_is_common(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 28, tables=2)
    page = wall_of(room)
    assert "Table 1" in page
    assert "Table 2" in page
    for secret in ("The joint minute no longer holds", "Trust"):
        assert secret not in page
    assert "Both delegations" not in page


def test_wall_and_console_say_what_keeps_a_table_closed_but_no_secret(tmp_path: Path) -> None:
    room = visit(tmp_path, DOORS)
    assert '<i class="i i-lock"></i>The pact is closed: trust 12, needs 15.</p>' in wall_of(room)
    overview = talks_overview(room.live.game_in(1, "en"))
    assert overview is not None
    assert overview.closed == "The pact is closed: trust 12, needs 15; secret 7, needs 9."
    console = room.console().get("/console").text
    assert overview.closed in console
    several = visit(tmp_path / "several", DOORS, tables=2)
    assert "is closed" not in wall_of(several), "a table that is ahead would tell its figures"


def test_the_wall_says_that_the_room_pauses(tmp_path: Path) -> None:
    room = visit(tmp_path)
    assert room.room.order(1, [Pause()]) is None
    assert re.search(r'class="headline paused"[^>]*>Paused<', wall_of(room))


def test_the_last_story_becomes_the_strip_with_what_it_changed(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 28)
    strip = wall_of(room).partition('<section class="strip"')[2]
    assert "The joint minute no longer holds" in strip
    assert "Chip stocks −14" in strip


@pytest.mark.parametrize(
    ("day", "leaf"),
    [
        ("24 October", CalendarLeaf("October", "24", is_large=True)),
        ("25 and 26 October", CalendarLeaf("October", "25–26", is_large=True)),
        ("November 2025", CalendarLeaf("2025", "November", is_large=False)),
        (
            "31 October to 6 November",
            CalendarLeaf("", "31\u00a0October to 6\u00a0November", is_large=False),
        ),
        ("End of November", CalendarLeaf("", "End of November", is_large=False)),
    ],
)
def test_a_date_is_set_as_a_leaf_of_the_calendar(day: str, leaf: CalendarLeaf) -> None:
    assert calendar_leaf(day) == leaf


def test_no_line_under_the_turn_begins_with_a_dot(tmp_path: Path) -> None:
    page = wall_of(open_in_play("kuala-lumpur", tmp_path, 27))
    assert re.search(r'<p class="place">Countermeasures\u00a0· \w', page)


def test_the_land_is_a_picture_of_its_own_and_small(tmp_path: Path) -> None:
    for name in ("kuala-lumpur", "nexperia-standoff"):
        room = open_in_play(name, tmp_path / name, 1)
        picture = land_picture(room.room.tables[1].game.rules.scenario)
        assert 20_000 < len(picture) < MOST_LAND
        address = re.search(r'<image href="([^"]+land\.svg)"', wall_of(room))
        assert address is not None
        assert room.browser().get(address[1]).text == picture


def test_a_wall_is_small(tmp_path: Path) -> None:
    room = open_in_play("nexperia-standoff", tmp_path, 24, people=9)
    assert len(wall_of(room).encode()) < 30_000
