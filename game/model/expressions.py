"""Expression trees, such as those of `when` and `points`, as the author wrote them.

Names are resolved later, by `rules/names.py`. `at` is the place of a node in the expression's text,
in characters from 0; it doesn't count in comparisons.
"""

from __future__ import annotations

from typing import Literal, get_args

from attrs import field, frozen

ArithmeticOperator = Literal["+", "-", "*", "//", "%"]
ComparisonOperator = Literal["<", "<=", "==", "!=", ">=", ">"]
ARITHMETIC: tuple[ArithmeticOperator, ...] = get_args(ArithmeticOperator)
COMPARISONS: tuple[ComparisonOperator, ...] = get_args(ComparisonOperator)
FUNCTIONS = ("min", "max", "abs", "by")
PredicateName = Literal[
    "used",
    "chose",
    "count",
    "fired",
    "answered",
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
    "carried",
    "lost",
    "support",
    "voted",
    "begun",
    "done",
    "left",
    "signed",
]
PREDICATES: tuple[PredicateName, ...] = get_args(PredicateName)
ChapterPredicate = Literal["ended", "agreed", "score", "margin", "played"]
CHAPTER_PREDICATES: tuple[ChapterPredicate, ...] = get_args(ChapterPredicate)
"""The questions that formulas of a campaign ask about its earlier chapters (rule 18.3)."""
ReadKind = Literal[
    "turn",
    "track",
    "setting",
    "value",
    "level",
    "option",  # table issue: the agreed option
    "package",  # table issue: the option in the package being judged
    "card",  # deal: the index of the card dealt
    "unratified",  # table: whether a package is signed and not in force; only the kernel has it
    PredicateName,  # `worth` and `reserve`: table, and the side if only one side can ask;
    # `answered`: inject, answer, and the side if it is named; `support`: inject, count;
    # `voted`: inject, member
    ChapterPredicate,  # in a campaign its chapter comes first, also for `track`
]
"""What a name can mean; comments list the ids in `Read.of`."""
LARGEST = 2**31 - 1

SECRET_KINDS: dict[ReadKind, str] = {
    "track": "track",
    "option": "table",
    **dict.fromkeys(("is_open", "signed", "agreed"), "table"),
    **dict.fromkeys(("collapsed", "expired", "lapsed"), "table"),
    **dict.fromkeys(("worth", "reserve"), "table"),
    "promised": "promise",
    **dict.fromkeys(("begun", "done", "left"), "project"),
    **dict.fromkeys(("fired", "answered", "carried", "lost", "support", "voted"), "inject"),
}
"""By kind of read, the kind of thing it is about, of which perhaps not all sides know."""


def _at() -> int:
    return field(default=0, eq=False, repr=False, kw_only=True)


@frozen
class Number:
    """A whole number as written."""

    value: int
    at: int = _at()


@frozen
class Name:
    """An id alone: a track, setting, value, issue or `turn`; in comparisons a level or option."""

    id: str
    at: int = _at()


@frozen
class Dotted:
    """`table.issue`; in a predicate `side.action`, `side.tag`, `deal.card` or
    `inject.answer`."""

    base: str
    id: str
    at: int = _at()


@frozen
class Call:
    """A call of a function (min, max, abs, by)."""

    function: str
    arguments: tuple[Expression, ...]
    at: int = _at()


@frozen
class Predicate:
    """A question about the game (used, count, agreed …), with the name that it is about."""

    function: PredicateName | ChapterPredicate
    subject: Name | Dotted
    side: Name | None = None
    """The side that `answered` asks about; None: any side."""
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

    operator: ArithmeticOperator
    left: Expression
    right: Expression
    at: int = _at()


@frozen
class Comparison:
    """A comparison; with more than two terms a chain: terms[0] op[0] terms[1] op[1] …"""

    operators: tuple[ComparisonOperator, ...]
    terms: tuple[Expression, ...]
    at: int = _at()


@frozen
class And:
    """term and term and …"""

    terms: tuple[Expression, ...]
    at: int = _at()


@frozen
class Or:
    """term or term or …"""

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
    """A resolved name: something of the game whose value can be read.

    `of` says which one, `low` and `high` are the bounds of the value.
    """

    kind: ReadKind
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
        case Read() | Number() | Name():
            return ()  # most nodes
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
