"""The plan by which an expert goes on in its rollouts: a good blind list (rule 12.3).

All entries are sought at once. In each round some lists are drawn by chance and play the same
games; then the options of lists that did better are drawn more often.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from math import isqrt

from attrs import evolve, frozen

from game.bots.list_player import ListPlayer
from game.bots.lists import BlindList
from game.kernel.lowering.lower import Tables
from game.rules.rng import MASK, draw, mix, site

ROUNDS = 80
"""The number of rounds; after each the options are weighed again."""
DOUBLING = 16
"""An option so much ahead in the count of `Ahead` is drawn twice as often."""
STEP = 12
"""By so much a standard error in one round puts an option ahead."""
MOST_STEPS = 4
"""No round counts for more standard errors."""
LEAST = 10 * DOUBLING
"""No option falls behind the one in front by more."""

Ahead = list[list[int]]
"""By entry and option, how far it is ahead: 0 for the one in front, others are below."""

_SITE = site("bot/plan")
_WEIGHTS = [round(2**20 * 2 ** (-behind / DOUBLING)) for behind in range(LEAST + 1)]
"""The weight with which an option is drawn, by how far it is behind the one in front."""


PLAN = "(plan)"
"""The name of the persona that plays a plan; no id of a scenario is like it."""


@frozen(eq=False)
class Plan:
    """A plan, as a persona that plays it."""

    tables: Tables
    """The tables with that persona, which has the name PLAN."""
    address: int
    """The address of its record."""
    blind: BlindList


@lru_cache(maxsize=16)
def make_plan(tables: Tables, side: str, games: int) -> Plan:
    """The plan of a side, by so many games or a few more in each round; the last few are kept."""
    player = ListPlayer(tables, side)
    lists = max(2, -(-games // len(player.mixes)))  # as many against each mix
    ahead: Ahead = [[0] * len(options) for options in player.shape.options]
    for number in range(ROUNDS):
        _weigh(ahead, *_play_round(player, ahead, number, lists))
    blind = tuple([_choose(entry) for entry in zip(player.shape.options, ahead, strict=True)])
    player.take_up(blind)
    personas = {**player.tables.personas, (side, PLAN): player.address}
    return Plan(evolve(player.tables, personas=personas), player.address, blind)


def _choose(entry: tuple[tuple[int, ...], list[int]]) -> int:
    """The option in front, the first of equals."""
    options, ahead = entry
    return options[ahead.index(max(ahead))]


def _play_round(
    player: ListPlayer, ahead: Ahead, number: int, lists: int
) -> tuple[list[list[int]], list[int]]:
    """Plays so many drawn lists against each mix, all of them with the same luck.

    Returns by list which option each entry had, and its score over the mean against the mix, times
    the lists.
    """
    options, drawn, leads = player.shape.options, [], []
    weights = [list(accumulate(_WEIGHTS[-each] for each in entry)) for entry in ahead]
    for mix_number in range(len(player.mixes)):
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
    """The number of an option for every entry, by chance; weights: added up by entry."""
    picks = []
    for entry in weights:
        stream = mix(stream)
        picks.append(bisect_right(entry, stream % entry[-1]))
    return picks


def _weigh(ahead: Ahead, drawn: list[list[int]], leads: list[int]) -> None:
    """Puts each option as far ahead or behind as the lists that had it were better or worse."""
    squares = sum(lead * lead for lead in leads)
    if squares == 0:
        return
    for entry, picks in zip(ahead, zip(*drawn, strict=True), strict=True):
        totals, counts = [0] * len(entry), [1] * len(entry)
        for pick, lead in zip(picks, leads, strict=True):
            totals[pick] += lead
            counts[pick] += 1
        for option, (total, count) in enumerate(zip(totals, counts, strict=True)):
            # In standard errors: the total by the spread of so many leads.
            steps = isqrt(STEP * STEP * total * total * len(leads) // (squares * count))
            steps = min(steps, STEP * MOST_STEPS)
            entry[option] += steps if total > 0 else -steps
        front = max(entry)
        entry[:] = [max(each - front, -LEAST) for each in entry]
