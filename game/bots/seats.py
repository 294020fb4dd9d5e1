"""Who plays each side: a person, or a bot by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.bots.luck import own_seed
from game.bots.uniform import Uniform
from game.model.scenario import Scenario
from game.session.driver import Decide

ME = "me"
BOTS = {"uniform": Uniform}


class SeatError(Exception):
    """Seats that can't be given, in words for whoever asked."""


def seated(scenario: Scenario, written: Sequence[str], *, bots_only: bool) -> dict[str, str]:
    """Who plays each side, in side order, from `SIDE=WHO` texts.

    Without a word about it the first side is a person's, unless another is or bots play alone; the
    rest are `uniform`. Raises SeatError.
    """
    seats: dict[str, str] = {}
    for each in written:
        side, who = _read(scenario, each)
        if side in seats:
            raise SeatError(f"{each}: {side} has a seat already")
        if who == ME and bots_only:
            raise SeatError(f"{each}: only bots play here; leave it out, or play with --text")
        seats[side] = who
    first = next(iter(scenario.sides))
    if ME not in seats.values() and not bots_only:
        seats.setdefault(first, ME)
    return {side: seats.get(side, "uniform") for side in scenario.sides}


def _read(scenario: Scenario, written: str) -> tuple[str, str]:
    side, equals, who = written.partition("=")
    sides = ", ".join(scenario.sides)
    if not equals:
        raise SeatError(f"{written}: write SIDE=WHO, as in {next(iter(scenario.sides))}=me")
    if side not in scenario.sides:
        raise SeatError(f'{written}: there is no side "{side}"; the sides are {sides}')
    if who not in (ME, *BOTS):
        known = " or ".join((ME, *BOTS))
        raise SeatError(f'{written}: nobody is called "{who}"; write {known}')
    return side, who


def bots(seats: Mapping[str, str], game_seed: int) -> dict[str, Decide]:
    """The bots among those seated, with the luck that goes with a game's seed."""
    seed = own_seed(game_seed)
    return {side: BOTS[who](side, seed) for side, who in seats.items() if who != ME}
