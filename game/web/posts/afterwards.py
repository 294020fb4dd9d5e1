"""What the forms of the console do once a game has ended, besides turning the wall."""

from __future__ import annotations

from game.presenter.debriefing.reopening import MINUTES, people_at
from game.room.debrief_events import PlayedOn, TalksReopened
from game.room.errors import RoomError
from game.room.objections import refuse
from game.room.opening import branch_room
from game.room.refusals import Refused, RoomRefusal
from game.web.live_room import LiveRoom
from game.web.posts.forms import BadForm, Form


def play_on(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Makes a room of its own in which a game is played on from a decision.

    Raises BadForm, RecordError or RoomError.
    """
    room = live.room
    if live.rehearsal is not None:
        raise BadForm(400)
    if room.was_done(key):
        return None
    number, line = form.number("table"), form.number("line")
    name = f"table-{number}-from-{line}"
    done = len(room.tables[number].looking_back.played_on) if number in room.tables else 0
    event = PlayedOn(number, line, f"{name}-{done + 1}")
    refused = refuse(room, event)
    if refused is not None:
        return refused
    folder = room.folder.path / event.folder
    try:
        branch_room(folder, room.folder.record(number), line, room.setup.language)
    except (OSError, ValueError) as error:
        raise RoomError("unwritten", path=str(folder), reason=str(error)) from error
    return room.do(event, key)


def reopen(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Re-opens a negotiating table at all tables of the room, or ends the talks there.

    Raises BadForm, RecordError or RoomError.
    """
    id, answers = form.need("negotiation"), list[Refused | None]()
    known = live.room.tables[1].game.rules.scenario.tables
    if id and id not in known:
        return RoomRefusal("unreadable")
    for number, table in live.room.tables.items():
        parties = people_at(table, id) if id else ()
        event = TalksReopened(number, id, parties, MINUTES if id else 0, live.day.stamp())
        answers.append(live.room.do(event, f"{key}:{number}"))
    return None if None in answers else answers[0]
