"""Over many games luck is worth nothing, and so is what the reference itself decides."""

from __future__ import annotations

import numpy as np
import pytest
import tiny
from insight_games import played_by_bots
from test_account import ELSEWHERE

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.insight.account import Account, make_account
from game.insight.history import list_steps
from game.insight.intervals import EXACT
from game.insight.reference import reference_of
from game.kernel.lowering.lower import lower
from game.model.frozen import FrozenMap
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

ROLLOUTS = 2
"""Of every event: few, since it is the games that are many."""
SURE = 3
"""Standard errors within which a mean must lie; for two dozen means, two would be too few."""

THREE = """
turns: 2
deals: {aim: {to: [north], cards: {plenty: {weight: 1}, none: {weight: 3}}}}
sides:
  north:
    name: North
    brief: B
    score: [{label: Trust, points: trust}, {label: Aim, points: 9 if dealt(aim.plenty) else 0}]
  south: {name: South, brief: B, score: [{label: T, points: 100 - trust}]}
  east: {name: East, brief: B, score: [{label: Heat, points: 5 * heat}]}
phases:
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
  news: {kind: injects, draw: 1}
stages: {main: {phases: [deeds, news]}}
actions:
  dare:
    side: [north, south, east]
    menu: deeds
    name: Dare
    effects:
      - {chance: 30, then: {trust: +9}, else: {heat: +1}}
      - {chance: heat * 20, then: {trust: -20}}
  spin:
    side: [north, east]
    menu: deeds
    name: Spin
    effects: {one_of: [{weight: 1, then: {trust: +8}}, {weight: 2, then: {trust: -8}}]}
injects:
  leak: {chance: 40, ask: [south, north], reveal: together, answers: {
    deny: {effects: {chance: 50, then: {heat: +2}}}, admit: {effects: {trust: -3}}}}
  rain: {weight: 1, once: false, effects: {trust: +4}}
  snow: {weight: heat, once: false, effects: {trust: -4}}
"""


def worths(rules: Rules, games: int) -> np.ndarray:
    """By game of the reference and side, what luck was worth, and then own decisions.

    Each game has luck of its own in its rollouts.
    """
    tables, seats = lower(rules), reference_of(rules).account
    unknown = FrozenMap(dict.fromkeys(rules.sides, EXACT))
    rows = []
    for seed in range(1, 1 + games):
        steps = list_steps(played_by_bots(rules, seed, seats))
        account = make_account(tables, steps, seats, unknown, ROLLOUTS, ELSEWHERE + ROLLOUTS * seed)
        assert isinstance(account, Account)
        sides = account.sides.values()
        rows.append([*(side.luck.mean for side in sides), *(side.own.mean for side in sides)])
    return np.array(rows)


def check_unbiased(rules: Rules, games: int) -> None:
    rows = worths(rules, games)
    errors = rows.std(axis=0, ddof=1) / games**0.5
    assert (errors > 0).all()
    assert (abs(rows.mean(axis=0)) <= SURE * errors).all(), (rows.mean(axis=0), errors)


def test_luck_and_own_decisions_are_worth_nothing_over_many_games_of_three_sides() -> None:
    check_unbiased(tiny.rules(THREE), 150)


def test_luck_and_own_decisions_are_worth_nothing_over_many_games_of_a_real_scenario() -> None:
    check_unbiased(compile_rules(load(shipped()["kuala-lumpur"])), 40)


@pytest.mark.slow(reason="It plays 10,000 games of every shipped scenario, each with its account.")
@pytest.mark.parametrize("scenario", shipped())
def test_luck_and_own_decisions_are_worth_nothing_over_ten_thousand_games(scenario: str) -> None:
    check_unbiased(compile_rules(load(shipped()[scenario])), 10_000)
