"""English of the page of the facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

CONSOLE: Mapping[str, Message] = MappingProxyType(
    {
        # The head.
        "console.devices": ("{n} device", "{n} devices"),
        "console.devices.all": "all connected",
        "console.devices.away": "{connected} connected, {away} away",
        "console.agenda": "Agenda",
        "console.agenda.briefing": "Briefing",
        "console.agenda.turn": "Turn {turn}",
        "console.agenda.turns": "Turns {first}–{last}",
        "console.agenda.debrief": "Debrief",
        "console.agenda.until": "until {minutes}:00",
        "console.agenda.lasts": "{minutes} min",
        "console.agenda.done": "done",
        "console.began": "Began at {time}",
        "console.began.of": "of {minutes}:00",
        "console.clock": "Session clock",
        # Tables.
        "console.place.table": "Table {table}: {place}",
        # Seats.
        "console.seats": "Seats",
        "console.seats.waiting": "Waiting for a seat",
        "console.seats.give": "Give the seat",
        "console.seats.where": "Seat for {name}",
        "console.whole-side": "The whole side",
        "console.side.decides": "Deciding",
        "console.side.done": "Has decided",
        "console.side.paused": "Paused",
        "console.side.prepared": "Selected: {actions}",
        "console.side.bot": "Played by a bot: {bot}",
        "console.side.player": "Who plays {side}",
        "console.side.hand-over": "Hand over",
        "console.side.pen": "Pen",
        "console.side.hand": "Hand",
        # What happened last.
        "console.latest": "What happened last",
        "console.latest.none": "Nothing has happened yet.",
        # The standing offer.
        "console.offer": "Standing offer by {side}",
        "console.offer.outside": "A proposal from outside stands",
        "console.offer.none": "{table}: no offer stands",
        "console.offer.closed": "No table is open",
        "console.offer.closed.about": "Offers, their worth and the bridge appear here as soon as "
        "a table opens.",
        "console.offer.wait": "As soon as an offer is made, it appears here issue by issue.",
        "console.rounds": ("{n} round left", "{n} rounds left"),
        "console.only-you": "Only you see this",
        "console.issue": "Issue",
        "console.option": "Option on the table",
        "console.worth": "Worth to each side",
        "console.reserve": "reserve {worth}",
        "console.margin.above": "{by} above",
        "console.margin.below": "{by} below",
        "console.margin.at": "at the reserve",
        "console.plane": "What every package is worth: {one} across, {other} upwards",
        "console.plane.across": "worth to {side} →",
        "console.plane.upwards": "↑ worth to {side}",
        "console.plane.frontier": "Pareto frontier",
        "console.bridge": "Bridge",
        "console.bridge.change": "{issue} to {option}",
        "console.bridge.sentence": "Moving {changes} would give",
        "console.bridge.none": "No bridge from here",
        "console.bridge.none.about": "Whatever two issues are changed, one side would lose.",
        "console.bridge.waits": "A bridge needs a standing offer.",
        "console.distance": (
            "The offer is {n} point away from the Pareto frontier.",
            "The offer is {n} points away from the Pareto frontier.",
        ),
        "console.distance.none": "The offer lies on the Pareto frontier.",
        # Hidden tracks.
        "console.hidden": "Hidden tracks",
        "console.hidden.tick": "the white tick is last turn",
        "console.hidden.none": "In this scenario everybody sees every track.",
        "console.seen.one": "Only {side} sees",
        "console.seen.several": "{sides} see",
        "console.seen.nobody": "No team sees",
        # What comes next.
        "console.coming": "What comes next",
        "console.coming.now": "This turn",
        "console.coming.later": "Later turns",
        "console.coming.hand": "Only by hand",
        "console.coming.none": "Nothing more can happen.",
        "console.fire": "Fire now",
        "console.hold": "Hold back",
        "console.release": "Release",
        "console.held": "Held back",
        # Announcements and notes.
        "console.announce": "Announce",
        "console.announce.to": "To whom",
        "console.announce.all": "Everybody",
        "console.announce.words": "What is announced",
        "console.announce.send": "Send",
        "console.notes": "Notes for the debrief",
        "console.notes.words": "What you noticed",
        "console.notes.objective": "Learning objective",
        "console.notes.objective.none": "no objective",
        "console.notes.add": "Add note",
        "console.notes.none": "No notes yet.",
        # More.
        "console.more": "More",
        "console.more.minutes": "Minutes for each decision",
        "console.more.minutes.about": "0 sets no limit.",
        "console.more.back": "Step back",
        "console.more.back.about": "The decision and all that followed are taken back. Messages "
        "and notes stay.",
        "console.more.back.none": "Nothing has been decided yet.",
        "console.back.to": "Before turn {turn}: {what}",
        "console.more.track": "Set a track",
        "console.more.track.to": "New value",
        "console.more.set": "Set",
        "console.more.decide": "Decide for {side}",
        "console.more.decide.go": "Decide",
        "console.more.end": "End the game",
        "console.more.end.outcome": "Outcome",
        "console.more.end.rules": "as the rules decide",
        "console.more.end.sure": "The game is to end now",
        "console.move.pass": "Nothing, or nothing more",
        "console.move.accept": "Accept the standing offer",
        "console.move.walk": "Walk out",
    }
)
"""By key, the English sentences of the page of the facilitator."""
