"""An author's tests are played, and what fails is told at its place with what was found."""

from pathlib import Path

import pytest
import tiny

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.authoring.wording import say
from game.lab.author_tests.tests import AuthorTestRunner
from game.model.scenario import Scenario
from game.rules.compile import compile_rules

ROOT = Path(__file__).parents[2]
FILES = [*shipped().values(), *sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))]

TABLE = """
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  talks: {kind: table, table: pact}
stages: {main: {phases: [deeds, talks]}}
tracks:
  trust: {start: 50}
  gate: {levels: {free: Free, shut: Shut}, start: free}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      grain:
        options:
          none: {worth: {north: 0, south: 5}}
          some: {worth: {north: 3, south: 3}, needs: {south: trust >= 60}}
"""


def failures(scenario: Scenario) -> list[tuple[str, tuple[str | int, ...], str]]:
    found = AuthorTestRunner(compile_rules(scenario)).failures()
    return [(f.code, f.path, str(f.values.get("found", f.values.get("why", "")))) for f in found]


def of(tests: str) -> list[tuple[str, tuple[str | int, ...], str]]:
    return failures(tiny.scenario(f"{TABLE}\ntests:\n{tests}"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_test_in_a_scenario_of_ours_holds(path: Path) -> None:
    scenario = load(path)
    assert scenario.tests
    assert failures(scenario) == []


def test_what_holds_is_no_failure() -> None:
    assert of('  - {name: A, play: "north: warm", then: trust == 53}') == []


def test_a_condition_that_fails_is_told_with_all_that_it_reads_once() -> None:
    then = "trust == 1 or trust > 70 or gate == shut or pact.grain == some or turn > used(warm) + 3"
    assert of(f'  - {{name: A, play: "north: warm", then: {then}}}') == [
        (
            "test-fails",
            ("tests", 0, "then", 0),
            "trust is 53, gate is free, pact.grain is not agreed, turn is 1, used(warm) is 1",
        )
    ]


def test_what_holds_once_the_game_has_gone_on_is_told_to_need_one_more_decision() -> None:
    tests = f"{TABLE}\ntests:\n" + (
        '  - {name: A, given: {phase: talks}, play: "north: walk", then: turn == 2}\n'
        '  - {name: B, given: {phase: talks}, play: "north: walk", then: turn == 3}\n'
    )
    tests = tests.replace("order: alternate", "order: together")
    tests += '  - {name: C, play: "north: warm", then: trust == 50}\n'
    found = AuthorTestRunner(compile_rules(tiny.scenario(tests))).failures()
    first, *others = (say(f.code, {"value": "turn", **f.values})[1] for f in found)
    assert "add that decision to `play`" in first
    assert others == ["change the numbers of the game, or what you expect"] * 2


def test_an_option_agreed_is_told_by_its_name() -> None:
    given = "given: {agreed: {pact: {grain: some}}}"
    ((_, _, found),) = of(f"  - {{name: A, {given}, then: pact.grain == none}}")
    assert found == "pact.grain is some"


def test_each_condition_that_fails_is_told() -> None:
    found = of("  - {name: A, then: [trust == 1, trust == 50, gate == shut]}")
    assert [path[-1] for _, path, _ in found] == [0, 2]


def test_a_decision_that_is_refused_is_told_and_nothing_is_asked_after_it() -> None:
    found = of('  - {name: A, play: ["north: warm", "north: warm"], then: trust == 1}')
    assert found == [("test-refused", ("tests", 0, "play", 1), "It is not North’s turn")]


def test_why_a_package_is_refused_is_told_in_words() -> None:
    play = 'given: {phase: talks}, play: ["north: offer grain=some", "south: accept"]'
    ((code, _, why),) = of(f"  - {{name: A, {play}, then: agreed(pact)}}")
    assert code == "test-refused"
    assert "needs trust at 60 or more" in why


def test_a_decision_that_should_be_refused_and_is_not_is_told() -> None:
    tests = '  - {name: A, play: "north: warm", refused: ["north: cool", "south: cool"]}'
    assert [(code, path) for code, path, _ in of(tests)] == [
        ("test-accepted", ("tests", 0, "refused", 1))
    ]


def test_every_test_is_played_though_one_before_it_fails() -> None:
    found = of("  - {name: A, then: trust == 1}\n  - {name: B, then: trust == 2}")
    assert [path[1] for _, path, _ in found] == [0, 1]


def told(tests: str) -> list[str]:
    """What is said of tests that fail."""
    found = AuthorTestRunner(compile_rules(tiny.scenario(f"{TABLE}\ntests:\n{tests}"))).failures()
    return [say(f.code, {"value": "south: cool", **f.values})[0] for f in found]


def test_a_test_that_fails_tells_turn_and_phase_and_what_happened_in_it() -> None:
    assert told('  - {name: A, play: ["north: warm", "south: cool"], then: trust == 1}') == [
        'the test "A" fails on turn 1, in phase "deeds": trust is 50; what happened before: North: '
        "Warm. Trust +3, now 53. South: Cool. Trust −3, now 50"
    ]


def test_of_a_long_test_the_last_that_happened_is_told() -> None:
    given = "given: {turn: 2, open: pact}, play: ['north: warm', 'south: cool', 'north: pass']"
    [said] = told(f"  - {{name: A, {given}, then: trust == 1}}")
    assert said == (
        'the test "A" fails on turn 2, in phase "talks": trust is 50; what happened before: … '
        "Trust +3, now 53. South: Cool. Trust −3, now 50. North says nothing"
    )


def test_a_position_alone_has_nothing_that_happened() -> None:
    assert told("  - {name: A, given: {turn: 3}, then: trust == 1}") == [
        'the test "A" fails on turn 3, in phase "deeds": trust is 50'
    ]


def test_a_decision_refused_or_accepted_against_the_test_tells_where_the_game_stands() -> None:
    play = 'play: ["north: warm", "south: cool"]'
    assert told('  - {name: A, play: ["north: warm", "north: warm"], then: trust == 53}') == [
        'the test "A" stops at "south: cool" on turn 1, in phase "deeds": It is not North’s turn; '
        "what happened before: North: Warm. Trust +3, now 53"
    ]
    assert told(f'  - {{name: A, {play}, refused: ["north: pass"]}}') == [
        'the test "A" fails on turn 1, in phase "talks": "south: cool" should be refused but '
        "is allowed; what happened before: North: Warm. Trust +3, now 53. South: Cool. Trust −3, "
        "now 50"
    ]


def test_after_the_end_a_test_names_the_outcome() -> None:
    ended = "  - {name: A, play: 'facilitator: end', then: trust == 1}"
    assert told(ended) == [
        'the test "A" fails on turn 1, after the end as "calm": trust is 50; what happened before: '
        "The game ends: Calm"
    ]
