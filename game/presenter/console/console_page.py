"""The page of the facilitator: who is in the room, where, and what the tables wait for."""

from __future__ import annotations

from collections.abc import Container, Mapping

from attrs import frozen

from game.presenter.told_game import ToldGame
from game.room.people import Device
from game.room.places import Place
from game.room.room import Room
from game.words.wording import Wording


@frozen
class DeviceLine:
    """A device as the console lists it."""

    id: str
    name: str
    """The first name that was given; may be empty."""
    connected: bool
    hand: bool
    pen: bool
    """Whether it holds the pen of its side."""


@frozen
class PlaceLine:
    """A place, the slip that admits to it, and the devices that are there."""

    table: int
    side: str
    seat: str
    id: str
    """What a form names the place by: `1/north/envoy`."""
    name: str
    code: str
    url: str
    """The address of the slip; empty where there is none."""
    devices: tuple[DeviceLine, ...]


@frozen
class TableLine:
    """A table: where its game stands and whom it waits for."""

    number: int
    turn: int
    turns: int
    day: str
    waits_for: str
    """The sides that are to decide, as a phrase."""
    paused: bool
    over: bool


@frozen
class ConsolePage:
    """What the facilitator sees."""

    title: str
    code: str
    urls: tuple[str, ...]
    waiting: tuple[DeviceLine, ...]
    places: tuple[PlaceLine, ...]
    tables: tuple[TableLine, ...]
    minutes: int
    wrong_codes: tuple[tuple[str, int], ...]
    """The addresses from which wrong codes came, and how many."""
    trouble: str
    """What the facilitator must know, as a sentence; empty where all is well."""


def console_page(
    room: Room,
    told: ToldGame,
    connected: Container[str],
    wrong_codes: Mapping[str, int],
    urls: tuple[str, ...],
    trouble: str = "",
) -> ConsolePage:
    """The page of the facilitator. connected: the devices that are connected now.

    urls: the addresses at which devices reach the room, the best first. trouble: `unwritten` or
    `bot`; empty where all is well.
    """
    words = told.words
    return ConsolePage(
        title=words.scenario.title,
        code=room.code,
        urls=urls,
        waiting=tuple(
            _device_line(device, connected)
            for device in room.devices.values()
            if device.place is None
        ),
        places=tuple(
            PlaceLine(
                slip.place.table,
                slip.place.side,
                slip.place.seat,
                f"{slip.place.table}/{slip.place.side}/{slip.place.seat}",
                place_name(words, slip.place),
                slip.code,
                f"{urls[0]}/slip/{slip.code}" if urls else "",
                tuple(
                    _device_line(device, connected, pen=_holds_pen(room, device))
                    for device in room.devices.values()
                    if device.place == slip.place
                ),
            )
            for slip in room.slips()
        ),
        tables=tuple(
            TableLine(
                number,
                table.game.state.turn,
                words.scenario.turns,
                words.day(table.game.state.turn),
                words.naming.sides(table.game.state.to_move) if table.game.state.to_move else "",
                table.game.paused,
                not table.game.state.to_move,
            )
            for number, table in room.tables.items()
        ),
        minutes=room.minutes,
        wrong_codes=tuple(wrong_codes.items()),
        trouble=words.say(f"room.trouble.{trouble}") if trouble else "",
    )


def place_name(words: Wording, place: Place) -> str:
    """A place in words: `China, Premier`."""
    if not place.seat:
        return words.naming.side(place.side)
    side = words.naming.side_in_table(place.side)
    return words.say("room.place", side=side, seat=seat_name(words, place))


def seat_name(words: Wording, place: Place) -> str:
    """The name of a seat; empty where the place is that of a whole side."""
    return words.scenario.sides[place.side].seats[place.seat].name if place.seat else ""


def _device_line(device: Device, connected: Container[str], *, pen: bool = False) -> DeviceLine:
    return DeviceLine(device.id, device.name, device.id in connected, device.hand, pen)


def _holds_pen(room: Room, device: Device) -> bool:
    place = device.place
    return place is not None and room.tables[place.table].pens.get(place.side) == device.id
