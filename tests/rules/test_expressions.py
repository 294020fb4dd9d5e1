"""Expressions: what is read, where each slip is found, and that text and tree round-trip."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from strategies import numbers, parts, respelled, trees

from game.model.expressions import (
    FUNCTIONS,
    LARGEST,
    PREDICATES,
    And,
    Arithmetic,
    Call,
    Comparison,
    Dotted,
    Expression,
    IfElse,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Predicate,
    PredicateName,
)
from game.rules.expressions import DEEPEST, LONGEST, ExpressionError, parse, unparse

MORE = settings(max_examples=4 * settings().max_examples)  # cheap, and there is much to draw
A, B, C = Name("a"), Name("b"), Name("c")


def error(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    return caught.value


# ---------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("0", Number(0)),
        ("2147483647", Number(LARGEST)),
        ("a", A),
        ("minute.licensing", Dotted("minute", "licensing")),
        ("-a", Negative(A)),
        ("-3", Negative(Number(3))),
        ("+a", A),
        ("not a", Not(A)),
        ("a + b", Arithmetic("+", A, B)),
        ("a - b", Arithmetic("-", A, B)),
        ("a * b", Arithmetic("*", A, B)),
        ("a // b", Arithmetic("//", A, B)),
        ("a % b", Arithmetic("%", A, B)),
        ("a < b", Comparison(("<",), (A, B))),
        ("a <= b != c", Comparison(("<=", "!="), (A, B, C))),
        ("a and b and c", And((A, B, C))),
        ("a or b", Or((A, B))),
        ("a if b else c", IfElse(B, A, C)),
        ("min(a, b)", Call("min", (A, B))),
        ("max(a, b, c)", Call("max", (A, B, C))),
        ("abs(a)", Call("abs", (A,))),
        ("by(a, b, c)", Call("by", (A, B, C))),
        ("used(a)", Predicate("used", A)),
        ("chose(eu.a)", Predicate("chose", Dotted("eu", "a"))),
        ("agreed(minute)", Predicate("agreed", Name("minute"))),
    ],
)
def test_each_construct_of_the_language_has_its_tree(text: str, tree: Expression) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("function", PREDICATES)
def test_every_predicate_asks_about_one_id(function: PredicateName) -> None:
    assert parse(f"{function}(x)") == Predicate(function, Name("x"))
    assert parse(f"{function}(x.y)") == Predicate(function, Dotted("x", "y"))


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a // b % c", "(a // b) % c"),
        ("-a * b", "(-a) * b"),
        ("not a == b", "not (a == b)"),
        ("a and b or c", "(a and b) or c"),
        ("not a and b", "(not a) and b"),
        ("a + 1 < b - 1", "(a + 1) < (b - 1)"),
        ("a if b else c if a else b", "a if b else (c if a else b)"),
        ("a or b if c and a else b", "(a or b) if (c and a) else b"),
    ],
)
def test_signs_bind_as_in_python(text: str, bracketed: str) -> None:
    assert parse(text) == parse(bracketed)
    assert unparse(parse(bracketed)) == text


@pytest.mark.parametrize(
    "text",
    [
        "a - (b - c)",
        "a // (b * c)",
        "(a + b) * c",
        "-(a + b)",
        "(-a) * b",
        "(not a) + b",
        "not (a and b)",
        "(not a) < b",
        "(a < b) < c",
        "a < (b < c)",
        "(a < b) + c",
        "(a and b) and c",
        "a and (b and c)",
        "(a or b) or c",
        "(a or b) and c",
        "(a if b else c) and a",
        "(a if b else c) if a else b",
        "a if (b if c else a) else b",
        "(a if b else c) + 1",
        "min((a if b else c), a or b)",
    ],
)
def test_brackets_stand_where_the_tree_needs_them(text: str) -> None:
    needless = {"(-a) * b": "-a * b", "min((a if b else c), a or b)": "min(a if b else c, a or b)"}
    assert unparse(parse(text)) == needless.get(text, text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a ≥ b", "a >= b"),
        ("a≤b≠c", "a <= b != c"),
        ("a − b", "a - b"),
        ("−a", "-a"),
        ("a\u00a0>=\u202fb", "a >= b"),
        ("  a\n  and\tb\n", "a and b"),
        ("\u3000a", "a"),
    ],
)
def test_typographic_signs_and_any_spaces_are_read_as_their_plain_twins(
    text: str, plain: str
) -> None:
    assert parse(text) == parse(plain)


@pytest.mark.parametrize(
    ("text", "name", "at"),
    [
        ("trust", "trust", 0),
        ("  trust", "trust", 2),
        ("a ≥ b and c", "b", 4),
        ("a≥b≤c", "c", 4),
        ("a ≥ b and c", "c", 10),
        ("−a − b", "b", 5),
        ("a\n  and b", "b", 8),
        ("\u3000a", "a", 1),
        ("min(a, b)", "b", 7),
    ],
)
def test_a_name_knows_its_place_in_the_text_as_written(text: str, name: str, at: int) -> None:
    assert [node.at for node in parts(parse(text)) if node == Name(name)] == [at]


# ---------------------------------------------------------------------------- round trips


@MORE
@given(trees)
def test_a_tree_written_as_text_is_read_as_the_same_tree(tree: Expression) -> None:
    text = unparse(tree)
    note(text)
    assert parse(text) == tree


@MORE
@given(st.data())
def test_other_spaces_and_typographic_signs_change_neither_tree_nor_place(
    data: st.DataObject,
) -> None:
    tree = data.draw(trees)
    text = data.draw(respelled(unparse(tree)))
    found = parse(text)
    assert found == tree
    for node in parts(found):
        assert re.match(first_sign(node), text[node.at :]), node


def first_sign(node: Expression) -> str:
    """A pattern of how the text of a node begins."""
    match node:
        case Number(value=value):
            return rf"{value}\b"
        case Name(id=id):
            return rf"{id}\b"
        case Dotted(base=base, id=id):
            return rf"{base}\.{id}\b"
        case Call(function=function) | Predicate(function=function):
            return rf"{function}\s*\("
        case Negative():
            return "[-−]"
        case Not():
            return r"not\b"
        case _:
            return r"[-−(]|\w"


# ---------------------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "expr-empty", 0),
        (" \n ", "expr-empty", 0),
        ("a + " + "1 + " * 500 + "b", "expr-long", 0),
        ("(" * 250 + "a" + ")" * 250, "expr-deep", 0),
        (" " + "-" * 80 + "a", "expr-deep", 1),
        ("-" * 1900 + "a", "expr-deep", 0),
        ("not " * 450 + "a", "expr-deep", 0),
        # numbers
        ("a >= 30.5", "expr-decimal", 5),
        ("a >= 5.", "expr-decimal", 5),
        ("a >= .5", "expr-decimal", 5),
        ("a * 1.5e3", "expr-decimal", 4),
        ("5. or b", "expr-decimal", 0),
        ("a.5", "expr-decimal", 1),
        ("a + 3x", "expr-number", 4),
        ("0x1F", "expr-number", 0),
        ("1_000", "expr-number", 0),
        ("1e3", "expr-number", 0),
        ("3if a else b", "expr-number", 0),
        ("a + ²", "expr-number", 4),
        ("a > 010", "expr-zeros", 4),
        ("a > 2147483648", "expr-large", 4),
        ("a > " + "9" * 1500, "expr-large", 4),
        ("a > 50%", "expr-percent", 4),
        ("(a > 50 %)", "expr-percent", 5),
        # texts, truth, signs of other languages
        ('a == "b"', "expr-text", 5),
        ("a == 'b'", "expr-text", 5),
        ("a == “b”", "expr-text", 5),
        ("a == True", "expr-truth", 5),
        ("a == true", "expr-truth", 5),
        ("None", "expr-truth", 0),
        ("a = b", "expr-equals", 2),
        ("a =< b", "expr-arrow", 2),
        ("a => b", "expr-arrow", 2),
        ("a <> b", "expr-arrow", 2),
        ("a && b", "expr-ampersand", 2),
        ("a || b", "expr-ampersand", 2),
        ("!a", "expr-exclamation", 0),
        ("a AND b", "expr-capitals", 2),
        ("a and Not b", "expr-capitals", 6),
        ("a ** 2", "expr-power", 0),
        ("a ^ 2", "expr-power", 2),
        ("a + b / 2", "expr-divide", 4),
        ("a ÷ 2", "expr-divide", 2),
        ("a × 2", "expr-times", 2),
        ("a @ b", "expr-character", 2),
        ("a[0]", "expr-character", 1),
        ("a # b", "expr-character", 2),
        ("a ≥ b → c", "expr-character", 6),
        ("a\x00", "expr-character", 1),
        ("𝄞", "expr-character", 0),
        # names and calls
        ("a.b.c", "expr-attribute", 0),
        ("1 + (a).b.c", "expr-attribute", 4),
        ("min(a, b).c", "expr-attribute", 0),
        ("a > 0 and foo(b)", "expr-function", 10),
        ("a(b)(c)", "expr-call", 0),
        ("1 + a.b(c)", "expr-call", 4),
        ("min(a, key=b)", "expr-forbidden", 0),
        ("used(1)", "expr-predicate", 0),
        ("used()", "expr-predicate", 0),
        ("used(a, b)", "expr-predicate", 0),
        ("used(a + b)", "expr-predicate", 0),
        ("1 + min(a)", "expr-arguments", 4),
        ("abs(a, b)", "expr-arguments", 0),
        ("by(a)", "expr-arguments", 0),
        ("by()", "expr-arguments", 0),
        # Python that is not ours
        ("a, b", "expr-forbidden", 0),
        ("a in b", "expr-forbidden", 0),
        ("a is not b", "expr-forbidden", 0),
        ("a << 2", "expr-forbidden", 0),
        ("min(*a)", "expr-forbidden", 4),
        ("max(a for b in c)", "expr-forbidden", 3),
        ("1 + (yield a)", "expr-forbidden", 5),
        ("await a", "expr-forbidden", 0),
        ("...", "expr-forbidden", 0),
        # what can't be parsed at all
        ("(a > 0", "expr-brackets", 0),
        ("a > 0)", "expr-brackets", 0),
        ("a >", "expr-unfinished", 2),
        ("a and", "expr-unfinished", 2),
        ("  a if", "expr-unfinished", 4),
        ("a b", "expr-syntax", 2),
        ("a if b", "expr-syntax", 0),
        ("> a", "expr-syntax", 0),
    ],
)
def test_every_slip_is_named_and_found_at_its_place(text: str, code: str, at: int) -> None:
    found = error(text)
    assert (found.code, found.at) == (code, at)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a >= 30.5", {"found": "30.5"}),
        ("a + 3x2 + b", {"found": "3x2"}),
        ("a + ²b", {"found": "²"}),
        ("a AND b", {"found": "AND", "instead": "and"}),
        ("a | b", {"found": "|", "instead": "or"}),
        ("a  **  2", {"found": "a  **  2"}),
        ("foo(a)", {"found": "foo", "known": ", ".join((*FUNCTIONS, *PREDICATES))}),
        ("min(a)", {"function": "min", "got": 1}),
        ("(a", {"opened": 1, "closed": 0}),
        ("a b c", {"found": "b"}),
        ("(" + "-" * 900 + "a).b", {"found": "(" + "-" * 39}),
    ],
)
def test_a_slip_shows_what_was_written(text: str, values: dict[str, object]) -> None:
    assert error(text).values == values


@pytest.mark.parametrize(
    "text",
    [
        "(" + "-" * 900 + "a).b",
        "(" + "-" * 900 + "a)(b)",
        "(" + "-" * 900 + "a) ** b",
        "min(*" + "-" * 900 + "a)",
        "(" + "not " * 450 + "a, b)",
        "()" * 900,
        "a" + ".b" * 900,
        "a" + "(b" * 180 + ")" * 180,
        "a" + " if b else a" * 150,
        "a" + " < b" * 480,
    ],
)
def test_a_long_chain_is_an_expression_or_a_slip_and_no_crash(text: str) -> None:
    assert len(text) <= LONGEST
    check_that_it_is_read_or_refused(text)


def test_nesting_is_bounded_and_brackets_alone_are_no_nesting() -> None:
    assert len(list(parts(parse("-" * DEEPEST + "a")))) == DEEPEST + 1
    assert error("-" * (DEEPEST + 1) + "a").code == "expr-deep"
    assert parse("(" * 150 + "a" + ")" * 150) == A


def test_length_is_bounded() -> None:
    assert parse("a" * LONGEST) == Name("a" * LONGEST)
    assert error("a" * (LONGEST + 1)).code == "expr-long"


WORDS = """
    ( ) ( ) , . + - * // % / ** < <= == != >= > = ! & | ≥ ≤ ≠ − a b used min abs by x.y and or not
    if else is in for lambda await yield True None 0 1 7 010 1.5 .5 2e3 0x1 ' " # [ ] { } : := @ ~
    \\ é 𝄞 ... ; ` $ “ AND 99999999999 f' 1_0 j
"""
SIGNS = st.one_of(st.sampled_from(["\n", "\t", "\0", *WORDS.split()]), numbers.map(unparse))


def check_that_it_is_read_or_refused(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome = read_or_refused(text)
    if isinstance(outcome, ExpressionError):
        assert 0 <= outcome.at <= len(text)
    else:
        assert parse(unparse(outcome)) == outcome


def read_or_refused(text: str) -> Expression | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as slip:
        return slip


@MORE
@given(st.lists(SIGNS, max_size=20), st.sampled_from(["", " "]))
def test_any_row_of_signs_is_an_expression_or_a_slip_within_the_text(
    signs: list[str], between: str
) -> None:
    check_that_it_is_read_or_refused(between.join(signs))


@given(st.text(max_size=30))
def test_any_text_is_an_expression_or_a_slip_within_the_text(text: str) -> None:
    check_that_it_is_read_or_refused(text)


@MORE
@given(trees, st.data())
def test_any_damaged_expression_is_an_expression_or_a_slip_within_the_text(
    tree: Expression, data: st.DataObject
) -> None:
    text = unparse(tree)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 4)))
        text = text[:at] + data.draw(SIGNS) + text[end:]
    check_that_it_is_read_or_refused(text)


def test_functions_and_predicates_are_different_words() -> None:
    assert not set(FUNCTIONS) & set(PREDICATES)
