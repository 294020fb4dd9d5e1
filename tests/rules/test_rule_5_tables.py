"""Rule 5: tables."""

from tiny import Game

from game.engine.view import appraise
from game.model.frozen import FrozenMap
from game.model.play import AGREED, COLLAPSED, EXPIRED, LAPSED, NOTHING, OPEN

TABLE = """
turns: 4
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    speaks_first: south
    rounds: 4
    open: true
    issues:
      scope:
        weight: {north: 30, south: 20}
        options:
          small: {value: {north: 0, south: 100}}
          medium:
            value: {north: 55, south: 45}
            worth: {south: 5 if terms >= strict else 0}
            effects: {trust: +10}
            lapsed: {trust: -10}
          vast: {value: {north: 80}, worth: {south: -7}}
          wide: {value: {north: 100, south: 0}, when: trust >= 60, needs: {south: heat >= 3}}
      terms:
        options:
          loose: {worth: {north: 1, south: 2}}
          strict: {worth: {north: 3, south: 4}, effects: {trust: "= trust * 2"}, lapsed: {heat: +1}}
      extra:
        when: secret >= 10
        otherwise: none
        options:
          some: {worth: {north: 9, south: -trust}}
          none: {worth: {north: 0, south: 0}, effects: {secret: +1}}
    rules: [scope < wide or terms <= loose]
    reserve: {north: trust // 5}
    agreed: {heat: +2}
    collapsed: {trust: -12}
    expired: {trust: -4}
    lapsed: {trust: -15}
actions:
  tear: {side: [north, south], menu: deeds, name: Tear, effects: {lapse: pact}}
  reopen: {side: [north, south], menu: deeds, name: Reopen, effects: {open: pact}}
"""
SMALL = "offer scope=small terms=loose"
MEDIUM = "offer scope=medium terms=strict"


def test_5_2_the_first_to_speak_speaks_first() -> None:
    game = Game(TABLE)
    assert game.to_move == ("south",)
    assert game.refused("north: pass") == "not-your-turn"


def test_5_2_accepting_without_a_standing_offer_is_refused() -> None:
    game = Game(TABLE)
    assert game.refused("south: accept") == "no-offer"
    legal = game.legal("south")
    assert legal.accept is not None
    assert legal.accept.code == "no-offer"


def test_5_2_accepting_your_own_offer_is_refused() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: pass")
    assert game.refused("south: accept") == "own-offer"


def test_5_2_a_pass_says_nothing_and_clears_nothing() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: pass", "south: pass", "north: accept")
    assert game.table().status == AGREED


def test_5_2_the_last_turn_to_speak_before_expiry_cannot_offer() -> None:
    game = Game(TABLE)
    for _ in range(2):
        game.play("south: pass", "north: pass", "south: pass")
        if game.turn == 1:
            game.play("north: pass", "north: pass", "south: pass")
    assert game.refused(f"north: {SMALL}") == "last-word"
    assert game.legal("north").offer is None
    assert game.moves("north") == ["walk", "pass"]


def test_5_3_a_package_names_one_option_for_every_issue_on_the_agenda() -> None:
    game = Game(TABLE)
    assert game.refused("south: offer scope=small") == "issue-missing"
    assert game.refused(f"south: {SMALL} extra=some") == "off-agenda"
    assert game.refused(f"south: {SMALL} more=some") == "unknown-issue"
    assert game.refused("south: offer scope=huge terms=loose") == "unknown-option"


def test_5_3_an_issue_whose_when_holds_is_on_the_agenda() -> None:
    game = Game(TABLE).play("facilitator: set secret 10")
    assert game.refused(f"south: {SMALL}") == "issue-missing"
    game.play(f"south: {SMALL} extra=some")


def test_5_3_an_options_when_and_the_tables_rules_must_hold_when_it_is_offered() -> None:
    game = Game(TABLE)
    assert game.refused("south: offer scope=wide terms=loose") == "option-when"
    game.play("south: pass", "facilitator: set trust 60")
    assert game.refused("north: offer scope=wide terms=strict") == "rule"
    game.play("north: offer scope=wide terms=loose")


def test_5_3_an_offer_that_no_longer_qualifies_stands_but_cannot_be_accepted() -> None:
    game = Game(TABLE).play(
        "facilitator: set trust 60",
        "facilitator: set heat 3",
        "south: pass",
        "north: offer scope=wide terms=loose",
        "facilitator: set trust 59",
    )
    assert game.refused("south: accept") == "option-when"
    assert game.table().proposer == 1
    game.play("facilitator: set trust 60", "south: accept")


def test_5_3_an_offer_whose_agenda_has_changed_no_longer_qualifies() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "facilitator: set secret 10")
    assert game.refused("north: accept") == "issue-missing"


def test_5_3_needs_bind_one_side_which_can_neither_propose_nor_accept() -> None:
    game = Game(TABLE).play("facilitator: set trust 60")
    assert game.refused("south: offer scope=wide terms=loose") == "needs"
    game.play("south: pass", "north: offer scope=wide terms=loose")
    assert game.refused("south: accept") == "needs"


def test_5_3_legal_gives_per_issue_the_options_whose_when_holds() -> None:
    legal = Game(TABLE).legal("south")
    assert legal.offer == {"scope": ("small", "medium", "vast"), "terms": ("loose", "strict")}
    assert legal.barred["scope"]["wide"].code == "option-when"


def test_5_3_what_reads_the_package_is_listed_by_legal_and_tested_by_step() -> None:
    conditions = "when: scope >= medium, needs: {south: scope >= vast}"
    game = Game(TABLE.replace("strict: {worth", f"strict: {{{conditions}, worth"))
    legal = game.legal("south")
    assert legal.offer is not None
    assert legal.offer["terms"] == ("loose", "strict")
    assert "terms" not in legal.barred
    assert game.refused("south: offer scope=small terms=strict") == "option-when"
    assert game.refused("south: offer scope=medium terms=strict") == "needs"
    game.play("south: pass", "north: offer scope=medium terms=strict")


def test_5_3_legal_tells_only_the_side_itself_of_its_needs() -> None:
    game = Game(TABLE).play("facilitator: set trust 60")
    assert game.legal("south").barred["scope"]["wide"].code == "needs"
    assert game.play("south: pass").legal("north").barred == {}


THREE = """
sides:
  north: {name: North, brief: N, score: [{label: L, points: 0}]}
  south: {name: South, brief: S, score: [{label: L, points: 0}]}
  west: {name: West, brief: W, score: [{label: L, points: 0}]}
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
tables:
  pact:
    between: [north, south, west]
    speaks_first: south
    rounds: 3
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 1, west: 1}}
          wide: {worth: {north: 2, south: 2, west: 2}}
actions:
  wait: {side: north, menu: rest, name: Wait}
"""


def test_5_4_an_offer_of_three_is_agreed_when_all_others_have_accepted_it() -> None:
    game = Game(THREE).play("south: offer scope=small", "west: accept")
    assert game.table().status == OPEN
    game.play("north: accept")
    assert game.table().status == AGREED


def test_5_4_accepting_twice_is_refused() -> None:
    game = Game(THREE).play("south: offer scope=small", "west: accept", "north: pass")
    assert game.play("south: pass").refused("west: accept") == "accepted-already"


def test_5_4_a_new_offer_replaces_the_standing_one_and_clears_acceptances() -> None:
    game = Game(THREE).play("south: offer scope=small", "west: accept", "north: offer scope=wide")
    assert game.table().accepted == (0, 0, 0)
    assert game.play("south: accept").table().status == OPEN


def test_5_5_sides_speak_in_the_order_of_between_rotated_to_the_first_speaker() -> None:
    game = Game(THREE)
    order: list[str] = []
    for _ in range(4):
        order += game.to_move
        game.play(f"{game.to_move[0]}: pass")
    assert order == ["south", "west", "north", "south"]


def test_5_5_a_visit_holds_its_rounds_and_the_offer_stands_between_visits() -> None:
    game = Game(TABLE).play("south: pass", "north: pass", f"south: {SMALL}", "north: pass")
    assert game.phase == "deeds"
    game.play("north: pass", "south: pass", "south: pass", "north: accept")
    assert game.table().status == AGREED


def test_5_5_agreed_status_and_worths_are_fixed_before_effects_in_issue_order() -> None:
    game = Game(TABLE).play(f"south: {MEDIUM}", "north: accept")
    assert game["trust"] == 100  # 50 + 10, doubled and clamped
    assert game["heat"] == 2
    assert game["secret"] == 8  # an issue off the agenda counts as its `otherwise`
    assert game.table().options == (1, 1, 1)
    assert game.table().worths == (20 * 45 // 100 + 5 + 4, 30 * 55 // 100 + 3)
    assert game.phase == "deeds"


def test_5_5_any_partys_walk_collapses_the_table() -> None:
    game = Game(TABLE).play("south: walk")
    assert (game.table().status, game["trust"], game.phase) == (COLLAPSED, 38, "deeds")
    assert game.log("walked", "collapsed") == ["walked pact south", "collapsed pact"]


def test_5_5_when_its_rounds_are_used_up_a_table_expires() -> None:
    game = Game(TABLE.replace("rounds: 4", "rounds: 1")).play("south: pass", "north: pass")
    assert (game.table().status, game["trust"]) == (EXPIRED, 46)


def test_5_6_worth_is_weight_times_value_plus_the_options_own_worth_now() -> None:
    game = Game(TABLE)
    package = FrozenMap({"scope": "medium", "terms": "strict"})
    assert appraise(game.rules, game.state, "south", "pact", package) == 9 + 5 + 4
    assert appraise(game.rules, game.state, "north", "pact", package) == 16 + 3


SCORED = f"""{TABLE}
values: {{signed: agreed(pact)}}
sides:
  north:
    name: North
    brief: N
    score: [{{label: Deal, points: worth(pact) if signed else reserve(pact)}}]
  south:
    name: South
    brief: S
    score: [{{label: Deal, points: worth(pact)}}, {{label: Scope, points: pact.scope}}]
"""


def test_5_6_worth_is_as_fixed_at_signature_and_reserve_as_of_now() -> None:
    game = Game(SCORED)
    assert game.view("north").scores["north"].total == 10
    assert [line.points for line in game.view("south").scores["south"].lines] == [0, -1]
    game.play("facilitator: set trust 20")
    assert game.view("north").scores["north"].total == 4
    game.play(f"south: {MEDIUM}", "north: accept", "facilitator: set trust 0")
    assert game.view("north").scores["north"].total == 19
    assert [line.points for line in game.view("south").scores["south"].lines] == [18, 1]


def test_5_6_weights_follow_the_card_dealt() -> None:
    text = TABLE.replace("open: true", "open: true\n    weights_by: {north: aim}").replace(
        "weight: {north: 30, south: 20}", "weight: {north: {one: 10, two: 60}, south: 20}"
    )
    deals = "deals: {aim: {to: [north], cards: {one: {}, two: {}}}}\n"
    found = {}
    for seed in range(12):
        game = Game(deals + text, seed)
        package = FrozenMap({"scope": "wide", "terms": "loose"})
        worth = appraise(game.rules, game.state, "north", "pact", package)
        found[game.state.cards[0]] = worth
    assert found == {0: 11, 1: 61}


def test_5_7_a_visit_ends_when_its_table_closes_even_if_effects_reopen_it() -> None:
    game = Game(TABLE.replace("collapsed: {trust: -12}", "collapsed: {open: pact}"))
    game.play("south: walk")
    assert (game.table().status, game.phase) == (OPEN, "deeds")


def test_5_7_open_reopens_with_the_first_speaker_no_offer_and_all_rounds() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: walk", "north: reopen", "south: pass")
    at = game.table()
    assert (at.status, at.rounds, at.speaker, at.proposer) == (OPEN, 0, 0, NOTHING)
    assert game.log("opened") == ["opened pact"]


def test_5_7_on_an_open_or_agreed_table_open_does_nothing() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: accept", "north: reopen")
    assert (game.table().status, game.log("opened")) == (AGREED, [])


def test_5_8_lapse_ends_an_agreement_options_first_then_the_table() -> None:
    game = Game(TABLE).play(f"south: {MEDIUM}", "north: accept")
    before = len(game.entries)
    game.play("north: tear")
    assert game.table().status == LAPSED
    assert game.log("lapsed", "changed", since=before) == [
        "lapsed pact",
        "changed trust -10 -10 90",
        "changed heat 1 1 3",
        "changed trust -15 -15 75",
    ]


def test_5_8_lapse_does_nothing_to_a_table_that_is_not_agreed() -> None:
    game = Game(TABLE).play("south: walk", "north: tear")
    assert game.table().status == COLLAPSED


def test_5_9_offers_are_seen_by_the_parties_and_an_agreed_package_by_all() -> None:
    text = THREE.replace("between: [north, south, west]", "between: [north, south]")
    game = Game(text.replace(", west: 1}", "}").replace(", west: 2}", "}")).play(
        "south: offer scope=small"
    )
    assert game.view("north").tables["pact"].offer == {"scope": "small"}
    assert game.view("facilitator").tables["pact"].offer == {"scope": "small"}
    assert game.view("west").tables["pact"].offer is None
    assert game.view("public").tables["pact"].offer is None
    assert [e.code for e in game.entries if e.shown_to("west") is None] == ["offered"]
    game.play("north: accept")
    assert game.view("west").tables["pact"].agreed == {"scope": "small"}
    assert game.view("public").tables["pact"].status == "agreed"


def test_5_6_an_option_may_have_a_value_for_one_side_and_a_worth_for_another() -> None:
    game = Game(TABLE)
    package = FrozenMap({"scope": "vast", "terms": "loose"})
    assert appraise(game.rules, game.state, "south", "pact", package) == -7 + 2
    assert appraise(game.rules, game.state, "north", "pact", package) == 24 + 1


def test_5_2_what_is_no_decision_at_a_table_is_refused() -> None:
    game = Game(TABLE)
    assert game.refused("south: tear") == "wrong-kind"
    assert game.refused("south: nothing") == "unknown-action"


def test_5_5_a_table_that_expires_within_a_visit_ends_it() -> None:
    game = Game(TABLE.replace("rounds: 4", "rounds: 3"))
    game.play("south: pass", "north: pass", "south: pass", "north: pass")
    game.play("north: pass", "south: pass", "south: pass", "north: pass")
    assert (game.table().status, game.phase) == (EXPIRED, "deeds")
    assert game.log("expired") == ["expired pact"]


def test_5_9_what_is_said_at_a_table_is_told() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: pass", "south: pass", "north: accept")
    assert [entry.code for entry in game.entries if "table" in entry.values] == [
        "offered",
        "passed",
        "passed",
        "accepted",
        "agreed",
    ]


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


def test_5_9_a_view_tells_who_has_accepted() -> None:
    game = Game(THREE).play("south: offer scope=small", "west: accept")
    assert game.view("north").tables["pact"].accepted == ("west",)


def test_5_6_the_view_of_an_agreed_table_gives_worths_as_signed_and_reserves_as_of_now() -> None:
    game = Game(TABLE).play(f"south: {MEDIUM}", "north: accept", "facilitator: set trust 20")
    table = game.view("north").tables["pact"]
    assert (dict(table.worths), dict(table.reserves)) == ({"north": 19}, {"north": 4})
    assert table.rounds_left == 0
    game.play("facilitator: end")
    assert game.view("public").tables["pact"].worths == {"south": 18, "north": 19}
