"""Rule 15: projects take several turns from their beginning until they are done."""

import pytest
from tiny import Game, told

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.kernel.lowering.lower import lower
from game.model.decisions import PUBLIC
from game.model.entries import Entry
from game.session.game import DecisionRequest

MINE = """
turns: 6
projects:
  mine: {name: The mine, takes: TAKES, done: {trust: +10}, stopped: {heat: +1}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  dig: {side: [north, south], menu: deeds, name: Dig, effects: {begin: mine}}
  rush: {side: [north, south], menu: deeds, name: Rush, effects: {hasten: {mine: BY}}}
  halt: {side: [north, south], menu: deeds, name: Halt, effects: [{stop: mine}, {trust: -1}]}
"""


def mine(takes: object = 3, by: object = 1, more: str = "") -> Game:
    return Game(MINE.replace("TAKES", str(takes)).replace("BY", f'"{by}"') + more)


def at(game: Game, project: int = 0) -> tuple[int, int, int]:
    """The turns left of a project, and how often it has begun and was done."""
    state = game.state.projects[project]
    return state.left, state.begun, state.done


def hears(game: Game, code: str, who: str = PUBLIC) -> list[Entry]:
    return [entry for entry in game.heard(who) if entry.code == code]


@pytest.mark.parametrize(
    ("takes", "left"), [(1, 1), (4, 4), (0, 1), (-5, 1), ("trust * 400", 9999)]
)
def test_15_1_it_takes_at_least_one_turn_and_at_most_9999(takes: object, left: int) -> None:
    assert at(mine(takes).play("north: dig")) == (left, 1, 0)


def test_15_1_what_is_under_way_does_not_begin_again_and_what_was_done_may() -> None:
    game = mine().play("north: dig", "south: dig")
    assert at(game) == (2, 1, 0)
    game.rest(2)
    assert at(game) == (0, 1, 1)
    assert at(game.play("north: dig")) == (3, 2, 1)


def test_15_2_it_is_done_as_many_turns_later_as_it_took() -> None:
    game = mine().play("north: dig")
    found = [(game.turn, *at(game), game["trust"])]
    for _ in range(4):
        game.rest()
        found.append((game.turn, *at(game), game["trust"]))
    assert found == [
        *((1, 3, 1, 0, 50), (2, 2, 1, 0, 50), (3, 1, 1, 0, 50)),
        *((4, 0, 1, 1, 60), (5, 0, 1, 1, 60)),
    ]


def test_15_2_all_lose_a_turn_before_the_first_is_done() -> None:
    game = Game("""
projects:
  well: {takes: 1, done: {heat: "+ left(mine)"}}
  mine: {takes: 4}
opening: [{begin: well}, {begin: mine}]
""")
    assert game["heat"] == 3


def test_15_2_one_that_another_hastens_as_it_is_done_waits_a_turn() -> None:
    game = Game("""
projects:
  well: {takes: 1, done: {hasten: {mine: 9}}}
  mine: {takes: 5, done: {trust: +10}}
opening: [{begin: well}, {begin: mine}]
""")
    assert (at(game, 0), at(game, 1), game["trust"]) == ((0, 1, 1), (1, 1, 0), 50)
    game.rest()
    assert (at(game, 1), game["trust"]) == ((0, 1, 1), 60)


def test_15_2_what_begins_as_a_turn_starts_waits_in_full() -> None:
    game = Game("""
projects: {mine: {takes: 1, done: [{begin: mine}, {heat: +1}]}}
opening: {after: 1, then: {begin: mine}}
""")
    assert (at(game), game["heat"]) == ((1, 1, 0), 0)
    game.rest()
    assert (at(game), game["heat"]) == ((1, 2, 1), 1)


def test_15_2_what_is_ready_is_past_stopping() -> None:
    game = Game("""
projects: {mine: {takes: 1, done: {trust: +10}, stopped: {heat: +1}}}
opening: [{begin: mine}, {after: 1, then: {stop: mine}}]
""")
    assert (at(game), game["trust"], game["heat"]) == ((0, 1, 1), 60, 0)


def test_15_2_an_end_among_its_effects_keeps_the_next_from_being_done() -> None:
    game = Game("""
projects:
  well: {takes: 1, done: {end: cold}}
  mine: {takes: 1, done: {trust: +10}}
opening: [{begin: mine}, {begin: well}]
outcomes: {cold: {name: Cold, when: trust < 9}, calm: {name: Calm}}
""")
    assert game.outcome == "cold"
    assert (at(game, 0), at(game, 1), game["trust"]) == ((0, 1, 1), (0, 1, 0), 50)


def test_15_3_a_stop_has_its_effects_once_and_none_where_nothing_is_under_way() -> None:
    game = mine().play("north: halt")
    assert (game["heat"], game["trust"]) == (0, 49)
    game.play("south: dig", "north: halt", "south: halt")
    assert (game["heat"], game["trust"], at(game)) == (1, 47, (0, 1, 0))
    assert at(game.play("north: dig")) == (3, 2, 0)


def test_15_3_an_end_among_what_follows_a_stop_ends_the_game() -> None:
    text = MINE.replace("stopped: {heat: +1}", "stopped: {end: calm}")
    game = Game(text.replace("TAKES", "3").replace("BY", "1")).play("north: dig", "south: halt")
    assert (game.outcome, game["trust"]) == ("calm", 50)


@pytest.mark.parametrize(
    ("by", "left"),
    [(1, 2), (2, 1), (9, 1), (0, 3), (-2, 5), (-20000, 9999), ("left(mine) - 1", 1)],
)
def test_15_4_hastening_leaves_at_least_one_turn(by: object, left: int) -> None:
    game = mine(4, by).play("north: rush")
    assert at(game) == (0, 0, 0)
    game.play("south: dig", "north: rush")  # of four turns one has begun
    assert at(game) == (left, 1, 0)


def test_15_4_only_a_change_is_told() -> None:
    game = mine(3).play("north: rush", "south: dig", "north: rush", "south: rush")
    (entry,) = hears(game, "hastened")
    assert (entry.values["by"], entry.values["left"]) == (1, 1)


def test_15_5_a_secret_action_begins_it_for_all_to_see_but_without_a_cause() -> None:
    game = Game("""
projects: {mine: {takes: 2}}
actions: {plot: {side: north, menu: deeds, name: Plot, secret: true, effects: {begin: mine}}}
""").play("north: plot")
    ((south,), (north,)) = (hears(game, "begun", side) for side in ("south", "north"))
    assert south.cause is None
    assert north.cause is not None
    assert game.view("south").projects["mine"].left == game.state.projects[0].left


@pytest.mark.parametrize(
    ("likes", "chosen"), [("trust: 1", "dig"), ("trust: -1", "halt"), ("heat: 1", "warm")]
)
def test_15_6_a_persona_values_a_beginning_by_what_is_done_in_the_end(
    likes: str, chosen: str
) -> None:
    game = mine(more=f"personas: {{one: {{name: One, tracks: {{{likes}}}}}}}")
    asking = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    kernels = PersonaBot(lower(game.rules), "north", 1, "one")
    reference = ReferencePersona(game.rules, "north", 1, "one")
    assert str(kernels(asking)) == str(reference(asking)) == chosen


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{begin: mine}", "{trust: +1}", "project-unbegun"),
        ("{begin: mine}", "{begin: mines}", "unknown-reference"),
        ("{stop: mine}", "{stop: mines}", "unknown-reference"),
        ("{mine: BY}", "{mines: BY}", "unknown-reference"),
        ("{hasten: {mine: BY}}", "{hasten: mine}", "want-hasten"),
        ("{hasten: {mine: BY}}", "{hasten: {}}", "want-hasten"),
        ("takes: TAKES, ", "", "missing-key"),
        ("{heat: +1}", "[{begin: mine}, {stop: mine}]", "fire-circle"),
        ("TAKES", "left(mines)", "unknown-reference"),
        ("TAKES", "left(north.mine)", "predicate-dotted"),
    ],
)
def test_15_1_to_15_5_mistakes_are_reported(old: str, new: str, code: str) -> None:
    assert old in MINE
    text = MINE.replace(old, new).replace("TAKES", "3").replace("BY", "1")
    assert code in {line.split()[1] for line in told(text)}
