"""What a side means to pick in an actions phase before it says so: tried, taken back at will."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from game.engine.core import step
from game.engine.legal import legal
from game.engine.pending import phase_of
from game.engine.refusals import refuse
from game.engine.view import view
from game.model.decisions import Act, Decision, Move, Pass
from game.model.play import Legal, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules
from game.rules.evaluate import NO_PACKAGE
from game.session.game import DecisionRequest, Game


class Selection:
    """The picks that one side is thinking of; nobody else sees them, and no record has them.

    In a together phase it may think of all its picks at once, in `alternate` of the next one.
    It is made for a phase, and thrown away with it.
    """

    def __init__(self, game: Game, side: str) -> None:
        self._game = game
        self._side = side
        self.picks: tuple[str, ...] = ()
        """The actions thought of, in order."""
        self._asked: tuple[tuple[int, tuple[str, ...]], DecisionRequest] | None = None
        """What was asked last, and when: it is looked at often and changes seldom."""

    @property
    def room(self) -> int:
        """How many more can be thought of now; 0 where the side isn't asked to pick."""
        rules, state = self._game.rules, self._game.state
        phase = phase_of(rules, state)
        asked = self._side in state.to_move and not state.questions
        if not asked or not isinstance(phase, ActionsRules):
            return 0
        made = len(state.picks[rules.index.sides[self._side]])
        return max(0, (phase.picks - made if phase.together else 1) - len(self.picks))

    def asking(self) -> DecisionRequest:
        """What the side sees and may pick besides, as if it had picked these already."""
        now = len(self._game.moments), self.picks
        if self._asked is None or self._asked[0] != now:
            self._asked = now, self._ask()
        return self._asked[1]

    def _ask(self) -> DecisionRequest:
        asking, state = self._game.asking(self._side), self._thought()
        if not self.picks:
            return asking
        may = legal(self._game.rules, state, self._side) if self.room else Legal()
        return evolve(asking, view=view(self._game.rules, state, self._side), legal=may)

    def add(self, action: str) -> Refusal | None:
        """Thinks of one more; or why it can't be picked after the others."""
        decision = Decision(self._side, Act(action))
        refused = refuse(self._game.rules, self._thought(), decision)
        if refused is None and not self.room:
            refused = Refusal("wrong-kind")
        if refused is None:
            self.picks += (action,)
        return refused

    def undo(self) -> bool:
        """Takes the last one back; False where there is none."""
        had = bool(self.picks)
        self.picks = self.picks[:-1]
        return had

    def confirm(self, note: str = "") -> Refusal | None:
        """Picks them all, and passes where more could be picked; or why that can't be, and then
        nothing is picked."""
        moves = self.plan()
        if isinstance(moves, Refusal):
            return moves
        for i, move in enumerate(moves):
            self._game.decide(self._side, move, note if i == 0 else "")
            self.picks = self.picks[1:]
        return None

    def plan(self) -> list[Move] | Refusal:
        """The decisions that picking them all takes, one after the other; or why that can't be."""
        moves: list[Move] = [Act(action) for action in self.picks]
        if self.room or not moves:
            moves.append(Pass())
        return self._tried(moves) or moves

    def breaks(self) -> tuple[str, ...]:
        """The running promises of this side that these picks would break by being made.

        Only what the picks are counts, not what they do: that may be hidden from the side.
        """
        rules, state = self._game.rules, self._game.state
        phase, side = phase_of(rules, state), rules.index.sides[self._side]
        waiting = isinstance(phase, ActionsRules) and phase.together
        made = state.picks[side] if waiting else ()
        thought = [rules.index.slots[self._side, action] for action in self.picks]
        before, after = _counted(state, made), _counted(state, (*made, *thought))
        return tuple(
            promise.id
            for i, promise in enumerate(rules.promises)
            if state.promises[i]
            and rules.scenario.promises[promise.id].by == self._side
            and promise.broken is not None
            and promise.broken(after, NO_PACKAGE)
            and not promise.broken(before, NO_PACKAGE)
        )

    def _thought(self) -> State:
        """The game as if these had been picked, and nobody had heard of it."""
        rules, state = self._game.rules, self._game.state
        side = rules.index.sides[self._side]
        slots = tuple(rules.index.slots[self._side, action] for action in self.picks)
        picks = tuple(made + slots * (i == side) for i, made in enumerate(state.picks))
        return evolve(state, picks=picks)

    def _tried(self, moves: list[Move]) -> Refusal | None:
        """Why one of the moves would be refused when its turn comes."""
        if self._game.paused:
            return Refusal("paused")
        state = self._game.state
        for move in moves:
            answer = step(self._game.rules, state, Decision(self._side, move))
            if isinstance(answer, Refusal):
                return answer
            state = answer.state
        return None


def _counted(state: State, slots: Sequence[int]) -> State:
    """A state in which more actions count as made; what they do has not happened."""
    return evolve(
        state,
        uses=tuple(n + slots.count(slot) for slot, n in enumerate(state.uses)),
        today=tuple(n + slots.count(slot) for slot, n in enumerate(state.today)),
    )
