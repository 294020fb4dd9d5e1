"""The Council of 27: how many of its coalitions carry a proposal, counted without the engine."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from game.authoring.load import load
from game.engine.votes import carries
from game.rules.compile import compile_rules

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 20


def sums(weights: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By coalition of some members, how many they are and what they weigh."""
    heads, weight = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for each in weights:
        heads = np.concatenate([heads, heads + 1])
        weight = np.concatenate([weight, weight + each])
    return heads, weight


def test_13_4_so_many_of_all_coalitions_carry_a_proposal_and_so_many_by_the_last_clause() -> None:
    rules = compile_rules(load(ROOT / "scenarios" / "countermeasures.yaml"))
    vote = rules.votes[rules.index.votes["finding"]].vote
    assert vote is not None
    people = [member.counts[vote.counts.index("people")] for member in vote.members]
    whole, members = sum(people), len(people)
    assert (members, whole) == (27, 450_383)
    heads, weight = sums(people[:AT_ONCE])
    carried, by_few_missing = 0, []
    for top, (n, more) in enumerate(zip(*sums(people[AT_ONCE:]), strict=True)):
        shares = (100 * (heads + n) >= 55 * members) & (100 * (weight + more) >= 65 * whole)
        few = members - (heads + n) < 4
        carried += int((shares | few).sum())
        by_few_missing += [int(low) + (top << AT_ONCE) for low in np.flatnonzero(few & ~shares)]
    assert carried == 17_768_113
    assert len(by_few_missing) == 23
    # The engine agrees about those, and about others drawn at random.
    luck = Random(1)
    others = [luck.getrandbits(members) for _ in range(2000)]
    for coalition in (*by_few_missing, *others):
        chosen = [bool(coalition >> i & 1) for i in range(members)]
        n, weighs = sum(chosen), sum(p for p, is_in in zip(people, chosen, strict=True) if is_in)
        expected = (n >= 15 and 100 * weighs >= 65 * whole) or members - n < 4
        assert carries(vote, [1 if is_in else 0 for is_in in chosen]) is expected
