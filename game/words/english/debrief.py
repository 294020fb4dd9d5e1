"""English of looking back and looking closer: the end, the payoff space, the map, statements."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

DEBRIEF: Mapping[str, Message] = MappingProxyType(
    {
        # The end.
        "ui.over.played": ("{n} turn played", "{n} turns played"),
        "ui.over.replay": "Step through it",
        "ui.over.home": "Back to the title",
        "ui.over.tab.outcome": "Outcome",
        "ui.over.tab.overview": "Overview",
        "ui.over.tab.tracks": "Tracks",
        "ui.over.tab.table": "Table",
        "ui.over.tab.decisions": "Decisions",
        "ui.over.tab.luck": "Luck",
        "ui.over.tab.debrief": "Afterwards",
        "ui.over.outcome": "Outcome",
        "ui.over.lines": ("{n} more line", "{n} more lines"),
        "ui.over.par": "par {par}",
        "ui.over.par.above": "{n} above",
        "ui.over.par.below": "{n} below",
        "ui.over.par.even": "exactly par",
        "ui.over.par.about": "Par is what the author sets as a fair result.",
        "ui.over.verdict.win": "The author’s verdict: a win.",
        "ui.over.verdict.draw": "The author’s verdict: neither won nor lost.",
        "ui.over.verdict.loss": "The author’s verdict: a loss.",
        "ui.over.means": "Measured means of this seat on the same luck: {means}.",
        "ui.over.means.of": "{bot} {n}",
        # How the tracks moved.
        "ui.over.tracks": "How the tracks moved",
        "ui.over.events": "What moved them",
        "ui.over.tracks.edge": "band edge",
        "ui.over.tracks.seen": "seen by some only",
        "ui.over.mark.agreed": "{what} agreed",
        "ui.over.mark.collapsed": "{what} broken off",
        "ui.over.mark.expired": "{what} ended without agreement",
        "ui.over.mark.lapsed": "{what} lapsed",
        "ui.over.mark.promised": "Promised: {what}",
        "ui.over.mark.kept": "Kept: {what}",
        "ui.over.mark.broken": "Broken: {what}",
        # What was possible at the table.
        "ui.over.table": "What was possible",
        "ui.over.table.of": "What was possible: {table}",
        "ui.over.table.closed": "No package could have been agreed there.",
        "ui.over.table.signed": "What was agreed: {table}",
        "ui.over.table.last": "The last offer: {table}",
        "ui.over.table.sum": "Worth in all",
        "ui.over.table.offers": "Offers",
        "ui.over.table.offers.none": "Nobody made an offer there.",
        "ui.over.table.offer": "Offer {count}, turn {turn}",
        "ui.over.table.offer.agreed": "Offer {count}, turn {turn}: agreed",
        "ui.over.table.proposal": "Proposal {count}, turn {turn}",
        "ui.over.table.proposal.agreed": "Proposal {count}, turn {turn}: agreed",
        "ui.over.table.left": "Left on the table",
        "ui.over.table.left.side": "more for {side}",
        "ui.over.table.left.about": "Left on the table: how much more one party could have had "
        "without the other losing anything.",
        "ui.over.table.bridge": "Moving {changes} would have been worse for nobody: {gains}.",
        "ui.over.table.about": "What packages were worth when the talks ended.",
        "ui.over.table.beyond": "An offer beyond the frontier contains something that one of the "
        "two could not have agreed to at that time.",
        "ui.over.table.inexact": "There are too many packages to look at them all: these are the "
        "best that were found.",
        "ui.plane.worth": "worth to {side}",
        "ui.plane.worth.you": "worth to you",
        "ui.plane.reserve": "reserve {n}",
        "ui.plane.worse": "worse than no deal",
        "ui.plane.draft": "draft",
        "ui.plane.agreed": "Agreed",
        "ui.plane.nash": "Nash",
        "ui.plane.kalai": "Kalai–Smorodinsky",
        "ui.plane.kalai.short": "Kalai–Smor.",
        "ui.plane.frontier": "Pareto frontier",
        "ui.plane.better": "Better for both",
        "ui.plane.two": "{one} and {other}",
        "ui.plane.others": "Two parties are compared here. What a package is worth to others at "
        "the table, and whether they would sign it, is not shown.",
        "ui.plane.nash.about": "Nash: the greatest product of what both gain over their reserves.",
        "ui.plane.kalai.about": "Kalai and Smorodinsky: both get the same share of the most that "
        "each could have gained.",
        "ui.plane.frontier.about": "On the Pareto frontier nobody can have more without the other "
        "having less.",
        # Decisions.
        "ui.over.decisions": "Decisions",
        "ui.over.decisions.none": "Nobody decided anything.",
        "ui.over.did.offered": "Offer {count}",
        "ui.over.did.accepted": "Accepts the offer",
        "ui.over.did.passed": "Does nothing more",
        "ui.over.did.passed.table": "Says nothing",
        "ui.over.did.walked": "Walks out",
        "ui.over.did.when": "{side}, turn {turn}",
        "ui.over.did.when.day": "{side}, turn {turn}, {day}",
        "ui.over.did.note": "Noted at the time",
        "ui.over.did.beside": "At the same time, unseen",
        "ui.over.did.follows": "What followed",
        "ui.over.did.later": "Turn {turn}",
        "ui.over.did.objectives": "Learning objectives that it serves",
        # Afterwards.
        "ui.over.afterwards.none": "The author has written nothing more.",
        "ui.over.objectives": "Learning objectives",
        "ui.over.objectives.signed": "signed: {what}",
        "ui.over.objectives.news": "News",
        "ui.over.objectives.when": ("{what} (turn {turns})", "{what} (turns {turns})"),
        "ui.over.sources": "Sources",
        # The map.
        "ui.map.title": "The map",
        "ui.map.none": "This scenario has no map.",
        "ui.map.links": "What runs between them",
        "ui.map.link": "{start} – {end}",
        "ui.map.hidden": "You can't see how much.",
        "ui.map.plain": "Nothing is measured here.",
        # Statements side by side.
        "ui.readouts.title": "What was said",
        "ui.readouts.statement": "Statement by {side}",
        "ui.readouts.turn": "{phase}, turn {turn}",
        "ui.readouts.follows": "What followed",
        "ui.readouts.nothing": "Nothing more is known to have followed.",
        "ui.readouts.none": "No statements have been made yet.",
        "ui.readouts.together": "Written at the same time, unseen by the others.",
    }
)
"""By key, the English sentences of these."""
