"""Who is ready at a table, and which seats of several tables are taken."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.told_game import ToldGame
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules


@frozen
class SideReady:
    """A side, and how far it is."""

    id: str
    name: str
    badge: SideBadge
    decides: bool
    state: str
    """In words: `3 of 4 ready`."""
    is_ready: bool


@frozen
class TableSeats:
    """One of several tables: how many of its seats are taken, and nothing of its game."""

    name: str
    seats: str
    """In words; empty where bots play all its sides."""


def sides_ready(room: Room, told: ToldGame, table: Table) -> Iterator[SideReady]:
    """How far each side is with its decision: how many devices agree, and never with what."""
    words, view = told.words, told.view(PUBLIC)
    phase = phase_of(told.game.rules, told.state)
    together = isinstance(phase, ActionsRules) and phase.together and not told.state.questions
    for side in words.scenario.sides:
        decides = side in view.to_move
        devices = room.devices_of(table.number, side) if decides else ()
        is_ready = together and not decides
        if decides and len(devices) > 1:
            agreeing = sum(table.agrees(device.id, side) for device in devices)
            state = words.say("wall.agreeing", agreeing=agreeing, devices=len(devices))
        elif decides:
            state = words.say("room.wall.decides")
        else:
            state = words.say("room.wall.ready" if is_ready else "wall.listens")
        badge = badge_of(words.scenario, side)
        yield SideReady(side, words.naming.side_in_table(side), badge, decides, state, is_ready)


def table_seats(room: Room, told: ToldGame, table: Table) -> TableSeats:
    """How many seats of a table are taken."""
    words = told.words
    places = [place for place in room.places if place.table == table.number]
    taken = {device.place for device in room.devices.values() if device.place in places}
    seats = words.say("wall.seats", taken=len(taken), seats=len(places)) if places else ""
    return TableSeats(words.say("room.console.table", table=table.number), seats)
