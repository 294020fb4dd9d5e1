"""Checks tables: what options are worth to each party, and whether a package can be agreed."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.authoring.check.resolver import walk
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.model.expressions import Expression, Read
from game.model.frozen import FrozenMap
from game.model.tables import Issue, Table
from game.rules.intervals import interval
from game.rules.names import Names
from game.rules.places import Spot

_MOST_WORK = 500_000


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
        _check_ratification(draft, path, table)
        if not draft.is_damaged((*path, "rules")) and not draft.is_damaged((*path, "issues")):
            _check_packages(draft, names, id)


def _check_ratification(draft: Draft, path: Path, table: Table) -> None:
    """Reports what only a ratification has use for, and a ratification without a vote."""
    if draft.is_damaged((*path, "ratify")):
        return
    if table.ratify is None:
        for key in ("provisional", "signed", "rejected"):
            if getattr(table, key):
                draft.report_key("ratify-alone", (*path, key), key=key)
        return
    for place, id in enumerate(table.ratify.vote):
        inject = draft.scenario.injects.get(id)
        if inject is not None and inject.vote is None and not draft.is_damaged(("injects", id)):
            draft.report("ratify-no-vote", (*path, "ratify", "vote", place), found=id)
    for place, issue in enumerate(table.provisional):
        if issue not in table.issues and not draft.is_unreadable((*path, "issues")):
            values = {"kind": "issue", "found": issue, "known": tuple(table.issues)}
            draft.report("unknown-reference", (*path, "provisional", place), **values)


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


def _check_packages(draft: Draft, names: Names, id: str) -> None:
    """Reports a table if its rules and conditions allow no package; the search is bounded."""
    table = draft.scenario.tables[id]
    search = _Search(names, id, table)
    if search.readable and not search.finds_package():
        path = ("tables", id)
        # A "never" at this table would report the same mistake.
        draft.findings[:] = [
            finding
            for finding in draft.findings
            if finding.code != "never" or finding.path[:2] != path
        ]
        for i in search.impossible_rules():
            draft.report("no-package", (*path, "rules", i))
            return
        draft.report_key("no-package", _find_culprit(search, path, table))


def _find_culprit(search: _Search, path: Path, table: Table) -> Path:
    """The path of an issue without a possible option, or else of the rules."""
    for issue in search.empty_issues():
        return (*path, "issues", issue, "options")
    return (*path, "rules") if table.rules else path


@frozen
class _Test:
    """A rule of the table, or the condition of an option, which counts if the option is chosen."""

    tree: Expression
    size: int
    option: tuple[str, int] | None = None


class _Search:
    """Searches for a package that is allowed in some state of the game.

    Only issues in a rule or condition matter. After evaluating MOST_WORK nodes of expressions the
    search gives up and assumes that there is such a package.
    """

    def __init__(self, names: Names, id: str, table: Table) -> None:
        self.readable = True
        here = Spot(table=id)

        def report(*_: object, **__: object) -> None:
            self.readable = False

        def test(written: Expression, option: tuple[str, int] | None = None) -> _Test:
            tree = names.resolve(written, here, report)
            return _Test(tree, sum(1 for _ in walk(tree)), option)

        self._rules = [test(rule) for rule in table.rules]
        self._conditions = [
            test(option.when, (issue_id, index))
            for issue_id, issue in table.issues.items()
            for index, option in enumerate(issue.options.values())
            if option.when is not None
        ]
        self._bounds = {id: (0, len(issue.options) - 1) for id, issue in table.issues.items()}
        self._about = _group_by_issue([*self._rules, *self._conditions])
        self._work = 0

    def finds_package(self) -> bool:
        """Whether there is such a package, or the search gave up."""
        if any(self._fails(rule) for rule in self._rules):
            return False
        issues = list(self._about)
        counts = [self._bounds[issue][1] + 1 for issue in issues]
        chosen: list[int] = []
        option = 0
        while len(chosen) < len(issues):
            issue = issues[len(chosen)]
            if option < counts[len(chosen)] and self._work <= _MOST_WORK:
                self._bounds[issue] = (option, option)
                if any(self._fails(test) for test in self._about[issue]):
                    option += 1
                else:
                    chosen.append(option)
                    option = 0
            elif self._work > _MOST_WORK:
                return True
            else:
                self._bounds[issue] = (0, counts[len(chosen)] - 1)
                if not chosen:
                    return False
                option = chosen.pop() + 1
        return True

    def impossible_rules(self) -> Iterator[int]:
        """The indices of rules that no package satisfies, even alone."""
        return (i for i, rule in enumerate(self._rules) if self._fails(rule))

    def empty_issues(self) -> Iterator[str]:
        """The issues without an option that can ever be offered."""
        closed: dict[str, int] = {}
        for test in self._conditions:
            if test.option is not None and self._is_never_true(test):
                closed[test.option[0]] = closed.get(test.option[0], 0) + 1
        return (issue for issue, count in closed.items() if count > self._bounds[issue][1])

    def _fails(self, test: _Test) -> bool:
        """Whether a test can't be true, whatever options are chosen for the other issues."""
        if test.option is not None and self._bounds[test.option[0]] != (test.option[1],) * 2:
            return False
        return self._is_never_true(test)

    def _is_never_true(self, test: _Test) -> bool:
        self._work += test.size
        return interval(test.tree, None, self._bounds) == (0, 0)


def _group_by_issue(tests: list[_Test]) -> dict[str, list[_Test]]:
    """The tests that involve each issue; the issues are in the order of the tests."""
    by_issue: dict[str, list[_Test]] = {}
    for test in tests:
        reads = [n.of[1] for n in walk(test.tree) if isinstance(n, Read) and n.kind == "package"]
        own = [test.option[0]] if test.option is not None else []
        for issue in dict.fromkeys([*own, *reads]):
            by_issue.setdefault(issue, []).append(test)
    return by_issue
