"""Who plays each side: a person, or a bot by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from game.bots.uniform import UniformBot
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION
from game.rules.compiled import Rules
from game.rules.rng import own_seed
from game.session.driver import Decide
from game.session.seats import EXPERT, ME, UNIFORM, SeatError, available_bots, personas_of

__all__ = ["EXPERT", "ME", "UNIFORM", "available_bots", "make_bots", "read_seats"]


def read_seats(scenario: Scenario, written: Sequence[str], *, bots_only: bool) -> dict[str, str]:
    """Reads `SIDE=WHO` texts, and returns who plays each side, in side order.

    Unless bots play alone, a person plays the first side if no side is given to a person. Any other
    side without a text is played by the first persona made for it, or by `uniform` if there is none
    or bots play alone. Raises SeatError.
    """
    seats: dict[str, str] = {}
    for each in written:
        side, who = _read_seat(scenario, each)
        if side in seats:
            raise SeatError("taken", written=each, side=side)
        if who == ME and bots_only:
            raise SeatError("bots-only", written=each)
        seats[side] = who
    first = next(iter(scenario.sides))
    if ME not in seats.values() and not bots_only:
        seats.setdefault(first, ME)
    return {side: seats.get(side) or _default(scenario, side, bots_only) for side in scenario.sides}


def _default(scenario: Scenario, side: str, bots_only: bool) -> str:
    personas = () if bots_only else personas_of(scenario, side)
    return personas[0] if personas else UNIFORM


def _read_seat(scenario: Scenario, written: str) -> tuple[str, str]:
    side, equals, who = written.partition("=")
    if not equals:
        raise SeatError("no-seat", written=written, first=next(iter(scenario.sides)))
    if side not in scenario.sides:
        sides = ", ".join(scenario.sides)
        raise SeatError("unknown-side", written=written, side=side, sides=sides)
    bots = available_bots(scenario, side)
    if who not in (ME, *bots):
        raise SeatError("unknown-who", written=written, who=who, known=(ME, *bots))
    return side, who


def make_bots(rules: Rules, seats: Mapping[str, str], game_seed: int) -> dict[str, Decide]:
    """Makes the bots among those seated; their random numbers depend on the game's seed."""
    seed = own_seed(game_seed)
    if rules.version != RULES_VERSION:
        # The kernel, by which bots think, knows only today's rules; a view of an older game has
        # nothing that they lack.
        rules = evolve(rules, version=RULES_VERSION)
    return {side: _make_bot(rules, side, who, seed) for side, who in seats.items() if who != ME}


def _make_bot(rules: Rules, side: str, who: str, seed: int) -> Decide:
    if who == UNIFORM:
        return UniformBot(side, seed)
    # The others use the kernel, which takes a moment to import.
    from game.kernel.lowering.lower import lower

    if who == EXPERT:
        from game.bots.expert import ExpertBot

        return ExpertBot(lower(rules), side, seed)
    from game.bots.persona import PersonaBot

    return PersonaBot(lower(rules), side, seed, who)
