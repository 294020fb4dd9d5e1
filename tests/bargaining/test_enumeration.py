"""Payoffs that are added up issue by issue have the frontier and the worst of all packages."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.bargaining import enumeration
from game.bargaining.enumeration import distinct, payoffs_of, undominated
from game.bargaining.packages import Factor, Payoffs, TooManyPackages


def drawn(seed: int, parties: int, sizes: list[int]) -> list[Factor]:
    """Formulas of each issue, some of them of two issues or with options that don't go together."""
    luck = np.random.default_rng(seed)
    factors = []
    for issue in range(len(sizes)):
        other = int(luck.integers(len(sizes)))
        issues = tuple(sorted({issue, other})) if luck.random() < 0.5 else (issue,)
        shape = tuple(sizes[i] for i in issues)
        worths = luck.integers(-4, 5, (parties, *shape))
        factors.append(Factor(issues, worths, luck.random(shape) < 0.9))
    return factors


def by_hand(payoffs: Payoffs) -> set[tuple[int, ...]]:
    rows = {tuple(row) for row in payoffs.tolist()}
    return {
        row
        for row in rows
        if not any(
            other != row and all(x >= y for x, y in zip(other, row, strict=True)) for other in rows
        )
    }


def frontier(payoffs: Payoffs) -> set[tuple[int, ...]]:
    payoffs = distinct(payoffs)
    return {tuple(row) for row in payoffs[undominated(payoffs)].tolist()}


@given(
    seed=st.integers(0, 2**32),
    parties=st.integers(2, 5),
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=5),
)
def test_the_frontier_and_the_worst_are_those_of_all_packages(
    seed: int, parties: int, sizes: list[int]
) -> None:
    factors = drawn(seed, parties, sizes)
    listed = payoffs_of(sizes, factors)
    added = payoffs_of(sizes, factors, most=0)
    assert len(listed) <= prod(sizes)
    assert frontier(added) == frontier(listed) == by_hand(listed)
    assert {tuple(row) for row in added.tolist()} <= {tuple(row) for row in listed.tolist()}
    if len(listed):
        assert np.array_equal(added.min(axis=0), listed.min(axis=0))


@pytest.mark.parametrize("block", [1, 2, 7, 1000])
def test_the_undominated_are_found_in_blocks_of_any_size(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enumeration, "BLOCK", block)
    luck = np.random.default_rng(5)
    payoffs: NDArray[np.int64] = distinct(luck.integers(0, 12, (300, 3)))
    assert frontier(payoffs) == by_hand(payoffs)


def test_two_parties_keep_their_worst_where_sums_are_thinned_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    factors = [Factor((i,), w, np.ones(4, np.bool_)) for i, w in enumerate(drawn_worths(6))]
    listed = payoffs_of([4] * 6, factors)
    monkeypatch.setattr(enumeration, "MOST_SUMS", 9)
    added = payoffs_of([4] * 6, factors, most=0)
    assert len(added) < len(listed)
    assert frontier(added) == frontier(listed)
    assert np.array_equal(added.min(axis=0), listed.min(axis=0))


def drawn_worths(issues: int) -> NDArray[np.int64]:
    return np.random.default_rng(2).integers(0, 100, (issues, 2, 4))


def test_too_many_undominated_sums_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # What one gains another loses, so that nothing is dominated.
    worths = np.array([[0, 1, 2], [2, 1, 0], [0, 0, 0]])
    factors = [
        Factor((i,), np.roll(worths, i, axis=0) * 3**i, np.ones(3, np.bool_)) for i in range(6)
    ]
    assert len(payoffs_of([3] * 6, factors, most=0)) > 100
    monkeypatch.setattr(enumeration, "MOST_UNDOMINATED", 50)
    with pytest.raises(TooManyPackages):
        payoffs_of([3] * 6, factors, most=0)
