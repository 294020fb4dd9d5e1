"""Who observes a table, what they see, and the slips that let others observe."""

from __future__ import annotations

from attrs import frozen

from game.presenter.console.facts import ConsoleFacts
from game.presenter.console.seating_plan import DeviceLine, device_line
from game.presenter.observer_page import watch_name
from game.room.people import Watch
from game.room.room import Room
from game.words.wording import Wording


@frozen
class ObserverLine:
    """A device that observes."""

    device: DeviceLine
    watch: str
    """What it sees, as forms name it."""
    sees: str
    """The same in words."""


@frozen
class ObserverSlipLine:
    """A slip for observers."""

    watch: str
    sees: str
    code: str
    url: str
    """The address of the slip; empty where there is none."""


@frozen
class Observers:
    """The observers of the table that is enlarged."""

    lines: tuple[ObserverLine, ...]
    slips: tuple[ObserverSlipLine, ...]
    choices: tuple[tuple[str, str], ...]
    """All that can be observed in the room, as forms name it and in words: first at this table."""


def observers(room: Room, words: Wording, facts: ConsoleFacts, table: int) -> Observers:
    """The observers of a table."""
    tables = len(room.tables)
    return Observers(
        tuple(
            ObserverLine(
                device_line(device, facts),
                _written(device.watch),
                watch_name(words, device.watch),
            )
            for device in room.devices.values()
            if device.watch is not None and device.watch.table == table
        ),
        tuple(
            ObserverSlipLine(
                _written(slip.watch),
                watch_name(words, slip.watch),
                slip.code,
                f"{facts.urls[0]}/slip/{slip.code}" if facts.urls else "",
            )
            for slip in room.observer_slips()
            if slip.watch.table == table
        ),
        tuple(
            (_written(watch), watch_name(words, watch, tables))
            for watch in sorted(room.watches, key=lambda watch: watch.table != table)
        ),
    )


def _written(watch: Watch) -> str:
    return f"observe/{watch.table}/{watch.side}"
