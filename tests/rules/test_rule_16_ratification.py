"""Rule 16: what is signed at a table must be ratified by votes."""

import pytest
from tiny import Game, told

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.kernel.lowering.lower import lower
from game.kernel.sight import seen
from game.model.decisions import PUBLIC
from game.model.entries import Entry
from game.rules.evaluate import NO_PACKAGE
from game.rules.expressions import parse
from game.rules.readings import FormulaCompiler
from game.session.game import DecisionRequest

TREATY = """
turns: 5
stages: {main: {phases: [ballots, hall, deeds]}}
phases:
  ballots: {kind: injects}
  hall: {kind: table, table: pact}
  deeds: {kind: actions, menus: [deeds], order: alternate}
weights:
  two:
    counts: {heads: Members}
    members: {alder: {counts: {heads: 1}}, birch: {counts: {heads: 1}}}
bodies:
  council:
    weights: two
    sides: {alder: north, birch: south}
    majorities: {most: {shares: {heads: 51}}}
injects:
  approval: {when: turn >= 2, vote: {body: council, by: most, carried: {heat: "= agreed(pact)"}}}
  second: {vote: {body: council, by: most}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    ratify: {vote: approval, within: 2}
    provisional: [licences]
    issues:
      licences:
        options:
          few:
            worth: {north: 4, south: 9}
            effects: {heat: +2}
            lapsed: {heat: -1}
      scope:
        options:
          narrow: {worth: {north: 1, south: 1}, effects: {trust: +10}, lapsed: {trust: -10}}
    signed: {trust: +2}
    agreed: {trust: "+ heat"}
    rejected: {trust: -5}
    lapsed: {trust: -40}
"""


def treaty(old: str = "", new: str = "") -> Game:
    """A game with the treaty, of whose text a part is replaced by another."""
    assert old in TREATY
    return Game(TREATY.replace(old, new) if old else TREATY)


def value(game: Game, expression: str) -> int:
    formulas = FormulaCompiler(game.rules.scenario, game.rules.index)
    return formulas.at(parse(expression), ("values",))(game.state, NO_PACKAGE)


def signed(game: Game) -> Game:
    return game.play("north: offer licences=few scope=narrow", "south: accept")


def heard(game: Game, code: str) -> list[Entry]:
    return [entry for entry in game.heard(PUBLIC) if entry.code == code]


def voted(game: Game, north: str, south: str) -> Game:
    game.play("facilitator: inject approval")
    return game.play(f"north: answer {north}", f"south: answer {south}")


def passed(game: Game) -> Game:
    """A turn in which nobody does anything."""
    return game.play("north: pass", "south: pass")


def test_16_1_provisional_issues_have_their_effects_at_signature_and_then_signed() -> None:
    game = signed(treaty())
    assert value(game, "heat") == 2
    assert value(game, "trust") == 52
    assert game.state.tables[0].due == 3
    package = {"licences": "few", "scope": "narrow"}
    (entry,) = heard(game, "signed")
    assert entry.values == {"table": "pact", "package": package, "due": 3}
    assert game.view("south").tables["pact"].signed == package
    assert game.view("south").tables["pact"].agreed is None
    assert game.view("south").tables["pact"].worths == {"south": 10}


def test_16_2_a_vote_that_ratifies_comes_only_while_something_waits_for_it() -> None:
    game = treaty()
    game.play("north: pass", "south: pass", "north: pass", "south: pass")
    game.play("north: pass", "south: pass", "north: pass", "south: pass")
    passed(passed(game))
    assert game.state.fired[0] == 0
    game = passed(signed(treaty()))
    assert game.state.fired[0] == 1
    assert game.state.to_move == ("north", "south")


def test_16_3_the_votes_own_effects_come_before_the_table_is_agreed() -> None:
    game = voted(signed(treaty()), "for", "for")
    assert value(game, "heat") == 0  # the table wasn't agreed yet when `carried` asked
    assert value(game, "trust") == 62  # `narrow`, and then `agreed`, which reads the heat of 0
    table = game.state.tables[0]
    assert (table.due, table.ratified) == (0, (0,))
    assert table.worths == (5, 10)


def test_16_3_every_vote_is_needed_in_any_order() -> None:
    game = treaty("vote: approval", "vote: [approval, second]")
    signed(game).play("facilitator: inject second", "north: answer for", "south: answer for")
    assert game.state.tables[0].ratified == (0, 1)
    assert value(game, "agreed(pact)") == 0
    assert game.view("north").tables["pact"].ratified == ("second",)
    voted(game, "for", "for")
    assert value(game, "agreed(pact)") == 1


def test_16_4_a_lost_vote_takes_back_what_was_provisional_and_nothing_else() -> None:
    game = voted(signed(treaty()), "for", "against")
    assert value(game, "heat") == 1
    assert value(game, "trust") == 47  # neither `narrow` nor the table's `lapsed` has happened
    assert heard(game, "rejected")
    assert not heard(game, "lapsed")


def test_16_4_time_is_up_at_the_end_of_the_turn_and_not_before() -> None:
    game = signed(treaty("turn >= 2", "turn > 9"))
    passed(passed(game))
    assert (game.state.turn, value(game, "signed(pact)")) == (3, 1)
    passed(game)
    assert (game.state.turn, value(game, "lapsed(pact)")) == (4, 1)
    assert value(game, "heat") == 1


def test_16_5_signed_is_also_a_name_and_a_bracket_tells_the_function() -> None:
    tracks = "tracks: {trust: {start: 50}, heat: {start: 0, range: [0, 10]}, signed: {start: 7}}\n"
    game = Game(TREATY + tracks)
    assert value(game, "signed") == 7
    assert value(game, "signed(pact)") == 0
    assert value(signed(game), "signed(pact)") == 1


def test_16_5_the_kernel_reads_a_signed_table_from_a_sides_view() -> None:
    game = signed(treaty())
    tables = lower(game.rules)
    row = seen(tables, game.view("south"))
    at = tables.places.ratifications[0]
    assert (row[at], row[at + 1]) == (3, 0)


@pytest.mark.parametrize(
    ("who", "ballot"),
    [
        (
            "cold",
            "against",
        ),  # what it dislikes about `narrow` is more than what the package is worth
        ("warm", "for"),
        ("calm", "against"),  # a lost vote takes `few` back, which it likes: less heat
    ],
)
def test_16_6_both_personas_weigh_what_is_signed(who: str, ballot: str) -> None:
    personas = """
personas:
  cold: {name: Cold, tracks: {trust: -20}}
  warm: {name: Warm, tracks: {trust: 1}}
  calm: {name: Calm, tracks: {heat: -9}}
"""
    game = signed(Game(TREATY + personas)).play("facilitator: inject approval")
    asking = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    kernels = PersonaBot(lower(game.rules), "north", 1, who)
    reference = ReferencePersona(game.rules, "north", 1, who)
    assert str(kernels(asking)) == str(reference(asking)) == f"answer {ballot}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    ratify: {vote: approval, within: 2}\n", "", "ratify-alone"),
        ("vote: approval,", "vote: rumour,", "ratify-no-vote"),
        ("vote: approval,", "vote: consent,", "unknown-reference"),
        ("provisional: [licences]", "provisional: [licence]", "unknown-reference"),
        ("within: 2", "within: 0", "too-small"),
    ],
)
def test_16_1_mistakes_are_reported(old: str, new: str, code: str) -> None:
    assert old in TREATY
    text = TREATY.replace(old, new).replace("injects:", "injects:\n  rumour: {}", 1)
    assert {line.split()[1] for line in told(text)} == {code}
