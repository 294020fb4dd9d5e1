"""The page for the projector: what all may know, who is ready, and how to join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import PUBLIC
from game.model.play import View
from game.presenter.badges import SideBadge, badge_of, side_badges
from game.presenter.debriefing.debriefed_table import EndedTables
from game.presenter.map.drawn_map import ALONE, BESIDE, DrawnMap, drawn_map
from game.presenter.prose import without_sources
from game.presenter.reveal.reveal_page import RevealPage, reveal_page, revealed_step
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.said.under_way import project_line, projects_under_way
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import TrackReading, track_readings
from game.presenter.wall.lobby import Lobby, SessionClock, lobby, session_clock
from game.presenter.wall.news import WallNews, question_after_end, shown_on_wall, wall_news
from game.presenter.wall.several_tables import TableRow, common_readings, finished_turn, table_rows
from game.presenter.worded_game import WordedGame
from game.room.events import WallShows
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules
from game.session.offer_draft import visited
from game.words.wording import Wording

_DAY = re.compile(r"(\d{1,2})\s+([^\W\d]+)")
_DAYS = re.compile(r"(\d{1,2})\s+[^\W\d]+\s+(\d{1,2})\s+([^\W\d]+)")
_MONTH = re.compile(r"([^\W\d]+)\s+(\d{4})")


_SENTENCE = re.compile(r".{20,}?[.!?…](?=\s)")
MOST_TRACKS = 6
"""As many tracks can be read from eight metres."""
_MOST_PROJECTS = 3
"""As many of these lines tell at most what is under way."""


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
    lobby: Lobby | None
    """None once the session has begun."""
    session: SessionClock | None
    """The time and the agenda of the session; None where there is only one table."""
    tables: tuple[TableRow, ...]
    """Several tables; empty where there is one, and after the end."""
    map: DrawnMap | None
    tracks: tuple[TrackLine, ...]
    projects: tuple[TrackLine, ...]
    """What is under way, of the one game."""
    figures: str
    """From when the figures of several tables are; empty where there is one."""
    closed: tuple[str, ...]
    """Which tables of the one game are closed, and what would open each, as the public sees it;
    of several games nothing, since a game that is ahead would tell its figures."""
    shows: WallShows | Literal["held", "step"]
    """What fills the wall; after the end it is held until a step of the debrief is shown."""
    reveal: RevealPage | None
    """The step of the debrief."""
    reopened: tuple[str, int] | None
    """That a table is open again, and when its talks end, in seconds since 1970; None: none is."""
    question: tuple[str, ...]
    """What the facilitator asks in the debrief, line by line; empty where nothing is asked."""
    support: tuple[str, str] | None
    """Where a majority decides at the table that is visited: the table, and who is for what stands
    there, as sentences; None where nobody can know, or nothing was counted."""
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
    room: Room, worded: WordedGame, urls: tuple[str, ...], qr: str = "",
    *, is_news_new: bool = False, ended: EndedTables | None = None,
    since: Mapping[int, float] | None = None,
) -> WallPage:  # fmt: skip
    """The page for the projector, from what the public may see.

    is_news_new: whether what broke last may still fill the wall. ended: the tables; without
    them nothing is shown after the end. since: by table, since when it waits for those that are
    to decide, in seconds since 1970.

    Of several tables it shows the steps of each, and news and figures when all have had them.
    """
    worded = worded.known_to(PUBLIC)
    view, words = worded.view(PUBLIC), worded.words
    tables = tuple(room.tables.values())
    is_alone = len(tables) == 1
    states = [table.game.state for table in tables]
    over = room.is_over
    turns = {max(1, state.turn) for state in states}
    turn = turns.pop() if len(turns) == 1 else 0
    step = revealed_step(room) if ended is not None else None
    reveal = reveal_page(ended, step, words.scenario.language) if ended and step else None
    news = WallNews(None, ()) if over else wall_news(room, worded)
    readings: list[TrackReading] = []
    projects = projects_under_way(words, worded, PUBLIC)[:_MOST_PROJECTS] if is_alone else ()
    if not over:
        readings = list(public_readings(worded)) if is_alone else common_readings(room, words)
    drawn = drawn_map(words, readings, ALONE if is_alone else BESIDE) if not over else None
    return WallPage(
        title=words.scenario.title,
        summary=first_sentence(without_sources(words.scenario.summary)),
        turn=turn,
        turns=words.scenario.turns,
        leaf=calendar_leaf(words.day(turn) if turn else ""),
        place=_place(worded, view) if is_alone else "",
        going_on=_what_goes_on(room, worded, over),
        sides=tuple(_sides_ready(room, worded, tables[0])) if is_alone and not over else (),
        lobby=lobby(room, words),
        session=session_clock(room, words) if not (is_alone or over) else None,
        tables=table_rows(room, words, since or {}) if not (is_alone or over) else (),
        map=drawn,
        tracks=tuple(
            track_line(words, each, PUBLIC)
            for each in (
                most_telling(worded, readings, MOST_TRACKS - len(projects))
                if is_alone or drawn is None
                else ()
            )
        ),
        projects=tuple(map(project_line, projects)),
        figures=_figures(room, words) if not is_alone and readings else "",
        closed=closed_sentences(worded, PUBLIC) if is_alone and not over else (),
        shows=(
            shown_on_wall(room, worded, news, is_new=is_news_new)
            if not over
            else "held"
            if reveal is None
            else "step"
        ),
        reveal=reveal,
        reopened=reopened(tuple(room.tables.values()), words) if over else None,
        question=question_after_end(room, worded) if over else (),
        support=_support(worded, view) if is_alone else None,
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


def reopened(tables: Iterable[Table], words: Wording) -> tuple[str, int] | None:
    """That a negotiating table is open again, and when its talks end; None: none is."""
    again = [each.looking_back.again for each in tables]
    open_ones = [each for each in again if each is not None and each.minutes]
    if not open_ones or all(each.is_signed for each in open_ones):
        return None
    table = words.naming.table(open_ones[0].negotiation)
    return words.say("wall.again", table=table), max(each.ends for each in open_ones)


def _place(worded: WordedGame, view: View) -> str:
    names = [worded.words.naming.stage(view.stage)]
    if view.phase is not None:
        names.append(worded.words.naming.phase(view.phase))
    # No line begins with the dot.
    return "\u00a0· ".join(dict.fromkeys(names))


def _support(worded: WordedGame, view: View) -> tuple[str, str] | None:
    """The table with a majority that is visited, and who is for what stands there."""
    table = visited(view)
    told = worded.words.support(table) if table is not None else []
    if table is None or not told:
        return None
    return worded.words.naming.table(table.id), " ".join(told)


def _what_goes_on(room: Room, worded: WordedGame, over: bool) -> str:
    say = worded.words.say
    if over:
        return say("room.wall.over")
    if room.pauses:
        return say("room.wall.paused")
    if len(room.tables) > 1:
        return say("wall.tables")
    return deciding_sentence(worded)


# Tracks


def most_telling(
    worded: WordedGame, readings: Sequence[TrackReading], most: int = MOST_TRACKS
) -> list[TrackReading]:
    """The tracks that tell most, in the order of the scenario, no more than can be read.

    First come those on the map, then those with named bands, then the first of the file. What
    has just moved doesn't count: the audience looks for what it saw before.
    """
    on_map = {link.track for link in worded.words.scenario.map.links}

    def weight(reading: TrackReading) -> tuple[bool, bool]:
        return reading.id in on_map, bool(reading.track.bands)

    telling = sorted(readings, key=weight, reverse=True)[:most]
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


def _sides_ready(room: Room, worded: WordedGame, table: Table) -> Iterator[_SideReady]:
    """How far each side is with its decision: how many devices agree, and never with what."""
    words, view = worded.words, worded.view(PUBLIC)
    phase = phase_of(worded.game.rules, worded.state)
    together = isinstance(phase, ActionsRules) and phase.together and not worded.state.questions
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


def _figures(room: Room, words: Wording) -> str:
    """From when the figures of several tables are."""
    turn = finished_turn(room)
    return words.say("wall.figures", turn=turn) if turn > 0 else words.say("wall.figures.start")


def public_readings(worded: WordedGame) -> Iterator[TrackReading]:
    """The tracks that everybody sees all the time, and not only after the end."""
    for reading in track_readings(worded.words, worded.turn_views(PUBLIC), PUBLIC):
        if reading.track.seen_by is None and reading.value is not None:
            yield reading


def deciding_sentence(worded: WordedGame) -> str:
    """Whom a game that isn't over waits for."""
    say, to_move = worded.words.say, worded.view(PUBLIC).to_move
    if len(to_move) == 1:
        return say("wall.waits", side=worded.words.naming.side_inside(to_move[0]))
    return say("wall.both" if len(worded.words.scenario.sides) == 2 else "wall.several")
