"""Aims of the standard of balance that need neither experts nor more games than all pairings."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from game.lab.standard.findings import ENOUGH_PERSONAS, LEAST_LEAD, OVER_PAR
from game.lab.standard.measurement import pairings
from game.lab.standard.standard import (
    LEAST_OUTCOME,
    MOST_CHOSEN,
    MOST_FIRING,
    MOST_OUTCOME,
    REACHED,
    most_ahead,
)
from game.lab.studies.aims import Aim, AimKind, Seats
from game.model.players import UNIFORM, personas_or_uniform
from game.model.scenario import Scenario

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
