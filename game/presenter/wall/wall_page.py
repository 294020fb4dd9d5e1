"""The page for the projector: what all may know, who is ready, and how to join."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.model.log_events import InjectFired
from game.model.play import View
from game.presenter.map.drawn_map import DrawnMap, drawn_map
from game.presenter.prose import without_sources
from game.presenter.read_marks import PactEvent
from game.presenter.sides.badges import SideBadge, badge_of, side_badges
from game.presenter.stories.stories import Story, pact_of, story_of
from game.presenter.stories.story_pages import StoryPage, inject_page, pact_page
from game.presenter.told_game import ToldGame
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import TrackReading
from game.presenter.verdicts import judge_change
from game.presenter.wall.calendar_leaf import CalendarLeaf, calendar_leaf
from game.presenter.wall.public_knowledge import deciding_sentence, public_readings
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules
from game.words.sentences import signed
from game.words.wording import Wording

_SENTENCE = re.compile(r".{20,}?[.!?…](?=\s)")
MOST_TRACKS = 6
"""As many tracks can be read from eight metres."""


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


@frozen
class WallStory:
    """The last story, as a strip."""

    head: str
    date: str
    headline: str
    text: str
    """Its first sentence."""
    change: str
    """The first of what it changed; empty where it changed nothing that all may know."""
    direction: int
    verdict: str


@frozen
class WallPage:
    """What the projector shows."""

    title: str
    summary: str
    turn: int
    """0 where several tables stand in different turns."""
    turns: int
    leaf: CalendarLeaf
    place: str
    """The stage and the phase."""
    headline: str
    """What is going on now."""
    sides: tuple[SideReady, ...]
    tables: tuple[TableSeats, ...]
    """Several tables; empty where there is one, and after the end."""
    map: DrawnMap | None
    tracks: tuple[TrackLine, ...]
    story: WallStory | None
    badges: tuple[SideBadge, ...]
    paused: bool
    over: bool
    code: str
    urls: tuple[str, ...]
    """The addresses at which devices reach the room, the best first."""
    address: str
    """The best of them, as people type it."""
    qr: str
    """The address to draw as a QR code; empty where only this computer can reach it."""


def wall_page(room: Room, told: ToldGame, urls: tuple[str, ...], qr: str = "") -> WallPage:
    """The page for the projector, from what the public may see.

    With several tables it shows only what is common to all. A table that has ended looks like one
    that still plays its last turn: one table would be an oracle for the others.
    """
    view, words = told.view(PUBLIC), told.words
    tables = tuple(room.tables.values())
    is_alone = len(tables) == 1
    states = [table.game.state for table in tables]
    over = room.is_over
    turns = {max(1, state.turn) for state in states}
    turn = turns.pop() if len(turns) == 1 else 0
    readings = list(public_readings(told)) if is_alone else []
    return WallPage(
        title=words.scenario.title,
        summary=first_sentence(without_sources(words.scenario.summary)),
        turn=turn,
        turns=words.scenario.turns,
        leaf=calendar_leaf(words.day(turn) if turn else ""),
        place=_place(told, view) if is_alone else "",
        headline=_headline(room, told, over),
        sides=tuple(_sides(room, told, tables[0])) if is_alone and not over else (),
        tables=() if is_alone or over else tuple(_table_seats(room, told, each) for each in tables),
        map=drawn_map(words, readings),
        tracks=tuple(track_line(words, each, PUBLIC) for each in most_telling(told, readings)),
        story=_story(told) if is_alone and not over else None,
        badges=side_badges(words.scenario),
        paused=room.pauses,
        over=over,
        code=room.code,
        urls=urls,
        address=urls[0].removeprefix("http://") if urls else "",
        qr=qr,
    )


# What is going on


def _place(told: ToldGame, view: View) -> str:
    names = [told.words.naming.stage(view.stage)]
    if view.phase is not None:
        names.append(told.words.naming.phase(view.phase))
    return " · ".join(dict.fromkeys(names))


def _headline(room: Room, told: ToldGame, over: bool) -> str:
    say = told.words.say
    if over:
        return say("room.wall.over")
    if room.pauses:
        return say("room.wall.paused")
    if len(room.tables) > 1:
        return say("wall.tables")
    return deciding_sentence(told)


def _sides(room: Room, told: ToldGame, table: Table) -> Iterator[SideReady]:
    """How far each side is with its decision: how many devices agree, and never with what."""
    words, view = told.words, told.view(PUBLIC)
    phase = phase_of(told.game.rules, told.state)
    together = isinstance(phase, ActionsRules) and phase.together and not told.state.questions
    for side in words.scenario.sides:
        decides = side in view.to_move
        devices = _devices(room, table, side) if decides else ()
        is_ready = together and not decides
        if decides and len(devices) > 1:
            agreeing = sum(table.agrees(device, side) for device in devices)
            state = words.say("wall.agreeing", agreeing=agreeing, devices=len(devices))
        elif decides:
            state = words.say("room.wall.decides")
        else:
            state = words.say("room.wall.ready" if is_ready else "wall.listens")
        badge = badge_of(words.scenario, side)
        yield SideReady(side, words.naming.side_in_table(side), badge, decides, state, is_ready)


def _devices(room: Room, table: Table, side: str) -> tuple[str, ...]:
    return tuple(device.id for device in room.devices_of(table.number, side))


def _table_seats(room: Room, told: ToldGame, table: Table) -> TableSeats:
    words, devices = told.words, room.devices.values()
    places = [place for place in room.places if place.table == table.number]
    taken = {device.place for device in devices if device.place in places}
    seats = words.say("wall.seats", taken=len(taken), seats=len(places)) if places else ""
    return TableSeats(words.say("room.console.table", table=table.number), seats)


# Tracks


def most_telling(told: ToldGame, readings: Sequence[TrackReading]) -> list[TrackReading]:
    """The tracks that tell most, in the order of the scenario, no more than can be read.

    First come those that have moved most since last turn, then those on the map, then those with
    named bands.
    """
    on_map = {link.track for link in told.words.scenario.map.links}

    def weight(reading: TrackReading) -> tuple[bool, bool, bool, float]:
        low, high = reading.track.bounds
        moved = abs(reading.change) / max(1, high - low)
        return reading.id in on_map, bool(reading.track.bands), bool(reading.change), moved

    telling = sorted(readings, key=weight, reverse=True)[:MOST_TRACKS]
    return [reading for reading in readings if reading in telling]


# The story


def _story(told: ToldGame) -> WallStory | None:
    """The last that all have read; None where there was nothing yet."""
    events = [entry.event for _, batch in told.record(PUBLIC) for entry in batch]
    for event in reversed(events):
        if isinstance(event, InjectFired):
            page = inject_page(told, PUBLIC, event.inject)
            return _strip(told.words, page, story_of(told, PUBLIC, event.inject))
        if isinstance(event, PactEvent):
            page = pact_page(told, PUBLIC, event.table)
            return _strip(told.words, page, pact_of(told, PUBLIC, event.table)[1])
    return None


def first_sentence(text: str) -> str:
    """The first sentence of a text, or all of it."""
    match = _SENTENCE.match(text)
    return match[0] if match else text


def _strip(words: Wording, page: StoryPage, story: Story) -> WallStory:
    text = first_sentence(next(iter(page.paragraphs), ""))
    change, direction, verdict = "", 0, "even"
    for each in story.changes:
        track, delta = words.scenario.tracks[each.track], each.after - each.before
        if delta and not track.levels:
            change = f"{words.naming.track(each.track)} {signed(delta)}"
            direction = 1 if delta > 0 else -1
            verdict = judge_change(track, PUBLIC, delta) or "even"
            break
    return WallStory(page.head, page.date, page.headline, text, change, direction, verdict)
