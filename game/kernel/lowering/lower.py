"""Converts rules to tables, which have all that a game needs as whole numbers (see `codes`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from game.engine.draft import initial_state
from game.engine.votes import hidden_of_vote
from game.kernel import codes as c
from game.kernel import machine_code
from game.kernel.lowering.assembler import Assembler, summed
from game.kernel.lowering.builder import Builder, Places, size_of_vote
from game.kernel.lowering.parts import Parts
from game.kernel.lowering.programs import Programs, vote_record
from game.kernel.lowering.readings import readings
from game.kernel.lowering.temper import Temper
from game.kernel.whole_numbers import Numbers
from game.model.play import NOTHING
from game.model.players import UNIFORM
from game.model.version import RULES_VERSION
from game.rules.compiled import (
    ActionsRules,
    AnswerRules,
    Cost,
    InjectRules,
    InjectsRules,
    PhaseRules,
    Rules,
    SlotRules,
    TableRules,
    VisitRules,
)
from game.rules.evaluate import CompiledFormula
from game.rules.layout import flatten
from game.rules.rng import site

_FARTHEST = 10**9 + 1
"""More than the absolute value of any number in a state (rule 1.3)."""


@frozen(eq=False)
class Tables:
    """A scenario in the form that the kernel plays."""

    rules: Rules
    places: Places
    numbers: Numbers
    """The row `T` (see `codes`)."""
    sites: Numbers
    """The sites of the rules, then those of the sides' bots, as unsigned numbers."""
    personas: dict[tuple[str, str], int]
    """By side and persona, the address of its record."""
    room: int
    """The size of the work area `W`."""
    reveals: bool
    """Whether states record what was revealed to whom; only views need that."""
    formulas: tuple[int, ...] = ()
    """The addresses of all formulas."""
    programs: tuple[int, ...] = ()
    """The addresses of all programs of effects."""
    functions: Numbers | None = None
    """By address in `T`, where in memory the machine code for what is there begins, or 0."""
    origin: Tables | None = None
    """The tables from which these differ only in amounts, so that both share machine code."""
    base: Tables | None = None
    """The tables that these extend by a persona."""

    def policy(self, side: str, player: str) -> int:
        """The address of the policy of a persona; 0 for `uniform`. Raises KeyError for others."""
        return 0 if player == UNIFORM else self.personas[side, player]

    def policies(self, seats: Mapping[str, str]) -> list[int]:
        """By side, the address of the policy in its seat; `uniform` has those that are empty."""
        return [self.policy(side, seats.get(side, UNIFORM)) for side in self.rules.sides]

    def state(self) -> Numbers:
        """An empty row for a state and the numbers after it (see `codes`)."""
        return room(self.places.end_of_revealed if self.reveals else self.places.end + 1, "int32")

    def blank(self) -> list[int]:
        """A state before anything has happened."""
        first = self.numbers[c.H_BLANK]
        return [int(self.numbers[i]) for i in range(first, first + self.places.end)]

    def work(self) -> Numbers:
        """A new work area: nothing is signed, and `uniform` has all seats."""
        work = room(self.room, "int64")
        for place, count in ((c.W_SIGNED, c.H_COLUMNS), (c.W_SIGNED_ON, c.H_TABLES_N)):
            for i in range(self.numbers[count]):
                work[self.numbers[place] + i] = -1
        if self.functions is not None:
            first = self.numbers[c.W_NATIVE]
            for i in range(len(self.functions)):
                work[first + i] = self.functions[i]
        return work


def numbers(row: Sequence[int] | Numbers, kind: str) -> Numbers:
    """Makes a row of numbers for the kernel; kind: `int32`, `int64` or `uint64`."""
    if not machine_code.in_use():
        return [row[i] for i in range(len(row))]
    import numpy as np

    array: Numbers = np.array(row, dtype=kind)
    return array


def room(count: int, kind: str) -> Numbers:
    """Makes a row of zeros for the kernel; kind as for `numbers`."""
    if not machine_code.in_use():
        return [0] * count
    import numpy as np

    array: Numbers = np.zeros(count, kind)
    return array


@lru_cache(maxsize=4)
def lower(rules: Rules, *, reveals: bool = False) -> Tables:
    """Converts rules to tables. The last few results are cached.

    reveals: whether states record what was revealed to whom, which views need.
    """
    return as_rows(listed(rules, reveals=reveals))


def listed(rules: Rules, *, reveals: bool = False) -> Tables:
    """Converts rules to tables of lists, for callers that change them before games are played."""
    assert rules.version == RULES_VERSION, "the kernel plays by today's rules only"
    return _Lowering(rules, reveals=reveals).tables()


def as_rows(tables: Tables) -> Tables:
    """Converts tables of lists to the rows that the kernel needs."""
    return evolve(
        tables, numbers=numbers(tables.numbers, "int32"), sites=numbers(tables.sites, "uint64")
    )


class _Lowering:
    def __init__(self, rules: Rules, *, reveals: bool) -> None:
        self._rules = rules
        self._reveals = reveals
        self._builder = Builder()
        self._places = Places(rules)
        self._assembler = Assembler(rules, self._places, self._builder)
        room = self._builder.room
        # Records to which programs refer get their addresses before anything is written.
        self._tables = [room(c.TABLE) for _ in rules.tables]
        self._injects = [
            room(c.INJECT_ANSWERS + c.ANSWER * sum(map(len, inject.answers)))
            for inject in rules.injects
        ]
        self._votes = [room(c.VOTE) for _ in rules.votes]
        self._projects = [room(c.PROJECT) for _ in rules.projects]
        self._programs = Programs(
            self._assembler, self._tables, self._injects, self._projects, reveals=reveals
        )

    def tables(self) -> Tables:
        rules, builder, places = self._rules, self._builder, self._places
        parts = Parts(self._assembler, self._programs)
        for number, address in enumerate(self._tables):
            builder.put(address, parts.table(number))
        for number, address in enumerate(self._injects):
            builder.put(address, self._inject(number))
        for inject, address in zip(rules.votes, self._votes, strict=True):
            assert inject.vote is not None
            place = places.votes[inject.vote.number]
            builder.put(address, vote_record(self._assembler, self._programs, inject.vote, place))
        for number, address in enumerate(self._projects):
            builder.put(address, self._project(number))
        slots = [self._slot(slot) for slot in rules.slots]
        head = {
            c.H_SIDES: len(rules.sides),
            c.H_PICKS: rules.most_picks,
            c.H_TURNS: rules.turns,
            c.H_STATE: places.end,
            c.H_TRACKS: places.tracks,
            c.H_TRACKS_N: len(rules.tracks),
            c.H_CARDS: places.cards,
            c.H_CARDS_N: len(rules.deals),
            c.H_SLOTS: places.slots,
            c.H_SLOTS_N: len(rules.slots),
            c.H_FIRED: places.fired,
            c.H_FIRED_N: len(rules.injects),
            c.H_TABLES: places.tables[0] if rules.tables else places.promises,
            c.H_TABLES_N: len(rules.tables),
            c.H_PROMISES: places.promises,
            c.H_PROMISES_N: len(rules.promises),
            c.H_DELAYS: places.delays,
            c.H_DELAYS_N: len(rules.delays),
            c.H_DRAWS: places.draws,
            c.H_DRAWS_N: len(rules.sites),
            c.H_QUESTIONS: places.questions,
            c.H_QUESTIONS_MOST: places.most_questions,
            c.H_HIDDEN_ANSWERS: places.hidden_answers,
            c.H_BLANK: builder.add(*self._blank()),
            c.H_DEALS: self._deals(),
            c.H_OPENING: self._programs.block(rules.opening),
            c.H_FIRST_TURN: self._programs.block(rules.upkeep.first_turn),
            c.H_EACH_TURN: self._programs.block(rules.upkeep.later_turns),
            c.H_STAGES: self._stages(),
            c.H_STAGES_N: len(rules.stages),
            c.H_PHASES: builder.add(*[self._phase(phase, slots) for phase in rules.phases]),
            c.H_PHASES_N: len(rules.phases),
            c.H_SLOT_RECORDS: builder.add(*slots),
            c.H_TABLE_RECORDS: builder.add(*self._tables),
            c.H_INJECT_RECORDS: builder.add(*self._injects),
            c.H_PROMISE_RECORDS: self._promises(),
            c.H_VOTES: builder.add(*self._votes),
            c.H_VOTES_N: len(self._votes),
            c.H_PROJECTS: builder.add(*self._projects),
            c.H_PROJECTS_N: len(rules.projects),
            c.H_DELAY_RECORDS: self._delays(),
            c.H_ENDINGS: self._endings(),
            c.H_OUTCOMES: builder.add(
                len(rules.outcomes),
                *[self._assembler.condition(outcome.when) for outcome in rules.outcomes],
            ),
            c.H_SCORES: builder.add(*[self._score(side) for side in range(len(rules.sides))]),
            c.H_LINES: self._lines(),
            c.H_TRACK_RANGES: builder.add(
                *[n for track in rules.tracks for n in (track.low, track.high)]
            ),
            c.H_MASKS: builder.add(*[self._mask(side) for side in rules.sides]),
            c.H_COLUMNS: sum(len(table.issues) for table in rules.tables),
            c.H_PARTIES: sum(len(table.parties) for table in rules.tables),
            c.H_READINGS: sum(map(len, readings(rules))),
            c.H_PARS: builder.add(*[side.par for side in rules.scenario.sides.values()]),
        }
        temper = Temper(self._rules, self._assembler)
        personas = {
            (side, id): temper.persona(side, id)
            for id, persona in rules.scenario.personas.items()
            for side in persona.sides or rules.sides
        }
        room = self._room(head, parts)
        for at, number in head.items():
            builder.numbers[at] = number
        bots = [site(f"bot/{side}") for side in rules.sides]
        return Tables(
            rules=rules,
            places=places,
            numbers=builder.numbers,
            sites=[*rules.sites, *bots],
            personas=personas,
            room=room,
            reveals=self._reveals,
            formulas=self._assembler.addresses,
            programs=tuple(self._programs.addresses),
        )

    # ------------------------------------------------------------------------------ small records

    def _blank(self) -> list[int]:
        """A state before anything has happened, questions last."""
        row = flatten(self._rules, initial_state(self._rules, 0))
        before = row[: self._places.promises]
        after = row[self._places.promises + 1 :]  # leaves out the number of questions
        return [*before, *after, 0, *[0] * self._places.most_questions]

    def _deals(self) -> int:
        rows = [
            (deal.site, len(deal.weights), *map(self._assembler.formula, deal.weights))
            for deal in self._rules.deals
        ]
        return self._builder.add(*[n for row in rows for n in row])

    def _stages(self) -> int:
        records = []
        for stage in self._rules.stages:
            phases = self._builder.add(*stage.phases)
            first_turn = self._programs.block(stage.upkeep.first_turn)
            each_turn = self._programs.block(stage.upkeep.later_turns)
            ways = [(self._assembler.condition(when), to) for when, to in stage.next]
            ways_at = self._builder.add(*[n for way in ways for n in way])
            upkeep = (first_turn, each_turn)
            record = (phases, len(stage.phases), *upkeep, ways_at, len(ways))
            records.append(self._builder.add(*record))
        return self._builder.add(*records)

    def _cost(self, cost: Cost) -> int:
        paid = [
            (self._places.tracks + track, *self._range(track), amount) for track, amount in cost
        ]
        return self._builder.add(len(paid), *[n for row in paid for n in row])

    def _range(self, track: int) -> tuple[int, int]:
        rules = self._rules.tracks[track]
        return rules.low, rules.high

    def _slot(self, slot: SlotRules) -> int:
        program = self._programs.block(*slot.blocks)
        return self._builder.add(
            self._assembler.condition(slot.when),
            self._cost(slot.cost),
            slot.limit or 0,
            slot.cooldown or 0,
            slot.repeat,
            program,
            slot.side,
            self._programs.additions(program),
        )

    def _inject(self, number: int) -> list[int]:
        inject, assembler = self._rules.injects[number], self._assembler
        record = [
            inject.once,
            self._places.fired + number,
            self._places.held + number,
            self._programs.inject(number),
            inject.at or 0,
            assembler.condition(inject.when),
            assembler.formula(inject.chance) if inject.chance is not None else 0,
            inject.site,
            assembler.formula(inject.weight) if inject.weight is not None else 0,
            self._builder.add(*inject.ask),
            len(inject.ask),
            inject.together,
            most_answers(inject),
            0 if inject.vote is None else self._votes[inject.vote.number],
            self._ratifies(number),
        ]
        for answers in inject.answers:
            record += [number for answer in answers for number in self._answer(answer)]
        return record

    def _ratifies(self, number: int) -> int:
        tables = self._rules.injects[number].ratifies
        rows = [
            (self._tables[table], self._places.ratifications[table] + 1 + place)
            for table in tables
            for place in (self._rules.tables[table].ratifiers.index(number),)
        ]
        return self._builder.add(len(rows), *[n for row in rows for n in row])

    def _answer(self, answer: AnswerRules) -> tuple[int, ...]:
        record = (
            self._assembler.condition(answer.when),
            self._cost(answer.cost),
            self._programs.block(answer.block),
            self._places.answered.get(answer.number, 0),
        )
        assert len(record) == c.ANSWER
        return record

    def _promises(self) -> int:
        rows = [
            (
                promise.turns,
                self._judged(promise.broken),
                self._judged(promise.kept_when),
                self._programs.block(promise.kept),
                self._programs.block(promise.breach),
            )
            for promise in self._rules.promises
        ]
        return self._builder.add(*[n for row in rows for n in row])

    def _project(self, number: int) -> tuple[int, ...]:
        project = self._rules.projects[number]
        record = (
            self._places.project(number),
            self._assembler.formula(project.takes),
            self._programs.block(project.done),
            self._programs.block(project.stopped),
        )
        assert len(record) == c.PROJECT
        return record

    def _judged(self, formula: CompiledFormula | None) -> int:
        """The address of a condition, even of one that always holds; 0 if there is none."""
        return 0 if formula is None else self._assembler.formula(formula)

    def _delays(self) -> int:
        rows = [
            (self._places.delays + delay.offset, delay.width, self._programs.block(delay.block))
            for delay in self._rules.delays
        ]
        return self._builder.add(*[n for row in rows for n in row])

    def _endings(self) -> int:
        endings = [
            (self._assembler.condition(outcome.when), i)
            for i, outcome in enumerate(self._rules.outcomes)
            if outcome.now
        ]
        return self._builder.add(len(endings), *[n for row in endings for n in row])

    def _score(self, side: int) -> int:
        lines = self._rules.scores[side]
        return self._assembler.tree(summed([line.points.tree for line in lines]))

    def _lines(self) -> int:
        """Adds the lines of all scores, side by side; returns their address."""
        lines = [self._assembler.formula(line.points) for own in self._rules.scores for line in own]
        return self._builder.add(len(lines), *lines)

    def _mask(self, side: str) -> int:
        hidden = unseen(self._rules, self._places, side)
        unknown = unknown_delays(self._rules, self._places, side)
        pairs = [n for place in hidden for n in place]
        return self._builder.add(len(hidden), *pairs, len(unknown), *unknown)

    # ------------------------------------------------------------------------------------- phases

    def _phase(self, phase: PhaseRules, slots: Sequence[int]) -> int:
        when = self._assembler.condition(phase.when)
        builder = self._builder
        match phase:
            case ActionsRules():
                return self._actions(phase, when, slots)
            case VisitRules():
                return builder.add(c.VISITS, when, self._tables[phase.table], phase.rounds)
            case InjectsRules():
                known = [self._injects[i] for i in (*phase.timed, *phase.conditional)]
                drawn = [self._injects[i] for i in phase.drawn]
                known_at, drawn_at = builder.add(*known), builder.add(*drawn)
                return builder.add(
                    *(c.INJECTS, when, known_at, len(known)),
                    *(phase.draws, drawn_at, len(drawn), phase.site),
                )

    def _actions(self, phase: ActionsRules, when: int, slots: Sequence[int]) -> int:
        builder = self._builder
        rows, plain = [], True
        for offered in phase.offered:
            side_rows = [self._row(phase, slot, slots[slot]) for slot in offered]
            plain = plain and not any(row[c.ROW_MORE] for row in side_rows)
            rows += [len(offered), builder.add(*[n for row in side_rows for n in row])]
        sides, rows_at = builder.add(*phase.sides), builder.add(*rows)
        return builder.add(
            *(c.ACTIONS, when, sides, len(phase.sides)),
            *(phase.together, phase.no_pass, phase.picks, rows_at, plain),
        )

    def _row(self, phase: ActionsRules, number: int, address: int) -> tuple[int, ...]:
        """The row of an offered action: one range, and its record if there are other conditions."""
        rules, slot = self._rules, self._rules.slots[number]
        ranges = self._assembler.ranges(slot.when.tree) if slot.when is not None else []
        whole = ranges is not None and len(ranges) <= 1
        place, low, high = ranges[0] if ranges else (c.TURN, 0, rules.turns)
        low, high = max(low, -_FARTHEST), min(high, _FARTHEST)
        if low > high:
            low, high = _FARTHEST, _FARTHEST  # no number of a state is in this range
        more = (
            not whole
            or slot.cost
            or slot.limit
            or slot.cooldown
            or (phase.picks > 1 and not slot.repeat)
        )
        row = (number, place, low, high - low, address if more else 0)
        assert len(row) == c.ROW
        return row

    # --------------------------------------------------------------------------------------- room

    def _room(self, head: dict[int, int], parts: Parts) -> int:
        """Divides the work area `W`; returns its size."""
        rules = self._rules
        issues = max((len(table.issues) for table in rules.tables), default=0)
        options = max((_options(table) for table in rules.tables), default=0)
        parties = max((len(table.parties) for table in rules.tables), default=0)
        answers = max(map(most_answers, rules.injects), default=0)
        cards = max((len(deal.cards) for deal in rules.deals), default=0)
        costs = max((len(slot.cost) for slot in rules.slots), default=0)
        members = max(
            (len(table.majority.count.members) for table in rules.tables if table.majority),
            default=0,
        )
        changes = max(self._programs.most_changes, cards, len(rules.injects), parties, members)
        needed = {
            c.W_NAMED: issues,
            c.W_STACK: self._assembler.deepest,
            c.W_LAPSED: head[c.H_COLUMNS],
            c.W_DUE: max(len(rules.delays) + len(rules.projects), len(rules.promises)),
            c.W_SAVED: rules.most_picks * costs,
            c.W_LIST: max(len(rules.slots), answers, options),
            c.W_MANY: changes,
            c.W_SIGNED: head[c.H_COLUMNS],
            c.W_SIGNED_ON: len(rules.tables),
            c.W_SITUATIONS: head[c.H_READINGS],
            c.W_TERMS: c.TERMS * head[c.H_PARTIES],
            c.W_LEGAL: len(rules.slots),
            c.W_TAKEN: len(rules.sides),
            c.W_SEATS: len(rules.sides),
            c.W_HELD: c.HELD * self._places.end,
            **parts.room(),
        }
        at = issues
        for place, count in needed.items():
            head[place] = at
            at += count + 1
        head[c.H_WORK] = at
        return at


def most_answers(inject: InjectRules) -> int:
    """The number of answers from which a side that an inject asks can choose."""
    return max(map(len, inject.answers), default=0)


def _options(table: TableRules) -> int:
    return sum(len(issue.options) for issue in table.issues)


def unseen(rules: Rules, places: Places, side: str) -> list[tuple[int, int]]:
    """The places of a state that a side doesn't see, each with a neutral value (rule 7.1).

    Only places that formulas can read are included. A track has its start, a card isn't dealt, and
    a secret action of another side was never taken.
    """
    return list(_unseen(rules, places, side))


def _unseen(rules: Rules, places: Places, side: str) -> Iterator[tuple[int, int]]:
    for i, track in enumerate(rules.tracks):
        if track.seen_by is not None and side not in track.seen_by:
            yield places.tracks + i, track.start
    for i, deal in enumerate(rules.deals):
        if side not in deal.to:
            yield places.cards + i, NOTHING
    yield from _unknown(rules, places, side)
    for inject, first in zip(rules.votes, places.votes, strict=True):
        vote = inject.vote
        assert vote is not None
        yield from ((first + place, 0) for place in hidden_of_vote(vote, rules.index.sides[side]))
    for i, slot in enumerate(rules.slots):
        if slot.secret and rules.sides[slot.side] != side:
            first = places.slots + c.SLOT_STATE * i
            yield from ((place, 0) for place in range(first, first + c.SLOT_STATE))


def _unknown(rules: Rules, places: Places, side: str) -> Iterator[tuple[int, int]]:
    """The places of what a side doesn't know of: they are as before the game (rule 14.4)."""
    before = flatten(rules, initial_state(rules, 0))
    for i, table in enumerate(rules.tables):
        if table.seen_by is not None and side not in table.seen_by:
            first = places.tables[i]
            size = places.worth(rules, i, len(table.parties)) - first
            yield from ((place, before[place]) for place in range(first, first + size))
            if table.majority is not None:
                first = places.majorities[i]
                size = len(table.parties) + len(table.majority.count.members)
                yield from ((place, 0) for place in range(first, first + size))
            if table.ratifiers:
                yield places.ratifications[i], 0
        for place, vote in enumerate(table.ratifiers, places.ratifications[i] + 1):
            knowers = (table.seen_by, rules.injects[vote].seen_by)
            if any(seen_by is not None and side not in seen_by for seen_by in knowers):
                yield place, 0
    for i, promise in enumerate(rules.promises):
        if promise.seen_by is not None and side not in promise.seen_by:
            yield from ((places.promises + 2 * i + j, 0) for j in range(2))
    for i, project in enumerate(rules.projects):
        if project.seen_by is not None and side not in project.seen_by:
            first = places.project(i)
            yield from ((place, 0) for place in range(first, first + c.PROJECT_STATE))
    answers = [*rules.index.answers]
    for i, inject in enumerate(rules.injects):
        if inject.seen_by is not None and side not in inject.seen_by:
            yield places.fired + i, 0
            for number, place in places.answered.items():
                if answers[number][0] == inject.id:
                    yield place, 0
            if inject.vote is not None:
                first = places.votes[inject.vote.number]
                size = size_of_vote(inject.vote)
                yield from ((place, 0) for place in range(first, first + size))


def unknown_delays(rules: Rules, places: Places, side: str) -> list[int]:
    """The places of the counters of `after` steps whose schedule a side doesn't know (rule 2.5)."""
    return [
        places.delays + counter
        for delay in rules.delays
        if delay.known_to is not None and side not in delay.known_to
        for counter in range(delay.offset, delay.offset + delay.width)
    ]
