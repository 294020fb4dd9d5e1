"""Rules 5.4 and 5.5 at tables of three and four sides."""

from tiny import Game, sides

from game.model.play import NOTHING

FOUR = ("north", "south", "west", "east")


def hall(*parties: str, table: str = "rounds: 3", visit: str = "", more: str = "") -> str:
    """Sides that meet at a table with one issue and do nothing else."""
    one, two = (", ".join(f"{party}: {n}" for party in parties) for n in (1, 2))
    return f"""{sides(*sorted(parties, key=FOUR.index))}
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact{visit}}}}}
tables:
  pact:
    between: [{", ".join(parties)}]
    {table}
    open: true
    issues:
      scope:
        options:
          small: {{worth: {{{one}}}}}
          wide: {{worth: {{{two}}}{more}}}
actions: {{wait: {{side: north, menu: rest, name: Wait}}}}
"""


def speakers(game: Game, turns: int) -> list[str]:
    """Who speaks in so many turns to speak, when all are silent."""
    found: list[str] = []
    for _ in range(turns):
        found += game.to_move
        game.play(f"{game.to_move[0]}: pass")
    return found


THREE = hall("north", "south", "west", table="rounds: 3\n    speaks_first: south")
SMALL, WIDE = "offer scope=small", "offer scope=wide"


def test_5_4_an_offer_of_three_is_agreed_when_all_others_have_accepted_it() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept")
    assert game.status() == "open"
    game.play("north: accept")
    assert game.status() == "agreed"


def test_5_4_of_four_two_acceptances_are_not_enough() -> None:
    game = Game(hall(*FOUR)).play(f"north: {SMALL}", "south: accept", "west: accept")
    assert (game.status(), game.to_move) == ("open", ("east",))
    assert game.play("east: accept").status() == "agreed"


def test_5_4_the_proposer_need_not_accept_and_nobody_speaks_after_the_last_acceptance() -> None:
    game = Game(hall(*FOUR)).play("north: pass", f"south: {SMALL}", "west: accept", "east: accept")
    assert game.play("north: accept").status() == "agreed"
    assert game.log("accepted")[-1] == "accepted pact north"


def test_5_4_accepting_twice_is_refused() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", "north: pass")
    assert game.play("south: pass").refused("west: accept") == "accepted-already"


def test_5_4_a_new_offer_replaces_the_standing_one_and_clears_acceptances() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", f"north: {WIDE}")
    assert game.table().accepted == (0, 0, 0)
    assert game.play("south: accept").status() == "open"
    assert game.play("west: accept").table().options == (1,)


def test_5_4_a_new_offer_of_the_same_package_clears_acceptances_too() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", f"north: {SMALL}")
    assert game.refused("west: accept") == "not-your-turn"
    game.play("south: accept")
    assert (game.status(), game.view("west").tables["pact"].proposer) == ("open", "north")


def test_5_4_who_has_accepted_may_still_offer_something_else() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", "north: pass", "south: pass")
    game.play(f"west: {WIDE}", "north: accept", "south: accept")
    assert (game.status(), game.table().options) == ("agreed", (1,))


def test_5_4_the_proposer_may_replace_its_own_offer_and_clears_acceptances() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", "north: pass", f"south: {WIDE}")
    assert (game.table().accepted, game.table().options) == ((0, 0, 0), (1,))


def test_5_2_a_pass_takes_back_no_acceptance_given_before() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept", "north: pass")
    game.play("south: pass", "west: pass", "north: accept")
    assert game.status() == "agreed"


def test_5_3_an_acceptance_is_tested_when_it_is_given_and_not_again() -> None:
    text = hall("north", "south", "west", more=", needs: {south: heat == 0, west: heat == 1}")
    game = Game(text).play(f"north: {WIDE}", "south: accept")
    assert game.refused("west: accept") == "needs"
    game.play("facilitator: set heat 1", "west: accept")
    assert game.status() == "agreed"


def test_5_3_an_offer_that_no_longer_qualifies_keeps_the_acceptances_it_had() -> None:
    text = hall("north", "south", "west", more=", when: heat == 0")
    game = Game(text).play(f"north: {WIDE}", "south: accept", "facilitator: set heat 1")
    assert game.refused("west: accept") == "option-when"
    game.play("west: pass", "north: pass", "facilitator: set heat 0", "south: pass")
    assert game.play("west: accept").status() == "agreed"


def test_5_5_sides_speak_in_the_order_of_between_rotated_to_the_first_speaker() -> None:
    assert speakers(Game(THREE), 4) == ["south", "west", "north", "south"]


def test_5_5_between_sets_the_order_and_not_the_file() -> None:
    text = hall("west", "north", "east", "south", table="rounds: 3\n    speaks_first: east")
    assert speakers(Game(text), 5) == ["east", "south", "west", "north", "east"]


def test_5_5_without_speaks_first_the_first_of_between_begins() -> None:
    assert speakers(Game(hall("west", "south", "north")), 3) == ["west", "south", "north"]


def test_5_5_a_round_is_one_turn_to_speak_for_each_of_four() -> None:
    game = Game("turns: 4\n" + hall(*FOUR, visit=", rounds: 1"))
    assert speakers(game, 4) == list(FOUR)
    assert (game.turn, game.table().rounds) == (2, 1)
    speakers(game, 7)
    assert game.status() == "open"
    speakers(game, 1)
    assert game.status() == "expired"


def test_5_5_offer_and_acceptances_stand_between_visits() -> None:
    game = Game("turns: 4\n" + hall("north", "south", "west", visit=", rounds: 1"))
    game.play(f"north: {SMALL}", "south: accept", "west: pass")
    assert (game.turn, game.table().accepted) == (2, (0, 1, 0))
    game.play("north: pass", "south: pass", "west: accept")
    assert game.status() == "agreed"


def test_5_5_the_walk_of_one_of_four_collapses_the_table_for_all() -> None:
    game = Game(hall(*FOUR)).play(f"north: {SMALL}", "south: accept", "west: walk")
    assert (game.status(), game.table().proposer) == ("collapsed", NOTHING)
    assert game.outcome == "calm"  # nobody has anything else to do


def test_5_2_of_three_only_the_very_last_to_speak_cannot_offer() -> None:
    game = Game(hall("north", "south", "west", table="rounds: 1"))
    game.play(f"north: {SMALL}", f"south: {WIDE}")
    assert game.refused(f"west: {SMALL}") == "last-word"
    game.play("west: accept")
    assert game.status() == "expired"  # north never had a turn to accept


def test_5_5_two_tables_of_four_sides_go_their_own_ways() -> None:
    one = "{worth: {%s: 1, %s: 1}}"
    text = f"""{sides(*FOUR)}
stages: {{main: {{phases: [left, right]}}}}
phases: {{left: {{kind: table, table: first}}, right: {{kind: table, table: second}}}}
actions: {{wait: {{side: north, menu: rest, name: Wait}}}}
tables:
  first:
    between: [north, west]
    rounds: 2
    open: true
    issues: {{scope: {{options: {{small: {one % ("north", "west")}}}}}}}
  second:
    between: [east, south]
    rounds: 2
    open: true
    issues: {{scope: {{options: {{small: {one % ("south", "east")}}}}}}}
"""
    game = Game(text)
    assert game.to_move == ("north",)
    assert game.refused("south: pass") == "not-your-turn"
    game.play("north: walk", f"east: {SMALL}", "south: accept")
    assert (game.status("first"), game.status("second")) == ("collapsed", "agreed")


def test_5_9_a_view_tells_who_has_accepted() -> None:
    game = Game(THREE).play(f"south: {SMALL}", "west: accept")
    assert game.view("north").tables["pact"].accepted == ("west",)
