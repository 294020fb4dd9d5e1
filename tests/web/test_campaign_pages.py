"""What pages tell of a campaign, and to whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import talkroom
from visiting import Browser, Visited

from game.model.decisions import FACILITATOR, Decision, SetTrack, Stop
from game.room.events import Joined, ObserverAdmitted, Revealed, Seated, SessionBegan
from game.room.people import Place
from game.room.room import Room

HIDDEN = (
    ("\ntracks:\n", "\ntracks:\n  plans: {start: 50, range: [0, 100], seen_by: [north]}\n"),
    ("start: {trust: 20 + first.trust // 2", "start: {plans: first.plans, trust: 20"),
)
"""A track that only north sees, and with which the second chapter begins."""
NAMES = {"ann": (1, "north"), "bob": (1, "south"), "cho": (2, "north"), "dan": (2, "south")}
"""By device, its table and its side in the first chapter."""


def people_in(room: Room) -> None:
    for device, (table, side) in NAMES.items():
        if table in room.tables:
            assert room.do(Joined(device, device.title(), "en")) is None
            assert room.do(Seated(device, table, side, "")) is None
    for table in room.tables:
        assert room.do(Joined(f"otto{table}", "Otto", "en")) is None
        assert room.do(ObserverAdmitted(f"otto{table}", table, "")) is None


def end(
    room: Room, table: int, value: int = 50, outcome: str = "unsettled", track: str = "trust"
) -> None:
    first = [Decision(FACILITATOR, SetTrack(track, value))] if value != 50 else []
    assert room.order(table, [*first, Decision(FACILITATOR, Stop(outcome))]) is None


def go_on(room: Room) -> Room:
    """Opens the next chapter by the form of the console."""
    visited, opened = Visited(room), list[Room]()
    visited.live.follow = opened.append
    console = visited.console()
    campaign = room.campaign
    assert campaign is not None
    form = {"do": "chapter", "from": str(campaign.number), "to": "next", "key": "next"}
    assert console.send("/console/do", **form).headers["location"] == "/console"
    room.close()
    return opened[0]


def pages(room: Room) -> dict[str, str]:
    """By device, and for the wall, all that is shown; without what is another each time."""
    visited = Visited(room)
    shown = {"wall": visited.browser().get("/wall").text}
    for device in room.devices:
        browser = Mine(visited, device)
        tabs = ("decide", "state", "papers", "messages", "record")
        shown[device] = "".join(
            browser.text(path)
            for path in (
                "/",
                *(f"/{page}?tab={tab}" for page in ("seat", "observe") for tab in tabs),
            )
        )
    return {name: re.sub(r'value="[\w-]{24}"|data-revision="\w*"', "", text)
            for name, text in shown.items()}  # fmt: skip


class Mine:
    """The browser of a device that came in by an event."""

    def __init__(self, visited: Visited, device: str) -> None:
        self._browser = visited.browser()
        visited.site._visits.device = lambda _request: device  # type: ignore[assignment,method-assign]

    def text(self, path: str) -> str:
        answer = self._browser.get(path)
        return answer.text if answer.status_code == 200 else answer.headers["location"]


@pytest.fixture(autouse=True)
def _same_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.room.folder.token_bytes", bytes)


def test_nobody_learns_what_another_table_has_come_to(tmp_path: Path) -> None:
    shown = []
    for trust in (30, 70):
        room = talkroom.open_campaign(tmp_path / str(trust), 2)
        people_in(room)
        end(room, 1, trust)
        end(room, 2)
        room = go_on(room)
        shown.append(pages(room))
        talkroom.close(room)
    one, other = shown
    differ = {name for name in one if one[name] != other[name]}
    assert differ == {"ann", "bob", "otto1"}
    assert "Trust" not in one["wall"]


def test_a_track_that_a_side_does_not_see_is_brought_along_unseen(tmp_path: Path) -> None:
    shown = []
    for plans in (30, 70):
        room = talkroom.open_campaign(tmp_path / str(plans), 1, HIDDEN)
        people_in(room)
        end(room, 1, plans, track="plans")
        room = go_on(room)
        shown.append(pages(room))
        talkroom.close(room)
    one, other = shown
    assert {name for name in one if one[name] != other[name]} == {"ann"}
    assert "instead of 50" in one["ann"]


def test_scores_of_a_chapter_are_told_once_the_wall_has_shown_them(tmp_path: Path) -> None:
    for step in ("", "scores"):
        room = talkroom.open_campaign(tmp_path / (step or "none"))
        people_in(room)
        end(room, 1)
        if step:
            assert room.do(Revealed(step)) is None
        room = go_on(room)
        for page in pages(room).values():
            if "Chapter 2 of 3" in page:
                assert "Unsettled" in page
                assert ("(par 20)" in page) == bool(step)
        room = talkroom.reopen(room)
        assert ("(par 20)" in pages(room)["wall"]) == bool(step)
        talkroom.close(room)


def test_the_result_comes_with_its_step_on_wall_and_phones(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room")
    people_in(room)
    for chapter in range(3):
        end(room, 1)
        assert room.do(Revealed("scores")) is None
        assert "As the other" not in pages(room)["ann"], "the result has a step of its own"
        if chapter < 2:
            room = go_on(room)
    before = pages(room)
    assert not any("All in all" in page for page in before.values())
    assert room.do(Revealed("campaign")) is None
    after = pages(room)
    assert "All in all" in after["wall"]
    assert "All in all" in after["ann"]
    assert "All in all" in after["bob"]
    talkroom.close(room)


def test_the_console_leads_on_only_when_all_tables_are_over(tmp_path: Path) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    people_in(room)
    assert room.do(SessionBegan("2026-12-01T18:00:00+00:00")) is None
    end(room, 1)
    visited = Visited(room)
    console = visited.console()
    assert "Next chapter" not in console.get("/console").text
    form = {"do": "chapter", "from": "1", "key": "early"}
    assert console.send("/console/do", to="next", **form).status_code == 409
    assert console.send("/console/do", to="back", **form).status_code == 409
    end(room, 2)
    assert "Next chapter: A talk" in console.get("/console").text
    talkroom.close(room)


def test_a_room_of_one_scenario_has_no_chapters(tmp_path: Path) -> None:
    from visiting import visit

    visited = visit(tmp_path)
    form = {"do": "chapter", "from": "1", "to": "next", "key": "one"}
    assert visited.console().send("/console/do", **form).status_code == 400
    assert visited.room.campaign is None


def test_a_waiting_device_of_a_table_that_rests_is_not_seated_with_the_others(
    tmp_path: Path,
) -> None:
    room = talkroom.open_campaign(tmp_path / "room", 2)
    people_in(room)
    end(room, 1, outcome="rupture")
    end(room, 2)
    room = go_on(room)
    visited = Visited(room)
    console: Browser = visited.console()
    page = console.get("/console").text
    assert "Ann (table 1)" in page
    assert "Table 1 doesn’t play this chapter." in page
    assert console.send("/console/do", do="seat-all", key="all").status_code == 303
    assert room.devices["ann"].place is None
    assert room.devices["cho"].place == Place(2, "north")
    wall = visited.browser().get("/wall").text
    assert "Ann" not in wall
    assert "<h2>Table 2</h2>" in wall
    talkroom.close(room)
