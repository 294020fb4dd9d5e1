"""Who plays a side, in words."""

from __future__ import annotations

from game.model.players import EXPERT, ME, UNIFORM, expert_budget, is_bot_file
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
