"""What was signed, against the reserve of that moment."""

import pytest
import tiny

from game.model.frozen import FrozenMap
from game.model.play import Accepted
from game.session.agreements import Signing, below_reserve, signings
from game.session.game import Game
from game.session.records.recorded_actions import Rewind, read_action

MEDIUM, SMALL = tiny.MEDIUM, tiny.SMALL
THREE = """
sides:
  north: {name: North, brief: B, score: [{label: L, points: trust}]}
  south: {name: South, brief: B, score: [{label: L, points: trust}]}
  west: {name: West, brief: B, score: [{label: L, points: trust}]}
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact, rounds: 2}}
tables:
  pact:
    between: [north, south, west]
    rounds: 4
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 5, south: 3, west: -2}}
          large: {worth: {north: 9, south: 9, west: 9}}
    reserve: {north: 5, south: 4}
actions: {}
"""


def played(*deeds: str, rules: str = tiny.TABLE) -> Game:
    game = Game(tiny.rules(rules), 1)
    for each in deeds:
        deed = read_action(each)
        assert deed is not None
        assert isinstance(game.do(deed), Accepted), each
    return game


def test_a_side_that_signs_for_less_than_no_agreement_is_found() -> None:
    game = played(f"south: {SMALL}", "north: accept")
    north, south = signings(game)
    package = FrozenMap({"scope": "small", "terms": "loose", "extra": "none"})
    assert north == Signing("pact", 1, "north", package, 1, 10)
    assert south == Signing("pact", 1, "south", package, 22, 0)
    assert below_reserve(game) == (north,)


def test_what_counts_is_the_reserve_before_the_signature_and_not_what_it_becomes() -> None:
    game = played(f"south: {MEDIUM}", "north: accept")
    assert (signings(game)[0].worth, signings(game)[0].reserve) == (19, 10)
    assert game.view("north").tables["pact"].reserves["north"] > 19
    assert below_reserve(game) == ()


def test_a_deal_at_the_reserve_is_not_below_it() -> None:
    rules = tiny.TABLE.replace("reserve: {north: trust // 5}", "reserve: {north: 1}")
    game = played(f"south: {SMALL}", "north: accept", rules=rules)
    assert signings(game)[0].worth == signings(game)[0].reserve == 1
    assert below_reserve(game) == ()


def test_where_no_reserve_is_named_no_agreement_is_worth_nothing() -> None:
    game = played("south: offer scope=vast terms=loose", "north: accept")
    assert [(e.side, e.worth, e.reserve) for e in below_reserve(game)] == [("south", -5, 0)]


@pytest.mark.parametrize("again", [False, True])
def test_an_agreement_that_lapsed_was_signed_all_the_same(again: bool) -> None:
    deeds = [f"south: {SMALL}", "north: accept", "north: tear"]
    if again:
        deeds += ["south: reopen", f"south: {MEDIUM}", "north: accept"]
    found = [each for each in signings(played(*deeds)) if each.side == "north"]
    assert [each.lapsed for each in found] == [True, False][: len(found)]
    assert [each.below for each in found] == [True, False][: len(found)]
    assert len(found) == 1 + again


def test_each_of_three_is_judged_by_its_own_reserve() -> None:
    game = played("north: offer scope=small", "south: accept", "west: accept", rules=THREE)
    assert [(each.side, each.worth, each.reserve) for each in below_reserve(game)] == [
        ("south", 3, 4),
        ("west", -2, 0),
    ]


def test_what_was_taken_back_was_not_signed() -> None:
    game = played(f"south: {SMALL}", "north: accept")
    assert isinstance(game.do(Rewind(1)), Accepted)
    assert signings(game) == ()


def test_without_an_agreement_nothing_was_signed() -> None:
    assert signings(played("south: walk")) == ()
