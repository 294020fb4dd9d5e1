"""Expression trees: what stands in a `when`, a `points` or a change, as the author wrote it.

Names are not yet resolved here; `rules/names.py` says what each one means where it stands. `at` is
the place in the expression's text (in characters, from 0) and takes no part in equality.
"""

from __future__ import annotations

from attrs import field, frozen

ARITHMETIC = ("+", "-", "*", "//", "%")
COMPARISONS = ("<", "<=", "==", "!=", ">=", ">")
FUNCTIONS = ("min", "max", "abs", "by")
PREDICATES = (
    "used",
    "chose",
    "count",
    "fired",
    "dealt",
    "stage",
    "promised",
    "is_open",
    "agreed",
    "collapsed",
    "expired",
    "lapsed",
    "worth",
    "reserve",
    "ended",
    "score",
)
LARGEST = 2**31 - 1


def _at() -> int:
    return field(default=0, eq=False, repr=False, kw_only=True)


@frozen
class Number:
    """A whole number as written."""

    value: int
    at: int = _at()


@frozen
class Name:
    """A bare id: a track, setting, value, `turn`, an issue, or a level or option beside one."""

    id: str
    at: int = _at()


@frozen
class Dotted:
    """`table.issue`, or `side.action`, `side.tag`, `deal.card` as a predicate's argument."""

    base: str
    id: str
    at: int = _at()


@frozen
class Call:
    """A function (min, max, abs, by) over expressions."""

    function: str
    arguments: tuple[Expression, ...]
    at: int = _at()


@frozen
class Predicate:
    """A question about the game (used, count, agreed …) with the name it asks about."""

    function: str
    subject: Name | Dotted
    at: int = _at()


@frozen
class Negative:
    """-x."""

    operand: Expression
    at: int = _at()


@frozen
class Not:
    """not x."""

    operand: Expression
    at: int = _at()


@frozen
class Arithmetic:
    """left + - * // % right."""

    operator: str
    left: Expression
    right: Expression
    at: int = _at()


@frozen
class Comparison:
    """A comparison, chained where it has more than two terms: terms[0] op[0] terms[1] op[1] …"""

    operators: tuple[str, ...]
    terms: tuple[Expression, ...]
    at: int = _at()


@frozen
class And:
    """All terms."""

    terms: tuple[Expression, ...]
    at: int = _at()


@frozen
class Or:
    """Any term."""

    terms: tuple[Expression, ...]
    at: int = _at()


@frozen
class IfElse:
    """then if test else otherwise."""

    test: Expression
    then: Expression
    otherwise: Expression
    at: int = _at()


@frozen
class Read:
    """What a name was found to mean: something of the game that can be read.

    kind is `turn`, `track`, `setting`, `value`, `level`, `option` (table, issue: the agreed one),
    `package` (table, issue: the one at hand), `card` (the number of a deal's card) or a predicate's
    name; `low` and `high` bound it. `worth` and `reserve` are of a table and, where one side alone
    asks, of that side.
    """

    kind: str
    of: tuple[str, ...]
    low: int
    high: int
    at: int = _at()


Expression = (
    Number
    | Name
    | Dotted
    | Call
    | Predicate
    | Negative
    | Not
    | Arithmetic
    | Comparison
    | And
    | Or
    | IfElse
    | Read
)

ZERO = Number(0)


def children(node: Expression) -> tuple[Expression, ...]:
    """The direct subexpressions of a node, left to right; a predicate's subject is not one."""
    match node:
        case Call(arguments=terms) | Comparison(terms=terms) | And(terms=terms) | Or(terms=terms):
            return terms
        case Negative(operand=operand) | Not(operand=operand):
            return (operand,)
        case Arithmetic(left=left, right=right):
            return (left, right)
        case IfElse(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case _:
            return ()
