"""A room that is open: the room itself, who is connected to it now, and what changes meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from itertools import combinations

from attrs import define

from game.insight.judge import Judged
from game.model.decisions import FACILITATOR, Decision
from game.model.play import State
from game.presenter.console.facts import CodePage, Done, IncidentKind
from game.presenter.debriefing.debriefed_table import NOTHING_KNOWN, AnalysisState, EndedTables
from game.presenter.payoff_plane import pair_id
from game.presenter.reading_time import seconds_to_read
from game.presenter.tellings import Tellings
from game.presenter.wall.news import wall_news
from game.presenter.worded_game import WordedGame
from game.room.agenda import planned_minutes
from game.room.events import (
    AtPlace,
    HandRaised,
    Joined,
    NoteTaken,
    ObservingAsked,
    Ordered,
    RoomEvent,
    RoomLocked,
    RuleWritten,
    StoryTimeSet,
    TimeAdded,
    TurningPointsMarked,
    WallTurned,
    WordsHidden,
)
from game.room.people import Device, Place, Watch
from game.room.room import Room
from game.room.table import Table
from game.session.clock import Seconds, TimeOfDay
from game.session.records.recorded_actions import TO_ALL, Message, read_action
from game.session.translations import Translations
from game.web.clocks import TableClock
from game.web.incidents import Incidents, WrongCodes
from game.web.limits import (
    ALLOWANCE,
    ALLOWANCE_A_SECOND,
    BETWEEN_MESSAGES,
    JOIN_SECONDS,
    LOST_SECONDS,
    MOST_JOINS_OF_ADDRESS,
    SHOW_REFUSED_SECONDS,
    TO_NOTICE,
    Allowances,
)
from game.web.rehearsal import RehearsalPace
from game.web.safe_wall import NewsTime
from game.web.views import PageView
from game.words.wording import Wording


@define
class _Known:
    """How far the analysis of a game in one state is."""

    of: State
    state: AnalysisState


class Analyses:
    """The analyses of all tables of a room; a game that is stepped back has none."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[int, _Known] = {}

    def of(self, table: int) -> AnalysisState:
        """How far the analysis of a table is."""
        known = self._known.get(table)
        is_of_now = known is not None and known.of is self._room.tables[table].game.state
        return known.state if known is not None and is_of_now else NOTHING_KNOWN

    def note(self, table: int, state: AnalysisState) -> None:
        """Notes how far the analysis of a table as it stands is."""
        self._known[table] = _Known(self._room.tables[table].game.state, state)

    def next_table(self) -> int:
        """A table that has ended and has no analysis yet; 0: none."""
        for number, table in self._room.tables.items():
            state = self.of(number)
            if not table.game.state.to_move and state.analysis is None and not state.failed:
                return number
        return 0


_LOG = logging.getLogger(__name__)


def _is_decision_of_side(event: Ordered) -> bool:
    action = read_action(event.actions[0])
    is_decision = isinstance(action, Decision) and action.side != FACILITATOR
    return is_decision and not event.by_facilitator


def is_private(event: Ordered) -> bool:
    """Whether an order only says something to one side or seat."""
    actions = [read_action(text) for text in event.actions]
    return all(isinstance(each, Message) and each.to != TO_ALL for each in actions)


def _turn(table: Table) -> tuple[int, bool]:
    """The turn of a table, and whether its game goes on."""
    state = table.game.state
    return state.turn, bool(state.to_move)


class LiveRoom:
    """The room, its games in every language, and the browsers that are connected now."""

    def __init__(self, room: Room, seconds: Seconds) -> None:
        """seconds: a clock that never goes back."""
        self.room = room
        self.day = TimeOfDay()
        """The time of day, for everything that lasts since or until some time."""
        self.wrong_codes = WrongCodes(seconds)
        self.joins = Allowances(MOST_JOINS_OF_ADDRESS, JOIN_SECONDS, seconds)
        """How many devices may still join from an address without a slip."""
        self.incidents = Incidents()
        """What the facilitator should know of browsers and their addresses."""
        self.tellings = {number: self._in_languages(number) for number in room.tables}
        self.clocks = {
            number: TableClock(table, seconds, self.day) for number, table in room.tables.items()
        }
        self.analyses = Analyses(room)
        """How far the analyses of the tables are."""
        self.judged: dict[int, Judged] = {}
        """By table, the decision that was judged last; only the console shows it."""
        self.console_is_open = False
        """Whether the console has been opened since the room was."""
        self.ended = EndedTables(room, self.game_in, self.analyses.of)
        """The tables that have ended, with their debriefs."""
        self.connected: dict[str, int] = {}
        """By device, how many sockets it has open."""
        self.hands: dict[str, float] = {}
        """By device, since when its hand is raised, in seconds since 1970."""
        self._turns = {number: _turn(table) for number, table in room.tables.items()}
        self.read: dict[str, int] = {}
        """By device, the number of the last line of the record up to which it has read messages."""
        self._seen: dict[str, float] = {}
        """By device, when it was heard of last, in seconds since 1970."""
        self._former: set[str] = set()
        """The devices whose people sit at the same place with another one now."""
        self._opened = self.day.now()
        self.rehearsal: RehearsalPace | None = None
        """The pace of the bots in a rehearsal; None if the room is none."""
        self.done = Done()
        """What a form of the console did last."""
        self._decided_at: dict[int, float] = {}
        """By table, when a side or a bot decided last."""
        self.trouble = ""
        """What the facilitator must know: `unwritten` or `bot`; empty if all is well."""
        self._seconds = seconds
        self.kept = Allowances(ALLOWANCE, ALLOWANCE / ALLOWANCE_A_SECOND, seconds)
        """How many bytes each device, or each slip, may still store."""
        self._refused: dict[str, float] = {}
        """By sender, when something of it was last refused."""
        self._said_at: dict[str, float] = {}
        """By device, when it last sent a message."""
        self._versions = _Versions()
        self._news_time = NewsTime(seconds)
        self._news_version = -1
        """The number of the change up to which the news are known."""
        self._listeners: list[Callable[[], None]] = []
        self.follow: Callable[[Room], None] = lambda _room: None
        """Is called with the room of another chapter, which takes this one's place."""
        self.is_past = False
        """Whether the room of another chapter has taken its place."""
        room.changed = self._note
        self._follow_clocks()

    def _in_languages(self, number: int) -> Tellings:
        table = self.room.tables[number]
        scenario = table.game.rules.scenario
        translations = Translations(scenario, self.room.files)
        return Tellings(
            table.game, table.first_seats, translations, table.preparations, table.hidden_words
        )

    def turn_to(self, room: Room) -> None:
        """Puts the room of another chapter of the campaign into the place of this one."""
        self.is_past = True
        self.follow(room)

    # Changes

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls a function after every change from now on."""
        self._listeners.append(listener)

    def _note(self, event: RoomEvent) -> None:
        """Notes what was done in the room."""
        if isinstance(event, Joined):
            self.note_seen(event.device)
        if isinstance(event, Ordered) and _is_decision_of_side(event):
            self._decided_at[event.table] = self._seconds()
        if isinstance(event, HandRaised) and event.up:
            self.hands[event.device] = self.day.now()
        if isinstance(event, Ordered):
            self._lower_hands(event.table)
        match event:
            case TimeAdded(table, minutes):
                self.clocks[table].extend(60 * minutes)
                self.change(table)
            case Ordered(table=table) if is_private(event):
                self.change(table, public=False)
            case Ordered(table=table) | WordsHidden(table=table):
                self.change(table)
            case AtPlace() | TurningPointsMarked() | RuleWritten():
                place = self.place(event.device)
                assert place is not None, "it was refused"
                # The wall counts who has looked back.
                self._versions.public += not isinstance(event, AtPlace)
                self.change(place.table, place.side)
            case Joined() | ObservingAsked() | WallTurned() | StoryTimeSet():
                self.change_console(public=True)
            case NoteTaken() | RoomLocked():
                self.change_console()
            case _:
                self.change()

    def _lower_hands(self, table: int) -> None:
        """Lowers the hands at a table whose turn has ended: what they were raised for is past."""
        before, self._turns[table] = self._turns[table], _turn(self.room.tables[table])
        if self._turns[table] != before:
            for each in list(self.room.devices.values()):
                if each.hand and each.place is not None and each.place.table == table:
                    self.room.do(HandRaised(each.id, up=False))

    def change_console(self, *, public: bool = False) -> None:
        """Notes that something may look different on the console, and on no seat's page.

        public: on the wall, and where people wait, as well.
        """
        self._versions.all += 1
        self._versions.public += public
        self._wake_listeners()

    def open_console(self) -> None:
        """Notes that the console is open."""
        if not self.console_is_open:
            self.console_is_open = True
            self._wake_listeners()

    def say_done(self, sentence: str) -> None:
        """Notes what a form of the console has done; empty: nothing that must be said."""
        if sentence or self.done.sentence:
            self.done = Done(sentence, self.day.now())
            self.change_console()

    def dismiss_incidents(self, number: int) -> None:
        """Removes the incidents up to a number from the console."""
        self.incidents.dismiss(number)
        self.change_console()

    def note_incident(self, address: str, kind: IncidentKind) -> None:
        """Shows an incident from an address on the console."""
        if self.incidents.note(address, kind):
            self.change_console()

    def note_wrong_code(self, page: CodePage, address: str, device: str = "") -> None:
        """Counts a wrong code, and shows it on the console. device: empty if it has not joined."""
        self.wrong_codes.note(page, address, device)
        self.note_incident(address, page)

    def decided_just_now(self, table: int) -> bool:
        """Whether a side decided so recently that a person can't have read it yet."""
        then = self._decided_at.get(table)
        return then is not None and self._seconds() - then < TO_NOTICE

    def set_trouble(self, trouble: str) -> None:
        """Notes what the facilitator must know; empty: all is well."""
        if trouble != self.trouble:
            self.trouble = trouble
            self.change_console()

    def change(self, table: int = 0, side: str = "", *, public: bool = True) -> None:
        """Notes that something may look different now: everywhere, at a table, or for a side.

        public: whether everybody may know what changed where it isn't for one side.
        """
        self._versions.change(table, side)
        self._versions.public += public and not side
        self._follow_clocks()
        self._wake_listeners()

    def _wake_listeners(self) -> None:
        for listener in self._listeners:
            listener()

    def version(self, view: PageView) -> Hashable:
        """What changes whenever a page may look different."""
        if view.page == "observe":
            return self._version_for_observer(view.device)
        if view.page == "wall":
            return self._versions.public, self.news_seconds_left() > 0, self._public_marks()
        if view.page == "console":
            is_new, incidents = self.news_seconds_left() > 0, self.incidents.count
            return self._versions.all, is_new, self.refused_senders, incidents
        place = self.place(view.device) if view.page == "seat" else None
        if place is None:
            return self._versions.public
        return self._versions.of(place.table, place.side)

    def _public_marks(self) -> Hashable:
        """What the wall shows of what sides prepare: who holds the pen, or how many agree."""
        tables = self.room.tables.values()
        if len(self.room.tables) > 1:
            return tuple(tuple(table.pens.items()) for table in tables)
        return tuple(
            sum(
                table.agrees(device.id, side) for device in self.room.devices_of(table.number, side)
            )
            for table in tables
            for side in table.game.state.to_move
        )

    def _version_for_observer(self, device: str) -> Hashable:
        """The same for the page of an observer, which shows the observer's own notes too."""
        watch = self.watch(device)
        if watch is None:
            return self._versions.public
        notes = sum(note.device == device for note in self.room.notes)
        return (*self._versions.of(watch.table, watch.side), notes)

    def news_seconds_left(self) -> float:
        """How many seconds the latest story may still fill the wall; 0 if its time is up."""
        if self._news_version != self._versions.public:
            self._news_version = self._versions.public
            try:
                newest = wall_news(self.room, self.game_in(0, self.language)).newest
            except Exception:
                _LOG.exception("news-failed")
                return 0.0
            self._news_time.follow(newest)
        return self._news_time.left(self.room.story_seconds)

    def connect(self, device: str) -> None:
        """Notes that a page of a device has opened a socket."""
        self.connected[device] = self.connected.get(device, 0) + 1
        if self.connected[device] == 1:
            self._change_side_of(device)

    def disconnect(self, device: str) -> None:
        """Notes that a socket of a device was closed."""
        left = self.connected.get(device, 1) - 1
        if left:
            self.connected[device] = left
        else:
            self.connected.pop(device, None)
            self.note_seen(device)
            self._change_side_of(device)

    def _change_side_of(self, device: str) -> None:
        place = self.place(device)
        if place is None:
            self.change_console()
        else:
            self.change(place.table, place.side)

    def note_seen(self, device: str) -> None:
        """Notes that a device was heard of just now."""
        self._seen[device] = self.day.now()

    def away_since(self, device: str) -> float:
        """When a device was heard of last, in seconds since 1970; at first: when we began."""
        return self._seen.get(device, self._opened)

    def note_former(self, device: str) -> None:
        """Notes that the person of a device sits at its place with another one now."""
        self._former.add(device)

    def is_lost(self, device: str) -> bool:
        """Whether a device is away, and so long, or of a person who is here with another one, that
        nobody waits for it any more."""
        if device in self.connected:
            return False
        return device in self._former or self.day.now() - self.away_since(device) > LOST_SECONDS

    def _follow_clocks(self) -> None:
        for clock in self.clocks.values():
            clock.follow(self.room.minutes)

    def may_send(self, sender: str) -> bool:
        """Whether a sender may store more now; if not, the console shows it."""
        if self.kept.may(sender):
            return True
        is_new = sender not in self.refused_senders
        self._refused[sender] = self._seconds()
        if is_new:
            self.change_console()
        return False

    @property
    def refused_senders(self) -> tuple[str, ...]:
        """The senders of whom something was refused recently."""
        since = self._seconds() - SHOW_REFUSED_SECONDS
        return tuple(sender for sender, at in self._refused.items() if at > since)

    def may_say(self, device: str) -> bool:
        """Whether a device may send a message now; its last one must be a moment ago."""
        last = self._said_at.get(device)
        return last is None or self._seconds() - last >= BETWEEN_MESSAGES

    def note_said(self, device: str) -> None:
        """Notes that a device has sent a message."""
        self._said_at[device] = self._seconds()

    # Languages

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages of the room; the scenario's own first."""
        return self.tellings[self.room.first.number].codes

    @property
    def language(self) -> str:
        """The language of the wall and the console."""
        return self.room.setup.language

    def best_language(self, wished: tuple[str, ...]) -> str:
        """The first language wished for that the room has, or its own."""
        for wish in wished:
            for code in (wish, wish.partition("-")[0]):
                if code in self.codes:
                    return code
        return self.language

    def game_in(self, table: int, language: str) -> WordedGame:
        """The game of a table in a language. table: 0: the first."""
        return self.tellings[table or self.room.first.number].worded(language)

    def seconds_to_read(self, table: int) -> float:
        """The seconds in which people read what happened last at a table."""
        return seconds_to_read(self.game_in(table, self.language))

    def words(self, language: str) -> Wording:
        """The sentences in a language, and the scenario's own names."""
        return self.game_in(0, language).words

    def language_of(self, view: PageView) -> str:
        """The language of a page."""
        device = self.room.devices.get(view.device)
        return device.language if device is not None else self.language

    # People

    def device(self, id: str) -> Device | None:
        """A device that came in; None if it is unknown."""
        return self.room.devices.get(id)

    def place(self, id: str) -> Place | None:
        """Where a device sits; None if it sits nowhere."""
        device = self.room.devices.get(id)
        return device.place if device is not None else None

    def is_briefing(self, id: str) -> bool:
        """Whether a device sits at a table that is still in the briefing part of the agenda."""
        place = self.place(id)
        table = self.room.tables[place.table] if place is not None else None
        if table is None or not table.game.state.to_move:
            return False
        minutes = self.room.agenda or planned_minutes(table.game.rules.scenario)
        return any(minutes[:1]) and not any(table.game.moments[-1].taken.values())

    def watch(self, id: str) -> Watch | None:
        """What a device observes; None if it doesn't."""
        device = self.room.devices.get(id)
        return device.watch if device is not None else None

    def clock_of(self, view: PageView) -> TableClock | None:
        """The clock that a page shows; None if it shows none."""
        if view.page == "seat":
            place = self.place(view.device)
            return self.clocks[place.table] if place is not None else None
        if view.page == "observe":
            watch = self.watch(view.device)
            return self.clocks[watch.table] if watch is not None else None
        if view.page == "console":
            return self.clocks[view.table]
        first = next(iter(self.clocks.values()))
        return first if view.page == "wall" and len(self.clocks) == 1 else None

    def console_view(self, table: str, pair: str = "") -> PageView:
        """The console with a table enlarged; with the first where there is none of this number.

        pair: the two sides of its payoff plane; the first two if they are unknown.
        """
        first = self.room.first.number
        number = next((each for each in self.room.tables if str(each) == table), first)
        pairs = {pair_id(each) for each in combinations(self.room.first.game.rules.sides, 2)}
        return PageView("console", table=number, pair=pair if pair in pairs else "")


class _Versions:
    """How often something has changed: anywhere, everywhere, at a table, for a side."""

    def __init__(self) -> None:
        self.all = 0
        """All changes."""
        self.public = 0
        """Those that everybody may know of."""
        self._everywhere = 0
        self._tables: dict[int, int] = {}
        self._sides: dict[tuple[int, str], int] = {}

    def change(self, table: int = 0, side: str = "") -> None:
        """Counts a change. table: 0: everywhere. side: empty: for all sides of the table."""
        self.all += 1
        if not table:
            self._everywhere += 1
        elif not side:
            self._tables[table] = self._tables.get(table, 0) + 1
        else:
            self._sides[table, side] = self._sides.get((table, side), 0) + 1

    def of(self, table: int, side: str) -> tuple[int, int, int]:
        """What differs after a change that a side may see."""
        return self._everywhere, self._tables.get(table, 0), self._sides.get((table, side), 0)
