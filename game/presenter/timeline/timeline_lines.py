"""The lines of a timeline, and what kind of line each action makes."""

from __future__ import annotations

from typing import Literal, assert_never

from attrs import frozen

from game.model.decisions import Act, Decision, HoldInject, ReleaseInject
from game.model.entries import Entry
from game.model.log_events import ActionTaken, DecisionEvent, InjectHeld, InjectReleased
from game.session.game import Moment
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
)

LineKind = Literal[
    "start", "decision", "note", "pause", "resume", "rewind", "announcement", "message", "seat"
]


@frozen
class TimelineLine:
    """One line of a game, as far as its reader may know."""

    number: int
    turn: int
    """The turn on which it was done."""
    kind: LineKind
    side: str
    """The side that decided, or FACILITATOR; empty where it is no decision."""
    sentence: str
    note: str
    undone: bool
    """Whether it was taken back later."""
    timeout: bool
    by_facilitator: bool = False
    """Whether the facilitator decided for the side, where the reader may know it."""
    package: tuple[tuple[str, str], ...] = ()
    """The package of an offer, by name: each issue with its option."""
    quotation: str = ""
    """What a bot said with it, with the speaker; empty where none did."""


def is_holding(moment: Moment) -> bool:
    """Whether a moment follows from holding or releasing an inject."""
    action = moment.line.action if moment.line is not None else None
    return isinstance(action, Decision) and isinstance(action.move, HoldInject | ReleaseInject)


def line_kind(action: RecordedAction | None) -> LineKind:
    match action:
        case None:
            return "start"
        case Decision():
            return "decision"
        case Note():
            return "note"
        case Pause():
            return "pause"
        case Resume():
            return "resume"
        case Rewind():
            return "rewind"
        case Announce():
            return "announcement"
        case Message():
            return "message"
        case HandOver():
            return "seat"
        case _:
            assert_never(action)


def tells(entry: Entry, decision: Decision) -> bool:
    """Whether an entry tells this decision, and not one that waited to be disclosed."""
    event = entry.event
    if isinstance(event, InjectHeld | InjectReleased):
        return isinstance(decision.move, HoldInject | ReleaseInject)
    if not isinstance(event, DecisionEvent) or event.side != decision.side:
        return False
    if isinstance(decision.move, Act):
        return isinstance(event, ActionTaken) and event.action == decision.move.action
    return not isinstance(event, ActionTaken)
