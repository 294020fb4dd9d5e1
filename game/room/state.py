"""The state of a room: its games, devices and their places; events change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve, frozen

from game.room.people import (
    Device,
    KeptSeat,
    Place,
    Watch,
    observer_code,
    places_of,
    room_code,
    same_code,
    slip_code,
    slip_name,
    watches_of,
)
from game.room.room_refusals import RoomRefusal
from game.room.table import Table

Spot = TypeVar("Spot", bound=Place | Watch)

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


@frozen
class RoomNote:
    """Something that was written down for the debrief."""

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


class RoomState:
    """The devices in a room, their places, and the tables at which they sit."""

    def __init__(
        self,
        key: bytes,
        tables: Sequence[Table],
        names: Mapping[str, str] | None = None,
        issues: Mapping[str, int] | None = None,
    ) -> None:
        """key: all codes of the room follow from it. names: by side, what its slips call it.

        issues: by slip, how often it was issued again before.
        """
        self.key = key
        self.tables = {table.number: table for table in tables}
        self.names = names or {}
        """By side, what slips call it: in a campaign, its seat there."""
        self._issues_before = issues or {}
        self.kept: dict[str, KeptSeat] = {}
        """By device, the seat that it will have again in a later chapter of the campaign."""
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
        self.network = ""
        """The name of the Wi-Fi, for people who arrive; empty: nothing is said of it."""
        self.begins = ""
        """The date and time when the session is to begin; empty: nothing is said of it."""
        self.closed: set[Place] = set()
        """The seats that the facilitator has closed."""
        self.notes: list[RoomNote] = []
        self.wall_shows = ""
        """What the facilitator last turned the wall to; empty if never."""
        self.wall_line = 0
        """The number of the line of the first table's record that came after that."""
        self.story_seconds = STORY_SECONDS
        """How long a new story fills the wall; 0: until the next decision."""
        self.revealed = ""
        """The key of the step of the debrief that the wall shows; empty: none yet."""
        self.revealed_table = 0
        """The table that this step shows alone; 0: all."""
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
    def first(self) -> Table:
        """The first table."""
        return next(iter(self.tables.values()))

    @property
    def pauses(self) -> bool:
        """Whether every game that isn't over is paused, and there is one."""
        playing = [table.game for table in self.tables.values() if table.game.state.to_move]
        return bool(playing) and all(game.paused for game in playing)

    @property
    def gathers(self) -> bool:
        """Whether the session hasn't begun: nobody has begun it, and nobody has decided."""
        people = [(table.game, side) for table in self.tables.values() for side in table.people]
        has_decided = any(game.moments[-1].taken[side] for game, side in people)
        return bool(people) and not (self.session_began or self.is_over or has_decided)

    @property
    def is_over(self) -> bool:
        """Whether every game has ended."""
        return not any(table.game.state.to_move for table in self.tables.values())

    def slips(self) -> tuple[Slip, ...]:
        """A slip for every place."""
        return tuple(Slip(place, self._code(place)) for place in self.places)

    def place_of_code(self, typed: str) -> Place | None:
        """The place that a slip's code admits to; None if it admits to none."""
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
            ObserverSlip(watch, observer_code(self.key, self.named(watch), self.issue(watch)))
            for watch in self.watches
        )

    def watch_of_code(self, typed: str) -> Watch | None:
        """What the observer's slip with a code shows; None if there is no such slip."""
        slips = self.observer_slips()
        return next((slip.watch for slip in slips if same_code(typed, slip.code)), None)

    def _code(self, place: Place) -> str:
        return slip_code(self.key, self.named(place), self.issue(place))

    def named(self, spot: Spot) -> Spot:
        """A place, or what observers see, with its side as slips call it."""
        return evolve(spot, side=self.names.get(spot.side, spot.side))

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

    def forget_done(self, key: str) -> None:
        """Notes that a request with this key wasn't carried out after all."""
        self._done.discard(key)
        self._done_before.discard(key)

    def issue(self, spot: Place | Watch) -> int:
        """How often the slip of a place, or of what observers see, was issued again."""
        before = self._issues_before.get(slip_name(self.named(spot)), 0)
        return before + self._issues.get(spot, 0)

    def reissue(self, spot: Place | Watch) -> None:
        """Issues a slip again; the devices that its old one admitted wait."""
        self._issues[spot] = self._issues.get(spot, 0) + 1
        for each in list(self.devices.values()):
            if spot in (each.place, each.watch):
                self.leave(each.id)

    def leave(self, device: str) -> None:
        """Takes a device from its place, and hands its pen to another of its side."""
        place = self.devices[device].place
        self.kept.pop(device, None)
        self.change(device, place=None, hand=False, watch=None)
        if place is None:
            return
        table = self.tables[place.table]
        table.agreements.pop(device, None)
        if table.pens.get(place.side) == device:
            del table.pens[place.side]
            table.pens_lost.pop(place.side, None)
            for other in self.devices_of(place.table, place.side)[:1]:
                table.pens[place.side] = other.id

    def change(self, device: str, **changes: Any) -> None:
        """Changes what is known of a device."""
        # Hands go up and down often; `evolve` takes three times as long.
        self.devices[device] = Device(**{**vars(self.devices[device]), **changes})
