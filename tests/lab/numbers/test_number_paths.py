"""Numbers of scenarios by their paths."""

from collections.abc import Iterable
from contextlib import suppress
from random import Random
from typing import Any

import numpy as np
import pytest
import tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slow_tests import quick_for
from strategies.scenarios import Drawn, scenarios

from game.authoring.load import find_errors, load
from game.authoring.shipped import shipped
from game.lab.numbers import checking
from game.lab.numbers.checking import check_numbers, check_ranges
from game.lab.numbers.paths import (
    NumberError,
    find_number,
    numbers_of,
    with_numbers,
    written,
)
from game.model.effects import Changes
from game.model.problems import Problem
from game.model.scenario import Scenario

STEPS = """
settings:
  push: {value: 3, range: [0, 9], name: How hard they push}
  fixed: {value: 4}
values:
  bare: 5
  worded: {is: 6, text: six}
turns: 4
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, cost: {north_purse: 1}, limit: 2,
         effects: {trust: +3}}
  cool:
    side: [north, south]
    menu: deeds
    name: Cool
    effects:
      - {trust: -3, heat: "= 4"}
      - chance: 30
        then: {heat: +1}
        else:
          - one_of: [{weight: 2, then: {trust: +1}}, {then: {heat: -1}}]
      - {after: 2, then: [{trust: "+ push + bare + worded + fixed"}]}
"""


@pytest.fixture(scope="module")
def steps() -> Scenario:
    return tiny.scenario(STEPS)


def value(scenario: Scenario, path: str) -> int:
    return find_number(scenario, path).value


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        "push": 3,
        "settings.push": 3,
        "settings.push.value": 3,
        "values.bare": 5,
        "values.bare.is": 5,
        "values.worded.is": 6,
        "turns": 4,
        "tracks.trust.start": 50,
        "actions.warm.cost.north_purse": 1,
        "actions.warm.limit": 2,
        "actions.warm.effects.trust": 3,
        "actions.warm.effects[0].trust": 3,
        "actions.cool.effects[0].trust": -3,
        "actions.cool.effects[0].heat": 4,
        "actions.cool.effects[1].chance": 30,
        "actions.cool.effects[1].else.one_of[0].weight": 2,
        "actions.cool.effects[1].else[0].one_of[1].then.heat": -1,
        "actions.cool.effects[2].after": 2,
    }.items(),
)
def test_a_number_is_found_by_the_path_that_check_prints(
    steps: Scenario, path: str, expected: int
) -> None:
    assert value(steps, path) == expected


def test_a_number_in_a_longer_expression_has_no_path(steps: Scenario) -> None:
    with pytest.raises(NumberError, match="there is no number"):
        find_number(steps, "actions.cool.effects[2].then.trust")


@pytest.mark.parametrize("path", ["", ".", "a..b", "turns[", "turns.]", "actions.cool.effects[9]"])
def test_what_is_no_path_leads_nowhere(steps: Scenario, path: str) -> None:
    with pytest.raises(NumberError):
        find_number(steps, path)


def test_the_nearest_path_is_named(steps: Scenario) -> None:
    for wrong, meant in {
        "pusch": "push",
        "tracks.trust.starts": "tracks.trust.start",
        "effects.trust": "actions.warm.effects.trust",
    }.items():
        with pytest.raises(NumberError, match=f'did you mean "{meant}"'.replace(".", r"\.")):
            find_number(steps, wrong)


@pytest.mark.parametrize(
    ("path", "wrong", "sentence"),
    [
        ("push", 10, "push can be 0 to 9, not 10"),
        ("fixed", 5, "fixed can only be 4: give the setting a range in the scenario"),
        ("turns", 0, "turns can be 1 to 9999, not 0"),
        ("tracks.heat.start", 11, "tracks.heat.start can be 0 to 10, not 11"),
    ],
)
def test_a_value_outside_its_range_is_refused(
    steps: Scenario, path: str, wrong: int, sentence: str
) -> None:
    with pytest.raises(NumberError) as caught:
        with_numbers(steps, [(path, wrong)])
    assert str(caught.value) == sentence


@pytest.mark.parametrize("number", [-7, 0, 7])
def test_a_change_gets_the_sign_of_its_number(steps: Scenario, number: int) -> None:
    path = "actions.warm.effects.trust"
    changed = with_numbers(steps, [(path, number)])
    (step,) = changed.actions["warm"].effects
    assert isinstance(step, Changes)
    assert value(changed, path) == number
    assert written(steps, path, number)[1] == f"{number:+d}"


@pytest.mark.parametrize("id", quick_for("kuala-lumpur", "nexperia-standoff", among=shipped()))
def test_every_number_of_a_shipped_scenario_can_be_changed_and_changed_back(id: str) -> None:
    scenario = load(shipped()[id])
    numbers = numbers_of(scenario)
    assert list(numbers)[: len(scenario.settings)] == list(scenario.settings)
    for path, number in list(numbers.items())[:: len(numbers) // 40]:
        assert find_number(scenario, path) == number
        other = number.value + (1 if number.value < number.high else -1)
        changed = with_numbers(scenario, [(path, other)])
        now = numbers_of(changed)
        assert now[path].value == other
        assert {each for each in numbers if now[each].value != numbers[each].value} == {path}
        assert with_numbers(changed, [(path, number.value)]) == scenario


def test_numbers_of_drawn_scenarios_can_be_changed_one_by_one() -> None:
    tried = 0

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(drawn=scenarios(), luck=st.randoms(use_true_random=False))
    def change(drawn: Drawn, luck: Random) -> None:
        nonlocal tried
        scenario = drawn.rules.scenario
        numbers = numbers_of(scenario)
        for path in luck.sample(list(numbers), min(3, len(numbers))):
            number = numbers[path]
            assert find_number(scenario, path) == number
            if number.low < number.high:
                other = number.value + (1 if number.value < number.high else -1)
                now = numbers_of(with_numbers(scenario, [(path, other)]))
                assert {each for each in numbers if now[each].value != numbers[each].value} == {
                    path
                }
                tried += 1

    change()
    assert tried > 25


def test_a_scenario_has_no_mistakes_with_its_own_numbers_written_again(steps: Scenario) -> None:
    for number in numbers_of(steps).values():
        same = ((number.path, number.value),)
        assert check_numbers(steps, same) == same


def test_a_number_with_which_the_scenario_has_mistakes_is_found(steps: Scenario) -> None:
    with pytest.raises(NumberError) as caught:
        check_numbers(steps, [("actions.cool.effects[1].chance", 130), ("push", 4)])
    assert str(caught.value) == (
        "actions.cool.effects[1].chance=130 push=4: then actions.cool.effects[1].chance: "
        "130 is not a chance in percent"
    )
    assert check_numbers(steps, [("settings.push", 9)]) == (("push", 9),)


def counted_checks(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """The scenarios that are checked from now on; nothing is known of earlier ones."""
    checks: list[Scenario] = []

    def counted(scenario: Scenario, without: Iterable[str]) -> tuple[Problem, ...]:
        checks.append(scenario)
        return find_errors(scenario, without)

    monkeypatch.setattr("game.authoring.load.find_errors", counted)
    monkeypatch.setattr(checking, "_traces", {})
    return checks


def test_a_scenario_is_not_checked_again_where_a_check_would_compare_numbers_alike(
    steps: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = counted_checks(monkeypatch)
    path = "actions.cool.effects[1].chance"
    for chance in (30, 35, 60, 30):
        assert check_numbers(steps, [(path, chance)]) == ((path, chance),)
    assert len(checks) == 1
    for _ in range(2):
        with pytest.raises(NumberError, match="101 is not a chance in percent"):
            check_numbers(steps, [(path, 101)])
    assert len(checks) == 5
    assert check_numbers(steps, [(path, 100)]) == ((path, 100),)


@pytest.mark.parametrize("id", quick_for("nexperia-standoff", among=shipped()))
def test_numbers_that_pass_without_a_check_have_no_mistakes(
    id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario, luck = load(shipped()[id]), Random(4)
    checks = counted_checks(monkeypatch)
    moving = [each for each in numbers_of(scenario).values() if each.low < each.high]
    unchecked = 0
    for number in luck.sample([each for each in moving if not each.is_setting], 5):
        near = max(number.low, number.value - 20), min(number.high, number.value + 20)
        check_numbers(scenario, [(number.path, number.value)])
        for value in [luck.randint(*near) for _ in range(3)]:
            before = len(checks)
            with suppress(NumberError):
                check_numbers(scenario, [(number.path, value)])
            if len(checks) == before:
                unchecked += 1
                changed = with_numbers(scenario, [(number.path, value)])
                assert not find_errors(changed, ("tests", "expect"))
    assert unchecked > 4


def test_tests_of_the_author_may_not_fit_other_numbers() -> None:
    late = "tests: [{name: Late, given: {turn: 4}, play: 'north: warm', then: trust >= 0}]"
    assert check_numbers(tiny.scenario(STEPS + late), [("turns", 2)])


@pytest.mark.parametrize("given", [3.0, 3.5, True, "3", None, "9" * 100])
def test_only_a_whole_number_is_one(steps: Scenario, given: Any) -> None:
    with pytest.raises(NumberError, match=r"^push: .* is not a whole number$"):
        check_numbers(steps, [("push", given)])


def test_a_number_of_numpy_is_taken_as_one_of_python(steps: Scenario) -> None:
    ((path, value),) = check_numbers(steps, [("push", np.int16(4))])
    assert (path, value, type(value)) == ("push", 4, int)


def test_a_number_that_is_given_twice_by_two_names_is_refused(steps: Scenario) -> None:
    with pytest.raises(NumberError, match="push is set twice"):
        check_numbers(steps, [("push", 1), ("settings.push", 2)])


OVERFLOWING = """
values: {first: 1, second: 1}
sides:
  north: {name: North, brief: You are north., score: [{label: A, points: first - second}]}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
"""
LARGE = 2 * 10**9


def test_numbers_that_add_up_to_more_than_the_engine_counts_are_refused() -> None:
    scenario = tiny.scenario(OVERFLOWING)
    alone = (("values.first", LARGE),)
    assert check_numbers(scenario, alone) == alone
    with pytest.raises(NumberError, match="beyond what the engine can count"):
        check_numbers(scenario, [*alone, ("values.second", -LARGE)])


@pytest.mark.parametrize("others", [0, 4])
def test_ends_of_ranges_are_tried_in_pairs_of_low_and_high(others: int) -> None:
    more = "".join(f", v{i}: 1" for i in range(others))
    scenario = tiny.scenario(OVERFLOWING.replace("second: 1", f"second: 1{more}"))
    ranges = [(f"values.v{i}", 0, 1) for i in range(others)]
    # With all at their lowest, and with all at their highest, the difference is 0.
    wide = [("values.first", -LARGE, LARGE), ("values.second", -LARGE, LARGE)]
    for end in (-LARGE, LARGE):
        assert check_numbers(scenario, [(path, end) for path, *_ in wide])
    check_ranges(scenario, (), [*ranges, ("values.first", -LARGE, LARGE)])
    with pytest.raises(NumberError, match="beyond what the engine can count"):
        check_ranges(scenario, (), [*ranges, *wide])
    with pytest.raises(NumberError, match="beyond what the engine can count"):
        check_ranges(scenario, (("values.first", LARGE),), [*ranges, ("values.second", -LARGE, 0)])
