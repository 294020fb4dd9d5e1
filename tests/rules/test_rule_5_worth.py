"""Rule 5.6: what packages are worth, to whom, and when."""

import pytest
from tiny import MEDIUM, SMALL, TABLE, Game, sides, told


def test_5_6_worth_is_weight_times_value_plus_the_options_own_worth_now() -> None:
    game = Game(TABLE)
    assert game.worth("south", MEDIUM) == 9 + 5 + 4
    assert game.worth("north", MEDIUM) == 16 + 3


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
        found[game.card("aim")] = game.worth("north", "offer scope=wide terms=loose")
    assert found == {"one": 11, "two": 61}


def test_5_6_an_option_may_have_a_value_for_one_side_and_a_worth_for_another() -> None:
    game = Game(TABLE)
    assert game.worth("south", "offer scope=vast terms=loose") == -7 + 2
    assert game.worth("north", "offer scope=vast terms=loose") == 24 + 1


def test_5_6_the_view_of_an_agreed_table_gives_worths_as_signed_and_reserves_as_of_now() -> None:
    game = Game(TABLE).play(f"south: {MEDIUM}", "north: accept", "facilitator: set trust 20")
    table = game.view("north").tables["pact"]
    assert (dict(table.worths), dict(table.reserves)) == ({"north": 19}, {"north": 4})
    assert table.rounds_left == 0
    game.play("facilitator: end")
    assert game.view("public").tables["pact"].worths == {"south": 18, "north": 19}


def pact(option: str, weight: str = "north: 33", more: str = "") -> str:
    """Two issues with one and the same option, at a table that is visited each turn."""
    issue = f"{{weight: {{{weight}}}, options: {{o: {{{option}}}}}}}"
    return f"""
turns: 9
stages: {{main: {{phases: [hall, deeds]}}}}
phases:
  hall: {{kind: table, table: pact, rounds: 1}}
  deeds: {{kind: actions, menus: [deeds], order: alternate}}
tables:
  pact:
    between: [north, south]
    rounds: 9
    open: true
    issues: {{one: {issue}, two: {issue}}}
{more}
"""


def valued(value: int, weight: str = "33") -> str:
    return pact(f"value: {{north: {value}}}, worth: {{south: 0}}", f"north: {weight}")


BOTH = "offer one=o two=o"


def test_5_6_each_issue_is_rounded_down_for_itself() -> None:
    assert Game(valued(50)).worth("north", BOTH) == 16 + 16


def test_5_6_weight_times_value_is_rounded_down_below_nought_too() -> None:
    assert Game(valued(-50)).worth("north", BOTH) == -17 * 2
    assert Game(valued(50, "-33")).worth("north", BOTH) == -17 * 2


def test_5_6_weight_and_value_are_multiplied_before_they_are_divided() -> None:
    assert Game(valued(1, "250")).worth("north", BOTH) == 2 + 2
    assert Game(valued(150, "3")).worth("north", BOTH) == 4 + 4


def test_5_6_a_weight_is_evaluated_at_the_moment_of_asking() -> None:
    game = Game(valued(50, "trust"))
    assert game.worth("north", BOTH) == 50
    assert game.play("facilitator: set trust 90").worth("north", BOTH) == 90


def test_5_6_a_standing_offer_is_worth_what_it_is_worth_now() -> None:
    game = Game(valued(50, "trust")).play(f"north: {BOTH}", "facilitator: set trust 90")
    assert game.view("north").tables["pact"].worths == {"north": 90}


def test_5_6_of_what_it_signed_a_side_keeps_the_worth_it_had_then() -> None:
    game = Game(valued(50, "trust")).play(f"north: {BOTH}", "facilitator: set trust 90")
    game.play("south: accept", "facilitator: set trust 10")
    assert game.view("north").tables["pact"].worths == {"north": 90}


DEEDS = """
    reserve: {north: trust // 5, south: heat}
actions:
  boast: {side: [north, south], menu: deeds, name: Boast, when: worth(pact) >= 2}
  sulk: {side: [north, south], menu: deeds, name: Sulk, when: worth(pact) < reserve(pact)}
  tear: {side: [north, south], menu: deeds, name: Tear, effects: {lapse: pact}}
"""
SIX = "worth: {north: 3, south: 0}"


def test_5_6_in_conditions_of_its_actions_each_side_asks_for_its_own_worth_and_reserve() -> None:
    game = Game(pact(SIX, "", DEEDS)).play(f"north: {BOTH}", "south: accept")
    assert game.moves("north") == ["boast", "sulk", "tear", "pass"]
    game.play("facilitator: set trust 30")
    assert game.moves("north") == ["boast", "tear", "pass"]
    assert game.play("north: pass").moves("south") == ["tear", "pass"]


def test_5_6_worth_of_a_table_is_0_without_agreement_and_after_it_has_lapsed() -> None:
    game = Game(pact(SIX, "", DEEDS)).play(f"north: {BOTH}", "south: pass")
    assert game.refused("north: boast") == "when"
    game.rest().play("north: pass", "south: accept", "north: boast", "south: tear")
    assert game.refused("north: boast") == "when"


def test_5_6_a_reserve_is_asked_for_now_and_is_0_where_the_author_is_silent() -> None:
    game = Game(TABLE)
    reserves = [game.view(side).tables["pact"].reserves for side in ("north", "south")]
    assert reserves == [{"north": 10}, {"south": 0}]
    game.play("facilitator: set trust 95")
    assert game.view("north").tables["pact"].reserves == {"north": 19}


@pytest.mark.parametrize("decisions", [[], ["north: accept"]], ids=["offered", "agreed"])
def test_5_6_each_side_sees_only_its_own_worths_and_reserve(decisions: list[str]) -> None:
    game = Game(TABLE).play(f"south: {SMALL}", *decisions)
    for side in ("north", "south"):
        table = game.view(side).tables["pact"]
        assert set(table.worths) == set(table.reserves) == {side}


def test_5_6_who_does_not_sit_at_a_table_has_no_worth_there() -> None:
    game = Game(TABLE + sides("north", "south", "west")).play(f"south: {SMALL}", "north: accept")
    table = game.view("west").tables["pact"]
    assert (dict(table.worths), dict(table.reserves)) == ({}, {})


ISSUE = "tables.pact.issues.one"


@pytest.mark.parametrize(
    ("option", "weight", "first"),
    [
        ("value: {north: 50}, worth: {south: 0}", "north: 33", []),
        ("value: {north: 50, south: 9}", "north: 33, south: 4", []),
        ("worth: {north: 5, south: 0}", "", []),
        ("value: {south: 5}", "south: 3", [f"error issue-without-worth {ISSUE}"]),
        ("worth: {south: 5}", "", [f"error issue-without-worth {ISSUE}"]),
        (
            "value: {north: 5}, worth: {south: 0}",
            "",
            [f"error value-without-weight {ISSUE}.options.o.value.north"],
        ),
        (
            "value: {north: 5}, worth: {south: 0}",
            "north: 3, south: 4",
            [],
        ),
        (
            "worth: {south: 0}",
            "north: 3",
            [f"error option-without-value {ISSUE}.options.o"],
        ),
    ],
)
def test_5_6_every_option_gives_every_party_a_value_or_a_worth(
    option: str, weight: str, first: list[str]
) -> None:
    assert told(pact(option, weight))[:1] == first


def test_5_6_where_value_and_worth_are_both_given_they_add_up() -> None:
    text = pact("value: {north: 50}, worth: {north: 4, south: 0}", "north: 33")
    assert Game(text).worth("north", BOTH) == (16 + 4) * 2


def test_5_6_the_worth_of_no_agreement_is_nought_whatever_the_options_are_worth() -> None:
    text = """
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues: {grain: {options: {none: {worth: {north: -3, south: 4}}}}}
phases: {deeds: {kind: actions, menus: [deeds]}, hall: {kind: table, table: pact}}
stages: {main: {phases: [deeds, hall]}}
actions: {warm: {side: %s, menu: deeds, name: Warm, when: worth(pact) %s}}
"""
    assert told(text % ("north", ">= 0")) == told(text % ("south", "<= 0")) == []
    assert told(text % ("north", "> 0")) == told(text % ("south", "< 0")) != []
