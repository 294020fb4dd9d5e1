"""That something can be agreed at a table at all (rule 5.9)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.authoring.check.unknown import nodes
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.expressions import Expression, Read
from game.model.tables import Table
from game.rules.intervals import interval
from game.rules.names import Names
from game.rules.places import Spot

MOST_WORK = 500_000


def check_packages(draft: Draft, names: Names, id: str) -> None:
    """Reports a table whose rules and conditions leave no package, by a bounded search."""
    table = draft.scenario.tables[id]
    search = _Search(names, id, table)
    if search.understood and not search.finds_one():
        path = ("tables", id)
        # That a rule or condition can never hold is the same mistake.
        draft.findings[:] = [
            finding
            for finding in draft.findings
            if finding.code != "never" or finding.path[:2] != path
        ]
        for i in search.impossible_rules():
            draft.report("no-package", (*path, "rules", i))
            return
        draft.report_key("no-package", _culprit(search, path, table))


def _culprit(search: _Search, path: Path, table: Table) -> Path:
    """The issue without an option, or else all rules."""
    for issue in search.empty_issues():
        return (*path, "issues", issue, "options")
    return (*path, "rules") if table.rules else path


@frozen
class _Test:
    """A rule, or the condition of an option, which counts where that option is chosen."""

    tree: Expression
    size: int
    option: tuple[str, int] | None = None


class _Search:
    """Looks for a package that no rule or condition forbids in every state.

    Only issues that a rule or a condition speaks of matter. Gives up after MOST_WORK nodes of
    expressions and then takes a package to exist.
    """

    def __init__(self, names: Names, id: str, table: Table) -> None:
        self.understood = True
        here = Spot(table=id)

        def report(*_: object, **__: object) -> None:
            self.understood = False

        def test(written: Expression, option: tuple[str, int] | None = None) -> _Test:
            tree = names.resolve(written, here, report)
            return _Test(tree, sum(1 for _ in nodes(tree)), option)

        self._rules = [test(rule) for rule in table.rules]
        self._conditions = [
            test(option.when, (issue_id, index))
            for issue_id, issue in table.issues.items()
            for index, option in enumerate(issue.options.values())
            if option.when is not None
        ]
        self._bounds = {id: (0, len(issue.options) - 1) for id, issue in table.issues.items()}
        self._about = _by_issue([*self._rules, *self._conditions])
        self._work = 0

    def finds_one(self) -> bool:
        """Whether a package was found, or not all could be looked at."""
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
        """Rules that no package satisfies, each for itself."""
        return (i for i, rule in enumerate(self._rules) if self._fails(rule))

    def empty_issues(self) -> Iterator[str]:
        """Issues of which no option can ever be offered."""
        closed: dict[str, int] = {}
        for test in self._conditions:
            if test.option is not None and self._never(test):
                closed[test.option[0]] = closed.get(test.option[0], 0) + 1
        return (issue for issue, count in closed.items() if count > self._bounds[issue][1])

    def _fails(self, test: _Test) -> bool:
        """Whether a test can't hold, whatever is still to be chosen."""
        if test.option is not None and self._bounds[test.option[0]] != (test.option[1],) * 2:
            return False
        return self._never(test)

    def _never(self, test: _Test) -> bool:
        self._work += test.size
        return interval(test.tree, None, self._bounds) == (0, 0)


def _by_issue(tests: list[_Test]) -> dict[str, list[_Test]]:
    """The tests that each issue takes part in, in the order in which they speak of issues."""
    found: dict[str, list[_Test]] = {}
    for test in tests:
        reads = [n.of[1] for n in nodes(test.tree) if isinstance(n, Read) and n.kind == "package"]
        own = [test.option[0]] if test.option is not None else []
        for issue in dict.fromkeys([*own, *reads]):
            found.setdefault(issue, []).append(test)
    return found
