"""Rule 14: a table, an inject or a promise of which not all sides know, for two to eight sides."""

import pytest
from tiny import Game, sides, told

from game.bots.reference.seen_game import see_game
from game.kernel.lowering.lower import lower, unseen
from game.model.decisions import FACILITATOR, PUBLIC

TALKS = """
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 1}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [north, south]
    seen_by: [north, south]
    rounds: 2
    open: true
    issues:
      scope:
        options: {small: {worth: {north: 5, south: 5}}, wide: {worth: {north: 9, south: 1}}}
    agreed: {heat: +2, say: We have agreed.}
"""
THREE = sides("north", "south", "east")
EIGHT = sides("north", "south", "east", "west", "up", "down", "left", "right")
WHISPER = """
injects:
  whisper:
    seen_by: [south]
    ask: south
    answers: {yes_: {effects: {heat: +1}}, no_: {}}
opening: {fire: whisper}
"""


@pytest.mark.parametrize("of", [THREE, EIGHT], ids=("three", "eight"))
def test_14_1_others_do_not_know_of_a_table_and_the_end_tells_it(of: str) -> None:
    game = Game(of + TALKS)
    for who in ("east", PUBLIC):
        assert not game.view(who).tables
    assert set(game.view("north").tables) == set(game.view(FACILITATOR).tables) == {"pact"}
    game.play("north: offer scope=small", "south: accept")
    assert "agreed" in {entry.code for entry in game.heard("north")}
    assert not {"agreed", "offered", "accepted"} & {entry.code for entry in game.heard("east")}
    game.play("facilitator: end")
    assert game.view("east").tables["pact"].agreed == {"scope": "small"}


def test_14_1_who_takes_part_must_know() -> None:
    for text in (
        "promises: {vow: {by: north, turns: 1, seen_by: [south], broken: heat > 3}}",
        TALKS.replace("seen_by: [north, south]", "seen_by: [north]"),
        WHISPER.replace("seen_by: [south]", "seen_by: [north]"),
    ):
        assert "unseen-part" in {line.split()[1] for line in told(text)}


def test_14_1_what_all_sides_know_is_public() -> None:
    game = Game(TALKS)
    assert set(game.view(PUBLIC).tables) == {"pact"}


@pytest.mark.parametrize("of", ["", THREE, EIGHT], ids=("two", "three", "eight"))
def test_14_2_while_others_decide_unknown_to_a_side_all_others_do(of: str) -> None:
    game = Game(of + WHISPER)
    everybody = game.rules.sides
    assert game.to_move == ("south",)
    assert game.view("south").to_move == ("south",)
    assert game.view(PUBLIC).to_move == everybody
    others = tuple(side for side in everybody if side != "north")
    assert game.view("north").to_move == others
    assert game.view("north").question is None
    assert not game.view("north").fired
    game.play("south: answer yes_")
    assert not game.view("north").answered
    assert game.view("north").tracks["heat"] == 1


def test_14_2_at_an_unknown_table_others_see_neither_phase_nor_cursor() -> None:
    game = Game(THREE + TALKS)
    assert game.view("north").phase == "hall"
    assert (game.view("east").phase, game.view("east").cursor) == (None, 0)
    assert "phase" in {entry.code for entry in game.heard("north")}
    assert "phase" not in {entry.code for entry in game.heard("east")}
    assert game.view("east").to_move == ("north", "south")


def test_14_3_its_words_reach_those_who_know_and_its_effects_have_no_cause_for_others() -> None:
    game = Game(THREE + TALKS).play("north: offer scope=small", "south: accept")
    by_reader = {
        who: {(e.code, e.cause is None) for e in game.heard(who) if e.code in ("said", "changed")}
        for who in ("north", "east")
    }
    assert by_reader == {
        "north": {("said", False), ("changed", False)},
        "east": {("changed", True)},
    }


def test_14_3_what_it_starts_that_all_know_of_is_no_secret() -> None:
    text = WHISPER.replace("yes_: {effects: {heat: +1}}", "yes_: {effects: {fire: storm}}")
    game = Game(text.replace("opening:", "  storm: {effects: {trust: -5}}\nopening:"))
    game.play("south: answer yes_")
    assert game.view("north").fired == {"storm": 1}


def test_14_3_a_promise_is_given_kept_and_broken_unheard() -> None:
    vow = "promises: {vow: {by: north, turns: 1, seen_by: [north], broken: heat < 3}}\n"
    game = Game(vow + "opening: {promise: vow}\n")
    assert game.view("north").promises == {"vow": 1}
    assert not game.view("south").promises
    assert not game.view("south").promised_on
    game.rest(2)
    assert "broken" in {entry.code for entry in game.heard("north")}
    assert not {"promised", "broken"} & {entry.code for entry in game.heard("south")}


PLANT = """
projects:
  plant: {seen_by: [north], takes: 2, done: [{trust: -5}, {say: It stands.}], stopped: {heat: +1}}
  road: {takes: 3}
actions:
  build: {side: [north, south], menu: deeds, name: Build, effects: [{begin: plant}, {begin: road}]}
  spoil: {side: south, menu: deeds, name: Spoil, effects: [{hasten: {plant: -1, road: -1}}]}
  stop_: {side: north, menu: deeds, name: Stop, effects: {stop: plant}}
turns: 5
"""


@pytest.mark.parametrize("of", ["", THREE, EIGHT], ids=("two", "three", "eight"))
def test_14_1_others_do_not_know_of_a_project_and_the_end_tells_it(of: str) -> None:
    game = Game(of + PLANT).play("north: build", "south: spoil")
    game.rest()
    codes = {"begun", "hastened", "done", "stopped"}
    by_reader = {
        who: [(e.code, e.values["project"]) for e in game.heard(who) if e.code in codes]
        for who in ("north", "south", PUBLIC)
    }
    assert by_reader["north"] == [
        *(("begun", "plant"), ("begun", "road"), ("hastened", "plant"), ("hastened", "road"))
    ]
    assert by_reader["south"] == by_reader[PUBLIC] == [("begun", "road"), ("hastened", "road")]
    assert set(game.view("north").projects) == set(game.view(FACILITATOR).projects)
    for who in ("south", PUBLIC):
        assert set(game.view(who).projects) == {"road"}
    game.play("facilitator: end")
    assert game.view("south").projects == game.view("north").projects


def test_14_3_what_an_unknown_project_brings_has_no_cause_for_others() -> None:
    game = Game(PLANT).play("north: build").rest(2)
    assert game["trust"] == 45
    by_reader = {
        who: {(e.code, e.cause is None) for e in game.heard(who) if e.code in ("said", "changed")}
        for who in ("north", "south")
    }
    assert by_reader == {
        "north": {("said", False), ("changed", False)},
        "south": {("changed", True)},
    }
    game = Game(PLANT).play("north: build").rest().play("north: stop_")
    causes = {
        who: [e.cause is None for e in game.heard(who) if e.code == "changed"]
        for who in ("north", "south")
    }
    assert causes == {"north": [False], "south": [True]}


def test_14_4_to_a_side_an_unknown_project_has_never_begun() -> None:
    game = Game(PLANT).play("north: build")
    assert [p.begun for p in see_game(game.rules, game.view("south")).projects] == [0, 1]
    assert [p.begun for p in see_game(game.rules, game.view("north")).projects] == [1, 1]
    tables = lower(game.rules)
    plant, road = map(tables.places.project, range(2))
    hidden = dict(unseen(game.rules, tables.places, "south"))
    assert [hidden.get(plant + k) for k in range(3)] == [0, 0, 0]
    assert road not in hidden
    assert plant not in dict(unseen(game.rules, tables.places, "north"))


def test_14_4_formulas_that_ask_for_an_unknown_project_are_warned_of() -> None:
    for asks in ("left(plant) >= 1", "begun(plant) >= 1", "not done(plant)"):
        text = PLANT.replace("name: Spoil,", f"name: Spoil, when: {asks},")
        assert "reads-hidden" in {line.split()[1] for line in told(text)}
        assert "reads-hidden" not in {
            line.split()[1] for line in told(text.replace("side: south", "side: north"))
        }


def test_14_4_to_a_side_the_unknown_has_never_begun() -> None:
    """What a persona reads, in the reference and in the kernel's own rows."""
    game = Game(THREE + TALKS + WHISPER.replace("[north, south]", "[south]"))
    game.play("south: answer yes_", "north: offer scope=small", "south: accept")
    seen = see_game(game.rules, game.view("east"))
    before = Game(THREE + TALKS)
    assert seen.fired == (0,)
    assert seen.tables == see_game(before.rules, before.view("east")).tables
    tables = lower(game.rules)
    hidden = dict(unseen(game.rules, tables.places, "east"))
    assert hidden[tables.places.fired] == 0
    assert hidden[tables.places.status(0)] == before.state.tables[0].status
    assert tables.places.fired not in dict(unseen(game.rules, tables.places, "south"))
