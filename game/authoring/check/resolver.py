"""Resolves the names in expressions, and reports those that are the author's mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from game.authoring.draft import Draft, WrittenFormula
from game.authoring.nearest import nearest
from game.authoring.reading.nodes import Finding, Path
from game.model.expressions import Comparison, Dotted, Expression, Name, children
from game.rules.names import Names
from game.rules.places import spot

_BARE = frozenset({"track", "setting", "value"})

Failure = tuple[str, Expression, dict[str, Any]]
"""A problem code, the node of the expression, and values for the wording."""


def walk(tree: Expression) -> Iterator[Expression]:
    """Yields the nodes of a tree, outermost first."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


@define
class Resolver:
    """Resolves the names in expressions, and reports those that refer to nothing.

    A name is not reported if it may refer to something that could not be read, because that has
    been reported already.
    """

    draft: Draft
    names: Names
    incomplete_kinds: frozenset[str]
    _failures: list[Failure] = field(factory=list, init=False)

    def resolve(self, formula: WrittenFormula) -> Expression | None:
        """Resolves the names of a formula; returns None if one of them could not be resolved."""
        self._failures = []
        tree = self._tree(formula)
        excused = set(self._places_of_possible_levels(formula))
        for code, node, values in self._failures:
            if node.at not in excused and not self._may_be_unreadable(formula.path, code, values):
                more = self._add_suggestions(code, node, values)
                at = formula.lead + node.at
                self.draft.findings.append(Finding(code, formula.path, more, at=at))
        return None if self._failures else tree

    def _report(self, code: str, node: Expression, **values: Any) -> None:
        self._failures.append((code, node, values))

    def _tree(self, formula: WrittenFormula) -> Expression:
        """Resolves the tree; the amount of a `=` change may name levels of its track."""
        if formula.track is not None and formula.track in self.draft.scenario.tracks:
            return self.names.resolve_amount(formula.track, "=", formula.expression, self._report)
        where = spot(self.draft.scenario, formula.path)
        return self.names.resolve(formula.expression, where, self._report)

    def _places_of_possible_levels(self, formula: WrittenFormula) -> Iterator[int]:
        """Yields the places of names that may be levels or options of something unreadable."""
        if formula.track is not None and self._is_track_unclear(formula.track):
            yield from (node.at for _, node, _ in self._failures)
        unknown = {n.at: n for code, n, _ in self._failures if code == "unknown-name"}
        for node in walk(formula.expression):
            if isinstance(node, Comparison):
                beside = [term for term in node.terms if term.at in unknown]
                near = [term for term in beside if self._is_near_known(term)]
                kept = [] if self._is_unreadable(node) else near
                if not near and not self._is_unclear(node):
                    kept = beside[:1]
                yield from (term.at for term in beside if term not in kept)

    def _is_near_known(self, term: Expression) -> bool:
        return isinstance(term, Name) and nearest(term.id, self.names.known("name")) is not None

    def _is_track_unclear(self, id: str) -> bool:
        known = id in self.draft.scenario.tracks
        return not known or self.draft.is_unreadable(("tracks", id, "levels"))

    def _is_unclear(self, node: Comparison) -> bool:
        """Whether a comparison has a term whose levels or options could not be read."""
        tables = self.draft.scenario.tables
        return self._is_unreadable(node) or any(
            isinstance(term, Dotted)
            and (term.base not in tables or term.id not in tables[term.base].issues)
            for term in node.terms
        )

    def _is_unreadable(self, node: Comparison) -> bool:
        """Whether the levels or options of a term are defined in an unreadable part."""
        for term in node.terms:
            match term:
                case Dotted(base=base, id=id):
                    known = base in self.draft.scenario.tables
                    path = ("tables", base, "issues", id, "options")
                    if self.draft.is_unreadable(path) or (
                        "table" in self.incomplete_kinds and not known
                    ):
                        return True
                case Name(id=id) if self.draft.is_unreadable(("tracks", id, "levels")):
                    return True
        return False

    def _may_be_unreadable(self, path: Path, code: str, values: dict[str, Any]) -> bool:
        """Whether a name may refer to something that could not be read."""
        draft = self.draft
        match code:
            case "unknown-name":
                table = path[:2] if path[0] == "tables" else ("tables", "")
                return bool(self.incomplete_kinds & _BARE) or draft.is_unreadable(
                    (*table, "issues")
                )
            case "unknown-dotted":
                return "table" in self.incomplete_kinds
            case "unknown-reference":
                return values["kind"] in self.incomplete_kinds
            case "unknown-issue":
                return draft.is_unreadable(("tables", values["table"], "issues"))
            case "unknown-answer":
                return draft.is_unreadable(("injects", values["inject"], "answers"))
            case "not-asked":
                return draft.is_damaged(("injects", values["inject"], "ask"))
            case "unknown-card":
                return draft.is_unreadable(("deals", values["deal"], "cards"))
            case "unknown-level":
                return draft.is_unreadable(self._levels_path(path, values["owner"]))
            case "not-its-action":
                return draft.is_damaged(("actions", values["action"], "side"))
            case "not-a-party":
                return draft.is_damaged(("tables", values["table"], "between"))
            case "no-asking-side":
                return draft.is_damaged((*path[:2], "side")) or draft.is_damaged((*path[:2], "ask"))
            case _:
                return False

    def _levels_path(self, path: Path, owner: str) -> Path:
        """The path of the levels of a track or the options of an issue."""
        table, dot, issue = owner.rpartition(".")
        if dot or (path[0] == "tables" and owner not in self.draft.scenario.tracks):
            return ("tables", table or path[1], "issues", issue, "options")
        return ("tracks", owner, "levels")

    def _add_suggestions(
        self, code: str, node: Expression, values: dict[str, Any]
    ) -> dict[str, Any]:
        """Adds what the author should write, where that is known, to the values of a failure."""
        known = set(self.names.known("name"))
        match code, node:
            case "unknown-dotted", Dotted(base=base, id=id):
                alone = base if base in known else id if id in known else ""
                return {**values, "alone": alone}
            case "predicate-dotted", Dotted(base=base):
                if base in self.names.known(values["kind"]):
                    return {**values, "found": base}
            case "predicate-side", Name(id=id):
                action = self.draft.scenario.actions.get(id)
                sides = action.side if action is not None else tuple(self.draft.scenario.sides)
                return {**values, "example": f"{(*sides, 'side')[0]}.{id}"}
            case "predicate-answer", Name(id=id):
                return {**values, "example": self._example_of_answer(id)}
            case "predicate-card", Name(id=id):
                deal = self.draft.scenario.deals.get(id)
                cards = tuple(deal.cards) if deal is not None else ()
                return {**values, "example": f"{id}.{(*cards, 'card')[0]}"}
        return values

    def _example_of_answer(self, id: str) -> str:
        """How to ask for an answer, where only an inject or only an answer is named."""
        injects = self.draft.scenario.injects
        if id not in injects:
            id, answer = next(
                ((each, id) for each in injects if id in injects[each].answers),
                ("inject", "answer"),
            )
            return f"{id}.{answer}"
        return f"{id}.{(*injects[id].answers, 'answer')[0]}"
