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
        "wall.agreeing": "{agreeing} of {devices} agree",
        "wall.listens": "waiting",
        "wall.over": "The debrief follows.",
        "wall.left": "Time left for this decision",
        "wall.map": "Map",
    }
)
"""By key, the English sentences of the page for the projector."""
