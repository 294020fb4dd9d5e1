"""What happens in a room besides its games: how it is refused, and what it changes.

Each class is a line of the room's journal, by its name. An event says what was done, not what
follows: a room that is continued works that out again. Lines that can't be read are not ours, or of
a later version.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Literal, get_args, get_type_hints

from attrs import NOTHING, evolve, fields, frozen

from game.engine.packages import objection, package_from_ids
from game.model.characters import neutralise, one_line
from game.model.decisions import FACILITATOR, Decision
from game.model.frozen import FrozenMap
from game.model.refusals import Refusal
from game.room.agenda import session_parts
from game.room.looking_back import BranchedRoom, LookingBack, MarkedPoints, TalksAgain, WrittenRule
from game.room.people import Device, KeptSeat, Place, Watch
from game.room.room_refusals import Refused, RoomRefusal
from game.room.state import RoomNote, RoomState
from game.room.table import Table
from game.session.agreements import end_of_talks
from game.session.records.recorded_actions import Rewind, is_of_side, read_action
from game.session.talk import refuse_words

LONGEST_NAME = 40
"""The most characters of a person's name."""
LONGEST_NOTE = 2000
"""The most characters of a note or an announcement of the facilitator."""
LONGEST_RULE = 300
"""The most characters of a rule for next time."""
LONGEST_PART = 24 * 60
"""The most minutes of a part of the session."""
MOST_MARKS = 3
"""The most turning points that a person marks."""
WallShows = Literal["board", "story"]
"""What the wall can be turned to while a game is played."""
WALL_SHOWS: tuple[WallShows, ...] = get_args(WallShows)
GATHER = "gather"
"""The key of the step of the debrief in which people mark and guess: it reveals nothing."""
_GUESS = re.compile(r"(-?[0-9]{1,6})?")
_FOLDER = re.compile(r"[a-z0-9-]{1,80}")
_KINDS: dict[str, type[Any]] = {}
"""The kinds of events by their names."""


class RoomEvent:
    """Something that happens in a room."""

    __slots__ = ()
    moves_nobody: ClassVar[bool] = False
    """Whether it leaves every device at its place."""

    def __init_subclass__(cls, *, is_kind: bool = True) -> None:
        """is_kind: whether it is an event of its own, and not what several have in common."""
        if is_kind:
            _KINDS[cls.__name__] = cls

    @property
    def depends_on_place(self) -> bool:
        """Whether only the place of its device decides if it counts again."""
        return False

    def refuse(self, room: RoomState) -> Refused | None:
        """Why it can't be done in a room now; None where it can."""
        return None

    def refuse_again(self, room: RoomState) -> Refused | None:
        """Why it no longer counts when the room is continued, where the games stand at the end."""
        return self.refuse(room)

    def apply(self, room: RoomState) -> None:
        """Changes the room."""


# Who is in the room


@frozen
class Joined(RoomEvent):
    """A device came in; somebody may have given a first name."""

    device: str
    name: str
    language: str

    def refuse(self, room: RoomState) -> Refused | None:
        if room.locked:
            return RoomRefusal("locked")
        return RoomRefusal("too-long") if len(self.name) > LONGEST_NAME else None

    def apply(self, room: RoomState) -> None:
        name = one_line(self.name).strip()
        room.devices[self.device] = Device(self.device, name, self.language)


@frozen
class Seated(RoomEvent):
    """A device got a place."""

    device: str
    table: int
    side: str
    seat: str

    @property
    def place(self) -> Place:
        """The place."""
        return Place(self.table, self.side, self.seat)

    def refuse(self, room: RoomState) -> Refused | None:
        if self.device not in room.devices:
            return RoomRefusal("unknown-device")
        return None if self.place in room.places else RoomRefusal("no-such-place")

    def apply(self, room: RoomState) -> None:
        room.leave(self.device)
        room.closed.discard(self.place)
        issue = room.issue(self.place)
        room.change(self.device, place=self.place, issue=issue, asks_to_observe=False)
        room.tables[self.table].pens.setdefault(self.side, self.device)


def seats_for_all(room: RoomState, is_lost: Callable[[str], bool]) -> Iterator[Seated]:
    """A place for everybody who waits to play, spread over tables and sides.

    The seats that come first in the file are filled first. Where there are more people than
    seats, they share one. Those for whom a later chapter keeps a seat go on waiting. is_lost:
    whether nobody waits for a device any more.
    """
    people = Counter(device.place for device in room.devices.values() if device.place is not None)
    sides = Counter((place.table, place.side) for place in people.elements())
    open_places = [place for place in room.places if place not in room.closed] or room.places
    playing = [place for place in open_places if place.side in room.tables[place.table].people]
    if not playing:
        return

    def crowding(place: Place) -> tuple[int, int]:
        return people[place], sides[place.table, place.side]

    for device in room.devices.values():
        if (
            device.waits
            and not (device.asks_to_observe or device.id in room.kept)
            and not is_lost(device.id)
        ):
            place = min(playing, key=crowding)
            people[place] += 1
            sides[place.table, place.side] += 1
            yield Seated(device.id, place.table, place.side, place.seat)


@frozen
class SeatsClosed(RoomEvent):
    """The facilitator closes the seats at which nobody sits, or opens all again.

    A closed seat isn't counted or proposed; whoever sits down on it opens it.
    """

    closed: bool

    def apply(self, room: RoomState) -> None:
        taken = {device.place for device in room.devices.values()}
        room.closed = {place for place in room.places if self.closed and place not in taken}


@frozen
class ObservingAsked(RoomEvent):
    """A device that waits asked to observe, or to play after all."""

    device: str
    asks: bool

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.device in room.devices else RoomRefusal("unknown-device")

    def apply(self, room: RoomState) -> None:
        room.change(self.device, asks_to_observe=self.asks)


@frozen
class ObserverAdmitted(RoomEvent):
    """A device observes a table from now on."""

    device: str
    table: int
    side: str
    """The side whose view it sees; empty: what all may know."""

    @property
    def watch(self) -> Watch:
        """What it sees."""
        return Watch(self.table, self.side)

    def refuse(self, room: RoomState) -> Refused | None:
        if self.device not in room.devices:
            return RoomRefusal("unknown-device")
        return None if self.watch in room.watches else RoomRefusal("no-such-place")

    def apply(self, room: RoomState) -> None:
        room.leave(self.device)
        room.change(self.device, watch=self.watch, asks_to_observe=True)


@frozen
class ObserverSlipReissued(RoomEvent):
    """Observers got another slip; the devices that the old one admitted wait."""

    table: int
    side: str

    @property
    def watch(self) -> Watch:
        """What the slip shows."""
        return Watch(self.table, self.side)

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.watch in room.watches else RoomRefusal("no-such-place")

    def apply(self, room: RoomState) -> None:
        room.reissue(self.watch)


@frozen
class Unseated(RoomEvent):
    """A device lost its place, or observes no longer, and waits."""

    device: str

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.device in room.devices else RoomRefusal("unknown-device")

    def apply(self, room: RoomState) -> None:
        room.leave(self.device)


@frozen
class SeatKept(RoomEvent):
    """A device waits in a chapter of a campaign, and has its seat again in a later one."""

    device: str
    table: int
    name: str
    """The seat of the campaign; empty where somebody observes what all may know."""
    seat: str
    observes: bool = False
    """Whether somebody observes it, and doesn't play."""

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.device in room.devices else RoomRefusal("unknown-device")

    def apply(self, room: RoomState) -> None:
        room.leave(self.device)
        room.kept[self.device] = KeptSeat(self.table, self.name, self.seat, self.observes)


@frozen
class Reissued(RoomEvent):
    """A place got another slip; the devices that its old one admitted wait for a place."""

    table: int
    side: str
    seat: str

    @property
    def place(self) -> Place:
        """The place."""
        return Place(self.table, self.side, self.seat)

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.place in room.places else RoomRefusal("no-such-place")

    def apply(self, room: RoomState) -> None:
        room.reissue(self.place)


@frozen
class LanguageChosen(RoomEvent):
    """A device shows another language."""

    device: str
    language: str

    moves_nobody = True

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.device in room.devices else RoomRefusal("unknown-device")

    def apply(self, room: RoomState) -> None:
        room.change(self.device, language=self.language)


@frozen
class RoomLocked(RoomEvent):
    """The facilitator lets nobody new into the room, or lets people in again."""

    locked: bool

    def apply(self, room: RoomState) -> None:
        room.locked = self.locked


# At a place


class AtPlace(RoomEvent, is_kind=False):
    """Something that a person does at a table, for a side."""

    __slots__ = ()
    device: str
    moves_nobody = True

    @property
    def depends_on_place(self) -> bool:
        return True

    def refuse(self, room: RoomState) -> Refused | None:
        place = room.place(self.device)
        if isinstance(place, RoomRefusal):
            return place
        return self.refuse_at(room.tables[place.table], place.side)

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        """Why it can't be done there now; None where it can."""
        return None

    def apply(self, room: RoomState) -> None:
        place = room.devices[self.device].place
        assert place is not None, "it was refused"
        self.apply_at(room.tables[place.table], place.side)

    def apply_at(self, table: Table, side: str) -> None:
        """Does it there."""


@frozen
class PenTaken(AtPlace):
    """A device took the pen of its side."""

    device: str

    def apply_at(self, table: Table, side: str) -> None:
        former = table.pens.get(side, self.device)
        if former != self.device:
            table.pens_lost[side] = former
        table.pens[side] = self.device


@frozen
class HandRaised(AtPlace):
    """A device raised its hand, or lowered it."""

    device: str
    up: bool

    def apply(self, room: RoomState) -> None:
        room.change(self.device, hand=self.up)


@frozen
class Selected(AtPlace):
    """A device added an action to what its side has selected, or took one out."""

    device: str
    moment: str
    """The decision that it is for (`Table.moment`); it counts for no other."""
    action: str
    selected: bool

    @property
    def depends_on_place(self) -> bool:
        return not self.selected

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        if side not in table.game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        if self.moment != table.moment(side):
            return RoomRefusal("draft-changed")
        return table.selection(side).objection(self.action) if self.selected else None

    def apply_at(self, table: Table, side: str) -> None:
        table.select(side, self.action, self.device if self.selected else "")


@frozen
class Drafted(AtPlace):
    """A device put an option into the draft of its side."""

    device: str
    negotiation: str
    """The negotiating table of the scenario."""
    issue: str
    option: str

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        return _refuse_draft(table, side, self.negotiation, {self.issue: self.option})

    def apply_at(self, table: Table, side: str) -> None:
        draft = table.draft_for(side, self.negotiation)
        assert draft is not None, "it was refused"
        draft.choose(self.issue, self.option)


@frozen
class DraftReplaced(AtPlace):
    """A device began the draft of its side again from a package."""

    device: str
    negotiation: str
    """The negotiating table of the scenario."""
    package: FrozenMap[str, str]

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        return _refuse_draft(table, side, self.negotiation, self.package)

    def apply_at(self, table: Table, side: str) -> None:
        draft = table.draft_for(side, self.negotiation)
        assert draft is not None, "it was refused"
        draft.replace(self.package)


def _refuse_draft(
    table: Table, side: str, negotiation: str, package: Mapping[str, str]
) -> RoomRefusal | None:
    """Why options can't be put into a draft; None where they can."""
    draft = table.draft_for(side, negotiation)
    if draft is None or negotiation != table.visited:
        return RoomRefusal("nothing-to-decide")
    known = all(draft.knows(*pair) for pair in package.items())
    return None if known else RoomRefusal("nothing-to-decide")


@frozen
class WordsDrafted(AtPlace):
    """A device wrote what is to be said with its side's decision: an argument or a statement."""

    device: str
    moment: str
    """The decision that it is for (`Table.moment`); it counts for no other."""
    text: str

    @property
    def depends_on_place(self) -> bool:
        return False

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        if side not in table.game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        if table.pens.get(side) != self.device:
            return RoomRefusal("no-pen")
        if self.moment != table.moment(side):
            return RoomRefusal("draft-changed")
        kind, scenario = table.words_kind, table.game.rules.scenario
        return refuse_words(scenario, kind, self.text) if kind else RoomRefusal("nothing-to-decide")

    def apply_at(self, table: Table, side: str) -> None:
        table.write(side, neutralise(self.text))


@frozen
class Agreed(AtPlace):
    """A device agreed with what its side has prepared."""

    device: str
    fingerprint: str
    """Identifies what it agreed with; it doesn't count once that changes (`Table.agreement`)."""

    def refuse_at(self, table: Table, side: str) -> Refused | None:
        if side not in table.game.state.to_move:
            return RoomRefusal("nothing-to-decide")
        same = self.fingerprint == table.agreement(side)
        return None if same else RoomRefusal("draft-changed")

    def refuse_again(self, room: RoomState) -> Refused | None:
        # It names what it agreed with: an agreement with anything else counts for nothing.
        place = room.place(self.device)
        return place if isinstance(place, RoomRefusal) else None

    def apply_at(self, table: Table, side: str) -> None:
        table.agreements[self.device] = self.fingerprint


# In a game


@frozen
class Ordered(RoomEvent):
    """Actions of a game that somebody confirmed, written before they are carried out.

    After a crash the rest of them is carried out when the room is continued.
    """

    device: str
    """Who ordered them; empty: the facilitator."""
    table: int
    line: int
    """The number that the first of them gets in the record."""
    actions: tuple[str, ...]
    """In the text forms of records."""
    note: str
    """What belongs to the first of them: an argument, what was announced, a message."""
    by_facilitator: bool
    """Whether the facilitator decides for the side."""

    def refuse(self, room: RoomState) -> Refused | None:
        if len(self.note) > LONGEST_NOTE:
            return RoomRefusal("too-long")
        unreadable = self.refuse_again(room)
        if unreadable is not None:
            return unreadable
        game = room.tables[self.table].game
        first, *others = [action for text in self.actions if (action := read_action(text))]
        refused = game.objection_to(first, self.note, by_facilitator=self.by_facilitator)
        for action in others:
            # Those of a side aren't asked here: they are picks, which were planned together.
            if refused is None and isinstance(action, Decision) and action.side == FACILITATOR:
                refused = game.objection_to(action)
        return refused

    def refuse_again(self, room: RoomState) -> Refused | None:
        """Why it makes no sense, whatever the state of its game; None where it does."""
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        actions = [read_action(text) for text in self.actions]
        readable = bool(actions) and None not in actions
        if self.by_facilitator:
            readable = readable and all(is_of_side(action) for action in actions)
        return None if readable else RoomRefusal("unreadable")

    def apply(self, room: RoomState) -> None:
        if any(isinstance(read_action(each), Rewind) for each in self.actions):
            # The debrief begins anew when the game has ended again.
            room.revealed, room.revealed_table = "", 0
            room.was_revealed.clear()
            room.tables[self.table].looking_back = LookingBack()


@frozen
class Withdrawn(RoomEvent):
    """An order that the record could not keep: the rest of it must not be carried out later."""

    table: int
    order: str
    """The key of the request that gave the order; sent again, it is a new order."""

    def apply(self, room: RoomState) -> None:
        room.forget_done(self.order)


# The session


@frozen
class TimeSet(RoomEvent):
    """The facilitator gave sides a time for each decision; 0: no limit."""

    minutes: int

    def apply(self, room: RoomState) -> None:
        room.minutes = self.minutes


@frozen
class TimeAdded(RoomEvent):
    """The facilitator gave those who decide at a table more time, for this decision only."""

    table: int
    minutes: int

    def refuse(self, room: RoomState) -> Refused | None:
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        return None if room.minutes else RoomRefusal("no-limit")


@frozen
class AgendaSet(RoomEvent):
    """The facilitator planned the session anew."""

    minutes: tuple[int, ...]
    """How long each of its parts is to last (`game.room.agenda`)."""

    def refuse(self, room: RoomState) -> Refused | None:
        parts = session_parts(room.first.game.rules.scenario)
        fits = all(0 <= each <= LONGEST_PART for each in self.minutes)
        return None if fits and len(self.minutes) == len(parts) else RoomRefusal("no-agenda")

    def apply(self, room: RoomState) -> None:
        room.agenda = self.minutes


@frozen
class SessionBegan(RoomEvent):
    """The session begins now, and its clock with it, whenever the room was opened."""

    at: str
    """The date and time."""

    def apply(self, room: RoomState) -> None:
        room.session_began = self.at


@frozen
class Invited(RoomEvent):
    """What the wall says to people who arrive."""

    network: str
    """The name of the Wi-Fi; empty: nothing is said of it."""
    begins: str
    """The date and time when the session is to begin; empty: nothing is said of it."""

    def refuse(self, room: RoomState) -> Refused | None:
        return RoomRefusal("too-long") if len(self.network) > LONGEST_NAME else None

    def apply(self, room: RoomState) -> None:
        room.network, room.begins = self.network, self.begins


@frozen
class WordsHidden(RoomEvent):
    """The facilitator hides from the sides what somebody wrote, or shows it again.

    The record keeps it.
    """

    table: int
    line: int
    """The number of the line of the record to which the words belong."""
    hidden: bool

    def refuse(self, room: RoomState) -> Refused | None:
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        moments = room.tables[self.table].game.moments
        written = moments[self.line].line if 0 < self.line < len(moments) else None
        return RoomRefusal("unreadable") if written is None or not written.note else None

    def apply(self, room: RoomState) -> None:
        words = room.tables[self.table].hidden_words
        (words.add if self.hidden else words.discard)(self.line)


@frozen
class NoteTaken(RoomNote, RoomEvent):
    """The facilitator or an observer wrote something down, for the debrief."""

    moves_nobody = True

    def refuse(self, room: RoomState) -> Refused | None:
        if not self.text.strip():
            return RoomRefusal("no-words")
        if len(self.text) > LONGEST_NOTE:
            return RoomRefusal("too-long")
        if self.device:
            watch = room.watch(self.device)
            if isinstance(watch, RoomRefusal):
                return watch
            if watch.table != self.table:
                return RoomRefusal("no-such-table")
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        return None if self.objective >= 0 else RoomRefusal("unreadable")

    def apply(self, room: RoomState) -> None:
        text = neutralise(self.text)
        room.notes.append(self if text == self.text else evolve(self, text=text))


# The wall


@frozen
class WallTurned(RoomEvent):
    """The facilitator turned the wall to something, until there is a new story."""

    shows: str
    """One of WALL_SHOWS."""
    line: int
    """The number that the next line of the first table's record gets; stories from there on turn
    the wall again."""

    def refuse(self, room: RoomState) -> Refused | None:
        return None if self.shows in WALL_SHOWS else RoomRefusal("unreadable")

    def apply(self, room: RoomState) -> None:
        room.wall_shows, room.wall_line = self.shows, self.line


@frozen
class StoryTimeSet(RoomEvent):
    """The facilitator chose how long a new story fills the wall."""

    seconds: int
    """0: until the next decision."""

    def apply(self, room: RoomState) -> None:
        room.story_seconds = self.seconds


@frozen
class Revealed(RoomEvent):
    """The facilitator shows a step of the debrief on the wall, after all games have ended."""

    step: str
    """Its key; empty: nothing is shown yet."""
    line: int = 0
    """The number that the next line of the first table's record gets; earlier questions are no
    longer shown."""

    table: int = 0
    """The table that it shows alone; 0: all."""

    def refuse(self, room: RoomState) -> Refused | None:
        return None if room.is_over else RoomRefusal("not-over")

    def apply(self, room: RoomState) -> None:
        room.revealed, room.revealed_line = self.step, self.line
        room.revealed_table = self.table
        room.was_revealed.add(self.step)


# After the end


class AfterGame(RoomEvent, ABC, is_kind=False):
    """Something that a person does when the game of its table is over."""

    __slots__ = ()
    device: str

    def refuse(self, room: RoomState) -> Refused | None:
        place = room.place(self.device)
        if isinstance(place, RoomRefusal):
            return place
        table = room.tables[place.table]
        over = not table.game.state.to_move
        return self.refuse_after(room, table, place) if over else RoomRefusal("not-over")

    @abstractmethod
    def refuse_after(self, room: RoomState, table: Table, place: Place) -> Refused | None:
        """Why it can't be done although the game is over; None where it can."""

    def apply(self, room: RoomState) -> None:
        place = room.devices[self.device].place
        assert place is not None, "it was refused"
        self.apply_after(room.tables[place.table].looking_back, place)

    @abstractmethod
    def apply_after(self, back: LookingBack, place: Place) -> None:
        """Notes it in what is said about the game after its end."""


@frozen
class TurningPointsMarked(AfterGame):
    """A device named the turning points of its side and guessed its score before the debrief."""

    device: str
    lines: tuple[int, ...]
    """The numbers of the lines of the record; may be empty."""
    guess: str
    """A whole number; empty: no guess."""

    def refuse_after(self, room: RoomState, table: Table, place: Place) -> Refused | None:
        if room.was_revealed - {"", GATHER} or self.device in table.looking_back.marked:
            return RoomRefusal("shown")
        if len(self.lines) > MOST_MARKS or not _GUESS.fullmatch(self.guess):
            return RoomRefusal("unreadable")
        decided = {
            line.number
            for line in table.game.lines
            if isinstance(line.action, Decision) and line.action.side == place.side
        }
        return None if decided.issuperset(self.lines) else RoomRefusal("unreadable")

    def apply_after(self, back: LookingBack, place: Place) -> None:
        guess = int(self.guess) if self.guess else None
        back.marked[self.device] = MarkedPoints(place, self.lines, guess)


@frozen
class RuleWritten(AfterGame):
    """A device wrote down one rule for next time."""

    device: str
    text: str
    """Empty: it takes its rule back."""

    def refuse_after(self, room: RoomState, table: Table, place: Place) -> Refused | None:
        return RoomRefusal("too-long") if len(self.text) > LONGEST_RULE else None

    def apply_after(self, back: LookingBack, place: Place) -> None:
        back.rules.pop(self.device, None)
        if self.text.strip():
            back.rules[self.device] = WrittenRule(place, neutralise(self.text).strip())


@frozen
class TalksReopened(RoomEvent):
    """The facilitator lets a table talk again for some minutes; the score stays."""

    table: int
    negotiation: str
    """The negotiating table of the scenario; empty: the talks end."""
    parties: tuple[str, ...]
    """Its parties that people play."""
    minutes: int
    at: str
    """The date and time."""

    def refuse(self, room: RoomState) -> Refused | None:
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        tables = room.tables[self.table].game.rules.scenario.tables
        if self.negotiation:
            between = tables[self.negotiation].between if self.negotiation in tables else ()
            if len(self.parties) < 2 or not set(self.parties) <= set(between):
                return RoomRefusal("unreadable")
        if not 0 <= self.minutes <= LONGEST_PART:
            return RoomRefusal("unreadable")
        return None if room.is_over else RoomRefusal("not-over")

    def apply(self, room: RoomState) -> None:
        back = room.tables[self.table].looking_back
        if self.negotiation:
            back.again = TalksAgain(self.negotiation, self.parties, self.minutes, self.at)
        elif back.again is not None:
            back.again = evolve(back.again, minutes=0)


@frozen
class OfferedAgain(AfterGame):
    """A device offered a package at the re-opened table, for its side."""

    device: str
    package: FrozenMap[str, str]

    def refuse_after(self, room: RoomState, table: Table, place: Place) -> Refused | None:
        return _refuse_talks(table, place, self.package)

    def apply_after(self, back: LookingBack, place: Place) -> None:
        assert back.again is not None, "it was refused"
        number, side = back.again.offered + 1, (place.side,)
        back.again = evolve(back.again, offered=number, package=self.package, accepted=side)


@frozen
class AcceptedAgain(AfterGame):
    """A device accepted, for its side, the package on the re-opened table."""

    device: str
    number: int
    """The number of packages that were offered before this one."""

    def refuse_after(self, room: RoomState, table: Table, place: Place) -> Refused | None:
        return _refuse_talks(table, place, None, self.number)

    def apply_after(self, back: LookingBack, place: Place) -> None:
        assert back.again is not None, "it was refused"
        agreed = dict.fromkeys((*back.again.accepted, place.side))
        back.again = evolve(back.again, accepted=tuple(agreed))


def _refuse_talks(
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


@frozen
class PlayedOn(RoomEvent):
    """The facilitator made a room of its own in which a game is played on from a decision."""

    table: int
    line: int
    """The number of the line of the record before which it begins."""
    folder: str
    """The name of its folder in that of this room."""

    def refuse(self, room: RoomState) -> Refused | None:
        if self.table not in room.tables:
            return RoomRefusal("no-such-table")
        game = room.tables[self.table].game
        if not _FOLDER.fullmatch(self.folder):
            return RoomRefusal("unreadable")
        is_there = 0 < self.line < len(game.moments)
        return RoomRefusal("not-over") if game.state.to_move or not is_there else None

    def apply(self, room: RoomState) -> None:
        room.tables[self.table].looking_back.played_on.append(BranchedRoom(self.line, self.folder))


# In the journal


_LISTS: dict[object, type] = {tuple[str, ...]: str, tuple[int, ...]: int}
_FIELDS = {
    kind: [
        (each.name, hints[each.name], None if each.default is NOTHING else each.default)
        for each in fields(kind)
    ]
    for kind in _KINDS.values()
    for hints in [get_type_hints(kind)]
}
"""By kind, its fields: the name, the type, and the default."""


def event_values(event: RoomEvent) -> dict[str, Any]:
    """An event as values of JSON."""
    written: dict[str, Any] = {"event": type(event).__name__}
    for each in fields(_KINDS[type(event).__name__]):
        part = getattr(event, each.name)
        written[each.name] = dict(part) if isinstance(part, FrozenMap) else part
    return written


def read_event(values: Mapping[str, Any]) -> RoomEvent | None:
    """The event that values of JSON describe; None if they describe none."""
    kind = _KINDS.get(str(values.get("event")))
    if kind is None:
        return None
    parts: list[Any] = []
    for name, wanted, default in _FIELDS[kind]:
        part = values.get(name, default)
        if type(part) is wanted:
            parts.append(part)
        elif wanted in _LISTS and _is_list_of(_LISTS[wanted], part):
            parts.append(tuple(part or ()))
        elif wanted == FrozenMap[str, str] and _is_package(part):
            parts.append(FrozenMap(part or {}))
        else:
            return None
    event: RoomEvent = kind(*parts)
    return event


def _is_list_of(kind: type, part: object) -> bool:
    return isinstance(part, list) and all(type(each) is kind for each in part)


def _is_package(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(each, str) for each in part.values())
