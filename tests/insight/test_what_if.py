"""What if something else had been decided, where the answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import tiny
from insight_games import DARES, deal, finish, play

from game.insight.intervals import Interval
from game.insight.script import read_script
from game.insight.what_if import play_what_if
from game.model.decisions import Accept, Act, Offer, Pass, SetTrack, Walk
from game.model.frozen import FrozenMap
from game.session.game import Game
from game.session.records.recorded_actions import Rewind

OFFER, ACCEPT, WARM, THANK = 1, 2, 3, 4
"""The lines of the first decisions of `deal`."""


def test_a_decision_differs_by_what_follows_from_it() -> None:
    cooler = play_what_if(deal(), WARM, Act("cool"), 10, 1)
    # Trust falls to 50 - 3 + 1; north still warms, and south, who can't thank any more, cools.
    assert cooler.decided.scores.tolist() == [[58, 58]] * 10
    assert cooler.otherwise.scores.tolist() == [[48, 48]] * 10
    assert cooler.intervals == (Interval(-10, -10, -10),) * 2
    assert (cooler.decided.legal, cooler.otherwise.legal) == (1, 2 / 3)
    assert len(cooler) == 10


def test_a_decision_differs_in_nothing_from_itself() -> None:
    game = finish(play(Game(tiny.rules(DARES), seed=1), "north: dare", "south: dare"))
    same = play_what_if(read_script(game), 2, Act("dare"), 50, 1)
    assert len(np.unique(same.decided.scores)) > 3
    assert (same.decided.scores == same.otherwise.scores).all()
    assert (same.decided.outcomes == same.otherwise.outcomes).all()
    offer = Offer(FrozenMap({"scope": "wide"}))
    assert not play_what_if(deal(), OFFER, offer, 5, 1).differences.any()
    assert not play_what_if(deal(), ACCEPT, Accept(), 5, 1).differences.any()


def test_the_luck_after_it_is_fresh_in_every_run_and_the_same_in_both_branches() -> None:
    game = finish(play(Game(tiny.rules(DARES), seed=1), "north: dare", "south: pass"))
    script = read_script(game)
    passing = play_what_if(script, 1, Pass(), 400, 1)
    lost = -passing.differences[:, 0]
    assert set(np.unique(lost)) == {0, 1}
    assert passing.intervals[0].low < -0.5 < passing.intervals[0].high
    assert passing.intervals[0].half_width < 0.06
    assert passing.quantiles.T.tolist() in ([[-1, -1, 0, 0, 0]] * 2, [[-1, -1, -1, 0, 0]] * 2)
    assert len(np.unique(passing.decided.scores)) > 5
    # The decision and its luck once more in each run: north finds no other luck.
    other = play_what_if(script, 1, Pass(), 400, 2)
    assert (other.differences != passing.differences).any()


def test_another_offer_is_not_signed_for_the_one_that_was() -> None:
    small = Offer(FrozenMap({"scope": "small"}))
    other = play_what_if(deal(), OFFER, small, 5, 1)
    assert other.decided.repeated == 1
    # South's reference takes the best offer for itself; it signs small, and all goes on as it did.
    assert other.otherwise.scores.tolist() == [[58, 58]] * 5
    assert other.otherwise.legal == 4 / 5
    walking = play_what_if(deal(), ACCEPT, Walk(), 5, 1)
    assert walking.otherwise.legal == walking.otherwise.repeated == 1


def test_an_intervention_can_be_another_or_none() -> None:
    game = play(Game(tiny.rules(), seed=1), "north: warm", "facilitator: set trust 90")
    script = read_script(finish(game))
    assert play_what_if(script, 2, None, 3, 1).differences.tolist() == [[-37, -37]] * 3
    assert play_what_if(script, 2, SetTrack("trust", 91), 3, 1).differences.tolist() == [[1, 1]] * 3
    # Before it: the facilitator sets trust all the same.
    assert not play_what_if(script, 1, Act("cool"), 3, 1).differences.any()


def test_outcomes_are_counted_by_branch() -> None:
    rules = tiny.rules("outcomes: {warm: {name: Warm, when: trust > 50}, calm: {name: Calm}}")
    game = finish(play(Game(rules, seed=1), "north: warm"))
    what_if = play_what_if(read_script(game), 1, Act("cool"), 7, 1)
    assert what_if.decided.count_outcomes() == {0: 7}
    assert what_if.otherwise.count_outcomes() == {1: 7}


def test_it_says_how_far_it_is_and_stops_when_it_is_told_to() -> None:
    heard: list[int] = []

    def proceed(done: int) -> bool:
        heard.append(done)
        return done < 3

    some = play_what_if(deal(), WARM, Pass(), 100, 1, proceed=proceed)
    assert heard == [0, 1, 2, 3]
    assert len(some) == len(some.otherwise) == 3


def test_what_cannot_be_asked_is_refused() -> None:
    game = play(Game(tiny.rules(), seed=1), "north: warm")
    game.do(Rewind(0))
    script = read_script(finish(play(game, "north: cool")))
    with pytest.raises(KeyError):
        play_what_if(script, 1, Pass(), 1, 1)  # it was taken back
    with pytest.raises(ValueError, match=r"not legal here: north: accept \(wrong-kind\)"):
        play_what_if(script, 3, Accept(), 1, 1)
    with pytest.raises(ValueError, match="north has to decide something"):
        play_what_if(script, 3, None, 1, 1)
