"""Sweeps: what a number does, on the same seeds."""

from itertools import pairwise
from math import sqrt

import numpy as np
import planted
import pytest
from attrs import evolve

from game.lab.batches.place import Processes
from game.lab.batches.plan import PlanPlayer
from game.lab.numbers.paths import with_numbers
from game.lab.studies.sweep import sweep
from game.lab.studies.varied import Varied, grid, spread_values

pytestmark = pytest.mark.usefixtures("compiled")

PUSH = Varied("push", (0, 3, 9), 3)
GIFT = Varied("gift", (0, 5), 2)
MIX = Varied("mix", (0, 50, 100), 50)


@pytest.mark.parametrize(
    ("bounds", "values"),
    [
        ((0, 8, None), (0, 1, 2, 3, 4, 5, 6, 7, 8)),
        ((0, 80, None), (0, 10, 20, 30, 40, 50, 60, 70, 80)),
        ((0, 3, None), (0, 1, 2, 3)),
        ((-5, 5, None), (-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5)),
        ((7, 7, None), (7,)),
        ((0, 9, 4), (0, 4, 8)),
        ((-3, 3, 6), (-3, 3)),
    ],
)
def test_values_are_spread_evenly(
    bounds: tuple[int, int, int | None], values: tuple[int, ...]
) -> None:
    assert spread_values(*bounds) == values


def test_nine_values_have_both_bounds_whatever_they_are() -> None:
    for upper in range(16, 200):
        values = spread_values(0, upper)
        assert (len(values), values[0], values[-1]) == (9, 0, upper)
        gaps = {b - a for a, b in pairwise(values)}
        assert max(gaps) - min(gaps) <= 1


def test_values_that_are_left_out_are_said() -> None:
    assert Varied("mine", spread_values(2, 12), 3).sentence == "mine from 2 to 12, now 3."
    steps = Varied("mine", spread_values(2, 12, 5), 3, step=5)
    assert steps.sentence == "mine from 2 to 12 in steps of 5, now 3."
    spread = Varied("mine", spread_values(0, 80), 3)
    assert spread.sentence == "mine at 0, 10, 20, 30, 40, 50, 60, 70 and 80, now 3."


def test_a_planted_dependence_is_found_and_no_other() -> None:
    result = sweep(planted.plan(200), [PUSH, GIFT, MIX])
    changed = next(
        effect for effect in result.effects if effect.path == "mix" and effect.change.high
    )
    assert str(changed.figure) == "score north", "mix changes the games, but not what they come to"
    found = {(effect.path, str(effect.figure)) for effect in result.effects if effect.differs}
    assert found == {("push", "score north"), ("gift", "score south")}


def test_a_change_is_exact_where_the_formula_is_known() -> None:
    result = sweep(planted.plan(), [GIFT])
    (effect,) = [effect for effect in result.effects if effect.figure.id == "south"]
    assert (effect.change.value, effect.change.low, effect.change.high) == (15, 15, 15)
    assert (effect.p, effect.peak) == (0, 5)


def test_every_figure_is_that_of_the_games_played_with_its_numbers() -> None:
    plan = planted.plan(40)
    result = sweep(plan, [PUSH, MIX])
    assert [point.numbers for point in result.points] == grid((PUSH, MIX))
    for point in result.points:
        scenario = with_numbers(plan.scenario, point.numbers)
        rows = PlanPlayer(evolve(plan, scenario=scenario)).play(0, plan.games)
        by_figure = dict(zip(map(str, result.figures), point.estimates, strict=True))
        north = rows.scores[:, 0]
        half = 1.96 * north.std(ddof=1) / sqrt(40)
        assert by_figure["score north"].value == pytest.approx(north.mean())
        assert by_figure["score north"].high == pytest.approx(north.mean() + half)
        assert by_figure["outcome calm"].value == np.mean(rows.outcome == 1)


def test_a_sweep_is_the_same_with_any_number_of_processes() -> None:
    plan = planted.plan(30)
    alone = sweep(plan, [PUSH, GIFT], Processes(1)).as_json()
    assert sweep(plan, [PUSH, GIFT], Processes(2)).as_json() == alone
    assert sweep(evolve(plan, seed=6), [PUSH, GIFT]).as_json() != alone


def test_ctrl_c_keeps_the_points_that_were_complete() -> None:
    def interrupt(games: int) -> None:
        if games >= 2 * 20:
            raise KeyboardInterrupt

    result = sweep(planted.plan(20), [PUSH], progress=interrupt)
    whole = sweep(planted.plan(20), [PUSH])
    assert not result.is_complete
    assert result.points == whole.points[: len(result.points)]
    assert len(result.points) == 1
    assert result.effects == ()
