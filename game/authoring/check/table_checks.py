"""Checks tables: what options are worth to each party, and whether a package can be agreed."""

from __future__ import annotations

from game.authoring.check.package_checks import check_packages
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.model.frozen import FrozenMap
from game.model.tables import Issue, Table
from game.rules.names import Names


def check_tables(draft: Draft, names: Names, incomplete_kinds: frozenset[str]) -> None:
    """Reports worths that are missing or have no effect, and tables without a possible package."""
    if "side" in incomplete_kinds:
        return
    for id, table in draft.scenario.tables.items():
        path: Path = ("tables", id)
        if not draft.is_damaged((*path, "between")):
            _check_parties(draft, path, table)
        for issue_id, issue in table.issues.items():
            where = (*path, "issues", issue_id)
            if not draft.is_damaged((*path, "between")):
                _check_issue(draft, where, table, issue)
            _check_agenda(draft, where, issue)
        if not draft.is_damaged((*path, "rules")) and not draft.is_damaged((*path, "issues")):
            check_packages(draft, names, id)


def _check_parties(draft: Draft, path: Path, table: Table) -> None:
    if table.speaks_first is not None and table.speaks_first not in table.between:
        _report_not_party(draft, (*path, "speaks_first"), table, table.speaks_first)
    for key in ("reserve", "weights_by"):
        _check_keys_are_parties(draft, (*path, key), table, getattr(table, key))


def _check_keys_are_parties(
    draft: Draft, path: Path, table: Table, by_side: FrozenMap[str, object]
) -> None:
    for side in by_side:
        if side not in table.between:
            _report_not_party(draft, (*path, side), table, side, on_key=True)


def _report_not_party(
    draft: Draft, path: Path, table: Table, side: str, *, on_key: bool = False
) -> None:
    if side not in draft.scenario.sides:
        return  # reported as an unknown side
    report = draft.report_key if on_key else draft.report
    report("not-party", path, found=side, known=table.between)


def _check_issue(draft: Draft, path: Path, table: Table, issue: Issue) -> None:
    _check_keys_are_parties(draft, (*path, "weight"), table, issue.weight)
    for id, option in issue.options.items():
        for key in ("value", "worth", "needs"):
            by_side = getattr(option, key)
            _check_keys_are_parties(draft, (*path, "options", id, key), table, by_side)
    for side in table.between:
        if side in draft.scenario.sides:
            _check_weights(draft, (*path, "weight", side), table, issue, side)
    _check_worths(
        draft, path, issue, [side for side in table.between if side in draft.scenario.sides]
    )


def _check_weights(draft: Draft, path: Path, table: Table, issue: Issue, side: str) -> None:
    """Reports weights by card without a deal, and weights for some of its cards only."""
    weight = issue.weight.get(side)
    if not isinstance(weight, FrozenMap):
        return
    deal = draft.scenario.deals.get(table.weights_by.get(side, ""))
    if deal is None:
        if side not in table.weights_by and not draft.is_damaged((*path[:2], "weights_by")):
            fitting = [
                d for d, deal in draft.scenario.deals.items() if set(weight) <= set(deal.cards)
            ]
            draft.report_key("weights-without-deal", path, side=side, deal=(*fitting, "DEAL")[0])
        return
    if draft.is_damaged(("deals", table.weights_by[side], "cards")):
        return
    for card in weight:
        if card not in deal.cards:
            values = {"found": card, "kind": "card", "known": tuple(deal.cards)}
            draft.report_key("unknown-reference", (*path, card), **values)
    missing = [card for card in deal.cards if card not in weight]
    unknown = any(card not in deal.cards for card in weight)
    if missing and not unknown and not draft.is_damaged(path):
        draft.report_key("card-without-weight", path, missing=", ".join(missing))


def _check_worths(draft: Draft, path: Path, issue: Issue, sides: list[str]) -> None:
    """Reports options that have neither a worth nor a weighted value for a party."""
    if draft.is_damaged((*path, "weight")) or draft.is_damaged((*path, "options")):
        return
    without_worth: dict[str, list[str]] = {}  # by option, the sides to which it gives no worth
    worthless = []
    for side in sides:
        weighs = side in issue.weight
        valued = [id for id, option in issue.options.items() if side in option.value]
        missing = [
            id
            for id, option in issue.options.items()
            if side not in option.worth and not (weighs and id in valued)
        ]
        if valued and not weighs:
            where = (*path, "options", valued[0], "value", side)
            draft.report_key("value-without-weight", where, side=side)
        elif missing and not weighs and len(missing) == len(issue.options):
            worthless.append(side)
        else:
            for id in missing:
                without_worth.setdefault(id, []).append(side)
    if worthless:
        draft.report_key("issue-without-worth", path, side=list_ids(worthless))
    for id, affected in without_worth.items():
        where = (*path, "options", id)
        draft.report_key("option-without-value", where, side=list_ids(affected))


def _check_agenda(draft: Draft, path: Path, issue: Issue) -> None:
    if any(draft.is_damaged((*path, key)) for key in ("when", "otherwise")):
        return
    lost = draft.is_unreadable((*path, "options"))
    if issue.otherwise is not None and issue.otherwise not in issue.options and not lost:
        known = tuple(issue.options)
        draft.report(
            "unknown-reference",
            (*path, "otherwise"),
            found=issue.otherwise,
            kind="option",
            known=known,
        )
    if issue.when is not None and issue.otherwise is None:
        draft.report_key("no-otherwise", (*path, "when"))
    elif issue.when is None and issue.otherwise is not None:
        draft.report_key("otherwise-alone", (*path, "otherwise"))
