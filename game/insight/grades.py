"""Grades each decision by what its side knew: its gain, its loss and a label.

Only the label `unknowable` depends on what was hidden from the side.
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
    "missed",  # costly, but the side could still expect at least as much as at the start
    "unknowable",  # costly only because of what was hidden from the side
]
COSTLY, SERIOUS = 7, 14
"""The thresholds of the labels, in per cent of the spread of a side's scores. With 5 instead of 7,
one in twelve of the personas' own decisions was costly, and rightly so: too many for so strong a
word."""
FIRST_LOOK = 64
"""The rollouts of every alternative before most alternatives are dropped."""
LAST = 2
"""The number of alternatives of each half of the rollouts that are tried most often."""
MOST_BETTER = 3
"""The most better moves that a grade names."""
_LOOKAHEAD_SEED = 7
"""The seed for choosing the packages to compare. It is fixed, so a position determines them."""


@frozen
class Better:
    """A move that would surely have been better."""

    move: Move
    value: Interval
    """How much better it would have been, in points."""


@frozen
class Grade:
    """The grade of a decision: what it was worth to its side, in points of its final score."""

    line: int
    """The number of its line in the record."""
    turn: int
    side: str
    move: Move
    gain: Interval
    """How much better it was than the reference's own decision."""
    loss: Interval
    """How much worse it was than the best alternative."""
    label: Label
    better: tuple[Better, ...]
    """At most three moves that were surely better, the best first."""
    choices: int
    """The number of moves that were compared."""
    rollouts: int
    true_loss: Interval | None = None
    """The loss in the true state, which includes what was hidden; None if it wasn't computed."""
    truly_better: Move | None = None
    """The best move in the true state, if it would surely have been better."""

    @property
    def weight(self) -> float:
        """What was at stake: the best alternative compared with the reference's own decision."""
        return self.gain.mean + self.loss.mean


class Grader:
    """Grades decisions in games of one scenario."""

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
        """Grades decisions, and returns the grades in their order.

        proceed: gets the number of steps done and of all steps, and returns False to stop. Some
        grades then have wider intervals, and decisions that weren't tried at all have no grade.
        """
        work = [_Work(made, self._samples(made)) for made in decisions]
        steps = [
            step
            for step in (self._try_all, self._try_best, self._try_unclear, self._try_true_state)
            for _ in work
        ]
        for done, step in enumerate(steps):
            if proceed is not None and not proceed(done, len(steps)):
                break
            step(work[done % len(work)])
        if proceed is not None:
            proceed(len(steps), len(steps))
        return [grade for each in work if (grade := self._grade(each)) is not None]

    # The steps: each is done for all decisions before the next step begins

    def _try_all(self, work: _Work) -> None:
        """Tries every alternative a few times."""
        if work.samples is not None:
            work.samples = work.samples.upto(min(FIRST_LOOK, self._effort.usual))

    def _try_best(self, work: _Work) -> None:
        """Tries the best alternatives as often as usual."""
        if work.samples is not None:
            work.samples = work.samples.narrowed().upto(self._effort.usual)

    def _try_unclear(self, work: _Work) -> None:
        """Tries a decision more often if it is not yet clear which label it gets."""
        if work.samples is not None:
            work.samples = self._clear(work.samples, self._scale(work))

    def _try_true_state(self, work: _Work) -> None:
        """Examines whether a good decision was costly in the true state."""
        samples, scale = work.samples, self._scale(work)
        if samples is None or _label_of(scale, samples.loss()) != "good":
            return
        true = _true_samples(samples.of)
        true = true.upto(min(FIRST_LOOK, self._effort.usual))
        if scale.share(true.loss().less(samples.loss()).high) > COSTLY:
            true = self._clear(true.narrowed().upto(self._effort.usual), scale)
        work.true_loss = true.loss()
        if _label_of(scale, work.true_loss) != "good":
            best = int(true.moves_scores.mean(axis=1).argmax())
            work.truly_better = true.of.moves[true.going[best]]

    def _clear(self, samples: Samples, scale: Scale) -> Samples:
        """Adds rollouts until it is clear which label a decision gets.

        Decisions that don't seem good get more rollouts in any case: to call a good decision bad by
        chance is the worst mistake that a grader makes.
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

    # The grades that follow

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
            # The true loss is costly, and so is the part of it that the side couldn't know about.
            cost = _label_of(scale, true) != "good", _label_of(scale, true.less(loss)) != "good"
            return "unknowable" if all(cost) else "good"
        if label == "costly" and samples.moves_scores[samples.taken].mean() >= scale.mean:
            return "missed"
        return label

    def _samples(self, made: DecisionMade) -> Samples | None:
        """The alternatives to a decision, still untried; None if there was no choice."""
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
    """A decision, and its samples so far."""

    made: DecisionMade
    samples: Samples | None
    true_loss: Interval | None = field(default=None)
    truly_better: Move | None = field(default=None)


def _label_of(scale: Scale, loss: Interval) -> Label:
    """The label that a loss gives, if nothing else counts."""
    share = scale.share(loss.low)
    return "serious" if share > SERIOUS else "costly" if share > COSTLY else "good"


def _straddles(scale: Scale, loss: Interval) -> bool:
    """Whether an interval contains a threshold of the labels."""
    low, high = scale.share(loss.low), scale.share(loss.high)
    return any(low <= cut < high for cut in (COSTLY, SERIOUS))


def _true_samples(alternatives: Alternatives) -> Samples:
    """The same moves in the true state, without those that something hidden forbids."""
    rules, state, side = alternatives.tables.rules, alternatives.state, alternatives.side
    taken = alternatives.moves[alternatives.taken]
    moves = tuple(
        move for move in alternatives.moves if refuse(rules, state, Decision(side, move)) is None
    )
    true = evolve(alternatives, moves=moves, taken=moves.index(taken), known=None)
    return Samples(true, tuple(range(len(moves))))


def _better(samples: Samples) -> tuple[Better, ...]:
    """The moves that are surely better than the one taken, the best first; at most three."""
    better = [
        Better(samples.of.moves[number], value)
        for place, number in enumerate(samples.going)
        if place != samples.taken and (value := samples.against(place)).low > 0
    ]
    return tuple(sorted(better, key=lambda each: -each.value.mean)[:MOST_BETTER])
