"""Grades of whole games of the shipped scenarios: planted mistakes are found, and noise is not.

All of it is slow: hundreds of games are graded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, product

import numpy as np
import pytest
from attrs import evolve, frozen

from game.authoring.load import load
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.engine.core import step
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import view
from game.insight.effort import USUAL, Effort
from game.insight.grades import (
    Grade,
    Grader,
)
from game.insight.history import DecisionMade, decisions_of_sides
from game.insight.reference import Scale, measure_scales, reference_of
from game.kernel.lowering.lower import Tables, lower
from game.kernel.rollouts import roll_out
from game.model.decisions import Accept, Act, Decision, Move, Pass, Walk
from game.model.frozen import FrozenMap
from game.model.log_events import PromiseBroken
from game.model.play import Accepted
from game.model.players import EXPERT, UNIFORM, personas_of
from game.presenter.hindsight.graded import effect_of
from game.presenter.hindsight.turning import MOST
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.session.driver import Decide, play
from game.session.game import DecisionRequest, Game

SCENARIOS = tuple(shipped())
MISTAKES = 30
MOST_GAMES = 150
"""So many are played to find one kind of mistake."""
SURE = 2_000
FEWEST_DECISIONS = 20
MUCH = 10
"""Per cent of a side's spread that a planted mistake truly costs at least."""
GAP = 12
"""A package is clearly good, or bad, that is worth so much more, or less, than the reserve."""
GAMES = 40
"""Of each scenario: two hundred in all."""
BAD = ("costly", "serious")
LOST = (*BAD, "missed")
"""A missed chance is a costly decision of a side that is ahead all the same."""


@frozen
class Bench:
    """A scenario, ready for games to be graded."""

    rules: Rules
    tables: Tables
    scales: FrozenMap[str, Scale]

    def grader(self, effort: Effort = USUAL) -> Grader:
        return Grader(self.tables, reference_of(self.rules), self.scales, effort)


@cache
def bench(name: str) -> Bench:
    rules = compile_rules(load(shipped()[name]))
    tables = lower(rules)
    return Bench(rules, tables, measure_scales(tables, reference_of(rules)))


def pairings(rules: Rules) -> list[dict[str, str]]:
    """All ways to seat personas, in an order in which the first few differ in all seats."""
    each = [personas_of(rules.scenario, side) for side in rules.sides]
    seatings = [dict(zip(rules.sides, combo, strict=True)) for combo in product(*each)]
    return [seatings[7 * k % len(seatings)] for k in range(len(seatings))]


def game_of(rules: Rules, seats: dict[str, str], seed: int) -> Game:
    game = Game(rules, seed)
    play(game, make_bots(rules, seats, seed), {})
    return game


# ------------------------------------------------------------------------------- planted mistakes

Mistake = Callable[[Game, DecisionRequest], Move | None]


def signs_below_its_reserve(_game: Game, asked: DecisionRequest) -> Move | None:
    for table in asked.view.tables.values():
        here = table.visit_left is not None and Accept() in asked.legal.moves
        if here and table.worths[asked.side] <= table.reserves[asked.side] - GAP:
            return Accept()
    return None


def walks_out_on_a_good_offer(_game: Game, asked: DecisionRequest) -> Move | None:
    return Walk() if Walk() in asked.legal.moves and _is_good(asked) else None


def wastes_the_last_round(_game: Game, asked: DecisionRequest) -> Move | None:
    last = any(t.visit_left is not None and t.rounds_left <= 1 for t in asked.view.tables.values())
    return Pass() if last and Pass() in asked.legal.moves and _is_good(asked) else None


def _is_good(asked: DecisionRequest) -> bool:
    return Accept() in asked.legal.moves and any(
        table.visit_left is not None
        and table.worths[asked.side] >= table.reserves[asked.side] + GAP
        for table in asked.view.tables.values()
    )


def breaks_its_promise(game: Game, asked: DecisionRequest) -> Move | None:
    for move in asked.legal.moves:
        if isinstance(move, Act):
            answer = step(game.rules, game.state, Decision(asked.side, move))
            assert isinstance(answer, Accepted)
            if any(isinstance(entry.event, PromiseBroken) for entry in answer.entries):
                return move
    return None


class Erring:
    """A bot that makes a mistake once, where it first can."""

    def __init__(self, of: Bench, game: Game, bot: Decide, mistake: Mistake) -> None:
        self.bench, self.game, self.bot, self.mistake = of, game, bot, mistake
        self.line = 0
        """The line of the mistake; 0 before it is made."""

    def __call__(self, asked: DecisionRequest) -> Move:
        move, own = None if self.line else self.mistake(self.game, asked), self.bot(asked)
        if move is None or not self.is_known(asked.side, move, own):
            return own
        self.line = len(self.game.moments)
        return move

    def is_known(self, side: str, move: Move, own: Move) -> bool:
        """Whether it truly costs much, as the game stands, against what the bot would do.

        Not every offer below a reserve, or promise that is broken, does: a package at a table of
        three may still be refused, and a promise may be worth less than what breaks it.
        """
        rules = self.game.rules
        alternatives = [[Decision(side, own)], [Decision(side, move)]]
        scores = roll_out(
            self.bench.tables,
            self.game.state,
            reference_of(rules).grades,
            SURE,
            seed=99,
            alternatives=alternatives,
        ).scores[:, :, rules.index.sides[side]]
        lost = float((scores[0] - scores[1]).mean())
        return self.bench.scales[side].share(lost) > MUCH


def games_with(name: str, mistake: Mistake) -> Iterator[tuple[Game, str, int]]:
    """Games with one mistake of this kind, the side that makes it, and its line."""
    of = bench(name)
    rules, seatings = of.rules, pairings(of.rules)
    for seed in range(MOST_GAMES):
        side = rules.sides[seed % len(rules.sides)]
        game = Game(rules, seed)
        bots = make_bots(rules, seatings[seed // len(rules.sides) % len(seatings)], seed)
        bots[side] = erring = Erring(of, game, bots[side], mistake)
        play(game, bots, {})
        own = sum(made.side == side for made in decisions_of_sides(game))
        if erring.line and own >= FEWEST_DECISIONS:
            yield game, side, erring.line


PLANTED: tuple[tuple[Mistake, int], ...] = (
    (signs_below_its_reserve, 3),
    (walks_out_on_a_good_offer, 3),
    (wastes_the_last_round, 2),
    (breaks_its_promise, 2),
)
"""Each kind, with how many games of it are taken from each scenario."""


@pytest.mark.slow(reason="It seeks and grades some thirty whole games with a planted mistake.")
def test_planted_mistakes_are_labelled_and_are_turning_points() -> None:
    found: list[tuple[str, str, Grade, bool]] = []
    for name in SCENARIOS:
        grader = bench(name).grader()
        for mistake, games in PLANTED:
            for game, side, line in islice(games_with(name, mistake), games):
                grades = grader.grade(decisions_of_sides(game))
                [grade] = [each for each in grades if each.line == line]
                own = [each for each in grades if each.side == side]
                own.sort(key=lambda each: -abs(effect_of(each).mean))
                turned = grade in own[:MOST]
                found.append((name, mistake.__name__, grade, turned))
    for name, kind, grade, turned in found:
        print(f"{name:24} {kind:26} {grade.label:8} {grade.loss.mean:6.1f} {turned}")
    print(Counter(kind for _, kind, _, _ in found))
    assert len(found) >= MISTAKES
    seen = sum(grade.label in LOST and turned for _, _, grade, turned in found)
    assert seen >= 0.9 * len(found)


# -------------------------------------------------------------------------- games without mistakes


@pytest.mark.slow(reason="It grades forty games of personas in each shipped scenario.")
def test_few_decisions_of_personas_are_mistakes_and_nine_in_ten_of_these_are_sure() -> None:
    labels: Counter[str] = Counter()
    sure = doubtful = 0
    for name in SCENARIOS:
        of, here = bench(name), Counter[str]()
        seatings = pairings(of.rules)
        for seed in range(GAMES):
            decided = decisions_of_sides(game_of(of.rules, seatings[seed % len(seatings)], seed))
            grades = of.grader().grade(decided)
            here.update(grade.label for grade in grades)
            bad = [p for p, grade in zip(decided, grades, strict=True) if grade.label in BAD]
            for again in of.grader(Effort(usual=4000, most=16000, seed=77)).grade(bad[:2]):
                sure, doubtful = sure + (again.label != "good"), doubtful + (again.label == "good")
        labels.update(here)
        print(name, {label: round(100 * n / here.total(), 1) for label, n in here.items()})
    total = labels.total()
    print({label: round(100 * n / total, 1) for label, n in labels.items()}, sure, doubtful)
    assert sum(labels[label] for label in BAD) <= 0.05 * total
    assert 0.05 * total <= total - labels["good"] <= 0.30 * total
    assert sure >= 0.9 * (sure + doubtful)


@pytest.mark.slow(reason="It grades what experts, personas and chance would do at 200 positions.")
@pytest.mark.parametrize("name", SCENARIOS)
def test_an_expert_loses_less_than_personas_and_personas_less_than_chance_at_the_same_positions(
    name: str,
) -> None:
    of = bench(name)
    losses: dict[str, list[float]] = {EXPERT: [], "personas": [], UNIFORM: []}
    seatings = pairings(of.rules)
    for seed in range(8):
        game = game_of(of.rules, seatings[seed % len(seatings)], seed)
        decided = decisions_of_sides(game)[seed % 2 :: 2]
        for kind in losses:
            losses[kind] += _losses(of, decided, kind)
    means = {kind: float(np.mean(found)) for kind, found in losses.items()}
    print(name, len(losses[EXPERT]), {kind: round(mean, 2) for kind, mean in means.items()})
    assert means[EXPERT] < means["personas"] < means[UNIFORM]


def _losses(of: Bench, decided: Sequence[DecisionMade], kind: str) -> list[float]:
    """What would be lost, in per cent of a side's spread, if others decided at these positions."""
    found: list[float] = []
    grader = of.grader(Effort(usual=200, most=200))
    for made in decided:
        side, rules, state = made.side, of.rules, made.before
        asked = DecisionRequest(side, view(rules, state, side), legal(rules, state, side), 0)
        players = personas_of(rules.scenario, side) if kind == "personas" else (kind,)
        wanted = [make_bots(rules, {side: who}, 1)[side](asked) for who in players]
        # What something hidden forbids is refused in a game, and decided anew.
        moves = [m for m in wanted if refuse(rules, state, Decision(side, m)) is None]
        if not moves:
            continue
        would = [evolve(made, decision=Decision(side, move)) for move in moves]
        losses = [of.scales[side].share(each.loss.mean) for each in grader.grade(would)]
        found.append(float(np.mean(losses)))
    return found


@pytest.mark.slow(reason="It grades games of each shipped scenario twice.")
def test_other_rollouts_change_few_labels() -> None:
    every = labelled = changed = 0
    for name in SCENARIOS:
        of, here = bench(name), Counter[str]()
        seatings = pairings(of.rules)
        for seed in range(10):
            decided = decisions_of_sides(game_of(of.rules, seatings[seed % len(seatings)], seed))
            one, other = (of.grader(Effort(seed=each)).grade(decided) for each in (5, 6))
            for first, second in zip(one, other, strict=True):
                here["every"] += 1
                here["labelled"] += first.label != "good" or second.label != "good"
                here["changed"] += first.label != second.label
        print(name, dict(here))
        every, labelled = every + here["every"], labelled + here["labelled"]
        changed += here["changed"]
    print(every, labelled, changed)
    assert changed <= 0.02 * every
    assert changed <= 0.12 * labelled
