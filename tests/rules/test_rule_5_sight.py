"""Rule 5.9: who sees what of a table."""

from tiny import MEDIUM, SMALL, TABLE, Game, sides

WEST = sides("north", "south", "west")
FOR_ALL = ("north", "south", "west", "public", "facilitator")
PARTIES = ("north", "south", "facilitator")


def test_5_9_offers_are_seen_by_the_parties_and_the_facilitator() -> None:
    game = Game(TABLE + WEST).play(f"south: {SMALL}")
    for who in FOR_ALL:
        table = game.view(who).tables["pact"]
        heard = who in PARTIES
        assert table.offer == ({"scope": "small", "terms": "loose"} if heard else None)
        assert table.proposer == ("south" if heard else None)


def test_5_9_status_and_an_agreed_package_are_seen_by_all() -> None:
    game = Game(TABLE + WEST).play(f"south: {SMALL}", "north: accept")
    for who in FOR_ALL:
        table = game.view(who).tables["pact"]
        assert table.status == "agreed"
        assert table.agreed == {"scope": "small", "terms": "loose", "extra": "none"}


def test_5_9_a_lapsed_agreement_is_shown_no_longer() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: accept", "north: tear")
    assert game.view("public").tables["pact"].agreed is None
    assert game.view("north").tables["pact"].worths == {}


def test_5_9_what_is_said_at_a_table_is_heard_by_its_parties_and_how_it_ends_by_all() -> None:
    game = Game(TABLE + WEST)
    start = len(game.entries)
    game.play(f"south: {SMALL}", "north: pass", f"south: {MEDIUM}", "north: accept")
    own = ["offered", "passed", "offered", "accepted", "agreed"]
    for who in FOR_ALL:
        codes = [entry.code for entry in game.heard(who, start) if "table" in entry.values]
        assert codes == (own if who in PARTIES else ["agreed"])


def test_5_9_a_walk_is_told_to_all() -> None:
    game = Game(TABLE + WEST)
    start = len(game.entries)
    game.play("south: walk")
    codes = [entry.code for entry in game.heard("west", start) if "table" in entry.values]
    assert codes == ["walked", "collapsed"]


def test_5_9_at_a_table_of_all_sides_the_public_hears_what_is_said() -> None:
    game = Game(TABLE).play(f"south: {SMALL}")
    assert game.view("public").tables["pact"].offer == {"scope": "small", "terms": "loose"}
    assert "offered" in [entry.code for entry in game.heard("public")]


def test_5_9_a_view_of_a_table_tells_rounds_speaker_and_ones_own_worths() -> None:
    game = Game(TABLE).play("south: pass", f"north: {SMALL}")
    table = game.view("south").tables["pact"]
    assert (table.rounds_left, table.visit_left, table.speaker) == (3, 1, "south")
    assert (table.proposer, table.accepted) == ("north", ())
    assert (dict(table.worths), dict(table.reserves)) == ({"south": 22}, {"south": 0})
    assert game.view("facilitator").tables["pact"].worths == {"south": 22, "north": 1}
    assert game.view("public").tables["pact"].worths == {}
    assert game.view("public").tables["pact"].offer == {"scope": "small", "terms": "loose"}


def test_5_9_a_view_between_visits_keeps_the_offer_and_has_no_speaker() -> None:
    game = Game(TABLE).play("south: pass", "north: pass", f"south: {SMALL}", "north: pass")
    table = game.view("north").tables["pact"]
    assert (table.rounds_left, table.visit_left, table.speaker) == (2, None, None)
    assert table.proposer == "south"


def test_5_9_an_offer_that_stands_at_the_end_is_not_told_to_others_by_what_it_is_worth() -> None:
    game = Game(TABLE + WEST).play(f"south: {SMALL}", "facilitator: end")
    for who in FOR_ALL:
        table = game.view(who).tables["pact"]
        assert (table.offer is not None, bool(table.worths)) == (who in PARTIES, who in PARTIES)
        assert set(table.reserves) == {"south", "north"}


def test_5_9_a_table_that_is_not_open_has_no_rounds_left() -> None:
    closed = TABLE.replace("open: true", "open: false")
    assert Game(closed).view("north").tables["pact"].rounds_left == 0
    walked = Game(TABLE).play("south: walk")
    assert walked.view("north").tables["pact"].rounds_left == 0
