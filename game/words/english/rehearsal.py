"""English of a rehearsal, in which bots play all seats of a room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

REHEARSAL: Mapping[str, Message] = MappingProxyType(
    {
        "rehearsal": "Rehearsal: bots play every seat, and nothing is kept.",
        "rehearsal.speed": "Speed {percent}%",
        "rehearsal.slower": "Slower",
        "rehearsal.faster": "Faster",
        "rehearsal.to": "Jump to",
        "rehearsal.go": "Jump",
        "rehearsal.end": "The end",
        "rehearsal.jumps": "On the way: {turn}",
        # What `communique host --rehearse` prints.
        "rehearsal.host": "This is a rehearsal: bots play every seat, and nothing is kept.",
        "rehearsal.host.end": "Ctrl-C ends the rehearsal, and its folder is removed.",
        "rehearsal.host.over": "The rehearsal is over; nothing was kept.",
    }
)
"""By key, the English sentences of a rehearsal."""
