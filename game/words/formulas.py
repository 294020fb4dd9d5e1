"""Conditions and amounts in words, from the expressions that authors write.

A condition becomes a noun phrase that can stand after "needs" and after "with".
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

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
    children,
)
from game.rules.places import ANYWHERE, Spot
from game.words.language import Language
from game.words.readings import COUNTS, FACTS, TIMES, TURNS, ReadingWords
from game.words.sentences import number
from game.words.simplify import Simplifier

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
"""Comparisons of a count that only test whether it is zero: True if they test for more."""


_OPPOSITE = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<="}
_MIRRORED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
_LADDERS = ("track", "package", "option")
_SIGNS = {"*": "×", "//": "÷", "-": "−", "+": "+"}
_BOOLEAN = (Comparison, And, Or, Not)

_LIST, _OR, _AND, _ATOM = range(4)
_LOOSE, _SUM, _PRODUCT, _ONE = range(4)

BoundWords = tuple[str, int]
"""Words, and how tightly they bind: whether they need brackets inside a longer phrase."""


def _reads_only_facts(tree: Expression) -> bool:
    """Whether a condition is about what is so or isn't, and has no number."""
    parts = children(tree)
    if parts:
        return all(map(_reads_only_facts, parts))
    return isinstance(tree, Read) and tree.kind in FACTS


class FormulaWords:
    """Puts the expressions of one scenario into words."""

    def __init__(self, readings: ReadingWords, simplifier: Simplifier, language: Language) -> None:
        self._language = language
        self._readings = readings
        self._simplifier = simplifier

    def condition(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A condition in words."""
        return self.condition_of(self._simplifier.simplify(node, spot))

    def demand(self, key: str, node: Expression, spot: Spot = ANYWHERE, **values: str) -> str:
        """A sentence that demands a condition, by its key.

        Where the condition is only in an author's words, as in "only in a dry year", that of
        `phrase.KEY` says it.
        """
        tree = self._simplifier.simplify(node, spot)
        phrase = self._phrase(tree)
        if not phrase:
            return self._language.say(key, condition=self.condition_of(tree), **values)
        if not self._makes_exception(tree):
            phrase = self._language.say("value.only", text=phrase)
        return self._language.say(f"phrase.{key}", condition=phrase, **values)

    def amounts_by_case(
        self, node: Expression, spot: Spot = ANYWHERE
    ) -> tuple[str, int, int] | None:
        """A condition, with the amounts if it holds and if not; None for any other amount."""
        match self._simplifier.simplify(node, spot):
            case IfElse(test=test, then=Number(value=then), otherwise=Number(value=otherwise)):
                return self.circumstance(test), then, otherwise
            case _:
                return None

    def rule(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """A rule of a table as a sentence; `this or that` becomes: without this, it needs that."""
        tree = self._simplifier.simplify(node, spot)
        match tree:
            case Or(terms=(first, second)):
                test, condition = self.circumstance(first, holds=False), self.condition_of(second)
                return self._language.say("rule.with", test=test, condition=condition)
            case _:
                return self.demand("rule", node, spot)

    def meanings(self, text: str, who: str) -> tuple[str, ...]:
        """What the author's words in a text stand for, as far as a reader sees it; sentences.

        Words for whether several things are so say all that there is: they have no number.
        """
        sentences, small = [], text.casefold()
        for id, phrase, holds in self._readings.phrases():
            tree = self._simplifier.named(id)
            if phrase.casefold() in small and not self._simplifier.is_hidden(tree, who):
                if isinstance(tree, And | Or | Not) and _reads_only_facts(tree):
                    continue
                is_fact = isinstance(tree, Read) and tree.kind in FACTS
                is_condition = is_fact or isinstance(tree, _BOOLEAN)
                meaning = self._condition(tree, holds) if is_condition else self._amount(tree)
                sentences.append(self._language.say("value.means", text=phrase, meaning=meaning[0]))
        return tuple(sentences)

    def score_rule(
        self,
        node: Expression,
        spot: Spot,
        reserves: Mapping[str, int],
        agreed: Container[str] = (),
    ) -> str:
        """How a line of a score is counted.

        reserves: by table, what no agreement is worth, as far as that is known. agreed: the tables
        that are agreed for good, of which it isn't said what would count without a text.
        """
        tree, part = self._simplifier.simplify(node, spot), ""
        match tree:
            case Arithmetic("//", Arithmetic("*", inner, Number(times)), Number(by)) | Arithmetic(
                "//", Arithmetic("*", Number(times), inner), Number(by)
            ):
                tree, part = inner, f"{number(times)}/{number(by)}"
        if not isinstance(tree, IfElse) or not _reads_reserve(tree.otherwise):
            return self.amount(node, spot)
        signed, without = self.amount_of(tree.then), self.amount_of(tree.otherwise)
        if isinstance(tree.then, Read) and tree.then.kind == "worth":
            signed = self._language.say("score.rule.worth")
        if isinstance(tree.then, Read) and tree.then.of[0] in agreed:
            key = "score.rule.signed.part"
            return self._language.say(key, part=part, signed=signed) if part else signed
        if isinstance(tree.otherwise, Read):
            known = reserves.get(tree.otherwise.of[0])
            bare = self._language.say("score.rule.reserve")
            without = bare if known is None else number(known)
        key = "score.rule.agreed.part" if part else "score.rule.agreed"
        return self._language.say(key, part=part, signed=signed, reserve=without)

    def amount(self, node: Expression, spot: Spot = ANYWHERE) -> str:
        """An amount in words and signs."""
        return self.amount_of(self._simplifier.simplify(node, spot))

    def condition_of(self, tree: Expression) -> str:
        """A simplified condition in words."""
        return self._condition(tree)[0]

    def circumstance(self, tree: Expression, holds: bool = True) -> str:
        """When something happens: "with trust at 40 or more", or an author's words alone."""
        phrase = self._phrase(tree, holds)
        return phrase or self._language.say("with.test", test=self._condition(tree, holds)[0])

    def amount_of(self, tree: Expression) -> str:
        """A simplified amount in words and signs."""
        return self._amount(tree)[0]

    def amount_after_sign(self, tree: Expression) -> str:
        """A simplified amount that can follow a plus or minus sign."""
        return self._inner(tree, _PRODUCT)

    def amount_before_percent(self, tree: Expression) -> str:
        """A simplified amount that can stand before a per cent sign."""
        return self._inner(tree, _ONE)

    # Conditions

    def _phrase(self, tree: Expression, holds: bool = True) -> str:
        """A condition, or its opposite, that is wholly in an author's words; otherwise empty."""
        match tree:
            case Read():
                return self._readings.phrase(tree, holds)
            case Not(operand=operand):
                return self._phrase(operand, not holds)
            case Comparison(operators=(sign,), terms=(Read() as read, Number(value=n))):
                truth = _truth_of_value(read, sign, n)
                return "" if truth is None else self._readings.phrase(read, truth == holds)
            case And(terms=terms) | Or(terms=terms):
                phrases = [self._phrase(term, holds) for term in terms]
                word = "and" if isinstance(tree, And) == holds else "or"
                return self._language.listed(phrases, word) if all(phrases) else ""
            case _:
                return ""

    def _makes_exception(self, tree: Expression, holds: bool = True) -> bool:
        """Whether the phrase of a condition says "except", for want of the author's own words."""
        match tree:
            case Read():
                return not holds and not self._readings.has_opposite(tree)
            case Not(operand=operand):
                return self._makes_exception(operand, not holds)
            case Comparison(operators=(sign,), terms=(Read() as read, Number(value=n))):
                return self._makes_exception(read, _truth_of_value(read, sign, n) == holds)
            case And(terms=terms) | Or(terms=terms):
                return any(self._makes_exception(term, holds) for term in terms)
            case _:
                return False

    def _condition(self, tree: Expression, holds: bool = True) -> BoundWords:
        """A condition, or its opposite where holds is False."""
        match tree:
            case Not(operand=operand):
                return self._condition(operand, not holds)
            case And(terms=terms):
                return self._joined(terms, _AND if holds else _OR, holds)
            case Or(terms=terms):
                return self._joined(terms, _OR if holds else _AND, holds)
            case Read() if phrase := self._readings.phrase(tree, holds):
                return phrase, _ATOM
            case Comparison(operators=(sign,), terms=(left, right)):
                return self._compared(sign if holds else _OPPOSITE[sign], left, right)
            case Comparison(operators=signs, terms=terms):
                pairs = zip(signs, terms, terms[1:], strict=False)
                each = tuple(Comparison((sign,), (a, b)) for sign, a, b in pairs)
                return self._condition(And(each), holds)
            case Number(value=value):
                return self._language.say("always" if bool(value) == holds else "never"), _ATOM
            case _:
                return self._compared("!=" if holds else "==", tree, Number(0))

    def _joined(self, terms: tuple[Expression, ...], binding: int, holds: bool) -> BoundWords:
        """Conditions joined by "and" or "or"; a part with such a word of its own gets brackets.

        A list of steps beside an "or" needs none: a comma keeps them apart.
        """
        parts, word, loose = [], "and" if binding == _AND else "or", False
        phrases = [self._phrase(term, holds) for term in terms]
        if binding == _AND and any(phrases) and not all(phrases):
            # An author's words go behind: "trust at 40 or more, in a dry year".
            rest = tuple(term for term, own in zip(terms, phrases, strict=True) if not own)
            words = self._language.listed([phrase for phrase in phrases if phrase], word)
            first = self._joined(rest, binding, holds)[0]
            return self._language.say("value.beside", condition=first, text=words), binding
        for term in terms:
            words, inner = self._condition(term, holds)
            loose |= inner == _LIST
            bare = (binding, _ATOM) if binding == _AND else (binding, _ATOM, _LIST)
            part = words if inner in bare else f"({words})"
            if part not in parts and words != self._language.say("always"):
                parts.append(part)
        if len(parts) < 2:
            return (parts[0] if parts else self._language.say("always")), _ATOM
        if loose and binding == _OR:
            word = "or.apart"
        return self._language.listed(parts, word), binding

    def _compared(self, sign: str, left: Expression, right: Expression) -> BoundWords:
        if _is_fixed(left) and not _is_fixed(right):
            return self._compared(_MIRRORED[sign], right, left)
        if isinstance(left, Read) and _is_fixed(right):
            holds = _truth_of_value(left, sign, _fixed_value(right))
            phrase = "" if holds is None else self._readings.phrase(left, holds)
            return (phrase, _ATOM) if phrase else self._against(left, sign, _fixed_value(right))
        counts = _counts_added(left)
        if counts and _is_fixed(right) and (sign, _fixed_value(right)) in _TRUTHS:
            some = _TRUTHS[sign, _fixed_value(right)]
            facts = [self._readings.fact(read, some) for read in counts]
            binding = _ATOM if len(facts) == 1 else _OR if some else _AND
            return self._language.listed(facts, "or" if some else "and"), binding
        return self._language.say(
            f"compare.{sign}", a=self.amount_of(left), b=self.amount_of(right)
        ), _ATOM

    def _against(self, read: Read, sign: str, n: int) -> BoundWords:
        """The comparison of something in the game with a number."""
        if read.kind in _LADDERS and self._readings.steps(read):
            asks = _truth_of_option(sign, n) if read.kind == "option" else None
            if asks is not None:
                return self._readings.fact(Read("agreed", read.of[:1], 0, 1), asks), _ATOM
            return self._on_ladder(read, sign, n)
        if read.kind in FACTS:
            return self._readings.fact(read, _HOLDS[sign](1, n)), _ATOM
        if read.kind in COUNTS and (sign, n) in _TRUTHS:
            return self._readings.fact(read, _TRUTHS[sign, n]), _ATOM
        if read.kind == "turn":
            sign, n = _inclusive(sign, n)
            return self._language.say(f"turn.{sign}", n=number(n)), _ATOM
        if read.kind in TIMES and n > 0:
            return self._readings.fact_times(read, self._times(sign, n)), _ATOM
        if read.kind in TURNS and n > 0:
            or_none = _HOLDS[sign](0, n)
            phrase = self._readings.fact_turns(read, *_inclusive(sign, n), or_none=or_none)
            return phrase, _OR if or_none else _ATOM
        kind = "track" if read.kind == "track" else "compare"
        x, figure = self.amount_of(read), self._readings.measure(read, n)
        return self._language.say(f"{kind}.{sign}", x=x, n=figure, a=x, b=figure), _ATOM

    def _times(self, sign: str, n: int) -> str:
        """How often something is demanded to have happened: "2 times or more"."""
        sign, n = _inclusive(sign, n)
        return self._language.counted(f"times.{sign}", n)

    def _on_ladder(self, read: Read, sign: str, n: int) -> BoundWords:
        """The comparison of a track or an issue with one of its levels or options."""
        kind = "ladder" if read.kind == "track" else read.kind
        quoted = [self._language.say("quoted", text=step) for step in self._readings.steps(read)]
        fitting = [step for i, step in enumerate(quoted) if _HOLDS[sign](i, n)]
        x, binding = self.amount_of(read), _ATOM if len(fitting) == 1 else _LIST
        if not fitting:
            return self._language.say("never"), _ATOM
        if len(fitting) <= 2 or sign in ("==", "!="):
            phrase = self._language.say(
                f"{kind}.is", x=x, steps=self._language.listed(fitting, "or")
            )
        elif sign in ("<", "<="):
            phrase = self._language.say(f"{kind}.<=", x=x, step=fitting[-1])
        else:
            phrase = self._language.say(f"{kind}.>=", x=x, step=fitting[0])
        unsigned = kind == "option" and _HOLDS[sign](-1, n)
        return (
            (self._language.say("option.unsigned", phrase=phrase), _LIST)
            if unsigned
            else (phrase, binding)
        )

    # Amounts

    def _amount(self, tree: Expression) -> BoundWords:
        match tree:
            case Number(value=value):
                return number(value), _ONE
            case Read(kind=kind):
                # A fact is worded as 1 with something, otherwise 0.
                return self._readings.amount(tree), _LOOSE if kind in FACTS else _ONE
            case Negative(operand=operand):
                return self._amount(Arithmetic("-", Number(0), operand))
            case Arithmetic():
                return self._arithmetic(tree)
            case Call(function=function, arguments=(first, *rest)):
                shown = [first, *rest] if function in ("min", "max") else rest or [first]
                parts = [self._inner(each, _SUM) for each in shown]
                a = self._inner(first, _ONE)
                return self._language.say(
                    f"amount.{function}", a=a, list=self._language.listed(parts)
                ), _LOOSE
            case IfElse(test=test, then=then, otherwise=otherwise):
                values = {"then": self.amount_of(then), "otherwise": self.amount_of(otherwise)}
                return self._language.say(
                    "amount.if", test=self.circumstance(test), **values
                ), _LOOSE
            case _:
                return self._amount(IfElse(tree, Number(1), Number(0)))

    def _arithmetic(self, tree: Arithmetic) -> BoundWords:
        operator, left, right = tree.operator, tree.left, tree.right
        if operator == "*" and isinstance(left, _BOOLEAN):
            return self._amount(IfElse(left, right, Number(0)))
        if operator == "*" and isinstance(right, _BOOLEAN):
            return self._amount(IfElse(right, left, Number(0)))
        if operator == "%":
            a, b = self._inner(left, _ONE), self._inner(right, _ONE)
            return self._language.say("amount.%", a=a, b=b), _LOOSE
        binding = _SUM if operator in "+-" else _PRODUCT
        a, b = self._inner(left, binding), self._inner(right, binding + (operator != "+"))
        if operator == "-" and left == Number(0):
            return f"{_SIGNS[operator]}{b}", _SUM
        return f"{a} {_SIGNS[operator]} {b}", binding

    def _inner(self, tree: Expression, binding: int) -> str:
        words, inner = self._amount(tree)
        return f"({words})" if inner < binding else words


def _reads_reserve(tree: Expression) -> bool:
    """Whether an amount has to do with what no agreement is worth."""
    is_reserve = isinstance(tree, Read) and tree.kind == "reserve"
    return is_reserve or any(map(_reads_reserve, children(tree)))


def _inclusive(sign: str, n: int) -> tuple[str, int]:
    """The same comparison of whole numbers without < and >."""
    return {"<": ("<=", n - 1), ">": (">=", n + 1)}.get(sign, (sign, n))


def _truth_of_option(sign: str, n: int) -> bool | None:
    """True where a comparison of an agreed option only asks for an agreement, False for none."""
    if (sign, n) in ((">=", 0), (">", -1), ("!=", -1)):
        return True
    return False if (sign, n) in (("<", 0), ("<=", -1), ("==", -1)) else None


def _truth_of_value(read: Read, sign: str, n: int) -> bool | None:
    """What a comparison asks of a named condition: that it holds, or not; None of an amount."""
    if read.kind != "value" or (read.low, read.high) != (0, 1):
        return None
    holds, fails = _HOLDS[sign](1, n), _HOLDS[sign](0, n)
    return None if holds == fails else holds


def _counts_added(tree: Expression) -> tuple[Read, ...]:
    """The counts that an expression adds up; empty if it does anything else."""
    match tree:
        case Read(kind=kind) if kind in COUNTS:
            return (tree,)
        case Arithmetic(operator="+", left=left, right=right):
            some, more = _counts_added(left), _counts_added(right)
            return some + more if some and more else ()
        case _:
            return ()


def _is_fixed(tree: Expression) -> bool:
    """Whether an expression is a number, or a level of a track."""
    return isinstance(tree, Number) or (isinstance(tree, Read) and tree.kind == "level")


def _fixed_value(tree: Expression) -> int:
    """The number of a fixed expression; 0 of any other."""
    return tree.value if isinstance(tree, Number) else tree.low if isinstance(tree, Read) else 0
