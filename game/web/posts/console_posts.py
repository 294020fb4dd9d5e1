"""What the forms on the page of the facilitator do."""

from __future__ import annotations

from datetime import datetime, timedelta

from game.model.decisions import (
    FACILITATOR,
    Decision,
    FireInject,
    HoldInject,
    Move,
    ReleaseInject,
    SetTrack,
    Stop,
    read_move,
)
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.presenter.console.interventions import PREPARED, TRACK_ROWS
from game.presenter.console.steps_back import happened_since
from game.presenter.debriefing.again import MINUTES, people_at
from game.presenter.reveal.steps import reveal_steps
from game.presenter.said.campaign_in_room import chapters_told
from game.presenter.wall.news import wall_news
from game.room.agenda import session_parts
from game.room.chapters import begin_next, go_back
from game.room.events import (
    AgendaSet,
    HandRaised,
    Invited,
    ObserverAdmitted,
    ObserverSlipReissued,
    PenTaken,
    PlayedOn,
    Reissued,
    Revealed,
    RoomEvent,
    RoomLocked,
    Seated,
    SeatsClosed,
    SessionBegan,
    StoryTimeSet,
    TalksReopened,
    TimeAdded,
    TimeSet,
    Unseated,
    WallTurned,
    WordsHidden,
    seats_for_all,
)
from game.room.opening import branch_room
from game.room.room_refusals import Refused, RoomError, RoomRefusal
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    read_action,
)
from game.web.live_room import LiveRoom
from game.web.posts.forms import BadForm, Form, note_now

_EVERY = 0
"""Stands for all tables."""
_LONGEST_LIMIT = 24 * 60
"""The most minutes for a decision."""

_LONGEST_STORY = 3600
"""The most seconds for which a story fills the wall by itself."""


def do_at_console(live: LiveRoom, form: Form) -> Refused | None:
    """Does what a form of the console asks for; returns why it is refused, None if it isn't.

    Raises BadForm.
    """
    room, key, what = live.room, f"console:{form.request}", form.need("do")
    match what:
        case "seat" | "reissue" if form.get("place") == "" and not form.get("side"):
            return RoomRefusal("no-choice")
        case "seat":
            return room.do(_seated(form), key)
        case "seat-all":
            return _seat_all(live, key)
        case "close-seats":
            return room.do(SeatsClosed(form.need("closed") == "1"), key)
        case "invite":
            return room.do(_invitation(live, form), key)
        case "unseat":
            return room.do(Unseated(form.need("device")), key)
        case "reissue":
            watch = _watch(form)
            return room.do(
                ObserverSlipReissued(*watch) if watch is not None else Reissued(*_place(form)), key
            )
        case "speed" | "jump":
            return _rehearse(live, what, form, key)
        case "minutes":
            return room.do(TimeSet(min(form.number("minutes"), _LONGEST_LIMIT)), key)
        case "more-time":
            return room.do(TimeAdded(form.number("table"), 1), key)
        case "agenda":
            parts = range(len(session_parts(room.first.game.rules.scenario)))
            return room.do(AgendaSet(tuple(form.number(f"part-{n}") for n in parts)), key)
        case "session":
            return room.do(SessionBegan(live.day.stamp()), key)
        case "lock":
            return room.do(RoomLocked(form.need("locked") == "1"), key)
        case "hide":
            hidden = form.need("hidden") == "1"
            return room.do(WordsHidden(form.number("table"), form.number("line"), hidden), key)
        case "pen":
            return room.do(PenTaken(form.need("device")), key)
        case "lower-hand":
            return room.do(HandRaised(form.need("device"), up=False), key)
        case "dismiss-incidents":
            live.dismiss_incidents(form.number("number"))
            return None
        case "wall" if form.need("shows"):
            newest = wall_news(room, live.game_in(0, live.language)).newest
            return room.do(WallTurned(form.need("shows"), newest + 1), key)
        case "wall":
            return room.do(StoryTimeSet(min(form.number("seconds"), _LONGEST_STORY)), key)
        case "reveal":
            step = form.need("step")
            is_known = not step or any(step == each.key for each in reveal_steps(room))
            line = len(room.first.game.moments)
            table = form.number("of") if form.get("of") else 0
            is_known = is_known and table in (0, *room.tables)
            return (
                room.do(Revealed(step, line, table), key) if is_known else RoomRefusal("unreadable")
            )
        case "chapter":
            return _turn_to_chapter(live, form)
        case "play-on":
            return _play_on(live, form, key)
        case "reopen":
            return _reopen(live, form, key)
        case "note":
            table = form.number("table")
            if table not in room.tables:
                return RoomRefusal("no-such-table")
            note = note_now(live, table, form.number("objective"), form.need("words"))
            return room.do(note, key)
        case "step-back":
            return _step_back(live, form, key)
        case "decide-for":
            return _decide_for(live, form, key)
        case _:
            return _order(live, what, form, key)


def _turn_to_chapter(live: LiveRoom, form: Form) -> Refused | None:
    """Opens the room of the next chapter, or again that of the one before.

    Raises BadForm, RecordError or RoomError.
    """
    room, campaign = live.room, live.room.campaign
    if campaign is None:
        raise BadForm(400)
    if form.number("from") != campaign.number:
        return None  # it was sent twice, and is done
    if form.need("to") == "back":
        if not campaign.former:
            return RoomRefusal("no-chapter")
        live.turn_to(go_back(room))
        return None
    if not room.is_over:
        return RoomRefusal("not-over")
    if not campaign.next_number(room):
        return RoomRefusal("no-chapter")
    live.turn_to(begin_next(room, chapters_told(room)))
    return None


def _seat_all(live: LiveRoom, key: str) -> Refused | None:
    """Gives everybody who waits a place."""
    for seated in list(seats_for_all(live.room, live.is_lost)):
        refused = live.room.do(seated, f"{key}:{seated.device}")
        if refused is not None:
            return refused
    return None


def _invitation(live: LiveRoom, form: Form) -> Invited:
    """What the wall is to say to people who arrive."""
    minutes = min(form.number("minutes"), _LONGEST_LIMIT) if form.get("minutes") else 0
    begins = datetime.fromisoformat(live.day.stamp()) + timedelta(minutes=minutes)
    network = " ".join(form.get("network").split())
    return Invited(network, begins.isoformat() if minutes else "")


def _step_back(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Steps back, unless something has happened that the page with the button didn't show."""
    room, number, line = live.room, form.number("table"), form.number("line")
    if number not in room.tables:
        return RoomRefusal("no-such-table")
    if form.get("moment") and not room.was_done(key):
        moment = form.number("moment")
        if live.decided_just_now(number):  # the list has moved under the hand
            lines = room.tables[number].game.lines
            last = max(line.number for line in lines if isinstance(line.action, Decision))
            moment = min(moment, last - 1)
        if happened_since(live.game_in(number, live.language), moment):
            return RoomRefusal("went-on", FrozenMap({"moment": moment}))
    return room.order(number, [Rewind(line)], "", key)


def _decide_for(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Decides for a side: a move, or what the side has prepared."""
    room, number, side, text = live.room, form.number("table"), form.need("side"), form.need("move")
    if number not in room.tables:
        return RoomRefusal("no-such-table")
    if text.startswith(PREPARED) and side in room.tables[number].game.state.to_move:
        moves = room.tables[number].moves(side, text.removeprefix(PREPARED))
        return moves if isinstance(moves, Refusal) else room.decide_for(number, side, moves, key)
    move = read_move(text)
    if move is None:
        return RoomRefusal("unreadable")
    return room.decide_for(number, side, [move], key)


def _rehearse(live: LiveRoom, what: str, form: Form, key: str) -> Refused | None:
    """Changes the speed of a rehearsal, or jumps to a turn of a table."""
    rehearsal = live.rehearsal
    if rehearsal is None:
        raise BadForm(400)
    if live.room.was_done(key):
        return None
    if what == "jump":
        refused = rehearsal.jump(form.number("table"), form.number("turn"), key)
    else:
        refused = None
        rehearsal.change_speed(faster=form.need("to") == "faster")
    live.room.note_done(key)
    live.change_console()
    return refused


def _seated(form: Form) -> RoomEvent:
    """What the facilitator lets a device do: sit somewhere, or observe something."""
    device, watch = form.need("device"), _watch(form)
    return ObserverAdmitted(device, *watch) if watch else Seated(device, *_place(form))


def _watch(form: Form) -> tuple[int, str] | None:
    """What a form names to observe: `observe/1/north`, `observe/1/`; None if it names a seat."""
    head, _, rest = form.get("place").partition("/")
    if head != "observe":
        return None
    table, _, side = rest.partition("/")
    if not (table.isascii() and table.isdecimal() and len(table) <= 3):
        raise BadForm(400)
    return int(table), side


def _place(form: Form) -> tuple[int, str, str]:
    """The place that a form names: in one field, `1/north/envoy`, or in three."""
    whole = form.get("place")
    if not whole:
        return form.number("table"), form.need("side"), form.get("seat")
    table, side, seat = [*whole.split("/"), "", ""][:3]
    if not (table.isascii() and table.isdecimal() and len(table) <= 3):
        raise BadForm(400)
    return int(table), side, seat


def _order(live: LiveRoom, what: str, form: Form, key: str) -> Refused | None:
    """Does something to one game, or to all that aren't over; all hear what is announced."""
    if what == "announce":
        return _announce(live, form, key)
    number = form.number("table")
    action = _action(what, form)
    if read_action(str(action)) != action:
        return RoomRefusal("unreadable")
    if number != _EVERY:
        return live.room.order(number, [action], "", key)
    tables = live.room.tables
    playing = [each for each in tables if tables[each].game.state.to_move]
    answers = [live.room.order(each, [action], "", f"{key}:{each}") for each in playing or tables]
    # Where one table is paused already, the others are paused all the same.
    return None if None in answers else answers[0]


def _announce(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Announces something at one table or at all, and moves tracks where games go on."""
    headline, words = form.get("headline").strip(), form.need("words").strip()
    note = f"{headline}\n{words}" if headline else words
    deltas = _track_changes(form)
    number = form.number("table")
    if number != _EVERY and number not in live.room.tables:
        return RoomRefusal("no-such-table")
    answers: list[Refused | None] = []
    for each, table in live.room.tables.items():
        if number in (_EVERY, each):
            values = table.game.view(FACILITATOR).tracks
            if not deltas.keys() <= values.keys():
                return RoomRefusal("unreadable")
            changes = [SetTrack(track, values[track] + by) for track, by in deltas.items()]
            goes_on = bool(table.game.state.to_move)
            actions: list[RecordedAction] = [Announce()]
            actions += [Decision(FACILITATOR, each) for each in changes if goes_on]
            answers.append(live.room.order(each, actions, note, f"{key}:{each}"))
    return None if None in answers else answers[0]


def _track_changes(form: Form) -> dict[str, int]:
    """By track, by how much an announcement changes it. Raises BadForm."""
    deltas: dict[str, int] = {}
    for row in range(1, TRACK_ROWS + 1):
        track, by = form.get(f"track-{row}"), form.get(f"by-{row}")
        if track and by:
            deltas[track] = deltas.get(track, 0) + _whole(by)
    return {track: by for track, by in deltas.items() if by}


def _whole(text: str) -> int:
    """A whole number as a browser sends it. Raises BadForm."""
    if not (text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= 9):
        raise BadForm(400)
    return int(text)


def _action(what: str, form: Form) -> RecordedAction:
    match what:
        case "pause":
            return Pause()
        case "resume":
            return Resume()
        case "hand-over":
            return HandOver(form.need("side"), form.need("player"))
        case _:
            return Decision(FACILITATOR, _intervention(what, form))


def _intervention(what: str, form: Form) -> Move:
    match what:
        case "fire":
            return FireInject(form.need("inject"))
        case "hold":
            return HoldInject(form.need("inject"))
        case "release":
            return ReleaseInject(form.need("inject"))
        case "track":
            return SetTrack(form.need("track"), _whole(form.need("to")))
        case "end":
            return Stop(form.get("outcome") or None)
        case _:
            raise BadForm(400)


def _play_on(live: LiveRoom, form: Form, key: str) -> Refused | None:
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
    refused = event.refuse(room)
    if refused is not None:
        return refused
    folder = room.folder.path / event.folder
    try:
        branch_room(folder, room.folder.record(number), line, room.setup.language)
    except (OSError, ValueError) as error:
        raise RoomError("unwritten", path=str(folder), reason=str(error)) from error
    return room.do(event, key)


def _reopen(live: LiveRoom, form: Form, key: str) -> Refused | None:
    """Re-opens a negotiating table at all tables of the room, or ends the talks there.

    Raises BadForm, RecordError or RoomError.
    """
    id, answers = form.need("negotiation"), list[Refused | None]()
    known = live.room.first.game.rules.scenario.tables
    if id and id not in known:
        return RoomRefusal("unreadable")
    for number, table in live.room.tables.items():
        parties = people_at(table, id) if id else ()
        event = TalksReopened(number, id, parties, MINUTES if id else 0, live.day.stamp())
        answers.append(live.room.do(event, f"{key}:{number}"))
    return None if None in answers else answers[0]
