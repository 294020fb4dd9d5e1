"""Rule 12.2: how personas choose, their values and draws recomputed by hand.

At a table what they do is compared with all packages looked at one by one.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from random import Random

import pytest
import tiny
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from game.bots.persona import PersonaBot
from game.bots.reference.persona import ReferencePersona
from game.engine.core import step
from game.engine.draft import StateDraft
from game.engine.packages import complete_package, objection, on_agenda, package_to_ids
from game.engine.view import appraise
from game.kernel.lowering.lower import lower
from game.model.decisions import Accept, Decision, Move, Offer, Pass, read_decision
from game.model.frozen import FrozenMap
from game.model.play import NOBODY, NOTHING, Accepted, State
from game.model.problems import ScenarioError
from game.model.refusals import Refusal
from game.rules.compiled import Rules, TableRules
from game.rules.rng import draw, site
from game.session.game import DecisionRequest

BOT = site("bot/north")


def chosen(
    game: tiny.Game,
    persona: str = "hawk",
    side: str = "north",
    *,
    seed: int = 5,
    taken: int = 0,
    refused: Sequence[Refusal] = (),
) -> str:
    """What a persona does that is asked now, by the kernel and by the reference."""
    asking = DecisionRequest(side, game.view(side), game.legal(side), taken, tuple(refused))
    move = PersonaBot(lower(game.rules), side, seed, persona)(asking)
    assert ReferencePersona(game.rules, side, seed, persona)(asking) == move
    return str(move)


# ------------------------------------------------------------------------------------------ actions

DEEDS = """
phases: {{deeds: {{kind: actions, menus: [deeds], order: alternate, no_pass: true}}}}
tags: {{hostile: {{name: H}}, soft: {{name: S, effects: {{trust: +2}}}}, rivals: {{name: R}}}}
personas:
  hawk: {{name: H, tags: {{hostile: 7, soft: -1, rivals: {rival}}}, tracks: {tracks}}}
actions:
  deed: {{side: {whose}, menu: deeds, name: Deed, {deed}}}
  rival: {{side: [north, south], menu: deeds, name: Rival, tags: rivals}}
"""
TRACKS = "{trust: 3, heat: -2, north_purse: 4, south_purse: 9, secret: 11}"


def deeds(deed: str, rival: int, tracks: str = TRACKS) -> tiny.Game:
    """A game of two actions; one that costs something of north's is north's alone."""
    whose = "north" if "cost" in deed else "[north, south]"
    return tiny.Game(DEEDS.format(deed=deed, rival=rival, tracks=tracks, whose=whose))


@pytest.mark.parametrize(
    ("deed", "value"),
    [
        ("tags: hostile", 7),
        ("tags: [hostile, soft]", 7 - 1 + 3 * 2),
        ("effects: {trust: +4}", 3 * 4),
        ("effects: {trust: -4}", -3 * 4),
        ('effects: [{trust: "- 4"}, {heat: -5}]', -3 * 4 + 2 * 5),
        ("effects: [{trust: +1}, {trust: +1}]", 3 * 2),
        ("effects: {secret: +4, south_purse: +4}", 0),
        ("cost: {north_purse: 2}", -4 * 2),
        ("cost: {north_purse: 1}, tags: hostile, effects: {heat: +1}", -4 + 7 - 2),
        ('effects: {trust: "= 90"}', 0),
        ('effects: {trust: "+ heat"}', 0),
        ("effects: {when: heat == 0, then: {trust: +9}}", 0),
        ("effects: {chance: 100, then: {trust: +9}}", 0),
        ("effects: {after: 1, then: {trust: +9}}", 0),
        ("effects: [{one_of: [{weight: 1, then: {trust: +9}}]}, {heat: -1}]", 2),
    ],
)
def test_12_2_an_action_is_worth_its_tags_and_what_it_changes_for_certain(
    deed: str, value: int
) -> None:
    # As much as the rival, which stands after it and wins by one more.
    assert [chosen(deeds(deed, rival)) for rival in (value, value + 1)] == ["deed", "rival"]


def test_12_2_what_would_not_fit_into_a_track_counts_all_the_same() -> None:
    game = deeds("effects: {heat: -9}", 18)
    assert game["heat"] == 0
    assert chosen(game) == "deed"


def test_12_2_no_value_goes_beyond_a_thousand_million() -> None:
    for deed in ("effects: {trust: +99}", "effects: {trust: +1}"):
        assert chosen(deeds(deed, 10**9, "{trust: 1000000000}")) == "deed"
    assert chosen(deeds("effects: {trust: +1}", 10**8 - 1, "{trust: 100000000}")) == "deed"


SCALE = """
phases: {{deeds: {{kind: actions, menus: [deeds], order: alternate, no_pass: {no_pass}}}}}
tags: {{a: {{name: A}}, b: {{name: B}}, c: {{name: C}}}}
personas: {{hawk: {{name: H, tags: {{a: {a}, b: {b}, c: {c}}}, heat: {heat}}}}}
actions:
  one: {{side: [north, south], menu: deeds, name: One, tags: a}}
  two: {{side: [north, south], menu: deeds, name: Two, tags: b, when: trust >= {needed}}}
  three: {{side: [north, south], menu: deeds, name: Three, tags: c}}
"""


def scale(
    a: int, b: int, c: int, *, heat: int = 0, no_pass: bool = False, needed: int = 0
) -> tiny.Game:
    text = SCALE.format(a=a, b=b, c=c, heat=heat, no_pass=str(no_pass).lower(), needed=needed)
    return tiny.Game(text)


def test_12_2_the_greatest_wins_the_first_among_equals() -> None:
    assert chosen(scale(1, 3, 2)) == "two"
    assert chosen(scale(1, 3, 3)) == "two"
    assert chosen(scale(3, 3, 3)) == "one"
    assert chosen(scale(1, 3, 2, needed=60)) == "three"


def test_12_2_pass_is_worth_nothing_and_the_last_among_equals() -> None:
    assert chosen(scale(-1, -1, -1)) == "pass"
    assert chosen(scale(-1, 0, -1)) == "two"


def test_12_2_under_no_pass_the_least_evil_wins() -> None:
    assert chosen(scale(-3, -2, -4, no_pass=True)) == "two"


def warmed(values: Sequence[int], heat: int, seed: int, taken: int) -> list[int]:
    """Ten times each value, and a draw: that of the k-th legal decision is the k-th."""
    return [10 * value + draw(seed, taken, BOT, k) % (heat + 1) for k, value in enumerate(values)]


def test_12_2_chance_adds_up_to_the_heat_by_a_draw_for_each_legal_decision() -> None:
    ids = ("one", "two", "three")
    found = set()
    game, without = scale(2, 1, 0, heat=25), scale(2, 1, 0, heat=25, needed=60)
    for seed, taken in product(range(40), (0, 3)):
        values = warmed((2, 1, 0), 25, seed, taken)
        best = ids[values.index(max(values))]
        assert chosen(game, seed=seed, taken=taken) == best
        found.add(best)
        # `two` is not legal here: the second draw is that of `three`.
        values = warmed((2, 0), 25, seed, taken)
        best = ("one", "three")[values.index(max(values))]
        assert chosen(without, seed=seed, taken=taken) == best
    assert found == {*ids}


def test_12_2_chance_adds_to_what_is_legal_but_not_to_a_pass() -> None:
    game, found = scale(-3, -9, -9, heat=59), set()
    for seed in range(60):
        values = warmed((-3, -9, -9), 59, seed, 0)
        best = "pass" if max(values) < 0 else ("one", "two", "three")[values.index(max(values))]
        assert chosen(game, seed=seed) == best
        found.add(best)
    assert {"one", "pass"} <= found


def test_12_2_a_heat_of_nothing_leaves_nothing_to_chance() -> None:
    assert {chosen(scale(0, 1, 1), seed=seed) for seed in range(20)} == {"two"}


def test_12_2_picks_that_are_still_to_be_paid_are_no_longer_to_be_had() -> None:
    game = tiny.Game(
        "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}\n"
        "personas: {hawk: {name: H, tracks: {trust: 1}}}\n"
        "actions:\n"
        "  buy: {side: north, menu: deeds, name: B, cost: {north_purse: 3}, effects: {trust: +5},"
        " repeat: true}\n"
        "  warm: {side: [north, south], menu: deeds, name: W, effects: {trust: +3}}"
    )
    assert chosen(game) == "buy"
    assert chosen(game.play("north: buy"), taken=1) == "warm"


QUESTION = """
personas:
  hawk:
    name: H
    tracks: {{trust: 2, heat: -1, north_purse: 1, secret: 9}}
    heat: {heat}
injects:
  visit:
    ask: north
    answers:
      {answers}
opening: {{fire: visit}}
"""


@pytest.mark.parametrize(
    ("answers", "best"),
    [
        ("{good: {effects: {trust: +1}}, bad: {effects: {trust: -1}}}", "good"),
        ("{bad: {effects: {trust: -1}}, good: {effects: {trust: +1}}}", "good"),
        ("{one: {}, two: {}}", "one"),
        ("{one: {effects: {trust: -9}}, two: {effects: {trust: -8}}}", "two"),
        ("{one: {effects: {heat: +1}}, two: {effects: {secret: -9}}}", "two"),
        ("{dear: {cost: {north_purse: 3}, effects: {trust: +1}}, free: {}}", "free"),
        ("{dear: {cost: {north_purse: 2}, effects: {trust: +1}}, free: {}}", "dear"),
        ("{shut: {when: trust > 50, effects: {trust: +9}}, free: {}, fine: {effects: {trust: +1}}}",
         "fine"),
    ],
)  # fmt: skip
def test_12_2_answers_are_valued_as_actions_are(answers: str, best: str) -> None:
    assert chosen(tiny.Game(QUESTION.format(answers=answers, heat=0))) == f"answer {best}"


def test_12_2_chance_adds_to_answers_too() -> None:
    answers = "{shut: {when: trust > 50}, one: {effects: {trust: +1}}, two: {effects: {heat: -1}}}"
    game, found = tiny.Game(QUESTION.format(answers=answers, heat=30)), set()
    for seed in range(40):
        values = warmed((2, 1), 30, seed, 0)
        best = ("one", "two")[values.index(max(values))]
        assert chosen(game, seed=seed) == f"answer {best}"
        found.add(best)
    assert found == {"one", "two"}


# ------------------------------------------------------------------------------------------- tables

LADDER = """
turns: 2
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact}}}}
personas:
  hawk: {{name: H, bargaining: {{{style}}}}}
tables:
  pact:
    between: [north, south]
    rounds: {rounds}
    open: true
    reserve: {{north: {reserve}}}
    issues: {{price: {{options: {{{options}}}}}}}
"""
STEPS = ", ".join(f"p{n}: {{worth: {{north: {n}, south: {100 - n}}}}}" for n in range(101))
"""Options with the numbers that they are worth to north, up to 100: a share in percent."""


def ladder(style: str, *, rounds: int = 6, reserve: str = "0", options: str = STEPS) -> tiny.Game:
    return tiny.Game(LADDER.format(style=style, rounds=rounds, reserve=reserve, options=options))


def after(game: tiny.Game, rounds: int) -> tiny.Game:
    """The game after so many rounds, in which nothing was said."""
    (table,) = game.state.tables
    game.state = evolve(game.state, tables=(evolve(table, rounds=rounds),), visit=rounds)
    return game


@pytest.mark.parametrize(
    ("style", "targets"),
    [
        ("style: boulware, firmness: 4, opening: 95, floor: 70", [95, 95, 95, 94, 91, 83]),
        ("style: conceder, firmness: 2, opening: 85, floor: 50", [85, 74, 65, 58, 53, 50]),
        ("style: linear, firmness: 4, opening: 90, floor: 30", [90, 80, 70, 60, 50, 40]),
        ("style: boulware, firmness: 1, opening: 90, floor: 30", [90, 80, 70, 60, 50, 40]),
        ("style: conceder, firmness: 1, opening: 90, floor: 30", [90, 80, 70, 60, 50, 40]),
        ("style: boulware, firmness: 8, opening: 100, floor: 0", [100, 100, 100, 100, 97, 77]),
        ("style: conceder, firmness: 8, opening: 100, floor: 0", [100, 23, 3, 0, 0, 0]),
        ("opening: 60, floor: 60", [60] * 6),
        ("style: linear", [95, 90, 84, 78, 72, 66]),
    ],
)
def test_12_2_aims_fall_with_the_rounds_of_the_table(style: str, targets: list[int]) -> None:
    found = [chosen(after(ladder(style), r)) for r in range(6)]
    assert found == [f"offer price=p{target}" for target in targets]


def aimed(style: str, f: int, opening: int, floor: int, r: int, rounds: int) -> int:
    """The page's formulas."""
    used, left, whole = int(r**f), int((rounds - r) ** f), int(rounds**f)
    if style == "boulware":
        return opening - (opening - floor) * used // whole
    if style == "conceder":
        return floor + (opening - floor) * left // whole
    return opening - (opening - floor) * r // rounds


@pytest.mark.parametrize("style", ["boulware", "conceder", "linear"])
@pytest.mark.parametrize("firmness", [1, 8])
def test_12_2_aims_are_exact_over_as_many_rounds_as_a_table_can_have(
    style: str, firmness: int
) -> None:
    written = f"style: {style}, firmness: {firmness}, opening: 97, floor: 3"
    game = ladder(written, rounds=9999)
    found = set()
    for r in (0, 1, 800, 2500, 4999, 5000, 7777, 9000, 9900, 9997, 9998):
        target = aimed(style, firmness, 97, 3, r, 9999)
        assert chosen(after(game, r)) == f"offer price=p{target}"
        found.add(target)
    assert len(found) > 4


def test_12_2_all_rounds_of_the_table_count_also_those_of_earlier_visits() -> None:
    text = LADDER.format(style="opening: 90, floor: 30", rounds=6, reserve=0, options=STEPS)
    game = tiny.Game(text.replace("table: pact}", "table: pact, rounds: 2}"))
    for target in (90, 80):
        assert chosen(game) == f"offer price=p{target}"
        game.play("north: pass", "south: pass")
    assert game.turn == 2
    assert chosen(game) == "offer price=p70"


def test_12_2_the_target_is_a_share_of_its_own_best_package_rounded_down() -> None:
    options = "low: {worth: {north: 10, south: 0}}, mid: {worth: {north: 11, south: 0}}, " + (
        "high: {worth: {north: 12, south: 0}}"
    )
    # 91 and 92 percent of 12 are 10.92 and 11.04.
    for opening, option in ((91, "low"), (92, "mid"), (100, "high")):
        game = ladder(f"opening: {opening}, floor: 0", options=options)
        assert chosen(game) == f"offer price={option}"


@pytest.mark.parametrize("best", [0, -3])
def test_12_2_where_nothing_is_worth_anything_the_target_is_the_best(best: int) -> None:
    options = (
        f"bad: {{worth: {{north: {best - 1}, south: 0}}}}, "
        f"good: {{worth: {{north: {best}, south: 0}}}}"
    )
    game = ladder("opening: 50, floor: 0", reserve="-99", options=options)
    assert chosen(game) == "offer price=good"


def heard(price: int, style: str = "opening: 80, floor: 20", reserve: str = "0") -> tiny.Game:
    """North is to speak, and south's offer stands."""
    game = ladder(style, reserve=reserve).play("north: pass", f"south: offer price=p{price}")
    return after(game, 0)


def test_12_2_it_accepts_what_reaches_its_target() -> None:
    assert chosen(heard(80)) == "accept"
    assert chosen(heard(97)) == "accept"
    assert chosen(heard(79)) == "offer price=p80"


def test_12_2_it_accepts_and_offers_nothing_below_a_reserve_that_is_above_its_target() -> None:
    assert chosen(heard(89, reserve="90")) == "offer price=p90"
    assert chosen(heard(90, reserve="90")) == "accept"
    assert chosen(heard(89, reserve="trust + 40")) == "offer price=p90"


def test_12_2_where_nothing_reaches_its_reserve_it_says_nothing() -> None:
    assert chosen(heard(100, reserve="101")) == "pass"
    assert chosen(ladder("opening: 80, floor: 20", reserve="101")) == "pass"


def test_12_2_with_the_last_word_it_accepts_or_says_nothing() -> None:
    text = LADDER.format(style="opening: 30, floor: 30", rounds=1, reserve=0, options=STEPS)
    text = text.replace("open: true", "open: true\n    speaks_first: south")
    for price, said in ((29, "pass"), (30, "accept")):
        game = tiny.Game(text).play(f"south: offer price=p{price}")
        assert game.legal("north").offer is None
        assert chosen(game) == said


def test_12_2_its_own_offer_that_stands_already_is_not_made_again() -> None:
    game = ladder("opening: 90, floor: 30").play("north: offer price=p80", "south: pass")
    assert chosen(game) == "pass"
    game = ladder("opening: 90, floor: 30").play("north: offer price=p90", "south: pass")
    assert chosen(game) == "offer price=p80"


def test_12_2_what_is_refused_makes_it_say_nothing() -> None:
    assert chosen(heard(10), refused=[Refusal("rule")]) == "pass"


TWO = """
turns: 2
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
personas: {hawk: {name: H, bargaining: {opening: 50, floor: 50}}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    speaks_first: south
    issues:
      land:
        options:
          none: {worth: {north: 0, south: 9}}
          some: {worth: {north: 4, south: 5}}
          much: {worth: {north: 6, south: 1}}
          most: {worth: {north: 10, south: 0}}
      sea:
        options:
          none: {worth: {north: 0, south: 9}}
          some: {worth: {north: 3, south: 5}}
          most: {worth: {north: 10, south: 0}}
"""


def test_12_2_it_offers_what_is_nearest_to_the_offer_of_the_other() -> None:
    # Best is 20, the target 10. Steps from (none, none): sea=most 2, land=most 3.
    assert chosen(tiny.Game(TWO).play("south: offer land=none sea=none")) == (
        "offer land=none sea=most"
    )
    # Three steps away: (most, some); one: (most, none).
    assert chosen(tiny.Game(TWO).play("south: offer land=much sea=none")) == (
        "offer land=most sea=none"
    )


def test_12_2_of_what_is_equally_near_it_offers_what_is_worth_least_to_it() -> None:
    # From (some, some), worth 7: one step leads to (much, some) 9 and (some, most) 14;
    # two steps to (most, some) 13, (much, most) 16 ... The nearest that reaches 10 is one step.
    assert chosen(tiny.Game(TWO).play("south: offer land=some sea=some")) == (
        "offer land=some sea=most"
    )
    # From (some, none), worth 4: two steps lead to (most, none) 10 and (some, most) 14.
    assert chosen(tiny.Game(TWO).play("south: offer land=some sea=none")) == (
        "offer land=most sea=none"
    )


def test_12_2_where_no_offer_stands_all_are_equally_near() -> None:
    # The least that reaches 10: (none, most) and (most, none) are worth 10, the first comes first.
    assert chosen(tiny.Game(TWO).play("south: pass")) == "offer land=none sea=most"


def test_12_2_what_it_does_not_see_counts_as_at_the_start() -> None:
    text = LADDER.format(
        style="opening: 100, floor: 100",
        rounds=3,
        reserve=0,
        options="low: {worth: {north: 8, south: 0}}, "
        "high: {worth: {north: secret, south: 1}, when: secret >= 5}",
    )
    # It starts at 7, so `low` is the best it knows of.
    game = tiny.Game(text)
    assert chosen(game) == "offer price=low"
    game.play("facilitator: set secret 60")
    assert chosen(game) == "offer price=low"
    # What the offer of another is worth it is told: more than it hopes for.
    game.play("north: pass", "south: offer price=high")
    assert chosen(game) == "accept"
    game = tiny.Game(text).play("facilitator: set secret 4", "north: pass")
    assert chosen(game.play("south: offer price=low")) == "accept"


def test_12_2_with_more_than_two_it_does_not_accept_twice() -> None:
    sides = tiny.sides("north", "south", "east")
    text = TWO.replace("between: [north, south]", "between: [south, north, east]")
    text = text.replace("south: ", "east: 1, south: ").replace("personas: {hawk: {name: H,", (
        "personas: {hawk: {name: H, sides: [north, east],"
    ))  # fmt: skip
    game = tiny.Game(sides + text).play("south: offer land=most sea=none", "north: accept")
    game.play("east: pass", "south: pass")
    assert Accept() not in game.legal("north").moves
    # It has accepted what is worth 10 already; the nearest offer would be the same.
    assert chosen(game) == "offer land=most sea=none"


MANY = """
turns: 2
stages: {{main: {{phases: [hall]}}}}
phases: {{hall: {{kind: table, table: pact}}}}
personas: {{hawk: {{name: H, bargaining: {{opening: 80, floor: 80}}}}}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    speaks_first: south
    issues:
{issues}
    {rules}
"""


def many(issues: int, options: int, rules: str = "") -> tiny.Game:
    """A table of many issues, each worth to north what the option's number says."""
    lines = []
    for i in range(issues):
        listed = ", ".join(
            f"o{k}: {{worth: {{north: {k * (i % 3 + 1)}, south: {options - k}}}}}"
            for k in range(options)
        )
        lines.append(f"      i{i}: {{options: {{{listed}}}}}")
    return tiny.Game(MANY.format(issues="\n".join(lines), rules=rules))


def test_12_2_of_tied_issues_beyond_4096_combinations_some_are_looked_at() -> None:
    rule = "rules: [" + " + ".join(f"i{i}" for i in range(8)) + " <= 20]"
    game = many(8, 4, rule).play("south: offer " + " ".join(f"i{i}=o0" for i in range(8)))
    move = chosen(game)
    assert move == chosen(game, seed=77)
    named = read_decision(f"north: {move}")
    assert named is not None
    assert isinstance(named.move, Offer)
    before = game.worth("north", move)
    game.play(f"north: {move}")
    # Sixteen of the issues' points weigh 1, 2, 3: the best of all is below 3 * 20.
    assert before * 100 // 80 <= 60


PLAIN = """
import sys
sys.path.insert(0, {tests!r})
import test_rule_12_personas as ours
from game.kernel import machine_code
assert not machine_code.in_use()
game = ours.many(12, 5).play("south: offer " + " ".join(f"i{{i}}=o0" for i in range(12)))
print(ours.chosen(game))
"""


def test_12_2_a_table_of_twelve_issues_is_no_trouble_even_where_nothing_is_compiled() -> None:
    here = Path(__file__).parent
    script = "import sys\nsys.path.insert(0, " + repr(str(here.parent)) + ")\n"
    script += PLAIN.format(tests=str(here))
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "COMMUNIQUE_PLAIN_PYTHON": "1"},
        capture_output=True,
        encoding="utf-8",
        cwd=here.parent.parent,
        timeout=120,
        check=False,
    )
    assert found.stderr == ""
    game = many(12, 5).play("south: offer " + " ".join(f"i{i}=o0" for i in range(12)))
    assert found.stdout.strip() == chosen(game)
    # Eight issues of weight 2 and 3 give 80, and weigh 96 of 96; 76 are wanted.
    assert game.worth("north", chosen(game)) == 76


# ---------------------------------------------------------------- all packages looked at one by one

SIDES = ("north", "south", "east", "west")
ISSUES = ("price", "pace", "check", "scope")
OPTIONS = ("nil", "low", "mid", "high")


class Drawing:
    """A table by chance, small enough for all its packages to be looked at."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.parties = SIDES[: luck.choice((2, 2, 3, 4))]
        self.issues = {
            issue: OPTIONS[: luck.choice((1, 2, 3, 3, 4))]
            for issue in ISSUES[: luck.choice((1, 2, 3, 3, 4))]
        }

    def text(self) -> str:
        luck = self.luck
        sides = luck.sample(self.parties, len(self.parties))
        lines = [
            *("turns: 9", "stages: {main: {phases: [hall]}}", self.personas()),
            "phases: {hall: {kind: table, table: pact}}",
            tiny.sides(*self.parties),
            f"tables:\n  pact:\n    between: [{', '.join(sides)}]",
            f"    rounds: {luck.randint(1, 5)}\n    open: true\n    issues:",
            *(self.issue(id) for id in self.issues),
        ]
        rules = [self.on_package() for _ in range(luck.choice((0, 0, 1, 2)))]
        if rules:
            lines.append(f"    rules: [{', '.join(rules)}]")
        reserves = [f"{side}: {luck.choice((-30, 0, 6, 'trust // 9'))}" for side in self.parties]
        lines.append(f"    reserve: {{{', '.join(reserves)}}}")
        return "\n".join(lines)

    def personas(self) -> str:
        luck = self.luck
        style = luck.choice(("boulware", "conceder", "linear"))
        firm, high, low = luck.randint(1, 8), luck.randint(40, 100), luck.randint(0, 80)
        aims = f"style: {style}, firmness: {firm}, opening: {high}, floor: {low}"
        return f"personas: {{hawk: {{name: H, bargaining: {{{aims}}}}}}}"

    def issue(self, id: str) -> str:
        luck, lines = self.luck, [f"      {id}:"]
        if luck.random() < 0.3:
            otherwise = luck.choice(self.issues[id])
            lines += [f"        when: {self.on_state()}", f"        otherwise: {otherwise}"]
        lines.append("        options:")
        for option in self.issues[id]:
            worths = ", ".join(f"{side}: {self.worth()}" for side in self.parties)
            keys = [f"worth: {{{worths}}}"]
            if luck.random() < 0.2 and option != self.issues[id][0]:
                keys.append(f"when: {luck.choice((self.on_state, self.on_package))()}")
            if luck.random() < 0.2 and option != self.issues[id][0]:
                test = luck.choice((self.on_state, self.on_package))()
                keys.append(f"needs: {{{luck.choice(self.parties)}: {test}}}")
            lines.append(f"          {option}: {{{', '.join(keys)}}}")
        return "\n".join(lines)

    def worth(self) -> str:
        luck = self.luck
        plain = str(luck.randint(-9, 20))
        return luck.choice(
            (
                *(plain, plain, plain, "trust // 7", "heat - 4", "secret"),
                f"{plain} if {self.on_package()} else {luck.randint(-9, 20)}",
                f"4 + (heat if {self.on_package()} else -1)",
            )
        )

    def on_state(self) -> str:
        return self.luck.choice(("trust >= 50", "trust < 40", "heat >= 3", "secret >= 7"))

    def on_package(self) -> str:
        luck = self.luck
        issue, other = luck.choice([*self.issues]), luck.choice([*self.issues])
        option = luck.choice(self.issues[issue])
        return luck.choice(
            (
                *(f"{issue} >= {option}", f"not {issue} == {option}", f"{issue} + {other} >= 2"),
                *(f"{issue} <= {other} or heat >= 3", f"{issue} + {other} < 4"),
            )
        )


@st.composite
def tables(drawn: Callable[[st.SearchStrategy[bytes]], bytes]) -> tuple[tiny.Game, Random]:
    """A game at a drawn table, and the luck that plays it."""
    luck = Random(drawn(st.binary(min_size=8, max_size=8)))
    while True:
        try:
            return tiny.Game(Drawing(luck).text()), luck
        except ScenarioError:
            continue  # no package can ever be agreed, or an expression that says nothing


def unseeing(rules: Rules, state: State) -> State:
    """The state with the track that nobody sees at its start."""
    at = rules.index.tracks["secret"]
    tracks = (*state.tracks[:at], rules.tracks[at].start, *state.tracks[at + 1 :])
    return evolve(state, tracks=tracks)


def packages(
    table: TableRules, rules: Rules, state: State, party: int
) -> Iterator[tuple[int, ...]]:
    """All packages that a party can propose, by what it sees."""
    reading = StateDraft(rules, state)
    choices = [
        range(len(issue.options)) if on_agenda(issue, reading) else (NOTHING,)
        for issue in table.issues
    ]
    for package in product(*choices):
        if objection(table, reading, party, package) is None:
            yield package


def expected(game: tiny.Game, side: str) -> set[str]:
    """What a persona may do by the page, all packages looked at one by one."""
    rules, (table,), (at,) = game.rules, game.rules.tables, game.state.tables
    party = table.parties.index(rules.index.sides[side])
    masked, seen = unseeing(rules, game.state), game.view(side).tables["pact"]

    def worth(package: tuple[int, ...]) -> int:
        found = appraise(rules, masked, side, "pact", package_to_ids(table, package))
        assert isinstance(found, int)
        return found

    able = {package: worth(package) for package in packages(table, rules, masked, party)}
    wanted, found = seen.reserves[side], game.legal(side)
    if able:
        best, style = max(able.values()), rules.scenario.personas["hawk"].bargaining
        aim = aimed(
            style.style, style.firmness, style.opening, style.floor, at.rounds, table.rounds
        )
        wanted = max(wanted, best * aim // 100 if best > 0 else best)
    if Accept() in found.moves and seen.worths[side] >= wanted:
        return {"accept"}
    reaching = {package: worth for package, worth in able.items() if worth >= wanted}
    if found.offer is None or not reaching:
        return {"pass"}

    def far(package: tuple[int, ...]) -> int:
        if at.proposer in (NOBODY, party):
            return 0
        whole = complete_package(table, package)
        pairs = zip(whole, at.options, strict=True)
        return sum(abs(ours - theirs) for ours, theirs in pairs if theirs != NOTHING)

    first = min((far(package), worth) for package, worth in reaching.items())
    best_of_all = [p for p, worth in reaching.items() if (far(p), worth) == first]
    return {
        "pass" if at.proposer == party and p == at.options else str(Offer(package_to_ids(table, p)))
        for p in best_of_all
    }


def some_move(game: tiny.Game, side: str, luck: Random) -> Move:
    """What is likely to keep the talks going."""
    offer = game.legal(side).offer
    if offer is None or not all(offer.values()) or luck.random() < 0.2:
        return Pass()
    package = {issue: luck.choice(options) for issue, options in offer.items()}
    return Offer(FrozenMap(package))


@given(drawn=tables())
def test_12_2_it_does_what_looking_at_every_package_would_make_it_do(
    drawn: tuple[tiny.Game, Random],
) -> None:
    game, luck = drawn
    asked = 0
    for _ in range(14):
        if not game.to_move:
            break
        (side,) = game.to_move
        for track, most in (("trust", 100), ("heat", 10), ("secret", 100)):
            if luck.random() < 0.3:
                game.play(f"facilitator: set {track} {luck.randint(0, most)}")
        move = chosen(game, side=side)
        assert move in expected(game, side)
        asked += 1
        answer = step(game.rules, game.state, Decision(side, some_move(game, side, luck)))
        if not isinstance(answer, Accepted):
            answer = step(game.rules, game.state, Decision(side, Pass()))
        assert isinstance(answer, Accepted)
        game.state = answer.state
    assume(asked > 1)
