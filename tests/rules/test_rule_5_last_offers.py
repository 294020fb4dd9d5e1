"""Rule 5.10: each party's last offer."""

import pytest
from tiny import MEDIUM, SMALL, TABLE, Game, sides

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.play import NOTHING

WEST = sides("north", "south", "west")
SMALL_PACKAGE = {"scope": "small", "terms": "loose"}
MEDIUM_PACKAGE = {"scope": "medium", "terms": "strict"}
NONE = ((NOTHING,) * 3,) * 2


def last_offers(game: Game, who: str = FACILITATOR) -> dict[str, dict[str, str]]:
    offers = game.view(who).tables["pact"].last_offers
    return {side: dict(offers[side]) for side in offers}


def test_5_10_each_partys_last_offer_is_kept_beside_the_offer_that_stands() -> None:
    game = Game(TABLE)
    assert last_offers(game) == {}
    game.play(f"south: {SMALL}")
    assert last_offers(game) == {"south": SMALL_PACKAGE}
    game.play(f"north: {MEDIUM}")
    assert last_offers(game) == {"south": SMALL_PACKAGE, "north": MEDIUM_PACKAGE}
    assert game.view(FACILITATOR).tables["pact"].offer == MEDIUM_PACKAGE


def test_5_10_the_partys_next_offer_replaces_it_and_a_pass_does_not() -> None:
    game = Game(TABLE).play(f"south: {SMALL}").rest(1)
    assert (game.turn, last_offers(game)) == (2, {"south": SMALL_PACKAGE})
    game.play(f"south: {MEDIUM}")
    assert last_offers(game) == {"south": MEDIUM_PACKAGE}


@pytest.mark.parametrize("status", ["agreed", "collapsed", "expired"])
def test_5_10_when_the_talks_end_none_is_left(status: str) -> None:
    game = Game(TABLE).play(f"south: {SMALL}")
    if status != "expired":
        game.play("north: accept" if status == "agreed" else "north: walk")
    while game.status() == "open":
        assert game.table().last_offers[0] == (0, 0, NOTHING)
        game.play(f"{game.to_move[0]}: pass")
    assert (game.status(), game.table().last_offers) == (status, NONE)
    assert last_offers(game) == {}


def test_5_10_a_table_that_is_opened_again_begins_without_any() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: walk", "north: reopen")
    assert (game.status(), game.table().last_offers) == ("open", NONE)


def test_5_10_an_agreement_that_lapses_leaves_none() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: accept", "north: tear")
    assert (game.status(), game.table().last_offers) == ("lapsed", NONE)


def test_5_10_an_offer_keeps_the_issues_off_the_agenda_out() -> None:
    game = Game(TABLE).play(f"south: {SMALL}")
    assert game.table().last_offers == ((0, 0, NOTHING), (NOTHING,) * 3)


def test_5_10_last_offers_are_seen_by_those_who_see_the_tables_offers() -> None:
    game = Game(TABLE + WEST).play(f"south: {SMALL}")
    for who in ("north", "south", FACILITATOR):
        assert last_offers(game, who) == {"south": SMALL_PACKAGE}
    for who in ("west", PUBLIC):
        assert last_offers(game, who) == {}
    game.play("facilitator: end")
    assert last_offers(game, "west") == {}
    assert last_offers(Game(TABLE).play(f"south: {SMALL}"), PUBLIC) == {"south": SMALL_PACKAGE}


def test_5_10_they_stay_when_the_agenda_changes() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "facilitator: set secret 10")
    assert last_offers(game) == {"south": SMALL_PACKAGE}
