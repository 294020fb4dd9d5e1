"""Packages at a table: which of them may be proposed or accepted, and how they are completed (5.3).

A package has the number of an option for each issue, or NOTHING for an issue that it leaves out.
"""

from __future__ import annotations

from game.model.frozen import FrozenMap
from game.model.play import NOTHING
from game.model.refusals import Refusal, refusal
from game.rules.compiled import IssueRules, TableRules
from game.rules.evaluate import NO_PACKAGE, Package, Reading


def on_agenda(issue: IssueRules, reading: Reading) -> bool:
    """Whether an issue is on the agenda now."""
    return issue.when is None or bool(issue.when(reading, NO_PACKAGE))


def complete_package(table: TableRules, named: Package) -> tuple[int, ...]:
    """Completes a package: an issue that it leaves out gets its `otherwise` option."""
    if NOTHING not in named:
        return tuple(named)
    return tuple(
        issue.otherwise if option == NOTHING else option
        for issue, option in zip(table.issues, named, strict=True)
    )


def package_from_ids(table: TableRules, offer: FrozenMap[str, str]) -> Package | Refusal:
    """Converts an offer with ids into a package with numbers, or returns why it is refused."""
    package = [NOTHING] * len(table.issues)
    for id, option in offer.items():
        if id not in table.numbers:
            return refusal("unknown-issue", issue=id)
        number = table.numbers[id]
        options = table.issues[number].numbers
        if option not in options:
            return refusal("unknown-option", issue=id, option=option)
        package[number] = options[option]
    return tuple(package)


def package_to_ids(table: TableRules, package: Package) -> FrozenMap[str, str]:
    """Converts a package with numbers into one with ids, for the issues that it names."""
    return FrozenMap(
        (issue.id, issue.options[option].id)
        for issue, option in zip(table.issues, package, strict=True)
        if option != NOTHING
    )


def objection(table: TableRules, reading: Reading, party: int, package: Package) -> Refusal | None:
    """Why a party can neither propose nor accept a package now; None if it can."""
    for issue, number in zip(table.issues, package, strict=True):
        if (number == NOTHING) == (issue.when is None or on_agenda(issue, reading)):
            return refusal("issue-missing" if number == NOTHING else "off-agenda", issue=issue.id)
    general = general_objection(table, reading, package)
    if general is not None:
        return general
    whole = complete_package(table, package)
    for issue, number in zip(table.issues, package, strict=True):
        if number != NOTHING:
            needs = issue.options[number].needs[party]
            if needs is not None and not needs(reading, whole):
                return refusal("needs", issue=issue.id, option=issue.options[number].id)
    return None


def general_objection(table: TableRules, reading: Reading, package: Package) -> Refusal | None:
    """Why no party at all can propose a package now; None if its general conditions hold."""
    whole = complete_package(table, package)
    for issue, number in zip(table.issues, package, strict=True):
        if number != NOTHING:
            when = issue.options[number].when
            if when is not None and not when(reading, whole):
                return refusal("option-when", issue=issue.id, option=issue.options[number].id)
    for i, rule in enumerate(table.rules):
        if not rule(reading, whole):
            return refusal("rule", rule=i)
    return None


def leave_out_off_agenda(table: TableRules, reading: Reading, package: Package) -> tuple[int, ...]:
    """Removes the issues that are off the agenda now from a package."""
    return tuple(
        option if on_agenda(issue, reading) else NOTHING
        for issue, option in zip(table.issues, package, strict=True)
    )
