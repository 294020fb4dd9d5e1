"""What the forms on the page of a seat do after the end."""

from __future__ import annotations

import re

from game.model.frozen import FrozenMap
from game.room.debrief_events import (
    AcceptedAgain,
    DebriefEvent,
    OfferedAgain,
    RuleWritten,
    TurningPointsMarked,
)
from game.room.objections import MOST_MARKS
from game.room.refusals import Refused, RoomRefusal
from game.web.live_room import LiveRoom
from game.web.posts.forms import BadForm, Form

DEEDS = ("mark", "rule", "offer-again", "accept-again")
_LATE = 5
"""So many seconds after its end a form of a re-opened table still counts."""
_WHOLE = re.compile(r"-?[0-9]{1,6}")


def debrief_event(live: LiveRoom, device: str, what: str, form: Form) -> DebriefEvent | Refused:
    """What a form asks for that does one of DEEDS, or why it can't be. Raises BadForm."""
    if what == "rule":
        return RuleWritten(device, form.need("words").replace("\r\n", "\n"))
    if what != "mark":
        return _again(live, device, what, form)
    if form.get("skip"):
        return TurningPointsMarked(device, (), "")
    names = [f"mark-{number}" for number in range(1, MOST_MARKS + 1)]
    lines = {form.number(name) for name in names if form.get(name)}
    guess = form.get("guess").strip()
    if guess and not _WHOLE.fullmatch(guess):
        raise BadForm(400)
    return TurningPointsMarked(device, tuple(sorted(lines)), guess)


def _again(live: LiveRoom, device: str, what: str, form: Form) -> DebriefEvent | Refused:
    """What is offered or accepted at a re-opened table."""
    place = live.place(device)
    if place is None:
        return RoomRefusal("no-place")
    table = live.room.tables[place.table]
    again = table.looking_back.again
    if again is None or live.day.now() > again.ends + _LATE:
        return RoomRefusal("not-reopened")
    if what == "accept-again":
        return AcceptedAgain(device, form.number("number"))
    prefix = "issue-"
    scenario = table.game.rules.scenario.tables[again.negotiation]
    package = {id: form.get(prefix + id) for id in scenario.issues if form.get(prefix + id)}
    return OfferedAgain(device, FrozenMap(package))
