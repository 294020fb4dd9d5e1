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
        "ui.over.lines": ("{n} smaller line", "{n} smaller lines, together"),
        "ui.over.par": "par {par}",
        "ui.over.par.above": "{n} above",
        "ui.over.par.below": "{n} below",
        "ui.over.par.even": "exactly par",
        "ui.over.par.yet.win": "{margin}; yet a win, as the author counts this ending",
        "ui.over.par.yet.draw": "{margin}; yet neither won nor lost, as the author counts this "
        "ending",
        "ui.over.par.yet.loss": "{margin}; yet a loss, as the author counts this ending",
        "ui.over.par.about": "Par is what the author sets as a fair result.",
        "ui.over.verdict.win": "The author’s verdict: a win.",
        "ui.over.verdict.draw": "The author’s verdict: neither won nor lost.",
        "ui.over.verdict.loss": "The author’s verdict: a loss.",
        "ui.over.means": "Mean scores of bots in this seat with the same luck, while the others do "
        "what they did: {means}.",
        "ui.over.means.of": "{bot} {n}",
        # How the tracks moved.
        "ui.over.tracks": "How the tracks moved",
        "ui.over.events": "What moved them",
        "ui.over.tracks.edge": "band edge",
        "ui.over.tracks.seen": "seen by some only",
        "ui.over.mark.signed": "{what} signed",
        "ui.over.mark.ratified": "{what} ratified",
        "ui.over.mark.rejected": "{what} not ratified",
        "ui.over.mark.agreed": "{what} agreed",
        "ui.over.mark.collapsed": "{what} broken off",
        "ui.over.mark.expired": "{what} ended without agreement",
        "ui.over.mark.lapsed": "{what} lapsed",
        "ui.over.mark.stopped": "{what} stopped",
        "ui.over.mark.done": "{what} done",
        "ui.over.mark.promised": "Promised: {what}",
        "ui.over.mark.kept": "Kept: {what}",
        "ui.over.mark.broken": "Broken: {what}",
        # What was possible at the table.
        "ui.over.table": "What was possible",
        "ui.over.table.of": "What was possible: {table}",
        "ui.over.table.closed": "No package could have been agreed there.",
        "ui.over.table.agreed": "What was agreed: {table}",
        "ui.over.table.signed": "What was signed, but is not in force: {table}",
        "ui.over.table.ratified": "What was signed and ratified: {table}",
        "ui.over.table.rejected": "What was signed, but not ratified: {table}",
        "ui.over.table.lapsed": "What was signed, and lapsed: {table}",
        # What became of what was signed.
        "ui.over.became.agreed": "agreed",
        "ui.over.became.signed": "signed",
        "ui.over.became.ratified": "in force",
        "ui.over.became.rejected": "not ratified",
        "ui.over.became.lapsed": "lapsed",
        "ui.over.table.last.proposal": "{table}: the last proposal, on turn {turn}",
        "ui.over.table.last": "{table}: the last offer, by {side} on turn {turn}",
        "ui.over.table.sum": "Worth in all",
        "ui.over.table.offers": "Offers",
        "ui.over.table.offers.none": "Nobody made an offer there.",
        "ui.over.table.offer": "Offer {count}, turn {turn}",
        "ui.over.table.then": "{what} (when made {worths})",
        "ui.over.table.then.reserves": "{what}, reserves then {reserves}",
        "ui.over.table.proposal": "Proposal {count}, turn {turn}",
        "ui.over.table.left": "Left on the table",
        "ui.over.table.left.sum": "{sides} together got {sum}; the best package for both "
        "together was worth {best}.",
        "ui.over.table.left.sum.beyond": "An offer worth {n} to both together contained something "
        "that one of the two could not have agreed to then.",
        "ui.over.table.left.side": "more for {side}",
        "ui.over.table.left.about": "Left on the table: how much more one party could have had "
        "without the other losing anything.",
        "ui.over.table.bridge": "Moving {changes} would have left nobody worse off: {gains}.",
        "ui.over.table.barred.moving": "Moving {changes}",
        "ui.over.table.barred.last": "What was offered last",
        "ui.over.table.barred.signed": "{what} would have left nobody worse off than what was "
        "signed ({gains}), but not everybody could sign that.",
        "ui.over.table.barred.none": "{what} would have been worth at least as much to everybody "
        "as no agreement ({gains}), but not everybody could sign that.",
        "ui.over.table.barred.needs": "{side} could not sign {option}. {needs}",
        "ui.over.table.about": "What packages were worth when the talks ended.",
        "ui.over.table.beyond": "An offer beyond the frontier contains something that one of the "
        "two could not have agreed to at that time.",
        "ui.over.table.inexact": "There are too many packages to look at them all: these are the "
        "best that were found.",
        # The course of the talks.
        "ui.given": "Who gave and who got",
        "ui.given.of": "Who gave and who got: {table}",
        "ui.given.pair": "Who gave and who got: {table}, {one} and {other}",
        "ui.given.picture": "Reserves and offers, turn by turn",
        "ui.given.picture.pair": "Reserves and offers, turn by turn: {one} and {other}",
        "ui.given.asked": "{side} asked for {first} in its first offer and for {last} in its last",
        "ui.given.asked.signed": "{side} asked for {first} in its first offer and signed at {last}",
        "ui.given.asked.once": "{side} made one offer, which would have given it {first}",
        "ui.given.silent": "{side} made no offer",
        "ui.given.silent.signed": "{side} made no offer and signed at {last}",
        "ui.given.conceded": (
            "{giver} made {n} concession to {receiver}: {gain} for {receiver}, {cost} for itself.",
            "{giver} made {n} concessions to {receiver}: {gain} for {receiver}, {cost} for itself.",
        ),
        "ui.given.none": "{giver} made no concession to {receiver}.",
        "ui.given.on": (
            "It was on {issues}.",
            "They were on {issues}.",
        ),
        "ui.given.on.most": (
            "It was on {issues}, among others.",
            "Most were on {issues}.",
        ),
        "ui.given.replies": "{receiver} answered {replies}.",
        "ui.given.reply.concession": (
            "once with a concession of its own",
            "{n} times with a concession of its own",
        ),
        "ui.given.reply.signed": ("once by signing", "{n} times by signing"),
        "ui.given.reply.first": ("once with its first offer", "{n} times with its first offer"),
        "ui.given.reply.other": (
            "once without conceding anything",
            "{n} times without conceding anything",
        ),
        "ui.given.reply.none": ("once not at all", "{n} times not at all"),
        "ui.given.back": (
            "Once its offer was worse for {receiver} than the one before.",
            "{n} times its offer was worse for {receiver} than the one before.",
        ),
        "ui.given.reserve": "No agreement was worth {first} to {side} at the first offer, on "
        "turn {turn}, and {last} at the last, on turn {end}.",
        "ui.given.reserve.same": "No agreement was worth {first} to {side} from the first offer "
        "to the end.",
        "ui.given.reserve.between": "No agreement was worth {first} to {side} at the first offer, "
        "on turn {turn}, and on turn {end}; in between it was worth from {least} to {most}.",
        "ui.given.crossed.late": "What {proposer} offered on turn {turn} was worth {worth} to "
        "{side}, less than its reserve of {reserve} then; in the end it would have been worth "
        "{later}, more than its reserve of {end}.",
        "ui.given.crossed.gone": "What {proposer} offered on turn {turn} was worth {worth} to "
        "{side}, more than its reserve of {reserve} then; in the end it would have been worth "
        "{later}, less than its reserve of {end}.",
        "ui.given.about": "The line is what no agreement was worth to a side, turn by turn: its "
        "reserve. Each mark is an offer, in the shape of the side that made it, at what it was "
        "worth then. A concession is an offer that is worth more to the other side than the one "
        "before it, and no more to the side that makes it.",
        # The payoff plane.
        "ui.plane": "What every package is worth: {one} across, {other} upwards",
        "ui.plane.across": "worth to {side} →",
        "ui.plane.upwards": "↑ worth to {side}",
        "ui.plane.worth.you": "worth to you →",
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
        "ui.over.did.why": "{side} said why: {text}",
        "ui.over.did.wrote": "{side} wrote: {text}",
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
        # The map.
        "ui.map.title": "The map",
        "ui.map.none": "This scenario has no map.",
        "ui.map.links": "What runs between them",
        "ui.map.link": "{start} – {end}",
        "ui.map.hidden": "You can’t see how much.",
        "ui.map.plain": "Nothing is measured here.",
        # Statements side by side.
        "ui.readouts.statement": "Statement by {side}",
        "ui.readouts.turn": "{phase}, turn {turn}",
        "ui.readouts.nothing": "Nothing more is known to have followed.",
        "ui.readouts.none": "No statements have been made yet.",
        "ui.readouts.together": "Written at the same time, unseen by the others.",
    }
)
"""By key, the English sentences of these."""
