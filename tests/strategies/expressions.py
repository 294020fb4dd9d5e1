"""Expressions: trees as written, trees resolved with what they read, and other spellings."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import define
from hypothesis import strategies as st

from game.model.expressions import (
    ARITHMETIC,
    COMPARISONS,
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
    Read,
    children,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]


def _is_id(text: str) -> bool:
    return not keyword.iskeyword(text) and text not in ("true", "false")


ids = st.one_of(
    st.sampled_from(["trust", "a", "x1", "used", "min", "match", "_", "e5", "l", "orb", "iff"]),
    st.from_regex("[a-z][a-z0-9_]{0,5}", fullmatch=True).filter(_is_id),
)
_largest = st.sampled_from([LARGEST, LARGEST - 1, 46340, 46341, 65536])
numbers = st.one_of(st.integers(0, 12), _largest, st.integers(0, LARGEST)).map(Number)
names = st.builds(Name, ids)
dotted = st.builds(Dotted, ids, ids)
predicates = st.builds(Predicate, st.sampled_from(PREDICATES), names | dotted)


def nodes(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Every kind of node that has parts, over parts that are given."""
    some = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Not, inner),
        *(st.builds(Arithmetic, st.just(operator), inner, inner) for operator in ARITHMETIC),
        st.builds(And, some),
        st.builds(Or, some),
        st.builds(IfElse, inner, inner, inner),
        st.builds(Call, st.sampled_from([f for f in FUNCTIONS if f != "abs"]), some),
        st.builds(Call, st.just("abs"), st.tuples(inner)),
        some.flatmap(
            lambda terms: st.builds(
                Comparison,
                st.tuples(*[st.sampled_from(COMPARISONS)] * (len(terms) - 1)),
                st.just(terms),
            )
        ),
    )


trees: st.SearchStrategy[Expression] = st.recursive(
    numbers | names | dotted | predicates, nodes, max_leaves=16
)


def parts(tree: Expression) -> Iterator[Expression]:
    """A tree's nodes, outermost first."""
    yield tree
    for child in children(tree):
        yield from parts(child)


_SPACES = (" ", " ", "  ", "\t", "\n", "\u00a0", "\u202f", " \n ")
_TWINS = {">=": "≥", "<=": "≤", "!=": "≠", "-": "−"}
_WORDY = re.compile("[A-Za-z0-9_]")


@st.composite
def respelled(draw: Draw, text: str) -> str:
    """The same expression with other spaces and typographic signs."""
    pieces = re.findall(r"[A-Za-z0-9_.]+|//|[<>=!]=|\S", text)
    out = [draw(st.sampled_from(("", "", *_SPACES)))]
    for i, piece in enumerate(pieces):
        glued = i > 0 and bool(_WORDY.match(pieces[i - 1][-1]) and _WORDY.match(piece[0]))
        if i:
            out.append(draw(st.sampled_from(_SPACES if glued else ("", *_SPACES))))
        out.append(draw(st.sampled_from((piece, _TWINS.get(piece, piece)))))
    return "".join([*out, draw(st.sampled_from(("", *_SPACES)))])


_edges = st.one_of(st.integers(-5, 5), st.integers(-100, 100), st.integers(-(10**9), 10**9))
# Named by its bounds, so that what has one name has the same bounds everywhere.
reads = st.tuples(_edges, _edges).map(
    lambda edges: Read("track", (f"{min(edges)} to {max(edges)}",), min(edges), max(edges))
)
resolved: st.SearchStrategy[Expression] = st.recursive(
    st.one_of(reads, st.integers(0, 12).map(Number), reads, numbers, reads), nodes, max_leaves=12
)


@define
class Case:
    """A resolved expression with numbers for everything that it reads."""

    tree: Expression
    given: dict[tuple[str, ...], int]


@st.composite
def cases(draw: Draw) -> Case:
    """Resolved trees, every read within its bounds, the bounds themselves among them."""
    tree = draw(resolved)
    given = {
        read.of: draw(st.sampled_from((read.low, read.high)) | st.integers(read.low, read.high))
        for read in parts(tree)
        if isinstance(read, Read)
    }
    return Case(tree, given)
