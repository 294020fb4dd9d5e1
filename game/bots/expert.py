"""A bot that looks ahead: it guesses what it can't see, and plays on from there (rule 12.3)."""

from __future__ import annotations

from itertools import repeat

from attrs import astuple, frozen

from game.bots.persona import PersonaBot
from game.bots.planning import PLAN, make_plan
from game.engine.packages import package_to_ids
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables, numbers, room
from game.kernel.run.candidates import CANDIDATES, FIRST, PLANNED, SAMPLES, TRIAL, WIDTH
from game.kernel.run.pools import POLICIES, POOL
from game.kernel.scenario_code import note_played, quickest
from game.kernel.sight import information_set
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Accept, Act, Answer, Move, Offer, Pass, Walk
from game.model.play import TableView, View
from game.model.players import usual_budget
from game.rules.rng import draw, site
from game.session.game import DecisionRequest
from game.session.seats import LEAST_BUDGET

LONG, VERY_LONG = 2_000, 20_000
"""The steps of a persona at a table above which the budget is divided by 2, and by 8."""
PLANNING = 250
"""Each round of planning has one game for this many decisions of the budget."""
MOST = 16
"""The most packages that the expert adds to the candidates at a table."""


def default_budget(tables: Tables) -> int:
    """The budget with which an expert decides so fast that a person notices no delay."""
    budget = usual_budget(len(tables.rules.sides))
    longest = max(map(_steps, repeat(tables.numbers), range(len(tables.rules.tables))), default=0)
    if longest > VERY_LONG:
        return budget // 8
    return budget // 2 if longest > LONG else budget


def _steps(row: Numbers, number: int) -> int:
    """The most steps of a persona at a table: the combinations of options times the distances."""
    table = row[row[c.H_TABLE_RECORDS] + number]
    return _combinations(row, table) * row[table + c.TABLE_FARTHEST]


def _worths_size(row: Numbers, number: int) -> int:
    """The size of the kernel's row `R`, which holds the worths of packages at a table."""
    table = row[row[c.H_TABLE_RECORDS] + number]
    parties = row[table + c.TABLE_PARTIES_N]
    return parties + (2 * parties + 1) * _combinations(row, table)


def _combinations(row: Numbers, table: int) -> int:
    first, parts = row[table + c.TABLE_PARTS], row[table + c.TABLE_PARTS_N]
    return sum(row[first + c.PART * k + c.PART_COMBOS_N] for k in range(parts))


@frozen
class SearchSettings:
    """The parameters of rule 12.3, in the order of the kernel's settings."""

    uniform_kept: int = 60
    """The per cent of its weight that `uniform` keeps after each round without a deal."""
    reuse: int = 3
    """The number of times that each guess is played on, with fresh luck and newly drawn seats."""
    kept: int = 30
    """The per cent of the trials that go on to the next stage."""
    finalists: int = 4
    """The number of trials from which on none is dropped any more."""
    accepting: int = 40
    """How much better than accepting a decision must be, in tenths of standard errors."""
    continuing: int = 10
    """How much better than going on from the last offer a decision must be, in the same unit.

    It must also be this much better than accepting the offer of a player who is recognised.
    """
    recognised: int = 8
    """The multiple of its first weight that a policy gains if an offer speaks for it."""
    planning: int = 20
    """How much better than the plan's a decision must be, in tenths of standard errors."""


USUAL = SearchSettings()


class ExpertBot:
    """Decides for one side by trying its candidates in rollouts; it keeps no state."""

    def __init__(
        self,
        tables: Tables,
        side: str,
        seed: int,
        budget: int | None = None,
        settings: SearchSettings = USUAL,
    ) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._side = side
        self._number = tables.rules.index.sides[side]
        self._seed = seed
        self._site = site(f"bot/{side}")
        self._budget = default_budget(tables) if budget is None else budget
        self._settings = numbers(astuple(settings), "int64")
        rows = [self._pool_row(*self._policies(each)) for each in (*self._rules.sides, side)]
        self._pool = numbers([n for row in rows for n in row], "int64")
        self._guess, self._state, self._seen = tables.state(), tables.state(), tables.state()
        self._quick, self._work = tables, tables.work()
        sizes = (_worths_size(tables.numbers, number) for number in range(len(self._rules.tables)))
        self._worths = room(max(sizes, default=0), "int64")

    def __call__(self, request: DecisionRequest) -> Move:
        moves = request.legal.moves
        if request.refused:
            # Something that it can't see forbids its choice, so it doesn't try again.
            return Pass() if Pass() in moves else moves[0]
        table = self._visited(request.view)
        if len(moves) == 1 and request.legal.offer is None:
            return moves[0]
        candidates = self._candidates(request, table)
        best = self._search(request, candidates, self._record(table))
        return self._move(request, table, candidates, best)

    def moves_to_try(self, request: DecisionRequest) -> tuple[Move, ...]:
        """All moves that it would try: the legal ones and, where it may offer, its packages.

        They depend on the view and the bot's seed only; a budget of 0 is enough.
        """
        table = self._visited(request.view)
        candidates = self._candidates(request, table)
        if request.legal.offer is not None:
            self._search(request, candidates, self._record(table))
        numbers = range(candidates[CANDIDATES])
        return tuple(self._move(request, table, candidates, number) for number in numbers)

    def _policies(self, side: str) -> list[int]:
        """The policies of a side in rollouts: its personas, and for other sides `uniform` too."""
        personas = self._tables.personas.items()
        policies = [address for (own, _), address in personas if own == side][: POOL - 1]
        if side != self._side or not policies:
            policies.append(0)
        return policies

    def _pool_row(self, *policies: int) -> list[int]:
        """Policies in the form that the search needs, with room for their weights."""
        return [len(policies), *policies, *[0] * (POLICIES - 1 - len(policies))]

    def _visited(self, view: View) -> TableView | None:
        if view.question is not None:
            return None
        return next((t for t in view.tables.values() if t.visit_left is not None), None)

    def _record(self, table: TableView | None) -> int:
        """The address of a table's record; 0 without a table."""
        if table is None:
            return 0
        row = self._tables.numbers
        return int(row[row[c.H_TABLE_RECORDS] + self._rules.index.tables[table.id]])

    # ------------------------------------------------------------------------------ candidates

    def _candidates(self, request: DecisionRequest, table: TableView | None) -> Numbers:
        """The candidates in the form that the search needs, before it adds offers."""
        rules = self._rules
        codes = [self._code(request, move) for move in request.legal.moves]
        width = len(rules.tables[rules.index.tables[table.id]].issues) if table is not None else 0
        rows = [n for code in codes for n in (code, *[0] * width)]
        room = [0] * ((1 + width) * MOST)
        return numbers([len(codes), width, *[0] * (FIRST - 2), *rows, *room], "int64")

    def _code(self, request: DecisionRequest, move: Move) -> int:
        rules = self._rules
        match move:
            case Act(action=action):
                return rules.index.slots[self._side, action]
            case Answer(answer=answer):
                return self._answers(request.view).index(answer)
            case Accept():
                return c.ACCEPT
            case Walk():
                return c.WALK
            case _:
                return c.PASS

    def _answers(self, view: View) -> tuple[str, ...]:
        assert view.question is not None
        inject = self._rules.injects[self._rules.index.injects[view.question.inject]]
        return tuple(answer.id for answer in inject.answers[0])

    def _move(
        self, request: DecisionRequest, table: TableView | None, candidates: Numbers, best: int
    ) -> Move:
        width = candidates[WIDTH]
        row = FIRST + (1 + width) * best
        if candidates[row] != c.OFFER:
            return request.legal.moves[best]
        assert table is not None
        rules = self._rules.tables[self._rules.index.tables[table.id]]
        package = tuple(int(candidates[row + 1 + i]) for i in range(width))
        return Offer(package_to_ids(rules, package))

    # ------------------------------------------------------------------------------- looking ahead

    def _plan(self, request: DecisionRequest, candidates: Numbers, table: int) -> Tables:
        """Adds the plan to the tables; in the trials, the expert plays on by it (rule 12.3).

        At a table it also plays on by its personas. Elsewhere the plan's own decision is marked
        among the candidates. With a very small budget there is no plan.
        """
        if self._budget < LEAST_BUDGET:
            return self._tables
        plan = make_plan(self._tables, self._side, self._budget // PLANNING)
        personas = self._policies(self._side) if table else []
        first = len(self._rules.sides) * POLICIES
        for k, number in enumerate(self._pool_row(*personas, plan.address)):
            self._pool[first + k] = number
        if not table:
            planned = PersonaBot(plan.tables, self._side, 0, PLAN)(request)
            candidates[PLANNED] = request.legal.moves.index(planned) + 1
        return plan.tables

    def _quickest(self, tables: Tables) -> Tables:
        """Adds machine code to the tables, once enough has been played to make that worthwhile."""
        quick = quickest(tables)
        if quick is not self._quick:
            self._quick, self._work = quick, quick.work()
        note_played(tables, self._budget)
        return quick

    def _search(self, request: DecisionRequest, candidates: Numbers, table: int) -> int:
        tables = self._quickest(self._plan(request, candidates, table))
        listed = candidates[CANDIDATES]
        most = listed + MOST if request.legal.offer is not None else listed
        trials = most * self._pool[len(self._rules.sides) * POLICIES]
        known = information_set(tables, self._side, request.view)
        board = entries.Board(
            *(tables.numbers, tables.sites, self._state, self._seen, self._work),
            X=known.seen,
            P=self._guess,
            Q=self._pool,
            G=known.bounds,
            K=candidates,
            A=room(TRIAL * trials, "int64"),
            B=room(SAMPLES * trials, "int64"),
            R=self._worths,
            H=self._settings,
        )
        return board.search(
            self._number,
            draw(self._seed, request.taken, self._site, 0),
            draw(self._seed, 0, self._site, 1),
            self._budget,
            table,
            most,
        )
