"""Mistakes in pages, sockets and papers, each of which tells a browser what it may not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from game.model.decisions import FACILITATOR, PUBLIC
from game.presenter import observer_page as observing
from game.presenter.kit import papers as printed_papers
from game.presenter.observer_page import observer_page
from game.presenter.seat import messages, record, shared_tabs
from game.presenter.seat.context import SeatContext
from game.presenter.seat.seat_page import seat_page
from game.presenter.seat.shared_tabs import SharedTabs
from game.presenter.track_readings import track_readings
from game.presenter.wall import wall_page as walls
from game.presenter.wall.wall_page import wall_page
from game.presenter.worded_game import WordedGame
from game.room.people import Device, Place, Watch
from game.room.room import Room
from game.room.table import Table
from game.session import said_and_done as said
from game.session.records.recorded_actions import Message
from game.session.said_and_done import sayings
from game.web import app, pages, seats, sockets
from game.web.app import RoomSite
from game.web.live_room import LiveRoom
from game.web.pages import Pages
from game.web.templating import Templates
from game.web.visits import Visits

Plant = Callable[[pytest.MonkeyPatch], None]


def seat(read: Callable[[WordedGame, str], object]) -> Plant:
    """Something stands on the page of a seat."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real: Any = seat_page

        def leaky(worded: WordedGame, side: str, *rest: object) -> object:
            return evolve(real(worded, side, *rest), subtitle=str(read(worded, side)))

        patch.setattr(seats, "seat_page", leaky)

    return plant


def wall(read: Callable[[Room, WordedGame], object]) -> Plant:
    """Something stands on the wall."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real: Any = wall_page

        def leaky(room: Room, worded: WordedGame, *rest: object, **named: object) -> object:
            return evolve(real(room, worded, *rest, **named), place=str(read(room, worded)))

        patch.setattr(pages, "wall_page", leaky)

    return plant


def observer(read: Callable[[Room, WordedGame, Watch], object]) -> Plant:
    """Something stands on the page of an observer."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real: Any = observer_page

        def leaky(
            room: Room, worded: WordedGame, device: Device, watch: Watch, *rest: object
        ) -> object:
            page = real(room, worded, device, watch, *rest)
            return evolve(page, headline=str(read(room, worded, watch)))

        patch.setattr(pages, "observer_page", leaky)

    return plant


def wrapped(owner: Any, name: str, leak: Callable[..., object]) -> Plant:
    """A function does something to its answer: `leak` gets that, and what the function got."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real = getattr(owner, name)
        patch.setattr(owner, name, lambda *given, **named: leak(real(*given, **named), *given))

    return plant


def readable(leak: Callable[[Message, str], bool]) -> Plant:
    """Somebody reads messages that are not for that reader."""
    return wrapped(said, "may_read", lambda may, message, reader: may or leak(message, reader))


def is_of(side: str, member: str) -> bool:
    """Whether a member is a seat of a side."""
    return member.startswith(f"{side}.")


def seat_told(read: Callable[[Table], dict[str, str]]) -> Plant:
    """A seat is told something of all other sides of its table."""

    def leak(context: SeatContext, live: LiveRoom, _device: str, place: Place) -> SeatContext:
        known = read(live.room.tables[place.table])
        rest = [each for side, each in known.items() if side != place.side]
        return evolve(context, moment=f"{context.moment} {rest}")

    return wrapped(seats, "seat_context", leak)


def others(worded: WordedGame, side: str) -> list[str]:
    return [other for other in worded.words.scenario.sides if other != side]


def state_of(site: Any) -> Any:
    """The state of the game, from a part of the site."""
    return site._live.room.tables[1].game.state


def add_header(answer: Any, site: RoomSite, *_given: object) -> object:
    moments = site._live.room.tables[1].game.moments
    answer.headers["x-entries"] = str(sum(len(moment.entries) for moment in moments))
    return answer


def add_body(answer: Any, visits: Visits, *_given: object) -> object:
    answer.body += str(state_of(visits).tracks).encode()
    return answer


class Restless(str):
    """A revision that is never the one that was sent before."""

    def __ne__(self, _other: object) -> bool:
        return True

    __eq__ = object.__eq__
    __hash__ = str.__hash__


def tell_lines(patch: pytest.MonkeyPatch) -> None:
    """Messages on sockets count the lines of the record."""
    real: Any = sockets.Sockets._send

    async def leaky(self: Any, socket: Any, listener: Any) -> None:
        send = socket.send_json
        lines = self._live.room.tables[1].game.moments
        socket.send_json = lambda worded: send({**worded, "lines": len(lines)})
        await real(self, socket, listener)

    patch.setattr(sockets.Sockets, "_send", leaky)


def remember_by_name(patch: pytest.MonkeyPatch) -> None:
    """A part of a page is remembered by the name of its template alone."""
    real: Any = Templates._fill_part

    def leaky(self: Any, name: str, *rest: object) -> object:
        known = self.__dict__.setdefault("known", {})
        return known.setdefault(name, known.get(name) or real(self, name, *rest))

    patch.setattr(Templates, "_fill_part", leaky)


def share_with_all(patch: pytest.MonkeyPatch) -> None:
    """What one side is shown is remembered for all sides."""
    patch.setattr(
        seats,
        "SharedTabs",
        lambda worded, _side, *rest: SharedTabs(worded, next(iter(worded.game.rules.sides)), *rest),
    )


PENS: dict[str, Plant] = {
    "a seat is told who holds the pens of others": seat_told(lambda table: table.pens),
    "an observer is told who holds the pens of others": observer(
        lambda room, _told, watch: [
            pen for side, pen in room.tables[1].pens.items() if side != watch.side
        ]
    ),
}
"""Who holds the pen is for its own side."""

LEAKS: dict[str, Plant] = {
    "a seat shows all tracks": seat(lambda worded, _: worded.state.tracks),
    "a seat shows the drafts of others": seat(
        lambda worded, side: [
            sorted(draft.package.items())
            for (other, _), draft in worded.preparations.offer_drafts.items()
            if other != side
        ]
    ),
    "a seat shows what others have selected": seat(
        lambda worded, side: [worded.selection(other).picks for other in others(worded, side)]
    ),
    "a seat shows what others have confirmed": seat(lambda worded, _: worded.state.picks),
    "a seat shows all cards": seat(lambda worded, _: worded.state.cards),
    "a seat shows the whole state": seat(lambda worded, _: repr(worded.state)),
    "a seat shows the seed": seat(lambda worded, _: worded.state.seed),
    "a seat shows hidden answers": seat(lambda worded, _: worded.state.hidden_answers),
    "a seat shows what lines of the record say": seat(
        lambda worded, _: [(str(line.action), line.note) for line in worded.game.lines]
    ),
    "a seat shows the scores of others": seat(
        lambda worded, side: [
            worded.view(other).scores[other].total for other in others(worded, side)
        ]
    ),
    "a seat shows what seats of others have scored": seat(
        lambda worded, side: [
            lines
            for place, lines in worded.view(FACILITATOR).seat_scores.items()
            if side not in place
        ]
    ),
    "a seat reads all messages": lambda patch: patch.setattr(
        messages, "sayings", lambda game, _reader: sayings(game, FACILITATOR)
    ),
    "a side reads what a seat of another writes to its own side": readable(
        lambda message, _: is_of(message.to, message.sender)
    ),
    "a side reads what is written between seats": readable(
        lambda message, reader: "." in message.to and reader != PUBLIC
    ),
    "a seat reads what is written to another seat of its side": readable(
        lambda message, reader: is_of(reader.partition(".")[0], message.to)
    ),
    "a seat reads what another of its side writes to a seat": readable(
        lambda message, reader: is_of(reader.partition(".")[0], message.sender)
    ),
    "the public reads what is written to a side": readable(
        lambda message, reader: "." not in message.to and reader == PUBLIC
    ),
    "the public reads what is written to a seat": readable(
        lambda message, reader: "." in message.to and reader == PUBLIC
    ),
    "a seat reads the whole record": lambda patch: patch.setattr(
        shared_tabs,
        "record_tab",
        lambda worded, _side, show, newest: record.record_tab(worded, FACILITATOR, show, newest),
    ),
    "a seat sees the devices of others": lambda patch: patch.setattr(
        Room,
        "devices_of",
        lambda room, _table, _side: tuple(each for each in room.devices.values() if each.place),
    ),
    "the moment of a form tells all picks": wrapped(
        Table, "moment", lambda moment, table, _side: f"{moment} {table.game.state.picks}"
    ),
    "a seat reads what others prepare to say": wrapped(
        Table, "words", lambda words, table, _side: f"{words} {sorted(table._words.values())}"
    ),
    "the fingerprint of a form tells the state": wrapped(
        Table, "fingerprint", lambda mark, table, _side: f"{mark}{hash(table.game.state)}"
    ),
    "what one side is shown is remembered for all": share_with_all,
    "a part of a page is remembered by its name": remember_by_name,
    "the wall shows all tracks": wall(lambda _, worded: worded.state.tracks),
    "the wall shows the seed": wall(lambda _, worded: worded.state.seed),
    "the wall shows names": wall(lambda room, _: [each.name for each in room.devices.values()]),
    "the wall shows pens": wall(lambda room, _: room.tables[1].pens),
    **PENS,
    "the wall shows selections": wall(
        lambda room, worded: [
            room.tables[1].selection(side).picks for side in worded.game.rules.sides
        ]
    ),
    "the wall shows messages": wall(lambda _, worded: [line.note for line in worded.game.lines]),
    "the wall counts all that happened": wall(
        lambda _, worded: [len(entries) for _, entries in worded.record(FACILITATOR)]
    ),
    "the wall shows tracks of which only bands are public": lambda patch: patch.setattr(
        walls,
        "public_readings",
        lambda worded: track_readings(worded.words, worded.turn_views(FACILITATOR), FACILITATOR),
    ),
    "an observer sees all tracks": observer(lambda _room, worded, _: worded.state.tracks),
    "an observer of a side sees the cards of others": observer(
        lambda _room, worded, watch: worded.state.cards if watch.side else ""
    ),
    "an observer of the public sees what sides select": observer(
        lambda _room, worded, watch: (
            "" if watch.side else [worded.selection(side).picks for side in worded.game.rules.sides]
        )
    ),
    "an observer of a side sees what others select": observer(
        lambda _room, worded, watch: (
            [worded.selection(other).picks for other in others(worded, watch.side)]
            if watch.side
            else ""
        )
    ),
    "an observer sees the notes of others": observer(
        lambda room, _told, _: [note.text for note in room.notes]
    ),
    "an observer sees who sits where": observer(
        lambda room, _told, _: [each.name for each in room.devices.values()]
    ),
    "an observer reads the whole record": lambda patch: patch.setattr(
        observing,
        "record_tab",
        lambda worded, _reader, show, newest, **_named: record.record_tab(
            worded, FACILITATOR, show, newest
        ),
    ),
    "an observer reads all messages": lambda patch: patch.setattr(
        observing, "sayings", lambda game, _reader: sayings(game, FACILITATOR)
    ),
    "the revision depends on the whole state": wrapped(
        Pages, "_work_out_revision", lambda mark, site, _: f"{mark}{hash(state_of(site))}"
    ),
    "a socket speaks whenever anybody does anything": wrapped(
        Pages, "revision", lambda mark, *_: Restless(mark)
    ),
    "a socket counts the lines of the record": tell_lines,
    "a header counts what has happened": wrapped(RoomSite, "_show", add_header),
    "an error tells all tracks": wrapped(Visits, "special", add_body),
    "a refusal tells what others have picked": wrapped(
        app, "refusal_sentence", lambda sentence, *given: f"{sentence} {given[1].state.picks}"
    ),
    "who waits is told who sits where": wrapped(
        Pages,
        "_home",
        lambda main, site, *_: f"{main}{[e.name for e in site._live.room.devices.values()]}",
    ),
    "who waits is told the state": wrapped(
        Pages, "_home", lambda main, site, *_: f"{main}{state_of(site).tracks}"
    ),
    "a sheet on paper tells all tracks": lambda patch: patch.setattr(
        printed_papers, "_start", lambda worded, _side, _track: str(worded.state.tracks)
    ),
}
"""By what is wrong, how it is planted."""

UNHEARD: dict[str, Plant] = {
    "a seat shows which words are hidden": seat(
        lambda worded, _: [
            line.number for line in worded.game.lines if line.number in worded.hidden_words
        ]
    ),
    "a seat reads hidden words": lambda patch: patch.setattr(
        messages, "unless_hidden", lambda _told, saying: saying
    ),
    "the wall tells that the room is locked": wall(lambda room, _: room.locked),
    "the wall tells the agenda": wall(lambda room, _: (room.agenda, room.session_began)),
    "the wall tells who holds pens": wall(lambda room, _: room.tables[1].pens),
    **PENS,
    "a seat is told from whom the pens of others were taken": seat_told(
        lambda table: table.pens_lost
    ),
    "a side reads what a seat of another writes to a teammate": readable(
        lambda message, _: "." in message.to
    ),
}
"""The same for what the facilitator does for one side, or alone."""
