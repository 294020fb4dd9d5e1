"""Refusals in a room as sentences to the person who asked."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.presenter.console.steps_back import happened_since
from game.presenter.told_game import ToldGame
from game.room.room_refusals import Refused, RoomRefusal


def refusal_sentence(refused: Refused, game: ToldGame, side: str = FACILITATOR) -> str:
    """Why something was refused. side: who asked for it."""
    if isinstance(refused, RoomRefusal):
        if refused.code == "went-on":
            deeds = happened_since(game, int(str(refused.values["moment"])))
            return game.words.say("room.refused.went-on", deeds=deeds)
        return game.words.say(f"room.refused.{refused.code}", **refused.values)
    return game.words.refusal(refused, side, game.asked_about)
