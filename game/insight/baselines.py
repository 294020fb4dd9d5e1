"""What bots would have scored in a side's seat, with the chance events of the game itself.

A bot plays the whole game in that seat. The other sides repeat their decisions of the game wherever
these are legal; where they aren't, the reference of the account decides. Only the bots' own luck
differs from run to run. The figures use the game's own seed, so they are for finished games.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from game.insight.reference import reference_of
from game.insight.repeated_games import RepeatedGames, Run, Runs, count_up, fresh_luck
from game.insight.script import Bookmark, Script


def play_baselines(
    script: Script,
    side: str,
    runs: Mapping[str, int],
    seed: int,
    *,
    proceed: Callable[[int], bool] | None = None,
) -> dict[str, Runs]:
    """Plays the game again with each of several bots in a side's seat.

    runs: by bot, the number of games. seed: for the bots' luck. proceed: gets the number of games
    played so far by all bots, before each game and after the last one; it ends them by returning
    False. The bots take turns, so each has then played about the same share of its games.

    Raises KeyError for an unknown side or bot, and NoRoom if more questions wait than the kernel
    has room for.
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
