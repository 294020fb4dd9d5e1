"""Positions from which a game can begin instead of its start: those of the author's tests."""

from __future__ import annotations

from attrs import frozen

from game.engine.core import begin
from game.engine.rehearsal import begin_at
from game.model.claims import AuthorTest
from game.model.decisions import read_decision
from game.model.play import Accepted
from game.model.scenario import Scenario
from game.rules.compiled import Rules
from game.session.records.record import RecordError


@frozen
class Position:
    """The position that an author's test describes, before the decisions of the test (rule 9.6)."""

    name: str
    """The name of the test on one line, in the language of the file."""
    number: int
    """Its place among the scenario's tests, from 0."""

    def test(self, scenario: Scenario) -> AuthorTest:
        """The test, in the language of a scenario."""
        return scenario.tests[self.number]


def list_positions(scenario: Scenario) -> tuple[Position, ...]:
    """The positions of a scenario in its own language; of several with one name the first."""
    by_name: dict[str, Position] = {}
    for number, test in enumerate(scenario.tests):
        by_name.setdefault(test.position_name, Position(test.position_name, number))
    return tuple(by_name.values())


def find_position(scenario: Scenario, name: str) -> Position | None:
    """The position with a name; None if no test has it."""
    return next((each for each in list_positions(scenario) if each.name == name), None)


def begin_game(rules: Rules, seed: int, position: Position | None) -> Accepted:
    """Begins a game at its start or in a position; returns its state and what led there.

    Raises RecordError if nobody can decide anything in the position, and ValueError for an
    impossible seed.
    """
    if position is None:
        return begin(rules, seed)
    test = position.test(rules.scenario)
    first = read_decision(test.play[0]) if test.play else None
    beginning = begin_at(rules, test.given, first, seed)
    if beginning is None:
        raise RecordError("position", position=position.name)
    return beginning
