"""Converts tables to records, and finds which of their issues are linked.

Worths add up issue by issue, except where a rule, a worth or a need names several issues. These
linked issues form a part, whose combinations are listed. Parts are combined without ever listing
whole packages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from game.engine.draft import initial_state
from game.kernel import codes as c
from game.kernel.lowering.assembler import Assembler, reads, summed
from game.kernel.lowering.programs import Programs, vote_record
from game.kernel.lowering.readings import readings
from game.model.expressions import LARGEST, ZERO, Arithmetic, Expression, Number, Read
from game.rules import rng
from game.rules.compiled import IssueRules, MajorityRules, OptionRules, TableRules
from game.rules.evaluate import CompiledFormula, Function, formula
from game.rules.intervals import interval, is_countable

MOST_COMBOS = 4096
"""The most combinations of a part that are considered; if there are more, they are sampled."""

EITHER = -1


@frozen
class Bound:
    """A formula that refers to the package; it counts if an issue (EITHER: any) has an option."""

    tree: Expression
    kind: int
    party: int
    """The party that it concerns; EITHER: all parties."""
    issue: int = EITHER
    option: int = EITHER
    issues: frozenset[int] = frozenset()
    """The issues that it links."""
    live: bool = False
    """Whether it depends on the state, so that it can't be computed beforehand. It may read the
    state, or its issue may be off the agenda.
    """


def tied(issues: int, bounds: Sequence[Bound]) -> list[tuple[int, ...]]:
    """The groups of linked issues of a table, in order."""
    group = list(range(issues))
    for bound in bounds:
        joined = {group[issue] for issue in bound.issues}
        group = [min(joined) if each in joined else each for each in group]
    return [
        tuple(issue for issue in range(issues) if group[issue] == each)
        for each in sorted(set(group))
    ]


def combinations(table: TableRules, tie: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The combinations of linked issues; if there are too many, a fixed random sample."""
    return rng.combinations([len(table.issues[issue].options) for issue in tie], MOST_COMBOS)


class Parts:
    """Makes the records of tables."""

    def __init__(self, assembler: Assembler, programs: Programs) -> None:
        self._assembler = assembler
        self._programs = programs
        self._builder = assembler.builder
        self._rules = assembler.rules
        self._columns = self._terms = 0
        self._room = dict.fromkeys(_ROOMS, 0)

    def room(self) -> dict[int, int]:
        """By area of `W`, the size that the tables made so far need."""
        return self._room

    def table(self, number: int) -> list[int]:
        """Makes the record of a table."""
        table, add, assembler = self._rules.tables[number], self._builder.add, self._assembler
        parties = [NONE] * len(self._rules.sides)
        for party, side in enumerate(table.parties):
            parties[side] = party
        bounds = _without_overflow(list(self._bounds(table)))
        ties = tied(len(table.issues), bounds)
        read = readings(self._rules)[number]
        first_option, issues = 0, []
        for issue in table.issues:
            issues.append(self._issue(issue, first_option))
            first_option += len(issue.options)
        parts, combos = [], 0
        for tie in ties:
            listed = combinations(table, tie)
            parts += self._part(table, tie, listed, combos, bounds)
            combos += len(listed)
        farthest = sum(len(issue.options) - 1 for issue in table.issues)
        self._make_room(first_option, combos, len(ties), farthest)
        record = [
            self._assembler.places.tables[number],
            add(*table.parties),
            len(table.parties),
            add(*parties),
            add(*issues),
            len(issues),
            table.rounds,
            add(*map(assembler.condition, table.rules)),
            len(table.rules),
            add(*map(assembler.formula, table.reserves)),
            self._programs.block(table.agreed),
            self._programs.block(table.collapsed),
            self._programs.block(table.expired),
            self._programs.block(table.lapsed),
            self._columns,
            self._terms,
            add(*read),
            len(read),
            sum(map(len, readings(self._rules)[:number])),
            add(*parts),
            len(ties),
            number,
            farthest,
            self._assembler.places.last_offers[number],
            add(*[self._kept(table, each, combos, bounds) for each in range(len(table.parties))]),
            self._keep(SEARCHES * (c.SEARCH + len(issues) + len(ties))),
            SEARCHES,
            self._assembler.places.ratifications[number],
            len(table.ratifiers),
            table.within,
            add(*table.provisional),
            self._programs.block(table.signed),
            self._programs.block(table.rejected),
            *self._majority(number, table.majority),
        ]
        assert len(record) == c.TABLE
        self._columns += len(issues)
        self._terms += len(table.parties)
        return record

    def _majority(self, number: int, majority: MajorityRules | None) -> tuple[int, int, int]:
        if majority is None:
            return 0, 0, NONE
        record = vote_record(self._assembler, self._programs, majority.count, 0)
        place = self._assembler.places.majorities[number]
        return self._builder.add(*record), place, majority.proposes

    def _kept(self, table: TableRules, party: int, combos: int, bounds: Sequence[Bound]) -> int:
        """Makes the record about a party's cached appraisals; returns its address."""
        formulas = [
            *table.rules,
            *(issue.when for issue in table.issues),
            *(
                formula
                for issue in table.issues
                for option in issue.options
                for formula in (option.when, option.needs[party], option.worth[party])
            ),
        ]
        trees = [formula.tree for formula in formulas if formula is not None]
        places = sorted({place for tree in trees for place in self._assembler.places_read(tree)})
        live = any(bound.live and bound.party in (EITHER, party) for bound in bounds)
        options = sum(len(issue.options) for issue in table.issues)
        width = c.KEPT + len(table.issues) + options + combos
        count = appraisals_kept(width)
        last, first = self._keep(c.LAST + len(places)), self._keep(count * width)
        return self._builder.add(last, first, count, live, options, combos, len(places), *places)

    def _keep(self, count: int) -> int:
        """Reserves room in W_KEPT; returns its offset."""
        first = max(self._room[c.W_KEPT], c.KEPT_FIRST)
        self._room[c.W_KEPT] = first + count
        return first

    def _make_room(self, options: int, combos: int, parts: int, farthest: int) -> None:
        needed = {
            c.W_OPTIONS: options,
            c.W_COMBOS: combos,
            c.W_NEARNESS: combos,
            c.W_BEST: (parts + 1) * (farthest + 1),
            c.W_LEAST: (parts + 1) * (farthest + 1),
            c.W_TRAIL: 3 * parts,
            c.W_FOUND: parts,
            c.W_NEARNESS_BEST: farthest + 1,
            c.W_NEARNESS_LEAST: farthest + 1,
        }
        self._room |= {place: max(self._room[place], needed[place]) for place in needed}

    def _issue(self, issue: IssueRules, first: int) -> int:
        options = [self._option(option) for option in issue.options]
        when = self._assembler.condition(issue.when)
        return self._builder.add(when, issue.otherwise, len(options), first, *options)

    def _option(self, option: OptionRules) -> int:
        add, assembler = self._builder.add, self._assembler
        binds = [
            0 if reads else assembler.condition(needs)
            for needs, reads in zip(option.needs, option.needs_read_package, strict=True)
        ]
        bases = [assembler.tree(_sum(_terms(w.tree, of_package=False))) for w in option.worth]
        return add(
            assembler.condition(option.when),
            option.when_reads_package,
            self._programs.block(option.effects),
            self._programs.block(option.lapsed),
            add(*map(assembler.formula, option.worth)),
            add(*map(assembler.condition, option.needs)),
            add(*bases),
            add(*binds),
        )

    # ------------------------------------------------------------------------------ formulas

    def _bounds(self, table: TableRules) -> Iterator[Bound]:
        """Yields all formulas of a table that refer to its package."""
        for rule in table.rules:
            yield self._bound(table, rule.tree, c.MUST, EITHER)
        for i, issue in enumerate(table.issues):
            for j, option in enumerate(issue.options):
                if option.when is not None and option.when_reads_package:
                    yield self._bound(table, option.when.tree, c.MUST, EITHER, i, j)
                for party, needs in enumerate(option.needs):
                    if needs is not None and option.needs_read_package[party]:
                        yield self._bound(table, needs.tree, c.MUST, party, i, j)
                for party, worth in enumerate(option.worth):
                    terms = _terms(worth.tree, of_package=True)
                    if terms:
                        yield self._bound(table, _sum(terms), c.WORTH, party, i, j)

    def _bound(
        self,
        table: TableRules,
        tree: Expression,
        kind: int,
        party: int,
        issue: int = EITHER,
        option: int = EITHER,
    ) -> Bound:
        index = self._rules.index.issues[table.id]
        named = {index[read.of[1]] for read in reads(tree) if read.kind == "package"}
        issues = frozenset(named if issue == EITHER else {*named, issue})
        fixed = all(read.kind in ("package", "setting", "level") for read in reads(tree))
        leaves = kind == c.MUST and issue != EITHER and table.issues[issue].when is not None
        return Bound(
            tree, kind, party, issue, option, issues or frozenset({0}), not fixed or leaves
        )

    # ------------------------------------------------------------------------------------ parts

    def _part(
        self,
        table: TableRules,
        tie: tuple[int, ...],
        listed: list[tuple[int, ...]],
        first: int,
        bounds: list[Bound],
    ) -> list[int]:
        add = self._builder.add
        mine = [bound for bound in bounds if bound.issues <= set(tie)]
        fixed, live = [], []
        for party in range(len(table.parties)):
            ours = [bound for bound in mine if bound.party in (EITHER, party)]
            fixed.append(add(*self._fixed(table, tie, listed, ours)))
            later = [bound for bound in ours if bound.live]
            rows = [
                (bound.kind, bound.issue, bound.option, self._assembler.tree(bound.tree))
                for bound in later
            ]
            live.append(add(len(rows), *[n for row in rows for n in row]))
        combos = add(*[option for combo in listed for option in combo])
        before = [sum(len(issue.options) for issue in table.issues[:number]) for number in tie]
        options = add(*[at + o for combo in listed for at, o in zip(before, combo, strict=True)])
        part = [add(*tie), len(tie), len(listed), first, combos, options, add(*fixed), add(*live)]
        assert len(part) == c.PART
        return part

    def _fixed(
        self,
        table: TableRules,
        tie: tuple[int, ...],
        listed: list[tuple[int, ...]],
        bounds: list[Bound],
    ) -> Iterator[int]:
        """Yields for each combination the total of the formulas that depend on it alone."""
        known = [(bound, self._function(bound.tree, table)) for bound in bounds if not bound.live]
        reading = initial_state(self._rules, 0)
        package = [0] * len(table.issues)
        for combo in listed:
            for issue, option in zip(tie, combo, strict=True):
                package[issue] = option
            total = 0
            for bound, function in known:
                if bound.issue != EITHER and package[bound.issue] != bound.option:
                    continue
                result = function(reading, package)
                if bound.kind == c.WORTH:
                    total += result
                elif not result:
                    total = c.UNFIT
                    break
            yield max(total, c.UNFIT)

    def _function(self, tree: Expression, table: TableRules) -> CompiledFormula:
        """Turns a tree that reads only the package into a function."""
        index, settings = self._rules.index.issues[table.id], self._rules.scenario.settings

        def leaf(read: Read) -> Function | int:
            if read.kind == "package":
                issue = index[read.of[1]]
                return lambda _reading, package: package[issue]
            return settings[read.of[0]].value if read.kind == "setting" else read.low

        return formula(tree, leaf)


NONE = -1
SEARCHES = 8192
"""The number of nearest packages that are cached for each table; a power of 2."""
MOST_APPRAISALS, MOST_KEPT = 256, 32768
"""The most appraisals that are cached for a party, and the most numbers that they have together."""
_ROOMS = (
    *(c.W_OPTIONS, c.W_COMBOS, c.W_NEARNESS, c.W_BEST, c.W_LEAST, c.W_TRAIL, c.W_FOUND),
    *(c.W_NEARNESS_BEST, c.W_NEARNESS_LEAST, c.W_KEPT),
)


def _names_package(tree: Expression) -> bool:
    return any(read.kind == "package" for read in reads(tree))


def _terms(tree: Expression, *, of_package: bool) -> list[Expression]:
    """The terms of a sum that refer to the package, or those that don't."""
    if isinstance(tree, Arithmetic) and tree.operator == "+":
        return [
            term for side in (tree.left, tree.right) for term in _terms(side, of_package=of_package)
        ]
    return [tree] if _names_package(tree) == of_package else []


def _sum(terms: Sequence[Expression]) -> Expression:
    return _folded(summed([term for term in terms if term != ZERO]))


def _folded(tree: Expression) -> Expression:
    """Replaces a constant tree by its number, if that fits into a table."""
    if any(True for _ in reads(tree)):
        return tree
    bounds = interval(tree)
    return Number(bounds[0]) if is_countable(bounds) else tree


def _without_overflow(bounds: list[Bound]) -> list[Bound]:
    """Makes worths live whose sums could exceed 32 bits, so that they are computed when needed.

    `check` limits the worths of whole packages. Here only the terms that refer to the package are
    added up, and their sum can be larger.
    """
    reach: dict[tuple[int, int], int] = {}
    for bound in bounds:
        if bound.kind == c.WORTH:
            key = bound.party, bound.issue
            reach[key] = max(reach.get(key, 0), *map(abs, interval(bound.tree)))
    total = {party: 0 for party, _ in reach}
    for (party, _), most in reach.items():
        total[party] += most
    return [
        evolve(bound, live=True)
        if bound.kind == c.WORTH and total[bound.party] > LARGEST
        else bound
        for bound in bounds
    ]


def appraisals_kept(width: int) -> int:
    """The number of appraisals of a given size that are cached; a power of 2."""
    count = MOST_APPRAISALS
    while count > 1 and count * width > MOST_KEPT:
        count //= 2
    return count
