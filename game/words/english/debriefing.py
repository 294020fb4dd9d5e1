"""English of the debrief in a room: on the wall, on the console and on the pages of seats."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

DEBRIEFING: Mapping[str, Message] = MappingProxyType(
    {
        # On the wall.
        "reveal.gather": "Before anything is shown",
        "reveal.gather.mark": "On your page, mark the three decisions of your side that mattered "
        "most, for better or worse.",
        "reveal.gather.guess": "Guess how many points your side has scored.",
        "reveal.gather.talk": "Then talk: what surprised you?",
        "reveal.gather.answered": ("{n} has answered", "{n} have answered"),
        "reveal.of-table": "{table}: {text}",
        "reveal.positions": "Where it turned for {side}",
        "reveal.positions.about": "What did you know then? What else could you have done?",
        "reveal.turning": "What it was worth to {side}",
        "reveal.turning.about": "In points of the final score, judged by what the side could know "
        "then.",
        "reveal.marked": ("marked by {n}", "marked by {n}"),
        "reveal.guessed": ("guessed {guesses}", "guessed {guesses}"),
        "reveal.why": "Why it ended so",
        "reveal.talks.nash": "Balanced gains (Nash)",
        "reveal.talks.kalai": "Equal shares of what could be gained (Kalai–Smorodinsky)",
        "reveal.talks.frontier": "Nothing better for both",
        "reveal.luck": "Luck and skill",
        "reveal.campaign": "The campaign",
        "reveal.rules": "One rule for next time",
        "reveal.rules.none": "Nobody has written a rule yet. There is a place for it on your page.",
        "reveal.again": "Re-opened: {table}",
        "reveal.again.signed": "Signed after the end",
        "reveal.again.lies": "On the table again, not signed",
        "reveal.again.mark": "{mark}: after the end",
        # On the pages of seats.
        "seat.gather.about": "Which decisions of your side mattered most, for better or worse? "
        "The wall will show how many marked each, without names.",
        "seat.gather.none": "none",
        "seat.gather.guess": "What is your final score, do you think?",
        "seat.gather.send": "Send, and see my score",
        "seat.gather.skip": "See my score without answering",
        "seat.home.guessed": "You guessed {guess}.",
        "seat.home.marked": "You marked",
        "seat.home.marked.both": "The analysis also counts it among its three turning points.",
        "seat.home.turning": "Your turning points",
        "seat.home.decision": "{when}: {what}",
        "seat.home.brief": "{side}: its brief",
        "seat.home.rule": "My rule for next time",
        "seat.home.rule.about": "One sentence that you want to remember. The facilitator sees it, "
        "and may show it on the wall without your name.",
        "seat.home.rule.keep": "Keep this rule",
        "seat.again": "{table} is open again",
        "wall.again": "{table} is open again: look at your phones.",
        "seat.again.about": "You know now what was possible. Can all sides sign something better? "
        "The score stays as it is.",
        "seat.again.left": "Time left:",
        "seat.again.up": "The time is up.",
        "seat.again.none": "Nothing is on the table yet.",
        "seat.again.others": "{sides} talk there once more. You take no part in it.",
        "seat.again.own": "You offer this. It is worth {worth} to you.",
        "seat.again.theirs": "{side} offers this. It is worth {worth} to you.",
        "seat.again.signed": "All sides have signed this. It is worth {worth} to you.",
        "seat.again.accepted": "Signed so far: {sides}.",
        "seat.again.worths": "The number after each option says what it adds to the worth for you.",
        "seat.again.sum": "What you have chosen is worth {n} to you.",
        "seat.again.offer": "Offer this package",
        "seat.again.accept": "Sign it",
        # On the console.
        "console.again": "Re-open the table",
        "console.again.open": "{table}: re-open for {n} minutes",
        "console.again.end": "End the talks",
        "console.again.none": "Nothing has been offered yet.",
        "console.again.lies": "offered, not signed yet: worth {worths}",
        "console.again.signed": "signed: worth {worths}",
        "console.debrief.answers": "Who has marked and guessed",
        "console.debrief.answers.none": "nobody yet",
        "console.debrief.people": ("{n} without a name", "{n} without a name"),
        "console.play-on": "Play on from a decision",
        "console.play-on.about": "As a room of its own, with new slips: what happened here stays "
        "as it is. Open it in a terminal with the command below.",
        "console.play-on.from": "Before which decision?",
        "console.play-on.decision": "{when}, {side}: {what}",
        "console.play-on.turning": "{when}, {side}: {what} (turning point)",
        "console.play-on.go": "Make the room",
        "console.judged": "{side}, turn {turn}: {what}",
        "console.judged.forced": "no choice",
        "console.judged.about": "Only you see this, and it is rough.",
        "console.debrief.rules": "Rules for next time",
    }
)
"""By key, the English sentences of the debrief in a room."""
