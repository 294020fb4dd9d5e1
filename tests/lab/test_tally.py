"""Games are counted rightly, and parts of them add up to the whole."""

import pickle
from collections import Counter
from functools import reduce
from operator import add
from typing import Any

import many
import numpy as np
from attrs import astuple, evolve
from hypothesis import given
from hypothesis import strategies as st

from game.kernel.rows import BY_GAME, Rows, blank_rows, joined
from game.lab.batches.reference import play_reference
from game.lab.batches.tally import Tally, margin, tally
from game.model.frozen import FrozenMap
from game.model.play import STATUS

RULES = many.RULES
NONE = tally(RULES, blank_rows(RULES, 0, 0))


def histogram(values: list[int]) -> FrozenMap[int, int]:
    return FrozenMap(Counter(values))


def times(values: list[int], kinds: int) -> tuple[int, ...]:
    return tuple(values.count(kind) for kind in range(kinds))


def counted(rows: Rows) -> Tally:
    """The same by hand, game by game."""
    games = range(len(rows))
    margins = [(int(rows.scores[g, 0]) - 50, int(rows.scores[g, 1]) - 40) for g in games]
    options = [[int(n) for n in rows.options[g]] for g in games]
    slots, injects = range(len(RULES.slots)), range(len(RULES.injects))
    return Tally(
        games=len(rows),
        decisions=sum(int(n) for n in rows.decisions),
        outcomes=times([int(n) for n in rows.outcome], 3),
        turns=histogram([int(n) for n in rows.turns]),
        scores=tuple(histogram([int(rows.scores[g, side]) for g in games]) for side in (0, 1)),
        ahead=(
            sum(north > south for north, south in margins),
            sum(south > north for north, south in margins),
        ),
        legal=tuple(sum(int(rows.legal[g, slot]) for g in games) for slot in slots),
        taken=tuple(sum(int(rows.taken[g, slot]) for g in games) for slot in slots),
        taking=tuple(sum(bool(rows.taken[g, slot]) for g in games) for slot in slots),
        fired=tuple(sum(int(rows.fired[g, i]) for g in games) for i in injects),
        firing=tuple(sum(bool(rows.fired[g, i]) for g in games) for i in injects),
        status=tuple(times([int(rows.status[g, t]) for g in games], len(STATUS)) for t in (0, 1)),
        signed=(
            sum(grain >= 0 or fish >= 0 for grain, fish, _ in options),
            sum(length >= 0 for _, _, length in options),
        ),
        options=(
            times([grain for grain, _, _ in options], 2),
            times([fish for _, fish, _ in options], 3),
            times([length for _, _, length in options], 2),
        ),
        digest=rows.digest,
    )


def shuffled(rows: Rows, order: Any) -> Rows:
    return evolve(rows, **{name: getattr(rows, name)[order] for name in BY_GAME})


def leaves(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [leaf for each in value for leaf in leaves(each)]
    if isinstance(value, FrozenMap):
        return [*value, *value.values()]
    return [value]


@given(many.drawn())
def test_a_tally_counts_each_game(rows: Rows) -> None:
    assert tally(RULES, rows) == counted(rows)


@given(st.lists(many.drawn(), min_size=1, max_size=5), st.data())
def test_any_parts_in_any_order_add_up_to_the_whole(parts: list[Rows], data: st.DataObject) -> None:
    whole = joined(parts)
    order = data.draw(st.permutations(range(len(whole))))
    mixed = data.draw(st.permutations(parts))
    assert reduce(add, [tally(RULES, part) for part in mixed]) == tally(
        RULES, shuffled(whole, np.array(order, np.int64))
    )


@given(many.drawn())
def test_no_games_change_nothing(rows: Rows) -> None:
    some = tally(RULES, rows)
    assert some + NONE == NONE + some == some


@given(many.drawn(), many.drawn())
def test_a_tally_is_whole_numbers_and_can_be_sent_about(one: Rows, other: Rows) -> None:
    both = tally(RULES, one) + tally(RULES, other)
    assert {type(leaf) for leaf in leaves(astuple(both, recurse=False))} == {int}
    assert pickle.loads(pickle.dumps(both)) == both


def test_digests_are_added_modulo_2_to_the_64() -> None:
    one, two = (tally(RULES, many.rows(1, digest=digest)) for digest in (2**64 - 1, 3))
    assert (one + two).digest == 2


def test_who_shares_the_greatest_margin_over_par_is_not_ahead() -> None:
    scores = [[51, 41], [52, 41], [50, 41], [49, 39]]
    assert tally(RULES, many.rows(4, scores=scores)).ahead == (1, 1)


def test_an_agreement_that_lapsed_was_signed_and_does_not_stand() -> None:
    some = tally(RULES, many.rows(2, status=[[2, 1], [5, 1]], options=[0, 2, -1]))
    assert (some.signed, some.agreed(0), some.agreed(1)) == ((2, 0), 1, 0)


def test_a_margin_is_measured_from_par() -> None:
    some = tally(RULES, many.rows(2, scores=[[51, 41], [55, 33]]))
    assert [margin(RULES, some, side).value for side in (0, 1)] == [3, -3]


def test_a_tally_of_many_games_is_no_larger_than_the_scenario() -> None:
    few, lots = (tally(RULES, many.rows(games, scores=[50, 40])) for games in (10, 100_000))
    assert len(pickle.dumps(lots)) < len(pickle.dumps(few)) + 100


def test_games_played_in_two_parts_come_to_the_same() -> None:
    later, first = (tally(RULES, play_reference(RULES, many.SEATS, seed, 3)) for seed in (4, 1))
    assert later + first == tally(RULES, play_reference(RULES, many.SEATS, 1, 6))
