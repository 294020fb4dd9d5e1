"""The reference of rule 12.2: it owes nothing to the kernel, and shows what a search leaves out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tiny import Game

from game.bots.reference.packages import Combination, Combinations, nearest
from game.bots.reference.persona import ReferencePersona
from game.session.game import DecisionRequest


def test_the_reference_thinks_without_the_kernel() -> None:
    script = (
        "import sys; import game.bots.reference.persona; "
        "print([m for m in sys.modules if m.startswith(('game.kernel', 'llvmlite', 'numpy'))])"
    )
    process = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert process.stdout == "[]\n"


def group(*worths: int, distance: int = 0) -> Combinations:
    return [Combination((k,), worth, distance * k) for k, worth in enumerate(worths)]


def options(combinations: list[Combination] | None) -> list[int] | None:
    return None if combinations is None else [each.options[0] for each in combinations]


def test_12_2_of_packages_equally_near_and_worth_the_same_the_first_counts() -> None:
    assert options(nearest([group(3, 0, 3), group(2, 5, 2)], 5)) == [0, 0]
    assert options(nearest([group(0, 3, 3), group(0, 4, 4)], 6)) == [1, 1]
    assert options(nearest([group(0, 3), group(0, 4)], 8)) is None


def test_12_2_a_combination_that_can_not_be_agreed_to_is_left_out() -> None:
    low: Combinations = [None, Combination((1,), 4, 0), Combination((2,), 5, 0)]
    assert options(nearest([low], 3)) == [1]
    assert options(nearest([[None], low], 3)) is None


@pytest.mark.parametrize(("groups", "worth"), [(2, 31), (4, 62)])
def test_12_2_the_search_for_the_least_worth_ends_after_4096_steps(groups: int, worth: int) -> None:
    # Only the last option of the first group makes an odd worth; of few packages all are looked at.
    even = [group(*range(0, 32, 2)) for _ in range(groups)]
    packages = nearest([group(0, 1), *even], (worth - 1) | 1)
    assert packages is not None
    assert sum(combination.worth for combination in packages) == worth


def test_a_persona_of_a_position_without_a_package_says_nothing() -> None:
    text = """
turns: 2
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
personas: {hawk: {name: H}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    reserve: {north: 6}
    issues:
      land:
        options:
          none: {worth: {north: 5, south: 5}}
          all: {worth: {north: 9, south: 1}, when: secret >= 50}
    rules: [secret >= 40]
"""
    game = Game(text)
    request = DecisionRequest("north", game.view("north"), game.legal("north"), 0)
    hawk = ReferencePersona(game.rules, "north", 5, "hawk")
    assert str(hawk(request)) == "pass"
    # It can't see why a package could be agreed; what an offer is worth to it, it is told.
    game.play("facilitator: set secret 60", "north: pass", "south: offer land=all")
    request = DecisionRequest("north", game.view("north"), game.legal("north"), 1)
    assert str(hawk(request)) == "accept"
