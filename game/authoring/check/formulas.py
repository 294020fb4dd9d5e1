"""Expressions: their names, their bounds, and whether they can ever do what they are for."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.chains import DEEPEST, chains, named
from game.authoring.check.sight import Sight
from game.authoring.check.sizes import check_formula_sizes
from game.authoring.check.unknown import Resolver, nodes
from game.authoring.draft import Draft, Formula
from game.authoring.reading.nodes import Finding, Path
from game.model.expressions import Expression, Name, Number, Read, children
from game.rules.expressions import unparse
from game.rules.intervals import Interval, interval
from game.rules.names import Names

_CONDITIONS = ("when", "broken", "kept_when")
_CONDITION_LISTS = ("rules", "then")


def check_formulas(draft: Draft, names: Names, open_kinds: frozenset[str]) -> None:
    """Resolves every expression of the scenario and reports what is wrong with it."""
    resolver, sight = Resolver(draft, names, open_kinds), Sight(draft, names)
    for formula in draft.formulas:
        tree = resolver.resolve(formula)
        if tree is not None:
            _bounds(draft, formula, tree)
            sight.check(formula, tree)
    sight.check_given()
    if _values_end(draft):
        check_formula_sizes(draft)


def _bounds(draft: Draft, formula: Formula, tree: Expression) -> None:
    path, fine = formula.path, True

    def overflow(node: Expression, bounds: Interval) -> None:
        nonlocal fine
        fine = False
        values = {"text": unparse(node), "low": bounds[0], "high": bounds[1]}
        at = formula.lead + node.at
        draft.findings.append(Finding("overflow", path, values, at=at))

    low, high = interval(tree, overflow)
    last = path[-1]
    if last == "chance" and isinstance(tree, Number) and not 0 <= tree.value <= 100:
        draft.report("chance-range", path, found=tree.value)
    if last == "weight" and high < 0:
        draft.report("weight-negative", path, found=unparse(formula.expression))
    if fine and _is_condition(path) and low == high and _certain(draft, path, tree):
        code = "always" if low else "never"
        draft.report(code, path, text=unparse(formula.expression), key=path[-1])


def _is_condition(path: Path) -> bool:
    if path[0] == "tests":
        return False
    return (
        path[-1] in _CONDITIONS
        or (len(path) > 1 and path[-2] == "needs")
        or (len(path) > 1 and path[-2] in _CONDITION_LISTS and path[0] == "tables")
    )


def _certain(draft: Draft, path: Path, tree: Expression) -> bool:
    """Whether bounds that meet tell of a slip.

    Settings are there to be turned, and a way out that is always open has to be written as 1.
    """
    if isinstance(tree, Number) and "next" in path:
        return not tree.value
    reads = [node for node in nodes(tree) if isinstance(node, Read)]
    return not any(read.kind in ("setting", "value") or _doubtful(draft, read) for read in reads)


def _doubtful(draft: Draft, read: Read) -> bool:
    """Whether the bounds of a read follow from something that couldn't be understood."""
    match read.kind:
        case "turn":
            return draft.is_bad(("turns",))
        case "track":
            return any(draft.is_bad(("tracks", read.of[0], key)) for key in ("range", "levels"))
        case "package" | "option":
            return draft.is_bad(("tables", read.of[0], "issues", read.of[1], "options"))
        case "promised":
            return draft.is_bad(("promises", read.of[0], "turns"))
        case _:
            return False


def _values_end(draft: Draft) -> bool:
    """Whether no value needs itself or reaches too deep through others; reports those that do."""
    values = draft.scenario.values
    found = chains({id: _reach(tree, values) for id, tree in values.items()})
    for circle in found.circles:
        draft.report("value-circle", ("values", circle[0]), circle=named(circle))
    deep = [id for id in values if found.depths[id] > DEEPEST]
    if deep and not found.circles:
        draft.report("value-deep", ("values", deep[0]), deepest=DEEPEST)
    return not found.circles and not deep


def _reach(tree: Expression, values: Collection[str]) -> list[tuple[str, int]]:
    """How deep a tree goes, and the values in it, each with its depth there."""
    found, waiting = [], [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        value = node.id if isinstance(node, Name) and node.id in values else ""
        found.append((value, depth))
        waiting += [(child, depth + 1) for child in children(node)]
    return found
