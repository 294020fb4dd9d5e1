"""The account: what every draw, decision and intervention was worth, and that the sum is exact."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from insight_games import begun, finish, play
from kept_games import FOLDER, KEPT, decisions, kept_game
from strategies.play import Game as DrawnGame
from strategies.play import games
from strategies.scenarios import real, scenarios
from tiny_plays import THREE

from game.engine.scores import scores
from game.insight.account import Account, expect_start, make_account
from game.insight.expected_scores import NoScores, expect_scores
from game.insight.history import list_steps
from game.insight.intervals import EXACT, around
from game.insight.reference import reference_of
from game.kernel.lowering.lower import lower
from game.kernel.rollouts import roll_out
from game.model.decisions import FACILITATOR
from game.model.refusals import Refusal
from game.model.version import RULES_VERSION
from game.rules.rng import MASK, draw, mix, site
from game.session.game import Game
from game.session.records.file import read_file
from game.session.records.replay import replay

N, SEED, ELSEWHERE = 120, 5, 10**9

LONE = """
turns: 1
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, score: [{label: Heat, points: 9 - heat}]}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, sides: [north]}}
actions:
  warm: {side: north, menu: deeds, name: Warm, effects: {trust: +3}}
  dare: {side: north, menu: deeds, name: Dare, effects: {chance: 50, then: {trust: +20, heat: +4}}}
personas: {kind: {name: Kind, tracks: {trust: 1}}}
"""
"""North decides once; who is kind warms and so has 53 points. A dare wins 20 in one case of two."""

UNSEEN = """
turns: 1
sides:
  north: {name: North, brief: B, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: B, score: [{label: Trust, points: trust}]}
  east: {name: East, brief: B, score: [{label: Trust, points: trust}]}
phases: {deeds: {kind: actions, menus: [deeds], order: together}, news: {kind: injects}}
stages: {main: {phases: [deeds, news]}}
actions:
  push: {side: [south, east], menu: deeds, name: Push, effects: {heat: +1}}
  shove: {side: north, menu: deeds, name: Shove, effects: {heat: +1, trust: +2}}
injects:
  all: {at: 1, when: heat == 3, effects: {trust: +9}}
personas: {idle: {name: Idle, tracks: {heat: -1}}}
"""
"""Nobody pushes by itself; three together bring 9 points, and north's shove another 2."""


def account_of(game: Game, rollouts: int = N, seed: int = SEED, starts: int = 200) -> Account:
    """The account of a game, which has room for it."""
    account = account_or_not(game, rollouts, seed, starts)
    assert isinstance(account, Account)
    return account


def account_or_not(
    game: Game, rollouts: int = N, seed: int = SEED, starts: int = 200
) -> Account | NoScores:
    tables, steps, seats = lower(game.rules), list_steps(game), reference_of(game.rules).account
    start = expect_start(tables, steps[0], seats, starts, ELSEWHERE)
    return make_account(tables, steps, seats, start, rollouts, seed)


def worths(account: Account, side: str) -> list[tuple[str, float]]:
    """Whose each event was, and what it was worth to a side, as far as that isn't nothing."""
    means = [(event.side or event.kind, event.values[side].mean) for event in account.events]
    return [(who, round(mean, 6)) for who, mean in means if mean]


def check_sums(game: Game, account: Account) -> None:
    """All that must add up."""
    for side, own in account.sides.items():
        parts = (own.start, own.luck, own.own, own.others, own.facilitator, own.remainder)
        assert own.final == pytest.approx(sum(part.mean for part in parts), abs=1e-9)
        if not game.state.to_move:
            assert own.final == scores(game.rules, game.state)[side].total
        events = sum(event.values[side].mean for event in account.events)
        curve = [point.expected[side].mean for point in account.curve]
        assert curve[-1] - curve[0] == pytest.approx(events, abs=1e-9)
        assert curve[0] == pytest.approx(own.start.mean + own.remainder.mean, abs=1e-9)
        assert curve[-1] == own.final
        for event in account.events:
            assert sum(event.lines[side]) == pytest.approx(event.values[side].mean, abs=1e-9)
        for point in account.curve:
            expected = point.expected[side]
            assert expected.low <= expected.high


# --------------------------------------------------------------------------------- known accounts


def hits(seed: int, rollouts: int) -> float:
    """In how many rollouts the dare would win, told by rule 2.1."""
    lucks = [(mix((seed + number) & MASK) + 1) & MASK for number in range(rollouts)]
    return sum(map(wins, lucks)) / rollouts


def wins(seed: int) -> bool:
    return draw(seed, 1, site("actions/dare/effects/0"), 0) % 100 < 50


@pytest.mark.parametrize("won", [True, False])
def test_a_decision_and_the_chance_after_it_are_told_apart(won: bool) -> None:
    seed = next(seed for seed in range(99) if wins(seed) == won)
    account = account_of(play(begun(LONE, seed), "north: dare"))
    dared = 50 + 20 * hits(SEED, N)
    assert 54 < dared < 66
    north, south = account.sides["north"], account.sides["south"]
    assert north.start == around(53, 0)
    assert north.remainder == EXACT
    assert north.own.mean == pytest.approx(dared - 53)
    assert north.luck.mean == pytest.approx((70 if won else 50) - dared)
    assert (north.others, north.facilitator) == (EXACT, EXACT)
    assert south.others.mean == pytest.approx(-4 * hits(SEED, N))
    assert south.own == EXACT
    # The rollouts disagree about the dare alone: half the width of its interval is known.
    deviation = 20 * (hits(SEED, N) * (1 - hits(SEED, N)) * N / (N - 1)) ** 0.5
    assert north.own.half_width == pytest.approx(1.96 * deviation / N**0.5)
    assert north.luck.half_width == pytest.approx(north.own.half_width)
    start, decided, drawn = account.curve
    assert (start.expected["north"].low, start.expected["north"].high) == (53, 53)
    assert (decided.expected["north"].low, decided.expected["north"].high) == (50, 70)
    assert (start.draws, decided.draws, drawn.draws) == (0, 0, 1)
    dare, luck = account.events
    assert (dare.kind, dare.side, dare.draw, dare.turn) == ("decision", "north", None, 1)
    assert (luck.kind, luck.side, luck.draw, luck.turn) == ("luck", "", 0, 1)
    check_sums(play(begun(LONE, seed), "north: dare"), account)


def test_what_the_reference_would_have_decided_is_worth_nothing() -> None:
    account = account_of(play(begun(LONE), "north: warm"))
    assert worths(account, "north") == []


def test_decisions_made_at_once_are_worth_their_mean_over_all_orders() -> None:
    game = play(begun(UNSEEN), "east: push", "north: shove", "south: push")
    account = account_of(game)
    assert worths(account, "south") == [("east", 3), ("north", 5), ("south", 3)]
    south = account.sides["south"]
    assert (south.own, south.others) == (around(3, 0), around(8, 0))
    # Two of three don't bring the nine points, and north's own two are north's alone.
    fewer = account_of(play(begun(UNSEEN), "north: shove", "east: pass", "south: push"))
    assert worths(fewer, "south") == [("north", 2)]
    # All that was decided at once is one event of the curve.
    assert [point.expected["south"].mean for point in account.curve] == [50, 61]


def test_the_facilitator_has_a_share_of_its_own() -> None:
    game = play(begun(LONE), "facilitator: set trust 60", "north: warm")
    account = account_of(game)
    assert worths(account, "north") == [(FACILITATOR, 10)]
    assert account.sides["north"].facilitator == around(10, 0)
    assert account.events[0].kind == "facilitator"
    check_sums(game, account)


STORM = (
    LONE.replace("turns: 1", "turns: 3")
    + """
stages: {main: {phases: [news, deeds]}}
injects: {storm: {at: 2, effects: {trust: -5}}}
"""
)
STORM = STORM.replace("phases: {deeds", "phases: {news: {kind: injects}, deeds")


def test_an_inject_that_is_held_is_the_facilitators_as_is_its_release() -> None:
    held = play(begun(STORM), "facilitator: hold storm", "north: warm", "north: warm")
    released = play(held, "facilitator: inject storm", "north: pass")
    worth = [(FACILITATOR, 5), (FACILITATOR, -5), ("north", -3)]
    assert worths(account_of(released), "north") == worth
    check_sums(released, account_of(released))


def test_what_was_stepped_back_is_no_part_of_the_account() -> None:
    plain = play(begun(LONE, 3), "north: warm")
    other = play(begun(LONE, 3), "north: dare", "rewind 0", "note", "north: warm")
    assert account_of(other).sides == account_of(plain).sides


def test_after_new_luck_the_draws_are_worth_what_that_luck_brought() -> None:
    finals = set()
    for luck in range(9):
        game = play(begun(LONE), "north: dare", f"rewind 0 new luck {luck}", "north: dare")
        account = account_of(game)
        check_sums(game, account)
        finals.add(account.sides["north"].final)
        expected = account.sides["north"].final - account.curve[1].expected["north"].mean
        assert account.sides["north"].luck.mean == pytest.approx(expected)
    assert finals == {50, 70}


LATE = (
    STORM
    + """
deals: {aim: {to: [north], cards: {one: {}, two: {}}}}
tests:
  - name: Late
    given: {turn: 3, tracks: {trust: 12}}
    play: "north: warm"
    then: trust == 15
"""
)


def test_a_game_from_a_position_is_accounted_for_from_there() -> None:
    game = play(begun(LATE, position="Late"), "north: dare")
    account = account_of(game)
    assert account.sides["north"].start == around(15, 0)
    assert [event.kind for event in account.events] == ["decision", "luck"]
    check_sums(game, account)


# ------------------------------------------------------------------------------------ every game


def replayed(drawn: DrawnGame) -> Game:
    """A drawn game as one that is recorded."""
    game = Game(drawn.rules, drawn.seed)
    for decision in drawn.decisions:
        assert not isinstance(game.do(decision), Refusal)
    return game


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(drawn=st.one_of(games(scenarios()), games(real())))
def test_the_sum_is_exact_in_drawn_games(drawn: DrawnGame) -> None:
    game = replayed(drawn)
    account = account_or_not(game, rollouts=3, starts=5)
    if isinstance(account, NoScores):
        assert account.reason == "no-room"
        return
    check_sums(game, account)
    steps = list_steps(game)
    draws = sum(len(step.draws) for step in steps)
    assert sum(event.kind == "luck" for event in account.events) == draws
    assert len(account.events) == draws + sum(len(step.deciders) for step in steps)


@pytest.mark.parametrize("scenario", KEPT)
def test_the_sum_is_exact_in_kept_games(scenario: str) -> None:
    game = kept_game(scenario, len(decisions(scenario)))
    check_sums(game, account_of(game, rollouts=5, starts=20))


@pytest.mark.parametrize("name", ["drawn-1.game", "drawn-4.game"])
def test_a_record_of_an_older_version_of_the_rules_has_its_account(name: str) -> None:
    game = replay(read_file(FOLDER / "version-1" / name))
    assert game.rules.version == 1
    steps, tables = list_steps(game), lower(evolve(game.rules, version=RULES_VERSION))
    seats = reference_of(game.rules).account
    start = expect_start(tables, steps[0], seats, 20, ELSEWHERE)
    account = make_account(tables, steps, seats, start, 5, SEED)
    assert isinstance(account, Account)
    check_sums(game, account)


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(drawn=games(scenarios()))
def test_the_end_of_a_step_is_what_rollouts_of_the_state_after_it_are(drawn: DrawnGame) -> None:
    game = replayed(drawn)
    tables, seats = lower(game.rules), reference_of(game.rules).account
    expected = expect_scores(tables, list_steps(game), seats, 3, SEED)
    if isinstance(expected, NoScores):
        return
    for each in expected:
        after = roll_out(tables, each.step.after, seats, 3, SEED).scores[0]
        assert (each.course[-1] == after).all()


def test_with_three_sides_interventions_and_new_luck_the_sum_is_exact() -> None:
    game = begun(THREE)
    play(game, "east: warm", "north: vow", "facilitator: inject storm", "north: pass")
    play(game, "east: pass", "south: warm", "rewind 4 new luck 77", "east: pass", "south: pass")
    check_sums(game, account_of(game))
    check_sums(finish(game), account_of(game))


# ----------------------------------------------------------------------- how far, and what stops


CROWD = (
    LONE.replace("points: 9 - heat", "points: heat")
    + """
injects: {ask: {once: false, ask: north, answers: {yes: {}}}}
"""
)


def test_where_too_many_questions_wait_it_says_at_which_step() -> None:
    game = play(begun(CROWD), *["facilitator: inject ask"] * 70)
    account = account_or_not(game)
    assert isinstance(account, NoScores)
    assert (account.reason, account.step) == ("no-room", list_steps(game)[65])


def dared(proceed: object = None, rollouts: int = 200) -> Account | NoScores:
    game = play(begun(LONE), "north: dare")
    tables, steps, seats = lower(game.rules), list_steps(game), reference_of(game.rules).account
    start = expect_start(tables, steps[0], seats, 9, ELSEWHERE)
    return make_account(tables, steps, seats, start, rollouts, SEED, proceed)  # type: ignore[arg-type]


def test_it_says_how_far_it_is_and_rests_on_fewer_rollouts_when_it_is_stopped() -> None:
    heard: list[float] = []

    def proceed(share: float) -> bool:
        heard.append(share)
        return share < stop

    stop = 2.0
    whole = dared(proceed)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, 1)
    assert whole == dared()
    stop = 0.4
    some = dared(proceed)
    assert isinstance(some, Account)
    assert some.rollouts == 50
    assert some == dared(rollouts=50)
    stop = 0.0
    assert dared(proceed) == NoScores("stopped")


def test_one_rollout_has_no_interval() -> None:
    account = dared(rollouts=1)
    assert isinstance(account, Account)
    assert account.sides["north"].luck.half_width == inf
    assert not np.isnan(account.sides["north"].remainder.half_width)
