"""Names in expressions that mean nothing where they stand, and which of them are mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from game.authoring.draft import Draft, Formula
from game.authoring.nearest import nearest
from game.authoring.reading.nodes import Finding, Path
from game.model.expressions import Comparison, Dotted, Expression, Name, children
from game.rules.names import Names
from game.rules.places import spot

_BARE = frozenset({"track", "setting", "value"})

Found = tuple[str, Expression, dict[str, Any]]


def nodes(tree: Expression) -> Iterator[Expression]:
    """A tree's nodes, outermost first."""
    yield tree
    for child in children(tree):
        yield from nodes(child)


@define
class Resolver:
    """Gives expressions their meaning, and tells which failures are an author's mistake.

    A name of something that couldn't be read is none: what hid it is reported already.
    """

    draft: Draft
    names: Names
    open_kinds: frozenset[str]
    _found: list[Found] = field(factory=list, init=False)

    def resolve(self, formula: Formula) -> Expression | None:
        """The tree with its names understood; None where one of them wasn't."""
        self._found = []
        tree = self._tree(formula)
        guesses = set(self._guesses(formula))
        for code, node, values in self._found:
            if node.at not in guesses and not self._excused(formula.path, code, values):
                more = self._enriched(code, node, values)
                at = formula.lead + node.at
                self.draft.findings.append(Finding(code, formula.path, more, at=at))
        return None if self._found else tree

    def _report(self, code: str, node: Expression, **values: Any) -> None:
        self._found.append((code, node, values))

    def _tree(self, formula: Formula) -> Expression:
        """The tree; the amount of a `=` change may name levels of its track."""
        if formula.track is not None and formula.track in self.draft.scenario.tracks:
            return self.names.amount(formula.track, "=", formula.expression, self._report)
        where = spot(self.draft.scenario, formula.path)
        return self.names.resolve(formula.expression, where, self._report)

    def _guesses(self, formula: Formula) -> Iterator[int]:
        """Places of names that may well be levels or options of something not understood."""
        if formula.track is not None and self._unclear_track(formula.track):
            yield from (node.at for _, node, _ in self._found)
        unknown = {n.at: n for code, n, _ in self._found if code == "unknown-name"}
        for node in nodes(formula.expression):
            if isinstance(node, Comparison):
                beside = [term for term in node.terms if term.at in unknown]
                near = [term for term in beside if self._near(term)]
                kept = [] if self._lost(node) else near
                if not near and not self._unclear(node):
                    kept = beside[:1]
                yield from (term.at for term in beside if term not in kept)

    def _near(self, term: Expression) -> bool:
        return isinstance(term, Name) and nearest(term.id, self.names.known("name")) is not None

    def _unclear_track(self, id: str) -> bool:
        known = id in self.draft.scenario.tracks
        return not known or self.draft.is_lost(("tracks", id, "levels"))

    def _unclear(self, node: Comparison) -> bool:
        """Whether a comparison has a term whose levels or options can't be known."""
        tables = self.draft.scenario.tables
        return self._lost(node) or any(
            isinstance(term, Dotted)
            and (term.base not in tables or term.id not in tables[term.base].issues)
            for term in node.terms
        )

    def _lost(self, node: Comparison) -> bool:
        """Whether the levels or options of a term stand where nothing could be read."""
        for term in node.terms:
            match term:
                case Dotted(base=base, id=id):
                    known = base in self.draft.scenario.tables
                    path = ("tables", base, "issues", id, "options")
                    if self.draft.is_lost(path) or ("table" in self.open_kinds and not known):
                        return True
                case Name(id=id) if self.draft.is_lost(("tracks", id, "levels")):
                    return True
        return False

    def _excused(self, path: Path, code: str, values: dict[str, Any]) -> bool:
        """Whether something hides what a name means."""
        draft = self.draft
        match code:
            case "unknown-name":
                table = path[:2] if path[0] == "tables" else ("tables", "")
                return bool(self.open_kinds & _BARE) or draft.is_lost((*table, "issues"))
            case "unknown-dotted":
                return "table" in self.open_kinds
            case "unknown-reference":
                return values["kind"] in self.open_kinds
            case "unknown-issue":
                return draft.is_lost(("tables", values["table"], "issues"))
            case "unknown-card":
                return draft.is_lost(("deals", values["deal"], "cards"))
            case "unknown-level":
                return draft.is_lost(self._ladder(path, values["owner"]))
            case "not-its-action":
                return draft.is_bad(("actions", values["action"], "side"))
            case "not-a-party":
                return draft.is_bad(("tables", values["table"], "between"))
            case "no-asking-side":
                return draft.is_bad((*path[:2], "side")) or draft.is_bad((*path[:2], "ask"))
            case _:
                return False

    def _ladder(self, path: Path, owner: str) -> Path:
        """Where the levels or options of a track or issue are written."""
        table, dot, issue = owner.rpartition(".")
        if dot or (path[0] == "tables" and owner not in self.draft.scenario.tracks):
            return ("tables", table or path[1], "issues", issue, "options")
        return ("tracks", owner, "levels")

    def _enriched(self, code: str, node: Expression, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a finding, with what should be written where that can be told."""
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
            case "predicate-card", Name(id=id):
                deal = self.draft.scenario.deals.get(id)
                cards = tuple(deal.cards) if deal is not None else ()
                return {**values, "example": f"{id}.{(*cards, 'card')[0]}"}
        return values
