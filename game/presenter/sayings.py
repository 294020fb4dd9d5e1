"""What people and the facilitator said in a game, in words."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.session.records.recorded_actions import TO_ALL, Announce, Message
from game.session.sayings import Saying
from game.words.wording import Wording


def saying_text(words: Wording, saying: Saying) -> str:
    """Who said what to whom, on one line."""
    said = " ".join(saying.words.split()) or words.say("saying.deleted")
    if saying.sender == FACILITATOR:
        return words.say("saying.announced", words=said)
    sender = member_name(words, saying.sender)
    if saying.to == TO_ALL:
        return words.say("saying.to-all", sender=sender, words=said)
    return words.say("saying.to", sender=sender, to=member_name(words, saying.to), words=said)


def saying_head(words: Wording, action: Announce | Message) -> str:
    """Who said something to whom, without what was said."""
    if isinstance(action, Announce):
        return words.say("saying.announced.head")
    sender = member_name(words, action.sender)
    if action.to == TO_ALL:
        return words.say("saying.to-all.head", sender=sender)
    return words.say("saying.to.head", sender=sender, to=member_name(words, action.to))


def member_name(words: Wording, member: str) -> str:
    """The name of a side, or of a seat with its side: `north`, `north.envoy`."""
    side, _, seat = member.partition(".")
    name = words.naming.side(side)
    if not seat:
        return name
    return words.say("saying.seat", seat=words.scenario.sides[side].seats[seat].name, side=name)
