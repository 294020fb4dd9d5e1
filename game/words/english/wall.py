"""English of the page for the projector."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

WALL: Mapping[str, Message] = MappingProxyType(
    {
        "wall.both": "Both delegations are choosing",
        "wall.several": "The delegations are choosing",
        "wall.waits": "Waiting for {side}",
        "wall.tables": "The tables are at work",
        "wall.seats": "{taken} of {seats} seats taken",
        "wall.agreeing": "{agreeing} of {devices} ready",
        "wall.listens": "waiting",
        "wall.over": "The debrief follows.",
        "wall.held": "The facilitator will show how it went, step by step.",
        # The debrief, step by step.
        "reveal.count": "{number} of {steps}",
        "reveal.outcome": "How it ended",
        "reveal.scores": "The scores",
        "reveal.turns": "Turn by turn",
        "reveal.talks.pair": "{table}: {one} and {other}",
        "reveal.talks.none": "no agreement",
        "reveal.talks.third": "This picture asks only these two; {sides} must sign as well.",
        "reveal.secrets": "What only {side} knew",
        "reveal.secrets.nobody": "What nobody could see",
        "reveal.more": "and {n} more",
        "reveal.cards": "Dealt in secret",
        "reveal.tracks": "Hidden tracks, from start to end",
        "reveal.table": "Table",
        "wall.left": "Time left for this decision",
        "wall.map": "Map",
    }
)
"""By key, the English sentences of the page for the projector."""
