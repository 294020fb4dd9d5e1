"""English of the page of an observer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

OBSERVE: Mapping[str, Message] = MappingProxyType(
    {
        # Joining.
        "observe.join": "I’m here to observe, not to play",
        "observe.waiting": "You have asked to observe. The facilitator lets you in, and chooses "
        "what you see. Keep this page open.",
        "observe.ask": "I’d rather observe",
        "observe.ask.not": "I’d rather play",
        "observe.slip": "You are here to observe",
        "observe.slip.about": "Observe on this device? You see the game and write notes for the "
        "debrief, and decide nothing.",
        "observe.slip.take": "Observe",
        # Whose view.
        "observe.title": "Observer",
        "observe.title.named": "Observer: {name}",
        "observe.public": "What all may know",
        "observe.side": "What {side} sees",
        "observe.at-table": "Table {table}: {what}",
        # The page.
        "observe.tab.now": "Now",
        "observe.tab.state": "State",
        "observe.tab.papers": "Papers",
        "observe.tab.record": "Record",
        "observe.news": "The latest news",
        "observe.draft": "Being drafted by {side}",
        "observe.brief": "The brief of {side}",
        "observe.score": "The score of {side}",
        "observe.leave": "Stop observing",
        # Notes.
        "observe.notes": "Your notes",
        "observe.notes.about": "Only you and the facilitator can read them. The time, the turn and "
        "what has just happened are added automatically.",
        "observe.notes.count": ("{n} note so far", "{n} notes so far"),
        # On the console.
        "observe.console": "Observers",
        "observe.console.asks": "asks to observe",
        "observe.console.group": "To observe",
        "observe.console.seats": "To play",
        "observe.console.where": "What {name} is to do",
        "observe.console.let-in": "Let in",
        "observe.console.none": "Nobody observes this table.",
        "observe.console.slips": "Slips for observers",
        "observe.console.end": "Stop",
        "observe.console.after": "after: {what}",
    }
)
"""By key, the English sentences of the page of an observer."""
