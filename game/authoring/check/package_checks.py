"""Checks that at each table at least one package can be agreed (rule 5.9)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.authoring.check.resolver import walk
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.expressions import Expression, Read
from game.model.tables import Table
from game.rules.intervals import interval
from game.rules.names import Names
from game.rules.places import Spot

MOST_WORK = 500_000


def check_packages(draft: Draft, names: Names, id: str) -> None:
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
            if option < counts[len(chosen)] and self._work <= MOST_WORK:
                self._bounds[issue] = (option, option)
                if any(self._fails(test) for test in self._about[issue]):
                    option += 1
                else:
                    chosen.append(option)
                    option = 0
            elif self._work > MOST_WORK:
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
