"""Finds the plan that an expert follows in its rollouts: a good blind list (rule 12.3).

All entries are searched at once. In each round some lists are drawn at random and play the same
games; then the options of the better lists become more likely.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import isqrt

from attrs import evolve, frozen

from game.bots.list_player import ListPlayer
from game.bots.lists import BlindList
from game.kernel.lowering.lower import Tables
from game.rules.rng import MASK, draw, mix, site

ROUNDS = 80
"""The number of rounds; after each of them the options get new weights."""
MIXES = 32
"""The most mixes of opponents that each round takes; of more each takes some of them in turn."""
DOUBLING = 16
"""The lead in points (see `Ahead`) that makes an option twice as likely."""
STEP = 12
"""The points that an option gains for one standard error in a round."""
MOST_STEPS = 4
"""The most standard errors that count in a round."""
LEAST = 10 * DOUBLING
"""The most points that an option can be behind the leading one."""

Ahead = list[list[int]]
"""By entry and option, its points: 0 for the leading option, negative for the others."""

_SITE = site("bot/plan")
_WEIGHTS = [round(2**20 * 2 ** (-behind / DOUBLING)) for behind in range(LEAST + 1)]
"""The weight of an option in a draw, by the points that it is behind the leading one."""


PLAN = "(plan)"
"""The name of the persona that plays a plan. Ids in scenarios can't contain brackets."""


@frozen(eq=False)
class ActionPlan:
    """A plan, and the persona that plays it."""

    tables: Tables
    """The tables with that persona, whose name is PLAN."""
    address: int
    """The address of the persona's record."""
    blind: BlindList


@lru_cache(maxsize=16)
def make_plan(tables: Tables, side: str, games: int) -> ActionPlan:
    """Makes the plan of a side, with at least this many games in each round. Plans are cached."""
    player = ListPlayer(tables, side)
    mixes = len(player.mixes)
    in_round = mixes if mixes <= MIXES else min(max(games // 2, 1), mixes)
    lists = max(2, -(-games // in_round))  # the same number against each mix
    ahead: Ahead = [[0] * len(options) for options in player.shape.options]
    for number in range(ROUNDS):
        in_turn = [(number * in_round + k) % mixes for k in range(in_round)]
        _weigh(ahead, *_play_round(player, ahead, number, in_turn, lists))
    blind = tuple([_choose(entry) for entry in zip(player.shape.options, ahead, strict=True)])
    player.take_up(blind)
    personas = {**player.tables.personas, (side, PLAN): player.address}
    return ActionPlan(evolve(player.tables, personas=personas), player.address, blind)


def _choose(entry: tuple[tuple[int, ...], list[int]]) -> int:
    """The option with the most points, the first of equals."""
    options, ahead = entry
    return options[ahead.index(max(ahead))]


def _play_round(
    player: ListPlayer, ahead: Ahead, number: int, mixes: Sequence[int], lists: int
) -> tuple[list[list[int]], list[int]]:
    """Draws lists and plays them, this many against each mix; all games have the same luck.

    Returns by list the index of each entry's option, and its lead: its score minus the mean of the
    lists against the same mix, times the number of these lists.
    """
    options, drawn, leads = player.shape.options, [], []
    weights = [list(accumulate(_WEIGHTS[-each] for each in entry)) for entry in ahead]
    for mix_number in mixes:
        scores = []
        luck = (_SITE + number) & MASK
        for place in range(lists):
            picks = _draw_options(weights, draw(number, mix_number, _SITE, place))
            blind = tuple([entry[pick] for entry, pick in zip(options, picks, strict=True)])
            drawn.append(picks)
            scores.append(int(player.score(blind, mix_number, luck, 1)[player.shape.side]))
        leads += [score * lists - sum(scores) for score in scores]
    return drawn, leads


def _draw_options(weights: list[list[int]], stream: int) -> list[int]:
    """Draws the index of an option for every entry; weights: their running sums, by entry."""
    picks = []
    for entry in weights:
        stream = mix(stream)
        picks.append(bisect_right(entry, stream % entry[-1]))
    return picks


def _weigh(ahead: Ahead, drawn: list[list[int]], leads: list[int]) -> None:
    """Gives points to each option by how much better or worse the lists were that had it."""
    squares = sum(lead * lead for lead in leads)
    if squares == 0:
        return
    for entry, picks in zip(ahead, zip(*drawn, strict=True), strict=True):
        totals, counts = [0] * len(entry), [1] * len(entry)
        for pick, lead in zip(picks, leads, strict=True):
            totals[pick] += lead
            counts[pick] += 1
        for option, (total, count) in enumerate(zip(totals, counts, strict=True)):
            # The lead in standard errors: the total divided by the spread of that many leads.
            steps = isqrt(STEP * STEP * total * total * len(leads) // (squares * count))
            steps = min(steps, STEP * MOST_STEPS)
            entry[option] += steps if total > 0 else -steps
        front = max(entry)
        entry[:] = [max(each - front, -LEAST) for each in entry]
