"""Conditions and amounts in words, from the author's trees.

A condition becomes a noun phrase that can stand after "needs" and after "with".
"""

from __future__ import annotations

from collections.abc import Callable

from game.model.expressions import (
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
)
from game.model.scenario import Scenario
from game.rules.places import ANYWHERE, Spot
from game.words.naming import Naming
from game.words.plain import Plain
from game.words.sentences import listed, number, say

_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}
_MIRRORED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_COUNTS = ("used", "chose", "count", "fired", "promised")
_FACTS = ("dealt", "stage", "is_open", "agreed", "collapsed", "expired", "lapsed")
_LADDERS = ("track", "package", "option")
_SIGNS = {"*": "×", "//": "÷", "-": "−", "+": "+"}
_BOOLEAN = (Comparison, And, Or, Not)

_OR, _AND, _ATOM = range(3)
_SUM, _PRODUCT, _ONE = range(3)

Phrase = tuple[str, int]
"""Words, and how tightly they hold together."""


class Formulas:
    """Says the expressions of one scenario."""

    def __init__(self, scenario: Scenario, naming: Naming, plain: Plain) -> None:
        self._scenario = scenario
        self._naming = naming
        self._plain = plain

    def condition(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A condition in words."""
        return self.tested(self._plain.formula(node, spot))

    def amount(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """An amount in words and signs."""
        return self.spoken(self._plain.formula(node, spot))

    def tested(self, tree: Expression) -> str:
        """A plain condition in words."""
        return self._condition(tree)[0]

    def spoken(self, tree: Expression) -> str:
        """A plain amount in words and signs."""
        return self._amount(tree)[0]

    def denied(self, tree: Expression) -> str:
        """The opposite of a plain condition in words."""
        return self._condition(tree, holds=False)[0]

    def loose(self, tree: Expression) -> str:
        """A plain amount as it stands after a plus or minus."""
        return self._inner(tree, _PRODUCT)

    # Conditions

    def _condition(self, tree: Expression, holds: bool = True) -> Phrase:
        """A condition, or its opposite where it must not hold."""
        match tree:
            case Not(operand=operand):
                return self._condition(operand, not holds)
            case And(terms=terms):
                return self._joined(terms, _AND if holds else _OR, holds)
            case Or(terms=terms):
                return self._joined(terms, _OR if holds else _AND, holds)
            case Comparison(operators=(sign,), terms=(left, right)):
                return self._compared(sign if holds else _OPPOSITE[sign], left, right), _ATOM
            case Comparison(operators=signs, terms=terms):
                pairs = zip(signs, terms, terms[1:], strict=False)
                each = tuple(Comparison((sign,), (a, b)) for sign, a, b in pairs)
                return self._condition(And(each), holds)
            case Number(value=value):
                return say("always" if bool(value) == holds else "never"), _ATOM
            case _:
                return self._compared("!=" if holds else "==", tree, Number(0)), _ATOM

    def _joined(self, terms: tuple[Expression, ...], binding: int, holds: bool) -> Phrase:
        parts = []
        for term in terms:
            words, inner = self._condition(term, holds)
            part = f"({words})" if inner not in (binding, _ATOM) else words
            if part not in parts and words != say("always"):
                parts.append(part)
        if len(parts) < 2:
            return (parts[0] if parts else say("always")), _ATOM
        return listed(parts, "and" if binding == _AND else "or"), binding

    def _compared(self, sign: str, left: Expression, right: Expression) -> str:
        if _fixed(left) and not _fixed(right):
            return self._compared(_MIRRORED[sign], right, left)
        if isinstance(left, Read) and _fixed(right):
            return self._against(left, sign, _value(right))
        counts = _counts(left)
        if counts and _fixed(right) and (sign, _value(right)) in _TRUTHS:
            some = _TRUTHS[sign, _value(right)]
            return listed([self._fact(read, some) for read in counts], "or" if some else "and")
        return say(f"compare.{sign}", a=self.spoken(left), b=self.spoken(right))

    def _against(self, read: Read, sign: str, n: int) -> str:
        """Something that can be read of the game against a number."""
        if read.kind in _FACTS:
            return self._fact(read, _truth(sign, n))
        if read.kind in _COUNTS and (sign, n) in _TRUTHS:
            return self._fact(read, _TRUTHS[sign, n])
        if read.kind in _LADDERS:
            steps = self._steps(read)
            if read.kind == "option" and _truth_of_option(sign, n) is not None:
                agreed = Read("agreed", read.of[:1], 0, 1)
                return self._fact(agreed, bool(_truth_of_option(sign, n)))
            if steps:
                return self._on_ladder(read, sign, n, steps)
            return say(f"track.{sign}", x=self.spoken(read), n=number(n))
        if read.kind == "turn":
            sign, n = {"<": ("<=", n - 1), ">": (">=", n + 1)}.get(sign, (sign, n))
            return say(f"turn.{sign}", n=number(n))
        return say(f"compare.{sign}", a=self.spoken(read), b=number(n))

    def _fact(self, read: Read, holds: bool) -> str:
        side, what = self._subject(read)
        kind = f"{read.kind}.by" if read.kind == "count" and side else read.kind
        return say(f"{kind}.{'some' if holds else 'none'}", what=what, side=side)

    def _subject(self, read: Read) -> tuple[str, str]:
        """The side and the thing that a predicate asks about, in words."""
        naming, id = self._naming, read.of[-1]
        side = naming.side_inside(read.of[0]) if len(read.of) == 2 else ""
        match read.kind:
            case "used" | "chose":
                return side, say("quoted", text=naming.action(id))
            case "count":
                return side, say("quoted", text=naming.tag(id))
            case "fired":
                return side, say("quoted", text=naming.inject(id))
            case "promised":
                return side, say("quoted", text=naming.promise(id))
            case "dealt":
                return "", say("quoted", text=naming.card(read.of[0], id))
            case "stage":
                return side, say("quoted", text=naming.stage(id))
            case _:
                return side, naming.inside(naming.table(id))

    def _steps(self, read: Read) -> tuple[str, ...]:
        """The names of the levels or options that a track or an issue can stand at."""
        if read.kind == "track":
            return tuple(self._scenario.tracks[read.of[0]].levels.values())
        return self._naming.options(*read.of)

    def _on_ladder(self, read: Read, sign: str, n: int, steps: tuple[str, ...]) -> str:
        kind = "ladder" if read.kind == "track" else read.kind
        quoted = [say("quoted", text=step) for step in steps]
        fitting = [step for i, step in enumerate(quoted) if _HOLDS[sign](i, n)]
        if not fitting:
            return say("never")
        if len(fitting) <= 2 or sign in ("==", "!="):
            phrase = say(f"{kind}.is", x=self.spoken(read), steps=listed(fitting, "or"))
        elif sign in ("<", "<="):
            phrase = say(f"{kind}.<=", x=self.spoken(read), step=fitting[-1])
        else:
            phrase = say(f"{kind}.>=", x=self.spoken(read), step=fitting[0])
        unsigned = kind == "option" and _HOLDS[sign](-1, n)
        return say("option.unsigned", phrase=phrase) if unsigned else phrase

    # Amounts

    def _amount(self, tree: Expression) -> Phrase:
        match tree:
            case Number(value=value):
                return number(value), _ONE
            case Read():
                return self._read(tree), _ONE
            case Negative(operand=operand):
                return self._amount(Arithmetic("-", Number(0), operand))
            case Arithmetic():
                return self._arithmetic(tree)
            case Call(function=function, arguments=(first, *rest)):
                shown = [first, *rest] if function in ("min", "max") else rest or [first]
                parts = [self.spoken(each) for each in shown]
                return say(f"amount.{function}", a=self.spoken(first), list=listed(parts)), _SUM
            case IfElse(test=test, then=then, otherwise=otherwise):
                values = {"then": self.spoken(then), "otherwise": self.spoken(otherwise)}
                return say("amount.if", test=self.tested(test), **values), _SUM
            case _:
                return self._amount(IfElse(tree, Number(1), Number(0)))

    def _arithmetic(self, tree: Arithmetic) -> Phrase:
        operator, left, right = tree.operator, tree.left, tree.right
        if operator == "*" and isinstance(left, _BOOLEAN):
            return self._amount(IfElse(left, right, Number(0)))
        if operator == "*" and isinstance(right, _BOOLEAN):
            return self._amount(IfElse(right, left, Number(0)))
        if operator == "%":
            return say("amount.%", a=self._inner(left, _ONE), b=self._inner(right, _ONE)), _SUM
        binding = _SUM if operator in "+-" else _PRODUCT
        a, b = self._inner(left, binding), self._inner(right, binding + (operator != "+"))
        if operator == "-" and left == Number(0):
            return f"{_SIGNS[operator]}{b}", _SUM
        return f"{a} {_SIGNS[operator]} {b}", binding

    def _inner(self, tree: Expression, binding: int) -> str:
        words, inner = self._amount(tree)
        loose = inner < binding or isinstance(tree, IfElse | Comparison | And | Or | Not)
        return f"({words})" if loose else words

    def _read(self, read: Read) -> str:
        naming = self._naming
        match read.kind:
            case "track":
                return naming.inside(naming.track(read.of[0]))
            case "package":
                return say("quoted", text=naming.issue(*read.of))
            case "option":
                return say("quoted", text=naming.issue(*read.of))
            case "value":
                return read.of[0].replace("_", " ")
            case "level":
                return self._level(read)
            case "turn":
                return say("amount.turn")
            case "worth" | "reserve":
                return say(f"amount.{read.kind}", what=naming.inside(naming.table(read.of[0])))
            case kind if kind in _COUNTS:
                side, what = self._subject(read)
                by = f"{kind}.by" if kind == "count" and side else kind
                return say(f"amount.{by}", what=what, side=side)
            case _:
                return say("amount.if", test=self._fact(read, True), then=1, otherwise=0)

    def _level(self, read: Read) -> str:
        owner, id = read.of
        track = self._scenario.tracks.get(owner)
        if track is not None and id in track.levels:
            return say("quoted", text=track.levels[id])
        return say("quoted", text=id.replace("_", " "))


_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}
_TRUTHS = {
    (">=", 1): True, (">", 0): True, ("!=", 0): True,
    ("<", 1): False, ("<=", 0): False, ("==", 0): False,
}  # fmt: skip
"""Comparisons of a count that only ask whether there is any."""


def _truth(sign: str, n: int) -> bool:
    """Whether a comparison of a yes or no with a number asks for yes."""
    return _HOLDS[sign](1, n)


def _truth_of_option(sign: str, n: int) -> bool | None:
    """Whether a comparison of an agreed option asks just for agreement, or for none."""
    if (sign, n) in ((">=", 0), (">", -1), ("!=", -1)):
        return True
    return False if (sign, n) in (("<", 0), ("<=", -1), ("==", -1)) else None


def _counts(tree: Expression) -> tuple[Read, ...]:
    """The counts of which a tree is the sum; none where it is something else."""
    match tree:
        case Read(kind=kind) if kind in _COUNTS:
            return (tree,)
        case Arithmetic(operator="+", left=left, right=right):
            some, more = _counts(left), _counts(right)
            return some + more if some and more else ()
        case _:
            return ()


def _fixed(tree: Expression) -> bool:
    return isinstance(tree, Number) or (isinstance(tree, Read) and tree.kind == "level")


def _value(tree: Expression) -> int:
    return tree.value if isinstance(tree, Number) else tree.low if isinstance(tree, Read) else 0
