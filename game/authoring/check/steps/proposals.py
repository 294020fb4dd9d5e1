"""Checks packages that effects propose: their issues and options, and whether they are possible."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.effects import Propose
from game.model.expressions import Expression
from game.model.tables import Table
from game.rules.intervals import interval
from game.rules.name_resolver import ignore
from game.rules.names import Names
from game.rules.places import Spot


def check_proposals(draft: Draft, names: Names) -> None:
    """Reports packages that don't fit their table, or that are never allowed there."""
    for path, step in draft.steps:
        if not isinstance(step, Propose) or draft.is_damaged((*path, "propose")):
            continue
        table = draft.scenario.tables.get(step.table)
        if table is None or draft.is_damaged(("tables", step.table, "issues")):
            continue
        if _fits(draft, (*path, "propose", "package"), step, table):
            _check_conditions(draft, (*path, "propose", "package"), step, table, names)


def _fits(draft: Draft, path: Path, step: Propose, table: Table) -> bool:
    """Whether a package names an option for every issue of its table, and nothing else."""
    fits = True
    for issue, option in step.package.items():
        if issue not in table.issues:
            values = {"found": issue, "kind": "issue", "known": tuple(table.issues)}
            draft.report_key("unknown-reference", (*path, issue), **values)
            fits = False
        elif option not in table.issues[issue].options:
            known = tuple(table.issues[issue].options)
            values = {"found": option, "kind": "option", "known": known}
            draft.report("unknown-reference", (*path, issue), **values)
            fits = False
    missing = [issue for issue in table.issues if issue not in step.package]
    if fits and missing:
        draft.report_key("proposal-short", path, missing=", ".join(missing))
    return fits and not missing


def _check_conditions(draft: Draft, path: Path, step: Propose, table: Table, names: Names) -> None:
    """Reports the first condition that such a package can never satisfy."""
    bounds = {issue: _range_of(table, issue, step.package[issue]) for issue in table.issues}

    def is_never_true(test: Expression) -> bool:
        tree = names.resolve(test, Spot(table=step.table), ignore)
        return interval(tree, None, bounds) == (0, 0)

    for issue, option in step.package.items():
        when = table.issues[issue].options[option].when
        if when is not None and table.issues[issue].when is None and is_never_true(when):
            draft.report("proposal-never", (*path, issue), reason=f"the `when` of {option}")
            return
    if any(is_never_true(rule) for rule in table.rules):
        draft.report_key("proposal-never", path, reason="a rule of the table")


def _range_of(table: Table, issue: str, option: str) -> tuple[int, int]:
    """The options, by number, that can count for an issue; off the agenda it is `otherwise`."""
    options, otherwise = list(table.issues[issue].options), table.issues[issue].otherwise
    numbers = [options.index(option)]
    if table.issues[issue].when is not None and otherwise in options:
        numbers.append(options.index(otherwise))
    return min(numbers), max(numbers)
