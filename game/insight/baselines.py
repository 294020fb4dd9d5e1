"""What others would have made of a side's seat, on the chance events of the game itself.

A bot plays the whole game in that seat; the other sides do again what they did in the game wherever
that is legal, and play by the reference of the account where it isn't. Only the bots' own luck
differs from run to run. The figures use the game's own seed, so they are for a game that is over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from game.insight.reference import reference_of
from game.insight.repeated_games import RepeatedGames, Run, Runs, count_up, fresh_luck
from game.insight.script import Bookmark, Script
from game.model.scenario import Scenario
from game.session.seats import EXPERT, available_bots

RUNS = 200
"""How often each bot plays."""
EXPERT_RUNS = 16
"""How often the expert plays, which takes long."""


def usual_runs(scenario: Scenario, side: str) -> dict[str, int]:
    """By bot that can play a side, how often it is to play: `uniform`, personas and the expert."""
    bots = available_bots(scenario, side)
    return {bot: EXPERT_RUNS if bot == EXPERT else RUNS for bot in bots}


def play_baselines(
    script: Script,
    side: str,
    runs: Mapping[str, int],
    seed: int,
    *,
    proceed: Callable[[int], bool] | None = None,
) -> dict[str, Runs]:
    """By bot what it made of a side's seat, in so many runs.

    seed: that of the bots' luck. proceed: is told before each run how many have been played, by all
    bots together, and at last that all have; it ends them by returning False. The bots take turns,
    so that each has played about the same share of its runs then.

    Raises KeyError for an unknown side or bot, and NoRoom where more questions wait than the kernel
    holds.
    """
    rules = script.tables.rules
    reference = reference_of(rules).account
    others = [other for other in rules.sides if other != side]
    games = {bot: RepeatedGames(script, {**reference, side: bot}, others) for bot in runs}
    played: dict[str, list[Run]] = {bot: [] for bot in runs}
    order = sorted((k / n, bot, k) for bot, n in runs.items() for k in range(n))
    for number in count_up(len(order), proceed):
        _, bot, k = order[number]
        luck = evolve(fresh_luck(seed, k), game=None)
        played[bot].append(games[bot].play(script.start, Bookmark(), luck))
    return {bot: games[bot].gather(played[bot]) for bot in runs}
