"""Numbers the ids of a scenario, each kind from 0 in file order, for use in states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.model.scenario import Scenario

Slot = tuple[str, str]
"""A side and one of its actions."""

AnswerSlot = tuple[str, str, str]
"""An inject, a side that it asks, and one of its answers."""


class Index:
    """The number of every id of a scenario. Slots are ordered by side, then by action."""

    def __init__(self, scenario: Scenario) -> None:
        self.sides = _number(scenario.sides)
        self.tracks = _number(scenario.tracks)
        self.deals = _number(scenario.deals)
        self.cards = {id: _number(deal.cards) for id, deal in scenario.deals.items()}
        self.stages = _number(scenario.stages)
        self.phases = _number(scenario.phases)
        self.actions = _number(scenario.actions)
        self.tables = _number(scenario.tables)
        self.issues = {id: _number(table.issues) for id, table in scenario.tables.items()}
        self.options = {
            id: {issue: _number(each.options) for issue, each in table.issues.items()}
            for id, table in scenario.tables.items()
        }
        self.parties = {id: _number(speaking_order(scenario, id)) for id in scenario.tables}
        self.promises = _number(scenario.promises)
        self.injects = _number(scenario.injects)
        self.projects = _number(scenario.projects)
        self.outcomes = _number(scenario.outcomes)
        self.votes = _number(id for id, each in scenario.injects.items() if each.vote is not None)
        self.members = {id: _number(scenario.voters(id)) for id in self.votes}
        self.slots: dict[Slot, int] = {
            slot: i
            for i, slot in enumerate(
                (side, id)
                for side in scenario.sides
                for id, action in scenario.actions.items()
                if side in action.side
            )
        }

        self.answers: dict[AnswerSlot, int] = {
            slot: i
            for i, slot in enumerate(
                (id, side, answer)
                for id, inject in scenario.injects.items()
                for side in inject.ask
                for answer in inject.answers
            )
        }

    def package(self, table: str, package: Mapping[str, str]) -> tuple[int, ...]:
        """Converts a package that names every issue of a table to option numbers, by issue."""
        options = self.options[table]
        return tuple(options[issue][package[issue]] for issue in options)

    def slots_of(self, action: str) -> tuple[int, ...]:
        """The slots of an action: one for each side that has it."""
        return tuple(i for (_, id), i in self.slots.items() if id == action)

    def answers_of(self, inject: str, answer: str, side: str = "") -> tuple[int, ...]:
        """The numbers of an answer: one for each side that may give it, or that of one side."""
        return tuple(
            i
            for (asking, by, id), i in self.answers.items()
            if (asking, id) == (inject, answer) and side in ("", by)
        )


def _number(ids: Iterable[str]) -> dict[str, int]:
    return {id: i for i, id in enumerate(ids)}


def speaking_order(scenario: Scenario, table: str) -> tuple[str, ...]:
    """The parties of a table in the order in which they speak (rule 5.5)."""
    between, first = scenario.tables[table].between, scenario.tables[table].speaks_first
    start = between.index(first) if first in between else 0
    return between[start:] + between[:start]
