"""The state of a room: its games, devices and their places; events change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from attrs import evolve, frozen

from game.model.characters import neutralise, one_line
from game.room.debrief_events import DebriefEvent, PlayedOn, TalksReopened
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
from game.room.looking_back import LookingBack
from game.room.people import Device
from game.room.places import Place, Watch, places_of, watches_of
from game.room.room_refusals import RoomRefusal
from game.room.slips import observer_code, room_code, same_code, slip_code
from game.room.table import Table
from game.room.wall_events import (
    Revealed,
    StoryTimeSet,
    WallTurned,
)
from game.session.records.recorded_actions import Rewind, read_action

STORY_SECONDS = 30
"""How long a new story fills the wall at first."""

KNOWN_REQUESTS = 50_000
"""The least number of recent requests that are recognised when they are sent again."""


@frozen
class Slip:
    """The code that admits a person to a place."""

    place: Place
    code: str


@frozen
class ObserverSlip:
    """The code that admits an observer."""

    watch: Watch
    code: str


class RoomState:
    """The devices in a room, their places, and the tables at which they sit."""

    def __init__(self, key: bytes, tables: Sequence[Table]) -> None:
        """key: all codes of the room follow from it."""
        self.key = key
        self.tables = {table.number: table for table in tables}
        self.devices: dict[str, Device] = {}
        """The devices in the order in which they came."""
        self.minutes = 0
        """The time for each decision; 0: no limit."""
        self.locked = False
        """Whether nobody new is let in."""
        self.agenda: tuple[int, ...] = ()
        """The minutes of each part of the session; empty: those of the scenario."""
        self.session_began = ""
        """The date and time when the session began; empty: when the room was opened."""
        self.notes: list[NoteTaken] = []
        self.wall_turned: WallTurned | None = None
        """What the facilitator last turned the wall to; None if never."""
        self.story_seconds = STORY_SECONDS
        """How long a new story fills the wall; 0: until the next decision."""
        self.revealed = ""
        """The key of the step of the debrief that the wall shows; empty: none yet."""
        self.was_revealed: set[str] = set()
        """The keys of all steps that the wall has shown."""
        self.revealed_line = 0
        """The first line of the first table's record whose question the wall shows beside it."""
        self._issues: dict[Place | Watch, int] = {}
        self._done: set[str] = set()
        """The keys of the requests that were carried out last."""
        self._done_before: set[str] = set()
        """Those of the requests before these."""

    @property
    def code(self) -> str:
        """The code of the room."""
        return room_code(self.key)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of people, table by table."""
        return tuple(
            place
            for table in self.tables.values()
            for place in places_of(table.game.rules.scenario, table.number, table.chairs)
        )

    @property
    def pauses(self) -> bool:
        """Whether every game that isn't over is paused, and there is one."""
        playing = [table.game for table in self.tables.values() if table.game.state.to_move]
        return bool(playing) and all(game.paused for game in playing)

    @property
    def is_over(self) -> bool:
        """Whether every game has ended."""
        return not any(table.game.state.to_move for table in self.tables.values())

    def slips(self) -> tuple[Slip, ...]:
        """A slip for every place."""
        return tuple(Slip(place, self._code(place)) for place in self.places)

    def place_of_code(self, typed: str) -> Place | None:
        """The place that a slip's code admits to; None where it admits to none."""
        return next((s.place for s in self.slips() if same_code(typed, s.code)), None)

    @property
    def watches(self) -> tuple[Watch, ...]:
        """All that observers can see, table by table."""
        return tuple(
            watch
            for table in self.tables.values()
            for watch in watches_of(table.game.rules.scenario, table.number)
        )

    def observer_slips(self) -> tuple[ObserverSlip, ...]:
        """A slip for each thing that observers can see."""
        return tuple(
            ObserverSlip(watch, observer_code(self.key, watch, self._issues.get(watch, 0)))
            for watch in self.watches
        )

    def watch_of_code(self, typed: str) -> Watch | None:
        """What the observer's slip with a code shows; None if there is no such slip."""
        slips = self.observer_slips()
        return next((slip.watch for slip in slips if same_code(typed, slip.code)), None)

    def _code(self, place: Place) -> str:
        return slip_code(self.key, place, self._issues.get(place, 0))

    def devices_of(self, table: int, side: str) -> tuple[Device, ...]:
        """The devices of a side, in the order in which they came."""
        return tuple(
            device
            for device in self.devices.values()
            if device.place is not None and (device.place.table, device.place.side) == (table, side)
        )

    def place(self, device: str) -> Place | RoomRefusal:
        """Where a device sits, or why it sits nowhere."""
        if device not in self.devices:
            return RoomRefusal("unknown-device")
        return self.devices[device].place or RoomRefusal("no-place")

    def watch(self, device: str) -> Watch | RoomRefusal:
        """What a device observes, or that it observes nothing."""
        if device not in self.devices:
            return RoomRefusal("unknown-device")
        return self.devices[device].watch or RoomRefusal("not-observing")

    def was_done(self, key: str) -> bool:
        """Whether a request with this key was carried out before."""
        return key in self._done or key in self._done_before

    def note_done(self, key: str) -> None:
        """Notes that a request with this key was carried out."""
        self._done.add(key)
        if len(self._done) >= KNOWN_REQUESTS:
            self._done_before, self._done = self._done, set()

    def apply(self, event: RoomEvent, key: str) -> None:
        """Counts an event that stands in the journal; `key` is that of its request."""
        if key:
            self.note_done(key)
        match event:
            case HandRaised(device, up):
                self._change(device, hand=up)
            case PenTaken() | Selected() | Drafted() | DraftReplaced() | WordsDrafted() | Agreed():
                self._apply_at(event)
            case NoteTaken():
                text = neutralise(event.text)
                self.notes.append(event if text == event.text else evolve(event, text=text))
            case Joined(device, name, language):
                self.devices[device] = Device(device, one_line(name).strip(), language)
            case Seated(device):
                self._leave(device)
                issue = self._issues.get(event.place, 0)
                self._change(device, place=event.place, issue=issue, asks_to_observe=False)
                pens = self.tables[event.table].pens
                pens.setdefault(event.side, device)
            case Unseated(device):
                self._leave(device)
            case ObservingAsked(device, asks):
                self._change(device, asks_to_observe=asks)
            case ObserverAdmitted(device):
                self._leave(device)
                self._change(device, watch=event.watch, asks_to_observe=True)
            case ObserverSlipReissued():
                self._issues[event.watch] = self._issues.get(event.watch, 0) + 1
                for each in list(self.devices.values()):
                    if each.watch == event.watch:
                        self._leave(each.id)
            case Reissued():
                self._issues[event.place] = self._issues.get(event.place, 0) + 1
                for each in list(self.devices.values()):
                    if each.place == event.place:
                        self._leave(each.id)
            case LanguageChosen(device, language):
                self._change(device, language=language)
            case TimeSet(minutes):
                self.minutes = minutes
            case RoomLocked(locked):
                self.locked = locked
            case WordsHidden(table, line, hidden):
                words = self.tables[table].hidden_words
                (words.add if hidden else words.discard)(line)
            case AgendaSet(minutes):
                self.agenda = minutes
            case SessionBegan(at):
                self.session_began = at
            case TimeAdded():
                pass
            case WallTurned():
                self.wall_turned = event
            case StoryTimeSet(seconds):
                self.story_seconds = seconds
            case Revealed(step, line):
                self.revealed, self.revealed_line = step, line
                self.was_revealed.add(step)
            case Ordered(actions=actions):
                if any(isinstance(read_action(each), Rewind) for each in actions):
                    # The debrief begins anew when the game has ended again.
                    self.revealed = ""
                    self.was_revealed.clear()
                    self.tables[event.table].looking_back = LookingBack()
            case Withdrawn(order=order):
                self._done.discard(order)
                self._done_before.discard(order)
            case _:
                self._look_back(event)

    def _look_back(self, event: DebriefEvent) -> None:
        """What follows from something that was done after the end."""
        if isinstance(event, TalksReopened | PlayedOn):
            self.tables[event.table].looking_back.apply(event, None)
            return
        place = self.devices[event.device].place
        assert place is not None, "it was refused"
        self.tables[place.table].looking_back.apply(event, place)

    def _apply_at(
        self, event: PenTaken | Selected | Drafted | DraftReplaced | WordsDrafted | Agreed
    ) -> None:
        """What follows from something that a person did at a table."""
        place = self.devices[event.device].place
        assert place is not None, "it was refused"
        table, side = self.tables[place.table], place.side
        match event:
            case PenTaken(device):
                former = table.pens.get(side, device)
                if former != device:
                    table.pens_lost[side] = former
                table.pens[side] = device
            case Selected(device, _, action, selected):
                table.select(side, action, device if selected else "")
            case Drafted(_, negotiation, issue, option):
                draft = table.draft_for(side, negotiation)
                assert draft is not None, "it was refused"
                draft.choose(issue, option)
            case DraftReplaced(_, negotiation, package):
                draft = table.draft_for(side, negotiation)
                assert draft is not None, "it was refused"
                draft.replace(package)
            case WordsDrafted(text=text):
                table.write(side, neutralise(text))
            case Agreed(device, fingerprint):
                table.agreements[device] = fingerprint
            case _:
                assert_never(event)

    def _leave(self, device: str) -> None:
        """Takes a device from its place, and hands its pen to another of its side."""
        place = self.devices[device].place
        self._change(device, place=None, hand=False, watch=None)
        if place is None:
            return
        table = self.tables[place.table]
        table.agreements.pop(device, None)
        if table.pens.get(place.side) == device:
            del table.pens[place.side]
            table.pens_lost.pop(place.side, None)
            for other in self.devices_of(place.table, place.side)[:1]:
                table.pens[place.side] = other.id

    def _change(self, device: str, **changes: Any) -> None:
        # Hands go up and down often; `evolve` takes three times as long.
        self.devices[device] = Device(**{**vars(self.devices[device]), **changes})
