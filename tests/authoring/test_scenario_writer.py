"""A scenario is written as nodes, from which it is read again as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from strategies.scenarios import Drawn, scenarios

from game.authoring.load import find_errors, load
from game.authoring.reading.nodes import show_path
from game.authoring.scenario_reader import read_scenario
from game.authoring.scenario_writer import write_scenario
from game.authoring.shipped import shipped
from game.lab.numbers.paths import with_numbers
from game.model.scenario import Scenario

TESTS = Path(__file__).parents[1]
FILES = (
    *shipped().values(),
    TESTS / "every-text.yaml",
    *sorted((TESTS / "scenarios").glob("*.yaml")),
    *sorted((TESTS / "designed").glob("*.yaml")),
)


def comes_back(scenario: Scenario) -> None:
    draft = read_scenario(write_scenario(scenario))
    assert not draft.findings
    assert draft.scenario == scenario
    assert find_errors(scenario) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_is_read_as_it_was_written(path: Path) -> None:
    comes_back(load(path))


def test_drawn_scenarios_are_read_as_they_were_written() -> None:
    drawn_ones = 0

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(drawn=scenarios())
    def write(drawn: Drawn) -> None:
        nonlocal drawn_ones
        comes_back(drawn.rules.scenario)
        drawn_ones += 1

    write()
    assert drawn_ones >= 25


def test_what_stands_in_a_minus_a_sum_of_or_a_mapping_by_card_keeps_its_meaning() -> None:
    scenario = tiny.scenario(
        """
deals: {mood: {to: [north], cards: {good: {weight: 1}, bad: {weight: 3}}}}
tracks:
  trust: {start: -5, range: [-10, 100], better: {north: high, south: low}}
  heat: {start: 0, range: [0, 10], better: low}
actions:
  warm:
    side: [north, south]
    menu: deeds
    name: Warm
    effects:
      - {trust: "- (heat + 1)", heat: "= -3"}
      - {say: To south alone., to: [south]}
      - {reveal: heat, to: []}
"""
    )
    comes_back(scenario)


def test_an_error_has_the_path_at_which_its_author_would_find_it() -> None:
    scenario = tiny.scenario(tiny.TABLE)
    wrong = evolve(scenario, turns=0)
    assert [(each.code, each.path) for each in find_errors(wrong)] == [("too-small", "turns")]
    path = "tables.pact.rounds"
    assert find_errors(with_numbers(scenario, [(path, 3)])) == ()
    assert show_path(("tables", "pact", "rounds")) == path


def test_a_part_that_is_left_out_is_not_checked() -> None:
    scenario = tiny.scenario(
        "tests: [{name: Late, given: {turn: 3}, play: 'north: warm', then: trust >= 0}]"
    )
    early = evolve(scenario, turns=1)
    assert [each.path for each in find_errors(early)] == ["tests[0].given.turn"]
    assert find_errors(early, ["tests"]) == ()
