"""What each decision was worth, judged by what its side knew: gains, losses and labels.

A grade never depends on what was hidden from the side, except the label *could not be known*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from attrs import define, evolve, field, frozen

from game.bots.expert import ExpertBot
from game.engine.legal import legal
from game.engine.refusals import refuse
from game.engine.view import view
from game.insight.effort import USUAL, Effort
from game.insight.history import DecisionMade
from game.insight.intervals import EXACT, Interval
from game.insight.reference import Reference, Scale
from game.insight.samples import Alternatives, Samples
from game.kernel.lowering.lower import Tables
from game.kernel.sight import information_set
from game.model.decisions import Decision, Move
from game.model.frozen import FrozenMap
from game.rules.rng import mix
from game.session.game import DecisionRequest

Label = Literal[
    "good",
    "costly",  # the loss is surely above 7 % of the side's spread
    "serious",  # above 14 %
    "missed",  # costly, and the side still stands no worse than at the start
    "unknowable",  # costly only by what was hidden from the side
]
COSTLY, SERIOUS = 7, 14
"""Per cent of the spread of a side's scores. With 5, personas' own decisions were costly one time
in twelve, and truly so: too often for a word that people remember."""
FIRST_LOOK = 64
"""Rollouts of every alternative, before most of them are dropped."""
LAST = 2
"""So many alternatives of each half are tried most often."""
TURNING_POINTS = 3
LEAST_EFFECT = 1.5
"""Points that a decision changed at least that is one of them."""
LEAST_PART = 0.25
"""The least effect of a turning point, as a part of its side's largest one: a card worth two points
is none beside a mistake of twenty."""
_LOOKAHEAD_SEED = 7
"""Of the guesses from which packages to compare are taken: fixed, so that a position fixes them."""


@frozen
class Better:
    """Something that would surely have been better."""

    move: Move
    value: Interval
    """By how much, in points."""


@frozen
class Grade:
    """A decision and what it was worth to its side, in points of its final score."""

    line: int
    """The number of its line in the record."""
    turn: int
    side: str
    move: Move
    gain: Interval
    """Against what the reference does there."""
    loss: Interval
    """Against the best alternative."""
    label: Label
    better: tuple[Better, ...]
    """The best first; at most three."""
    choices: int
    """How many moves were compared."""
    rollouts: int
    true_loss: Interval | None = None
    """The loss from what was hidden as it truly was, where that was looked at."""
    truly_better: Move | None = None
    """What would have been best then, where it would surely have been better."""

    @property
    def weight(self) -> float:
        """How much hung on it: the best alternative against what the reference does there."""
        return self.gain.mean + self.loss.mean

    @property
    def effect(self) -> float:
        """How much it changed, in points: what a good one surely gained, what another one lost."""
        if self.label == "good":
            return self.gain.mean if self.gain.low > 0 else 0.0
        if self.label == "unknowable" and self.true_loss is not None:
            return self.true_loss.mean
        return self.loss.mean


def turning_points(grades: Sequence[Grade], side: str) -> tuple[Grade, ...]:
    """The decisions of a side with the largest effects, good ones included, in their order.

    At most three, and none that changed hardly more than a point, or little beside the largest.
    """
    of_side = [grade for grade in grades if grade.side == side]
    most = max((grade.effect for grade in of_side), default=0.0)
    own = [grade for grade in of_side if grade.effect >= max(LEAST_EFFECT, LEAST_PART * most)]
    largest = sorted(own, key=lambda grade: -grade.effect)[:TURNING_POINTS]
    return tuple(grade for grade in own if grade in largest)


class Grader:
    """Grades decisions of games of one scenario."""

    def __init__(
        self,
        tables: Tables,
        reference: Reference,
        scales: FrozenMap[str, Scale],
        effort: Effort = USUAL,
    ) -> None:
        self._tables = tables
        self._reference = reference
        self._scales = scales
        self._effort = effort
        self._experts = {
            side: ExpertBot(tables, side, _LOOKAHEAD_SEED, budget=0) for side in tables.rules.sides
        }

    def grade(
        self, decisions: Sequence[DecisionMade], proceed: Callable[[int, int], bool] | None = None
    ) -> list[Grade]:
        """The grades of decisions, in their order.

        proceed: is told how much of how much is done, and stops by returning False; then what was
        looked at last has wider intervals, and what wasn't looked at has no grade.
        """
        work = [_Work(made, self._samples(made)) for made in decisions]
        steps = [
            step
            for step in (self._look, self._narrow, self._insist, self._look_behind)
            for _ in work
        ]
        for done, step in enumerate(steps):
            if proceed is not None and not proceed(done, len(steps)):
                break
            step(work[done % len(work)])
        if proceed is not None:
            proceed(len(steps), len(steps))
        return [grade for each in work if (grade := self._grade(each)) is not None]

    # The steps; each is done for all decisions before the next one begins

    def _look(self, work: _Work) -> None:
        """Tries every alternative a little."""
        if work.samples is not None:
            work.samples = work.samples.upto(min(FIRST_LOOK, self._effort.usual))

    def _narrow(self, work: _Work) -> None:
        """Tries the best as often as usual."""
        if work.samples is not None:
            work.samples = work.samples.narrowed().upto(self._effort.usual)

    def _insist(self, work: _Work) -> None:
        """Tries those more often of which it is not clear which label they get."""
        if work.samples is not None:
            work.samples = self._clear(work.samples, self._scale(work))

    def _look_behind(self, work: _Work) -> None:
        """Looks whether what is hidden makes a good decision a costly one."""
        samples, scale = work.samples, self._scale(work)
        if samples is None or _label_of(scale, samples.loss()) != "good":
            return
        true = _in_truth(samples.of)
        true = true.upto(min(FIRST_LOOK, self._effort.usual))
        if scale.share(true.loss().less(samples.loss()).high) > COSTLY:
            true = self._clear(true.narrowed().upto(self._effort.usual), scale)
        work.true_loss = true.loss()
        if _label_of(scale, work.true_loss) != "good":
            best = int(true.moves_scores.mean(axis=1).argmax())
            work.truly_better = true.of.moves[true.going[best]]

    def _clear(self, samples: Samples, scale: Scale) -> Samples:
        """With as many rollouts as it takes until it is clear which label a decision gets.

        One that isn't good is looked at longer, too: the few that are called so by chance are the
        worst mistakes of a grader.
        """
        while len(samples) < self._effort.most:
            loss = samples.loss()
            doubtful = _label_of(scale, loss) != "good" and len(samples) < self._effort.sure
            if not doubtful and not _straddles(scale, loss):
                break
            samples = samples.narrowed(LAST).upto(min(2 * len(samples), self._effort.most))
        return samples

    def _scale(self, work: _Work) -> Scale:
        return self._scales[work.made.side]

    # What they come to

    def _grade(self, work: _Work) -> Grade | None:
        made, samples = work.made, work.samples
        at = made.line, made.before.turn, made.side, made.decision.move
        if samples is None:
            return Grade(*at, EXACT, EXACT, "good", (), 1, 0)
        if not len(samples):
            return None
        return Grade(
            *at,
            samples.gain(),
            samples.loss(),
            self._label(work, samples),
            _better(samples),
            len(samples.of.moves),
            len(samples),
            work.true_loss,
            work.truly_better,
        )

    def _label(self, work: _Work, samples: Samples) -> Label:
        scale, loss = self._scale(work), samples.loss()
        label = _label_of(scale, loss)
        true = work.true_loss
        if label == "good" and true is not None:
            # It truly lost much, and by what was hidden: much more than by what was known.
            cost = _label_of(scale, true) != "good", _label_of(scale, true.less(loss)) != "good"
            return "unknowable" if all(cost) else "good"
        if label == "costly" and samples.moves_scores[samples.taken].mean() >= scale.mean:
            return "missed"
        return label

    def _samples(self, made: DecisionMade) -> Samples | None:
        """The alternatives to a decision, not yet tried; None where there was no choice."""
        rules, state, move = self._tables.rules, made.before, made.decision.move
        side = made.side
        shown = view(rules, state, side)
        request = DecisionRequest(side, shown, legal(rules, state, side), taken=0)
        moves = dict.fromkeys((*self._experts[side].moves_to_try(request), move))
        if len(moves) == 1:
            return None
        alternatives = Alternatives(
            self._tables,
            state,
            side,
            tuple(moves),
            tuple(moves).index(move),
            self._reference.grades,
            mix(self._effort.seed + made.line) >> 2,
            information_set(self._tables, side, shown),
        )
        return Samples(alternatives, tuple(range(len(moves))))


@define
class _Work:
    """A decision with what has been tried so far."""

    made: DecisionMade
    samples: Samples | None
    true_loss: Interval | None = field(default=None)
    truly_better: Move | None = field(default=None)


def _label_of(scale: Scale, loss: Interval) -> Label:
    """The label of a loss by itself."""
    share = scale.share(loss.low)
    return "serious" if share > SERIOUS else "costly" if share > COSTLY else "good"


def _straddles(scale: Scale, loss: Interval) -> bool:
    """Whether an interval lies across a cut."""
    low, high = scale.share(loss.low), scale.share(loss.high)
    return any(low <= cut < high for cut in (COSTLY, SERIOUS))


def _in_truth(alternatives: Alternatives) -> Samples:
    """The same moves from the true state; those that something hidden forbids are left out."""
    rules, state, side = alternatives.tables.rules, alternatives.state, alternatives.side
    taken = alternatives.moves[alternatives.taken]
    moves = tuple(
        move for move in alternatives.moves if refuse(rules, state, Decision(side, move)) is None
    )
    true = evolve(alternatives, moves=moves, taken=moves.index(taken), known=None)
    return Samples(true, tuple(range(len(moves))))


def _better(samples: Samples) -> tuple[Better, ...]:
    """The moves that are surely better than the one taken, the best first."""
    found = [
        Better(samples.of.moves[number], value)
        for place, number in enumerate(samples.going)
        if place != samples.taken and (value := samples.against(place)).low > 0
    ]
    return tuple(sorted(found, key=lambda each: -each.value.mean)[:TURNING_POINTS])
