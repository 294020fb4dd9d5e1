"""Scores by line, by card and by action, recomputed from the rows of the games."""

from math import sqrt

import numpy as np
import pytest

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.kernel.rows import Ints, joined
from game.lab.batches.estimates import Estimate
from game.lab.batches.place import Processes
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.standard.measurement import pairings
from game.lab.studies.breakdown import BreakdownCounter, Moments, difference_of, moments
from game.lab.studies.pairings import play_pairings
from game.model.frozen import FrozenMap

pytestmark = pytest.mark.usefixtures("compiled")
GAMES = 25


def plan(id: str) -> Plan:
    scenario = load(shipped()[id])
    return Plan(scenario, FrozenMap(dict.fromkeys(scenario.sides, "uniform")), GAMES, 3)


def check_mean(estimate: Estimate, column: Ints) -> None:
    half = 1.96 * column.std(ddof=1) / sqrt(len(column))
    bounds = (estimate.value, estimate.low, estimate.high)
    assert bounds == pytest.approx((column.mean(), column.mean() - half, column.mean() + half))


@pytest.mark.parametrize("id", ["kuala-lumpur", "ukraine-pressure"])
def test_every_figure_is_that_of_the_games(id: str) -> None:
    whole = plan(id)
    result = play_pairings(whole)
    rules, scenario = result.rules, whole.scenario
    parts = []
    for seats, each in zip(pairings(scenario), result.pairings, strict=True):
        rows, _ = PlanPlayer(Plan(scenario, seats, GAMES, 3)).keep(0, GAMES)
        parts.append(rows)
        assert each.seats == seats
        for side, score in enumerate(each.scores):
            check_mean(score, rows.scores[:, side])
    rows = joined(parts)
    assert result.tally.games == len(rows)
    labels = [line.label for side in scenario.sides.values() for line in side.score]
    assert [each.label for each in result.breakdown.lines] == labels
    for number, line in enumerate(result.breakdown.lines):
        check_mean(line.points.mean, rows.lines[:, number])
    each_card = iter(result.breakdown.cards)
    for number, (deal_id, deal) in enumerate(scenario.deals.items()):
        for card_number, card in enumerate(deal.cards):
            found = next(each_card)
            assert (found.deal, found.card) == (deal_id, card)
            dealt = rows.cards[:, number] == card_number
            assert found.scores[0].games == dealt.sum()
            for side, of_card in enumerate(found.scores):
                check_mean(of_card.mean, rows.scores[dealt, side])
    for number, signed in enumerate(result.breakdown.signings):
        gains = rows.unused_gains[rows.signed_turn[:, number] >= 0, number]
        assert (signed.table, signed.unused.games) == (rules.tables[number].id, len(gains))
        assert signed.on_frontier == (gains == 0).sum()
        check_mean(signed.unused_gain, gains / 1000)
    slots = list(rules.index.slots)
    for number, action in enumerate(result.breakdown.actions):
        assert (action.side, action.action) == slots[number]
        points = rows.scores[:, rules.slots[number].side]
        taken = rows.taken[:, number] > 0
        left = (rows.legal[:, number] > 0) & ~taken
        assert (action.taken.games, action.left.games) == (taken.sum(), left.sum())
        if taken.any():
            assert action.taken.mean.value == pytest.approx(points[taken].mean())
        # Game by game: the mean of what both kinds have in each pairing, weighted.
        weights, total = 0.0, 0.0
        for part in range(len(parts)):
            own = np.arange(len(rows)) // GAMES == part
            n, m = int((own & taken).sum()), int((own & left).sum())
            if min(n, m) > 1:
                gap = points[own & taken].mean() - points[own & left].mean()
                weights += n * m / (n + m)
                total += gap * n * m / (n + m)
        if weights:
            assert action.difference.value == pytest.approx(total / weights)
        else:
            assert np.isnan(action.difference.value)


def test_a_difference_of_one_stratum_is_that_of_two_means() -> None:
    one, other = np.array([3, 5, 10, 4]), np.array([1, 2, 2])
    estimate = difference_of([(moments(one), moments(other))])
    half = 1.96 * sqrt(one.var(ddof=1) / 4 + other.var(ddof=1) / 3)
    assert (estimate.value, estimate.high) == pytest.approx(
        (one.mean() - other.mean(), one.mean() - other.mean() + half)
    )


def test_who_is_in_other_games_makes_no_difference() -> None:
    """Where an action does nothing, and whoever takes it often has good games for other reasons."""
    good, bad = moments(np.array([90, 92] * 20)), moments(np.array([10, 12] * 20))
    few_good, few_bad = moments(np.array([90, 92])), moments(np.array([10, 12]))
    estimate = difference_of([(good, few_good), (few_bad, bad)])
    assert estimate.value == 0


def test_sums_of_large_numbers_are_exact() -> None:
    large = np.array([2 * 10**9] * 5)
    assert moments(large) == Moments(5, 10**10, 2 * 10**19)


def test_the_parts_in_which_games_come_make_no_difference() -> None:
    whole = plan("kuala-lumpur")
    player = PlanPlayer(whole)
    at_once, by_part = BreakdownCounter(player.rules), BreakdownCounter(player.rules)
    at_once.add(player.keep(0, GAMES)[0])
    for first in range(0, GAMES, 5):
        by_part.add(player.keep(first, 5)[0])
    assert repr(at_once.result()) == repr(by_part.result()), "nan is no number, not even itself"
    both = [play_pairings(whole, Processes(jobs)) for jobs in (1, 2)]
    assert both[0].pairings == both[1].pairings
    assert repr(both[0].breakdown) == repr(both[1].breakdown)
