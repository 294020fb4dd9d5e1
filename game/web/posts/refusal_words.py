"""What was refused in a room, as a sentence to whoever asked for it."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.presenter.console.steps_back import happened_since
from game.presenter.told_game import ToldGame
from game.room.room_refusals import Refused, RoomRefusal


def refusal_sentence(refused: Refused, told: ToldGame, side: str = FACILITATOR) -> str:
    """Why something was refused. side: who asked for it."""
    if isinstance(refused, RoomRefusal):
        if refused.code == "went-on":
            deeds = happened_since(told, int(str(refused.values["moment"])))
            return told.words.say("room.refused.went-on", deeds=deeds)
        return told.words.say(f"room.refused.{refused.code}", **refused.values)
    return told.words.refusal(refused, side, told.asked_about)
