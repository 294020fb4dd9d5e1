"""Comparisons of two plans on the same seeds."""

from math import sqrt

import numpy as np
import planted
import pytest
import tiny
from attrs import evolve

from game.lab.batches.place import Processes
from game.lab.batches.plan import PlanPlayer
from game.lab.numbers.paths import with_numbers
from game.lab.studies.compare import compare
from game.lab.studies.figures import Figure

pytestmark = pytest.mark.usefixtures("compiled")


def test_every_figure_is_that_of_the_games_of_both() -> None:
    first = planted.plan(50)
    second = evolve(first, numbers=(("push", 7),))
    result = compare(first, second)
    rows = [
        PlanPlayer(evolve(first, scenario=with_numbers(first.scenario, numbers))).play(0, 50)
        for numbers in ((), (("push", 7),))
    ]
    by_figure = {str(each.figure): each for each in result.differences}
    assert list(by_figure) == ["outcome dark", "outcome calm", "score north", "score south"]
    north = by_figure["score north"]
    differences = rows[1].scores[:, 0] - rows[0].scores[:, 0]
    half = 1.96 * differences.std(ddof=1) / sqrt(50)
    assert north.first.value == pytest.approx(rows[0].scores[:, 0].mean())
    assert north.second.value == pytest.approx(rows[1].scores[:, 0].mean())
    assert north.change.value == pytest.approx(differences.mean())
    assert north.change.high == pytest.approx(differences.mean() + half)
    assert by_figure["outcome calm"].second.value == np.mean(rows[1].outcome == 1)
    assert [str(each.figure) for each in result.differences if each.differs] == ["score north"]


def test_the_same_plan_twice_differs_in_nothing() -> None:
    result = compare(planted.plan(20), planted.plan(20))
    assert {each.p for each in result.differences} == {1.0}
    assert not any(each.change.high or each.change.low for each in result.differences)


def test_figures_that_only_one_has_are_named() -> None:
    first = planted.plan(10)
    other = tiny.scenario(planted.SETTINGS.replace("dark:", "gloom:"))
    result = compare(first, evolve(first, scenario=other))
    assert result.only == ((Figure("outcome", "dark"),), (Figure("outcome", "gloom"),))


def test_a_comparison_is_the_same_with_any_number_of_processes() -> None:
    first = planted.plan(30)
    second = evolve(first, numbers=(("mix", 0),))
    alone = compare(first, second, Processes(1)).as_json()
    assert compare(first, second, Processes(2)).as_json() == alone
