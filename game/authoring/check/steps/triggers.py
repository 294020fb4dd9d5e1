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
                yield from _ratified(scenario, inject)
        case Lapse(table=table) if table in scenario.tables:
            yield ("tables", table, "lapsed")
            yield from _of_options(scenario, table, "lapsed")
            if scenario.tables[table].ratify is not None:
                yield ("tables", table, "rejected")
        case Stop(project=project) if project in scenario.projects:
            yield ("projects", project, "stopped")
        case _:
            return


def _ratified(scenario: Scenario, inject: str) -> Iterator[Path]:
    """Yields what follows at the tables whose signed packages wait for a vote."""
    for table, rules in scenario.tables.items():
        if rules.ratify is not None and inject in rules.ratify.vote:
            yield ("tables", table, "agreed")
            yield ("tables", table, "rejected")
            yield from _of_options(scenario, table, "effects")
            yield from _of_options(scenario, table, "lapsed")


def _of_options(scenario: Scenario, table: str, key: str) -> Iterator[Path]:
    for id, issue in scenario.tables[table].issues.items():
        for option in issue.options:
            yield ("tables", table, "issues", id, "options", option, key)
