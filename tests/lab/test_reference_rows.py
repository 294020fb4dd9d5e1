"""The rows of games that the reference engine plays, and games without an action."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
import tiny
from attrs import evolve

from game.bots.seats import make_bots
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.kernel.rows import BY_GAME, joined
from game.lab.batches import reference
from game.lab.batches.plan import Plan, PlanPlayer
from game.lab.batches.reference import play_reference
from game.model.decisions import Act, Decision, Move, Pass
from game.model.frozen import FrozenMap
from game.model.play import AGREED, LAPSED, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.forbidding import forbid
from game.rules.tables import worth
from game.session.driver import Decide
from game.session.game import DecisionRequest, Game

UNIFORM = {"north": "uniform", "south": "uniform"}
TALKS = (
    tiny.TABLE
    + """
  hush: {side: south, menu: deeds, name: Hush, limit: 1, effects: {fire: news}}
injects:
  news: {name: News, once: false, effects: {heat: +1}}
  storm: {name: Storm, when: turn >= 9}
deals: {mood: {to: [north], cards: {good: {weight: 1}, bad: {weight: 3}}}}
outcomes:
  hot: {name: Hot, when: heat >= 3}
  calm: {name: Calm}
"""
)


READ = ("trust", "heat", "secret")


def by_hand(rules: Rules, seed: int) -> tuple[Game, list[int]]:
    """A game to its end, decision by decision, and how often each slot was legal in it."""
    game, deciders = Game(rules, seed), make_bots(rules, UNIFORM, seed)
    counted = [0] * len(rules.slots)
    while game.state.to_move:
        side = game.state.to_move[0]
        for slot in offered(rules, game.state, side):
            counted[slot] += Act(rules.slots[slot].action) in legal(rules, game.state, side).moves
        decide(game, game.asking(side), deciders[side])
    return game, counted


def offered(rules: Rules, state: State, side: str) -> Sequence[int]:
    phase = rules.phases[state.phase]
    return phase.offered[rules.index.sides[side]] if isinstance(phase, ActionsRules) else ()


def decide(game: Game, asking: DecisionRequest, bot: Decide) -> None:
    while isinstance(answer := game.decide(asking.side, bot(asking)), Refusal):
        asking = evolve(asking, refused=(*asking.refused, answer))


def signed(game: Game) -> list[int]:
    """By issue of the one table, the option last signed in a game."""
    return last_signing(game)[1]


def last_signing(game: Game) -> tuple[int, list[int], list[int], list[int], list[int]]:
    """Of the last signing at the one table: turn, options, worths and reserves by party, and the
    tracks that its packages depend on."""
    found = -1, [-1, -1, -1], [0, 0], [0, 0], [0, 0, 0]
    (table,) = game.rules.tables
    for before, moment in pairwise(game.moments):
        for entry in moment.entries:
            if entry.code == "agreed":
                package = entry.values["package"]
                assert isinstance(package, FrozenMap)
                options = [issue.numbers[package[issue.id]] for issue in table.issues]
                found = (
                    before.state.turn,
                    options,
                    [worth(table, before.state, party, options) for party in (0, 1)],
                    [table.reserves[party](before.state, NO_PACKAGE) for party in (0, 1)],
                    [before.state.tracks[game.rules.index.tracks[id]] for id in READ],
                )
    return found


def offers(game: Game) -> list[int]:
    """By party of the one table, how many offers it made."""
    made = [
        entry.values["side"]
        for moment in game.moments
        for entry in moment.entries
        if entry.code == "offered"
    ]
    return [made.count(side) for side in ("south", "north")]  # in which they speak


@pytest.fixture(scope="module")
def rules() -> Rules:
    return tiny.rules(TALKS)


def test_a_row_says_of_a_game_what_its_last_state_says(rules: Rules) -> None:
    rows = play_reference(rules, UNIFORM, 30, 25)
    digests, fates = 0, set()
    for row in range(25):
        game, counted = by_hand(rules, 30 + row)
        state = game.state
        digests += int(digest(rules, state), 16)
        fates |= {(table.status, *signed(game)) for table in state.tables}
        assert rows.seed[row] == state.seed == 30 + row
        assert rows.outcome[row] == state.outcome
        assert rows.turns[row] == state.turn
        assert rows.decisions[row] == len(game.moments) - 1
        assert rows.scores[row].tolist() == [s.total for s in scores(rules, state).values()]
        assert rows.tracks[row].tolist() == list(state.tracks)
        assert rows.taken[row].tolist() == list(state.uses)
        assert rows.fired[row].tolist() == list(state.fired)
        assert rows.status[row].tolist() == [table.status for table in state.tables]
        assert rows.lines[row].tolist() == [
            line.points for sheet in scores(rules, state).values() for line in sheet.lines
        ]
        assert rows.cards[row].tolist() == list(state.cards)
        assert rows.legal[row].tolist() == counted
        turn, options, worths, reserves, read = last_signing(game)
        assert rows.situations[row].tolist() == read
        assert rows.signed_turn[row].tolist() == [turn]
        assert rows.options[row].tolist() == options
        assert rows.worths[row].tolist() == worths
        assert rows.reserves[row].tolist() == reserves
        assert rows.offers[row].tolist() == offers(game)
    # What can be told apart differs.
    assert rows.cards.any()
    assert len(set(rows.signed_turn.ravel().tolist())) > 2
    assert len(set(rows.reserves.ravel().tolist())) > 2
    assert rows.offers[:, 0].tolist() != rows.offers[:, 1].tolist()
    assert rows.digest == digests % 2**64
    # Games in which something signed stands, was lost again, and was never there.
    assert {AGREED, LAPSED} <= {status for status, *options in fates if options[0] >= 0}
    assert any(options == [-1, -1, -1] for _, *options in fates)
    assert rows.fired.max() >= 1


def stubborn(asking: DecisionRequest) -> Move:
    """A bot that thinks of what it can't do before it passes."""
    return Pass() if len(asking.refused) == 2 else Act("nothing")


def test_a_decision_that_takes_several_tries_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "make_bots", lambda *_: dict.fromkeys(UNIFORM, stubborn))
    rows = play_reference(tiny.rules(), UNIFORM, 1, 1)
    assert rows.decisions.tolist() == [6]
    assert rows.legal.tolist() == [[3, 3, 3, 3]]


def test_games_are_the_same_however_they_are_divided(rules: Rules) -> None:
    plan = Plan(rules.scenario, FrozenMap(UNIFORM), 20, 5)
    player = PlanPlayer(plan)
    whole, parts = player.play(0, 20), [player.play(13, 7), player.play(0, 13)]
    again = joined(parts[::-1])
    assert all(np.array_equal(getattr(whole, name), getattr(again, name)) for name in BY_GAME)
    assert whole.digest == again.digest


def test_a_game_has_the_seed_with_which_it_can_be_seen(rules: Rules) -> None:
    last = 2**63 - 1
    rows = PlanPlayer(Plan(rules.scenario, FrozenMap(UNIFORM), 9, last - 8)).play(8, 1)
    assert rows.seed.tolist() == [last]


def test_an_action_that_is_forbidden_to_a_side_is_not_offered_to_it_and_all_else_stays(
    rules: Rules,
) -> None:
    without = forbid(rules, "south", "tear")
    slot = rules.index.slots["south", "tear"]
    before, after = Game(rules, 1), Game(without, 1)
    assert before.state == after.state
    for phase, as_it_was in zip(without.phases, rules.phases, strict=True):
        if isinstance(phase, ActionsRules) and isinstance(as_it_was, ActionsRules):
            assert phase.sides == as_it_was.sides
            assert {*as_it_was.offered[1]} - {*phase.offered[1]} == {slot}
            assert phase.offered[0] == as_it_was.offered[0]
        else:
            assert phase is as_it_was
    assert (without.slots, without.sites, without.index) == (rules.slots, rules.sites, rules.index)
    rows = PlanPlayer(Plan(rules.scenario, FrozenMap(UNIFORM), 30, 1, (("south", "tear"),))).play(
        0, 30
    )
    assert (rows.taken[:, slot].sum(), rows.legal[:, slot].sum()) == (0, 0)
    assert rows.taken[:, rules.index.slots["north", "tear"]].sum() > 0


def test_who_may_do_nothing_any_more_still_takes_part_and_passes() -> None:
    rules = tiny.rules("phases: {deeds: {kind: actions, menus: [deeds], no_pass: true}}")
    for action in ("warm", "cool"):
        rules = forbid(rules, "north", action)
    game = Game(rules, 1)
    assert [str(move) for move in game.asking("north").legal.moves] == ["pass"]
    assert play_reference(rules, UNIFORM, 1, 1).decisions[0] == 6
    assert game.objection("north", Decision("north", Act("warm")).move) is not None


def test_what_a_side_has_not_cannot_be_forbidden(rules: Rules) -> None:
    with pytest.raises(KeyError):
        forbid(rules, "north", "hush")
