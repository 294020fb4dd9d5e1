"""What people read when they have sent a form: what it did, or why it was refused."""

from __future__ import annotations

from game.model.decisions import FACILITATOR
from game.presenter.console.steps_back import happened_since, undone_by
from game.presenter.worded_game import WordedGame
from game.room.room_refusals import Refused, RoomRefusal
from game.web.live_room import LiveRoom
from game.web.posts.forms import Form

_PLAIN = frozenset(("agenda", "session", "announce", "seat", "seat-all", "invite", "end"))
"""The deeds whose sentence depends on nothing else."""


def done_sentence(live: LiveRoom, form: Form) -> str:
    """What a form will have done if it isn't refused; empty if the page shows it anyway.

    Asked before the form is carried out. Raises BadForm.
    """
    words, what = live.words(live.language), form.get("do")
    if what in _PLAIN:
        return words.say(f"console.done.{what}")
    if what == "minutes":
        minutes = form.number("minutes")
        if not minutes:
            return words.say("console.done.no-limit")
        return words.counted("console.done.minutes", minutes)
    if what == "track" and form.get("track") in words.scenario.tracks:
        track = words.naming.track(form.get("track"))
        return words.say("console.done.track", track=track, figure=form.get("to"))
    if what == "decide-for" and form.get("side") in words.scenario.sides:
        side = words.naming.side_in_table(form.get("side"))
        return words.say("console.done.decide-for", side=side)
    if what == "step-back" and form.number("table") in live.room.tables:
        return undone_by(live.game_in(form.number("table"), live.language), form.number("line"))
    return ""


def refusal_sentence(refused: Refused, game: WordedGame, side: str = FACILITATOR) -> str:
    """Why something was refused. side: who asked for it."""
    if isinstance(refused, RoomRefusal):
        if refused.code == "went-on":
            deeds = happened_since(game, int(str(refused.values["moment"])))
            return game.words.say("room.refused.went-on", deeds=deeds)
        return game.words.say(f"room.refused.{refused.code}", **refused.values)
    return game.words.refusal(refused, side, game.asked_about)
