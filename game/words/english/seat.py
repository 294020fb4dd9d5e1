"""English of the page of a participant in a room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.words.sentences import Message

SEAT: Mapping[str, Message] = MappingProxyType(
    {
        # Its tabs and its head.
        "seat.tab.decide": "Decide",
        "seat.tab.over": "Result",
        "seat.tab.state": "State",
        "seat.tab.papers": "Papers",
        "seat.tab.messages": "Messages",
        "seat.tab.record": "Record",
        "seat.tab.new": ("{n} new", "{n} new"),
        "seat.tabs": "Parts of this page",
        "seat.turn.day": "{turn}, {day}",
        "seat.phase.round": "{phase}, round {number} of {rounds}",
        "seat.phase.visit": "{phase}, round {now} of {visit} this turn, "
        "{number} of {rounds} in all",
        "seat.clock": "Time left",
        "seat.clock.up": "Time is up. The clock decides nothing: confirm what you have, or the "
        "facilitator goes on.",
        # What is asked.
        "seat.numerals": "one two three four five",
        "seat.asked.pick": ("Choose a move for {side}.", "Choose {numeral} moves for {side}."),
        "seat.asked.pick.more": (
            "Choose one more move for {side}.",
            "Choose {numeral} more moves for {side}.",
        ),
        "seat.asked.unseen": (
            "{sides} chooses at the same time, unseen.",
            "{sides} choose at the same time, unseen.",
        ),
        "seat.asked.next": "Choose the next move for {side}.",
        "seat.asked.question": "A question for {side}: what do you answer?",
        "seat.asked.vote": "{body} votes. How does {side} vote?",
        "seat.asked.table": "Make an offer for {side}.",
        "seat.asked.table.none": "There is no offer yet that {side} could accept.",
        "seat.asked.table.offer": "Answer the offer by {side}.",
        "seat.asked.table.outside": "Answer the proposal from outside.",
        "seat.asked.waiting": ("{sides} is deciding.", "{sides} are deciding."),
        "seat.waiting.about": "This page goes on by itself. Meanwhile you can read your papers, "
        "or write to the others.",
        "seat.waiting.bot": "A bot decides there. This page goes on by itself in a moment.",
        "seat.waiting.offer": "Your offer on the table",
        "seat.waiting.worth": "Worth {worth} to you; your reserve is {reserve}.",
        # The people of a side.
        "seat.person": "Person {number}",
        "seat.person.seat": "{name}, {seat}",
        "seat.team": "Your team: {n}",
        "seat.team.you": "you",
        "seat.team.pen": "holds the pen",
        "seat.team.hand": "hand raised",
        "seat.team.agrees": "agrees",
        "seat.team.away": "away",
        "seat.pen.mine": "You hold the pen",
        "seat.pen.other": "{person} holds the pen",
        "seat.pen.taken": "{person} has taken the pen",
        "seat.pen.nobody": "Nobody holds the pen",
        "seat.pen.take": "Take the pen",
        "seat.pen.about": "Whoever holds the pen confirms for all of you. Anybody in the team can "
        "take it.",
        "seat.hand.raise": "Raise hand",
        "seat.hand.lower": "Lower hand",
        "seat.hands": ("{people} has raised a hand.", "{people} have raised a hand."),
        "seat.agree": "I agree",
        "seat.agree.draft": "I agree with our draft",
        "seat.agree.offer": "I agree to accept this offer",
        "seat.agreed": "You agree",
        "seat.agreed.draft": "You agree with our draft",
        "seat.agreed.offer": "You agree to accept this offer",
        "seat.agreed.about": "If anything changes, you are asked again.",
        "seat.agree.count": (
            "{agreeing} of {n} other agrees",
            "{agreeing} of {n} others agree",
        ),
        "seat.unagreed": (
            "{n} of your team has not agreed yet.",
            "{n} of your team have not agreed yet.",
        ),
        # Choosing actions.
        "seat.cards": "What you can do",
        "seat.purse": ("{n} point", "{n} points"),
        "seat.purse.cost": ("{n} point, these cost {cost}", "{n} points, these cost {cost}"),
        "seat.free": "free",
        "seat.cost": ("costs {n}", "costs {n}"),
        "seat.pick": "Choose",
        "seat.unpick": "Undo",
        "seat.picked": "Picked",
        "seat.picked.you": "Picked by you",
        "seat.picked.by": "Picked by {person}",
        "seat.picked.count": "{n} of {most} picked",
        "seat.card.more": "More about it",
        "seat.confirm": "Confirm for {side}",
        "seat.one.about": "In this step your side has to choose a move.",
        "seat.statement": "Your own words with it, which everybody reads",
        # Answering.
        "seat.answer": "Give this answer",
        "seat.ballot": "Cast this ballot",
        "seat.answer.pen": "Whoever holds the pen gives the answer.",
        # At the table.
        "seat.steps": "The points at the table",
        "seat.step.agreed": "Point {number}, {issue}: your draft and their offer say the same",
        "seat.step": "Point {number}, {issue}",
        "seat.step.apart": "Point {number}, {issue}: still open",
        "seat.table.agreed": (
            "Your draft and their offer say the same on {n} point",
            "Your draft and their offer say the same on {n} points",
        ),
        "seat.table.agreed.short": ("The same on {n} point", "The same on {n} points"),
        "seat.table.apart": ("{n} still apart", "{n} still apart"),
        "seat.issue.place": "Point {number} of {count}.",
        "seat.issue.place.weight": "Point {number} of {count}. It weighs {weight} of {total} "
        "for you.",
        "seat.issue.before": "The point before",
        "seat.issue.after": "The next point",
        "seat.option.worth": "worth {n}",
        "seat.option.draft": "Our draft",
        "seat.points": "All points at a glance",
        "seat.option.agreed": "Our draft says the same",
        "seat.worth": "Worth to us",
        "seat.worth.draft": "draft {margin}",
        "seat.worth.so-far": "draft {n} so far",
        "seat.worth.besides": "Included in each worth: {n} for the points that are not on the "
        "agenda now, and stay as they are.",
        "seat.worth.mark.draft": "draft {n}",
        "seat.worth.mark.offer": "{side}: offer {n}",
        "seat.worth.mark.offer.outside": "proposal {n}",
        "seat.draft.theirs": "Start from the offer by {side}",
        "seat.draft.last": "Start from the last offer by {side}",
        "seat.last-offer": "The last offer by {side} was worth {worth} to you.",
        "seat.draft.outside": "Start from the proposal",
        "seat.draft.suggested.offer": "Nobody on your side has changed this draft yet: it begins "
        "with the standing offer, as far as you can propose it.",
        "seat.draft.suggested.best": "Nobody on your side has changed this draft yet: it begins "
        "with the options that are worth most to you, as far as you can propose them together.",
        "seat.draft.own": "Start from our last offer",
        "seat.argument": "Say why, to be read by {sides}",
        "seat.rules": "Rules of the table",
        "seat.on-table": "On the table",
        "seat.offer.same": "This is your last offer, unchanged.",
        "seat.accept.below": "This is below your reserve of {reserve}: without an agreement you "
        "are better off.",
        "seat.walk": "Walk out …",
        "seat.letters": "at most {n} characters",
        "seat.letters.left": "{n} left",
        "seat.note.ours": "What your side writes with it",
        "seat.note.show": "Show it to the team",
        "seat.note.shown": "Your team reads it once you show it or leave the field.",
        # News.
        "seat.news": "New since you last decided",
        "seat.news.older": ("{n} more", "{n} more"),
        "seat.outcome.worth": "When it was signed it was worth {worth} to you.",
        "seat.outcome.reserve": "Without an agreement you have {reserve}.",
        "seat.outcome.expired": "{table}: the talks have ended without an agreement",
        "seat.outcome.used-up": (
            "The only round is over.",
            "All {n} rounds are used up.",
        ),
        "seat.outcome.adjourned": "{table}: the talks are adjourned",
        "seat.outcome.adjourned.label": "adjourned",
        "seat.outcome.used": (
            "This turn had {n} round, and it is over.",
            "This turn had {n} rounds, and they are over.",
        ),
        "seat.outcome.left": ("{n} round is left.", "{n} rounds are left."),
        "seat.outcome.stands": "The last offer by {side} stays on the table.",
        "seat.outcome.stands.own": "Your last offer stays on the table.",
        "seat.outcome.stands.outside": "The proposal from outside stays on the table.",
        # State and papers.
        "seat.projects": "Under way",
        "seat.promises": "Promises in force",
        "seat.promise.own": "yours",
        "seat.tables": "Tables",
        "seat.tick": "last turn",
        "seat.brief.side": "Brief of your side",
        "seat.brief.seat": "Only for you: {seat}",
        "seat.brief.counts": "What counts for you",
        "seat.brief.counts.about": "A result of your own, apart from your side’s score. Only you "
        "read this before the debrief.",
        "seat.papers.table.about": "What can be agreed there, point by point. What each answer is "
        "worth to you is shown when you are at the table.",
        # Messages.
        "seat.write.to": "To",
        "seat.write.words": "Your message",
        "seat.write.send": "Send",
        "seat.to.all": "everybody",
        "seat.to.own": "all of your side",
        "seat.to.nobody": "nobody sits there yet",
        "seat.to.bot": "a bot plays there and reads nothing",
        "seat.bot": "A bot plays for your side now. The facilitator can give the seat back to you.",
        "seat.message.facilitator": "The facilitator, to everybody",
        "seat.message.own": "You, to {to}",
        "seat.message.from": "{sender}, to {to}",
        "seat.message.new": "new",
        "seat.message.hidden": "The facilitator has hidden these words.",
        "seat.message.stepped-back": "before the step back",
        "seat.messages.none": "Nobody has written to you yet.",
        "seat.messages.closed": "In this game people talk in the room and not in writing.",
        # The record.
        "seat.record.earlier": "Earlier turns",
        # The end.
        "seat.over.score": "Your score",
        "seat.over.own": "Your own result: {seat}",
        "seat.over.lines": "How it came about",
        "seat.over.signed": "What you signed",
        "seat.over.signed.about": "Points and worths are two measures: a line of your score "
        "counts a worth in its own way, often only a part of it.",
        "seat.over.worth": "{table} was worth {worth} to you when you signed it; without it you "
        "had {reserve}.",
    }
)
"""By key, the English sentences of the page of a participant."""
