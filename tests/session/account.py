"""An own account of a session, kept with nothing of it but the text form of what was done.

It knows the state after every line by `begin` and `step` alone, and for every line the lines of the
game that led to it, so that rewinding is looking up, and can be checked by playing all that again.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field, frozen
from recorded import line_of

from game.engine.core import begin, step
from game.engine.digest import digest
from game.model.characters import neutralise
from game.model.decisions import FACILITATOR, Act, Decision, Move, Offer, Pass
from game.model.entries import Entry
from game.model.play import Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, Rules
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
)


def kept(note: str) -> str:
    """A note as it is kept: without what no text may hold."""
    return neutralise(note, "")


@frozen
class Told:
    """What a line must say, the time apart."""

    action: RecordedAction
    note: str
    timeout: bool
    digest: str
    facilitator: bool = False

    def line(self, number: int, at: str) -> bytes:
        """The line as it must stand in the file."""
        note = "" if isinstance(self.action, Message) else self.note
        some = {"note": note, "timeout": self.timeout, "facilitator": self.facilitator}
        rest = {key: value for key, value in some.items() if value}
        return line_of(
            {"n": number, "do": str(self.action), **rest, "at": at, "digest": self.digest}
        )


@define
class Account:
    """What must be so after all that was done; line 0 is the start."""

    rules: Rules
    seed: int
    told: list[Told] = field(factory=list)
    """By line, from line 1."""
    states: list[State] = field(factory=list)
    entries: list[tuple[Entry, ...]] = field(factory=list)
    ways: list[tuple[int, ...]] = field(factory=lambda: [()])
    """By line, the lines of the game that led there, itself the last."""
    paused: bool = False
    players: dict[str, str] = field(factory=dict)
    """By side, who plays it since its seat was handed over."""

    def __attrs_post_init__(self) -> None:
        begun = begin(self.rules, self.seed)
        self.states.append(begun.state)
        self.entries.append(begun.entries)

    @property
    def state(self) -> State:
        return self.states[-1]

    @property
    def history(self) -> tuple[int, ...]:
        """The lines of the game as it stands, its start among them."""
        return (0, *self.ways[-1])

    def answer(self, action: RecordedAction, note: str = "") -> Accepted | str:
        """What doing something must lead to now; or the code with which it must be refused."""
        same = Accepted(self.state, ())
        match action:
            case Decision():
                # No statements are made in these games.
                if isinstance(action.move, Offer) and len(kept(note).strip() and kept(note)) > 140:
                    return "too-long"
                if self.paused and action.side != FACILITATOR:
                    return "paused"
                answer = step(self.rules, self.state, action)
                return answer.code if isinstance(answer, Refusal) else answer
            case Pause():
                return "paused" if self.paused else same
            case Resume():
                return same if self.paused else "not-paused"
            case Note() | Announce():
                return same if kept(note).split() else "no-words"
            case HandOver(side, player):
                if side not in self.rules.sides:
                    return "unknown-side"
                return same if player in ("me", "uniform", "expert") else "unknown-who"
            case Message(sender, to):
                for member, known in ((sender, ()), (to, ("all",))):
                    side, _, seat = member.partition(".")
                    if side not in (*self.rules.sides, *known):
                        return "unknown-side"
                    if seat and seat not in self.rules.scenario.sides[side].seats:
                        return "unknown-seat"
                if not kept(note).split():
                    return "no-words"
                return same if len(kept(note)) <= 500 else "too-long"
            case Rewind(to, luck):
                if to >= len(self.states):
                    return "no-such-line"
                if luck is not None and luck >= 2**63:
                    return "no-such-seed"
                found = self.states[to]
                return Accepted(evolve(found, seed=found.seed if luck is None else luck), ())

    def telling(
        self,
        action: RecordedAction,
        note: str,
        timeout: bool,
        answer: Accepted,
        facilitator: bool = False,
    ) -> Told:
        """What the next line must say where it is this."""
        return Told(action, kept(note), timeout, digest(self.rules, answer.state), facilitator)

    def add(self, told: Told, answer: Accepted) -> None:
        """Counts what was done."""
        number = len(self.states)
        origin = told.action.to if isinstance(told.action, Rewind) else number - 1
        self.told.append(told)
        self.states.append(answer.state)
        self.entries.append(answer.entries)
        self.ways.append((*self.ways[origin], number))
        if isinstance(told.action, Pause | Resume):
            self.paused = isinstance(told.action, Pause)
        if isinstance(told.action, HandOver):
            self.players[told.action.side] = told.action.player

    def done(self, line: int) -> list[RecordedAction]:
        """What was done, in order, in the game that led to a line."""
        return [self.told[number - 1].action for number in self.ways[line]]

    def taken(self, line: int) -> dict[str, int]:
        """By side, its decisions in the game that led to a line."""
        found = [action.side for action in self.done(line) if isinstance(action, Decision)]
        return {side: found.count(side) for side in self.rules.sides}

    def played_again(self) -> State:
        """Where all that led to here leads when it is done from the start."""
        state = begin(self.rules, self.seed).state
        for action in self.done(len(self.told)):
            if isinstance(action, Decision):
                answer = step(self.rules, state, action)
                assert isinstance(answer, Accepted), action
                state = answer.state
            elif isinstance(action, Rewind) and action.luck is not None:
                state = evolve(state, seed=action.luck)
        return state

    def timed_out(self, side: str, moves: Iterable[Move]) -> Move | None:
        """What is decided for a side whose time is up (rule 10.2); None where nothing can be.

        moves: all that may be legal, in order.
        """
        for move in (Pass(), *moves):
            if isinstance(step(self.rules, self.state, Decision(side, move)), Accepted):
                return move
        return None

    # Picks that are thought of

    def _visited(self) -> ActionsRules | None:
        """The actions phase that the game is in."""
        phase = self.rules.phases[self.state.phase] if self.state.phase >= 0 else None
        return phase if isinstance(phase, ActionsRules) else None

    @property
    def picks_of_two(self) -> bool:
        """Whether somebody who is asked may think of two picks at once."""
        phase = self._visited()
        together = phase is not None and phase.together and phase.picks > 1
        return together and not self.state.questions

    def after(self, side: str, picks: Iterable[str]) -> State | str:
        """The state after a side has picked these; or the code with which one is refused."""
        state = self.state
        for action in picks:
            answer = step(self.rules, state, Decision(side, Act(action)))
            if isinstance(answer, Refusal):
                return answer.code
            state = answer.state
        return state

    def picking(self, side: str, picks: tuple[str, ...], state: State) -> bool:
        """Whether a side that is thinking of these may think of one more, in the state to which
        they lead: in a together phase until it has them all, in `alternate` of one only."""
        phase, own = self._visited(), self.rules.index.sides[side]
        here = (state.turn, state.phase) == (self.state.turn, self.state.phase)
        if phase is None or not here or side not in state.to_move or state.questions:
            return False
        more = len(state.picks[own]) - len(self.state.picks[own])
        return more == len(picks) and (phase.together or not picks)

    def moves(self, side: str, picks: tuple[str, ...]) -> list[Move] | str:
        """What a side does that confirms these; or the code with which it is refused."""
        if self.paused:
            return "paused"
        state = self.after(side, picks)
        if isinstance(state, str):
            return state
        moves: list[Move] = [Act(action) for action in picks]
        if picks and not self.picking(side, picks, state):
            return moves
        answer = step(self.rules, state, Decision(side, Pass()))
        return answer.code if isinstance(answer, Refusal) else [*moves, Pass()]
