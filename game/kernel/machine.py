"""A game on the kernel, decision by decision, for comparison with the reference engine."""

from __future__ import annotations

from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables
from game.kernel.moves import (
    answer_ids,
    decode_move,
    encode_intervention,
    encode_move,
    inject_that_asks,
    is_asked,
    name_package,
    phase_record,
)
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    Walk,
)
from game.rules.rng import own_seed


class Machine:
    """A game on the kernel."""

    def __init__(self, tables: Tables, seed: int) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._seed = seed
        self._work = tables.work()
        self.state = tables.state()
        self._board = entries.Board(
            tables.numbers, tables.sites, self.state, tables.state(), self._work
        )
        self._board.begin(self._seed)

    @property
    def digest(self) -> str:
        """The digest of the state, as `engine.digest` computes it."""
        return f"{self._board.fold(self._seed):016x}"

    @property
    def scores(self) -> tuple[int, ...]:
        """The current score of each side."""
        return tuple(map(self._board.score, range(len(self._rules.sides))))

    @property
    def to_move(self) -> tuple[str, ...]:
        """The sides that must decide now, in file order."""
        T, S, sides = self._tables.numbers, self.state, self._rules.sides
        first = self._board.mover()
        if first < 0:
            return ()
        phase = phase_record(self._tables, S)
        asked = is_asked(self._tables, S)
        asking = inject_that_asks(self._tables, S) if asked else None
        if asking is not None and asking.together:
            hidden = self._tables.places.hidden_answers
            return tuple(id for i, id in enumerate(sides) if i in asking.ask and S[hidden + i] < 0)
        if asked or T[phase + c.PHASE_KIND] != c.ACTIONS or not T[phase + c.A_TOGETHER]:
            return (sides[first],)
        part = {T[T[phase + c.A_SIDES] + k] for k in range(T[phase + c.A_SIDES_N])}
        seats = [c.SIDES + side * (1 + T[c.H_PICKS]) for side in range(len(sides))]
        return tuple(id for i, id in enumerate(sides) if i in part and not S[seats[i]])

    def moves(self, side: str) -> tuple[Move, ...]:
        """All legal moves of a side except offers, in the order of `Legal.moves`."""
        if side not in self.to_move:
            return ()
        T, S, W, number = self._tables.numbers, self.state, self._work, self._number(side)
        if is_asked(self._tables, S):
            n, answers = self._board.list_answers(number), answer_ids(self._tables, S)
            return tuple(Answer(answers[W[T[c.W_LIST] + k]]) for k in range(n))
        phase = phase_record(self._tables, S)
        if T[phase + c.PHASE_KIND] == c.ACTIONS:
            n = self._board.list_actions(phase, number)
            acts = tuple(Act(self._rules.slots[W[T[c.W_LIST] + k]].action) for k in range(n))
            return acts if n and T[phase + c.A_NO_PASS] else (*acts, Pass())
        table, party = self._table(side)
        accepts = self._board.may_accept(table, party)
        return (Accept(), Walk(), Pass()) if accepts else (Walk(), Pass())

    def may(self, decision: Decision) -> bool:
        """Whether a decision is legal now; all its ids must exist in the scenario."""
        side, move = decision.side, decision.move
        if side == FACILITATOR:
            return bool(self.state[c.OUTCOME] < 0) and self._may_hold(move)
        if not isinstance(move, Offer):
            return move in self.moves(side)
        if Walk() not in self.moves(side) or not name_package(
            self._tables, self.state, self._work, move
        ):
            return False
        return self._board.may_offer(*self._table(side))

    def _may_hold(self, move: Move) -> bool:
        """False for a move that holds an inject that is held, or releases one that isn't."""
        if not isinstance(move, HoldInject | ReleaseInject):
            return True
        held = self.state[self._tables.places.held + self._rules.index.injects[move.inject]]
        return bool(held) == isinstance(move, ReleaseInject)

    def do(self, decision: Decision) -> None:
        """Takes a legal decision."""
        if decision.side == FACILITATOR:
            self._board.intervene(self._seed, *encode_intervention(self._tables, decision.move))
        else:
            code = encode_move(self._tables, self.state, self._work, decision.side, decision.move)
            self._board.take(self._seed, self._number(decision.side), code)

    def choice(self, side: str, who: str, taken: int) -> Move:
        """What `uniform` or a persona decides for a side. taken: its decisions so far."""
        number, persona = self._number(side), self._tables.policy(side, who)
        code = self._board.choose(number, persona, own_seed(self._seed), taken)
        return decode_move(self._tables, self.state, self._work, code)

    def _number(self, side: str) -> int:
        return self._rules.index.sides[side]

    def _table(self, side: str) -> tuple[int, int]:
        """The current table, and the number of the party that a side is there."""
        T = self._tables.numbers
        table = T[phase_record(self._tables, self.state) + c.V_TABLE]
        return table, T[T[table + c.TABLE_PARTY] + self._number(side)]
