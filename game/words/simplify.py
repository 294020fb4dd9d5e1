"""Expressions made simple enough to be put into words.

Names are resolved, settings replaced by their numbers, and sums of numbers computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from game.model.effects import ChangeOperator
from game.model.entries import may_see
from game.model.expressions import (
    SECRET_KINDS,
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
from game.model.scenario import Scenario
from game.rules.intervals import interval
from game.rules.names import Names
from game.rules.places import ANYWHERE, Spot
from game.words.readings import FACTS

LARGEST_NAMED = 24
"""A named expression with more nodes than this keeps its name."""


class Simplifier:
    """Simplifies the expressions of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._names = Names(scenario)
        self._taken = ""
        # Each named expression is simplified once, since others may use it again and again.
        self._trees: dict[tuple[str, str], Expression] = {}
        self._hidden: dict[tuple[str, str], bool] = {}
        self._tracks: dict[str, frozenset[str]] = {}

    @contextmanager
    def counting_this_use(self, action: str) -> Iterator[None]:
        """While this lasts, expressions count the action once more than it was taken before."""
        self._taken = action
        try:
            yield
        finally:
            self._taken = ""

    def simplify(self, node: Expression, spot: Spot = ANYWHERE) -> Expression:
        """An expression, simplified for the place where it stands."""
        return self._simplified(self._names.resolve(node, spot))

    def simplify_change(self, track: str, operator: ChangeOperator, node: Expression) -> Expression:
        """The amount of a change, simplified; it may be a level of its track."""
        return self._simplified(self._names.resolve_amount(track, operator, node))

    def is_hidden(self, tree: Expression, who: str) -> bool:
        """Whether a simplified expression reads a track or a card that a reader doesn't see."""
        if isinstance(tree, Read):
            if tree.kind == "value":
                key = (tree.of[0], who)
                if key not in self._hidden:
                    self._hidden[key] = self.is_hidden(self.named(tree.of[0]), who)
                return self._hidden[key]
            if tree.kind in SECRET_KINDS:
                kind = SECRET_KINDS[tree.kind]
                return not may_see(who, self._scenario.readers_of(kind, tree.of[0]))
            if tree.kind == "dealt":
                return not may_see(who, self._scenario.deals[tree.of[0]].to)
        return any(self.is_hidden(child, who) for child in children(tree))

    def tracks_read(self, tree: Expression) -> frozenset[str]:
        """The tracks that a simplified expression reads, directly or through named values."""
        inner = [self.tracks_read(child) for child in children(tree)]
        if isinstance(tree, Read) and tree.kind == "value":
            id = tree.of[0]
            if id not in self._tracks:
                self._tracks[id] = self.tracks_read(self.named(id))
            inner.append(self._tracks[id])
        own = tree.of[:1] if isinstance(tree, Read) and tree.kind == "track" else ()
        return frozenset(own).union(*inner)

    def named(self, id: str) -> Expression:
        """The simplified expression of a value."""
        key = (id, self._taken)
        if key not in self._trees:
            self._trees[key] = self._simplified(
                self._names.resolve(self._scenario.values[id].formula)
            )
        return self._trees[key]

    def _is_worded(self, tree: Expression) -> bool:
        """Whether a tree is a condition with a name, for which the author has words."""
        return (
            isinstance(tree, Read)
            and (tree.kind, tree.low, tree.high) == ("value", 0, 1)
            and bool(self._scenario.values[tree.of[0]].text)
        )

    def _simplified(self, tree: Expression) -> Expression:
        match tree:
            case Read(kind="setting", of=(id,)):
                return Number(self._scenario.settings[id].value)
            case Read(kind="used", of=(id,)) if id == self._taken:
                return Arithmetic("+", tree, Number(1))
            case Read(kind="value", of=(id,)):
                if self._scenario.values[id].text:
                    return tree
                inner = self.named(id)
                return inner if _size(inner) <= LARGEST_NAMED else tree
            case Arithmetic("*", left, right) if self._is_worded(right):
                return IfElse(right, self._simplified(left), Number(0))
            case Arithmetic("*", left, right) if self._is_worded(left):
                return IfElse(left, self._simplified(right), Number(0))
            case Arithmetic(operator=operator, left=left, right=right):
                return _done(Arithmetic(operator, self._simplified(left), self._simplified(right)))
            case Negative(operand=operand):
                return _done(Negative(self._simplified(operand)))
            case Call(function=function, arguments=arguments):
                return _done(Call(function, self._each(arguments)))
            case Comparison(operators=operators, terms=terms):
                return _shifted(Comparison(operators, self._each(terms)))
            case And(terms=terms):
                return And(self._each(terms))
            case Or(terms=terms):
                return Or(self._each(terms))
            case Not(operand=operand):
                return Not(self._simplified(operand))
            case IfElse(test=test, then=then, otherwise=otherwise):
                return IfElse(
                    self._simplified(test), self._simplified(then), self._simplified(otherwise)
                )
            case _:
                return tree

    def _each(self, terms: tuple[Expression, ...]) -> tuple[Expression, ...]:
        return tuple(self._simplified(term) for term in terms)


def _size(tree: Expression) -> int:
    return 1 + sum(_size(child) for child in children(tree))


def _done(tree: Expression) -> Expression:
    """An expression with its arithmetic on numbers computed as far as possible."""
    if all(isinstance(child, Number) for child in children(tree)):
        low, high = interval(tree)
        if low == high:
            return Number(low)
    match tree:
        case Arithmetic("*", Number(n), Arithmetic("+", x, Number(m))):
            return Arithmetic("+", Arithmetic("*", Number(n), x), Number(n * m))
        case Arithmetic("-", Number(n), Arithmetic("+", x, Number(m))):
            return Arithmetic("-", Number(n - m), x)
        case Arithmetic("+" | "-" as sign, Arithmetic("+", x, Number(m)), Number(n)):
            total = m + n if sign == "+" else m - n
            return Arithmetic("+" if total >= 0 else "-", x, Number(abs(total)))
        case Arithmetic("*", Number() as n, truth) if _is_truth(truth):
            return IfElse(truth, n, Number(0))
        case Arithmetic("*", truth, Number() as n) if _is_truth(truth):
            return IfElse(truth, n, Number(0))
        case Arithmetic("+" | "-" as sign, Number(m), IfElse(test, Number(a), Number(b))):
            a, b = (-a, -b) if sign == "-" else (a, b)
            return IfElse(test, Number(m + a), Number(m + b))
        case Arithmetic("+" | "-" as sign, IfElse(test, Number(a), Number(b)), Number(m)):
            m = -m if sign == "-" else m
            return IfElse(test, Number(a + m), Number(b + m))
    return tree


def _is_truth(tree: Expression) -> bool:
    """Whether an expression is 1 or 0 as something holds or doesn't."""
    if isinstance(tree, Read):
        return tree.kind in FACTS
    return isinstance(tree, Comparison | And | Or | Not)


def _shifted(tree: Comparison) -> Comparison:
    """A comparison with the number that is added on one side moved to the other."""
    match tree.terms:
        case (Arithmetic("+", Read() as x, Number(m)), Number(n)):
            return Comparison(tree.operators, (x, Number(n - m)))
    return tree
