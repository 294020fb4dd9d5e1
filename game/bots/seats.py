"""Determines who plays each side: a person, or a bot by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from game.bots.uniform import UniformBot
from game.model.players import (
    EXPERT,
    ME,
    UNIFORM,
    available_bots,
    expert_budget,
    is_bot_file,
    is_expert,
    personas_or_uniform,
)
from game.model.scenario import Scenario
from game.model.version import RULES_VERSION
from game.rules.compiled import Rules
from game.rules.rng import own_seed
from game.session.driver import Decide
from game.session.seats import LARGEST_BUDGET, LEAST_BUDGET, SeatError, find_bot, has_player


def read_seats(scenario: Scenario, written: Sequence[str], *, bots_only: bool) -> dict[str, str]:
    """Reads `SIDE=WHO` texts, and returns who plays each side, in side order.

    Unless bots play alone, a person plays the first side if no side is given to a person. Any other
    side without a text is played by the first persona made for it, or by `uniform` if there is none
    or bots play alone. Raises SeatError.
    """
    seats: dict[str, str] = {}
    for each in written:
        side, who = _read_seat(scenario, each, bots_only=bots_only)
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
    return UNIFORM if bots_only else personas_or_uniform(scenario, side)[0]


def _read_seat(scenario: Scenario, written: str, *, bots_only: bool) -> tuple[str, str]:
    side, equals, who = written.partition("=")
    if not equals:
        raise SeatError("no-seat", written=written, first=next(iter(scenario.sides)))
    if side not in scenario.sides:
        sides = ", ".join(scenario.sides)
        raise SeatError("unknown-side", written=written, side=side, sides=sides)
    known = () if bots_only else (ME,)
    return side, who if who == ME else read_bot(scenario, side, who, written, known)


def read_bot(
    scenario: Scenario, side: str, who: str, written: str, people: tuple[str, ...] = ()
) -> str:
    """Checks the name of a bot for a side; a bot in a Python file is loaded, which runs the file.

    written: the whole text that describes the seat, for errors. people: who else could play it.
    Raises SeatError.
    """
    # Most games have no bot in a file.
    from game.bots.bot_files import names_file, read_bot_file

    if names_file(who):
        return read_bot_file(written, who)
    if not has_player(scenario, side, who):
        if is_expert(who) or who.startswith(f"{EXPERT}:"):
            raise SeatError("budget", written=written, least=LEAST_BUDGET, most=LARGEST_BUDGET)
        known = (*people, *available_bots(scenario, side))
        raise SeatError("unknown-who", written=written, who=who, known=known)
    return who


def make_bots(rules: Rules, seats: Mapping[str, str], game_seed: int) -> dict[str, Decide]:
    """Makes the bots among the players; their random numbers depend on the game's seed."""
    seed = own_seed(game_seed)
    if rules.version != RULES_VERSION:
        # The kernel, which bots use, knows only the current rules; they contain everything that a
        # view of an older game has.
        rules = evolve(rules, version=RULES_VERSION)
    return {side: _make_bot(rules, side, who, seed) for side, who in seats.items() if who != ME}


def _make_bot(rules: Rules, side: str, who: str, seed: int) -> Decide:
    if who == UNIFORM:
        return UniformBot(side, seed)
    if (bot := find_bot(who)) is not None:
        from game.bots.bot_files import begin_bot_file

        return begin_bot_file(bot, rules, side, seed)
    if is_bot_file(who):
        raise ValueError(f"{who} is the name of a bot, and its code isn't here")
    # The other bots use the kernel, which takes a moment to import.
    from game.kernel.lowering.lower import lower

    if is_expert(who):
        from game.bots.expert import ExpertBot

        return ExpertBot(lower(rules), side, seed, expert_budget(who))
    from game.bots.persona import PersonaBot

    return PersonaBot(lower(rules), side, seed, who)
