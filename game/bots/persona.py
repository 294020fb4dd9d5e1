"""A bot with a temperament that the scenario's author wrote (rule 12.2)."""

from __future__ import annotations

from game.bots.reading import offer_of, put_list
from game.kernel import entries
from game.kernel.codes import (
    ACCEPT,
    H_TABLE_RECORDS,
    NEVER,
    OFFER,
    PERSONA_ACTIONS,
    PERSONA_ANSWERS,
    PERSONA_TARGETS,
)
from game.kernel.jit import u64
from game.kernel.lower import Tables
from game.kernel.sight import seen
from game.model.decisions import Accept, Act, Answer, Move, Pass, Walk
from game.model.play import Question, TableView
from game.session.game import DecisionRequest


class PersonaBot:
    """Decides for one side as a persona of the scenario would, and remembers nothing.

    It looks at the view and at what is legal; the kernel chooses, as it does for many games.
    """

    def __init__(self, tables: Tables, side: str, seed: int, persona: str) -> None:
        self._tables = tables
        self._side = side
        self._number = tables.rules.index.sides[side]
        self._who = tables.personas[side, persona]
        self._seed = u64(seed)
        self._work = tables.work()

    def __call__(self, asking: DecisionRequest) -> Move:
        if Walk() in asking.legal.moves:
            return self._bargain(asking)
        if asking.view.question is not None:
            return self._answer(asking, asking.view.question)
        return self._act(asking)

    def _answer(self, asking: DecisionRequest, question: Question) -> Move:
        index = self._tables.rules.index.injects[question.inject]
        known = [answer.id for answer in self._tables.rules.injects[index].answers]
        given = [move.answer for move in asking.legal.moves if isinstance(move, Answer)]
        liked = self._read(self._read(self._who + PERSONA_ANSWERS) + index)
        return Answer(known[self._like(asking, liked, [known.index(id) for id in given], False)])

    def _act(self, asking: DecisionRequest) -> Move:
        rules, moves = self._tables.rules, asking.legal.moves
        slots = [rules.index.slots[self._side, m.action] for m in moves if isinstance(m, Act)]
        passing = Pass() in moves
        code = self._like(asking, self._read(self._who + PERSONA_ACTIONS), slots, passing)
        return Act(rules.slots[code].action) if code >= 0 else Pass()

    def _like(self, asking: DecisionRequest, liked: int, codes: list[int], passing: bool) -> int:
        tables, work = self._tables, self._work
        put_list(tables, work, codes)
        return entries.like(
            tables.numbers,
            tables.sites,
            work,
            self._number,
            self._who,
            liked,
            len(codes),
            passing,
            self._seed,
            asking.taken,
        )

    def _bargain(self, asking: DecisionRequest) -> Move:
        """What it would offer may be refused by what it doesn't see; then it says nothing."""
        if asking.refused:
            return Pass()
        view, rules = asking.view, self._tables.rules
        table = next(table for table in view.tables.values() if table.visit_left is not None)
        number = rules.index.tables[table.id]
        aims = self._read(self._read(self._who + PERSONA_TARGETS) + number)
        code = entries.settle(
            self._tables.numbers,
            seen(self._tables, view),
            self._work,
            self._read(self._read(H_TABLE_RECORDS) + number),
            rules.index.parties[table.id][self._side],
            self._read(aims + rules.tables[number].rounds - table.rounds_left),
            table.reserves[self._side],
            self._standing(asking, table),
        )
        if code == OFFER:
            return offer_of(self._tables, self._work, number)
        return Accept() if code == ACCEPT else Pass()

    def _standing(self, asking: DecisionRequest, table: TableView) -> int:
        """What the offer that it could accept is worth to it."""
        return table.worths[self._side] if Accept() in asking.legal.moves else NEVER

    def _read(self, at: int) -> int:
        return self._tables.numbers[at]
