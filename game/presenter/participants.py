"""Who plays a side and who said what to whom, in words, and where their game began."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.model.players import EXPERT, ME, UNIFORM, expert_budget, is_bot_file
from game.session.game import Game
from game.session.records.recorded_actions import TO_ALL, Announce, Message
from game.session.said_and_done import Saying
from game.words.sentences import number
from game.words.wording import Wording


def player_name(words: Wording, who: str) -> str:
    """Who sits in a seat: a team, or the name of a bot."""
    if who == ME:
        return words.say("ui.report.team")
    if who in (UNIFORM, EXPERT):
        return words.say(f"ui.who.{who}")
    budget = expert_budget(who)
    if budget is not None:
        return words.say("ui.who.expert.budget", budget=number(budget))
    if is_bot_file(who):
        return who.partition("@")[0]
    return words.scenario.personas[who].name or who


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


def position_name(words: Wording, game: Game) -> str:
    """The name of the position in which a game began; empty where it began at its start."""
    return game.position.test(words.scenario).position_name if game.position is not None else ""


def position_sentence(words: Wording, game: Game) -> str:
    """In which position a game began, as a sentence; empty where it began at its start."""
    name = position_name(words, game)
    return words.say("position.began", name=name) if name else ""
