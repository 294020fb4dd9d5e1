"""Rule 1.3: what every expression is bounded by, and what `check` says where it isn't."""

import pytest
from tiny import rules, scenario, told

from game.model.scenario import Scenario
from game.rules.expressions import parse
from game.rules.index import Index
from game.rules.intervals import Interval
from game.rules.readings import FormulaCompiler

BOUNDED: Scenario = scenario(
    """
turns: 7
tags: {loud: {}}
deals: {aim: {to: [north], cards: {one: {}, two: {}}}}
tracks: {trust: {start: 50, range: [-20, 100]}, order: {levels: {low: Low, middle: M, high: High}}}
settings: {thirst: {value: 2, range: [1, 6]}, fixed: {value: 4}}
values: {double: trust * 2}
actions: {nod: {side: [north, south], menu: deeds, name: Nod, tags: loud}}
tables:
  pact:
    between: [north, south]
    rounds: 3
    open: true
    issues:
      scope:
        weight: {north: trust}
        options:
          small: {value: {north: 10}, worth: {south: -3}}
          wide: {value: {north: 200}, worth: {south: 8}}
      terms:
        options:
          loose: {worth: {north: 5, south: 0}}
          strict: {worth: {north: -5, south: 0 - thirst}}
    reserve: {north: trust // 7}
promises: {calm: {by: north, turns: 4}}
injects: {storm: {when: turn == 2}}
"""
)


def bounds(text: str, *path: str | int) -> Interval:
    found = FormulaCompiler(BOUNDED, Index(BOUNDED))
    return found.bounds(parse(text), path or ("each_turn",))


COUNTED: Scenario = scenario(
    """
turns: 7
tags: {loud: {}}
stages: {main: {phases: [deeds, more], next: [{when: turn == 3, to: late}]}, late: {phases: [more]}}
phases:
  deeds: {kind: actions, menus: [deeds], picks: 3}
  more: {kind: actions, menus: [deeds, late], picks: 2, sides: [south]}
actions:
  once: {side: [north, south], menu: deeds, name: Once, limit: 1, tags: loud}
  rest: {side: south, menu: late, name: Rest, cooldown: 2}
  nod: {side: [north, south], menu: deeds, name: Nod, repeat: true, tags: loud}
  lost: {side: north, menu: nowhere, name: Lost}
"""
)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("used(once)", 2),  # a limit is each side's own
        ("chose(south.once)", 2),  # as far as the phases of a turn go, whatever the limit
        ("used(rest)", 3),  # on turns 1, 4 and 7
        ("used(nod)", 7 * 3 + 7 * 5),
        ("chose(north.nod)", 3),
        ("chose(south.nod)", 5),
        ("count(loud)", 3 + 5),  # picks are shared among actions
        ("count(south.loud)", 5),
        ("used(lost)", 0),
    ],
)
def test_1_3_counts_of_actions_are_bounded_by_what_can_be_picked(text: str, most: int) -> None:
    found = FormulaCompiler(COUNTED, Index(COUNTED))
    assert found.bounds(parse(text), ("each_turn",)) == (0, most)


HAPPENING: Scenario = scenario(
    """
turns: 7
stages:
  main: {phases: [news, deeds, news_again, hall], next: [{when: turn == 3, to: late}]}
  late: {phases: [news, deeds], each_turn: {fire: bell}}
phases:
  news: {kind: injects}
  news_again: {kind: injects, decks: [rare], draw: 2}
  deeds: {kind: actions, menus: [deeds], picks: 3}
  hall: {kind: table, table: pact}
tables: {pact: {between: [north, south], rounds: 3, open: true, collapsed: {fire: gong},
                issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}}}
promises: {calm: {by: north, turns: 4, kept: {fire: harp}}}
opening: [{promise: calm}, {chance: 50, then: [{fire: horn}, {fire: horn}], else: {fire: horn}}]
actions: {ring: {side: [north, south], menu: deeds, name: Ring, limit: 2, effects: {fire: bell}}}
injects:
  storm: {when: trust > 0}
  rain: {when: trust > 0, once: false, ask: [north, south],
         answers: {shelter: {}, run: {effects: {fire: drum}}}}
  comet: {weight: 1, once: false, deck: rare}
  visit: {at: 4, once: false, ask: south, answers: {welcome: {}}}
  bell: {once: false}
  gong: {once: false}
  horn: {once: false}
  harp: {once: false}
  drum: {once: false}
  echo: {when: trust > 9, once: false, effects: {after: 1, then: {fire: echo}}}
  flood: {once: false}
"""
)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("fired(storm)", 1),
        ("fired(rain)", 7),  # on each turn; the other phase brings another deck
        ("answered(rain.run)", 7 * 2),
        ("answered(rain.run, south)", 7),
        ("fired(drum)", 7 * 2),  # by each of these answers
        ("fired(comet)", 7 * 2),  # drawn twice on each turn
        ("fired(visit)", 1),
        ("answered(visit.welcome)", 1),
        ("fired(bell)", 7 + 2 * 2),  # at the start of turns, and by each side's two actions
        ("fired(gong)", 7),  # a visit of each turn
        ("fired(horn)", 2),  # one of two branches
        ("fired(harp)", 7),  # judged at the end of each turn
        ("fired(echo)", 9999),  # it fires itself again
        ("fired(flood)", 9999),  # the facilitator brings it, as often as may be
    ],
)
def test_1_3_injects_are_bounded_by_what_brings_them(text: str, most: int) -> None:
    found = FormulaCompiler(HAPPENING, Index(HAPPENING))
    assert found.bounds(parse(text), ("each_turn",)) == (0, most)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("turn", (0, 7)),
        ("trust", (-20, 100)),
        ("order", (0, 2)),
        ("thirst", (1, 6)),
        ("fixed", (4, 4)),
        ("double", (-40, 200)),
        ("used(nod)", (0, 14)),
        ("chose(north.nod)", (0, 1)),
        ("count(loud)", (0, 2)),
        ("count(north.loud)", (0, 1)),
        ("fired(storm)", (0, 1)),
        ("dealt(aim.one)", (0, 1)),
        ("stage(main)", (0, 1)),
        ("is_open(pact)", (0, 1)),
        ("agreed(pact)", (0, 1)),
        ("lapsed(pact)", (0, 1)),
        ("ended(calm)", (0, 1)),
        ("promised(calm)", (0, 4)),
        ("pact.scope", (-1, 1)),
        ("trust < 200", (1, 1)),
        ("turn > 7", (0, 0)),
    ],
)
def test_1_3_what_each_name_is_bounded_by(text: str, expected: Interval) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 // trust", (-100, 100)),  # the divisor is split at 0, which itself gives 0
        ("100 % trust", (-19, 99)),
        ("100 // (trust + 30)", (0, 10)),  # never 0: nothing is split
        ("trust // trust", (-100, 100)),
        ("7 // (turn - turn)", (-7, 7)),
        ("7 // (fixed - 4)", (0, 0)),
    ],
)
def test_1_3_a_divisors_interval_is_split_at_nought(text: str, expected: Interval) -> None:
    assert bounds(text) == expected


def test_1_3_a_worth_and_a_reserve_are_bounded_by_all_packages_and_tracks() -> None:
    north, south = (
        ("sides", "north", "score", 0, "points"),
        ("sides", "south", "score", 0, "points"),
    )
    assert bounds("worth(pact)", *north) == (-40 - 5, 200 + 5)
    assert bounds("worth(pact)", *south) == (-3 - 6, 8)
    assert bounds("reserve(pact)", *north) == (-3, 14)
    assert bounds("reserve(pact)", *south) == (0, 0)


def test_1_3_a_worth_may_be_0_for_want_of_an_agreement() -> None:
    text = """
tables:
  pact:
    between: [north, south]
    rounds: 3
    issues: {scope: {options: {small: {worth: {north: 5, south: 7}}}}}
sides:
  north: {name: N, brief: B, score: [{label: L, points: worth(pact)}]}
  south: {name: S, brief: B, score: [{label: L, points: -worth(pact)}]}
"""
    found = rules(text)
    assert [(line.low, line.high) for (line,) in found.scores] == [(0, 5), (-7, 0)]


@pytest.mark.parametrize(
    ("amount", "fine"),
    [
        ("used(warm) * 357900000", True),
        ("used(warm) * 358000000", False),
        ("used(warm) * 357900000 // 100", True),
        ("used(warm) * 358000000 // 100", False),  # every subexpression, not only the whole
        ("0 * (used(warm) * 358000000)", False),
        ("2147483647", True),
        ("-2147483647", True),
        ("2147483647 + 1", False),
        ("-2147483647 - turn", False),
    ],
)
def test_1_3_every_subexpression_lies_in_31_bits(amount: str, fine: bool) -> None:
    found = told(f'opening: {{trust: "+ ({amount})"}}')
    assert found == ([] if fine else ["error overflow opening.trust"])


def test_1_3_the_bounds_of_a_named_value_count_where_it_is_used() -> None:
    values = "values: {big: 'used(warm) * 300000000'}\n"
    assert told(values + 'opening: {trust: "+ big"}') == []
    assert told(values + 'opening: {trust: "+ big * 2"}') == ["error overflow opening.trust"]


@pytest.mark.parametrize(
    ("range", "fine"),
    [
        ("[-1000000000, 1000000000]", True),
        ("[-1000000001, 0]", False),
        ("[0, 1000000001]", False),
    ],
)
def test_1_3_track_ranges_lie_within_ten_to_the_ninth(range: str, fine: bool) -> None:
    found = told(f"tracks: {{trust: {{start: 0, range: {range}}}, north_purse: {{}}, heat: {{}}}}")
    assert bool(found) is not fine
    assert all(line.startswith("error too-") for line in found)


def test_1_3_conditions_count_as_0_or_1_in_sums() -> None:
    assert bounds("(trust > 0) + (trust > 5) * 3 - (not trust)") == (-1, 4)
    assert bounds("5 and trust") == (0, 1)


def test_1_3_scores_are_bounded_by_their_lines() -> None:
    found = rules(
        "tracks: {trust: {start: 3, range: [-7, 9]}, heat: {}}\n"
        "actions: {wait: {side: [north, south], menu: deeds, name: Wait}}"
    )
    (line,) = found.scores[0]
    assert (line.low, line.high) == (-7, 9)


def table(*worths: int) -> str:
    """A table with an issue of one option, beside one of no worth, for each of these worths."""
    options = (
        "{{nought: {{worth: {{north: 0, south: 0}}}}, much: {{worth: {{north: {w}, south: 0}}}}}}"
    )
    issues = ", ".join(f"i{k}: {{options: {options.format(w=w)}}}" for k, w in enumerate(worths))
    return f"""
stages: {{main: {{phases: [hall, deeds]}}}}
phases:
  hall: {{kind: table, table: pact}}
  deeds: {{kind: actions, menus: [deeds], order: alternate}}
tables: {{pact: {{between: [north, south], rounds: 3, open: true, issues: {{{issues}}}}}}}
"""


@pytest.mark.parametrize(
    ("worths", "fine"),
    [
        ((1_000_000_000, 1_000_000_000, 147_483_647), True),
        ((1_000_000_000, 1_000_000_000, 147_483_648), False),
        ((-1_000_000_000, -1_000_000_000, -147_483_647), True),
        ((-1_000_000_000, -1_000_000_000, -147_483_648), False),
        ((2_000_000_000, -2_000_000_000), True),
    ],
)
def test_1_3_what_options_add_up_to_lies_in_31_bits(worths: tuple[int, ...], fine: bool) -> None:
    assert told(table(*worths)) == ([] if fine else ["error sum-overflow tables.pact.issues"])


def test_1_3_a_worth_beyond_what_is_counted_with_is_told_once_where_it_adds_up() -> None:
    text = table(2_000_000_000, 2_000_000_000) + "sides: {north: {name: N, brief: B, score: "
    text += "[{label: L, points: worth(pact)}]}, south: {name: S, brief: B, score: "
    text += "[{label: L, points: trust}]}}"
    assert told(text) == ["error sum-overflow tables.pact.issues"]


def test_1_3_a_weight_times_a_value_lies_in_31_bits() -> None:
    worths = "worth: {north: 1, south: 0}", "worth: {north: 0, south: 0}"
    values = "value: {north: 1000000000}, worth: {south: 0}", "value: {north: 0}, worth: {south: 0}"
    text = table(1).replace(worths[0], values[0]).replace(worths[1], values[1])
    assert told(text.replace("options:", "weight: {north: 214}, options:")) == []
    wide = text.replace("options:", "weight: {north: 215}, options:")
    assert told(wide) == ["error sum-overflow tables.pact.issues"]


def test_1_3_the_lines_of_a_score_add_up_to_what_is_counted_with() -> None:
    line = "{label: L, points: 2000000000}"
    text = """
sides:
  north: {{name: N, brief: B, score: [{lines}]}}
  south: {{name: S, brief: B, score: [{{label: L, points: 0}}]}}
"""
    assert told(text.format(lines=line)) == []
    assert told(text.format(lines=f"{line}, {line}")) == ["error sum-overflow sides.north.score"]


def doubling(levels: int) -> str:
    values = "\n".join(f"  v{k}: min(v{k - 1}, v{k - 1})" for k in range(1, levels))
    return f"values:\n  v0: trust\n{values}\n"


def test_1_3_values_that_double_are_told_at_the_first_that_is_too_large() -> None:
    assert told(doubling(12)) == []
    assert told(doubling(13)) == ["error formula-large values.v12"]
    assert told(doubling(49)) == ["error formula-large values.v12"]


def test_1_3_a_formula_that_names_large_values_often_is_told_with_their_chain() -> None:
    often = "min(" + ", ".join(["v9"] * 20) + ")"
    assert told(doubling(12) + f'opening: {{trust: "+ {often}"}}') == [
        "error formula-large opening.trust"
    ]
