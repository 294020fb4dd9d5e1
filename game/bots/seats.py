"""Who plays each side: a person, or a bot by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.bots.uniform import Uniform
from game.model.scenario import Scenario
from game.rules.chance import own_seed
from game.session.driver import Decide
from game.session.seats import SeatError

ME = "me"
BOTS = {"uniform": Uniform}


def seated(scenario: Scenario, written: Sequence[str], *, bots_only: bool) -> dict[str, str]:
    """Who plays each side, in side order, from `SIDE=WHO` texts.

    Without a word about it the first side is a person's, unless another is or bots play alone; the
    rest are `uniform`. Raises SeatError.
    """
    seats: dict[str, str] = {}
    for each in written:
        side, who = _read(scenario, each)
        if side in seats:
            raise SeatError("taken", written=each, side=side)
        if who == ME and bots_only:
            raise SeatError("bots-only", written=each)
        seats[side] = who
    first = next(iter(scenario.sides))
    if ME not in seats.values() and not bots_only:
        seats.setdefault(first, ME)
    return {side: seats.get(side, "uniform") for side in scenario.sides}


def _read(scenario: Scenario, written: str) -> tuple[str, str]:
    side, equals, who = written.partition("=")
    if not equals:
        raise SeatError("no-seat", written=written, first=next(iter(scenario.sides)))
    if side not in scenario.sides:
        sides = ", ".join(scenario.sides)
        raise SeatError("unknown-side", written=written, side=side, sides=sides)
    if who not in (ME, *BOTS):
        raise SeatError("unknown-who", written=written, who=who, known=(ME, *BOTS))
    return side, who


def bots(seats: Mapping[str, str], game_seed: int) -> dict[str, Decide]:
    """The bots among those seated, with the luck that goes with a game's seed."""
    seed = own_seed(game_seed)
    return {side: BOTS[who](side, seed) for side, who in seats.items() if who != ME}
