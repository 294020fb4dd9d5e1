"""Games in which bots decide for sides."""

from __future__ import annotations

from collections.abc import Mapping

from game.bots.own import Bot, begin_bot, is_bot
from game.bots.seats import make_bots, read_bot
from game.model.play import State
from game.model.players import fill_seats
from game.model.scenario import Scenario
from game.rules.rng import own_seed
from game.session import driver
from game.session.driver import Hear
from game.session.game import Game
from game.session.seats import SeatError
from game.words.error_words import describe_seat_error


def play(
    game: Game, seats: Mapping[str, str | Bot], listeners: Mapping[str, Hear] | None = None
) -> State:
    """Plays a game to its end and returns the last state.

    seats: by side the name of a bot (a persona, `uniform`, `expert`, `expert:30000`,
    `FILE.py:NAME`), or a function or class of your own; sides without one are `uniform`.
    listeners: functions that hear what a side, PUBLIC or FACILITATOR may know as it happens.
    Raises ValueError for an unknown bot, and BotError where a bot of your own is broken.
    """
    rules, seed = game.rules, game.moments[0].state.seed
    seated = read_bots(rules.scenario, seats)
    named = {side: bot for side, bot in seated.items() if isinstance(bot, str)}
    deciders = make_bots(rules, named, seed)
    for side, bot in seated.items():
        if not isinstance(bot, str):
            deciders[side] = begin_bot(bot, rules, side, own_seed(seed))
    return driver.play(game, deciders, listeners or {})


def read_bots(scenario: Scenario, seats: Mapping[str, str | Bot]) -> dict[str, str | Bot]:
    """The bot of every side, in the order of the scenario. Runs the file of a bot `FILE.py:NAME`.

    Raises ValueError for an unknown side or bot.
    """
    for side in seats:
        if side not in scenario.sides:
            raise ValueError(f"there is no side {side}; the sides are {', '.join(scenario.sides)}")
    seated: dict[str, str | Bot] = {}
    for side, bot in fill_seats(scenario.sides, seats).items():
        if not isinstance(bot, str) and not is_bot(bot):
            raise ValueError(
                f"{side}: a bot is a function, or a class (not an object of it) with `decide`"
            )
        try:
            known = read_bot(scenario, side, bot, f"{side}={bot}") if isinstance(bot, str) else bot
        except SeatError as error:
            raise ValueError(describe_seat_error(error)) from None
        seated[side] = known
    return seated
