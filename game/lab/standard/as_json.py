"""The balance of a scenario as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from game.lab.run.estimates import Estimate
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import Criterion


def balance_json(
    measurement: Measurement, criteria: Sequence[Criterion], lists: Sequence[BlindSeat] = ()
) -> dict[str, Any]:
    """The criteria, the scores by who plays, who is dominated, and blind lists."""
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
            }
            for seats in measurement.pairings
        ],
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


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    named = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: value if isfinite(value) else None for name, value in named.items()}
