"""Which trials an expert keeps and which decision it takes, by their scores (rule 12.3).

This module is made for reading; `kernel/run/candidates.py` does the same on numbers, and a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from game.model.decisions import Accept, Move, Offer, Pass, Walk

KEPT = Fraction(30, 100)
"""The share of trials that go on to the next stage."""
ERRORS_OF_ACCEPTING = 4
"""How many standard errors better than accepting a decision must be. Walking out, or accepting a
loss, must be that much better than everything else."""
ERRORS_OF_CONTINUING = 1
"""How many standard errors better a decision must be than going on from the last offer, or than
accepting the offer of a side that is recognised."""
ERRORS_OF_PLANNING = 2
"""How many standard errors better than the plan's a decision must be, outside of tables."""


@frozen
class MoveTrial:
    """A candidate tried with one persona in the expert's seat. All trials share the same games."""

    candidate: int
    """Its index among the candidates."""
    move: Move
    scores: tuple[int, ...]
    """The expert's own final score in each game."""

    @property
    def total(self) -> int:
        """The sum of its scores."""
        return sum(self.scores)


@frozen
class Talks:
    """The facts about a table that matter for an expert's final choice."""

    again: int | None
    """The candidate that repeats the side's last offer."""
    step: int | None
    """The candidate that is a step on from the last offer, or else the one to begin with."""
    own_offer_stands: bool
    accepts_loss: bool
    """Whether the standing offer is worth less to the side than its reserve."""
    recognised: bool = False
    """Whether the expert thinks that it recognises the player who made the standing offer."""

    def never_dropped(self, trial: MoveTrial) -> bool:
        """Whether the best trial of this candidate is kept up to the last stage in any case."""
        return trial.move in (Accept(), Pass()) or trial.candidate in (self.again, self.step)

    def is_drastic(self, move: Move) -> bool:
        """Whether a decision is drastic: it walks out or accepts a loss."""
        return move == Walk() or (move == Accept() and self.accepts_loss)

    def sense(self, trial: MoveTrial, best: MoveTrial) -> int:
        """The preference, from 4 down to 0, for a decision that is as good as the best one."""
        if trial.move == Accept() and not self.accepts_loss:
            return 4
        if trial.candidate == self.step:
            return 3
        if trial.candidate == self.again or (trial.move == Pass() and self.own_offer_stands):
            return 2
        return 1 if isinstance(trial.move, Offer) and best.move == Pass() else 0


def keep_trials(
    trials: Sequence[MoveTrial], talks: Talks | None, planned: int | None = None
) -> list[MoveTrial]:
    """The trials that go on to the next stage, in their order.

    talks: None outside of tables. planned: the candidate that the plan prescribes. Among trials
    with the same total, the first goes on.
    """
    count = -(-len(trials) * KEPT.numerator // KEPT.denominator)
    ranked = sorted(range(len(trials)), key=lambda number: -trials[number].total)
    kept = ranked[:count]
    candidates = {trials[number].candidate for number in kept}
    for number in ranked[count:]:
        trial = trials[number]
        is_named = trial.candidate == planned if talks is None else talks.never_dropped(trial)
        if is_named and trial.candidate not in candidates:
            kept.append(number)
            candidates.add(trial.candidate)
    return [trials[number] for number in sorted(kept)]


def decide(
    trials: Sequence[MoveTrial], talks: Talks | None, planned: int | None = None
) -> MoveTrial:
    """The trial whose candidate is chosen after the last stage. Takes what `keep_trials` takes."""
    best = _first_best(trials)
    if talks is None:
        of_plan = [trial for trial in trials if trial.candidate == planned]
        is_as_planned = of_plan and is_as_good(_first_best(of_plan), best, ERRORS_OF_PLANNING)
        return _first_best(of_plan) if is_as_planned else best
    if talks.is_drastic(best.move):
        others = [trial for trial in trials if not talks.is_drastic(trial.move)]
        if not others or not is_as_good(_first_best(others), best, ERRORS_OF_ACCEPTING):
            return best
        best = _first_best(others)
    for sense in (4, 3, 2, 1):
        patient = sense == 4 and not talks.recognised
        errors = ERRORS_OF_ACCEPTING if patient else ERRORS_OF_CONTINUING
        sensible = [
            trial
            for trial in trials
            if talks.sense(trial, best) == sense and is_as_good(trial, best, errors)
        ]
        if sensible:
            return _first_best(sensible)
    return best


def is_as_good(trial: MoveTrial, best: MoveTrial, errors: int) -> bool:
    """Whether the best trial is better by at most some standard errors of the mean difference.

    After a single game every trial counts as good.
    """
    differences = [ours - theirs for ours, theirs in zip(best.scores, trial.scores, strict=True)]
    count = len(differences)
    mean = Fraction(sum(differences), count)
    if mean <= 0 or count == 1:
        return True
    variance = sum((difference - mean) ** 2 for difference in differences) / (count - 1)
    return mean**2 <= errors**2 * variance / count


def _first_best(trials: Sequence[MoveTrial]) -> MoveTrial:
    """The trial with the best scores, the first of equals."""
    return max(trials, key=lambda trial: trial.total)
