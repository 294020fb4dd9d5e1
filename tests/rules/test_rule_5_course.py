"""Rules 5.5, 5.7 and 5.8: the course of a table, from its opening to its end and after."""

import pytest
from tiny import MEDIUM, SMALL, TABLE, Game

from game.model.play import AGREED, COLLAPSED, EXPIRED, LAPSED, NOTHING, OPEN


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


def test_5_5_a_table_that_expires_within_a_visit_ends_it() -> None:
    game = Game(TABLE.replace("rounds: 4", "rounds: 3"))
    game.play("south: pass", "north: pass", "south: pass", "north: pass")
    game.play("north: pass", "south: pass", "south: pass", "north: pass")
    assert (game.table().status, game.phase) == (EXPIRED, "deeds")
    assert game.log("expired") == ["expired pact"]


SHORT = """
turns: 5
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 1}, effects: {say: Small}, lapsed: {say: Small ends}}
      terms:
        options:
          loose: {worth: {north: trust, south: 1}, effects: {trust: -20, say: Loose},
                  lapsed: {say: Loose ends}}
    agreed: {say: Agreed}
    collapsed: {say: Collapsed}
    expired: {say: Expired}
    lapsed: {say: Lapsed}
actions:
  reopen: {side: north, menu: deeds, name: Reopen, effects: {open: pact}}
  tear: {side: north, menu: deeds, name: Tear, effects: {lapse: pact}}
"""
OFFER = "north: offer terms=loose scope=small"


def test_5_5_options_happen_in_the_order_of_issues_and_not_of_the_offer() -> None:
    assert Game(SHORT).play(OFFER, "south: accept").said() == ["Small", "Loose", "Agreed"]


def test_5_5_the_status_is_fixed_before_the_options_effects() -> None:
    text = SHORT.replace(
        "effects: {say: Small}", 'effects: {heat: "+ agreed(pact) + is_open(pact)"}'
    )
    assert Game(text).play(OFFER, "south: accept")["heat"] == 1


def test_5_5_worths_are_those_at_signature_before_the_first_effect() -> None:
    game = Game(SHORT).play(OFFER, "facilitator: set trust 40", "south: accept")
    assert (game["trust"], game.table().worths) == (20, (41, 2))


def test_5_5_a_walk_brings_no_option_whatever_stood_on_the_table() -> None:
    game = Game(SHORT).play(OFFER, "south: walk")
    assert (game.said(), game["trust"]) == (["Collapsed"], 50)
    assert game.table().options == (NOTHING, NOTHING)


def test_5_5_rounds_used_up_bring_no_option_either() -> None:
    game = Game(SHORT).play(OFFER, "south: pass", "north: pass", "north: pass", "south: pass")
    assert (game.status(), game.said(), game["trust"]) == ("expired", ["Expired"], 50)


def test_5_5_the_last_word_may_still_be_an_acceptance() -> None:
    game = Game(SHORT).play(OFFER, "south: pass", "north: pass", "north: pass", "south: accept")
    assert game.status() == "agreed"


def test_5_5_the_tables_rounds_are_spent_over_the_whole_game() -> None:
    game = Game(SHORT).play("north: pass", "south: pass")
    assert (game.phase, game.table().rounds, game.status()) == ("deeds", 1, "open")
    game.play("north: pass", "north: pass", "south: pass")
    assert (game.turn, game.status()) == (2, "expired")
    assert game.play("north: pass").phase == "deeds"  # there is nothing left to visit


def test_5_5_a_visit_without_rounds_of_its_own_may_use_all_that_are_left() -> None:
    text = SHORT.replace(", rounds: 1}", "}").replace("rounds: 2", "rounds: 3")
    game = Game(text)
    for _ in range(3):
        game.play("north: pass", "south: pass")
    assert (game.turn, game.status()) == (1, "expired")


def test_5_5_two_visits_in_one_turn_are_two_visits() -> None:
    text = SHORT.replace("[hall, deeds]", "[hall, deeds, again]").replace(
        "phases:\n  hall", "phases:\n  again: {kind: table, table: pact}\n  hall"
    )
    game = Game(text).play(OFFER, "south: pass", "north: pass")
    assert (game.turn, game.phase) == (1, "again")
    assert game.play("north: pass", "south: accept").status() == "agreed"


def test_5_5_a_table_phase_whose_when_does_not_hold_is_no_visit_and_uses_no_round() -> None:
    game = Game(SHORT.replace("rounds: 1}", "rounds: 1, when: heat >= 1}"))
    assert (game.phase, game.table().rounds) == ("deeds", 0)


def end(game: Game, how: str) -> Game:
    """Brings a table to an end and goes on to the deeds that follow."""
    match how:
        case "closed":
            return game
        case "collapsed":
            return game.play("north: walk")
        case "expired":
            return game.play(
                "north: pass", "south: pass", "north: pass", "north: pass", "south: pass"
            )
        case _:
            return game.play(OFFER, "south: accept", "north: tear", *["north: pass"])


@pytest.mark.parametrize("how", ["closed", "collapsed", "expired"])
def test_5_7_open_opens_a_table_that_is_closed_collapsed_or_expired(how: str) -> None:
    text = SHORT.replace("open: true", "open: false") if how == "closed" else SHORT
    game = end(Game(text), how)
    assert (game.status(), game.phase) == (how, "deeds")
    game.play("north: reopen")
    at = game.table()
    assert (game.status(), at.rounds, at.speaker, at.proposer) == ("open", 0, 0, NOTHING)
    for _ in range(2):
        game.play("north: pass", "south: pass", "north: pass")
    assert game.status() == "expired"


def test_5_7_open_reopens_a_lapsed_table_and_it_can_be_agreed_anew() -> None:
    game = Game(SHORT).play(OFFER, "south: accept", "north: tear", "north: reopen")
    assert (game.turn, game.status()) == (3, "open")
    game.play(OFFER, "south: accept")
    assert game.table().worths == (31, 2)
    assert game.said()[-3:] == ["Small", "Loose", "Agreed"]


def test_5_7_open_leaves_an_open_tables_offer_and_rounds_alone() -> None:
    game = Game(SHORT).play(OFFER, "south: pass", "north: reopen")
    assert (game.table().rounds, game.table().proposer, game.log("opened")) == (1, 0, [])
    assert game.play("north: pass", "south: accept").status() == "agreed"


def test_5_7_a_table_opened_amid_a_turn_is_visited_by_a_later_phase_of_it() -> None:
    text = SHORT.replace("[hall, deeds]", "[deeds, hall]").replace("open: true", "open: false")
    game = Game(text).play("north: reopen")
    assert (game.turn, game.phase, game.to_move) == (1, "hall", ("north",))


@pytest.mark.parametrize(
    ("effects", "decisions"),
    [
        ("collapsed", ["north: walk"]),
        ("expired", ["north: pass", "south: pass"]),
        ("agreed", [OFFER, "south: accept"]),
    ],
)
def test_5_7_a_visit_ends_with_its_table_even_where_effects_reopen_it(
    effects: str, decisions: list[str]
) -> None:
    does = "[{lapse: pact}, {open: pact}]" if effects == "agreed" else "{open: pact}"
    text = SHORT.replace("rounds: 2", "rounds: 1").replace(
        f"{effects}: {{say: {effects.capitalize()}}}", f"{effects}: {does}"
    )
    game = Game(text.replace("table: pact, rounds: 1", "table: pact")).play(*decisions)
    assert (game.status(), game.phase, game.turn) == ("open", "deeds", 1)


def test_5_7_a_reopened_table_can_be_visited_again_in_the_same_turn() -> None:
    text = SHORT.replace("collapsed: {say: Collapsed}", "collapsed: {open: pact}")
    text = text.replace("[hall, deeds]", "[hall, again, deeds]").replace(
        "phases:\n  hall", "phases:\n  again: {kind: table, table: pact}\n  hall"
    )
    game = Game(text).play("north: walk")
    assert (game.phase, game.to_move) == ("again", ("north",))


def test_5_8_a_lapsed_agreements_options_end_in_issue_order_before_the_table() -> None:
    game = Game(SHORT).play(OFFER, "south: accept", "north: tear")
    assert game.said()[3:] == ["Small ends", "Loose ends", "Lapsed"]


def test_5_8_agreed_is_0_again_already_for_the_first_lapsed_effect() -> None:
    text = SHORT.replace("lapsed: {say: Small ends}", 'lapsed: {heat: "+ 1 + agreed(pact)"}')
    assert Game(text).play(OFFER, "south: accept", "north: tear")["heat"] == 1


def test_5_8_what_options_did_is_not_undone_by_itself() -> None:
    assert Game(SHORT).play(OFFER, "south: accept", "north: tear")["trust"] == 30


def test_5_8_a_second_lapse_does_nothing() -> None:
    game = Game(SHORT).play(OFFER, "south: accept", "north: tear", "north: tear")
    assert game.log("lapsed") == ["lapsed pact"]
    assert game.said().count("Lapsed") == 1


def test_5_8_a_table_that_lapses_and_reopens_at_once_is_open() -> None:
    text = SHORT.replace("lapsed: {say: Lapsed}", "lapsed: {open: pact}")
    game = Game(text).play(OFFER, "south: accept", "north: tear")
    assert game.log("lapsed", "opened") == ["lapsed pact", "opened pact"]
    assert (game.status(), game.table().rounds) == ("open", 0)


def test_5_8_an_agreement_may_lapse_in_its_own_effects() -> None:
    text = SHORT.replace("agreed: {say: Agreed}", "agreed: {lapse: pact}")
    game = Game(text).play(OFFER, "south: accept")
    assert (game.status(), game.phase) == ("lapsed", "deeds")
    assert game.said() == ["Small", "Loose", "Small ends", "Loose ends", "Lapsed"]


def test_5_8_a_broken_promise_may_let_a_table_lapse() -> None:
    text = SHORT.replace("agreed: {say: Agreed}", "agreed: {promise: calm}") + (
        "promises: {calm: {by: north, turns: 2, broken: used(tear) == 0, breach: {lapse: pact}}}\n"
    )
    game = Game(text).play(OFFER, "south: accept", "north: pass")
    assert game.status() == "agreed"
    assert game.play("north: pass").status() == "lapsed"


def test_5_5_what_is_left_of_a_visit_and_of_a_table_falls_round_by_round() -> None:
    game = Game(TABLE.replace("table: pact, rounds: 2", "table: pact, rounds: 3"))
    left = []
    for _ in range(3):
        table = game.view("north").tables["pact"]
        left.append((table.rounds_left, table.visit_left))
        game.play("south: pass", "north: pass")
    assert left == [(4, 3), (3, 2), (2, 1)]
