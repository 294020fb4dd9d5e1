"""One game as the kernel plays it, decision by decision: to be compared with the reference."""

from __future__ import annotations

from game.engine.packages import numbered
from game.kernel.codes import (
    A_SIDES,
    A_SIDES_N,
    A_TOGETHER,
    ACCEPT,
    ACTIONS,
    FIRE,
    OFFER,
    OUTCOME,
    PASS,
    PHASE_KIND,
    SET,
    STOP,
    TABLE_PARTY,
    V_TABLE,
    W_LIST,
    W_NAMED,
    WALK,
)
from game.kernel.core import asking, begin, intervene, mover, take
from game.kernel.jit import u64
from game.kernel.legality import (
    last_word,
    list_actions,
    list_answers,
    may_accept,
    may_pass,
    phase_of,
    qualifies,
    seat,
    waiting_questions,
)
from game.kernel.lower import Tables
from game.kernel.luck import fold, mix
from game.kernel.playout import score
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    Inject,
    Move,
    Offer,
    Pass,
    SetTrack,
    Stop,
    Walk,
)
from game.model.play import Refusal


class Machine:
    """A game of the kernel."""

    def __init__(self, tables: Tables, seed: int) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._seed = u64(seed)
        self._luck = u64(mix(self._seed))
        self._work = tables.work()
        self.state = tables.state()
        begin(tables.numbers, tables.sites, self.state, self._work, self._luck)

    @property
    def digest(self) -> str:
        """As `engine.digest` has it."""
        return f"{int(fold(self._tables.numbers, self.state, self._seed)):016x}"

    @property
    def scores(self) -> tuple[int, ...]:
        """By side, its score now."""
        numbers = self._tables.numbers
        sides = range(len(self._rules.sides))
        return tuple(int(score(numbers, self.state, self._work, side)) for side in sides)

    @property
    def to_move(self) -> tuple[str, ...]:
        """The sides that must decide now, in file order."""
        T, S, sides = self._tables.numbers, self.state, self._rules.sides
        first = mover(T, S)
        if first < 0:
            return ()
        phase = phase_of(T, S)
        if waiting_questions(T, S) or T[phase + PHASE_KIND] != ACTIONS or not T[phase + A_TOGETHER]:
            return (sides[first],)
        part = {T[T[phase + A_SIDES] + k] for k in range(T[phase + A_SIDES_N])}
        return tuple(id for i, id in enumerate(sides) if i in part and not S[seat(T, i)])

    def moves(self, side: str) -> tuple[Move, ...]:
        """All that a side may decide now but offers, in the order of `Legal.moves`."""
        if side not in self.to_move:
            return ()
        T, S, W, number = (
            self._tables.numbers,
            self.state,
            self._work,
            self._rules.index.sides[side],
        )
        phase = phase_of(T, S)
        if waiting_questions(T, S):
            n = list_answers(T, S, W, asking(T, S), number)
            answers = self._rules.injects[S[self._tables.places.questions + 1]].answers
            return tuple(Answer(answers[W[T[W_LIST] + k]].id) for k in range(n))
        if T[phase + PHASE_KIND] == ACTIONS:
            n = list_actions(T, S, W, phase, number)
            acts = tuple(Act(self._rules.slots[W[T[W_LIST] + k]].action) for k in range(n))
            return (*acts, Pass()) if may_pass(T, phase, n) else acts
        table = T[phase + V_TABLE]
        accepts = may_accept(T, S, W, table, T[T[table + TABLE_PARTY] + number])
        return (Accept(), Walk(), Pass()) if accepts else (Walk(), Pass())

    def may(self, decision: Decision) -> bool:
        """Whether a decision about things of this scenario is legal now."""
        if decision.side == FACILITATOR:
            return self.state[OUTCOME] < 0
        if not isinstance(decision.move, Offer):
            return decision.move in self.moves(decision.side)
        T, S = self._tables.numbers, self.state
        if decision.side not in self.to_move or Walk() not in self.moves(decision.side):
            return False
        table = T[phase_of(T, S) + V_TABLE]
        party = T[T[table + TABLE_PARTY] + self._rules.index.sides[decision.side]]
        if last_word(T, S, table) or not self._name(decision.move):
            return False
        return bool(qualifies(T, S, self._work, table, party))

    def do(self, decision: Decision) -> None:
        """Takes a legal decision."""
        T, C, S, W = self._tables.numbers, self._tables.sites, self.state, self._work
        if decision.side == FACILITATOR:
            intervene(T, C, S, W, self._luck, *self._intervention(decision.move))
        else:
            side = self._rules.index.sides[decision.side]
            take(T, C, S, W, self._luck, side, self._code(decision))

    def _intervention(self, move: Move) -> tuple[int, int, int]:
        index = self._rules.index
        match move:
            case Inject(inject=id):
                return FIRE, index.injects[id], 0
            case SetTrack(track=id, value=value):
                return SET, index.tracks[id], value
            case Stop(outcome=str(id)):
                return STOP, index.outcomes[id], 0
            case Stop():
                return STOP, -1, 0
            case _:
                raise ValueError(f"not the facilitator's: {move}")

    def _code(self, decision: Decision) -> int:
        match decision.move:
            case Act(action=action):
                return self._rules.index.slots[decision.side, action]
            case Answer(answer=answer):
                inject = self._rules.injects[self.state[self._tables.places.questions + 1]]
                return [each.id for each in inject.answers].index(answer)
            case Accept():
                return ACCEPT
            case Walk():
                return WALK
            case Offer() as offer:
                self._name(offer)
                return OFFER
            case Pass():
                return PASS
            case _:
                raise ValueError(f"not a side's: {decision}")

    def _name(self, offer: Offer) -> bool:
        """Names the package of an offer at W_NAMED; False where there are no such options."""
        T, S = self._tables.numbers, self.state
        phase = self._rules.phases[S[2]]
        table = self._rules.tables[phase.table]  # type: ignore[union-attr]
        named = numbered(table, offer.package)
        if isinstance(named, Refusal):
            return False
        for i, option in enumerate(named):
            self._work[T[W_NAMED] + i] = option
        return True
