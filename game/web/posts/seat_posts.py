"""What the forms on the page of a seat do."""

from __future__ import annotations

import re

from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.presenter.seat.team import person_name
from game.room.events import (
    MOST_MARKS,
    AcceptedAgain,
    Agreed,
    Drafted,
    DraftReplaced,
    HandRaised,
    LanguageChosen,
    ObservingAsked,
    OfferedAgain,
    PenTaken,
    RoomEvent,
    RuleWritten,
    Selected,
    TurningPointsMarked,
    Unseated,
    WordsDrafted,
)
from game.room.room_refusals import Refused, RoomRefusal
from game.session.said_and_done import last_decision
from game.web.limits import KEPT_FOR_GOOD
from game.web.live_room import LiveRoom
from game.web.posts.forms import BadForm, Form, note_now
from game.web.seats import seat_context

_DEEDS = ("mark", "rule", "offer-again", "accept-again")
_LATE = 5
"""The seconds for which forms of a re-opened table still count after its end."""
_WHOLE = re.compile(r"-?[0-9]{1,6}")


def do_at_seat(live: LiveRoom, device: str, form: Form) -> Refused | None:
    """Does what a form of a device asks for; returns why it is refused, None if it isn't.

    The number of decisions isn't limited. Raises BadForm.
    """
    room, key, what = live.room, f"{device}:{form.request}", form.need("do")
    if what == "confirm":
        mark, note = form.need("fingerprint"), typed_words(form, "note")
        return room.confirm(device, form.need("what"), mark, note, key)
    if not room.was_done(key) and not live.may_send(device):
        return RoomRefusal("too-much")
    before = room.journal_size
    refused = _do(live, device, what, form, key)
    if room.journal_size > before:
        more = KEPT_FOR_GOOD if what in ("say", "note") else 0
        live.kept.spend(device, room.journal_size - before + more)
    return refused


def _do(live: LiveRoom, device: str, what: str, form: Form, key: str) -> Refused | None:
    """Does what a form asks for besides confirming."""
    room = live.room
    if what == "say":
        return _say(live, device, form, key)
    if what == "share":
        return _share(live, device, form, key)
    if what == "note":
        return _note(live, device, form, key)
    if what == "pen" and not room.was_done(key):
        late = _too_late_for_pen(live, device, form.get("step"))
        if late is not None:
            return late
    event: RoomEvent | Refused
    if what in _DEEDS:
        event = _debrief_event(live, device, what, form)
    elif what == "draft-from":
        event = _draft_from(live, device, form)
    else:
        event = _event(live, device, what, form)
    return event if isinstance(event, Refusal | RoomRefusal) else room.do(event, key)


def typed_words(form: Form, field: str) -> str:
    """What was typed in a field; browsers send each end of a line as two characters."""
    return form.get(field).replace("\r\n", "\n")


def _share(live: LiveRoom, device: str, form: Form, key: str) -> Refused | None:
    """Shows a side what is to be said with its decision, unless it has been taken meanwhile."""
    place, moment = live.place(device), form.need("moment")
    if place is not None and moment != live.room.tables[place.table].moment(place.side):
        return None
    return live.room.do(WordsDrafted(device, moment, typed_words(form, "note")), key)


def _too_late_for_pen(live: LiveRoom, device: str, step: str) -> RoomRefusal | None:
    """A refusal if the holder of the pen confirmed after the page was shown; else None.

    step: that of the page (`SeatPage.step`); empty: unknown.
    """
    place = live.place(device)
    if place is None:
        return None
    table, side = live.room.tables[place.table], place.side
    shown, last = step.rpartition(" ")[2], last_decision(table.game, (side,))
    if last is None or not (shown.isascii() and shown.isdecimal() and len(shown) <= 9):
        return None
    was_confirmed = last.line is not None and not last.line.by_facilitator
    holder = live.room.devices.get(table.pens.get(side, ""))
    if int(shown) >= last.taken[side] or not was_confirmed or holder is None or holder.id == device:
        return None
    context = seat_context(live, device, place)
    words = live.game_in(place.table, live.room.devices[device].language).words
    person = context.teammate(holder.id)
    assert person is not None, "it holds the pen of the side"
    name = person_name(words, side, context, person)
    return RoomRefusal("pen-late", FrozenMap({"person": name}))


def _say(live: LiveRoom, device: str, form: Form, key: str) -> Refused | None:
    """Sends a message, unless the device has sent another one a moment ago."""
    if live.room.was_done(key):
        return None
    if not live.may_say(device):
        return RoomRefusal("too-soon")
    refused = live.room.say(device, form.need("to"), typed_words(form, "words"), key)
    if refused is None:
        live.note_said(device)
    return refused


def _note(live: LiveRoom, device: str, form: Form, key: str) -> Refused | None:
    """Keeps a note of an observer, unless the device has sent another one a moment ago."""
    room = live.room
    watch = room.watch(device)
    if isinstance(watch, RoomRefusal):
        return watch
    if room.was_done(key):
        return None
    if not live.may_say(device):
        return RoomRefusal("too-soon")
    note = note_now(live, watch.table, form.number("objective"), form.need("words"), device)
    refused = room.do(note, key)
    if refused is None:
        live.note_said(device)
    return refused


def _event(live: LiveRoom, device: str, what: str, form: Form) -> RoomEvent | RoomRefusal:
    match what:
        case "select" | "deselect":
            moment, action = form.need("moment"), form.need("action")
            return Selected(device, moment, action, selected=what == "select")
        case "draft":
            negotiation = form.need("negotiation")
            return Drafted(device, negotiation, form.need("issue"), form.need("option"))
        case "agree":
            return Agreed(device, form.need("fingerprint"))
        case "pen":
            return PenTaken(device)
        case "hand":
            return HandRaised(device, up=form.need("up") == "1")
        case "language":
            language = form.need("language")
            known = language in live.codes
            return LanguageChosen(device, language) if known else RoomRefusal("no-such-language")
        case "observe":
            return ObservingAsked(device, asks=form.need("asks") == "1")
        case "leave":
            return Unseated(device)
        case _:
            raise BadForm(400)


def _draft_from(live: LiveRoom, device: str, form: Form) -> RoomEvent | RoomRefusal:
    """A draft that begins again from a package that the side knows.

    which: `theirs`, the standing offer; `agreed`, what was agreed; `own`, its own last offer, or
    another side's last offer by the id of that side.
    """
    place = live.place(device)
    if place is None:
        return RoomRefusal("no-place")
    negotiation, which = form.need("negotiation"), form.need("which")
    seen = live.room.tables[place.table].game.view(place.side).tables.get(negotiation)
    if seen is None:
        return RoomRefusal("nothing-to-decide")
    package: FrozenMap[str, str] | None
    match which:
        case "theirs":
            package = seen.offer
        case "agreed":
            package = seen.agreed or seen.signed
        case "own":
            package = seen.last_offers.get(place.side)
        case _:
            package = seen.last_offers.get(which)
    if package is None:
        return RoomRefusal("nothing-to-decide")
    return DraftReplaced(device, negotiation, package)


def _debrief_event(live: LiveRoom, device: str, what: str, form: Form) -> RoomEvent | Refused:
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


def _again(live: LiveRoom, device: str, what: str, form: Form) -> RoomEvent | Refused:
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
