"""Python functions that play on the kernel are shown what they would be shown by the reference."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
import tiny
from attrs import fields_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.scenarios import Drawn, real, scenarios

from game.bots.custom import CustomGames
from game.bots.seats import make_bots
from game.engine.core import start, step
from game.engine.legal import legal
from game.engine.view import view
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.kernel.moves import write_state
from game.kernel.reader import read_state
from game.kernel.rows import BY_GAME
from game.lab.batches.verify import has_room
from game.model.decisions import Act, Decision, Move, Offer
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Legal, View
from game.rules.compiled import Rules
from game.session.driver import Decide
from game.session.game import DecisionRequest

SCENARIOS = max(12, settings().max_examples // 2)
drawn_ones = settings(max_examples=SCENARIOS, suppress_health_check=list(HealthCheck))
VIEW, LEGAL = tuple(fields_dict(View)), tuple(fields_dict(Legal))

TEXT = """
turns: 5
tracks:
  trust: {start: 50, range: [0, 100]}
  heat: {start: 0, range: [0, 10]}
  secret: {start: 7, range: [0, 100], seen_by: []}
stages: {main: {phases: [hall, news, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: together}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  spy: {side: [north, south], menu: deeds, name: Spy, cost: {trust: 1},
        effects: [{secret: +5}, {reveal: secret, to: [north]}]}
injects:
  press: {once: false, when: turn >= 1, ask: [south, north],
          reveal: together, answers: {well: {}, ill: {}}}
  visit: {once: false, when: turn >= 2, ask: [north, south],
          answers: {well: {effects: {heat: +1}}, ill: {}}}
tables:
  pact:
    between: [north, south]
    rounds: 6
    open: true
    issues:
      grain:
        options:
          low: {worth: {north: 1, south: 5}}
          high: {worth: {north: 4, south: 2}, needs: {south: heat >= 2}}
          most: {worth: {north: 6, south: 1}, when: heat >= 1}
personas: {hawk: {name: Hawk, tracks: {trust: -1}, heat: 9}}
"""


class Shadow:
    """Plays the same game by the reference, and compares what functions are shown with it."""

    def __init__(self, rules: Rules, seats: dict[str, str], seed: int, luck: Random) -> None:
        self.rules = rules
        self.state = start(rules, seed)
        self.bots = make_bots(rules, seats, seed)
        self.luck = luck
        self.taken = dict.fromkeys(rules.sides, 0)
        self.seen = Counter[str]()

    def __call__(self, request: DecisionRequest) -> Move:
        """Stands in the seats of functions: decides as the bot that is to sit there."""
        if not request.refused:
            self.follow(request.side)
            self.compare(request)
        return self.bots[request.side](request)

    def follow(self, until: str) -> None:
        """Lets the reference catch up with what was decided since."""
        while self.state.to_move and (self.state.to_move[0], self.asked) != (until, False):
            self.asked = False
            self.decide(self.state.to_move[0])

    asked = False

    def decide(self, side: str) -> None:
        rules, state = self.rules, self.state
        request = DecisionRequest(
            side, view(rules, state, side), legal(rules, state, side), self.taken[side]
        )
        while True:
            answer = step(rules, state, Decision(side, self.bots[side](request)))
            if isinstance(answer, Accepted):
                break
            request = DecisionRequest(
                side, request.view, request.legal, request.taken, (*request.refused, answer)
            )
        self.taken[side] += 1
        self.state = answer.state

    def compare(self, request: DecisionRequest) -> None:
        """Compares in drawn order, since what is read may not depend on what was read before."""
        rules, state, side = self.rules, self.state, request.side
        shown, allowed = view(rules, state, side), legal(rules, state, side)
        assert request.taken == self.taken[side]
        for name in self.luck.sample(VIEW, len(VIEW)):
            assert getattr(request.view, name) == getattr(shown, name), name
        for name in self.luck.sample(LEGAL, len(LEGAL)):
            assert getattr(request.legal, name) == getattr(allowed, name), name
        self.asked = True
        self.seen["compared"] += 1
        self.seen["revealed"] += bool(shown.revealed)
        self.seen["answered"] += bool(shown.answered)


def shadowed(rules: Rules, luck: Random, seed: int) -> Counter[str]:
    """Plays a game in which drawn seats are functions; what was compared."""
    seats = {side: luck.choice(("uniform", *_personas(rules, side))) for side in rules.sides}
    shadow = Shadow(rules, seats, seed, luck)
    outside = luck.sample(rules.sides, luck.randint(1, len(rules.sides)))
    players: dict[str, str | Decide] = {**seats, **dict.fromkeys(outside, shadow)}
    rows = CustomGames(rules, players).play(seed, 1)
    same = Batch(lower(rules), seats).play(seed, 1)
    if rows is None or same is None:
        assert rows is same
        return shadow.seen
    for name in (*BY_GAME, "digest"):
        assert np.array_equal(getattr(rows, name), getattr(same, name)), name
    return shadow.seen


def _personas(rules: Rules, side: str) -> list[str]:
    personas = rules.scenario.personas
    return [id for id in personas if not personas[id].sides or side in personas[id].sides]


def test_a_function_is_shown_what_the_reference_shows_in_drawn_games() -> None:
    seen = Counter[str]()

    @drawn_ones
    @given(drawn=st.one_of(scenarios(), real()), chance=st.integers(0, 2**32))
    def agree(drawn: Drawn, chance: int) -> None:
        seen.update(shadowed(drawn.rules, Random(chance), chance))

    agree()
    print("", dict(seen), sep="\n")
    assert seen["compared"] > 10 * SCENARIOS


def test_what_was_revealed_and_answered_is_shown_though_no_rule_reads_it() -> None:
    seen = Counter[str]()
    for seed in range(12):
        seen.update(shadowed(tiny.rules(TEXT), Random(seed), seed))
    assert seen["revealed"] >= 3
    assert seen["answered"] >= 3


@drawn_ones
@given(drawn=scenarios(), seed=st.integers(0, 2**62))
def test_a_state_that_is_written_as_numbers_and_read_is_the_same(drawn: Drawn, seed: int) -> None:
    rules, tables, luck = drawn.rules, lower(drawn.rules, reveals=True), Random(seed)
    state = start(rules, seed)
    for _ in range(30):
        if not has_room(tables, state):
            return
        row = [int(number) for number in np.asarray(write_state(tables, state))]
        assert read_state(tables, row, seed, state.answered) == state
        if not state.to_move:
            return
        side = luck.choice(state.to_move)
        answer = step(rules, state, Decision(side, luck.choice(legal(rules, state, side).moves)))
        assert isinstance(answer, Accepted)
        state = answer.state


# ------------------------------------------------------------------------------------ how to use it


def warm(request: DecisionRequest) -> Move:
    """Warms while trust is low; else takes the last legal decision."""
    may = Act("warm") in request.legal.moves and request.view.tracks["trust"] < 60
    return Act("warm") if may else request.legal.moves[-1]


def test_functions_play_beside_personas_and_their_games_are_rows_of_a_simulation() -> None:
    rules = tiny.rules(TEXT)
    rows = CustomGames(rules, {"north": warm, "south": "hawk"}).play(5, 40)
    assert rows is not None
    assert rows.seed.tolist() == list(range(5, 45))
    warmed, never = (rows.taken[:, rules.index.slots[s, "warm"]].sum() for s in rules.sides)
    assert warmed > never
    assert (rows.outcome >= 0).all()


def test_games_go_on_from_a_state_with_the_luck_of_their_seeds() -> None:
    rules = tiny.rules(TEXT)
    state = start(rules, 3)
    while state.turn < 2:
        side = state.to_move[0]
        answer = step(rules, state, Decision(side, legal(rules, state, side).moves[-1]))
        assert isinstance(answer, Accepted)
        state = answer.state
    rows = CustomGames(rules, {"north": warm}).play(7, 20, state=state)
    again = CustomGames(rules, {"north": warm}).play(7, 20, state=state)
    whole = CustomGames(rules, {"north": warm}).play(7, 20)
    assert rows is not None
    assert again is not None
    assert whole is not None
    assert rows.digest == again.digest
    assert rows.decisions.mean() < whole.decisions.mean()
    assert len(np.unique(rows.scores, axis=0)) > 3


def test_a_view_that_a_function_keeps_does_not_change_when_the_game_goes_on() -> None:
    rules, kept = tiny.rules(TEXT), []

    def keep(request: DecisionRequest) -> Move:
        kept.append((request.view, request.view.turn, request.view.tracks["trust"]))
        return request.legal.moves[-1]

    late: list[View] = []

    def keep_unread(request: DecisionRequest) -> Move:
        late.append(request.view)
        return keep(request)

    CustomGames(rules, {"north": keep_unread, "south": warm}).play(1, 3)
    assert [(v.turn, v.tracks["trust"]) for v, _, _ in kept] == [(t, x) for _, t, x in kept]
    assert len({view.turn for view in late}) == rules.turns
    assert [view.fired for view in late] == [view.fired for view, _, _ in kept]


def test_a_function_that_is_refused_is_told_why_and_asked_again() -> None:
    rules = tiny.rules(TEXT)
    told: list[str] = []

    def greedy(request: DecisionRequest) -> Move:
        told.extend(refusal.code for refusal in request.refused)
        if request.legal.offer is None:
            return Act("fly") if not request.refused else request.legal.moves[0]
        package = FrozenMap({"grain": ("most", "low")[len(request.refused)]})
        return Offer(package)

    rows = CustomGames(rules, {"north": greedy}).play(2, 4)
    assert rows is not None
    assert {"option-when", "unknown-action"} <= set(told)
    with pytest.raises(RuntimeError, match="was refused 100 times in a row, at last fly"):
        CustomGames(rules, {"north": lambda _: Act("fly")}).play(1, 1)


def test_games_are_ended_by_whoever_watches_them() -> None:
    games = CustomGames(tiny.rules(TEXT), {"north": lambda request: request.legal.moves[-1]})
    some = games.play(1, 100, proceed=lambda done: done < 7)
    fewer = games.play(1, 7)
    assert some is not None
    assert fewer is not None
    assert len(some) == 7
    assert some.digest == fewer.digest
    with pytest.raises(KeyError, match="east"):
        CustomGames(tiny.rules(TEXT), {"east": "uniform"})
