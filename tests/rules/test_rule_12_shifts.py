"""Rule 12.2: a temperament that changes with what its side sees, for two sides and for three."""

from collections.abc import Sequence

import pytest
import tiny

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.model.decisions import Act, Decision
from game.session.game import DecisionRequest

THREE = tiny.sides("north", "south", "east")
FREE = """
stages: {main: {phases: [deeds]}}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate}}
tags: {warm: {name: W}, cool: {name: C}}
actions:
  cool: {side: [SIDES], menu: deeds, name: Cool, tags: cool, effects: {trust: -3}}
  warm: {side: [SIDES], menu: deeds, name: Warm, tags: warm, effects: {trust: +3}}
"""


def game(shifts: Sequence[str], more: str = "", *, three: bool = False) -> tiny.Game:
    """A game of two actions and a hawk, who likes the cool one by 5 while nothing shifts."""
    written = "".join(f"\n      - {{{shift}}}" for shift in shifts)
    hawk = (
        f"personas:\n  hawk:\n    name: H\n    tags: {{cool: 5, warm: -1}}\n    shifts:{written}\n"
    )
    sides = "north, south, east" if three else "north, south"
    return tiny.Game((THREE if three else "") + FREE.replace("SIDES", sides) + hawk + more)


def chosen(game: tiny.Game, side: str = "", taken: int = 0) -> str:
    """What the hawk decides for a side: that which is to move, where none is named.

    The kernel and the reference decide alike."""
    side = side or game.to_move[0]
    request = DecisionRequest(side, game.view(side), game.legal(side), taken)
    move = PersonaBot(lower(game.rules), side, 5, "hawk")(request)
    assert ReferencePersona(game.rules, side, 5, "hawk")(request) == move
    return str(move)


@pytest.mark.parametrize("three", [False, True])
def test_12_2_a_shift_applies_as_long_as_its_condition_holds(three: bool) -> None:
    played = game(["when: trust < 50, tags: {warm: 9}"], three=three)
    assert chosen(played) == "cool"
    played.play("north: cool")
    assert chosen(played) == "warm"
    played.play("south: warm")
    if three:
        assert chosen(played) == "cool"
        played.play("east: pass")
    assert chosen(played) == "cool"


def test_12_2_the_numbers_that_a_shift_names_replace_the_personas_and_the_others_stay() -> None:
    # Cool keeps its 5: warm has to have more than that.
    for number, decision in ((4, "cool"), (5, "cool"), (6, "warm")):
        assert chosen(game([f"when: trust == 50, tags: {{warm: {number}}}"])) == decision
    assert chosen(game(["when: trust == 50, tags: {cool: -1}"])) == "pass"


def test_12_2_all_shifts_that_hold_apply_and_the_later_one_counts() -> None:
    low, high = (
        "when: trust <= 50, tags: {warm: 9}",
        "when: trust >= 50, tags: {warm: -9, cool: -9}",
    )
    assert chosen(game([low, high])) == "pass"
    assert chosen(game([high, low])) == "warm"
    # What the later one doesn't name is as the earlier one left it.
    other = "when: trust >= 50, tags: {cool: -9}"
    assert chosen(game([low, other])) == "warm"
    assert chosen(game([low, "when: trust > 50, tags: {warm: -9}"])) == "warm"


def test_12_2_six_shifts_hold_each_for_itself() -> None:
    values = [f"when: heat >= {n}, tags: {{warm: {n if n % 2 else -n}}}" for n in range(1, 7)]
    for heat, decision in ((0, "cool"), (3, "cool"), (5, "cool"), (6, "cool")):
        assert chosen(game(values, f"opening: {{heat: '= {heat}'}}\n")) == decision
    values = [f"when: heat >= {n}, tags: {{warm: {8 * (n % 2)}}}" for n in range(1, 7)]
    found = [chosen(game(values, f"opening: {{heat: '= {heat}'}}\n")) for heat in range(7)]
    assert found == ["cool", "warm", "cool", "warm", "cool", "warm", "cool"]


@pytest.mark.parametrize("three", [False, True])
def test_12_2_a_shift_takes_what_its_side_does_not_see_as_at_the_start(three: bool) -> None:
    tracks = ["when: secret == 7, tags: {warm: 9}", "when: south_purse > 5, tags: {warm: 0}"]
    played = game(tracks, "opening: {secret: '= 1', south_purse: +2}\n", three=three)
    assert chosen(played) == "warm"
    played.play("north: pass")
    assert chosen(played) == "cool"  # south sees its purse


def test_12_2_a_shift_sees_its_own_card_and_no_card_of_others() -> None:
    deals = "deals: {aim: {to: [south], cards: {one: {}}}}\n"
    played = game(["when: dealt(aim.one), tags: {warm: 9}"], deals)
    assert chosen(played) == "cool"
    played.play("north: pass")
    assert chosen(played) == "warm"


def test_12_2_a_shift_knows_its_own_secret_actions_and_none_of_others() -> None:
    text = "when: used(cool) >= 1, tags: {warm: 9}"
    played = tiny.Game(
        FREE.replace("SIDES", "north, south").replace("tags: cool,", "tags: cool, secret: true,")
        + f"personas: {{hawk: {{name: H, tags: {{cool: 5}}, shifts: [{{{text}}}]}}}}\n"
    )
    played.play("north: cool")
    assert chosen(played) == "cool"
    played.play("south: pass")
    assert chosen(played) == "warm"


def test_12_2_a_shift_sees_the_costs_of_its_own_picks_that_wait() -> None:
    played = tiny.Game(
        "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}\n"
        "tags: {warm: {name: W}, cool: {name: C}}\n"
        "personas: {hawk: {name: H, tags: {cool: 5}, shifts:"
        " {when: north_purse < 5, tags: {warm: 9}}}}\n"
        "actions:\n"
        "  buy: {side: north, menu: deeds, name: B, cost: {north_purse: 3}}\n"
        "  cool: {side: [north, south], menu: deeds, name: C, tags: cool}\n"
        "  warm: {side: [north, south], menu: deeds, name: W, tags: warm}\n"
    )
    assert chosen(played, "north") == "cool"
    played.play("north: buy")
    assert played["north_purse"] == 5
    assert chosen(played, "north", 1) == "warm"
    kernel = Machine(lower(played.rules), 1)
    assert str(kernel.choice("north", "hawk", 0)) == "cool"
    kernel.do(Decision("north", Act("buy")))
    assert str(kernel.choice("north", "hawk", 1)) == "warm"


def test_12_2_answers_are_chosen_by_the_temperament_of_the_moment() -> None:
    question = (
        "personas: {hawk: {name: H, tracks: {trust: 1}, shifts:"
        " {when: trust > 50, tracks: {trust: -1}}}}\n"
        "injects: {visit: {ask: north, answers: {up: {effects: {trust: +1}},"
        " down: {effects: {trust: -1}}}}}\nopening: [{trust: +DELTA}, {fire: visit}]\n"
    )
    for delta, answer in (("0", "up"), ("1", "down")):
        played = tiny.Game(question.replace("+DELTA", f"+{delta}"))
        assert chosen(played) == f"answer {answer}"


LADDER = """
turns: 2
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
tables:
  pact:
    between: [PARTIES]
    rounds: 6
    open: true
    issues: {price: {options: {OPTIONS}}}
"""


@pytest.mark.parametrize("three", [False, True])
@pytest.mark.parametrize(
    ("shift", "before", "after"),
    [
        ("opening: 70", 90, 70),
        ("floor: 90", 90, 90),
        ("style: boulware, firmness: 8, floor: 0", 90, 90),
        ("opening: 60, floor: 60", 90, 60),
    ],
)
def test_12_2_aims_at_a_table_shift_too(shift: str, before: int, after: int, three: bool) -> None:
    parties = ("north", "south", "east") if three else ("north", "south")
    options = ", ".join(
        f"p{n}: {{worth: {{north: {n}, {', '.join(f'{each}: 0' for each in parties[1:])}}}}}"
        for n in range(101)
    )
    text = LADDER.replace("PARTIES", ", ".join(parties)).replace("OPTIONS", options)
    hawk = (
        "personas: {hawk: {name: H, bargaining: {opening: 90, floor: 30}, shifts:"
        f" {{when: heat > 0, bargaining: {{{shift}}}}}}}}}\n"
    )
    for heat, aim in (("0", before), ("1", after)):
        opening = f"opening: {{heat: '= {heat}'}}\n"
        played = tiny.Game((THREE if three else "") + text + hawk + opening)
        assert chosen(played) == f"offer price=p{aim}"


def test_12_2_of_two_shifts_at_a_table_each_puts_its_own_part() -> None:
    options = ", ".join(f"p{n}: {{worth: {{north: {n}, south: 0}}}}" for n in range(101))
    text = LADDER.replace("PARTIES", "north, south").replace("OPTIONS", options)
    hawk = (
        "personas: {hawk: {name: H, bargaining: {opening: 90, floor: 30}, shifts:"
        " [{when: trust > 0, bargaining: {opening: 70}},"
        " {when: trust > 1, bargaining: {floor: 10}}]}}\n"
    )
    played = tiny.Game(text + hawk)
    assert chosen(played) == "offer price=p70"
    played.play(*("north: pass", "south: pass") * 3)
    assert chosen(played) == "offer price=p40"


def test_12_2_an_untouched_part_of_the_bargaining_stays() -> None:
    options = ", ".join(f"p{n}: {{worth: {{north: {n}, south: 0}}}}" for n in range(101))
    text = LADDER.replace("PARTIES", "north, south").replace("OPTIONS", options)
    hawk = (
        "personas: {hawk: {name: H, bargaining: {style: conceder, firmness: 2, opening: 85,"
        " floor: 50}, shifts: {when: trust > 0, bargaining: {opening: 95}}}}\n"
    )
    played = tiny.Game(text + hawk)
    played.play(*("north: pass", "south: pass") * 2)
    assert chosen(played) == f"offer price=p{50 + (95 - 50) * 4**2 // 6**2}"


@pytest.mark.parametrize(
    ("shifts", "report"),
    [
        (["when: trust < 9"], "error shift-nothing personas.hawk.shifts[0]"),
        (
            [f"when: heat > {n}, tags: {{warm: {n + 1}}}" for n in range(7)],
            "error shifts-many personas.hawk.shifts",
        ),
        (
            ["when: trust < 9, bargaining: {opening: 50}"],
            "error shift-floor-above personas.hawk.shifts[0].bargaining.opening",
        ),
        (
            ["when: secret < 9, tags: {warm: 1}"],
            "warning shift-hidden personas.hawk.shifts[0].when",
        ),
    ],
)
def test_12_2_what_a_shift_can_not_be_is_reported(shifts: list[str], report: str) -> None:
    written = ", ".join(f"{{{shift}}}" for shift in shifts)
    hawk = f"personas: {{hawk: {{name: H, tags: {{cool: 5}}, shifts: [{written}]}}}}\n"
    assert report in tiny.told(_tabled(hawk))


def _tabled(hawk: str) -> str:
    """A scenario with a table, two tags that actions bear, and this persona."""
    tags = "tags: {warm: {name: W}, cool: {name: C}}\n"
    deeds = (
        "  warm: {side: [north, south], menu: deeds, name: Warm, tags: warm}\n"
        "  cool: {side: [north, south], menu: deeds, name: Cool, tags: cool}\n"
    )
    return tiny.TABLE + deeds + tags + hawk
