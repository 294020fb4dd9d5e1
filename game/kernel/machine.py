"""One game as the kernel plays it, decision by decision: to be compared with the reference."""

from __future__ import annotations

from game.engine.packages import package_from_ids, package_to_ids
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables
from game.kernel.numba.jit import u64
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.play import NOTHING
from game.model.refusals import Refusal
from game.rules.compiled import InjectRules, VisitRules
from game.rules.rng import own_seed


class Machine:
    """A game of the kernel."""

    def __init__(self, tables: Tables, seed: int) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._seed = u64(seed)
        self._work = tables.work()
        self.state = tables.state()
        entries.begin(tables.numbers, tables.sites, self.state, self._work, self._seed)

    @property
    def digest(self) -> str:
        """As `engine.digest` has it."""
        return f"{int(entries.fold(self._tables.numbers, self.state, self._seed)):016x}"

    @property
    def scores(self) -> tuple[int, ...]:
        """By side, its score now."""
        numbers, sides = self._tables.numbers, range(len(self._rules.sides))
        return tuple(int(entries.score(numbers, self.state, self._work, side)) for side in sides)

    @property
    def to_move(self) -> tuple[str, ...]:
        """The sides that must decide now, in file order."""
        T, S, sides = self._tables.numbers, self.state, self._rules.sides
        first = entries.mover(T, S)
        if first < 0:
            return ()
        phase = self._phase
        if self._asked and self._asking.together:
            hidden = self._tables.places.hidden_answers
            asked = self._asking.ask
            return tuple(id for i, id in enumerate(sides) if i in asked and S[hidden + i] < 0)
        if self._asked or T[phase + c.PHASE_KIND] != c.ACTIONS or not T[phase + c.A_TOGETHER]:
            return (sides[first],)
        part = {T[T[phase + c.A_SIDES] + k] for k in range(T[phase + c.A_SIDES_N])}
        seats = [c.SIDES + side * (1 + T[c.H_PICKS]) for side in range(len(sides))]
        return tuple(id for i, id in enumerate(sides) if i in part and not S[seats[i]])

    def moves(self, side: str) -> tuple[Move, ...]:
        """All that a side may decide now but offers, in the order of `Legal.moves`."""
        if side not in self.to_move:
            return ()
        T, S, W, number = self._tables.numbers, self.state, self._work, self._number(side)
        if self._asked:
            n = entries.list_answers(T, S, W, number)
            return tuple(Answer(self._answers[W[T[c.W_LIST] + k]]) for k in range(n))
        phase = self._phase
        if T[phase + c.PHASE_KIND] == c.ACTIONS:
            n = entries.list_actions(T, S, W, phase, number)
            acts = tuple(Act(self._rules.slots[W[T[c.W_LIST] + k]].action) for k in range(n))
            return acts if n and T[phase + c.A_NO_PASS] else (*acts, Pass())
        table, party = self._table(side)
        accepts = entries.may_accept(T, S, W, table, party)
        return (Accept(), Walk(), Pass()) if accepts else (Walk(), Pass())

    def may(self, decision: Decision) -> bool:
        """Whether a decision about things of this scenario is legal now."""
        side, move = decision.side, decision.move
        if side == FACILITATOR:
            return bool(self.state[c.OUTCOME] < 0) and self._may_hold(move)
        if not isinstance(move, Offer):
            return move in self.moves(side)
        if Walk() not in self.moves(side) or not self._name(move):
            return False
        return bool(
            entries.may_offer(self._tables.numbers, self.state, self._work, *self._table(side))
        )

    def _may_hold(self, move: Move) -> bool:
        """Whether an inject is held that is to be released, or the other way round."""
        if not isinstance(move, HoldInject | ReleaseInject):
            return True
        held = self.state[self._tables.places.held + self._rules.index.injects[move.inject]]
        return bool(held) == isinstance(move, ReleaseInject)

    def do(self, decision: Decision) -> None:
        """Takes a legal decision."""
        T, C, S, W = self._tables.numbers, self._tables.sites, self.state, self._work
        if decision.side == FACILITATOR:
            entries.intervene(T, C, S, W, self._seed, *self._intervention(decision.move))
        else:
            code = self._code(decision)
            entries.take(T, C, S, W, self._seed, self._number(decision.side), code)

    def choice(self, side: str, who: str, taken: int) -> Move:
        """What `uniform` or a persona decides for a side that has taken so many decisions."""
        T, C, S, W = self._tables.numbers, self._tables.sites, self.state, self._work
        number, persona = self._number(side), self._tables.personas.get((side, who), 0)
        seed = u64(own_seed(int(self._seed)))
        code = entries.choose(T, C, S, self._tables.state(), W, number, persona, seed, taken)
        return self._move(code)

    def _move(self, code: int) -> Move:
        if code >= 0 and self._asked:
            return Answer(self._answers[code])
        if code >= 0:
            return Act(self._rules.slots[code].action)
        if code == c.OFFER:
            phase = self._rules.phases[self.state[c.PHASE]]
            assert isinstance(phase, VisitRules)
            table, first = self._rules.tables[phase.table], self._tables.numbers[c.W_NAMED]
            package = tuple(int(self._work[first + i]) for i in range(len(table.issues)))
            return Offer(package_to_ids(table, package))
        others: dict[int, Move] = {c.PASS: Pass(), c.ACCEPT: Accept(), c.WALK: Walk()}
        return others[code]

    def _number(self, side: str) -> int:
        return self._rules.index.sides[side]

    @property
    def _asked(self) -> bool:
        return bool(self.state[self._tables.places.questions])

    @property
    def _answers(self) -> tuple[str, ...]:
        """The answers to the question that is asked."""
        return tuple(answer.id for answer in self._asking.answers[0])

    @property
    def _asking(self) -> InjectRules:
        """The inject whose question is asked."""
        question = int(self.state[self._tables.places.questions + 1])
        return self._rules.injects[question % len(self._rules.injects)]

    @property
    def _phase(self) -> int:
        T = self._tables.numbers
        return T[T[c.H_PHASES] + self.state[c.PHASE]]

    def _table(self, side: str) -> tuple[int, int]:
        """The table that is visited, and which of its parties a side is."""
        T = self._tables.numbers
        table = T[self._phase + c.V_TABLE]
        return table, T[T[table + c.TABLE_PARTY] + self._number(side)]

    def _intervention(self, move: Move) -> tuple[int, int, int]:
        index = self._rules.index
        match move:
            case FireInject(inject=id):
                return c.FIRE, index.injects[id], 0
            case HoldInject(inject=id):
                return c.HOLD, index.injects[id], 0
            case ReleaseInject(inject=id):
                return c.RELEASE, index.injects[id], 0
            case SetTrack(track=id, value=value):
                return c.SET, index.tracks[id], value
            case Stop(outcome=str(id)):
                return c.STOP, index.outcomes[id], 0
            case Stop():
                return c.STOP, NOTHING, 0
            case _:
                raise ValueError(f"not the facilitator's: {move}")

    def _code(self, decision: Decision) -> int:
        match decision.move:
            case Act(action=action):
                return self._rules.index.slots[decision.side, action]
            case Answer(answer=answer):
                return self._answers.index(answer)
            case Accept():
                return c.ACCEPT
            case Walk():
                return c.WALK
            case Pass():
                return c.PASS
            case Offer() as offer if self._name(offer):
                return c.OFFER
            case _:
                raise ValueError(f"not to be taken: {decision}")

    def _name(self, offer: Offer) -> bool:
        """Names the package of an offer at W_NAMED; False where there are no such options."""
        phase = self._rules.phases[self.state[c.PHASE]]
        assert isinstance(phase, VisitRules)
        package = package_from_ids(self._rules.tables[phase.table], offer.package)
        if isinstance(package, Refusal):
            return False
        for i, option in enumerate(package):
            self._work[self._tables.numbers[c.W_NAMED] + i] = option
        return True
