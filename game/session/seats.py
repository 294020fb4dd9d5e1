"""Who can play a side, and why players can't have the seats that were asked for."""

from __future__ import annotations

from typing import Literal

from game.model.frozen import FrozenMap
from game.model.refusals import Detail, Refusal, refusal
from game.model.scenario import Scenario

ME, UNIFORM, EXPERT = "me", "uniform", "expert"

SeatErrorCode = Literal[
    "no-seat",  # written first: the first side of the scenario
    "unknown-side",  # written side sides
    "unknown-who",  # written who known
    "taken",  # written side
    "bots-only",  # written
]
"""Each code, and behind it the names of its values; `written` is what was asked for: `SIDE=WHO`."""


class SeatError(Exception):
    """Seats that can't be given to the players asked for."""

    def __init__(self, code: SeatErrorCode, **values: Detail) -> None:
        super().__init__(code, values)
        self.code: SeatErrorCode = code
        self.values = FrozenMap(values)


def personas_of(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The personas made for a side."""
    personas = scenario.personas
    return tuple(id for id in personas if side in (personas[id].sides or scenario.sides))


def available_bots(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The bots that can play a side: the personas made for it, then `uniform` and `expert`."""
    return (*personas_of(scenario, side), UNIFORM, EXPERT)


def refuse_player(scenario: Scenario, side: str, player: str) -> Refusal | None:
    """Why the seat of a side can't be handed over to a player; None where it can."""
    if side not in scenario.sides:
        return refusal("unknown-side", side=side)
    known = (ME, *available_bots(scenario, side))
    if player in known:
        return None
    return refusal("unknown-who", side=side, who=player, known=", ".join(known))
