"""Why something can't be done in a room: by its own rules, or by those of the game."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import assert_never

from game.engine.packages import objection, package_from_ids
from game.model.decisions import FACILITATOR, Decision
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.room.agenda import session_parts
from game.room.debrief_events import (
    AcceptedAgain,
    DebriefEvent,
    OfferedAgain,
    PlayedOn,
    RuleWritten,
    TalksReopened,
    TurningPointsMarked,
)
from game.room.events import (
    AgendaSet,
    Agreed,
    Drafted,
    DraftReplaced,
    HandRaised,
    Joined,
    LanguageChosen,
    NoteTaken,
    ObserverAdmitted,
    ObserverSlipReissued,
    ObservingAsked,
    Ordered,
    PenTaken,
    Reissued,
    RoomEvent,
    RoomLocked,
    Seated,
    Selected,
    SessionBegan,
    TimeAdded,
    TimeSet,
    Unseated,
    Withdrawn,
    WordsDrafted,
    WordsHidden,
)
from game.room.places import Place
from game.room.room_refusals import Refused, RoomRefusal
from game.room.state import RoomState
from game.room.table import Table
from game.room.wall_events import (
    GATHER,
    WALL_SHOWS,
    Revealed,
    StoryTimeSet,
    WallTurned,
)
from game.session.end_of_talks import end_of_talks
from game.session.records.recorded_actions import is_of_side, read_action
from game.session.talk import refuse_words

LONGEST_NAME = 40
"""The most characters of a person's name."""
LONGEST_NOTE = 2000
"""The most characters of a note or an announcement of the facilitator."""
LONGEST_RULE = 300
"""The most characters of a rule for next time."""
MOST_MARKS = 3
"""The most turning points that a person marks."""
_GUESS = re.compile(r"(-?[0-9]{1,6})?")
_FOLDER = re.compile(r"[a-z0-9-]{1,80}")
LONGEST_PART = 24 * 60
"""The most minutes of a part of the session."""


def refuse(room: RoomState, event: RoomEvent) -> Refused | None:
    """Why something can't be done in a room now; None where it can."""
    match event:
        case (
            PenTaken(device)
            | HandRaised(device)
            | Selected(device)
            | Drafted(device)
            | DraftReplaced(device)
            | WordsDrafted(device)
            | Agreed(device)
        ):
            place = room.place(device)
            if isinstance(place, RoomRefusal):
                return place
            return _refuse_at(room.tables[place.table], place, event)
        case NoteTaken():
            return _refuse_note(room, event)
        case Joined() if room.locked:
            return RoomRefusal("locked")
        case Joined(device, name, _):
            return RoomRefusal("too-long") if len(name) > LONGEST_NAME else None
        case Seated(device):
            if device not in room.devices:
                return RoomRefusal("unknown-device")
            return None if event.place in room.places else RoomRefusal("no-such-place")
        case Reissued():
            return None if event.place in room.places else RoomRefusal("no-such-place")
        case ObserverAdmitted(device):
            if device not in room.devices:
                return RoomRefusal("unknown-device")
            return None if event.watch in room.watches else RoomRefusal("no-such-place")
        case ObserverSlipReissued():
            return None if event.watch in room.watches else RoomRefusal("no-such-place")
        case Unseated(device) | LanguageChosen(device) | ObservingAsked(device):
            return None if device in room.devices else RoomRefusal("unknown-device")
        case Ordered():
            return _refuse_order(room, event)
        case AgendaSet(minutes):
            return _refuse_agenda(room, minutes)
        case TimeAdded(table):
            if table not in room.tables:
                return RoomRefusal("no-such-table")
            return None if room.minutes else RoomRefusal("no-limit")
        case WordsHidden(table, line):
            return _refuse_to_hide(room, table, line)
        case WallTurned(shows=shows):
            return None if shows in WALL_SHOWS else RoomRefusal("unreadable")
        case Revealed():
            return None if room.is_over else RoomRefusal("not-over")
        case TimeSet() | StoryTimeSet() | SessionBegan() | RoomLocked() | Withdrawn():
            return None
        case _:
            return _refuse_after_end(room, event)


def _refuse_after_end(room: RoomState, event: DebriefEvent) -> Refused | None:
    """Why something of the debrief can't be done; None where it can."""
    if isinstance(event, TalksReopened):
        if event.table not in room.tables:
            return RoomRefusal("no-such-table")
        tables = room.tables[event.table].game.rules.scenario.tables
        if event.negotiation:
            between = tables[event.negotiation].between if event.negotiation in tables else ()
            if len(event.parties) < 2 or not set(event.parties) <= set(between):
                return RoomRefusal("unreadable")
        if not 0 <= event.minutes <= LONGEST_PART:
            return RoomRefusal("unreadable")
        return None if room.is_over else RoomRefusal("not-over")
    if isinstance(event, PlayedOn):
        if event.table not in room.tables:
            return RoomRefusal("no-such-table")
        game = room.tables[event.table].game
        if not _FOLDER.fullmatch(event.folder):
            return RoomRefusal("unreadable")
        is_there = 0 < event.line < len(game.moments)
        return RoomRefusal("not-over") if game.state.to_move or not is_there else None
    place = room.place(event.device)
    if isinstance(place, RoomRefusal):
        return place
    table = room.tables[place.table]
    if table.game.state.to_move:
        return RoomRefusal("not-over")
    match event:
        case TurningPointsMarked():
            return _refuse_marks(room, table, place, event)
        case RuleWritten(text=text):
            return RoomRefusal("too-long") if len(text) > LONGEST_RULE else None
        case OfferedAgain(package=package):
            return _refuse_again(table, place, package)
        case AcceptedAgain(number=number):
            return _refuse_again(table, place, None, number)
        case _:
            assert_never(event)


def _refuse_marks(
    room: RoomState, table: Table, place: Place, event: TurningPointsMarked
) -> RoomRefusal | None:
    if room.was_revealed - {"", GATHER} or event.device in table.looking_back.marked:
        return RoomRefusal("shown")
    if len(event.lines) > MOST_MARKS or not _GUESS.fullmatch(event.guess):
        return RoomRefusal("unreadable")
    decided = {
        line.number
        for line in table.game.lines
        if isinstance(line.action, Decision) and line.action.side == place.side
    }
    return None if decided.issuperset(event.lines) else RoomRefusal("unreadable")


def _refuse_again(
    table: Table, place: Place, package: Mapping[str, str] | None, number: int = 0
) -> Refused | None:
    """Why a side can't offer a package at a re-opened table, or accept the one there.

    package: what it offers; None: it accepts the package of that number. None where it can: the
    rules are those of the game, as they stood at the end of the talks.
    """
    again, rules = table.looking_back.again, table.game.rules
    if again is None or not again.minutes:
        return RoomRefusal("not-reopened")
    compiled = rules.tables[rules.index.tables[again.negotiation]]
    if place.side not in rules.scenario.tables[again.negotiation].between:
        return RoomRefusal("nothing-to-decide")
    if again.is_signed:
        return RoomRefusal("signed")
    if package is None:
        if not again.package or again.offered != number:
            return RoomRefusal("other-offer")
        package = again.package
    options = package_from_ids(compiled, FrozenMap(package))
    if isinstance(options, Refusal):
        return RoomRefusal("unreadable")
    party = rules.index.parties[again.negotiation][place.side]
    return objection(compiled, end_of_talks(table.game, again.negotiation), party, options)


def _refuse_to_hide(room: RoomState, table: int, line: int) -> RoomRefusal | None:
    """Why the words of a line can't be hidden; None where they can."""
    if table not in room.tables:
        return RoomRefusal("no-such-table")
    moments = room.tables[table].game.moments
    written = moments[line].line if 0 < line < len(moments) else None
    return RoomRefusal("unreadable") if written is None or not written.note else None


def _refuse_agenda(room: RoomState, minutes: Sequence[int]) -> RoomRefusal | None:
    """Why a session can't be planned so; None where it can."""
    parts = session_parts(room.tables[1].game.rules.scenario)
    fits = len(minutes) == len(parts) and all(0 <= each <= LONGEST_PART for each in minutes)
    return None if fits else RoomRefusal("no-agenda")


def _refuse_note(room: RoomState, note: NoteTaken) -> RoomRefusal | None:
    if not note.text.strip():
        return RoomRefusal("no-words")
    if len(note.text) > LONGEST_NOTE:
        return RoomRefusal("too-long")
    if note.device:
        watch = room.watch(note.device)
        if isinstance(watch, RoomRefusal):
            return watch
        if watch.table != note.table:
            return RoomRefusal("no-such-table")
    if note.table not in room.tables:
        return RoomRefusal("no-such-table")
    return None if note.objective >= 0 else RoomRefusal("unreadable")


def _refuse_at(
    table: Table,
    place: Place,
    event: PenTaken | HandRaised | Selected | Drafted | DraftReplaced | WordsDrafted | Agreed,
) -> Refused | None:
    """Why something that a person does at a table is refused."""
    side = place.side
    match event:
        case Drafted(negotiation=negotiation, issue=issue, option=option):
            return _refuse_draft(table, side, negotiation, {issue: option})
        case DraftReplaced(negotiation=negotiation, package=package):
            return _refuse_draft(table, side, negotiation, package)
        case PenTaken() | HandRaised():
            return None
        case _ if side not in table.game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        case Selected(_, moment, action, selected):
            if moment != table.moment(side):
                return RoomRefusal("draft-changed")
            return table.selection(side).objection(action) if selected else None
        case WordsDrafted(device, moment, text):
            if table.pens.get(side) != device:
                return RoomRefusal("no-pen")
            if moment != table.moment(side):
                return RoomRefusal("draft-changed")
            kind, scenario = table.words_kind, table.game.rules.scenario
            return refuse_words(scenario, kind, text) if kind else RoomRefusal("nothing-to-decide")
        case Agreed(_, fingerprint):
            same = fingerprint == table.agreement(side)
            return None if same else RoomRefusal("draft-changed")
        case _:
            assert_never(event)


def refuse_unreadable(room: RoomState, order: Ordered) -> RoomRefusal | None:
    """Why an order makes no sense, whatever the state of its game; None where it does."""
    if order.table not in room.tables:
        return RoomRefusal("no-such-table")
    actions = [read_action(text) for text in order.actions]
    readable = bool(actions) and None not in actions
    if order.by_facilitator:
        readable = readable and all(is_of_side(action) for action in actions)
    return None if readable else RoomRefusal("unreadable")


def _refuse_order(room: RoomState, event: Ordered) -> Refused | None:
    if len(event.note) > LONGEST_NOTE:
        return RoomRefusal("too-long")
    unreadable = refuse_unreadable(room, event)
    if unreadable is not None:
        return unreadable
    game = room.tables[event.table].game
    first, *others = [action for text in event.actions if (action := read_action(text))]
    refused = game.objection_to(first, event.note, by_facilitator=event.by_facilitator)
    for action in others:
        # Those of a side aren't asked here: they are picks, which were planned together.
        if refused is None and isinstance(action, Decision) and action.side == FACILITATOR:
            refused = game.objection_to(action)
    return refused


def _refuse_draft(
    table: Table, side: str, negotiation: str, package: Mapping[str, str]
) -> RoomRefusal | None:
    """Why options can't be put into a draft; None where they can."""
    draft = table.draft_for(side, negotiation)
    if draft is None or negotiation != table.visited:
        return RoomRefusal("nothing-to-decide")
    known = all(draft.knows(*pair) for pair in package.items())
    return None if known else RoomRefusal("nothing-to-decide")
