"""Shares, means and quantiles, and the intervals around them."""

import statistics
from collections import Counter
from math import inf, isclose, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.batches.estimates import Z, histogram_sum, mean, quantile, share, standard_deviation

VALUES = st.lists(st.integers(-1000, 1000), min_size=1, max_size=50)


@pytest.mark.parametrize(
    ("times", "games", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 20, 0.0089, 0.2361),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 17 (1998), table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_interval_of_wilson(
    times: int, games: int, low: float, high: float
) -> None:
    found = share(times, games)
    assert found.value == times / games
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 10**6), st.data())
def test_at_the_ends_of_wilsons_interval_the_share_is_just_so_unlikely(
    games: int, data: st.DataObject
) -> None:
    times = data.draw(st.integers(0, games))
    found = share(times, games)
    assert 0 <= found.low <= found.value <= found.high <= 1
    for end in (found.low, found.high):
        errors = Z * Z * end * (1 - end) / games
        assert isclose((found.value - end) ** 2, errors, rel_tol=1e-6, abs_tol=1e-12)


def test_what_never_and_what_always_happened_has_an_exact_end() -> None:
    assert {share(0, games).low for games in range(1, 500)} == {0.0}
    assert {share(games, games).high for games in range(1, 500)} == {1.0}


def test_of_no_games_nothing_is_known() -> None:
    assert isnan(share(0, 0).value)
    assert isnan(mean({}).value)
    assert (share(0, 0).low, share(0, 0).high) == (0, 1)
    assert (mean({}).low, mean({}).high) == (-inf, inf)
    with pytest.raises(ValueError, match="empty histogram"):
        quantile({}, 50)


@given(VALUES)
def test_a_mean_has_the_normal_interval(values: list[int]) -> None:
    found, counts = mean(Counter(values)), Counter(values)
    assert histogram_sum(counts) == sum(values)
    assert isclose(found.value, statistics.fmean(values), abs_tol=1e-9)
    if len(values) == 1:
        assert (standard_deviation(counts), found.low, found.high) == (0, -inf, inf)
        return
    assert isclose(standard_deviation(counts), statistics.stdev(values), rel_tol=1e-9, abs_tol=1e-9)
    half = 1.96 * statistics.stdev(values) / len(values) ** 0.5
    assert isclose(found.low, found.value - half, abs_tol=1e-6)
    assert isclose(found.high, found.value + half, abs_tol=1e-6)


@given(VALUES, st.integers(1, 100))
def test_a_quantile_is_the_least_value_with_so_many_at_or_below(
    values: list[int], percent: int
) -> None:
    found = quantile(Counter(values), percent)
    enough = [v for v in values if sum(w <= v for w in values) * 100 >= percent * len(values)]
    assert found == min(enough)


def test_large_scores_lose_nothing() -> None:
    assert standard_deviation({2**40: 1, 2**40 + 2: 1}) == 2**0.5
    assert histogram_sum({2**40: 3}) == 3 * 2**40
