"""A game step by step: what was decided, and what followed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.model.decisions import (
    Act,
    Decision,
    Pass,
)
from game.model.entries import Entry
from game.model.expressions import Expression, children
from game.model.play import Accepted, State
from game.rules.compiled import ActionsRules, PhaseRules, Rules
from strategies.play import Game


@frozen
class Passage:
    """One step of a game: the state before it, what was decided, what happened, the state after.

    The first is the game's beginning: nothing before it, and nobody decided.
    """

    rules: Rules
    before: State | None
    decision: Decision | None
    entries: tuple[Entry, ...]
    after: State

    def codes(self) -> list[str]:
        return [entry.code for entry in self.entries]

    def of(self, code: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.code == code)

    def phase(self) -> PhaseRules | None:
        """The phase in which was decided."""
        if self.before is None or self.before.phase < 0:
            return None
        return self.rules.phases[self.before.phase]

    def resolved(self) -> bool:
        """Whether a together phase came to its resolution."""
        phase = self.phase()
        if not isinstance(phase, ActionsRules) or not phase.together or self.before is None:
            return False
        mine = self.decision is not None and isinstance(self.decision.move, Act | Pass)
        return mine and bool({"acted", "undisclosed"} & {*self.codes()} or self._moved_on())

    def _moved_on(self) -> bool:
        assert self.before is not None
        return (self.before.turn, self.before.phase) != (self.after.turn, self.after.phase)


def passages(game: Game) -> Iterator[Passage]:
    """Every step of a game, its beginning first."""
    yield Passage(game.rules, None, None, game.begun.entries, game.begun.state)
    for tried in game.tried:
        if isinstance(tried.answer, Accepted):
            answer = tried.answer
            yield Passage(game.rules, tried.before, tried.decision, answer.entries, answer.state)


def nodes(tree: Expression) -> Iterator[Expression]:
    """A tree's nodes, outermost first."""
    yield tree
    for child in children(tree):
        yield from nodes(child)
