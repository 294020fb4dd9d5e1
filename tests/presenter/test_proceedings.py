"""The record of proceedings is grouped into happenings, and filtered."""

from __future__ import annotations

from begun import act, begun
from three_sides import three

from game.model.decisions import Offer, Pass
from game.model.frozen import FrozenMap
from game.presenter.proceedings import filter_by_key, happenings, record_filters

TABLE = """
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      wood:
        options:
          none: {worth: {north: 0, south: 9}}
          all: {worth: {north: 9, south: 0}}
"""


def test_the_record_is_filtered_by_who_did_it_and_by_what_it_is() -> None:
    hot_seat = three("north vow", "north pass", "south warm", "south pass", "east pass")
    record = list(happenings(hot_seat.record("north")))
    filters = record_filters(hot_seat.words, record, "north")
    names = [each.name for each in filters]
    assert names == ["All", "Ours", "South", "East", "News", "Promises"]
    shown = {each.key: [d for d in record if each.matches(d)] for each in filters}
    assert len(shown["all"]) == len(record)
    assert {deed.side for deed in shown["ours"]} == {"north"}
    assert {deed.side for deed in shown["by:south"]} == {"south"}
    assert "promised" in [deed.head.code for deed in shown["promises"]]
    assert all(deed.side == "" for deed in shown["news"])


def test_with_one_other_side_theirs_are_theirs_and_offers_can_be_picked_out() -> None:
    hot_seat = begun(TABLE)
    offer = Offer(FrozenMap({"wood": "all"}))
    hot_seat.submit("north", (offer,))
    hot_seat.submit("south", (Offer(FrozenMap({"wood": "none"})),))
    hot_seat.submit("north", (Pass(),))
    act(hot_seat, "north warm", "south warm")
    record = list(happenings(hot_seat.record("north")))
    filters = record_filters(hot_seat.words, record, "north")
    assert [each.name for each in filters] == ["All", "Ours", "Theirs", "News", "Table"]
    codes = [deed.head.code for deed in record if filters[-1].matches(deed)]
    assert codes[:2] == ["offered", "offered"]
    assert "acted" not in codes


def test_a_happening_is_shown_with_the_sign_of_what_it_is_and_of_whose() -> None:
    hot_seat = three("north vow", "north pass", "south warm", "south pass", "east pass")
    hot_seat.fire("storm")
    record = list(happenings(hot_seat.record("north")))
    kinds = {(each.kind, each.side, each.head.code) for each in record}
    assert ("promise", "north", "promised") in kinds
    assert ("action", "south", "acted") in kinds
    assert ("news", "", "injected") in kinds
    storm = next(each for each in record if each.head.code == "injected")
    assert [entry.code for entry in storm.consequences] == ["changed"]


def test_a_filter_that_the_record_no_longer_has_shows_everything() -> None:
    hot_seat = three()
    filters = record_filters(hot_seat.words, [], "north")
    assert [each.key for each in filters] == ["all", "ours", "by:south", "by:east", "news"]
    assert filter_by_key(filters, "by:east") == filters[3]
    assert filter_by_key(filters, "promises").kind == "all"
