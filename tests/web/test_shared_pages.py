"""What devices of a side are shown alike is made once for all; what each is shown is its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tiny
import tinyroom
from shipped_rooms import open_in_play
from visiting import Browser, Visited, visit

from game.model.players import ME
from game.presenter.seat import shared_tabs
from game.presenter.seat.state import StateTab, state_tab
from game.presenter.worded_game import WordedGame
from game.room.opening import begin_room
from game.web.templating import Templates

SEATS = """
sides:
  north:
    name: North
    brief: You are north.
    score: [{label: Trust, points: trust}]
    seats:
      envoy: {name: Envoy, brief: Only the envoy knows the tunnel.}
      elder: {name: Elder, brief: Only the elder knows the song.}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}
"""


def look(*browsers: Browser) -> list[str]:
    """The revisions of the pages of browsers, for each of which all tabs are made."""
    return [browser.get("/seat", **{"x-view": "1"}).headers["x-revision"] for browser in browsers]


def test_what_the_devices_of_a_side_share_is_worked_out_once_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, counts = visit(tmp_path), Counter[str]()

    def counted(worded: WordedGame, side: str) -> StateTab:
        counts[side] += 1
        return state_tab(worded, side)

    monkeypatch.setattr(shared_tabs, "state_tab", counted)
    north = [
        room.sit("north", seat, name)
        for seat, name in (("envoy", "Ann"), ("elder", "Bo"), ("envoy", "Cleo"))
    ]
    south = [room.sit("south", name=name) for name in ("Dan", "Eve")]
    look(*north, *south)
    counts.clear()
    north[0].send("/do", do="hand", up="1", key="k")
    assert len(set(look(*north, *south))) == 5
    assert counts == {"north": 1}
    room.live.change(1)
    look(*north, *south)
    assert counts == {"north": 2, "south": 1}


def test_a_part_that_has_not_changed_is_not_filled_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, real = list[str](), Templates._fill_part

    def noted(templates: Templates, name: str, *values: object) -> object:
        names.append(name)
        return real(templates, name, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(Templates, "_fill_part", noted)
    room = visit(tmp_path)
    ann, bob = room.sit("north", "envoy"), room.sit("north", "elder")
    look(ann, bob)
    names.clear()
    ann.do("select", action="warm")
    look(ann, bob)
    assert not {"seat/papers.html", "seat/record.html", "seat/badges.html"} & {*names}


def test_each_device_shows_its_own_seat_and_no_other(tmp_path: Path) -> None:
    players = {"north": ME, "south": ME}
    room = Visited(
        begin_room(tmp_path / "room", tinyroom.files(SEATS), tiny.rules(SEATS), 1, players, "en")
    )
    envoy, elder, south = room.sit("north", "envoy"), room.sit("north", "elder"), room.sit("south")
    tunnel, song = "knows the tunnel", "knows the song"
    for _ in range(2):
        papers = [each.get("/seat?tab=papers").text for each in (envoy, elder, south)]
        assert [tunnel in each for each in papers] == [True, False, False]
        assert [song in each for each in papers] == [False, True, False]
        room.live.change()


def test_two_devices_of_a_seat_show_their_own_languages(tmp_path: Path) -> None:
    room = open_in_play("kuala-lumpur", tmp_path, 3)
    side, seat = (room.room.places[0].side, room.room.places[0].seat)
    first, second = room.sit(side, seat), room.sit(side, seat, name="Ben")
    assert second.send("/do", do="language", language="fr", key="k").status_code == 303
    heads = {"decide": ">Turn ", "state": "State of the talks", "papers": "The situation"}
    for tab, head in heads.items():
        pages = [each.get(f"/seat?tab={tab}").text for each in (first, second)]
        assert [head in page for page in pages] == [True, False], tab
    assert 'lang="fr"' in second.get("/seat").text
