"""The plan by which an expert goes on in its rollouts: a good blind list (rule 12.3).

All entries are sought at once. In many games each entry is drawn by chance from what is left of
its options, and the better half of these goes on, until each entry has one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from game.bots.list_player import ListPlayer
from game.bots.lists import BlindList
from game.kernel.lowering.lower import Tables
from game.rules.rng import MASK, draw, mix, site

Options = tuple[tuple[int, ...], ...]
"""By entry of a list, what is left of its options."""


_SITE = site("bot/plan")


@frozen(eq=False)
class Plan:
    """A plan, as a persona that plays it."""

    tables: Tables
    """The tables with that persona."""
    address: int
    """The address of its record."""
    blind: BlindList


@lru_cache(maxsize=16)
def make_plan(tables: Tables, side: str, games: int) -> Plan:
    """The plan of a side, by so many games or a few more in each round; the last few are kept."""
    player = ListPlayer(tables, side)
    games += -games % len(player.mixes)  # against each mix alike
    left: Options = player.shape.options
    first = 0
    while any(len(options) > 1 for options in left):
        left = _halve(player, left, range(first, first + games))
        first += games
    blind = tuple([options[0] for options in left])
    player.take_up(blind)
    return Plan(player.tables, player.address, blind)


def _halve(player: ListPlayer, left: Options, numbers: range) -> Options:
    """The better half of the options of each entry, by games with these numbers."""
    mixes, drawn, scores = len(player.mixes), [], []
    for number in numbers:
        drawn.append(_draw_list(left, number))
        luck = (_SITE + number) & MASK
        scores.append(int(player.score(drawn[-1], number % mixes, luck, 1)[player.shape.side]))
    # By how much a score is above the mean against the same bots, times the games against them.
    means = [sum(scores[mix::mixes]) for mix in range(mixes)]
    count = len(scores) // mixes
    ahead = [score * count - means[place % mixes] for place, score in enumerate(scores)]
    entries = zip(left, zip(*drawn, strict=True), strict=True)
    return tuple([_better_half(options, taken, ahead) for options, taken in entries])


def _draw_list(left: Options, number: int) -> BlindList:
    """A list of which every entry is drawn by chance from what is left of its options."""
    stream, entries = draw(number, 0, _SITE, 0), []
    for options in left:
        stream = mix(stream)
        entries.append(options[stream % len(options)])
    return tuple(entries)


def _better_half(
    options: tuple[int, ...], taken: tuple[int, ...], ahead: list[int]
) -> tuple[int, ...]:
    """Half of an entry's options, rounded up, which did best in the games that took them."""
    if len(options) == 1:
        return options
    total, count = dict.fromkeys(options, 0), dict.fromkeys(options, 0)
    for option, points in zip(taken, ahead, strict=True):
        total[option] += points
        count[option] += 1
    ranked = sorted(options, key=lambda option: Fraction(-total[option], max(1, count[option])))
    kept = ranked[: (len(options) + 1) // 2]
    return tuple([option for option in options if option in kept])
