"""The pages of seats, and what a room knows of the devices that show them."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import define, evolve, field

from game.model.frozen import FrozenMap
from game.presenter.debriefing.take_home import AfterEnd
from game.presenter.reveal.steps import has_shown
from game.presenter.seat.context import Opened, SeatContext, Teammate
from game.presenter.seat.seat_page import SeatPage, seat_page, turn_page
from game.presenter.seat.shared_tabs import SharedTabs
from game.room.people import Device, Place
from game.web.live_room import LiveRoom
from game.web.views import PageView


class SeatPages:
    """The pages of seats; what the devices of a side share is worked out once for all of them."""

    def __init__(self, live: LiveRoom) -> None:
        self._live = live
        self._sides: dict[tuple[int, str, str], _Side] = {}
        """By table, side and language."""

    def page(self, view: PageView, place: Place, opened: Opened) -> SeatPage:
        """The page of a device that has a place. opened: the part that its person has opened."""
        side = self._side(view, place)
        read = self._live.read.get(view.device, -1)
        if opened.issue:  # one of many addresses
            return side.page(view.device, read, opened)
        if view.device not in side.pages:
            side.pages[view.device] = side.page(view.device, read, Opened())
        return turn_page(side.pages[view.device], opened, side.tabs)

    def forget(self, view: PageView, place: Place) -> None:
        """Makes the page of a device anew when it is next asked for."""
        self._side(view, place).pages.pop(view.device, None)

    def _side(self, view: PageView, place: Place) -> _Side:
        """What the devices of a side share now."""
        key = place.table, place.side, self._live.language_of(view)
        version = self._live.version(view)
        side = self._sides.get(key)
        if side is None or side.version != version:
            after = _after_end(self._live, place, key[-1])
            tabs = SharedTabs(self._live.game_in(place.table, key[-1]), place.side, after)
            side = self._sides[key] = _Side(version, tabs, seat_context(self._live, "", place))
        return side


@define
class _Side:
    """What the devices of a side share in a language until something changes."""

    version: Hashable
    tabs: SharedTabs
    context: SeatContext
    """What the room knows of the side; the device is left out."""
    pages: dict[str, SeatPage] = field(factory=dict)
    """By device, its page as it is first opened."""

    def page(self, device: str, read: int, opened: Opened) -> SeatPage:
        """The page of one of the devices."""
        context, tabs = evolve(self.context, device=device, read=read), self.tabs
        return seat_page(tabs.worded, tabs.side, context, opened, tabs)


def seat_context(live: LiveRoom, device: str, place: Place) -> SeatContext:
    """What the page of a device shows of its side's people, and what it sends back."""
    table, side = live.room.tables[place.table], place.side
    bot = table.bot_to_move()
    devices = live.room.devices_of(place.table, side)
    return SeatContext(
        device=device,
        team=tuple(_teammate(live, each) for each in devices),
        pen=table.pens.get(side, ""),
        pen_lost=table.pens_lost.get(side, ""),
        selected_by=FrozenMap(table.selected_by.get(side, {})),
        fingerprint=table.fingerprint(side),
        agreement=table.agreement(side),
        words=table.words(side),
        moment=table.moment(side),
        minutes=live.room.minutes,
        paused=table.game.paused,
        thinking=(bot,) if bot else (),
        occupied=frozenset(
            device.place.member
            for device in live.room.devices.values()
            if device.place is not None and device.place.table == place.table
        ),
        table=place.table if len(live.room.tables) > 1 else 0,
    )


def _after_end(live: LiveRoom, place: Place, language: str) -> AfterEnd | None:
    """What is known of a table that has ended, and shown; None as long as it plays."""
    room = live.room
    if room.tables[place.table].game.state.to_move:
        return None
    return AfterEnd(
        live.ended.table(place.table, language),
        shows_scores=has_shown(room, "positions"),
        shows_why=has_shown(room, "why"),
        shows_turning=has_shown(room, "turning", place.side),
        shows_luck=has_shown(room, "luck"),
        shows_talks=has_shown(room, "concessions"),
        shows_secrets=has_shown(room, "secrets") or has_shown(room, "luck"),
    )


def _teammate(live: LiveRoom, device: Device) -> Teammate:
    place = device.place
    assert place is not None, "it sits at a table"
    return Teammate(
        device.id,
        device.name,
        place.seat,
        device.hand and not live.is_lost(device.id),
        device.id in live.connected,
        live.room.tables[place.table].agrees(device.id, place.side),
    )
