"""Statements to the press that all sides make in one phase without seeing each other's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.model.entries import Entry
from game.model.flow import is_statement_phase
from game.model.log_events import ActionTaken, CostPaid, PhaseBegan
from game.presenter.told_game import ToldGame


@frozen
class Statement:
    """The statement of one side, and what followed from it at once."""

    side: str
    action: str
    entries: tuple[Entry, ...]
    """The entry of the action, then what followed."""


@frozen
class StatementRound:
    """The statements of all sides in one phase."""

    phase: str
    turn: int
    statements: tuple[Statement, ...]


def latest_statements(told_game: ToldGame, side: str) -> StatementRound | None:
    """The statements of the last phase in which every side made one; None where there was none.

    They tell no more than the side may know.
    """
    latest: StatementRound | None = None
    phase = ""
    for turn, batch in told_game.record(side):
        for current, entries in _by_phase(phase, batch):
            phase = current
            statements = _statements(entries)
            sides = {statement.side for statement in statements}
            is_complete = len(sides) == len(statements) > 1
            if is_complete and is_statement_phase(told_game.words.scenario.phases.get(phase)):
                latest = StatementRound(phase, turn, tuple(statements))
    return latest


def _by_phase(phase: str, batch: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of a batch that began in a phase, split where other phases begin."""
    entries: list[Entry] = []
    for entry in batch:
        if isinstance(entry.event, PhaseBegan):
            yield phase, entries
            phase, entries = entry.event.phase, []
        entries.append(entry)
    yield phase, entries


def _statements(entries: Sequence[Entry]) -> list[Statement]:
    """The statements among entries, each with its consequences."""
    statements = []
    for entry in entries:
        if isinstance(entry.event, ActionTaken):
            side, action = entry.event.side, entry.event.action
            consequences = [
                other
                for other in entries
                if not isinstance(other.event, CostPaid) and _follows_from(other, entry.event)
            ]
            statements.append(Statement(side, action, (entry, *consequences)))
    return statements


def _follows_from(entry: Entry, action: ActionTaken) -> bool:
    cause = entry.cause
    if cause is None or cause.side != action.side:
        return False
    return cause.path == action.path or cause.kind == "tag"
