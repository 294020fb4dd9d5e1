"""Games on the kernel that stop whenever a bot outside the kernel must decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables
from game.kernel.moves import NoRoom, inject_that_asks, name_package, write_state
from game.kernel.rows import Rows
from game.kernel.whole_numbers import Numbers
from game.model.decisions import Offer
from game.model.play import NOTHING, State
from game.rules.compiled import ActionsRules, VisitRules
from game.rules.rng import own_seed


class SteppedGame:
    """Plays one game at a time. `uniform` and personas decide inside the kernel, others outside."""

    def __init__(self, tables: Tables, seats: Mapping[str, str]) -> None:
        """seats: by side `uniform` or a persona; for sides without a seat, the caller decides.

        Raises KeyError for an unknown side or persona.
        """
        self.tables = tables
        self._policies: list[int | None] = [None] * len(tables.rules.sides)
        for side, who in seats.items():
            self._policies[tables.rules.index.sides[side]] = tables.policy(side, who)
        self._state, self._seen, self._work = tables.state(), tables.state(), tables.work()
        self._board = entries.Board(
            tables.numbers, tables.sites, self._state, self._seen, self._work
        )
        self._blank, self._most_questions = tables.state(), tables.places.most_questions
        self._questions = tables.places.questions
        self._next: int | None = None
        """The side that decides next, as `entries.mover` returns it; None if it isn't known yet."""
        self.taken: list[int] = []
        """By side, the number of its decisions since `begin`."""
        self.answered: list[int] = []
        """The field `State.answered`, of which the kernel keeps only what rules read."""

    def begin(self, seed: int, state: State | None = None, own: int | None = None) -> None:
        """Begins a game with a seed, or goes on from a state with the luck of that seed.

        own: the seed of the bots; by default it is derived from the game's seed. Raises NoRoom.
        """
        tables, rules = self.tables, self.tables.rules
        self.change_luck(seed)
        self._own = own_seed(seed) if own is None else own
        self.taken = [0] * len(rules.sides)
        self._reset(self._blank if state is None else write_state(tables, state))
        if state is None:
            self.answered = [0] * len(rules.index.answers)
            self._board.begin(seed)
        else:
            self.answered = list(state.answered)

    def change_luck(self, seed: int) -> None:
        """Gives the rest of the game the luck of a seed."""
        self.seed = seed

    def _reset(self, position: Numbers) -> None:
        self._next = None
        numbers, work = self.tables.numbers, self._work
        if isinstance(self._state, np.ndarray):
            self._state[:] = position
        else:
            for i in range(len(position)):
                self._state[i] = position[i]
        forgotten = (
            (c.W_SIGNED, numbers[c.H_COLUMNS], NOTHING),
            (c.W_SIGNED_ON, numbers[c.H_TABLES_N], NOTHING),
            (c.W_SITUATIONS, numbers[c.H_READINGS], 0),
            (c.W_TERMS, c.TERMS * numbers[c.H_PARTIES], 0),
            (c.W_LEGAL, numbers[c.H_SLOTS_N], 0),
        )
        for place, count, number in forgotten:
            for i in range(numbers[place], numbers[place] + count):
                work[i] = number

    # ---------------------------------------------------------------------------------- playing

    def go_on(self) -> int:
        """Plays until the caller must decide; returns the number of that side, or -1 after the end.

        Raises NoRoom if more questions wait than the kernel has room for.
        """
        while True:
            side = self._mover()
            if side < 0:
                return -1
            policy = self._policies[side]
            if policy is None:
                return int(side)
            self.take(side, self.choose(side, policy))

    def _mover(self) -> int:
        """The number of the side that decides next, -1 after the end. Raises NoRoom."""
        if self._state[self._questions] > self._most_questions:
            raise NoRoom
        if self._next is None:
            self._next = self._board.mover()
        return self._next

    def choose(self, side: int, policy: int) -> int:
        """The code of the decision that `uniform` (policy 0) or a persona takes now for a side.

        policy: the address of the persona. The package of an offer is written to the work area.
        """
        return self._board.choose(side, policy, self._own, self.taken[side])

    def take(self, side: int, code: int) -> None:
        """Takes a legal decision of a side; the package of an offer must be in the work area."""
        if self._state[self._questions] > 0:
            self._count_answer(side, code)
        self._next = self._board.take(self.seed, side, code)
        self.taken[side] += 1

    def intervene(self, kind: int, number: int, value: int) -> None:
        """Carries out an intervention, given by the numbers of `moves.encode_intervention`."""
        self._next = None
        self._board.intervene(self.seed, kind, number, value)

    def _count_answer(self, side: int, code: int) -> None:
        """Counts an answer that takes effect now, and all hidden answers that do so with it."""
        inject = inject_that_asks(self.tables, self._state)
        given = {side: code}
        if inject.together:
            hidden = self.tables.places.hidden_answers
            given |= {each: int(self._state[hidden + each]) for each in inject.ask if each != side}
        if NOTHING not in given.values() and inject.vote is None:
            for each, answer in given.items():
                self.answered[inject.answers[inject.ask.index(each)][answer].number] += 1

    # ----------------------------------------------------------------------- legal decisions

    def movers(self) -> tuple[int, ...]:
        """The numbers of the sides that must decide now, in file order; none after the end.

        Raises NoRoom.
        """
        first, state = self._mover(), self._state
        if first < 0:
            return ()
        rules = self.tables.rules
        if state[self._questions] > 0:
            if not (inject := inject_that_asks(self.tables, state)).together:
                return (first,)
            hidden = self.tables.places.hidden_answers
            return tuple(side for side in sorted(inject.ask) if state[hidden + side] == NOTHING)
        phase = rules.phases[state[c.PHASE]]
        if not isinstance(phase, ActionsRules) or not phase.together:
            return (first,)
        width = 1 + rules.most_picks
        return tuple(side for side in sorted(phase.sides) if not state[c.SIDES + side * width])

    def list_codes(self, side: int) -> list[int]:
        """The codes of all legal decisions, except offers, of a side that must decide now.

        They are in the order of `Legal.moves`. Call this once for each decision, since the kernel
        counts how often an action was legal.
        """
        numbers, state = self.tables.numbers, self._state
        if state[self._questions] > 0:
            return self._listed(self._board.list_answers(side))
        phase = self.tables.rules.phases[state[c.PHASE]]
        record = numbers[numbers[c.H_PHASES] + state[c.PHASE]]
        if isinstance(phase, ActionsRules):
            codes = self._listed(self._board.list_actions(record, side))
            return codes if codes and phase.no_pass else [*codes, c.PASS]
        assert isinstance(phase, VisitRules)
        table, party = self._table(phase, side)
        if self._board.may_accept(table, party):
            return [c.ACCEPT, c.WALK, c.PASS]
        return [c.WALK, c.PASS]

    def _listed(self, count: int) -> list[int]:
        return self._worked(c.W_LIST, count)

    def _table(self, phase: VisitRules, side: int) -> tuple[int, int]:
        """The record of the current table, and the number of the party that a side is there."""
        records = self.tables.numbers[c.H_TABLE_RECORDS]
        parties = self.tables.rules.tables[phase.table].parties
        return self.tables.numbers[records + phase.table], parties.index(side)

    def may_offer(self, side: int, offer: Offer) -> bool:
        """Whether a side that must decide now can make an offer; writes it to the work area."""
        phase = self.tables.rules.phases[self._state[c.PHASE]]
        if self._state[self._questions] > 0 or not isinstance(phase, VisitRules):
            return False
        if not name_package(self.tables, self._state, self._work, offer):
            return False
        return self._board.may_offer(*self._table(phase, side))

    def standing_package(self) -> tuple[int, ...]:
        """The standing offer at the current table: by issue its option, or -1 if it isn't named."""
        phase = self.tables.rules.phases[self._state[c.PHASE]]
        assert isinstance(phase, VisitRules)
        first = self.tables.places.option(self.tables.rules, phase.table, 0)
        issues = len(self.tables.rules.tables[phase.table].issues)
        return tuple(int(self._state[i]) for i in range(first, first + issues))

    # ------------------------------------------------------------------------------- the state

    @property
    def occasion(self) -> tuple[int, int, int]:
        """The turn, the index of the phase, and that of the inject that asks (-1: none asks)."""
        state, asking = self._state, NOTHING
        if state[self._questions] > 0:
            asking = int(state[self._questions + 1]) % len(self.tables.rules.injects)
        return int(state[c.TURN]), int(state[c.PHASE]), asking

    @property
    def outcome(self) -> int:
        """The index of the outcome; -1 while the game goes on."""
        return int(self._state[c.OUTCOME])

    @property
    def scores(self) -> tuple[int, ...]:
        """The current score of each side."""
        return tuple(map(self._board.score, range(len(self.tables.rules.sides))))

    @property
    def digest(self) -> int:
        """The digest of the state and of the seed of its luck."""
        return self._board.fold(self.seed)

    def row(self) -> Sequence[int]:
        """A copy of the numbers of the state, which become Python's integers when they are read."""
        # Most bots read few of them, so they aren't all converted now.
        return np.array(self._state).data

    def write(self, rows: Rows, k: int) -> int:
        """Writes the game to row k of `rows`; returns its digest."""
        rules, places = self.tables.rules, self.tables.places
        state = self.row()
        rows.outcome[k] = state[c.OUTCOME]
        rows.turns[k] = state[c.TURN]
        rows.decisions[k] = sum(self.taken)
        rows.scores[k] = self.scores
        rows.lines[k] = [*map(self._board.line, range(rows.lines.shape[1]))]
        rows.tracks[k] = state[places.tracks : places.tracks + len(rules.tracks)]
        rows.taken[k] = state[places.slots : places.fired : 3]
        rows.cards[k] = state[places.cards : places.cards + len(rules.deals)]
        rows.legal[k] = self._worked(c.W_LEGAL, len(rules.slots))
        rows.fired[k] = state[places.fired : places.fired + len(rules.injects)]
        rows.status[k] = [state[places.status(table)] for table in range(len(rules.tables))]
        rows.signed_turn[k] = self._worked(c.W_SIGNED_ON, len(rules.tables))
        rows.options[k] = self._worked(c.W_SIGNED, rows.options.shape[1])
        terms = self._worked(c.W_TERMS, c.TERMS * rows.worths.shape[1])
        rows.worths[k] = terms[c.TERM_WORTH :: c.TERMS]
        rows.reserves[k] = terms[c.TERM_RESERVE :: c.TERMS]
        rows.offers[k] = terms[c.TERM_OFFERS :: c.TERMS]
        rows.situations[k] = self._worked(c.W_SITUATIONS, rows.situations.shape[1])
        return self.digest

    def _worked(self, place: int, count: int) -> list[int]:
        """Some numbers of the work area."""
        first = self.tables.numbers[place]
        worked: list[int] = np.asarray(self._work)[first : first + count].tolist()
        return worked
