"""What a scenario is tuned to (its claims, the standard, own aims), and what games come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf, isinf, sqrt
from typing import Literal

import numpy as np
from attrs import frozen

from game.lab.batches.estimates import Estimate, mean, mean_of_estimates, share
from game.lab.batches.json_keys import json_key
from game.lab.batches.tally import Tally
from game.lab.standard.findings import ENOUGH_PERSONAS, LEAST_LEAD, OVER_PAR, best_against
from game.lab.standard.measurement import pairings
from game.lab.standard.payoffs import Payoffs
from game.lab.standard.standard import (
    LEAST_OUTCOME,
    MOST_CHOSEN,
    MOST_FIRING,
    MOST_OUTCOME,
    REACHED,
    most_ahead,
)
from game.lab.studies.labels import Labels
from game.lab.summary.columns import decimal
from game.model.claims import EveryKind, Expect
from game.model.frozen import FrozenMap
from game.model.players import UNIFORM, fill_seats, personas_or_uniform
from game.model.scenario import Scenario
from game.rules.compiled import Rules

AimKind = Literal[
    "outcome",
    "score",
    "agreed",
    "fired",
    "ahead",
    "every",
    "over_par",
    "chance_over_par",
    "chosen",
    "personas",
    "persona_pays",
]
CLAIMED: tuple[AimKind, ...] = ("outcome", "score", "agreed", "fired", "ahead")
"""What a claim of an author about many games can be about, besides `every`."""
SUBJECTS: tuple[AimKind, ...] = (*CLAIMED, "over_par")
"""What an aim of one's own can be about."""
Seats = FrozenMap[str, str]


@frozen
class Aim:
    """A range for one figure of many games."""

    kind: AimKind = json_key(
        "What is measured. score: a mean, in points. every: how many things never came up. "
        "personas: by how many points a side's personas lead over chance; persona_pays: by how "
        "many the second of them leads over the others where its lead is greatest. chosen: the "
        "largest share of its chances at which an action is taken, in per cent. The others are "
        "shares of games, in per cent."
    )
    id: str = json_key(
        "The id of the outcome, side, table or inject; for every and chosen the kind of things."
    )
    low: float = json_key("The lower end of the range.")
    high: float = json_key("The upper end of the range; null where there is none.", float | None)
    games: int = json_key("How many games each of `seats` plays.")
    seats: tuple[Seats, ...] = json_key(
        "By side, the bot that plays it; all of these games count together."
    )
    source: str = json_key("Where the aim comes from, such as expect[2] or --aim.")

    @property
    def is_share(self) -> bool:
        """Whether its figure is a share of games."""
        return self.kind not in ("score", "every") and not self.is_lead

    @property
    def is_lead(self) -> bool:
        """Whether its figure is a difference of scores."""
        return self.kind in ("personas", "persona_pays")

    @property
    def digits(self) -> int:
        """How many digits its figure has behind the point."""
        return 0 if self.kind == "every" else 1

    @property
    def range(self) -> str:
        """The range in words."""
        if self.kind == "every":
            return "none missing"
        low, high = (decimal(end, _places(end)) for end in (self.low, self.high))
        if isinf(self.high):
            return f"at least {low}"
        return f"{low} to {high}{' %' if self.is_share else ''}"

    def miss(self, value: float) -> float:
        """How far a figure lies outside the range; 0 inside."""
        return max(self.low - value, value - self.high, 0.0)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


def _places(end: float) -> int:
    """How many digits an end of a range has behind the point, two at most."""
    return next((places for places in range(2) if round(end, places) == round(end, 2)), 2)


def aim_name(labels: Labels, aim: Aim) -> str:
    """What an aim is about."""
    match aim.kind:
        case "outcome":
            return f"Ends in {labels.outcome(aim.id)}"
        case "score":
            return f"Score: {labels.naming.side(aim.id)}"
        case "agreed":
            return f"Agreement: {labels.naming.table(aim.id)}"
        case "fired":
            return f"Happens: {labels.naming.inject(aim.id)}"
        case "ahead":
            return f"{labels.naming.side(aim.id)} ahead"
        case "over_par":
            return f"{labels.naming.side(aim.id)} over par"
        case "chance_over_par":
            return f"{labels.naming.side(aim.id)} over par, played by chance"
        case "personas":
            return f"{labels.naming.side(aim.id)}: personas over chance"
        case "persona_pays":
            return f"{labels.naming.side(aim.id)}: a second persona pays"
        case "chosen":
            return "No action is nearly always taken"
        case "every":
            return f"Every {aim.id} comes up"


def claims_of(scenario: Scenario, games: int | None = None) -> Iterator[Aim]:
    """The claims of a scenario's author about many games, as aims.

    games: how many games each aim plays; those of the claim if None.
    """
    for i, claim in enumerate(scenario.expect):
        if claim.every == "promise":
            continue  # what is given isn't counted in many games
        seats = fill_seats(scenario.sides, claim.seats)
        kind, id, low, high = _claimed(claim)
        yield Aim(kind, id, low, high, games or claim.games, (seats,), f"expect[{i}]")


def _claimed(claim: Expect) -> tuple[AimKind, str, float, float]:
    if claim.every is not None:
        return "every", claim.every, 0, 0
    for kind in CLAIMED:
        id = getattr(claim, kind)
        if id is not None:
            low, high = (claim.mean if kind == "score" else claim.share) or (0, 0)
            return kind, id, low, high
    raise AssertionError("a checked claim has a subject")


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
    one, other = mean_of_estimates(with_personas), mean_of_estimates(with_chance)
    value, half = (
        one.value - other.value,
        sqrt((one.high - one.value) ** 2 + (other.high - other.value) ** 2),
    )
    return Estimate(value, value - half, value + half)


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


SOURCE = "standard"


def standard_aims(scenario: Scenario, games: int) -> Iterator[Aim]:
    """The aims of all requirements that the scenario doesn't miss on purpose (`accepted`).

    games: how many each pairing of personas plays, and each line-up with chance in one seat.
    """
    aims = _Aims(scenario, games)
    for requirement, own in (
        ("outcomes", aims.outcomes),
        ("ahead", aims.ahead),
        ("undated_injects", aims.undated_injects),
        ("chosen", aims.chosen),
        ("personas_over_par", aims.personas_over_par),
        ("chance_over_par", aims.chance_over_par),
        ("personas", aims.personas),
        ("persona_pays", aims.persona_pays),
    ):
        if requirement not in scenario.balance.accepted:
            yield from own()


class _Aims:
    def __init__(self, scenario: Scenario, games: int) -> None:
        self._scenario, self._games = scenario, games
        self._personas = tuple(pairings(scenario))

    def _aim(
        self, kind: AimKind, id: str, low: float, high: float, more: tuple[Seats, ...] = ()
    ) -> Aim:
        seats = (*self._personas, *more)
        return Aim(kind, id, low, high, self._games, seats, SOURCE)

    def _with_chance(self, side: str) -> tuple[Seats, ...]:
        """Chance in one seat against all personas of the others."""
        return tuple(pairings(self._scenario, {side: UNIFORM}))

    def outcomes(self) -> Iterator[Aim]:
        for number, id in enumerate(self._scenario.outcomes):
            least = LEAST_OUTCOME if number < REACHED else 0
            yield self._aim("outcome", id, 100 * least, 100 * MOST_OUTCOME)

    def ahead(self) -> Iterator[Aim]:
        most = 100 * most_ahead(len(self._scenario.sides))
        for side in self._scenario.sides:
            yield self._aim("ahead", side, 0, most)

    def undated_injects(self) -> Iterator[Aim]:
        for id, inject in self._scenario.injects.items():
            if inject.at is None:
                yield self._aim("fired", id, 0, 100 * MOST_FIRING)

    def chosen(self) -> Iterator[Aim]:
        if self._scenario.actions:
            yield self._aim("chosen", "actions", 0, 100 * MOST_CHOSEN)

    def personas_over_par(self) -> Iterator[Aim]:
        _, _, least, most = OVER_PAR[""]
        for side in self._scenario.sides:
            yield self._aim("over_par", side, 100 * least, 100 * most)

    def chance_over_par(self) -> Iterator[Aim]:
        _, _, least, most = OVER_PAR[UNIFORM]
        for side in self._scenario.sides:
            seats, low, high = self._with_chance(side), 100 * least, 100 * most
            yield Aim("chance_over_par", side, low, high, self._games, seats, SOURCE)

    def personas(self) -> Iterator[Aim]:
        for side in self._scenario.sides:
            if personas_or_uniform(self._scenario, side) != (UNIFORM,):
                yield self._aim("personas", side, 0, inf, self._with_chance(side))

    def persona_pays(self) -> Iterator[Aim]:
        for side in self._scenario.sides:
            if len(personas_or_uniform(self._scenario, side)) >= ENOUGH_PERSONAS:
                yield self._aim("persona_pays", side, LEAST_LEAD, inf)
