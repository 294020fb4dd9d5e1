"""One game being played: asks those who decide, moves the game, and tells each what it may hear."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.core import begin, step
from game.engine.legal import legal
from game.engine.view import appraise, view
from game.model.decisions import Decision, Move
from game.model.frozen import FrozenMap
from game.model.play import Entry, Legal, Refusal, State, View
from game.rules.compiled import Rules

Decide = Callable[[View, Legal], Move]
"""Decides for one side. It is asked again, with the same view, where its decision is refused."""

Hear = Callable[[tuple[Entry, ...]], None]
"""Is told what happened, as far as the one it hears for may know."""

Refused = Callable[[str, Move, Refusal], None]
"""Is told whose decision was refused, and why."""

MOST_TRIES = 1000
"""Refusals of one decision after which the one who decides must be broken."""


class Game:
    """One game, from its first decision to its end."""

    def __init__(self, rules: Rules, seed: int) -> None:
        begun = begin(rules, seed)
        self.rules = rules
        self.state: State = begun.state
        self._latest = begun.entries

    def play(
        self,
        deciders: Mapping[str, Decide],
        listeners: Mapping[str, Hear],
        refused: Refused | None = None,
    ) -> State:
        """Plays to the end and returns the last state.

        deciders: by side. listeners: by side, PUBLIC or FACILITATOR; they hear of the opening too.
        """
        self._tell(listeners)
        while self.state.to_move:
            side = self.state.to_move[0]
            self._decide(side, deciders[side], refused)
            self._tell(listeners)
        return self.state

    def view(self, who: str) -> View:
        """What a side, PUBLIC or the FACILITATOR may know now."""
        return view(self.rules, self.state, who)

    def appraise(self, side: str, table: str, package: FrozenMap[str, str]) -> int | Refusal:
        """What a draft of a package would be worth to a side now."""
        return appraise(self.rules, self.state, side, table, package)

    def _decide(self, side: str, decide: Decide, refused: Refused | None) -> None:
        seen, may = self.view(side), legal(self.rules, self.state, side)
        for _ in range(MOST_TRIES):
            move = decide(seen, may)
            taken = step(self.rules, self.state, Decision(side, move))
            if not isinstance(taken, Refusal):
                self.state, self._latest = taken.state, taken.entries
                return
            if refused is not None:
                refused(side, move, taken)
        raise RuntimeError(f"{side} was refused {MOST_TRIES} times, at last {move}: {taken}")

    def _tell(self, listeners: Mapping[str, Hear]) -> None:
        for who, hear in listeners.items():
            heard = tuple(entry for e in self._latest if (entry := e.shown_to(who)) is not None)
            if heard:
                hear(heard)
