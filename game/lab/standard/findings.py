"""The requirements on personas, par and skill.

How good a blind list the search finds depends on the machine. So a scenario that misses this
requirement has a finding and doesn't fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import isnan

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from game.lab.batches.estimates import Estimate, share
from game.lab.standard.lists import BlindSeat
from game.lab.standard.measurement import Measurement, mean_of
from game.lab.standard.payoffs import Bots, Payoffs
from game.lab.standard.samples import Sample
from game.lab.standard.standard import Criterion, of_table
from game.lab.summary.columns import difference, join_words, per_cent
from game.model.balance import Balance
from game.model.players import EXPERT, UNIFORM
from game.words.naming import Naming

LEAST_LEAD = 3
"""Points a game by which a persona is ahead of the others of its side against somebody."""
ENOUGH_PERSONAS = 2
"""So many personas of a side must be ahead so somewhere."""
MOST_UNUSED = 0.1
"""The largest unused gain of what personas sign, on average."""
OVER_PAR = {
    UNIFORM: ("chance_over_par", "chance", 0.0, 0.25),
    "": ("personas_over_par", "personas", 0.4, 0.6),
    EXPERT: ("expert_over_par", "the expert", 0.7, 0.9),
}
"""By bot, the requirement, who it is, and the least and greatest share of games over par."""


@frozen
class BestAgainst:
    """Where a persona is furthest ahead of the others of its side."""

    bot: str
    against: tuple[Bots, ...]
    """A line-up of the other sides, or two that play alike often."""
    lead: Estimate
    """Over the next best; unknown where there is no other."""

    @property
    def pays(self) -> bool:
        """Whether it is ahead by enough, beyond chance."""
        return self.lead.value >= LEAST_LEAD and self.lead.low > 0

    def opponents(self, naming: Naming) -> str:
        """Against whom, in words."""
        return join_words(line_up(naming, bots) for bots in self.against)


def line_up(naming: Naming, bots: Bots) -> str:
    """Who sits in some seats, inside a sentence: `the keeper of the gate with the mirror`."""
    return " with ".join(naming.inside(naming.persona(bot)) for bot in bots)


def findings(measurement: Measurement, lists: Sequence[BlindSeat] = ()) -> Iterator[Criterion]:
    """Compares a measurement with those requirements for which games were played."""
    payoffs, naming = Payoffs.of(measurement), Naming(measurement.rules.scenario)
    for side in range(len(payoffs.sides)):
        yield _personas_pay(naming, payoffs, side)
    for bot in OVER_PAR:
        for side in range(len(payoffs.sides)):
            sample = over_par_sample(measurement, side, bot)
            if sample is not None:
                yield _over_par(measurement, sample, side, bot)
    for seat in lists:
        yield _blind_list(naming, seat)
    for number, table in enumerate(measurement.rules.tables):
        gains = unused_gains(measurement.pooled, number)
        signed = measurement.pooled.tally.signed[number]
        if signed:
            what = of_table(
                measurement.rules.scenario, "unused gain of what personas sign", table.id
            )
            yield _frontier(what, mean_of(gains), signed - len(gains))


def accepted(criteria: Sequence[Criterion], balance: Balance) -> list[Criterion]:
    """The criteria with the author's reasons for those that are missed on purpose."""
    return [
        each if each.met else evolve(each, reason=balance.accepted.get(each.kind, ""))
        for each in criteria
    ]


def best_against(payoffs: Payoffs, side: int) -> list[BestAgainst]:
    """For each persona of a side, the opponents against which it is furthest ahead of the others.

    Opponents are line-ups of the other sides' personas, and even mixtures of two.
    """
    line_ups = payoffs.line_ups(side)
    opponents = [*((each,) for each in line_ups), *combinations(line_ups, 2)]
    best = []
    for bot in payoffs.bots[side]:
        leads = [
            BestAgainst(bot, against, payoffs.least_lead(side, bot, against))
            for against in opponents
        ]
        paying = [each for each in leads if each.pays]
        best.append(max(paying or leads, key=lambda each: each.lead.value))
    return best


def _personas_pay(naming: Naming, payoffs: Payoffs, side: int) -> Criterion:
    best = best_against(payoffs, side)
    alone = len(best) == 1 and isnan(best[0].lead.value)
    names = [naming.persona(each.bot) for each in best]
    figures = [
        f"{name} {difference(each.lead)} against {each.opponents(naming)}"
        for name, each in zip(names, best, strict=True)
    ]
    paying = sum(each.pays for each in best)
    poor = [text for each, text in zip(best, figures, strict=True) if not each.pays]
    return Criterion(
        "persona_pays",
        f"two personas that pay, {naming.side_in_table(payoffs.sides[side])}",
        f"only {names[0]}" if alone else "; ".join(figures),
        f"two at least {LEAST_LEAD} points ahead of the others against somebody",
        () if paying >= ENOUGH_PERSONAS else (f"only {names[0]}",) if alone else tuple(poor),
        payoffs.sides[side],
        excess=0.0 if paying >= ENOUGH_PERSONAS else 1.0,
    )


def over_par_sample(measurement: Measurement, side: int, bot: str) -> Sample | None:
    """The games of a bot against personas, or of all personas (empty: no bot)."""
    if not bot:
        return measurement.pooled
    return measurement.against_personas(measurement.rules.sides[side], bot)


def over_par(measurement: Measurement, sample: Sample, side: int) -> Estimate:
    """The share of games in which a side's score is over its par."""
    id = measurement.rules.sides[side]
    scores = sample.scores[:, side]
    above = int((scores > measurement.rules.scenario.sides[id].par).sum())
    return share(above, len(scores))


def _over_par(measurement: Measurement, sample: Sample, side: int, bot: str) -> Criterion:
    kind, who, least, most = OVER_PAR[bot]
    id, share_over = measurement.rules.sides[side], over_par(measurement, sample, side)
    missed = not least <= share_over.value <= most
    bound = least if share_over.value < least else most
    luck = " (may be luck)" if share_over.low <= bound <= share_over.high else ""
    return Criterion(
        kind,
        f"{who} over par, {Naming(measurement.rules.scenario).side_in_table(id)}",
        per_cent(share_over.value),
        f"{100 * least:.0f} to {100 * most:.0f} %" if least else f"at most {100 * most:.0f} %",
        (f"{per_cent(share_over.value)}{luck}",) if missed else (),
        id,
        excess=abs(share_over.value - bound) / bound if missed else 0.0,
    )


def _blind_list(naming: Naming, seat: BlindSeat) -> Criterion:
    lead = f"{difference(seat.lead)} points"
    return Criterion(
        "blind_list",
        f"expert over a blind list, {naming.side_in_table(seat.side)}",
        lead,
        "above 0",
        () if seat.lead.low > 0 else (lead + " (may be luck)" * (seat.lead.high > 0),),
        seat.side,
        binding=False,
        excess=0.0 if seat.lead.low > 0 else 1.0,
    )


def unused_gains(sample: Sample, table: int) -> NDArray[np.float64]:
    """The unused gains of what was last signed at a table, as shares."""
    column = sample.unused_gains[:, table]
    return column[column >= 0] / 1000


def _frontier(what: str, found: Estimate, unknown: int) -> Criterion:
    luck = " (may be luck)" if found.low <= MOST_UNUSED else ""
    measured = "not known" if isnan(found.value) else per_cent(found.value)
    if unknown and not isnan(found.value):
        measured += f" ({unknown:,} not known)"
    # A mean of tenths may come out as a little more than a tenth.
    missed = round(found.value, 9) > MOST_UNUSED
    return Criterion(
        "frontier",
        what,
        measured,
        f"at most {100 * MOST_UNUSED:.0f} % on average",
        (f"{measured}{luck}",) if missed else (),
        excess=found.value / MOST_UNUSED - 1 if missed else 0.0,
    )
