"""What happened in a game, step by step: the decisions, the draws, and what came of them.

Rewound moments are left out, and so are notes, messages, pauses and hand-overs. What sides decide
at once, unseen by each other, is one step: the picks of an actions phase with `order: together`
and the answers to a question with `reveal: together`, unless the facilitator comes between.
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
from game.session.game import Game
from game.session.moment import Moment


@frozen
class DecisionMade:
    """A decision as it stands in the record."""

    line: int
    """The number of its line in the record."""
    decision: Decision
    before: State
    """The state in which it was made, with the luck that the game had then."""
    by_facilitator: bool = False
    """Whether the facilitator made it for the side."""

    @property
    def side(self) -> str:
        """The side whose decision it is, or FACILITATOR."""
        return self.decision.side


@frozen
class HistoryStep:
    """The beginning of a game, a decision, or decisions made at once; and all up to the next."""

    before: State | None
    """The state before it. None: a new game begins. Where a game begins in a position, this is the
    position, as `after` is."""
    decisions: tuple[DecisionMade, ...]
    """In the order in which they were made; none at the beginning."""
    after: State
    entries: tuple[Entry, ...]
    """What was logged, with what bots said."""
    draws: tuple[Draw, ...]
    """All draws, in order; the first comes after the last decision. The position in which a game
    begins has none: what was dealt there is part of the position."""

    @property
    def turn(self) -> int:
        """The turn in which it was decided; 0 where a game begins."""
        return 0 if self.before is None else self.before.turn

    @property
    def deciders(self) -> tuple[str, ...]:
        """The sides that decided, or FACILITATOR, in the order of their first decisions."""
        return tuple(dict.fromkeys(made.side for made in self.decisions))

    def decisions_of(self, sides: tuple[str, ...]) -> tuple[Decision, ...]:
        """The decisions of some of the sides, in the order in which they were made."""
        return tuple(made.decision for made in self.decisions if made.side in sides)

    def entries_after(self, draw: int) -> tuple[Entry, ...]:
        """What was logged from a draw, by its index, up to the next."""
        ends = [each.entry for each in self.draws[draw + 1 :]]
        return self.entries[self.draws[draw].entry : ends[0] if ends else None]


def list_steps(game: Game) -> tuple[HistoryStep, ...]:
    """The steps that led to where a game stands, its beginning first."""
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
    """The step of one line; None where nobody decides anything in it."""
    line = moment.line
    if line is None or not isinstance(line.action, Decision):
        return None
    made = DecisionMade(line.number, line.action, before, line.by_facilitator)
    draws = draws_of(rules, before, made.decision)
    return HistoryStep(before, (made,), moment.state, moment.entries, draws)


def _belong_together(rules: Rules, first: HistoryStep, second: HistoryStep) -> bool:
    """Whether the decision of the second was made unseen while that of the first still waited."""
    if FACILITATOR in (*first.deciders, *second.deciders) or not first.decisions:
        return False
    before = first.decisions[-1].before
    return bool(before.questions) == bool(first.after.questions) and _waits(rules, first.after)


def _waits(rules: Rules, state: State) -> bool:
    """Whether a decision has been made that takes effect only with those of other sides."""
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
    """Both as one step."""
    shift = len(first.entries)
    return HistoryStep(
        first.before,
        (*first.decisions, *second.decisions),
        second.after,
        (*first.entries, *second.entries),
        tuple(evolve(draw, entry=draw.entry + shift) for draw in second.draws),
    )


def decisions_of_sides(game: Game) -> tuple[DecisionMade, ...]:
    """The decisions of all sides that led to where a game stands, in the order of the record."""
    made = [each for step in list_steps(game) for each in step.decisions]
    return tuple(each for each in made if each.side != FACILITATOR)
