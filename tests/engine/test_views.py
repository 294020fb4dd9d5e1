"""A view computes its fields when they are read, and nobody can tell but by the time it takes."""

from __future__ import annotations

import pickle
from random import Random

import pytest
import tiny
from attrs import evolve, fields_dict
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import real, scenarios

from game.engine.core import begin
from game.engine.view import view
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.play import View

FEW = settings(max_examples=max(4, settings().max_examples // 5))
MOST_STATES = 6
NAMES = tuple(fields_dict(View))


@FEW
@given(game=st.one_of(games(scenarios()), games(real())), luck=st.randoms(use_true_random=False))
def test_a_view_is_the_same_in_whatever_order_its_fields_are_read(game: Game, luck: Random) -> None:
    for state in luck.sample(game.states, min(MOST_STATES, len(game.states))):
        for reader in (*game.rules.sides, PUBLIC, FACILITATOR):
            whole = view(game.rules, state, reader)
            in_another_order = view(game.rules, state, reader)
            read = {
                name: getattr(in_another_order, name) for name in luck.sample(NAMES, len(NAMES))
            }
            assert View(**read) == whole == in_another_order
            assert hash(View(**read)) == hash(view(game.rules, state, reader))
            assert repr(View(**read)) == repr(view(game.rules, state, reader))


@FEW
@given(game=st.one_of(games(scenarios()), games(real())), luck=st.randoms(use_true_random=False))
def test_a_pickled_view_takes_along_what_its_reader_may_know_and_no_more(
    game: Game, luck: Random
) -> None:
    for state in luck.sample(game.states, min(MOST_STATES, len(game.states))):
        for reader in (*game.rules.sides, PUBLIC, FACILITATOR):
            seen = view(game.rules, state, reader)
            pickled = pickle.dumps(seen)
            assert pickle.loads(pickled) == seen
            # Nobody may know the seed, which the state holds.
            other = view(game.rules, evolve(state, seed=state.seed ^ 1), reader)
            assert pickle.dumps(other) == pickled
            assert b"_ViewBuilder" not in pickled


def test_what_is_known_of_a_table_is_worked_out_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = tiny.rules(tiny.TABLE)
    known = view(rules, begin(rules, 1).state, "north").tables["pact"]
    monkeypatch.setattr("game.engine.table_view.NO_PACKAGE", None)
    monkeypatch.setattr("game.engine.table_view.STATUS", ())
    assert known.rounds_left == 4
    with pytest.raises(IndexError):
        _ = known.status
