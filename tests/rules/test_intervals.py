"""Rule 1.3: every value of an expression lies in its interval, checked by a second evaluator."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st
from strategies import Case, cases, nodes, parts
from tiny import scenario

from game.model.expressions import (
    ARITHMETIC,
    LARGEST,
    And,
    Arithmetic,
    ArithmeticOperator,
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
from game.model.frozen import FrozenMap
from game.model.scenario import NamedValue
from game.rules.evaluate import NO_PACKAGE, Function, formula
from game.rules.expressions import parse, unparse
from game.rules.intervals import UNKNOWN, Interval, interval
from game.rules.names import Names

MORE = settings(max_examples=10 * settings().max_examples)  # cheap, and there is much to draw
Given = dict[tuple[str, ...], int]


def worked_out(node: Expression, given: Given) -> int:
    """The value of a resolved tree, as rule 1.1 words it and with no other aim."""
    match node:
        case Number():
            return node.value
        case Read():
            return given[node.of]
        case Negative():
            return -worked_out(node.operand, given)
        case Not():
            return 0 if worked_out(node.operand, given) else 1
        case Arithmetic():
            a, b = worked_out(node.left, given), worked_out(node.right, given)
            if node.operator in ("//", "%") and b == 0:
                return 0
            match node.operator:
                case "+":
                    return a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
                case "//":
                    return a // b
                case _:
                    return a - b * (a // b)
        case Comparison():
            terms = [worked_out(term, given) for term in node.terms]
            holds = [
                {"<": a < b, "<=": a <= b, "==": a == b, "!=": a != b, ">=": a >= b, ">": a > b}[op]
                for op, a, b in zip(node.operators, terms[:-1], terms[1:], strict=True)
            ]
            return int(all(holds))
        case And():
            return int(all(worked_out(term, given) != 0 for term in node.terms))
        case Or():
            return int(any(worked_out(term, given) != 0 for term in node.terms))
        case IfElse():
            test, then, otherwise = (worked_out(part, given) for part in children(node))
            return then if test else otherwise
        case Call():
            found = [worked_out(argument, given) for argument in node.arguments]
            match node.function:
                case "by":
                    x, *choices = found
                    return choices[sorted((0, x, len(choices) - 1))[1]]
                case "abs":
                    return abs(found[0])
                case "min":
                    return sorted(found)[0]
                case _:
                    return sorted(found)[-1]
    raise TypeError(node)


def overflows(tree: Expression) -> list[tuple[Expression, Interval]]:
    found: list[tuple[Expression, Interval]] = []
    interval(tree, lambda node, bounds: found.append((node, bounds)))
    return found


def x(low: int, high: int) -> Read:
    return Read("track", ("x",), low, high)


def y(low: int, high: int) -> Read:
    return Read("track", ("y",), low, high)


def bounds(text: str, **reads: Interval) -> Interval:
    """The interval of an expression over names with given bounds."""
    return interval(resolved(parse(text), reads))


def resolved(tree: Any, reads: dict[str, Interval]) -> Expression:
    """A tree whose names are read as tracks; for trees of this file, made by hand."""
    text = unparse(tree)
    if text in reads:
        return Read("track", (text,), *reads[text])
    match tree:
        case Number():
            return tree
        case Negative() | Not():
            return type(tree)(resolved(tree.operand, reads))
        case Arithmetic():
            return Arithmetic(
                tree.operator, resolved(tree.left, reads), resolved(tree.right, reads)
            )
        case Comparison():
            return Comparison(tree.operators, tuple(resolved(t, reads) for t in tree.terms))
        case And() | Or():
            return type(tree)(tuple(resolved(t, reads) for t in tree.terms))
        case IfElse():
            return IfElse(
                resolved(tree.test, reads),
                resolved(tree.then, reads),
                resolved(tree.otherwise, reads),
            )
        case Call():
            return Call(tree.function, tuple(resolved(a, reads) for a in tree.arguments))
    raise TypeError(tree)


# ---------------------------------------------------------------------------- what always holds


@MORE
@given(cases())
def test_rule_1_3_every_value_lies_in_its_interval_unless_an_overflow_was_told(case: Case) -> None:
    note(unparse(case.tree))
    if overflows(case.tree):
        event("overflow")
        return
    for node in parts(case.tree):
        low, high = interval(node)
        value = worked_out(node, case.given)
        assert low <= value <= high
        assert abs(value) <= LARGEST


@MORE
@given(cases())
def test_rule_1_3_what_is_told_as_an_overflow_is_beyond_what_is_counted_with(case: Case) -> None:
    note(unparse(case.tree))
    for node, (low, high) in overflows(case.tree):
        assert low < -LARGEST or high > LARGEST
        assert any(part is node for part in parts(case.tree))


@MORE
@given(cases())
def test_rule_1_1_the_functions_of_evaluate_give_what_the_rule_says(case: Case) -> None:
    note(unparse(case.tree))
    assert evaluated(case.tree, case.given) == (worked_out(case.tree, case.given),) * 2


@pytest.mark.parametrize("operator", ARITHMETIC)
def test_rule_1_1_arithmetic_is_on_whole_numbers_of_either_sign(
    operator: ArithmeticOperator,
) -> None:
    tree = Arithmetic(operator, x(-7, 7), y(-7, 7))
    for a in range(-7, 8):
        for b in range(-7, 8):
            given: Given = {("x",): a, ("y",): b}
            assert evaluated(tree, given) == (worked_out(tree, given),) * 2, (a, b)


def evaluated(tree: Expression, given: Given) -> tuple[int, int]:
    """A tree's value by the functions of the game: with everything read, and with all folded."""
    game: Any = None  # nothing is read but what is given

    def leaf(read: Read) -> Function:
        return lambda _reading, _package: given[read.of]

    folded = formula(tree, lambda read: given[read.of])
    return formula(tree, leaf)(game, NO_PACKAGE), folded(game, NO_PACKAGE)


@MORE
@given(st.recursive(st.integers(0, 12).map(Number), nodes, max_leaves=8))
def test_an_expression_of_numbers_alone_is_certain_where_nothing_is_left_over(
    tree: Expression,
) -> None:
    note(unparse(tree))
    assume(not any(isinstance(n, Arithmetic) and n.operator == "%" for n in parts(tree)))
    assume(not overflows(tree))
    value = worked_out(tree, {})
    assert interval(tree) == (value, value)


@given(st.integers(-9, 9), st.integers(0, 9), st.integers(-9, 9), st.integers(0, 9))
def test_sums_products_and_quotients_have_no_wider_interval_than_their_values_need(
    a: int, more: int, b: int, further: int
) -> None:
    left, right = x(a, a + more), y(b, b + further)
    for operator in ("+", "-", "*", "//"):
        tree = Arithmetic(operator, left, right)
        found = [
            worked_out(tree, {("x",): i, ("y",): j})
            for i in range(a, a + more + 1)
            for j in range(b, b + further + 1)
        ]
        assert interval(tree) == (min(found), max(found)), operator


# ---------------------------------------------------------------------------- by hand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", (-3, 17)),
        ("a - b", (-7, 13)),
        ("a * b", (-30, 70)),
        ("a // 3", (0, 3)),
        ("a // b", (-10, 10)),  # the divisor is split at 0
        ("7 // b", (-7, 7)),
        ("a // 0", (0, 0)),
        ("a % 4", (0, 3)),
        ("a % 20", (0, 10)),
        ("b % 20", (0, 19)),
        ("a % -4", (-3, 0)),
        ("a % b", (-2, 6)),
        ("(a - 9) % min(-4, b - 2)", (-4, 0)),
        ("(a - 10) % min(-4, b - 2)", (-4, 0)),
        ("(a + 3) % 20", (3, 13)),
        ("(a + 1) % -20", (-19, -9)),
        ("a % 0", (0, 0)),
        ("-b", (-7, 3)),
        ("abs(b)", (0, 7)),
        ("abs(b - 10)", (3, 13)),
        ("min(a, b)", (-3, 7)),
        ("max(a, b)", (0, 10)),
        ("by(a, 5, 6, 7)", (5, 7)),
        ("by(b - 10, 5, 6, 7)", (5, 5)),
        ("by(min(a, 1), 5, 6, 7)", (5, 6)),
        ("by(a + 1, 5, 6, 7)", (6, 7)),
        ("a < 11", (1, 1)),
        ("a < 10", (0, 1)),
        ("a > 10", (0, 0)),
        ("a >= 0", (1, 1)),
        ("a <= -1", (0, 0)),
        ("a == 11", (0, 0)),
        ("a != 11", (1, 1)),
        ("a == b", (0, 1)),
        ("a == b + 13", (0, 1)),
        ("a == b - 7", (0, 1)),
        ("a == b + 14", (0, 0)),
        ("0 <= a <= 10", (1, 1)),
        ("0 <= a < b - 10", (0, 0)),
        ("a and 0", (0, 0)),
        ("a + 1 and b - 10", (1, 1)),
        ("a or 1", (1, 1)),
        ("a * 0 or 0", (0, 0)),
        ("not (a + 1)", (0, 0)),
        ("not a", (0, 1)),
        ("b if a else 20", (-3, 20)),
        ("20 if a else b", (-3, 20)),
        ("b if a < 11 else 20", (-3, 7)),
        ("b if a > 10 else 20", (20, 20)),
    ],
)
def test_the_interval_of_each_construct(text: str, expected: Interval) -> None:
    assert bounds(text, a=(0, 10), b=(-3, 7)) == expected


def test_rule_1_3_the_largest_number_is_counted_with_and_one_more_is_not() -> None:
    assert overflows(Arithmetic("+", Number(LARGEST), x(0, 0))) == []
    assert overflows(Arithmetic("+", Number(LARGEST), x(0, 1)))
    assert overflows(Arithmetic("-", Negative(Number(LARGEST)), x(0, 0))) == []
    assert overflows(Arithmetic("-", Negative(Number(LARGEST)), x(0, 1)))


def test_one_overflow_is_told_once_and_the_innermost() -> None:
    product = Arithmetic("*", x(0, 10**9), Number(3))
    tree = Arithmetic("+", Arithmetic("*", product, Number(5)), Number(1))
    assert overflows(tree) == [(product, (0, 3 * 10**9))]
    assert interval(tree, lambda _node, _bounds: None) == (1, 1 + 5 * UNKNOWN[1])


def test_an_overflow_that_is_divided_away_is_an_overflow_still() -> None:
    product = Arithmetic("*", x(0, 10**9), Number(3))
    assert overflows(Arithmetic("//", product, Number(10))) == [(product, (0, 3 * 10**9))]


def test_an_overflow_in_a_branch_that_is_never_taken_is_told() -> None:
    product = Arithmetic("*", x(0, 10**9), Number(3))
    assert overflows(IfElse(Number(1), Number(2), product))
    assert overflows(And((Number(0), product)))


def test_the_options_of_the_package_at_hand_can_be_narrowed() -> None:
    licensing = Read("package", ("minute", "licensing"), 0, 3)
    tree = Comparison((">=",), (licensing, Number(2)))
    assert interval(tree) == (0, 1)
    assert interval(tree, package={"licensing": (2, 3)}) == (1, 1)
    assert interval(tree, package={"licensing": (0, 1)}) == (0, 0)


def test_a_named_value_has_the_bounds_of_what_it_names_however_many_stand_between() -> None:
    far = {f"v{i}": f"v{i + 1} + 1" for i in range(500)}
    names = named({"a": "b + 1", "b": "c * 2 + c", "c": "turn", **far, "v500": "turn"})
    assert names.value_bounds("a") == (1, 10)
    assert names.value_bounds("c") == (0, 3)
    assert names.value_bounds("v0") == (500, 503)


def test_a_value_that_needs_itself_counts_as_0_to_1_where_it_does() -> None:
    names = named({"a": "b + 10", "b": "a + 100", "c": "c + 1000", "d": "a + c"})
    assert names.value_bounds("d") == (1110, 1112)
    assert names.value_bounds("a") == (110, 111)
    assert names.value_bounds("c") == (1000, 1001)


def named(values: dict[str, str]) -> Names:
    """The names of a tiny scenario of three turns with these values."""
    formulas = FrozenMap({id: NamedValue(formula=parse(text)) for id, text in values.items()})
    return Names(evolve(scenario(), values=formulas))


def test_what_is_not_resolved_has_no_interval() -> None:
    with pytest.raises(TypeError, match="not resolved"):
        interval(parse("trust"))
