"""The figures of aims: what the games come to that were played for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf, sqrt

import numpy as np

from game.lab.batches.estimates import Estimate, mean, share
from game.lab.batches.tally import Tally
from game.lab.standard.findings import ENOUGH_PERSONAS, best_against
from game.lab.standard.payoffs import Payoffs
from game.lab.studies.aims import Aim
from game.model.claims import EveryKind
from game.model.players import UNIFORM
from game.rules.compiled import Rules


def measure_aim(
    rules: Rules, aim: Aim, tallies: Sequence[Tally], pars: Mapping[str, int]
) -> Estimate:
    """The figure of an aim in its games; shares in per cent, what never came up as a number.

    tallies: of the games of each of its seats. pars: by side, its par in these games.
    """
    first, *others = tallies
    tally, index = sum(others, first), rules.index
    match aim.kind:
        case "score":
            return mean(tally.scores[index.sides[aim.id]])
        case "outcome":
            times = tally.outcomes[index.outcomes[aim.id]]
        case "agreed":
            times = tally.agreed(index.tables[aim.id])
        case "fired":
            times = tally.firing[index.injects[aim.id]]
        case "ahead":
            times = tally.ahead[index.sides[aim.id]]
        case "over_par" | "chance_over_par":
            scores = tally.scores[index.sides[aim.id]]
            times = sum(games for score, games in scores.items() if score > pars[aim.id])
        case "every":
            missing = float(sum(not each for each in _times(rules, aim.id, tally)))
            return Estimate(missing, missing, missing)
        case "chosen":
            return _most_chosen(tally)
        case "personas":
            return _lead_over_chance(rules, aim, tallies)
        case "persona_pays":
            return _second_lead(rules, aim, tallies)
    return _per_cent(share(times, tally.games))


def _per_cent(part: Estimate) -> Estimate:
    return Estimate(100 * part.value, 100 * part.low, 100 * part.high)


def _times(rules: Rules, kind: EveryKind | str, tally: Tally) -> Iterable[int]:
    """How often each thing of a kind came up."""
    match kind:
        case "inject":
            return tally.fired
        case "outcome":
            return tally.outcomes
        case "action":
            slots: Mapping[str, Iterable[int]] = {
                action: rules.index.slots_of(action) for action in rules.index.actions
            }
            return [sum(tally.taken[slot] for slot in own) for own in slots.values()]
        case _:
            return [times for options in tally.options for times in options]


def _most_chosen(tally: Tally) -> Estimate:
    """The largest share of the decisions at which an action was legal that took it."""
    rates = [
        share(taken, legal) for taken, legal in zip(tally.taken, tally.legal, strict=True) if legal
    ]
    return _per_cent(max(rates, key=lambda rate: rate.value, default=Estimate(0, 0, 0)))


def _lead_over_chance(rules: Rules, aim: Aim, tallies: Sequence[Tally]) -> Estimate:
    """The lead of the personas' mean over chance in the same seat, all others alike."""
    with_chance, with_personas = list[Estimate](), list[Estimate]()
    for seats, tally in zip(aim.seats, tallies, strict=True):
        own = with_chance if seats[aim.id] == UNIFORM else with_personas
        own.append(mean(tally.scores[rules.index.sides[aim.id]]))
    one, other = _mean(with_personas), _mean(with_chance)
    value, half = one.value - other.value, sqrt(_half(one) ** 2 + _half(other) ** 2)
    return Estimate(value, value - half, value + half)


def _mean(estimates: Sequence[Estimate]) -> Estimate:
    """The mean of estimates from different games."""
    count = len(estimates)
    value = sum(each.value for each in estimates) / count
    half = sqrt(sum(_half(each) ** 2 for each in estimates)) / count
    return Estimate(value, value - half, value + half)


def _half(estimate: Estimate) -> float:
    return estimate.high - estimate.value


def _second_lead(rules: Rules, aim: Aim, tallies: Sequence[Tally]) -> Estimate:
    """How far the second of a side's personas is ahead where it is furthest ahead.

    Its interval isn't known, since games aren't compared one by one.
    """
    scores = {
        tuple(seats.values()): np.array([[mean(each).value for each in tally.scores]])
        for seats, tally in zip(aim.seats, tallies, strict=True)
    }
    side = rules.index.sides[aim.id]
    leads = [each.lead.value for each in best_against(Payoffs(rules.sides, scores), side)]
    return Estimate(sorted(leads, reverse=True)[ENOUGH_PERSONAS - 1], -inf, inf)
