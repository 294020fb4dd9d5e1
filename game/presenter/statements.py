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
    scenario, found = hot_seat.words.scenario, None
    phase = ""
    for turn, batch in hot_seat.record(side):
        parts: list[tuple[str, list[Entry]]] = [(phase, [])]
        for entry in batch:
            if isinstance(entry.event, PhaseBegan):
                parts.append((entry.event.phase, []))
            parts[-1][1].append(entry)
        for here, entries in parts:
            made = _made(entries)
            alike = is_statement_phase(scenario.phases.get(here))
            if alike and len({each.side for each in made}) == len(made) > 1:
                found = Statements(here, turn, tuple(made))
        phase = parts[-1][0]
    return found


def _made(entries: Sequence[Entry]) -> list[Statement]:
    """The statements among entries, each with what came of it."""
    found = []
    for entry in entries:
        if isinstance(entry.event, ActionTaken):
            side, action = entry.event.side, entry.event.action
            follow = [
                each
                for each in entries
                if not isinstance(each.event, CostPaid) and _of(each, side, action)
            ]
            found.append(Statement(side, action, (entry, *follow)))
    return found


def _of(entry: Entry, side: str, action: str) -> bool:
    cause = entry.cause
    if cause is None or cause.side != side:
        return False
    return cause.path == f"actions/{action}" or cause.kind == "tag"
