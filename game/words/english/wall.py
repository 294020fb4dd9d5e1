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
        "wall.table.of": "of {turns}",
        "wall.table.over": "has finished",
        "wall.step.chooses": "choosing",
        "wall.step.writes": "writing",
        "wall.step.speaks": "to speak",
        "wall.step.answers": "answering",
        "wall.step.offered": "has made an offer",
        "wall.step.ready": "ready",
        "wall.step.waits": "waiting",
        "wall.awaited": "awaited for",
        "wall.figures": "Figures: lowest to highest, after turn {turn}, which all tables have "
        "finished",
        "wall.figures.start": "Figures: as all tables began",
        "wall.story.told": "told at all tables",
        "wall.session": "session",
        "wall.session.left": "left for {part}",
        "wall.session.over": "over the time for {part}",
        # Before the session.
        "wall.lobby.minutes": ("{n} minute", "{n} minutes"),
        "wall.lobby.tables": ("{n} table", "{n} tables"),
        "wall.lobby.type": "No camera? Open",
        "wall.lobby.open": "Open",
        "wall.lobby.wifi": "Join the Wi-Fi",
        "wall.lobby.then-scan": "then scan",
        "wall.lobby.scan": "Scan the code",
        "wall.lobby.same-wifi": "on the same Wi-Fi as this laptop",
        "wall.lobby.address": "Open the address",
        "wall.lobby.name": "Type your first name",
        "wall.lobby.nothing-else": "nothing else is asked",
        "wall.lobby.papers": "Open your papers",
        "wall.lobby.yourself": "keep them to yourself",
        "wall.lobby.here": "of {expected} are here",
        "wall.lobby.here.more": "here already",
        "wall.lobby.begins": "We begin in",
        "wall.lobby.state": "{taken} of {seats}",
        "wall.lobby.complete": "complete",
        "wall.lobby.free": ("{n} free", "{n} free"),
        "wall.lobby.bot": "a bot",
        "wall.lobby.somebody": "Somebody",
        "wall.lobby.waiting": "Just in, waiting for a seat",
        "wall.agreeing": "{agreeing} of {devices} ready",
        "wall.listens": "waiting",
        "wall.over": "The debrief follows.",
        "wall.held": "The facilitator will show how it went, step by step.",
        # The debrief, step by step.
        "reveal.count": "{number} of {steps}",
        "reveal.outcome": "How it ended",
        "reveal.press": "The next morning’s papers",
        "reveal.scores": "The scores",
        "reveal.seats": "What counted for each seat",
        "reveal.turns": "Turn by turn",
        "reveal.talks.pair": "{table}: {one} and {other}",
        "reveal.course.reserve": "reserve, first → last",
        "reveal.course.concessions": "concessions",
        "reveal.course.about": "Beside the number of concessions stands what they were worth to "
        "the other side.",
        "reveal.tables": "Tables {tables}",
        "reveal.talks.none": "no agreement",
        "reveal.talks.sum": "{worths} · together {sum} of {best}",
        "reveal.talks.sum.brief": "{worths} · {sum} of {best}",
        "reveal.talks.third": "This picture compares only these two; {sides} must sign as well.",
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
