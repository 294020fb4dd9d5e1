"""The balance of a scenario as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from game.lab.run.estimates import Estimate
from game.lab.run.tally import margin
from game.lab.standard.action_use import choice_rates, use_rates
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion


def balance_json(
    measurement: Measurement, criteria: Sequence[Criterion], lists: Sequence[BlindSeat] = ()
) -> dict[str, Any]:
    """The criteria, the figures by who plays, by action and by inject, and blind lists.

    Shares are from 0 to 1; `null` stands for what so few games can't tell.
    """
    sizes, payoffs = measurement.sizes, Payoffs.of(measurement)
    gone, left = payoffs.dominated()
    return {
        "scenario": measurement.rules.scenario.id,
        "seed": sizes.seed,
        "games": {
            "pairing": sizes.games,
            "experts": sizes.experts,
            "without_action": sizes.without_action,
        },
        "criteria": [
            {
                "requirement": each.kind,
                "name": each.name,
                "measured": each.measured,
                "aim": each.aim,
                "missed": list(each.failures),
                "binding": each.binding,
                "accepted": each.reason or None,
            }
            for each in criteria
        ],
        "payoffs": [
            {
                "seats": dict(seats),
                "scores": {
                    side: _estimate(payoffs.mean(tuple(seats.values()), number))
                    for number, side in enumerate(payoffs.sides)
                },
                **_ends(measurement, sample),
            }
            for seats, sample in measurement.pairings.items()
        ],
        "among_experts": (
            None if measurement.experts is None else _ends(measurement, measurement.experts)
        ),
        "actions": _actions(measurement),
        "injects": {
            id: measurement.pooled.tally.firing[number] / measurement.pooled.tally.games
            for number, id in enumerate(measurement.rules.scenario.injects)
        },
        "dominated": [
            {
                "side": payoffs.sides[each.side],
                "persona": each.bot,
                "by": each.by,
                "least_lead": _estimate(each.least),
                "always": each.always,
            }
            for each in gone
        ],
        "left": {side: list(bots) for side, bots in zip(payoffs.sides, left, strict=True)},
        "blind_lists": [
            {
                "side": each.side,
                "expert_over_list": _estimate(each.lead),
                "score": _estimate(each.score),
                "games": each.games,
                "list": list(each.lines),
            }
            for each in lists
        ],
    }


def _ends(measurement: Measurement, sample: Sample) -> dict[str, Any]:
    """How games ended: shares of outcomes and agreements, and mean scores over par."""
    rules, tally = measurement.rules, sample.tally
    agreed = sample.agreed.sum(axis=0).tolist()
    return {
        "outcomes": {
            outcome.id: games / tally.games
            for outcome, games in zip(rules.outcomes, tally.outcomes, strict=True)
        },
        "agreed": {
            table.id: games / tally.games for table, games in zip(rules.tables, agreed, strict=True)
        },
        "over_par": {
            side: _estimate(margin(rules, tally, number)) for number, side in enumerate(rules.sides)
        },
    }


def _actions(measurement: Measurement) -> list[dict[str, Any]]:
    """How often each side could take each action and did, and its score without it."""
    rules, tally = measurement.rules, measurement.pooled.tally
    chosen, used = choice_rates(measurement), use_rates(measurement)
    without = [measurement.without_action.get(number) for number in range(len(rules.slots))]
    return [
        {
            "side": rules.sides[slot.side],
            "action": slot.action,
            "legal_per_game": tally.legal[number] / tally.games,
            "chosen": chosen[number],
            "in_games": used[number],
            "without": None if change is None else _estimate(change),
        }
        for number, (slot, change) in enumerate(zip(rules.slots, without, strict=True))
    ]


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    named = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: value if isfinite(value) else None for name, value in named.items()}
