"""What a decision was worth, in games where it can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import tiny

from game.insight.effort import USUAL, Effort
from game.insight.grades import (
    Grade,
    Grader,
    _Work,
)
from game.insight.history import DecisionMade, decisions_of_sides
from game.insight.intervals import Interval, around
from game.insight.reference import Reference, Scale, measure_scales, reference_of
from game.insight.samples import Samples
from game.kernel.lowering.lower import lower
from game.model.decisions import FACILITATOR, Act, Decision, Pass, SetTrack, read_decision
from game.model.frozen import FrozenMap
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.records.recorded_actions import Note, Rewind

SPREAD = 100
"""So a point is a per cent."""

# North decides once, and what it decides is all that counts.
ONCE = """
turns: 1
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 1}}
tracks:
  trust: {start: 50, range: [0, 200]}
  ice: {start: 0, range: [0, 1], seen_by: []}
actions:
  bad: {side: [north], menu: deeds, name: Bad, effects: {trust: -20}}
  poor: {side: [north], menu: deeds, name: Poor, effects: {trust: +12}}
  dull: {side: [north], menu: deeds, name: Dull, effects: {trust: +14}}
  fair: {side: [north], menu: deeds, name: Fair, effects: {trust: +20}}
  dare: {side: [north], menu: deeds, name: Dare, effects: {chance: 50, then: {trust: +40}}}
  skate:
    side: [north]
    menu: deeds
    name: Skate
    effects: [{trust: +19}, {when: ice == 1, then: {trust: +31}}]
  wait: {side: [south], menu: deeds, name: Wait}
personas: {}
"""


def grader(rules: Rules, mean: float = 1000, effort: Effort = USUAL) -> Grader:
    scales = FrozenMap(dict.fromkeys(rules.sides, Scale(mean, SPREAD)))
    return Grader(lower(rules), reference_of(rules), scales, effort)


def played(rules: Rules, *decisions: str) -> Game:
    game = Game(rules, 1)
    for text in decisions:
        decision = read_decision(text)
        assert decision is not None
        game.decide(decision.side, decision.move)
    return game


def graded(game: Game, mean: float = 1000) -> list[Grade]:
    return grader(game.rules, mean).grade(decisions_of_sides(game))


@pytest.mark.parametrize(
    ("move", "loss", "label"),
    [("bad", 40, "serious"), ("poor", 8, "costly"), ("dull", 6, "good"), ("fair", 0, "good")],
)
def test_a_loss_is_what_the_best_alternative_would_have_been_worth(
    move: str, loss: int, label: str
) -> None:
    [grade] = graded(played(tiny.rules(ONCE), f"north: {move}"))
    assert grade.choices == 7
    # To dare is as good as fair in the mean, so which of them is best is chance.
    assert grade.loss.mean == pytest.approx(loss, abs=3)
    assert grade.loss.low <= loss <= grade.loss.high
    assert grade.label == label
    assert (len(grade.better) > 0) == (loss > 0)


def test_a_gain_is_against_what_the_reference_does_there() -> None:
    [grade] = graded(played(tiny.rules(ONCE), "north: fair"))
    # By chance: −20, 12, 14, 20, 20, 19 or nothing.
    assert grade.gain.low <= 20 - 65 / 7 <= grade.gain.high
    assert grade.weight == grade.gain.mean + grade.loss.mean


def test_a_costly_decision_of_a_side_that_is_ahead_is_a_missed_chance() -> None:
    game = played(tiny.rules(ONCE), "north: poor")
    assert [graded(game, mean=mean)[0].label for mean in (62, 63)] == ["missed", "costly"]
    [worse] = graded(played(tiny.rules(ONCE), "north: bad"), mean=0)
    assert worse.label == "serious"


def test_what_only_the_hidden_state_makes_costly_could_not_be_known() -> None:
    rules = tiny.rules(ONCE)
    known, frozen = Game(rules, 1), Game(rules, 1)
    for ice, game in enumerate((known, frozen)):
        game.do(Decision(FACILITATOR, SetTrack("ice", ice)))
        game.decide("north", Act("fair"))
    assert graded(known)[0].label == "good"
    [grade] = graded(frozen)
    assert grade.label == "unknowable"
    assert grade.true_loss is not None
    assert grade.true_loss.mean == 30
    assert grade.loss == graded(known)[0].loss


ASKED = """
turns: 2
sides:
  north: {name: N, brief: B, score: [{label: Near 100, points: 100 - abs(100 - trust - 10 * heat)}]}
  south: {name: S, brief: B, score: [{label: Trust, points: trust}]}
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 2}}
actions:
  ask: {side: north, menu: deeds, name: Ask, limit: 1, effects: {after: 1, then: {heat: +5}}}
  warm: {side: north, menu: deeds, name: Warm, when: turn == 1, effects: {trust: +50}}
  wait: {side: south, menu: deeds, name: Wait}
personas: {}
"""


def test_what_a_side_has_set_off_itself_is_no_excuse() -> None:
    game = played(tiny.rules(ASKED), "north: ask", "south: pass", "north: warm")
    [_, warm] = (grade for grade in graded(game) if grade.side == "north")
    assert warm.label == "serious"
    assert warm.loss.mean == 50
    assert warm.better[0].move == Pass()


def test_the_difference_of_two_means_has_the_errors_of_both() -> None:
    assert around(5, 3).less(around(1, 4)) == around(4, 5)


class Lost(Samples):
    """Samples of which only the loss is asked."""

    def loss(self) -> Interval:
        return around(-6, 0.1)


def test_what_truly_lost_little_is_good_although_it_looked_better_than_it_was() -> None:
    game = played(tiny.rules(ONCE), "north: fair")
    [made] = decisions_of_sides(game)
    judge = grader(game.rules)
    work = _Work(made, judge._samples(made))
    assert work.samples is not None
    lost = Lost(work.samples.of, work.samples.going)
    labels = []
    for true in (5, 8, 30):
        work.true_loss = around(true, 0.1)
        labels.append(judge._label(work, lost))
    assert labels == ["good", "unknowable", "unknowable"]
    work.true_loss = around(0.5, 0.1)
    assert judge._label(work, lost) == "good"


ALIKE = """
turns: 1
phases: {deeds: {kind: actions, menus: [deeds], order: alternate, picks: 1, no_pass: true}}
tracks: {trust: {start: 50, range: [0, 200]}}
actions:
  a: {side: [north], menu: deeds, name: A, effects: {chance: 50, then: {trust: +40}}}
  b: {side: [north], menu: deeds, name: B, effects: {chance: 50, then: {trust: +40}}}
  c: {side: [north], menu: deeds, name: C, effects: {chance: 50, then: {trust: +40}}}
  d: {side: [north], menu: deeds, name: D, effects: {chance: 50, then: {trust: +40}}}
  e: {side: [north], menu: deeds, name: E, effects: {chance: 50, then: {trust: +40}}}
  wait: {side: [south], menu: deeds, name: Wait}
personas: {}
"""


def test_among_equals_the_loss_is_nothing_although_one_of_them_always_looks_best() -> None:
    rules = tiny.rules(ALIKE)
    state = Game(rules, 1).state
    decided = [DecisionMade(line, Decision("north", Act("a")), state) for line in range(1, 101)]
    grades = grader(rules, effort=Effort(usual=160, most=160)).grade(decided)
    assert len(grades) == 100
    mean = sum(grade.loss.mean for grade in grades) / 100
    error = (sum((grade.loss.mean - mean) ** 2 for grade in grades) / 100) ** 0.5 / 10
    assert abs(mean) < 2 * error < 1
    best = sum(max([0.0, *(each.value.mean for each in grade.better)]) for grade in grades)
    assert best > 0
    assert all(grade.label == "good" for grade in grades)


def test_more_rollouts_go_on_from_those_that_were_made() -> None:
    rules = tiny.rules(ALIKE)
    judge = grader(rules)
    position = decisions_of_sides(played(rules, "north: b"))[0]
    samples = judge._samples(position)
    assert isinstance(samples, Samples)
    step = samples.upto(10).upto(40)
    assert (step.scores == samples.upto(40).scores).all()
    assert step.upto(20) is step
    narrow = step.narrowed()
    assert narrow.taken != samples.taken or len(narrow.going) == len(samples.going)
    assert narrow.gain() == step.gain()
    assert {step.going[place] for place in step.best()} <= set(narrow.going)


def test_who_has_no_choice_has_no_loss_and_is_not_looked_at() -> None:
    game = played(tiny.rules(ALIKE), "north: a", "south: wait")
    [_, forced] = graded(game)
    assert (forced.side, forced.choices, forced.rollouts) == ("south", 1, 0)
    assert (forced.gain.mean, forced.loss.mean, forced.label) == (0, 0, "good")


def test_decisions_that_were_taken_back_are_not_graded_and_notes_are_none() -> None:
    game = played(tiny.rules(ONCE), "north: bad")
    game.do(Rewind(0))
    game.do(Note(), "Once more.")
    game.decide("north", Act("fair"))
    assert [(each.line, str(each.decision)) for each in decisions_of_sides(game)] == [
        (4, "north: fair")
    ]


def test_grading_stops_when_it_is_told_to_and_has_wider_intervals_then() -> None:
    rules = tiny.rules(ONCE)
    decided = decisions_of_sides(played(rules, "north: fair", "south: wait"))
    told: list[tuple[int, int]] = []

    def upto(most: int) -> list[Grade]:
        def proceed(done: int, steps: int) -> bool:
            told.append((done, steps))
            return done < most

        told.clear()
        return grader(rules).grade(decided, proceed)

    looked = upto(2)
    whole = upto(99)
    assert told[-1] == (8, 8)
    assert whole == grader(rules).grade(decided)
    assert looked[0].rollouts < whole[0].rollouts
    width = [each[0].gain.high - each[0].gain.low for each in (looked, whole)]
    assert width[0] > width[1]


def test_the_scale_is_measured_in_games_of_all_personas() -> None:
    rules = tiny.rules(ONCE)
    reference = reference_of(rules)
    assert reference == Reference(
        FrozenMap({side: FrozenMap({"uniform": 1}) for side in rules.sides}),
        FrozenMap(dict.fromkeys(rules.sides, "uniform")),
    )
    scale = measure_scales(lower(rules), reference)["north"]
    assert scale.mean == pytest.approx(50 + 65 / 7, abs=1)
    assert scale.spread == 60  # from −20 to +40
    assert scale.share(6) == 10


def test_each_side_has_all_its_personas_alike_and_its_first_for_the_account() -> None:
    text = """
personas:
  hawk: {name: Hawk, sides: [north]}
  dove: {name: Dove}
"""
    reference = reference_of(tiny.rules(text))
    grades: Mapping[str, Mapping[str, int]] = reference.grades
    assert grades == {"north": {"hawk": 1, "dove": 1}, "south": {"dove": 1}}
    assert reference.account == {"north": "hawk", "south": "dove"}
