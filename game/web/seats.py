"""What a room knows of the device whose page of a seat is made."""

from __future__ import annotations

from game.model.frozen import FrozenMap
from game.presenter.seat.context import SeatContext, Teammate
from game.room.people import Device
from game.room.places import Place
from game.web.live_room import LiveRoom


def seat_context(live: LiveRoom, device: str, place: Place) -> SeatContext:
    """What the page of a device shows of its side's people, and what it sends back."""
    table, side = live.room.tables[place.table], place.side
    bot = table.bot_to_move()
    return SeatContext(
        device=device,
        team=tuple(_teammate(live, each) for each in live.room.devices_of(place.table, side)),
        pen=table.pens.get(side, ""),
        selected_by=FrozenMap(table.selected_by.get(side, {})),
        fingerprint=table.fingerprint(side),
        moment=table.moment(side),
        minutes=live.room.minutes,
        paused=table.game.paused,
        thinking=(bot,) if bot else (),
        table=place.table if len(live.room.tables) > 1 else 0,
    )


def _teammate(live: LiveRoom, device: Device) -> Teammate:
    place = device.place
    assert place is not None, "it sits at a table"
    return Teammate(
        device.id,
        device.name,
        place.seat,
        device.hand,
        device.id in live.connected,
        live.room.tables[place.table].agrees(device.id, place.side),
    )
