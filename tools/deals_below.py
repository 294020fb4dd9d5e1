"""Why an expert accepted less than its reserve: the score lines that outweigh what it gave up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from game.model.play import State
    from game.rules.compiled import Rules

ROLLOUTS = 400
"""How often the game is played on from an acceptance, and from saying nothing."""
SEED = 19


@frozen
class LineGain:
    """By how much the acceptance changes one line of the side's score, on average."""

    label: str
    mean: float
    half: float
    """Half of the 95 % interval."""

    @property
    def is_clear(self) -> bool:
        """Whether it brings at least half a point, and not by luck."""
        return self.mean >= 0.5 and self.mean > self.half


@frozen
class LowAcceptance:
    """An acceptance below the reserve."""

    round: int
    side: str
    worth: int
    reserve: int
    lines: tuple[LineGain, ...]
    """The lines of its score, the greatest gain first."""
    total: LineGain
    """The whole score."""

    @property
    def reasons(self) -> tuple[LineGain, ...]:
        """The lines that outweigh the loss."""
        return tuple(line for line in self.lines if line.is_clear)

    def sentence(self) -> str:
        """Says in one sentence what outweighed the loss."""
        head = f"round {self.round}, {self.side} accepts {self.worth} below {self.reserve}"
        reasons = " and ".join(f"“{each.label}” brings {each.mean:+.1f}" for each in self.reasons)
        if not reasons:
            reasons = "no line of the score speaks for it"
        score = f"{self.total.mean:+.1f} ± {self.total.half:.1f}"
        return f"{head}: {reasons}; its score changes by {score} against saying nothing."


def explain_acceptance(
    rules: Rules, state: State, side: str, number: int, worth: int, reserve: int
) -> LowAcceptance:
    """Plays on from an acceptance and from a pass, with the same luck and personas in all seats."""
    from game.kernel.lowering.lower import lower
    from game.kernel.rollouts import Seat, roll_out
    from game.model.decisions import Accept, Decision, Pass

    tables = lower(rules)
    seats: dict[str, Seat] = {}
    for each in rules.sides:
        names = [persona for own, persona in tables.personas if own == each]
        seats[each] = dict.fromkeys(names, 1) if names else "uniform"
    both = [[Decision(side, move)] for move in (Accept(), Pass())]
    rollouts = roll_out(tables, state, seats, ROLLOUTS, SEED, alternatives=both)
    index = rules.index.sides[side]
    points = rollouts.lines[index][0] - rollouts.lines[index][1]
    labels = [line.label for line in rules.scenario.sides[side].score]
    lines = [_gain(label, points[:, k]) for k, label in enumerate(labels)]
    lines.sort(key=lambda line: -line.mean)
    return LowAcceptance(
        number, side, worth, reserve, tuple(lines), _gain("score", points.sum(axis=1))
    )


def _gain(label: str, differences: object) -> LineGain:
    from statistics import fmean, stdev

    values = [int(each) for each in differences]  # type: ignore[attr-defined]
    return LineGain(label, fmean(values), 1.96 * stdev(values) / len(values) ** 0.5)


def summary(scenario: str, acceptances: Sequence[LowAcceptance]) -> Iterator[str]:
    """The rows of a table: by side and line, in how many acceptances it outweighs the loss."""
    counts = Counter((each.side, line.label) for each in acceptances for line in each.reasons)
    unexplained = Counter(each.side for each in acceptances if not each.reasons)
    for (side, label), count in counts.most_common():
        yield f"| {scenario} | {side} | {label} | {count} |"
    for side, count in unexplained.items():
        yield f"| {scenario} | {side} | none | {count} |"
