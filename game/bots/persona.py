"""A bot with a temperament that the scenario's author defined (rule 12.2)."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.reference.persona import ReferencePersona
from game.engine.packages import package_to_ids
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables
from game.kernel.sight import seen
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Accept, Act, Answer, Move, Offer, Pass, Walk
from game.model.play import Question, TableView, View
from game.session.game import DecisionRequest


class PersonaBot:
    """Decides for one side as a persona of the scenario; it keeps no state.

    It sees only the side's view and the legal decisions. The kernel makes the choice, as in
    simulations.
    """

    def __init__(self, tables: Tables, side: str, seed: int, persona: str) -> None:
        self._tables = tables
        self._side = side
        self._number = tables.rules.index.sides[side]
        self._persona = tables.personas[side, persona]
        self._id = persona
        self._voter = ReferencePersona(tables.rules, side, seed, persona)
        self._seed = seed
        self._work = tables.work()

    def __call__(self, request: DecisionRequest) -> Move:
        question = request.view.question
        if question is not None and self._is_computed(question.inject):
            return self._voter(request)
        record = self._temper(request.view)
        if Walk() in request.legal.moves:
            return self._bargain(request, record)
        if request.view.question is not None:
            return self._answer(request, request.view.question, record)
        return self._act(request, record)

    def _is_computed(self, inject: str) -> bool:
        """Whether its ballot is quickly computed here: by a formula, or from what is signed.

        A list says itself how it votes (rule 12.3).
        """
        rules = self._tables.rules
        ratifies = rules.injects[rules.index.injects[inject]].ratifies
        by_signed = bool(ratifies) and self._read(self._persona + c.PERSONA_RATIFIES) != 0
        return by_signed or inject in rules.leans.get(self._id, ())

    def _temper(self, view: View) -> int:
        """The address of the record of its current temperament, by what its side sees."""
        if not self._read(self._persona + c.PERSONA_SHIFTS_N):
            return self._persona
        state = seen(self._tables, view)
        board = entries.Board(self._tables.numbers, M=state, W=self._work)
        return board.shifted(self._persona)

    def _answer(self, request: DecisionRequest, question: Question, record: int) -> Move:
        index = self._tables.rules.index.injects[question.inject]
        known = [answer.id for answer in self._tables.rules.injects[index].answers[0]]
        given = [move.answer for move in request.legal.moves if isinstance(move, Answer)]
        liked = self._read(self._read(record + c.PERSONA_ANSWERS) + index)
        codes = [known.index(id) for id in given]
        return Answer(known[self._choose(request, record, liked, codes, False)])

    def _act(self, request: DecisionRequest, record: int) -> Move:
        rules, moves = self._tables.rules, request.legal.moves
        slots = [rules.index.slots[self._side, m.action] for m in moves if isinstance(m, Act)]
        passing = Pass() in moves
        liked = self._read(record + c.PERSONA_ACTIONS)
        code = self._choose(request, record, liked, slots, passing)
        return Act(rules.slots[code].action) if code >= 0 else Pass()

    def _choose(
        self, request: DecisionRequest, record: int, liked: int, codes: list[int], passing: bool
    ) -> int:
        tables, work = self._tables, self._work
        _put_list(tables, work, codes)
        return entries.Board(tables.numbers, tables.sites, W=work).like(
            *(self._number, record, liked, len(codes)),
            passing=passing,
            seed=self._seed,
            taken=request.taken,
        )

    def _bargain(self, request: DecisionRequest, record: int) -> Move:
        """Decides at a table. Passes if its offer was refused for a reason that it can't see."""
        if request.refused:
            return Pass()
        view, rules = request.view, self._tables.rules
        table = next(table for table in view.tables.values() if table.visit_left is not None)
        number = rules.index.tables[table.id]
        aims = self._read(self._read(record + c.PERSONA_TARGETS) + number)
        board = entries.Board(self._tables.numbers, M=seen(self._tables, view), W=self._work)
        code = board.settle(
            self._read(self._read(c.H_TABLE_RECORDS) + number),
            rules.index.parties[table.id][self._side],
            self._read(aims + rules.tables[number].rounds - table.rounds_left),
            table.reserves[self._side],
            self._standing_worth(request, table),
        )
        if code == c.OFFER:
            return _offer_of(self._tables, self._work, number)
        return Accept() if code == c.ACCEPT else Pass()

    def _standing_worth(self, request: DecisionRequest, table: TableView) -> int:
        """The worth of the standing offer to the side; NEVER if it can't accept that offer."""
        return table.worths[self._side] if Accept() in request.legal.moves else c.NEVER

    def _read(self, address: int) -> int:
        return self._tables.numbers[address]


def _put_list(tables: Tables, work: Numbers, codes: Sequence[int]) -> None:
    """Writes the legal decisions to the place where the kernel reads them."""
    first = tables.numbers[c.W_LIST]
    for i, code in enumerate(codes):
        work[first + i] = code


def _offer_of(tables: Tables, work: Numbers, table: int) -> Offer:
    """Reads the package that the kernel has chosen, and returns it as an offer."""
    rules, first = tables.rules.tables[table], tables.numbers[c.W_NAMED]
    package = tuple(int(work[first + i]) for i in range(len(rules.issues)))
    return Offer(package_to_ids(rules, package))
