"""What the forms on the page of a seat do after the end."""

from __future__ import annotations

import re

from game.room.debrief_events import DebriefEvent, RuleWritten, TurningPointsMarked
from game.room.objections import MOST_MARKS
from game.web.posts.forms import BadForm, Form

DEEDS = ("mark", "rule")
_WHOLE = re.compile(r"-?[0-9]{1,6}")


def debrief_event(device: str, what: str, form: Form) -> DebriefEvent:
    """What a form asks for that does one of DEEDS. Raises BadForm."""
    if what == "rule":
        return RuleWritten(device, form.need("words").replace("\r\n", "\n"))
    if form.get("skip"):
        return TurningPointsMarked(device, (), "")
    names = [f"mark-{number}" for number in range(1, MOST_MARKS + 1)]
    lines = {form.number(name) for name in names if form.get(name)}
    guess = form.get("guess").strip()
    if guess and not _WHOLE.fullmatch(guess):
        raise BadForm(400)
    return TurningPointsMarked(device, tuple(sorted(lines)), guess)
