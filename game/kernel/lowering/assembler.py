"""Converts formulas to code: resolved trees become numbers, which `kernel.run.formulas` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import field, frozen

from game.kernel import codes as c
from game.kernel.lowering.builder import Builder, Places
from game.model.expressions import (
    LARGEST,
    ZERO,
    And,
    Arithmetic,
    Call,
    Comparison,
    Expression,
    IfElse,
    Negative,
    Not,
    Number,
    Or,
    Read,
    children,
)
from game.model.play import NOTHING, STATUS
from game.rules.compiled import Rules
from game.rules.evaluate import CompiledFormula
from game.rules.names import Names
from game.rules.readings import FormulaCompiler

_ARITHMETIC = {"+": c.ADD, "-": c.SUBTRACT, "*": c.MULTIPLY, "//": c.DIVIDE, "%": c.REMAINDER}
_COMPARISONS = {
    "<": c.LESS,
    "<=": c.AT_MOST,
    "==": c.EQUAL,
    "!=": c.UNEQUAL,
    ">=": c.AT_LEAST,
    ">": c.GREATER,
}
_NAMES = {"open": "is_open", "signed": "unratified"}
_STATUS = {_NAMES.get(word, word): i for i, word in enumerate(STATUS)}

_RANGES: dict[str, Callable[[int], tuple[int, int]]] = {
    "<": lambda n: (-LARGEST, n - 1),
    "<=": lambda n: (-LARGEST, n),
    "==": lambda n: (n, n),
    ">=": lambda n: (n, LARGEST),
    ">": lambda n: (n + 1, LARGEST),
}
_TURNED = {"<": ">", "<=": ">=", "==": "==", ">=": "<=", ">": "<"}

Range = tuple[int, int, int]
"""A place of the state, and the least and greatest number allowed there."""


@frozen
class Assembler:
    """Converts the formulas of one scenario to code."""

    rules: Rules
    places: Places
    builder: Builder
    formulas: FormulaCompiler = field(init=False)
    _shared: dict[object, int] = field(factory=dict)
    """The addresses of code, by the tree of a formula or by the name of what is called."""
    _deepest: list[int] = field(factory=lambda: [0])
    _depths: dict[object, int] = field(factory=dict)
    _reads: dict[object, frozenset[int]] = field(factory=dict)
    """By name of what is called, the places of the state that it reads."""

    @formulas.default
    def _formulas(self) -> FormulaCompiler:
        return FormulaCompiler(self.rules.scenario, self.rules.index)

    @property
    def deepest(self) -> int:
        """The largest size of the stack that a formula needs."""
        return self._deepest[0]

    @property
    def addresses(self) -> tuple[int, ...]:
        """The addresses of all formulas converted so far."""
        return tuple(sorted(set(self._shared.values())))

    def formula(self, formula: CompiledFormula) -> int:
        """The address of a formula's code."""
        return self.tree(formula.tree)

    def condition(self, formula: CompiledFormula | None) -> int:
        """The address of a condition's code; 0 for no condition and for one that always holds."""
        if formula is None:
            return 0
        if isinstance(formula.tree, Number) and formula.tree.value:
            return 0
        return self.tree(formula.tree)

    def tree(self, tree: Expression) -> int:
        """The address of a resolved tree's code, which equal trees share."""
        if tree not in self._shared:
            ranges = self.ranges(tree)
            if ranges is not None:
                flat = [number for each in ranges for number in each]
                self._shared[tree] = self.builder.add(c.BETWEEN, len(ranges), *flat)
            else:
                code = _Code(self)
                code.emit(tree)
                self._shared[tree] = code.place(c.END)
                self._deepest[0] = max(self._deepest[0], code.deepest + 2)
        return self._shared[tree]

    def ranges(self, tree: Expression) -> list[Range] | None:
        """The ranges of a condition that only tests numbers of the state; None for others."""
        match tree:
            case And(terms=terms):
                ranges = [self.ranges(term) for term in terms]
                if any(each is None for each in ranges):
                    return None
                return [one for each in ranges for one in each or ()]
            case Comparison(operators=operators, terms=terms):
                pairs = list(zip(operators, terms, terms[1:], strict=False))
                each_range = [self._range(sign, left, right) for sign, left, right in pairs]
                if any(one is None for one in each_range):
                    return None
                return [one for one in each_range if one is not None]
            case Read():
                return self._fact(tree)
            case _:
                return None

    def _range(self, sign: str, left: Expression, right: Expression) -> Range | None:
        if sign not in _RANGES:
            return None
        place, n = self.place(left), self.constant(right)
        if place is None or n is None:
            place, n, sign = self.place(right), self.constant(left), _TURNED[sign]
        if place is None or n is None:
            return None
        low, high = _RANGES[sign](n)
        return place, max(low, -LARGEST), min(high, LARGEST)

    def _fact(self, read: Read) -> list[Range] | None:
        fact = self.equals(read)
        return None if fact is None else [(fact[0], fact[1], fact[1])]

    def place(self, tree: Expression) -> int | None:
        """The place of the state that a tree consists of; None for other trees."""
        if not isinstance(tree, Read):
            return None
        match tree.kind, tree.of:
            case "turn", _:
                return c.TURN
            case "track", (track,):
                return self.places.tracks + self.rules.index.tracks[track]
            case "card", (deal,):
                return self.places.cards + self.rules.index.deals[deal]
            case "promised", (promise,):
                return self.places.promises + 2 * self.rules.index.promises[promise]
            case "left", (project,):
                return self.places.project(self.rules.index.projects[project])
            case "support", (inject, count):
                vote = self.rules.votes[self.rules.index.votes[inject]].vote
                assert vote is not None
                first = self.places.votes[vote.number] + c.VOTE_SUPPORT
                return first + vote.counts.index(count)
            case "voted", (inject, member):
                vote = self.rules.votes[self.rules.index.votes[inject]].vote
                assert vote is not None
                first = self.places.votes[vote.number] + c.VOTE_SUPPORT + len(vote.counts)
                return first + self.rules.index.members[inject][member]
            case _:
                return None

    def constant(self, tree: Expression) -> int | None:
        """The number that a tree always equals, if that is obvious; else None."""
        match tree:
            case Number(value=value):
                return value
            case Read(kind="setting", of=(id,)):
                return self.rules.scenario.settings[id].value
            case Read(kind="level", low=low):
                return low
            case Negative(operand=operand):
                inner = self.constant(operand)
                return None if inner is None else -inner
            case _:
                return None

    def equals(self, read: Read) -> tuple[int, int] | None:
        """The place and the number that decide whether a fact holds; None for other names."""
        index, places = self.rules.index, self.places
        match read.kind, read.of:
            case "dealt", (deal, card):
                return places.cards + index.deals[deal], index.cards[deal][card]
            case "stage", (stage,):
                return c.STAGE, index.stages[stage]
            case "ended", (outcome,):
                return c.OUTCOME, index.outcomes[outcome]
            case (kind, (table,)) if kind in _STATUS:
                return places.status(index.tables[table]), _STATUS[kind]
            case _:
                return None

    def counted(self, read: Read) -> list[int] | None:
        """The places whose sum a name stands for; None for other names."""
        rules, index = self.rules, self.rules.index
        slots, each = self.places.slots, c.SLOT_STATE
        match read.kind, read.of:
            case "used", (action,):
                return [slots + each * slot + c.SLOT_USES for slot in index.slots_of(action)]
            case "chose", (side, action):
                return [slots + each * index.slots[side, action] + c.SLOT_TODAY]
            case "count", (*by, tag):
                return [
                    slots + each * slot + c.SLOT_TODAY
                    for (side, action), slot in index.slots.items()
                    if tag in rules.scenario.actions[action].tags and (not by or side == by[0])
                ]
            case "fired", (inject,):
                return [self.places.fired + index.injects[inject]]
            case "carried" | "lost" as result, (inject,):
                return [self.places.votes[index.votes[inject]] + (result == "lost")]
            case "begun" | "done" as how, (project,):
                number = c.PROJECT_BEGUN if how == "begun" else c.PROJECT_DONE
                return [self.places.project(index.projects[project]) + number]
            case "answered", _:
                return [self.places.answered[number] for number in index.answers_of(*read.of)]
            case _:
                return None

    def signed(self, read: Read) -> tuple[int, int, int] | None:
        """The numbers of an IF_AGREED step for a name; None for names of other kinds.

        These are the place of a table's status, the place of what an agreement fixes, and the value
        without an agreement.
        """
        index, rules, places = self.rules.index, self.rules, self.places
        match read.kind, read.of:
            case "option", (table, issue):
                t = index.tables[table]
                at = places.option(rules, t, index.issues[table][issue])
                return places.status(t), at, NOTHING
            case "worth", (table, side):
                t = index.tables[table]
                return places.status(t), places.worth(rules, t, index.parties[table][side]), 0
            case _:
                return None

    def places_read(self, tree: Expression) -> Iterator[int]:
        """Yields the places of the state that a resolved tree reads, also through what it calls."""
        for read in reads(tree):
            place, fact = self.place(read), self.equals(read)
            counted, signed = self.counted(read), self.signed(read)
            if self.constant(read) is not None or read.kind == "package":
                continue
            if place is not None:
                yield place
            elif fact is not None:
                yield fact[0]
            elif counted is not None:
                yield from counted
            elif signed is not None:
                yield from signed[:2]
            else:
                if (read.kind, read.of) not in self._reads:
                    behind = frozenset(self.places_read(self._behind(read)))
                    self._reads[read.kind, read.of] = behind
                yield from self._reads[read.kind, read.of]

    def called(self, read: Read) -> tuple[int, int]:
        """The address and depth of code that is called: for a value, a reserve or a score."""
        key = (read.kind, read.of)
        if key not in self._shared:
            code = _Code(self)
            code.emit(self._behind(read))
            self._shared[key] = code.place(c.RETURN)
            self._depths[key] = code.deepest
        return self._shared[key], self._depths[key]

    def _behind(self, read: Read) -> Expression:
        rules = self.rules
        match read.kind, read.of:
            case "value", (id,):
                return Names(rules.scenario).resolve(rules.scenario.values[id].formula)
            case "reserve", (table, side):
                party = rules.index.parties[table][side]
                return rules.tables[rules.index.tables[table]].reserves[party].tree
            case "signed", of:
                return Or((Read("agreed", of, 0, 1), Read("unratified", of, 0, 1)))
            case "score", (side,):
                lines = rules.scores[rules.index.sides[side]]
                return summed([line.points.tree for line in lines])
            case _:
                raise TypeError(f"not to be called: {read!r}")


class _Code:
    """The code of one formula. Jump targets are relative until it is placed in the tables."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._numbers: list[int] = []
        self._jumps: list[int] = []
        self._depth = 0
        self.deepest = 0

    def place(self, last: int) -> int:
        """Ends the code and puts it into the tables; returns its address."""
        builder = self._assembler.builder
        for jump in self._jumps:
            self._numbers[jump] += builder.here
        return builder.add(*self._numbers, last)

    def emit(self, tree: Expression) -> None:
        """Adds code that computes a tree; its value becomes the last value."""
        match tree:
            case Number(value=value):
                self._add(c.NUMBER, value)
            case Read():
                self._read(tree)
            case Negative(operand=operand):
                self._unary(c.NEGATE, operand)
            case Not(operand=operand):
                self._unary(c.NOT, operand)
            case Arithmetic(operator=sign, left=left, right=right):
                self.emit(left)
                self.operate(_ARITHMETIC[sign], right)
            case Comparison(operators=signs, terms=terms):
                self._chain(signs, terms)
            case And(terms=terms):
                self._until(c.JUMP_IF_NOT, [self._emitter(term) for term in terms])
            case Or(terms=terms):
                self._until(c.JUMP_IF, [self._emitter(term) for term in terms])
            case IfElse(test=test, then=then, otherwise=otherwise):
                self._if_else(test, then, otherwise)
            case Call(function=function, arguments=arguments):
                self._call(function, arguments)
            case _:
                raise TypeError(f"not resolved: {tree!r}")

    def operate(self, operator: int, right: Expression) -> None:
        """Adds code that applies an operator to the last value and another tree's value."""
        n, at = self._assembler.constant(right), self._assembler.place(right)
        if n is not None:
            self._add(operator + c.WITH_NUMBER, n)
        elif at is not None:
            self._add(operator + c.WITH_PLACE, at)
        else:
            self._add(c.PUSH)
            self._deeper(1)
            self.emit(right)
            self._add(operator)
            self._depth -= 1

    def _add(self, *numbers: int) -> None:
        self._numbers += numbers

    def _deeper(self, by: int) -> None:
        self._depth += by
        self.deepest = max(self.deepest, self._depth)

    def _emitter(self, tree: Expression) -> Callable[[], None]:
        return lambda: self.emit(tree)

    def _unary(self, operator: int, operand: Expression) -> None:
        self.emit(operand)
        self._add(operator)

    def _chain(self, signs: Sequence[str], terms: Sequence[Expression]) -> None:
        def pair(sign: str, left: Expression, right: Expression) -> Callable[[], None]:
            def emit() -> None:
                self.emit(left)
                self.operate(_COMPARISONS[sign], right)

            return emit

        pairs = [pair(*each) for each in zip(signs, terms, terms[1:], strict=False)]
        if len(pairs) == 1:
            pairs[0]()
        else:
            self._until(c.JUMP_IF_NOT, pairs)

    def _until(self, jump: int, parts: Sequence[Callable[[], None]]) -> None:
        """Adds parts, each with a jump to the end, for `and` and `or`. The value is 0 or 1."""
        ends = []
        for part in parts:
            part()
            ends.append(self._jump(jump))
        self._add(c.TRUTH)
        for end in ends:
            self._land(end)

    def _jump(self, jump: int) -> int:
        self._add(jump, 0)
        return len(self._numbers) - 1

    def _land(self, *jumps: int) -> None:
        """Makes jumps lead to this point."""
        for jump in jumps:
            self._numbers[jump] = len(self._numbers)
            self._jumps.append(jump)

    def _if_else(self, test: Expression, then: Expression, otherwise: Expression) -> None:
        self.emit(test)
        no = self._jump(c.JUMP_IF_NOT)
        self.emit(then)
        end = self._jump(c.JUMP)
        self._land(no)
        self.emit(otherwise)
        self._land(end)

    def _call(self, function: str, arguments: Sequence[Expression]) -> None:
        first, *rest = arguments
        self.emit(first)
        match function:
            case "abs":
                self._add(c.ABSOLUTE)
            case "by":
                self._by(rest)
            case _:
                for argument in rest:
                    self.operate(c.LEAST if function == "min" else c.GREATEST, argument)

    def _by(self, choices: Sequence[Expression]) -> None:
        self._add(c.CHOOSE, len(choices), *[0] * len(choices))
        table = len(self._numbers) - len(choices)
        ends = []
        for i, choice in enumerate(choices):
            self._land(table + i)
            self.emit(choice)
            ends.append(self._jump(c.JUMP))
        self._land(*ends)

    def _read(self, read: Read) -> None:
        assembler = self._assembler
        n, place = assembler.constant(read), assembler.place(read)
        fact, counted = assembler.equals(read), assembler.counted(read)
        if n is not None:
            self._add(c.NUMBER, n)
        elif place is not None:
            self._add(c.LOAD, place)
        elif fact is not None:
            self._add(c.IS, *fact)
        elif counted is not None:
            self._add(c.COUNT, len(counted), *counted)
        else:
            self._rare(read)

    def _rare(self, read: Read) -> None:
        assembler = self._assembler
        signed = assembler.signed(read)
        if signed is not None:
            self._add(c.IF_AGREED, *signed)
        elif read.kind == "package":
            table, issue = read.of
            self._add(c.OF_PACKAGE, assembler.rules.index.issues[table][issue])
        else:
            address, depth = assembler.called(read)
            self._add(c.CALL, address)
            self._deeper(depth + 1)
            self._depth -= depth + 1


def reads(tree: Expression) -> Iterator[Read]:
    """Yields all names in a resolved tree; named values aren't expanded."""
    if isinstance(tree, Read):
        yield tree
    for child in children(tree):
        yield from reads(child)


def summed(trees: Sequence[Expression]) -> Expression:
    """The sum of trees as a balanced tree: a thousand terms are ten levels deep."""
    if len(trees) < 2:
        return trees[0] if trees else ZERO
    half = len(trees) // 2
    return Arithmetic("+", summed(trees[:half]), summed(trees[half:]))
