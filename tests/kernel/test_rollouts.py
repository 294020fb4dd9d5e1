"""Rollouts are the games that the reference would play on, with luck that alternatives share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import tiny
from attrs import evolve, frozen
from comparing import seated, tempered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.play import Game, games
from strategies.scenarios import real, scenarios

from game.bots.persona import PersonaBot
from game.bots.uniform import UniformBot
from game.engine.core import begin, start, step
from game.engine.digest import digest
from game.engine.draft import StateDraft
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.kernel import entries
from game.kernel.lowering.lower import Tables, lower
from game.kernel.moves import NoRoom, write_state
from game.kernel.rollouts import Repeat, Rollouts, Seat, count_draws, roll_out
from game.kernel.sight import information_set
from game.lab.batches.verify import has_room
from game.model.decisions import FACILITATOR, Act, Answer, Decision, Offer, Pass, SetTrack
from game.model.play import NOTHING, Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.rng import MASK, mix
from game.session.driver import Decide
from game.session.game import DecisionRequest

GAMES = max(16, settings().max_examples)
ROOT = Path(__file__).resolve().parents[2]
N, SEED, GAME_SEED = 2, 11, 12345
STATES = 10
drawn = settings(max_examples=GAMES, suppress_health_check=list(HealthCheck))

NEWS = """
stages: {main: {phases: [deeds, news]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: together}
  news: {kind: injects}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  dare: {side: [north, south], menu: deeds, name: Dare,
         effects: [{chance: 50, then: {heat: +1}}, {chance: 50, then: {heat: +1}}]}
injects:
  rain: {once: false, chance: 50, effects: {trust: +1}}
  hail: {once: false, chance: 30, effects: {trust: -1}}
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}, {label: H, points: heat}]}
  south: {name: South, brief: B, score: [{label: Trust, points: 100 - trust}]}
personas:
  meek: {name: Meek, tracks: {trust: 1}, heat: 30}
"""


@drawn
@given(game=st.one_of(games(scenarios()), games(real())))
def test_the_numbers_of_a_state_of_the_reference_have_its_digest(game: Game) -> None:
    tables = lower(game.rules)
    for state in game.states[:: 1 + len(game.states) // STATES]:
        if not has_room(tables, state):
            with pytest.raises(NoRoom):
                write_state(tables, state)
            continue
        board = entries.Board(tables.numbers, S=write_state(tables, state))
        assert f"{board.fold(state.seed):016x}" == digest(game.rules, state)


# ----------------------------------------------------------------------- rollouts by the reference


@frozen
class Course:
    """What the reference came to."""

    lines: list[list[int]]
    outcome: int
    turn: int
    decisions: int
    tracks: list[int]


def course(
    tables: Tables,
    state: State | None,
    decision: Decision | None,
    seats: dict[str, str],
    number: int,
    until: int,
) -> Course | None:
    """The rollout of a number by the reference; None where the kernel has no room for it."""
    rules, chance = tables.rules, mix((SEED + number) & MASK)
    seed, own = (chance + 1) & MASK, (chance + 2) & MASK
    if state is None:
        state = begin_with(rules, seed)
    state = evolve(state, seed=seed)
    bots = {side: bot(tables, side, seats[side], own) for side in rules.sides}
    taken = dict.fromkeys(rules.sides, 0)
    if decision is not None:
        answer = step(rules, state, decision)
        assert isinstance(answer, Accepted)
        state = answer.state
    while state.to_move and state.turn < until:
        if not has_room(tables, state):
            return None
        side = state.to_move[0]
        state = decided(rules, state, side, bots[side], taken[side])
        taken[side] += 1
    lines = [[line.points for line in sheet.lines] for sheet in scores(rules, state).values()]
    total = sum(taken.values())
    return Course(lines, state.outcome, state.turn, total, list(state.tracks))


def begin_with(rules: Rules, seed: int) -> State:
    """The start of a game with a seed that is as large as those of rollouts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.engine.core.LARGEST_SEED", MASK)
        return begin(rules, seed).state


def bot(tables: Tables, side: str, who: str, own: int) -> Decide:
    return UniformBot(side, own) if who == "uniform" else PersonaBot(tables, side, own, who)


def decided(rules: Rules, state: State, side: str, bot: Decide, taken: int) -> State:
    """The state after what a bot decides."""
    request = DecisionRequest(side, view(rules, state, side), legal(rules, state, side), taken)
    while True:
        answer = step(rules, state, Decision(side, bot(request)))
        if isinstance(answer, Accepted):
            return answer.state
        request = evolve(request, refused=(*request.refused, answer))


@contextmanager
def repeated(draws: int) -> Iterator[None]:
    """Lets the reference take the first draws from the game's seed."""
    left, own_draw = [draws], StateDraft.draw

    def draw(draft: StateDraft, *arguments: Any) -> int:
        if left[0] == 0:
            return own_draw(draft, *arguments)
        left[0] -= 1
        fresh, draft.seed = draft.seed, GAME_SEED
        result = own_draw(draft, *arguments)
        draft.seed = fresh
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StateDraft, "draw", draw)
        yield


def row_of(rollouts: Rollouts, alternative: int, number: int) -> Course:
    return Course(
        [points[alternative, number].tolist() for points in rollouts.lines],
        int(rollouts.outcomes[alternative, number]),
        int(rollouts.turns[alternative, number]),
        int(rollouts.decisions[alternative, number]),
        rollouts.tracks[alternative, number].tolist(),
    )


def alternatives(rules: Rules, state: State, luck: Random) -> list[Decision]:
    """Some decisions that are legal: of a side that is to move, an offer among them, and of the
    facilitator."""
    side = luck.choice(state.to_move)
    possible = legal(rules, state, side)
    moves = luck.sample(possible.moves, min(2, len(possible.moves)))
    found = [Decision(side, move) for move in moves]
    if possible.offer is not None and all(possible.offer.values()):
        package = {issue: luck.choice(options) for issue, options in possible.offer.items()}
        offer = Decision(side, Offer(type(possible.offer)(package)))  # type: ignore[arg-type]
        if not isinstance(step(rules, state, offer), Refusal):
            found.append(offer)
    track = luck.choice(rules.tracks)
    found.append(Decision(FACILITATOR, SetTrack(track.id, luck.randint(track.low, track.high))))
    return found


@drawn
@given(game=st.one_of(games(scenarios()), games(real())), chance=st.integers(0, 2**32))
def test_a_rollout_is_the_game_that_the_reference_plays_on(game: Game, chance: int) -> None:
    luck = Random(chance)
    rules = tempered(game.rules, luck)
    tables, seats = lower(rules), dict(seated(rules, luck))
    waiting = [s for s in game.states if s.to_move and has_room(tables, s)]
    if not waiting:
        return
    state = luck.choice(waiting)
    tried = alternatives(rules, state, luck)
    until = luck.choice((rules.turns + 1, state.turn, state.turn + 1))
    draws = luck.choice((0, 0, 1, 2, 9))
    expected = {}
    for number in range(N):
        for i, decision in enumerate(tried):
            with repeated(draws):
                expected[i, number] = course(tables, state, decision, seats, number, until)
    with repeated(draws):
        begun = course(tables, None, None, seats, 0, until)
    if None in expected.values() or begun is None:
        return
    repeat = Repeat(GAME_SEED, draws)
    rollouts = roll_out(
        tables, state, seats, N, SEED,
        alternatives=[[each] for each in tried], until=until, repeat=repeat,
    )  # fmt: skip
    for (i, number), one in expected.items():
        assert row_of(rollouts, i, number) == one, (tried[i], number, draws)
    new = roll_out(tables, None, seats, 1, SEED, until=until, repeat=repeat)
    assert row_of(new, 0, 0) == begun


# --------------------------------------------------------------------------------------------- luck


def act(side: str, action: str) -> Decision:
    return Decision(side, Act(action))


def in_the_news(rules: Rules) -> tuple[Tables, State]:
    return lower(rules), start(rules, GAME_SEED)


def test_alternatives_share_the_luck_of_events_that_both_bring_about() -> None:
    tables, state = in_the_news(tiny.rules(NEWS))
    options = [[act("north", "warm")], [act("north", "dare")], [Decision("north", Pass())]]
    rollouts = roll_out(tables, state, {}, 200, 3, alternatives=options, until=2)
    trust = rollouts.tracks[:, :, list(tables.rules.index.tracks).index("trust")]
    # South decides the same, and the news are the same: only the three points differ.
    assert (trust[0] - trust[2] == 3).all()
    assert (trust[1] == trust[2]).all()
    assert len(np.unique(trust[2])) > 2


def test_more_rollouts_begin_with_those_of_a_smaller_number() -> None:
    tables, state = in_the_news(tiny.rules(NEWS))
    seats: dict[str, Seat] = {"north": "meek", "south": {"meek": 1, "uniform": 3}}
    few, many = (roll_out(tables, state, seats, n, 8) for n in (7, 30))
    assert len(few) == 7
    assert (many.scores[:, :7] == few.scores).all()
    assert len(np.unique(many.scores[0], axis=0)) > 7


def test_a_seat_of_several_bots_is_drawn_by_their_weights_for_each_rollout() -> None:
    rules = tiny.rules(NEWS)
    tables, state = in_the_news(rules)
    alone = {
        who: roll_out(tables, state, {"south": who}, 400, 8).scores for who in ("meek", "uniform")
    }
    mixed = roll_out(tables, state, {"south": {"uniform": 3, "meek": 1}}, 400, 8).scores
    as_meek, as_uniform = ((mixed == alone[who]).all(axis=2)[0] for who in ("meek", "uniform"))
    assert (as_meek | as_uniform).all()
    assert 60 < (~as_uniform).sum() <= (~as_uniform | as_meek).sum() < 180


def test_the_own_seed_of_the_game_makes_no_difference_unless_it_is_asked_for() -> None:
    tables, state = in_the_news(tiny.rules(NEWS))
    one = roll_out(tables, state, {}, 20, 3).scores
    other = roll_out(tables, evolve(state, seed=7), {}, 20, 3).scores
    assert (one == other).all()


def test_a_guess_of_what_a_side_sees_whole_is_the_state_itself() -> None:
    tables, state = in_the_news(tiny.rules(NEWS))
    known = information_set(tables, "north", view(tables.rules, state, "north"))
    options = [[act("north", "warm")], [act("north", "dare")]]
    from_state, guessed = (
        roll_out(tables, state, {}, 60, 3, alternatives=options, guess=guess)
        for guess in (None, known)
    )
    assert (from_state.scores == guessed.scores).all()


SECRETS = """
tracks:
  trust: {name: Trust, start: 50, range: [0, 100]}
  ice: {name: Ice, start: 50, range: [0, 100], seen_by: []}
  fog: {name: Fog, start: 70, range: [0, 100], seen_by: [], band_seen_by: [north],
        bands: [{to: 49, name: Thin}, {to: 100, name: Thick}]}
stages: {main: {phases: [news, deeds]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: together}
  news: {kind: injects}
actions:
  wait: {side: [north, south], menu: deeds, name: Wait, effects: {trust: +1}}
injects:
  frost: {once: false, chance: 50, effects: {ice: +10, fog: -30}}
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, score: [{label: Trust, points: 100 - trust}]}
personas: {}
"""


def test_guesses_are_what_bots_come_to_and_within_what_a_side_knows_not_what_is_true() -> None:
    tables = lower(tiny.rules(SECRETS))
    state = start(tables.rules, GAME_SEED)
    names = list(tables.rules.index.tracks)
    ice, fog = names.index("ice"), names.index("fog")
    guessed = []
    for hidden in (0, 33):
        tracks = [*state.tracks]
        tracks[ice], tracks[fog] = hidden, 90 - hidden
        true = evolve(state, tracks=tuple(tracks))
        known = information_set(tables, "north", view(tables.rules, true, "north"))
        guessed.append(roll_out(tables, true, {}, 300, 3, until=2, guess=known).tracks[0])
    assert (guessed[0] == guessed[1]).all()
    # One piece of news has come before this turn's actions, and one comes after them.
    assert Counter(guessed[0][:, ice]).keys() == {50, 60, 70}
    # The fog is thick, which north sees: 70 stays, and 40 becomes 50.
    assert Counter(guessed[0][:, fog]).keys() == {70, 50, 40, 20}


def test_draws_are_counted_and_repeated_up_to_the_last() -> None:
    rules = tiny.rules(NEWS)
    tables, state = in_the_news(rules)
    first = step(rules, state, act("north", "dare"))
    assert isinstance(first, Accepted)
    last = act("south", "dare")
    assert count_draws(tables, state, act("north", "dare"), GAME_SEED) == 0
    assert count_draws(tables, first.state, last, GAME_SEED) == 6
    after = step(rules, first.state, last)
    assert isinstance(after, Accepted)
    both = [act("north", "dare"), last]
    spreads = []
    for draws in range(7):
        rollouts = roll_out(
            tables, state, {}, 200, 5, alternatives=[both], until=2,
            repeat=Repeat(GAME_SEED, draws),
        )  # fmt: skip
        spreads.append(len(np.unique(rollouts.tracks[0], axis=0)))
    assert spreads[-1] == 1
    assert sorted(spreads, reverse=True) == spreads
    assert spreads[0] > spreads[4] > 1
    assert rollouts.tracks[0, 0].tolist() == list(after.state.tracks)


def test_dealt_cards_are_draws_of_a_games_start() -> None:
    deals = "deals: {aim: {to: [north], cards: {one: {}, two: {}}}}"
    tables, _ = in_the_news(tiny.rules(NEWS + deals))
    assert count_draws(tables, None, None, GAME_SEED) == 1


# ------------------------------------------------------------------------------- calls and refusals


def test_rollouts_say_how_far_they_are_and_stop_when_they_are_told_to() -> None:
    tables, state = in_the_news(tiny.rules(NEWS))
    heard: list[int] = []

    def proceed(done: int) -> bool:
        heard.append(done)
        return done < 3

    some = roll_out(tables, state, {}, 10**9, 3, proceed=proceed)
    assert heard == sorted(set(heard))
    assert heard[0] == 0
    assert len(some) == heard[-1] >= 3
    assert (some.scores == roll_out(tables, state, {}, len(some), 3).scores).all()
    heard.clear()
    roll_out(tables, state, {}, 2, 3, proceed=proceed)
    assert heard[-1] == 2
    none = roll_out(tables, state, {}, 5, 3, proceed=lambda _: False)
    assert len(none) == 0
    assert none.scores.shape == (1, 0, 2)


def test_what_cannot_be_tried_is_said() -> None:
    rules = tiny.rules(NEWS)
    tables, state = in_the_news(rules)
    with pytest.raises(ValueError, match=r"not legal here: north: answer x \(no-question\)"):
        roll_out(tables, state, {}, 1, 0, alternatives=[[Decision("north", Answer("x"))]])
    both = [act("north", "warm"), act("south", "warm"), act("north", "warm")]
    with pytest.raises(ValueError, match="chance may come between south: warm and what follows"):
        roll_out(tables, state, {}, 1, 0, alternatives=[both])
    with pytest.raises(ValueError, match="before a game has begun"):
        roll_out(tables, None, {}, 1, 0, alternatives=[[act("north", "warm")]])
    with pytest.raises(ValueError, match="nobody plays north"):
        roll_out(tables, state, {"north": {"meek": 0}}, 1, 0)
    with pytest.raises(KeyError, match="east"):
        roll_out(tables, state, {"east": "uniform"}, 1, 0)
    with pytest.raises(ValueError, match="not the seeds"):
        roll_out(tables, state, {}, 2, 2**63 - 1)


def test_a_game_that_is_over_has_its_scores_and_no_decisions() -> None:
    rules = tiny.rules(NEWS)
    tables, state = in_the_news(rules)
    while state.to_move:
        answer = step(rules, state, Decision(state.to_move[0], Pass()))
        assert isinstance(answer, Accepted)
        state = answer.state
    over = roll_out(tables, state, {}, 3, 0)
    assert (over.decisions == 0).all()
    assert (over.outcomes == state.outcome).all()
    assert state.outcome != NOTHING
    totals = [sheet.total for sheet in scores(rules, state).values()]
    assert (over.scores[0] == totals).all()


def here() -> list[list[int]]:
    """Rollouts of the news as numbers."""
    tables, state = in_the_news(tiny.rules(NEWS))
    options = [[act("north", "warm")], [act("north", "dare")]]
    rollouts = roll_out(
        tables, state, {"south": {"meek": 1, "uniform": 1}}, 30, 5, alternatives=options,
        repeat=Repeat(GAME_SEED, 3),
    )  # fmt: skip
    arrays = (*rollouts.lines, rollouts.tracks, rollouts.outcomes, rollouts.decisions)
    return [array.ravel().tolist() for array in arrays]


def test_without_a_compiler_rollouts_are_the_same() -> None:
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests", Path(__file__).parent)))
    plain = subprocess.run(
        [sys.executable, "-c", "import json, test_rollouts as t; print(json.dumps(t.here()))"],
        env={**os.environ, "PYTHONPATH": paths, "COMMUNIQUE_PLAIN_PYTHON": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(plain.stdout) == here()
