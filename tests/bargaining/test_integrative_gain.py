"""The integrative gain of tables that are small enough to check by eye."""

from fractions import Fraction
from functools import partial

import pytest
import tiny

from game import load
from game.authoring.shipped import shipped
from game.bargaining import integrative_gain as module
from game.bargaining.enumeration import all_payoffs
from game.bargaining.integrative_gain import IntegrativeGain, integrative_gains
from game.rules.compile import compile_rules

STAGES = """
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact, rounds: 2}}
"""


def table(issues: str, rest: str = "", parties: str = "north, south") -> str:
    return f"""{STAGES}
tables:
  pact:
    between: [{parties}]
    rounds: 2
    open: true
    issues:
{issues}
{rest}
"""


def ladder(id: str, north: int, south: int, more: str = "") -> str:
    """An issue of four options, from one side's best to the other's."""
    steps = "\n".join(
        f"          o{i}: {{value: {{north: {100 - v}, south: {v}}}{more if i == 2 else ''}}}"
        for i, v in enumerate((100, 60, 40, 0))
    )
    return f"""
      {id}:
        weight: {{north: {north}, south: {south}}}
        options:
{steps}"""


def middle_of(gain: IntegrativeGain) -> tuple[float, float]:
    one, other = gain.compromise
    return float(one), float(other)


def only(text: str, **at: int | str) -> IntegrativeGain:
    (found,) = integrative_gains(tiny.rules(text), at or None)
    return found


# North wants most of the one, the south most of the other: to give each all of what it wants is
# worth 80 of 100 to both, where the middle everywhere is worth 50.
SWAP = ladder("one", 80, 20) + ladder("two", 20, 80)


def test_the_best_package_gives_each_side_the_issue_that_matters_most_to_it() -> None:
    found = only(table(SWAP))
    assert middle_of(found) == (50, 50)
    assert found.best == (80, 80)
    assert found.gain == Fraction(30, 100)
    assert (found.table, found.sides, dict(found.cards)) == ("pact", ("north", "south"), {})


def test_where_both_want_the_same_of_every_issue_nothing_beats_the_compromise() -> None:
    found = only(table(ladder("one", 50, 50) + ladder("two", 50, 50)))
    assert found.gain == 0


def test_an_odd_number_of_options_has_one_in_the_middle() -> None:
    three = """
      one:
        options:
          a: {worth: {north: 0, south: 9}}
          b: {worth: {north: 5, south: 2}}
          c: {worth: {north: 9, south: 0}}"""
    assert middle_of(only(table(three))) == (5, 2)


def test_conditions_on_the_state_are_ignored_unless_values_of_tracks_are_given() -> None:
    barred = SWAP.replace("o3: {value: {north: 100", "o3: {when: trust >= 60, value: {north: 100")
    assert only(table(barred)).best == (80, 80)
    assert only(table(barred), trust=70).best == (80, 80)
    assert only(table(barred), trust=50).best != (80, 80)


def test_tracks_stand_at_their_start_whatever_the_opening_does() -> None:
    barred = SWAP.replace("o3: {value: {north: 100", "o3: {when: trust >= 60, value: {north: 100")
    opening = 'opening: {trust: "= 70"}'
    assert only(table(barred) + opening, heat=1).best != (80, 80)


def test_what_a_side_needs_is_ignored_likewise() -> None:
    barred = SWAP.replace("o3: {value", "o3: {needs: {south: trust >= 60}, value")
    assert only(table(barred)).best == (80, 80)
    assert only(table(barred), trust=50).best != (80, 80)


def test_an_issue_not_yet_on_the_agenda_counts_unless_values_of_tracks_are_given() -> None:
    late = SWAP + ladder("late", 0, 0).replace(
        "late:", "late:\n        when: trust >= 60\n        otherwise: o0"
    ).replace("north: 0, south: 0}", "north: 100, south: 0}", 1)
    assert middle_of(only(table(late))) == (100, 50)
    assert middle_of(only(table(late), trust=50)) == (50, 50)


def test_rules_of_the_table_bar_packages() -> None:
    found = only(table(SWAP, "    rules: [one < o3 or two > o0]"))
    assert (middle_of(found), found.best) == ((50, 50), (56, 56))


def test_where_no_package_of_middle_options_can_be_signed_there_is_no_gain() -> None:
    assert list(integrative_gains(tiny.rules(table(SWAP, "    rules: [one == o0]")))) == []


def test_conditions_that_read_the_package_stay() -> None:
    barred = SWAP.replace("o3: {value", "o3: {when: two >= o1, value", 1)
    assert only(table(barred)).best != (80, 80)


def test_every_card_that_matters_is_dealt_and_no_other() -> None:
    text = table(
        SWAP.replace("north: 80", "north: {a: 80, b: 20}", 1), "    weights_by: {north: aim}"
    )
    deals = """
deals:
  aim: {to: [north], cards: {a: {}, b: {}}}
  idle: {to: [south], cards: {c: {}, d: {}}}
"""
    found = {gain.cards["aim"]: gain.gain for gain in integrative_gains(tiny.rules(text + deals))}
    assert found.keys() == {"a", "b"}
    assert found["a"] == Fraction(30, 100)
    assert found["b"] < found["a"]


def test_with_three_parties_every_pair_is_compared() -> None:
    swap = SWAP.replace("weight: {", "weight: {west: 0, ").replace("value: {", "value: {west: 0, ")
    text = table(swap, parties="north, south, west") + tiny.sides("north", "south", "west")
    assert [gain.sides for gain in integrative_gains(tiny.rules(text))] == [
        ("north", "south"),
        ("north", "west"),
        ("south", "west"),
    ]


def test_very_many_packages_are_not_computed_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = only(table(SWAP))
    monkeypatch.setattr(module, "all_payoffs", partial(all_payoffs, most=3))
    monkeypatch.setattr(module, "MOST_MIDDLE", 2)
    again = only(table(SWAP))
    assert (again.best, again.gain) == (found.best, found.gain)


def test_the_teaching_note_has_the_same_of_kuala_lumpur() -> None:
    rules = compile_rules(load(shipped()["kuala-lumpur"]))
    at: dict[str, int | str] = {"trust": 45, "unity": 65, "linkage": 67, "mandate": "cleared"}
    found = [f"{round(100 * gain.gain)} %" for gain in integrative_gains(rules, at)]
    note = (shipped()["kuala-lumpur"].parent.parent / "docs/scenarios/kuala-lumpur.md").read_text(
        encoding="utf-8"
    )
    rows = [line.split("|")[5].strip() for line in note.splitlines() if line.count("|") == 7]
    assert [row for row in rows if row.endswith("%")] == found
