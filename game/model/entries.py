"""The log of a game: what happened, who sees it, and what brought it about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from attrs import evolve, frozen

from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.log_events import LogEvent
from game.model.refusals import Detail
from game.model.sides import VoiceKey

EntryCode = Literal[
    "turn",
    "stage",
    "phase",
    "dealt",
    "acted",
    "undisclosed",
    "passed",
    "paid",
    "changed",
    "said",
    "revealed",
    "offered",
    "proposed",
    "unproposed",
    "accepted",
    "counted",
    "signed",
    "agreed",
    "ratified",
    "rejected",
    "walked",
    "collapsed",
    "expired",
    "lapsed",
    "opened",
    "injected",
    "held",
    "released",
    "asked",
    "answered",
    "voted",
    "disclosed",
    "promised",
    "kept",
    "broken",
    "begun",
    "hastened",
    "stopped",
    "done",
    "ended",
]
"""The code of each event in the log, `log_events.LogEvent.code`."""

CauseKind = Literal[
    "action",
    "tag",
    "inject",
    "answer",
    "table",
    "option",
    "promise",
    "project",
    "stage",
    "opening",
    "each_turn",
    "facilitator",
]


@frozen
class Cause:
    """The part of the scenario, or the facilitator, that brought something about."""

    kind: CauseKind
    path: str
    """The place in the scenario (`actions/voice_concern`); empty for the facilitator."""
    side: str = ""
    """The side that took the action or gave the answer, where one did."""


@frozen
class Quotation:
    """What the bot of a side says: one of the texts of its persona's voice (rule 12.4); or what its
    people wrote."""

    side: str
    occasion: VoiceKey
    number: int
    """The number of the text among those for the occasion, from 0; -1: people wrote it."""
    text: str
    not_for: tuple[str, ...] = ()
    """The sides that read the entry without it: an offer takes from them what they had."""


@frozen
class Entry:
    """One line of the log."""

    event: LogEvent
    seen_by: tuple[str, ...] | None = None
    """The sides that see it; None: everybody. The facilitator sees every entry."""
    cause: Cause | None = None
    cause_seen_by: tuple[str, ...] | None = None
    """The sides that learn the cause; the others see the entry without it (rule 4.6)."""
    quotation: Quotation | None = None
    """What a bot or people say with it, which is no part of the rules; None: nothing."""
    turn: int = 0
    """The turn on which it happened; 0: before the first."""

    @property
    def code(self) -> EntryCode:
        """What happened, in a word."""
        return self.event.code

    @property
    def values(self) -> FrozenMap[str, Detail]:
        """The event's fields by name, for code that treats all events alike."""
        return self.event.values

    def shown_to(self, who: str) -> Entry | None:
        """The entry as a side, PUBLIC or the FACILITATOR may read it; None if it may not.

        Only the facilitator learns who else sees what.
        """
        if who == FACILITATOR:
            return self
        if not may_see(who, self.seen_by):
            return None
        said = self.quotation
        if said is not None and said.not_for:
            said = evolve(said, not_for=()) if who not in said.not_for else None
        if self.seen_by is None and self.cause_seen_by is None and said is self.quotation:
            return self
        cause = self.cause if may_see(who, self.cause_seen_by) else None
        return evolve(self, seen_by=None, cause=cause, cause_seen_by=None, quotation=said)


def may_see(who: str, seen_by: tuple[str, ...] | None) -> bool:
    """Whether a side, PUBLIC or the FACILITATOR sees what only `seen_by` see; None: everybody."""
    return seen_by is None or who == FACILITATOR or who in seen_by


Batches = list[tuple[int, tuple[Entry, ...]]]
"""Entries of the log that came together, each batch with its turn."""


def turn_by_turn(entries: Iterable[Entry]) -> Batches:
    """Entries in batches, one for each turn on which something happened."""
    return [(turn, tuple(batch)) for turn, batch in groupby(entries, lambda each: each.turn)]
