"""Rule 19: at some tables a majority of a body agrees a package, which binds all parties."""

from itertools import product

import numpy as np
import pytest
from test_rule_5_three_sides import speakers
from tiny import Game, sides, told

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.kernel import codes as c
from game.kernel.lowering.lower import lower
from game.kernel.run.worths import combinations_of, join_others, others_at
from game.kernel.sight import seen
from game.model.decisions import FACILITATOR, PUBLIC
from game.session.game import DecisionRequest

WEIGHTS = """
weights:
  five:
    counts: {heads: Members, people: People}
    members:
      alder: {counts: {heads: 1, people: 40}}
      birch: {counts: {heads: 1, people: 30}}
      cedar: {counts: {heads: 1, people: 15}}
      dogwood: {counts: {heads: 1, people: 10}}
      elm: {counts: {heads: 1, people: 5}}
"""
TWO = (
    """
turns: 4
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
bodies:
  assembly:
    weights: five
    sides: {alder: north, birch: south}
    leans: trust - 50
    voices: {dogwood: 0}
    majorities: {most: {shares: {heads: 40, people: 65}}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    majority: {body: assembly, by: most}
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 6}}
          wide: {worth: {north: 9, south: 2}, needs: {south: heat >= 3}, effects: {trust: +1}}
      extra:
        when: heat >= 5
        otherwise: none
        options:
          some: {worth: {north: 1, south: 1}}
          none: {worth: {north: 0, south: 0}}
    reserve: {north: 3, south: 3}
    agreed: {heat: +2}
    collapsed: {trust: -12}
    expired: {trust: -4}
actions:
  reopen: {side: [north, south], menu: deeds, name: Reopen, effects: {open: pact}}
  propose_it:
    side: north
    menu: deeds
    name: Propose
    effects: {propose: {table: pact, package: {scope: small, extra: none}}}
"""
    + WEIGHTS
)
SMALL, WIDE = "offer scope=small", "offer scope=wide"


def two(old: str = "", new: str = "", more: str = "") -> Game:
    """A game of north and south at the table, in whose text a part is replaced by another."""
    assert old in TWO
    return Game((TWO.replace(old, new, 1) if old else TWO) + more)


def hall(*parties: str, played: dict[str, str], majority: str, rounds: int = 4) -> str:
    """Parties at a table, some of which play members. played: by member the side."""
    worth = ", ".join(f"{party}: {n}" for n, party in enumerate(parties, 1))
    members = ", ".join(f"{member}: {side}" for member, side in played.items())
    return f"""{sides(*parties)}
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact}}}}
bodies:
  assembly:
    weights: five
    sides: {{{members}}}
    majorities:
      most: {{shares: {{heads: 40, people: 65}}}}
      four: {{shares: {{heads: 80}}}}
      all_but_one: {{shares: {{heads: 100}}, blocked_by: {{heads: 2}}}}
tables:
  pact:
    between: [{", ".join(parties)}]
    rounds: {rounds}
    open: true
    majority: {{body: assembly, {majority}}}
    issues: {{scope: {{options: {{small: {{worth: {{{worth}}}}}, wide: {{worth: {{{worth}}}}}}}}}}}
actions: {{wait: {{side: {parties[0]}, menu: rest, name: Wait}}}}
{WEIGHTS}"""


NAMES = ("north", "south", "west", "east", "lake", "hill", "port", "town")
THREE = dict(zip(("alder", "birch", "cedar"), NAMES, strict=False))
FIVE = dict(zip(("alder", "birch", "cedar", "dogwood", "elm"), NAMES, strict=False))


def ballots(game: Game) -> tuple[int, ...]:
    return game.table().ballots


# 19.1: who decides


def test_19_1_a_voice_takes_a_package_by_the_first_formula_that_is_there() -> None:
    game = two("trust - 50", "1").play(f"north: {SMALL}")
    assert ballots(game) == (1, -1, 1, -1, 1)  # as the body says; dogwood by its own of the body
    game = two("by: most}", "by: most, leans: {dogwood: 1, elm: scope - 1}}")
    assert ballots(game.play(f"north: {SMALL}")) == (1, -1, -1, 1, -1)  # by those of the table
    game = two("by: most}", "by: most, leans: {elm: 1 - scope}}")
    assert ballots(game.play(f"north: {SMALL}")) == (1, -1, -1, -1, 1)


def test_19_1_a_party_may_play_no_member_and_one_may_play_several() -> None:
    played = {"alder": "north", "birch": "north", "cedar": "south"}
    game = Game(hall("north", "south", "west", played=played, majority="by: four")).play(
        f"north: {SMALL}"
    )
    assert ballots(game) == (1, 1, -1, -1, -1)
    game.play("south: pass", "west: accept")
    assert ballots(game) == (1, 1, -1, -1, -1)  # west has no weight
    assert game.status() == "open"


@pytest.mark.parametrize(
    ("old", "new", "report"),
    [
        (
            "birch: south}",
            "birch: south, elm: east}",
            "error majority-party tables.pact.majority.body",
        ),
        ("by: most}", "by: mots}", "error unknown-reference tables.pact.majority.by"),
        ("by: most}", "by: most, proposes: east}", "error not-party tables.pact.majority.proposes"),
        (
            "by: most}",
            "by: most, leans: {birch: 1}}",
            "error voice-of-side tables.pact.majority.leans.birch",
        ),
        (
            "by: most}",
            "by: most, leans: {brich: 1}}",
            "error unknown-reference tables.pact.majority.leans.brich",
        ),
    ],
)
def test_19_1_mistakes_are_reported(old: str, new: str, report: str) -> None:
    assert old in TWO
    assert told(sides("north", "south", "east") + TWO.replace(old, new, 1)) == [report]


def test_19_1_unanimous_needs_no_definition() -> None:
    assert told(TWO.replace("by: most}", "by: unanimous}")) == []


# 19.2: when those who are for it are counted


def test_19_2_after_each_offer_and_acceptance_all_are_counted_anew() -> None:
    game = two().play(f"north: {SMALL}")
    assert ballots(game) == (1, -1, -1, -1, -1)
    game.play("facilitator: set trust 60", "south: pass")
    assert ballots(game) == (1, -1, -1, -1, -1)  # who passes isn't counted again
    game.play(f"north: {SMALL}")
    assert ballots(game) == (1, -1, 1, -1, 1)  # voices look at the state of this moment


def test_19_2_at_nought_a_voice_is_not_for_it() -> None:
    assert ballots(two("trust - 50", "0").play(f"north: {SMALL}")) == (1, -1, -1, -1, -1)


def test_19_2_a_package_is_complete_as_voices_read_it() -> None:
    game = two("by: most}", "by: most, leans: {elm: extra == none}}").play(f"north: {SMALL}")
    assert ballots(game) == (1, -1, -1, -1, 1)


def test_19_2_those_who_see_the_offer_learn_who_is_for_it() -> None:
    game = two().play(f"north: {SMALL}")
    for who in (PUBLIC, FACILITATOR, "north", "south"):
        (entry,) = [each for each in game.heard(who) if each.code == "counted"]
        assert entry.values["weights"] == {"heads": "1", "people": "40"}
        assert entry.values["whole"] == {"heads": "5", "people": "100"}
        assert game.view(who).tables["pact"].ballots == {
            "alder": "for",
            **dict.fromkeys(("birch", "cedar", "dogwood", "elm"), "against"),
        }
    elsewhere = Game(sides("north", "south", "east") + TWO).play(f"north: {SMALL}")
    assert [each.code for each in elsewhere.heard("east")].count("counted") == 0
    assert elsewhere.view("east").tables["pact"].ballots is None


def test_19_2_what_comes_from_outside_is_counted_when_somebody_accepts_it() -> None:
    game = two().play(f"north: {SMALL}", "south: pass")
    game.play("north: pass", "south: pass", "north: propose_it", "south: pass")
    assert ballots(game) == (0, 0, 0, 0, 0)  # those for the offer before don't count for this one
    game.play("north: accept")
    assert ballots(game) == (1, -1, -1, -1, -1)


# 19.3: when a package is agreed


def test_19_3_an_offer_can_be_agreed_as_it_is_made() -> None:
    game = two("{heads: 40, people: 65}", "{people: 40}").play(f"north: {SMALL}")
    assert game.status() == "agreed"
    assert game["heat"] == 2
    assert game.log("counted", "agreed")[-1].startswith("agreed")
    assert game.table().worths == (1, 6)


def test_19_3_it_binds_who_has_not_accepted_it_whatever_that_party_needs() -> None:
    game = two("{heads: 40, people: 65}", "{people: 40}").play(f"north: {WIDE}")
    assert (game["heat"], game.status()) == (2, "agreed")  # south `needs` a heat of 3
    assert game["trust"] == 51


def test_19_3_who_accepts_is_asked_for_what_it_needs() -> None:
    assert two().play(f"north: {WIDE}").refused("south: accept") == "needs"


def test_19_3_with_two_sides_both_are_needed_where_the_shares_ask_for_it() -> None:
    game = two().play(f"north: {SMALL}")
    assert game.status() == "open"
    assert game.play("south: accept").status() == "agreed"


@pytest.mark.parametrize(
    ("majority", "enough"),
    [
        # Of five sides with weights 40, 30, 15, 10 and 5, by how many accept in speaking order.
        ("by: most", 1),
        ("by: four", 3),
        ("by: all_but_one", 3),
        ("by: unanimous", 4),
    ],
)
def test_19_3_of_eight_sides_as_many_are_enough_as_the_majority_says(
    majority: str, enough: int
) -> None:
    game = Game(hall(*NAMES, played=FIVE, majority=majority)).play(f"north: {SMALL}")
    for number, name in enumerate(NAMES[1:], 1):
        assert game.status() == "open"
        game.play(f"{name}: accept")
        if number == enough:
            break
    assert game.status() == "agreed"


def test_19_3_of_eight_sides_a_new_offer_begins_anew() -> None:
    game = Game(hall(*NAMES, played=FIVE, majority="by: four"))
    game.play(f"north: {SMALL}", "south: accept", "west: accept", "east: offer scope=wide")
    assert ballots(game) == (-1, -1, -1, 1, -1)
    game.play("lake: accept", "hill: accept", "port: accept", "town: accept", "north: accept")
    assert ballots(game) == (1, -1, -1, 1, 1)
    assert game.play("south: accept").status() == "agreed"


def test_19_3_it_is_signed_first_where_it_must_be_ratified() -> None:
    more = """
injects: {approval: {when: turn > 9, vote: {body: assembly, by: most}}}
"""
    game = two(
        "majority: {body: assembly, by: most}",
        "majority: {body: assembly, by: most}\n    ratify: {vote: approval, within: 2}",
        more,
    )
    game.play(f"north: {SMALL}", "south: accept")
    assert game.status() == "signed"
    assert (game.table().walked, ballots(game)) == ((0, 0), (0,) * 5)


# 19.4: walking out


def test_19_4_with_two_sides_the_other_goes_on_alone_where_that_can_be_enough() -> None:
    game = two().play("north: pass", "south: walk")
    assert game.status() == "open"  # 40 and 30 of voices
    assert game.table().speaker == 0
    game.play(f"north: {SMALL}")
    assert (game.table().speaker, game.table().rounds) == (0, 2)
    assert ballots(game) == (1, -1, -1, -1, -1)


def test_19_4_a_round_is_one_turn_to_speak_for_each_of_those_who_are_left() -> None:
    three = hall(*NAMES[:3], played=THREE, majority="by: most", rounds=3)
    game = Game(three).play("north: pass", "south: pass", "west: walk")
    assert game.table().rounds == 1
    assert speakers(game, 3) == ["north", "south", "north"]
    assert game.table().rounds == 2
    assert game.refused(f"south: {SMALL}") == "last-word"  # nobody speaks after it any more
    assert game.play("south: pass").status() == "expired"


def test_19_4_the_first_speaker_is_passed_over_too() -> None:
    three = hall(
        *NAMES[:3], played={"cedar": "north", "alder": "south"}, majority="by: most", rounds=3
    )
    game = Game(three).play("north: walk", "south: pass", "west: pass")
    assert (game.to_move, game.table().rounds) == (("south",), 1)
    assert speakers(game, 3) == ["south", "west", "south"]


def test_19_4_who_has_walked_is_against_also_what_it_offered_or_accepted() -> None:
    game = Game(hall(*NAMES[:3], played=THREE, majority="by: four"))
    game.play("north: pass", f"south: {SMALL}", "west: accept")
    assert ballots(game) == (-1, 1, 1, -1, -1)
    game.play("north: pass", "south: walk")
    assert game.status() == "open"  # four of five: north, west and two voices
    assert ballots(game) == (-1, -1, 1, -1, -1)
    assert game.table().proposer == 1  # its offer still stands
    game.play("west: pass", "north: accept")
    assert ballots(game) == (1, -1, 1, -1, -1)
    game = Game(hall(*NAMES[:3], played=THREE, majority="by: most"))
    game.play(
        f"north: {SMALL}", "south: pass", "west: accept", "north: pass", "south: pass", "west: walk"
    )
    assert game.table().accepted == (0, 0, 0)
    assert game.play("north: pass", "south: accept").status() == "agreed"


def test_19_4_the_table_collapses_where_those_left_cannot_reach_the_majority() -> None:
    game = Game(hall(*NAMES[:3], played=THREE, majority="by: four"))
    game.play("north: walk")
    assert game.status() == "open"
    game.play("south: walk")
    assert game.status() == "collapsed"
    assert game.log("walked", "collapsed") == [
        "walked pact north",
        "walked pact south",
        "collapsed pact",
    ]


def test_19_4_unanimous_ends_with_the_first_member_but_not_with_one_without_weight() -> None:
    three = hall(*NAMES[:3], played={"alder": "north", "birch": "south"}, majority="by: unanimous")
    assert Game(three).play("north: walk").status() == "collapsed"
    assert Game(three).play("north: pass", "south: pass", "west: walk").status() == "open"


def test_19_4_it_collapses_when_nobody_is_left_though_voices_alone_would_be_enough() -> None:
    game = Game(hall(*NAMES[:2], played={}, majority="by: most"))
    assert game.play("north: walk").status() == "open"
    assert game.play("south: walk").status() == "collapsed"


@pytest.mark.parametrize("leaves", list(product((0, 1), repeat=5)))
def test_19_4_of_eight_sides_those_left_can_go_on_exactly_where_their_ballots_would_carry(
    leaves: tuple[int, ...],
) -> None:
    game = Game(hall(*NAMES, played=FIVE, majority="by: most"))
    people = 100
    for name, leaves_now, weight in zip(NAMES, leaves, (40, 30, 15, 10, 5), strict=False):
        assert game.status() == "open"
        game.play(f"{name}: {'walk' if leaves_now else 'pass'}")
        people -= weight * leaves_now
        if people < 65:
            assert game.status() == "collapsed"
            return
    assert game.status() == "open"
    assert game.table().walked == (*leaves, 0, 0, 0)


def test_19_4_when_the_table_is_opened_again_all_are_back() -> None:
    game = two().play("north: pass", "south: walk", "north: walk")
    assert game.status() == "collapsed"
    assert game.table().walked == (0, 0)
    game.play("north: reopen", "south: pass")
    assert (game.status(), game.to_move) == ("open", ("north",))
    assert game.play("north: pass").to_move == ("south",)


# 19.5: who proposes


def test_19_5_only_one_side_makes_offers() -> None:
    three = hall(*NAMES[:3], played=THREE, majority="by: most, proposes: south")
    game = Game(three)
    assert game.refused(f"north: {SMALL}") == "not-proposer"
    assert game.legal("north").offer is None
    assert game.moves("north") == ["walk", "pass"]
    game.play("north: pass")
    assert game.legal("south").offer is not None
    game.play(f"south: {SMALL}")
    assert game.moves("west") == ["accept", "walk", "pass"]
    assert game.refused("west: offer scope=wide") == "not-proposer"


def test_19_5_when_it_walks_the_talks_end_though_the_others_have_a_majority() -> None:
    eight = hall(*NAMES, played=FIVE, majority="by: most, proposes: town")
    game = Game(eight).play(*(f"{name}: pass" for name in NAMES[:-1]))
    assert game.play("town: walk").status() == "collapsed"


def test_19_5_it_has_no_last_word_unless_it_speaks_last() -> None:
    one_round = hall(*NAMES[:3], played=THREE, majority="by: most, proposes: west", rounds=1)
    game = Game(one_round).play("north: pass", "south: pass")
    assert game.refused(f"west: {SMALL}") == "last-word"
    game = Game(one_round.replace("proposes: west", "proposes: south")).play("north: pass")
    assert game.play(f"south: {SMALL}").status() == "open"


# 19.6: bots


@pytest.mark.parametrize("who", ["hawk", "dove"])
def test_19_6_both_personas_pass_where_they_cannot_propose(who: str) -> None:
    more = (
        "personas: {hawk: {name: Hawk, tracks: {heat: 1}}, dove: {name: Dove, tracks: {trust: 1}}}"
    )
    game = two("by: most}", "by: most, proposes: south}", more)
    asking = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    kernels = PersonaBot(lower(game.rules), "north", 1, who)
    reference = ReferencePersona(game.rules, "north", 1, who)
    assert str(kernels(asking)) == str(reference(asking)) == "pass"
    game.play("north: pass")
    asking = DecisionRequest("south", game.view("south"), game.legal("south"), 0)
    kernels = PersonaBot(lower(game.rules), "south", 1, who)
    reference = ReferencePersona(game.rules, "south", 1, who)
    assert str(kernels(asking)) == str(reference(asking)) == "offer scope=small"


def test_19_6_to_an_expert_only_those_of_the_others_count_who_can_accept_it() -> None:
    game = Game(hall(*NAMES[:4], played=THREE, majority="by: most"))
    tables, parties = lower(game.rules), 4
    numbers = tables.numbers
    table = int(numbers[numbers[c.H_TABLE_RECORDS]])
    combinations = combinations_of(numbers, table)
    assert combinations == 2
    worths = np.zeros(others_at(numbers, table) + combinations, np.int64)
    worths[parties : parties + parties * combinations] = [0, 0, 5, c.NEVER, 7, 8, c.NEVER, 2]
    state = seen(tables, game.view("north"))
    join_others(numbers, state, worths, table, 0)
    assert list(worths[-combinations:]) == [12, 10]
    game.play("north: pass", "south: pass", "west: walk")
    join_others(numbers, seen(tables, game.view("north")), worths, table, 0)
    assert list(worths[-combinations:]) == [5, 2]
