"""Rule 7: what one may see, and how little else."""

import pytest
from attrs import evolve
from tiny import Game, rules, sides

from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import view
from game.model.decisions import Act, Decision
from game.model.play import RevealedValue, State

SIGHT = """
turns: 3
deals:
  aim: {to: [north], cards: {one: {}}}
  fate: {to: [north, south], cards: {sun: {}}}
  luck: {cards: {fair: {}}}
sides:
  north:
    name: North
    brief: N
    par: 40
    score:
      - {label: Trust, points: trust}
      - {label: Hidden, points: secret, allow: {reads-hidden: after the end}}
  south: {name: South, brief: S, score: [{label: Trust, points: -trust}]}
actions:
  show: {side: north, menu: deeds, name: Show, effects: {reveal: north_purse, to: [south]}}
  tell: {side: north, menu: deeds, name: Tell, effects: {reveal: secret}}
  mumble: {side: north, menu: deeds, name: Mumble, effects: {say: To south., to: south}}
  save: {side: [north, south], menu: deeds, name: Save, effects: {south_purse: +1}}
"""


def test_7_1_a_side_sees_its_own_tracks_cards_and_score() -> None:
    view = Game(SIGHT).view("north")
    assert view.tracks == {"trust": 50, "heat": 0, "north_purse": 5}
    assert view.cards == {"aim": "one", "fate": "sun"}
    assert set(view.scores) == {"north"}


def test_7_1_the_facilitator_sees_everything() -> None:
    view = Game(SIGHT).view("facilitator")
    assert len(view.tracks) == 5
    assert view.cards == {"aim": "one", "fate": "sun", "luck": "fair"}
    assert {side: sheet.total for side, sheet in view.scores.items()} == {"north": 57, "south": -50}


def test_7_1_a_view_tells_who_has_finished_picking_but_not_what() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
    game = Game(SIGHT + together).play("north: show")
    south, north = game.view("south"), game.view("north")
    assert (south.finished, dict(south.picks), south.picks_left) == (("north",), {}, 1)
    assert (dict(north.picks), north.picks_left) == ({"north": ("show",)}, 0)


def test_7_2_entries_of_a_hidden_track_reach_only_those_who_see_it() -> None:
    game = Game(SIGHT).play("north: save")
    (change,) = [entry for entry in game.entries if entry.code == "changed"]
    assert change.shown_to("north") is None
    assert change.shown_to("public") is None
    assert change.shown_to("south") is not None
    assert change.shown_to("facilitator") == change


def test_7_2_a_card_is_told_to_its_holders_only() -> None:
    game = Game(SIGHT)
    assert [
        e.values["deal"] for e in game.entries if e.code == "dealt" and e.shown_to("south")
    ] == ["fate"]


def test_7_3_the_public_view_is_what_every_side_may_see() -> None:
    view = Game(SIGHT).view("public")
    assert view.tracks == {"trust": 50, "heat": 0}
    assert view.cards == {"fate": "sun"}
    assert view.scores == {}


def test_7_3_the_end_shows_all_scores_and_no_hidden_track() -> None:
    game = Game(SIGHT).play("facilitator: end")
    for who in ("public", "south"):
        view = game.view(who)
        assert {side: sheet.total for side, sheet in view.scores.items()} == {
            "north": 57,
            "south": -50,
        }
        assert "secret" not in view.tracks


def test_7_3_a_revealed_value_is_public_only_when_every_side_holds_the_same() -> None:
    game = Game(SIGHT).play("north: tell", "south: save")
    held = {"secret": RevealedValue(7, 1)}
    assert game.view("north").revealed == game.view("public").revealed == held
    game.play("north: show")
    assert set(game.view("public").revealed) == {"secret"}


def test_7_4_a_score_line_that_reads_what_its_side_cannot_see_waits_for_the_end() -> None:
    sheet = Game(SIGHT).view("north").scores["north"]
    assert ([line.index for line in sheet.lines], sheet.total, sheet.complete) == ([0], 50, False)


def test_7_5_each_side_keeps_the_last_value_revealed_to_it_and_its_turn() -> None:
    game = Game(SIGHT).play("north: show", "facilitator: set north_purse 8", "south: save")
    assert game.view("south").revealed == {"north_purse": RevealedValue(5, 1)}
    assert game.view("north").revealed == {}
    assert game.log("revealed") == ["revealed north_purse 5"]
    game.play("north: show")
    assert game.view("south").revealed == {"north_purse": RevealedValue(8, 2)}


def test_7_5_say_reaches_those_it_is_said_to() -> None:
    game = Game(SIGHT).play("north: mumble")
    (said,) = [entry for entry in game.entries if entry.code == "said"]
    assert said.shown_to("north") is None
    assert said.shown_to("south") is not None


def test_7_2_no_view_holds_the_seed() -> None:
    seed = 7_654_321_987
    game = Game(SIGHT, seed).play("north: tell")
    for who in ("north", "south", "public", "facilitator"):
        assert str(seed) not in str(game.view(who))


def test_7_1_a_view_counts_the_picks_left() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: together}}\n"
    game = Game(SIGHT + together).play("north: show")
    assert game.view("north").picks_left == 2
    assert game.view("public").picks_left == game.view("facilitator").picks_left == 0


def test_7_1_picks_never_made_are_shown_to_nobody_but_their_side_after_the_end() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
    game = Game(SIGHT + together).play("north: show", "facilitator: end")
    assert game.view("south").picks == {}
    assert game.view("north").picks == {"north": ("show",)}


def test_7_1_a_track_is_seen_by_all_by_those_named_or_by_the_facilitator_only() -> None:
    text = (
        sides("north", "south", "west")
        + """
tracks:
  open: {start: 1}
  shared: {start: 2, seen_by: [north, west]}
  own: {start: 3, seen_by: south}
  closed: {start: 4, seen_by: []}
actions: {wait: {side: [north, south, west], menu: deeds, name: Wait}}
"""
    )
    game = Game(text.replace("  open:", "  plain:"))
    assert {who: list(game.view(who).tracks) for who in ("north", "south", "west", "public")} == {
        "north": ["plain", "shared"],
        "south": ["plain", "own"],
        "west": ["plain", "shared"],
        "public": ["plain"],
    }
    assert list(game.view("facilitator").tracks) == ["plain", "shared", "own", "closed"]


def test_7_1_a_card_without_to_is_the_facilitators() -> None:
    game = Game(SIGHT)
    assert "luck" not in game.view("north").cards
    assert "luck" in game.view("facilitator").cards
    assert [e.values["deal"] for e in game.heard("public") if e.code == "dealt"] == ["fate"]


def test_7_1_promises_that_run_are_in_every_view() -> None:
    text = "promises: {calm: {by: north, turns: 2}, war: {by: south, turns: 1}}\n"
    text += "opening: {promise: calm}"
    for who in ("north", "south", "public", "facilitator"):
        assert Game(text).view(who).promises == {"calm": 2}


def test_7_1_who_must_decide_and_what_is_asked_is_in_every_view() -> None:
    game = Game("injects: {visit: {ask: south, answers: {well: {}}}}\nopening: {fire: visit}")
    for who in ("north", "south", "public"):
        seen = game.view(who)
        assert seen.question is not None
        assert (seen.to_move, seen.question.sides) == (("south",), ("south",))


HIDING = """
turns: 4
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
stages: {main: {phases: [deeds]}}
deals: {aim: {to: north, cards: {one: {}, two: {}}}}
tags: {sly: {}}
actions:
  plot: {side: north, menu: deeds, name: Plot, secret: true, tags: sly, when: secret >= 3,
         allow: {reads-hidden: told in the brief}}
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 2}}
  wait: {side: [north, south], menu: deeds, name: Wait}
  greet: {side: south, menu: deeds, name: Greet, when: trust >= 50, limit: 1}
injects: {storm: {when: secret >= 50}}
opening: {chance: 50, then: {after: 3, then: {heat: +1}}}
"""


def changed(state: State, what: str) -> State:
    """The state with something else where south can't look."""
    trust, heat, north, south, _ = state.tracks
    match what:
        case "a hidden track":
            return evolve(state, tracks=(trust, heat, north, south, 99))
        case "another's track":
            return evolve(state, tracks=(trust, heat, 0, south, 7))
        case "another's card":
            return evolve(state, cards=(1 - state.cards[0],))
        case "another's pick":
            return evolve(state, picks=((1,), ()))
        case "what was revealed to another":
            return evolve(state, revealed=type(state.revealed)({(0, 4): (7, 1)}))
        case "the seed":
            return evolve(state, seed=77)
        case "the draws":
            return evolve(state, draws=tuple(5 for _ in state.draws))
        case _:
            return evolve(state, delays=tuple(3 for _ in state.delays))


@pytest.mark.parametrize(
    "what",
    [
        "a hidden track",
        "another's track",
        "another's card",
        "another's pick",
        "what was revealed to another",
        "the seed",
        "the draws",
        "what is scheduled",
    ],
)
def test_7_2_two_games_that_differ_where_a_side_cannot_look_look_the_same_to_it(what: str) -> None:
    found = rules(HIDING)
    state = Game(found).play("north: plot").state
    other = changed(state, what)
    assert other != state
    assert view(found, other, "south") == view(found, state, "south")
    assert view(found, other, "public") == view(found, state, "public")
    assert legal(found, other, "south") == legal(found, state, "south")
    for action in ("plot", "buy", "wait", "greet", "nonsense"):
        decision = Decision("south", Act(action))
        assert refuse(found, other, decision) == refuse(found, state, decision)


def test_7_2_who_is_not_asked_is_shown_no_legal_decision() -> None:
    game = Game()
    assert game.to_move == ("north",)
    assert game.legal("south") == type(game.legal("south"))()


def test_7_2_a_read_entry_tells_nobody_but_the_facilitator_who_else_sees_it() -> None:
    game = Game(SIGHT).play("north: show")
    for who in ("north", "south", "public"):
        assert all(e.seen_by is None and e.cause_seen_by is None for e in game.heard(who))
    assert any(e.seen_by == ("south",) for e in game.heard("facilitator"))


def test_7_3_what_each_of_the_sides_is_named_to_see_is_public() -> None:
    text = """
tracks: {trust: {seen_by: [south, north]}, heat: {seen_by: [north]}}
actions: {warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +1, heat: +1}}}
"""
    game = Game(text).play("north: warm")
    assert game.view("public").tracks == {"trust": 1}
    told_of = [e.values["track"] for e in game.heard("public") if e.code == "changed"]
    assert told_of == ["trust"]


def test_7_3_worths_and_reserves_are_public_only_after_the_end() -> None:
    text = """
tables:
  pact:
    between: [north, south]
    rounds: 2
    open: true
    issues: {scope: {options: {small: {worth: {north: 4, south: 5}}}}}
    reserve: {north: 1, south: 2}
stages: {main: {phases: [hall, deeds]}}
phases: {hall: {kind: table, table: pact}, deeds: {kind: actions, menus: [deeds]}}
"""
    game = Game(text).play("north: offer scope=small", "south: accept")
    table = game.view("public").tables["pact"]
    assert (dict(table.worths), dict(table.reserves)) == ({}, {})
    table = game.play("facilitator: end").view("public").tables["pact"]
    assert (dict(table.worths), dict(table.reserves)) == (
        {"north": 4, "south": 5},
        {"north": 1, "south": 2},
    )


def test_7_3_a_value_that_only_one_of_two_sides_still_holds_is_not_public() -> None:
    text = SIGHT.replace("effects: {reveal: secret}", "effects: [{reveal: secret}, {secret: +1}]")
    game = Game(text).play("north: tell", "south: save")
    assert game.view("public").revealed == {"secret": RevealedValue(7, 1)}
    assert "secret" not in game.view("public").tracks


def test_7_3_values_revealed_to_one_side_after_the_other_are_public_once_the_same() -> None:
    text = SIGHT.replace("effects: {reveal: secret}", "effects: {reveal: secret, to: north}")
    text = text.replace("reveal: north_purse, to: [south]", "reveal: secret, to: [south]")
    game = Game(text).play("north: tell", "south: save")
    assert game.view("public").revealed == {}
    game.play("north: show")
    assert game.view("public").revealed == {}  # the same value, but of two turns
    both = "effects: [{reveal: secret, to: north}, {reveal: secret, to: south}]"
    again = Game(SIGHT.replace("effects: {reveal: secret}", both)).play("north: tell")
    assert again.view("public").revealed == {"secret": RevealedValue(7, 1)}


def test_7_5_reveal_without_to_reaches_all_sides_and_the_public_hears_of_it() -> None:
    game = Game(SIGHT).play("north: tell")
    for side in ("north", "south"):
        assert game.view(side).revealed == {"secret": RevealedValue(7, 1)}
    assert [e.code for e in game.heard("public") if e.code == "revealed"] == ["revealed"]


def test_7_5_a_reveal_to_some_is_told_to_those_only() -> None:
    game = Game(SIGHT).play("north: show")
    heard = {
        who: [e.code for e in game.heard(who) if e.code == "revealed"]
        for who in ("north", "south", "public")
    }
    assert heard == {"north": [], "south": ["revealed"], "public": []}


def test_7_5_what_was_revealed_stays_as_it_was_and_no_expression_reads_it() -> None:
    text = SIGHT.replace("effects: {south_purse: +1}", "effects: {trust: = secret}")
    game = Game(text).play("north: tell", "facilitator: set secret 90", "south: save")
    assert game["trust"] == 90
    assert game.view("south").revealed == {"secret": RevealedValue(7, 1)}


def test_7_5_a_reveal_shows_the_value_at_its_moment_amid_a_list() -> None:
    text = "opening: [{secret: +1}, {reveal: secret}, {secret: +5}]"
    assert Game(text).view("north").revealed == {"secret": RevealedValue(8, 0)}
