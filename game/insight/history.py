"""The history of a game, step by step: decisions, draws and their results.

Rewound moments, notes, messages, pauses and hand-overs are left out. Decisions that sides make at
once, unseen by each other, are one step: the picks of an actions phase with `order: together`, and
the answers to a question with `reveal: together`, unless the facilitator intervenes between them.
"""

from __future__ import annotations

from itertools import pairwise

from attrs import evolve, frozen

from game.engine.core import draws_of, draws_of_start
from game.engine.draws import Draw
from game.engine.pending import first_question, phase_of
from game.model.decisions import FACILITATOR, Decision
from game.model.entries import Entry
from game.model.play import NOTHING, State
from game.rules.compiled import ActionsRules, Rules
from game.session.game import Game, Moment


@frozen
class DecisionMade:
    """A decision as it stands in the record."""

    line: int
    """The number of its line in the record."""
    decision: Decision
    before: State
    """The state in which it was made, with the seed that the game had then."""
    by_facilitator: bool = False
    """Whether the facilitator made it for the side."""

    @property
    def side(self) -> str:
        """The side that decided, or FACILITATOR."""
        return self.decision.side


@frozen
class HistoryStep:
    """The beginning of a game or a decision (or decisions made at once), and all that followed."""

    before: State | None
    """The state before it; None at the beginning of a new game. At the beginning of a game from a
    position, `before` and `after` are both that position."""
    decisions: tuple[DecisionMade, ...]
    """The decisions in the order in which they were made; none at the beginning of a game."""
    after: State
    entries: tuple[Entry, ...]
    """The log entries, including what bots said."""
    draws: tuple[Draw, ...]
    """All draws, in order, which follow the last decision. A position in which a game begins has no
    draws, because its cards are part of the position."""

    @property
    def turn(self) -> int:
        """The turn of the decision; 0 at the beginning of a new game."""
        return 0 if self.before is None else self.before.turn

    @property
    def deciders(self) -> tuple[str, ...]:
        """The sides that decided, or FACILITATOR, in the order of their first decisions."""
        return tuple(dict.fromkeys(made.side for made in self.decisions))

    def decisions_of(self, sides: tuple[str, ...]) -> tuple[Decision, ...]:
        """The decisions of some of the sides, in the order in which they were made."""
        return tuple(made.decision for made in self.decisions if made.side in sides)

    def entries_after(self, draw: int) -> tuple[Entry, ...]:
        """The log entries from one draw, given by its index, up to the next."""
        ends = [each.entry for each in self.draws[draw + 1 :]]
        return self.entries[self.draws[draw].entry : ends[0] if ends else None]


def list_steps(game: Game) -> tuple[HistoryStep, ...]:
    """The steps that led to the current state of a game, its beginning first."""
    moments = list(game.history())
    steps = [_beginning(game, moments[0])]
    for before, moment in pairwise(moments):
        step = _step(game.rules, before.state, moment)
        if step is None:
            continue
        if _belong_together(game.rules, steps[-1], step):
            steps[-1] = _joined(steps[-1], step)
        else:
            steps.append(step)
    return tuple(steps)


def _beginning(game: Game, moment: Moment) -> HistoryStep:
    if game.position is not None:
        return HistoryStep(moment.state, (), moment.state, moment.entries, ())
    draws = draws_of_start(game.rules, moment.state.seed)
    return HistoryStep(None, (), moment.state, moment.entries, draws)


def _step(rules: Rules, before: State, moment: Moment) -> HistoryStep | None:
    """The step of one line of the record; None if the line is no decision."""
    line = moment.line
    if line is None or not isinstance(line.action, Decision):
        return None
    made = DecisionMade(line.number, line.action, before, line.by_facilitator)
    draws = draws_of(rules, before, made.decision)
    return HistoryStep(before, (made,), moment.state, moment.entries, draws)


def _belong_together(rules: Rules, first: HistoryStep, second: HistoryStep) -> bool:
    """Whether the second step's decision was made unseen while the first step's still waited."""
    if FACILITATOR in (*first.deciders, *second.deciders) or not first.decisions:
        return False
    before = first.decisions[-1].before
    return bool(before.questions) == bool(first.after.questions) and _waits(rules, first.after)


def _waits(rules: Rules, state: State) -> bool:
    """Whether a decision waits to take effect together with those of other sides."""
    if state.outcome != NOTHING:
        return False
    if state.questions:
        hidden = any(answer != NOTHING for answer in state.hidden_answers)
        return hidden and first_question(rules, state)[0].together
    phase = phase_of(rules, state)
    if not isinstance(phase, ActionsRules) or not phase.together:
        return False
    return any(state.picks) or any(state.finished[side] for side in phase.sides)


def _joined(first: HistoryStep, second: HistoryStep) -> HistoryStep:
    """Joins two steps into one."""
    shift = len(first.entries)
    return HistoryStep(
        first.before,
        (*first.decisions, *second.decisions),
        second.after,
        (*first.entries, *second.entries),
        tuple(evolve(draw, entry=draw.entry + shift) for draw in second.draws),
    )


def decisions_of_sides(game: Game) -> tuple[DecisionMade, ...]:
    """The decisions of sides that led to the current state of a game, in record order."""
    decisions = [each for step in list_steps(game) for each in step.decisions]
    return tuple(each for each in decisions if each.side != FACILITATOR)
