"""The lists of effects that a step sets off at once."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.reading.nodes import Path
from game.model.effects import Fire, Lapse, Step, Stop
from game.model.scenario import Scenario


def triggered(scenario: Scenario, step: Step) -> Iterator[Path]:
    """Yields the paths of the lists of effects that a step sets off at once, answers apart."""
    match step:
        case Fire(inject=inject) if inject in scenario.injects:
            yield ("injects", inject, "effects")
            if scenario.injects[inject].vote is not None and not scenario.injects[inject].ask:
                yield ("injects", inject, "vote", "carried")
                yield ("injects", inject, "vote", "lost")
        case Lapse(table=table) if table in scenario.tables:
            yield ("tables", table, "lapsed")
            for issue_id, issue in scenario.tables[table].issues.items():
                for option in issue.options:
                    yield ("tables", table, "issues", issue_id, "options", option, "lapsed")
        case Stop(project=project) if project in scenario.projects:
            yield ("projects", project, "stopped")
        case _:
            return
