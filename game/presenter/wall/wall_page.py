"""The page for the projector: what all may know, who is ready, and how to join."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.model.play import View
from game.presenter.debriefing.debriefed_table import EndedTables
from game.presenter.map.drawn_map import DrawnMap, drawn_map
from game.presenter.prose import without_sources
from game.presenter.reveal.reveal_page import RevealPage, reveal_page, revealed_step
from game.presenter.sides.badges import SideBadge, badge_of, side_badges
from game.presenter.told_game import ToldGame
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import TrackReading, track_readings
from game.presenter.wall.news import WallNews, question_after_end, shown_on_wall, wall_news
from game.room.events import WallShows
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules

_DAY = re.compile(r"(\d{1,2})\s+([^\W\d]+)")
_DAYS = re.compile(r"(\d{1,2})\s+[^\W\d]+\s+(\d{1,2})\s+([^\W\d]+)")
_MONTH = re.compile(r"([^\W\d]+)\s+(\d{4})")


_SENTENCE = re.compile(r".{20,}?[.!?…](?=\s)")
MOST_TRACKS = 6
"""As many tracks can be read from eight metres."""


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
    going_on: str
    """What is going on now."""
    sides: tuple[_SideReady, ...]
    tables: tuple[_TableSeats, ...]
    """Several tables; empty where there is one, and after the end."""
    map: DrawnMap | None
    tracks: tuple[TrackLine, ...]
    shows: WallShows | Literal["held", "step"]
    """What fills the wall; after the end it is held until a step of the debrief is shown."""
    reveal: RevealPage | None
    """The step of the debrief."""
    question: tuple[str, ...]
    """What the facilitator asks in the debrief, line by line; empty where nothing is asked."""
    news: WallNews
    first_sentence: str
    """Of the last story; empty where there is none."""
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


def wall_page(
    room: Room, told: ToldGame, urls: tuple[str, ...], qr: str = "",
    *, is_news_new: bool = False, ended: EndedTables | None = None,
) -> WallPage:  # fmt: skip
    """The page for the projector, from what the public may see.

    is_news_new: whether what broke last may still fill the wall. ended: the tables; without
    them nothing is shown after the end.

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
    step = revealed_step(room) if ended is not None else None
    reveal = reveal_page(ended, step, words.scenario.language) if ended and step else None
    news = WallNews(None, ()) if over else wall_news(room, told)
    readings = list(public_readings(told)) if is_alone and not over else []
    return WallPage(
        title=words.scenario.title,
        summary=first_sentence(without_sources(words.scenario.summary)),
        turn=turn,
        turns=words.scenario.turns,
        leaf=calendar_leaf(words.day(turn) if turn else ""),
        place=_place(told, view) if is_alone else "",
        going_on=_what_goes_on(room, told, over),
        sides=tuple(_sides_ready(room, told, tables[0])) if is_alone and not over else (),
        tables=() if is_alone or over else tuple(_table_seats(room, told, each) for each in tables),
        map=drawn_map(words, readings) if not over else None,
        tracks=tuple(track_line(words, each, PUBLIC) for each in most_telling(told, readings)),
        shows=(
            shown_on_wall(room, told, news, is_new=is_news_new)
            if not over
            else "held"
            if reveal is None
            else "step"
        ),
        reveal=reveal,
        question=question_after_end(room, told) if over else (),
        news=news,
        first_sentence=first_sentence(next(iter(news.story.paragraphs if news.story else ()), "")),
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
    # No line begins with the dot.
    return "\u00a0· ".join(dict.fromkeys(names))


def _what_goes_on(room: Room, told: ToldGame, over: bool) -> str:
    say = told.words.say
    if over:
        return say("room.wall.over")
    if room.pauses:
        return say("room.wall.paused")
    if len(room.tables) > 1:
        return say("wall.tables")
    return deciding_sentence(told)


# Tracks


def most_telling(told: ToldGame, readings: Sequence[TrackReading]) -> list[TrackReading]:
    """The tracks that tell most, in the order of the scenario, no more than can be read.

    First come those on the map, then those with named bands, then the first of the file. What
    has just moved doesn't count: the audience looks for what it saw before.
    """
    on_map = {link.track for link in told.words.scenario.map.links}

    def weight(reading: TrackReading) -> tuple[bool, bool]:
        return reading.id in on_map, bool(reading.track.bands)

    telling = sorted(readings, key=weight, reverse=True)[:MOST_TRACKS]
    return [reading for reading in readings if reading in telling]


def first_sentence(text: str) -> str:
    """The first sentence of a text, or all of it."""
    match = _SENTENCE.match(text)
    return match[0] if match else text


@frozen
class CalendarLeaf:
    """What stands on the leaf."""

    head: str
    """The month, or the year; may be empty."""
    figures: str
    """The day or days, or the month; otherwise the whole date."""
    is_large: bool
    """Whether the figures are few enough to be written large."""


def calendar_leaf(day: str) -> CalendarLeaf:
    """The leaf for a date such as `24 October`, `25 and 26 October`, or `November 2025`."""
    if match := _DAY.fullmatch(day):
        return CalendarLeaf(match[2], match[1], is_large=True)
    if match := _DAYS.fullmatch(day):
        return CalendarLeaf(match[3], f"{match[1]}–{match[2]}", is_large=True)
    if match := _MONTH.fullmatch(day):
        return CalendarLeaf(match[2], match[1], is_large=False)
    # A day and its month stay on one line.
    return CalendarLeaf("", _DAY.sub("\\1\u00a0\\2", day), is_large=False)


@frozen
class _SideReady:
    """A side, and how far it is."""

    id: str
    name: str
    badge: SideBadge
    decides: bool
    state: str
    """In words: `3 of 4 ready`."""
    is_ready: bool


@frozen
class _TableSeats:
    """One of several tables: how many of its seats are taken, and nothing of its game."""

    name: str
    seats: str
    """In words; empty where bots play all its sides."""


def _sides_ready(room: Room, told: ToldGame, table: Table) -> Iterator[_SideReady]:
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
        yield _SideReady(side, words.naming.side_in_table(side), badge, decides, state, is_ready)


def _table_seats(room: Room, told: ToldGame, table: Table) -> _TableSeats:
    """How many seats of a table are taken."""
    words = told.words
    places = [place for place in room.places if place.table == table.number]
    taken = {device.place for device in room.devices.values() if device.place in places}
    seats = words.say("wall.seats", taken=len(taken), seats=len(places)) if places else ""
    return _TableSeats(words.say("room.console.table", table=table.number), seats)


def public_readings(told: ToldGame) -> Iterator[TrackReading]:
    """The tracks that everybody sees all the time, and not only after the end."""
    for reading in track_readings(told.words, told.turn_views(PUBLIC), PUBLIC):
        if reading.track.seen_by is None and reading.value is not None:
            yield reading


def deciding_sentence(told: ToldGame) -> str:
    """Whom a game that isn't over waits for."""
    say, to_move = told.words.say, told.view(PUBLIC).to_move
    if len(to_move) == 1:
        return say("wall.waits", side=told.words.naming.side_inside(to_move[0]))
    return say("wall.both" if len(told.words.scenario.sides) == 2 else "wall.several")
