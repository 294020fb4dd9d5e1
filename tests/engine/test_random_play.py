"""Random legal play over every scenario: what must hold whatever happens."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.load import load
from game.engine.core import begin, start, step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.model.decisions import FACILITATOR, PUBLIC, Decision, Move, Offer, Walk
from game.model.frozen import FrozenMap
from game.model.play import Accepted, Entry, Legal, State
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("scenarios/*.yaml"), *ROOT.glob("tests/scenarios/*.yaml")])
FEW = settings(max_examples=max(4, settings().max_examples // 12))
SEEDS = st.integers(0, 2**63 - 1)

every_scenario = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def rules_of(path: Path) -> Rules:
    return compile_rules(load(path))


def choose(found: Legal, luck: Random) -> Move:
    """A decision at random; walking away is rarer, for games to last."""
    if found.offer is not None and all(found.offer.values()) and luck.random() < 0.6:
        return Offer(FrozenMap({issue: luck.choice(o) for issue, o in found.offer.items()}))
    moves = [move for move in found.moves if not isinstance(move, Walk) or luck.random() < 0.1]
    return luck.choice(moves)


def play(rules: Rules, seed: int) -> Iterator[tuple[Decision, State, tuple[Entry, ...]]]:
    """A game to its end: each decision taken, the state after it and what happened."""
    luck, state = Random(seed), start(rules, seed)
    while state.to_move:
        side = luck.choice(state.to_move)
        decision = Decision(side, choose(legal(rules, state, side), luck))
        answer = step(rules, state, decision)
        if isinstance(answer, Accepted):
            state = answer.state
            yield decision, state, answer.entries
        else:
            assert isinstance(decision.move, Offer), f"{decision} was listed: {answer}"


@every_scenario
@FEW
@given(seed=SEEDS)
def test_a_game_ends_within_its_bound_and_tracks_stay_in_range(path: Path, seed: int) -> None:
    rules, decisions, answers = rules_of(path), 0, 0
    state = start(rules, seed)
    for decision, state, entries in play(rules, seed):
        answers += str(decision.move).startswith("answer ")
        decisions += 1
        for track, value in zip(rules.tracks, state.tracks, strict=True):
            assert track.low <= value <= track.high
        for entry in entries:
            if entry.code == "changed":
                assert entry.values["asked"] != 0
    assert decisions - answers <= rules.most_decisions
    assert state.outcome >= 0


@every_scenario
def test_every_listed_decision_is_accepted_and_every_other_action_is_refused(path: Path) -> None:
    rules = rules_of(path)
    for seed in range(3):
        for _, state, _ in play(rules, seed):
            for side in (*rules.sides, FACILITATOR):
                found = legal(rules, state, side)
                for move in found.moves:
                    assert isinstance(step(rules, state, Decision(side, move)), Accepted)
                assert bool(found.moves) == (side in state.to_move or side == FACILITATOR) or (
                    state.outcome >= 0
                )


@every_scenario
@FEW
@given(seed=SEEDS)
def test_the_same_seed_and_decisions_give_the_same_digests(path: Path, seed: int) -> None:
    rules = rules_of(path)
    played = list(play(rules, seed))
    state, again = start(rules, seed), compile_rules(load(path))
    for decision, after, entries in played:
        answer = step(again, state, decision)
        assert isinstance(answer, Accepted)
        state = answer.state
        assert (state, answer.entries) == (after, entries)
        assert digest(again, state) == digest(rules, after)


@every_scenario
def test_nothing_is_legal_after_the_end(path: Path) -> None:
    rules = rules_of(path)
    *_, (decision, state, _) = play(rules, 4)
    assert state.to_move == ()
    for side in (*rules.sides, FACILITATOR):
        assert legal(rules, state, side) == Legal()
    assert not isinstance(step(rules, state, decision), Accepted)


@every_scenario
@FEW
@given(seed=SEEDS)
def test_views_and_entries_show_no_hidden_track(path: Path, seed: int) -> None:
    rules = rules_of(path)
    entries = list(begin(rules, seed).entries)
    for _, state, new in play(rules, seed):
        entries += new
        for who in (*rules.sides, PUBLIC):
            for track in rules.tracks:
                seen = track.seen_by is None or who in track.seen_by
                assert (track.id in view(rules, state, who).tracks) == seen
    for who in rules.sides:
        for track in rules.tracks:
            if track.seen_by is not None and who not in track.seen_by:
                shown = [entry.shown_to(who) for entry in entries]
                codes = {e.code for e in shown if e and e.values.get("track") == track.id}
                assert codes <= {"revealed"}


@every_scenario
@FEW
@given(seed=SEEDS)
def test_scores_lie_within_their_bounds(path: Path, seed: int) -> None:
    rules = rules_of(path)
    for _, state, _ in play(rules, seed):
        for sheet in scores(rules, state).values():
            for line in sheet.lines:
                assert line.low <= line.points <= line.high
