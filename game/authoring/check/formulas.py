"""Checks expressions: their names, their bounds, and conditions that never change."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.resolver import Resolver, walk
from game.authoring.check.secrecy import SecrecyCheck
from game.authoring.check.sizes import check_formula_sizes
from game.authoring.check.steps.chains import DEEPEST, find_chains, show_circle
from game.authoring.draft import Draft, WrittenFormula
from game.authoring.reading.nodes import Finding, Path
from game.model.expressions import Expression, Name, Number, Read, children
from game.rules.expressions import unparse
from game.rules.intervals import Interval, interval
from game.rules.names import Names

_CONDITIONS = ("when", "broken", "kept_when")
_CONDITION_LISTS = ("rules", "then")
_COUNTED = ("turns", "stages", "phases", "actions")
"""The sections on which the bounds of counts depend."""


def check_formulas(draft: Draft, names: Names, incomplete_kinds: frozenset[str]) -> None:
    """Resolves the names in every expression of the scenario and reports its problems."""
    resolver, secrecy = Resolver(draft, names, incomplete_kinds), SecrecyCheck(draft, names)
    for formula in draft.formulas:
        tree = resolver.resolve(formula)
        if tree is not None:
            draft.resolved.append((formula, tree))
            _check_bounds(draft, formula, tree)
            secrecy.check(formula, tree)
    secrecy.check_costs_and_weights()
    secrecy.check_ratifications()
    if _check_values(draft):
        check_formula_sizes(draft)


def _check_bounds(draft: Draft, formula: WrittenFormula, tree: Expression) -> None:
    path, countable = formula.path, True

    def overflow(node: Expression, bounds: Interval) -> None:
        nonlocal countable
        countable = False
        values = {"text": unparse(node), "low": bounds[0], "high": bounds[1]}
        at = formula.lead + node.at
        draft.findings.append(Finding("overflow", path, values, at=at))

    low, high = interval(tree, overflow)
    last = path[-1]
    if last == "chance" and isinstance(tree, Number) and not 0 <= tree.value <= 100:
        draft.report("chance-range", path, found=tree.value)
    if last == "weight" and high < 0:
        draft.report("weight-negative", path, found=unparse(formula.expression))
    if countable and _is_condition(path) and low == high and _is_suspicious(draft, path, tree):
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


def _is_suspicious(draft: Draft, path: Path, tree: Expression) -> bool:
    """Whether a condition that is always or never true is probably a mistake.

    It is no mistake if it depends on settings or values, which authors change, or if it is the 1
    of a stage's exit that is always open.
    """
    if isinstance(tree, Number) and "next" in path:
        return not tree.value
    reads = [node for node in walk(tree) if isinstance(node, Read)]
    return not any(
        read.kind in ("setting", "value") or _is_uncertain(draft, read) for read in reads
    )


def _is_uncertain(draft: Draft, read: Read) -> bool:
    """Whether the bounds of a read depend on a part of the scenario that could not be read."""
    match read.kind:
        case "turn" | "done":
            return draft.is_damaged(("turns",))
        case "track":
            return any(draft.is_damaged(("tracks", read.of[0], key)) for key in ("range", "levels"))
        case "package" | "option":
            return draft.is_damaged(("tables", read.of[0], "issues", read.of[1], "options"))
        case "used" | "chose" | "count":
            return any(draft.is_damaged((section,)) for section in _COUNTED)
        case "fired" | "answered":
            sections = (*_COUNTED, "injects", "tables")
            return any(draft.is_damaged((section,)) for section in sections)
        case "promised":
            return draft.is_damaged(("promises", read.of[0], "turns"))
        case _:
            return False


def _check_values(draft: Draft) -> bool:
    """Reports values that depend on themselves or go too deep; returns whether there are none."""
    values = draft.scenario.values
    for id, value in values.items():
        if value.opposite and not value.text and not draft.is_damaged(("values", id)):
            draft.report_key("opposite-alone", ("values", id, "opposite"))
        elif value.opposite and value.opposite == value.text:
            draft.report("opposite-same", ("values", id, "opposite"), found=value.text)
    chains = find_chains(
        {id: _measure_depths(value.formula, values) for id, value in values.items()}
    )
    for circle in chains.circles:
        draft.report("value-circle", ("values", circle[0]), circle=show_circle(circle))
    deep = [id for id in values if chains.depths[id] > DEEPEST]
    if deep and not chains.circles:
        draft.report("value-deep", ("values", deep[0]), deepest=DEEPEST)
    return not chains.circles and not deep


def _measure_depths(tree: Expression, values: Collection[str]) -> list[tuple[str, int]]:
    """The depth of each node of a tree, with the id of the value that it names or ""."""
    depths, waiting = [], [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        value = node.id if isinstance(node, Name) and node.id in values else ""
        depths.append((value, depth))
        waiting += [(child, depth + 1) for child in children(node)]
    return depths
