"""A scenario that has been read but not yet checked as a whole."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from game.authoring.reading.nodes import (
    Broken,
    Finding,
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    follow,
)
from game.model.campaign import Campaign
from game.model.expressions import (
    PREDICATES,
    ChapterPredicate,
    Expression,
    Number,
    PredicateName,
)
from game.model.scenario import Scenario
from game.rules.expressions import ExpressionError, parse

ANY = "*"


@define(eq=False)
class Paths:
    """A growing collection of paths.

    The path in a question may contain the step "*", which stands for any key or index. Answers to
    such questions are cached, so that each question looks at each path only once.
    """

    _added: dict[Path, None] = field(factory=dict)
    _around: set[Path] = field(factory=set)
    _searched: dict[tuple[Path, bool], int] = field(factory=dict)
    """By question, how many paths were searched without a hit; -1 after a hit."""

    def add(self, path: Path) -> None:
        """Adds a path to the collection."""
        self._added[path] = None
        self._around.update(path[:i] for i in range(len(path) + 1))

    def __contains__(self, path: Path) -> bool:
        return path in self._added

    def covers(self, path: Path) -> bool:
        """Whether the collection contains the path or one that leads to it."""
        if ANY in path:
            return self._search(path, False)
        return any(path[:i] in self._added for i in range(len(path) + 1))

    def touches(self, path: Path) -> bool:
        """Whether the collection contains the path, one that leads to it or one below it."""
        if ANY in path:
            return self._search(path, True)
        return path in self._around or self.covers(path)

    def _search(self, path: Path, below: bool) -> bool:
        searched = self._searched.get((path, below), 0)
        if searched < 0:
            return True
        fresh = list(self._added)[searched:] if searched < len(self._added) else ()
        hit = any((below or len(one) <= len(path)) and _share_way(path, one) for one in fresh)
        self._searched[path, below] = -1 if hit else len(self._added)
        return hit


def _share_way(path: Path, other: Path) -> bool:
    """Whether one of two paths leads to the other, or both are the same."""
    return all(a in (ANY, b) for a, b in zip(path, other, strict=False))


MOST_PROBLEMS = 1000
"""The most problems in a report. Nobody reads more, and looking for similar words takes time."""


class _Unreadable:
    """Takes the place of a value that could not be read and has been reported."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE = _Unreadable()


@frozen
class IdReference:
    """An id that refers to something of a kind; with `on_key` the id is itself a key."""

    kind: str
    id: str
    path: Path
    on_key: bool = False


@frozen
class WrittenFormula:
    """An expression with its path; `track` is the track that a `=` change sets, if any."""

    expression: Expression
    path: Path
    track: str | None = None
    lead: int = 0  # characters before the expression in its text: the sign of a change


@define(eq=False)
class Draft:
    """A scenario as read, with everything that the checks of the whole need.

    unreadable: the paths of values that could not be read.
    """

    root: Mapping
    findings: list[Finding] = field(factory=list)
    references: list[IdReference] = field(factory=list)
    formulas: list[WrittenFormula] = field(factory=list)
    resolved: list[tuple[WrittenFormula, Expression]] = field(factory=list)
    """The formulas all of whose names are known, with what these stand for."""
    steps: list[tuple[Path, Any]] = field(factory=list)
    new_ids: list[tuple[str, str, Path]] = field(factory=list)
    unreadable: Paths = field(factory=Paths)
    scenario: Scenario = field(default=None)
    campaign: Campaign = field(default=None)
    """What was read instead of a scenario, if the file is a campaign's."""
    functions: tuple[PredicateName, ...] | tuple[ChapterPredicate, ...] = PREDICATES
    """Those that its expressions may ask."""

    def report(self, code: str, path: Path, **values: Any) -> None:
        """Reports a problem with the value at a path."""
        self.findings.append(Finding(code, path, values))

    def report_key(self, code: str, path: Path, **values: Any) -> None:
        """Reports a problem with the key at a path."""
        self.findings.append(Finding(code, path, values, on_key=True))

    def is_damaged(self, path: Path) -> bool:
        """Whether the value at a path, a value that contains it, or a part of it is unreadable.

        A step "*" in the path stands for any key or index.
        """
        return self.unreadable.touches(path)

    def is_unreadable(self, path: Path) -> bool:
        """Whether the value at a path, or a value that contains it, is unreadable."""
        return self.unreadable.covers(path)

    def find_node(self, path: Path) -> Node:
        """Returns the node at a path, or the last node on the way that exists."""
        return follow(self.root, path)[1]

    def read_formula(self, node: Node, path: Path) -> Expression | None:
        """Reads an expression and notes it for checking; returns None if it was reported."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Broken):
                self.report("want-expression", path, found=kind_of(node))
            return None
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            expression: Expression = Number(node.value)
        else:
            parsed = self.parse_expression(node, node.text, path, 0)
            if parsed is None:
                return None
            expression = parsed
        self.formulas.append(WrittenFormula(expression, path))
        return expression

    def parse_expression(self, node: Scalar, text: str, path: Path, lead: int) -> Expression | None:
        """Parses a text; reports a mistake in it and returns None.

        lead: how many characters of the node come before the text.
        """
        if node.parsed is not None:
            return node.parsed
        if node.value is None:
            self.report("want-expression", path, found="nothing")
            return None
        try:
            return parse(text, self.functions)
        except ExpressionError as error:
            values = {"text": text, **error.values}
            self.findings.append(Finding(error.code, path, values, at=lead + error.at))
            return None

    def note_change(self, expression: Expression, path: Path, track: str | None, lead: int) -> None:
        """Notes the amount of a change for checking; `track` if it may name a level of it."""
        self.formulas.append(WrittenFormula(expression, path, track, lead))

    def note_reference(self, kind: str, id: str, path: Path) -> None:
        """Notes a key that refers to something, for checking."""
        self.references.append(IdReference(kind, id, path, on_key=True))


def quote_or_kind(node: Node) -> str:
    """Shows a value in quotes, or says what kind of node it is where it has no text."""
    return f'"{node.text}"' if isinstance(node, Scalar) and node.text else kind_of(node)


def kind_of(node: Node) -> str:
    """Says what kind of node this is, in an author's words."""
    match node:
        case Mapping():
            return "keys with values"
        case Sequence():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return "true or false"
        case Scalar(value=int() | float()):
            return "a number"
        case _:
            return "text"
