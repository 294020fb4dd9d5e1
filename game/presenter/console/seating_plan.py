"""Who sits at a table: sides, seats, devices, and what can be done about them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from game.engine.pending import phase_of
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.players import ME, available_bots
from game.model.scenario import titled
from game.presenter.badges import SideBadge, badge_of
from game.presenter.console.facts import ConsoleFacts
from game.presenter.console.steps_back import ballots_taken_back
from game.presenter.debrief.negotiations import clauses_of, parties_of
from game.presenter.participants import player_name
from game.presenter.worded_game import WordedGame
from game.room.people import Device
from game.room.room import Room
from game.room.state import Slip
from game.room.table import Table
from game.rules.compiled import ActionsRules
from game.session.offer_draft import visited
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class DeviceLine:
    """A device as the console lists it."""

    id: str
    name: str
    """The first name that was given; may be empty."""
    connected: bool
    away_since: int
    """When a device that is away was heard of last, in seconds since 1970; 0: unknown."""
    hand: bool
    hand_since: int
    """Since when its hand is raised, in seconds since 1970; 0: unknown."""
    pen: bool
    """Whether it holds the pen of its side."""
    asks_to_observe: bool
    """Whether its person wants to observe, and not to play."""


@frozen
class SeatLine:
    """A place, the slip that admits to it, and the devices that are there."""

    id: str
    """What a form names the place by: `1/north/envoy`."""
    name: str
    code: str
    url: str
    """The address of the slip; empty where there is none."""
    devices: tuple[DeviceLine, ...]


@frozen
class PlayerChoice:
    """Who could play a side."""

    id: str
    name: str
    is_chosen: bool


@frozen
class SeatedSide:
    """A side at the table."""

    id: str
    name: str
    badge: SideBadge
    decides: bool
    """Whether the table waits for it."""
    since: int
    """Since when, in seconds since 1970; 0: unknown."""
    state: str
    """In words, how far it is."""
    has_decided: bool
    """Whether it has chosen where all sides choose together."""
    prepared: str
    """What it has selected and not yet confirmed; may be empty."""
    before: str
    """Its ballot in the vote under way that a step back took back; empty where there is none."""
    bot: str
    """The name of the bot that plays it; empty: people do."""
    seats: tuple[SeatLine, ...]
    players: tuple[PlayerChoice, ...]


def waiting_devices(room: Room, words: Wording, facts: ConsoleFacts) -> tuple[DeviceLine, ...]:
    """The devices that wait for a seat; those for which one is kept have their table's name."""
    lines = []
    for device in room.devices.values():
        if device.waits and device.id not in facts.lost:
            line, kept = device_line(device, facts), room.kept.get(device.id)
            if kept is not None:
                name = device.name or words.say("room.console.nameless")
                line = evolve(
                    line, name=words.say("console.seats.kept", name=name, table=kept.table)
                )
            lines.append(line)
    return tuple(lines)


def seating_plan(
    room: Room, worded: WordedGame, table: Table, facts: ConsoleFacts
) -> Iterator[SeatedSide]:
    """The sides of a table with their seats."""
    words, slips, taken_back = worded.words, room.slips(), ballots_taken_back(worded)
    for side in words.scenario.sides:
        player = table.seats[side]
        decides = side in table.game.state.to_move and not table.game.paused
        yield SeatedSide(
            id=side,
            name=words.naming.side(side),
            badge=badge_of(words.scenario, side),
            decides=decides,
            since=round(facts.since.get(table.number, 0)) if decides else 0,
            state=_state(room, worded, table, side, decides),
            before=words.say("console.side.before", answer=taken_back[side])
            if side in taken_back
            else "",
            has_decided=_has_decided(worded, side) and not table.game.paused,
            prepared=_prepared(worded, side, table.words(side)) if decides else "",
            bot=player_name(words, player) if player != ME else "",
            seats=tuple(
                _seat_line(room, worded, slip, facts)
                for slip in slips
                if (slip.place.table, slip.place.side) == (table.number, side)
                and slip.place not in room.closed
            ),
            players=tuple(
                PlayerChoice(each, player_name(words, each), each == player)
                for each in (ME, *available_bots(words.scenario, side))
            ),
        )


def _state(room: Room, worded: WordedGame, table: Table, side: str, decides: bool) -> str:
    say = worded.words.say
    if not table.game.state.to_move:
        return ""
    if table.game.paused:
        return say("room.wall.paused")
    question = worded.view(FACILITATOR).question
    if question is not None and side in question.answers:
        answer = worded.words.naming.answer(question.inject, question.answers[side])
        return say("console.side.answered", answer=answer)
    if not decides:
        return say("console.side.done" if _has_decided(worded, side) else "console.side.not-turn")
    devices = room.devices_of(table.number, side)
    agreeing = sum(table.agrees(device.id, side) for device in devices)
    if agreeing:
        return say("wall.agreeing", agreeing=agreeing, devices=len(devices))
    is_last = len(table.game.state.to_move) < len(table.game.rules.sides)
    return say("console.side.holds" if is_last else "console.side.decides")


def _has_decided(worded: WordedGame, side: str) -> bool:
    """Whether a side has made its choice where all sides choose together."""
    state, phase = worded.state, phase_of(worded.game.rules, worded.state)
    together = isinstance(phase, ActionsRules) and phase.together and not state.questions
    return together and bool(state.to_move) and side not in state.to_move


def _prepared(worded: WordedGame, side: str, written: str) -> str:
    """What a side has prepared. written: what it is to say with it; may be empty."""
    words, kind, prepared = worded.words, worded.decision_kind(), ""
    if kind == "table":
        prepared = _draft(worded, side)
    elif kind == "actions":
        names = [words.naming.action(action) for action in worded.selection(side).picks]
        prepared = words.say("console.side.prepared", actions=", ".join(names)) if names else ""
    quoted = words.say("quoted", text=written.strip()) if written.strip() else ""
    return " · ".join(each for each in (prepared, quoted) if each)


def _draft(worded: WordedGame, side: str) -> str:
    """What the offer that a side drafts would be worth to each party; empty if it drafts none."""
    words, table = worded.words, visited(worded.view(FACILITATOR))
    draft = worded.offer_draft(side, table.id) if table is not None else None
    if table is None or draft is None or not draft.changed:
        return ""
    if any(issue not in draft.package for issue in worded.asking(side).legal.offer or ()):
        return ""
    rules = worded.game.rules
    clauses = clauses_of(rules, worded.state, table.id, FrozenMap(draft.package))
    totals = (sum(worths) for worths in zip(*(c.worths for c in clauses), strict=True))
    parties = zip(parties_of(rules, table.id), totals, strict=True)
    worths = [f"{words.naming.side_in_table(party)} {number(total)}" for party, total in parties]
    return words.say("console.side.drafts", worths=" / ".join(worths))


def _seat_line(room: Room, worded: WordedGame, slip: Slip, facts: ConsoleFacts) -> SeatLine:
    place, words = slip.place, worded.words
    seats = words.scenario.sides[place.side].seats
    name = titled(seats[place.seat].name, place.seat) if place.seat else ""
    return SeatLine(
        f"{place.table}/{place.side}/{place.seat}",
        name or words.say("console.whole-side"),
        slip.code,
        f"{facts.urls[0]}/slip/{slip.code}" if facts.urls else "",
        tuple(
            device_line(device, facts, pen=_holds_pen(room, device))
            for device in room.devices.values()
            if device.place == place
        ),
    )


def device_line(device: Device, facts: ConsoleFacts, *, pen: bool = False) -> DeviceLine:
    """A device for a list. pen: whether it holds the pen of its side."""
    connected, hand = device.id in facts.connected, device.hand and device.id not in facts.lost
    return DeviceLine(
        device.id,
        device.name,
        connected,
        0 if connected else round(facts.seen.get(device.id, 0)),
        hand,
        round(facts.hands.get(device.id, 0)) if hand else 0,
        pen,
        device.asks_to_observe,
    )


def _holds_pen(room: Room, device: Device) -> bool:
    place = device.place
    return place is not None and room.tables[place.table].pens.get(place.side) == device.id
