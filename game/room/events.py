"""What happens in a room besides its games, as lines of its journal.

An event says what was done, not what follows: a room that is continued works that out again.
Lines that can't be read are not ours, or of a later version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from attrs import NOTHING, fields, frozen

from game.model.frozen import FrozenMap
from game.room.debrief_events import DebriefEvent
from game.room.places import Place, Watch
from game.room.wall_events import Revealed, StoryTimeSet, WallTurned


@frozen
class Joined:
    """A device came in; somebody may have given a first name."""

    device: str
    name: str
    language: str


@frozen
class Seated:
    """A device got a place."""

    device: str
    table: int
    side: str
    seat: str

    @property
    def place(self) -> Place:
        """The place."""
        return Place(self.table, self.side, self.seat)


@frozen
class ObservingAsked:
    """A device that waits asked to observe, or to play after all."""

    device: str
    asks: bool


@frozen
class ObserverAdmitted:
    """A device observes a table from now on."""

    device: str
    table: int
    side: str
    """The side whose view it sees; empty: what all may know."""

    @property
    def watch(self) -> Watch:
        """What it sees."""
        return Watch(self.table, self.side)


@frozen
class ObserverSlipReissued:
    """Observers got another slip; the devices that the old one admitted wait."""

    table: int
    side: str

    @property
    def watch(self) -> Watch:
        """What the slip shows."""
        return Watch(self.table, self.side)


@frozen
class Unseated:
    """A device lost its place, or observes no longer, and waits."""

    device: str


@frozen
class Reissued:
    """A place got another slip; the devices that its old one admitted wait for a place."""

    table: int
    side: str
    seat: str

    @property
    def place(self) -> Place:
        """The place."""
        return Place(self.table, self.side, self.seat)


@frozen
class LanguageChosen:
    """A device shows another language."""

    device: str
    language: str


@frozen
class PenTaken:
    """A device took the pen of its side."""

    device: str


@frozen
class HandRaised:
    """A device raised its hand, or lowered it."""

    device: str
    up: bool


@frozen
class Selected:
    """A device added an action to what its side has selected, or took one out."""

    device: str
    moment: str
    """The decision that it is for (`Table.moment`); it counts for no other."""
    action: str
    selected: bool


@frozen
class Drafted:
    """A device put an option into the draft of its side."""

    device: str
    negotiation: str
    """The negotiating table of the scenario."""
    issue: str
    option: str


@frozen
class DraftReplaced:
    """A device began the draft of its side again from a package."""

    device: str
    negotiation: str
    """The negotiating table of the scenario."""
    package: FrozenMap[str, str]


@frozen
class WordsDrafted:
    """A device wrote what is to be said with its side's decision: an argument or a statement."""

    device: str
    moment: str
    """The decision that it is for (`Table.moment`); it counts for no other."""
    text: str


@frozen
class Agreed:
    """A device agreed with what its side has prepared."""

    device: str
    fingerprint: str
    """Identifies what it agreed with; it doesn't count once that changes (`Table.agreement`)."""


@frozen
class Ordered:
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


@frozen
class Withdrawn:
    """An order that the record could not keep: the rest of it must not be carried out later."""

    table: int
    order: str
    """The key of the request that gave the order; sent again, it is a new order."""


@frozen
class TimeSet:
    """The facilitator gave sides a time for each decision; 0: no limit."""

    minutes: int


@frozen
class TimeAdded:
    """The facilitator gave those who decide at a table more time, for this decision only."""

    table: int
    minutes: int


@frozen
class AgendaSet:
    """The facilitator planned the session anew."""

    minutes: tuple[int, ...]
    """How long each of its parts is to last (`game.room.agenda`)."""


@frozen
class SessionBegan:
    """The session begins now, and its clock with it, whenever the room was opened."""

    at: str
    """The date and time."""


@frozen
class RoomLocked:
    """The facilitator lets nobody new into the room, or lets people in again."""

    locked: bool


@frozen
class WordsHidden:
    """The facilitator hides from the sides what somebody wrote, or shows it again.

    The record keeps it.
    """

    table: int
    line: int
    """The number of the line of the record to which the words belong."""
    hidden: bool


@frozen
class NoteTaken:
    """The facilitator or an observer wrote something down, for the debrief."""

    table: int
    turn: int
    objective: int
    """The number of the learning objective it belongs to, from 1; 0: none."""
    text: str
    at: str = ""
    """The date and time; empty: unknown."""
    device: str = ""
    """The observer's; empty: the facilitator wrote it."""
    line: int = -1
    """The number of the last line of the table's record at that time; -1: unknown."""


RoomEvent = (
    Joined
    | Seated
    | ObservingAsked
    | ObserverAdmitted
    | ObserverSlipReissued
    | Unseated
    | Reissued
    | LanguageChosen
    | PenTaken
    | HandRaised
    | Selected
    | Drafted
    | DraftReplaced
    | WordsDrafted
    | Agreed
    | Ordered
    | Withdrawn
    | TimeSet
    | TimeAdded
    | AgendaSet
    | SessionBegan
    | RoomLocked
    | WordsHidden
    | NoteTaken
    | WallTurned
    | StoryTimeSet
    | Revealed
    | DebriefEvent
)

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(RoomEvent)}
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
    for each in fields(type(event)):
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
