"""The console says what an offer is worth, after each that is made; here it is worked out by hand.

Packages as (worth to north, worth to south); reserves are 4 and 3:

    low, slow (1, 16)    low, fast (5, 15)    low, late (0, 11)
    high, slow (11, 6)   high, fast (15, 5)   high, late (10, 1)

All with `slow` and `fast` lie on the Pareto frontier, those with `late` don't.
"""

from __future__ import annotations

import re
from math import hypot
from pathlib import Path

from test_hints import page_of, played
from test_room_console import console_of
from visiting import Visited, visit

from game.presenter.console.talks import TalksOverview

PRICE = """
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact, rounds: 4}}
tables:
  pact:
    name: Pact
    between: [north, south]
    speaks_first: south
    rounds: 8
    open: true
    reserve: {north: 4, south: 3}
    issues:
      price:
        name: Price
        options:
          low: {name: Low, worth: {north: 0, south: 10}}
          high: {name: High, worth: {north: 10, south: 0}}
      speed:
        name: Speed
        options:
          slow: {name: Slow, worth: {north: 1, south: 6}}
          fast: {name: Fast, worth: {north: 5, south: 5}}
          late: {name: Late, worth: {north: 0, south: 1}}
"""


def talks(room: Visited) -> TalksOverview:
    overview = page_of(room).talks
    assert overview is not None
    return overview


def test_worth_reserve_distance_and_bridge_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    room = visit(tmp_path, PRICE)
    assert [party.worth for party in talks(room).parties] == [None, None]
    played(room, "south: offer price=low speed=late")
    offer = talks(room)
    assert [(p.worth, p.reserve, p.margin) for p in offer.parties] == [
        (0, 4, "4 below"),
        (11, 3, "8 above"),
    ]
    assert [line.worths for line in offer.lines] == [("0", "10"), ("0", "1")]
    # The nearest package of the frontier is (1, 16).
    assert round(hypot(1, 5)) == 5
    assert offer.distance == "The offer is 5 points away from the Pareto frontier."
    # Of those that are worse for nobody (1, 16) leaves north below its reserve, (5, 15) doesn’t.
    assert offer.bridge == "Moving “Speed” to “Fast” would give"
    assert offer.gains == "North +5 / South +4"
    assert [line.swap for line in offer.lines] == ["", "Fast"]


def test_a_draft_is_worth_something_to_both_before_it_is_sent(tmp_path: Path) -> None:
    room = visit(tmp_path, PRICE)
    cho = room.sit("south", name="Cho")
    assert "Drafts" not in console_of(room)
    for issue, option in (("price", "high"), ("speed", "slow")):
        assert cho.do("draft", negotiation="pact", issue=issue, option=option).status_code == 303
    assert "Drafting an offer worth North 11 / South 6" in console_of(room)
    # The other side sees nothing of it.
    page = room.sit("north", "envoy", "Ann").get("/seat").text.partition("</nav>")[2]
    assert "11" not in re.sub(r'value="[^"]*"', "", page)  # a form has letters by chance


def test_all_of_it_follows_the_next_offer(tmp_path: Path) -> None:
    room = visit(tmp_path, PRICE)
    played(room, "south: offer price=low speed=late")
    page = console_of(room)
    assert "4 below" in page
    played(room, "north: offer price=high speed=fast")
    offer = talks(room)
    assert [(p.worth, p.margin) for p in offer.parties] == [(15, "11 above"), (5, "2 above")]
    assert offer.distance == "The offer lies on the Pareto frontier."
    assert offer.bridge == ""
    assert offer.plane is not None
    assert [(each.kind, each.text) for each in offer.plane.packages] == [("offer", "15 / 5")]
    assert "11 above" in console_of(room)


def test_an_offer_that_a_side_cannot_sign_now_has_no_distance_from_the_frontier(
    tmp_path: Path,
) -> None:
    needs = PRICE.replace("south: 0}}", "south: 0}, needs: {south: heat >= 5}}")
    assert needs != PRICE
    room = visit(tmp_path, needs)
    played(room, "south: offer price=low speed=late")
    assert talks(room).unsigned == ()
    played(room, "north: offer price=high speed=fast")
    offer = talks(room)
    assert offer.unsigned == ("South can’t sign “High” now. Needs heat at 5 or more.",)
    assert "away" not in offer.distance
    assert "all can sign now" in offer.distance
    page = console_of(room)
    assert "South can’t sign “High” now" in page
    assert "one side would lose" not in page
