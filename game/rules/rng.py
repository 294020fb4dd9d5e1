"""Random numbers: each depends only on the seed, the turn, the place in the scenario and a counter.

An additional draw therefore changes no other draw, a what-if game has the same luck as the game it
branched from, and results don't depend on how games are spread over processes (rule 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import count, product
from math import prod

MASK = 2**64 - 1
LARGEST_SEED = 2**63 - 1


def mix(x: int) -> int:
    """Computes one step of splitmix64 on unsigned 64-bit numbers (rule 2.1)."""
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def site(path: str) -> int:
    """The number of a place in the merged scenario, from its path joined by `/` (rule 2.2)."""
    return int.from_bytes(sha256(path.encode("utf-8")).digest()[:8], "little")


def draw(seed: int, turn: int, site: int, k: int) -> int:
    """The k-th draw (from 0) at a site in a turn, an unsigned 64-bit number (rule 2.1)."""
    return mix((_stream(seed, turn, site) + k) & MASK)


def draws(seed: int, turn: int, site: int, ks: Iterable[int]) -> list[int]:
    """Several draws at a site in a turn, quicker than one by one (rule 2.1)."""
    stream = _stream(seed, turn, site)
    return [mix((stream + k) & MASK) for k in ks]


def _stream(seed: int, turn: int, site: int) -> int:
    """The part of the computation that all draws at a site in a turn share."""
    return mix(_in_turn(seed, turn) ^ site)


@lru_cache(maxsize=64)  # a turn has many draws, and a bot's decision several
def _in_turn(seed: int, turn: int) -> int:
    """The part of the computation that all draws in a turn share."""
    return mix(mix(seed) ^ turn)


def combinations(sizes: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """All ways to choose one of each size; if there are more than `most`, a fixed choice of them.

    The last one changes fastest; but those that are drawn stand in the order in which they come
    (rule 12.2).
    """
    if prod(sizes) <= most:
        return list(product(*map(range, sizes)))
    drawn: dict[tuple[int, ...], None] = {}
    for k in count():
        rest, combination = mix(k) % prod(sizes), []
        for size in sizes:
            rest, one = divmod(rest, size)
            combination.append(one)
        drawn[tuple(combination)] = None
        if len(drawn) == most:
            break
    return list(drawn)


def own_seed(game_seed: int) -> int:
    """The seed of a game's bots, derived from the seed of the game (rule 2.5)."""
    return mix(game_seed ^ site("bots"))


def branch(weights: Sequence[int], drawn: int) -> int:
    """The first branch whose running sum exceeds the draw; -1 if all weights are 0 (rule 2.3).

    A negative weight counts as 0.
    """
    total = sum([weight for weight in weights if weight > 0])  # quicker than without a list
    if total == 0:
        return -1
    rest = drawn % total
    for i, weight in enumerate(weights):
        if weight > 0:
            if rest < weight:
                return i
            rest -= weight
    raise AssertionError("the rest is below the total")


def fold(seed: int, numbers: Iterable[int]) -> int:
    """Computes a digest of whole numbers: h = seed; for each x: h = mix(h ^ x) (rule 9.5)."""
    h = seed
    for x in numbers:
        h = mix(h ^ (x & MASK))
    return h
