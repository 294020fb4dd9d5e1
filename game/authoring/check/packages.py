"""That something can be agreed at a table at all (rule 5.9)."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.draft import Draft
from game.authoring.nodes import Path
from game.model.tables import Table
from game.rules.intervals import Interval, interval
from game.rules.names import Names
from game.rules.places import Spot

MOST_TRIES = 20_000


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


class _Search:
    """Looks for a package that no rule or condition forbids in every state.

    Gives up after MOST_TRIES partial packages and then takes one to exist.
    """

    def __init__(self, names: Names, id: str, table: Table) -> None:
        self.understood = True
        here = Spot(table=id)

        def report(*_: object, **__: object) -> None:
            self.understood = False

        self._issues = [(id, len(issue.options)) for id, issue in table.issues.items()]
        self._rules = [names.resolve(rule, here, report) for rule in table.rules]
        self._conditions = [
            (issue_id, index, names.resolve(option.when, here, report))
            for issue_id, issue in table.issues.items()
            for index, option in enumerate(issue.options.values())
            if option.when is not None
        ]
        self._tries = 0

    def finds_one(self) -> bool:
        """Whether a package was found, or not all could be looked at."""
        return self._from(0, self._all())

    def impossible_rules(self) -> Iterator[int]:
        """Rules that no package satisfies, each for itself."""
        for i, rule in enumerate(self._rules):
            if interval(rule, None, self._all()) == (0, 0):
                yield i

    def empty_issues(self) -> Iterator[str]:
        """Issues of which no option can ever be offered."""
        for id, count in self._issues:
            ways = ({**self._all(), id: (i, i)} for i in range(count))
            if not any(self._allowed(bounds) for bounds in ways):
                yield id

    def _all(self) -> dict[str, Interval]:
        return {id: (0, count - 1) for id, count in self._issues}

    def _from(self, depth: int, bounds: dict[str, Interval]) -> bool:
        self._tries += 1
        if self._tries > MOST_TRIES:
            return True
        if not self._possible(bounds):
            return False
        if depth == len(self._issues):
            return True
        id, count = self._issues[depth]
        return any(self._from(depth + 1, {**bounds, id: (i, i)}) for i in range(count))

    def _possible(self, bounds: dict[str, Interval]) -> bool:
        if any(interval(rule, None, bounds) == (0, 0) for rule in self._rules):
            return False
        return self._allowed(bounds)

    def _allowed(self, bounds: dict[str, Interval]) -> bool:
        """Whether no option chosen has a condition that can't hold."""
        return not any(
            bounds[issue] == (index, index) and interval(when, None, bounds) == (0, 0)
            for issue, index, when in self._conditions
        )
