"""After the end the facilitator re-opens a table: both teams may sign another package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny
from ended import page_of, show
from shipped_rooms import open_in_play
from test_observing import observe
from test_room_console import console_of
from test_wall import wall_of
from tinyroom import reopen
from visiting import Browser, Visited, visit

from game.model.decisions import FACILITATOR, Decision, Offer, Stop
from game.model.frozen import FrozenMap
from game.presenter.debrief.negotiations import last_package
from game.room.events import AcceptedAgain, OfferedAgain, TalksReopened
from game.room.room_refusals import RoomRefusal
from game.session.clock import stamp
from game.session.records.recorded_actions import HandOver

OUTCOME = "\noutcomes: {calm: {name: Calm}}\n"


def ended(folder: Path, tables: int = 1, text: str = tiny.TABLE) -> Visited:
    """A room in which south has offered something and the facilitator has ended the game."""
    room = visit(folder, text + OUTCOME, tables=tables)
    for table in room.room.tables:
        package = Offer(FrozenMap({"scope": "small", "terms": "loose"}))
        assert room.room.decide_for(table, "south", [package], f"o{table}") is None
        assert room.room.order(table, [Decision(FACILITATOR, Stop("calm"))]) is None
    return room


def open_again(room: Visited, negotiation: str = "pact", key: str = "again") -> int:
    """Re-opens the table from the console; the status of the answer."""
    form = {"do": "reopen", "negotiation": negotiation, "key": f"{key}{negotiation}"}
    return room.console().send("/console/do", **form).status_code


def both(room: Visited) -> tuple[Browser, Browser]:
    """A browser of each side, which sees its score."""
    browsers = room.sit("north", "envoy"), room.sit("south")
    for each in browsers:
        each.do("mark", skip="1")
    return browsers


def test_the_sides_offer_and_sign_and_the_score_and_record_stay(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    record = room.room.folder.record(1).read_bytes()
    score = page_of(north).count('class="figure">50')
    assert "is open again" not in page_of(north)
    assert open_again(room) == 303
    assert "is open again" in page_of(north)
    assert (
        north.do("offer-again", **{"issue-scope": "medium", "issue-terms": "loose"}).status_code
        == 303
    )
    assert "You offer this." in page_of(north)
    assert "North offers this." in page_of(south)
    assert "Sign it" not in page_of(north)
    assert south.do("accept-again", number="1").status_code == 303
    for browser in (north, south):
        assert "All sides have signed this." in page_of(browser)
        assert "Offer this package" not in page_of(browser)
    assert page_of(north).count('class="figure">50') == score == 1
    assert room.room.folder.record(1).read_bytes() == record
    again = Visited(reopen(room.room))
    assert "signed: worth" in console_of(again)
    back = again.room.tables[1].looking_back.again
    assert back is not None
    assert dict(back.package or {}) == {"scope": "medium", "terms": "loose"}


def test_every_phone_and_the_wall_learn_that_a_table_is_open_again(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, south = room.sit("north", "envoy"), room.sit("south")
    south.do("mark", skip="1")
    eve = observe(room, "south")
    assert "is open again" not in eve.get("/observe").text
    before = re.findall(r'data-step="[^"]*"', page_of(south))
    assert open_again(room) == 303
    for browser in (north, south):
        assert "is open again" in page_of(browser), "whether it has answered its questions or not"
        assert "1 new" in browser.get("/seat?tab=record").text
    assert re.findall(r'data-step="[^"]*"', page_of(south)) != before, "it goes to the head"
    assert "is open again" in wall_of(room)
    assert "is open again" in eve.get("/observe").text


def test_a_worth_that_depends_on_another_issue_says_so(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    open_again(room)
    depends = "Medium: 9 to you, 14 with “Terms” at “Strict”"
    assert depends in page_of(south)
    assert depends not in page_of(north)


def test_a_new_offer_takes_the_place_of_the_last_and_an_old_page_signs_nothing(
    tmp_path: Path,
) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    open_again(room)
    for scope in ("medium", "small"):
        north.do("offer-again", **{"issue-scope": scope, "issue-terms": "loose", "key": scope})
    refused = south.do("accept-again", number="1")
    assert refused.status_code == 409
    assert "Another package is on the table now." in refused.text
    assert south.do("accept-again", number="2", key="two").status_code == 303
    late = north.do("offer-again", **{"issue-scope": "medium", "issue-terms": "loose"})
    assert "All parties have agreed already." in late.text


def test_it_ends_with_its_time_and_by_the_facilitators_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ended(tmp_path)
    north, _ = both(room)
    open_again(room)
    back = room.room.tables[1].looking_back.again
    assert back is not None
    monkeypatch.setattr(room.live.day, "now", lambda: back.ends + 60)
    late = north.do("offer-again", **{"issue-scope": "medium", "issue-terms": "loose"})
    assert "The table is not open any more." in late.text
    monkeypatch.undo()
    assert "End the talks" in console_of(room)
    assert open_again(room, "") == 303
    assert "is open again" not in page_of(north)
    assert "End the talks" not in console_of(room)


def test_what_cannot_be_offered_or_reopened_is_refused(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, _ = both(room)
    device = next(iter(room.room.devices))
    package = FrozenMap({"scope": "medium", "terms": "loose"})
    assert room.room.do(OfferedAgain(device, package)) == RoomRefusal("not-reopened")
    open_again(room)
    assert room.room.do(AcceptedAgain(device, 1)) == RoomRefusal("other-offer")
    assert room.room.do(OfferedAgain(device, FrozenMap({"moon": "x"}))) == RoomRefusal("unreadable")
    for fields in ({"issue-scope": "medium"}, {"issue-scope": "wide", "issue-terms": "loose"}):
        assert north.do("offer-again", **fields).status_code == 409
    for parties in (("north",), ("north", "moon")):
        event = TalksReopened(1, "pact", parties, 5, "2026-01-01T00:00:00Z")
        assert room.room.do(event) == RoomRefusal("unreadable")
    assert open_again(room, "moon") == 409


def test_where_people_play_only_one_party_nothing_is_reopened(tmp_path: Path) -> None:
    room = ended(tmp_path)
    assert "re-open for 5 minutes" in console_of(room)
    assert room.room.order(1, [HandOver("south", "uniform")]) is None
    assert "re-open for 5 minutes" not in console_of(room)
    assert open_again(room) == 409


def test_the_wall_shows_the_new_package_beside_the_old_one(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    early = room.console().send("/console/do", do="reveal", step="again pact", key="early")
    assert early.status_code == 409, "nothing has been re-opened"
    open_again(room)
    show(room, "again pact")
    north.do("offer-again", **{"issue-scope": "medium", "issue-terms": "loose"})
    assert "On the table again, not signed" in wall_of(room)
    south.do("accept-again", number="1")
    page = wall_of(room)
    assert "Signed after the end" in page
    assert "<span>2: after the end</span>" in page


def test_with_several_tables_each_signs_for_itself(tmp_path: Path) -> None:
    room = ended(tmp_path, tables=2)
    open_again(room)
    for table in (1, 2):
        north = room.sit("north", "envoy", table=table)
        north.do("mark", skip="1")
        assert "is open again" in page_of(north)
    north.do("offer-again", **{"issue-scope": "medium", "issue-terms": "loose"})
    south = room.sit("south", table=2)
    south.do("mark", skip="1")
    south.do("accept-again", number="1")
    show(room, "again pact")
    lines = re.findall(r"<span>(Table \d)</span> <b>([^<]*)</b>", wall_of(room))
    assert [name for name, _ in lines] == ["Table 1", "Table 2"]
    assert lines[0][1].endswith("no agreement")
    assert not lines[1][1].endswith("no agreement")


def test_what_the_needs_of_a_side_forbid_it_can_not_sign(tmp_path: Path) -> None:
    text = tiny.TABLE.replace("when: trust >= 60, needs", "needs")
    assert text != tiny.TABLE
    room = ended(tmp_path, text=text)
    north, south = both(room)
    open_again(room)
    wide = {"issue-scope": "wide", "issue-terms": "loose"}
    assert north.do("offer-again", **wide).status_code == 303, "only south needs something for it"
    refused = south.do("accept-again", number="1")
    assert refused.status_code == 409
    assert "Heat" in refused.text
    assert "North offers this." in page_of(south), "nobody has signed it"
    assert south.do("offer-again", **wide, key="own").status_code == 409


def test_each_option_is_offered_with_what_it_adds_to_the_worth(tmp_path: Path) -> None:
    room = ended(tmp_path)
    north, south = both(room)
    open_again(room)
    # Of a weight of 30 and 20; south's has 5 more where terms are strict.
    assert re.findall(r">(\w+: \d+)</option>", page_of(north)) == [
        *("Small: 0", "Medium: 16", "Vast: 24", "Wide: 30"),
        *("Loose: 1", "Strict: 3"),
    ]
    south.do("offer-again", **{"issue-scope": "medium", "issue-terms": "strict"})
    assert ">Medium: 14</option>" in page_of(south)


def test_of_three_it_is_told_who_has_signed(tmp_path: Path) -> None:
    room = open_in_play("nexperia-standoff", tmp_path, 1000)
    game = room.room.tables[1].game
    sides = game.rules.scenario.tables["settlement"].between
    assert room.room.do(TalksReopened(1, "settlement", tuple(sides), 5, stamp())) is None
    scenario = game.rules.scenario
    browsers = [room.sit(side, next(iter(scenario.sides[side].seats))) for side in sides]
    for each in browsers:
        each.do("mark", skip="1")
    package, _ = last_package(game, "settlement")
    assert package is not None
    browsers[0].do("offer-again", **{f"issue-{id}": option for id, option in package.items()})
    browsers[1].do("accept-again", number="1")
    naming = room.live.words("en").naming
    assert f"Signed so far: {naming.sides(sides[:2])}." in page_of(browsers[2])
    browsers[2].do("accept-again", number="1")
    assert "Signed so far" not in page_of(browsers[2])
    assert "All sides have signed this." in page_of(browsers[2])
