"""What others would have made of a seat, where the answer is known."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
import tiny
from insight_games import DARES, deal, finish, play
from tiny_plays import THREE

from game.insight.intervals import half_widths
from game.insight.repeated_games import play_baselines
from game.insight.script import read_script
from game.session.game import Game


def test_others_repeat_what_is_legal_and_else_play_the_reference() -> None:
    runs = play_baselines(deal(), "north", {"cold": 5, "uniform": 300}, 1)
    cold, uniform = runs["cold"], runs["uniform"]
    # It offers the same, and south signs. Trust falls to 50 - 3 + 1, south can't thank any more and
    # cools as its first persona does: 48 - 3 - 3.
    assert cold.scores.tolist() == [[42, 42]] * 5
    assert [interval.half_width for interval in cold.intervals] == [0, 0]
    assert cold.legal == cold.repeated == 2 / 3
    # After warm, pass and cool trust is 54, 51 and 48, and south adds 1, 1 and -3 to it.
    own = uniform.intervals[0]
    assert own.low < (55 + 52 + 45) / 3 < own.high
    assert own.half_width < 1
    assert uniform.count_outcomes() == {0: 300}


def test_an_acceptance_is_repeated_only_of_the_same_package() -> None:
    cold = play_baselines(deal("small"), "north", {"cold": 5}, 1)["cold"]
    assert cold.scores.tolist() == [[42, 42]] * 5
    assert cold.legal == 1 / 3
    assert cold.repeated < 1 / 3


def test_the_chance_events_are_those_of_the_game_in_every_run() -> None:
    game = finish(Game(tiny.rules(DARES), seed=2))
    ends = game.state.tracks[game.rules.index.tracks["trust"]]
    assert 50 < ends < 50 + 3 * 8
    runs = play_baselines(read_script(game), "north", {"idle": 4, "kind": 4, "uniform": 40}, 1)
    assert runs["idle"].scores.tolist() == [[ends, ends]] * 4
    assert runs["kind"].scores.tolist() == [[ends + 18, ends + 18]] * 4
    assert len(np.unique(runs["uniform"].scores)) > 3
    assert all(each.legal == each.repeated == 1 for each in runs.values())


def test_of_three_sides_two_repeat_what_they_did() -> None:
    game = Game(tiny.rules(THREE), seed=3)
    while game.state.to_move:
        play(game, "north: warm", "south: warm", "north: pass", "south: pass", "east: pass")
    runs = play_baselines(read_script(game), "east", {"uniform": 200, "expert": 2}, 1)
    uniform = runs["uniform"].scores
    assert (uniform[:, 0] == uniform[:, 2]).all()
    assert set(np.unique(uniform)) == {74, 77, 80, 83, 86}
    own = runs["uniform"].intervals[2]
    assert own.low < 80 < own.high
    assert runs["expert"].scores.tolist() == [[86] * 3] * 2
    assert runs["uniform"].legal == runs["uniform"].repeated == 1


def test_each_bot_plays_its_share_until_it_is_stopped() -> None:
    heard: list[int] = []

    def proceed(done: int) -> bool:
        heard.append(done)
        return done < 15

    script = deal()
    some = play_baselines(script, "south", {"cold": 10, "uniform": 20}, 1, proceed=proceed)
    assert heard == [*range(16)]
    assert {bot: len(runs) for bot, runs in some.items()} == {"cold": 5, "uniform": 10}
    whole = play_baselines(script, "south", {"uniform": 20}, 1)["uniform"]
    assert (whole.scores[:10] == some["uniform"].scores).all()
    none = play_baselines(script, "south", {"cold": 10}, 1, proceed=lambda _: False)["cold"]
    assert none.scores.shape == (0, 2)


def test_a_bot_or_side_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody"):
        play_baselines(deal(), "north", {"nobody": 1}, 1)
    with pytest.raises(KeyError, match="west"):
        play_baselines(deal(), "west", {"cold": 1}, 1)


def test_an_interval_is_1_96_standard_errors_to_either_side() -> None:
    widths = half_widths(np.array([[0, 5], [10, 5], [20, 5], [30, 5]]))
    assert widths.tolist() == pytest.approx([1.96 * (500 / 3 / 4) ** 0.5, 0])
    assert half_widths(np.array([[3, 4]])).tolist() == [inf, inf]
