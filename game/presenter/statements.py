"""Statements: what each side said of the same thing in one phase, unseen by the others."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.entries import ActionTaken, CostPaid, Entry, PhaseBegan
from game.presenter.hot_seat import HotSeat
from game.words.course import is_statement_phase


@frozen
class Statement:
    """What one side did in public, and what followed from it at once."""

    side: str
    action: str
    entries: tuple[Entry, ...]
    """The entry of the action, then what followed."""


@frozen
class Statements:
    """What all sides stated in one phase."""

    phase: str
    turn: int
    statements: tuple[Statement, ...]


def latest_readouts(hot_seat: HotSeat, side: str) -> Statements | None:
    """The last phase in which every side made one statement at once, as a side may know of it."""
    scenario, latest = hot_seat.words.scenario, None
    phase = ""
    for turn, batch in hot_seat.record(side):
        entries_by_phase: list[tuple[str, list[Entry]]] = [(phase, [])]
        for entry in batch:
            if isinstance(entry.event, PhaseBegan):
                entries_by_phase.append((entry.event.phase, []))
            entries_by_phase[-1][1].append(entry)
        for id, entries in entries_by_phase:
            if not is_statement_phase(scenario.phases.get(id)):
                continue
            statements = _statements(entries)
            if len({each.side for each in statements}) == len(statements) > 1:
                latest = Statements(id, turn, tuple(statements))
        phase = entries_by_phase[-1][0]
    return latest


def _statements(entries: Sequence[Entry]) -> list[Statement]:
    """The statements among entries, each with what came of it."""
    statements = []
    for entry in entries:
        if isinstance(entry.event, ActionTaken):
            side, action = entry.event.side, entry.event.action
            followed = (
                each
                for each in entries
                if not isinstance(each.event, CostPaid) and _follows_from(each, side, action)
            )
            statements.append(Statement(side, action, (entry, *followed)))
    return statements


def _follows_from(entry: Entry, side: str, action: str) -> bool:
    """Whether an entry follows from an action of a side, or from one of its tags."""
    cause = entry.cause
    if cause is None or cause.side != side:
        return False
    return cause.path == f"actions/{action}" or cause.kind == "tag"
