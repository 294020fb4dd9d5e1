"""What a scenario is tuned to: claims of its author, aims of the standard, and one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import frozen

from game.lab.run.estimates import Estimate, mean, share
from game.lab.run.tally import Tally
from game.lab.standard.measurement import pairings
from game.lab.standard.standard import (
    LEAST_OUTCOME,
    MOST_FIRING,
    MOST_OUTCOME,
    REACHED,
    most_ahead,
)
from game.model.claims import EveryKind, Expect
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compiled import Rules

AimKind = Literal["outcome", "score", "agreed", "fired", "ahead", "every"]
SUBJECTS: tuple[AimKind, ...] = ("outcome", "score", "agreed", "fired", "ahead")
"""What an aim of one's own can be about."""
Seats = FrozenMap[str, str]


@frozen
class Aim:
    """A range for one figure of many games."""

    kind: AimKind
    """`score` is a mean in points, `every` how many things never came up; the rest are shares of
    games in per cent."""
    id: str
    """Of the outcome, side, table or inject; for `every` the kind of things."""
    low: float
    high: float
    seats: tuple[Seats, ...]
    """Who plays: the games of all of these seats together."""
    games: int
    """How many games each of them plays."""
    source: str
    """Where the aim comes from, such as `expect[2]`."""

    @property
    def is_share(self) -> bool:
        """Whether its figure is a share of games."""
        return self.kind not in ("score", "every")

    def miss(self, value: float) -> float:
        """How far a figure lies outside the range; 0 inside."""
        return max(self.low - value, value - self.high, 0.0)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


def claims_of(scenario: Scenario, games: int | None = None) -> Iterator[Aim]:
    """The claims of a scenario's author about many games, as aims.

    games: how many games each aim plays; those of the claim if None.
    """
    for i, claim in enumerate(scenario.expect):
        seats = FrozenMap((side, claim.seats.get(side, "uniform")) for side in scenario.sides)
        kind, id, low, high = _claimed(claim)
        yield Aim(kind, id, low, high, (seats,), games or claim.games, f"expect[{i}]")


def _claimed(claim: Expect) -> tuple[AimKind, str, float, float]:
    if claim.every is not None:
        return "every", claim.every, 0, 0
    for kind in SUBJECTS:
        id = getattr(claim, kind)
        if id is not None:
            low, high = (claim.mean if kind == "score" else claim.share) or (0, 0)
            return kind, id, low, high
    raise AssertionError("a checked claim has a subject")


def standard_aims(scenario: Scenario, games: int) -> Iterator[Aim]:
    """Aims of the standard of balance that need no experts: outcomes, who is ahead, injects.

    All pairings of personas play together, so many games each.
    """
    seats = tuple(pairings(scenario))
    for number, id in enumerate(scenario.outcomes):
        least = LEAST_OUTCOME if number < REACHED else 0
        yield Aim("outcome", id, 100 * least, 100 * MOST_OUTCOME, seats, games, "standard")
    for side in scenario.sides:
        most = 100 * most_ahead(len(scenario.sides))
        yield Aim("ahead", side, 0, most, seats, games, "standard")
    for id, inject in scenario.injects.items():
        if inject.at is None:
            yield Aim("fired", id, 0, 100 * MOST_FIRING, seats, games, "standard")


def measure_aim(rules: Rules, aim: Aim, tally: Tally) -> Estimate:
    """The figure of an aim in its games: a share in per cent, a mean, or a count."""
    index = rules.index
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
        case "every":
            missing = float(sum(not each for each in _times(rules, aim.id, tally)))
            return Estimate(missing, missing, missing)
    part = share(times, tally.games)
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
