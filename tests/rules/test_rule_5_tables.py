"""Rules 5.1 to 5.3: what may be said at a table."""

import pytest
from tiny import MEDIUM, SMALL, TABLE, Game, told

from game.model.play import AGREED, COLLAPSED


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


def test_5_2_what_is_no_decision_at_a_table_is_refused() -> None:
    game = Game(TABLE)
    assert game.refused("south: tear") == "wrong-kind"
    assert game.refused("south: nothing") == "unknown-action"


STATES = """
tracks: {trust: {start: 50}, heat: {start: 0, range: [0, 99999]}}
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact}
  deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}
tables:
  pact:
    between: [north, south]
    rounds: 1
    open: true
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
actions:
  ask: {side: north, menu: deeds, name: Ask, effects: {heat: "= 10000 * is_open(pact)
    + 1000 * agreed(pact) + 100 * collapsed(pact) + 10 * expired(pact) + lapsed(pact)"}}
  tear: {side: north, menu: deeds, name: Tear, effects: {lapse: pact}}
  open_it: {side: north, menu: deeds, name: Open, effects: {open: pact}}
"""


@pytest.mark.parametrize(
    ("status", "number", "decisions"),
    [
        ("closed", 0, []),
        ("open", 10000, ["north: open_it"]),
        ("agreed", 1000, ["north: offer scope=small", "south: accept"]),
        ("collapsed", 100, ["north: walk"]),
        ("expired", 10, ["north: pass", "south: pass"]),
        ("lapsed", 1, ["north: offer scope=small", "south: accept", "north: tear"]),
    ],
)
def test_5_1_a_table_is_in_one_of_six_states_and_conditions_can_ask_which(
    status: str, number: int, decisions: list[str]
) -> None:
    text = STATES.replace("open: true", "open: false") if status in ("closed", "open") else STATES
    game = Game(text.replace("sides: [north]", "sides: [north], picks: 2")).play(*decisions)
    assert game.status() == status
    assert game.play("north: ask")["heat"] == number


def test_5_2_who_is_not_to_speak_can_neither_offer_accept_pass_nor_walk() -> None:
    game = Game(TABLE)
    for decision in (SMALL, "accept", "pass", "walk"):
        assert game.refused(f"north: {decision}") == "not-your-turn"


def test_5_2_the_last_turn_to_speak_of_a_visit_may_be_an_offer() -> None:
    game = Game(TABLE).play("south: pass", "north: pass", "south: pass")
    assert game.legal("north").offer is not None
    game.play(f"north: {SMALL}")
    assert (game.phase, game.table().proposer) == ("deeds", 1)


def test_5_2_the_first_to_speak_of_the_last_round_may_still_offer() -> None:
    text = TABLE.replace("rounds: 4", "rounds: 1")
    game = Game(text).play(f"south: {SMALL}")
    assert game.refused(f"north: {MEDIUM}") == "last-word"
    assert game.play("north: accept").table().status == AGREED


def test_5_2_a_walk_is_open_to_the_last_to_speak_too() -> None:
    text = TABLE.replace("rounds: 4", "rounds: 1")
    assert Game(text).play("south: pass", "north: walk").table().status == COLLAPSED


def test_5_2_a_proposer_may_make_another_offer_in_place_of_its_own() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", "north: pass", f"south: {MEDIUM}", "north: accept")
    assert game.table().options == (1, 1, 1)


def test_5_2_after_a_counter_offer_the_first_offer_cannot_be_accepted() -> None:
    game = Game(TABLE).play(f"south: {SMALL}", f"north: {MEDIUM}", "south: accept")
    assert game.table().options[0] == 1


def test_5_2_an_offer_with_a_word_that_names_nothing_is_refused_as_such() -> None:
    game = Game(TABLE.replace("rounds: 4", "rounds: 1")).play("south: pass")
    assert game.refused("north: offer scope=huge terms=loose") == "unknown-option"


def test_5_3_the_tables_rules_must_hold_again_at_the_acceptance() -> None:
    text = TABLE.replace("rules: [", "rules: [terms == loose or trust < 60, ")
    game = Game(text).play(f"south: {MEDIUM}", "facilitator: set trust 60")
    assert game.refused("north: accept") == "rule"
    refused = game.legal("north").accept
    assert refused is not None
    assert refused.values["rule"] == 0
    game.play("facilitator: set trust 59", "north: accept")


def test_5_3_rules_see_an_issue_off_the_agenda_as_its_otherwise() -> None:
    text = TABLE.replace("rules: [", "rules: [extra == none or terms == loose, ")
    game = Game(text)
    Game(text).play(f"south: {MEDIUM}")
    game.play("facilitator: set secret 10")
    assert game.refused(f"south: {MEDIUM} extra=some") == "rule"
    game.play(f"south: {MEDIUM} extra=none")


def test_5_3_no_condition_or_need_of_an_otherwise_binds_while_it_is_off_the_agenda() -> None:
    text = TABLE.replace("none: {worth", "none: {when: heat >= 9, needs: {south: heat >= 9}, worth")
    game = Game(text).play(f"south: {SMALL}", "north: accept")
    assert (game.table().status, game.table().options) == (AGREED, (0, 0, 1))


def test_5_3_an_offer_whose_issue_has_left_the_agenda_no_longer_qualifies() -> None:
    game = Game(TABLE).play("facilitator: set secret 10", f"south: {SMALL} extra=some")
    game.play("facilitator: set secret 9")
    assert game.refused("north: accept") == "off-agenda"
    game.play("facilitator: set secret 10", "north: accept")
    assert game.table().options == (0, 0, 0)


def test_5_3_an_issue_off_the_agenda_is_not_listed_by_legal() -> None:
    game = Game(TABLE)
    offer = game.legal("south").offer
    assert offer is not None
    assert "extra" not in offer
    offer = game.play("facilitator: set secret 10").legal("south").offer
    assert offer is not None
    assert offer["extra"] == ("some", "none")


def test_5_3_legal_lists_what_only_a_rule_forbids() -> None:
    game = Game(TABLE.replace("rules: [", "rules: [scope != small, "))
    offer = game.legal("south").offer
    assert offer is not None
    assert "small" in offer["scope"]
    assert game.refused(f"south: {SMALL}") == "rule"


def test_5_3_who_has_no_need_may_propose_what_the_other_can_never_accept() -> None:
    game = Game(TABLE).play("facilitator: set trust 60", "south: pass")
    game.play("north: offer scope=wide terms=loose")
    refused = game.legal("south").accept
    assert refused is not None
    assert (refused.code, refused.values["option"]) == ("needs", "wide")
    assert "accept" not in game.moves("south")


def test_5_3_of_anothers_need_a_side_learns_nothing() -> None:
    game = Game(TABLE).play("facilitator: set trust 60", "south: pass")
    legal = game.legal("north")
    assert legal.offer is not None
    assert "wide" in legal.offer["scope"]
    start = len(game.entries)
    game.play("north: offer scope=wide terms=loose", "south: pass")
    assert [entry.code for entry in game.heard("north", start)] == ["offered", "passed"]


def test_5_3_a_rule_or_when_that_reads_the_state_is_asked_at_that_moment() -> None:
    game = Game(TABLE).play("facilitator: set trust 60", "south: pass")
    assert game.legal("north").barred == {}
    game.play("facilitator: set trust 59")
    assert game.refused("north: offer scope=wide terms=loose") == "option-when"


def test_5_9_that_a_package_is_legal_at_all_is_shown_by_check() -> None:
    impossible = STATES.replace("rounds: 1\n", "rounds: 1\n    rules: [scope > small]\n")
    assert told(impossible) == ["error no-package tables.pact.rules[0]"]
