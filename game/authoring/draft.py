"""A scenario under way: what was read, and what must still be checked against the whole."""

from __future__ import annotations

from typing import Any

from attrs import define, field, frozen

from game.authoring.paths import Paths
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
from game.model.expressions import Expression, Number
from game.model.scenario import Scenario
from game.rules.expressions import ExpressionError, parse

MOST_TOLD = 1000
"""No report is longer: nobody reads more, and finding the nearest right words takes time."""


class _Bad:
    """What reading gives where there is nothing to go on with."""

    def __repr__(self) -> str:
        return "BAD"


BAD = _Bad()


@frozen
class Reference:
    """An id that must name something of a kind; `on_key` where it is itself a key."""

    kind: str
    id: str
    path: Path
    on_key: bool = False


@frozen
class Formula:
    """An expression and where it stands; `track`: the one a change sets, for levels."""

    expression: Expression
    path: Path
    track: str | None = None
    lead: int = 0  # characters before the expression in its value: a change's sign


@define(eq=False)
class Draft:
    """A scenario as read, with all that must still be checked against the whole."""

    root: Mapping
    findings: list[Finding] = field(factory=list)
    references: list[Reference] = field(factory=list)
    formulas: list[Formula] = field(factory=list)
    steps: list[tuple[Path, Any]] = field(factory=list)
    new_ids: list[tuple[str, str, Path]] = field(factory=list)
    bad: Paths = field(factory=Paths)
    scenario: Scenario = field(default=None)

    def report(self, code: str, path: Path, **values: Any) -> None:
        """Records a mistake in the value at a path."""
        self.findings.append(Finding(code, path, values))

    def report_key(self, code: str, path: Path, **values: Any) -> None:
        """Records a mistake in the key at a path."""
        self.findings.append(Finding(code, path, values, on_key=True))

    def is_bad(self, path: Path) -> bool:
        """Whether a path, something below it or something around it couldn't be understood.

        The step "*" stands for any.
        """
        return self.bad.meets(path)

    def is_lost(self, path: Path) -> bool:
        """Whether a path, or something around it, couldn't be understood."""
        return self.bad.holds(path)

    def node(self, path: Path) -> Node:
        """The node at a path, as far as it exists."""
        return follow(self.root, path)[1]

    def formula(self, node: Node, path: Path) -> Expression | None:
        """An expression read from a scalar and noted for checking; None where it is none."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Broken):
                self.report("want-expression", path, found=kind_of(node))
            return None
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            expression: Expression = Number(node.value)
        else:
            found = self.expression(node, node.text, path, 0)
            if found is None:
                return None
            expression = found
        self.formulas.append(Formula(expression, path))
        return expression

    def expression(self, node: Scalar, text: str, path: Path, lead: int) -> Expression | None:
        """The tree of a text; a mistake in it is reported at its place."""
        if node.value is None:
            self.report("want-expression", path, found="nothing")
            return None
        try:
            return parse(text)
        except ExpressionError as error:
            values = {"text": text, **error.values}
            self.findings.append(Finding(error.code, path, values, at=lead + error.at))
            return None

    def note_change(self, expression: Expression, path: Path, track: str | None, lead: int) -> None:
        """Notes a change's amount for checking; `track` where it may name a level."""
        self.formulas.append(Formula(expression, path, track, lead))

    def refer(self, kind: str, id: str, path: Path) -> None:
        """Notes a key that refers to something."""
        self.references.append(Reference(kind, id, path, on_key=True))


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
