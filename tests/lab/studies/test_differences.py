"""Differences of paired games: their intervals, their p-values, and the correction for many."""

from math import inf, isnan, nan

import numpy as np
import pytest

from game.lab.studies.figures import corrected, paired_mean


def test_a_mean_has_its_normal_interval_and_p_value() -> None:
    estimate, p = paired_mean(np.array([1.0, 3.0, 2.0, 6.0]))
    # The mean is 3 and its standard error √(14/3)/2 = 1.0801; z = 2.7775, of which p is 0.00548.
    assert estimate.value == 3
    assert estimate.high - 3 == pytest.approx(1.96 * 1.0801, abs=1e-4)
    assert 3 - estimate.low == pytest.approx(1.96 * 1.0801, abs=1e-4)
    assert p == pytest.approx(0.00548, abs=1e-5)


def test_games_that_never_differ_tell_of_no_difference() -> None:
    assert paired_mean(np.zeros(5))[1] == 1
    estimate, p = paired_mean(np.full(5, 2.0))
    assert (estimate.low, estimate.high, p) == (2, 2, 0)


def test_one_game_tells_nothing() -> None:
    estimate, p = paired_mean(np.array([2.0]))
    assert (estimate.value, estimate.low, estimate.high) == (2, -inf, inf)
    assert isnan(p)
    assert isnan(paired_mean(np.array([]))[0].value)


def test_p_values_are_corrected_step_by_step() -> None:
    # Holm's example: the least is taken times all of them, the next times those that are left.
    assert corrected([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


def test_a_corrected_value_is_no_less_than_one_before_it_and_at_most_1() -> None:
    assert corrected([0.02, 0.9, 0.011]) == pytest.approx((0.04, 0.9, 0.033))
    assert corrected([0.6, 0.7]) == (1, 1)


def test_what_is_unknown_stays_so_and_counts_for_nothing() -> None:
    first, second = corrected([nan, 0.04])
    assert isnan(first)
    assert second == 0.04
